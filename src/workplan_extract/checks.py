"""`Workplan` → findings: what a person should look at, and why. One function a check; `CHECKS` names them all. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby

from rapidfuzz.distance import OSA

from workplan_extract.models import Activity, Finding, Workplan
from workplan_extract.vocabulary.findings import finding

# Two to ten letters, at least two of them capitals: longer runs of capitals are names of operations or shouted words.
ACRONYM = re.compile(r"(?<![\w-])(?=\w*[A-Z]\w*[A-Z])[A-Z][A-Za-z0-9]{0,8}[A-Z0-9](?:s\b)?(?!\w)")
ROMAN = re.compile(r"[IVXLC]+")


def check_workplan(workplan: Workplan) -> tuple[Finding, ...]:
    """All findings of all checks, in the order of `CHECKS`."""
    return tuple(chain.from_iterable(check(workplan) for check in CHECKS))


def acronyms_in(text: str) -> list[str]:
    """Acronyms in a sentence, in order, each once. A sentence set in capitals has none that could be told."""
    if text.isupper():
        return []
    found = (match.group().removesuffix("s") for match in ACRONYM.finditer(text))
    return list(dict.fromkeys(name for name in found if not ROMAN.fullmatch(name)))


def check_acronyms(workplan: Workplan) -> Iterator[Finding]:
    """An acronym used in an activity that the glossary does not explain."""
    if not workplan.glossary:
        yield finding("no-glossary", "The plan has no glossary: acronyms are resolved from the registry alone.")
        return
    known = {entry.acronym for entry in workplan.glossary} | {workplan.document.publisher_acronym}
    for acronym, activities in _acronym_uses(workplan.activities).items():
        if acronym not in known:
            where = _listed([activity.id for activity in activities])
            message = f"{acronym} is used in {where} and is not in the plan's glossary."
            yield finding("acronym-not-in-glossary", message, activities[0].page, activities[0].id)


def _acronym_uses(activities: Iterable[Activity]) -> dict[str, list[Activity]]:
    uses: dict[str, list[Activity]] = {}
    for activity in activities:
        for acronym in acronyms_in(activity.activity):
            uses.setdefault(acronym, []).append(activity)
    return uses


def check_glossary_use(workplan: Workplan) -> Iterator[Finding]:
    """A glossary entry that neither an activity nor any other text of the plan uses."""
    expansions = {entry.expansion for entry in workplan.glossary}
    narrative = [part for part in workplan.sections if not _is_glossary(part.text, expansions)]
    texts = [activity.activity for activity in workplan.activities]
    texts += [column.text for activity in workplan.activities for column in activity.columns]
    texts += [f"{part.heading} {part.text}" for part in narrative]
    texts += [f"{purpose.title} {purpose.description}" for purpose in workplan.purposes]
    texts += [f"{area.title} {area.description}" for area in workplan.thematic_areas]
    texts += [principle.text for principle in workplan.principles]
    everything = "\n".join(texts)
    for entry in workplan.glossary:
        if not re.search(rf"(?<!\w){re.escape(entry.acronym)}(?!\w)", everything):
            yield finding("glossary-entry-unused", f"{entry.acronym} ({entry.expansion}) stands in the glossary alone.")


def _is_glossary(text: str, expansions: set[str]) -> bool:
    """Whether a section's text is the glossary itself: it holds most of the expansions."""
    return sum(expansion in text for expansion in expansions) > len(expansions) / 2


def check_glossary_misprints(workplan: Workplan) -> Iterator[Finding]:
    """A glossary acronym that no activity uses, one letter (or one swap) from an acronym that activities use and the
    glossary lacks: `UNCHR` beside `UNHCR`. Distance: optimal string alignment. One that was resolved while tagging is
    reported already."""
    uses = _acronym_uses(workplan.activities)
    printed = {entry.acronym for entry in workplan.glossary}
    reported = "\n".join(one.message for one in workplan.findings if one.code == "likely-misprint")
    for entry in workplan.glossary:
        if entry.acronym in uses or len(entry.acronym) < 4 or " " in entry.acronym or f"'{entry.acronym}'" in reported:
            continue
        for acronym in sorted(uses.keys() - printed):
            if OSA.distance(entry.acronym, acronym) == 1:
                message = f"The glossary has {entry.acronym} ({entry.expansion}); the activities have {acronym}."
                yield finding("likely-misprint", message)


