"""The second witness: how much ink a cell shows on the page as pypdfium2 renders it."""

from dataclasses import dataclass

import pypdfium2
from PIL import Image

from workplan_extract.reading.geometry import Box

SCALE = 1.5
"""Pixels a point."""
CLOSE = 4
"""Pixels a point of a close look."""
MOST_PIXELS = 40_000_000
"""Of a page: two square metres of paper are drawn in full, larger ones coarser."""
CONTRAST = 22
"""Levels of grey, of 256, by which a pixel of ink differs from the cell's ground."""
MARGIN = 1.6
"""Points along a cell's border that are left out, since rules lie there."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A page in grey, as a viewer shows it."""

    picture: Image.Image
    scale: float = SCALE
    """Pixels a point."""

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.picture.width

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.picture.height


@dataclass(frozen=True, slots=True)
class Ink:
    """`pixels` of ink in a box and their `share` of its area; `ground` is the commonest grey."""

    pixels: int
    share: float
    ground: int


def page_to_raster(page: pypdfium2.PdfPage) -> Raster:
    """Render a page, forms included."""
    width, height = page.get_size()
    scale = min(SCALE, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
    return Raster(bitmap.to_pil(), scale)


def box_to_levels(page: pypdfium2.PdfPage, box: Box) -> list[list[int]]:
    """What a box in reader's points shows, in levels of grey, row by row, at `CLOSE` pixels a point."""
    width, height = page.get_size()
    crop = (max(0.0, box.x0), max(0.0, height - box.bottom), max(0.0, width - box.x1), max(0.0, box.top))
    bitmap = page.render(scale=CLOSE, grayscale=True, crop=crop)
    pixels, stride, across = bytes(bitmap.buffer), bitmap.stride, bitmap.width
    levels = [list(pixels[start : start + across]) for start in range(0, stride * bitmap.height, stride)]
    bitmap.close()
    return levels


def box_to_ink(raster: Raster, box: Box, margin: float = MARGIN) -> Ink:
    """Count what differs from the ground inside a box in reader's points, its borders left out."""
    scale = raster.scale
    x0, x1 = max(0, round((box.x0 + margin) * scale)), min(raster.width, round((box.x1 - margin) * scale))
    y0, y1 = max(0, round((box.top + margin) * scale)), min(raster.height, round((box.bottom - margin) * scale))
    if x1 <= x0 or y1 <= y0:
        return Ink(0, 0.0, 255)
    counts = raster.picture.crop((x0, y0, x1, y1)).histogram()
    # the lightest of the commonest
    ground = 255 - counts[::-1].index(max(counts))
    inked = sum(counts[: max(0, ground - CONTRAST)]) + sum(counts[ground + CONTRAST + 1 :])
    return Ink(inked, inked / ((x1 - x0) * (y1 - y0)), ground)
