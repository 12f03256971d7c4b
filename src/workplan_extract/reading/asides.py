"""Lines inside a table that are no activity: bands, totals, notes; and where the table ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workplan_extract.reading.columns import Columns
from workplan_extract.reading.geometry import Box, centres, union
from workplan_extract.reading.healing import breaks_off
from workplan_extract.reading.lexicon import is_counted_purpose
from workplan_extract.reading.lines import line_to_furniture
from workplan_extract.reading.parts import Line, activity_of, column_at, crosses, line_to_cells, usual_starts
from workplan_extract.reading.periods import Heading, text_to_heading, text_to_time
from workplan_extract.reading.signs import Sign


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that is no activity. `is_known` tells whether its words say so: a period, a total, a note."""

    words: Line
    heading: Heading | None
    is_known: bool

    @property
    def box(self) -> Box:
        """The box around the line."""
        return union(word.box for word in self.words)

    @property
    def text(self) -> str:
        """The line's words."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Ground:
    """All that tells a row's line from an aside: the lines of a zone, the columns, the drawn borders and the marks."""

    lines: tuple[Line, ...]
    columns: Columns
    borders: tuple[float, ...]
    signs: tuple[Sign, ...]
    top: float
    size: float
    """Font size of the activities."""
    is_ruled: bool
    """Whether rules run down beside the columns, so that the table's end is known."""
    pattern: str | None
    """A maintainer's pattern of headings of periods."""

    @property
    def leading(self) -> float:
        """The usual distance of lines, by their baselines."""
        gaps = [b[0].baseline - a[0].baseline for a, b in pairwise(self.lines)]
        return median([gap for gap in gaps if gap > 6] or [14.0])


def sort_lines(ground: Ground) -> tuple[list[Line], list[Aside]]:
    """Tell rows' lines from asides; stop where the table ends."""
    accepted: list[Line] = []
    asides: list[Aside] = []
    pending: list[Aside] = []
    last_border = max(ground.borders, default=0.0)
    for line, aside in _until_end(ground, last_border):
        if aside is None:
            asides += pending
            pending = []
            accepted.append(line)
            continue
        if accepted and _heads_text(line, aside, ground):
            break
        pending.append(aside)
        if not ground.is_ruled and len(pending) > 3 and aside.heading is None and not _rows_follow(line, ground):
            break
    asides += [a for a in pending if ground.is_ruled or a.box.top < last_border or a.heading]
    return _restored(ground, accepted, asides)


def _until_end(ground: Ground, last_border: float) -> Iterator[tuple[Line, Aside | None]]:
    """The lines down to a gap that ends the table, each with what it is if it is no row's."""
    starts = usual_starts(ground.lines, ground.columns)
    widest = max(3.2 * ground.leading, 3.5 * ground.size)
    bottom, any_row, closed = ground.top, False, False
    for line in ground.lines:
        box = union(word.box for word in line)
        marked = is_marked(box, ground.columns, ground.signs)
        far = box.top - bottom > widest and box.top > last_border and not ground.is_ruled
        if (far or closed) and any_row and not marked:
            return
        aside = _line_to_aside(line, ground, marked, starts)
        if aside is None or aside.heading is not None:
            bottom = box.bottom
        any_row = any_row or aside is None
        is_note = aside is not None and aside.is_known and aside.heading is None
        # what stands below a note, and that below the last of many borders, is no row's
        closed = closed or (
            is_note and box.top > last_border and _is_bordered(ground) and not _rows_follow(line, ground)
        )
        yield line, aside


def _is_bordered(ground: Ground) -> bool:
    """Whether borders part the rows: as many of them are drawn as there are lines of marks."""
    lines = centres([sign.box.y_mid for sign in ground.signs if sign.kind != "none"], 3.5)
    return len(ground.borders) >= max(3, 0.8 * len(lines))


def _line_to_aside(line: Line, ground: Ground, marked: bool, starts: Sequence[float]) -> Aside | None:
    """What a line is if it is no row's; none for a row's line."""
    text = " ".join(word.text for word in line)
    heading = text_to_heading(text, ground.pattern)
    if heading is None and not marked and _may_be_band(line, ground):
        heading = text_to_time(text)
    if heading is not None and not _is_cell(line, ground) and not _is_bracketed(line, ground):
        return Aside(line, heading, is_known=True)
    furniture = line_to_furniture(line)
    if marked:
        return Aside(line, None, is_known=True) if furniture == "total" else None
    if furniture is not None:
        return Aside(line, None, is_known=True)
    if is_counted_purpose(text) and _is_alone(line, ground):
        return Aside(line, None, is_known=False)
    is_other_size = not ground.is_ruled and not (0.82 * ground.size <= line[0].size <= 1.18 * ground.size)
    return Aside(line, None, is_known=False) if is_other_size or crosses(line, ground.columns, starts) else None


