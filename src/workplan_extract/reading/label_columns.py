"""Columns that label what stands beside them: glossaries, purposes and other tables of two columns or more."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from workplan_extract.reading.heading_words import parse_label
from workplan_extract.reading.page_words import Style
from workplan_extract.reading.text_lines import MATE, Line


class Group(NamedTuple):
    """A column: its labels, if it has a column of them, and its text; `by_row` where numbers stand to its right.

    `cells` are the further columns of a table, to the right of the first that the labels name.
    """

    labels: list[Line]
    body: list[Line]
    by_row: bool = False
    cells: tuple[list[Line], ...] = ()


def pair_labels(columns: list[list[Line]]) -> list[Group]:
    """Columns from left to right → groups: a column of labels goes with the one that it labels."""
    groups: list[Group] = []
    index = 0
    while index < len(columns):
        following = columns[index + 1] if index + 1 < len(columns) else []
        beside, below = _part_below(columns[index], following)
        if following and _are_labels(columns[index], following):
            groups.append(Group(columns[index], following))
            index += 2
        elif following and beside and below and _are_labels(beside, following):
            groups += [Group(beside, following), Group([], below)]
            index += 2
        elif following and (_are_numbers(columns[index], following) or _hangs(columns[index], following)):
            both = sorted([*columns[index], *columns[index + 1]], key=lambda line: (round(line.base), line.x0))
            groups.append(Group([], both, by_row=True))
            index += 2
        else:
            groups.append(Group([], columns[index]))
            index += 1
    return groups


def _part_below(left: list[Line], right: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """A column's lines down to where the one to its right ends, as a table's last row does, and those below."""
    end = max((line.base + 1.5 * line.style.size for line in right), default=0.0)
    return [line for line in left if line.base <= end], [line for line in left if line.base > end]


def join_cells(groups: Sequence[Group]) -> list[Group]:
    """Put the further columns of a table, whose cells begin on the labels' baselines, with its first."""
    joined: list[Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        is_table = last and (len(last.labels) > 2 or any(parse_label(line.text) for line in last.labels))
        is_cell = is_table and not group.labels and not group.by_row
        is_short = last and len(group.body) < 8 * len(last.labels)
        whole = last._replace(cells=(*last.cells, group.body)) if last and is_cell and is_short else None
        if last and whole and (_aligned(_row_starts(last), group.body) > 0.9 or _shares_rows(last, whole)):
            joined[-1] = whole
        else:
            joined.append(group)
    return joined


def _shares_rows(group: Group, whole: Group) -> bool:
    """Whether a table has as many rows with a further column as without it, and each has a cell there."""
    rows = white_space_bands(whole)
    return len(rows) > 2 and len(rows) == len(white_space_bands(group)) and all(row.cells[-1] for row in rows)


def _row_starts(group: Group) -> list[Line]:
    """The first text line of each of a table's rows."""
    rows = [[line for line in row if not line.is_label] for row in label_rows(group)]
    return [row[0] for row in rows if row]


def _are_labels(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the left column only names what the right one says."""
    words = [len(line.words) for line in left]
    if sum(words) > 3.5 * len(words) or len(right) < 2:
        return False
    if _is_running_text(left) and _styles_below_header(left, right) == _styles_below_header(right, left):
        return False  # boxes abreast, alike inside
    width, other = (max(line.x1 for line in side) - min(line.x0 for line in side) for side in (left, right))
    if width >= 0.8 * other:
        return False
    level = _aligned(left, right) >= 0.6 or len(left) <= 0.6 * len(right)
    return level or len(white_space_bands(Group(list(left), list(right)))) > 2


def _styles_below_header(column: Sequence[Line], other: Sequence[Line]) -> set[Style]:
    """The styles of a column's lines, its first one aside where it is a bold title level with the other column's."""
    level = abs(column[0].base - other[0].base) < MATE
    is_headed = level and all(word.style.bold for line in (column[0], other[0]) for word in line.words)
    return {line.style for line in column[is_headed:]}


def _is_running_text(lines: Sequence[Line]) -> bool:
    """Whether lines of more than one look follow each other closely, as a title and its text do."""
    steps = [second.base - first.base for first, second in pairwise(lines)]
    close = sum(step < 1.45 * line.style.size for line, step in zip(lines, steps, strict=False))
    return len({line.style for line in lines}) > 1 and close > 0.5 * len(steps)


def _are_numbers(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the right column holds nothing but numbers for the left one's lines, as a table of contents does."""
    return all(len(line.text) <= 4 and line.text.isalnum() for line in right) and _aligned(right, left) > 0.8


def _hangs(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the right column's lines are the indented texts below the left one's lines, one or two below each."""
    both = sorted([*left, *right], key=lambda line: line.base)
    sides = ["t" if line in left else "x" for line in both]
    close = all(second.base - first.base < 2.2 * first.style.size for first, second in pairwise(both))
    indent = right[0].x0 - left[0].x0
    return (
        len(left) > 2
        and close
        and indent < 4.5 * left[0].style.size
        and re.fullmatch("(tx+)+", "".join(sides)) is not None
    )


def _aligned(left: Sequence[Line], right: Sequence[Line]) -> float:
    """Share of the left lines that stand on a baseline of the right."""
    bases = [line.base for line in right]
    mated = sum(any(abs(line.base - base) < MATE for base in bases) for line in left)
    return mated / len(left)


def label_rows(group: Group) -> list[list[Line]]:
    """Rows of a table of two columns: a label of one or more lines, then the text beside it."""
    bands = _whole_bands(white_space_bands(group), group)
    if len(bands) < 2:
        return _rows_by_labels(group)
    return [row for band in bands for row in _band_rows(band)]


def white_space_bands(group: Group) -> list[Group]:
    """A table cut at the white space that runs across all of its columns, wherever in their rows the labels stand.

    Cut as finely as can be while every band holds a label and what it labels; none where no way does. A first band
    without a label goes on from the page before; it is allowed where more rows are told apart with it.
    """
    gaps = _gaps_across(group)
    ways = [
        [
            _band(group, *edge)
            for edge in pairwise([float("-inf"), *(top for gap, top in gaps if gap > least), float("inf")])
        ]
        for least in sorted({0.0, *(gap for gap, _ in gaps)})
    ]
    whole = next((bands for bands in ways if all(map(_is_row, bands))), [])
    led = next((bands for bands in ways if bands[0].body and not bands[0].labels and all(map(_is_row, bands[1:]))), [])
    return led if len(led) > len(whole) + 1 else whole


def _is_row(band: Group) -> bool:
    return bool(band.labels and band.body)


def _gaps_across(group: Group) -> list[tuple[float, float]]:
    """The white space between lines that runs across all columns: how high it is, and where it ends."""
    lines = sorted((line for column in _columns_of(group) for line in column), key=lambda line: line.top)
    gaps: list[tuple[float, float]] = []
    bottom = lines[0].bottom
    for line in lines:
        if line.top > bottom:
            gaps.append((round(line.top - bottom, 1), line.top))
        bottom = max(bottom, line.bottom)
    return gaps


def _whole_bands(bands: Sequence[Group], group: Group) -> list[Group]:
    """Bands put together where a label and its text both go on, line by line."""
    steps = [second.base - first.base for first, second in pairwise(group.labels)]
    whole: list[Group] = []
    for band in bands:
        last, line = (whole[-1].labels[-1] if whole and whole[-1].labels else None), (band.labels or band.body)[0]
        goes_on = last is not None and _is_next_line(last, line) and _has_mate(line, band.body)
        if last and goes_on and _is_rest_of_label(last, line, group.body, median(steps)):
            columns = zip(_columns_of(whole[-1]), _columns_of(band), strict=True)
            labels, body, *cells = ([*above, *below] for above, below in columns)
            whole[-1] = Group(labels, body, group.by_row, tuple(cells))
        else:
            whole.append(band)
    return whole


def _band(group: Group, start: float, end: float) -> Group:
    labels, body, *cells = ([line for line in column if start <= line.top < end] for column in _columns_of(group))
    return Group(labels, body, group.by_row, tuple(cells))


def _columns_of(group: Group) -> list[list[Line]]:
    return [group.labels, group.body, *group.cells]


def _band_rows(band: Group) -> list[list[Line]]:
    """A band's rows: one, unless more of its labels have texts of their own."""
    mates = sum(_has_mate(line, band.body) for line in band.labels)
    if len(band.labels) > 1 and mates > 1 and not _is_one_label(band):
        return _rows_by_labels(band)
    rest = [*band.body, *(line for cell in band.cells for line in cell)]
    return [[*(_as_label(line, rest) for line in band.labels), *(_beside(line, band.labels) for line in rest)]]


def _is_one_label(band: Group) -> bool:
    """Whether labels go on as closely as the text beside them."""
    steps, others = ([b.base - a.base for a, b in pairwise(lines)] for lines in (band.labels, band.body))
    is_close = bool(others) and max(steps) < 1.1 * max(others) and max(steps) < 1.6 * band.labels[0].style.size
    return is_close and (len({line.style for line in band.labels}) == 1 or band.labels[0].style.bold)


def _rows_by_labels(group: Group) -> list[list[Line]]:
    is_top = _aligned(group.labels, group.body) >= 0.5
    labels = _label_blocks(group, is_top)
    bounds = [_row_bound(above, below, group.body, is_top) for above, below in pairwise(labels)]
    rows: list[list[Line]] = []
    for block, (start, end) in zip(labels, pairwise([float("-inf"), *bounds, float("inf")]), strict=True):
        body = [line for line in group.body if start <= line.base < end]
        is_mated = is_top and _has_mate(block[0], body)
        lead = [line for line in body if is_mated and line.base < block[0].base - MATE]
        rest = body[len(lead) :]
        rest += [line for cell in group.cells for line in cell if start <= line.base < end]
        rows.append([*lead, *(_as_label(line, rest) for line in block), *(_beside(line, block) for line in rest)])
    return rows


def _as_label(line: Line, body: Sequence[Line]) -> Line:
    return line._replace(is_label=bool(body), has_mate=_has_mate(line, body))


def _beside(line: Line, block: Sequence[Line]) -> Line:
    return line._replace(has_mate=_has_mate(line, block))


def _has_mate(line: Line, others: Sequence[Line]) -> bool:
    return any(abs(line.base - other.base) < MATE for other in others)


def _label_blocks(group: Group, is_top: bool) -> list[list[Line]]:
    """Label lines put together: a line goes on with the one above, but not where it has text of its own beside it."""
    steps = [second.base - first.base for first, second in pairwise(group.labels)]
    usual = median(steps) if steps else 0.0
    blocks: list[list[Line]] = []
    for line in group.labels:
        last = blocks[-1][-1] if blocks else None
        if last and _is_next_line(last, line) and (not is_top or _is_rest_of_label(last, line, group.body, usual)):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _is_next_line(last: Line, line: Line) -> bool:
    return line.style == last.style and line.base - last.base < 1.6 * line.style.size


def _is_rest_of_label(last: Line, line: Line, body: Sequence[Line], usual: float) -> bool:
    """Whether a label goes on: nothing beside it, or a text that goes on too, in rows wider apart than these lines."""
    if not _has_mate(line, body):
        return True
    if line.base - last.base > 0.8 * usual or last.text.isupper() or _is_acronym(last.text):
        return False
    first, second = (
        next((other for other in body if abs(other.base - mine.base) < MATE), None) for mine in (last, line)
    )
    if first is None or second is None:
        return False
    right = max(other.x1 for other in body)
    return first.x1 + second.words[0].x1 - second.words[0].x0 > right - line.style.size


def _is_acronym(text: str) -> bool:
    return " " not in text and sum(map(str.isupper, text)) > 1


def _row_bound(above: Sequence[Line], below: Sequence[Line], body: Sequence[Line], is_top: bool) -> float:
    """Height between two rows: over the lower label, or at the widest gap where labels stand at mid-row."""
    gaps = [
        (first.base, second.base)
        for first, second in pairwise(body)
        if second.base > above[0].base - MATE and first.base < below[-1].base + MATE
    ]
    if not gaps or (is_top and _has_mate(below[0], body)):
        return below[0].base - 0.4 * below[0].style.size
    widest = max(lower - upper for upper, lower in gaps)
    middle = above[0].base + below[-1].base
    wide = [gap for gap in gaps if gap[1] - gap[0] > 0.8 * widest]
    return min(wide, key=lambda gap: abs(sum(gap) - middle))[1] - 0.9 * body[0].style.size
