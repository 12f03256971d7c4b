"""What plan it is: its title, who publishes it and the year it is for, from every place that may tell."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from workplan_extract.models import GlossaryEntry, Remark
from workplan_extract.reading.heading_words import plan_rank
from workplan_extract.reading.publisher import Publisher, find_publisher, looks_like_organisation
from workplan_extract.reading.text_lines import Line
from workplan_extract.settings import DocumentSettings

_YEAR = re.compile(r"(?<![\d.,/-])(?:FY\s*|CY\s*)?((?:19|20)\d\d)(?:\s*[-–—/]\s*(?:(?:19|20)?\d\d))?(?!\d)")
_SHORT_YEAR = re.compile(r"\bFY\s*'?(\d\d)\b")
_ONLY_YEAR = re.compile(
    r"\W*(?:for\s+)?(?:the\s+)?(?:(?:financial|fiscal|calendar)\s+)?(?:year\s+|FY\s*|CY\s*)*"
    r"(?:19|20)\d\d(?:\s*[-–—/]\s*(?:(?:19|20)?\d\d))?\W*",
    re.IGNORECASE,
)


_OPEN_NAME = re.compile(r"\b(?:of|for|by) (?:the )?(?:[A-Z][\w'’]*,? ?)+$")


class Facts(NamedTuple):
    """Title, publisher and year; what was not found is empty."""

    title: str
    publisher: Publisher
    year: int | None
    remarks: tuple[Remark, ...]


class Sources(NamedTuple):
    """Where facts are looked for: the first page's lines, running lines, PDF metadata, headings and the whole text."""

    cover: Sequence[Line]
    running: Sequence[str]
    meta_title: str
    meta_author: str
    headings: Sequence[str]
    contact: str
    text: str
    glossary: Sequence[GlossaryEntry]


def find_facts(sources: Sources, settings: DocumentSettings) -> Facts:
    """All evidence → the facts; what a maintainer rules comes first."""
    groups = [part for group in group_lines(sources.cover) for part in _apart_from_publisher(group)]
    found, title_group = _find_title(groups, sources)
    title = settings.title or found
    others = [group for group in groups if group is not title_group]
    publisher = _ruled(find_publisher([_text(group) for group in others], title, sources), settings)
    year = settings.year if settings.year is not None else _find_year(title, groups, sources)
    return Facts(title, publisher, year, tuple(_remarks(title, publisher, year)))


def _ruled(found: Publisher, settings: DocumentSettings) -> Publisher:
    if settings.publisher is not None and settings.publisher != found.name:
        found = Publisher(settings.publisher, found.acronym if found.acronym in settings.publisher else "")
    acronym = settings.publisher_acronym
    return found if acronym is None else Publisher(found.name, acronym)


def _remarks(title: str, publisher: Publisher, year: int | None) -> Iterable[Remark]:
    if not title:
        yield Remark(code="title-not-found", message="No title was found on the first page or in the PDF's properties.")
    if not publisher.name:
        yield Remark(code="publisher-not-found", message="No publisher was found on the first page or in the text.")
    if year is None:
        yield Remark(code="year-not-found", message="The year that the plan is for was not found.")


