"""Cells drawn over several rows that name the rows' period: `Q1`, upright or turned, in a first column."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workplan_extract.reading.columns import Columns, TableColumn
from workplan_extract.reading.geometry import Box
from workplan_extract.reading.lines import turned_phrases, words_to_lines
from workplan_extract.reading.page import PageView
from workplan_extract.reading.periods import Heading, text_to_heading
from workplan_extract.reading.separators import row_borders
from workplan_extract.reading.words import Word

SLACK = 3.0
"""Borders nearer than this are one, in points."""


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A cell from `top` to `bottom` beside the rows that it names the period of."""

    top: float
    bottom: float
    heading: Heading
    words: tuple[Word, ...]


def find_merged_periods(
    view: PageView, columns: Columns, box: Box, borders: Sequence[float], pattern: str | None
) -> list[MergedCell]:
    """The cells of periods in the first column that has one over two rows or more; `borders` part the activities."""
    for column in columns:
        if column.kind == "activity" or column.is_ticks:
            continue
        cells = _column_cells(view, column, box, pattern)
        if any(any(cell.top + SLACK < y < cell.bottom - SLACK for y in borders) for cell in cells):
            return cells
    return []


def _column_cells(view: PageView, column: TableColumn, box: Box, pattern: str | None) -> list[MergedCell]:
    drawn = row_borders(view, (column.x0 + 2, column.x1 - 2), box.top - 2, box.bottom + 2)
    inside = [w for w in view.words if column.x0 <= w.box.x_mid < column.x1 and box.top <= w.box.y_mid <= box.bottom]
    cells = []
    for top, bottom in pairwise([box.top, *drawn, box.bottom]):
        words = [word for word in inside if top <= word.box.y_mid < bottom]
        heading = text_to_heading(_cell_text(words), pattern) if words else None
        if heading is not None:
            cells.append(MergedCell(top, bottom, heading, tuple(words)))
    return cells


def _cell_text(words: Sequence[Word]) -> str:
    upright = [" ".join(word.text for word in line) for line in words_to_lines(words)]
    turned = turned_phrases(words)
    # lines that run upwards follow each other to the right, those that run downwards to the left
    ordered = turned if turned and turned[0].words[0].turn == 90 else turned[::-1]
    return " ".join([*upright, *(phrase.text for phrase in ordered)])
