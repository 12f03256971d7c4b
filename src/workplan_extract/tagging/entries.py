"""From the vocabulary and a document's glossary to the entries that the phrase matcher looks for."""

from collections.abc import Iterator
from functools import cache

from workplan_extract.tagging.hits import (
    CueEntry,
    Entry,
    LabelEntry,
    OrganisationEntry,
    PeopleEntry,
    PlaceEntry,
    TitleCueEntry,
)
from workplan_extract.vocabulary import (
    areas,
    countries,
    cues,
    labels,
    name_to_key,
    organisations,
    people,
    phrase_to_phrases,
    title_cues,
    word_list,
)

Phrase = tuple[str, Entry]


def shared_entries() -> Iterator[Phrase]:
    """Phrases that are looked for in any document."""
    yield from _organisation_entries()
    yield from _place_entries()
    for cue in cues():
        if "…" not in cue.cue:
            for phrase in phrase_to_phrases(cue.cue):
                yield phrase, CueEntry(cue)
    for row in title_cues():
        yield row.cue, TitleCueEntry()
    for noun in people():
        for form in noun_to_forms(noun.people):
            yield form, PeopleEntry(noun.default_role)
    for group in ("activity_kinds", "activity_modes", "topics"):
        for label in labels(group):
            for word in label.words:
                yield word, LabelEntry(group, label.label)


def noun_to_forms(noun: str) -> tuple[str, ...]:
    """A noun for people → singular and plural; one that is a plural has one form."""
    if noun.endswith(("s", "men", "people", "alumni", "faculty", "staff", "personnel", "youth")):
        return (noun,)
    return (noun, f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s")


def _organisation_entries() -> Iterator[Phrase]:
    for row in organisations():
        if row.kind == "process":
            continue
        ambiguous = {name.casefold() for name in row.ambiguous_aliases}
        for name in row.names:
            yield name, OrganisationEntry(name, row.organisation, "registry", name.casefold() in ambiguous)


def _place_entries() -> Iterator[Phrase]:
    for row in countries():
        ambiguous = set(row.ambiguous_names)
        for name in row.names:
            yield name, PlaceEntry(name, row.short_name, "country", row.alpha2, False, name in ambiguous)
        for name in row.nationalities:
            yield name, PlaceEntry(name, row.short_name, "country", row.alpha2, True, name in ambiguous)
    for bloc in sorted(word_list("blocs")):
        yield bloc, PlaceEntry(bloc, bloc, "region", "")
    for area in areas():
        for name in (area.name, *area.aliases):
            yield name, PlaceEntry(name, area.name, "region", "")
        for name in area.adjectives:
            yield name, PlaceEntry(name, area.name, "region", "", True)


@cache
def registry_words() -> frozenset[str]:
    """Norms of all words of the registry's names."""
    return frozenset(word for row in organisations() for name in row.names for word in name_to_key(name).split())


@cache
def registry_index() -> dict[str, str]:
    """Key of any registered name → the organisation's official name."""
    return {name_to_key(name): row.organisation for row in reversed(organisations()) for name in row.names}
