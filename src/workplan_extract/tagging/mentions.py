"""The chain of the rules for one sentence: names, titles, roles → the organisations that it names."""

from collections.abc import Iterator
from typing import NamedTuple

from workplan_extract.models import Role
from workplan_extract.tagging.blocs import names_region
from workplan_extract.tagging.candidates import Candidate, chain_end, find_candidates, is_parent
from workplan_extract.tagging.hits import CueHit
from workplan_extract.tagging.names import read_phrases
from workplan_extract.tagging.roles import (
    Reach,
    Scan,
    after_cue_roles,
    cues_to_reaches,
    people_to_reaches,
    slots_before_cues,
)
from workplan_extract.tagging.runs import Sentence
from workplan_extract.tagging.titles import Mask, find_masks, is_masked, title_after
from workplan_extract.tagging.wordsets import word_sets

_LIST_WORDS = frozenset((",", "and", "the", "/"))


class Named(NamedTuple):
    """A candidate that is an organisation, with its role."""

    candidate: Candidate
    role: Role
    is_venue: bool
    """Whether the activity takes place there, so that a place after it is the venue."""


class Names(NamedTuple):
    """The organisations of a sentence in the order of the text, their parents in parentheses, and the titles."""

    named: list[Named]
    parents: list[Candidate]
    masks: list[Mask]


def find_names(sentence: Sentence) -> Names:
    """A sentence → the organisations that it names, the publisher among them."""
    phrases = read_phrases(sentence)
    candidates = find_candidates(sentence, phrases)
    masks = find_masks(sentence, phrases, [(candidate.start, candidate.end) for candidate in candidates])
    candidates = [
        candidate
        for candidate in candidates
        if not _is_part_of_title(masks, candidate) and not _stands_for_region(sentence, candidate)
    ]
    scan = _to_scan(sentence, candidates, masks)
    named = list(_to_named(scan, candidates, masks))
    names = [item.candidate for item in named]
    parents = [item for item in candidates if any(is_parent(sentence.line, item, other) for other in names)]
    return Names(named, parents, masks)


def _is_part_of_title(masks: list[Mask], candidate: Candidate) -> bool:
    """Whether the capitals of a title made a name that is none, or a treaty's name holds a known one."""
    kind = is_masked(masks, candidate)
    if candidate.source == "ruling":
        return False
    return kind == "treaty" or (bool(kind) and candidate.source in ("grammar", "acronym"))


