"""Tick cells that are marked by their colour alone."""

from collections.abc import Sequence
from dataclasses import replace

from workplan_extract.reading.columns import Columns, TableColumn
from workplan_extract.reading.geometry import Box, overlap
from workplan_extract.reading.page import PageView
from workplan_extract.reading.paths import Fill, lightness
from workplan_extract.reading.signs import Sign, colour_name

TALLEST = 120.0
"""A fill taller than this shades a column, or several rows, unless rules tell otherwise; in points."""
LOWEST_BAR = 3.0
"""A bar over columns of time is at least as high, in points."""
STRONG = 0.25
"""By how much the parts of a colour differ that is no tint and no grey."""
PAPER = 0.965
"""A fill lighter than this is no mark."""


def filled_cell_signs(view: PageView, columns: Columns, box: Box, marks: Sequence[Sign]) -> list[Sign]:
    """The coloured cells of a table's tick columns, those left out whose whole row, or column, has the colour.

    Purposes and periods are told apart: where other marks are used, a strong colour in a cell without one is no known
    mark, and a pale one none at all.
    """
    found = []
    for wanted in (
        [column for column in columns if column.kind == "purpose"],
        [column for column in columns if column.is_period],
    ):
        used = [sign for sign in marks if sign.kind != "none" and _is_in(sign.box, wanted)]
        signs = _coloured_cells(view, wanted, columns, box)
        if not used:
            found += signs
        else:
            strong = [sign for sign in signs if _is_strong(sign) and not _holds(sign.box, used)]
            found += [replace(sign, kind="unknown") for sign in strong if not _shades_column(sign, signs, box)]
    return found


def _is_in(box: Box, columns: Sequence[TableColumn]) -> bool:
    return any(column.x0 <= box.x_mid < column.x1 for column in columns)


def _holds(cell: Box, marks: Sequence[Sign]) -> bool:
    return any(cell.x0 <= sign.box.x_mid <= cell.x1 and cell.top <= sign.box.y_mid <= cell.bottom for sign in marks)


def _is_strong(sign: Sign) -> bool:
    """Whether a colour is meant to be seen, rather than a tint or a grey."""
    colour = [float(part) for part in sign.look.split()]
    return len(colour) > 1 and max(colour) - min(colour) > STRONG


def _shades_column(sign: Sign, signs: Sequence[Sign], box: Box) -> bool:
    """Whether cells of one colour fill most of a column's height."""
    alike = [other for other in signs if other.look == sign.look and abs(other.box.x_mid - sign.box.x_mid) < 2]
    return sum(other.box.height for other in alike) > 0.7 * box.height


def _coloured_cells(view: PageView, wanted: Sequence[TableColumn], columns: Columns, box: Box) -> list[Sign]:
    """Fills of the size of a cell, and bars that run over several columns of time, cut at the columns' borders."""
    found = []
    for column in wanted:
        cells = [fill for fill in view.fills if _is_cell(fill, column, box, view) or _is_bar(fill, column, wanted, box)]
        found += [_fill_to_sign(_cut(fill, column)) for fill in cells if not _is_row_colour(fill, view.fills, columns)]
    return found


def _is_bar(fill: Fill, column: TableColumn, wanted: Sequence[TableColumn], box: Box) -> bool:
    """Whether a fill is a bar in columns of time, of which it covers a good part of this one."""
    inside = wanted[0].x0 - 2 <= fill.box.x0 and fill.box.x1 <= wanted[-1].x1 + 2
    high = LOWEST_BAR <= fill.box.height <= TALLEST and box.top <= fill.box.y_mid <= box.bottom + 2
    covered = overlap(fill.box.x0, fill.box.x1, column.x0, column.x1) >= 0.3 * (column.x1 - column.x0)
    return column.is_period and inside and high and covered and lightness(fill.colour) < PAPER


def _cut(fill: Fill, column: TableColumn) -> Fill:
    """What of a fill lies in a column, where it reaches into others."""
    if column.x0 - 2 <= fill.box.x0 and fill.box.x1 <= column.x1 + 2:
        return fill
    x0, x1 = max(fill.box.x0, column.x0 + 0.5), min(fill.box.x1, column.x1 - 0.5)
    return replace(fill, box=Box(x0, fill.box.top, x1, fill.box.bottom))


def is_cell_sized(sign: Sign, column: TableColumn) -> bool:
    """Whether a drawing is a cell's ground or border rather than a mark in it."""
    return (
        sign.maker == "path"
        and sign.kind in {"dot", "box_empty", "none"}
        and sign.box.width >= 0.8 * (column.x1 - column.x0)
    )


def _is_cell(fill: Fill, column: TableColumn, box: Box, view: PageView) -> bool:
    width = column.x1 - column.x0
    inside = column.x0 < fill.box.x_mid < column.x1 and 0.55 * width <= fill.box.width <= 1.7 * width
    high = fill.box.height >= 6 and box.top <= fill.box.y_mid <= box.bottom + 2
    return inside and high and lightness(fill.colour) < PAPER and _is_one_rows(fill.box, box, view)


def _is_one_rows(cell: Box, box: Box, view: PageView) -> bool:
    """Whether an area is no higher than a row may be: a high one only where rules part rows, and none runs through."""
    if cell.height <= TALLEST:
        return True
    across = [rule for rule in view.rules if not rule.vertical and rule.start < cell.x_mid < rule.end]
    inside = any(cell.top + 3 < rule.at < cell.bottom - 3 for rule in across)
    return bool(across) and not inside and cell.height < box.height / 2


def _is_row_colour(cell: Fill, fills: Sequence[Fill], columns: Columns) -> bool:
    """Whether the text columns of a cell's row have its colour too: a zebra stripe, drawn cell by cell."""
    middle = cell.box.y_mid
    beside = [
        fill
        for fill in fills
        if fill.box.top <= middle <= fill.box.bottom
        and fill.colour == cell.colour
        and any(
            not column.is_ticks and fill.box.x0 <= column.x0 + 4 and fill.box.x1 >= column.x1 - 4 for column in columns
        )
    ]
    return bool(beside)


def _fill_to_sign(fill: Fill) -> Sign:
    return Sign(fill.box, "fill", "filled", f"cell filled with {fill.colour}", look=colour_name(fill.colour))