def check_partners(workplan: Workplan) -> Iterator[Finding]:
    """An activity that names no partner."""
    for activity in workplan.activities:
        if not any(mention.role == "partner" for mention in activity.organisations):
            yield finding("no-partner", "No partner is named.", activity.page, activity.id)


def check_ticks(workplan: Workplan) -> Iterator[Finding]:
    """An activity without a tick, where the table has tick columns."""
    for activity in workplan.activities:
        if activity.marks and not any(mark.state == "ticked" for mark in activity.marks):
            yield finding("no-tick", "No purpose is ticked.", activity.page, activity.id)


def check_recurring(workplan: Workplan) -> Iterator[Finding]:
    """An activity that comes again in the same words with other ticks."""
    ordered = sorted(workplan.activities, key=_wording)
    for _, group in groupby(ordered, key=_wording):
        same = list(group)
        ticks = {activity.purposes for activity in same}
        if len(ticks) > 1:
            listed = "; ".join(f"{one.id}: {', '.join(map(str, one.purposes)) or 'none'}" for one in same)
            message = f"The same activity has other ticks from one period to another ({listed})."
            yield finding("recurring-ticks-differ", message, same[-1].page, same[-1].id)


def _wording(activity: Activity) -> str:
    return " ".join(activity.activity.casefold().split()).rstrip(".")


def check_purposes(workplan: Workplan) -> Iterator[Finding]:
    """A purpose that no activity serves, and a ticked column that is no purpose."""
    ticked = {number for activity in workplan.activities for number in activity.purposes}
    for purpose in workplan.purposes:
        if purpose.number not in ticked:
            yield finding("purpose-unused", f"No activity is ticked for purpose {purpose.number} ({purpose.title}).")


def check_numbering(workplan: Workplan) -> Iterator[Finding]:
    """A `No.` column whose numbers do not run on: a row may be missing."""
    last: int | None = None
    for activity in workplan.activities:
        printed = next((column.text for column in activity.columns if column.kind == "number"), "")
        if not (match := re.fullmatch(r"(?:\d+\.)*(\d+)\.?", printed)):
            continue
        number = int(match[1])
        if last is not None and number not in (last + 1, 1):
            message = f"Number {printed} follows number {last}: a row may be missing."
            yield finding("numbering-gap", message, activity.page, activity.id)
        last = number


def check_formulas(workplan: Workplan) -> Iterator[Finding]:
    """A text that a spreadsheet would run as a formula; the workbook holds it as text."""
    for activity in workplan.activities:
        for text in (activity.activity, *(column.text for column in activity.columns)):
            if formula_like(text):
                message = f"“{text[:60]}” would run as a formula in a spreadsheet; open the .xlsx, where it is text."
                yield finding("formula-like", message, activity.page, activity.id)


def formula_like(text: str) -> bool:
    """Whether a spreadsheet would run a cell with this text when a CSV is opened (OWASP, CSV injection)."""
    return text.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def _listed(ids: list[str], most: int = 3) -> str:
    """Ids for a sentence: the first few and how many more."""
    rest = len(ids) - most
    return ", ".join(ids[:most]) + (f" and {rest} more" if rest > 0 else "")


CHECKS: tuple[Callable[[Workplan], Iterable[Finding]], ...] = (
    check_acronyms,
    check_glossary_use,
    check_glossary_misprints,
    check_partners,
    check_ticks,
    check_recurring,
    check_purposes,
    check_numbering,
    check_formulas,
)
