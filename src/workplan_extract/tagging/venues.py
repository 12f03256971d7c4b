"""Whether a place is where an activity takes place, or what it is about."""

from typing import NamedTuple

from workplan_extract.models import LocationRole
from workplan_extract.tagging.place import Place
from workplan_extract.tagging.runs import POSSESSIVES, Sentence
from workplan_extract.tagging.wordsets import place_sets, word_sets
from workplan_extract.vocabulary import islands, name_to_city_key, provinces, subdivisions

_CLAUSE_ENDS = frozenset((".", ";", ":"))
_TRANSFER_LINKS = frozenset(("of", "from", "to"))
_DELIVERED = frozenset(("event", "works", "travel"))


class Grounds(NamedTuple):
    """Words that decide beside the place's own preposition, by number."""

    venue_ends: frozenset[int]
    """After organisations at which the activity takes place: "at the University of Oslo, Norway"."""
    office_ends: frozenset[int]
    """After embassies and offices: "in Nairobi" says where they sit."""
    quoted: frozenset[int]
    """In quotations, where a place is at most the focus."""
    topics: frozenset[int]
    """In topics, where only a town may be a venue."""
    titled: frozenset[int]
    """In what a brief, report or study is about, as its colon says."""


def places_to_roles(sentence: Sentence, places: list[Place], grounds: Grounds) -> list[LocationRole]:
    """The role of each place, in the same order."""
    towns = {place.cue_at for place in places if _is_town(sentence, place)}
    return [
        "venue" if _is_venue(sentence, place, grounds, has_town=place.cue_at in towns) else "focus" for place in places
    ]


def _is_town(sentence: Sentence, place: Place) -> bool:
    """Whether it is a town, or a part of a country where things take place as they do in a town."""
    return place.kind == "city" or (_is_island(sentence, place) if place.cue == "island" else _is_local(place))


def _is_venue(sentence: Sentence, place: Place, grounds: Grounds, *, has_town: bool) -> bool:
    """Whether the activity takes place there; `has_town` says that the place's list holds a town."""
    line = sentence.line
    if place.is_adjective or line.norms[place.end : place.end + 1] in [[mark] for mark in POSSESSIVES]:
        return False
    if line.words[place.start - 1 : place.start] == [","] and place.start - 1 in grounds.venue_ends:
        return True
    if place.start in grounds.quoted | grounds.titled or place.cue_at in grounds.office_ends:
        return False
    return _is_placed(sentence, place, grounds, has_town=has_town)


def _is_placed(sentence: Sentence, place: Place, grounds: Grounds, *, has_town: bool) -> bool:
    """Whether the place's preposition puts the activity there."""
    if place.cue == "venue":
        is_in = has_town or _is_local(place) or _is_venue_area(sentence, place, grounds)
        return is_in and not _is_in_paper(sentence, place.cue_at)
    if place.cue == "island":
        return has_town and sentence.line.norms[place.cue_at + 1] != "the"
    if place.cue == "travel":
        return _is_travelled_to(sentence, place, has_town=has_town)
    return place.kind == "city" and _is_on_the_way(sentence, place)


def _is_travelled_to(sentence: Sentence, place: Place, *, has_town: bool) -> bool:
    """Whether "to" says where one goes: to a town, or to a country on a mission; no people are moved there."""
    is_of_people = sentence.line.norms[place.cue_at - 1] in word_sets().communities
    if is_of_people or _is_transfer(sentence, place.cue_at):
        return False
    return has_town or _last_word_kind(sentence, place.cue_at) == "travel"


def _is_on_the_way(sentence: Sentence, place: Place) -> bool:
    """`Patrol from Mongu to Sesheke`, `ferry between Moroni and Mutsamudu`: an end of what goes to and fro."""
    norms = sentence.line.norms
    if place.cue == "from":
        return norms[place.end : place.end + 1] == ["to"] and not _is_transfer(sentence, place.cue_at)
    is_between = place.cue_at > 0 and norms[place.cue_at] == "between" and norms[place.cue_at - 1] != ","
    return is_between and _last_word_kind(sentence, place.cue_at) in _DELIVERED


def _is_transfer(sentence: Sentence, index: int) -> bool:
    """`Relocation of families from Adré to Farchana`: people are moved, and nothing is delivered on the way."""
    norms, transfers = sentence.line.norms, word_sets().transfers
    return any(norms[at] in transfers and norms[at + 1] in _TRANSFER_LINKS for at in range(max(0, index - 6), index))


def _is_in_paper(sentence: Sentence, index: int) -> bool:
    """`Report on attacks in El Geneina`: whether "in" at `index` belongs to the topic of a paper that comes first."""
    norms, kinds = sentence.line.norms, place_sets().venue_words
    for at in range(1, min(index, 7)):
        if norms[at] in ("on", "about"):
            return (
                kinds.get(norms[at - 1]) == "desk"
                and not _DELIVERED & {kinds.get(norm) for norm in norms[:index]}
                and "," not in norms[at:index]
            )
    return False


def _is_local(place: Place) -> bool:
    """Whether a region is a province or island, where a thing takes place as it does in a town."""
    if place.location.casefold() in place_sets().macro:
        return False
    if place.location in islands() or place.location in provinces():
        return True
    is_named_so = place.location.split()[-1] in place_sets().local_nouns
    return place.kind == "region" and (is_named_so or name_to_city_key(place.location) in subdivisions())


def _is_island(sentence: Sentence, place: Place) -> bool:
    """Whether "on" stands before an island's name; a name that no list knows is one."""
    is_one = place.location in islands() or place.start not in sentence.place_at
    return is_one and place.kind == "region" and place.cue == "island" and not place.is_adjective


def _is_venue_area(sentence: Sentence, place: Place, grounds: Grounds) -> bool:
    """Whether "in" before a country or large region goes with an event or works, not with a topic or desk task."""
    norms, index = sentence.line.norms, place.cue_at
    if place.start in grounds.topics or (place.kind == "region" and _is_about_people(sentence, index)):
        return False
    if index == 0 or norms[index - 1] == ",":
        return True
    return _last_word_kind(sentence, index) in _DELIVERED


def _is_about_people(sentence: Sentence, index: int) -> bool:
    """Whether people or bodies stand between the event and "in" at `index`: "for agencies in the Pacific"."""
    norms, kinds = sentence.line.norms, place_sets().venue_words
    for before in range(index - 1, -1, -1):
        if norms[before] in ("for", "of", "to"):
            return True
        if kinds.get(norms[before]):
            return False
    return False


def _last_word_kind(sentence: Sentence, index: int) -> str:
    """What the last telling word before `index` says; people ("for judges") close the topic before them."""
    line, kinds = sentence.line, place_sets().venue_words
    is_for_people = False
    for before in range(index - 1, -1, -1):
        norm = line.norms[before]
        if norm in _CLAUSE_ENDS:
            break
        is_for_people = is_for_people or norm == "for"
        kind = kinds.get(norm, "") if line.shapes[before] == "lower" or before == 0 else ""
        if kind and not (kind == "topic" and is_for_people):
            is_topic = "topic" in (kinds.get(word, "") for word in line.norms[max(0, before - 2) : before])
            return "topic" if is_topic else kind
    return ""
