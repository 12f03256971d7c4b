"""A place as the rules hold it, and what decides on places beside their words."""

from typing import Literal, NamedTuple

from workplan_extract.models import LocationKind
from workplan_extract.tagging.towns import Town

UNLISTED = "?"
"""Stands for the country of a name that no list knows, until the places beside it settle one."""

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


def town_to_place(town: Town) -> Place:
    """A town as read → a place that no preposition is known of yet."""
    return Place(town.start, town.end, town.location, town.kind, town.country)


def in_name(around: Surroundings, index: int) -> bool:
    """Whether the word at `index` belongs to an organisation's mention."""
    return any(start <= index < end for start, _, end in around.names)
