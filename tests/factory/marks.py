"""Ticks: each way of marking a cell, as items in the cell's box."""

from dataclasses import dataclass

from tests.factory.design import Design, Tick
from tests.factory.setting import width_of
from tests.factory.sheet import Box, Checkbox, Item, Path, Picture, Text

INKS = ("#10324a", "#1b6e3c", "#b3261e", "#000000")
FILLS = ("#2e7d32", "#f4a261", "#8fbfe0")
NEAR = 1.6
PICTURED: dict[Tick, tuple[str, str]] = {
    "picture_or_cross": ("tick", "cross"),
    "picture_boxes": ("boxed tick", "box"),
}
"""What the pictures of ticked and of other cells show."""
GLYPHS: dict[Tick, tuple[str, str, str]] = {
    # encoding: (font, glyph for yes, glyph for no); the font "" is the design's own
    "check": ("marks", "✓", ""),
    "heavy": ("marks", "✔", ""),
    "ballot": ("marks", "☑", ""),
    "emoji": ("marks", "✅", ""),
    "root": ("marks", "√", ""),
    "disc": ("marks", "●", ""),
    "bullet": ("marks", "•", ""),
    "capital_x": ("", "X", ""),
    "small_x": ("", "x", ""),
    "cross": ("marks", "✗", ""),
    "yes": ("", "Yes", ""),
    "y": ("", "Y", ""),
    "wingdings": ("wingdings", "\u00fc", ""),
    "wingdings_pua": ("wingdings_pua", "\uf0fc", ""),
    "wingdings_latin": ("wingdings_latin", "\u00fc", ""),
    "wingdings2": ("wingdings2", "P", ""),
    "webdings_latin": ("webdings_latin", "a", ""),
    "symbol_pua": ("symbol_pua", "\uf0d6", ""),
    "zapf": ("zapf", "✔", ""),
    "icon_font": ("icons", "\uf00c", ""),
    "boxes": ("marks", "☑", "☐"),
    "check_or_cross": ("marks", "✓", "✗"),
    "yes_or_no": ("", "Yes", "No"),
    "y_or_n": ("", "Y", "N"),
    "x_or_dash": ("", "X", "–"),
    "disc_or_ring": ("marks", "●", "○"),
    "root_and_x": ("marks", "√", ""),
    "wingdings_boxes": ("wingdings_pua", "\uf0fe", "\uf0a8"),
}


@dataclass(frozen=True)
class Cell:
    """A tick cell: its box, and the height on which its mark stands."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    middle: float
    column: int
    name: str


def ink_of(design: Design) -> str:
    """The colour of the marks."""
    return INKS[design.seed % len(INKS)]


def _fill_of(design: Design) -> str:
    """The colour of filled cells, a strong one where rows have stripes."""
    return FILLS[0 if design.rules == "zebra" else design.seed % len(FILLS)]


def _centre(cell: Cell, width: float, design: Design) -> float:
    if design.tick_across == "left":
        return cell.x0 + NEAR + width / 2
    if design.tick_across == "right":
        return cell.x1 - NEAR - width / 2
    return (cell.x0 + cell.x1) / 2


def _glyph(cell: Cell, design: Design, font: str, glyph: str, width: float) -> Text:
    size = design.size + (1 if font not in {"sans", "serif", "embedded"} else 0)
    x = _centre(cell, width, design) - width / 2
    return Text(
        cell.page, x, cell.middle + 0.35 * size, glyph, font, size, ink_of(design), layer="marks", column=cell.column
    )


def _tick_points(cell: Cell, design: Design) -> list[tuple[float, float]]:
    side = design.size
    x, y = _centre(cell, side, design) - side / 2, cell.middle - side / 2
    return [(x + u * side, y + v * side) for u, v in ((0.05, 0.55), (0.35, 0.9), (0.95, 0.1))]


def _stroked(cell: Cell, design: Design) -> Path:
    start, turn, end = _tick_points(cell, design)
    ops = (("m", start), ("l", turn), ("l", end))
    return Path(cell.page, ops, stroke=ink_of(design), width=1.3, layer="marks", column=cell.column)


def _frame(cell: Cell, design: Design) -> Path:
    side = design.size + 1
    x, y = _centre(cell, side, design) - side / 2, cell.middle - side / 2
    corners = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
    ops = (("m", corners[0]), *(("l", corner) for corner in corners[1:]), ("h", ()))
    return Path(cell.page, ops, stroke="#333333", width=0.7, layer="marks", column=cell.column)


def _filled_path(cell: Cell, design: Design) -> Path:
    (ax, ay), (bx, by), (cx, cy) = _tick_points(cell, design)
    ops = (
        ("m", (ax, ay)),
        ("c", (ax + 1.2, ay, bx - 0.8, by - 2.2, bx, by - 1.6)),
        ("c", (bx + 1, by - 3, cx - 2, cy + 1.4, cx, cy)),
        ("c", (cx - 1, cy + 2.4, bx + 1.6, by - 1, bx + 0.4, by + 0.6)),
        ("c", (bx - 0.8, by + 0.6, ax + 0.5, ay + 1.2, ax, ay)),
        ("h", ()),
    )
    return Path(cell.page, ops, fill=ink_of(design), layer="marks", column=cell.column)


def _drawn(cell: Cell, design: Design) -> Item:
    side = design.size
    left, top = _centre(cell, side, design) - side / 2, cell.middle - side / 2
    match design.tick:
        case "stroke":
            return _stroked(cell, design)
        case "path":
            return _filled_path(cell, design)
        case "image":
            return Picture(cell.page, left, top, side, column=cell.column)
        case _:
            return Box(cell.page, cell.x0 + 1.5, cell.top + 1.5, cell.x1 - 1.5, cell.bottom - 1.5, _fill_of(design),
                       column=cell.column)  # fmt: skip


def cell_to_items(cell: Cell, *, ticked: bool, design: Design, font: str, turn: int = 0) -> list[Item]:
    """The items that mark a cell. `turn` picks one of the two glyphs where a design mixes them."""
    if design.tick == "form":
        side = design.size
        left = _centre(cell, side, design) - side / 2
        return [Checkbox(cell.page, left, cell.middle - side / 2, side, ticked, cell.name, column=cell.column)]
    if design.tick in PICTURED:
        side = design.size
        left = _centre(cell, side, design) - side / 2
        shows = PICTURED[design.tick][not ticked]
        return [Picture(cell.page, left, cell.middle - side / 2, side, shows, column=cell.column)]
    if design.tick == "drawn_boxes":
        return [_frame(cell, design), *([_stroked(cell, design)] if ticked else [])]
    if design.tick not in GLYPHS:
        return [_drawn(cell, design)] if ticked else []
    family, yes, no = GLYPHS[design.tick]
    if design.tick == "root_and_x" and turn % 2:
        family, yes = "", "X"
    glyph = yes if ticked else no
    if not glyph:
        return []
    width = width_of(glyph, family or font, design.size + (1 if family else 0))
    return [_glyph(cell, design, family or font, glyph, width)]
