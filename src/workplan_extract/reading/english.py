"""Whether a word is English, for words that a line's end breaks."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def _base_forms() -> frozenset[str]:
    text = (files("workplan_extract") / "data" / "english_words.csv").read_text(encoding="utf-8")
    return frozenset(text.split()[1:])


@cache
def _short_words() -> frozenset[str]:
    text = (files("workplan_extract") / "data" / "short_words.csv").read_text(encoding="utf-8")
    return frozenset(text.split()[1:])


def is_short_word(word: str) -> bool:
    """Whether a lower-case word is one of the English words of one or two letters."""
    return word in _short_words()


@cache
def is_english(word: str) -> bool:
    """Whether a lower-case word, or what is left without a regular ending, stands in `data/english_words.csv`."""
    return word in _base_forms() or any(stem in _base_forms() for stem in _stems(word) if len(stem) >= 3)


def _stems(word: str) -> Iterator[str]:
    for ending, others in ENDINGS:
        if word.endswith(ending):
            yield from (word[: -len(ending)] + other for other in others)


ENDINGS = (
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("",)),
    ("ings", ("", "e")),
)


@cache
def hyphen_parts(place: str) -> frozenset[str]:
    """Beginnings of words that a hyphen follows (`first`), or endings that none comes before (`last`)."""
    source = (files("workplan_extract") / "data" / "hyphen_parts.csv").read_text(encoding="utf-8")
    return frozenset(row["part"] for row in csv.DictReader(source.splitlines()) if row["place"] == place)
