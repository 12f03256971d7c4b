"""What a cell of a column such as `Timeline` says: `Q2–Q3`, `March 2024`, `Jan–Mar`, `throughout the year`, `TBC`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workplan_extract.reading.lexicon import group_units, period_words, time_phrases
from workplan_extract.reading.period_text import TOKEN, figures_to_words, tight_pattern
from workplan_extract.reading.periods import Months, period_to_months

TO = frozenset({"-", "–", "—", "to", "until", "till", "through"})
AND = frozenset({",", ";", "/", "&", "and", "+", "|", "or"})


@dataclass(frozen=True, slots=True)
class Times:
    """Months by their places in the plan's year, from 0; why they are not sure, and what was assumed of them."""

    places: frozenset[int] = frozenset()
    doubt: str = ""
    note: str = ""
    is_half: bool = False


@dataclass(slots=True)
class _Atom:
    """A stretch of months with the year printed beside it, and whether the one before goes on to it."""

    months: Months
    year: int | None = None
    is_end: bool = False
    is_half: bool = False
    is_counted: bool = False
    """Whether it is a quarter or half-year by its number."""


class _UnknownError(ValueError):
    """A word that says something else than a time."""


def text_to_times(text: str, title: str, first_month: int, year: int | None) -> Times:
    """A cell's text → the months that it names; `title` is its column's, which may name the unit of bare numbers."""
    plain = " ".join(text.split()).strip(" .").lower()
    meaning = next((meaning for pattern, meaning in time_phrases() if pattern.fullmatch(plain)), None)
    if meaning == "none":
        return Times(note="the plan does not say when" if plain else "")
    if meaning in {"year", "ongoing"}:
        note = "taken for the whole year" if meaning == "ongoing" else ""
        return Times(frozenset(range(12)), note=note)
    try:
        atoms = _text_to_atoms(text, title, first_month)
    except _UnknownError as error:
        return Times(doubt=f"{error} is no known time")
    if not atoms:
        return Times(doubt="it names no time")
    return _atoms_to_times(atoms, first_month, year)


def _atoms_to_times(atoms: list[_Atom], first_month: int, year: int | None) -> Times:
    _spread_years(atoms)
    places: set[int] = set()
    for number, atom in enumerate(atoms):
        if atom.year is not None and year is not None and not _in_year(atom, first_month, year):
            return Times(doubt="it names a time outside the plan's year")
        start = (atoms[number - 1].months[0] if atom.is_end else atom.months[0]) - first_month
        end = atom.months[1] - first_month
        if start % 12 > end % 12:
            return Times(doubt="it runs on beyond the plan's year")
        places |= set(range(start % 12, end % 12 + 1))
    halves = all(atom.is_half for atom in atoms) and len(atoms) == 1
    return Times(frozenset(places), is_half=halves)


def _spread_years(atoms: list[_Atom]) -> None:
    """A year printed once, after the last of several times, holds for those before it that have none."""
    for before, after in zip(atoms[-2::-1], atoms[:0:-1], strict=True):
        if before.year is None and after.year is not None:
            before.year = after.year - (after.is_end and before.months[0] > after.months[1])


def _in_year(atom: _Atom, first_month: int, year: int) -> bool:
    return (atom.year or year) - (atom.months[1] < first_month) == year


def _text_to_atoms(text: str, title: str, first_month: int) -> list[_Atom]:
    """The times that a text names, in order.

    Raises:
        _UnknownError: a word is none that a time is told with.
    """
    unit = next((kind for word, kind in group_units().items() if word in title.lower()), "")
    reader = _Reader(first_month, unit)
    for token in _tokens(text):
        reader.take(token)
    return reader.finished()


def _tokens(text: str) -> Iterator[str]:
    """Words and signs; a date in figures becomes its month and year where its order is certain."""
    for token in TOKEN.findall(tight_pattern().sub(r" \1\4 \2\3 ", figures_to_words(text))):
        yield token.lower().replace("’", "'")


