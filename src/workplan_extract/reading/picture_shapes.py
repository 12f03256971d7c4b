"""What a small picture shows: tick, cross, dot, ring, box, dash; by where its ink lies.

The picture is taken as a page shows it, so that masks, palettes and compression need not be known. Its ink is what
differs from its commonest level, cut to its own extent and brought to a grid.
"""

from collections.abc import Sequence

GRID = 24
"""Cells to a side of the grid."""
CONTRAST = 60
"""Levels of grey, of 256, by which ink differs from the ground."""
LONG = 2.6
"""A shape that is longer than this, for its height, is a dash."""
SIDE = 3
"""Cells of the grid along a side in which a frame is looked for."""
Mask = list[list[bool]]


def levels_to_class(levels: Sequence[Sequence[int]]) -> str:
    """A picture's levels of grey, row by row → a class of `data/tick_glyphs.csv`, `none` or `unknown`."""
    mask = _ink(levels)
    if mask is None:
        return "none"
    if len(mask[0]) > LONG * len(mask):
        return "none"
    if len(mask) > LONG * len(mask[0]):
        return "unknown"
    return _grid_to_class(_to_grid(mask))


def _ink(levels: Sequence[Sequence[int]]) -> Mask | None:
    """Where the ink is, cut to its extent; None where there is hardly any."""
    flat = [level for row in levels for level in row]
    ground = max(set(flat), key=flat.count)
    mask = [[abs(level - ground) > CONTRAST for level in row] for row in levels]
    # a lone pixel at the edge is smoothing
    rows = [y for y, row in enumerate(mask) if sum(row) > 1]
    columns = [x for x in range(len(mask[0])) if sum(row[x] for row in mask) > 1]
    if len(rows) < 2 or len(columns) < 2:
        return None
    return [row[columns[0] : columns[-1] + 1] for row in mask[rows[0] : rows[-1] + 1]]


def _to_grid(mask: Mask) -> Mask:
    height, width = len(mask), len(mask[0])
    return [[mask[y * height // GRID][x * width // GRID] for x in range(GRID)] for y in range(GRID)]


def _grid_to_class(grid: Mask, *, framed: bool = False) -> str:
    share = _share(grid)
    if not framed and _has_frame(grid):
        return _framed_to_class(grid)
    if share > 0.7:
        return "dot"
    if not framed and _is_hollow(grid):
        return "dot_empty"
    if _is_cross(grid):
        return "cross"
    return "tick" if share < 0.5 and _is_tick(grid) else "unknown"


def _share(grid: Mask) -> float:
    return sum(map(sum, grid)) / (len(grid) * len(grid[0]))


def _sides(grid: Mask) -> list[list[bool]]:
    """For each side, whether ink lies near it, all along."""
    across, inner = range(GRID), range(SIDE)
    return [
        [any(grid[y][x] for y in inner) for x in across],
        [any(grid[GRID - 1 - y][x] for y in inner) for x in across],
        [any(grid[y][x] for x in inner) for y in across],
        [any(grid[y][GRID - 1 - x] for x in inner) for y in across],
    ]


def _has_frame(grid: Mask) -> bool:
    """Whether ink runs along all four sides, corners included, with white inside."""
    return all(sum(side) >= 0.9 * GRID for side in _sides(grid)) and _share(grid) < 0.7


def _framed_to_class(grid: Mask) -> str:
    """A box: empty, or by what stands in it."""
    inside = [row[SIDE + 1 : -SIDE - 1] for row in grid[SIDE + 1 : -SIDE - 1]]
    if _share(inside) < 0.04:
        return "box_empty"
    mask = _ink([[255 * (not cell) for cell in row] for row in inside])
    if mask is None:
        return "unknown"
    kind = _grid_to_class(_to_grid(mask), framed=True)
    return {"tick": "box_tick", "dot": "box_tick", "cross": "box_cross"}.get(kind, "unknown")


def _is_hollow(grid: Mask) -> bool:
    """A ring: ink at the middle of all four sides, none in the middle or the corners."""
    low, high = GRID // 3, GRID - GRID // 3
    middle = [row[low:high] for row in grid[low:high]]
    corners = [grid[y][x] for y in (0, 1, -1, -2) for x in (0, 1, -1, -2)]
    near_sides = all(any(side[low:high]) for side in _sides(grid))
    return _share(middle) < 0.04 and near_sides and not any(corners)


def _is_cross(grid: Mask) -> bool:
    """Ink at all four corners and in the middle, none at the middle of the sides, and alike when mirrored."""
    corner, middle = range(GRID // 4), range(GRID // 2 - 2, GRID // 2 + 2)
    ends = [[*corner], [GRID - 1 - n for n in corner]]
    corners = all(any(grid[y][x] for y in ys for x in xs) for ys in ends for xs in ends)
    centre = any(grid[y][x] for y in middle for x in middle)
    notches = [any(grid[y][x] for y in middle for x in ends[side][:3]) for side in (0, 1)]
    notches += [any(grid[y][x] for x in middle for y in ends[side][:3]) for side in (0, 1)]
    return corners and centre and not any(notches) and _mirrored(grid) > 0.25


def _mirrored(grid: Mask) -> float:
    """How much of the ink stays where it is when the picture is mirrored, of all that either has."""
    pairs = [(a, b) for row in grid for a, b in zip(row, row[::-1], strict=True)]
    either = sum(a or b for a, b in pairs)
    return sum(a and b for a, b in pairs) / max(either, 1)


def _is_tick(grid: Mask) -> bool:
    """A short arm down to a low point left of the middle, a long arm up to the right end, in one thin stroke."""
    columns = [[y for y in range(GRID) if grid[y][x]] for x in range(GRID)]
    heights = [column for column in columns if column]
    if len(heights) < GRID - SIDE:
        return False
    bottoms = [max(column) / GRID for column in heights]
    lowest = bottoms.index(max(bottoms)) / GRID
    right = sum(sum(column) / len(column) for column in heights[-3:]) / 3 / GRID
    left = sum(sum(column) / len(column) for column in heights[:3]) / 3 / GRID
    third = GRID // 4
    top_left = any(grid[y][x] for y in range(third) for x in range(third))
    low_right = any(grid[GRID - 1 - y][GRID - 1 - x] for y in range(GRID // 3) for x in range(third))
    return 0.1 < lowest < 0.62 and right < 0.4 and 0.3 < left < 0.95 and not top_left and not low_right
