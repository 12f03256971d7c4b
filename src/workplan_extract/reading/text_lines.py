"""From words to the lines of a page in reading order: columns abreast, boxes in a grid, labels beside their text.

The order is found by cutting white space, after Nagy and Seth's XY cut: strips of the page that share a gutter make an
area of columns, and each column is cut again on its own.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from workplan_extract.reading.line_text import words_to_text
from workplan_extract.reading.page_words import PageWords, Style, Word

WORD_GAP = 1.6
"""Widest gap, in font sizes, between two words of one line; justified lines reach it."""
LABEL_GAP = 0.7
"""The same between a bold word and a plain one: a term set close beside its text."""
JOIN_GAP = 0.5
"""Widest gap between two pieces of a line whose words do not follow each other in the page's content."""
GUTTER = 0.4
"""Narrowest gutter between columns, in font sizes."""
FLUSH = 1.5
"""Points from the right edge within which a line is said to reach it."""
MATE = 2.0
"""Difference, in points, below which two baselines are one."""


class Line(NamedTuple):
    """One line of one column. `top`, `bottom`, `x0`, `x1` and `base` are points in the turned page.

    `is_label` tells a short text that stands in a column of its own beside the text that it labels, `has_mate` a line
    beside such a label on the same baseline; `starts_flow` tells the first line of a page or column, `right` is that
    column's right edge, and `is_justified` tells that its lines are set to reach it.
    """

    words: tuple[Word, ...]
    text: str
    page: int
    x0: float
    x1: float
    base: float
    style: Style
    is_label: bool = False
    has_mate: bool = False
    starts_flow: bool = False
    right: float = 0.0
    is_justified: bool = False

    @property
    def top(self) -> float:
        """Where capitals of the line reach, about."""
        return self.base - 0.75 * self.style.size

    @property
    def bottom(self) -> float:
        """Where its descenders reach, about."""
        return self.base + 0.2 * self.style.size


def page_to_lines(page: PageWords) -> list[Line]:
    """A page's lines from the top down, columns apart, in no order across them; one direction after the other."""
    turns = Counter(word.turn for word in page.words)
    return [
        _piece_to_line(piece, page.number)
        for turn, _ in turns.most_common()
        for piece in _pieces([word for word in page.words if word.turn == turn])
    ]


def reading_order(lines: Iterable[Line]) -> list[Line]:
    """One page's lines → the same as a reader reads them; text of each direction is read on its own."""
    ordered: list[Line] = []
    for _, turned in groupby(lines, key=lambda line: line.words[0].turn):
        ordered += _mark_start(_reading_order(list(turned)))
    return _with_edges(ordered)


def _with_edges(lines: Sequence[Line]) -> list[Line]:
    marked: list[Line] = []
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].starts_flow:
            column = lines[start:index]
            right = max(line.x1 for line in column)
            full = sum(line.x1 > right - FLUSH for line in column)
            is_justified = full > 2 and full >= 0.4 * len(column)
            marked += [line._replace(right=right, is_justified=is_justified) for line in column]
            start = index
    return marked


def share_edges(pages: Sequence[tuple[float, list[Line]]]) -> list[Line]:
    """Widths and ordered lines of pages → all lines, those of pages of one column with the right edge of all such pages.

    A page that holds no more than an address has no full line of its own to tell its edge by.
    """
    keys = [(round(width), round(lines[0].x0 / 10)) if _is_one_column(lines) else None for width, lines in pages]
    edges: dict[tuple[int, int], float] = {}
    for key, (_, lines) in zip(keys, pages, strict=True):
        if key:
            edges[key] = max(edges.get(key, 0.0), lines[0].right)
    shared: list[Line] = []
    for key, (_, lines) in zip(keys, pages, strict=True):
        shared += [line._replace(right=edges[key]) for line in lines] if key else lines
    return shared


def _is_one_column(lines: Sequence[Line]) -> bool:
    return sum(line.starts_flow for line in lines) == 1


def _pieces(words: Sequence[Word]) -> list[list[Word]]:
    """Runs of words on one baseline with ordinary gaps."""
    pieces: list[list[Word]] = []
    for word in words:
        if pieces and _continues(pieces[-1][-1], word):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return _join_pieces(pieces)


def _continues(last: Word, word: Word) -> bool:
    size = max(last.style.size, word.style.size)
    limit = LABEL_GAP if last.style.bold and not word.style.bold else WORD_GAP
    return abs(word.base - last.base) < 0.45 * size and -0.3 * size < word.x0 - last.x1 < limit * size


