"""Views over all plans: two of their dimensions against each other."""

import sqlite3
from collections.abc import Callable

from workplan_extract.site.addresses import Addresses
from workplan_extract.site.charts import Tally, make_grid, tally
from workplan_extract.site.home import list_plans
from workplan_extract.site.lookup import Record, fetch
from workplan_extract.site.periods import SPANS_SQL, span_columns

# So many rows and columns a reader can take in; what is left out is said, and the table behind has it all.
MOST_ROWS = 60
MOST_COLUMNS = 14

PARTNER_PURPOSE_SQL = """
SELECT o.slug, o.organisation, o.acronym, ap.purpose_id AS other, a.id AS activity
FROM activity_organisations ao JOIN activities a ON a.id = ao.activity_id
  JOIN organisations o ON o.organisation = ao.organisation JOIN activity_purposes ap ON ap.activity_id = a.id
WHERE ao.role = 'partner' AND a.document_id = :plan
"""
PLACE_SPAN_SQL = f"""
SELECT l.id, l.location, l.kind, s.span AS other, a.id AS activity
FROM activity_locations al JOIN activities a ON a.id = al.activity_id JOIN locations l ON l.id = al.location_id
  JOIN ({SPANS_SQL}) s ON s.activity_id = a.id
WHERE a.document_id = :plan
"""  # noqa: S608  # our own SQL
PAIRS_SQL = """
SELECT one.slug, one.organisation, one.acronym, two.slug AS other, two.organisation AS other_name,
  coalesce(nullif(two.acronym, ''), two.organisation) AS other_label, a.id AS activity
FROM activity_organisations ao JOIN activities a ON a.id = ao.activity_id
  JOIN activity_organisations also ON also.activity_id = ao.activity_id AND also.role = 'partner'
    AND also.organisation <> ao.organisation
  JOIN organisations one ON one.organisation = ao.organisation
  JOIN organisations two ON two.organisation = also.organisation
WHERE ao.role = 'partner' AND a.document_id = :plan
"""
LINKS_SQL = """
SELECT l.*, earlier.activity AS earlier_text, later.activity AS later_text
FROM activity_links l LEFT JOIN activities earlier ON earlier.id = l.earlier_id
  LEFT JOIN activities later ON later.id = l.later_id
WHERE l.earlier_document_id = :earlier AND l.later_document_id = :later
ORDER BY CASE l.outcome WHEN 'changed' THEN 1 WHEN 'added' THEN 2 WHEN 'dropped' THEN 3 ELSE 4 END, l.id LIMIT 400
"""
PLAN_PAIRS_SQL = """
SELECT l.earlier_document_id, l.later_document_id, earlier.title AS earlier_title, later.title AS later_title,
  later.publisher, sum(l.outcome = 'kept') AS kept, sum(l.outcome = 'changed') AS changed,
  sum(l.outcome = 'added') AS added, sum(l.outcome = 'dropped') AS dropped
FROM activity_links l JOIN documents earlier ON earlier.id = l.earlier_document_id
  JOIN documents later ON later.id = l.later_document_id
GROUP BY 1, 2 ORDER BY later.year DESC, later.id
"""


def explore_context(connection: sqlite3.Connection, addresses: Addresses, view: str, wanted: str) -> Record | None:
    """What a view shows of one plan, the latest unless another is asked for; None where there is no such view."""
    if view not in VIEWS:
        return None
    plans = list_plans(connection)
    plan = next((one for one in plans if one["id"] == wanted), plans[0] if plans else None)
    own = VIEWS[view](connection, addresses, plan["id"]) if plan else {}
    return {"view": view, "plans": plans, "plan": plan, **own}


def partners_by_purpose(connection: sqlite3.Connection, addresses: Addresses, plan: str) -> Record:
    """Partners against the purposes that their activities are ticked for."""
    rows = fetch(connection, PARTNER_PURPOSE_SQL, plan=plan)
    purposes = fetch(connection, "SELECT id, label FROM purposes WHERE document_id = :plan ORDER BY number", plan=plan)
    columns = [(purpose["id"], purpose["label"]) for purpose in purposes]
    names = {row["slug"]: (named(row), addresses.organisation(row["slug"])) for row in rows}
    counted = tally((row["slug"], row["other"], row["activity"]) for row in rows)
    return cut_grid(
        names,
        columns,
        counted,
        lambda slug, purpose: addresses.activities(plan=plan, organisation=slug, role="partner", purpose=purpose),
    )


