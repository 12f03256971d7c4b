"""One page → the parts of the tables of activities on it, in reading order, continued tables joined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workplan_extract.reading.body import Task, read_body
from workplan_extract.reading.borders import Ruler, Under, isolated_signs
from workplan_extract.reading.columns import Columns, header_to_columns, rows_to_columns
from workplan_extract.reading.continuation import Overleaf, continuation_top, same_table
from workplan_extract.reading.furniture import page_furniture
from workplan_extract.reading.geometry import Box, overlap
from workplan_extract.reading.header import Header, page_phrases
from workplan_extract.reading.header_search import (
    find_headers,
    heads,
    is_time_cell,
    line_above,
    page_headings,
    rough_bottom,
    zone_below,
)
from workplan_extract.reading.healing import is_same_period
from workplan_extract.reading.lines import Phrase
from workplan_extract.reading.look import Running
from workplan_extract.reading.page import PageView
from workplan_extract.reading.parts import Part, activity_size
from workplan_extract.reading.periods import Heading
from workplan_extract.reading.signs import Sign, page_to_signs
from workplan_extract.reading.words import Word
from workplan_extract.settings import DocumentSettings

TICKS = frozenset({"tick", "box_tick", "cross", "box_cross", "letter_x", "yes", "picture"})
"""Marks that mean something wherever they stand; a dot may be a list's, and a dash a sentence's."""
Kinds = tuple[tuple[str, str], ...]
"""Titles of tick columns as earlier tables settled them: title, `purpose N`."""

Look = tuple[str, float]
"""Font and size."""


@dataclass(frozen=True)
class State:
    """What is carried from page to page: the last part of each table that may go on, and the period in force."""

    open_parts: tuple[Part, ...] = ()
    heading: Heading | None = None
    pending: Heading | None = None
    """A heading below the last table, for whatever comes next."""
    tables: int = 0
    kinds: Kinds = ()
    rulers: tuple[Ruler, ...] = ()
    looks: frozenset[Look] = frozenset()
    """How the headings of periods so far are set."""


@dataclass(frozen=True)
class _Page:
    """A page with everything found on it that tables are read by."""

    view: PageView
    signs: tuple[Sign, ...]
    furniture: frozenset[Word]
    phrases: tuple[Phrase, ...]
    headers: tuple[Header, ...]
    headings: tuple[tuple[Phrase, Heading], ...]
    settings: DocumentSettings


def page_to_parts(
    view: PageView, state: State, running: Running, settings: DocumentSettings
) -> tuple[list[Part], State]:
    """The parts on one page, and what goes on to the next."""
    page = _look_over(view, running, settings)
    parts = _continued(page, state)
    now = replace(state, heading=parts[-1].headings[-1] if parts and parts[-1].headings else state.heading)
    for header in page.headers:
        part, now = _header_to_part(page, header, now, is_first=_is_abreast(header, parts))
        if part is not None:
            parts.append(part)
    named = frozenset(word for phrase, _ in page.headings for word in phrase.words)
    apart = page.furniture | {word for part in parts for row in part.rows for word in row.words}
    periods = tuple((phrase.box, found) for phrase, found in page.headings if phrase.words[0] not in apart)
    parts = [replace(part, aside_words=part.aside_words | named, periods=periods) for part in parts]
    parts = [replace(part, beside=tuple(_marks_beside(part, parts, page))) for part in parts]
    trailing = [found for phrase, found in page.headings if not parts or phrase.box.top > parts[-1].box.bottom]
    pending = trailing[-1] if trailing else None
    return parts, replace(now, open_parts=_last_parts(parts), heading=pending or now.heading, pending=pending)


def _look_over(view: PageView, running: Running, settings: DocumentSettings) -> _Page:
    phrases = page_phrases(view)
    furniture = page_furniture(view, running)
    headers = find_headers(view, phrases, furniture, settings)
    headings = page_headings(phrases, headers, settings.period_heading)
    return _Page(view, tuple(page_to_signs(view)), furniture, tuple(phrases), tuple(headers), tuple(headings), settings)


def _header_to_part(page: _Page, header: Header, state: State, *, is_first: bool) -> tuple[Part | None, State]:
    """The part below a header, and the state after it; no part where it heads no table of activities."""
    zone = zone_below(page.view, header, page.headers, page.furniture)
    over = [pair for pair in page.headings if heads(pair[0], header, zone)]
    above = [found for _, found in over]
    heading = above[-1] if above else state.heading
    state = replace(state, looks=state.looks | {_look(phrase) for phrase, _ in over})
    bottom = rough_bottom(zone, [one for one in page.headings if not is_time_cell(one[0], header, page.view)])
    kinds = dict(state.kinds) | page.settings.columns
    under = Under(page.view, header, (zone.x0, zone.x1), bottom, page.signs, kinds, page.furniture)
    columns, ruler = header_to_columns(under, state.rulers)
    goes_on = is_first and (not above or _repeats(above[-1], state))
    before = same_table(columns, state.open_parts) if goes_on else None
    if before is not None and not above:
        heading = state.pending or _last_heading(before) or heading
    if not is_activity_table(columns, heading):
        return None, state
    task = Task(
        page.view, columns, header.box.bottom, zone.bottom, page.signs, page.furniture, page.settings.period_heading,
        heading, header.words,
    )  # fmt: skip
    part = read_body(task)
    if part is not None and part.box.bottom > bottom:
        part, ruler = _by_all_rows(under, task, part, ruler)
    state = replace(state, rulers=(*state.rulers, ruler), heading=heading)
    if part is None:
        part = _empty_part(task)
    table = before.table if before else state.tables + 1
    last = part.headings[-1] if part.headings else heading
    after = replace(state, tables=max(state.tables, table), heading=last, kinds=_learned(state.kinds, part))
    return replace(part, table=table, rival=_rival(page, header, state) if heading else ""), after


def _look(phrase: Phrase) -> Look:
    return phrase.words[0].font, round(phrase.size, 1)


def _rival(page: _Page, header: Header, state: State) -> str:
    """The text of a line that stands where a period's heading would, and looks like one; empty where none does."""
    named = {word for phrase, _ in page.headings for word in phrase.words}
    others = [phrase for phrase in page.phrases if not {*phrase.words} & {*header.words, *page.furniture}]
    line = line_above(header, others)
    is_rival = line is not None and line.words[0] not in named and _look(line) in state.looks
    return line.text if line is not None and is_rival else ""


