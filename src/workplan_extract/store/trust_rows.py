"""The rows of the tables that say how far to trust the data: findings, corrections, reviews, measured quality."""

from datetime import date
from typing import Literal

from pydantic import Field

from workplan_extract.models import Finding, Frozen, Level, Reconciliation
from workplan_extract.store.rows import LISTED, PLAN, said

LinkOutcome = Literal["kept", "changed", "added", "dropped"]


class FindingKindRow(Frozen):
    """A kind of finding."""

    code: str = Field(description="Name of the kind")
    level: Level = Field(description=said(Finding, "level"))
    meaning: str = Field(description="What it means")
    advice: str = Field(description="What to do about it")


class FindingRow(Frozen):
    """Something that a person should know of, or look at."""

    id: str = Field(description="Stable name of the finding, e.g. rso-2022-f01")
    document_id: str = Field(description=PLAN)
    level: Level = Field(description=said(Finding, "level"))
    code: str = Field(description=said(Finding, "code"))
    message: str = Field(description=said(Finding, "message"))
    page: int | None = Field(description=said(Finding, "page"))
    activity_id: str | None = Field(description=said(Finding, "activity"))


class CorrectionRow(Frozen):
    """A cell that a person set right after reading the page."""

    id: str = Field(description="Stable name of the correction, e.g. rso-2022-c01")
    document_id: str = Field(description=PLAN)
    activity_id: str | None = Field(description="The activity that was set right; empty where it concerns the plan")
    field: str = Field(description="What was set right, e.g. purposes")
    was: str = Field(description="What the program had read")
    now: str = Field(description="What the page says")
    why: str = Field(description="Why it was changed")
    who: str = Field(description="Who changed it")
    made_on: date = Field(description="Day of the change")


class ReviewRow(Frozen):
    """An activity that a person compared with its page."""

    id: str = Field(description="Stable name of the review, e.g. rso-2022-v01")
    document_id: str = Field(description=PLAN)
    activity_id: str = Field(description="The activity that was checked")
    who: str = Field(description="Who checked it")
    reviewed_on: date = Field(description="Day of the check")
    note: str = Field(description="What the reviewer noted")


class ActivityLinkRow(Frozen):
    """What became of an activity in the publisher's next plan."""

    id: str = Field(description="Stable name of the link, e.g. rso-2022-rso-2023-l001")
    earlier_document_id: str = Field(description="The earlier plan")
    later_document_id: str = Field(description="The later plan")
    earlier_id: str | None = Field(description="The activity in the earlier plan; empty where it was added")
    later_id: str | None = Field(description="The activity in the later plan; empty where it was dropped")
    outcome: LinkOutcome = Field(description="kept, changed, added (only in the later plan) or dropped")
    changes: str = Field(description="What changed: reworded, moved, ticks, organisations, locations" + LISTED)
    score: float | None = Field(description="Likeness of the two wordings, 0 to 1; empty where there is only one")
    words: str = Field(description="Where reworded: the sentence with [-words removed-] and {+words added+}")


class ReconciliationRow(Frozen):
    """The tally of one reading: what stood on the pages, and what became of it."""

    document_id: str = Field(description=PLAN)
    pages: int = Field(description=said(Reconciliation, "pages"))
    pages_with_tables: str = Field(description=said(Reconciliation, "pages_with_tables", LISTED))
    pages_skipped: str = Field(description=said(Reconciliation, "pages_skipped", LISTED))
    tables: int = Field(description=said(Reconciliation, "tables"))
    tables_joined: int = Field(description=said(Reconciliation, "tables_joined"))
    rows: int = Field(description=said(Reconciliation, "rows"))
    rows_healed: int = Field(description=said(Reconciliation, "rows_healed"))
    marks_on_pages: int = Field(description=said(Reconciliation, "marks_on_pages"))
    ticks: int = Field(description=said(Reconciliation, "ticks"))
    unsure: int = Field(description=said(Reconciliation, "unsure"))
    words_in_tables: int = Field(description=said(Reconciliation, "words_in_tables"))
    words_in_rows: int = Field(description=said(Reconciliation, "words_in_rows"))


class QualityRow(Frozen):
    """A measured figure of the extraction's quality."""

    measure: str = Field(description="What was measured")
    value: float = Field(description="The figure")
    measured_on: str = Field(description="What it was measured on")
    command: str = Field(description="Command that measures it again")
