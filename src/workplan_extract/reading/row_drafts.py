"""A table's lines between its bands → its rows on one page."""

from collections.abc import Sequence
from statistics import median

from workplan_extract.reading.asides import Aside
from workplan_extract.reading.cell_text import BULLETS
from workplan_extract.reading.columns import Columns
from workplan_extract.reading.geometry import Box, centres, union
from workplan_extract.reading.lexicon import text_to_furniture, without_figures
from workplan_extract.reading.page import PageView
from workplan_extract.reading.parts import Cells, Line, RowDraft, activity_of, line_to_cells
from workplan_extract.reading.periods import Heading
from workplan_extract.reading.rows import RowSpan, Slot, Stretch, stretches_to_rows
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.words import Word

Span = tuple[float, float, Heading | None]
"""From the bottom of one band to the top of the next, under the period that the last band names."""


def lines_to_rows(  # noqa: PLR0913, PLR0917 - a table is just these
    view: PageView, columns: Columns, lines: Sequence[Line], signs: Sequence[Sign], borders: Sequence[float],
    spans: Sequence[Span],
) -> list[RowDraft]:  # fmt: skip
    """The rows of a table on one page, top to bottom."""
    size = median([line[0].size for line in lines if line] or [10.0])
    inside = [
        [line for line in lines if line and top - 1 <= line[0].box.y_mid < bottom + 1] for top, bottom, _ in spans
    ]
    stretches = [
        Stretch(
            top,
            bottom,
            tuple(_lines_to_slots(some, columns)),
            tuple(_mark_heights([sign for sign in signs if top - 1 <= sign.box.y_mid < bottom + 1])),
        )
        for (top, bottom, _), some in zip(spans, inside, strict=True)
    ]
    found = stretches_to_rows(stretches, borders, size)
    return [
        _to_draft(view.number, columns, row, some, signs, heading)
        for rows, some, (_, _, heading) in zip(found, inside, spans, strict=True)
        for row in rows
    ]


def _mark_heights(signs: Sequence[Sign]) -> list[float]:
    """The y of marks; strokes drawn by hand wander, so those of one row are brought to one y."""
    drawn = [sign.box for sign in signs if sign.maker == "path"]
    wander = max([3.5, *(0.45 * height for height in [median([box.bottom - box.top for box in drawn] or [0.0])])])
    return centres([sign.box.y_mid for sign in signs], min(wander, 8.0)) if drawn else [s.box.y_mid for s in signs]


def asides_to_spans(asides: Sequence[Aside], box: Box, heading: Heading | None) -> list[Span]:
    """A table's stretches between its bands, with the period in force in each."""
    spans: list[Span] = []
    top = box.top
    for aside in sorted(asides, key=lambda aside: aside.box.top):
        spans.append((top, min(aside.box.top, box.bottom), heading))
        top, heading = aside.box.bottom, aside.heading or heading
    return [*spans, (top, box.bottom, heading)]


def _lines_to_slots(lines: Sequence[Line], columns: Columns) -> list[Slot]:
    """What each printed line of the text columns tells about rows."""
    place = activity_of(columns)
    cut = [line_to_cells(line, columns) for line in lines]
    right = max((cells[place][-1].box.x1 for cells in cut if place in cells), default=0.0)
    sign = next((cells[place][0].text for cells in cut if place in cells), "")
    slots = []
    before: Line | None = None
    for cells in cut:
        if any(not columns[n].is_ticks for n in cells):
            activity = cells.get(place)
            fits = _has_room(before, activity[0], right) if activity and before else None
            slots.append(_cells_to_slot(cells, columns, fits, sign if sign in BULLETS else ""))
            before = activity or before
    return slots


def _has_room(line: Line, word: Word, right: float) -> bool:
    """Whether a word had had room at the end of the line before."""
    return line[-1].box.x1 + 0.28 * line[-1].size + word.box.width < right - 0.5


def _cells_to_slot(cells: Cells, columns: Columns, fits: bool | None, sign: str) -> Slot:
    """`sign` is the arrow or bullet that stands before the first activity, and so before all."""
    words = [word for n, cell in cells.items() if not columns[n].is_ticks for word in cell]
    box = union(word.box for word in words)
    activity = cells.get(activity_of(columns))
    first = activity[0].text if activity else ""
    if activity and first == sign:
        first = activity[1].text if len(activity) > 1 else ""
    return Slot(
        top=box.top,
        bottom=box.bottom,
        first=words[0].baseline,
        baseline=words[0].baseline,
        starts_capital=first[:1].isupper() or first[:1] in "\"'“‘(" or first[:1].isdigit(),
        starts_numbered=any(columns[n].kind == "number" for n in cells),
        goes_on=first[:1].islower(),
        has_activity=activity is not None,
        fits=fits,
    )


def _to_draft(  # noqa: PLR0913, PLR0917 - a row is just these
    page: int, columns: Columns, span: RowSpan, lines: Sequence[Line], signs: Sequence[Sign], heading: Heading | None
) -> RowDraft:
    cells: dict[int, list[Line]] = {}
    for line in lines:
        if span.top <= line[0].box.y_mid < span.bottom:
            for place, words in line_to_cells(line, columns).items():
                cells.setdefault(place, []).append(words)
    return RowDraft(
        page=page,
        box=Box(columns[0].x0, span.top, columns[-1].x1, span.bottom),
        lines={place: tuple(words) for place, words in cells.items()},
        signs=tuple(sign for sign in signs if span.top <= sign.box.y_mid < span.bottom),
        heading=heading,
        margin=span.margin,
    )


def is_total(row: RowDraft) -> bool:
    """Whether a row sums the others up: it says so, and has nothing but numbers beside."""
    text = " ".join(word.text for word in row.words)
    is_ticked = any(sign.kind in {"tick", "box_tick"} for sign in row.signs)
    return text_to_furniture(without_figures(text)) == "total" and not is_ticked
