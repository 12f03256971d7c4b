"""Places → marks on a map of the world's countries, cut to where they are. Pure.

The outlines are `static/world.svg`: Natural Earth, public domain, in the Miller cylindrical projection (O. M. Miller,
"Notes on Cylindrical World Map Projections", 1942). One unit is a tenth of a degree of longitude. Longitudes go on
beyond 180: the outlines are drawn twice, side by side, so that the Pacific is in one piece.
"""

import math
from collections.abc import Iterable, Sequence

from workplan_extract.models import Frozen

TURN = 3600
HIGHEST, LOWEST = -1300, 800
ASPECT = 2.0
LEAST_WIDTH = 700
MARGIN = 0.18
LABELS = 14


class Place(Frozen):
    """A place with how many activities name it."""

    label: str
    kind: str
    href: str
    latitude: float
    longitude: float
    count: int


class Mark(Frozen):
    """A circle on the map, in units of the map. `text` is where its name stands; without one there was no room."""

    place: Place
    x: float
    y: float
    radius: float
    text: tuple[float, float, str] | None = None


class WorldMap(Frozen):
    """What part of the world is shown, and the marks on it, the largest first so that small ones stay on top.

    Cities come last and are smaller: a country's mark stands at its capital, and stays in sight around it.
    """

    left: float
    top: float
    width: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def font_size(self) -> float:
        """Size of the names, in units of the map."""
        return round(self.width / 58, 1)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees → units of the map, y downwards."""
    phi = math.radians(latitude)
    return longitude * 10, -10 * math.degrees(1.25 * math.log(math.tan(math.pi / 4 + 0.4 * phi)))


def make_map(places: Iterable[Place]) -> WorldMap | None:
    """The map of some places; None where there are none."""
    listed = sorted(places, key=lambda place: (place.kind == "city", -place.count, place.label))
    if not listed:
        return None
    points = [project(place.latitude, place.longitude) for place in listed]
    start = widest_gap_end([x for x, _ in points])
    points = [((x - start) % TURN + start, y) for x, y in points]
    left, top, width, height = window(points)
    most = max(place.count for place in listed)
    unit = width / 100
    marks = [
        Mark(place=place, x=round(x, 1), y=round(y, 1), radius=round(unit * radius(place, most), 1))
        for place, (x, y) in zip(listed, points, strict=True)
    ]
    bare = WorldMap(left=left, top=top, width=width, height=height, marks=tuple(marks))
    return bare.model_copy(update={"marks": label_marks(bare)})


def radius(place: Place, most: int) -> float:
    """Radius of a mark, in hundredths of the map's width; its area grows with the count."""
    size = 0.55 + 1.75 * math.sqrt(place.count / most)
    return size * 0.6 if place.kind == "city" else size


def widest_gap_end(xs: Sequence[float]) -> float:
    """Where to begin, going east, so that the emptiest stretch of the globe is left out; -1800 to 1800."""
    ordered = sorted(set(xs))
    gaps = [(x - ordered[nth - 1] if nth else ordered[0] + TURN - ordered[-1], x) for nth, x in enumerate(ordered)]
    return max(gaps)[1]


def window(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Left, top, width and height of a window of the map's aspect around all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    span_x, span_y = max(xs) - min(xs), max(ys) - min(ys)
    width = max(span_x * (1 + 2 * MARGIN), span_y * (1 + 2 * MARGIN) * ASPECT, LEAST_WIDTH)
    width = min(width, TURN)
    height = width / ASPECT
    left = (max(xs) + min(xs)) / 2 - width / 2
    top = (max(ys) + min(ys)) / 2 - height / 2
    top = max(HIGHEST, min(top, LOWEST - height))
    return round(left), round(top), round(width), round(height)


def label_marks(shown: WorldMap) -> tuple[Mark, ...]:
    """Give the largest marks their names, right or left of them, as long as none covers another or a mark."""
    size = shown.font_size
    taken = [
        (mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius) for mark in shown.marks
    ]
    labelled = []
    for nth, mark in enumerate(shown.marks):
        choice = (
            next((one for one in text_boxes(mark, size) if fits(one[1], taken, shown)), None) if nth < LABELS else None
        )
        if choice:
            taken.append(choice[1])
            labelled.append(mark.model_copy(update={"text": choice[0]}))
        else:
            labelled.append(mark)
    return tuple(labelled)


Box = tuple[float, float, float, float]


def text_boxes(mark: Mark, size: float) -> Iterable[tuple[tuple[float, float, str], Box]]:
    """Where a mark's name could stand: its anchor, and the box that it would fill."""
    length = len(mark.place.label) * size * 0.56
    gap = mark.radius + size * 0.3
    for x, anchor in ((mark.x + gap, "start"), (mark.x - gap, "end")):
        for shift in (0.35, 1.0, -0.3):
            y = mark.y + size * shift
            first = x if anchor == "start" else x - length
            yield (round(x, 1), round(y, 1), anchor), (first, y - size * 0.8, first + length, y + size * 0.2)


def fits(box: Box, taken: Iterable[Box], shown: WorldMap) -> bool:
    """Whether a box is inside the map and clear of the others."""
    inside = shown.left <= box[0] and box[2] <= shown.left + shown.width
    return inside and not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
    )
