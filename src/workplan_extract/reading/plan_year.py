"""The year that a plan is for: the month that it begins in, from every place that may tell, and what contradicts it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from workplan_extract.models import Remark
from workplan_extract.reading.columns import TableColumn
from workplan_extract.reading.lexicon import period_words, year_phrases
from workplan_extract.reading.period_text import TOKEN
from workplan_extract.reading.periods import Heading

DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\.?,?\s+(?:of\s+)?)?"
TAIL = r"\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?(?!\d))?,?\s*"
# a lookahead, since what stands before the first month may look like one: `Rotary – April 2023 – March 2024`
TWELVE_MONTHS = re.compile(
    rf"(?i)(?=\b{DAY}(?P<first>[a-z]{{3,9}}){TAIL}(?P<first_year>(?:19|20)\d\d)?\s*(?:[-–—]|to|until|through)\s*"
    rf"(?:the )?(?:end of )?{DAY}(?P<last>[a-z]{{3,9}}){TAIL}(?P<last_year>(?:19|20)\d\d)?)"
)
TWO_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*[/–—-]\s*((?:19|20)?\d\d)\b")
ONE_YEAR = re.compile(r"(?i)\b(?:19|20)\d\d\b|\b[fc]y\s*['’]?\d\d\b")
LONGEST_TITLE = 80
"""Characters of a line that may name the plan's year, beside tables' cells, at most."""


@dataclass(frozen=True)
class Sources:
    """What may tell: headings of periods, columns of time, the title, the prose, and what stands beside tables."""

    headings: Sequence[Heading]
    columns: Sequence[TableColumn]
    title: str
    prose: Sequence[str]
    """The text of the pages without tables, in order."""
    beside: Sequence[str]
    """The text of the pages with tables."""


@dataclass(frozen=True)
class PlanYear:
    """The first month; the year of that month where it is told with it; whether a year over two has no months."""

    first_month: int
    year: int | None = None
    is_unknown: bool = False
    remarks: tuple[Remark, ...] = ()


def find_plan_year(sources: Sources, ruled: int | None) -> PlanYear:
    """All evidence → the plan's year. `ruled` is the month that a maintainer rules."""
    said = _texts_to_year(sources)
    year = said[1] if said else None
    if ruled is not None:
        return PlanYear(ruled, year if said and said[0] == ruled else None)
    counted = Counter(_headings_to_months(sources.headings))
    if counted:
        first = counted.most_common(1)[0][0]
        remarks = (*_differ(counted, said), *_odd_lengths(sources.headings), *_one_year(first, year, sources))
        return PlanYear(first, year if said and said[0] == first else None, remarks=remarks)
    if said is not None:
        return PlanYear(said[0], year, remarks=tuple(_one_year(said[0], year, sources)))
    return _from_order(sources)


def _headings_to_months(headings: Iterable[Heading]) -> Iterator[int]:
    """The year's first month as each heading with a number and months tells it."""
    for heading in headings:
        if heading.months and (heading.quarter or heading.half):
            before = 3 * (heading.quarter - 1) if heading.quarter else 6 * ((heading.half or 1) - 1)
            yield (heading.months[0] - before - 1) % 12 + 1


def _odd_lengths(headings: Iterable[Heading]) -> Iterator[Remark]:
    """Headings whose months are more or fewer than their quarter or half-year has: a third of a year, or a misprint."""
    for heading in dict.fromkeys(headings):
        quarters = (heading.until or heading.quarter or 0) - (heading.quarter or 0) + 1
        usual = 6 if heading.half else 3 * quarters
        if heading.months and (heading.half or heading.quarter) and heading.length != usual:
            first, last = (month_name(month) for month in heading.months)
            name = f"half-year {heading.half}" if heading.half else f"quarter {heading.quarter}"
            yield Remark(code="year-start-unsure", message=f"a heading gives {name} the months {first} to {last}")


def _one_year(first: int, year: int | None, sources: Sources) -> Iterator[Remark]:
    """A year by one number, of which only the months are told, may begin in that year or end in it."""
    told = any(
        heading.is_span or (heading.months and (heading.years or any(heading.month_years)))
        for heading in sources.headings
    )
    spans = [TWO_YEARS.search(text) for text in (sources.title, *_lines(sources.prose[:1]))]
    is_single = ONE_YEAR.search(sources.title) and not any(_follow(span) for span in spans if span)
    if first == 1 or year is not None or told or not is_single:
        return
    message = (
        f"the plan's year begins in {month_name(first)}, and nothing says of which year; that of its title was taken"
    )
    yield Remark(code="year-start-unsure", message=message)


