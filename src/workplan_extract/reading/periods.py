"""Headings of periods in any usual wording → quarter or half-year, months and years."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from workplan_extract.reading.lexicon import period_words
from workplan_extract.reading.period_text import TOKEN, tight_pattern, to_plain

Months = tuple[int, int]
"""The first and last month of a stretch."""


JOINING = frozenset({"and", "to", "through", "until", "till"})
LONGEST = 110
"""Characters of a heading of a period, at most."""
LONGEST_OTHER = 60
"""The same of one that names a time that is no period."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says of a period. `months` are the first and last; `years` those printed, in order."""

    quarter: int | None = None
    half: int | None = None
    months: Months | None = None
    years: tuple[int, ...] = ()
    until: int | None = None
    """The last of several quarters: `Quarters 1 and 2`."""
    is_span: bool = False
    """Whether the years stand for a year that runs over two: 2023/24."""
    month_years: tuple[int | None, int | None] = (None, None)
    """Years printed right after the first month and the last."""
    days: tuple[int | None, int | None] = (None, None)
    """Days printed with the first month and the last."""
    is_third: bool = False
    """Whether its unit may as well be a third of a year: `Term 2`."""
    is_unknown: bool = False
    """Whether it names a time that no quarter or half-year follows from: `Spring`, `Rest of the year`."""

    @property
    def length(self) -> int:
        """Months from the first to the last; 0 where none are named."""
        return _length(self.months)


def text_to_heading(text: str, pattern: str | None = None) -> Heading | None:
    """A line → the period that it heads; none for any line that says more than a period.

    `pattern` is a maintainer's regular expression with a group `quarter` or `half`; it comes first.
    """
    if pattern and (match := re.search(pattern, text)):
        groups = match.groupdict()
        rest = _words_to_heading(text) or Heading()
        return Heading(_ordinal(groups.get("quarter")), _ordinal(groups.get("half")), rest.months, rest.years)
    return _first_heading(text, _is_period)


def text_to_time(text: str) -> Heading | None:
    """A line that stands where a period's heading would → the time that it names, be it a month, four, or a season."""
    heading = _first_heading(text, _is_stretch)
    if heading is not None:
        return heading
    month = text_to_month(text)
    if month is not None:
        return Heading(months=(month, month))
    return Heading(is_unknown=True) if names_time(text) else None


def _is_stretch(heading: Heading) -> bool:
    return heading.quarter is heading.half is None and 0 < heading.length < 12


@lru_cache(maxsize=4096)  # the same lines are asked about by several steps
def _first_heading(text: str, accepts: Callable[[Heading], bool]) -> Heading | None:
    if len(text) > LONGEST or not re.search(r"\w", text):
        return None
    for words in (text, _numbered().sub("", text)):
        heading = _words_to_heading(words)
        if heading and accepts(heading):
            return heading
    return None


def names_time(text: str) -> bool:
    """Whether a text says a time and nothing else, in words that need not be understood: `Spring 2022`, `Next year`."""
    tokens = [token.lower() for token in TOKEN.findall(text) if re.search(r"\w", token)]
    meanings = {period_words().get(token, ("", 0))[0] for token in tokens if not token[0].isdigit()}
    if len(text) > LONGEST_OTHER or "" in meanings:
        return False
    return bool(meanings & {"season", "quarter", "half"}) or ("other" in meanings and "year" in tokens)


def text_to_month(text: str) -> int | None:
    """A title that is a month and says no more than its year: `Mar`, `March 2024`, `Sept.`, `Jan-24`."""
    match = re.fullmatch(r"([A-Za-z]{3,9})\.?(?:\s*[’'./-]?\s*(?:\d{2}|(?:19|20|21)\d\d))?", text.strip())
    meaning, month = period_words().get(match[1].lower(), ("", 0)) if match else ("", 0)
    return month if meaning == "month" else None


def _ordinal(word: str | None) -> int | None:
    meaning, value = period_words().get((word or "").lower(), ("", 0))
    return value if meaning == "ordinal" else None


