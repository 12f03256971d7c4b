"""Which plan follows which. Pure."""

from collections.abc import Iterable
from itertools import pairwise

from workplan_extract.models import Workplan


def successive(workplans: Iterable[Workplan]) -> list[tuple[Workplan, Workplan]]:
    """Pairs of plans of one publisher, each with the next in time; a plan without a year has none."""
    by_publisher: dict[str, list[Workplan]] = {}
    for workplan in workplans:
        if workplan.document.year is not None:
            by_publisher.setdefault(workplan.document.publisher.casefold(), []).append(workplan)
    pairs: list[tuple[Workplan, Workplan]] = []
    for plans in by_publisher.values():
        ordered = sorted(plans, key=lambda plan: (plan.document.year or 0, plan.document.id))
        pairs += [(a, b) for a, b in pairwise(ordered) if a.document.year != b.document.year]
    return pairs
