"""One organisation, one row, over a whole plan: acronyms defined once, spelling variants, misprints.

Names are compared by the words they share: British or American, with or without "the", in any order
("Kenya Ministry of Health", "Ministry of Health of Kenya"). A name that a trusted one differs from by a letter in a
word is taken for its misprint, and reported; anything less alike stays apart.
"""

import re
from collections import Counter
from collections.abc import Sequence

from workplan_extract.models import GlossaryEntry, OrganisationMention, Remark, Source, Tagged
from workplan_extract.tagging.context import Context
from workplan_extract.tagging.document import is_misspelt
from workplan_extract.tagging.resolve import ROLE_ORDER
from workplan_extract.tagging.tagger import Tagger
from workplan_extract.vocabulary import name_to_key

_ACRONYM = re.compile(r" \(([A-Z][A-Za-z&-]*[A-Z])\)")
_SMALL_WORDS = frozenset(("of", "for", "and", "on", "in", "to", "government", "republic"))
_SOURCE_ORDER: tuple[Source, ...] = ("ruling", "glossary", "registry", "acronym", "grammar", "slot")


def link_organisations(tagged: Sequence[Tagged], context: Context) -> tuple[Tagged, ...]:
    """A plan's tagged activities, in order → the same, each organisation under one canonical name throughout.

    An acronym that one activity explains in parentheses is then known in all of them.
    """
    known = _tag_again(tagged, context)
    canonical, remarks = _names_to_canonical(known)
    return tuple(_rename(row, canonical, remarks) for row in known)


def _tag_again(tagged: Sequence[Tagged], context: Context) -> Sequence[Tagged]:
    """Activities that use an acronym explained in another one, tagged with that explanation."""
    defined = tagged_to_acronyms(tagged)
    for entry in context.glossary:
        defined.pop(entry.acronym, None)
    uses = {acronym: re.compile(rf"(?<![\w(]){re.escape(acronym)}(?![\w)])") for acronym in defined}
    again = {index for index, row in enumerate(tagged) if any(use.search(row.text) for use in uses.values())}
    if not again:
        return tagged
    entries = [GlossaryEntry(acronym=acronym, expansion=name) for acronym, name in defined.items()]
    tagger = Tagger(context.model_copy(update={"glossary": (*context.glossary, *entries)}))
    rows = tagger.tag(tagged[index].text for index in sorted(again))
    fresh = dict(zip(sorted(again), rows, strict=True))
    return [fresh.get(index, row) for index, row in enumerate(tagged)]


def tagged_to_acronyms(tagged: Sequence[Tagged]) -> dict[str, str]:
    """Acronyms in parentheses right after an organisation → its canonical name; those of two organisations are left."""
    found: dict[str, set[str]] = {}
    for row in tagged:
        for mention in row.organisations:
            match = _ACRONYM.match(row.text, mention.end) if mention.end is not None else None
            if match and match[1] not in mention.mention.split():
                found.setdefault(match[1], set()).add(mention.organisation)
    return {acronym: names.pop() for acronym, names in found.items() if len(names) == 1}


def _names_to_canonical(tagged: Sequence[Tagged]) -> tuple[dict[str, str], dict[str, Remark]]:
    """Canonical name as tagged → as linked, and what to report where a difference of letters was overlooked."""
    mentions = [mention for row in tagged for mention in row.organisations]
    counts = Counter(mention.organisation for mention in mentions)
    trust = {mention.organisation: _SOURCE_ORDER.index(mention.source) for mention in reversed(mentions)}
    names = sorted(counts, key=lambda name: (trust[name], -counts[name], name))
    canonical: dict[str, str] = {}
    remarks: dict[str, Remark] = {}
    by_key: dict[str, str] = {}
    for name in names:
        key = name_to_link_key(name)
        held = by_key.setdefault(key, name)
        if held == name and trust[name] >= _SOURCE_ORDER.index("acronym"):
            held = next((canonical[other] for other in canonical if is_misspelt(name, other)), name)
            if held != name:
                remarks[name] = _merge_remark(name, held)
        canonical[name] = held
    return canonical, remarks


def name_to_link_key(name: str) -> str:
    """A name → its telling words in alphabetical order."""
    return " ".join(sorted(word for word in name_to_key(name).split() if word not in _SMALL_WORDS))


def _merge_remark(name: str, canonical: str) -> Remark:
    return Remark(code="name-merged", message=f"{name!r} is read as a misprint of {canonical!r}")


def _rename(row: Tagged, canonical: dict[str, str], remarks: dict[str, Remark]) -> Tagged:
    """An activity with linked names, one mention an organisation, its best role kept."""
    best: dict[str, OrganisationMention] = {}
    for mention in row.organisations:
        name = canonical[mention.organisation]
        renamed = mention.model_copy(update={"organisation": name})
        held = best.get(name)
        if held is None or ROLE_ORDER.index(renamed.role) < ROLE_ORDER.index(held.role):
            best[name] = renamed
    merged = [remarks[mention.organisation] for mention in row.organisations if mention.organisation in remarks]
    ordered = sorted(best.values(), key=lambda mention: (mention.start is None, mention.start or 0))
    if tuple(ordered) == row.organisations and not merged:
        return row
    return row.model_copy(update={"organisations": tuple(ordered), "remarks": (*row.remarks, *merged)})
