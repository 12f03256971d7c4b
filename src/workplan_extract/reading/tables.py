"""Pages → the parts of the tables of activities on them, in reading order, continued tables joined."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workplan_extract.models import Remark
from workplan_extract.reading.body import Part, activity_of, crosses, part_starts, read_body
from workplan_extract.reading.columns import Columns, Ruler, header_to_columns, white_rivers
from workplan_extract.reading.geometry import Box, overlap, union
from workplan_extract.reading.healing import breaks_off, is_same_period
from workplan_extract.reading.header import Header, find_titles, page_phrases, title_to_header
from workplan_extract.reading.lexicon import is_mark, is_purpose_group, text_to_furniture, title_to_kind
from workplan_extract.reading.lines import Phrase, words_to_lines
from workplan_extract.reading.look import masked
from workplan_extract.reading.page import PageView
from workplan_extract.reading.periods import Heading, text_to_heading
from workplan_extract.reading.separators import column_borders
from workplan_extract.reading.signs import Sign, page_to_signs
from workplan_extract.reading.words import Word
from workplan_extract.reading.tally import taken_words
from workplan_extract.settings import DocumentSettings


MOST_DRIFT = 22.0
"""Borders of a table that nothing draws may come out so much apart on two pages, in points."""


@dataclass(frozen=True)
class State:
    """What is carried from page to page: the last part of each table that may go on, and the period in force."""

    open_parts: tuple[Part, ...] = ()
    heading: Heading | None = None
    pending: Heading | None = None
    """A heading below the last table, for whatever comes next."""
    tables: int = 0
    kinds: tuple[tuple[str, str], ...] = ()
    """Titles of tick columns as earlier tables settled them: title, `purpose N`."""
    rulers: tuple[Ruler, ...] = ()


@dataclass(frozen=True)
class _Block:
    """A table's header with the zone below it."""

    header: Header
    zone: Box
    heading: Heading | None


def page_to_parts(view: PageView, state: State, running: frozenset[str], settings: DocumentSettings) -> tuple[list[Part], State]:
    """The parts on one page, and what goes on to the next."""
    phrases = page_phrases(view)
    signs = page_to_signs(view)
    furniture = page_furniture(view, running)
    headers = find_headers(view, phrases, settings)
    headings = page_headings(phrases, headers, settings.period_heading)
    first = min([header.box.top for header in headers], default=view.height)
    kinds = dict(state.kinds) | settings.columns
    parts = _continued(view, state, first, signs, furniture, settings) if state.open_parts else []
    heading = parts[-1].headings[-1] if parts and parts[-1].headings else state.heading
    tables, rulers = state.tables, state.rulers
    for header in headers:
        zone = _zone_below(view, header, headers)
        above = [found for phrase, found in headings if _heads(phrase, header, headers, view)]
        heading = above[-1] if above else heading
        columns, ruler = header_to_columns(view, header, _rough_bottom(zone, headings), (zone.x0, zone.x1), signs, kinds, rulers)
        if not is_activity_table(columns, heading):
            continue
        rulers = (*rulers, ruler)
        body = Box(zone.x0, header.box.bottom, zone.x1, zone.bottom)
        part = read_body(view, columns, body, signs, furniture, settings.period_heading, heading, header.words)
        if part is not None:
            goes_on = not parts and (not above or is_same_period(above[-1], state.heading))
            earlier = _same_table(columns, state.open_parts) if goes_on else None
            tables += earlier is None
            parts.append(replace(part, table=earlier or tables))
            heading = part.headings[-1] if part.headings else heading
            kinds = dict(_learned(tuple(kinds.items()), parts))
    named = frozenset(word for phrase, _ in headings for word in phrase.words)
    parts = [replace(part, aside_words=part.aside_words | named) for part in parts]
    trailing = [found for phrase, found in headings if not parts or phrase.box.top > parts[-1].box.bottom]
    heading = trailing[-1] if trailing else heading
    last = _last_parts(parts)
    return parts, State(last, heading, trailing[-1] if trailing else None, tables, _learned(state.kinds, parts), rulers)


def _learned(kinds: tuple[tuple[str, str], ...], parts: Sequence[Part]) -> tuple[tuple[str, str], ...]:
    """What the tables so far tell of named tick columns, for later tables in which one may be empty."""
    named = {
        column.title: f"{column.kind} {column.number}"
        for part in parts
        for column in part.columns
        if column.is_ticks and len(column.title) > 3 and sum(c.title == column.title for c in part.columns) == 1
    }
    return tuple((named | dict(kinds)).items())


