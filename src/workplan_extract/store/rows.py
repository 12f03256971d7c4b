"""The rows of the database: one frozen model a table, one field a column, in the order of the columns.

A column that holds what a model of `models.py` holds takes its description from there, so that it is written once.
Empty text means "the plan does not say"; NULL means the same of a number, a date or a reference.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from workplan_extract.maintaining.sources import SourceFile
from workplan_extract.models import (
    Activity,
    ColumnKind,
    Document,
    Frozen,
    GlossaryEntry,
    Mark,
    MarkState,
    Mode,
    Period,
    Principle,
    Profile,
    Purpose,
    QuarterMark,
    Region,
    Section,
    ThematicArea,
)
from workplan_extract.models import Column as OtherCell


def said(model: type[Frozen], field: str, more: str = "") -> str:
    """The description that a model gives its field, with what the column adds to it."""
    return f"{model.model_fields[field].description}{more}"


Rows = dict[str, list[Frozen]]
"""Rows under the names of their tables."""

LISTED = " (separated by ;)"
PLAN = "The plan it belongs to"
ACTIVITY = "The activity it belongs to"
NTH = "Place among the activity's own, from 1, in reading order"
LEFT = "Left edge of the box, in points from the page's left edge"
TOP = "Upper edge of the box, in points from the page's top"
RIGHT = "Right edge of the box, in points from the page's left edge"
BOTTOM = "Lower edge of the box, in points from the page's top"


class DocumentRow(Frozen):
    """A plan."""

    id: str = Field(description=said(Document, "id"))
    title: str = Field(description=said(Document, "title"))
    publisher: str = Field(description=said(Document, "publisher"))
    publisher_acronym: str = Field(description=said(Document, "publisher_acronym"))
    year: int | None = Field(description=said(Document, "year"))
    file: str = Field(description=said(Document, "file"))
    sha256: str = Field(description=said(Document, "sha256"))
    pages: int = Field(description=said(Document, "pages"))
    url: str = Field(description=said(SourceFile, "url"))
    retrieved_on: str = Field(description=said(SourceFile, "retrieved_on"))
    note: str = Field(description=said(SourceFile, "note"))


class PurposeRow(Frozen):
    """A purpose of a plan."""

    id: str = Field(description="Stable name of the purpose, e.g. rso-2022-p2")
    document_id: str = Field(description=PLAN)
    number: int = Field(description=said(Purpose, "number"))
    label: str = Field(description="Number and title, to be read in lists")
    title: str = Field(description=said(Purpose, "title"))
    description: str = Field(description=said(Purpose, "description"))


class ActivityRow(Frozen):
    """An activity of a plan."""

    id: str = Field(description=said(Activity, "id"))
    document_id: str = Field(description=PLAN)
    quarter: str = Field(description=said(Activity, "quarters", LISTED))
    period: Period | None = Field(description=said(Activity, "period"))
    starts_on: date | None = Field(description=said(Activity, "starts_on"))
    ends_on: date | None = Field(description=said(Activity, "ends_on"))
    position: int = Field(description=said(Activity, "position"))
    activity: str = Field(description=said(Activity, "activity"))
    purposes: str = Field(description=said(Activity, "purposes", LISTED))
    kind: str = Field(description=said(Profile, "kind"))
    mode: Mode | Literal[""] = Field(description=said(Profile, "mode"))
    series: str = Field(description=said(Profile, "series"))
    series_number: int | None = Field(description=said(Profile, "series_number"))
    audience: str = Field(description=said(Profile, "audience"))
    page: int = Field(description=said(Activity, "page"))
    x0: float = Field(description=LEFT)
    top: float = Field(description=TOP)
    x1: float = Field(description=RIGHT)
    bottom: float = Field(description=BOTTOM)


class ActivityQuarterRow(Frozen):
    """A quarter that an activity is planned for."""

    activity_id: str = Field(description=ACTIVITY)
    quarter: int = Field(description="Quarter of the plan's year, 1 to 4", ge=1, le=4)


class ActivityPurposeRow(Frozen):
    """A tick: an activity serves a purpose."""

    activity_id: str = Field(description=ACTIVITY)
    purpose: int = Field(description=said(Purpose, "number"))
    purpose_id: str = Field(description="The purpose that is ticked")
    evidence: str = Field(description=said(Mark, "evidence"))
    page: int | None = Field(description=said(Mark, "page"))
    x0: float | None = Field(description=LEFT)
    top: float | None = Field(description=TOP)
    x1: float | None = Field(description=RIGHT)
    bottom: float | None = Field(description=BOTTOM)


class MarkRow(Frozen):
    """A tick cell, ticked or not: an activity against a purpose."""

    activity_id: str = Field(description=ACTIVITY)
    position: int = Field(description=NTH)
    purpose: int = Field(description=said(Mark, "purpose"))
    purpose_id: str = Field(description="The purpose whose column the cell stands in")
    state: MarkState = Field(description=said(Mark, "state"))
    evidence: str = Field(description=said(Mark, "evidence"))
    page: int = Field(description=said(Mark, "page"))
    x0: float = Field(description=LEFT)
    top: float = Field(description=TOP)
    x1: float = Field(description=RIGHT)
    bottom: float = Field(description=BOTTOM)


class QuarterMarkRow(Frozen):
    """A tick cell where quarters are columns: an activity against a quarter."""

    activity_id: str = Field(description=ACTIVITY)
    position: int = Field(description=NTH)
    quarter: int = Field(description=said(QuarterMark, "quarter"))
    state: MarkState = Field(description=said(QuarterMark, "state"))
    evidence: str = Field(description=said(QuarterMark, "evidence"))
    page: int = Field(description=said(QuarterMark, "page"))
    x0: float = Field(description=LEFT)
    top: float = Field(description=TOP)
    x1: float = Field(description=RIGHT)
    bottom: float = Field(description=BOTTOM)


class ActivityRegionRow(Frozen):
    """Where an activity stands on a page; one that is cut by a page break has two."""

    activity_id: str = Field(description=ACTIVITY)
    position: int = Field(description=NTH)
    page: int = Field(description=said(Region, "page"))
    x0: float = Field(description=LEFT)
    top: float = Field(description=TOP)
    x1: float = Field(description=RIGHT)
    bottom: float = Field(description=BOTTOM)


class ActivityColumnRow(Frozen):
    """A cell of an activity's row that is neither its text nor a tick."""

    activity_id: str = Field(description=ACTIVITY)
    position: int = Field(description=NTH)
    kind: ColumnKind = Field(description=said(OtherCell, "kind"))
    title: str = Field(description=said(OtherCell, "title"))
    text: str = Field(description=said(OtherCell, "text"))


