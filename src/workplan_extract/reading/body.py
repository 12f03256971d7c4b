"""The rows below a header, or of a table that goes on from the page before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from workplan_extract.reading.columns import Columns, TableColumn
from workplan_extract.reading.filled_cells import filled_cell_signs, is_cell_sized
from workplan_extract.reading.geometry import Box, cluster, contains, union
from workplan_extract.reading.lexicon import text_to_furniture, title_to_kind
from workplan_extract.reading.lines import line_to_phrases, words_to_lines
from workplan_extract.reading.page import PageView
from workplan_extract.reading.periods import Heading, text_to_heading
from workplan_extract.reading.rows import RowSpan, Slot, Stretch, stretches_to_rows
from workplan_extract.reading.separators import row_borders, vertical_edges
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.words import Word

Line = tuple[Word, ...]


@dataclass(frozen=True)
class RowDraft:
    """A row on one page: the lines of each column, by the column's place, and the marks in its height."""

    page: int
    box: Box
    lines: dict[int, tuple[Line, ...]]
    signs: tuple[Sign, ...]
    heading: Heading | None
    margin: float
    is_closed_above: bool
    is_closed_below: bool


@dataclass(frozen=True)
class Part:
    """The piece of a table on one page."""

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
    table: int = 0


def activity_of(columns: Columns) -> int:
    """The place of the column of activities."""
    return next(n for n, column in enumerate(columns) if column.kind == "activity")


def column_at(columns: Columns, x: float) -> int | None:
    """The place of the column at an x."""
    return next((n for n, column in enumerate(columns) if column.x0 <= x < column.x1), None)


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
    """The x at which the lines of a part's columns usually begin."""
    firsts = [line[0].box.x0 for row in part.rows for cell in row.lines.values() for line in cell]
    return [sum(group) / len(group) for group in cluster(firsts, 0.8)]


def usual_starts(lines: Sequence[Line], columns: Columns) -> list[float]:
    """The x at which three or more of a column's lines begin."""
    firsts: list[float] = []
    for line in lines:
        cells = _cells(line, columns)
        firsts += [words[0].box.x0 for words in cells.values()]
    return [sum(group) / len(group) for group in cluster(firsts, 0.8) if len(group) >= 3]


def drawn_bottom(view: PageView, columns: Columns, top: float, limit: float) -> float | None:
    """Where the rules between columns, followed down from `top`, end; none where there are too few to follow."""
    borders = sorted({column.x0 for column in columns} | {columns[-1].x1})
    reach = top
    edges = [
        edge
        for edge in vertical_edges(view)
        if edge.is_rule and any(abs(edge.at - border) < 3 for border in borders) and edge.end > top and edge.start < limit
    ]
    for edge in sorted(edges, key=lambda edge: edge.start):
        if edge.start <= reach + 45:
            reach = max(reach, edge.end)
    distinct = {round(edge.at / 4) for edge in edges if edge.start <= top + 20}
    return min(reach, limit) if len(distinct) >= 3 and reach > top + 8 else None


def read_body(
    view: PageView, columns: Columns, zone: Box, signs: Sequence[Sign], furniture: frozenset[Word], pattern: str | None,
    heading: Heading | None, header_words: tuple[Word, ...], size: float | None = None,
) -> Part | None:  # fmt: skip
    """The rows of a table's columns inside a zone that starts below its header.

    `size` is the font size of the activities, where an earlier part of the table tells it.
    """
    left, right = columns[0].x0, columns[-1].x1
    inside = [
        word
        for word in view.words
        if word.turn == 0 and left <= word.box.x_mid <= right and zone.top <= word.box.y_mid < zone.bottom and word not in furniture
    ]
    bottom = drawn_bottom(view, columns, zone.top, zone.bottom)
    ruled = bottom is not None
    words = [word for word in inside if bottom is None or word.box.y_mid <= bottom + 1]
    column = columns[activity_of(columns)]
    borders = row_borders(view, column.x0 + 2, min(column.x1 - 2, _text_right(words, column)), zone.top - 2, bottom + 2 if bottom else zone.bottom)
    lines = [tuple(line) for line in words_to_lines(words)]
    usual = size or _usual_size(lines, columns, signs, column)
    accepted, bands = _sort_lines(lines, columns, usual, ruled, borders, pattern, signs, zone)
    if not accepted:
        return None
    end = bottom if bottom is not None else _soft_bottom(accepted, borders, zone)
    part = _lines_to_part(view, columns, Box(left, zone.top, right, end), accepted, bands, borders, signs, heading, header_words)
    return replace(part, aside_words=part.aside_words | furniture)


