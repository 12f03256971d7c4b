"""A plan → what the review page shows: pages with boxes, rows with their words, and what needs a look. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from workplan_extract.comparing.diff import period_label
from workplan_extract.maintaining import correction_values as values
from workplan_extract.maintaining.corrections import columns as correction_columns
from workplan_extract.maintaining.maintained import Maintained, of_document
from workplan_extract.maintaining.reviews import checked_activities, fingerprint
from workplan_extract.models import Activity, BBox, Column, Finding, Frozen, Level, MarkState, Purpose, Region, Workplan
from workplan_extract.review.runs import Run, text_to_runs
from workplan_extract.vocabulary.findings import finding_kinds

Spots = Mapping[str, Sequence[Sequence[Region]]]

REVIEW_COLUMNS = ("document", "activity", "who", "when", "note", "seen")


class Box(Frozen):
    """A box on a page's picture, in points, with what it stands for."""

    kind: Literal["row", "mark", "mention"]
    activity: str
    style: str
    title: str
    x: float
    y: float
    width: float
    height: float


class Label(Frozen):
    """A row's number, beside the row."""

    activity: str
    text: str
    x: float
    y: float


class Page(Frozen):
    """A page with all that is drawn on it."""

    number: int
    width: float
    height: float
    image: str
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]


class Tick(Frozen):
    """An activity against a purpose."""

    number: int
    title: str
    state: MarkState
    evidence: str


class Name(Frozen):
    """An organisation or place as it was understood."""

    style: str
    text: str
    written: str
    on_picture: bool


class Note(Frozen):
    """Something to look at, with what to do about it."""

    level: Level
    code: str
    message: str
    advice: str
    page: int | None
    activity: str | None


class Row(Frozen):
    """An activity as it was read."""

    id: str
    label: str
    page: int
    pages: tuple[int, ...]
    period: str
    runs: tuple[Run, ...]
    ticks: tuple[Tick, ...]
    quarters: tuple[Tick, ...]
    columns: tuple[Column, ...]
    names: tuple[Name, ...]
    notes: tuple[Note, ...]
    history: tuple[str, ...]
    is_checked: bool
    needs_look: bool


class ReviewView(Frozen):
    """All that the page shows."""

    title: str
    publisher: str
    document: str
    file: str
    sha256: str
    figures: tuple[str, ...]
    pages: tuple[Page, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]
    purposes: tuple[Purpose, ...]
    data: dict[str, object]


def workplan_to_view(
    workplan: Workplan,
    sizes: Sequence[tuple[float, float]],
    images: Sequence[str],
    spots: Spots,
    maintained: Maintained,
) -> ReviewView:
    """The view of one plan.

    Args:
        workplan: the plan.
        sizes: width and height of each page, in points.
        images: the address of each page's picture.
        spots: for each activity its mentions' boxes, organisations first.
        maintained: corrections and reviews that are there already.
    """
    own = of_document(maintained, workplan.document.id)
    notes = [finding_to_note(finding) for finding in workplan.findings]
    checked = checked_activities(workplan, own.reviews)
    rows = tuple(with_past(row, row.id in checked, history(row.id, own)) for row in plan_rows(workplan, notes, spots))
    document = workplan.document
    return ReviewView(
        title=document.title or document.file,
        publisher=document.publisher,
        document=document.id,
        file=document.file,
        sha256=document.sha256,
        figures=figures(workplan, len(checked)),
        pages=tuple(
            to_page(number, size, image, workplan.activities, spots)
            for number, (size, image) in enumerate(zip(sizes, images, strict=True), 1)
        ),
        rows=rows,
        notes=tuple(sorted(notes, key=lambda note: ("error", "warning", "info").index(note.level))),
        purposes=workplan.purposes,
        data=script_data(workplan),
    )