class ActivityTopicRow(Frozen):
    """A topic that an activity's words name."""

    activity_id: str = Field(description=ACTIVITY)
    position: int = Field(description=NTH)
    topic: str = Field(description="A topic, e.g. trafficking in persons")


class GlossaryRow(Frozen):
    """An entry of a plan's glossary."""

    id: str = Field(description="Stable name of the entry, e.g. rso-2022-g01")
    document_id: str = Field(description=PLAN)
    acronym: str = Field(description=said(GlossaryEntry, "acronym"))
    expansion: str = Field(description=said(GlossaryEntry, "expansion"))


class ThematicAreaRow(Frozen):
    """A thematic area of a plan."""

    id: str = Field(description="Stable name of the thematic area, e.g. rso-2022-t01")
    document_id: str = Field(description=PLAN)
    number: int = Field(description=said(ThematicArea, "number"))
    title: str = Field(description=said(ThematicArea, "title"))
    description: str = Field(description=said(ThematicArea, "description"))


class PrincipleRow(Frozen):
    """A guiding principle of a plan."""

    id: str = Field(description="Stable name of the principle, e.g. rso-2022-r01")
    document_id: str = Field(description=PLAN)
    position: int = Field(description=said(Principle, "position"))
    text: str = Field(description=said(Principle, "text"))


class SectionRow(Frozen):
    """A heading of a plan with its narrative text."""

    id: str = Field(description="Stable name of the section, e.g. rso-2022-s01")
    document_id: str = Field(description=PLAN)
    position: int = Field(description=said(Section, "position"))
    heading: str = Field(description=said(Section, "heading"))
    level: int = Field(description=said(Section, "level"))
    text: str = Field(description=said(Section, "text"))
    page: int = Field(description=said(Section, "page"))


class WideRow(Frozen):
    """One activity with all that is known of it, names written out."""

    id: str = Field(description=said(Activity, "id"))
    status: Literal["planned"] = Field(description="planned: the plan says what was meant to be, not what was done")
    publisher: str = Field(description=said(Document, "publisher"))
    year: int | None = Field(description=said(Document, "year"))
    quarter: str = Field(description=said(Activity, "quarters", LISTED))
    period: Period | None = Field(description=said(Activity, "period"))
    starts_on: date | None = Field(description=said(Activity, "starts_on"))
    ends_on: date | None = Field(description=said(Activity, "ends_on"))
    position: int = Field(description=said(Activity, "position"))
    activity: str = Field(description=said(Activity, "activity"))
    purposes: str = Field(description=said(Activity, "purposes", LISTED))
    purpose_titles: str | None = Field(description="Titles of the ticked purposes" + LISTED)
    partners: str | None = Field(description="Organisations that deliver it together with the publisher" + LISTED)
    requesters: str | None = Field(description="Organisations that asked for it" + LISTED)
    funders: str | None = Field(description="Organisations that pay for it" + LISTED)
    hosts: str | None = Field(description="Organisations whose event the publisher only takes part in" + LISTED)
    participants: str | None = Field(description="Organisations that it is for, or that are consulted" + LISTED)
    mentioned: str | None = Field(description="Organisations named for any other reason" + LISTED)
    venues: str | None = Field(description="Places where it is delivered" + LISTED)
    focus_places: str | None = Field(description="Places that it concerns" + LISTED)
    countries: str | None = Field(description="Countries of all places named, short names" + LISTED)
    kind: str = Field(description=said(Profile, "kind"))
    mode: Mode | Literal[""] = Field(description=said(Profile, "mode"))
    series: str = Field(description=said(Profile, "series"))
    series_number: int | None = Field(description=said(Profile, "series_number"))
    topics: str | None = Field(description="Topics that its words name" + LISTED)
    audience: str = Field(description=said(Profile, "audience"))
    page: int = Field(description=said(Activity, "page"))
    document_id: str = Field(description=said(Document, "id"))
    document_title: str = Field(description=said(Document, "title"))
    file: str = Field(description=said(Document, "file"))
    source: str = Field(description="The plan's address with the page, or the file's name with the page")
