"""Running headers, footers and page numbers: what stands at one place on several pages is no part of the text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workplan_extract.reading.heading_words import names_plan
from workplan_extract.reading.page_words import PageWords
from workplan_extract.reading.text_lines import MATE, Line, body_style

MARGIN = 0.13
"""Share of the page's height, at the top and at the bottom, that running lines stand in."""
EDGE = 0.08
"""The same for page numbers, and for running lines that no other page has."""
_NAMED_NUMBER = re.compile(r"(?P<first>\d{1,3})\s*[|·•–—]\s*\D{1,60}|\D{1,60}[|·•–—]\s*(?P<last>\d{1,3})")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|pg|p)\b\.?\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/|\||-|–)\s*\d{1,4})?\W*", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+")


class Split(NamedTuple):
    """A document's lines by page, without the running ones, and those."""

    pages: list[list[Line]]
    running: list[Line]


def split_running_lines(pages: Sequence[tuple[PageWords, list[Line]]]) -> Split:
    """Part the running lines from the rest. A line that stands on one page alone stays, unless it is a page number.

    Of a heading that is printed again on the next page, the first stays.
    """
    body = body_style(line for _, lines in pages for line in lines)
    running: set[int] = set()
    for same in _lines_at_places(pages, body.size).values():
        if len({line.page for line in same}) > 1:
            running.update(id(line) for line in same[_is_repeated_heading(same, body.size) :])
    for page, lines in pages:
        running |= {id(line) for line in lines if _is_page_number(line, page) or _names_plan(line, page, body.size)}
    running |= {id(line) for line in _cover_lines_again(pages) if line.style.size < 1.15 * body.size}
    kept = [[line for line in lines if id(line) not in running] for _, lines in pages]
    return Split(kept, [line for _, lines in pages for line in lines if id(line) in running])


def _cover_lines_again(pages: Sequence[tuple[PageWords, list[Line]]]) -> Iterator[Line]:
    """Lines of the first page's margins that stand in the margins of a later page: the words of a logo."""
    first = {line.text for page, lines in pages[:1] for line in lines if _in_margin(line, page)}
    for page, lines in pages[1:]:
        margin = [line for line in lines if _in_margin(line, page) and line.text in first]
        others = [line for line in lines if line.text not in first]
        yield from (line for line in margin if not any(_is_in_text(line, other) for other in others))


def _is_in_text(line: Line, other: Line) -> bool:
    """Whether a line stands right above or below another, as in a list or column of text, or beside its term."""
    is_level = abs(line.base - other.base) < MATE and 0 < line.x0 - other.x1 < 2 * line.style.size
    return is_level or (abs(line.x0 - other.x0) < 2 and 0.5 < abs(line.base - other.base) / line.style.size < 2)


def _lines_at_places(
    pages: Sequence[tuple[PageWords, list[Line]]], body_size: float
) -> dict[tuple[str, int], list[Line]]:
    """Lines in the margins by text and height; a number that counts with the pages is left out of the text."""
    found: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for page, lines in pages:
        for line in lines:
            if _in_margin(line, page):
                text = line.text.casefold()
                is_small = line.style.size < body_size or not (line.style.bold or line.style.size > body_size)
                if is_small or len(line.words) > 4:
                    text = _NUMBER.sub(lambda match, page=line.page: _counted(match, page), text)  # type: ignore[misc]
                found[text, round(line.base / 3)].append(line)
    return found


def _is_repeated_heading(same: Sequence[Line], body_size: float) -> bool:
    """Whether lines at one place are a large heading that is printed again, and no running line with a page number."""
    return same[0].style.size > 1.1 * body_size and len({line.text for line in same}) == 1


def _counted(match: re.Match[str], page: int) -> str:
    """`#` for a number within three of the page's own, so that covers and blank pages may be left out of the count."""
    is_outer = match.end() == len(match.string) or match.start() == 0
    return "#" if is_outer and 0 <= page - int(match.group()) <= 3 else match.group()


def _in_margin(line: Line, page: PageWords, share: float = MARGIN) -> bool:
    turn = line.words[0].turn
    height = page.height if turn in (0, 180) else page.width
    base = line.base + height if turn in (180, 270) else line.base
    return not share * height < base < (1 - share) * height


def _is_page_number(line: Line, page: PageWords) -> bool:
    if not _in_margin(line, page, EDGE):
        return False
    named = _NAMED_NUMBER.fullmatch(line.text)
    is_own = named is not None and 0 <= page.number - int(named["first"] or named["last"]) <= 3
    return is_own or _PAGE_NUMBER.fullmatch(line.text) is not None


def _names_plan(line: Line, page: PageWords, body_size: float) -> bool:
    """Whether a small line at the very edge of an inner page names the plan: a running line that has no second page."""
    is_edge = _in_margin(line, page, EDGE) and line.style.size < body_size
    return page.number > 1 and is_edge and len(line.words) < 20 and names_plan(line.text)
