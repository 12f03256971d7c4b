"""The types that cross from one room to the next. All are frozen, and none takes a field that it does not know.

Two families: what `reading/` hands on (`Reading` and its parts, still as printed), and what the product publishes
(`Workplan` and its parts, the JSON of `workplan-extract extract`). A box is `(x0, top, x1, bottom)` in points from
the page's top left corner as a reader sees the page; pages count from 1.
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

BBox = tuple[float, float, float, float]
Level = Literal["info", "warning", "error"]
MarkState = Literal["ticked", "empty", "unsure"]
Role = Literal["partner", "requester", "funder", "host", "participant", "mentioned"]
Source = Literal["ruling", "glossary", "registry", "acronym", "grammar", "slot"]
LocationKind = Literal["city", "country", "region"]
LocationRole = Literal["venue", "focus"]
ColumnKind = Literal["number", "partners", "lead", "funder", "location", "budget", "other"]
Mode = Literal["virtual", "in person", "hybrid"]
Period = Literal["H1", "H2"]


class Frozen(BaseModel):
    """A value: it cannot change, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Region(Frozen):
    """A box on a page."""

    page: int = Field(ge=1, description="PDF page, from 1")
    bbox: BBox = Field(description="x0, top, x1, bottom in points from the page's top left corner")


class Document(Frozen):
    """One workplan PDF."""

    id: str = Field(description="Stable name of the workplan, e.g. rso-2022")
    title: str = Field(description="Title as printed on the cover")
    publisher: str = Field(description="Organisation that publishes the plan")
    publisher_acronym: str = Field(description="The publisher's acronym, empty where the document prints none")
    year: int | None = Field(description="Year that the plan is for (the first, where it runs over two)")
    file: str = Field(description="Name of the PDF in raw/")
    sha256: str = Field(description="SHA-256 of the PDF")
    pages: int = Field(description="Number of pages of the PDF")


class Purpose(Frozen):
    """A purpose of the organisation, as the plan numbers and describes it."""

    number: int = Field(ge=1, description="Number of the purpose, from 1 in the order of the tick columns")
    title: str = Field(description="Title of the purpose; empty where the plan prints only its number")
    description: str = Field(description="What the plan says of the purpose; empty where it says nothing")


class Mark(Frozen):
    """The decision on one tick cell: an activity against a purpose."""

    purpose: int = Field(ge=1, description="Number of the purpose whose column the cell stands in")
    state: MarkState = Field(description="ticked, empty, or unsure where the witnesses disagree")
    evidence: str = Field(description="What was seen in the cell, e.g. glyph U+2713 in DejaVuSans; ink 9 %")
    page: int = Field(ge=1, description="PDF page of the cell, from 1")
    bbox: BBox = Field(description="Box of the cell in points, x0 top x1 bottom")


class QuarterMark(Frozen):
    """The decision on one tick cell where quarters are columns: an activity against a quarter."""

    quarter: int = Field(ge=1, le=4, description="Quarter whose column the cell stands in")
    state: MarkState = Field(description="ticked, empty, or unsure where the witnesses disagree")
    evidence: str = Field(description="What was seen in the cell")
    page: int = Field(ge=1, description="PDF page of the cell, from 1")
    bbox: BBox = Field(description="Box of the cell in points, x0 top x1 bottom")


class Column(Frozen):
    """The text of a row's cell that is neither the activity nor a tick: partners, venue, budget, number, …"""

    kind: ColumnKind = Field(description="What the column holds, as far as its title tells")
    title: str = Field(description="The column's title as printed")
    text: str = Field(description="The cell's text on one line")


class GlossaryEntry(Frozen):
    """An entry of the plan's own glossary, misprints kept."""

    acronym: str = Field(description="Acronym or term as printed")
    expansion: str = Field(description="What the plan says it stands for")


class ThematicArea(Frozen):
    """A thematic area of the plan."""

    number: int = Field(ge=1, description="Number of the thematic area")
    title: str = Field(description="Title without its number")
    description: str = Field(description="Text of the thematic area, joined over page breaks")


class Principle(Frozen):
    """A guiding principle of the plan."""

    position: int = Field(ge=1, description="Place in the list, from 1")
    text: str = Field(description="The principle as printed, without bold and italic")


class Section(Frozen):
    """A heading of the document with the narrative text under it."""

    position: int = Field(ge=1, description="Order in the document, from 1")
    heading: str = Field(description="The heading as printed")
    level: int = Field(ge=1, description="Depth of the heading, 1 at the top")
    text: str = Field(description="Narrative text under the heading, tables left out")
    page: int = Field(ge=1, description="PDF page of the heading, from 1")


class Remark(Frozen):
    """A doubt or a loss noticed while reading or tagging; `records.py` turns it into a `Finding`.

    `code` is a row of `data/findings.csv`, which gives its level. `row` is an index into `Reading.rows`.
    """

    code: str
    message: str
    page: int | None = None
    row: int | None = None


class Row(Frozen):
    """One activity as it stands in a table, before any name in it is looked up."""

    text: str
    quarters: tuple[int, ...]
    period: Period | None
    starts_on: date | None
    ends_on: date | None
    position: int
    marks: tuple[Mark, ...]
    quarter_marks: tuple[QuarterMark, ...] = ()
    columns: tuple[Column, ...] = ()
    regions: tuple[Region, ...]
    """One region a page that the row stands on, the page of its first line first."""


