"""What one document says of names: rulings, aliases, its glossary, and the names of its own publisher."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from workplan_extract.models import GlossaryEntry
from workplan_extract.tagging.context import Context
from workplan_extract.tagging.entries import Phrase, registry_index, registry_words
from workplan_extract.tagging.hits import OrganisationEntry
from workplan_extract.tagging.wordsets import word_sets
from workplan_extract.vocabulary import fold, name_to_key, organisations, word_to_norm

_FOREIGN = frozenset(("de", "del", "la", "des", "du", "da", "do", "di", "et", "y", "e", "fur", "und", "van"))
Judge = Callable[[str], Literal["", "doubtful", "name"]]
"""Says of a glossary's expansion whether it is an organisation's name, may be one, or is none (empty)."""


class Resolved(NamedTuple):
    """A glossary entry, with what it stands for and what is odd about it."""

    acronym: str
    expansion: str
    canonical: str
    """The organisation's canonical name; empty where it is none."""
    official: str
    """The registry's name of the same organisation; empty where the registry has none."""
    right_acronym: str
    """The acronym that the glossary misprints; empty where it does not."""
    is_doubtful: bool = False
    """Whether it names an organisation only where a cue says so: a type of body, or no head noun."""


class DocumentNames(NamedTuple):
    """The names that hold in one document."""

    phrases: tuple[Phrase, ...]
    canonical_by_official: dict[str, str]
    """The registry's name → the name that this document's glossary prefers."""
    expansions: dict[str, str]
    """Acronym of the glossary → what it stands for, whether an organisation or not."""
    misprints: dict[str, str]
    """Text in an activity or canonical name → what the glossary prints for it."""
    own_names: frozenset[str]
    """Keys of the publisher's own names."""
    own_canonical: frozenset[str]
    """Keys of the publisher's canonical names; of a mere office not its parent's, so that other offices count."""


def context_to_names(context: Context, judge: Judge) -> DocumentNames:
    """A document's context → the names that hold in it; `judge` knows the grammar."""
    resolved = [_resolve(entry, judge) for entry in context.glossary if entry.acronym and entry.expansion]
    own_names, own_canonical = _own_names(context)
    return DocumentNames(
        phrases=(*_ruling_phrases(context), *_glossary_phrases(resolved)),
        canonical_by_official={row.official: row.canonical for row in resolved if row.official and row.canonical},
        expansions={row.acronym: row.canonical or row.expansion for row in resolved},
        misprints=dict(_misprints(resolved)),
        own_names=own_names,
        own_canonical=own_canonical,
    )


def _ruling_phrases(context: Context) -> Iterator[Phrase]:
    for name, organisation in context.settings.aliases.items():
        yield name, OrganisationEntry(name, organisation, "ruling")
    for ruling in context.settings.rulings:
        mention, canonical = ruling.mention, ruling.organisation
        if canonical is None and ruling.role is not None:
            canonical = registry_index().get(name_to_key(mention), mention)
        yield mention, OrganisationEntry(mention, canonical or "", "ruling", role=ruling.role)


def _glossary_phrases(resolved: list[Resolved]) -> Iterator[Phrase]:
    for row in resolved:
        for name in dict.fromkeys((row.acronym, row.right_acronym, row.expansion, row.canonical)):
            if name and (row.canonical or name == row.acronym):
                yield name, OrganisationEntry(name, row.canonical, "glossary", row.is_doubtful)


def _misprints(resolved: list[Resolved]) -> Iterator[tuple[str, str]]:
    for row in resolved:
        if row.right_acronym:
            yield row.right_acronym, row.acronym
        if row.canonical and row.canonical != row.expansion:
            yield row.canonical, row.expansion


def _resolve(entry: GlossaryEntry, judge: Judge) -> Resolved:
    """A glossary entry → what it stands for: the registry confirms it, or corrects its misprints."""
    official = registry_index().get(name_to_key(entry.expansion), "") or _misspelt_official(entry)
    if not official:
        verdict = judge(entry.expansion)
        canonical = _repaired(entry.expansion) if verdict else ""
        return Resolved(entry.acronym, entry.expansion, canonical, "", "", is_doubtful=verdict == "doubtful")
    canonical = official if is_misspelt(entry.expansion, official) else entry.expansion
    return Resolved(entry.acronym, entry.expansion, canonical, official, _right_acronym(entry.acronym, official))


