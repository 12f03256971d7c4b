"""Drawing a table's parts: header, row, band, total; each at a given height of a page."""

from dataclasses import dataclass

from tests.factory.columns import DARK, PAD, PALE, Column, HeaderCell, header_cells, side_pad
from tests.factory.design import Design
from tests.factory.marks import Cell, cell_to_items
from tests.factory.plan import Activity
from tests.factory.setting import LEADING, Pen, SetLine, font_of, line_to_texts, text_to_lines, width_of
from tests.factory.sheet import Box, Item, Path, Text, line

ZEBRA, BAND, RULE = "#eef3f7", "#d5e0ea", "#5b6b78"
BULLET_INDENT = 10.0


@dataclass(frozen=True)
class RowText:
    """A row's cells, set: one list of lines a column."""

    index: int
    number: int
    cells: tuple[tuple[SetLine, ...], ...]

    @property
    def height_in_lines(self) -> int:
        """Lines of the tallest cell."""
        return max(1, *(len(cell) for cell in self.cells))


@dataclass(frozen=True)
class Part:
    """The lines [start, stop) of a row, as they stand on one page."""

    start: int
    stop: int
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Grid:
    """What all parts of one table share."""

    columns: tuple[Column, ...]
    design: Design

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.columns[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.columns[-1].x1

    @property
    def pad(self) -> float:
        """Space above and below a row's text."""
        return 0.0 if self.design.gap == "tight" else PAD + 0.8

    @property
    def leading(self) -> float:
        """From baseline to baseline."""
        return self.design.size * LEADING

    def part_height(self, part: Part) -> float:
        """Height of a row's part."""
        pads = (self.pad if part.is_first else 1.5) + (self.pad if part.is_last else 1.5)
        return (part.stop - part.start) * self.leading + pads

    def header_height(self) -> float:
        """Height of the header."""
        return max(cell.bottom for cell in header_cells(self.columns, self.design))


def activity_to_row(index: int, activity: Activity, position: int, grid: Grid) -> RowText:
    """Set every cell of an activity."""
    design = grid.design
    cells: list[tuple[SetLine, ...]] = []
    for column in grid.columns:
        text = cell_text(column, activity, position)
        width = column.x1 - column.x0 - 2 * side_pad(design) - _indent(column, design)
        cells.append(tuple(text_to_lines(text, width, font_of(design), design.size, design)) if text else ())
    return RowText(index, position, tuple(cells))


def cell_text(column: Column, activity: Activity, position: int) -> str:
    """What a cell says, in markup; nothing in a tick's."""
    if column.is_tick:
        return ""
    if column.kind == "activity":
        return activity.text.replace("* ", "• ")
    return str(position) if column.kind == "number" else activity.cell(column.kind)


def _indent(column: Column, design: Design) -> float:
    return BULLET_INDENT if "bullet" in design.decoys and column.kind == "activity" else 0.0


def row_to_items(
    row: RowText, part: Part, activity: Activity, grid: Grid, *, page: int, top: float, striped: bool
) -> list[Item]:
    """A row, or what of it stands on this page."""
    bottom = top + grid.part_height(part)
    items: list[Item] = []
    if grid.design.rules == "zebra" and striped:
        items.append(Box(page, grid.x0, top, grid.x1, bottom, ZEBRA))
    for place, (column, lines) in enumerate(zip(grid.columns, row.cells, strict=True)):
        first = top + (grid.pad if part.is_first else 1.5) + _drop(row, part, lines, grid)
        items += _cell_items(column, place, lines[part.start : part.stop], grid, page=page, first=first)
    items += _mark_items(row, part, activity, grid, page=page, top=top)
    items += _rule_items(grid, page, top, bottom, part)
    return items


def _drop(row: RowText, part: Part, lines: tuple[SetLine, ...], grid: Grid) -> float:
    """How far a cell's text is let down, where a design sets it midway between top and bottom."""
    whole = part.is_first and part.is_last
    if not (grid.design.middle_aligned and whole):
        return 0.0
    return (row.height_in_lines - len(lines)) * grid.leading / 2


def _cell_items(
    column: Column, place: int, lines: tuple[SetLine, ...], grid: Grid, *, page: int, first: float
) -> list[Item]:
    design = grid.design
    pen = Pen(page, font_of(design), design.size, column=place)
    indent = _indent(column, design)
    width = column.x1 - column.x0 - 2 * side_pad(design) - indent
    items: list[Item] = []
    for number, set_line in enumerate(lines):
        baseline = first + number * grid.leading + design.size
        items += line_to_texts(set_line, column.x0 + side_pad(design) + indent, baseline, width, pen=pen, design=design)
    return items


def _vector_bullet(page: int, x: float, y: float) -> Path:
    ops = (("m", (x, y - 2)), ("l", (x + 3.5, y)), ("l", (x, y + 2)), ("h", ()))
    return Path(page, ops, fill="#7a8894", layer="marks")


def _mark_items(row: RowText, part: Part, activity: Activity, grid: Grid, *, page: int, top: float) -> list[Item]:
    design = grid.design
    items: list[Item] = []
    first_line = top + (grid.pad if part.is_first else 1.5) + grid.leading / 2
    if "bullet" in design.decoys and part.is_first:
        activity_x0 = next(c.x0 for c in grid.columns if c.kind == "activity")
        items.append(_vector_bullet(page, activity_x0 + side_pad(design), first_line))
    here = part.is_last if design.tick_at == "last" else part.is_first
    if not here and design.tick != "filled":
        return items
    last_line = first_line + (part.stop - part.start - 1) * grid.leading
    middle = {"first": first_line, "last": last_line, "middle": (first_line + last_line) / 2}[design.tick_at]
    bottom = top + grid.part_height(part)
    for place, column in enumerate(grid.columns):
        if column.is_tick:
            marked = {"quarter": activity.quarters, "month": activity.months}
            wanted = marked.get(column.kind, activity.purposes)
            name = f"{column.kind}{column.number}_{row.index}"
            cell = Cell(page, column.x0, top, column.x1, bottom, middle, place, name)
            ticked = column.number in wanted
            items += cell_to_items(cell, ticked=ticked, design=design, font=font_of(design), turn=row.index)
    return items


def _rule_items(grid: Grid, page: int, top: float, bottom: float, part: Part) -> list[Item]:
    rules = grid.design.rules
    if rules == "horizontal":
        return [line(page, (grid.x0, bottom), (grid.x1, bottom), 0.3, RULE)] if part.is_last else []
    if rules not in {"grid", "rects"}:
        return []
    edges = [grid.x0, *(column.x1 for column in grid.columns)]
    return cell_border(page, edges, top, bottom, rules)


def cell_border(page: int, edges: list[float], top: float, bottom: float, rules: str) -> list[Item]:
    """The rules around a row of cells, as lines or as thin filled rectangles."""
    if rules == "rects":
        flat = [Box(page, edges[0], y - 0.3, edges[-1], y + 0.3, RULE, layer="rule") for y in (top, bottom)]
        return [*flat, *(Box(page, x - 0.3, top, x + 0.3, bottom, RULE, layer="rule") for x in edges)]
    flat_lines = [line(page, (edges[0], y), (edges[-1], y), 0.5, RULE) for y in (top, bottom)]
    return [*flat_lines, *(line(page, (x, top), (x, bottom), 0.5, RULE) for x in edges)]


def header_to_items(grid: Grid, page: int, top: float) -> list[Item]:
    """The table's header."""
    cells = header_cells(grid.columns, grid.design)
    bottom = top + max(cell.bottom for cell in cells)
    items: list[Item] = []
    style, rules = grid.design.header_style, grid.design.rules
    if style != "bare":
        items.append(Box(page, grid.x0, top, grid.x1, bottom, DARK if style == "reversed" else PALE))
    for cell in cells:
        items += _header_texts(cell, grid.design, page, top)
        if rules in {"grid", "rects"}:
            items += cell_border(page, [cell.x0, cell.x1], top + cell.top, top + cell.bottom, rules)
    if rules == "horizontal":
        items += [line(page, (grid.x0, y), (grid.x1, y), 0.8, RULE) for y in (top, bottom)]
    return items


def _header_texts(cell: HeaderCell, design: Design, page: int, top: float) -> list[Text]:
    font = font_of(design, bold=True)
    colour = "#ffffff" if design.reversed_text else "#1a1a1a"
    if cell.rotated:
        x, y = _aligned(cell, 0.7 * cell.size) + 0.7 * cell.size, top + cell.bottom - 2 * PAD
        if cell.rotated == "down":
            x, y = x - 0.7 * cell.size, top + cell.top + 2 * PAD
        angle = 270 if cell.rotated == "down" else 90
        return [Text(page, x, y, cell.lines[0], font, cell.size, colour, angle=angle)]
    height = cell.size * 1.25
    first = top + (cell.top + cell.bottom) / 2 - len(cell.lines) * height / 2 + cell.size
    texts = []
    for number, text in enumerate(cell.lines):
        x = _aligned(cell, width_of(text, font, cell.size))
        texts.append(Text(page, x, first + number * height, text, font, cell.size, colour))
    return texts


def _aligned(cell: HeaderCell, width: float) -> float:
    """Where something of this width begins."""
    places = {"left": cell.x0 + PAD, "centre": (cell.x0 + cell.x1 - width) / 2, "right": cell.x1 - PAD - width}
    return places[cell.align]


def band_to_items(text: str, grid: Grid, page: int, top: float, height: float) -> list[Item]:
    """A row over the table's whole width that names a period."""
    design = grid.design
    items: list[Item] = []
    if design.rules != "none":
        items.append(Box(page, grid.x0, top, grid.x1, top + height, BAND))
    pen = Pen(page, font_of(design, bold=True), design.size)
    items.append(pen.text(grid.x0 + PAD, top + height / 2 + 0.35 * design.size, text))
    if design.rules in {"grid", "rects"}:
        items += cell_border(page, [grid.x0, grid.x1], top, top + height, design.rules)
    if design.rules == "horizontal":
        items.append(line(page, (grid.x0, top + height), (grid.x1, top + height), 0.3, RULE))
    return items


def total_to_items(counts: dict[tuple[str, int], int], grid: Grid, page: int, top: float) -> list[Item]:
    """A last row with the number of marks in each tick column."""
    design = grid.design
    height = grid.leading + 2 * (PAD + 0.8)
    pen = Pen(page, font_of(design, bold=True), design.size)
    baseline = top + height / 2 + 0.35 * design.size
    items: list[Item] = []
    for column in grid.columns:
        if column.kind == "activity":
            items.append(pen.text(column.x0 + PAD, baseline, "Total"))
        if column.is_tick:
            text = str(counts.get((column.kind, column.number), 0))
            width = width_of(text, pen.font, pen.size)
            items.append(pen.text((column.x0 + column.x1 - width) / 2, baseline, text))
    edges = [grid.x0, *(column.x1 for column in grid.columns)]
    if design.rules in {"grid", "rects"}:
        items += cell_border(page, edges, top, top + height, design.rules)
    else:
        items.append(line(page, (grid.x0, top), (grid.x1, top), 0.8, RULE))
    return items
