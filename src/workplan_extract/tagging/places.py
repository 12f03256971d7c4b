"""Places: countries and regions that the vocabulary knows, and towns where the sentence places them."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from workplan_extract.models import LocationKind
from workplan_extract.tagging.blocs import names_region
from workplan_extract.tagging.hits import PlaceHit
from workplan_extract.tagging.line import Line
from workplan_extract.tagging.runs import Sentence, read_run
from workplan_extract.tagging.towns import Town, TownContext, country_of_state, is_plain_word, province_after, read_town
from workplan_extract.tagging.wordsets import place_sets, word_sets
from workplan_extract.vocabulary import cities_named, country_by_code, homonyms, is_large_city, name_to_city_key

_LARGE_CITY = 100_000
_DETERMINERS = frozenset(("the", "both", "central", "downtown"))
_SEPARATORS = frozenset((",", "and", "or", "&", "/"))

CueKind = Literal["venue", "island", "travel", "from", "focus", ""]


class Place(NamedTuple):
    """A place named in words `start` to `end` (exclusive), and the preposition whose list it stands in."""

    start: int
    end: int
    location: str
    kind: LocationKind
    country: str
    is_adjective: bool = False
    cue: CueKind = ""
    cue_at: int = -1


class Surroundings(NamedTuple):
    """What decides on places apart from the words themselves."""

    names: tuple[tuple[int, int, int], ...]
    """Organisations' mentions: start, end of the organisation's own name, end of the mention with its office."""
    hidden: tuple[tuple[int, int], ...]
    """Spans where no place counts: treaties, processes."""
    home: str
    """Alpha-2 code of the publisher's country; empty where it is of none."""


def find_places(sentence: Sentence, around: Surroundings) -> list[Place]:
    """All places of a sentence, in the order of the text, none inside another."""
    known = {place.start: place for place in _known_places(sentence, around)}
    named = tuple(dict.fromkeys(place.country for place in known.values() if place.country))
    context = TownContext(named, around.home)
    found = dict(known)
    for index, norm in enumerate(sentence.line.norms):
        kind = place_sets().cues.get(norm)
        if kind and sentence.line.shapes[index] != "acronym":
            takes = kind in ("venue", "travel", "from", "island")
            here = context._replace(takes_translations=kind == "venue", takes_unknown=takes)
            for place in _read_list(sentence, around, here, known, index + 1):
                if kind == "island" and place.kind == "city":
                    if not _is_unknown_island(sentence, place):
                        break
                    place = place._replace(kind="region", country="")  # noqa: PLW2901 - the same words, read as an island
                found[place.start] = place._replace(cue=kind, cue_at=index)
    for place in _towns_in_parentheses(sentence, around, context):
        found[place.start] = place
    for place in _office_towns(sentence, around, context):
        found.setdefault(place.start, place)
    for place in _towns_after_names(sentence, around, context):
        found.setdefault(place.start, place)
    for place in _towns_before_country(sentence, around, known):
        found.setdefault(place.start, place)
    return _settle(sentence, _without_overlaps(sorted(found.values())), around.home)


def _is_unknown_island(sentence: Sentence, place: Place) -> bool:
    """`on Ambae, Vanuatu`: a name that no list knows and that is no topic."""
    is_plain = any(is_plain_word(sentence, index) for index in range(place.start, place.end))
    return place.end - place.start <= 2 and not is_plain and not cities_named(place.location)


def _known_places(sentence: Sentence, around: Surroundings) -> Iterator[Place]:
    """Countries and regions of the vocabulary that count here."""
    for hit in sentence.hits.places:
        if any(start <= hit.start and hit.end <= end for start, end in around.hidden):
            continue
        if _is_language(sentence, hit) or _is_part_of_adjective(sentence, hit) or _is_in_treaty(sentence, hit):
            continue
        if _is_glossary_acronym(sentence, hit):
            continue
        if hit.entry.kind == "region" and not _is_region_here(sentence, hit, around):
            continue
        entry = hit.entry
        if entry.kind == "country" and country_of_state(_town_before(sentence, hit.start), entry):
            yield Place(hit.start, hit.end, sentence.line.slice(hit.start, hit.end), "region", "")
            continue
        printed = sentence.line.slice(hit.start, hit.end)
        location = (
            printed if entry.kind == "region" and not entry.is_adjective and not printed.isupper() else entry.location
        )
        yield Place(hit.start, hit.end, location, entry.kind, entry.country, entry.is_adjective)


def _is_glossary_acronym(sentence: Sentence, hit: PlaceHit) -> bool:
    """`DRC` where the document's glossary explains it as the Danish Refugee Council."""
    known = sentence.organisation_at.get(hit.start)
    if known is None or (known.start, known.end) != (hit.start, hit.end) or hit.entry.kind != "country":
        return False
    is_acronym = hit.end - hit.start == 1 and sentence.line.shapes[hit.start] == "acronym"
    return is_acronym and known.entry.source == "glossary" and bool(known.entry.canonical)


