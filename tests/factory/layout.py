"""Plan × design → a drawing, and the rows that a reader should find in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.factory import furniture, words
from tests.factory.columns import PAD, plan_to_columns
from tests.factory.design import Design
from tests.factory.markup import text_to_plain
from tests.factory.plan import QUARTERS, ExpectedRow, Plan
from tests.factory.setting import Pen, font_of
from tests.factory.sheet import Sheet
from tests.factory.table import (
    Grid,
    Part,
    RowText,
    activity_to_row,
    band_to_items,
    cell_text,
    header_to_items,
    row_to_items,
    total_to_items,
)

PAPER = {"A4": (595.3, 841.9), "Letter": (612.0, 792.0)}
MARGIN, TOP, BOTTOM = 44.0, 58.0, 60.0
HEADING_HEIGHT, BAND_HEIGHT = 26.0, 17.0
GUTTER = 20.0


@dataclass(frozen=True)
class Cut:
    """Where a page break is forced: before a line of an activity (0: before the activity)."""

    index: int
    line: int


@dataclass
class Flow:
    """Where the next block goes, and on which pages each activity came to stand."""

    sheet: Sheet
    design: Design
    top: float
    bottom: float
    page: int
    y: float
    pages: dict[int, list[int]] = field(default_factory=dict)
    cut: Cut | None = None
    cut_at: tuple[int, float] | None = None
    titles: dict[int, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)

    def new_page(self) -> None:
        """Go to the next page's top, under the logo where the design repeats it."""
        self.page += 1
        self.y = self.top
        self.sheet.pages = max(self.sheet.pages, self.page)

    def room(self) -> float:
        """Points left on this page."""
        return self.bottom - self.y


def page_size(design: Design) -> tuple[float, float]:
    """Width and height as a reader sees the page."""
    short, tall = PAPER[design.paper]
    return (tall, short) if design.landscape or design.flow == "abreast" else (short, tall)


Front = Callable[[Sheet], int]
Back = Callable[[Sheet, int], int]


def plan_to_sheet(
    plan: Plan, design: Design, cut: Cut | None = None, front: Front | None = None, back: Back | None = None
) -> tuple[Sheet, tuple[ExpectedRow, ...]]:
    """Lay a plan out. `front` may draw pages before the tables instead of a title, `back` pages after them.

    Raises:
        DoesNotFitError: the page is too narrow for the design.
    """
    flow = _lay_out(plan, design, cut, push=0.0, front=front)
    if back:
        back(flow.sheet, flow.sheet.pages + 1)
    if cut and flow.cut_at and flow.cut_at[0] == furniture.first_table_page(design):
        # Prose above the table moves it down, so that the forced break comes where the page ends.
        flow = _lay_out(plan, design, cut, push=max(0.0, flow.bottom - flow.cut_at[1]), front=None)
    first = min(pages[0] for pages in flow.pages.values())
    furniture.dress(flow.sheet, plan, design, _headings(plan, design, flow), first)
    return flow.sheet, _expected(plan, design, flow)


def _lay_out(plan: Plan, design: Design, cut: Cut | None, *, push: float, front: Front | None) -> Flow:
    width, height = page_size(design)
    sheet = Sheet(width, height)
    top = TOP + (34.0 if design.continued_logo else 0.0)
    if front:
        page, start = front(sheet), TOP
        sheet.pages = page
    else:
        page = furniture.first_table_page(design)
        start = furniture.opening(sheet, plan, design, page, push)
    flow = Flow(sheet, design, top, height - BOTTOM, page, start, cut=cut)
    match design.quarters:
        case "band":
            _banded(plan, flow)
        case "columns" | "columns_only" | "months":
            _table(plan, flow, tuple(range(len(plan.activities))), "Activities of the year", (MARGIN, width - MARGIN))
        case _ if design.flow == "abreast":
            _abreast(plan, flow)
        case _:
            _stacked(plan, flow)
    furniture.closing(sheet, plan, design, flow.page + 1)
    return flow


def _groups(design: Design) -> tuple[int, ...]:
    return (1, 2) if design.quarters == "half" else QUARTERS


def _heading(plan: Plan, design: Design, group: int) -> str:
    halves = design.quarters == "half"
    return words.period_heading(design.wording, group, plan.year, plan.first_month, halves=halves)


def _headings(plan: Plan, design: Design, flow: Flow) -> list[tuple[str, int]]:
    """Headings with the page of their first activity, for a contents table."""
    if design.in_columns:
        return [("Activities of the year", min(pages[0] for pages in flow.pages.values()))]
    halves = design.quarters == "half"
    found = []
    for group in _groups(design):
        under = plan.under(group, halves=halves)
        if under:
            found.append((_heading(plan, design, group), flow.pages[under[0]][0]))
    return found