def _join_pieces(pieces: list[list[Word]]) -> list[list[Word]]:
    """Join pieces that touch on one baseline, for content that is not written in reading order."""
    pieces.sort(key=lambda piece: (round(piece[0].base), piece[0].x0))
    joined: list[list[Word]] = []
    for piece in pieces:
        last = joined[-1][-1] if joined else None
        size = piece[0].style.size
        if last and abs(piece[0].base - last.base) < 0.2 * size and abs(piece[0].x0 - last.x1) < JOIN_GAP * size:
            joined[-1].extend(piece)
        else:
            joined.append(piece)
    return joined


def _piece_to_line(piece: Sequence[Word], page: int) -> Line:
    weights: Counter[Style] = Counter()
    for word in piece:
        weights[word.style] += len(word.text)
    style = max(weights, key=lambda style: weights[style])
    base = next(word.base for word in piece if word.style == style)
    return Line(tuple(piece), words_to_text(piece), page, piece[0].x0, max(word.x1 for word in piece), base, style)


def _mark_start(lines: list[Line]) -> list[Line]:
    return [lines[0]._replace(starts_flow=True), *lines[1:]] if lines else []


def _reading_order(lines: list[Line]) -> list[Line]:
    """Lines of an area → the same in reading order."""
    strips = _split_headers(_strips(lines))
    ordered: list[Line] = []
    start = 0
    while start < len(strips):
        end = _area_end(strips, start)
        if end == start:
            ordered += sorted(strips[start], key=lambda line: (round(line.base), line.x0))
            start += 1
        else:
            area = [line for strip in strips[start:end] for line in strip]
            head = _lead(ordered, area)
            ordered[len(ordered) - len(head) :] = []
            ordered += _columns_order([*head, *area])
            start = end
    return ordered


def _lead(above: Sequence[Line], area: Sequence[Line]) -> list[Line]:
    """The lines just above an area that stand in one of its columns but the first."""
    spans = _columns(area)[1:]
    lead: list[Line] = []
    for line in reversed(above):
        below = lead[0] if lead else min(area, key=lambda other: other.base)
        near = 0 < below.base - line.base < 2.5 * line.style.size
        if not near or not any(x0 - 1 <= line.x0 and line.x1 <= x1 + 1 for x0, x1 in spans):
            break
        lead.insert(0, line)
    return lead