def _town_before(sentence: Sentence, index: int) -> str:
    """The capitalised words before the comma that stands before a word; empty where there is none."""
    line, start = sentence.line, index - 1
    if start < 1 or line.words[start] != ",":
        return ""
    while start > 0 and line.capitals[start - 1]:
        start -= 1
    return line.slice(start, index - 1) if start < index - 1 else ""


def _is_language(sentence: Sentence, hit: PlaceHit) -> bool:
    """`Mongolian Sign Language`, `Burmese-language`, `into Somali of the Guide`, `in French and Spanish`."""
    if not hit.entry.is_adjective:
        return False
    line = sentence.line
    following = line.norms[hit.end] if hit.end < len(line.words) else "."
    if following in word_sets().languages:
        return True
    if following == "-" and not word_sets().languages.isdisjoint(line.norms[hit.end + 1 : hit.end + 2]):
        return True
    before = hit.start - 1
    while before > 0 and (line.norms[before] in _SEPARATORS or line.capitals[before]):
        before -= 1
    if before < 0 or line.norms[before] not in ("in", "into", "from", "to"):
        return False
    return not line.capitals[hit.end] and (not following[0].isalpha() or following in word_sets().after_title)


def _is_in_treaty(sentence: Sentence, hit: PlaceHit) -> bool:
    """`Bali Process`, `Nairobi Wreck Removal Convention`: a treaty or process further on in the same run."""
    line, titles, index = sentence.line, word_sets().titles, hit.end
    while line.capitals[index]:
        noun = titles.get(line.norms[index])
        if noun and noun.role == "none":
            return True
        index += 1
    return False


def _is_part_of_adjective(sentence: Sentence, hit: PlaceHit) -> bool:
    """`Inter-American`, `Pan American`: the second half names no country."""
    line = sentence.line
    before = hit.start - 2 if hit.start > 1 and line.norms[hit.start - 1] == "-" else hit.start - 1
    return hit.entry.is_adjective and before >= 0 and line.norms[before] in word_sets().american_prefixes


def _is_region_here(sentence: Sentence, hit: PlaceHit, around: Surroundings) -> bool:
    """Whether a region's name stands for the region, and not in or for an organisation's name."""
    known = sentence.organisation_at.get(hit.start)
    if known and (known.start, known.end) == (hit.start, hit.end):
        return names_region(sentence, hit.start, hit.end)
    if known and known.entry.canonical and known.end >= hit.end:
        return False
    return not _is_in_proper_name(sentence, hit, around)


def _is_in_proper_name(sentence: Sentence, hit: PlaceHit, around: Surroundings) -> bool:
    """A region inside an organisation's own name, or late in a run of capitals: `Blue Pacific`, `Pacific Community`."""
    for start, own_end, end in around.names:
        if start <= hit.start < own_end:
            return True
        if own_end <= hit.start < end:
            return False
    line, before = sentence.line, hit.start - 1
    if line.capitals[hit.end] and line.norms[read_run(sentence, hit.end).end - 1] in word_sets().group_bodies:
        return True
    if not line.capitals[before] or before in sentence.place_at:
        return False
    return not (line.norms[before] in word_sets().openers or line.norms[before] in word_sets().generics)


def _read_list(
    sentence: Sentence, around: Surroundings, context: TownContext, known: dict[int, Place], start: int
) -> Iterator[Place]:
    """The places listed from `start` on: "Honiara and Guadalcanal", "Suva, Fiji", "Tbilisi and Batumi, Georgia"."""
    line, index = sentence.line, start
    place: Place | None = None
    while index < len(line.words):
        while index < len(line.words) and _is_determiner(line, index):
            index += 1
        province = province_after(sentence, index, place.country) if place and place.kind == "city" else None
        place = _town_to_place(province) if province else _place_at(sentence, around, context, known, index)
        if place is None and _is_kind(sentence, index):
            index += 2
            continue
        if place:
            yield place
        elif not (context.takes_translations and line.capitals[index] and not _in_name(around, index)):
            return
        index = place.end if place else read_run(sentence, index).end
        if index < len(line.words) and line.norms[index] == "(":
            index += 1
            continue
        steps = index
        while index < len(line.words) and line.norms[index] in _SEPARATORS:
            index += 1
        if index == steps or (place and place.is_adjective):
            return


def _is_determiner(line: Line, index: int) -> bool:
    return line.norms[index] in _DETERMINERS or (
        line.norms[index] in word_sets().parts and line.shapes[index] == "lower"
    )


def _is_kind(sentence: Sentence, index: int) -> bool:
    """Whether "city of", "port of" and the like stand at `index`."""
    norms = sentence.line.norms
    return norms[index + 1 : index + 2] == ["of"] and norms[index] in place_sets().kinds


