"""Pages drawn piece by piece: text wherever it is wanted, rules and fills, and tables whose cells are lines of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

LEADING = 11.0


@dataclass(frozen=True)
class Text:
    """A line of text whose baseline begins at `x`, `y` from the page's top left corner; `angle` turns it leftwards."""

    x: float
    y: float
    text: str
    bold: bool = False
    size: float = 9.0
    angle: float = 0.0
    grey: float = 0.0


@dataclass(frozen=True)
class Line:
    """A straight stroke."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.5


Item = Text | Line


@dataclass(frozen=True)
class Grid:
    """A table of lines of text between the x of its `edges`, from `top` down; a row's cells are tuples of lines."""

    edges: tuple[float, ...]
    top: float
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    is_centred: bool = False
    is_ruled: bool = True
    merged: tuple[tuple[int, int, int], ...] = ()
    """Cells of a column that is one from row `first` to `last`: column, first, last."""


def grid_to_items(grid: Grid) -> tuple[list[Item], float]:
    """What draws a table, and the y where it ends."""
    items: list[Item] = []
    y = grid.top
    tops = [y]
    for row in grid.rows:
        height = LEADING * max(len(lines) for lines in row) + 8
        for place, lines in enumerate(row):
            first = y + 11 + ((height - 8 - LEADING * len(lines)) / 2 if grid.is_centred else 0)
            items += [Text(grid.edges[place] + 3, first + LEADING * n, text) for n, text in enumerate(lines)]
        y += height
        tops.append(y)
    return [*items, *(_rules(grid, tops) if grid.is_ruled else [])], y


def _rules(grid: Grid, tops: Sequence[float]) -> list[Item]:
    rules: list[Item] = [Line(x, tops[0], x, tops[-1]) for x in grid.edges]
    for number, y in enumerate(tops):
        for place, (x0, x1) in enumerate(pairwise(grid.edges)):
            if not any(column == place and first < number <= last for column, first, last in grid.merged):
                rules.append(Line(x0, y, x1, y))
    return rules


def pages_to_pdf(pages: Sequence[Sequence[Item]], size: tuple[float, float] = (842.0, 595.0)) -> bytes:
    """The pages, in order."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    for page in pages:
        for item in page:
            _draw(canvas, item, size[1])
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _draw(canvas: Canvas, item: Item, height: float) -> None:
    if isinstance(item, Line):
        canvas.setLineWidth(item.width)
        canvas.line(item.x0, height - item.y0, item.x1, height - item.y1)
        return
    canvas.saveState()
    canvas.setFillGray(item.grey)
    canvas.setFont("Helvetica-Bold" if item.bold else "Helvetica", item.size)
    canvas.translate(item.x, height - item.y)
    canvas.rotate(item.angle)
    canvas.drawString(0, 0, item.text)
    canvas.restoreState()
