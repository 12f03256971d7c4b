"""What a person set right after reading the page: `raw/corrections.csv`, applied last, each line checked. Pure but for
the loader.

A line names the cell, what stood there when it was written (`was`) and what is to stand there (`now`). Where another
value stands there by now, the line is an error, so that no correction is lost and none is applied to what it was not
meant for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from workplan_extract.errors import SettingsError, first_error
from workplan_extract.maintaining import correction_values as values
from workplan_extract.maintaining.ledger import read_ledger
from workplan_extract.models import Activity, Frozen, Mark, Reading, Workplan
from workplan_extract.records import activity_ids

FILE = "corrections.csv"

CorrectedField = Literal[
    "activity", "purposes", "quarters", "period", "page", "organisation", "location",
    "kind", "mode", "series", "series_number", "topics", "audience",
]  # fmt: skip


class Correction(Frozen):
    """One line of `raw/corrections.csv`."""

    document: str = Field(min_length=1, description="Plan, e.g. rso-2022")
    activity: str = Field(min_length=1, description="Activity, e.g. rso-2022-q1-01")
    field: CorrectedField = Field(description="What is set right")
    was: str = Field(description="What stood there; empty to add a name")
    now: str = Field(description="What is to stand there; empty to remove a name")
    why: str = Field(min_length=1, description="Why")
    who: str = Field(min_length=1, description="Who changed it")
    when: date = Field(description="Day of the change, as 2023-01-31")
    line: int = Field(default=0, description="Line of the file, for messages", exclude=True)

    @model_validator(mode="after")
    def _values_can_be_read(self) -> "Correction":
        values.check_value(self.field, self.was)
        values.check_value(self.field, self.now)
        if self.field in ("organisation", "location") and not (self.was or self.now):
            raise ValueError(f"{self.field}: was and now are both empty")
        return self


def load_corrections(raw: Path) -> tuple[Correction, ...]:
    """The corrections beside the PDFs, in the file's order; none where there is no such file.

    Raises:
        SettingsError: a line does not fit; the message starts with `file:line`.
    """
    return tuple(row_to_correction(row, line) for line, row in read_ledger(raw / FILE, columns()))


def columns() -> tuple[str, ...]:
    """The columns of the file."""
    return tuple(name for name in Correction.model_fields if name != "line")


def row_to_correction(row: Mapping[str, str], line: int) -> Correction:
    """One line of the file → a correction."""
    try:
        return Correction.model_validate({**row, "line": line})
    except ValidationError as error:
        raise SettingsError(f"{FILE}:{line}: {first_error(error)}") from error


def of_document(corrections: Iterable[Correction], document: str) -> tuple[Correction, ...]:
    """Those of one plan."""
    return tuple(one for one in corrections if one.document == document)


def check_documents(documents: Iterable[str], known: Iterable[str], lines: Iterable[int], file: str = FILE) -> None:
    """Every line must be of a plan that there is.

    Raises:
        SettingsError: one is of a plan that no PDF gives.
    """
    plans = set(known)
    for document, line in zip(documents, lines, strict=True):
        if document not in plans:
            raise SettingsError(f"{file}:{line}: no plan is called {document!r}; there are {', '.join(sorted(plans))}")


def correct_reading(reading: Reading, corrections: Sequence[Correction]) -> Reading:
    """Set the texts of activities right before names are looked up in them, so that the names follow the text.

    Raises:
        SettingsError: a line is of no activity of this plan, or another text stands there.
    """
    places = {id_: index for index, id_ in enumerate(activity_ids(reading.document.id, reading.rows))}
    rows = list(reading.rows)
    for one in corrections:
        if one.field != "activity":
            continue
        index = places[known_activity(one, places)]
        check_was(one, rows[index].text, rows[index].regions[0].page)
        rows[index] = rows[index].model_copy(update={"text": one.now})
    return reading.model_copy(update={"rows": tuple(rows)})


def apply_corrections(workplan: Workplan, corrections: Sequence[Correction]) -> Workplan:
    """Set everything but the texts right; a later line sees what an earlier one did.

    Raises:
        SettingsError: a line is of no activity of this plan, or another value stands there.
    """
    activities = {activity.id: activity for activity in workplan.activities}
    for one in corrections:
        if one.field != "activity":
            id_ = known_activity(one, activities)
            activities[id_] = correct_activity(activities[id_], one, workplan)
    return workplan.model_copy(update={"activities": tuple(activities.values())})


def known_activity(one: Correction, known: Iterable[str]) -> str:
    """The id of the activity, if the plan has it."""
    if one.activity not in known:
        raise SettingsError(f"{FILE}:{one.line}: the plan {one.document} has no activity {one.activity!r}")
    return one.activity


def check_was(one: Correction, stands: str, page: int) -> None:
    """What stands there must be what the correction was made for.

    Raises:
        SettingsError: it is not; the message says what stands there and what to do.
    """
    if one.was != stands:
        raise outdated(one, stands, page)


def outdated(one: Correction, stands: str, page: int) -> SettingsError:
    """The error of a correction that was made for another value."""
    advice = f"compare the row with page {page}, then put what stands there into `was`, or remove this line"
    if one.now == stands:
        advice = "it is right already: remove this line"
    return SettingsError(
        f"{FILE}:{one.line}: {one.activity}: {one.field} was {one.was!r} when this was written, "
        f"and {stands!r} stands there now; {advice}"
    )


def correct_activity(activity: Activity, one: Correction, workplan: Workplan) -> Activity:
    """One activity with one cell set right."""
    if one.field in ("organisation", "location"):
        return _correct_names(activity, one)
    check_was(one, values.show(activity, one.field), activity.page)
    return FIELDS[one.field](activity, one, workplan)


def _correct_purposes(activity: Activity, one: Correction, _: Workplan) -> Activity:
    """The ticks, and the marks with them: the evidence says who decided, and keeps what was seen."""
    purposes = values.parse_numbers(one.now)
    marks = tuple(_decided(mark, mark.purpose in purposes, one) for mark in activity.marks)
    return activity.model_copy(update={"purposes": purposes, "marks": marks})


def _decided(mark: Mark, ticked: bool, one: Correction) -> Mark:
    state = "ticked" if ticked else "empty"
    if mark.state == state:
        return mark
    return mark.model_copy(
        update={
            "state": state,
            "evidence": f"corrected by {one.who} on {one.when}; seen: {mark.state}, {mark.evidence}",
        }
    )


def _correct_period(activity: Activity, one: Correction, workplan: Workplan) -> Activity:
    """Quarters or the half-year, with the dates that go with them; the id stays, as others may have quoted it."""
    quarters = values.parse_numbers(one.now) if one.field == "quarters" else ()
    period = one.now or None if one.field == "period" else None
    starts_on, ends_on = values.period_dates(workplan.activities, quarters, period)
    changes = {"quarters": quarters, "period": period, "starts_on": starts_on, "ends_on": ends_on}
    return activity.model_copy(update=changes)


def _correct_page(activity: Activity, one: Correction, workplan: Workplan) -> Activity:
    page = int(one.now)
    if page > workplan.document.pages:
        raise SettingsError(f"{FILE}:{one.line}: page {page}: the PDF has {workplan.document.pages} pages")
    first = activity.regions[0].model_copy(update={"page": page})
    return activity.model_copy(update={"page": page, "regions": (first, *activity.regions[1:])})


def _correct_profile(activity: Activity, one: Correction, _: Workplan) -> Activity:
    changed: dict[str, object] = {one.field: values.parse_profile(one.field, one.now)}
    return activity.model_copy(update={"profile": activity.profile.model_copy(update=changed)})


FIELDS: dict[str, Callable[[Activity, Correction, Workplan], Activity]] = {
    "purposes": _correct_purposes,
    "quarters": _correct_period,
    "period": _correct_period,
    "page": _correct_page,
    **dict.fromkeys(("kind", "mode", "series", "series_number", "topics", "audience"), _correct_profile),
}


def _correct_names(activity: Activity, one: Correction) -> Activity:
    """Add, change or remove one organisation or place; it keeps its place in the list."""
    field, show, parse = values.NAMES[one.field]
    names = list(getattr(activity, field))
    shown = [show(name) for name in names]
    was, now = values.without_mention(one.field, one.was), values.without_mention(one.field, one.now)
    if was and was not in shown:
        raise outdated(one, "; ".join(shown), activity.page)
    if now and now != was and now in shown:
        raise SettingsError(f"{FILE}:{one.line}: {one.activity}: {now!r} stands there already: remove this line")
    index = shown.index(was) if was else len(names)
    earlier = names[index] if was else None
    names[index : index + 1] = [parse(one.now, activity.activity, earlier)] if one.now else []
    return activity.model_copy(update={field: tuple(names)})
