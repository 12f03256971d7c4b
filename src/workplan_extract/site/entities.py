"""The pages of an organisation, a place, a purpose and a plan: what, when, with whom, and where to go on."""

import json
import sqlite3
from collections.abc import Sequence

from workplan_extract.site.addresses import Addresses, pdf_page
from workplan_extract.site.charts import make_bars
from workplan_extract.site.listing import ROWS_SQL, with_names
from workplan_extract.site.lookup import Record, fetch, fetch_one
from workplan_extract.site.periods import SPANS_SQL, span_columns
from workplan_extract.site.worldmap import Place, make_map

# An organisation or a place is seldom named in more activities; the list of activities has them all.
MOST_ROWS = 100
MOST_BARS = 10

OF_ORGANISATION = "SELECT DISTINCT activity_id FROM activity_organisations WHERE organisation = :key"
OF_PLACE = "SELECT DISTINCT activity_id FROM activity_locations WHERE location_id = :key"
OF_PURPOSE = "SELECT DISTINCT activity_id FROM activity_purposes WHERE purpose_id = :key"

ROWS_OF_SQL = f"{ROWS_SQL} WHERE a.id IN (SELECT value FROM json_each(:ids)) ORDER BY a.rowid LIMIT :most"  # noqa: S608  # our own SQL
SPANS_OF_SQL = f"""
SELECT span, count(*) AS count FROM ({SPANS_SQL})
WHERE activity_id IN (SELECT value FROM json_each(:ids)) GROUP BY span
"""  # noqa: S608  # our own SQL
PURPOSES_OF_SQL = """
SELECT p.id, p.label, d.year, count(*) AS count
FROM activity_purposes ap JOIN purposes p ON p.id = ap.purpose_id JOIN documents d ON d.id = p.document_id
WHERE ap.activity_id IN (SELECT value FROM json_each(:ids)) GROUP BY p.id ORDER BY d.year DESC, d.id, p.number
"""
PARTNERS_OF_SQL = """
SELECT o.organisation, o.slug, o.acronym, count(DISTINCT ao.activity_id) AS count
FROM activity_organisations ao JOIN organisations o ON o.organisation = ao.organisation
WHERE ao.role = 'partner' AND ao.organisation <> :key AND ao.activity_id IN (SELECT value FROM json_each(:ids))
GROUP BY o.organisation ORDER BY count DESC, o.organisation LIMIT :most
"""
PLACES_OF_SQL = """
SELECT l.id, l.location, l.kind, count(DISTINCT al.activity_id) AS count
FROM activity_locations al JOIN locations l ON l.id = al.location_id
WHERE al.location_id <> :key AND al.activity_id IN (SELECT value FROM json_each(:ids))
GROUP BY l.id ORDER BY count DESC, l.location LIMIT :most
"""


def organisation_context(connection: sqlite3.Connection, addresses: Addresses, key: str) -> Record | None:
    """An organisation, by its slug or its full name."""
    found = fetch_one(
        connection,
        "SELECT * FROM organisations WHERE slug = :key OR organisation = :key ORDER BY slug <> :key",
        key=key,
    )
    if found is None:
        return None
    name, slug = found["organisation"], found["slug"]
    roles = fetch(
        connection,
        "SELECT role AS label, count(*) AS count FROM activity_organisations WHERE organisation = :key "
        "GROUP BY role ORDER BY count DESC, role",
        key=name,
    )
    return {
        "organisation": found,
        "aliases": fetch(
            connection, "SELECT * FROM organisation_aliases WHERE organisation = :key ORDER BY alias", key=name
        ),
        "mentions": fetch(
            connection,
            "SELECT mention, count(*) AS count FROM activity_organisations WHERE organisation = :key GROUP BY mention "
            "ORDER BY count DESC, mention",
            key=name,
        ),
        "roles": [{**row, "href": addresses.activities(organisation=slug, role=row["label"])} for row in roles],
        "everything": addresses.activities(organisation=slug),
        "address": addresses.organisation(slug),
        **surroundings(
            connection, addresses, activities_of(connection, OF_ORGANISATION, name), name, {"organisation": slug}
        ),
    }


