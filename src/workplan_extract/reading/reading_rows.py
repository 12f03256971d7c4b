"""Whole rows → the published `Row`: text, columns, period, marks, regions; with the remarks that they give rise to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workplan_extract.models import BBox, Column, Mark, Region, Remark, Row
from workplan_extract.reading.cell_text import KnownWords, lines_to_text
from workplan_extract.reading.columns import TableColumn
from workplan_extract.reading.geometry import Box, contains
from workplan_extract.reading.healing import WholeRow
from workplan_extract.reading.ink import Ink, Raster, box_to_ink
from workplan_extract.reading.looks import Looks, words_to_signs
from workplan_extract.reading.marks import Decision, Usage, cell_region, decide_cell
from workplan_extract.reading.page import PageView
from workplan_extract.reading.parts import RowDraft, activity_of
from workplan_extract.reading.paths import Fill
from workplan_extract.reading.purpose_text import PurposeWords, cell_to_marks
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.timing import Calendar, DecidedCell, WrittenCell, row_timing

MOST_CUT = 8.0
"""By how much a coloured cell may reach beyond its column's borders, in points."""
WHITE = 255
DARKER = 60
"""Levels of grey by which a cell's colour is darker than any tint of a column."""
LEAST_MARGIN = 1.0
"""A row whose upper boundary scores less than this over none is in doubt."""


@dataclass(frozen=True)
class Surroundings:
    """What the decision on a row needs beside the row."""

    views: Mapping[int, PageView]
    rasters: Mapping[int, Raster]
    looks: Looks
    usage: Usage
    known: KnownWords
    calendar: Calendar
    purposes: PurposeWords | None
    """How a column that names purposes in words is read."""


@dataclass(frozen=True)
class ReadRow:
    """A row without its position, and what is to be remarked about it."""

    row: Row
    remarks: tuple[Remark, ...]
    is_headed: bool
    """Whether its period is that of the heading above, within which it is counted."""
    ticks: int
    unsure: int
    """Cells of marks, ticked and unsure."""


def to_bbox(box: Box) -> BBox:
    """A box as it is published, to a tenth of a point."""
    x0, top, x1, bottom = (round(value, 1) for value in box)
    return x0, top, x1, bottom


def cell_signs(fragment: RowDraft, column: TableColumn, looks: Looks) -> tuple[Sign, ...]:
    """The marks of a fragment whose centres lie in a column, each of the kind that its look has in the document."""
    return tuple(looks.kind_of(sign) for sign in fragment.signs if column.x0 <= sign.box.x_mid < column.x1)


def whole_row_to_row(whole: WholeRow, around: Surroundings) -> ReadRow:
    """One row with everything that is printed in it; its position is given later."""
    remarks: list[Remark] = []
    place = activity_of(whole.columns)
    text = _text(whole, place, around, remarks)
    heading = whole.fragments[0].heading
    decided = [_decide(whole, n, around) for n, column in enumerate(whole.columns) if column.is_ticks]
    remarks += [_unsure_remark(cell) for cell in decided if cell.decision.state == "unsure"]
    marks, doubts = _purpose_marks(whole, decided, around)
    remarks += doubts
    written = [_written_cell(whole, place, around) for place, c in enumerate(whole.columns) if c.kind == "time"]
    timing = row_timing(heading, [cell for cell in decided if cell.column.is_period], written, around.calendar)
    remarks += [*timing.remarks, *_extent_remarks(whole, text)]
    span = timing.span
    row = Row(
        text=text,
        quarters=span.quarters,
        period=None if span.half is None else ("H1" if span.half == 1 else "H2"),
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        position=1,
        marks=tuple(sorted(marks, key=lambda mark: mark.purpose)),
        quarter_marks=timing.marks,
        columns=_other_columns(whole, around),
        regions=_regions(whole, around.views),
    )
    states = [cell.decision.state for cell in decided]
    return ReadRow(row, tuple(remarks), timing.is_headed, states.count("ticked"), states.count("unsure"))


def _extent_remarks(whole: WholeRow, text: str) -> Iterator[Remark]:
    """Doubts about where a row ends, and where it begins."""
    page = whole.fragments[0].page
    if whole.doubt:
        yield Remark(code="row-cut-unsure", message=f"{whole.doubt}: {text[:80]!r}", page=page)
    if min(fragment.margin for fragment in whole.fragments) < LEAST_MARGIN:
        message = f"it is not sure that a new row starts at {text[:80]!r}"
        yield Remark(code="row-boundary-unsure", message=message, page=page)


def _purpose_marks(
    whole: WholeRow, decided: Sequence[DecidedCell], around: Surroundings
) -> tuple[tuple[Mark, ...], tuple[Remark, ...]]:
    """What the columns of purposes say; where there are none, what a column says that names purposes in words."""
    marks = tuple(
        Mark(purpose=cell.column.number, state=cell.decision.state, evidence=cell.decision.evidence, page=cell.page,
             bbox=to_bbox(cell.box))
        for cell in decided
        if cell.column.kind == "purpose"
    )  # fmt: skip
    if marks or around.purposes is None:
        return marks, ()
    return _written_marks(whole, around, around.purposes)


def _text(whole: WholeRow, place: int, around: Surroundings, remarks: list[Remark]) -> str:
    lines = [line for fragment in whole.fragments for line in fragment.lines.get(place, ())]
    cell = lines_to_text(lines, around.known)
    for word in cell.doubts:
        message = f"it is not sure whether {word!r}, broken at a line's end, has a hyphen of its own"
        remarks.append(Remark(code="hyphen-unsure", message=message, page=whole.fragments[0].page))
    for words in cell.cuts:
        message = f"it is not sure whether {words!r}, at a line's end, is one word cut in two"
        remarks.append(Remark(code="word-cut-unsure", message=message, page=whole.fragments[0].page))
    return cell.text


