"""Rows and what they name → `Workplan`: ids, and one list of names a row, whichever column they stand in. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from workplan_extract.models import (
    Activity,
    Finding,
    LocationMention,
    OrganisationMention,
    Reading,
    Remark,
    Row,
    Tagged,
    Workplan,
)
from workplan_extract.vocabulary.findings import finding

Mention = TypeVar("Mention", OrganisationMention, LocationMention)


def build_workplan(reading: Reading, tagged: Sequence[Tagged], columns: Sequence[Sequence[Tagged]]) -> Workplan:
    """Join what was read and what was tagged, and turn every remark into a finding.

    Args:
        reading: one PDF as read.
        tagged: one a row: the names in its sentence.
        columns: one sequence a row: the names in its other cells, such as `Partners`.
    """
    ids = activity_ids(reading.document.id, reading.rows)
    activities = tuple(
        row_to_activity(row, id_, tags, cells)
        for row, id_, tags, cells in zip(reading.rows, ids, tagged, columns, strict=True)
    )
    remarks = [*reading.remarks]
    for index, (tags, cells) in enumerate(zip(tagged, columns, strict=True)):
        remarks += [remark.model_copy(update={"row": index}) for part in (tags, *cells) for remark in part.remarks]
    return Workplan(
        document=reading.document,
        purposes=reading.purposes,
        activities=activities,
        glossary=reading.glossary,
        thematic_areas=reading.thematic_areas,
        principles=reading.principles,
        sections=reading.sections,
        reconciliation=reading.reconciliation,
        findings=remarks_to_findings(remarks, activities),
    )


def activity_ids(document: str, rows: Sequence[Row]) -> list[str]:
    """`rso-2022-q1-01` under a quarter, `rso-2022-h1-01` under a half-year, `rso-2022-01` under neither.

    Two rows that claim the same place get a letter, so that none is lost: `rso-2022-q1-01`, `rso-2022-q1-01b`.
    """
    names = [f"{document}-{_period_part(row)}{row.position:02d}" for row in rows]
    seen: Counter[str] = Counter()
    ids = []
    for name in names:
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}{_letters(seen[name])}")
    return ids


def _letters(number: int) -> str:
    """2 → b, 26 → z, 27 → aa: as many as are needed."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _period_part(row: Row) -> str:
    if row.quarter_marks:
        return ""
    if row.period:
        return f"{row.period.lower()}-"
    return f"q{row.quarters[0]}-" if len(row.quarters) == 1 else ""


def row_to_activity(row: Row, id_: str, tagged: Tagged, columns: Sequence[Tagged]) -> Activity:
    """One row with its names; its first region gives `page` and `bbox`."""
    return Activity(
        id=id_,
        quarters=row.quarters,
        period=row.period,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        position=row.position,
        activity=row.text,
        purposes=tuple(sorted({mark.purpose for mark in row.marks if mark.state == "ticked"})),
        page=row.regions[0].page,
        bbox=row.regions[0].bbox,
        regions=row.regions,
        marks=row.marks,
        quarter_marks=row.quarter_marks,
        columns=row.columns,
        organisations=merge_organisations(tagged.organisations, (m for cell in columns for m in cell.organisations)),
        locations=merge_locations(tagged.locations, (m for cell in columns for m in cell.locations)),
        profile=tagged.profile,
    )


def merge_organisations(
    sentence: Sequence[OrganisationMention], columns: Iterable[OrganisationMention]
) -> tuple[OrganisationMention, ...]:
    """An organisation of a column takes the column's role, whatever the sentence says of it (guidelines)."""
    cells = {mention.organisation: mention for mention in columns}
    named = [
        mention.model_copy(update={"role": cells[mention.organisation].role})
        if mention.organisation in cells
        else mention
        for mention in sentence
    ]
    known = {mention.organisation for mention in named}
    return (*named, *(mention for name, mention in cells.items() if name not in known))


def merge_locations(
    sentence: Sequence[LocationMention], columns: Iterable[LocationMention]
) -> tuple[LocationMention, ...]:
    """One row a place; `venue` wins over `focus` (guidelines)."""
    merged: dict[tuple[str, str, str], LocationMention] = {}
    for mention in (*sentence, *columns):
        key = (mention.kind, mention.location, mention.country)
        kept = merged.get(key)
        if kept is None:
            merged[key] = mention
        elif kept.role == "focus" and mention.role == "venue":
            merged[key] = kept.model_copy(update={"role": "venue"})
    return tuple(merged.values())


def remarks_to_findings(remarks: Sequence[Remark], activities: Sequence[Activity]) -> tuple[Finding, ...]:
    """One finding a remark; the same remark on several rows becomes one finding that counts them."""
    groups: dict[tuple[str, str], list[Remark]] = {}
    for remark in remarks:
        groups.setdefault((remark.code, remark.message), []).append(remark)
    return tuple(_group_to_finding(group, activities) for group in groups.values())


def _group_to_finding(group: Sequence[Remark], activities: Sequence[Activity]) -> Finding:
    first = group[0]
    activity = activities[first.row] if first.row is not None else None
    page = first.page if first.page is not None else activity.page if activity else None
    more = len({(remark.row, remark.page) for remark in group}) - 1
    message = first.message + (f" (and {more} more like it)" if more else "")
    return finding(first.code, message, page=page, activity=activity.id if activity else None)


def rename_workplan(workplan: Workplan) -> Workplan:
    """Take the file's name into the ids of a plan whose id another plan already has, and report it."""
    old = workplan.document.id
    new = f"{old}-{slug(workplan.document.file.removesuffix('.pdf'))}"
    activities = tuple(one.model_copy(update={"id": one.id.replace(old, new, 1)}) for one in workplan.activities)
    findings = tuple(
        one.model_copy(update={"activity": one.activity.replace(old, new, 1)}) if one.activity else one
        for one in workplan.findings
    )
    message = f"Another PDF already gives a plan called {old}; this one is called {new}."
    return workplan.model_copy(
        update={
            "document": workplan.document.model_copy(update={"id": new}),
            "activities": activities,
            "findings": (*findings, finding("duplicate-document", message)),
        }
    )


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits with hyphens between: a name that is safe in an id, a path and an address."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
