"""Organisations that a sentence may name: from the vocabulary, from the grammar of names, or from a slot."""

from typing import NamedTuple

from workplan_extract.models import Role, Source
from workplan_extract.tagging.entries import registry_index
from workplan_extract.tagging.hits import OrganisationHit
from workplan_extract.tagging.line import Line
from workplan_extract.tagging.name_ends import spells
from workplan_extract.tagging.names import Phrase
from workplan_extract.tagging.runs import POSSESSIVES, Sentence, read_run
from workplan_extract.tagging.wordsets import word_sets
from workplan_extract.vocabulary import is_large_city, name_to_key, word_to_norm

_LARGE_CITY = 100_000


class Candidate(NamedTuple):
    """Words `start` to `end` (exclusive) that may name the organisation `canonical`."""

    start: int
    end: int
    canonical: str
    source: Source
    is_ambiguous: bool = False
    role: Role | None = None
    """The role that a ruling gives it."""
    office: int = 0
    """The word where a known name's office starts ("Fiji" in "IOM Fiji"); 0 where it has none."""
    is_branch: bool = False
    """Whether the office says that it is one: "Regional Office", "Delegation"."""


def find_candidates(sentence: Sentence, phrases: list[Phrase]) -> list[Candidate]:
    """Known organisations and names of the grammar → candidates in the order of the text, none inside another."""
    names = [phrase for phrase in phrases if phrase.kind == "name"]
    known = [_hit_to_candidate(sentence, hit, names) for hit in sentence.hits.organisations]
    own = [
        Candidate(name.start, name.end, sentence.line.slice(name.start, name.end), "grammar")
        for name in names
        if not any(_hides(candidate, name) for candidate in known)
    ]
    kept = [candidate for candidate in known if not any(_inside(candidate, name) for name in own)]
    return sorted(_with_acronym(sentence.line, candidate) for candidate in kept + own)


def _hides(candidate: Candidate, name: Phrase) -> bool:
    """Whether a known organisation makes a name of the grammar needless: it overlaps and is no mere part of it."""
    if candidate.end <= name.start or name.end <= candidate.start:
        return False
    if candidate.office and not candidate.is_branch:
        candidate = candidate._replace(end=candidate.office)
    is_part = name.start <= candidate.start and candidate.end <= name.end
    return not is_part or candidate.end - candidate.start == name.end - name.start or candidate.source == "ruling"


def _inside(candidate: Candidate, name: Candidate) -> bool:
    return name.start <= candidate.start and candidate.end <= name.end


def _hit_to_candidate(sentence: Sentence, hit: OrganisationHit, names: list[Phrase]) -> Candidate:
    """A known name → its candidate, with the office that the words after it make of it: "IOM Fiji"."""
    start, end = hit.start, hit.end
    if end - start > 1 and sentence.line.norms[start] == "the":
        start += 1
    entry, branch, canonical = hit.entry, hit.end, hit.entry.canonical
    body = end_with_body(sentence, hit)
    if body > end and canonical and entry.source == "registry":
        return Candidate(start, body, sentence.line.slice(start, body), "grammar", is_ambiguous=True)
    if canonical:
        branch = next((name.end for name in names if name.start == hit.start and _is_office(sentence, hit, name)), end)
        end = branch if branch > end else _end_with_place(sentence, end)
        owner = _end_with_owner(sentence, hit)
        if owner > end:
            canonical, end = f"{canonical} {sentence.line.slice(hit.end, owner)}", owner
    office = hit.end if end > hit.end else 0
    return Candidate(
        start, end, canonical, entry.source, entry.is_ambiguous, entry.role, office, is_branch=branch > hit.end
    )


def end_with_body(sentence: Sentence, hit: OrganisationHit) -> int:
    """`SADC Parliamentary Forum`: the end of the run after a known name, if it ends in a noun for bodies like it."""
    end = read_run(sentence, hit.end).end if sentence.line.capitals[hit.end] else hit.end
    noun = word_sets().heads.get(sentence.line.norms[end - 1])
    return end if end > hit.end and noun and noun.needs == "registry" else hit.end


def _is_office(sentence: Sentence, hit: OrganisationHit, name: Phrase) -> bool:
    """`FAO Regional Office for Africa`: the words between the known name and its office are generic."""
    generics = word_sets().generics
    for index in range(hit.end, name.end):
        norm = sentence.line.norms[index]
        if norm in word_sets().offices:
            return True
        if norm not in generics and index not in sentence.place_at:
            return False
    return False


def _end_with_place(sentence: Sentence, end: int) -> int:
    """The end of a country, region or large city printed right after an organisation's name."""
    line = sentence.line
    if not line.capitals[end]:
        return end
    place = sentence.place_at.get(end)
    further = place.end if place and place.start == end and not place.entry.is_adjective else end
    if further == end and len(line.words[end]) > 3 and is_large_city(line.words[end], _LARGE_CITY):
        further = end + 1
    if further > end and _is_free(line, further):
        return further
    return end


def _end_with_owner(sentence: Sentence, hit: OrganisationHit) -> int:
    """`MoI of Montenegro`: the end of the country that an acronym's ministry belongs to."""
    line = sentence.line
    if hit.entry.source != "glossary" or hit.end - hit.start > 1 or line.norms[hit.end : hit.end + 1] != ["of"]:
        return hit.end
    noun = word_sets().heads.get(word_to_norm(hit.entry.canonical.split()[0]))
    place = sentence.place_at.get(hit.end + (2 if line.norms[hit.end + 1 : hit.end + 2] == ["the"] else 1))
    is_ministry = noun is not None and noun.needs == ""
    heads = [word for word in map(word_to_norm, hit.entry.canonical.split()) if word in word_sets().heads]
    is_type = bool(heads) and name_to_key(hit.entry.canonical) not in registry_index()
    return place.end if (is_ministry or is_type) and place and place.entry.kind == "country" else hit.end


def _is_free(line: Line, index: int) -> bool:
    """Whether no further capitalised word goes on at `index`."""
    return not line.capitals[index] and not (line.touches(index) and line.capitals[index + 1])


def _with_acronym(line: Line, candidate: Candidate) -> Candidate:
    """A name of the grammar that its acronym in parentheses confirms."""
    if candidate.source == "grammar" and acronym_after(line, candidate.start, candidate.end):
        return candidate._replace(source="acronym")
    return candidate


def acronym_after(line: Line, start: int, end: int) -> str:
    """The acronym in parentheses after a name, if its letters are the name's initials; else empty."""
    if end + 2 < len(line.words) and line.words[end] == "(" and line.words[end + 2] == ")":
        acronym = line.words[end + 1]
        return acronym if spells(acronym, line.words[start:end]) else ""
    return ""


def chain_end(line: Line, candidates: dict[int, Candidate], candidate: Candidate) -> int:
    """The end of `IPU-UN Women`, `IOM/UNHCR`: names tied by a hyphen or slash, from the first to the last."""
    end = candidate.end
    while end + 1 < len(line.words) and line.norms[end] in ("-", "/", "–") and end + 1 in candidates:
        end = candidates[end + 1].end
    return end


def is_parent(line: Line, candidate: Candidate, previous: Candidate | None) -> bool:
    """Whether a candidate stands in parentheses right after another: its acronym, or its parent body."""
    return (
        previous is not None
        and line.words[previous.end : previous.end + 1] == ["("]
        and candidate.start == previous.end + 1
    )


def after_possessive(line: Line, index: int) -> int:
    """The word after a possessive ending at `index`, else `index`."""
    return index + 1 if index < len(line.words) and line.norms[index] in POSSESSIVES else index
