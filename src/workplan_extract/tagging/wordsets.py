"""The word lists in the form that the rules look words up in: by norm."""

from functools import cache
from typing import Literal, NamedTuple

from workplan_extract.models import Role
from workplan_extract.vocabulary import (
    HeadNoun,
    TitleNoun,
    cues,
    head_nouns,
    place_cues,
    place_nouns,
    title_nouns,
    venue_words,
    word_group,
    word_list,
    word_to_norm,
)


class WordSets(NamedTuple):
    """Sets of norms, and nouns by their norms."""

    heads: dict[str, HeadNoun]
    seats: frozenset[str]
    """Head nouns of embassies and offices."""
    titles: dict[str, TitleNoun]
    openers: frozenset[str]
    portfolios: frozenset[str]
    fields: frozenset[str]
    """Fields of work that head no name."""
    generics: frozenset[str]
    connectors: frozenset[str]
    gap_cues: dict[str, dict[str, Role]]
    """Second part of a cue in two parts → its first part → the role."""
    common: frozenset[str]
    """Names that are common words too, in lower case."""
    offices: frozenset[str]
    languages: frozenset[str]
    members: frozenset[str]
    prefixes: frozenset[str]
    american_prefixes: frozenset[str]
    delivery: frozenset[str]
    clauses: frozenset[str]
    person_titles: frozenset[str]
    particles: frozenset[str]
    after_title: frozenset[str]
    suffixes: frozenset[str]
    """Words of a name after its head noun: International."""
    owners: frozenset[str]
    """Who a body may be under: President, Government."""
    groups: frozenset[str]
    """Groups of people that a body is of: women, workers."""
    tongues: frozenset[str]
    """Languages that are no nationality."""
    rights: frozenset[str]
    """Starts of a field of work in two parts: "access to"."""
    communities: frozenset[str]
    """People after whose own name no organisation is meant: "Karen youth"."""
    verbs: dict[str, Role]
    """Verbs of a sentence's subject → its role."""
    forces: frozenset[str]
    """Bodies' nouns that in lower case mean people: "Nigerian police"."""
    group_bodies: frozenset[str]
    """Last nouns of a group's name: "East Asia Steering Group"."""
    parts: frozenset[str]
    """Words in lower case that say which part of a place is meant: "northern Shan State"."""
    landscapes: frozenset[str]
    """Last nouns of a landscape's name, which is no organisation's: River, Valley."""
    facilities: frozenset[str]
    """Acronyms for what stands at a border: OSBP."""
    transfers: frozenset[str]
    """Moves of people from one place to another: relocation, repatriation."""
    locals: frozenset[str]
    """Words that make a glossary's expansion a type of local group or facility."""


def _norms(name: str) -> frozenset[str]:
    return frozenset(word_to_norm(word) for word in word_list(name))


def _gap_cues() -> dict[str, dict[str, Role]]:
    """`meeting|talks … with` → {"with": {"meeting": …, "talks": …}}."""
    found: dict[str, dict[str, Role]] = {}
    for cue in cues():
        left, gap, right = cue.cue.partition(" … ")
        if gap and cue.role:
            found.setdefault(right, {}).update({word_to_norm(word): cue.role for word in left.split("|")})
    return found


def _verbs() -> dict[str, Role]:
    roles: tuple[Role, ...] = ("partner", "funder", "requester", "participant")
    return {verb: role for role in roles for verb in word_group(f"{role} verb")}


@cache
def word_sets() -> WordSets:
    """All word lists of the tagger."""
    heads = {" ".join(map(word_to_norm, row.head.split())): row for row in head_nouns()}
    return WordSets(
        heads=heads,
        seats=frozenset(word_to_norm(row.head) for row in head_nouns() if row.seat),
        titles={" ".join(map(word_to_norm, row.noun.split())): row for row in title_nouns()},
        openers=_norms("openers"),
        portfolios=_norms("portfolio_words"),
        fields=_norms("portfolio_words") - heads.keys(),
        generics=_norms("generic_words"),
        connectors=_norms("connectors"),
        gap_cues=_gap_cues(),
        common=frozenset(word.casefold() for word in word_list("common_words")),
        offices=word_group("office"),
        languages=word_group("language"),
        members=word_group("members"),
        prefixes=word_group("prefix"),
        american_prefixes=word_group("american"),
        delivery=word_group("delivery"),
        clauses=word_group("clause"),
        person_titles=word_group("person"),
        particles=word_group("particle"),
        after_title=word_group("after title"),
        suffixes=word_group("suffix"),
        owners=word_group("owner"),
        groups=word_group("group"),
        tongues=word_group("tongue"),
        rights=word_group("right"),
        communities=word_group("community"),
        verbs=_verbs(),
        forces=word_group("force"),
        group_bodies=word_group("group body"),
        parts=word_group("part"),
        landscapes=word_group("landscape"),
        facilities=word_group("facility"),
        transfers=word_group("transfer"),
        locals=word_group("local"),
    )


def head_noun_at(norms: list[str], index: int) -> HeadNoun | None:
    """The head noun, of one word or two, whose last word is at `index`."""
    heads = word_sets().heads
    if index > 0 and (noun := heads.get(f"{norms[index - 1]} {norms[index]}")):
        return noun
    return heads.get(norms[index])


def title_noun_at(norms: list[str], last: int, first: int) -> TitleNoun | None:
    """The title noun, of one word or two, whose last word is `last`; `first` is where the phrase starts."""
    titles = word_sets().titles
    if last > first and (noun := titles.get(f"{norms[last - 1]} {norms[last]}")):
        return noun
    return titles.get(norms[last])


class PlaceSets(NamedTuple):
    """Words around places, by norm."""

    cues: dict[str, Literal["venue", "island", "travel", "from", "focus"]]
    venue_words: dict[str, str]
    nouns: frozenset[str]
    """Nouns after the name of a region, as printed: Province, Delta."""
    local_nouns: frozenset[str]
    """Those nouns that make a place local, so that things take place there as they do in a town."""
    macro: frozenset[str]
    """Regions too large for an event to be "on" them."""
    kinds: frozenset[str]
    """Nouns that "of" and a place's name follow: city, port."""


@cache
def place_sets() -> PlaceSets:
    """All word lists about places."""
    return PlaceSets(
        cues={word_to_norm(row.word): row.kind for row in place_cues()},
        venue_words={word_to_norm(row.word): row.kind for row in venue_words()},
        nouns=frozenset(row.noun for row in place_nouns() if row.position == "after"),
        local_nouns=frozenset(row.noun for row in place_nouns() if row.local),
        macro=word_group("macro"),
        kinds=frozenset(word_to_norm(row.noun) for row in place_nouns() if row.position == "before"),
    )