def _usual_size(lines: Sequence[Line], columns: Columns, signs: Sequence[Sign], column: TableColumn) -> float:
    """The font size of activities: that of the lines that have a mark, else of the first line."""
    marked = [line for line in lines if _is_marked(line, columns, signs, union(word.box for word in line))]
    for some in (marked, lines[:1], lines):
        sizes = [word.size for line in some for word in line if column.x0 <= word.box.x_mid < column.x1]
        if sizes:
            return median(sizes)
    return 10.0


def _text_right(words: Sequence[Word], column: TableColumn) -> float:
    inside = [word.box.x1 for word in words if column.x0 <= word.box.x_mid < column.x1]
    return max(inside, default=column.x1)


def _soft_bottom(lines: Sequence[Line], borders: Sequence[float], zone: Box) -> float:
    last = max(word.box.bottom for line in lines for word in line)
    return min([y for y in borders if y >= last - 1][:1] or [last + 2])


@dataclass(frozen=True, slots=True)
class _Band:
    """A line that is no activity. `is_known` tells whether its words say so: a period, a total, a note."""

    top: float
    bottom: float
    text: str
    heading: Heading | None
    words: Line
    is_known: bool = True


def _sort_lines(
    lines: Sequence[Line], columns: Columns, usual: float, ruled: bool, borders: Sequence[float], pattern: str | None,
    signs: Sequence[Sign], zone: Box,
) -> tuple[list[Line], list[_Band]]:  # fmt: skip
    """Tell rows' lines from bands, totals and notes; stop where the table ends."""
    accepted: list[Line] = []
    bands: list[_Band] = []
    pending: list[_Band] = []
    last_bottom = zone.top
    leading = _leading(lines)
    last_border = max(borders, default=0.0)
    starts = usual_starts(lines, columns)
    for line in lines:
        box = union(word.box for word in line)
        text = " ".join(word.text for word in line)
        heading = text_to_heading(text, pattern)
        is_marked = _is_marked(line, columns, signs, box)
        ended = not ruled and box.top - last_bottom > max(3.2 * leading, 3.5 * usual) and box.top > last_border
        if ended and accepted and not is_marked:
            break
        if heading is not None:
            pending.append(_Band(box.top, box.bottom, text, heading, line))
        elif _is_aside(line, columns, usual, text, is_marked, ruled, starts):
            known = text_to_furniture(text) is not None
            pending.append(_Band(box.top, box.bottom, text, None, line, known))
            if not ruled and len(pending) > 3 and not _rows_follow(lines, line, columns, signs):
                break
            continue
        else:
            bands += pending
            pending = []
            accepted.append(line)
        last_bottom = box.bottom
    bands += [band for band in pending if ruled or band.top < last_border or band.heading]
    return _restored(lines, accepted, bands, borders, leading)


def _restored(
    lines: Sequence[Line], accepted: list[Line], bands: list[_Band], borders: Sequence[float], leading: float
) -> tuple[list[Line], list[_Band]]:
    """Give back to the rows what looked like a note, but stands in the midst of a row's lines."""
    back = [band for band in bands if band.heading is None and _is_amidst(band, accepted, borders, leading)]
    tops = {band.top for band in back}
    kept = [line for line in lines if line in accepted or min(word.box.top for word in line) in tops]
    return kept, [band for band in bands if band not in back]


def _is_amidst(band: _Band, accepted: Sequence[Line], borders: Sequence[float], leading: float) -> bool:
    """Whether lines of rows stand right above and below an aside, with no border between."""
    above = [line[0].box.bottom for line in accepted if line[0].box.y_mid < band.top]
    below = [line[0].box.top for line in accepted if line[0].box.y_mid > band.bottom]
    if not above or not below:
        return False
    before, after = max(above), min(below)
    parted = any(before - 1 < y < after + 1 for y in borders)
    return not parted and band.top - before < 0.6 * leading and after - band.bottom < 0.6 * leading


