"""Titles and topics: what they hold is at most mentioned, and their capitals make no names."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from workplan_extract.tagging.candidates import Candidate, after_possessive
from workplan_extract.tagging.line import Line
from workplan_extract.tagging.names import Phrase
from workplan_extract.tagging.runs import Sentence
from workplan_extract.tagging.wordsets import title_noun_at, word_sets
from workplan_extract.vocabulary import TitleNoun

_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“"}
_SHORT_CUES = frozenset(("for", "to", "with", "by", "from", "at", "involving", "among", "of"))
_SKIPPED = frozenset(("the", "a", "an", "its", "our", "their", "all", "senior", "new"))


class Mask(NamedTuple):
    """Words `start` to `end` (exclusive) that are a title or topic."""

    start: int
    end: int
    kind: Literal["quote", "topic", "title", "treaty"]


def find_masks(sentence: Sentence, phrases: list[Phrase], spans: list[tuple[int, int]]) -> list[Mask]:
    """Quotations, topics after "on" or a colon, and phrases that end in a title noun.

    `spans` are those of candidates: a cue before one ends a topic, and a cue inside one opens none.
    """
    starts = {start for start, _ in spans}
    inside = {index for start, end in spans for index in range(start, end)}
    titles = [
        Mask(phrase.start, phrase.end, "treaty" if phrase.title and phrase.title.role == "none" else "title")
        for phrase in phrases
        if phrase.kind == "title"
    ]
    return [*_quotes(sentence.line), *_topics(sentence, starts, inside), *titles]


def _quotes(line: Line) -> Iterator[Mask]:
    index = 0
    while index < len(line.words):
        closing = _QUOTES.get(line.words[index])
        if closing and closing in line.words[index + 1 :]:
            end = line.words.index(closing, index + 1)
            yield Mask(index, end + 1, "quote")
            index = end
        index += 1


def _topics(sentence: Sentence, starts: set[int], inside: set[int]) -> Iterator[Mask]:
    """From each title cue, or colon, in title case to where the topic ends."""
    line = sentence.line
    openings = [end for start, end in sentence.hits.title_cues if start not in inside]
    openings += [index + 1 for index, word in enumerate(line.words) if word == ":"]
    for opening in openings:
        first = opening
        while first < len(line.words) and line.norms[first] in _SKIPPED:
            first += 1
        if line.capitals[first] and first not in starts and not _is_on_island(sentence, opening, first):
            yield Mask(opening, _end_of_topic(sentence, first, starts), "topic")


def _is_on_island(sentence: Sentence, opening: int, first: int) -> bool:
    """`training on Tanna and Epi with …`: "on" before a region's bare name says where, and not what about."""
    place = sentence.place_at.get(first)
    if place is None or opening != first or sentence.line.norms[opening - 1] != "on":
        return False
    return place.entry.kind == "region" and not place.entry.is_adjective and not sentence.line.capitals[place.end]


def _end_of_topic(sentence: Sentence, start: int, starts: set[int]) -> int:
    """The first word after `start` that is no part of the topic: a sentence's end, or a cue with someone behind it."""
    line = sentence.line
    long_cues = {hit.start for hit in sentence.hits.cues if hit.end - hit.start > 1}
    for index in range(start, len(line.words)):
        if line.words[index] in (".", ";") or (line.words[index] == ")" and "(" not in line.words[start:index]):
            return index
        if index in long_cues and (line.shapes[index] != "capital" or line.words[index - 1] in (",", ".")):
            return index
        if line.norms[index] in _SHORT_CUES and line.shapes[index] == "lower" and _someone(sentence, index + 1, starts):
            return index
    return len(line.words)


def _someone(sentence: Sentence, index: int, starts: set[int]) -> bool:
    """Whether a candidate, a nationality or people in lower case follow at `index`."""
    line = sentence.line
    if line.norms[index - 1] == "of":
        return False
    while index < len(line.words) and (line.norms[index] in _SKIPPED or line.shapes[index] == "number"):
        index += 1
    if index >= len(line.words):
        return False
    return index in starts or index in sentence.place_at or line.shapes[index] == "lower"


def title_after(sentence: Sentence, end: int) -> TitleNoun | None:
    """The title noun of the phrase that a name ending before `end` opens: "the USP postgraduate program on …"."""
    line = sentence.line
    first = after_possessive(line, end)
    for index in range(first, min(first + 7, len(line.words))):
        title = title_noun_at(line.norms, index, first)
        if title and _ends_phrase(line, index, title):
            return title
        if _breaks_phrase(sentence, index) or (index == first and line.norms[index] == "and"):
            return None
    return None


def _breaks_phrase(sentence: Sentence, index: int) -> bool:
    """Whether a word at `index` cannot stand between a name and its title noun."""
    line, words = sentence.line, word_sets()
    norm = line.norms[index]
    if line.shapes[index] == "mark":
        return norm not in ("-", "'s", "'", "#", "/", "&", '"')
    if norm in ("the", "a", "an", "to", "in", "at", "by", "with", "from", "as", "or", "will", "which", "who", "that"):
        return True
    if line.shapes[index] == "lower" and norm in words.connectors:
        return norm != "and" or not line.capitals[index + 1]
    return index + 1 in sentence.hits.people and line.shapes[index] == "lower"


def _ends_phrase(line: Line, index: int, title: TitleNoun) -> bool:
    """Whether a title noun at `index` is the last noun of its phrase, or names go after it: "Operation Redback"."""
    following = index + 1
    if line.capitals[following]:
        return bool(title.opens)
    if following >= len(line.words) or line.shapes[following] != "lower":
        return not line.touches(following) or line.norms[following] != "-"
    return line.norms[following] in word_sets().after_title


def is_masked(masks: list[Mask], candidate: Candidate) -> str:
    """The kind of the title or topic that a candidate stands in, empty where it stands in none.

    A name that opens a title is no part of it.
    """
    kinds = {
        mask.kind
        for mask in masks
        if mask.start <= candidate.start
        and candidate.end <= mask.end
        and not (mask.kind == "title" and mask.start == candidate.start)
    }
    return "treaty" if "treaty" in kinds else next(iter(sorted(kinds)), "")
