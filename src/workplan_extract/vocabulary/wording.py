"""The word lists that the tagger reads sentences by: cues, heads of names, titles, people, connectors."""

from functools import cache
from itertools import product
from typing import Literal

from pydantic import Field, field_validator

from workplan_extract.models import Frozen, Role
from workplan_extract.vocabulary.rows import Names, read_rows
from workplan_extract.vocabulary.words import word_to_norm

YesNo = Literal["yes", ""]


class Word(Frozen):
    """A line of a list of words."""

    word: str = Field(min_length=1, description="The word")
    note: str = Field(default="", description="What a maintainer should know of it")


class GroupedWord(Frozen):
    """A word that belongs to one of the small groups that a rule asks for."""

    word: str = Field(min_length=1, description="The word")
    group: str = Field(min_length=1, description="The group")
    note: str = Field(default="", description="What a maintainer should know of it")


class Cue(Frozen):
    """Words that give the organisations beside them a role."""

    cue: str = Field(min_length=1, description="The words; `a|b` for either, `…` for any words but a comma")
    role: Role | Literal[""] = Field(description="The role; empty: the role that already holds goes on")
    position: Literal["before", "after"] = Field(description="Where the cue stands, seen from the name")
    slot: YesNo = Field(default="", description="yes: any name that follows is an organisation")
    takes_part: YesNo = Field(default="", description="yes: the publisher only takes part in what others hold")
    note: str = Field(default="", description="What a maintainer should know of it")


class HeadNoun(Frozen):
    """A noun that heads names of organisations."""

    head: str = Field(min_length=1, description="The noun as names print it")
    connectors: tuple[str, ...] = Field(description="Words that may follow it inside a name")
    needs: Literal["", "modifier", "name", "place", "registry", "of"] = Field(
        description="What makes it a name: nothing, any modifier, a modifier of its own, a place, or only the registry"
    )
    possessive: YesNo = Field(default="", description="yes: a country's 's before it belongs to the mention")
    seat: YesNo = Field(default="", description="yes: a town after it is where it sits, not the activity's venue")
    note: str = Field(default="", description="What a maintainer should know of it")

    @field_validator("connectors", mode="before")
    @classmethod
    def _split_on_bars(cls, cell: object) -> object:
        return tuple(filter(None, cell.split("|"))) if isinstance(cell, str) else cell


class TitleNoun(Frozen):
    """A noun that ends the title of a work, an event or a treaty."""

    noun: str = Field(min_length=1, description="The noun in lower case")
    role: Literal["host", "mentioned", "none"] = Field(description="Role of an organisation named before it")
    body: YesNo = Field(default="", description="yes: where a cue asks for an organisation, it may be one")
    opens: YesNo = Field(default="", description="yes: a title may start with it, as in Operation Redback")
    note: str = Field(default="", description="What a maintainer should know of it")


class TitleCue(Frozen):
    """Words after which a title or a topic follows."""

    cue: str = Field(min_length=1, description="The words")
    note: str = Field(default="", description="What a maintainer should know of it")


class People(Frozen):
    """A noun for people: those of an organisation take the role of the cue before them, else a default."""

    people: str = Field(min_length=1, description="The noun in the singular, or a plural of its own")
    default_role: Role = Field(description="Role of their organisation where no cue says otherwise")
    note: str = Field(default="", description="What a maintainer should know of it")


class PlaceNoun(Frozen):
    """A noun that makes the name beside it a place below or above the country level."""

    noun: str = Field(min_length=1, description="The noun as names print it")
    position: Literal["after", "before"] = Field(description="Where it stands, seen from the name")
    local: YesNo = Field(default="", description="yes: things take place there as they do in a town")
    note: str = Field(default="", description="What a maintainer should know of it")


class VenueWord(Frozen):
    """A word that decides what "in X" after it says: where an event takes place, or what a desk task is about."""

    word: str = Field(min_length=1, description="The word in lower case")
    kind: Literal["event", "works", "travel", "desk", "topic"] = Field(description="What the word says of the activity")
    note: str = Field(default="", description="What a maintainer should know of it")


class PlaceCue(Frozen):
    """A preposition before a place."""

    word: str = Field(min_length=1, description="The word in lower case")
    kind: Literal["venue", "island", "travel", "from", "focus"] = Field(description="What it says of the place")
    note: str = Field(default="", description="What a maintainer should know of it")


class Label(Frozen):
    """A label of an activity, and the words that give it."""

    label: str = Field(min_length=1, description="The label")
    words: Names = Field(description="Phrases that give it, `;` between them")
    note: str = Field(default="", description="What a maintainer should know of it")


def phrase_to_phrases(phrase: str) -> tuple[str, ...]:
    """`request|requests from|of` → the four phrases that it stands for."""
    return tuple(" ".join(words) for words in product(*(part.split("|") for part in phrase.split())))


@cache
def cues() -> tuple[Cue, ...]:
    """`data/cues.csv`."""
    return read_rows("cues", Cue)


@cache
def head_nouns() -> tuple[HeadNoun, ...]:
    """`data/head_nouns.csv`."""
    return read_rows("head_nouns", HeadNoun)


@cache
def title_nouns() -> tuple[TitleNoun, ...]:
    """`data/titles.csv`."""
    return read_rows("titles", TitleNoun)


@cache
def title_cues() -> tuple[TitleCue, ...]:
    """`data/title_cues.csv`."""
    return read_rows("title_cues", TitleCue)


@cache
def people() -> tuple[People, ...]:
    """`data/people.csv`."""
    return read_rows("people", People)


@cache
def place_nouns() -> tuple[PlaceNoun, ...]:
    """`data/place_nouns.csv`."""
    return read_rows("place_nouns", PlaceNoun)


@cache
def venue_words() -> tuple[VenueWord, ...]:
    """`data/venue_words.csv`."""
    return read_rows("venue_words", VenueWord)


@cache
def place_cues() -> tuple[PlaceCue, ...]:
    """`data/place_cues.csv`."""
    return read_rows("place_cues", PlaceCue)


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list such as `connectors` or `openers`, as printed there."""
    return frozenset(row.word for row in read_rows(name, Word))


@cache
def word_group(name: str) -> frozenset[str]:
    """The norms of a group of `data/word_groups.csv`."""
    return frozenset(_word_groups()[name])


@cache
def _word_groups() -> dict[str, set[str]]:
    """Name of a group → norms of its words."""
    groups: dict[str, set[str]] = {}
    for row in read_rows("word_groups", GroupedWord):
        groups.setdefault(row.group, set()).add(word_to_norm(row.word))
    return groups


@cache
def labels(name: str) -> tuple[Label, ...]:
    """The labels of a list such as `activity_kinds` or `topics`."""
    return read_rows(name, Label)