def plan_rows(workplan: Workplan, notes: Sequence[Note], spots: Spots) -> Iterator[Row]:
    """The activities as they were read, in their order."""
    titles = {purpose.number: purpose.title for purpose in workplan.purposes}
    for one in workplan.activities:
        yield activity_to_row(one, activity_ticks(one, titles), notes, activity_names(one, spots.get(one.id, ())))


def script_data(workplan: Workplan) -> dict[str, object]:
    """What the page's script needs: each cell as `corrections.csv` writes it, and each row's fingerprint."""
    fields = ("activity", "purposes", "quarters", "period", "page", "kind", "mode", "series", "series_number")
    rows = {
        one.id: {
            "seen": fingerprint(one),
            "cells": {field: values.show(one, field) for field in (*fields, "topics", "audience")},
            "organisation": [values.show_organisation(name) for name in one.organisations],
            "location": [values.show_location(name) for name in one.locations],
        }
        for one in workplan.activities
    }
    return {
        "document": workplan.document.id,
        "sha256": workplan.document.sha256,
        "purposes": purpose_numbers(workplan),
        "corrections": list(correction_columns()),
        "reviews": list(REVIEW_COLUMNS),
        "rows": rows,
    }


def purpose_numbers(workplan: Workplan) -> list[int]:
    """The numbers that a tick may have."""
    marks = {mark.purpose for activity in workplan.activities for mark in activity.marks}
    return sorted(marks | {purpose.number for purpose in workplan.purposes})


def figures(workplan: Workplan, checked: int) -> tuple[str, ...]:
    """The plan in a few figures."""
    activities = workplan.activities
    unsure = sum(mark.state == "unsure" for one in activities for mark in one.marks)
    return (
        f"{len(activities)} activities",
        f"{sum(len(one.purposes) for one in activities)} ticks",
        f"{unsure} unsure",
        f"{len({name.organisation for one in activities for name in one.organisations})} organisations",
        f"{len({name.location for one in activities for name in one.locations})} places",
        f"{checked} of {len(activities)} rows checked before",
    )


def finding_to_note(finding: Finding) -> Note:
    """A finding with what to do about it."""
    kinds = finding_kinds()
    advice = kinds[finding.code].advice if finding.code in kinds else ""
    return Note(**finding.model_dump(), advice=advice)


def history(activity: str, own: Maintained) -> tuple[str, ...]:
    """What people did to the row before."""
    corrections = [
        f"{one.field} corrected from “{one.was}” to “{one.now}” by {one.who}, {one.when}: {one.why}"
        for one in own.corrections
        if one.activity == activity
    ]
    reviews = [
        f"checked by {one.who}, {one.when}" + (f": {one.note}" if one.note else "")
        for one in own.reviews
        if one.activity == activity
    ]
    return (*corrections, *reviews)


def activity_to_row(activity: Activity, ticks: tuple[Tick, ...], notes: Iterable[Note], names: tuple[Name, ...]) -> Row:
    """One row, as if nobody had looked at it yet."""
    own = tuple(note for note in notes if note.activity == activity.id)
    quarters = tuple(
        Tick(number=mark.quarter, title=f"Quarter {mark.quarter}", state=mark.state, evidence=mark.evidence)
        for mark in activity.quarter_marks
    )
    return Row(
        id=activity.id,
        label=row_label(activity),
        page=activity.page,
        pages=tuple(region.page for region in activity.regions),
        period=period_label(activity),
        runs=text_to_runs(activity),
        ticks=ticks,
        quarters=quarters,
        columns=activity.columns,
        names=names,
        notes=own,
        history=(),
        is_checked=False,
        needs_look=any(tick.state == "unsure" for tick in (*ticks, *quarters))
        or any(note.level != "info" for note in own),
    )


def with_past(row: Row, is_checked: bool, past: tuple[str, ...]) -> Row:
    """The row with what people did to it; one that was checked needs no look."""
    return row.model_copy(
        update={"is_checked": is_checked, "history": past, "needs_look": row.needs_look and not is_checked}
    )


