"""Where rules and the edges of fills part a table's columns and rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workplan_extract.reading.geometry import Box, covered
from workplan_extract.reading.page import PageView

LARGEST_BOX = 14.0
"""A fill no larger than this is the ground of a check box, and borders nothing; in points."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight border: a rule, or where a fill begins or ends. `at` is x for a vertical one, y for a horizontal."""

    at: float
    start: float
    end: float
    is_rule: bool


def vertical_edges(view: PageView) -> list[Edge]:
    """All borders between columns that are drawn on a page."""
    edges = [Edge(rule.at, rule.start, rule.end, True) for rule in view.rules if rule.vertical]
    for fill in view.fills:
        if max(fill.box.width, fill.box.height) <= LARGEST_BOX:
            continue
        edges += [Edge(x, fill.box.top, fill.box.bottom, False) for x in (fill.box.x0, fill.box.x1)]
    return edges


def horizontal_edges(view: PageView) -> list[Edge]:
    """All borders between rows that are drawn on a page."""
    edges = [Edge(rule.at, rule.start, rule.end, True) for rule in view.rules if not rule.vertical]
    for fill in view.fills:
        edges += [Edge(y, fill.box.x0, fill.box.x1, False) for y in (fill.box.top, fill.box.bottom)]
    return edges


def merge_edges(edges: Iterable[Edge], tolerance: float = 2.5) -> list[list[Edge]]:
    """Borders at nearly the same place together, ascending; where a fill's edge is near a rule, it is the rule's."""
    groups: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if groups and edge.at - _reach(groups[-1], edge) <= tolerance:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def _reach(group: Sequence[Edge], edge: Edge) -> float:
    """Where a group begins; for a fill's edge, where its rules are."""
    return group[0].at if edge.is_rule or not any(other.is_rule for other in group) else place(group)


def place(group: Sequence[Edge]) -> float:
    """Where a group of borders lies: at its rules, where it has any."""
    at = [edge.at for edge in group if edge.is_rule] or [edge.at for edge in group]
    return sum(at) / len(at)


def column_borders(view: PageView, zone: Box, share: float = 0.5) -> list[float]:
    """x of the borders that run along at least `share` of a zone's height, ascending."""
    near = [
        edge
        for edge in vertical_edges(view)
        if zone.x0 - 4 <= edge.at <= zone.x1 + 4 and edge.start < zone.bottom and edge.end > zone.top
    ]
    return [
        place(group)
        for group in merge_edges(near)
        if covered([(edge.start, edge.end) for edge in group], zone.top, zone.bottom) >= share * zone.height
    ]


def row_borders(
    view: PageView, across: tuple[float, float], top: float, bottom: float, share: float = 0.7
) -> list[float]:
    """y of the borders between `top` and `bottom` that run along at least `share` of the x `across`, ascending."""
    x0, x1 = across
    near = [edge for edge in horizontal_edges(view) if top <= edge.at <= bottom and edge.start < x1 and edge.end > x0]
    return [
        place(group)
        for group in merge_edges(near, 2.0)
        if covered([(edge.start, edge.end) for edge in group], x0, x1) >= share * (x1 - x0)
    ]
