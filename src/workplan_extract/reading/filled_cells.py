"""Tick cells that are marked by their colour alone."""

from collections.abc import Sequence

from workplan_extract.reading.columns import Columns, TableColumn
from workplan_extract.reading.geometry import Box
from workplan_extract.reading.page import PageView
from workplan_extract.reading.paths import Fill, lightness
from workplan_extract.reading.signs import Sign

TALLEST = 120.0
"""A fill taller than this shades a column, or several rows; in points."""
PAPER = 0.965
"""A fill lighter than this is no mark."""


def filled_cell_signs(view: PageView, columns: Columns, box: Box) -> list[Sign]:
    """The coloured cells of a table's tick columns, those left out whose whole row, or column, has the colour."""
    found = []
    for column in columns:
        if column.is_ticks:
            cells = [fill for fill in view.fills if _is_cell(fill, column, box)]
            found += [_fill_to_sign(fill) for fill in cells if not _is_row_colour(fill, view.fills, columns)]
    return found


def is_cell_sized(sign: Sign, column: TableColumn) -> bool:
    """Whether a drawing is a cell's ground or border rather than a mark in it."""
    return (
        sign.maker == "path"
        and sign.kind in {"dot", "box_empty", "none"}
        and sign.box.width >= 0.8 * (column.x1 - column.x0)
    )


def _is_cell(fill: Fill, column: TableColumn, box: Box) -> bool:
    width = column.x1 - column.x0
    inside = column.x0 < fill.box.x_mid < column.x1 and 0.55 * width <= fill.box.width <= 1.7 * width
    high = 6 <= fill.box.height <= TALLEST and box.top <= fill.box.y_mid <= box.bottom + 2
    return inside and high and lightness(fill.colour) < PAPER


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
    return Sign(fill.box, "fill", "filled", f"cell filled with {fill.colour}")
