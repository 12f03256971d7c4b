"""The places listed after a preposition: "Suva and Nadi, Fiji", "Raxaul (India) and Birgunj (Nepal)"."""

from collections.abc import Iterator
from functools import cache

from workplan_extract.tagging.place import UNLISTED, Place, Surroundings, in_name, town_to_place
from workplan_extract.tagging.runs import Sentence, read_run
from workplan_extract.tagging.towns import (
    Town,
    TownContext,
    has_country_after,
    is_plain_word,
    province_after,
    read_town,
    read_unlisted,
)
from workplan_extract.tagging.wordsets import place_sets, word_sets
from workplan_extract.vocabulary import cities_named, islands, name_to_city_key

_DETERMINERS = frozenset(("the", "both", "central", "downtown"))
_SEPARATORS = frozenset((",", "and", "or", "&", "/"))


def read_list(
    sentence: Sentence, around: Surroundings, context: TownContext, known: dict[int, Place], start: int
) -> Iterator[Place]:
    """The places listed from `start` on: "Honiara and Guadalcanal", "Suva, Fiji", "Tbilisi and Batumi, Georgia"."""
    line, index = sentence.line, start
    place: Place | None = None
    is_inside, takes_unlisted = False, context.takes_translations
    while index < len(line.words):
        index = _after_determiners(sentence, index)
        province = province_after(sentence, index, place.country) if place and place.kind == "city" else None
        place = town_to_place(province) if province else _place_at(sentence, around, context, known, index)
        if place is None and _is_kind(sentence, index):
            index += 2
            continue
        place = place or (_unlisted(sentence, around, index) if takes_unlisted else None)
        takes_unlisted = takes_unlisted and place is not None
        if place:
            yield place
            if place.kind == "city" and not context.takes_translations:
                context, takes_unlisted = context._replace(takes_translations=True), True
        elif not (context.takes_translations and line.capitals[index] and not in_name(around, index)):
            return
        index = place.end if place else read_run(sentence, index).end
        if index < len(line.words) and line.norms[index] == "(":
            index, is_inside = index + 1, True
            continue
        if is_inside and line.norms[index : index + 1] == [")"]:
            index, is_inside = index + 1, False
        following = _after_separators(sentence, index)
        if following == index or (place and place.is_adjective):
            return
        index = following


def _after_separators(sentence: Sentence, index: int) -> int:
    """The word after commas and "and", or after a semicolon before a town with its country."""
    norms = sentence.line.norms
    is_next_town = norms[index : index + 1] == [";"]
    following = index + 1 if is_next_town else index
    while following < len(norms) and norms[following] in _SEPARATORS:
        following += 1
    return index if is_next_town and not has_country_after(sentence, following) else following


def _after_determiners(sentence: Sentence, index: int) -> int:
    while index < len(sentence.line.words) and _is_determiner(sentence, index):
        index += 1
    return index


def _is_determiner(sentence: Sentence, index: int) -> bool:
    line = sentence.line
    if line.norms[index] in word_sets().parts:
        return line.shapes[index] == "lower" or (index not in sentence.place_at and index + 1 in sentence.place_at)
    return line.norms[index] in _DETERMINERS


def _is_kind(sentence: Sentence, index: int) -> bool:
    """Whether "city of", "port of" and the like stand at `index`."""
    norms = sentence.line.norms
    return norms[index + 1 : index + 2] == ["of"] and norms[index] in place_sets().kinds


def _place_at(
    sentence: Sentence, around: Surroundings, context: TownContext, known: dict[int, Place], index: int
) -> Place | None:
    """The known place or town that starts at `index`."""
    if not sentence.line.capitals[index] or in_name(around, index):
        return None
    if any(start <= index < end for start, end in around.hidden):
        return None
    place = known.get(index)
    town = read_town(sentence, index, context)
    if town and any(start < town.end and town.start < end for start, _, end in around.names):
        return place
    if town and (place is None or town.end > place.end or _is_loose_name(sentence, town, place)):
        return town_to_place(town)
    return place


def _unlisted(sentence: Sentence, around: Surroundings, index: int) -> Place | None:
    """A name that no list knows, right where a place is asked for; its country is still to be found."""
    if not sentence.line.capitals[index] or in_name(around, index):
        return None
    if any(start <= index < end for start, end in around.hidden):
        return None
    end = read_unlisted(sentence, index)
    return Place(index, end, sentence.line.slice(index, end), "city", UNLISTED) if end else None


def _is_loose_name(sentence: Sentence, town: Town, place: Place) -> bool:
    """`in São Tomé`: a town of that name, where its country is only loosely called so."""
    printed = sentence.line.slice(place.start, place.end)
    is_town = (town.kind, town.country, town.end) == ("city", place.country, place.end)
    return is_town and name_to_city_key(printed) != name_to_city_key(place.location)


def read_islands(sentence: Sentence, places: list[Place]) -> Iterator[Place]:
    """The places listed after "on": islands, towns of their name beside other islands, and names that no list knows."""
    has_island = any(place.location in islands() for place in places)
    for place in places:
        if place.kind == "city" and not has_island:
            if not is_unknown_island(sentence, place):
                return
            yield place._replace(kind="region", country="")
        elif place.country != UNLISTED:
            yield place


def is_unknown_island(sentence: Sentence, place: Place) -> bool:
    """`on Ambae, Vanuatu`: a name that no list knows and that is no topic."""
    is_plain = any(is_plain_word(sentence, index) for index in range(place.start, place.end))
    return place.end - place.start <= 2 and not is_plain and not cities_named(place.location)


def with_countries(sentence: Sentence, places: list[Place], context: TownContext) -> Iterator[Place]:
    """Listed places, those that no list knows with a country: that of the towns beside them, the sentence's, or home.

    Left out where nothing says a country; a region without one where the list says so: "Gbarpolu and Sinoe counties".
    """
    beside = ""
    are_areas = places and sentence.line.norms[places[-1].end : places[-1].end + 1] in _area_nouns()
    others = [place.country for place in places if place.kind == "city" and place.country != UNLISTED]
    for place in places:
        if place.country != UNLISTED:
            beside = place.country if place.kind == "city" else beside
            yield place
        elif are_areas:
            yield place._replace(kind="region", country="")
        elif _is_address(sentence, place, places):
            continue
        elif country := next(filter(None, (beside, *others[:1], *context.named[:1], context.home)), ""):
            yield place._replace(country=country)


def _is_address(sentence: Sentence, place: Place, places: list[Place]) -> bool:
    """`at Mulungushi, Lusaka`: a house or quarter before its town, and no list."""
    norms = sentence.line.norms
    town = next((other for other in places if other.start == place.end + 1 and other.kind == "city"), None)
    return town is not None and norms[place.end] == "," and norms[town.end : town.end + 1] not in ([","], ["and"])


@cache
def _area_nouns() -> tuple[list[str], ...]:
    """Nouns in lower case that make regions of the names before them: provinces, counties."""
    return tuple([noun] for noun in place_sets().local_nouns if noun.islower())
