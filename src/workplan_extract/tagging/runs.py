"""Runs of capitalised words: what names are made of."""

from collections.abc import Mapping
from typing import NamedTuple

from workplan_extract.tagging.hits import Hits, OrganisationHit, PlaceHit
from workplan_extract.tagging.line import Line
from workplan_extract.tagging.wordsets import word_sets

POSSESSIVES = ("'s", "'")
_SHORT = 4
_ARABIC_ARTICLES = frozenset(("al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "ul"))
_MAY_JOIN = _ARABIC_ARTICLES | frozenset(("-", *POSSESSIVES))
_SENTENCE_BREAKS = (".", ":", ";", "•", "–", "—", "!", "?", '"', "“")


class Sentence(NamedTuple):
    """A line, what the vocabulary knows of it, and which hit covers each word."""

    line: Line
    hits: Hits
    organisation_at: dict[int, OrganisationHit]
    place_at: dict[int, PlaceHit]


class Run(NamedTuple):
    """Capitalised words side by side, `start` to `end` (exclusive)."""

    start: int
    end: int


def to_sentence(line: Line, hits: Hits) -> Sentence:
    """A line and its hits → a sentence."""
    return Sentence(
        line,
        hits,
        {index: hit for hit in hits.organisations for index in range(hit.start, hit.end)},
        {index: hit for hit in hits.places for index in range(hit.start, hit.end)},
    )


def read_run(sentence: Sentence, start: int) -> Run:
    """The longest run of capitalised words from `start`, hyphens, `&`, initials and possessives inside."""
    line, index = sentence.line, start + 1
    while index < len(line.words):
        if line.capitals[index]:
            index += 1
        elif (line.capitals[index + 1] and _joins_run(sentence, index)) or (
            line.norms[index] == "-" and _joins_prefix(sentence, index)
        ):
            index += 2
        elif line.words[index] == "." and len(line.words[index - 1]) == 1:
            index += 1
        elif further := _after_small_words(sentence, start, index):
            index = further
        else:
            break
    return Run(start, index)


def _joins_run(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index`, between two capitalised words, keeps them in one run."""
    line, mark = sentence.line, sentence.line.norms[index]
    if line.words[index] == "&":
        return not _parts_names(sentence, index)
    if mark in word_sets().particles:
        return True
    if mark in ("-", "–", "/") and line.touches(index) and line.touches(index + 1):
        return mark != "/" and not is_pair_of_names(sentence, index)
    if mark in POSSESSIVES and line.touches(index):
        return not any(hits[index - 1].end == index for hits in _hit_maps(sentence) if index - 1 in hits)
    return index in sentence.place_at and index + 1 in sentence.place_at and index - 1 in sentence.place_at


def _parts_names(sentence: Sentence, index: int) -> bool:
    """`MoFA & MoJ`, `Tsinghua University & Fudan University`: "&" between names that are complete."""
    line, words = sentence.line, word_sets()
    if line.touches(index) or line.touches(index + 1):
        return False
    if line.shapes[index - 1] == line.shapes[index + 1] == "acronym":
        return True
    last = line.norms[index - 1]
    if last not in words.heads or last in words.portfolios:
        return False
    end = index + 1
    while line.capitals[end]:
        end += 1
    return line.norms[end - 1] in words.heads or index + 1 in sentence.place_at


def _after_small_words(sentence: Sentence, start: int, index: int) -> int:
    """The word after small words inside a place's name or between hyphens, as in "Idara-e-Taleem"; 0 where none are."""
    place, line = sentence.place_at.get(index), sentence.line
    if place is None and line.words[index] not in _MAY_JOIN and line.norms[index] not in _MAY_JOIN:
        return 0
    if place and start <= place.start < index < place.end - 1:
        return place.end
    if line.norms[index] in POSSESSIVES and line.norms[index + 1 : index + 2] == ["and"] and line.capitals[index + 2]:
        return index + 3 if {line.norms[index - 1], line.norms[index + 2]} <= word_sets().groups else 0
    if line.words[index] in _ARABIC_ARTICLES and line.norms[index + 1 : index + 2] == ["-"]:
        return index + 3 if line.touches(index + 1) and line.touches(index + 2) and line.capitals[index + 2] else 0
    if _ends_in_small(sentence, index):
        return index + 2
    is_hyphened = line.norms[index] == "-" and line.norms[index + 2 : index + 3] == ["-"] and line.capitals[index + 3]
    is_tight = all(line.touches(at) for at in range(index, index + 4))
    return index + 4 if is_hyphened and is_tight and line.shapes[index + 1] == "lower" else 0


def _ends_in_small(sentence: Sentence, hyphen: int) -> bool:
    """`Sun Yat-sen University`: a short second half in lower case, and no cue such as "-led"."""
    line = sentence.line
    if line.norms[hyphen] != "-" or not line.capitals[hyphen + 2] or len(line.words[hyphen + 1]) > _SHORT:
        return False
    is_tight = line.touches(hyphen) and line.touches(hyphen + 1) and line.shapes[hyphen + 1] == "lower"
    return is_tight and line.shapes[hyphen - 1] == "capital" and all(hit.start != hyphen for hit in sentence.hits.cues)


def _hit_maps(sentence: Sentence) -> tuple[Mapping[int, OrganisationHit | PlaceHit], ...]:
    return (sentence.organisation_at, sentence.place_at)


def _joins_prefix(sentence: Sentence, hyphen: int) -> bool:
    """`Non-governmental Organisations`: a prefix and a word in lower case, within a run that goes on."""
    line = sentence.line
    is_prefix = line.norms[hyphen - 1] in word_sets().prefixes and line.touches(hyphen) and line.touches(hyphen + 1)
    return is_prefix and line.capitals[hyphen + 2]


def is_pair_of_names(sentence: Sentence, hyphen: int) -> bool:
    """`RSO-NEXUS`: a hyphen beside a known organisation's name that it is no part of joins no words."""
    left, right = sentence.organisation_at.get(hyphen - 1), sentence.organisation_at.get(hyphen + 1)
    return left is not right and (left is not None or right is not None)


def has_group(sentence: Sentence, run: Run) -> bool:
    """Whether a run holds a possessive of a group of people: "Workers' Congress"."""
    norms, groups = sentence.line.norms, word_sets().groups
    return any(norms[at + 1] in POSSESSIVES and norms[at] in groups for at in range(run.start, run.end - 2))


def trim_opener(sentence: Sentence, run: Run) -> Run:
    """A run → without the words that open a sentence: "Support Ministry of Health", "Joint Kenya Police training"."""
    start, openers = run.start, word_sets().openers
    while (
        start < run.end - 1
        and sentence.line.norms[start] in openers
        and start not in sentence.organisation_at
        and not sentence.line.touches(start + 1)
        and _opens_sentence(sentence, start)
    ):
        start += 1
    return Run(start, run.end)


def _opens_sentence(sentence: Sentence, index: int) -> bool:
    """Whether a sentence starts here, or only its opening words stand before."""
    line = sentence.line
    if index == 0 or line.words[index - 1] in _SENTENCE_BREAKS:
        return True
    return line.norms[index - 1] in word_sets().openers and _opens_sentence(sentence, index - 1)
