"""What is doubtful about a plan's headings of periods, taken together."""

from collections.abc import Iterator, Sequence

from workplan_extract.models import Remark, Row
from workplan_extract.reading.periods import Heading, months_to_period

LONGEST_YEAR = 366
"""Days from the first period's beginning to the last one's end, at most."""


def period_remarks(headings: Sequence[Heading], first_month: int, rows: Sequence[Row]) -> Iterator[Remark]:
    """Doubts about all headings of a plan whose year begins in `first_month`, and where its rows were placed."""
    yield from _thirds(headings)
    yield from _over_quarters(headings, first_month)
    yield from _too_long(rows)


def _thirds(headings: Sequence[Heading]) -> Iterator[Remark]:
    """Three terms, and no fourth: a term may be four months long."""
    counted = [heading for heading in headings if heading.is_third and not heading.months]
    if counted and max(heading.until or heading.quarter or 0 for heading in counted) == 3:
        message = "the plan heads three terms and no fourth; each was taken for a quarter"
        yield Remark(code="period-odd", message=message)


def _over_quarters(headings: Sequence[Heading], first_month: int) -> Iterator[Remark]:
    bare = [heading for heading in headings if heading.months and heading.quarter is heading.half is None]
    placed = [(heading.length, months_to_period(heading.months, first_month)) for heading in bare if heading.months]
    odd = {length for length, (quarters, _) in placed if len(quarters) > 1 and length != 3 * len(quarters)}
    if odd:
        message = f"headings name {', '.join(map(str, sorted(odd)))} months; every quarter that they touch was taken"
        yield Remark(code="period-odd", message=message)


def _too_long(rows: Sequence[Row]) -> Iterator[Remark]:
    starts = [row.starts_on for row in rows if row.starts_on]
    ends = [row.ends_on for row in rows if row.ends_on]
    if starts and (max(ends) - min(starts)).days > LONGEST_YEAR:
        message = f"the plan's periods run from {min(starts)} to {max(ends)}, which is more than a year"
        yield Remark(code="period-odd", message=message)
