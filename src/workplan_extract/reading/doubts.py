"""What a person should look at in the lists that were read from a plan's narrative."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from workplan_extract.models import GlossaryEntry, Principle, Purpose, Remark, ThematicArea
from workplan_extract.reading.heading_words import Kind
from workplan_extract.reading.sections import Part

_NAMES: dict[Kind, str] = {
    "glossary": "glossary",
    "principles": "principles",
    "purposes": "purposes",
    "thematic_areas": "thematic areas",
}
_EXPLAINED = re.compile(r"\s([A-Z]{2,8})\s(?:[–—:=-]\s)?([A-Z])[a-z]")
FEWEST_ENTRIES = 2
"""A glossary of fewer is hardly one."""
_ACRONYM = re.compile(r"\b[A-Z]{2,10}\b")
LONG_ENTRY = 24
"""Words from which an entry is looked at, where most are much shorter."""
_FINISHED = re.compile(r"[.!?…][\"'”’)]*$")
Lists = dict[Kind, Sequence[GlossaryEntry | Principle | Purpose | ThematicArea]]


def find_doubts(parts: Sequence[Part], lists: Lists) -> tuple[Remark, ...]:
    """The document's parts and the lists read from them → remarks."""
    doubts = (*_unread(parts, lists), *_gaps(parts, lists), *_cut_texts(lists), *_missing_texts(lists))
    return (*doubts, *_run_together([item for item in lists["glossary"] if isinstance(item, GlossaryEntry)]))


def _unread(parts: Sequence[Part], lists: Lists) -> Iterator[Remark]:
    """Sections whose headings promise a list, where none was found in the whole plan."""
    for kind, items in lists.items():
        part = next((part for part in parts if part.kind == kind), None)
        if part is not None and len(items) < (FEWEST_ENTRIES if kind == "glossary" else 1):
            message = f"The section “{part.heading}” gave {len(items) or 'no'} {_NAMES[kind]}."
            yield Remark(code="section-not-read", message=message, page=part.page)


def _gaps(parts: Sequence[Part], lists: Lists) -> Iterator[Remark]:
    """Labels whose numbers do not run from 1, so that one may have been missed."""
    numbers: dict[tuple[Kind, str], dict[int, int]] = defaultdict(dict)
    for part in parts:
        if part.label is not None and part.label.kind in lists:
            numbers[part.label.kind, part.label.label].setdefault(part.label.number, part.page)
    for (_, label), pages in numbers.items():
        if len(pages) > 1 and sorted(pages) != list(range(1, len(pages) + 1)):
            printed = ", ".join(map(str, sorted(pages)))
            message = f"The numbers after “{label}” do not run from 1: {printed}."
            yield Remark(code="label-numbers-gap", message=message, page=min(pages.values()))


def _cut_texts(lists: Lists) -> Iterator[Remark]:
    """Descriptions that stop in mid-sentence, where the others of their list do not."""
    for items in lists.values():
        described = [item for item in items if isinstance(item, Purpose | ThematicArea) and item.description]
        cut = [item for item in described if not _FINISHED.search(item.description)]
        for item in cut if 2 * len(cut) < len(described) or _are_sentences(described) else []:
            message = f"The text of “{item.title}” ends in “… {item.description[-40:]}”."
            yield Remark(code="description-cut", message=message)


def _missing_texts(lists: Lists) -> Iterator[Remark]:
    """Items without a word said of them, where others of their list have some: a table or box may be misread."""
    for items in lists.values():
        told = [item for item in items if isinstance(item, Purpose | ThematicArea)]
        bare = [item for item in told if not item.description]
        for item in bare if len(bare) < len(told) else []:
            name = f"“{item.title}”" if item.title else f"number {item.number}"
            yield Remark(code="description-cut", message=f"Nothing was read that describes {name}, unlike others.")


def _run_together(glossary: Sequence[GlossaryEntry]) -> Iterator[Remark]:
    """Entries that may have swallowed the next one, or text that is none: an acronym is explained, or one goes on."""
    terms = {entry.acronym for entry in glossary}
    usual = median([len(entry.expansion.split()) for entry in glossary] or [0])
    for entry in glossary:
        words = entry.expansion.split()
        inner = [match for match in _EXPLAINED.finditer(entry.expansion) if match[1] not in terms]
        is_long = len(words) > LONG_ENTRY and len(words) > 4 * usual
        explained = any(match[2] == match[1][0] for match in inner)
        if is_long or explained or _goes_on(entry) or len(_ACRONYM.findall(entry.acronym)) > 1:
            message = f"The entry “{entry.acronym}” may hold more than its own text: “… {entry.expansion[-40:]}”."
            yield Remark(code="glossary-entry-unsure", message=message)


def _goes_on(entry: GlossaryEntry) -> bool:
    """Whether another text begins after the words that an acronym is made of."""
    letters = [letter.casefold() for letter in entry.acronym if letter.isalpha()]
    if not _ACRONYM.fullmatch(entry.acronym):
        return False
    words = entry.expansion.split()
    for at, word in enumerate(words):
        for part in re.split(r"[-/]", word):
            if letters and part[:1].casefold() == letters[0]:
                letters.pop(0)
        if not letters:
            rest = words[at + 1 :]
            return len(rest) > 2 and rest[0][0].isupper()
    return False


def _are_sentences(items: Sequence[Purpose | ThematicArea]) -> bool:
    return any(re.search(r"\.\s+[A-Z]", item.description) or _FINISHED.search(item.description) for item in items)
