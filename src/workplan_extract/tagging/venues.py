"""Whether a place is where an activity takes place, or what it is about."""

from workplan_extract.models import LocationRole
from workplan_extract.tagging.places import Place
from workplan_extract.tagging.runs import Sentence
from workplan_extract.tagging.wordsets import place_sets

_CLAUSE_ENDS = frozenset((".", ";", ":"))


def places_to_roles(sentence: Sentence, places: list[Place], venue_ends: set[int], quoted: set[int]) -> list[LocationRole]:
    """The role of each place.

    `venue_ends` holds the words after organisations at which the activity takes place ("at the University of Oslo,
    Norway"); `quoted` the words of titles, whose places are at most the focus.
    """
    lists: dict[int, list[Place]] = {}
    for place in places:
        if place.cue_at >= 0:
            lists.setdefault(place.cue_at, []).append(place)
    return [_role(sentence, place, lists.get(place.cue_at, []), venue_ends, quoted) for place in places]


def _role(
    sentence: Sentence, place: Place, listed: list[Place], venue_ends: set[int], quoted: set[int]
) -> LocationRole:
    if place.is_adjective:
        return "focus"
    line = sentence.line
    if line.words[place.start - 1 : place.start] == [","] and place.start - 1 in venue_ends:
        return "venue"
    if place.cue in ("", "focus", "from") or place.start in quoted:
        return "focus"
    has_town = any(other.kind == "city" for other in listed)
    if place.cue == "venue":
        return "venue" if has_town or _is_delivered_before(sentence, place.cue_at) else "focus"
    if place.cue == "island":
        has_article = line.norms[place.cue_at + 1] == "the"
        return "venue" if has_town or not (has_article or place.kind == "country") else "focus"
    return "venue" if has_town or _last_word_kind(sentence, place.cue_at) == "travel" else "focus"


def _is_delivered_before(sentence: Sentence, index: int) -> bool:
    """Whether "in" at `index` goes with an event or works, and not with a topic or a desk task."""
    norms = sentence.line.norms
    if index == 0 or norms[index - 1] == ",":
        return True
    return _last_word_kind(sentence, index) in ("event", "works", "travel")


def _last_word_kind(sentence: Sentence, index: int) -> str:
    """What the last telling word before `index` says; people ("for judges") close the topic before them."""
    norms, kinds = sentence.line.norms, place_sets().venue_words
    is_for_people = False
    for before in range(index - 1, -1, -1):
        norm = norms[before]
        if norm in _CLAUSE_ENDS:
            break
        if norm == "for":
            is_for_people = True
        kind = kinds.get(norm, "")
        if kind and not (kind == "topic" and is_for_people):
            return kind
    return ""
