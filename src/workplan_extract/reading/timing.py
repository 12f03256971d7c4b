"""When an activity is planned: from the heading above its table, from marked columns, or from a cell's words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workplan_extract.models import MarkState, QuarterMark, Remark
from workplan_extract.reading.columns import TableColumn
from workplan_extract.reading.geometry import Box, union
from workplan_extract.reading.marks import Decision
from workplan_extract.reading.periods import Heading, Months, Span, heading_to_span, months_to_span, period_to_months
from workplan_extract.reading.time_text import text_to_times


@dataclass(frozen=True)
class Calendar:
    """The plan's year: the month that it begins in, and the year of that month."""

    first_month: int
    year: int | None
    is_known: bool = True
    """Whether that month is known, where the year runs over two."""
    by_halves: bool = False
    """Whether the plan's cells of words name half-years alone."""


@dataclass(frozen=True)
class Written:
    """What a cell says, and the title of its column."""

    title: str
    text: str


@dataclass(frozen=True)
class DecidedCell:
    """A cell of marks with its decision; `box` is the reader's."""

    column: TableColumn
    decision: Decision
    page: int
    box: Box


@dataclass(frozen=True)
class WrittenCell:
    """A cell of words in a column of time."""

    column: TableColumn
    text: str
    page: int
    box: Box


@dataclass(frozen=True)
class Timing:
    """The period of a row, what tells it, and whether it is that of the heading above."""

    span: Span
    marks: tuple[QuarterMark, ...]
    remarks: tuple[Remark, ...]
    is_headed: bool


def row_timing(
    heading: Heading | None, cells: Sequence[DecidedCell], written: Sequence[WrittenCell], calendar: Calendar
) -> Timing:
    """The period of one row. Marked columns come first, then the heading, then what a cell says."""
    some_months = heading is not None and len(cells) <= 3 and all(cell.column.kind == "month" for cell in cells)
    if cells and not some_months:
        return _marked_timing(cells, calendar)
    if heading is not None and not (heading.is_unknown and written):
        if not calendar.is_known and not heading.months:
            heading = replace(heading, years=())  # which of the two years it lies in nobody can tell
        span = heading_to_span(heading, calendar.first_month, calendar.year)
        remarks = [remark for cell in written for remark in _against_heading(cell, span, calendar)]
        return Timing(span, (), tuple(remarks), is_headed=True)
    if written:
        return _written_timing(written[0], calendar)
    return Timing(Span((), None, None, None), (), (), is_headed=True)


def are_halves(cells: Iterable[Written], calendar: Calendar) -> bool:
    """Whether all cells of a document's columns of time that name one name half-years."""
    times = [text_to_times(cell.text, cell.title, calendar.first_month, calendar.year) for cell in cells]
    named = [one for one in times if one.places and not one.note]
    return bool(named) and all(one.is_half or len(one.places) == 12 for one in named)


def column_to_months(column: TableColumn, first_month: int) -> Months:
    """The first and last month that a column of time stands for."""
    if column.months:
        return column.months
    if column.kind == "month":
        return column.number, column.number
    quarter, half = (column.number, None) if column.kind == "quarter" else (None, column.number)
    return period_to_months(quarter, half, first_month)


def _places(months: Months, first_month: int) -> range:
    """The places of months in the plan's year, from 0."""
    start = (months[0] - first_month) % 12
    return range(start, start + (months[1] - months[0]) % 12 + 1)


