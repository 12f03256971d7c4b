"""Plans that need no PDF: the reference plan from its gold tables, and what can be done to one."""

import csv
from collections.abc import Iterable, Sequence

from tests.conftest import GOLD
from tests.plans import DOCUMENT, TALLY, activity
from workplan_extract.models import Activity, Document, LocationMention, OrganisationMention, Purpose, Workplan

CONTEXT = DOCUMENT.model_copy(update={"id": "rso-2022", "file": "rso-annual-workplan-2022.pdf"})


def rows(table: str) -> list[dict[str, str]]:
    with (GOLD / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def at(text: str, mention: str) -> dict[str, object]:
    start = text.find(mention)
    return {
        "mention": mention,
        "start": start if start >= 0 else None,
        "end": start + len(mention) if start >= 0 else None,
    }


def gold_activity(row: dict[str, str], names: list[dict[str, str]], places: list[dict[str, str]]) -> Activity:
    key = (row["quarter"], row["position"])
    text, quarter, position = row["activity"], int(row["quarter"]), int(row["position"])
    organisations = tuple(
        OrganisationMention.model_validate(
            at(text, one["mention"]) | {"organisation": one["organisation"], "role": one["role"], "source": "glossary"}
        )
        for one in names
        if (one["quarter"], one["position"]) == key
    )
    locations = tuple(
        LocationMention.model_validate(
            at(text, one["mention"]) | {name: one[name] for name in ("location", "kind", "country", "role")}
        )
        for one in places
        if (one["quarter"], one["position"]) == key
    )
    ticks = tuple(map(int, row["purposes"].split(";")))
    return activity(
        text, f"rso-2022-q{quarter}-{position:02d}", ticks, quarter,
        position=position, page=int(row["page"]), organisations=organisations, locations=locations,
    )  # fmt: skip


def reference() -> Workplan:
    """The reference plan as its gold tables have it."""
    names, places = rows("organisations"), rows("locations")
    return Workplan(
        document=CONTEXT,
        purposes=tuple(
            Purpose(number=int(row["number"]), title=row["title"], description=row["description"])
            for row in rows("purposes")
        ),
        activities=tuple(gold_activity(row, names, places) for row in rows("activities")),
        glossary=(), thematic_areas=(), principles=(), sections=(), reconciliation=TALLY, findings=(),
    )  # fmt: skip


def plan_of(activities: Iterable[Activity], base: Workplan, document: Document | None = None) -> Workplan:
    """The same plan with other activities."""
    changes: dict[str, object] = {"activities": tuple(activities)}
    return base.model_copy(update=changes | ({"document": document} if document else {}))


def renumbered(activities: Sequence[Activity], name: str = "rso-2023") -> list[Activity]:
    """Activities in the order of their quarters, numbered anew, as a plan of another year would have them."""
    counts: dict[tuple[int, ...], int] = {}
    placed = []
    for one in sorted(activities, key=lambda one: one.quarters):
        counts[one.quarters] = counts.get(one.quarters, 0) + 1
        position = counts[one.quarters]
        quarter = one.quarters[0]
        placed.append(one.model_copy(update={"id": f"{name}-q{quarter}-{position:02d}", "position": position}))
    return placed
