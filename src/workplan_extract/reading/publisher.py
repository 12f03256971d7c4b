"""Who publishes a plan: names and acronyms weighed by the places that they are printed in."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Protocol

from workplan_extract.models import GlossaryEntry

_SMALL = frozenset(
    ["a", "an", "and", "at", "by", "de", "for", "from", "in", "la", "of", "on", "the", "to", "und", "with", "&"]
)
_PAIR = re.compile(r"\(\s*(?:the\s+)?[\"“'‘]?([A-Z][A-Za-z0-9&.-]{1,14})[\"”'’]?\s*\)")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?(?:by\s+)?([A-Z][^.,;|\n]{3,80})", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_][\w'’&-]*")
LEAST_EVIDENCE = 4
"""An acronym with less weight is taken for a partner's."""


class Publisher(NamedTuple):
    """A name and its acronym; empty where not found."""

    name: str
    acronym: str


class Evidence(Protocol):
    """The places that may tell."""

    @property
    def running(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def meta_author(self) -> str: ...  # noqa: D102
    @property
    def headings(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def contact(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def glossary(self) -> Sequence[GlossaryEntry]: ...  # noqa: D102


def find_publisher(cover: Sequence[str], title: str, evidence: Evidence) -> Publisher:
    """Cover texts beside the title, and the rest of the evidence → the publisher."""
    names = _names_by_acronym(cover, evidence)
    introduced = next((acronym for _, acronym in named_acronyms(evidence.text)), "")
    counts = Counter(re.findall(r"\b[A-Z][A-Za-z&-]*[A-Z]\b", evidence.text))
    scores = {
        acronym: _score(acronym, name, cover, title, evidence)
        + _frequency(acronym, names, counts)
        + 2 * (acronym == introduced)
        for acronym, name in names.items()
    }
    best = max(scores, key=lambda acronym: (scores[acronym], counts[acronym]), default="")
    if best and scores[best] >= LEAST_EVIDENCE:
        return Publisher(names[best], best)
    name = _name_without_acronym(cover, title, evidence)
    return Publisher(name, next((acronym for acronym, known in names.items() if _same_name(known, name)), ""))


def _names_by_acronym(cover: Sequence[str], evidence: Evidence) -> dict[str, str]:
    """Every acronym that the plan explains, with its name: as in the glossary, else as first printed before it."""
    names: dict[str, str] = {}
    for text in (*cover, *evidence.running, evidence.contact, evidence.text):
        for name, acronym in named_acronyms(text):
            names.setdefault(acronym, name)
    names.update(
        (entry.acronym, entry.expansion.rstrip(".")) for entry in evidence.glossary if " " not in entry.acronym
    )
    return names


def named_acronyms(text: str) -> Iterable[tuple[str, str]]:
    """`… National Oceans Agency (NOA) …` → its name and acronym, for each place where the initials fit."""
    for match in _PAIR.finditer(text):
        before = text[max(0, match.start() - 160) : match.start()].rpartition("\n\n")[2].split()
        name = _name_before(before, match[1])
        if name:
            yield name, match[1]


def _name_before(words: Sequence[str], acronym: str) -> str:
    """The capitalised words before an acronym, from the one that begins with its first letter."""
    start = len(words)
    while start and _is_name_word(words[start - 1]):
        start -= 1
    phrase = list(words[start:])
    letters = [letter for letter in acronym if letter.isupper()]
    for index, word in enumerate(phrase):
        if word[0] in letters[0].upper() and _fits([*map(str.lower, letters)], phrase[index:]):
            return " ".join(phrase[index:])
    return ""


def _is_name_word(word: str) -> bool:
    return (word[0].isupper() or word.lower() in _SMALL) and word[-1] not in ".;:)!?"


def _fits(letters: Sequence[str], words: Sequence[str]) -> bool:
    """Whether at least the first two letters are initials of the words, in order, and most of all letters are."""
    initials = [part[0].lower() for word in words for part in word.split("-") if part and part.lower() not in _SMALL]
    matched = 0
    for initial in initials:
        if matched < len(letters) and initial == letters[matched]:
            matched += 1
    return matched >= min(2, len(letters)) and matched >= 0.6 * len(letters)


def _score(acronym: str, name: str, cover: Sequence[str], title: str, evidence: Evidence) -> int:
    own = re.compile(rf"\b{re.escape(acronym)}\b")
    front = " ".join([title, *cover])
    running = " ".join(evidence.running)
    return (
        3 * bool(own.search(front))
        + 4 * any(_same_name(name, text) for text in cover)
        + 3 * bool(own.search(running) or any(_same_name(name, text) for text in evidence.running))
        + 2 * bool(own.search(evidence.contact) or name.casefold() in evidence.contact.casefold())
        + 3 * bool(evidence.meta_author and _same_name(name, evidence.meta_author))
        + 2 * any(own.search(heading) or _same_name(name, heading) for heading in evidence.headings[:2])
    )


def _frequency(acronym: str, names: dict[str, str], counts: Counter[str]) -> int:
    """Weight for the acronym that the text uses most."""
    most = max((counts[other] for other in names), default=0)
    return 2 if most and counts[acronym] == most else 0


def _same_name(name: str, other: str) -> bool:
    """Whether two names hold the same words, small words and capitals aside, or one all of the other's."""
    first, second = _content_words(name), _content_words(other)
    shared = len(first & second)
    return shared >= 2 and shared == min(len(first), len(second)) and shared >= 0.5 * max(len(first), len(second))


def _content_words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _TOKEN.findall(name) if word.lower() not in _SMALL)


def _name_without_acronym(cover: Sequence[str], title: str, evidence: Evidence) -> str:
    """A name on the cover, in a running line, a copyright line or the PDF's author, as organisations have."""
    pieces = [piece.strip() for text in evidence.running for piece in re.split(r"\s[|·•–—-]\s|\|", text)]
    rights = [match[1].strip() for match in _COPYRIGHT.finditer("\n".join([evidence.text, *cover, *evidence.running]))]
    contact = evidence.contact.splitlines()[:2]
    inside = [title[match.start() :] for match in re.finditer(r"(?<=\bof )the [A-Z]", title)]
    for candidates in (cover, rights, pieces, [evidence.meta_author], contact, inside, evidence.headings[:2]):
        for candidate in candidates:
            if looks_like_organisation(candidate):
                return _in_running_case(candidate, evidence)
    return ""


def looks_like_organisation(text: str) -> bool:
    """Whether a text is a few words, one of them such as organisations are named by."""
    words = [word.casefold() for word in _TOKEN.findall(text)]
    return 1 < len(words) <= 14 and any(word in _publisher_words() for word in words)


def _in_running_case(name: str, evidence: Evidence) -> str:
    if not name.isupper():
        return name
    pattern = re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE)
    for text in (evidence.meta_author, *evidence.running, evidence.text):
        for match in pattern.finditer(text):
            if not match.group().isupper():
                return " ".join(match.group().split())
    return name


@cache
def _publisher_words() -> frozenset[str]:
    source = files("workplan_extract").joinpath("data", "publisher_words.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(source.splitlines()))
