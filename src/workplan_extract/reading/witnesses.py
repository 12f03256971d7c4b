"""A second look at the rows, independent of how they were found: what sets a row or a column apart from all others.

Each check is rare where rows are right, and likely where two were joined, one was split, or a border went astray.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from workplan_extract.models import Remark, Row
from workplan_extract.reading.geometry import cluster
from workplan_extract.reading.healing import CANNOT_END, WholeRow
from workplan_extract.reading.parts import Line, Part, activity_of
from workplan_extract.reading.separators import vertical_edges
from workplan_extract.reading.words import Word

FEW = 0.1
"""A share of rows up to which what they have in common is an exception."""
PARAGRAPH = 2.1
"""Baselines in a cell more than so many usual distances apart belong to two rows, or to a row and a note."""


def rows_remarks(wholes: Sequence[WholeRow], rows: Sequence[Row]) -> list[Remark]:
    """Doubts about rows that begin, end or are spaced as no other row is; each with the row's place."""
    odd: dict[int, list[str]] = {}
    for number, reason in (
        *_odd_starts(rows),
        *_odd_ends(rows),
        *_odd_gaps(wholes),
        *_odd_types(wholes),
        *_odd_numbers(wholes),
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


def columns_remarks(parts: Sequence[Part]) -> list[Remark]:
    """Doubts about borders that cut through a phrase, and about columns that are not alike in all tables."""
    return [*(remark for part in parts for remark in _cut_phrases(part, parts)), *_unlike_columns(parts)]


def _cut_phrases(part: Part, parts: Sequence[Part]) -> Iterator[Remark]:
    """Words that follow one in the column before by no more than a space, and begin no cell of their own."""
    alike = [other for other in parts if [c.title for c in other.columns] == [c.title for c in part.columns]]
    edges = [edge for edge in vertical_edges(part.view) if edge.is_rule]
    for row in part.rows:
        words = [word for place in row.lines for line in row.lines[place] for word in line]
        for place, lines in row.lines.items():
            column = part.columns[place]
            for line in lines if not column.is_ticks else ():
                before = [other for other in words if other.box.x_mid < column.x0 and _runs_on(other, line[0])]
                ruled = any(before and before[0].box.x_mid < edge.at < line[0].box.x_mid for edge in edges)
                if before and not ruled and not _begins_cell(line[0], place, alike):
                    text = f"{before[0].text} {line[0].text}"
                    message = f"the border of {column.title!r} may run through a phrase: {text!r}"
                    yield Remark(code="columns-in-doubt", message=message, page=part.view.number)


def _runs_on(word: Word, after: Word) -> bool:
    same_line = abs(word.baseline - after.baseline) < 1 and word.font == after.font
    return same_line and -1 < after.box.x0 - word.box.x1 < 0.42 * word.size


def _begins_cell(word: Word, place: int, alike: Sequence[Part]) -> bool:
    """Whether other lines of the column begin where a word does, or are as well centred, as many as do not."""
    lines: list[Line] = [line for part in alike for row in part.rows for line in row.lines.get(place, ())]
    firsts = cluster([line[0].box.x0 for line in lines], 0.8)
    home = next((group for group in firsts if min(group) - 1.5 <= word.box.x0 <= max(group) + 1.5), [])
    return len(home) >= 2 and len(home) >= 0.3 * len(lines)


def _unlike_columns(parts: Sequence[Part]) -> Iterator[Remark]:
    """Columns with the same title that are of another kind in one table than in most."""
    kinds: dict[str, Counter[str]] = {}
    for part in parts:
        for column in part.columns:
            kinds.setdefault(column.title.casefold(), Counter())[column.kind] += 1
    for part in parts:
        for column in part.columns:
            usual = kinds[column.title.casefold()].most_common(1)[0][0]
            if column.title and column.kind != usual:
                message = f"the column {column.title!r} was taken for {column.kind}, elsewhere for {usual}"
                yield Remark(code="columns-in-doubt", message=message, page=part.view.number)