def place_context(connection: sqlite3.Connection, addresses: Addresses, key: str) -> Record | None:
    """A place, by its id."""
    found = fetch_one(connection, "SELECT * FROM locations WHERE id = :key", key=key)
    if found is None:
        return None
    within = fetch(
        connection,
        "SELECT id, location, kind FROM locations WHERE country = :country AND country <> '' AND id <> :key "
        "ORDER BY kind, location",
        country=found["country"],
        key=key,
    )
    roles = fetch(
        connection,
        "SELECT role AS label, count(*) AS count FROM activity_locations WHERE location_id = :key GROUP BY role",
        key=key,
    )
    here = [found] if found["latitude"] is not None else []
    return {
        "place": found,
        "within": [{**row, "href": addresses.place(row["id"])} for row in within],
        "roles": [{**row, "href": addresses.activities(place=key, place_role=row["label"])} for row in roles],
        "everything": addresses.activities(place=key),
        "map": make_map(
            Place(
                label=row["location"], kind=row["kind"], href=addresses.activities(place=key), count=1,
                latitude=row["latitude"], longitude=row["longitude"],
            )
            for row in here
        ),
        **surroundings(connection, addresses, activities_of(connection, OF_PLACE, key), key, {"place": key}),
    }  # fmt: skip


def purpose_context(connection: sqlite3.Connection, addresses: Addresses, key: str) -> Record | None:
    """A purpose of a plan, by its id."""
    found = fetch_one(connection, "SELECT * FROM purposes WHERE id = :key", key=key)
    if found is None:
        return None
    document = found["document_id"]
    others = fetch(
        connection, "SELECT id, label FROM purposes WHERE document_id = :plan AND id <> :key ORDER BY number",
        plan=document, key=key,
    )  # fmt: skip
    return {
        "purpose": found,
        "plan": fetch_one(connection, "SELECT * FROM documents WHERE id = :id", id=document),
        "others": [{**row, "href": addresses.purpose(row["id"])} for row in others],
        "everything": addresses.activities(plan=document, purpose=key),
        **surroundings(connection, addresses, activities_of(connection, OF_PURPOSE, key), key, {"purpose": key}),
    }


def plan_context(connection: sqlite3.Connection, addresses: Addresses, key: str) -> Record | None:
    """A plan, by its id: its own words, part by part."""
    found = fetch_one(connection, "SELECT * FROM documents WHERE id = :key", key=key)
    if found is None:
        return None
    parts = {
        "purposes": "SELECT * FROM purposes WHERE document_id = :key ORDER BY number",
        "thematic_areas": "SELECT * FROM thematic_areas WHERE document_id = :key ORDER BY number",
        "principles": "SELECT * FROM principles WHERE document_id = :key ORDER BY position",
        "sections": "SELECT * FROM sections WHERE document_id = :key ORDER BY position LIMIT 200",
        "glossary": "SELECT * FROM glossary WHERE document_id = :key ORDER BY acronym",
    }
    kept = fetch_one(connection, "SELECT 1 FROM document_files WHERE document_id = :key", key=key)
    count = fetch(connection, "SELECT count(*) AS n FROM activities WHERE document_id = :key", key=key)[0]["n"]
    return {
        "plan": found,
        "activity_count": count,
        "everything": addresses.activities(plan=key),
        "pdf": pdf_page(key) if kept else "",
        **{name: fetch(connection, sql, key=key) for name, sql in parts.items()},
    }


