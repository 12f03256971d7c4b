"""Headings of periods in any usual wording → quarter or half-year, months and years."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from workplan_extract.reading.lexicon import period_words

TOKEN = re.compile(r"\d{4}\s*[/–—-]\s*\d{2,4}|[A-Za-z]+(?:['’][A-Za-z]+)*|\d+(?:st|nd|rd|th)?|\S")
NUMBERED = re.compile(
    r"(?i)^\s*(?:(?:table|annex|section|part|chapter|schedule)\s+(?:\d{1,2}|[ivx]{1,4}|[a-z])\s*[:.–—-]\s*"
    r"|(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-z])[.)]\s+)(?=\S{2})"
)
"""What counts a heading itself: `Table 2:`, `1.`, `II)`."""
SHORT_SPAN = re.compile(r"(?i)\b((?:fy|year)\s*['’]?)(\d\d)\s*[/–-]\s*(\d\d)\b")
SOME_MONTHS = re.compile(r"(?i)\b(first|last|second) (three|3|six|6) months\b")
TIGHT = re.compile(r"(?i)\b(?:(q|qtr|quarter|h|s|half|semester)[\s.-]?([1-4])|([1-4])(q|h))\b")

Months = tuple[int, int]
"""The first and last month of a stretch."""


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
    if len(text) > 110 or not re.search(r"\w", text):
        return None
    for words in (text, NUMBERED.sub("", text)):
        heading = _words_to_heading(words)
        if heading and _is_period(heading):
            return heading
    return None


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


def _plainly(text: str) -> str:
    """A heading without days, its abbreviations written out."""
    text = SHORT_SPAN.sub(r"\g<1> 20\2/\3", text)
    text = SOME_MONTHS.sub(lambda found: _some_months(found[1].lower(), found[2].lower() in {"six", "6"}), text)
    day_before, day_after = _days_of_months()
    return day_after.sub(r"\1", day_before.sub("", text))


@cache
def _days_of_months() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A day before its month, and a month with its day after it."""
    months = "|".join(word for word, (meaning, _) in period_words().items() if meaning == "month")
    return (
        re.compile(rf"(?i)\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?=(?:{months})\b)"),
        re.compile(rf"(?i)\b({months})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\d/])"),
    )


def _some_months(which: str, is_half: bool) -> str:
    number = {"first": "1", "second": "2", "last": "2" if is_half else "4"}[which]
    return f"{'half' if is_half else 'quarter'} {number}"


@lru_cache(maxsize=4096)  # the same lines are asked about by several steps
def _words_to_heading(text: str) -> Heading | None:
    """All words must be of the vocabulary, so that a sentence that speaks of a quarter is no heading."""
    ordinals: list[int] = []
    months: list[int] = []
    years: list[int] = []
    unit = ""
    is_span = False
    for token in TOKEN.findall(TIGHT.sub(r" \1\4 \2\3 ", _plainly(text))):
        word = token.lower().replace("’", "'")
        meaning, value = period_words().get(word, ("", 0))
        if span := re.fullmatch(r"(\d{4})\s*[/–—-]\s*(\d{2,4})", token):
            years += [int(span[1]), _full_year(span[2], span[1])]
            is_span = True
        elif re.fullmatch(r"(19|20|21)\d\d", word):
            years.append(int(word))
        elif meaning in {"quarter", "half"} or (meaning == "half_tight" and not unit):
            unit = unit or meaning.removesuffix("_tight")
        elif meaning == "ordinal":
            ordinals.append(value)
        elif meaning == "month":
            months.append(value)
        elif meaning != "filler" and re.search(r"\w", token) and not (re.fullmatch(r"\d\d", word) and months):
            return None
    return _parts_to_heading(unit, ordinals, months, years, is_span)


def _full_year(short: str, first: str) -> int:
    return int(short) if len(short) == 4 else int(first[:2] + short)


def _parts_to_heading(
    unit: str, ordinals: list[int], months: list[int], years: list[int], is_span: bool
) -> Heading | None:
    # a heading names one period, or quarters that follow each other; a list of months is a range only by its ends
    numbers = sorted(set(ordinals))
    follow = unit == "quarter" and len(numbers) == 2 and ordinals == numbers
    if (len(numbers) > 1 and not follow) or (numbers and not unit) or len(months) not in {0, 2, 3, 6}:
        return None
    if unit and not numbers:
        return None
    ends = (months[0], months[-1]) if months else None
    number = numbers[0] if numbers else None
    return Heading(
        until=numbers[1] if follow else None,
        quarter=number if unit == "quarter" else None,
        half=number if unit == "half" else None,
        months=ends,
        years=tuple(years[:2]),
        is_span=is_span or len(years) == 2,
    )


@dataclass(frozen=True, slots=True)
class Span:
    """A period placed in the calendar."""

    quarters: tuple[int, ...]
    half: int | None
    starts_on: date | None
    ends_on: date | None


def heading_to_span(heading: Heading, first_month: int, year: int | None) -> Span:
    """Place a heading in the plan's year, which starts in `first_month` of `year`."""
    quarter, half = heading.quarter, heading.half
    if quarter is None and half is None and heading.months:
        offset = (heading.months[0] - first_month) % 12
        if _length(heading.months) == 6:
            half = offset // 6 + 1
        else:
            quarter = offset // 3 + 1
    months = heading.months or period_to_months(quarter, half, first_month)
    if quarter is not None and heading.until and not heading.months:
        months = months[0], period_to_months(heading.until, None, first_month)[1]
    quarters = tuple(range(quarter, (heading.until or quarter) + 1)) if quarter is not None else ()
    starts, ends = _months_to_dates(months, heading, first_month, year)
    return Span(quarters, half, starts, ends)


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
    if len(heading.years) == 1 and (heading.months or first_month == 1):
        # a year printed with the months is the year of the last of them
        last = heading.years[0]
        first = last - (start > end)
    else:
        base = heading.years[0] if heading.years else year
        if base is None:
            return None, None
        first = base + (start < first_month)
        last = first + (start > end)
    return date(first, start, 1), date(last, end, monthrange(last, end)[1])
