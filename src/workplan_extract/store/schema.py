"""The one description of the database. SQLite, CSV headers, the data dictionary, `datapackage.json` and `metadata.json`
are all made from `TABLES` and `WIDE`; a new column is one field in `rows.py`, a new table one row there and one here.
"""

from datetime import date
from functools import cache, cached_property
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import Field

from workplan_extract.models import Frozen
from workplan_extract.store import kept_files, name_rows, rows, trust_rows

ColumnType = Literal["string", "integer", "number", "date", "binary"]

# Types in the words of Table Schema (frictionless); SQLite keeps a date as ISO 8601 text.
TYPES: dict[Any, ColumnType] = {str: "string", int: "integer", float: "number", date: "date", bytes: "binary"}


class Column(Frozen):
    """A column, as its row model describes it."""

    name: str
    type: ColumnType
    nullable: bool
    required: bool = Field(description="Whether it is never empty, which a nullable column or a free text may be")
    description: str
    values: tuple[str, ...] = Field(default=(), description="The only values it takes; none listed: any")
    references: str = Field(default="", description="Table whose key it holds")


class Table(Frozen):
    """A table, with what its readers need beyond its columns."""

    name: str
    title: str
    description: str
    row: type[Frozen]
    key: tuple[str, ...] = ("id",)
    references: dict[str, str] = Field(default={}, description="Column → table whose key it holds")
    label: str = Field(default="", description="Column that names a row where another table refers to it")
    search: tuple[str, ...] = Field(default=(), description="Columns in the full-text index")
    indexes: tuple[str, ...] = Field(default=(), description="Columns to look up by, besides keys and references")
    facets: tuple[str, ...] = Field(default=(), description="Columns that are worth counting")
    sort: str = Field(default="", description="Column that rows are shown by; none: their key")
    descending: bool = Field(default=False, description="Whether the largest comes first")
    page_size: int = Field(default=100, ge=1, description="Rows a page on the site")

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        return tuple(_field_to_column(self, name) for name in self.row.model_fields)


def _field_to_column(table: Table, name: str) -> Column:
    field = table.row.model_fields[name]
    bare, nullable = _without_none(field.annotation)
    values = _literal_values(bare)
    is_free_text = bare is str and name not in table.key and name not in table.references
    return Column(
        name=name,
        type="string" if values else TYPES[bare],
        nullable=nullable,
        required=not (nullable or is_free_text or "" in values),
        description=field.description or "",
        values=tuple(value for value in values if value),
        references=table.references.get(name, ""),
    )


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """`int | None` → int and True; `Literal["a"] | Literal[""]` stays what it is."""
    parts = get_args(annotation)
    if NoneType not in parts:
        return annotation, False
    kept = [part for part in parts if part is not NoneType]
    return kept[0], True


