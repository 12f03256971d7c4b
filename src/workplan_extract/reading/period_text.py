"""Headings of periods in their many spellings → the few that `periods` reads word by word."""

import re
from functools import cache

from workplan_extract.reading.lexicon import period_words

TOKEN = re.compile(r"\d{4}\s*[/–—-]\s*\d{2,4}|[A-Za-z]+@\d{1,2}|[A-Za-z]+(?:['’][A-Za-z]+)*|\d+(?:st|nd|rd|th)?|\S")
"""A year over two, a month with its day (`March@31`), a word, a number, a sign."""
DATE = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)\b")
ISO_DATE = re.compile(r"\b((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?\b(?!-\d)")
SHORT_SPAN = re.compile(r"(?i)\b((?:fy|year)\s*['’]?)(\d\d)\s*[/–-]\s*(\d\d)\b")
SHORT_YEAR = re.compile(r"(?i)(?:\b(fy|cy)\s*['’]?|['’])(\d\d)\b(?!\s*[/–-]\s*\d)")
SLASH_YEAR = re.compile(r"(?i)\b([qh][1-4])\s?[/-]\s?(\d\d)\b")
SHORT_ORDER = re.compile(r"(?i)\b([1-4])\s?([qh])\s?['’]?(\d\d)\b")
OF_ALL = re.compile(r"(?i)\b(quarter|qtr|trimester|term)(\s+\w+)\s*(?:/|(?:out )?of)\s*(?:4|four)\b")
"""`Quarter 3 of 4`, `Quarter 3/4`; `Q3/4` may as well be two quarters."""
SO_LONG = re.compile(r"(?i)[(,]?\s*\b(?:3|three|6|six)[ -]months?\b\s*\)?")
SOME_MONTHS = re.compile(r"(?i)\b(first|second|third|fourth|last|1st|2nd|3rd|4th) (three|3|six|6) months\b")
COUNTED_MONTHS = re.compile(
    r"(?i)\b(?:months?|m)\s*(?P<first>\d{1,2})\s*(?:[-–—]|to|until|through)\s*(?:months?\s+|m)?(?P<last>\d{1,2})\b"
)
SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] +){3,}[^\W\d_](?!\w)")


def to_plain(text: str) -> str:
    """A heading's text in the spelling that is read: dates with names of months, years in full, units in words."""
    text = SPACED.sub(lambda run: _words_of(run[0].replace(" ", "")), text)
    text = figures_to_words(text)
    text = SLASH_YEAR.sub(r"\1 20\2", text)
    text = SHORT_ORDER.sub(r"\2\1 20\3", SHORT_SPAN.sub(r"\g<1> 20\2/\3", text))
    text = SHORT_YEAR.sub(r"\1 20\2", text)
    text = COUNTED_MONTHS.sub(_counted_months, SOME_MONTHS.sub(_some_months, text))
    if _unit_pattern().search(text):
        text = SO_LONG.sub(" ", OF_ALL.sub(r"\1\2", text))
    day_before, day_after = _days_of_months()
    return day_after.sub(r"\1@\2", day_before.sub(r"\2@\1", text))


def figures_to_words(text: str) -> str:
    """Dates in figures → day, month and year, where their order is certain; one that is not keeps a question mark."""
    dates = [(int(date[1]), int(date[3])) for date in DATE.finditer(text)]
    by_day = any(first > 12 for first, _ in dates)
    by_month = any(second > 12 for _, second in dates)
    text = ISO_DATE.sub(lambda date: f" {int(date[3]) if date[3] else ''} {month_word(int(date[2]))} {date[1]} ", text)
    return DATE.sub(lambda date: _date_to_words(date, by_day, by_month), text)


def _date_to_words(date: re.Match[str], by_day: bool, by_month: bool) -> str:
    first, second, year = int(date[1]), int(date[3]), int(date[4])
    year += 2000 * (year < 100)
    if by_day == by_month and first != second:
        return f" {date[0]}? "
    day, month = (first, second) if by_day or first == second else (second, first)
    return f" {day} {month_word(month)} {year} "


@cache
def month_word(number: int) -> str:
    """The month's full name in lower case; a question mark for no month."""
    return next((word for word, found in period_words().items() if found == ("month", number)), "?")


def _some_months(found: re.Match[str]) -> str:
    is_half = found[2].lower() in {"six", "6"}
    number = period_words().get(found[1].lower(), ("", 0))[1] or (2 if is_half else 4)
    return f"{'half' if is_half else 'quarter'} {number}"


def _counted_months(found: re.Match[str]) -> str:
    """Months counted from the year's first on: `Months 4–6` → `quarter 2`."""
    before, last = int(found["first"]) - 1, int(found["last"])
    for unit, length in (("quarter", 3), ("half", 6)):
        if last - before == length and before % length == 0 and last <= 12:
            return f"{unit} {last // length}"
    return "quarter 1 - quarter 4" if (before, last) == (0, 12) else found[0]


def _words_of(letters: str) -> str:
    """Letters set apart, closed up → the words of the vocabulary that they make, or one word."""
    words: list[str] = []
    rest = letters.lower()
    while rest:
        word = next((known for known in _long_words() if rest.startswith(known)), None)
        if word is None:
            return letters
        words.append(word)
        rest = rest[len(word) :]
    return " ".join(words)


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(sorted((word for word in period_words() if len(word) > 2), key=len, reverse=True))


@cache
def _days_of_months() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A day before its month, and a month with its day after it."""
    months = "|".join(word for word, (meaning, _) in period_words().items() if meaning == "month")
    return (
        re.compile(rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({months})\b"),
        re.compile(rf"(?i)\b({months})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?![\d/])"),
    )


def _units() -> str:
    meanings = {"quarter", "half", "half_tight", "quarter_tight"}
    words = [word for word, (meaning, _) in period_words().items() if meaning in meanings]
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _unit_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{_units()})(?![a-z])")


@cache
def tight_pattern() -> re.Pattern[str]:
    """A unit and its number set close: `Q1`, `H.2`, `3Q`, `Q12022`."""
    return re.compile(rf"(?i)\b(?:({_units()})[\s.-]?([1-4])(?=\b|(?:19|20)\d\d\b)|([1-4])(q|h)\b)")
