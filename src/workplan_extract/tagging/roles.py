"""Roles: each cue hands its role along the list of names beside it, until another cue or the clause ends it."""

from collections.abc import Iterator
from typing import NamedTuple

from workplan_extract.models import Role
from workplan_extract.tagging.candidates import Candidate, after_possessive
from workplan_extract.tagging.hits import CueHit
from workplan_extract.tagging.runs import POSSESSIVES, Sentence, read_run
from workplan_extract.tagging.slots import read_slot
from workplan_extract.tagging.titles import title_after
from workplan_extract.tagging.wordsets import word_sets
from workplan_extract.vocabulary import Cue, is_large_city

_ENDS = frozenset((".", ";", ":", "?", "!", '"', "“", "”"))
_ARTICLES = frozenset(("the", "a", "an", "both", "its", "our"))
_MAX_GAP = 9
"""Words in lower case that may stand between a cue and a name, as in "for twenty senior officers of the …"."""


class Reach(NamedTuple):
    """A candidate that a cue reached, and the role that the cue hands on."""

    candidate: Candidate
    role: Role
    cue: Cue | None


class Scan(NamedTuple):
    """What a walk from a cue needs to know."""

    sentence: Sentence
    candidates: dict[int, Candidate]
    """Candidates by the word that they start at."""
    cues: dict[int, CueHit]
    """Cues that stand before their names, by the word that they start at."""
    stops: frozenset[int]
    """Words where a walk ends or a slot's name cannot go on: cues, topics, quotations."""


def cues_to_reaches(scan: Scan) -> list[Reach]:
    """All candidates that cues before them reach, those of slots included, in the cues' order.

    A later cue stands nearer to its names, so the last reach of a candidate counts.
    """
    reaches: list[Reach] = []
    for hit in scan.cues.values():
        is_inside = any(r.candidate.start < hit.start < r.candidate.end for r in reaches)
        if hit.cue.role and not is_inside:
            reaches.extend(_walk(scan, hit.end, role_of(scan, hit), hit.cue))
    return reaches


def people_to_reaches(scan: Scan, reached: set[int]) -> list[Reach]:
    """Organisations that no cue reached, but whose people are named: "officers of the Rwanda National Police"."""
    line = scan.sentence.line
    reaches: list[Reach] = []
    for end, (start, role) in sorted(scan.sentence.hits.people.items()):
        is_inside = any(item.start <= start < item.end for item in scan.candidates.values())
        if end < len(line.words) and line.norms[end] in ("of", "from", "at") and not is_inside:
            reaches.extend(reach for reach in _walk(scan, end + 1, role, None) if reach.candidate.start not in reached)
    return reaches


def role_of(scan: Scan, hit: CueHit) -> Role:
    """The role that a cue gives in this sentence: who convenes what the publisher only attends is its host."""
    role = hit.cue.role or "mentioned"
    norms = scan.sentence.line.norms
    if role != "partner":
        return role
    if norms[hit.end - 1] == "by" and any(
        other.cue.takes_part and other.start < hit.start for other in scan.cues.values()
    ):
        return "host"
    if hit.end - hit.start == 1:
        return _role_over_gap(scan, hit) or role
    return role


def _role_over_gap(scan: Scan, hit: CueHit) -> Role | None:
    """The role of a cue in two parts: "meeting on container fraud with …"."""
    norms, right = scan.sentence.line.norms, scan.sentence.line.norms[hit.start]
    gaps = word_sets().gap_cues.get(right, {})
    for index in range(hit.start - 1, -1, -1):
        if role := gaps.get(norms[index]) or gaps.get(" ".join(norms[index - 1 : index + 1])):
            return role
        if (
            norms[index] in _ENDS
            or norms[index] in word_sets().clauses
            or (norms[index] == "," and not _sets_off_place(scan.sentence, index))
            or (index in scan.cues and scan.cues[index].cue.slot)
        ):
            return None
    return None


def _sets_off_place(sentence: Sentence, comma: int) -> bool:
    """Whether a comma only sets a country off its town: "in Niamey, Niger, with …"."""
    place = sentence.place_at.get(comma + 1)
    return comma - 1 in sentence.place_at or bool(place and place.start == comma + 1 and not place.entry.is_adjective)


