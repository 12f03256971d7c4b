"""The columns of a table and its header, as blocks of text with their places."""

from dataclasses import dataclass
from typing import Literal

from tests.factory import words
from tests.factory.design import Design, Extra
from tests.factory.plan import Plan
from tests.factory.setting import font_of, simple_lines, spacing_of, width_of

Kind = Literal["activity", "purpose", "quarter", "month", "number", "partners", "location", "lead", "budget"]
EXTRA_WIDTHS: dict[Extra, float] = {"number": 26, "partners": 72, "location": 62, "lead": 64, "budget": 50}
HEADER_SIZE = 8.0
LABEL_SIZE = 7.0
MIN_ACTIVITY = 125.0
PAD = 3.0
DARK, PALE = "#0b3c5d", "#e4e9ee"


def side_pad(design: Design) -> float:
    """Space left and right of a cell's text; more where no rule parts the columns."""
    return PAD if design.rules in {"grid", "rects"} else PAD + 4


class DoesNotFitError(ValueError):
    """The page is too narrow for what the design wants on it."""


@dataclass(frozen=True)
class Column:
    """A column of the table; `number` is the purpose's or quarter's."""

    kind: Kind
    title: str
    x0: float
    x1: float
    number: int = 0

    @property
    def is_tick(self) -> bool:
        """Whether it holds marks."""
        return self.kind in {"purpose", "quarter", "month"}


def _bold_width(text: str, design: Design, size: float) -> float:
    return max(width_of(word, font_of(design, bold=True), size) for word in text.split())


def _label_width(title: str, design: Design) -> float:
    if design.rotated_labels:
        return 25.0
    wide = _bold_width(title.upper() if design.header_capitals else title, design, LABEL_SIZE)
    return max(26.0, wide + 2 * PAD)


def _purposes(plan: Plan, design: Design) -> list[tuple[Kind, str, int, float]]:
    if design.quarters == "columns_only":
        return []
    titles = [words.purpose_label(design.label, n, title) for n, (title, _) in enumerate(plan.purposes, 1)]
    return [("purpose", title, n, _label_width(title, design)) for n, title in enumerate(titles, 1)]


def _quarters(plan: Plan, design: Design) -> list[tuple[Kind, str, int, float]]:
    if design.quarters == "months":
        months = [(plan.first_month + n - 1) % 12 + 1 for n in range(12)]
        titles = words.month_titles(design.wording)
        return [("month", titles[month - 1], n, 22.0) for n, month in enumerate(months, 1)]
    if design.quarters not in {"columns", "columns_only"}:
        return []
    return [("quarter", f"Q{n}", n, 25.0) for n in (1, 2, 3, 4)]


def _extra(kind: Extra, plan: Plan, design: Design) -> tuple[Kind, str, int, float]:
    titles = words.EXTRA_TITLES[kind]
    title = titles[design.seed % len(titles)]
    need = _bold_width(title.upper() if design.header_capitals else title, design, LABEL_SIZE)
    spacing = spacing_of(design)
    words_of_cells = (word for activity in plan.activities for word in activity.cell(kind).split())
    widest = max((width_of(word, font_of(design), design.size, spacing) for word in words_of_cells), default=0.0)
    return kind, title, 0, max(EXTRA_WIDTHS[kind], need + 2 * PAD, widest + 2 * side_pad(design) + 1)


def plan_to_columns(plan: Plan, design: Design, x0: float, x1: float) -> tuple[Column, ...]:
    """The columns from x0 to x1; the activity takes what the others leave.

    Raises:
        DoesNotFitError: less is left than an activity can be read in.
    """
    extras = {kind: _extra(kind, plan, design) for kind in design.extras}
    ticks = _quarters(plan, design) + _purposes(plan, design)
    number = [extras[kind] for kind in ("number",) if kind in extras]
    near = [extras[kind] for kind in ("partners", "lead") if kind in extras]
    far = [extras[kind] for kind in ("location", "budget") if kind in extras]
    title = words.ACTIVITY_TITLES[design.seed % len(words.ACTIVITY_TITLES)]
    activity: tuple[Kind, str, int, float] = ("activity", title, 0, 0.0)
    order = [*number, *ticks, activity, *near, *far] if design.ticks_first else [*number, activity, *near, *ticks, *far]
    left = x1 - x0 - sum(width for *_, width in order)
    if left < MIN_ACTIVITY:
        raise DoesNotFitError(f"{left:.0f} pt left for the activity")
    columns, at = [], x0
    for kind, text, n, width in order:
        end = at + (left if kind == "activity" else width)
        columns.append(Column(kind, text, at, end, n))
        at = end
    return tuple(columns)