def _by_all_rows(under: Under, task: Task, part: Part, ruler: Ruler) -> tuple[Part, Ruler]:
    """Look a second time at a table that goes on below a band, with columns by what stands below the band, too."""
    again = rows_to_columns(replace(under, bottom=part.box.bottom), task.columns)
    if again is None or not any(column.kind == "activity" for column in again[0]):
        return part, ruler
    columns, better = again
    return (read_body(replace(task, columns=columns)) or part if columns != task.columns else part), better


def _is_abreast(header: Header, parts: Sequence[Part]) -> bool:
    """Whether all parts so far stand beside a header, each under a header of its own: it is the first in its place."""
    return all(
        bool(part.header_words)
        and overlap(part.box.x0, part.box.x1, header.box.x0, header.box.x1) <= 0
        and any(header.box.top <= word.box.y_mid <= header.box.bottom for word in part.header_words)
        for part in parts
    )


def _empty_part(task: Task) -> Part:
    """A header at a page's foot, whose rows all stand overleaf."""
    top = min(word.box.top for word in task.header_words)
    box = Box(task.columns[0].x0, top, task.columns[-1].x1, task.top)
    return Part(task.view, task.columns, box, task.header_words, (), (), (), task.furniture, ())


def _repeats(heading: Heading, state: State) -> bool:
    """Whether a heading names the period that the table of the page before ended in."""
    return any(is_same_period(heading, part.rows[-1].heading) for part in state.open_parts if part.rows)


def _learned(kinds: Kinds, part: Part) -> Kinds:
    """What the tables so far tell of named tick columns, for later tables in which one may be empty."""
    titles = [column.title for column in part.columns]
    named = {
        column.title: f"{column.kind} {column.number}"
        for column in part.columns
        if column.is_ticks and column.number and len(column.title) > 3 and titles.count(column.title) == 1
    }
    return tuple((named | dict(kinds)).items())


def _marks_beside(part: Part, parts: Sequence[Part], page: _Page) -> Iterator[Sign]:
    """Marks at the height of a part's rows that stand in no table's columns; drawn ones, in no column of marks."""
    if not part.rows:
        return
    top, bottom = part.rows[0].box.top, part.rows[-1].box.bottom
    strip = Box(0, top, page.view.width, bottom)
    words = [word for word in page.view.words if top <= word.box.y_mid <= bottom]
    for sign in isolated_signs(page.signs, words, strip):
        columns = [column for other in parts for column in other.columns if sign.word is not None or column.is_ticks]
        is_in = any(column.x0 <= sign.box.x_mid < column.x1 for column in columns)
        if sign.kind in TICKS and not is_in and sign.word not in page.furniture:
            yield sign


def _last_parts(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts that may go on overleaf: the lowest, and those abreast of it."""
    if not parts:
        return ()
    lowest = max(parts, key=lambda part: part.box.bottom)
    return tuple(
        part for part in parts if part is lowest or overlap(part.box.x0, part.box.x1, lowest.box.x0, lowest.box.x1) <= 0
    )


def is_activity_table(columns: Columns, heading: Heading | None) -> bool:
    """Whether columns make a table of activities: a column for them, and ticks, a period above, or either in words."""
    kinds = {column.kind for column in columns}
    return "activity" in kinds and (
        is_marked_table(columns) or heading is not None or bool(kinds & {"purposes", "time"})
    )


def is_marked_table(columns: Columns) -> bool:
    """Whether a table has columns of marks; one of words alone may be about something else."""
    return sum(column.is_ticks for column in columns) >= 2


def _continued(page: _Page, state: State) -> list[Part]:
    """The parts at the top of a page that go on from the page before, under the columns of their header there."""
    first = min([header.box.top for header in page.headers], default=page.view.height)
    pattern = page.settings.period_heading
    parts = []
    for part in state.open_parts:
        top = continuation_top(Overleaf(page.view, part, page.signs, page.furniture, first, pattern))
        if top is None:
            continue
        heading = state.pending or (_last_heading(part) if part.rows else state.heading)
        size = activity_size(part) if part.rows else None
        task = Task(page.view, part.columns, top, first, page.signs, page.furniture, pattern, heading, (), size)
        found = read_body(task)
        if found is not None:
            parts.append(replace(found, table=part.table))
    return parts


def _last_heading(part: Part) -> Heading | None:
    if part.headings:
        return part.headings[-1]
    return part.rows[-1].heading if part.rows else None
