"""Tables that go on from the page before without a header, and headers that are repeated."""

from collections.abc import Sequence
from dataclasses import dataclass

from workplan_extract.reading.columns import Columns
from workplan_extract.reading.geometry import Box, overlap, union
from workplan_extract.reading.healing import breaks_off
from workplan_extract.reading.lines import words_to_lines
from workplan_extract.reading.page import PageView
from workplan_extract.reading.parts import (
    Line,
    Part,
    activity_lines,
    activity_of,
    activity_size,
    crosses,
    line_to_cells,
    part_starts,
)
from workplan_extract.reading.periods import text_to_heading
from workplan_extract.reading.separators import column_borders
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.words import Word

MOST_DRIFT = 22.0
"""Borders of a table that nothing draws may come out so much apart on two pages, in points."""
MOST_LINES_ABOVE = 5
"""So many lines (a logo, a title) may stand above a table that goes on."""


@dataclass(frozen=True)
class Overleaf:
    """The page after a part, as far as the part may go on there."""

    view: PageView
    part: Part
    signs: tuple[Sign, ...]
    furniture: frozenset[Word]
    bottom: float
    """Top of the page's first header."""
    pattern: str | None


def continuation_top(page: Overleaf) -> float | None:
    """Where a table's continuation begins on a page; none where the page's first lines do not fit its columns."""
    marks = {sign.word for sign in page.signs if _is_in_ticks(sign, page.part.columns)}
    apart = page.furniture | marks
    words = [w for w in page.view.words if w not in apart and w.box.y_mid < page.bottom]
    lines = [tuple(line) for line in words_to_lines(words)]
    starts = part_starts(page.part)
    for number, line in enumerate(lines[: MOST_LINES_ABOVE + 1]):
        box = union(word.box for word in line)
        if _is_period(line, page.pattern):
            continue
        if _fits(line, box, page.part, starts) and (
            _belongs(page, lines[number : number + 6], starts) or _goes_on(line, page.part)
        ):
            first = _first_above(lines[: number + 1], page.part, starts)
            above = lines[: lines.index(first)][-1:]
            if above and _is_period(above[0], page.pattern):
                return above[0][0].box.top - 2
            return _zone_top(page, union(word.box for word in first))
    return None


def _is_in_ticks(sign: Sign, columns: Columns) -> bool:
    return any(column.is_ticks and column.x0 <= sign.box.x_mid < column.x1 for column in columns)


def _is_period(line: Line, pattern: str | None) -> bool:
    return text_to_heading(" ".join(word.text for word in line), pattern) is not None


def _fits(line: Line, box: Box, part: Part, starts: Sequence[float]) -> bool:
    """Whether a line keeps to a part's columns, in the font size and from the left edge of its rows."""
    columns, size = part.columns, activity_size(part)
    column = columns[activity_of(columns)]
    inside = [word for word in line if column.x0 <= word.box.x_mid < column.x1]
    return (
        columns[0].x0 - 2 <= box.x0
        and box.x1 <= columns[-1].x1 + 2
        and (not part.rows or abs(line[0].size - size) < 0.12 * size)
        and (not inside or not part.rows or any(abs(inside[0].box.x0 - start) < 2 for start in starts))
        and not crosses(line, columns, starts)
    )


def _first_above(lines: Sequence[Line], part: Part, starts: Sequence[float]) -> Line:
    """The first of the lines that lead up, without a wide gap and in the rows' type, to the last of them."""
    first = lines[-1]
    fonts = {line[0].font for line in activity_lines(part)}
    size = activity_size(part)
    for line in reversed(lines[:-1]):
        alike = line[0].font in fonts and abs(line[0].size - size) < 0.05 * size
        begins = any(abs(line[0].box.x0 - start) < 2 for start in starts)
        if not alike or not begins or first[0].box.top - line[0].box.bottom > 1.8 * size:
            break
        first = line
    return first


def _goes_on(line: Line, part: Part) -> bool:
    """Whether a page's first line takes up the sentence that the page before breaks off."""
    column = part.columns[activity_of(part.columns)]
    first = [word for word in line if column.x0 <= word.box.x_mid < column.x1]
    before = activity_lines(part)[-1:]
    if not first or not before:
        return False
    # a small letter tells by itself; a capital after an open end only where the table reached the page's foot
    if part.box.bottom < 0.75 * part.view.height and not first[0].text[:1].islower():
        return False
    return first[0].font == before[0][-1].font and breaks_off(before[0], first)


def _belongs(page: Overleaf, lines: Sequence[Line], starts: Sequence[float]) -> bool:
    """Whether drawn borders, marks or cells at the columns' places vouch for a continuation."""
    columns = page.part.columns
    if _fills_columns(lines[0], columns, starts):
        return True
    box = union(word.box for word in lines[0])
    drawn = column_borders(page.view, Box(columns[0].x0 - 4, box.top, columns[-1].x1 + 4, box.bottom), 0.6)
    edges = [columns[0].x0, *(column.x1 for column in columns)]
    if sum(any(abs(x - edge) < 3 for edge in edges) for x in drawn) >= 3:
        return True
    bottom = max(word.box.bottom for line in lines for word in line)
    marked = any(
        column.is_ticks and column.x0 <= sign.box.x_mid < column.x1 and box.top - 4 <= sign.box.y_mid <= bottom
        for sign in page.signs
        for column in columns
    )
    marked = marked or any(_is_coloured_cell(fill.box, columns) for fill in page.view.fills if fill.box.top < bottom)
    plain = [line for line in lines[:3] if not text_to_heading(" ".join(word.text for word in line))]
    return marked and not any(crosses(line, columns, starts) for line in plain[:2])


def _fills_columns(line: Line, columns: Columns, starts: Sequence[float]) -> bool:
    """Whether words of a line begin where cells begin, in three columns of text or more."""
    cells = [cell for place, cell in line_to_cells(line, columns).items() if not columns[place].is_ticks]
    return len(cells) >= 3 and all(any(abs(cell[0].box.x0 - start) < 1.5 for start in starts) for cell in cells)


def _is_coloured_cell(box: Box, columns: Columns) -> bool:
    """Whether a coloured area keeps to one tick column's borders."""
    wide = [column for column in columns if abs(box.x0 - column.x0) < 4 and abs(box.x1 - column.x1) < 4]
    return any(column.is_ticks for column in wide) and box.height > 6


def _zone_top(page: Overleaf, box: Box) -> float:
    """The drawn border above the first line, or the line's own top."""
    first = page.part.columns[0]
    above = [
        rule.at
        for rule in page.view.rules
        if not rule.vertical
        and box.top - 30 < rule.at <= box.top + 1
        and overlap(rule.start, rule.end, first.x0, first.x1) > 0
    ]
    return max(above, default=box.top - 3)


def same_table(columns: Columns, before: Sequence[Part]) -> Part | None:
    """The part overleaf of the table that a header repeats: columns of the same kinds, all moved alike at most.

    Of tables abreast it is the one that stood in the same place.
    """
    kinds = [(column.kind, column.number) for column in columns]
    moved: list[tuple[float, Part]] = []
    for part in before:
        if kinds == [(column.kind, column.number) for column in part.columns]:
            shifts = sorted(new.x0 - old.x0 for new, old in zip(columns[1:], part.columns[1:], strict=True))
            if shifts[-1] - shifts[0] < MOST_DRIFT:
                moved.append((abs(shifts[0]), part))
    return min(moved, key=lambda each: each[0])[1] if moved else None