def _differ(counted: Counter[int], said: tuple[int, int | None] | None) -> Iterator[Remark]:
    months = {*counted} | ({said[0]} if said else set())
    if len(months) > 1:
        names = ", ".join(month_name(month) for month in sorted(months))
        message = f"the plan's headings and text let its year begin in {names}; dates are counted from the first of "
        yield Remark(code="year-start-unsure", message=f"{message}{month_name(counted.most_common(1)[0][0])}")


def _from_order(sources: Sources) -> PlanYear:
    """Where nothing counts: the months' order in headings or columns; else January, unless the year is told as two."""
    stretches = [heading.months for heading in sources.headings if heading.months and heading.length in {3, 6}]
    columns = [column.months or (column.number, column.number) for column in sources.columns if _is_months(column)]
    firsts = list(dict.fromkeys(months[0] for months in stretches or columns))
    if not firsts:
        spans = [TWO_YEARS.search(sources.title), *(TWO_YEARS.search(text) for text in _lines(sources.prose[:1]))]
        over_two = any(_follow(span) for span in spans if span) or any(h.is_span for h in sources.headings)
        if not over_two:
            return PlanYear(1)
        message = "the plan's year runs over two, and nothing says which month it begins in; no dates are given"
        return PlanYear(1, is_unknown=True, remarks=(Remark(code="no-dates", message=message),))
    length = sum((months[1] - months[0]) % 12 + 1 for months in dict.fromkeys(stretches or columns))
    if length == 12 or any(second < first for first, second in pairwise(firsts)):
        return PlanYear(firsts[0])
    if firsts[0] == 1:
        return PlanYear(1)
    message = "nothing says which month the plan's year begins in; January was taken"
    return PlanYear(1, remarks=(Remark(code="year-start-unsure", message=message),))


def _is_months(column: TableColumn) -> bool:
    return column.kind == "month" or (column.is_period and column.months is not None)


def _follow(span: re.Match[str]) -> bool:
    """Whether two years are one and the next: 2024/25."""
    return int(span[2][-2:]) == (int(span[1]) + 1) % 100


def _texts_to_year(sources: Sources) -> tuple[int, int | None] | None:
    """The first month that the plan's text names, with its year if it is told."""
    told = [_twelve_months(text) for text in [sources.title, *sources.prose]]
    told += [_phrase_to_year(text) for text in (*sources.prose, *sources.beside)]
    told += [_twelve_months(line) for line in _lines(sources.beside) if _repeats_years(line)]
    told += [_twelve_months(line) for line in _lines(sources.beside) if _is_only_period(line)]
    found = [one for one in told if one is not None]
    month = found[0][0] if found else None
    return next((one for one in found if one[0] == month and one[1] is not None), found[0] if found else None)


def _lines(texts: Iterable[str]) -> list[str]:
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def _repeats_years(line: str) -> bool:
    """Whether a line tells the year as two, and then from month to month: `Work Plan 2023/24 July 2023 – June 2024`."""
    span, months = TWO_YEARS.search(line), _twelve_months(line)
    return bool(span and months and _follow(span) and months[1] == int(span[1]))


def _is_only_period(line: str) -> bool:
    """Whether a line says nothing but a time, so that it is no activity's."""
    tokens = [token for token in TOKEN.findall(line) if re.search(r"\w", token)]
    return len(line) < LONGEST_TITLE and all(token.lower() in period_words() or token[0].isdigit() for token in tokens)


def _twelve_months(text: str) -> tuple[int, int | None] | None:
    """`July 2027 – June 2028`, `from 1 April to 31 March` → the first month, and its year."""
    for match in TWELVE_MONTHS.finditer(" ".join(text.split())):
        first, last = (period_words().get(match[name].lower(), ("", 0)) for name in ("first", "last"))
        if first[0] == last[0] == "month" and (last[1] - first[1]) % 12 == 11:
            if match["first_year"]:
                return first[1], int(match["first_year"])
            return first[1], int(match["last_year"]) - (first[1] > 1) if match["last_year"] else None
    return None


def _phrase_to_year(text: str) -> tuple[int, int | None] | None:
    """`The financial year begins on 1 July` → 7."""
    plain = " ".join(text.split())
    for pattern, meaning in _patterns():
        for match in pattern.finditer(plain):
            kind, month = period_words().get(match["month"].lower(), ("", 0))
            if kind == "month":
                return (month if meaning == "begins" else month % 12 + 1), None
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    month = rf"{DAY}(?P<month>[a-z]{{3,9}})"
    return tuple((re.compile(pattern.replace("{month}", month), re.I), meaning) for pattern, meaning in year_phrases())


def month_name(number: int) -> str:
    """The month's full name."""
    return next(word for word, found in period_words().items() if found == ("month", number)).capitalize()
