"""The rows below a header, or of a table that goes on from the page before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workplan_extract.reading.asides import Aside, Ground, sort_lines, text_size
from workplan_extract.reading.borders import BAND_HEIGHT, isolated_signs
from workplan_extract.reading.columns import Columns
from workplan_extract.reading.filled_cells import filled_cell_signs, is_cell_sized
from workplan_extract.reading.geometry import Box, contains
from workplan_extract.reading.lines import words_to_lines
from workplan_extract.reading.merged_cells import MergedCell, find_merged_periods
from workplan_extract.reading.page import PageView
from workplan_extract.reading.parts import Line, Part, activity_of, column_at
from workplan_extract.reading.periods import Heading
from workplan_extract.reading.row_drafts import asides_to_spans, is_total, lines_to_rows
from workplan_extract.reading.separators import row_borders, vertical_edges
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.words import Word


@dataclass(frozen=True)
class Task:
    """What is to be read: a zone of a page under columns, with what is known of it beforehand."""

    view: PageView
    columns: Columns
    top: float
    bottom: float
    signs: tuple[Sign, ...]
    furniture: frozenset[Word]
    pattern: str | None
    heading: Heading | None
    header_words: tuple[Word, ...] = ()
    size: float | None = None
    """The font size of the activities, where an earlier part of the table tells it."""


def read_body(task: Task) -> Part | None:
    """The rows of a table on one page; none where no line fits its columns."""
    end = drawn_bottom(task)
    lines = _zone_lines(task, task.bottom if end is None else end + 1)
    borders = tuple(_borders(task, lines, end))
    span = Box(task.columns[0].x0, task.top, task.columns[-1].x1, task.bottom if end is None else end)
    merged = find_merged_periods(task.view, task.columns, span, borders, task.pattern) if len(borders) > 1 else []
    if merged:
        beside = {word for cell in merged for word in cell.words}
        lines = tuple(kept for line in lines if (kept := tuple(word for word in line if word not in beside)))
    zone = Box(task.columns[0].x0, task.top, task.columns[-1].x1, task.bottom)
    # a "No" or "X" in a sentence below the table makes no row of it
    signs = tuple(isolated_signs(task.signs, [word for line in lines for word in line], zone))
    ground = Ground(
        lines=lines,
        columns=task.columns,
        borders=borders,
        signs=signs,
        top=task.top,
        size=task.size or text_size(lines, task.columns, signs),
        is_ruled=end is not None,
        pattern=task.pattern,
    )
    accepted, asides = sort_lines(ground)
    if not accepted:
        return None
    bottom = _soft_bottom(accepted, ground.borders) if end is None else end
    box = Box(task.columns[0].x0, task.top, task.columns[-1].x1, bottom)
    return _under_merged(_to_part(task, box, accepted, asides, borders), merged)


def _under_merged(part: Part, cells: Sequence[MergedCell]) -> Part:
    """Put rows under the periods of the merged cells beside them."""
    rows = tuple(
        replace(row, heading=next((c.heading for c in cells if c.top <= row.box.y_mid < c.bottom), row.heading))
        for row in part.rows
    )
    words = {word for cell in cells for word in cell.words}
    headings = (*part.headings, *(cell.heading for cell in cells))
    return replace(part, rows=rows, aside_words=part.aside_words | words, headings=headings)


def _zone_lines(task: Task, bottom: float) -> tuple[Line, ...]:
    left, right = task.columns[0].x0, task.columns[-1].x1
    inside = [
        word
        for word in task.view.words
        if word.turn == 0
        and left <= word.box.x_mid <= right
        and task.top <= word.box.y_mid < min(bottom, task.bottom)
        and word not in task.furniture
    ]
    return tuple(tuple(line) for line in words_to_lines(inside))


def drawn_bottom(task: Task) -> float | None:
    """Where the rules between columns, followed down from the zone's top, end; none where too few can be followed."""
    borders = sorted({column.x0 for column in task.columns} | {task.columns[-1].x1})
    edges = [
        edge
        for edge in vertical_edges(task.view)
        if edge.is_rule
        and any(abs(edge.at - border) < 3 for border in borders)
        and edge.end > task.top
        and edge.start < task.bottom
    ]
    reach = task.top
    for edge in sorted(edges, key=lambda edge: edge.start):
        if edge.start <= reach + BAND_HEIGHT:
            reach = max(reach, edge.end)
    distinct = {round(edge.at / 4) for edge in edges if edge.start <= task.top + 20}
    return min(reach, task.bottom) if len(distinct) >= 3 and reach > task.top + 8 else None


def _borders(task: Task, lines: Sequence[Line], end: float | None) -> list[float]:
    """y of the drawn borders that run along the activities."""
    column = task.columns[activity_of(task.columns)]
    words = [word.box for line in lines for word in line if column.x0 <= word.box.x_mid < column.x1]
    left = max(column.x0 + 2, min((box.x0 for box in words), default=column.x0))
    right = min(column.x1 - 2, max((box.x1 for box in words), default=column.x1))
    bottom = task.bottom if end is None else end + 2
    return row_borders(task.view, (left, right), task.top - 2, bottom)


def _soft_bottom(lines: Sequence[Line], borders: Sequence[float]) -> float:
    """The first border below the last line, or just below the line."""
    last = max(word.box.bottom for line in lines for word in line)
    return min([y for y in borders if y >= last - 1][:1] or [last + 2])


def _to_part(task: Task, box: Box, lines: Sequence[Line], asides: Sequence[Aside], borders: Sequence[float]) -> Part:
    signs = table_signs(task, box)
    in_signs = {sign.word for sign in signs if sign.word is not None}
    text_lines = [tuple(word for word in line if word not in in_signs) for line in lines]
    spans = asides_to_spans(asides, box, task.heading)
    rows = lines_to_rows(task.view, task.columns, text_lines, signs, borders, spans)
    totals = [row for row in rows if is_total(row)]
    plain = [aside for aside in asides if aside.heading is None]
    return Part(
        view=task.view,
        columns=task.columns,
        box=box,
        header_words=task.header_words,
        rows=tuple(row for row in rows if row not in totals),
        left_out=(
            *(aside.text for aside in plain if aside.is_known),
            *(" ".join(word.text for word in row.words) for row in totals),
        ),
        doubted=tuple(aside.text for aside in plain if not aside.is_known),
        aside_words=task.furniture
        | {word for aside in asides for word in aside.words}
        | {word for row in totals for word in row.words},
        signs=tuple(sign for sign in signs if not any(sign in row.signs for row in totals)),
        headings=tuple(aside.heading for aside in asides if aside.heading),
    )


def table_signs(task: Task, box: Box) -> list[Sign]:
    """The marks in a table's tick columns, coloured cells among them."""
    inside = [sign for sign in task.signs if box.top <= sign.box.y_mid <= box.bottom and _in_ticks(sign, task.columns)]
    boxes = [sign.box for sign in inside if sign.maker == "checkbox"]
    kept = [sign for sign in inside if sign.maker != "path" or not any(contains(b, sign.box, 2.5) for b in boxes)]
    return [*kept, *filled_cell_signs(task.view, task.columns, box, kept)]


def _in_ticks(sign: Sign, columns: Columns) -> bool:
    place = column_at(columns, sign.box.x_mid)
    return place is not None and columns[place].is_ticks and not is_cell_sized(sign, columns[place])
