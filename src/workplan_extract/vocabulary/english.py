"""Whether a word is English."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

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
def is_english(word: str) -> bool:
    """Whether a lower-case word, or what is left without a regular ending, stands in `data/english_words.csv`."""
    return word in _base_forms() or any(stem in _base_forms() for stem in _stems(word) if len(stem) >= 3)


@cache
def _base_forms() -> frozenset[str]:
    text = (files("workplan_extract") / "data" / "english_words.csv").read_text(encoding="utf-8")
    return frozenset(text.split()[1:])


def _stems(word: str) -> Iterator[str]:
    for ending, others in ENDINGS:
        if word.endswith(ending):
            yield from (word[: -len(ending)] + other for other in others)
