"""`Workplan` → rows, table by table. `restore.py` is its inverse."""

from collections.abc import Callable, Iterable, Mapping

from workplan_extract.maintaining.sources import SourceFile
from workplan_extract.models import Activity, BBox, Document, Frozen, Mark, Workplan
from workplan_extract.store import name_rows, rows, trust_rows
from workplan_extract.store.names import Ids, Names
from workplan_extract.store.rows import Rows


def workplan_to_rows(workplan: Workplan, names: Names, source: SourceFile | None = None) -> Rows:
    """The rows of one plan.

    Args:
        workplan: the plan.
        names: takes up the organisations and places that the plan names, and gives each its id.
        source: what the maintainer states of the plan's PDF.
    """
    names.note_glossary(workplan.glossary)
    document = workplan.document.id
    purposes = purpose_rows(workplan)
    purpose_ids = {row.number: row.id for row in reversed(purposes)}
    tables: Rows = {
        "documents": [document_row(workplan.document, source)],
        "purposes": [*purposes],
        **narrative_rows(workplan),
    }
    for activity in workplan.activities:
        for table, parts in activity_to_rows(activity, document, purpose_ids, names).items():
            tables.setdefault(table, []).extend(parts)
    tables["findings"] = [*finding_rows(workplan)]
    tables["reconciliation"] = [reconciliation_row(workplan)]
    return tables


def listed(values: Iterable[int]) -> str:
    """`(2, 4)` → `2;4`."""
    return ";".join(map(str, values))


def numbered_ids(document: str, letter: str, count: int) -> list[str]:
    """`rso-2022-s01`, `rso-2022-s02`, …: names for the parts of a plan, in their order."""
    width = max(2, len(str(count)))
    return [f"{document}-{letter}{number:0{width}d}" for number in range(1, count + 1)]


def document_row(document: Document, source: SourceFile | None) -> rows.DocumentRow:
    """The plan, with where its PDF comes from."""
    url, retrieved_on, note = (source.url, source.retrieved_on, source.note) if source else ("", "", "")
    return rows.DocumentRow(**document.model_dump(), url=url, retrieved_on=retrieved_on, note=note)


def purpose_rows(workplan: Workplan) -> list[rows.PurposeRow]:
    """The plan's purposes; a tick column that the plan does not describe is one with a number alone."""
    document, ids = workplan.document.id, Ids()
    described = [(one.number, one.title, one.description) for one in workplan.purposes]
    columns = {mark.purpose for activity in workplan.activities for mark in activity.marks}
    columns |= {number for activity in workplan.activities for number in activity.purposes}
    bare = [(number, "", "") for number in sorted(columns - {number for number, _, _ in described})]
    return [
        rows.PurposeRow(
            id=ids.of(index, f"{document}-p{number}"),
            document_id=document,
            number=number,
            label=f"{number}. {title}" if title else f"Purpose {number}",
            title=title,
            description=description,
        )
        for index, (number, title, description) in enumerate((*described, *bare))
    ]


def narrative_rows(workplan: Workplan) -> Rows:
    """Glossary, thematic areas, principles and sections."""
    document = workplan.document.id
    parts: dict[str, tuple[str, Callable[..., Frozen], tuple[Frozen, ...]]] = {
        "glossary": ("g", rows.GlossaryRow, workplan.glossary),
        "thematic_areas": ("t", rows.ThematicAreaRow, workplan.thematic_areas),
        "principles": ("r", rows.PrincipleRow, workplan.principles),
        "sections": ("s", rows.SectionRow, workplan.sections),
    }
    return {
        table: [
            row(id=id_, document_id=document, **part.model_dump())
            for id_, part in zip(numbered_ids(document, letter, len(items)), items, strict=True)
        ]
        for table, (letter, row, items) in parts.items()
    }


def finding_rows(workplan: Workplan) -> list[trust_rows.FindingRow]:
    """The findings, numbered in their order."""
    document = workplan.document.id
    ids = numbered_ids(document, "f", len(workplan.findings))
    return [
        trust_rows.FindingRow(
            id=id_, document_id=document, activity_id=one.activity, **one.model_dump(exclude={"activity"})
        )
        for id_, one in zip(ids, workplan.findings, strict=True)
    ]


def reconciliation_row(workplan: Workplan) -> trust_rows.ReconciliationRow:
    """The tally, page numbers joined by `;`."""
    tally = workplan.reconciliation.model_dump()
    pages = {name: listed(tally[name]) for name in ("pages_with_tables", "pages_skipped")}
    return trust_rows.ReconciliationRow(document_id=workplan.document.id, **{**tally, **pages})