def _stacked(plan: Plan, flow: Flow) -> None:
    width = flow.sheet.width
    for number, group in enumerate(_groups(flow.design)):
        under = plan.under(group, halves=flow.design.quarters == "half")
        if not under:
            continue
        if number and flow.design.flow == "page_each":
            flow.new_page()
        _table(plan, flow, under, _heading(plan, flow.design, group), (MARGIN, width - MARGIN))
        flow.y += 18


def _abreast(plan: Plan, flow: Flow) -> None:
    half = (flow.sheet.width - 2 * MARGIN - GUTTER) / 2
    frames = ((MARGIN, MARGIN + half), (MARGIN + half + GUTTER, flow.sheet.width - MARGIN))
    groups = _groups(flow.design)
    for left, right in zip(groups[::2], groups[1::2], strict=True):
        page, y, ends = flow.page, flow.y, []
        for group, frame in zip((left, right), frames, strict=True):
            flow.page, flow.y = page, y
            under = plan.under(group, halves=flow.design.quarters == "half")
            _table(plan, flow, under, _heading(plan, flow.design, group), frame)
            ends.append(flow.page)
        flow.page = max(ends)
        if right != groups[-1]:
            flow.new_page()


def _table(plan: Plan, flow: Flow, under: tuple[int, ...], heading: str, frame: tuple[float, float]) -> None:
    grid = Grid(plan_to_columns(plan, flow.design, *frame), flow.design)
    rows = [activity_to_row(i, plan.activities[i], n, grid) for n, i in enumerate(under, 1)]
    first = grid.part_height(Part(0, rows[0].height_in_lines, is_first=True, is_last=True))
    if flow.room() < HEADING_HEIGHT + grid.header_height() + first:
        flow.new_page()
    flow.sheet.add(*furniture.heading_items(heading, flow.design, flow.page, frame[0], flow.y))
    flow.y += HEADING_HEIGHT
    _header(grid, flow)
    _rows(plan, flow, grid, rows, heading)
    _foot(plan, flow, grid, under)


def _banded(plan: Plan, flow: Flow) -> None:
    grid = Grid(plan_to_columns(plan, flow.design, MARGIN, flow.sheet.width - MARGIN), flow.design)
    flow.sheet.add(*furniture.heading_items("Activities by quarter", flow.design, flow.page, MARGIN, flow.y))
    flow.y += HEADING_HEIGHT
    _header(grid, flow)
    for group in QUARTERS:
        under = plan.under(group, halves=False)
        rows = [activity_to_row(i, plan.activities[i], n, grid) for n, i in enumerate(under, 1)]
        if not rows:
            continue
        first = grid.part_height(Part(0, rows[0].height_in_lines, is_first=True, is_last=True))
        if flow.room() < BAND_HEIGHT + first:
            _overleaf(grid, flow, "")
        text = _heading(plan, flow.design, group)
        flow.sheet.add(*band_to_items(text, grid, flow.page, flow.y, BAND_HEIGHT))
        flow.y += BAND_HEIGHT
        _rows(plan, flow, grid, rows, text)
    _foot(plan, flow, grid, tuple(range(len(plan.activities))))


def _header(grid: Grid, flow: Flow) -> None:
    flow.sheet.add(*header_to_items(grid, flow.page, flow.y))
    flow.y += grid.header_height()


def _overleaf(grid: Grid, flow: Flow, period: str) -> None:
    """The next page, with what the design repeats there: the period's name, the header. `period` may be empty."""
    flow.new_page()
    again = f"{period} (continued)" if period and flow.design.continued_title else ""
    if again and flow.design.quarters != "band":
        flow.sheet.add(*furniture.heading_items(again, flow.design, flow.page, grid.x0, flow.y))
        flow.y += HEADING_HEIGHT
    if flow.design.repeat_header:
        _header(grid, flow)
    if again and flow.design.quarters == "band":
        flow.sheet.add(*band_to_items(again, grid, flow.page, flow.y, BAND_HEIGHT))
        flow.y += BAND_HEIGHT


def _rows(plan: Plan, flow: Flow, grid: Grid, rows: list[RowText], period: str) -> None:
    for number, row in enumerate(rows):
        for part in _parts(row, grid, flow, period):
            if not part.is_first:
                _overleaf(grid, flow, period)
            items = row_to_items(
                row, part, plan.activities[row.index], grid, page=flow.page, top=flow.y, striped=number % 2 == 1
            )
            flow.sheet.add(*items)
            flow.pages.setdefault(row.index, []).append(flow.page)
            flow.y += grid.part_height(part)
        flow.titles[row.index] = tuple(
            (column.kind, column.title, cell_text(column, plan.activities[row.index], row.number))
            for column in grid.columns
            if not column.is_tick and column.kind != "activity"
        )


