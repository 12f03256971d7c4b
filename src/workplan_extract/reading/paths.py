"""Painted paths and images → rules, fills, small shapes and pictures.

A rule is a horizontal or vertical stroke, whether it was drawn as a line, as a thin filled rectangle, as the edge of a
stroked rectangle or as a segment of a longer path. Pieces that lie in one line are joined, since many programs draw a
border cell by cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workplan_extract.reading.geometry import Box, union

RECTANGLES = frozenset({"mlllh", "mllll", "mllllh"})
THIN = 2.6
"""A filled rectangle thinner than this is a rule, in points."""
SMALL = 26.0
"""A path or picture no larger than this may be a mark, in points."""
LARGEST_BOX = 14.0
"""A closed path no larger than this is a check box rather than a cell; in points."""
LARGEST_DOT = 2.0
"""A dot of a dotted rule is no larger, in points."""
FEWEST_DOTS = 8
SHORTEST_RULE = 9.0
"""A lone stroke shorter than this is a mark (a dash, an arm of a cross), no rule; in points."""


@dataclass(frozen=True, slots=True)
class Path:
    """A painted path in the view's coordinates. `operators` are its segments: m l c v y h."""

    points: list[tuple[float, float]]
    operators: str
    filled: bool
    stroked: bool
    line_width: float
    colour: tuple[float, ...]

    @property
    def box(self) -> Box:
        """The box around the path's points."""
        xs, ys = zip(*self.points, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))


def lightness(colour: tuple[float, ...]) -> float:
    """How light a colour in grey, RGB or CMYK is, from 0 to 1; a pattern counts as dark."""
    if len(colour) == 1:
        return colour[0]
    if len(colour) == 3:
        return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
    if len(colour) == 4:
        cyan, magenta, yellow, black = colour
        return (1 - black) * (0.299 * (1 - cyan) + 0.587 * (1 - magenta) + 0.114 * (1 - yellow))
    return 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke: horizontal at y = `at` from x = `start` to `end`, or vertical at x = `at`."""

    vertical: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area that is no rule."""

    box: Box
    colour: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A small drawing: one or more paths that touch."""

    box: Box
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A small image; `look` is the same for the same image, wherever it comes again."""

    box: Box
    look: str


@dataclass(frozen=True, slots=True)
class Field:
    """A form checkbox."""

    box: Box
    is_on: bool | None
    """None where its value and its appearance contradict each other."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the paths and images of a page amount to."""

    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    shapes: tuple[Shape, ...]
    pictures: tuple[Picture, ...]


def paths_to_drawing(paths: Sequence[Path], images: Sequence[Picture], width: float, height: float) -> Drawing:
    """Sort a page's paths and images by what they can be; page backgrounds are dropped."""
    dotted, rest = split_dotted(paths)
    pieces: list[Rule] = list(dotted)
    fills: list[Fill] = []
    small: list[Path] = []
    for path in rest:
        box = path.box
        if box.width * box.height > 0.8 * width * height:
            continue
        is_box = max(box.width, box.height) <= LARGEST_BOX and min(box.width, box.height) > THIN
        strokes = [] if is_box else list(_path_to_rules(path, box))
        if max(box.width, box.height) <= SMALL and (is_box or not _is_cell_or_rule(path, box)):
            small.append(path)
        pieces += strokes
        if path.filled and min(box.width, box.height) > THIN and _is_mostly_straight(path):
            fills.append(Fill(box, path.colour))
    pieces += [rule for image in images for rule in _box_to_thin_rule(image.box)]
    rules, dashes = _split_short(join_rules(pieces))
    pictures = [
        image
        for image in images
        if max(image.box.width, image.box.height) <= SMALL and min(image.box.width, image.box.height) > THIN
    ]
    shapes = paths_to_shapes([*small, *map(_rule_to_path, dashes)])
    return Drawing(tuple(rules), tuple(_distinct(fills)), tuple(shapes), tuple(pictures))


def split_dotted(paths: Sequence[Path]) -> tuple[list[Rule], list[Path]]:
    """Dots in a row, drawn one by one as browsers draw dotted borders → rules, and all other paths."""
    dots = [path for path in paths if path.filled and max(path.box.width, path.box.height) <= LARGEST_DOT]
    rules: list[Rule] = []
    used: set[int] = set()
    for vertical in (False, True):
        lanes: dict[int, list[Path]] = {}
        for dot in dots:
            if id(dot) not in used:
                lanes.setdefault(round(4 * (dot.box.x_mid if vertical else dot.box.y_mid)), []).append(dot)
        for lane in lanes.values():
            for run in _lane_to_runs(lane, vertical):
                used |= {id(dot) for dot in run}
                rules.append(_dots_to_rule(run, vertical))
    return rules, [path for path in paths if id(path) not in used]


def _lane_to_runs(lane: Sequence[Path], vertical: bool) -> Iterator[list[Path]]:
    """Dots of one line that follow each other closely, and are enough for a rule."""
    run: list[Path] = []
    for dot in sorted(lane, key=lambda dot: dot.box.top if vertical else dot.box.x0):
        last = run[-1].box if run else dot.box
        if (dot.box.top - last.bottom if vertical else dot.box.x0 - last.x1) > 2 * LARGEST_DOT:
            if len(run) >= FEWEST_DOTS:
                yield run
            run = []
        run.append(dot)
    if len(run) >= FEWEST_DOTS:
        yield run