def surroundings(
    connection: sqlite3.Connection, addresses: Addresses, ids: Sequence[str], key: str, filters: dict[str, str]
) -> Record:
    """When, for what, with whom and where: bars over some activities, and the activities themselves.

    Args:
        connection: to the plans' database.
        addresses: the site's.
        ids: the activities.
        key: of the organisation, place or purpose that they belong to; it gets no bar itself.
        filters: what narrows the list of activities down to them.
    """
    asked = {"ids": json.dumps(ids), "key": key, "most": MOST_BARS}
    spans = {row["span"]: row["count"] for row in fetch(connection, SPANS_OF_SQL, **asked)}
    return {
        "count": len(ids),
        "rows": with_names(connection, addresses, fetch(connection, ROWS_OF_SQL, **{**asked, "most": MOST_ROWS})),
        "periods": make_bars(
            (label, "", addresses.activities(**filters, span=span), spans.get(span, 0))
            for span, label in span_columns(spans)
        ),
        "purpose_bars": make_bars(
            (row["label"], str(row["year"] or ""), addresses.activities(**filters, purpose=row["id"]), row["count"])
            for row in ([] if "purpose" in filters else fetch(connection, PURPOSES_OF_SQL, **asked))
        ),
        "partner_bars": make_bars(
            (row["organisation"], row["acronym"], addresses.activities(**with_partner(filters, row)), row["count"])
            for row in fetch(connection, PARTNERS_OF_SQL, **asked)
        ),
        "place_bars": make_bars(
            (row["location"], row["kind"], addresses.activities(**{**filters, "place": row["id"]}), row["count"])
            for row in fetch(connection, PLACES_OF_SQL, **asked)
        ),
    }


def with_partner(filters: dict[str, str], row: Record) -> dict[str, str]:
    """Filters narrowed down further to a partner."""
    if "organisation" in filters:
        return {**filters, "with": row["slug"]}
    return {**filters, "organisation": row["slug"], "role": "partner"}


def activities_of(connection: sqlite3.Connection, sql: str, key: str) -> list[str]:
    """The ids of activities, each once, in the order of the plans."""
    return [row["activity_id"] for row in fetch(connection, sql, key=key)]


def directory(connection: sqlite3.Connection, addresses: Addresses, sort: str) -> Record:
    """All organisations or all places, the most active first."""
    return {"sort": sort, "rows": DIRECTORIES[sort](connection, addresses)}


def all_organisations(connection: sqlite3.Connection, addresses: Addresses) -> list[Record]:
    """Every organisation with how many activities name it, in any role and as a partner."""
    rows = fetch(
        connection,
        "SELECT o.*, count(DISTINCT ao.activity_id) AS count, sum(ao.role = 'partner') AS partner, "
        "group_concat(DISTINCT ao.role) AS roles FROM organisations o "
        "JOIN activity_organisations ao ON ao.organisation = o.organisation GROUP BY o.organisation "
        "ORDER BY count DESC, o.organisation",
    )
    return [{**row, "href": addresses.organisation(row["slug"])} for row in rows]


def all_places(connection: sqlite3.Connection, addresses: Addresses) -> list[Record]:
    """Every place with how many activities name it, as a venue and in all."""
    rows = fetch(
        connection,
        "SELECT l.*, count(DISTINCT al.activity_id) AS count, sum(al.role = 'venue') AS venue, "
        "sum(al.role = 'focus') AS focus FROM locations l JOIN activity_locations al ON al.location_id = l.id "
        "GROUP BY l.id ORDER BY count DESC, l.location",
    )
    return [{**row, "href": addresses.place(row["id"])} for row in rows]


def all_purposes(connection: sqlite3.Connection, addresses: Addresses) -> list[Record]:
    """Every purpose of every plan with how many activities are ticked for it."""
    rows = fetch(
        connection,
        "SELECT p.*, d.title AS plan, d.year, d.publisher_acronym, "
        "(SELECT count(*) FROM activity_purposes ap WHERE ap.purpose_id = p.id) AS count "
        "FROM purposes p JOIN documents d ON d.id = p.document_id ORDER BY d.year DESC, d.id, p.number",
    )
    return [{**row, "href": addresses.purpose(row["id"])} for row in rows]


DIRECTORIES = {"organisations": all_organisations, "places": all_places, "purposes": all_purposes}
