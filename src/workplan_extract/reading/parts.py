"""The piece of a table on one page: its columns, rows and marks; and what its columns tell about a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from workplan_extract.reading.columns import Columns
from workplan_extract.reading.geometry import Box, cluster
from workplan_extract.reading.page import PageView
from workplan_extract.reading.periods import Heading
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.words import Word

Line = tuple[Word, ...]
Cells = dict[int, Line]
"""A line's words by the place of the column that they stand in."""


@dataclass(frozen=True)
class RowDraft:
    """A row on one page: the lines of each column, by the column's place, and the marks in its height.

    `margin` is how sure its upper boundary is, see `rows.RowSpan`.
    """

    page: int
    box: Box
    lines: dict[int, tuple[Line, ...]]
    signs: tuple[Sign, ...]
    heading: Heading | None
    margin: float

    @property
    def words(self) -> list[Word]:
        """All words of the row, column by column."""
        return [word for place in sorted(self.lines) for line in self.lines[place] for word in line]


@dataclass(frozen=True)
class Part:
    """The piece of a table on one page; `table` is the number of the table that it belongs to."""

    view: PageView
    columns: Columns
    box: Box
    header_words: tuple[Word, ...]
    rows: tuple[RowDraft, ...]
    left_out: tuple[str, ...]
    """Lines inside the table that are no activity by their words: totals, notes."""
    doubted: tuple[str, ...]
    """Lines inside the table that are left out for their form alone."""
    aside_words: frozenset[Word]
    """The words of bands, totals and notes, and of running lines of the page."""
    signs: tuple[Sign, ...]
    """All possible marks in the tick columns."""
    headings: tuple[Heading, ...] = ()
    rival: str = ""
    """A line right above the header, set like the headings of periods, that names none that is known."""
    table: int = 0
    periods: tuple[tuple[Box, Heading], ...] = ()
    """Whatever names a period on the page beside titles of columns, with its place."""
    beside: tuple[Sign, ...] = ()
    """Marks at the height of the rows that stand in no table's columns."""


def activity_of(columns: Columns) -> int:
    """The place of the column of activities."""
    return next(n for n, column in enumerate(columns) if column.kind == "activity")


def column_at(columns: Columns, x: float) -> int | None:
    """The place of the column at an x."""
    return next((n for n, column in enumerate(columns) if column.x0 <= x < column.x1), None)


def line_to_cells(line: Sequence[Word], columns: Columns) -> Cells:
    """A line's words by column; words beside the table are left out."""
    cells: dict[int, list[Word]] = {}
    for word in line:
        place = column_at(columns, word.box.x_mid)
        if place is not None:
            cells.setdefault(place, []).append(word)
    return {place: tuple(words) for place, words in cells.items()}


def crosses(line: Sequence[Word], columns: Columns, starts: Sequence[float] = ()) -> bool:
    """Whether a line runs on over a border of columns, as a paragraph or a merged cell does.

    `starts` are the x at which lines of the columns usually begin: a word there begins a cell, however near the word
    before it stands.
    """
    for column in columns[1:]:
        border = column.x0
        before = [word for word in line if word.box.x0 < border]
        after = [word for word in line if word.box.x0 >= border]
        if before and before[-1].box.x1 > border + 2.5:
            return True
        if before and after and not any(abs(after[0].box.x0 - start) < 1.5 for start in starts):
            gap = after[0].box.x0 - before[-1].box.x1
            if gap < 0.42 * before[-1].size and before[-1].font == after[0].font:
                return True
    return False


def part_starts(part: Part) -> list[float]:
    """The x at which the lines of a part's columns begin."""
    firsts = [line[0].box.x0 for row in part.rows for cell in row.lines.values() for line in cell]
    return [sum(group) / len(group) for group in cluster(firsts, 0.8)]


def usual_starts(lines: Sequence[Line], columns: Columns) -> list[float]:
    """The x at which three or more of a column's lines begin."""
    firsts = [words[0].box.x0 for line in lines for words in line_to_cells(line, columns).values()]
    return [sum(group) / len(group) for group in cluster(firsts, 0.8) if len(group) >= 3]


def activity_lines(part: Part) -> list[Line]:
    """The lines of all activities of a part."""
    place = activity_of(part.columns)
    return [line for row in part.rows for line in row.lines.get(place, ())]


def activity_size(part: Part) -> float:
    """The font size of a part's activities."""
    return median([line[0].size for line in activity_lines(part)] or [10.0])
