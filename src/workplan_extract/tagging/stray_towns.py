"""Towns that no preposition places: in parentheses, after an event's comma or a dash, in pairs, in names."""

from collections.abc import Iterator

from workplan_extract.tagging.place import UNLISTED, Place, Surroundings, in_name, town_to_place
from workplan_extract.tagging.place_lists import read_list, with_countries
from workplan_extract.tagging.runs import Sentence
from workplan_extract.tagging.towns import TownContext, is_plain_word, name_to_town, read_town
from workplan_extract.tagging.wordsets import place_sets
from workplan_extract.vocabulary import is_large_city

_LARGE_CITY = 100_000
_DASHES = frozenset(("–", "—", "-"))


def towns_in_parentheses(sentence: Sentence, around: Surroundings, context: TownContext) -> Iterator[Place]:
    """`Regional workshop (Nairobi, Kenya)`: a large city that opens a parenthesis, with what is listed after it."""
    line = sentence.line
    for index, word in enumerate(line.words[:-1]):
        if word == "(" and line.capitals[index + 1]:
            town = None if in_name(around, index + 1) else read_town(sentence, index + 1, context)
            if town and town.kind == "city" and is_large_city(town.location, _LARGE_CITY):
                yield town_to_place(town)._replace(cue="venue", cue_at=index)
                after = sentence.place_at.get(town.end + 1) if line.words[town.end : town.end + 1] == [","] else None
                if after and after.entry.country == town.country:
                    entry = after.entry
                    yield Place(
                        after.start, after.end, entry.location, entry.kind, entry.country, False, "venue", index
                    )


def towns_set_off(
    sentence: Sentence, around: Surroundings, context: TownContext, known: dict[int, Place]
) -> Iterator[Place]:
    """`Judges' workshop, Hanoi`, `Drills – Tapachula and Tecún Umán`: towns after an event's comma, or after a dash."""
    line, kinds = sentence.line, place_sets().venue_words
    here = context._replace(takes_translations=True, takes_unknown=False)
    for index, word in enumerate(line.words[1:-1], start=1):
        is_dash = word in _DASHES and not line.touches(index)
        if not is_dash and not (word == "," and kinds.get(line.norms[index - 1]) == "event"):
            continue
        places = [*read_list(sentence, around, here, known, index + 1)]
        if not places or places[0].kind != "city" or places[0].country == UNLISTED:
            continue
        if len(places) > 1 or is_large_city(places[0].location, _LARGE_CITY):
            yield from (
                place._replace(cue="venue", cue_at=index) for place in with_countries(sentence, places, context)
            )


def towns_in_pairs(sentence: Sentence, around: Surroundings) -> Iterator[Place]:
    """`Bongao-Sandakan corridor`: two towns, tied by a hyphen before a noun."""
    line = sentence.line
    for index in range(1, len(line.words) - 2):
        if line.norms[index] != "-" or not line.touches(index) or not line.touches(index + 1):
            continue
        ends = (index - 1, index + 1)
        is_pair = all(line.shapes[at] == "capital" and not in_name(around, at) for at in ends)
        if not is_pair or line.shapes[index + 2] != "lower" or any(is_plain_word(sentence, at) for at in ends):
            continue
        towns = [name_to_town(line.words[at], (), around.home, is_sure=False) for at in ends]
        if all(town and town[1] == "city" for town in towns) and not any(at in sentence.place_at for at in ends):
            for at, town in zip(ends, towns, strict=True):
                if town:
                    yield Place(at, at + 1, *town)


def office_towns(sentence: Sentence, around: Surroundings, context: TownContext) -> Iterator[Place]:
    """`UNICEF Nairobi`: the town in an office's name."""
    for _, own_end, end in around.names:
        for index in range(own_end, end):
            if sentence.line.capitals[index] and index not in sentence.place_at:
                town = read_town(sentence, index, context)
                if town and town.end <= end:
                    yield town_to_place(town)


def towns_after_names(sentence: Sentence, around: Surroundings, context: TownContext) -> Iterator[Place]:
    """`National Prosecuting Authority, Pretoria`: a large town of a country that counts here, set off by commas."""
    line = sentence.line
    for _, _, end in around.names:
        if line.words[end : end + 1] != [","] or not line.capitals[end + 1] or in_name(around, end + 1):
            continue
        town = read_town(sentence, end + 1, context._replace(takes_unknown=False))
        is_last = town is not None and line.words[town.end : town.end + 1] in ([], [","], [";"], ["."])
        if (
            town
            and is_last
            and town.country in (*context.named, around.home)
            and is_large_city(town.location, _LARGE_CITY)
        ):
            yield town_to_place(town)


def towns_before_country(sentence: Sentence, around: Surroundings, known: dict[int, Place]) -> Iterator[Place]:
    """`Suva, Fiji` or `(Suva, Fiji)` where no preposition stands before the town."""
    line = sentence.line
    for place in known.values():
        comma = place.start - 1
        if place.kind != "country" or place.is_adjective or comma < 1 or line.words[comma] != ",":
            continue
        start = comma
        while start > 0 and line.capitals[start - 1] and start - 1 not in known:
            start -= 1
        if start < comma and not in_name(around, start):
            town = read_town(sentence, start, TownContext((place.country,), place.country, takes_unknown=False))
            if town and town.end == comma and town.country == place.country:
                yield town_to_place(town)
