"""Small workplans for tests that need no PDF."""

from workplan_extract.models import (
    Activity,
    Column,
    Document,
    GlossaryEntry,
    Mark,
    OrganisationMention,
    Profile,
    Purpose,
    Reading,
    Reconciliation,
    Region,
    Row,
    Section,
    Workplan,
)

BOX = (10.0, 20.0, 300.0, 40.0)
DOCUMENT = Document(
    id="rso-2022",
    title="Annual Workplan 2022",
    publisher="Regional Support Office",
    publisher_acronym="RSO",
    year=2022,
    file="plan.pdf",
    sha256="0" * 64,
    pages=4,
)
TALLY = Reconciliation(
    pages=4, pages_with_tables=(2,), pages_skipped=(1, 3, 4), tables=1, tables_joined=0, rows=1, rows_healed=0,
    marks_on_pages=1, ticks=1, unsure=0, words_in_tables=9, words_in_rows=9,
)  # fmt: skip


def mark(purpose: int, state: str = "ticked") -> Mark:
    return Mark.model_validate({"purpose": purpose, "state": state, "evidence": "glyph", "page": 2, "bbox": BOX})


def row(text: str, position: int = 1, **changes: object) -> Row:
    base: dict[str, object] = {
        "text": text, "quarters": (1,), "period": None, "starts_on": None, "ends_on": None, "position": position,
        "marks": (), "regions": (Region(page=2, bbox=BOX),),
    }  # fmt: skip
    return Row.model_validate(base | changes)


def partner(name: str, mention: str | None = None) -> OrganisationMention:
    return OrganisationMention(
        mention=mention or name, organisation=name, role="partner", start=0, end=1, source="registry"
    )


def activity(
    text: str, id_: str = "rso-2022-q1-01", ticks: tuple[int, ...] = (1,), quarter: int = 1, **changes: object
) -> Activity:
    base: dict[str, object] = {
        "id": id_, "quarters": (quarter,), "period": None, "starts_on": None, "ends_on": None, "position": 1,
        "activity": text, "purposes": ticks, "page": 2, "bbox": BOX, "regions": (Region(page=2, bbox=BOX),),
        "marks": tuple(mark(number, "ticked" if number in ticks else "empty") for number in (1, 2)),
        "quarter_marks": (), "columns": (), "organisations": (), "locations": (), "profile": Profile(),
    }  # fmt: skip
    return Activity.model_validate(base | changes)


def number_column(text: str) -> Column:
    return Column(kind="number", title="No.", text=text)


def workplan(
    *activities: Activity, glossary: tuple[GlossaryEntry, ...] = (), sections: tuple[Section, ...] = ()
) -> Workplan:
    return Workplan(
        document=DOCUMENT,
        purposes=(Purpose(number=1, title="One", description=""), Purpose(number=2, title="Two", description="")),
        activities=activities, glossary=glossary, thematic_areas=(), principles=(), sections=sections,
        reconciliation=TALLY, findings=(),
    )  # fmt: skip


def reading(*rows: Row, **changes: object) -> Reading:
    base: dict[str, object] = {
        "document": DOCUMENT, "purposes": (), "rows": rows, "glossary": (), "thematic_areas": (), "principles": (),
        "sections": (), "reconciliation": TALLY, "remarks": (),
    }  # fmt: skip
    return Reading.model_validate(base | changes)