def _other_columns(whole: WholeRow, around: Surroundings) -> tuple[Column, ...]:
    columns = []
    for place, column in enumerate(whole.columns):
        if column.kind == "activity" or column.is_ticks:
            continue
        text = cell_to_text(whole, place, around.known)
        kind = "other" if column.kind in {"purposes", "time"} else column.kind
        columns.append(Column.model_validate({"kind": kind, "title": column.title, "text": text}))
    return tuple(columns)


def _unsure_remark(cell: DecidedCell) -> Remark:
    column, decision = cell.column, cell.decision
    name = f"{column.kind} {column.number or column.title}"
    message = f"{name}: {decision.doubt or 'unclear'} ({decision.evidence})"
    return Remark(code="tick-unsure", message=message, page=cell.page)


def _decide(whole: WholeRow, place: int, around: Surroundings) -> DecidedCell:
    """The decision on a tick cell; of a cut row's cells, the one that holds a mark."""
    column = whole.columns[place]
    options = []
    for fragment in whole.fragments:
        words = [word for line in fragment.lines.get(place, ()) for word in line]
        ruled = words_to_signs(words, around.looks)
        signs = (*cell_signs(fragment, column, around.looks), *ruled)
        strange = [word.text for word in words if not any(sign.word is word for sign in ruled)]
        cell = Box(column.x0, fragment.box.top, column.x1, fragment.box.bottom)
        view = around.views[fragment.page]
        raster = around.rasters.get(fragment.page)
        inside = cell_region(_beside_fills(cell, column, fragment.signs, view.fills), signs)
        ink = None if raster is None else box_to_ink(raster, view.to_reader(inside))
        decision = decide_cell(signs, strange, ink, around.usage)
        if ink is not None and ink.ground <= WHITE - DARKER and decision.state == "empty" and not signs:
            decision = _by_ground(decision, ink, _ground(fragment, whole, around))
        options.append(DecidedCell(column, decision, fragment.page, view.to_reader(cell)))
    rank = {"unsure": 0, "ticked": 1, "empty": 2}
    return min(options, key=lambda option: rank[option.decision.state])


def _ground(fragment: RowDraft, whole: WholeRow, around: Surroundings) -> int:
    """The grey that a row's activity is printed on."""
    column = whole.columns[activity_of(whole.columns)]
    cell = Box(column.x0, fragment.box.top, column.x1, fragment.box.bottom)
    return box_to_ink(around.rasters[fragment.page], around.views[fragment.page].to_reader(cell)).ground


def _by_ground(decision: Decision, ink: Ink, ground: int) -> Decision:
    """An empty cell is doubted where its own ground is much darker than the row's: its colour may be a mark."""
    if ink.ground > ground - DARKER:
        return decision
    return Decision("unsure", f"{decision.evidence}; ground {ink.ground} beside {ground}", "the cell has a dark ground")


def _beside_fills(cell: Box, column: TableColumn, signs: Sequence[Sign], fills: Sequence[Fill]) -> Box:
    """A cell without what coloured cells of its neighbours cover of it: where nothing is drawn, borders are a guess."""
    marks = [sign.box for sign in signs if sign.maker == "fill" and not column.x0 <= sign.box.x_mid < column.x1]
    boxes = [fill.box for fill in fills if any(_is_cut_from(mark, fill.box) for mark in marks)]
    left = max([cell.x0, *(box.x1 + 0.5 for box in boxes if box.x_mid < cell.x0)])
    right = min([cell.x1, *(box.x0 - 0.5 for box in boxes if box.x_mid > cell.x1)])
    return Box(left, cell.top, right, cell.bottom) if right - left > cell.width / 2 else cell


def _is_cut_from(mark: Box, fill: Box) -> bool:
    """Whether a coloured cell is a fill, cut at its column's borders."""
    return contains(fill, mark) and fill.width - mark.width < MOST_CUT


def _written_marks(
    whole: WholeRow, around: Surroundings, words: PurposeWords
) -> tuple[tuple[Mark, ...], tuple[Remark, ...]]:
    """The purposes of a row whose table names them in words; none where it has no such column."""
    place = next((n for n, column in enumerate(whole.columns) if column.kind == "purposes"), None)
    if place is None:
        return (), ()
    cell = _written_cell(whole, place, around)
    return cell_to_marks(cell.text, cell.column.title, words, cell.page, to_bbox(cell.box))


def _written_cell(whole: WholeRow, place: int, around: Surroundings) -> WrittenCell:
    """A cell of words with its text and its place on the page that the row begins on."""
    column, first = whole.columns[place], whole.fragments[0]
    box = Box(column.x0, first.box.top, column.x1, first.box.bottom)
    text = cell_to_text(whole, place, around.known)
    return WrittenCell(column, text, first.page, around.views[first.page].to_reader(box))


def cell_to_text(whole: WholeRow, place: int, known: KnownWords) -> str:
    """The text of a row's cell on one line."""
    lines = [line for fragment in whole.fragments for line in fragment.lines.get(place, ())]
    return lines_to_text(lines, known).text


def _regions(whole: WholeRow, views: Mapping[int, PageView]) -> tuple[Region, ...]:
    return tuple(
        Region(page=fragment.page, bbox=to_bbox(views[fragment.page].to_reader(fragment.box)))
        for fragment in whole.fragments
    )
