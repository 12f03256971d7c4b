"""A second look at the rows, independent of how they were found: what sets a row apart from all others.

Each check is rare where rows are right, and likely where two were joined, one was split, or a heading was missed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from workplan_extract.models import Remark, Row
from workplan_extract.reading.geometry import overlap
from workplan_extract.reading.healing import CANNOT_END, WholeRow, is_same_period
from workplan_extract.reading.parts import Part, RowDraft, activity_of
from workplan_extract.reading.periods import Heading

FEW = 0.1
"""A share of rows up to which what they have in common is an exception."""
PARAGRAPH = 2.1
"""Baselines in a cell more than so many usual distances apart belong to two rows, or to a row and a note."""


def rows_remarks(wholes: Sequence[WholeRow], rows: Sequence[Row], parts: Sequence[Part] = ()) -> list[Remark]:
    """Doubts about rows that begin, end or are spaced as no other row is; each with the row's place."""
    odd: dict[int, list[str]] = {}
    for number, reason in (
        *_odd_starts(rows),
        *_odd_ends(rows),
        *_odd_gaps(wholes),
        *_lone_signs(wholes),
        *_odd_types(wholes),
        *_odd_numbers(wholes),
        *_odd_periods(wholes, parts),
    ):
        odd.setdefault(number, []).append(reason)
    return [
        Remark(
            code="row-in-doubt",
            message=f"{'; '.join(reasons)}: {rows[number].text[:80]!r}",
            page=wholes[number].fragments[0].page,
            row=number,
        )
        for number, reasons in sorted(odd.items())
    ]


def _odd_starts(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    small = [n for n, row in enumerate(rows) if row.text[:1].islower()]
    if len(small) <= max(1, FEW * len(rows)):
        yield from ((n, "it starts with a small letter, unlike the other rows") for n in small)
    yield from ((n, "it has no text") for n, row in enumerate(rows) if not row.text.strip())


def _odd_ends(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    for n, row in enumerate(rows):
        text = row.text.rstrip()
        last = text.split()[-1].lower() if text else ""
        if last in CANNOT_END or text[-1:] in {",", "-", "‐", "(", "&"}:
            yield n, "it ends in the middle of a sentence"
        if text.count("(") != text.count(")") and not any(mark in text for mark in ("a)", "b)", "1)", "i)")):
            yield n, "a bracket in it is not closed"


def _odd_gaps(wholes: Sequence[WholeRow]) -> Iterator[tuple[int, str]]:
    """Rows with a gap between two lines of the activity that is much wider than lines' usual distance."""
    gaps = [list(_line_gaps(whole)) for whole in wholes]
    every = [gap for row in gaps for gap in row]
    if len(every) >= 3:
        usual = median(every)
        yield from ((n, "a gap parts its lines") for n, row in enumerate(gaps) if row and max(row) > PARAGRAPH * usual)


def _line_gaps(whole: WholeRow) -> Iterator[float]:
    place = activity_of(whole.columns)
    for fragment in whole.fragments:
        for above, below in pairwise(fragment.lines.get(place, ())):
            yield (below[0].baseline - above[0].baseline) / above[0].size


def _lone_signs(wholes: Sequence[WholeRow]) -> Iterator[tuple[int, str]]:
    """Rows with a dash or another sign alone on a line: it may stand for an empty cell of the column beside."""
    for n, whole in enumerate(wholes):
        place = activity_of(whole.columns)
        lines = [line for fragment in whole.fragments for line in fragment.lines.get(place, ())]
        alone = [line[0].text for line in lines if len(line) == 1 and not any(map(str.isalnum, line[0].text))]
        if alone:
            yield n, f"{alone[0]!r} stands alone on a line of it"


def _odd_types(wholes: Sequence[WholeRow]) -> Iterator[tuple[int, str]]:
    """Rows in a font, or a size, that hardly another row has: a heading, perhaps, or a running line."""
    types = [_types(whole) for whole in wholes]
    counts = Counter(each for row in types for each in row)
    for n, row in enumerate(types):
        if row and all(counts[each] <= max(1, 0.05 * len(wholes)) for each in row) and len(wholes) > 4:
            yield n, "it is set in another type than the other rows"


def _types(whole: WholeRow) -> set[tuple[str, int]]:
    """The fonts of an activity's lines, with their sizes to a point."""
    place = activity_of(whole.columns)
    lines = [line for fragment in whole.fragments for line in fragment.lines.get(place, ())]
    return {(max(line, key=lambda word: word.box.width).font, round(line[0].size)) for line in lines}


def _odd_numbers(wholes: Sequence[WholeRow]) -> Iterator[tuple[int, str]]:
    """Rows with no number, or with two, where the other rows have one each."""
    counts = [_count_numbers(whole) for whole in wholes]
    known = [count for count in counts if count is not None]
    if sum(count != 1 for count in known) <= max(1, FEW * len(known)):
        for n, count in enumerate(counts):
            if count is not None and count != 1:
                yield n, "it has no number, unlike the other rows" if not count else "it has two numbers"


def _count_numbers(whole: WholeRow) -> int | None:
    """The lines of a row's number; none where the table has no column of numbers."""
    places = [n for n, column in enumerate(whole.columns) if column.kind == "number" and column.title]
    if not places:
        return None
    return sum(len(fragment.lines.get(places[0], ())) for fragment in whole.fragments)


def _odd_periods(wholes: Sequence[WholeRow], parts: Sequence[Part]) -> Iterator[tuple[int, str]]:
    """Rows under a period that is not the one that their page names last above them."""
    homes = {id(row): part for part in parts for row in part.rows}
    for n, whole in enumerate(wholes):
        row = whole.fragments[0]
        part = homes.get(id(row))
        if part is None or any(column.is_period or column.kind == "time" for column in part.columns):
            continue
        above = _period_above(row, part)
        if above is not None and not is_same_period(above, row.heading):
            yield n, "the page names another period right above it"


def _period_above(row: RowDraft, part: Part) -> Heading | None:
    """The last period named above a row, in the width of its table."""
    named = [
        (box.top, heading)
        for box, heading in part.periods
        if box.y_mid < row.box.top + 2 and overlap(box.x0, box.x1, part.box.x0, part.box.x1) > 0
    ]
    return max(named, key=lambda each: each[0])[1] if named else None
