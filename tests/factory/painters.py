"""Ways to mark a cell of a plain table that a design's ticks do not have: pictures, drawings, colours, hidden marks."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.factory.plain import Box, Painter

SIDE = 10.0
PICTURED = 48
Drawer = Callable[[ImageDraw.ImageDraw], None]


def _frame(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle([3, 3, 44, 44], outline=(20, 20, 20), width=3)


def _tick(draw: ImageDraw.ImageDraw, colour: tuple[int, int, int] = (16, 50, 74)) -> None:
    draw.line([(5, 26), (18, 42), (44, 6)], fill=colour, width=7)


def _cross(draw: ImageDraw.ImageDraw) -> None:
    draw.line([(6, 6), (42, 42)], fill=(179, 38, 30), width=7)
    draw.line([(42, 6), (6, 42)], fill=(179, 38, 30), width=7)


def _boxed_tick(draw: ImageDraw.ImageDraw) -> None:
    _frame(draw)
    draw.line([(11, 24), (20, 36), (37, 11)], fill=(20, 20, 20), width=5)


def _boxed_cross(draw: ImageDraw.ImageDraw) -> None:
    _frame(draw)
    draw.line([(11, 11), (37, 37)], fill=(20, 20, 20), width=4)
    draw.line([(37, 11), (11, 37)], fill=(20, 20, 20), width=4)


PICTURES: dict[str, Drawer] = {
    "tick": _tick,
    "green tick": lambda draw: _tick(draw, (0, 128, 0)),
    "cross": _cross,
    "box": _frame,
    "boxed tick": _boxed_tick,
    "boxed cross": _boxed_cross,
    "dash": lambda draw: draw.rectangle([8, 21, 40, 26], fill=(90, 90, 90)),
    "dot": lambda draw: draw.ellipse([6, 6, 42, 42], fill=(20, 20, 20)),
    "green dot": lambda draw: draw.ellipse([6, 6, 42, 42], fill=(0, 150, 0)),
    "red dot": lambda draw: draw.ellipse([6, 6, 42, 42], fill=(210, 0, 0)),
    "ring": lambda draw: draw.ellipse([6, 6, 42, 42], outline=(20, 20, 20), width=4),
    "star": lambda draw: draw.polygon(
        [(24, 2), (29, 18), (46, 18), (32, 28), (38, 45), (24, 35), (10, 45), (16, 28), (2, 18), (19, 18)],
        fill=(200, 160, 0),
    ),
}


@cache
def _pixels(name: str, *, opaque: bool) -> Image.Image:
    picture = Image.new("RGB" if opaque else "RGBA", (PICTURED, PICTURED), (255, 255, 255, 0)[: 3 if opaque else 4])
    PICTURES[name](ImageDraw.Draw(picture))
    return picture


@cache
def picture_png(name: str) -> bytes:
    """A small picture on a transparent ground, as PNG."""
    stream = BytesIO()
    _pixels(name, opaque=False).save(stream, "PNG")
    return stream.getvalue()


def _corner(box: Box, side: float = SIDE) -> tuple[float, float]:
    return (box[0] + box[2] - side) / 2, (box[1] + box[3] - side) / 2


def picture(name: str) -> Painter:
    """An image that the page names."""
    reader = ImageReader(BytesIO(picture_png(name)))
    return lambda canvas, box: canvas.drawImage(reader, *_corner(box), SIDE, SIDE, mask="auto")


def inline(name: str) -> Painter:
    """An image in the midst of the page's operators."""
    return lambda canvas, box: canvas.drawInlineImage(_pixels(name, opaque=True), *_corner(box), SIDE, SIDE)


def stroked(name: str, x: float, y: float, canvas: Canvas) -> None:
    """A drawing in strokes, its lower left corner at (x, y)."""
    canvas.setLineWidth(1.2)
    if "box" in name:
        canvas.rect(x, y, SIDE, SIDE)
    if "tick" in name:
        path = canvas.beginPath()
        path.moveTo(x + 2, y + 5)
        path.lineTo(x + 4, y + 2)
        path.lineTo(x + 8, y + 8)
        canvas.drawPath(path)
    if "cross" in name:
        canvas.line(x + 2, y + 2, x + 8, y + 8)
        canvas.line(x + 2, y + 8, x + 8, y + 2)


def drawn(name: str) -> Painter:
    """A drawing on the page itself."""
    return lambda canvas, box: stroked(name, *_corner(box), canvas)


def form(name: str) -> Painter:
    """A drawing that the page takes from a form."""

    def paint(canvas: Canvas, box: Box) -> None:
        own = name.replace(" ", "-")
        if not canvas.hasForm(own):
            canvas.beginForm(own, 0, 0, SIDE, SIDE)
            stroked(name, 0, 0, canvas)
            canvas.endForm()
        canvas.translate(*_corner(box))
        canvas.doForm(own)

    return paint


def dot(colour: str) -> Painter:
    """A coloured disc."""

    def paint(canvas: Canvas, box: Box) -> None:
        canvas.setFillColor(colour)
        canvas.circle((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 4, stroke=0, fill=1)

    return paint


def filled(colour: str) -> Painter:
    """A coloured cell."""

    def paint(canvas: Canvas, box: Box) -> None:
        canvas.setFillColor(colour)
        canvas.rect(box[0] + 0.5, box[1] + 0.5, box[2] - box[0] - 1, box[3] - box[1] - 1, stroke=0, fill=1)

    return paint


def bar(cells: int, colour: str = "#3a7ca5") -> Painter:
    """A bar from this cell over so many."""

    def paint(canvas: Canvas, box: Box) -> None:
        canvas.setFillColor(colour)
        width = cells * (box[2] - box[0]) - 4
        canvas.rect(box[0] + 2, (box[1] + box[3]) / 2 - 4, width, 8, stroke=0, fill=1)

    return paint


def _letter(canvas: Canvas, x: float, y: float, size: float = 10.0, mode: int = 0) -> None:
    text = canvas.beginText(x, y)
    text.setFont("Helvetica", size)
    text.setTextRenderMode(mode)
    text.textOut("X")
    canvas.drawText(text)


def hidden(how: str) -> Painter:
    """An X that the file prints and the page does not show; or, `twice`, one that is printed over itself."""

    def paint(canvas: Canvas, box: Box) -> None:
        x, y = _corner(box)
        if how == "clipped":
            path = canvas.beginPath()
            path.rect(box[0], box[1], 3, 3)
            canvas.clipPath(path, stroke=0, fill=0)
        canvas.setFillColor("#ffffff" if how == "white" else "#000000")
        _letter(canvas, x, y, 0.1 if how == "tiny" else 10.0, 3 if how == "invisible" else 0)
        if how == "twice":
            _letter(canvas, x + 0.15, y)
        if how == "covered":
            canvas.setFillColor("#ffffff")
            canvas.rect(x - 2, y - 3, 12, 13, stroke=0, fill=1)

    return paint


def nothing(canvas: Canvas, box: Box) -> None:
    """An empty cell."""