def _parts(row: RowText, grid: Grid, flow: Flow, period: str) -> list[Part]:
    """The row whole, or cut in two where a break is forced or the page ends."""
    count = row.height_in_lines
    whole = Part(0, count, is_first=True, is_last=True)
    if flow.cut and flow.cut.index == row.index:
        at = flow.cut.line
        if at == 0:
            flow.cut_at = (flow.page, flow.y)
            _overleaf(grid, flow, period)
            return [whole]
        first = Part(0, at, is_first=True, is_last=False)
        if grid.part_height(first) > flow.room():
            _overleaf(grid, flow, period)
        flow.cut_at = (flow.page, flow.y + grid.part_height(first))
        return [first, Part(at, count, is_first=False, is_last=True)]
    if grid.part_height(whole) <= flow.room():
        return [whole]
    at = _natural_cut(row, grid, flow)
    if at == 0:
        _overleaf(grid, flow, period)
        return [whole]
    return [Part(0, at, is_first=True, is_last=False), Part(at, count, is_first=False, is_last=True)]


def _natural_cut(row: RowText, grid: Grid, flow: Flow) -> int:
    """The line before which the page's end may cut the row, 0 where it had better stay whole.

    What goes overleaf begins with a small letter, so that a reader sees that the sentence goes on.
    """
    if not flow.design.cut_rows:
        return 0
    lines = next(cell for column, cell in zip(grid.columns, row.cells, strict=True) if column.kind == "activity")
    for at in range(len(lines) - 1, 0, -1):
        fits = grid.part_height(Part(0, at, is_first=True, is_last=False)) <= flow.room()
        if fits and lines[at].plain[:1].islower():
            return at
    return 0


def _foot(plan: Plan, flow: Flow, grid: Grid, under: tuple[int, ...]) -> None:
    design = flow.design
    if "total" in design.decoys:
        counts: dict[tuple[str, int], int] = {}
        for index in under:
            activity = plan.activities[index]
            for kind, numbers in (
                ("purpose", activity.purposes),
                ("quarter", activity.quarters),
                ("month", activity.months),
            ):
                for number in numbers:
                    counts[kind, number] = counts.get((kind, number), 0) + 1
        if flow.room() >= 24:
            flow.sheet.add(*total_to_items(counts, grid, flow.page, flow.y))
            flow.y += 24
    notes = furniture.notes_under(plan, design, under)
    pen = Pen(flow.page, font_of(design), 6.5, "#555555")
    for number, note in enumerate(notes):
        flow.sheet.add(pen.text(grid.x0 + PAD, flow.y + 12 + 9 * number, note))
    flow.y += 9 * len(notes) + (8 if notes else 0)


def _months(plan: Plan, group: int, months: int) -> tuple[date, date]:
    start = plan.first_month - 1 + (group - 1) * months
    end = start + months
    first = date(plan.year + start // 12, start % 12 + 1, 1)
    return first, date(plan.year + end // 12, end % 12 + 1, 1) - timedelta(days=1)


def _expected(plan: Plan, design: Design, flow: Flow) -> tuple[ExpectedRow, ...]:
    rows, counts = [], dict.fromkeys(range(5), 0)
    for index in _reading_order(plan, design):
        activity = plan.activities[index]
        halves = design.quarters == "half"
        columns_mode = design.in_columns
        group = 0 if columns_mode else (activity.half or 1) if halves else activity.quarters[0]
        counts[group] += 1
        span = _span(plan, activity.quarters, activity.half if halves else None)
        rows.append(
            ExpectedRow(
                text=text_to_plain(activity.text).replace("* ", "• "),
                quarters=() if halves else activity.quarters,
                period=("H1", "H2")[group - 1] if halves else None,
                position=counts[group],
                purposes=() if design.quarters == "columns_only" else activity.purposes,
                page=flow.pages[index][0],
                pages=tuple(flow.pages[index]),
                columns=flow.titles[index],
                starts_on=span[0],
                ends_on=span[1],
            )
        )
    return tuple(rows)


def _span(plan: Plan, quarters: tuple[int, ...], half: int | None) -> tuple[date, date]:
    if half:
        return _months(plan, half, 6)
    return _months(plan, quarters[0], 3)[0], _months(plan, quarters[-1], 3)[1]


def _reading_order(plan: Plan, design: Design) -> list[int]:
    if design.in_columns:
        return list(range(len(plan.activities)))
    halves = design.quarters == "half"
    return [index for group in _groups(design) for index in plan.under(group, halves=halves)]
