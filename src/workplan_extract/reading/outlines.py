"""What a small drawing looks like: tick, cross, dot, box, ring, dash; by the geometry of its paths."""

from itertools import pairwise
from math import atan2, degrees

from workplan_extract.reading.geometry import Box, union
from workplan_extract.reading.paths import Path, Shape, lightness

MOST_CORNERS = 48
"""Points of a box at most, its corners rounded by several curves each."""


def shape_to_class(shape: Shape) -> str:
    """A class of `data/tick_glyphs.csv`, or `unknown`."""
    kinds = [path_to_class(path) for path in shape.paths]
    if len(kinds) == 1:
        return kinds[0]
    return _together(kinds, shape)


def _together(kinds: list[str], shape: Shape) -> str:
    """Several paths: two slants are a cross or a tick, a box with something in it is a ticked box."""
    boxes = [path for path, kind in zip(shape.paths, kinds, strict=True) if kind in {"box_empty", "dot_empty"}]
    inside = {kind for kind in kinds if kind not in {"box_empty", "dot_empty"}}
    strokes = _strokes_to_class(shape)
    if boxes:
        mark = next((kind for kind in ("tick", "cross") if kind in inside or kind == strokes), None)
        dots = [path for path, kind in zip(shape.paths, kinds, strict=True) if kind == "dot"]
        if mark is None and inside <= {"dot"}:
            return "box_tick" if any(_is_within(dot, boxes) for dot in dots) else "box_empty"
        return {"tick": "box_tick", "cross": "box_cross"}.get(
            mark or "", "box_tick" if inside == {"slant"} else "unknown"
        )
    if len(inside) == 1 and inside <= {"dot", "tick", "cross"}:
        return inside.pop()
    if "dot" in inside and len(shape.paths) > 1 and (light := _light_on_dark(kinds, shape)):
        return light
    return "box_empty" if kinds == ["none"] * 4 else strokes


def _light_on_dark(kinds: list[str], shape: Shape) -> str | None:
    """A light tick or cross on a dark disc or square, as icons have it."""
    ground = next(path for path, kind in zip(shape.paths, kinds, strict=True) if kind == "dot")
    rest = [(path, kind) for path, kind in zip(shape.paths, kinds, strict=True) if path is not ground]
    if not all(lightness(path.colour) - lightness(ground.colour) > 0.3 for path, _ in rest):
        return None
    strokes = _strokes_to_class(Shape(shape.box, tuple(path for path, _ in rest)))
    found = next((kind for kind in ("tick", "cross") if kind in {strokes, *(kind for _, kind in rest)}), None)
    return {"tick": "box_tick", "cross": "box_cross"}.get(found or "")


def _is_within(dot: Path, boxes: list[Path]) -> bool:
    """Whether a dark area is clearly smaller than the box around it, rather than the box's own border."""
    return dot.box.width < 0.85 * max(box.box.width for box in boxes)


def _strokes_to_class(shape: Shape) -> str:
    strokes = [path for path in shape.paths if len(path.points) in {2, 3}]
    slants = [path for path in strokes if path_to_class(path) == "slant"]
    if len(slants) == 2:
        a, b = slants
        return "cross" if _crosses(a.box, b.box) else _two_arms(a, b)
    return "unknown"


def _crosses(a: Box, b: Box) -> bool:
    return abs(a.x_mid - b.x_mid) < 0.25 * max(a.width, b.width) and abs(a.y_mid - b.y_mid) < 0.3 * max(
        a.height, b.height
    )


def _two_arms(a: Path, b: Path) -> str:
    """A short arm down to the right, then a long one up: a tick."""
    left, right = sorted((a, b), key=lambda path: path.box.x_mid)
    down = sorted(left.points)
    up = sorted(right.points)
    return "tick" if down[0][1] < down[-1][1] and up[0][1] > up[-1][1] else "unknown"


