"""A second look at the columns, independent of how they were found: borders that cut phrases, columns that differ."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from workplan_extract.models import Remark
from workplan_extract.reading.cell_text import BULLETS
from workplan_extract.reading.columns import TableColumn
from workplan_extract.reading.geometry import cluster
from workplan_extract.reading.parts import Line, Part
from workplan_extract.reading.separators import vertical_edges
from workplan_extract.reading.words import Word

WIDE_GAP = 1.3
"""White between two words of a cell from which on they may be two cells', in font sizes."""
MOST_SPREAD = 6.0
"""By how much the marks of a column may stand apart sideways, in points."""
TIMES_USUAL = 3.0
"""By how much such white exceeds that between the line's other words."""


def columns_remarks(parts: Sequence[Part]) -> list[Remark]:
    """Doubts about borders that cut through a phrase, and about columns that are not alike in all tables."""
    return [
        *(remark for part in parts for remark in _part_remarks(part, parts)),
        *_unlike_columns(parts),
    ]


def _part_remarks(part: Part, parts: Sequence[Part]) -> Iterator[Remark]:
    yield from _cut_phrases(part, parts)
    yield from _joined_cells(part)
    yield from _odd_counts(part)
    yield from _spread_marks(part)
    yield from _untitled(part)


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


def _joined_cells(part: Part) -> Iterator[Remark]:
    """Columns of text in which a gap parts a line's words as the white between two columns does."""
    for place, column in enumerate(part.columns):
        if column.is_ticks:
            continue
        lines = [line for row in part.rows for line in row.lines.get(place, ())]
        wide = [pair for line in lines for pair in _wide_gaps(line)]
        if wide:
            text = " ".join(word.text for word in wide[0])
            message = f"the column {column.title!r} may hold the cells of two: there is a gap in {text!r}"
            yield Remark(code="columns-in-doubt", message=message, page=part.view.number)


def _wide_gaps(line: Line) -> Iterator[tuple[Word, Word]]:
    """Neighbours with a gap between them that is much wider than the line's others; one after a bullet is none."""
    gaps = [after.box.x0 - word.box.x1 for word, after in pairwise(line)]
    for n, gap in enumerate(gaps):
        others = [*gaps[:n], *gaps[n + 1 :]]
        is_item = n == 0 and (line[0].text in BULLETS or len(line[0].text) <= 2)
        if len(others) >= 2 and not is_item and gap > max(WIDE_GAP * line[n].size, TIMES_USUAL * median(others)):
            yield line[n], line[n + 1]


def _odd_counts(part: Part) -> Iterator[Remark]:
    """Columns that count, and leave a number out or do not begin at one."""
    for kind in ("purpose", "quarter", "half"):
        numbers = [column.number for column in part.columns if column.kind == kind and column.number]
        if numbers and sorted(numbers) != list(range(1, len(numbers) + 1)):
            message = f"the columns are those of {kind} {', '.join(map(str, numbers))}"
            yield Remark(code="columns-in-doubt", message=message, page=part.view.number)


def _spread_marks(part: Part) -> Iterator[Remark]:
    """Tick columns whose marks line up neither by their left edges, nor by their middles, nor by their right edges."""
    for column in part.columns:
        if not column.is_ticks:
            continue
        inside = [sign for row in part.rows for sign in row.signs if column.x0 <= sign.box.x_mid < column.x1]
        boxes = [sign.box for sign in inside if sign.kind != "none"]
        spans = [[box.x0 for box in boxes], [box.x_mid for box in boxes], [box.x1 for box in boxes]]
        if boxes and min(max(places) - min(places) for places in spans) > MOST_SPREAD:
            message = f"the marks of the column {column.title!r} do not stand below each other"
            yield Remark(code="columns-in-doubt", message=message, page=part.view.number)


def _untitled(part: Part) -> Iterator[Remark]:
    """Several columns without a title, or several of numbers: titles may have been missed."""
    empty = [column for column in part.columns if not column.title]
    numbers = [column for column in part.columns if column.kind == "number"]
    if len(empty) > 1 or len(numbers) > 1:
        message = f"{len(empty)} columns have no title, {len(numbers)} are taken for the rows' numbers"
        yield Remark(code="columns-in-doubt", message=message, page=part.view.number)


def _unlike_columns(parts: Sequence[Part]) -> Iterator[Remark]:
    """Columns with the same title that are of another kind in one table than in most."""
    kinds: dict[tuple[str, int], Counter[tuple[str, int]]] = {}
    for part in parts:
        for title, column in _titled(part):
            kinds.setdefault(title, Counter())[column.kind, column.number] += 1
    for part in parts:
        for title, column in _titled(part):
            several = kinds[title]
            if len(several) > 1 and 2 * several[column.kind, column.number] <= several.total():
                message = f"the column {column.title!r} was taken for {column.kind}, elsewhere for another"
                yield Remark(code="columns-in-doubt", message=message, page=part.view.number)


def _titled(part: Part) -> Iterator[tuple[tuple[str, int], TableColumn]]:
    """The columns with titles; those of one title (`J`, `J`) are told apart by a count."""
    seen: Counter[str] = Counter()
    for column in part.columns:
        title = column.title.casefold()
        seen[title] += 1
        if title:
            yield (title, seen[title]), column