def _leading(lines: Sequence[Line]) -> float:
    gaps = [b[0].baseline - a[0].baseline for a, b in zip(lines, lines[1:], strict=False)]
    wide = [gap for gap in gaps if gap > 6]
    return median(wide) if wide else 14.0


def _rows_follow(lines: Sequence[Line], line: Line, columns: Columns, signs: Sequence[Sign]) -> bool:
    after = lines[lines.index(line) + 1 :]
    return any(_is_marked(other, columns, signs, union(w.box for w in other)) for other in after)


def _is_marked(line: Line, columns: Columns, signs: Sequence[Sign], box: Box) -> bool:
    """Whether a mark stands in a tick column at a line's height."""
    return any(
        column.is_ticks
        and sign.kind != "none"
        and column.x0 <= sign.box.x_mid < column.x1
        and box.top - 3 <= sign.box.y_mid <= box.bottom + 3
        for sign in signs
        for column in columns
    )


def _is_aside(line: Line, columns: Columns, usual: float, text: str, is_marked: bool, ruled: bool, starts: Sequence[float]) -> bool:
    """Whether a line is a band, a total, a note or text after the table."""
    if is_marked:
        return text_to_furniture(text) == "total"
    if text_to_furniture(text) is not None:
        return True
    if crosses(line, columns, starts):
        return True
    return not ruled and not (0.82 * usual <= line[0].size <= 1.18 * usual)


def _lines_to_part(
    view: PageView, columns: Columns, box: Box, lines: Sequence[Line], bands: Sequence[_Band], borders: Sequence[float],
    signs: Sequence[Sign], heading: Heading | None, header_words: tuple[Word, ...],
) -> Part:  # fmt: skip
    tick_signs = table_signs(view, columns, box, signs)
    in_signs = {sign.word for sign in tick_signs if sign.word is not None}
    text_lines = [tuple(word for word in line if word not in in_signs) for line in lines]
    rows = _to_rows(view, columns, box, text_lines, bands, borders, tick_signs, heading)
    totals = [row for row in rows if is_total(row)]
    return Part(
        view=view,
        columns=columns,
        box=box,
        header_words=header_words,
        rows=tuple(row for row in rows if row not in totals),
        left_out=(*(band.text for band in bands if band.heading is None and band.is_known), *map(_row_text, totals)),
        doubted=tuple(band.text for band in bands if band.heading is None and not band.is_known),
        aside_words=frozenset([word for band in bands for word in band.words] + [w for row in totals for w in _row_words(row)]),
        signs=tuple(sign for sign in tick_signs if not any(row.box.top <= sign.box.y_mid < row.box.bottom for row in totals)),
        headings=tuple(band.heading for band in bands if band.heading),
    )


def is_total(row: RowDraft) -> bool:
    """Whether a row sums the others up: it says so, and has nothing but numbers beside."""
    words = _row_text(row).split()
    text = " ".join(word for word in words if not re.fullmatch(r"[\d.,:%]+", word))
    return text_to_furniture(text) == "total" and not any(sign.kind in {"tick", "box_tick"} for sign in row.signs)


def _row_words(row: RowDraft) -> list[Word]:
    return [word for place in sorted(row.lines) for line in row.lines[place] for word in line]


def _row_text(row: RowDraft) -> str:
    return " ".join(word.text for word in _row_words(row))


def table_signs(view: PageView, columns: Columns, box: Box, signs: Sequence[Sign]) -> list[Sign]:
    """The marks in a table's tick columns; coloured cells count where nothing else marks a cell."""
    inside = [sign for sign in signs if box.top <= sign.box.y_mid <= box.bottom and _in_ticks(sign, columns)]
    boxes = [sign.box for sign in inside if sign.maker == "checkbox"]
    kept = [sign for sign in inside if sign.maker != "path" or not any(contains(box, sign.box, 2.5) for box in boxes)]
    return kept if any(sign.kind != "none" for sign in kept) else [*kept, *filled_cell_signs(view, columns, box)]


def _in_ticks(sign: Sign, columns: Columns) -> bool:
    place = column_at(columns, sign.box.x_mid)
    return place is not None and columns[place].is_ticks and not is_cell_sized(sign, columns[place])