def _is_period(heading: Heading) -> bool:
    if heading.half is not None:
        return heading.half <= 2
    return heading.quarter is not None or _length(heading.months) in {3, 6}


def _length(months: Months | None) -> int:
    return 0 if months is None else (months[1] - months[0]) % 12 + 1


@cache
def _numbered() -> re.Pattern[str]:
    """What counts a heading itself: `Table 2:`, `Phase 1 (`, `1.`, `II)`."""
    words = "|".join(word for word, (meaning, _) in period_words().items() if meaning == "counted")
    return re.compile(
        rf"(?i)^\s*(?:(?:{words})\s+(?:\d{{1,2}}|[ivx]{{1,4}}|[a-z])\s*[:.(–—-]\s*"
        r"|(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-z])[.)]\s+)(?=\S{2})"
    )


@dataclass(slots=True)
class _Words:
    """What the words of a heading say, one by one."""

    unit: str = ""
    is_third: bool = False
    ordinals: list[int] = field(default_factory=list)
    months: list[tuple[int, int | None, int | None]] = field(default_factory=list)
    """Month, day and year."""
    years: list[int] = field(default_factory=list)
    is_span: bool = False
    is_joined: bool = True
    """Whether nothing but signs and words that join stands between the numbers."""
    last: str = ""


def _words_to_heading(text: str) -> Heading | None:
    """All words must be of the vocabulary, so that a sentence that speaks of a quarter is no heading."""
    words = _Words()
    for token in TOKEN.findall(tight_pattern().sub(r" \1\4 \2\3 ", to_plain(text))):
        if not _take(words, token):
            return None
        if re.search(r"[\w/]", token):
            words.last = token
    return _parts_to_heading(words)


def _take(words: _Words, token: str) -> bool:
    """Take in one token; false for one that a heading of a period does not hold."""
    word, _, day = token.lower().replace("’", "'").partition("@")
    meaning, value = period_words().get(word, ("", 0))
    unit, _, tight = meaning.partition("_")
    if span := re.fullmatch(r"(\d{4})\s*[/–—-]\s*(\d{2,4})", token):
        words.years += [int(span[1]), _full_year(span[2], span[1])]
        words.is_span = True
    elif re.fullmatch(r"(19|20|21)\d\d", word):
        _take_year(words, int(word))
    elif unit in {"quarter", "half"} and (tight != "tight" or not words.unit):
        words.is_third = words.is_third or tight == "third" or word == "t"
        words.unit = words.unit or unit
    elif meaning == "ordinal":
        words.is_joined = words.is_joined and (not words.ordinals or _joins(words.last))
        words.ordinals.append(value)
    elif meaning == "month":
        words.months.append((value, int(day) if day else None, None))
    elif meaning not in {"filler", "counted"} and re.search(r"\w", token):
        return re.fullmatch(r"\d\d", word) is not None and bool(words.months)
    return True


def _joins(word: str) -> bool:
    """Whether a word before a number leaves it one of several: `and`, another number, the unit once more."""
    meaning = period_words().get(word.lower(), ("", 0))[0]
    return meaning in {"ordinal", "quarter", "quarter_tight"} or word.lower() in JOINING


def _take_year(words: _Words, year: int) -> None:
    if words.months and period_words().get(words.last.lower().partition("@")[0], ("", 0))[0] == "month":
        month, day, _ = words.months[-1]
        words.months[-1] = (month, day, year)
    words.years.append(year)


def _full_year(short: str, first: str) -> int:
    return int(short) if len(short) == 4 else int(first[:2] + short)