def _strips(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that overlap in height, from the top down."""
    strips: list[list[Line]] = []
    bottom = float("-inf")
    for line in sorted(lines, key=lambda line: line.top):
        if line.top >= bottom - 0.1 * line.style.size or not strips:
            strips.append([])
            bottom = float("-inf")
        strips[-1].append(line)
        bottom = max(bottom, line.bottom)
    return strips


def _columns(lines: Iterable[Line]) -> list[tuple[float, float]]:
    """The spans of x that the lines leave between gutters."""
    spans: list[list[float]] = []
    for line in sorted(lines, key=lambda line: line.x0):
        if spans and line.x0 < spans[-1][1] + max(3.5, GUTTER * line.style.size):
            spans[-1][1] = max(spans[-1][1], line.x1)
        else:
            spans.append([line.x0, line.x1])
    return [(x0, x1) for x0, x1 in spans]


def _area_end(strips: Sequence[list[Line]], start: int) -> int:
    """The strip after the last that shares a gutter with strip `start`; `start` itself where there is none."""
    spans = _columns(strips[start])
    if len(spans) < 2:
        return start
    area = list(strips[start])
    end = start + 1
    last_abreast = end
    while end < len(strips) and not (len(strips[end]) == 1 and _is_banner(strips, start, end)):
        merged = _columns([*area, *strips[end]])
        if len(merged) < 2:
            break
        if last_abreast < end and len(strips[end]) > 1 and len(merged) < max(len(_columns(strips[end])), len(_columns(area))):
            end = last_abreast  # other columns begin below a heading or a line of text
            break
        area += strips[end]
        end += 1
        in_first = all(line.x0 < merged[0][1] for line in strips[end - 1])
        last_abreast = last_abreast if in_first else end
    if end < len(strips) or _is_crossed(strips[:start], _columns(area)):
        end = _without_trailing_heading(strips, last_abreast, end)
    held = [line for strip in strips[start:end] for line in strip]
    filled = [span for span in _columns(held) if sum(span[0] <= line.x0 <= span[1] for line in held) > 1]
    return end if len(filled) > 1 else start


def _is_crossed(strips: Sequence[list[Line]], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether text above runs across the gutters: then the page is of one column, with boxes or a table in it."""
    left, right = columns[0][1], columns[1][0]
    return sum(line.x0 < left and line.x1 > right for strip in strips for line in strip) > 1


def _is_banner(strips: Sequence[list[Line]], start: int, at: int) -> bool:
    """A larger line alone between two areas of columns: it heads the second one."""
    line = strips[at][0]
    largest = max(other.style.size for strip in strips[start:at] for other in strip[-2:])
    following = strips[at + 1 : at + 6]
    return line.style.size > 1.1 * largest and any(len(_columns(strip)) > 1 for strip in following)


def _without_trailing_heading(strips: Sequence[list[Line]], last_abreast: int, end: int) -> int:
    """Leave a heading that follows the columns to what comes below it."""
    usual = Counter(line.style for strip in strips[:last_abreast] for line in strip).most_common(1)[0][0]
    for at in range(last_abreast, end):
        style = strips[at][0].style
        if style.size > 1.1 * usual.size or (style.bold and not usual.bold):
            return at
    return end


def _columns_order(lines: list[Line]) -> list[Line]:
    groups = _join_cells(_pair_labels([_within(lines, span) for span in _columns(lines)]))
    ordered: list[Line] = []
    for band in _grid_bands(groups):
        for group in band:
            ordered += _mark_start(_group_order(group))
    return ordered


def _split_headers(strips: list[list[Line]]) -> list[list[Line]]:
    """Part tables' bold header lines at the columns that the lines below them leave."""
    split: list[list[Line]] = []
    for strip, below in zip(strips, [*strips[1:], []], strict=True):
        spans = _columns(below)
        is_header = all(word.style.bold for line in strip for word in line.words)
        if is_header and len(spans) > max(2, len(_columns(strip))) and not all(word.style.bold for word in below[0].words):
            split.append([part for line in strip for part in _split_at(line, [span[0] for span in spans[1:]])])
        else:
            split.append(strip)
    return split


def split_line(line: Line, count: int) -> list[Line]:
    """A line → its first words and the rest, in the place that it has."""
    if not 0 < count < len(line.words):
        return [line]
    parts = [_piece_to_line(words, line.page) for words in (line.words[:count], line.words[count:])]
    marks = {"right": line.right, "is_justified": line.is_justified}
    return [parts[0]._replace(starts_flow=line.starts_flow, **marks), parts[1]._replace(**marks)]


def _split_at(line: Line, starts: Sequence[float]) -> list[Line]:
    """A line → one for each column that it has words in."""
    columns = groupby(line.words, key=lambda word: sum(word.x0 > start - 2 for start in starts))
    return [_piece_to_line(list(words), line.page) for _, words in columns]


def _within(lines: Iterable[Line], span: tuple[float, float]) -> list[Line]:
    return sorted((line for line in lines if span[0] <= line.x0 <= span[1]), key=lambda line: line.base)


class Group(NamedTuple):
    """A column: its labels, if it has a column of them, and its text; `by_row` where numbers stand to its right.

    `cells` are the further columns of a table, to the right of the first that the labels name.
    """

    labels: list[Line]
    body: list[Line]
    by_row: bool = False
    cells: tuple[list[Line], ...] = ()


def _pair_labels(columns: list[list[Line]]) -> list[Group]:
    groups: list[Group] = []
    index = 0
    while index < len(columns):
        if index + 1 < len(columns) and _are_labels(columns[index], columns[index + 1]):
            groups.append(Group(columns[index], columns[index + 1]))
            index += 2
        elif index + 1 < len(columns) and _are_numbers(columns[index], columns[index + 1]):
            both = sorted([*columns[index], *columns[index + 1]], key=lambda line: (round(line.base), line.x0))
            groups.append(Group([], both, by_row=True))
            index += 2
        else:
            groups.append(Group([], columns[index]))
            index += 1
    return groups


def _join_cells(groups: Sequence[Group]) -> list[Group]:
    """Put the further columns of a table, whose cells begin on the labels' baselines, with its first."""
    joined: list[Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        is_cell = last and len(last.labels) > 2 and not group.labels and not group.by_row
        if last and is_cell and _aligned(last.labels, group.body) > 0.9 and len(group.body) < 5 * len(last.labels):
            joined[-1] = last._replace(cells=(*last.cells, group.body))
        else:
            joined.append(group)
    return joined


def _are_labels(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the left column only names what the right one says."""
    words = [len(line.words) for line in left]
    if sum(words) > 3.5 * len(words) or len(right) < 2:
        return False
    if _is_running_text(left) and {line.style for line in left} == {line.style for line in right}:
        return False  # boxes abreast, alike inside
    width, other = (max(line.x1 for line in side) - min(line.x0 for line in side) for side in (left, right))
    return width < 0.8 * other and (_aligned(left, right) >= 0.6 or len(left) <= 0.6 * len(right))


def _is_running_text(lines: Sequence[Line]) -> bool:
    """Whether lines of more than one look follow each other closely, as a title and its text do."""
    steps = [second.base - first.base for first, second in pairwise(lines)]
    close = sum(step < 1.45 * line.style.size for line, step in zip(lines, steps, strict=False))
    return len({line.style for line in lines}) > 1 and close > 0.5 * len(steps)


def _are_numbers(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the right column holds nothing but numbers for the left one's lines, as a table of contents does."""
    return all(len(line.text) <= 4 and line.text.isalnum() for line in right) and _aligned(right, left) > 0.8


def _aligned(left: Sequence[Line], right: Sequence[Line]) -> float:
    """Share of the left lines that stand on a baseline of the right."""
    bases = [line.base for line in right]
    mated = sum(any(abs(line.base - base) < MATE for base in bases) for line in left)
    return mated / len(left)


def _group_order(group: Group) -> list[Line]:
    if group.by_row:
        return group.body
    if not group.labels:
        return _reading_order(group.body)
    return [line for row in _label_rows(group) for line in row]


def _label_rows(group: Group) -> list[list[Line]]:
    """Rows of a table of two columns: a label of one or more lines, then the text beside it."""
    is_top = _aligned(group.labels, group.body) >= 0.5
    labels = _label_blocks(group, is_top)
    bounds = [_row_bound(above, below, group.body, is_top) for above, below in pairwise(labels)]
    rows: list[list[Line]] = []
    for block, (start, end) in zip(labels, pairwise([float("-inf"), *bounds, float("inf")]), strict=True):
        body = [line for line in group.body if start <= line.base < end]
        lead = [line for line in body if is_top and line.base < block[0].base - MATE]
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
    if line.base - last.base > 0.8 * usual or last.text.isupper():
        return False
    first, second = (
        next((other for other in body if abs(other.base - mine.base) < MATE), None) for mine in (last, line)
    )
    if first is None or second is None:
        return False
    right = max(other.x1 for other in body)
    return first.x1 + second.words[0].x1 - second.words[0].x0 > right - line.style.size


def _row_bound(above: Sequence[Line], below: Sequence[Line], body: Sequence[Line], is_top: bool) -> float:
    """Height between two rows: over the lower label, or at the widest gap where labels stand at mid-row."""
    between = [line.base for line in body if above[0].base - MATE <= line.base <= below[-1].base + MATE]
    if is_top or len(between) < 2:
        return below[0].base - 0.4 * below[0].style.size
    _, upper, lower = max((second - first, first, second) for first, second in pairwise(between))
    return (upper + lower) / 2


def _grid_bands(groups: list[Group]) -> list[list[Group]]:
    """Boxes in a grid are read row by row: cut where boxes of one look start on one height in neighbouring columns."""
    starts = [_block_starts(group) for group in groups]
    cuts = [line.base - line.style.size for line in starts[0] if _is_grid_row(line, groups, starts)] if starts else []
    if len(groups) < 2 or len(cuts) < 2 or any(group.labels for group in groups):
        return [groups]
    edges = [float("-inf"), *cuts[1:], float("inf")]
    return [
        [Group(_between(group.labels, *edge), _between(group.body, *edge), group.by_row) for group in groups]
        for edge in pairwise(edges)
    ]


def _between(lines: Iterable[Line], start: float, end: float) -> list[Line]:
    return [line for line in lines if start <= line.base < end]


def _block_starts(group: Group) -> list[Line]:
    """First lines of the blocks that white space parts."""
    body = sorted([*group.labels, *group.body], key=lambda line: line.base)
    return [line for last, line in pairwise([None, *body]) if line and (last is None or _is_apart(last, line))]


def _is_apart(last: Line, line: Line) -> bool:
    return line.base - last.base > 1.7 * max(line.style.size, last.style.size)


def _is_grid_row(line: Line, groups: Sequence[Group], starts: Sequence[Sequence[Line]]) -> bool:
    plain = Counter(other.style for group in groups for other in group.body).most_common(1)[0][0]
    if line.style == plain:
        return False
    abreast = sum(
        any(abs(other.base - line.base) < 2 and other.style == line.style for other in side) for side in starts
    )
    return abreast > 1


def body_style(lines: Iterable[Line]) -> Style:
    """The style that most of the text is set in; sizes are put together by half points."""
    weights: Counter[tuple[float, bool, int]] = Counter()
    for line in lines:
        weights[round(2 * line.style.size) / 2, line.style.bold, line.style.colour] += len(line.text)
    if not weights:
        return Style(10, False, False, 0)
    size, bold, colour = max(weights, key=lambda key: weights[key])
    return Style(size, bold, False, colour)