def _quarters(months: Months, first_month: int) -> list[int]:
    return sorted({place % 12 // 3 + 1 for place in _places(months, first_month)})


def _marked_timing(cells: Sequence[DecidedCell], calendar: Calendar) -> Timing:
    first = calendar.first_month
    by_quarter: dict[int, list[DecidedCell]] = {}
    for cell in cells:
        for quarter in _quarters(column_to_months(cell.column, first), first):
            by_quarter.setdefault(quarter, []).append(cell)
    marks = tuple(_cells_to_mark(quarter, by_quarter[quarter]) for quarter in sorted(by_quarter))
    ticked = [cell.column for cell in cells if cell.decision.state == "ticked"]
    places = sorted({place for column in ticked for place in _places(column_to_months(column, first), first)})
    span = _places_to_span(places, calendar, by_halves=all(cell.column.kind == "half" for cell in cells))
    return Timing(span, marks, (), is_headed=False)


def _places_to_span(places: Sequence[int], calendar: Calendar, *, by_halves: bool) -> Span:
    """Months by their places in the plan's year → quarters, or the one half-year, and the days from first to last."""
    if not places:
        return Span((), None, None, None)
    months = tuple((place + calendar.first_month - 1) % 12 + 1 for place in (places[0], places[-1]))
    starts, ends = months_to_span((months[0], months[1]), calendar.first_month, calendar.year)
    if by_halves and places[0] // 6 == places[-1] // 6:
        return Span((), places[0] // 6 + 1, starts, ends)
    return Span(tuple(sorted({place // 3 + 1 for place in places})), None, starts, ends)


def _cells_to_mark(quarter: int, cells: Sequence[DecidedCell]) -> QuarterMark:
    """The decision on a quarter from the cells of its months."""
    rank: dict[MarkState, int] = {"ticked": 0, "unsure": 1, "empty": 2}
    best = min(cells, key=lambda cell: rank[cell.decision.state])
    box = union(cell.box for cell in cells if cell.page == best.page)
    seen = [cell for cell in cells if cell.decision.state == best.decision.state]
    evidence = "; ".join(f"{cell.column.title}: {cell.decision.evidence}" for cell in seen)
    return QuarterMark(
        quarter=quarter,
        state=best.decision.state,
        evidence=best.decision.evidence if len(cells) == 1 else evidence,
        page=best.page,
        bbox=rounded(box),
    )


def rounded(box: Box) -> tuple[float, float, float, float]:
    """A box as it is published, to a tenth of a point."""
    x0, top, x1, bottom = (round(value, 1) for value in box)
    return x0, top, x1, bottom


def _against_heading(cell: WrittenCell, span: Span, calendar: Calendar) -> list[Remark]:
    """A doubt where a cell names a time outside the period that the row stands under."""
    times = text_to_times(cell.text, cell.column.title, calendar.first_month, calendar.year)
    inside = set(span.quarters) or ({2 * span.half - 1, 2 * span.half} if span.half else set())
    named = {place // 3 + 1 for place in times.places}
    if times.doubt or not named or not inside or named & inside:
        return []
    return [Remark(code="period-differs", message=f"{cell.column.title}: {cell.text!r} lies outside", page=cell.page)]


def _written_timing(cell: WrittenCell, calendar: Calendar) -> Timing:
    times = text_to_times(cell.text, cell.column.title, calendar.first_month, calendar.year)
    named = {place // 3 + 1 for place in times.places}
    evidence = f"text {cell.text!r} in the column {cell.column.title!r}"
    marks = tuple(
        QuarterMark(
            quarter=quarter,
            state="unsure" if times.doubt else "ticked" if quarter in named else "empty",
            evidence=evidence,
            page=cell.page,
            bbox=rounded(cell.box),
        )
        for quarter in (1, 2, 3, 4)
    )
    if times.doubt:
        remark = Remark(code="period-unsure", message=f"{evidence}: {times.doubt}", page=cell.page)
        return Timing(Span((), None, None, None), marks, (remark,), is_headed=False)
    if times.note:
        code, message = ("period-open", f"{evidence}: {times.note}")
        noted: tuple[Remark, ...] = (Remark(code=code, message=message, page=cell.page),)
    else:
        noted = ()
    span = _places_to_span(sorted(times.places), calendar, by_halves=calendar.by_halves)
    return Timing(span, marks, noted, is_headed=False)
