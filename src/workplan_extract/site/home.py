"""The first page: a plan at a glance."""

import sqlite3

from workplan_extract.site.addresses import Addresses
from workplan_extract.site.charts import Bar, Grid, make_bars, make_grid, tally
from workplan_extract.site.lookup import Record, checked_rows_sql, fetch
from workplan_extract.site.periods import SPANS_SQL, span_columns
from workplan_extract.site.worldmap import Place, make_map

TOP_PARTNERS = 10

TICKS_SQL = f"""
WITH spans AS ({SPANS_SQL})
SELECT ap.purpose_id, s.span, ap.activity_id
FROM activity_purposes ap JOIN activities a ON a.id = ap.activity_id JOIN spans s ON s.activity_id = ap.activity_id
WHERE a.document_id = :plan
"""  # noqa: S608  # our own SQL
SPAN_TOTALS_SQL = f"""
WITH spans AS ({SPANS_SQL})
SELECT s.span, count(*) AS count FROM spans s JOIN activities a ON a.id = s.activity_id
WHERE a.document_id = :plan GROUP BY 1
"""  # noqa: S608  # our own SQL
PARTNERS_SQL = """
SELECT o.organisation, o.slug, o.acronym, count(DISTINCT ao.activity_id) AS count
FROM activity_organisations ao JOIN activities a ON a.id = ao.activity_id
  JOIN organisations o ON o.organisation = ao.organisation
WHERE a.document_id = :plan AND ao.role = 'partner'
GROUP BY o.organisation ORDER BY count DESC, o.organisation LIMIT :most
"""
PLACES_SQL = """
SELECT l.*, count(DISTINCT al.activity_id) AS count
FROM activity_locations al JOIN activities a ON a.id = al.activity_id JOIN locations l ON l.id = al.location_id
WHERE a.document_id = :plan GROUP BY l.id ORDER BY count DESC, l.location
"""
FIGURES_SQL = f"""
SELECT
  (SELECT count(*) FROM activities WHERE document_id = :plan) AS activities,
  (SELECT count(*) FROM purposes WHERE document_id = :plan) AS purposes,
  (SELECT count(*) FROM activity_purposes ap JOIN activities a ON a.id = ap.activity_id
   WHERE a.document_id = :plan) AS ticks,
  (SELECT count(DISTINCT ao.organisation) FROM activity_organisations ao JOIN activities a ON a.id = ao.activity_id
   WHERE a.document_id = :plan AND ao.role = 'partner') AS partners,
  (SELECT count(DISTINCT ao.organisation) FROM activity_organisations ao JOIN activities a ON a.id = ao.activity_id
   WHERE a.document_id = :plan) AS organisations,
  (SELECT count(DISTINCT al.location_id) FROM activity_locations al JOIN activities a ON a.id = al.activity_id
   WHERE a.document_id = :plan) AS places,
  ({checked_rows_sql(":plan")}) AS checked
"""  # noqa: S608  # our own SQL


def list_plans(connection: sqlite3.Connection) -> list[Record]:
    """The plans, the latest first, each with its number of activities."""
    return fetch(
        connection,
        "SELECT d.*, (SELECT count(*) FROM activities a WHERE a.document_id = d.id) AS activities FROM documents d "
        "ORDER BY d.year DESC, d.publisher, d.id",
    )


def home_context(connection: sqlite3.Connection, addresses: Addresses, wanted: str) -> Record:
    """What the home page shows: the plan that is asked for, else the latest."""
    plans = list_plans(connection)
    plan = next((one for one in plans if one["id"] == wanted), plans[0] if plans else None)
    if plan is None:
        return {"plans": [], "plan": None}
    figures = fetch(connection, FIGURES_SQL, plan=plan["id"])[0]
    places = plan_places(connection, plan["id"])
    return {
        "plans": plans,
        "plan": plan,
        "figures": figures,
        "grid": purpose_grid(connection, addresses, plan["id"]),
        "spans": span_totals(connection, addresses, plan["id"]),
        "partners": plan_partners(connection, addresses, plan["id"]),
        "places": [{**place, "href": place_activities(addresses, plan["id"], place)} for place in places],
        "map": make_map(
            Place(
                label=place["location"], kind=place["kind"], count=place["count"],
                href=place_activities(addresses, plan["id"], place),
                latitude=place["latitude"], longitude=place["longitude"],
            )
            for place in places
            if place["latitude"] is not None
        ),
    }  # fmt: skip


def place_activities(addresses: Addresses, plan: str, place: Record) -> str:
    """The activities of a plan that name a place."""
    return addresses.activities(plan=plan, place=place["id"])


def plan_places(connection: sqlite3.Connection, plan: str) -> list[Record]:
    """The places that a plan names, with how many activities do."""
    return fetch(connection, PLACES_SQL, plan=plan)


def plan_partners(connection: sqlite3.Connection, addresses: Addresses, plan: str) -> list[Record]:
    """The partners with the most activities, as bars."""
    rows = fetch(connection, PARTNERS_SQL, plan=plan, most=TOP_PARTNERS)
    bars = make_bars(
        (
            row["organisation"],
            row["acronym"],
            addresses.activities(plan=plan, organisation=row["slug"], role="partner"),
            row["count"],
        )
        for row in rows
    )
    return [{"bar": bar, "page": addresses.organisation(row["slug"])} for bar, row in zip(bars, rows, strict=True)]


def span_totals(connection: sqlite3.Connection, addresses: Addresses, plan: str) -> tuple[Bar, ...]:
    """Activities by period: each counts once, whatever it is ticked for."""
    counts = {row["span"]: row["count"] for row in fetch(connection, SPAN_TOTALS_SQL, plan=plan)}
    return make_bars(
        (label, "", addresses.activities(plan=plan, span=span), counts.get(span, 0))
        for span, label in span_columns(counts)
    )


def purpose_grid(connection: sqlite3.Connection, addresses: Addresses, plan: str) -> Grid:
    """Activities by purpose and period; one that serves two purposes counts for both, each time as a tick."""
    purposes = fetch(connection, "SELECT * FROM purposes WHERE document_id = :plan ORDER BY number", plan=plan)
    ticks = fetch(connection, TICKS_SQL, plan=plan)
    counted = tally((row["purpose_id"], row["span"], f"{row['activity_id']} {row['purpose_id']}") for row in ticks)
    spans = {row["span"] for row in fetch(connection, SPAN_TOTALS_SQL, plan=plan)}
    columns = span_columns(spans)
    links = {
        (purpose["id"], span): addresses.activities(plan=plan, purpose=purpose["id"], span=span)
        for purpose in purposes
        for span, _ in columns
    }
    rows = [(purpose["id"], purpose["label"], addresses.purpose(purpose["id"])) for purpose in purposes]
    return make_grid(rows, columns, counted, links)