class _Reader:
    """Takes words one by one and puts times together: `1st` `and` `2nd` `quarter`, `Q` `1` `-` `3`."""

    def __init__(self, first_month: int, unit: str) -> None:
        self.first_month = first_month
        self.default = unit
        self.unit = ""
        self.waiting: list[tuple[int, bool]] = []
        """Numbers whose unit is still to come, and whether each ends a stretch: quarters, or days of a month."""
        self.atoms: list[_Atom] = []
        self.is_end = False
        self.is_open = False
        """Whether a stretch begins that no word has ended yet: `from March`."""
        self.last = ""

    def take(self, word: str) -> None:
        """One word or sign.

        Raises:
            _UnknownError: it is none that a time is told with.
        """
        meaning, value = period_words().get(word, ("", 0))
        if re.fullmatch(r"(\d{4})\s*[/–—-]\s*(\d{2,4})", word):
            pass  # the plan's own year
        elif re.fullmatch(r"(19|20|21)\d\d", word):
            self._set_year(int(word))
        elif meaning == "month":
            self._take_month(value)
        elif (unit := meaning.partition("_")[0]) in {"quarter", "half"}:
            self._name_unit(unit)
        elif meaning == "ordinal":
            self._count(value)
        elif word in TO:
            self._go_on(word)
        elif word in {"from", "starting"}:
            self.is_open = True
        elif (
            word not in AND
            and meaning not in {"filler", "counted", "vague"}
            and not re.fullmatch(r"[^\w?]|\d{1,2}(th)?", word)
        ):
            raise _UnknownError(repr(word))
        self.last = word

    def finished(self) -> list[_Atom]:
        """All times; numbers that wait for a unit take the title's.

        Raises:
            _UnknownError: a stretch has no end, or a number no unit.
        """
        if self.waiting and not self.atoms:
            if not self.default:
                raise _UnknownError(repr(str(self.waiting[0][0])))
            self._name_unit(self.default)
        if self.is_end or (self.is_open and not any(atom.is_end for atom in self.atoms)):
            raise _UnknownError("a stretch without an end")
        return self.atoms

    def _go_on(self, word: str) -> None:
        if not self.atoms and not self.waiting and not self.last[:1].isdigit():
            raise _UnknownError(repr(word))
        self.is_end = bool(self.atoms) or bool(self.waiting)

    def _set_year(self, year: int) -> None:
        if self.atoms:
            self.atoms[-1].year = self.atoms[-1].year or year

    def _take_month(self, month: int) -> None:
        # numbers before a month are its days
        self.is_end = bool(self.atoms) and (self.is_end or any(is_end for _, is_end in self.waiting[:1]))
        self.waiting.clear()
        if self.atoms and self.atoms[-1].is_counted and not self.is_end and self.last not in AND:
            self.atoms.pop()  # `Q1 (January)`, `first half of March`: the month says it better
        self.atoms.append(_Atom((month, month), is_end=self.is_end))
        self.is_end = False

    def _name_unit(self, unit: str) -> None:
        self.unit = unit
        waiting, self.waiting = self.waiting, []
        for number, is_end in waiting:
            self.is_end = is_end
            self._add_counted(number)

    def _count(self, number: int) -> None:
        if self.unit:
            self._add_counted(number)
        else:
            self.waiting.append((number, self.is_end))
        self.is_end = False

    def _add_counted(self, number: int) -> None:
        if self.unit == "half" and number > 2:
            raise _UnknownError(f"half {number}")
        quarter, half = (number, None) if self.unit == "quarter" else (None, number)
        months = (number, number) if self.unit == "month" else period_to_months(quarter, half, self.first_month)
        self.atoms.append(_Atom(months, None, self.is_end and bool(self.atoms), self.unit == "half", is_counted=True))
        self.is_end = False
