"""Lines near a table that look like its rows and went into none."""

from collections.abc import Container, Sequence

from workplan_extract.models import Remark
from workplan_extract.reading.furniture import page_furniture
from workplan_extract.reading.lexicon import text_to_class, text_to_furniture
from workplan_extract.reading.lines import words_to_lines
from workplan_extract.reading.look import Glance, Running, mentions_title
from workplan_extract.reading.page import PageView
from workplan_extract.reading.parts import Part, activity_lines, activity_size, crosses, part_starts
from workplan_extract.reading.periods import text_to_heading
from workplan_extract.reading.tally import taken_words
from workplan_extract.reading.words import Word

MANY_MARKS = 6
TICKS = frozenset({"tick", "box_tick", "cross", "letter_x", "yes"})


def page_remarks(view: PageView, before: Sequence[Part], parts: Sequence[Part], running: Running) -> list[Remark]:
    """Doubts about lines beside the page's parts, or at its top where a part of the page before might go on.

    Beside are those right below a part, and those right above a part without a header of its own.
    """
    if not parts and not before:
        return []
    used = {word for part in parts for word in taken_words(part)} if parts else page_furniture(view, running)
    lines = [line for line in words_to_lines(view.words) if not used & set(line)]
    remarks = []
    for part in parts:
        below = [line for line in lines if 0 <= line[0].box.top - part.box.bottom < 2.2 * line[0].size]
        remarks += [_doubt(view, line) for line in below[:1] if not part.rows or looks_like_row(line, part)]
        above = [line for line in lines if 0 <= part.box.top - line[0].box.bottom < 2.2 * line[0].size]
        goes_on = bool(part.rows) and not part.header_words
        remarks += [_doubt(view, line) for line in above[-1:] if goes_on and _is_in_type(line, part)]
    if before and not any(part.table == before[0].table for part in parts):
        first = [line for line in lines if line[0].box.y_mid < 0.3 * view.height][:2]
        remarks += [_doubt(view, line) for line in first if any(looks_like_row(line, part) for part in before)]
    return remarks


def overlooked_pages(glances: Sequence[Glance], parts: Sequence[Part], seen: Container[int]) -> frozenset[int]:
    """The pages not yet `seen` that print all titles of a table's columns; if none was found, any title of activities.

    A page tells little about itself where nothing is drawn, and its marks are words.
    """
    headers = _header_words(parts)
    unseen = [glance for glance in glances if glance.number not in seen]
    if not headers:
        return frozenset(glance.number for glance in unseen if mentions_title(glance.text))
    return frozenset(glance.number for glance in unseen if _repeats_header(glance, headers))


def _header_words(parts: Sequence[Part]) -> set[frozenset[str]]:
    return {frozenset(_words_of(" ".join(column.title for column in part.columns))) for part in parts}


def _repeats_header(glance: Glance, headers: set[frozenset[str]]) -> bool:
    printed = _words_of(glance.text)
    return any(words <= printed for words in headers)


def _words_of(text: str) -> set[str]:
    return set(text.lower().split())


def unread_remarks(glances: Sequence[Glance], parts: Sequence[Part], read: Container[int]) -> list[Remark]:
    """Doubts about the pages beside those `read` that print the titles of a table's columns, or a period and marks."""
    headers = _header_words(parts)
    remarks = [
        Remark(code="table-not-read", message="the page prints the titles of a table of the plan", page=glance.number)
        for glance in glances
        if glance.number not in read and glance.has_title and _repeats_header(glance, headers)
    ]
    for glance in glances:
        if glance.has_period and glance.number not in read:
            marks = sum(text_to_class(word) in TICKS for word in glance.text.split())
            if marks >= MANY_MARKS:
                message = f"the page names a period and prints {marks} marks, but no table of activities was found"
                remarks.append(Remark(code="table-not-read", message=message, page=glance.number))
    return remarks


def looks_like_row(line: Sequence[Word], part: Part) -> bool:
    """Whether a line could be a row's: in the table's columns, in its size and font, and no known note or period."""
    text = " ".join(word.text for word in line)
    fonts = {other[0].font for other in activity_lines(part)}
    size, starts = activity_size(part), part_starts(part)
    return (
        abs(line[0].size - size) < 0.08 * size
        and line[0].font in fonts
        and any(abs(line[0].box.x0 - start) < 1.5 for start in starts)
        and line[-1].box.x1 <= part.box.x1 + 2
        and not crosses(line, part.columns, starts)
        and text_to_furniture(text) is None
        and text_to_heading(text) is None
    )


def _is_in_type(line: Sequence[Word], part: Part) -> bool:
    """Whether a line is set as the table's rows are, and within its width."""
    fonts = {other[0].font for other in activity_lines(part)}
    inside = part.box.x0 - 2 <= line[0].box.x0 and line[-1].box.x1 <= part.box.x1 + 2
    is_period = text_to_heading(" ".join(word.text for word in line)) is not None
    alike = [word for word in line if word.font in fonts and abs(word.size - activity_size(part)) < 0.08 * word.size]
    return inside and bool(alike) and not is_period


def _doubt(view: PageView, line: Sequence[Word]) -> Remark:
    text = " ".join(word.text for word in line)
    message = f"looks like a row's line, but went into none: {text[:160]!r}"
    return Remark(code="line-in-doubt", message=message, page=view.number)
