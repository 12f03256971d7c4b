"""The locations of a sentence: places around the organisations and titles found in it, one row each."""

from collections.abc import Iterator

from workplan_extract.models import LocationMention, LocationRole, Remark
from workplan_extract.tagging.candidates import Candidate, after_possessive
from workplan_extract.tagging.mentions import Named, Names
from workplan_extract.tagging.place import Place, Surroundings
from workplan_extract.tagging.places import find_places
from workplan_extract.tagging.runs import Sentence, read_run
from workplan_extract.tagging.venues import Grounds, places_to_roles
from workplan_extract.tagging.wordsets import place_sets, word_sets
from workplan_extract.vocabulary import is_listed_city


def find_locations(sentence: Sentence, names: Names, own: list[Named], home: str) -> tuple[LocationMention, ...]:
    """A sentence and the organisations found in it → its locations, venue before focus where both hold.

    `own` are mentions of the publisher, whose name says nothing of the activity's places.
    """
    places = find_places(sentence, _surroundings(names, own, home))
    roles = places_to_roles(sentence, places, _grounds(sentence, names))
    best: dict[tuple[str, str], LocationMention] = {}
    for place, role in zip(places, roles, strict=True):
        held = best.get((place.location, place.kind))
        if held is None or (role == "venue" and held.role == "focus"):
            best[place.location, place.kind] = _to_mention(sentence, place, role)
    return tuple(sorted(best.values(), key=lambda mention: mention.start or 0))


def locations_to_remarks(locations: tuple[LocationMention, ...]) -> Iterator[Remark]:
    """Towns that no list of places knows: their country is what the words beside them say."""
    for one in locations:
        if one.kind == "city" and not is_listed_city(one.location, one.country):
            yield Remark(
                code="place-unknown",
                message=f"No list of places knows {one.mention!r}; taken for a town of {one.country}",
            )


def _grounds(sentence: Sentence, names: Names) -> Grounds:
    return Grounds(
        venue_ends=frozenset(item.candidate.end for item in names.named if item.is_venue),
        office_ends=frozenset(_seat_ends(sentence, names)),
        quoted=frozenset(_words_in(names, "quote")),
        topics=frozenset(_words_in(names, "topic")),
        titled=frozenset(_words_of_papers(sentence, names)),
    )


def _words_of_papers(sentence: Sentence, names: Names) -> Iterator[int]:
    """Words of topics after the colon of a desk's work: "Statistical brief: Road accidents in Francistown"."""
    line, kinds = sentence.line, place_sets().venue_words
    for mask in names.masks:
        if mask.kind == "topic" and line.words[mask.start - 1] == ":":
            before = [kinds[norm] for norm in line.norms[: mask.start] if norm in kinds]
            if before and before[-1] == "desk":
                yield from range(mask.start, mask.end)


def _words_in(names: Names, kind: str) -> Iterator[int]:
    for mask in names.masks:
        if mask.kind == kind:
            yield from range(mask.start, mask.end)


def _seat_ends(sentence: Sentence, names: Names) -> Iterator[int]:
    """Where embassies and offices end, those of "IOM's Regional Office in Nairobi" among them."""
    for item in names.named:
        end = item.candidate.end
        after = after_possessive(sentence.line, end)
        if _is_seat(sentence, item.candidate):
            yield end
        elif after > end and sentence.line.capitals[after]:
            last = read_run(sentence, after).end
            if sentence.line.norms[last - 1] in word_sets().seats:
                yield last


def _is_seat(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether an organisation's mention is that of an embassy or office, so that "in Nairobi" says where it sits."""
    norms, seats = sentence.line.norms, word_sets().seats
    return any(norm in seats for norm in norms[candidate.start : candidate.end])


def _surroundings(names: Names, own: list[Named], home: str) -> Surroundings:
    candidates = [item.candidate for item in names.named]
    spans = [(item.start, item.office or item.end, item.end) for item in candidates]
    hidden = [(mask.start, mask.end) for mask in names.masks if mask.kind == "treaty"]
    hidden += [(parent.start, parent.end) for parent in names.parents]
    hidden += [(item.candidate.start, item.candidate.office or item.candidate.end) for item in own]
    return Surroundings(tuple(spans), tuple(hidden), home)


def _to_mention(sentence: Sentence, place: Place, role: LocationRole) -> LocationMention:
    line = sentence.line
    return LocationMention(
        mention=line.slice(place.start, place.end),
        location=place.location,
        kind=place.kind,
        country=place.country,
        role=role,
        start=line.starts[place.start],
        end=line.ends[place.end - 1],
    )
