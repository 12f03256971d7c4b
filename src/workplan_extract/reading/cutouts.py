"""Pictures of the rows of activities, cut out of their pages."""

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pypdfium2
from PIL import Image

from workplan_extract.models import Activity, BBox
from workplan_extract.reading.pictures import Picture, opened

MARGIN = 5.0
"""So much of its surroundings is shown with a row, in points: enough to see its lines, and that nothing is cut off."""
SCALE = 1.5
"""Pixels a point."""
MOST_PIXELS = 4_000_000
"""A larger page is made smaller, to fit."""
QUALITY = 60
"""Of JPEG: print stays clear to read, in the colours of the plan."""


def cut_rows(pdf: Path, activities: Sequence[Activity]) -> Iterator[tuple[int, int, Picture]]:
    """The index of each activity, the place of the region among its own, from 1, and its picture. A page is drawn once.

    Raises:
        NotAPdfError, EncryptedError: the PDF can't be opened.
    """
    places = [
        (index, nth, region.page, widened(region.bbox))
        for index, activity in enumerate(activities)
        for nth, region in enumerate(activity.regions, 1)
    ]
    with opened(pdf) as document:
        for number, found in groupby(sorted(places, key=lambda place: place[2]), key=lambda place: place[2]):
            image, scale = draw_page(document, number)
            for index, nth, _, bbox in found:
                yield index, nth, cut_out(image, scale, number, bbox)


def draw_page(document: pypdfium2.PdfDocument, number: int) -> tuple[Image.Image, float]:
    """A page, and its pixels a point."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(SCALE, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        # in the order of bytes that Pillow takes over without a copy
        image = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True).to_pil()
    finally:
        page.close()
    return image, scale


def cut_out(image: Image.Image, scale: float, number: int, bbox: BBox) -> Picture:
    """A part of a page's picture; what lies beyond the page's edges is left out."""
    left, upper = (max(0, int(edge * scale)) for edge in bbox[:2])
    right, lower = min(image.width, round(bbox[2] * scale)), min(image.height, round(bbox[3] * scale))
    part = image.crop((left, upper, max(right, left + 1), max(lower, upper + 1)))
    content = io.BytesIO()
    # The fastest by far of those that keep colours: WebP without loss is half the size, and takes five times as long.
    part.save(content, "JPEG", quality=QUALITY, subsampling="4:2:0")
    shown = (left / scale, upper / scale, right / scale, lower / scale)
    return Picture(page=number, bbox=shown, media_type="image/jpeg", content=content.getvalue())


def widened(bbox: BBox) -> BBox:
    """A box with a margin around it."""
    x0, top, x1, bottom = bbox
    return (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN)