@dataclass(frozen=True)
class HeaderCell:
    """A cell of the header: its box from the header's top, and its lines."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[str, ...]
    size: float
    rotated: Literal["", "up", "down"] = ""
    align: Literal["left", "centre", "right"] = "centre"


def _lines(text: str, width: float, size: float, design: Design) -> tuple[str, ...]:
    shown = text.upper() if design.header_capitals else text
    return tuple(simple_lines(shown, width, font_of(design, bold=True), size))


def _label_height(columns: list[Column], design: Design) -> float:
    if design.rotated_labels:
        font = font_of(design, bold=True)
        return max(_rotated_length(c.title, design, font) for c in columns) + 4 * PAD
    rows = max(len(_lines(c.title, c.x1 - c.x0 - 2 * PAD, LABEL_SIZE, design)) for c in columns)
    return rows * LABEL_SIZE * 1.25 + 2 * PAD


def _rotated_length(title: str, design: Design, font: str) -> float:
    shown = title.upper() if design.header_capitals else title
    return width_of(shown, font, LABEL_SIZE)


def _group_spans(columns: tuple[Column, ...], design: Design) -> list[tuple[float, float, str]]:
    spans = []
    for kind, title in (
        ("quarter", words.QUARTER_GROUP[design.seed % 3]),
        ("month", words.MONTH_GROUP[design.seed % 3]),
        ("purpose", words.GROUPS[design.seed % len(words.GROUPS)]),
    ):
        under = [c for c in columns if c.kind == kind]
        if under:
            spans.append((under[0].x0, under[-1].x1, title))
    return spans


def header_cells(columns: tuple[Column, ...], design: Design) -> list[HeaderCell]:
    """The header's cells: labels at the bottom, spanning titles above them, the other titles over all its rows."""
    ticks = [c for c in columns if c.is_tick]
    heights = [16.0] * (design.header_rows - 1) + [_label_height(ticks, design)]
    texts = [_lines(c.title, c.x1 - c.x0 - 2 * PAD, LABEL_SIZE, design) for c in columns if not c.is_tick]
    lack = max(len(lines) for lines in texts) * LABEL_SIZE * 1.25 + 2 * PAD - sum(heights)
    heights[-1] += max(0.0, lack)
    total = sum(heights)
    cells = [_label_cell(c, total - heights[-1], total, design) for c in ticks]
    cells += [
        HeaderCell(c.x0, 0, c.x1, total, lines, LABEL_SIZE, align="left" if c.kind == "activity" else "centre")
        for c, lines in zip([c for c in columns if not c.is_tick], texts, strict=True)
    ]
    if design.header_rows == 1:
        return cells
    top = 16.0 * (design.header_rows - 2)
    for x0, x1, title in _group_spans(columns, design):
        size = min(HEADER_SIZE, HEADER_SIZE * (x1 - x0 - 2 * PAD) / _line_width(title, design))
        cells.append(HeaderCell(x0, top, x1, top + 16, (title.upper() if design.header_capitals else title,), size))
    if design.header_rows == 3:
        cells.append(HeaderCell(ticks[0].x0, 0, ticks[-1].x1, 16, (_super_title(ticks, design),), LABEL_SIZE))
    return cells


def _super_title(ticks: list[Column], design: Design) -> str:
    room = ticks[-1].x1 - ticks[0].x0 - 2 * PAD
    title = words.SUPER_TITLE if width_of(words.SUPER_TITLE.upper(), "embedded-bold", LABEL_SIZE) < room else "Links"
    return title.upper() if design.header_capitals else title


def _line_width(title: str, design: Design) -> float:
    shown = title.upper() if design.header_capitals else title
    return width_of(shown, font_of(design, bold=True), HEADER_SIZE)


def _label_cell(column: Column, top: float, bottom: float, design: Design) -> HeaderCell:
    # Where nothing rules the columns off, a title stands over its marks; between rules it may stand in the middle.
    midway = design.rules in {"grid", "rects"} or design.tick == "filled"
    align = "centre" if midway else design.tick_across
    if design.rotated_labels:
        shown = column.title.upper() if design.header_capitals else column.title
        return HeaderCell(column.x0, top, column.x1, bottom, (shown,), LABEL_SIZE, design.rotated_labels, align)
    lines = _lines(column.title, column.x1 - column.x0 - 2 * PAD, LABEL_SIZE, design)
    return HeaderCell(column.x0, top, column.x1, bottom, lines, LABEL_SIZE, align=align)
