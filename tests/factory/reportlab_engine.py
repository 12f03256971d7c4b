"""A drawing → PDF with ReportLab, reproducibly."""

import random
from collections.abc import Iterable
from functools import cache
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.factory import fonts
from tests.factory.design import Design
from tests.factory.painters import picture_png
from tests.factory.setting import STANDARD
from tests.factory.sheet import Box, Checkbox, Item, Path, Picture, Sheet, Text

LAYERS = {"ground": 0, "rule": 1, "words": 2, "marks": 3}
CROP = 36.0
UNMAPPED = "wingdings"


class _CodedFont(TTFont):
    """A font whose codes are its characters', without a ToUnicode map, as old word processors embed Wingdings."""

    def splitString(self, text, doc, encoding="utf-8"):  # type: ignore[no-untyped-def]  # noqa: N802
        state = self._assignState(doc)
        state.assignments = {code: code for code in range(256)}
        state.subsets = [list(range(256))]
        return [(0, text.encode("latin-1"))]

    def addObjects(self, doc):  # type: ignore[no-untyped-def]  # noqa: N802
        super().addObjects(doc)
        for font in doc.idToObject["BasicFonts"].dict.values():
            if getattr(font, "BaseFont", "").endswith("+Wingdings") and hasattr(font, "ToUnicode"):
                del font.ToUnicode


def _register(name: str, data: bytes) -> None:
    kind = _CodedFont if name == UNMAPPED else TTFont
    pdfmetrics.registerFont(kind(name, BytesIO(data)))


@cache
def _register_fonts() -> None:
    _register("embedded", fonts.body_font())
    _register("embedded-bold", fonts.body_font(bold=True))
    for name in fonts.MARK_FONTS:
        _register(name, fonts.mark_font(name))


def ordered(items: Iterable[Item], design: Design) -> list[Item]:
    """The items in the design's order of drawing; what lies under others always comes first."""
    layered = sorted(items, key=lambda item: LAYERS[item.layer])
    ground = [item for item in layered if item.layer == "ground"]
    rest = [item for item in layered if item.layer != "ground"]
    match design.order:
        case "shuffled":
            random.Random(design.seed).shuffle(rest)
        case "marks_first":
            rest.sort(key=lambda item: -LAYERS[item.layer])
        case "columns":
            rest.sort(key=lambda item: -item.column)
    return ground + rest


def sheet_to_pdf(sheet: Sheet, design: Design) -> bytes:
    """Draw every page."""
    _register_fonts()
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1, initialFontName="Helvetica")
    canvas.setTitle("Plan")
    for page in range(1, sheet.pages + 1):
        _open_page(canvas, sheet, design)
        for item in ordered((i for i in sheet.items if i.page == page), design):
            _draw(canvas, item, sheet.height, design.scale)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _open_page(canvas: Canvas, sheet: Sheet, design: Design) -> None:
    """Set the page's boxes and the matrix that stands what is drawn upright before the reader."""
    width, height = sheet.width, sheet.height
    angle = design.rotate or design.turn
    matrix = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, height, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, width),
    }[angle]
    across, down = (height, width) if angle in {90, 270} else (width, height)
    margin = CROP if design.crop else 0.0
    # ReportLab swaps the sides of a page that it marks as rotated by a quarter turn.
    sides = (width, height) if design.rotate in {90, 270} else (across, down)
    canvas.setPageSize((sides[0] + 2 * margin, sides[1] + 2 * margin))
    canvas.setPageRotation(design.rotate)
    if design.crop:
        canvas.setCropBox((margin, margin, margin + across, margin + down))
        _printers_marks(canvas, across, down)
        canvas.translate(margin, margin)
    canvas.transform(*matrix)
    if design.scale != 1:
        canvas.scale(1 / design.scale, 1 / design.scale)


def _printers_marks(canvas: Canvas, width: float, height: float) -> None:
    canvas.setFont("Helvetica", 6)
    canvas.drawString(CROP + 20, 10, "Job 4711 X proof sheet, trim here")
    canvas.setLineWidth(0.3)
    for x in (CROP, CROP + width):
        canvas.line(x, 2, x, CROP - 12)
        canvas.line(x, height + CROP + 12, x, height + 2 * CROP - 2)


def _draw(canvas: Canvas, item: Item, height: float, scale: int) -> None:
    match item:
        case Text():
            _draw_text(canvas, item, height, scale)
        case Path():
            _draw_path(canvas, item, height, scale)
        case Box():
            canvas.setFillColor(item.fill)
            canvas.rect(
                item.x0 * scale, (height - item.bottom) * scale, (item.x1 - item.x0) * scale,
                (item.bottom - item.top) * scale, stroke=0, fill=1,
            )  # fmt: skip
        case Picture():
            side = item.side * scale
            canvas.drawImage(
                ImageReader(BytesIO(picture_png(item.shows))),
                item.x * scale,
                (height - item.top) * scale - side,
                side,
                side,
                mask="auto",
            )
        case Checkbox():
            canvas.acroForm.checkbox(
                name=item.name, x=item.x, y=height - item.top - item.side, size=item.side, checked=item.checked,
                buttonStyle="check", borderWidth=1, relative=True, forceBorder=True,
            )  # fmt: skip


def _draw_text(canvas: Canvas, item: Text, height: float, scale: int) -> None:
    font = STANDARD.get(item.font, "ZapfDingbats" if item.font == "zapf" else item.font)
    canvas.saveState()
    canvas.translate(item.x * scale, (height - item.y) * scale)
    if item.angle:
        canvas.rotate(item.angle)
    text = canvas.beginText(0, 0)
    text.setFont(font, item.size * scale)
    text.setFillColor(item.colour)
    if item.spacing:
        text.setCharSpace(item.spacing * scale)
    text.textOut(item.text)
    canvas.drawText(text)
    canvas.restoreState()


def _draw_path(canvas: Canvas, item: Path, height: float, scale: int) -> None:
    path = canvas.beginPath()
    for operator, numbers in item.ops:
        points = [n * scale if i % 2 == 0 else (height - n) * scale for i, n in enumerate(numbers)]
        match operator:
            case "m":
                path.moveTo(*points)
            case "l":
                path.lineTo(*points)
            case "c":
                path.curveTo(*points)
            case _:
                path.close()
    canvas.setLineWidth(item.width * scale)
    if item.fill:
        canvas.setFillColor(item.fill)
    if item.stroke:
        canvas.setStrokeColor(item.stroke)
    canvas.drawPath(path, stroke=int(item.stroke is not None), fill=int(item.fill is not None))
