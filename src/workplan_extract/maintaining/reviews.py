"""Rows that a person compared with their page: `raw/reviews.csv`. Pure but for the loader."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from workplan_extract.errors import SettingsError, first_error
from workplan_extract.maintaining.ledger import read_ledger
from workplan_extract.models import Activity, Finding, Frozen, Workplan
from workplan_extract.vocabulary.findings import finding

FILE = "reviews.csv"
OPTIONAL = ("seen",)
OUTDATED = "review-outdated"


class Review(Frozen):
    """One line of `raw/reviews.csv`."""

    document: str = Field(min_length=1, description="Plan, e.g. rso-2022")
    activity: str = Field(min_length=1, description="Activity, e.g. rso-2022-q1-01")
    who: str = Field(min_length=1, description="Who checked it")
    when: date = Field(description="Day of the check, as 2023-01-31")
    note: str = Field(default="", description="What the reviewer noted")
    seen: str = Field(default="", description="Fingerprint of the row as it was checked; empty where not known")
    line: int = Field(default=0, description="Line of the file, for messages", exclude=True)


def load_reviews(raw: Path) -> tuple[Review, ...]:
    """The reviews beside the PDFs, in the file's order; none where there is no such file.

    Raises:
        SettingsError: a line does not fit; the message starts with `file:line`.
    """
    needed = tuple(name for name in Review.model_fields if name not in ("line", *OPTIONAL))
    return tuple(row_to_review(row, line) for line, row in read_ledger(raw / FILE, needed, OPTIONAL))


def row_to_review(row: Mapping[str, str], line: int) -> Review:
    """One line of the file → a review."""
    try:
        return Review.model_validate({**row, "line": line})
    except ValidationError as error:
        raise SettingsError(f"{FILE}:{line}: {first_error(error)}") from error


def of_document(reviews: Iterable[Review], document: str) -> tuple[Review, ...]:
    """Those of one plan."""
    return tuple(one for one in reviews if one.document == document)


def fingerprint(activity: Activity) -> str:
    """Twelve hexadecimal digits that change with anything of a row that a person checks."""
    checked = [
        activity.activity,
        activity.quarters,
        activity.period,
        activity.purposes,
        sorted((one.organisation, one.role) for one in activity.organisations),
        sorted((one.location, one.country, one.role) for one in activity.locations),
    ]
    return hashlib.sha256(json.dumps(checked, ensure_ascii=False).encode()).hexdigest()[:12]


def check_reviews(
    workplan: Workplan, reviews: Iterable[Review], as_read: Workplan | None = None
) -> tuple[Finding, ...]:
    """A row that is not any more what a person checked is a finding; the latest review of a row counts.

    Args:
        workplan: the plan, corrections applied.
        reviews: those of this plan.
        as_read: the plan before corrections: a row that was checked and corrected at once was checked as it was read.

    Raises:
        SettingsError: a line is of no activity of this plan.
    """
    activities = {activity.id: activity for activity in workplan.activities}
    before = {activity.id: activity for activity in (as_read or workplan).activities}
    latest: dict[str, Review] = {}
    for one in reviews:
        if one.activity not in activities:
            raise SettingsError(f"{FILE}:{one.line}: the plan {one.document} has no activity {one.activity!r}")
        latest[one.activity] = one
    return tuple(
        finding(OUTDATED, f"{one.who} checked this row on {one.when}; it has changed since.", activities[id_].page, id_)
        for id_, one in latest.items()
        # A review without a fingerprint is believed.
        if one.seen not in ("", fingerprint(activities[id_]), fingerprint(before[id_]))
    )


def checked_activities(workplan: Workplan, reviews: Iterable[Review]) -> set[str]:
    """The activities that a person checked as they stand now, by the plan's own findings."""
    outdated = {one.activity for one in workplan.findings if one.code == OUTDATED}
    known = {activity.id for activity in workplan.activities}
    return {one.activity for one in reviews if one.activity in known} - outdated
