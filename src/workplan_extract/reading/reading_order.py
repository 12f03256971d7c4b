"""From a page's lines to the order that a reader takes: columns abreast, boxes in a grid, labels beside their text.

The order is found by cutting white space, after Nagy and Seth's XY cut: strips of the page that share a gutter make an
area of columns, and each column is cut again on its own.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from workplan_extract.reading.label_columns import Group, join_cells, label_rows, pair_labels
from workplan_extract.reading.text_lines import FLUSH, Line, split_at

GUTTER = 0.4
"""Narrowest gutter between columns, in font sizes."""


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
    """Widths and ordered lines of pages → all lines, those of pages of one column with the right edge of them all.

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
        in_last = bool(spans) and abs(line.x0 - spans[-1][0]) < 1
        if not near or not (in_last or any(x0 - 1 <= line.x0 and line.x1 <= x1 + 1 for x0, x1 in spans)):
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
        if (
            last_abreast < end
            and len(strips[end]) > 1
            and len(merged) < max(len(_columns(strips[end])), len(_columns(area)))
        ):
            end = last_abreast  # other columns begin below a heading or a line of text
            break
        area += strips[end]
        end += 1
        in_first = all(line.x0 < merged[0][1] for line in strips[end - 1])
        last_abreast = last_abreast if in_first else end
    abreast = [line for strip in strips[start:last_abreast] for line in strip]
    narrowed = len(_columns(area)) < len(_columns(abreast))  # what follows runs across a gutter
    if end < len(strips) or narrowed or _is_crossed(strips[:start], _columns(area)):
        end = _without_trailing_heading(strips, last_abreast, end)
    else:
        at = _without_trailing_heading(strips, last_abreast, end)
        if at == end - 1 or (at < end and _are_balanced([line for strip in strips[start:at] for line in strip])):
            end = at  # a heading that nothing stands below heads a table, or what comes overleaf
    held = [line for strip in strips[start:end] for line in strip]
    filled = [span for span in _columns(held) if sum(span[0] <= line.x0 <= span[1] for line in held) > 1]
    return end if len(filled) > 1 else start


def _are_balanced(lines: Sequence[Line]) -> bool:
    """Whether columns of one look end at about one height, as they do above a heading that spans them."""
    if lines and max(line.style.size for line in lines) > 1.1 * min(line.style.size for line in lines):
        return False
    ends = [max(_within(lines, span), key=lambda line: line.base) for span in _columns(lines)]
    low, high = min(ends, key=lambda line: line.base), max(ends, key=lambda line: line.base)
    return high.base - low.base < 2.6 * high.style.size


def _is_crossed(strips: Sequence[list[Line]], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether text above runs across the gutters: then the page is of one column, with boxes or a table in it."""
    left, right = columns[0][1], columns[1][0]
    return sum(line.x0 < left and line.x1 > right for strip in strips for line in strip) > 1


def _is_banner(strips: Sequence[list[Line]], start: int, at: int) -> bool:
    """A larger line alone between two areas of columns: it heads the second one."""
    line = strips[at][0]
    above = [other for strip in strips[start:at] for other in strip[-2:] if not other.text.isdigit()]
    largest = max((other.style.size for other in above), default=line.style.size)
    following = strips[at + 1 : at + 6]
    return line.style.size > 1.1 * largest and any(len(_columns(strip)) > 1 for strip in following)


def _without_trailing_heading(strips: Sequence[list[Line]], last_abreast: int, end: int) -> int:
    """Leave a heading that follows the columns to what comes below it."""
    usual = Counter(line.style for strip in strips[:last_abreast] for line in strip).most_common(1)[0][0]
    for at in range(last_abreast, end):
        style = strips[at][0].style
        is_bold = all(line.style.bold for line in strips[at])
        if style.size > 1.1 * usual.size or (is_bold and not usual.bold):
            return at
    return end


def _columns_order(lines: list[Line]) -> list[Line]:
    groups = join_cells(pair_labels([_within(lines, span) for span in _columns(lines)]))
    if len(groups) == 1 and not groups[0].labels:  # lines above have closed the gutter
        return sorted(lines, key=lambda line: (round(line.base), line.x0))
    ordered: list[Line] = []
    for band in _grid_bands(groups):
        for group in band:
            ordered += _mark_start(_group_order(group))
    return ordered


def _split_headers(strips: list[list[Line]]) -> list[list[Line]]:
    """Part tables' bold header lines at the columns that the lines below them leave."""
    split: list[list[Line]] = []
    for strip, below in zip(strips, [*strips[1:], []], strict=False):
        spans = _columns(below)
        is_header = all(word.style.bold for line in strip for word in line.words)
        if (
            is_header
            and len(spans) > max(2, len(_columns(strip)))
            and strip[0].style.size < 1.2 * below[0].style.size  # larger words head the table as a whole
            and not all(word.style.bold for word in below[0].words)
        ):
            split.append([part for line in strip for part in split_at(line, [span[0] for span in spans[1:]])])
        else:
            split.append(strip)
    return split


def _within(lines: Iterable[Line], span: tuple[float, float]) -> list[Line]:
    return sorted((line for line in lines if span[0] <= line.x0 <= span[1]), key=lambda line: line.base)


def _group_order(group: Group) -> list[Line]:
    if group.by_row:
        return group.body
    if not group.labels:
        return _reading_order(group.body)
    return [line for row in label_rows(group) for line in row]


def _grid_bands(groups: list[Group]) -> list[list[Group]]:
    """Boxes in a grid are read row by row: cut where boxes of one look start on one height in neighbouring columns."""
    starts = [_block_starts(group) for group in groups]
    cuts = [line.base - line.style.size for line in starts[0] if _is_grid_row(line, groups, starts)] if starts else []
    if len(groups) < 2 or len(cuts) < 2 or any(group.labels for group in groups):
        return [groups]
    edges = [float("-inf"), *_below_text(cuts, groups), float("inf")]
    return [
        [Group(_between(group.labels, *edge), _between(group.body, *edge), group.by_row) for group in groups]
        for edge in pairwise(edges)
    ]


def _below_text(cuts: Sequence[float], groups: Sequence[Group]) -> list[float]:
    """Those cuts but the first that have text above them since the last one, and not only labels and titles."""
    plain = Counter(line.style for group in groups for line in group.body).most_common(1)[0][0]
    kept = [cuts[0]]
    for cut in cuts[1:]:
        if any(line.style == plain for group in groups for line in _between(group.body, kept[-1], cut)):
            kept.append(cut)
    return kept[1:]


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
