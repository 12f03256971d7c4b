"""One spelling for many: the form under which words and names are compared."""

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"})
_DOTTED = re.compile(r"(?:\w\.)+\w?\.?")
# Endings that British and American English write differently. Both sides of a comparison pass through the same
# rules, so a word that only looks like one of these ("exercise") still equals itself.
_SPELLINGS = (
    # part that the word must have, what is written otherwise, how it is compared
    ("is", re.compile(r"^(.{3,})is(e|ed|es|er|ers|ing|ation|ations|ational)$"), r"\1iz\2"),
    ("ys", re.compile(r"^(.{3,})yse(d|s)?$"), r"\1yze\2"),
    ("cent", re.compile(r"^cent(?:re|er)(s?)$"), r"center\1"),
    ("program", re.compile(r"^program(?:me)?(s?)$"), r"program\1"),
    ("ence", re.compile(r"^(def|off|lic|pract)ence(s?)$"), r"\1ense\2"),
    ("our", re.compile(r"^(lab|neighb|harb|behavi|hon|col|fav)our(.*)$"), r"\1or\2"),
    ("wellbeing", re.compile(r"^(.+)-?wellbeing$"), r"\1wellbeing"),
)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """A word or name → lower case, without accents, dots of an acronym or typographic quotes and dashes."""
    if text.isascii() and "`" not in text:
        lower = text.lower()
        return lower.replace(".", "") if "." in lower and len(lower) > 2 and _DOTTED.fullmatch(lower) else lower
    plain = unicodedata.normalize("NFKD", text.translate(_PUNCTUATION))
    lower = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return lower.replace(".", "") if len(lower) > 2 and _DOTTED.fullmatch(lower) else lower


@cache
def abbreviations() -> dict[str, str]:
    """`data/abbreviations.csv`: an abbreviation, folded → what it stands for, folded."""
    text = files("workplan_extract").joinpath("data/abbreviations.csv").read_text(encoding="utf-8")
    return {fold(row["abbreviation"]): fold(row["stands_for"]) for row in csv.DictReader(text.splitlines())}


@lru_cache(maxsize=65_536)
def word_to_norm(word: str) -> str:
    """A token → the form that stands for all its spellings: case, accents, British and American, `&` and "and"."""
    lower = fold(word)
    if lower == "&":
        return "and"
    lower = abbreviations().get(lower, lower)
    for part, pattern, replacement in _SPELLINGS:
        if part in lower:
            changed = pattern.sub(replacement, lower)
            if changed != lower:
                return changed
    return lower


@lru_cache(maxsize=65_536)
def name_to_key(name: str) -> str:
    """A name → what its spellings share: norms of its words, without articles, hyphens, apostrophes and commas."""
    words = re.findall(r"[^\s,()/\-]+", fold(name).replace("'", "").replace("&", " and "))
    return " ".join(word_to_norm(word) for word in words if word != "the")