def _same_table(columns: Columns, before: Sequence[Part]) -> int | None:
    """The table of the page before that these columns repeat: the same kinds at the same places, give or take a margin."""
    for part in before:
        kinds = [(column.kind, column.number) for column in part.columns]
        if kinds == [(column.kind, column.number) for column in columns]:
            shifts = sorted(new.x0 - old.x0 for new, old in zip(columns[1:], part.columns[1:], strict=True))
            if shifts[-1] - shifts[0] < MOST_DRIFT:
                return part.table
    return None


def _last_parts(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts that may go on overleaf: the lowest, and those abreast of it."""
    if not parts:
        return ()
    lowest = max(parts, key=lambda part: part.box.bottom)
    return tuple(part for part in parts if part is lowest or overlap(part.box.x0, part.box.x1, lowest.box.x0, lowest.box.x1) <= 0)


def page_furniture(view: PageView, running: frozenset[str]) -> frozenset[Word]:
    """Words of running headers and footers: set apart at the page's edge, and on other pages too or a page number.

    The first row of a page may be the first row of another page as well, so a line is furniture only where white space
    sets it apart and no rule runs down beside it.
    """
    lines = words_to_lines(view.words)
    boxes = [union(word.box for word in line) for line in lines]
    found: set[Word] = set()
    for number, (line, box) in enumerate(zip(lines, boxes, strict=True)):
        text = "".join(word.text for word in line)
        if (masked(text) in running or _is_page_number(text)) and not _is_enclosed(view, box):
            if box.bottom < 0.13 * view.height and _is_apart(boxes[number:], boxes[number], furthest=0.13 * view.height):
                found.update(line)
            elif box.top > 0.87 * view.height and _is_apart(boxes[number::-1], box, furthest=0.87 * view.height):
                found.update(line)
    return frozenset(found)


def _is_apart(boxes: Sequence[Box], edge: Box, furthest: float) -> bool:
    """Whether, going from the page's edge inwards, a clear gap follows within the first three lines."""
    for outer, inner in pairwise(boxes[:4]):
        if max(inner.top - outer.bottom, outer.top - inner.bottom) > 1.1 * edge.height:
            return True
    return len(boxes) < 4 and furthest > 0


def _is_enclosed(view: PageView, box: Box) -> bool:
    """Whether rules run down on two sides of a line, as they do in a table."""
    beside = {
        rule.at < box.x0 for rule in view.rules if rule.vertical and rule.start < box.y_mid < rule.end and rule.end - rule.start > box.height
    }
    return len(beside) == 2


def _is_page_number(text: str) -> bool:
    return masked(text).strip("-–—|[]()") in {"#", "#/#", "page#", "page#of#", "#of#", "p.#", "pg#", "page|#"}


def find_headers(view: PageView, phrases: Sequence[Phrase], settings: DocumentSettings) -> list[Header]:
    """All headers of tables that name activities, top to bottom, left to right."""
    headers: list[Header] = []
    titles = find_titles(phrases, settings.columns)
    for title in titles:
        abreast = [other for other in titles if abs(other.box.y_mid - title.box.y_mid) < 6]
        header = title_to_header(view, title, phrases, view.width, 0.0)
        if header and is_plausible(header) and not any(set(header.words) & set(other.words) for other in headers):
            headers += split_abreast(header, len(abreast))
    return sorted(headers, key=lambda header: (round(header.box.top / 20), header.box.x0))


def is_plausible(header: Header) -> bool:
    """Whether a line of words is a header: it counts, names a group of purposes, or has several known titles."""
    if sum(not leaf.run and is_mark(leaf.title) for leaf in header.leaves) >= 2:
        return False  # a row whose activity ends in a word that would do as a title
    known = sum(title_to_kind(leaf.title) is not None or text_to_heading(leaf.title) is not None for leaf in header.leaves)
    return known >= 2 or len(header.leaves) >= 3 or any(leaf.run or is_purpose_group(leaf.group) for leaf in header.leaves)


def split_abreast(header: Header, count: int) -> list[Header]:
    """A header that names the same columns `count` times, side by side → one header each."""
    length, rest = divmod(len(header.leaves), max(count, 1))
    titles = [leaf.title for leaf in header.leaves]
    if count < 2 or rest or titles != titles[:length] * count:
        return [header]
    split = []
    for start in range(0, len(header.leaves), length):
        leaves = header.leaves[start : start + length]
        last = header.leaves[start - 1].box.x1 if start else 0.0
        after = header.leaves[start + length].box.x0 if start + length < len(header.leaves) else float("inf")
        words = tuple(word for word in header.words if last < word.box.x_mid < after)
        box = union([leaf.box for leaf in leaves])
        split.append(Header(Box(box.x0, header.box.top, box.x1, header.box.bottom), words, leaves))
    return split


def page_headings(phrases: Sequence[Phrase], headers: Sequence[Header], pattern: str | None) -> list[tuple[Phrase, Heading]]:
    """Phrases that head a period, those apart that are titles of columns."""
    in_headers = {word for header in headers for word in header.words}
    found = []
    for phrase in phrases:
        if phrase.words[0] not in in_headers and (heading := text_to_heading(phrase.text, pattern)):
            found.append((phrase, heading))
    return found


def _zone_below(view: PageView, header: Header, headers: Sequence[Header]) -> Box:
    """From a header down to the next one in its way, and as wide as the tables abreast leave it."""
    abreast = [h for h in headers if h is not header and overlap(h.box.top, h.box.bottom, header.box.top, header.box.bottom) > 0]
    left = max((_parting(view, h, header) for h in abreast if h.box.x1 <= header.box.x0), default=0.0)
    right = min((_parting(view, header, h) for h in abreast if h.box.x0 >= header.box.x1), default=view.width)
    below = [h.box.top for h in headers if h.box.top > header.box.bottom and overlap(h.box.x0, h.box.x1, left, right) > 0]
    return Box(left, header.box.bottom, right, min(below, default=view.height))


def _parting(view: PageView, left: Header, right: Header) -> float:
    """The x between two tables abreast: the last white river before the right one's first column."""
    end = right.leaves[0].box.x0
    words = [word for word in view.words if word.box.top > left.box.bottom and word.turn == 0]
    rivers = white_rivers(words, left.leaves[-1].box.x_mid, end)
    wide = [river for river in rivers if river[1] - river[0] > 3] or rivers
    return sum(wide[-1]) / 2 if wide else (left.box.x1 + end) / 2


def _heads(phrase: Phrase, header: Header, headers: Sequence[Header], view: PageView) -> bool:
    """Whether a heading stands above a header, and in its part of the page where tables stand abreast."""
    if phrase.box.bottom > header.box.bottom:
        return False
    zone = _zone_below(view, header, headers)
    return zone.x0 <= phrase.box.x_mid <= zone.x1


def _rough_bottom(zone: Box, headings: Sequence[tuple[Phrase, Heading]]) -> float:
    below = [phrase.box.top for phrase, _ in headings if phrase.box.top > zone.top + 30]
    return min([zone.bottom, *below])


def is_activity_table(columns: Columns, heading: Heading | None) -> bool:
    """Whether columns make a table of activities: a column for them, and ticks, or at least a period above."""
    kinds = {column.kind for column in columns}
    ticks = sum(column.is_ticks for column in columns)
    return "activity" in kinds and (ticks >= 2 or (heading is not None and len(columns) >= 2))


def _continued(
    view: PageView, state: State, first: float, signs: Sequence[Sign], furniture: frozenset[Word], settings: DocumentSettings
) -> list[Part]:
    """The parts at the top of a page that go on from the page before, under the columns of their header there."""
    parts = []
    for part in state.open_parts:
        columns = part.columns
        heading = state.pending or (part.headings[-1:] or (part.rows[-1].heading,))[0]
        zone = Box(columns[0].x0, 0.0, columns[-1].x1, first)
        top = _continuation_top(view, columns, zone, signs, furniture, part, settings.period_heading)
        if top is None:
            continue
        body = Box(zone.x0, top, zone.x1, view.height if first >= view.height - 1 else first)
        found = read_body(view, columns, body, signs, furniture, settings.period_heading, heading, (), _usual_size(part))
        if found is not None:
            parts.append(replace(found, table=part.table))
    return parts


def _continuation_top(
    view: PageView, columns: Columns, zone: Box, signs: Sequence[Sign], furniture: frozenset[Word], part: Part,
    pattern: str | None,
) -> float | None:  # fmt: skip
    """Where a table's continuation begins on a page; none where the page's first lines do not fit its columns."""
    lines = [
        tuple(line)
        for line in words_to_lines(w for w in view.words if w not in furniture and zone.top <= w.box.y_mid < zone.bottom)
    ]
    usual = _usual_size(part)
    starts = part_starts(part)
    band: float | None = None
    for number, line in enumerate(lines):
        box = union(word.box for word in line)
        if text_to_heading(" ".join(word.text for word in line), pattern):
            band = box.top - 2
            continue
        fits = columns[0].x0 - 2 <= box.x0 and box.x1 <= columns[-1].x1 + 2 and not crosses(line, columns, starts)
        same = abs(line[0].size - usual) < 0.12 * usual and _is_left_aligned(line, part)
        if fits and same and (_belongs(view, columns, box, lines[number : number + 6], signs, starts) or _goes_on(line, part)):
            return band or _zone_top(view, columns, box)
        band = None
        if number >= 5:
            return None
    return None


def _goes_on(line: Sequence[Word], part: Part) -> bool:
    """Whether a page's first line takes up the sentence that the page before breaks off."""
    place = activity_of(part.columns)
    column = part.columns[place]
    first = [word for word in line if column.x0 <= word.box.x_mid < column.x1]
    ends = [lines[-1] for row in part.rows[-1:] if (lines := row.lines.get(place))]
    if not first or not ends or part.box.bottom < 0.75 * part.view.height or first[0].font != ends[0][-1].font:
        return False
    return breaks_off(ends[0], first)


def _usual_size(part: Part) -> float:
    place = activity_of(part.columns)
    sizes = [line[0].size for row in part.rows for line in row.lines.get(place, ())]
    return sorted(sizes)[len(sizes) // 2] if sizes else 10.0


def _is_left_aligned(line: Sequence[Word], part: Part) -> bool:
    """Whether a line starts where the table's activities, or its first column, do; or holds only marks."""
    place = activity_of(part.columns)
    starts = [cell[0].box.x0 for row in part.rows for lines in row.lines.values() for cell in lines]
    column = part.columns[place]
    inside = [word for word in line if column.x0 <= word.box.x_mid < column.x1]
    return not inside or any(abs(inside[0].box.x0 - start) < 2 for start in starts)


def _belongs(view: PageView, columns: Columns, box: Box, lines: Sequence[Sequence[Word]], signs: Sequence[Sign], starts: Sequence[float]) -> bool:
    """Whether drawn borders or marks at the columns' places vouch for a continuation, or all lines keep to them."""
    drawn = column_borders(view, Box(columns[0].x0 - 4, box.top, columns[-1].x1 + 4, box.bottom), 0.6)
    edges = [columns[0].x0, *(column.x1 for column in columns)]
    if sum(any(abs(x - edge) < 3 for edge in edges) for x in drawn) >= 3:
        return True
    bottom = max(word.box.bottom for line in lines for word in line)
    marked = any(
        column.is_ticks and column.x0 <= sign.box.x_mid < column.x1 and box.top - 4 <= sign.box.y_mid <= bottom
        for sign in signs
        for column in columns
    )
    plain = [line for line in lines[:3] if not text_to_heading(" ".join(word.text for word in line))]
    return marked and not any(crosses(line, columns, starts) for line in plain[:2])


def _zone_top(view: PageView, columns: Columns, box: Box) -> float:
    """The drawn border above the first line, or the line's own top."""
    above = [
        rule.at
        for rule in view.rules
        if not rule.vertical and box.top - 30 < rule.at <= box.top + 1 and overlap(rule.start, rule.end, columns[0].x0, columns[0].x1) > 0
    ]
    return max(above, default=box.top - 3)


def page_remarks(view: PageView, before: State, parts: Sequence[Part], running: frozenset[str]) -> list[Remark]:
    """Lines right below a table, or at the top of the page after one, that look like its rows and went into none."""
    furniture = page_furniture(view, running)
    used = {word for part in parts for word in taken_words(part)} | furniture
    lines = [line for line in words_to_lines(view.words) if not used & set(line)]
    remarks = []
    for part in parts:
        below = [line for line in lines if 0 <= line[0].box.top - part.box.bottom < 2.2 * line[0].size]
        remarks += [_doubt(view, line) for line in below[:1] if _looks_like_row(line, part)]
    if before.open_parts and not any(part.table == before.open_parts[0].table for part in parts):
        first = [line for line in lines if line[0].box.y_mid < 0.3 * view.height][:2]
        remarks += [_doubt(view, line) for line in first if any(_looks_like_row(line, part) for part in before.open_parts)]
    return remarks


def _looks_like_row(line: Sequence[Word], part: Part) -> bool:
    """Whether a line could be a row's: in the table's columns, in its size and font, and no known note or period."""
    text = " ".join(word.text for word in line)
    place = activity_of(part.columns)
    fonts = {cell[0].font for row in part.rows for cell in row.lines.get(place, ())}
    starts = part_starts(part)
    return (
        abs(line[0].size - _usual_size(part)) < 0.08 * _usual_size(part)
        and line[0].font in fonts
        and any(abs(line[0].box.x0 - start) < 1.5 for start in starts)
        and line[-1].box.x1 <= part.box.x1 + 2
        and not crosses(line, part.columns, starts)
        and text_to_furniture(text) is None
        and text_to_heading(text) is None
    )


def _doubt(view: PageView, line: Sequence[Word]) -> Remark:
    text = " ".join(word.text for word in line)
    return Remark(code="line-in-doubt", message=f"looks like a row's line, but went into none: {text[:160]!r}", page=view.number)
