"""Rows that a page break cuts, put together again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workplan_extract.reading.cell_text import BULLETS
from workplan_extract.reading.columns import Columns
from workplan_extract.reading.parts import Line, Part, RowDraft, activity_of
from workplan_extract.reading.periods import Heading
from workplan_extract.reading.words import Word


@dataclass(frozen=True)
class WholeRow:
    """A row with its fragments in reading order; one unless a page break cut it."""

    columns: Columns
    fragments: tuple[RowDraft, ...]
    doubt: str = ""


def parts_to_rows(parts: Sequence[Part]) -> list[WholeRow]:
    """The rows of one table's parts, in order; a row that goes on overleaf is one row."""
    rows: list[WholeRow] = []
    previous: Part | None = None
    for part in parts:
        fresh = [WholeRow(part.columns, (row,)) for row in part.rows]
        if rows and fresh and previous is not None and previous.view.number != part.view.number:
            score = cut_score(rows[-1], fresh[0], previous, part)
            doubt = "" if abs(score) >= 1.0 else "it is not sure whether the row goes on over the page break"
            if score > 0:
                rows[-1] = WholeRow(part.columns, _in_order(rows[-1], fresh[0]), doubt)
                fresh = fresh[1:]
            elif doubt:
                fresh[0] = WholeRow(part.columns, fresh[0].fragments, doubt)
        rows += fresh
        previous = part
    return rows


def _in_order(last: WholeRow, first: WholeRow) -> tuple[RowDraft, ...]:
    """The fragments of a row that is cut, those with its first line before any that holds marks alone."""
    place, fragments = activity_of(last.columns), (*last.fragments, *first.fragments)
    return tuple(sorted(fragments, key=lambda one: place not in one.lines))


def cut_score(last: WholeRow, first: WholeRow, before: Part, after: Part) -> float:
    """How much speaks for two rows being one that a page break cut; above zero they are."""
    upper, lower = _activity_lines(last), _activity_lines(first)
    if not is_same_period(first.fragments[0].heading, last.fragments[-1].heading):
        return -9.0
    marked = [any(fragment.signs for fragment in row.fragments) for row in (last, first)]
    if not lower:
        return 5.0 if not all(marked) else -0.5
    if not upper:
        # marks, or a number, whose words stand overleaf
        return 5.0 if marked != [True, True] and _marks_score(last, first, before, after) > 0 else -5.0
    if _begins_rows(lower[0][0], before):
        return -5.0
    score = _seam_score(upper[-1], lower[0], _right_edge(before))
    score += _number_score(first, before)
    score += _marks_score(last, first, before, after)
    return score + sum(_cell_scores(last.fragments[-1], first.fragments[0], first.columns))


def is_same_period(a: Heading | None, b: Heading | None) -> bool:
    """Whether two headings name the same period, as one and its "(continued)" do."""
    if a is None or b is None:
        return a is b
    return (a.quarter, a.until, a.half, a.months) == (b.quarter, b.until, b.half, b.months)


def breaks_off(end: Sequence[Word], start: Sequence[Word]) -> bool:
    """Whether a line's last word cannot end a sentence, or the next line's first word cannot start one."""
    last, first = end[-1].text, start[0].text
    return last.lower() in CANNOT_END or last[-1] in "-\u2010\u00ad,;:(" or first[:1].islower()


def _activity_lines(row: WholeRow) -> list[Line]:
    place = activity_of(row.columns)
    return [line for fragment in row.fragments for line in fragment.lines.get(place, ())]


def _right_edge(part: Part) -> float:
    """The x at which lines of activities wrap: where enough do, that of the longest, else the column's edge."""
    place = activity_of(part.columns)
    cells = [row.lines.get(place, ()) for row in part.rows]
    wrapped = sum(len(lines) - 1 for lines in cells if len(lines) > 1)
    longest = max((line[-1].box.x1 for lines in cells for line in lines), default=0.0)
    return longest if wrapped >= 3 else max(longest, part.columns[place].x1 - 8)


def _seam_score(end: Line, start: Line, right: float) -> float:
    """What the text at the seam tells: a broken word, a small letter, room for the next word, a full stop."""
    last, first = end[-1], start[0]
    score = 0.0
    if last.text[-1] in "-\u2010\u00ad" and last.text[-2:-1].isalnum():
        score += 6.0
    elif re.search(r"[,;:/(]$", last.text) or last.text.lower() in CANNOT_END:
        score += 4.0
    elif re.search(r"[.!?]['\"”’)]?$", last.text):
        score -= 1.5
    if first.text[:1].islower() or first.text in BULLETS:
        score += 5.0
    elif first.text[:1].isalnum():
        score -= 1.5
    else:
        score += 1.0
    has_room = last.box.x1 + 0.28 * last.size + first.box.width < right - 0.5
    return score + (-3.0 if has_room else 1.2)


CANNOT_END = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "for",
        "to",
        "and",
        "or",
        "with",
        "by",
        "from",
        "as",
        "into",
        "their",
        "its",
    ]
)


def _begins_rows(word: Word, part: Part) -> bool:
    """Whether a word is the sign that stands before every activity: an arrow, a bullet."""
    place = activity_of(part.columns)
    starts = [row.lines[place][0][0].text for row in part.rows if place in row.lines]
    return word.text in BULLETS and starts.count(word.text) >= max(1, 0.8 * len(starts))


def _number_score(first: WholeRow, before: Part) -> float:
    """Where rows are numbered, a row without a number is none of its own."""
    place = next((n for n, column in enumerate(first.columns) if column.kind == "number"), None)
    if place is None:
        return 0.0
    numbered = sum(place in row.lines for row in before.rows)
    if numbered < max(1, 0.6 * len(before.rows)):
        return 0.0
    return -5.0 if place in first.fragments[0].lines else 3.0


def _cell_scores(upper: RowDraft, lower: RowDraft, columns: Columns) -> Iterator[float]:
    """Cells of text, beside the activity, that both fragments fill and that do not go on: each row has its own."""
    for place, column in enumerate(columns):
        if column.kind in {"activity", "number"} or column.is_ticks or not upper.lines.get(place):
            continue
        if place in lower.lines and not breaks_off(upper.lines[place][-1], lower.lines[place][0]):
            yield -4.0 if column.kind == "budget" else -0.8


def _marks_score(last: WholeRow, first: WholeRow, before: Part, after: Part) -> float:
    """A row without marks, in a table whose rows have them, is likely a fragment; less so where others have none."""
    has_upper = any(fragment.signs for fragment in last.fragments)
    has_lower = any(fragment.signs for fragment in first.fragments)
    rows = [*before.rows, *after.rows]
    if has_upper and has_lower:
        return -2.5
    if sum(bool(row.signs) for row in rows) < 0.7 * len(rows):
        return 0.0
    inner = [*before.rows[1:-1], *after.rows[1:-1]]  # those at the edges may be fragments themselves
    return 1.8 if all(row.signs for row in inner) else 1.0
