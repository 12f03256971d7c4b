"""One page as the table engine sees it: words, rules, fills, small shapes and pictures, in upright reading position.

pdfminer's layout objects (through pdfplumber) give every character with its font and matrix, and every path. They are
brought into the reader's view: `/Rotate` is applied, the crop box is the page, and text that a matrix turns is turned
back, so that everything downstream may take text to run from left to right. `PageView.to_reader` leads back.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import hypot

import pdfplumber.page
from pdfminer.layout import LTCurve, LTImage
from pdfminer.pdftypes import PDFStream, resolve1

from workplan_extract.reading.forms import page_to_fields
from workplan_extract.reading.geometry import Box
from workplan_extract.reading.layout import Run, page_to_layout
from workplan_extract.reading.paths import Field, Fill, Path, Picture, Rule, Shape, paths_to_drawing
from workplan_extract.reading.words import Glyph, Word, glyphs_to_words

CLEARLY = 1.5
"""Times the area of text to the right that text in another direction covers on a turned page, at least."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How pdfminer's coordinates become the view's: crop offset, page size as seen, and turn of the text."""

    layout_height: float
    left: float
    top: float
    width: float
    height: float
    turn: int
    """Direction that the page's text runs in: 0 to the right, 90 upwards, 180 to the left, 270 downwards."""

    def point(self, x: float, y: float) -> tuple[float, float]:
        """pdfminer's point (origin bottom left) → the view's (origin top left)."""
        across, down = x - self.left, self.layout_height - y - self.top
        if self.turn == 90:
            return self.height - down, across
        if self.turn == 180:
            return self.width - across, self.height - down
        if self.turn == 270:
            return down, self.width - across
        return across, down

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """pdfminer's box → the view's."""
        if self.turn == 0:
            down = self.layout_height - self.top
            return Box(x0 - self.left, down - y1, x1 - self.left, down - y0)
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def to_reader(self, box: Box) -> Box:
        """The view's box → the page's as a viewer shows it."""
        x0, top, x1, bottom = box
        if self.turn == 90:
            return Box(top, self.height - x1, bottom, self.height - x0)
        if self.turn == 180:
            return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.turn == 270:
            return Box(self.width - bottom, x0, self.width - top, x1)
        return box


@dataclass(frozen=True, slots=True)
class PageView:
    """A page in upright reading position; all boxes are in `frame`'s turned coordinates."""

    number: int
    frame: Frame
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    shapes: tuple[Shape, ...]
    pictures: tuple[Picture, ...]
    fields: tuple[Field, ...]

    def to_reader(self, box: Box) -> Box:
        """A box of this view → the page's as a viewer shows it."""
        return self.frame.to_reader(box)


def page_to_view(page: pdfplumber.page.Page) -> PageView:
    """One pdfplumber page → the view of it. The page may be closed afterwards."""
    # Any two opposite corners name a box (ISO 32000-1, 7.9.5); pdfminer takes the first for the lower left one.
    page.page_obj.mediabox = _sorted_box(page.page_obj.mediabox)
    runs, items = page_to_layout(page)
    frame = _page_to_frame(page, _main_turn(runs))
    paths = [_curve_to_path(item, frame) for item in items if isinstance(item, LTCurve) and (item.fill or item.stroke)]
    images = [Picture(frame.box(*item.bbox), _image_look(item)) for item in items if isinstance(item, LTImage)]
    turned = frame.turn in {90, 270}
    width, height = (frame.height, frame.width) if turned else (frame.width, frame.height)
    glyphs = [glyph for run in runs for glyph in _run_to_glyphs(run, frame, width, height)]
    drawing = paths_to_drawing(paths, images, width, height)
    return PageView(
        number=page.page_number,
        frame=frame,
        width=width,
        height=height,
        words=tuple(glyphs_to_words(glyphs)),
        rules=drawing.rules,
        fills=drawing.fills,
        shapes=drawing.shapes,
        pictures=drawing.pictures,
        fields=tuple(page_to_fields(page.page_obj, frame.box, page.rotation)),
    )


def _image_look(image: LTImage) -> str:
    """A digest of an image's data with that of its mask, which may be all that two images differ in."""
    digest = sha256()
    for stream in (image.stream, resolve1(image.stream.attrs.get("SMask")), resolve1(image.stream.attrs.get("Mask"))):
        if isinstance(stream, PDFStream):
            digest.update(stream.get_rawdata() or stream.get_data())
    return digest.hexdigest()[:12]


