"""Which plan follows which. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from workplan_extract.models import Document


def successive(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """Places of each plan and of its publisher's next one in time; a plan without a year has none."""
    by_publisher: dict[str, list[int]] = {}
    for place, document in enumerate(documents):
        if document.year is not None:
            by_publisher.setdefault(document.publisher.casefold(), []).append(place)
    pairs: list[tuple[int, int]] = []
    for places in by_publisher.values():
        ordered = sorted(places, key=lambda place: (documents[place].year or 0, documents[place].id))
        pairs += [(a, b) for a, b in pairwise(ordered) if documents[a].year != documents[b].year]
    return pairs