def _walk(scan: Scan, start: int, role: Role, cue: Cue | None) -> list[Reach]:
    """The names of the list that starts at `start`; unknown ones only where the cue, or a known one, vouches."""
    takes_slots = cue is None or bool(cue.slot) or role == "participant"
    if not takes_slots and all(known < start for known in scan.candidates):
        return []
    found = _without_peoples(scan, list(_list_items(scan, start, takes_slots=takes_slots)))
    vouched = bool(cue and cue.slot) or (role == "participant" and any(item.source != "slot" for item in found))
    return [Reach(item, role, cue) for item in found if vouched or item.source != "slot" or _is_peoples(scan, item)]


def _without_peoples(scan: Scan, items: list[Candidate]) -> list[Candidate]:
    """Without unknown names that a list ties to a people's: "Mon, Karen and Shan youth"."""
    if not items or items[-1].source != "slot":
        return items
    line, end = scan.sentence.line, items[-1].end
    if line.norms[end : end + 1] != ["and"] or not line.capitals[end + 1]:
        return items
    after = read_run(scan.sentence, end + 1).end
    if line.norms[after : after + 1] and line.norms[after] in word_sets().communities:
        return [item for item in items if item.source != "slot"]
    return items


def _is_peoples(scan: Scan, item: Candidate) -> bool:
    """Whether people are said to be of a name: "crews of AirAsia"."""
    norms = scan.sentence.line.norms
    start = item.start - 1 if norms[item.start - 1] == "the" else item.start
    is_theirs = norms[start - 1] in ("of", "from") and start - 1 in scan.sentence.hits.people
    return is_theirs and not is_large_city(item.canonical, 1)


class _Pace(NamedTuple):
    """Where a walk along a list is."""

    at: int
    gap: int = 0
    """Words in lower case since the last name."""
    is_last: bool = False
    """Whether "and" has announced the last name."""
    is_closed: bool = False
    """Whether the last name has come, so that a comma ends the list."""


def _list_items(scan: Scan, start: int, *, takes_slots: bool) -> Iterator[Candidate]:
    """Known candidates and possible names along a list, in the order of the text."""
    pace: _Pace | None = _Pace(start)
    while pace and pace.at < len(scan.sentence.line.words) and pace.gap <= _MAX_GAP:
        item = _item_at(scan, pace.at) if takes_slots else scan.candidates.get(pace.at)
        if item:
            yield item
            pace = _Pace(_after_item(scan, item.end), is_closed=pace.is_last)
        else:
            pace = _step(scan, pace)


def _item_at(scan: Scan, index: int) -> Candidate | None:
    item = scan.candidates.get(index)
    if item is None or item.is_ambiguous:
        return _slot_at(scan, index, item) or item
    return item


def _step(scan: Scan, pace: _Pace) -> _Pace | None:
    """The walk after a word that starts no name; None where the list ends."""
    sentence, index = scan.sentence, pace.at
    norm = sentence.line.norms[index]
    if index in scan.stops or norm in _ENDS or norm in word_sets().clauses:
        hit = scan.cues.get(index)
        return pace._replace(at=hit.end, is_closed=False) if hit and not hit.cue.role else None
    if norm == ",":
        return None if pace.is_closed or not _goes_on(scan, index + 1) else pace._replace(at=index + 1)
    if norm in ("and", "or"):
        return pace._replace(at=index + 1, is_last=True)
    if index in sentence.place_at:
        return _Pace(sentence.place_at[index].end, is_closed=pace.is_last)
    end = read_run(sentence, index).end if sentence.line.capitals[index] else index + 1
    end = next((at for at in range(index + 1, end) if at in scan.candidates), end)
    return pace._replace(at=end, gap=pace.gap + (sentence.line.shapes[index] != "mark"))


