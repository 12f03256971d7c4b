"""Places: countries and regions that the vocabulary knows, and towns where the sentence places them."""

from collections.abc import Iterator

from workplan_extract.tagging.blocs import names_region
from workplan_extract.tagging.hits import PlaceHit
from workplan_extract.tagging.place import Place, Surroundings
from workplan_extract.tagging.place_lists import read_islands, read_list, with_countries
from workplan_extract.tagging.runs import Sentence, read_run
from workplan_extract.tagging.stray_towns import (
    office_towns,
    towns_after_names,
    towns_before_country,
    towns_in_pairs,
    towns_in_parentheses,
    towns_set_off,
)
from workplan_extract.tagging.towns import TownContext, country_of_state
from workplan_extract.tagging.wordsets import place_sets, word_sets
from workplan_extract.vocabulary import country_by_code, homonyms

_SEPARATORS = frozenset((",", "and", "or", "&", "/"))


def find_places(sentence: Sentence, around: Surroundings) -> list[Place]:
    """All places of a sentence, in the order of the text, none inside another."""
    known = {place.start: place for place in _known_places(sentence, around)}
    named = tuple(dict.fromkeys(place.country for place in known.values() if place.country))
    context = TownContext(named, around.home)
    found = dict(known)
    inside: set[int] = set()
    for index, norm in enumerate(sentence.line.norms):
        kind = place_sets().cues.get(norm)
        if kind and sentence.line.shapes[index] != "acronym" and index not in inside:
            takes = kind in ("venue", "travel", "from", "island")
            here = context._replace(takes_translations=kind == "venue", takes_unknown=takes)
            places = [*read_list(sentence, around, here, known, index + 1)]
            read = read_islands(sentence, places) if kind == "island" else with_countries(sentence, places, context)
            for place in read:
                found[place.start] = place._replace(cue=kind, cue_at=index)
                inside.update(range(place.start, place.end))
    for place in towns_in_parentheses(sentence, around, context):
        found[place.start] = place
    for place in towns_set_off(sentence, around, context, known):
        found[place.start] = place
    for place in towns_in_pairs(sentence, around):
        found.setdefault(place.start, place)
    for place in office_towns(sentence, around, context):
        found.setdefault(place.start, place)
    for place in towns_after_names(sentence, around, context):
        found.setdefault(place.start, place)
    for place in towns_before_country(sentence, around, known):
        found.setdefault(place.start, place)
    return _settle(sentence, _without_overlaps(sorted(found.values())), around.home)


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