def _place_at(
    sentence: Sentence, around: Surroundings, context: TownContext, known: dict[int, Place], index: int
) -> Place | None:
    """The known place or town that starts at `index`."""
    if not sentence.line.capitals[index] or _in_name(around, index):
        return None
    if any(start <= index < end for start, end in around.hidden):
        return None
    place = known.get(index)
    town = read_town(sentence, index, context)
    if town and any(start < town.end and town.start < end for start, _, end in around.names):
        return place
    if town and (place is None or town.end > place.end or _is_loose_name(sentence, town, place)):
        return _town_to_place(town)
    return place


def _is_loose_name(sentence: Sentence, town: Town, place: Place) -> bool:
    """`in São Tomé`: a town of that name, where its country is only loosely called so."""
    printed = sentence.line.slice(place.start, place.end)
    is_town = (town.kind, town.country, town.end) == ("city", place.country, place.end)
    return is_town and name_to_city_key(printed) != name_to_city_key(place.location)


def _in_name(around: Surroundings, index: int) -> bool:
    return any(start <= index < end for start, _, end in around.names)


def _town_to_place(town: Town) -> Place:
    return Place(town.start, town.end, town.location, town.kind, town.country)


def _towns_in_parentheses(sentence: Sentence, around: Surroundings, context: TownContext) -> Iterator[Place]:
    """`Regional workshop (Nairobi, Kenya)`: a large city that opens a parenthesis, with what is listed after it."""
    line = sentence.line
    for index, word in enumerate(line.words[:-1]):
        if word == "(" and line.capitals[index + 1]:
            town = None if _in_name(around, index + 1) else read_town(sentence, index + 1, context)
            if town and town.kind == "city" and is_large_city(town.location, _LARGE_CITY):
                yield _town_to_place(town)._replace(cue="venue", cue_at=index)
                after = sentence.place_at.get(town.end + 1) if line.words[town.end : town.end + 1] == [","] else None
                if after and after.entry.country == town.country:
                    entry = after.entry
                    yield Place(
                        after.start, after.end, entry.location, entry.kind, entry.country, False, "venue", index
                    )


def _office_towns(sentence: Sentence, around: Surroundings, context: TownContext) -> Iterator[Place]:
    """`UNICEF Nairobi`: the town in an office's name."""
    for _, own_end, end in around.names:
        for index in range(own_end, end):
            if sentence.line.capitals[index] and index not in sentence.place_at:
                town = read_town(sentence, index, context)
                if town and town.end <= end:
                    yield _town_to_place(town)


def _towns_after_names(sentence: Sentence, around: Surroundings, context: TownContext) -> Iterator[Place]:
    """`National Prosecuting Authority, Pretoria`: a large town of a country that counts here, set off by commas."""
    line = sentence.line
    for _, _, end in around.names:
        if line.words[end : end + 1] != [","] or not line.capitals[end + 1] or _in_name(around, end + 1):
            continue
        town = read_town(sentence, end + 1, context._replace(takes_unknown=False))
        is_last = town is not None and line.words[town.end : town.end + 1] in ([], [","], [";"], ["."])
        if (
            town
            and is_last
            and town.country in (*context.named, around.home)
            and is_large_city(town.location, _LARGE_CITY)
        ):
            yield _town_to_place(town)


def _towns_before_country(sentence: Sentence, around: Surroundings, known: dict[int, Place]) -> Iterator[Place]:
    """`Suva, Fiji` or `(Suva, Fiji)` where no preposition stands before the town."""
    line = sentence.line
    for place in known.values():
        comma = place.start - 1
        if place.kind != "country" or place.is_adjective or comma < 1 or line.words[comma] != ",":
            continue
        start = comma
        while start > 0 and line.capitals[start - 1] and start - 1 not in known:
            start -= 1
        if start < comma and not _in_name(around, start):
            town = read_town(sentence, start, TownContext((place.country,), place.country, takes_unknown=False))
            if town and town.end == comma and town.country == place.country:
                yield _town_to_place(town)


def _without_overlaps(places: list[Place]) -> list[Place]:
    """Of places that share words the longest."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: place.start - place.end):
        if all(place.end <= other.start or other.end <= place.start for other in kept):
            kept.append(place)
    return sorted(kept)


def _settle(sentence: Sentence, places: list[Place], home: str) -> list[Place]:
    """Names that several countries share → the one that the rest of the sentence speaks of."""
    shared = homonyms()
    names = [sentence.line.slice(place.start, place.end) for place in places]
    sure = [place.country for place, name in zip(places, names, strict=True) if name not in shared and place.country]
    return [
        _with_country(place, shared[name], [*sure, home]) if place.kind == "country" and name in shared else place
        for place, name in zip(places, names, strict=True)
    ]


def _with_country(place: Place, options: tuple[str, ...], evidence: list[str]) -> Place:
    country = country_by_code()[next((code for code in evidence if code in options), options[0])]
    return place._replace(location=country.short_name, country=country.alpha2)