def activity_to_rows(activity: Activity, document: str, purpose_ids: Mapping[int, str], names: Names) -> Rows:
    """One activity with everything that hangs on it."""
    own = {"activity_id": activity.id}
    return {
        "activities": [activity_row(activity, document)],
        "activity_quarters": [
            rows.ActivityQuarterRow(**own, quarter=quarter) for quarter in dict.fromkeys(activity.quarters)
        ],
        "activity_purposes": [*tick_rows(activity, purpose_ids)],
        "marks": [
            rows.MarkRow(
                **own,
                position=nth,
                purpose=mark.purpose,
                purpose_id=purpose_ids[mark.purpose],
                state=mark.state,
                **_evidence(mark),
            )
            for nth, mark in enumerate(activity.marks, 1)
        ],
        "quarter_marks": [
            rows.QuarterMarkRow(**own, position=nth, **mark.model_dump(exclude={"bbox"}), **box_to_columns(mark.bbox))
            for nth, mark in enumerate(activity.quarter_marks, 1)
        ],
        "activity_regions": [
            rows.ActivityRegionRow(**own, position=nth, page=region.page, **box_to_columns(region.bbox))
            for nth, region in enumerate(activity.regions, 1)
        ],
        "activity_columns": [
            rows.ActivityColumnRow(**own, position=nth, **cell.model_dump())
            for nth, cell in enumerate(activity.columns, 1)
        ],
        "activity_topics": [
            rows.ActivityTopicRow(**own, position=nth, topic=topic)
            for nth, topic in enumerate(activity.profile.topics, 1)
        ],
        "activity_organisations": [*organisation_rows(activity, names)],
        "activity_locations": [*location_rows(activity, names)],
    }


def activity_row(activity: Activity, document: str) -> rows.ActivityRow:
    """The activity itself."""
    same = ("id", "period", "starts_on", "ends_on", "position", "activity", "page")
    return rows.ActivityRow(
        **{name: getattr(activity, name) for name in same},
        document_id=document,
        quarter=listed(activity.quarters),
        purposes=listed(activity.purposes),
        **activity.profile.model_dump(exclude={"topics"}),
        **box_to_columns(activity.bbox),
    )


def tick_rows(activity: Activity, purpose_ids: Mapping[int, str]) -> list[rows.ActivityPurposeRow]:
    """One row a ticked purpose. A tick that a person added has no cell: its evidence is empty."""
    ticked = {mark.purpose: mark for mark in reversed(activity.marks) if mark.state == "ticked"}
    none = {"evidence": "", "page": None, "x0": None, "top": None, "x1": None, "bottom": None}
    return [
        rows.ActivityPurposeRow.model_validate(
            {
                "activity_id": activity.id,
                "purpose": number,
                "purpose_id": purpose_ids[number],
                **(_evidence(ticked[number]) if number in ticked else none),
            }
        )
        for number in dict.fromkeys(activity.purposes)
    ]


def organisation_rows(activity: Activity, names: Names) -> list[name_rows.ActivityOrganisationRow]:
    """The organisations that the activity names, in its order."""
    return [
        name_rows.ActivityOrganisationRow(
            activity_id=activity.id,
            position=nth,
            organisation=names.organisation(one),
            role=one.role,
            mention=one.mention,
            start_char=one.start,
            end_char=one.end,
            source=one.source,
        )
        for nth, one in enumerate(activity.organisations, 1)
    ]


def location_rows(activity: Activity, names: Names) -> list[name_rows.ActivityLocationRow]:
    """The places that the activity names, in its order."""
    return [
        name_rows.ActivityLocationRow(
            activity_id=activity.id,
            position=nth,
            location=one.location,
            kind=one.kind,
            country=one.country,
            location_id=names.place(one),
            role=one.role,
            mention=one.mention,
            start_char=one.start,
            end_char=one.end,
        )
        for nth, one in enumerate(activity.locations, 1)
    ]


def box_to_columns(box: BBox) -> dict[str, float]:
    """A box as four columns."""
    return dict(zip(("x0", "top", "x1", "bottom"), box, strict=True))


def _evidence(mark: Mark) -> dict[str, object]:
    return {"evidence": mark.evidence, "page": mark.page, **box_to_columns(mark.bbox)}
