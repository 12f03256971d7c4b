"""What the vocabulary knows of a sentence: entries found by spaCy's phrase matcher, and which of them count."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from workplan_extract.models import LocationKind, Role, Source
from workplan_extract.tagging.line import Line, word_to_shape
from workplan_extract.tagging.wordsets import word_sets
from workplan_extract.vocabulary.wording import Cue


class OrganisationEntry(NamedTuple):
    """A name of a known organisation. An empty canonical name says that it is none."""

    name: str
    canonical: str
    source: Source
    is_ambiguous: bool = False
    role: Role | None = None


class PlaceEntry(NamedTuple):
    """A name of a country or region, or an adjective of it."""

    name: str
    location: str
    kind: LocationKind
    country: str
    is_adjective: bool = False
    is_ambiguous: bool = False


class CueEntry(NamedTuple):
    """Words that give a role."""

    cue: Cue


class TitleCueEntry(NamedTuple):
    """Words after which a title or topic follows."""


class PeopleEntry(NamedTuple):
    """A noun for people, with the role of their organisation where no cue says otherwise."""

    default_role: Role


class LabelEntry(NamedTuple):
    """Words that give the activity a label of a group: its kind, mode or topic."""

    group: str
    label: str


class LabelHit(NamedTuple):
    """A label's words `start` to `end` (exclusive)."""

    start: int
    end: int
    group: str
    label: str


Entry = OrganisationEntry | PlaceEntry | CueEntry | TitleCueEntry | PeopleEntry | LabelEntry


class Hit(NamedTuple):
    """An entry found in words `start` to `end` (exclusive)."""

    start: int
    end: int
    entry: Entry


class OrganisationHit(NamedTuple):
    """A known organisation's name in words `start` to `end` (exclusive)."""

    start: int
    end: int
    entry: OrganisationEntry


class PlaceHit(NamedTuple):
    """A known place's name in words `start` to `end` (exclusive)."""

    start: int
    end: int
    entry: PlaceEntry


class CueHit(NamedTuple):
    """A cue in words `start` to `end` (exclusive)."""

    start: int
    end: int
    cue: Cue


class Hits(NamedTuple):
    """The hits of a sentence that count, each kind in the order of the text and without overlaps."""

    organisations: list[OrganisationHit]
    places: list[PlaceHit]
    cues: list[CueHit]
    title_cues: list[tuple[int, int]]
    people: dict[int, tuple[int, Role]]
    """End of a noun for people → its start and its organisation's default role."""
    labels: list[LabelHit]
    """Longest first among those that start together."""


_SOURCE_ORDER: tuple[Source, ...] = ("ruling", "glossary", "registry", "acronym", "grammar", "slot")


def choose_hits(line: Line, found: Iterable[Hit], common_words: frozenset[str]) -> Hits:
    """All hits → those that count: right case, longest first, the more trusted source first."""
    organisations: list[OrganisationHit] = []
    places: list[PlaceHit] = []
    cues: list[CueHit] = []
    title_cues: list[tuple[int, int]] = []
    people: dict[int, tuple[int, Role]] = {}
    labels: list[LabelHit] = []
    for start, end, entry in found:
        if isinstance(entry, CueEntry):
            cues.append(CueHit(start, end, entry.cue))
        elif isinstance(entry, PlaceEntry):
            if _is_place_case(line, start, end, entry):
                places.append(PlaceHit(start, end, entry))
        elif isinstance(entry, OrganisationEntry):
            if _is_name_case(line, start, end, entry, common_words):
                if end - start == 1 and line.shapes[start] == "lower":
                    entry = entry._replace(is_ambiguous=True)  # noqa: PLW2901 - the same name, in doubt here
                organisations.append(OrganisationHit(start, end, entry))
        elif isinstance(entry, PeopleEntry):
            people[end] = min(people.get(end, (start, entry.default_role)), (start, entry.default_role))
        elif isinstance(entry, LabelEntry):
            labels.append(LabelHit(start, end, entry.group, entry.label))
        else:
            title_cues.append((start, end))
    organisations.sort(key=lambda hit: (hit.start - hit.end, _SOURCE_ORDER.index(hit.entry.source)))
    places.sort(key=lambda hit: (hit.start - hit.end, hit.entry.is_adjective))
    before = sorted((hit for hit in cues if hit.cue.position == "before"), key=_longest)
    inner = {index for hit in before for index in range(hit.start + 1, hit.end)}
    after = sorted((hit for hit in cues if hit.cue.position == "after" and hit.start not in inner), key=_longest)
    return Hits(
        sorted(_without_overlaps(organisations)),
        sorted(_without_overlaps(places), key=lambda hit: hit.start),
        sorted([*_without_overlaps(before), *_without_overlaps(after)], key=lambda hit: hit.start),
        sorted(title_cues),
        people,
        sorted(labels, key=lambda hit: (hit.start, -hit.end)),
    )


def _longest(hit: CueHit) -> tuple[int, int]:
    return hit.start - hit.end, hit.start


T = TypeVar("T", OrganisationHit, PlaceHit, CueHit)


def _without_overlaps(hits: list[T]) -> list[T]:
    """Earlier hits win over later ones that share a word with them."""
    if len(hits) < 2:
        return hits
    taken: set[int] = set()
    kept: list[T] = []
    for hit in hits:
        span = range(hit.start, hit.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(hit)
    return kept


def _is_place_case(line: Line, start: int, end: int, entry: PlaceEntry) -> bool:
    """A place is written with a capital; a code such as US in capitals."""
    if not line.capitals[start]:
        return False
    return not entry.name.isupper() or line.slice(start, end).isupper()


def _is_name_case(line: Line, start: int, end: int, entry: OrganisationEntry, common_words: frozenset[str]) -> bool:
    """A name may stand in capitals or lower case, but not where that makes it a common word."""
    text = line.slice(start, end)
    if text == entry.name or (text.isupper() and len(text) > 2):
        return True
    if entry.is_ambiguous or entry.name.casefold() in common_words:
        return False
    if (
        end - start > 1
        and line.norms[end - 1] in word_sets().forces
        and line.shapes[end - 1] == "lower"
        and line.capitals[start]
    ):
        return False
    if word_to_shape(entry.name) == "acronym" and end - start == 1:
        return len(text) > 4 or (text.islower() and len(text) > 3)
    return True