def path_to_class(path: Path) -> str:
    """One path's class; `slant` for a single oblique stroke."""
    box = path.box
    if len(path.points) == 2:
        return _stroke_to_class(path)
    if max(box.width, box.height) > 2.8 * max(min(box.width, box.height), 0.1):
        return "none" if box.width > box.height else "unknown"
    if _is_round(path) or _is_square(path, box):
        round_ = _is_round(path)
        if path.filled:
            return "dot" if _is_dark(path) else ("dot_empty" if round_ else "box_empty")
        return "dot_empty" if round_ else "box_empty"
    if is_tick(path):
        return "tick"
    return "cross" if is_cross(path) else "unknown"


def _is_dark(path: Path) -> bool:
    """Whether a fill stands out as a mark; a pale one is the ground of a box."""
    return lightness(path.colour) < 0.75


def _stroke_to_class(path: Path) -> str:
    (ax, ay), (bx, by) = path.points
    angle = abs(degrees(atan2(by - ay, bx - ax))) % 180
    return "slant" if 15 < min(angle, 180 - angle) < 80 else "none"


def _is_round(path: Path) -> bool:
    box = path.box
    return (
        path.operators.count("c") >= 3
        and "l" not in path.operators.replace("lh", "h")
        and 0.8 < box.width / max(box.height, 0.1) < 1.25
        and all(
            abs(((x - box.x_mid) / (box.width / 2)) ** 2 + ((y - box.y_mid) / (box.height / 2)) ** 2 - 1) < 0.35
            for x, y in path.points
        )
    )


def _is_square(path: Path, box: Box) -> bool:
    near = 0.12 * max(box.width, box.height)
    on_edge = all(
        min(abs(x - box.x0), abs(x - box.x1)) <= near or min(abs(y - box.top), abs(y - box.bottom)) <= near
        for x, y in path.points
    )
    corners = sum(
        any(abs(x - cx) <= 2.5 * near and abs(y - cy) <= 2.5 * near for x, y in path.points)
        for cx in (box.x0, box.x1)
        for cy in (box.top, box.bottom)
    )
    return on_edge and corners == 4 and len(path.points) <= MOST_CORNERS


def _flattened(path: Path) -> list[tuple[float, float]]:
    """The path's corner points on a unit square, y downwards, repeats left out."""
    box = union([path.box])
    scale_x, scale_y = max(box.width, 0.1), max(box.height, 0.1)
    points = [((x - box.x0) / scale_x, (y - box.top) / scale_y) for x, y in path.points]
    kept = [a for a, b in pairwise(points) if abs(a[0] - b[0]) + abs(a[1] - b[1]) > 0.02]
    return [*kept, points[-1]]


def is_tick(path: Path) -> bool:
    """A short arm down to a low point left of the middle, a long arm up to the right end.

    The lowest point lies well inside, the highest at the right, and the left end is between the two.
    """
    points = _flattened(path)
    lowest = max(points, key=lambda point: point[1])
    rightmost = max(points, key=lambda point: point[0])
    leftmost = min(points, key=lambda point: point[0])
    top_left = [point for point in points if point[0] < 0.25 and point[1] < 0.22]
    low_right = [point for point in points if point[0] > 0.8 and point[1] > 0.55]
    return (
        0.12 < lowest[0] < 0.62 and rightmost[1] < 0.45 and 0.25 < leftmost[1] < 0.92 and not top_left and not low_right
    )


def is_cross(path: Path) -> bool:
    """Points near all four corners, and notches in the middle of all four sides."""
    points = _flattened(path)
    corners = all(any(abs(x - cx) < 0.3 and abs(y - cy) < 0.3 for x, y in points) for cx in (0, 1) for cy in (0, 1))
    notches = all(
        any(abs(x - nx) < 0.24 and abs(y - ny) < 0.24 for x, y in points)
        for nx, ny in ((0.5, 0.4), (0.5, 0.6), (0.4, 0.5), (0.6, 0.5))
    )
    return corners and notches and len(points) >= 8