def _to_rows(
    view: PageView, columns: Columns, box: Box, lines: Sequence[Line], bands: Sequence[_Band], borders: Sequence[float],
    signs: Sequence[Sign], heading: Heading | None,
) -> list[RowDraft]:  # fmt: skip
    """The rows between a table's bands, each under the period that the last band above it names."""
    ordered = sorted(bands, key=lambda band: band.top)
    tops = [box.top, *(band.bottom for band in ordered)]
    bottoms = [*(band.top for band in ordered), box.bottom]
    headings = [heading]
    for band in ordered:
        headings.append(band.heading or headings[-1])
    inside = [[line for line in lines if line and y0 - 1 <= line[0].box.y_mid < y1 + 1] for y0, y1 in zip(tops, bottoms, strict=True)]
    size = median([line[0].size for line in lines if line] or [10.0])
    stretches = [
        Stretch(y0, y1, tuple(_lines_to_slots(some, columns)), tuple(s.box.y_mid for s in signs if y0 - 1 <= s.box.y_mid < y1 + 1))
        for y0, y1, some in zip(tops, bottoms, inside, strict=True)
    ]
    return [
        _span_to_row(view, columns, span, some, signs, borders, over)
        for spans, some, over in zip(stretches_to_rows(stretches, borders, size), inside, headings, strict=True)
        for span in spans
    ]


def _lines_to_slots(lines: Sequence[Line], columns: Columns) -> list[Slot]:
    """What each printed line of the text columns tells about rows."""
    place = activity_of(columns)
    number = next((n for n, column in enumerate(columns) if column.kind == "number"), None)
    text = [_cells(line, columns) for line in lines]
    right = max((cell[place][-1].box.x1 for cell in text if place in cell), default=0.0)
    slots = []
    before: Line | None = None
    for cells in text:
        words = [word for n, cell in cells.items() if not columns[n].is_ticks for word in cell]
        if not words:
            continue
        box = union(word.box for word in words)
        activity = cells.get(place)
        slots.append(_slot(box, words[0].baseline, activity, before, right, number is not None and number in cells))
        before = activity or before
    return slots


def _cells(line: Line, columns: Columns) -> dict[int, Line]:
    cells: dict[int, list[Word]] = {}
    for word in line:
        place = column_at(columns, word.box.x_mid)
        if place is not None:
            cells.setdefault(place, []).append(word)
    return {place: tuple(words) for place, words in cells.items()}


def _slot(box: Box, baseline: float, activity: Line | None, before: Line | None, right: float, is_numbered: bool) -> Slot:
    first = activity[0].text if activity else ""
    fits = None
    if activity and before:
        fits = before[-1].box.x1 + 0.28 * before[-1].size + activity[0].box.width < right - 0.5
    return Slot(
        top=box.top,
        bottom=box.bottom,
        first=baseline,
        baseline=baseline,
        starts_capital=first[:1].isupper() or first[:1] in "\"'“‘(" or first[:1].isdigit(),
        starts_numbered=is_numbered,
        goes_on=first[:1].islower(),
        has_activity=activity is not None,
        fits=fits,
    )


def _span_to_row(
    view: PageView, columns: Columns, span: RowSpan, lines: Sequence[Line], signs: Sequence[Sign], borders: Sequence[float],
    heading: Heading | None,
) -> RowDraft:  # fmt: skip
    cells: dict[int, list[Line]] = {}
    for line in lines:
        if span.top - 0.5 <= line[0].box.y_mid < span.bottom + 0.5 and _owner(line, span):
            for place, words in _cells(line, columns).items():
                cells.setdefault(place, []).append(words)
    inside = tuple(sign for sign in signs if span.top <= sign.box.y_mid < span.bottom)
    return RowDraft(
        page=view.number,
        box=Box(columns[0].x0, span.top, columns[-1].x1, span.bottom),
        lines={place: tuple(words) for place, words in cells.items()},
        signs=inside,
        heading=heading,
        margin=span.margin,
        is_closed_above=any(abs(y - span.top) < 2 for y in borders),
        is_closed_below=any(abs(y - span.bottom) < 2 for y in borders),
    )


def _owner(line: Line, span: RowSpan) -> bool:
    return span.top <= (line[0].box.top + line[0].box.bottom) / 2 < span.bottom


def is_repeated_header(line: Line) -> bool:
    """Whether a line repeats the title of the column of activities."""
    return any(title_to_kind(phrase.text) == "activity" for phrase in line_to_phrases(line))