def _slot_at(scan: Scan, index: int, known: Candidate | None) -> Candidate | None:
    """The unknown name at `index`, if it is longer than the doubtful known one there."""
    line = scan.sentence.line
    if not line.capitals[index] or index in scan.stops or _is_work(scan, index):
        return None
    if index > 1 and line.norms[index - 1] in POSSESSIVES and index - 2 in scan.sentence.organisation_at:
        return None
    if line.capitals[index - 1] and not any(hit.end == index for hit in scan.cues.values()):
        return None
    slot = read_slot(scan.sentence, index, scan.candidates, scan.stops)
    return slot if slot and (known is None or slot.end > known.end) else None


def _is_work(scan: Scan, index: int) -> bool:
    """`a TikTok series`: one of many works, named after where it appears."""
    return scan.sentence.line.norms[index - 1] in ("a", "an") and title_after(scan.sentence, index + 1) is not None


def _after_item(scan: Scan, end: int) -> int:
    """The word after a name, its possessive and what stands in parentheses after it."""
    line = scan.sentence.line
    end = after_possessive(line, end)
    if end < len(line.words) and line.words[end] == "(" and ")" in line.words[end:] and end + 1 not in scan.cues:
        return line.words.index(")", end) + 1
    return end


def _goes_on(scan: Scan, index: int) -> bool:
    """Whether a list goes on after a comma: with a name, or with people in lower case and then a name."""
    line, words = scan.sentence.line, word_sets()
    while index < len(line.words) and line.norms[index] in _ARTICLES:
        index += 1
    for ahead in range(index, min(index + 8, len(line.words))):
        if ahead in scan.candidates:
            return True
        if ahead in scan.stops and line.norms[ahead] != "and":
            return False
        if line.capitals[ahead]:
            return line.norms[ahead] not in words.openers or ahead in scan.sentence.place_at
        if ahead == index and line.norms[ahead] == "and":
            return True
        if line.norms[ahead] in words.openers and line.norms[ahead] not in _ARTICLES:
            return False
    return False


def after_cue_roles(sentence: Sentence, candidates: list[Candidate]) -> dict[int, Role]:
    """Start of a candidate → the role from a cue after it: "UNESCAP-led", "X and Y as observers", "UDI's request"."""
    roles: dict[int, Role] = {}
    ends = {_end_before_cue(sentence, candidate.end): candidate for candidate in candidates}
    for hit in sentence.hits.cues:
        candidate = ends.get(hit.start)
        if hit.cue.position != "after" or candidate is None or not hit.cue.role:
            continue
        roles[candidate.start] = hit.cue.role
        if sentence.line.norms[hit.start] == "as" and sentence.line.norms[hit.end - 1].endswith("s"):
            for other in _listed_before(sentence, candidates, candidate):
                roles.setdefault(other.start, hit.cue.role)
    return roles


def slots_before_cues(scan: Scan, candidates: list[Candidate]) -> Iterator[Candidate]:
    """Unknown names that a cue with a hyphen follows: "Kathmandu Outdoor-sponsored"."""
    line, ends = scan.sentence.line, {candidate.end for candidate in candidates}
    for hit in scan.sentence.hits.cues:
        if hit.cue.position != "after" or line.norms[hit.start] != "-" or hit.start in ends:
            continue
        start = hit.start
        while start > 0 and (line.capitals[start - 1] or line.words[start - 1] == "&"):
            start -= 1
        slot = read_slot(scan.sentence, start, {}, frozenset((hit.start,))) if start < hit.start else None
        if slot and slot.end == hit.start:
            yield slot


def _end_before_cue(sentence: Sentence, end: int) -> int:
    """Where a cue after a name would start: after its possessive and its acronym in parentheses."""
    line = sentence.line
    if line.words[end : end + 1] == ["("] and line.words[end + 2 : end + 3] == [")"]:
        end += 3
    return after_possessive(line, end)


def _listed_before(sentence: Sentence, candidates: list[Candidate], last: Candidate) -> Iterator[Candidate]:
    """The names that "and" and commas tie to the one before a plural cue."""
    line, start = sentence.line, last.start
    for candidate in reversed([other for other in candidates if other.end <= last.start]):
        between = [norm for norm in line.norms[candidate.end : start] if norm not in (*_ARTICLES, *POSSESSIVES)]
        if between not in (["and"], [","], [",", "and"]):
            return
        yield candidate
        start = candidate.start