def _parts_to_heading(words: _Words) -> Heading | None:
    # a heading names one period, or quarters that follow each other; a list of months is a range only by its ends
    numbers = sorted(set(words.ordinals))
    follow = words.unit == "quarter" and len(numbers) == 2 and words.ordinals == numbers and words.is_joined
    if (len(numbers) > 1 and not follow) or (numbers and not words.unit) or len(words.months) not in {0, 1, 2, 3, 6}:
        return None
    if words.unit and not numbers:
        return None
    number = numbers[0] if numbers else None
    first, last = (words.months[0], words.months[-1]) if words.months else ((0, None, None),) * 2
    if words.unit and len(words.months) == 1:
        return None
    return Heading(
        until=numbers[1] if follow else None,
        quarter=number if words.unit == "quarter" else None,
        half=number if words.unit == "half" else None,
        months=(first[0], last[0]) if words.months else None,
        years=tuple(words.years[:2]),
        is_span=words.is_span or (len(words.years) == 2 and not words.months),
        month_years=(first[2], last[2]),
        days=_days(first[1], last[1]) if len(words.months) > 1 else (None, None),
        is_third=words.is_third,
    )


def _days(first: int | None, last: int | None) -> tuple[int | None, int | None]:
    """The days of a stretch's ends; none where the figures are years: `Jan–Mar 22`, `Jan 22 – Mar 22`."""
    return (None, None) if first == last or first is None else (first, last)


@dataclass(frozen=True, slots=True)
class Span:
    """A period placed in the calendar."""

    quarters: tuple[int, ...]
    half: int | None
    starts_on: date | None
    ends_on: date | None


def heading_to_span(heading: Heading, first_month: int, year: int | None) -> Span:
    """Place a heading in the plan's year, which starts in `first_month` of `year`."""
    if heading.is_unknown:
        return Span((), None, None, None)
    quarter, half = heading.quarter, heading.half
    if quarter is None and half is None and heading.months:
        quarters, half = months_to_period(heading.months, first_month)
        return Span(quarters, half, *_months_to_dates(heading.months, heading, first_month, year))
    months = heading.months or period_to_months(quarter, half, first_month)
    if quarter is not None and heading.until and not heading.months:
        months = months[0], period_to_months(heading.until, None, first_month)[1]
    quarters = tuple(range(quarter, (heading.until or quarter) + 1)) if quarter is not None else ()
    starts, ends = _months_to_dates(months, heading, first_month, year)
    return Span(quarters, half, starts, ends)


def months_to_period(months: Months, first_month: int) -> tuple[tuple[int, ...], int | None]:
    """Months → the half-year that they are, else the quarters that they touch, of a year that starts in a month."""
    offset = (months[0] - first_month) % 12
    if _length(months) == 6 and offset % 6 == 0:
        return (), offset // 6 + 1
    places = range(offset, offset + _length(months))
    return tuple(sorted({place % 12 // 3 + 1 for place in places})), None


def period_to_months(quarter: int | None, half: int | None, first_month: int) -> Months:
    """The months of a quarter or half-year of a year that starts in `first_month`."""
    length, number = (3, quarter) if quarter else (6, half or 1)
    start = first_month + length * (number - 1 if number else 0)
    return (start - 1) % 12 + 1, (start + length - 2) % 12 + 1


def months_to_span(months: Months, first_month: int, year: int | None) -> tuple[date | None, date | None]:
    """First and last day of months in the plan's year, which starts in `first_month` of `year`."""
    return _months_to_dates(months, Heading(), first_month, year)


def _months_to_dates(
    months: Months, heading: Heading, first_month: int, year: int | None
) -> tuple[date | None, date | None]:
    start, end = months
    first, last = _printed_years(months, heading)
    if last is None and len(heading.years) == 1 and (heading.months or first_month == 1):
        last = heading.years[0]  # a year printed with the months is the year of the last of them
        first = last - (start > end)
    if first is None or last is None:
        base = heading.years[0] if heading.years else year
        if base is None:
            return None, None
        first = base + (start < first_month)
        last = first + (start > end)
    day, until = heading.days if heading.months else (None, None)
    final = monthrange(last, end)[1]
    return date(first, start, min(day or 1, monthrange(first, start)[1])), date(last, end, min(until or final, final))


def _printed_years(months: Months, heading: Heading) -> tuple[int | None, int | None]:
    """The years of the first month and the last, where one is printed right after either."""
    first, last = heading.month_years
    over = months[0] > months[1]
    if last is not None:
        return (last - over if first is None else first), last
    return first, None if first is None else first + over