def _stands_for_region(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a known name is printed for the countries of the organisation."""
    place = sentence.place_at.get(candidate.start)
    is_both = place is not None and (place.start, place.end) == (candidate.start, candidate.end)
    return is_both and candidate.source != "ruling" and names_region(sentence, candidate.start, candidate.end)


def _to_scan(sentence: Sentence, candidates: list[Candidate], masks: list[Mask]) -> Scan:
    """What walks need to know; a cue inside a name, a title or a quotation is none."""
    inside = {index for candidate in candidates for index in range(candidate.start, candidate.end)}
    hidden = {index for mask in masks for index in range(mask.start, mask.end) if mask.kind != "topic"}
    cues = {
        hit.start: hit
        for hit in sentence.hits.cues
        if hit.cue.position == "before" and hit.start not in inside | hidden and _is_prose(sentence, hit)
    }
    topics = {
        start for start, _ in sentence.hits.title_cues if start not in inside and sentence.line.shapes[start] == "lower"
    }
    return Scan(
        sentence, {candidate.start: candidate for candidate in candidates}, cues, frozenset(cues.keys() | topics)
    )


def _is_prose(sentence: Sentence, hit: CueHit) -> bool:
    """Whether a cue is written as running text, or opens the sentence."""
    line, start = sentence.line, hit.start
    return line.shapes[start] == "lower" or start == 0 or line.words[start - 1] in (".", ":", ";", "(", ",")


def _to_named(scan: Scan, candidates: list[Candidate], masks: list[Mask]) -> Iterator[Named]:
    reaches = {reach.candidate.start: reach for reach in cues_to_reaches(scan)}
    for found in people_to_reaches(scan, set(reaches)):
        reaches.setdefault(found.candidate.start, found)
    slots = [reach.candidate for reach in reaches.values() if reach.candidate.source == "slot"]
    slots += slots_before_cues(scan, candidates)
    slots = [slot for slot in slots if not is_masked(masks, slot)]
    everyone = sorted([*(item for item in candidates if not _is_covered(item, slots)), *slots])
    after = after_cue_roles(scan.sentence, everyone)
    previous: Candidate | None = None
    for candidate in everyone:
        if not is_parent(scan.sentence.line, candidate, previous):
            reach = reaches.get(candidate.start)
            role = _role(scan, candidate, reach, after.get(candidate.start), is_masked(masks, candidate))
            if role and (not candidate.is_ambiguous or _is_vouched(scan, candidate, reach, after)):
                yield Named(candidate, role, reach is not None and _is_delivery_place(reach))
        previous = candidate


def _is_covered(candidate: Candidate, slots: list[Candidate]) -> bool:
    """Whether a slot's longer name holds a doubtful known one."""
    return any(slot.start <= candidate.start and candidate.end <= slot.end for slot in slots)


def _is_vouched(scan: Scan, candidate: Candidate, reach: Reach | None, after: dict[int, Role]) -> bool:
    """Whether the words around it make an organisation of a name that may mean something else."""
    line, start = scan.sentence.line, candidate.start
    if start in after or (reach and reach.cue and reach.cue.slot):
        return True
    if start > 1 and line.norms[start - 1] in ("-", "/"):
        return start - 2 in scan.sentence.organisation_at
    if candidate.source == "glossary" and reach is not None and start > 0 and line.norms[start - 1] == "the":
        return True
    return candidate.source == "glossary" and _subject_role(scan, candidate) is not None


def _is_delivery_place(reach: Reach) -> bool:
    """Whether the cue says that the activity takes place there: "at", "visit to"."""
    return reach.cue is not None and not word_sets().delivery.isdisjoint(reach.cue.cue.replace("|", " ").split())


def _role(scan: Scan, candidate: Candidate, reach: Reach | None, after: Role | None, mask: str) -> Role | None:
    """The role of a candidate: a ruling, a cue right after it, the title it opens, the cue before it; None: no name."""
    if candidate.role or after:
        return candidate.role or after
    if mask:
        return "mentioned"
    if reach is None and (subject := _subject_role(scan, candidate)):
        return subject
    title = title_after(scan.sentence, chain_end(scan.sentence.line, scan.candidates, candidate))
    if title and title.role == "none":
        return None
    has_slot = reach is not None and reach.cue is not None and reach.cue.slot == "yes"
    if title and not has_slot and title.role != "none":
        return _role_in_title(scan, candidate, title.role)
    return reach.role if reach else "mentioned"


def _subject_role(scan: Scan, candidate: Candidate) -> Role | None:
    """`UNHCR and the Government of Uganda to organise …`: who opens the sentence and does something."""
    line = scan.sentence.line
    inside = {index for item in scan.candidates.values() for index in range(item.start, item.end)}
    owners = {index for index in scan.sentence.place_at if line.norms[index + 1 : index + 2] in (["'s"], ["'"])}
    inside |= owners | {index + 1 for index in owners}
    if any(index not in inside and line.norms[index] not in _LIST_WORDS for index in range(candidate.start)):
        return None
    end = candidate.end
    while end < len(line.words) and (end in inside or line.norms[end] in _LIST_WORDS):
        end += 1
    if line.norms[end : end + 1] in (["to"], ["will"]):
        return "partner"
    if line.norms[end : end + 2] == ["co", "-"]:
        end += 2
    elif end < len(line.words) and line.norms[end] in ("jointly", "together"):
        end += 1
    return word_sets().verbs.get(line.norms[end]) if line.shapes[end : end + 1] == ["lower"] else None


def _role_in_title(scan: Scan, candidate: Candidate, role: Role) -> Role:
    """`Joint UNICEF-WFP workshop`: who holds an event jointly with the publisher is its partner."""
    norms, ends = scan.sentence.line.norms, {other.end: other.start for other in scan.candidates.values()}
    start = candidate.start
    while norms[start - 1 : start] in (["-"], ["/"], ["and"]) and start - 1 in ends:
        start = ends[start - 1]
    return "partner" if role == "host" and norms[start - 1 : start] == ["joint"] else role