def _dots_to_rule(run: Sequence[Path], vertical: bool) -> Rule:
    box = union(dot.box for dot in run)
    return Rule(True, box.x_mid, box.top, box.bottom) if vertical else Rule(False, box.y_mid, box.x0, box.x1)


def _distinct(fills: Iterable[Fill]) -> Iterator[Fill]:
    """Fills in painting order, repeats left out."""
    return iter(dict.fromkeys(fills))


def _is_mostly_straight(path: Path) -> bool:
    """Whether a filled path is a rectangle, with or without round corners."""
    return path.operators in RECTANGLES or (path.operators.count("c") in {2, 4} and "l" in path.operators)


def _is_cell_or_rule(path: Path, box: Box) -> bool:
    """Whether a small path is a cell's ground or border, or a piece of a rule."""
    if min(box.width, box.height) <= THIN / 2 and (not path.filled or set(path.operators) <= set("mlh")):
        return True
    return path.operators in RECTANGLES and max(box.width, box.height) > LARGEST_BOX


def _path_to_rules(path: Path, box: Box) -> Iterator[Rule]:
    if min(box.width, box.height) <= THIN:
        yield from _box_to_thin_rule(box)
    elif path.stroked:
        yield from _segments_to_rules(path)


def _box_to_thin_rule(box: Box) -> Iterator[Rule]:
    if box.height <= THIN and box.width > box.height:
        yield Rule(False, box.y_mid, box.x0, box.x1)
    elif box.width <= THIN and box.height > box.width:
        yield Rule(True, box.x_mid, box.top, box.bottom)


def _segments_to_rules(path: Path) -> Iterator[Rule]:
    """The axis-parallel straight segments of a stroked path."""
    for operator, ((ax, ay), (bx, by)) in zip(path.operators[1:], pairwise(path.points), strict=False):
        if operator in "lh":
            if abs(ay - by) < 0.2 and abs(ax - bx) > 2:
                yield Rule(False, (ay + by) / 2, min(ax, bx), max(ax, bx))
            elif abs(ax - bx) < 0.2 and abs(ay - by) > 2:
                yield Rule(True, (ax + bx) / 2, min(ay, by), max(ay, by))


def join_rules(rules: Iterable[Rule], slack: float = 3.0) -> list[Rule]:
    """Join pieces that lie in one line and touch, or nearly so (dots and dashes)."""
    joined: list[Rule] = []
    lanes: dict[tuple[bool, int], list[Rule]] = {}
    for rule in rules:
        lanes.setdefault((rule.vertical, round(rule.at)), []).append(rule)
    done: set[tuple[bool, int]] = set()
    for key in sorted(lanes):
        if key in done:
            continue
        lane = lanes[key]
        beside = (key[0], key[1] + 1)
        if beside in lanes and min(r.at for r in lanes[beside]) - max(r.at for r in lane) < 0.8:
            lane = lane + lanes[beside]
            done.add(beside)
        joined += _join_lane(sorted(lane, key=lambda rule: rule.start), slack)
    return joined


def _join_lane(lane: Sequence[Rule], slack: float) -> list[Rule]:
    joined = [lane[0]]
    for rule in lane[1:]:
        last = joined[-1]
        if rule.start - last.end <= slack:
            joined[-1] = Rule(last.vertical, last.at, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return joined


def _split_short(rules: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Rules, and strokes too short for one."""
    long = [rule for rule in rules if rule.end - rule.start >= SHORTEST_RULE]
    return long, [rule for rule in rules if 2.0 <= rule.end - rule.start < SHORTEST_RULE]


def _rule_to_path(rule: Rule) -> Path:
    ends = (
        [(rule.at, rule.start), (rule.at, rule.end)] if rule.vertical else [(rule.start, rule.at), (rule.end, rule.at)]
    )
    return Path(ends, "ml", filled=False, stroked=True, line_width=1.0, colour=())


def paths_to_shapes(paths: Sequence[Path], slack: float = 1.0) -> list[Shape]:
    """Small paths that touch are one drawing: the two strokes of a cross, a tick in its box."""
    groups: list[tuple[Box, list[Path]]] = []
    for path in sorted(paths, key=lambda path: path.box.x0):
        box, members = path.box, [path]
        apart = []
        for other_box, other in groups:
            if _touch(box, other_box, slack) and max(union([box, other_box])[2:3]) - min(box.x0, other_box.x0) <= SMALL:
                box, members = union([box, other_box]), other + members
            else:
                apart.append((other_box, other))
        groups = [*apart, (box, members)]
    return [Shape(box, tuple(members)) for box, members in groups if max(box.width, box.height) >= 2.0]


def _touch(a: Box, b: Box, slack: float) -> bool:
    return a.x0 - slack <= b.x1 and b.x0 - slack <= a.x1 and a.top - slack <= b.bottom and b.top - slack <= a.bottom