def _page_to_frame(page: pdfplumber.page.Page, turn: int) -> Frame:
    """Crop box and rotation → frame. pdfminer puts the media box's rotated lower left corner at the origin."""
    mx0, my0, mx1, my1 = _sorted_box(page.page_obj.mediabox)
    cx0, cy0, cx1, cy1 = _sorted_box(page.page_obj.cropbox or page.page_obj.mediabox)
    cx0, cy0, cx1, cy1 = max(cx0, mx0), max(cy0, my0), min(cx1, mx1), min(cy1, my1)
    if cx1 <= cx0 or cy1 <= cy0:  # a crop box outside the paper is ignored by viewers
        cx0, cy0, cx1, cy1 = mx0, my0, mx1, my1
    margins = {
        0: (cx0 - mx0, my1 - cy1),
        90: (cy0 - my0, cx0 - mx0),
        180: (mx1 - cx1, cy0 - my0),
        270: (my1 - cy1, mx1 - cx1),
    }
    left, top = margins.get(page.rotation % 360, margins[0])
    sideways = page.rotation % 180 == 90
    height = mx1 - mx0 if sideways else my1 - my0
    seen = (cy1 - cy0, cx1 - cx0) if sideways else (cx1 - cx0, cy1 - cy0)
    return Frame(height, left, top, *seen, turn)


def _sorted_box(box: Sequence[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _run_turn(run: Run) -> int:
    """Direction that a run's text runs in: 0 to the right, 90 upwards, 180 to the left, 270 downwards."""
    a, b, _, _ = run.matrix
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 90 if b > 0 else 270


def _main_turn(runs: Sequence[Run]) -> int:
    """The direction that a page's text runs in, by the area that it covers: titles of columns may be turned, but small.

    Only where it clearly outweighs the text that runs to the right is it another.
    """
    areas: Counter[int] = Counter()
    for run in runs:
        turn = _run_turn(run)
        if run.chars:
            _, _, _, left, low, right, high = run.chars[0]
            size = high - low if turn in {0, 180} else right - left
            areas[turn] += round(len(run.chars) * size**2)
    main = max(areas, key=lambda turn: (areas[turn], -turn)) if areas else 0
    return main if areas[main] > CLEARLY * areas[0] else 0


def _run_to_glyphs(run: Run, frame: Frame, width: float, height: float) -> Iterator[Glyph]:
    """The characters of a run that are on the page."""
    _, _, c, d = run.matrix
    font = _plain_font(run.font)
    # a character's box is as high as its font size; its advance lies in the text's direction
    turn = (_run_turn(run) - frame.turn) % 360
    is_across = turn in {0, 180}
    for text, e, f, left, low, right, high in run.chars:
        box = frame.box(left, low, right, high)
        x0, top, x1, bottom = box
        if -1 < (x0 + x1) / 2 < width + 1 and -1 < (top + bottom) / 2 < height + 1:
            size = bottom - top if is_across else x1 - x0
            x, y = frame.point(e, f)
            yield Glyph(text, box, size or hypot(c, d), font, turn, x, y)


def _plain_font(name: str) -> str:
    """`BAAAAA+Carlito-Bold` → `Carlito-Bold`."""
    prefix, plus, rest = name.partition("+")
    return rest if plus and len(prefix) == 6 else name


def _curve_to_path(curve: LTCurve, frame: Frame) -> Path:
    points: list[tuple[float, float]] = [frame.point(*point) for point in curve.pts]
    operators = "".join(str(part[0]) for part in curve.original_path or ())
    colour = curve.non_stroking_color if curve.fill else curve.stroking_color
    return Path(
        points, operators, bool(curve.fill), bool(curve.stroke), float(curve.linewidth or 0), _as_colour(colour)
    )


def _as_colour(colour: object) -> tuple[float, ...]:
    """A colour in any space → numbers to compare with; a pattern is a colour of its own."""
    if isinstance(colour, int | float):
        return (float(colour),)
    if isinstance(colour, list | tuple) and all(isinstance(part, int | float) for part in colour):
        return tuple(round(float(part), 3) for part in colour)
    return ()