def group_lines(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a cover, put together where they are set as one: about one size, one below the other."""
    groups: list[list[Line]] = []
    for last, line in pairwise([None, *lines]):
        if line is None:
            continue
        if last is not None and _belongs(last, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _belongs(last: Line, line: Line) -> bool:
    small, large = sorted((last.style.size, line.style.size))
    return large <= 1.25 * small and -2 <= line.base - last.base < 2.2 * large


def _text(group: Sequence[Line]) -> str:
    return " ".join(line.text for line in group)


def _find_title(groups: Sequence[list[Line]], sources: Sources) -> tuple[str, list[Line] | None]:
    """The largest words of the first page that name a plan, else the PDF's own title, else its largest words."""
    named = [group for group in groups if plan_rank(_text(group)) is not None and len(_text(group)) <= 150]
    if named:
        best = max(named, key=lambda group: (max(line.style.size for line in group), -(plan_rank(_text(group)) or 0)))
        title = " ".join(_as_printed_in_text(part, sources) for part in _title_lines(best, groups, sources))
        return re.sub(r"(?<=\d[–—-]) (?=\d)", "", title), best
    if plan_rank(sources.meta_title) is not None:
        return sources.meta_title, None
    running = [text for text in sources.running if plan_rank(text) is not None]
    if running:
        return running[0], None
    large = max(groups, key=lambda group: group[0].style.size, default=None)
    return (_as_printed_in_text(_text(large), sources), large) if large else ("", None)


def _apart_from_publisher(group: list[Line]) -> list[list[Line]]:
    """A title and the publisher's name above or below it, set alike → one group each."""
    is_name = [plan_rank(line.text) is None and looks_like_organisation(line.text) for line in group]
    if plan_rank(_text(group)) is None or not any(is_name) or all(is_name):
        return [group]
    parts: list[list[Line]] = []
    for index, line in enumerate(group):
        joins = index and (is_name[index] == is_name[index - 1] or _runs_on(group[index - 1].text))
        if joins:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _runs_on(line: str) -> bool:
    """Whether a line of a title is broken off: `Annual Work Programme of the Coral`."""
    is_open = line.rsplit(maxsplit=1)[-1].islower() or line[-1] in "–—-"
    return is_open or (plan_rank(line) is not None and _OPEN_NAME.search(line) is not None)


def _title_lines(group: Sequence[Line], groups: Sequence[list[Line]], sources: Sources) -> list[str]:
    """A title, by lines where only a line of it is in running text, and what goes on with it in another size."""
    title = _text(group)
    lines = [title]
    if _as_printed_in_text(title, sources) == title:
        lines = [line.text for line in group]
    return [*lines, *_beside(group, groups)]


def _beside(group: Sequence[Line], groups: Sequence[list[Line]]) -> list[str]:
    """The rest of a title's sentence below it, and the year that is set beside it if it has none."""
    index = next(at for at, other in enumerate(groups) if other is group)
    below = [_text(other) for other in groups[index + 1 : index + 2] if _is_near(group, other)]
    rest = [text for text in below if text[:1].islower() and len(text.split()) < 12]
    if _YEAR.search(" ".join([_text(group), *rest])):
        return rest
    after, before = groups[index + 1 + len(rest) : index + 2 + len(rest)], groups[max(0, index - 1) : index]
    around = [*(other[0].text for other in after), *(other[-1].text for other in before)]
    return [*rest, *[text for text in around if _ONLY_YEAR.fullmatch(text)][:1]]


def _is_near(group: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether a group stands right below a title, as the rest of its sentence does, and no footer."""
    return 0 < below[0].base - group[-1].base < 2.5 * max(line.style.size for line in (group[-1], below[0]))


def _as_printed_in_text(title: str, sources: Sources) -> str:
    """Display capitals → the spelling of running text, headers or the PDF's title, where one prints the same words."""
    if not title.isupper():
        return title
    pattern = re.compile(r"\s+".join(map(re.escape, title.split())), re.IGNORECASE)
    for text in (sources.meta_title, *sources.running, sources.text):
        for match in pattern.finditer(text):
            if not match.group().isupper():
                return " ".join(match.group().split())
    return title


def _find_year(title: str, groups: Sequence[Sequence[Line]], sources: Sources) -> int | None:
    """The first year of the title, the cover, the headings (the commonest), running lines or the PDF's title."""
    cover = " ".join(_text(group) for group in groups) if sum(map(len, groups)) < 40 else ""
    for text in (title, cover):
        if (year := first_year(text)) is not None:
            return year
    years = [year for heading in sources.headings if (year := first_year(heading)) is not None]
    if years:
        return max(sorted(set(years)), key=years.count)
    return next(
        (year for text in (*sources.running, sources.meta_title) if (year := first_year(text)) is not None), None
    )


def first_year(text: str) -> int | None:
    """`2022` → 2022; `2023-24`, `FY 2023/24` and `2023–2024` → 2023; no year → None."""
    match = _YEAR.search(text)
    if match:
        return int(match[1])
    short = _SHORT_YEAR.search(text)
    return 2000 + int(short[1]) if short else None
