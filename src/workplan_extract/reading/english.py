"""What English words of a line's end look like: short ones, and the parts of hyphenated ones."""

import csv
from functools import cache
from importlib.resources import files


@cache
def _short_words() -> frozenset[str]:
    text = (files("workplan_extract") / "data" / "short_words.csv").read_text(encoding="utf-8")
    return frozenset(text.split()[1:])


def is_short_word(word: str) -> bool:
    """Whether a lower-case word is one of the English words of one or two letters."""
    return word in _short_words()


@cache
def hyphen_parts(place: str) -> frozenset[str]:
    """Beginnings of words that a hyphen follows (`first`), or endings that none comes before (`last`)."""
    source = (files("workplan_extract") / "data" / "hyphen_parts.csv").read_text(encoding="utf-8")
    return frozenset(row["part"] for row in csv.DictReader(source.splitlines()) if row["place"] == place)
