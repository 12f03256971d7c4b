"""A plain ruled table of which every title and cell is given, for cases of one kind of column or mark each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

MARGIN, PAD, SIZE, LEADING, WIDE = 40.0, 3.0, 9.0, 11.0, 0.0

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 from the page's bottom left corner."""
Painter = Callable[[Canvas, Box], None]
Cell = str | Painter
"""What is printed in a cell, or what draws it."""


@dataclass(frozen=True)
class Band:
    """A row over the whole width."""

    text: str


@dataclass(frozen=True)
class Table:
    """Titles with their widths (0 for the activity's: all that is left), and rows; `groups` span titles `a` to `b`."""

    titles: tuple[tuple[str, float], ...]
    rows: tuple[tuple[Cell, ...] | Band, ...]
    heading: str = ""
    groups: tuple[tuple[str, int, int], ...] = ()


def tables_to_pdf(tables: Sequence[Table], cover: Sequence[str] = (), below: Sequence[str] = ()) -> bytes:
    """A cover of lines, each table on a page of its own in landscape, and lines below the last."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(842.0, 595.0), invariant=1)
    canvas.setTitle("Plan")
    if cover:
        for number, text in enumerate(cover):
            canvas.setFont("Helvetica-Bold" if number == 0 else "Helvetica", 22 if number == 0 else 12)
            canvas.drawString(60, 480 - 34 * number, text)
        canvas.showPage()
    for place, table in enumerate(tables, 1):
        y = _draw_table(canvas, table, 555.0)
        for number, text in enumerate(below if place == len(tables) else ()):
            canvas.setFont("Helvetica", 8)
            canvas.drawString(MARGIN, y - 16 - 11 * number, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _edges(table: Table) -> list[float]:
    """The borders of the columns, one more than there are."""
    fixed = sum(width for _, width in table.titles)
    edges = [MARGIN]
    for _, width in table.titles:
        edges.append(edges[-1] + (width or 842.0 - 2 * MARGIN - fixed))
    return edges


def _draw_table(canvas: Canvas, table: Table, y: float) -> float:
    edges = _edges(table)
    if table.heading:
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawString(MARGIN, y - 12, table.heading)
        y -= 24
    y = _draw_header(canvas, table, edges, y)
    for row in table.rows:
        if isinstance(row, Band):
            canvas.rect(edges[0], y - 16, edges[-1] - edges[0], 16)
            canvas.setFont("Helvetica-Bold", SIZE)
            canvas.drawString(edges[0] + PAD, y - 12, row.text)
            y -= 16
        else:
            y = _draw_row(canvas, row, edges, y)
    return y


def _draw_header(canvas: Canvas, table: Table, edges: list[float], y: float) -> float:
    lines = [
        simpleSplit(title, "Helvetica-Bold", 8, x1 - x0 - 2 * PAD)
        for (title, _), (x0, x1) in zip(table.titles, pairwise(edges), strict=True)
    ]
    height = 10 * max(map(len, lines)) + 2 * PAD
    top = 16 if table.groups else 0
    canvas.setFont("Helvetica-Bold", 8)
    for text, first, last in table.groups:
        canvas.rect(edges[first], y - 16, edges[last + 1] - edges[first], 16)
        canvas.drawCentredString((edges[first] + edges[last + 1]) / 2, y - 11, text)
    for place, (x0, x1) in enumerate(pairwise(edges)):
        grouped = any(first <= place <= last for _, first, last in table.groups)
        above = top if grouped else 0
        canvas.rect(x0, y - top - height, x1 - x0, height + top - above)
        for number, text in enumerate(lines[place]):
            canvas.drawString(x0 + PAD, y - above - PAD - 7 - 10 * number, text)
    return y - top - height


def _draw_row(canvas: Canvas, row: tuple[Cell, ...], edges: list[float], y: float) -> float:
    lines = [
        simpleSplit(cell, "Helvetica", SIZE, x1 - x0 - 2 * PAD) if isinstance(cell, str) else []
        for cell, (x0, x1) in zip(row, pairwise(edges), strict=True)
    ]
    height = LEADING * max(1, *map(len, lines)) + 2 * PAD
    for cell, texts, (x0, x1) in zip(row, lines, pairwise(edges), strict=True):
        canvas.saveState()
        if not isinstance(cell, str):
            cell(canvas, (x0, y - height, x1, y))
        canvas.restoreState()
        canvas.rect(x0, y - height, x1 - x0, height)
        for number, text in enumerate(texts):
            canvas.setFont("Helvetica", SIZE)
            canvas.drawString(x0 + PAD, y - PAD - 8 - LEADING * number, text)
    return y - height