class Reconciliation(Frozen):
    """The tally of one reading, so that nothing is lost in silence."""

    pages: int = Field(description="Pages in the PDF")
    pages_with_tables: tuple[int, ...] = Field(description="Pages read closely because a table of activities is there")
    pages_skipped: tuple[int, ...] = Field(description="Pages that no table of activities was looked for on")
    tables: int = Field(description="Table parts found, one a page and block")
    tables_joined: int = Field(description="Table parts that go on from the page before")
    rows: int = Field(description="Activities read")
    rows_healed: int = Field(description="Activities cut by a page break and put together again")
    marks_on_pages: int = Field(description="Marks counted inside the tables' areas, whatever cell they fell in")
    ticks: int = Field(description="Cells decided as ticked")
    unsure: int = Field(description="Cells left unsure")
    words_in_tables: int = Field(description="Words counted inside the tables' areas")
    words_in_rows: int = Field(description="Words that went into rows, headers and marks")


class Reading(Frozen):
    """All that `reading/` found in one PDF, as printed. The document's `id` is given here."""

    document: Document
    purposes: tuple[Purpose, ...]
    rows: tuple[Row, ...]
    glossary: tuple[GlossaryEntry, ...]
    thematic_areas: tuple[ThematicArea, ...]
    principles: tuple[Principle, ...]
    sections: tuple[Section, ...]
    reconciliation: Reconciliation
    remarks: tuple[Remark, ...]


class OrganisationMention(Frozen):
    """An organisation named in an activity."""

    mention: str = Field(description="The words that name it, as printed, without a leading article")
    organisation: str = Field(description="Canonical full name")
    role: Role = Field(description="partner, requester, funder, host, participant or mentioned")
    start: int | None = Field(description="First character of the mention in the activity; empty outside its text")
    end: int | None = Field(description="Character after the mention's last; empty outside the activity's text")
    source: Source = Field(description="Recognised by ruling, glossary, registry, acronym, grammar or slot")


class LocationMention(Frozen):
    """A place named in an activity."""

    mention: str = Field(description="The words that name it, as printed, without a leading article")
    location: str = Field(description="ISO 3166 short name, usual English city name, or the region as printed")
    kind: LocationKind = Field(description="city, country or region")
    country: str = Field(description="ISO 3166-1 alpha-2 code; empty for a region")
    role: LocationRole = Field(description="venue (delivered there) or focus (whom or what it concerns)")
    start: int | None = Field(description="First character of the mention in the activity; empty outside its text")
    end: int | None = Field(description="Character after the mention's last; empty outside the activity's text")


class Profile(Frozen):
    """What an activity's own words say of it; machine-made, empty where they do not say."""

    kind: str = Field(default="", description="training, workshop, meeting, publication, tool, project, assistance, …")
    mode: Mode | Literal[""] = Field(default="", description="virtual, in person or hybrid; empty where not said")
    series: str = Field(default="", description="Series that it belongs to, e.g. Practitioner Guide Series")
    series_number: int | None = Field(default=None, description="Number within the series")
    topics: tuple[str, ...] = Field(default=(), description="Topics, e.g. trafficking in persons")
    audience: str = Field(default="", description="Whom it is for, as printed")


class Tagged(Frozen):
    """A sentence with what it names."""

    text: str
    organisations: tuple[OrganisationMention, ...] = ()
    locations: tuple[LocationMention, ...] = ()
    profile: Profile = Profile()
    remarks: tuple[Remark, ...] = ()


class Activity(Frozen):
    """One planned activity with everything that is known of it."""

    id: str = Field(description="Stable, readable name, e.g. rso-2022-q1-01")
    quarters: tuple[int, ...] = Field(description="Quarters of the plan's year; empty where it goes by half-years")
    period: Period | None = Field(description="H1 or H2 where the plan goes by half-years, else empty")
    starts_on: date | None = Field(description="First day of the period")
    ends_on: date | None = Field(description="Last day of the period")
    position: int = Field(ge=1, description="Place within its period, in reading order, from 1")
    activity: str = Field(description="The activity's text as printed, on one line")
    purposes: tuple[int, ...] = Field(description="Numbers of the ticked purposes, ascending")
    page: int = Field(ge=1, description="PDF page of the activity's first line, from 1")
    bbox: BBox = Field(description="Box of the row on that page in points, x0 top x1 bottom")
    regions: tuple[Region, ...] = Field(description="A box on every page that the row stands on")
    marks: tuple[Mark, ...] = Field(description="The decision on each tick cell")
    quarter_marks: tuple[QuarterMark, ...] = Field(description="The decision on each quarter cell, if there are any")
    columns: tuple[Column, ...] = Field(description="Other cells of the row: number, partners, venue, budget, …")
    organisations: tuple[OrganisationMention, ...] = Field(description="Organisations named")
    locations: tuple[LocationMention, ...] = Field(description="Places named")
    profile: Profile = Field(description="Kind, mode, series, topics and audience, from the activity's words")


class Finding(Frozen):
    """Something that a person should know of, or look at."""

    level: Level = Field(description="info (worth knowing), warning (look at it) or error (something was lost)")
    code: str = Field(description="Kind of finding, a row of data/findings.csv")
    message: str = Field(description="What was found, in a sentence")
    page: int | None = Field(description="PDF page, from 1; empty where it concerns the whole plan")
    activity: str | None = Field(description="Activity that it concerns; empty where it concerns a page or the plan")


class Workplan(Frozen):
    """One plan, ready to be published: the JSON of `workplan-extract extract`."""

    document: Document
    purposes: tuple[Purpose, ...]
    activities: tuple[Activity, ...]
    glossary: tuple[GlossaryEntry, ...]
    thematic_areas: tuple[ThematicArea, ...]
    principles: tuple[Principle, ...]
    sections: tuple[Section, ...]
    reconciliation: Reconciliation
    findings: tuple[Finding, ...]