def row_label(activity: Activity) -> str:
    """`Q1 · 3`; the position alone where the plan has no periods."""
    period = period_label(activity)
    return f"{period} · {activity.position}" if period and not activity.quarter_marks else str(activity.position)


def activity_ticks(activity: Activity, titles: Mapping[int, str]) -> tuple[Tick, ...]:
    """The decision on each purpose; a tick that no cell shows was set by hand."""
    ticks = [
        Tick(number=mark.purpose, title=titles.get(mark.purpose, ""), state=mark.state, evidence=mark.evidence)
        for mark in activity.marks
    ]
    known = {tick.number for tick in ticks}
    ticks += [
        Tick(number=number, title=titles.get(number, ""), state="ticked", evidence="set by hand")
        for number in activity.purposes
        if number not in known
    ]
    return tuple(sorted(ticks, key=lambda tick: tick.number))


def activity_names(activity: Activity, spots: Sequence[Sequence[Region]]) -> tuple[Name, ...]:
    """Organisations, then places, with whether their words were found on the picture."""
    organisations = [(one.role, one.organisation, one.mention, one.role) for one in activity.organisations]
    places = [(one.role, one.location, one.mention, f"{one.kind}, {one.role}") for one in activity.locations]
    found = [bool(regions) for regions in spots] or [False] * (len(organisations) + len(places))
    return tuple(
        Name(style=style, text=f"{name} ({said})", written=mention, on_picture=is_found)
        for (style, name, mention, said), is_found in zip((*organisations, *places), found, strict=True)
    )


def to_page(number: int, size: tuple[float, float], image: str, activities: Iterable[Activity], spots: Spots) -> Page:
    """One page with the boxes of its rows, marks and mentions."""
    boxes: list[Box] = []
    labels: list[Label] = []
    for activity in activities:
        label = row_label(activity)
        for region in activity.regions:
            if region.page == number:
                boxes.append(to_box("row", activity.id, "row", label, region.bbox))
                labels.append(Label(activity=activity.id, text=label, x=region.bbox[0] - 3, y=region.bbox[1]))
        boxes += [
            to_box("mark", activity.id, mark.state, f"{label}: purpose {mark.purpose}, {mark.state}", mark.bbox)
            for mark in activity.marks
            if mark.page == number
        ]
        boxes += [
            to_box("mark", activity.id, mark.state, f"{label}: quarter {mark.quarter}, {mark.state}", mark.bbox)
            for mark in activity.quarter_marks
            if mark.page == number
        ]
        boxes += mention_boxes(activity, spots.get(activity.id, ()), number)
    width, height = size
    return Page(number=number, width=width, height=height, image=image, boxes=tuple(boxes), labels=tuple(labels))


def mention_boxes(activity: Activity, spots: Sequence[Sequence[Region]], page: int) -> list[Box]:
    """The boxes of an activity's organisations and places on one page."""
    mentions: list[tuple[str, str]]
    mentions = [(one.role, f"{one.mention}: {one.organisation}, {one.role}") for one in activity.organisations]
    mentions += [(one.role, f"{one.mention}: {one.location}, {one.kind}, {one.role}") for one in activity.locations]
    return [
        to_box("mention", activity.id, style, title, with_air(region.bbox))
        for (style, title), regions in zip(mentions, spots, strict=False)
        for region in regions
        if region.page == page
    ]


def with_air(bbox: BBox) -> BBox:
    """A box around words, with a little room above and below, so that its line does not run through them."""
    x0, top, x1, bottom = bbox
    return x0, round(top - 1, 2), x1, round(bottom + 0.5, 2)


def to_box(kind: Literal["row", "mark", "mention"], activity: str, style: str, title: str, bbox: BBox) -> Box:
    """A box with its size."""
    x0, top, x1, bottom = bbox
    width, height = round(x1 - x0, 2), round(bottom - top, 2)
    return Box(kind=kind, activity=activity, style=style, title=title, x=x0, y=top, width=width, height=height)