def _literal_values(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(value for part in get_args(annotation) for value in _literal_values(part))


OF_DOCUMENT = {"document_id": "documents"}
OF_ACTIVITY = {"activity_id": "activities"}

# In the order of loading: a table stands after those it refers to, except that activities come before the names that
# are gathered from them; keys are checked once all is in.
TABLES: tuple[Table, ...] = (
    Table(
        name="documents",
        title="Plans",
        description="One row a plan: the PDF that it was read from, and where that PDF comes from.",
        row=rows.DocumentRow,
        label="title",
        facets=("publisher", "year"),
        sort="year",
        descending=True,
    ),
    Table(
        name="purposes",
        title="Purposes",
        description="What the publisher says it works for. Ticks tie activities to purposes.",
        row=rows.PurposeRow,
        references=OF_DOCUMENT,
        label="label",
        facets=("document_id",),
    ),
    Table(
        name="activities",
        title="Activities",
        description="One row an activity, as printed, with its place in the plan and on the page. Planned, not done.",
        row=rows.ActivityRow,
        references=OF_DOCUMENT,
        label="activity",
        search=("activity", "series", "audience"),
        indexes=("quarter", "kind", "mode", "series", "page"),
        facets=("document_id", "quarter", "kind", "mode"),
    ),
    Table(
        name="activity_quarters",
        title="Activities by quarter",
        description="One row an activity and quarter.",
        row=rows.ActivityQuarterRow,
        key=("activity_id", "quarter"),
        references=OF_ACTIVITY,
        indexes=("quarter",),
        facets=("quarter",),
    ),
    Table(
        name="activity_purposes",
        title="Ticks",
        description="One row a tick: which activity serves which purpose, and what was seen in the cell.",
        row=rows.ActivityPurposeRow,
        key=("activity_id", "purpose_id"),
        references={**OF_ACTIVITY, "purpose_id": "purposes"},
        indexes=("purpose",),
        facets=("purpose_id",),
    ),
    Table(
        name="marks",
        title="Tick cells",
        description="The evidence behind the ticks: every tick cell, ticked or empty, what was seen in it and where.",
        row=rows.MarkRow,
        key=("activity_id", "position"),
        references={**OF_ACTIVITY, "purpose_id": "purposes"},
        indexes=("state",),
        facets=("state", "purpose_id"),
    ),
    Table(
        name="quarter_marks",
        title="Quarter cells",
        description="Every tick cell of plans whose quarters are columns.",
        row=rows.QuarterMarkRow,
        key=("activity_id", "position"),
        references=OF_ACTIVITY,
        facets=("state", "quarter"),
    ),
    Table(
        name="activity_regions",
        title="Activities on the page",
        description="Where each activity stands on its page or pages.",
        row=rows.ActivityRegionRow,
        key=("activity_id", "position"),
        references=OF_ACTIVITY,
        facets=("page",),
    ),
    Table(
        name="activity_columns",
        title="Other cells",
        description="Cells of an activity's row beyond its text and ticks: number, partners, venue, budget.",
        row=rows.ActivityColumnRow,
        key=("activity_id", "position"),
        references=OF_ACTIVITY,
        facets=("kind", "title"),
    ),
    Table(
        name="activity_topics",
        title="Topics of activities",
        description="One row an activity and topic, from the activity's own words.",
        row=rows.ActivityTopicRow,
        key=("activity_id", "position"),
        references=OF_ACTIVITY,
        indexes=("topic",),
        facets=("topic",),
    ),
    Table(
        name="organisations",
        title="Organisations",
        description="Organisations that some activity names, under their full names.",
        row=name_rows.OrganisationRow,
        key=("organisation",),
        label="organisation",
        search=("organisation", "acronym", "aliases"),
        indexes=("slug", "acronym", "kind", "country"),
        facets=("kind", "country"),
    ),
    Table(
        name="organisation_aliases",
        title="Other names of organisations",
        description="One row a name that an organisation also goes by.",
        row=name_rows.OrganisationAliasRow,
        key=("organisation", "alias"),
        references={"organisation": "organisations"},
        indexes=("alias",),
        facets=("source",),
    ),
    Table(
        name="activity_organisations",
        title="Organisations in activities",
        description="One row an activity and organisation, with the words that name it and its role.",
        row=name_rows.ActivityOrganisationRow,
        key=("activity_id", "position"),
        references={**OF_ACTIVITY, "organisation": "organisations"},
        indexes=("role",),
        facets=("role", "organisation"),
    ),
    Table(
        name="locations",
        title="Places",
        description="Cities, countries and regions that some activity names. A country's point is its capital.",
        row=name_rows.LocationRow,
        label="location",
        indexes=("location", "country", "country_name", "kind"),
        facets=("kind", "country_name"),
        sort="location",
    ),
    Table(
        name="activity_locations",
        title="Places in activities",
        description="One row an activity and place: delivered there (venue), or concerned with it (focus).",
        row=name_rows.ActivityLocationRow,
        key=("activity_id", "position"),
        references={**OF_ACTIVITY, "location_id": "locations"},
        indexes=("role", "country"),
        facets=("role", "location_id", "kind", "country"),
    ),
    Table(
        name="glossary",
        title="Glossary",
        description="The plans' own glossaries, misprints kept.",
        row=rows.GlossaryRow,
        references=OF_DOCUMENT,
        label="acronym",
        search=("acronym", "expansion"),
        indexes=("acronym",),
        facets=("document_id",),
    ),
    Table(
        name="thematic_areas",
        title="Thematic areas",
        description="The fields that a plan says it works in.",
        row=rows.ThematicAreaRow,
        references=OF_DOCUMENT,
        label="title",
        facets=("document_id",),
    ),
    Table(
        name="principles",
        title="Guiding principles",
        description="The principles that a plan says it follows.",
        row=rows.PrincipleRow,
        references=OF_DOCUMENT,
        label="text",
        facets=("document_id",),
    ),
    Table(
        name="sections",
        title="Sections",
        description="Every heading of a plan with its narrative text, so that the whole document can be searched.",
        row=rows.SectionRow,
        references=OF_DOCUMENT,
        label="heading",
        search=("heading", "text"),
        facets=("document_id", "level"),
        page_size=20,
    ),
    Table(
        name="finding_kinds",
        title="Kinds of findings",
        description="What each kind of finding means, and what to do about it.",
        row=trust_rows.FindingKindRow,
        key=("code",),
        label="code",
        facets=("level",),
    ),
    Table(
        name="findings",
        title="Findings",
        description="What a person should know of or look at before relying on a row.",
        row=trust_rows.FindingRow,
        references={**OF_DOCUMENT, "code": "finding_kinds", "activity_id": "activities"},
        label="message",
        indexes=("level",),
        facets=("level", "code", "document_id"),
    ),
    Table(
        name="corrections",
        title="Corrections",
        description="Cells that a person set right after reading the page. They are applied last.",
        row=trust_rows.CorrectionRow,
        references={**OF_DOCUMENT, "activity_id": "activities"},
        facets=("document_id", "field"),
    ),
    Table(
        name="reviews",
        title="Reviews",
        description="Activities that a person compared with their page.",
        row=trust_rows.ReviewRow,
        references={**OF_DOCUMENT, "activity_id": "activities"},
        facets=("document_id", "who"),
    ),
    Table(
        name="activity_links",
        title="From year to year",
        description="What became of each activity in the publisher's next plan: kept, changed, added or dropped. "
        "Matched by the likeness of their words, for all activities of the two plans at once.",
        row=trust_rows.ActivityLinkRow,
        references={
            "earlier_document_id": "documents",
            "later_document_id": "documents",
            "earlier_id": "activities",
            "later_id": "activities",
        },
        indexes=("outcome",),
        facets=("outcome", "changes", "later_document_id"),
    ),
    Table(
        name="reconciliation",
        title="Reconciliation",
        description="The tally of each reading: marks and words on the pages against those in the database.",
        row=trust_rows.ReconciliationRow,
        key=("document_id",),
        references=OF_DOCUMENT,
    ),
    Table(
        name="quality",
        title="Measured quality",
        description="How well the extraction does against tables that people made, and how to measure it again.",
        row=trust_rows.QualityRow,
        key=("measure", "measured_on"),
        facets=("measured_on",),
    ),
)

# In the database alone: bytes have no place in a CSV.
KEPT_TABLES: tuple[Table, ...] = (
    Table(
        name="document_files",
        title="PDFs",
        description="The plans' PDFs, in parts.",
        row=kept_files.DocumentFileRow,
        key=("document_id", "part"),
        references=OF_DOCUMENT,
    ),
    Table(
        name="pictures",
        title="Pictures",
        description="Each activity's row as it stands on its page.",
        row=kept_files.PictureRow,
        key=("activity_id", "position"),
        references=OF_ACTIVITY,
        indexes=("sha256",),
    ),
)

WIDE = Table(
    name="activities_wide",
    title="Activities in one table",
    description="One row an activity, names written out, for a spreadsheet. Planned, not delivered.",
    row=rows.WideRow,
    facets=("document_id", "quarter", "kind", "mode"),
)


@cache
def table_named(name: str) -> Table:
    """The table of that name; an unknown one is a `KeyError`."""
    return {table.name: table for table in (*TABLES, WIDE)}[name]
