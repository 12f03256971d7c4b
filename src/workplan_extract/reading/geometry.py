"""Boxes on a page: x0, top, x1, bottom in points from the top left corner."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle; `top` is smaller than `bottom`."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Extent to the right, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Extent downwards, in points."""
        return self.bottom - self.top

    @property
    def x_mid(self) -> float:
        """Centre, in points from the left."""
        return (self.x0 + self.x1) / 2

    @property
    def y_mid(self) -> float:
        """Centre, in points from the top."""
        return (self.top + self.bottom) / 2


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around at least one box."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return Box(min(x0), min(top), max(x1), max(bottom))


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Length that two intervals share; negative is the gap between them."""
    return min(a1, b1) - max(a0, b0)


def contains(outer: Box, inner: Box, slack: float = 1.0) -> bool:
    """Whether `inner` lies in `outer`, give or take `slack` points."""
    return (
        outer.x0 - slack <= inner.x0
        and outer.top - slack <= inner.top
        and inner.x1 <= outer.x1 + slack
        and inner.bottom <= outer.bottom + slack
    )


def cluster(values: Iterable[float], tolerance: float) -> list[list[float]]:
    """Sorted values in groups; a value joins the group whose last value is at most `tolerance` away."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def centres(values: Iterable[float], tolerance: float) -> list[float]:
    """The mean of each cluster, ascending."""
    return [sum(group) / len(group) for group in cluster(values, tolerance)]


def covered(intervals: Sequence[tuple[float, float]], start: float, end: float) -> float:
    """Length of `start`–`end` that the union of the intervals covers."""
    total, reach = 0.0, start
    for low, high in sorted(intervals):
        low, high = max(low, reach), min(high, end)  # noqa: PLW2901
        if high > low:
            total += high - low
            reach = high
    return total