def places_by_quarter(connection: sqlite3.Connection, addresses: Addresses, plan: str) -> Record:
    """Places against the periods in which activities name them."""
    rows = fetch(connection, PLACE_SPAN_SQL, plan=plan)
    counted = tally((row["id"], row["other"], row["activity"]) for row in rows)
    names = {row["id"]: (row["location"], addresses.place(row["id"])) for row in rows}
    return cut_grid(
        names,
        span_columns(row["other"] for row in rows),
        counted,
        lambda place, span: addresses.activities(plan=plan, place=place, span=span),
    )


def partners_together(connection: sqlite3.Connection, addresses: Addresses, plan: str) -> Record:
    """Partners against the partners that stand in the same activities."""
    rows = fetch(connection, PAIRS_SQL, plan=plan)
    counted = tally((row["slug"], row["other"], row["activity"]) for row in rows)
    names = {row["slug"]: (named(row), addresses.organisation(row["slug"])) for row in rows}
    labels = {row["other"]: row["other_label"] for row in rows}
    columns = [
        (slug, labels[slug])
        for slug in by_total({slug: label for slug, (label, _) in names.items()}, counted)[:MOST_COLUMNS]
    ]
    return cut_grid(
        names,
        columns,
        counted,
        lambda one, other: addresses.activities(plan=plan, organisation=one, role="partner", **{"with": other}),
    ) | {"left_out_columns": max(0, len(names) - MOST_COLUMNS)}


def years(connection: sqlite3.Connection, addresses: Addresses, plan: str) -> Record:
    """What became of activities from one plan of a publisher to the next."""
    pairs = fetch(connection, PLAN_PAIRS_SQL)
    pair = next((one for one in pairs if plan in (one["later_document_id"], one["earlier_document_id"])), None)
    links = (
        fetch(connection, LINKS_SQL, earlier=pair["earlier_document_id"], later=pair["later_document_id"])
        if pair
        else []
    )
    return {"pairs": pairs, "pair": pair, "links": [link_row(row, addresses) for row in links]}


def link_row(row: Record, addresses: Addresses) -> Record:
    """A link between two years with the addresses of its ends."""
    ends = {end: addresses.activity(row[f"{end}_id"]) if row[f"{end}_id"] else "" for end in ("earlier", "later")}
    return {**row, "earlier_href": ends["earlier"], "later_href": ends["later"]}


def named(row: Record) -> str:
    """An organisation's full name with its acronym."""
    return f"{row['organisation']} ({row['acronym']})" if row["acronym"] else str(row["organisation"])


def by_total(names: dict[str, str], counted: Tally) -> list[str]:
    """Keys of rows, those with the most first."""
    return sorted(names, key=lambda key: (-counted.rows[key], names[key]))


def cut_grid(
    rows: dict[str, tuple[str, str]],
    columns: list[tuple[str, str]],
    counted: Tally,
    link: Callable[[str, str], str],
) -> Record:
    """A grid of the rows with the most, and how many were left out.

    Args:
        rows: key → label and address of each row.
        columns: key and label of each column.
        counted: the activities, by the keys of rows and columns.
        link: a row's and a column's key → the address of the rows behind their count.
    """
    order = by_total({key: label for key, (label, _) in rows.items()}, counted)
    labelled = [(key, *rows[key]) for key in order[:MOST_ROWS]]
    grid = make_grid(labelled, columns, counted, {key: link(*key) for key in counted.cells})
    return {"grid": grid, "left_out": max(0, len(order) - MOST_ROWS)}


VIEWS: dict[str, Callable[[sqlite3.Connection, Addresses, str], Record]] = {
    "partners-by-purpose": partners_by_purpose,
    "places-by-quarter": places_by_quarter,
    "partners-together": partners_together,
    "years": years,
}