def _may_be_band(line: Line, ground: Ground) -> bool:
    """Whether a line can be a band's that names a month or a season: no cell's of a date, and no sentence's end."""
    place = column_at(ground.columns, line[0].box.x_mid)
    before = [other for other in ground.lines if other[0].baseline < line[0].baseline]
    in_time = place is not None and ground.columns[place].kind == "time"
    return not in_time and line[0].text[0].isupper() and not (before and breaks_off(before[-1], line))


def _is_alone(line: Line, ground: Ground) -> bool:
    """Whether a line stands alone between two drawn borders, as a band does."""
    above = max((y for y in ground.borders if y < line[0].baseline), default=None)
    below = min((y for y in ground.borders if y > line[0].baseline), default=None)
    if above is None or below is None:
        return False
    return sum(above < other[0].baseline < below for other in ground.lines) == 1


def _is_cell(line: Line, ground: Ground) -> bool:
    """Whether a line stands beside the activities, too near to another line to be a band: a cell centred on its row."""
    if _is_text(line, ground) or all(column_at(ground.columns, word.box.x_mid) is None for word in line):
        return False
    texts = [other[0].baseline for other in ground.lines if _is_text(other, ground)]
    # activities of one line each stand further apart than the lines of a cell
    leading = min(median([gap for a, b in pairwise(texts) if (gap := b - a) > 6] or [14.0]), 1.4 * ground.size)
    return any(0 < abs(base - line[0].baseline) < 0.8 * leading for base in texts)


def _is_bracketed(line: Line, ground: Ground) -> bool:
    """Whether a line in brackets ends the text right above, in its type: `… for teachers` and `(term two)`."""
    if line[0].text[0] != "(" or not _is_text(line, ground):
        return False
    place = activity_of(ground.columns)
    texts = [line_to_cells(other, ground.columns).get(place, ()) for other in ground.lines]
    above = [text for text in texts if text and text[0].baseline < line[0].baseline][-1:]
    if not above:
        return False
    near = line[0].baseline - above[0][0].baseline < 1.5 * ground.size
    alike = above[0][0].font == line[0].font and abs(above[0][0].size - line[0].size) < 0.1
    return near and alike and text_to_heading(" ".join(word.text for word in above[0])) is None


def _is_text(line: Line, ground: Ground) -> bool:
    """Whether a line has words of an activity."""
    column = ground.columns[activity_of(ground.columns)]
    return any(column.x0 <= word.box.x_mid < column.x1 for word in line)


def is_marked(box: Box, columns: Columns, signs: Sequence[Sign]) -> bool:
    """Whether a mark stands in a tick column at a line's height."""
    low, high = box.top - 3, box.bottom + 3
    places = [sign.box.x_mid for sign in signs if sign.kind != "none" and low <= sign.box.y_mid <= high]
    return any(column.is_ticks and column.x0 <= x < column.x1 for x in places for column in columns)


def _rows_follow(line: Line, ground: Ground) -> bool:
    after = ground.lines[ground.lines.index(line) + 1 :]
    return any(is_marked(union(word.box for word in other), ground.columns, ground.signs) for other in after)


def _heads_text(line: Line, aside: Aside, ground: Ground) -> bool:
    """Whether a line is the heading of text below the table: larger than the rows, and no mark stands below it."""
    has_ticks = any(column.is_ticks for column in ground.columns)
    is_large = aside.heading is None and line[0].size > 1.18 * ground.size
    return has_ticks and is_large and not ground.is_ruled and not _rows_follow(line, ground)


def _restored(ground: Ground, accepted: Sequence[Line], asides: Sequence[Aside]) -> tuple[list[Line], list[Aside]]:
    """Give back to the rows what looked like a note, but stands in the midst of a row's lines."""
    back = {aside.words for aside in asides if aside.heading is None and _is_amidst(aside.box, ground, accepted)}
    rows = {*accepted, *back}
    return [line for line in ground.lines if line in rows], [aside for aside in asides if aside.words not in back]


def _is_amidst(box: Box, ground: Ground, accepted: Sequence[Line]) -> bool:
    """Whether lines of rows stand right above and below, with no border between."""
    above = [line[0].box.bottom for line in accepted if line[0].box.y_mid < box.top]
    below = [line[0].box.top for line in accepted if line[0].box.y_mid > box.bottom]
    if not above or not below:
        return False
    before, after = max(above), min(below)
    parted = any(before - 1 < y < after + 1 for y in ground.borders)
    return not parted and max(box.top - before, after - box.bottom) < 0.6 * ground.leading


def text_size(lines: Sequence[Line], columns: Columns, signs: Sequence[Sign]) -> float:
    """The font size of activities: that of the lines that have a mark, else of the first line."""
    column = columns[activity_of(columns)]
    marked = [line for line in lines if is_marked(union(word.box for word in line), columns, signs)]
    for some in (marked, lines[:1], lines):
        sizes = [word.size for line in some for word in line if column.x0 <= word.box.x_mid < column.x1]
        if sizes:
            return median(sizes)
    return 10.0
