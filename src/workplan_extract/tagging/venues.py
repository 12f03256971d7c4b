"""Whether a place is where an activity takes place, or what it is about."""

from workplan_extract.models import LocationRole
from workplan_extract.tagging.places import Place
from workplan_extract.tagging.runs import Sentence
from workplan_extract.tagging.wordsets import place_sets
from workplan_extract.vocabulary import name_to_city_key, subdivisions

_CLAUSE_ENDS = frozenset((".", ";", ":"))


def places_to_roles(
    sentence: Sentence, places: list[Place], venue_ends: set[int], quoted: set[int], topics: set[int], office_ends: set[int]
) -> list[LocationRole]:
    """The role of each place.

    `venue_ends` holds the words after organisations at which the activity takes place ("at the University of Oslo,
    Norway"); `quoted` the words of quotations, whose places are at most the focus, `topics` those of topics, where
    only a town may be a venue; `office_ends` the words after embassies and offices, whose "in X" says where they are.
    """
    lists: dict[int, list[Place]] = {}
    for place in places:
        if place.cue_at >= 0:
            lists.setdefault(place.cue_at, []).append(place)
    return [_role(sentence, place, lists.get(place.cue_at, []), venue_ends, quoted, topics, office_ends) for place in places]


def _role(
    sentence: Sentence, place: Place, listed: list[Place], venue_ends: set[int], quoted: set[int], topics: set[int], office_ends: set[int]
) -> LocationRole:
    line = sentence.line
    if place.is_adjective or line.norms[place.end : place.end + 1] in (["'s"], ["'"]):
        return "focus"
    if line.words[place.start - 1 : place.start] == [","] and place.start - 1 in venue_ends:
        return "venue"
    if place.cue in ("", "focus", "from") or place.start in quoted or place.cue_at in office_ends:
        return "focus"
    has_town = any(other.kind == "city" for other in listed)
    if place.cue == "venue":
        if has_town or is_local(place):
            return "venue"
        if place.start in topics or (place.kind == "region" and _is_about_people(sentence, place.cue_at)):
            return "focus"
        return "venue" if _is_delivered_before(sentence, place.cue_at) else "focus"
    if place.cue == "island":
        has_article = line.norms[place.cue_at + 1] == "the"
        return "venue" if has_town or not (has_article or place.kind == "country") else "focus"
    return "venue" if has_town or _last_word_kind(sentence, place.cue_at) == "travel" else "focus"


def is_local(place: Place) -> bool:
    """Whether a region is a province or island, where a thing takes place as it does in a town."""
    is_named_so = place.location.split()[-1] in place_sets().local_nouns
    return place.kind == "region" and (is_named_so or name_to_city_key(place.location) in subdivisions())


def _is_about_people(sentence: Sentence, index: int) -> bool:
    """Whether people or bodies stand between the event and "in" at `index`: "for agencies in the Pacific"."""
    norms, kinds = sentence.line.norms, place_sets().venue_words
    for before in range(index - 1, -1, -1):
        if norms[before] in ("for", "of", "to"):
            return True
        if kinds.get(norms[before]):
            return False
    return False


def _is_delivered_before(sentence: Sentence, index: int) -> bool:
    """Whether "in" at `index` goes with an event or works, and not with a topic or a desk task."""
    norms = sentence.line.norms
    if index == 0 or norms[index - 1] == ",":
        return True
    return _last_word_kind(sentence, index) in ("event", "works", "travel")


def _last_word_kind(sentence: Sentence, index: int) -> str:
    """What the last telling word before `index` says; people ("for judges") close the topic before them."""
    line, kinds = sentence.line, place_sets().venue_words
    is_for_people = False
    for before in range(index - 1, -1, -1):
        norm = line.norms[before]
        if norm in _CLAUSE_ENDS:
            break
        if norm == "for":
            is_for_people = True
        kind = kinds.get(norm, "") if line.shapes[before] == "lower" or before == 0 else ""
        if kind and not (kind == "topic" and is_for_people):
            is_topic = "topic" in (kinds.get(word, "") for word in line.norms[max(0, before - 2) : before])
            return "topic" if is_topic else kind
    return ""
