"""Pictures of pages, and of parts of them, as a reader sees them: `/Rotate` and the crop box applied."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pypdfium2
from pydantic import Field

from workplan_extract.models import BBox, Frozen
from workplan_extract.reading.opening import open_pdf

ImageFormat = Literal["WEBP", "PNG", "JPEG"]


class PictureSettings(Frozen):
    """How a picture is made."""

    scale: float = Field(default=2.0, gt=0, le=8, description="Pixels a point; 1 is 72 dots an inch")
    form: ImageFormat = "WEBP"
    quality: int = Field(default=55, ge=1, le=100, description="Of WebP and JPEG")
    most_pixels: int = Field(default=6_000_000, gt=0, description="A larger page is made smaller, to fit")


class Picture(Frozen):
    """A picture of a page, or of a part of it."""

    page: int = Field(ge=1, description="PDF page, from 1")
    bbox: BBox = Field(description="What it shows: x0, top, x1, bottom in points; the whole page starts at 0, 0")
    media_type: str
    content: bytes


@contextmanager
def opened(pdf: Path) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF for drawing, form fields and all; closed afterwards.

    Raises:
        NotAPdfError, EncryptedError: it can't be opened.
    """
    document = open_pdf(pdf)
    try:
        document.init_forms()
        yield document
    finally:
        document.close()


def page_sizes(pdf: Path) -> list[tuple[float, float]]:
    """Width and height of each page as seen, in points."""
    with opened(pdf) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def draw_pages(pdf: Path, settings: Sequence[PictureSettings]) -> Iterator[Picture]:
    """A picture of each page.

    Args:
        pdf: the PDF.
        settings: one a page, in their order; pages beyond are left out.
    """
    with opened(pdf) as document:
        for number, one in enumerate(settings, 1):
            width, height = document.get_page_size(number - 1)
            yield draw_part(document, number, (0.0, 0.0, width, height), one)


def draw_part(document: pypdfium2.PdfDocument, number: int, bbox: BBox, settings: PictureSettings) -> Picture:
    """A picture of a part of a page; what lies beyond the page's edges is left out.

    Args:
        document: an open PDF, its forms initialised.
        number: the page, from 1.
        bbox: the part, in points from the page's top left corner as seen.
        settings: how it is made.
    """
    page = document[number - 1]
    try:
        width, height = page.get_size()
        x0, top, x1, bottom = max(bbox[0], 0.0), max(bbox[1], 0.0), min(bbox[2], width), min(bbox[3], height)
        area = max((x1 - x0) * (bottom - top), 1.0)
        scale = min(settings.scale, (settings.most_pixels / area) ** 0.5)
        bitmap = page.render(scale=scale, crop=(x0, height - bottom, width - x1, top))
        content = io.BytesIO()
        bitmap.to_pil().convert("RGB").save(content, settings.form, quality=settings.quality)
    finally:
        page.close()
    media_type = f"image/{settings.form.lower()}"
    return Picture(page=number, bbox=(x0, top, x1, bottom), media_type=media_type, content=content.getvalue())
