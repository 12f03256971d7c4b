"""Whole rows → the published `Row`: text, columns, period, marks, regions; with the remarks that they give rise to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workplan_extract.models import BBox, Column, Mark, QuarterMark, Region, Remark, Row
from workplan_extract.reading.cell_text import KnownWords, lines_to_text
from workplan_extract.reading.columns import TableColumn
from workplan_extract.reading.geometry import Box
from workplan_extract.reading.healing import WholeRow
from workplan_extract.reading.ink import Raster, box_to_ink
from workplan_extract.reading.marks import Decision, Usage, cell_region, decide_cell
from workplan_extract.reading.page import PageView
from workplan_extract.reading.parts import RowDraft, activity_of
from workplan_extract.reading.periods import Heading, Span, heading_to_span
from workplan_extract.reading.signs import Sign

LEAST_MARGIN = 1.0
"""A row whose upper boundary scores less than this over none is in doubt."""


@dataclass(frozen=True)
class Surroundings:
    """What the decision on a row needs beside the row."""

    views: Mapping[int, PageView]
    rasters: Mapping[int, Raster]
    usage: Usage
    known: KnownWords
    first_month: int
    year: int | None


@dataclass(frozen=True)
class ReadRow:
    """A row without its position, and what is to be remarked about it."""

    row: Row
    remarks: tuple[Remark, ...]


def to_bbox(box: Box) -> BBox:
    """A box as it is published, to a tenth of a point."""
    x0, top, x1, bottom = (round(value, 1) for value in box)
    return x0, top, x1, bottom


def cell_signs(fragment: RowDraft, column: TableColumn) -> tuple[Sign, ...]:
    """The marks of a fragment whose centres lie in a column."""
    return tuple(sign for sign in fragment.signs if column.x0 <= sign.box.x_mid < column.x1)


def whole_row_to_row(whole: WholeRow, around: Surroundings) -> ReadRow:
    """One row with everything that is printed in it; its position is given later."""
    remarks: list[Remark] = []
    place = activity_of(whole.columns)
    text = _text(whole, place, around, remarks)
    heading = whole.fragments[0].heading
    decided = [(column, *_decide(whole, column, around)) for column in whole.columns if column.is_ticks]
    for column, decision, page, _ in decided:
        if decision.state == "unsure":
            name = f"{column.kind} {column.number}"
            remarks.append(
                Remark(
                    code="tick-unsure",
                    message=f"{name}: {decision.doubt or 'unclear'} ({decision.evidence})",
                    page=page,
                )
            )
    marks = tuple(
        Mark(purpose=column.number, state=decision.state, evidence=decision.evidence, page=page, bbox=to_bbox(box))
        for column, decision, page, box in decided
        if column.kind == "purpose"
    )
    quarter_marks = tuple(
        QuarterMark(
            quarter=column.number, state=decision.state, evidence=decision.evidence, page=page, bbox=to_bbox(box)
        )
        for column, decision, page, box in decided
        if column.kind == "quarter"
    )
    span = _row_span(heading, quarter_marks, around)
    page = whole.fragments[0].page
    if whole.doubt:
        remarks.append(Remark(code="row-cut-unsure", message=f"{whole.doubt}: {text[:80]!r}", page=page))
    if min(fragment.margin for fragment in whole.fragments) < LEAST_MARGIN:
        remarks.append(
            Remark(
                code="row-boundary-unsure", message=f"it is not sure that a new row starts at {text[:80]!r}", page=page
            )
        )
    row = Row(
        text=text,
        quarters=span.quarters,
        period=None if span.half is None else ("H1" if span.half == 1 else "H2"),
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        position=1,
        marks=tuple(sorted(marks, key=lambda mark: mark.purpose)),
        quarter_marks=quarter_marks,
        columns=_other_columns(whole, around),
        regions=_regions(whole, around.views),
    )
    return ReadRow(row, tuple(remarks))


def _text(whole: WholeRow, place: int, around: Surroundings, remarks: list[Remark]) -> str:
    lines = [line for fragment in whole.fragments for line in fragment.lines.get(place, ())]
    cell = lines_to_text(lines, around.known)
    for word in cell.doubts:
        message = f"it is not sure whether {word!r}, broken at a line's end, has a hyphen of its own"
        remarks.append(Remark(code="hyphen-unsure", message=message, page=whole.fragments[0].page))
    return cell.text


def _other_columns(whole: WholeRow, around: Surroundings) -> tuple[Column, ...]:
    columns = []
    for place, column in enumerate(whole.columns):
        if column.kind == "activity" or column.is_ticks:
            continue
        lines = [line for fragment in whole.fragments for line in fragment.lines.get(place, ())]
        text = lines_to_text(lines, around.known).text
        columns.append(Column.model_validate({"kind": column.kind, "title": column.title, "text": text}))
    return tuple(columns)


def _decide(whole: WholeRow, column: TableColumn, around: Surroundings) -> tuple[Decision, int, Box]:
    """The decision on a tick cell; of a cut row's cells, the one that holds a mark."""
    options = []
    for fragment in whole.fragments:
        place = next((n for n, c in enumerate(whole.columns) if c is column), 0)
        signs = cell_signs(fragment, column)
        strange = [word.text for line in fragment.lines.get(place, ()) for word in line]
        cell = Box(column.x0, fragment.box.top, column.x1, fragment.box.bottom)
        view = around.views[fragment.page]
        raster = around.rasters.get(fragment.page)
        ink = None if raster is None else box_to_ink(raster, view.to_reader(cell_region(cell, signs)))
        options.append((decide_cell(signs, strange, ink, around.usage), fragment.page, view.to_reader(cell)))
    rank = {"unsure": 0, "ticked": 1, "empty": 2}
    return min(options, key=lambda option: rank[option[0].state])


def _row_span(heading: Heading | None, marks: Sequence[QuarterMark], around: Surroundings) -> Span:
    if marks:
        ticked = sorted({mark.quarter for mark in marks if mark.state == "ticked"})
        spans = [heading_to_span(Heading(quarter=quarter), around.first_month, around.year) for quarter in ticked]
        starts = spans[0].starts_on if spans else None
        ends = spans[-1].ends_on if spans else None
        return Span(tuple(ticked), None, starts, ends)
    if heading is None:
        return Span((), None, None, None)
    return heading_to_span(heading, around.first_month, around.year)


def _regions(whole: WholeRow, views: Mapping[int, PageView]) -> tuple[Region, ...]:
    return tuple(
        Region(page=fragment.page, bbox=to_bbox(views[fragment.page].to_reader(fragment.box)))
        for fragment in whole.fragments
    )