def _repaired(name: str) -> str:
    """A name in English → with words that are a letter off a word of names put right: "Departement", "Meterology"."""
    words = name.split()
    if not any(fold(word) in ("of", "for", "and", "the", "on") for word in words) and len(words) < 3:
        return name
    if any(fold(word) in _FOREIGN for word in words) or not name.isascii():
        return name
    return " ".join(map(_repaired_word, words))


@lru_cache(maxsize=4096)
def _repaired_word(word: str) -> str:
    norm = word_to_norm(word)
    if len(norm) < 8 or not norm.isalpha() or word.isupper() or norm in known_words():
        return word
    sets = word_sets()
    words = [other for other in sets.portfolios | sets.heads.keys() if len(other) >= 8 and other.isalpha()]
    right = [other for other in words if OSA.distance(norm, other, score_cutoff=1) == 1]
    best = max(right, key=lambda other: (len(other), other), default=norm)
    return word if best in (norm, f"{norm}s") or norm == f"{best}s" else best.capitalize()


def _misspelt_official(entry: GlossaryEntry) -> str:
    """The official name of the organisation with that acronym, if the expansion misspells it."""
    official = registry_index().get(name_to_key(entry.acronym), "")
    return official if official and is_misspelt(entry.expansion, official) else ""


def is_misspelt(printed: str, official: str) -> bool:
    """Whether a name is another one with letters or apostrophes wrong, and not with other words."""
    ours, theirs = fold(printed).split(), fold(official).split()
    if len(ours) != len(theirs) or ours == theirs:
        return False
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if word_to_norm(a) != word_to_norm(b)]
    return bool(pairs) and all(_is_misspelt_word(a, b) for a, b in pairs)


def _is_misspelt_word(printed: str, official: str) -> bool:
    """`peoples` for `people's`, `Comission` for `Commission`; not `with` for `within`, nor two known words."""
    if printed.replace("'", "") == official.replace("'", ""):
        return True
    allowed = 2 if len(official) >= 9 else 1
    return (
        len(official) >= 5 and OSA.distance(printed, official) <= allowed and word_to_norm(printed) not in known_words()
    )


def known_words() -> frozenset[str]:
    """Norms of words that names are known to be made of, so that they are taken for no misprint."""
    sets = word_sets()
    return sets.portfolios | sets.generics | sets.heads.keys() | registry_words()


def _right_acronym(acronym: str, official: str) -> str:
    """The acronym that the glossary misprints, by one letter or two swapped; empty if it is a name of its own."""
    names = next(row.names for row in organisations() if row.organisation == official)
    short = [name for name in names if " " not in name]
    if not short or name_to_key(acronym) in {name_to_key(name) for name in names} or len(acronym) < 4:
        return ""
    return next((name for name in short if OSA.distance(name.casefold(), acronym.casefold()) == 1), "")


def _own_names(context: Context) -> tuple[frozenset[str], frozenset[str]]:
    """Keys of all names of the publisher, and of those that may be canonical: an office's parent has its own."""
    printed = [name for name in (context.publisher, context.publisher_acronym) if name]
    printed += [row.expansion for row in context.glossary if row.acronym == context.publisher_acronym]
    keys = [name_to_key(name) for name in printed]
    official = registry_index().get(keys[0], "") if keys else ""
    parents = {parent for key in keys if (parent := _parent_of(key))}
    names = {name for row in organisations() if row.organisation in (official, *parents) for name in row.names}
    canonical = frozenset((*keys, name_to_key(official))) if official else frozenset(keys)
    return frozenset((*keys, *map(name_to_key, names))), canonical


def _parent_of(key: str) -> str:
    """The registered organisation whose name starts an office's name: "iom iraq"; empty if none does."""
    words = key.split()
    starts = (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
    return next((registry_index()[start] for start in starts if len(start) > 2 and start in registry_index()), "")
