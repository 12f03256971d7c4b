"""The list of activities, narrowed down as a reader likes: where the marks of every chart lead."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from workplan_extract.site.addresses import Addresses
from workplan_extract.site.lookup import Record, fetch
from workplan_extract.site.periods import NAMES, SPANS_SQL, period_name

PAGE_SIZE = 50

# What can be asked for, and the condition that it adds. `role` and `place_role` go with what stands before them.
FILTERS = {
    "plan": "a.document_id = :plan",
    "year": "a.document_id IN (SELECT id FROM documents WHERE year = :year)",
    "span": f"a.id IN (SELECT activity_id FROM ({SPANS_SQL}) WHERE span = :span)",  # noqa: S608  # our own SQL
    "purpose": "a.id IN (SELECT activity_id FROM activity_purposes WHERE purpose_id = :purpose)",
    "organisation": "a.id IN (SELECT ao.activity_id FROM activity_organisations ao JOIN organisations o "
    "ON o.organisation = ao.organisation WHERE o.slug = :organisation AND (:role = '' OR ao.role = :role))",
    "with": "a.id IN (SELECT ao.activity_id FROM activity_organisations ao JOIN organisations o "
    "ON o.organisation = ao.organisation WHERE o.slug = :with AND ao.role = 'partner')",
    "place": "a.id IN (SELECT activity_id FROM activity_locations WHERE location_id = :place "
    "AND (:place_role = '' OR role = :place_role))",
    "kind": "a.kind = :kind",
    "mode": "a.mode = :mode",
    "series": "a.series = :series",
    "topic": "a.id IN (SELECT activity_id FROM activity_topics WHERE topic = :topic)",
    "words": "a.rowid IN (SELECT rowid FROM activities_fts WHERE activities_fts MATCH escape_fts(:words))",
}
TOGETHER = {"role": "organisation", "place_role": "place"}

# The choices of the form above the list, each with the question that fills it.
CHOICES_SQL = {
    "plan": "SELECT id AS value, coalesce(nullif(publisher_acronym, ''), publisher) || ', ' || title AS label "
    "FROM documents ORDER BY year DESC, publisher, id",
    "purpose": "SELECT id AS value, label FROM purposes WHERE :plan IN ('', document_id) ORDER BY document_id, number",
    "organisation": "SELECT slug AS value, organisation AS label FROM organisations ORDER BY organisation",
    "place": "SELECT id AS value, location AS label FROM locations ORDER BY location",
    "kind": "SELECT DISTINCT kind AS value, kind AS label FROM activities WHERE kind <> '' ORDER BY kind",
}
ROWS_SQL = """
SELECT a.id, a.activity, a.quarter, a.period, a.page, a.kind, a.mode, a.document_id, a.purposes, d.year,
  coalesce(nullif(d.publisher_acronym, ''), d.publisher) AS publisher
FROM activities a JOIN documents d ON d.id = a.document_id
"""
ORGANISATIONS_SQL = """
SELECT ao.activity_id, coalesce(nullif(o.acronym, ''), o.organisation) AS name, o.organisation AS title, o.slug, ao.role
FROM activity_organisations ao JOIN organisations o ON o.organisation = ao.organisation
WHERE ao.activity_id IN (SELECT value FROM json_each(:ids)) ORDER BY ao.role <> 'partner', ao.position
"""
PLACES_SQL = """
SELECT activity_id, location AS name, location_id, role FROM activity_locations
WHERE activity_id IN (SELECT value FROM json_each(:ids)) ORDER BY position
"""


def asked_for(arguments: Mapping[str, str]) -> dict[str, str]:
    """The filters of a request that are known and not empty."""
    known = (*FILTERS, *TOGETHER)
    return {name: arguments[name].strip() for name in known if arguments.get(name, "").strip()}


def listing_context(connection: sqlite3.Connection, addresses: Addresses, arguments: Mapping[str, str]) -> Record:
    """What the list shows: one page of activities, how many there are, and the form's choices."""
    given = asked_for(arguments)
    parameters = {"role": "", "place_role": "", "plan": "", **given}
    where = " AND ".join(FILTERS[name] for name in given if name in FILTERS) or "1"
    count = fetch(connection, f"SELECT count(*) AS n FROM activities a WHERE {where}", **parameters)[0]["n"]  # noqa: S608
    page = max(1, min(page_number(arguments.get("page", "")), -(-count // PAGE_SIZE) or 1))
    limits = {"first": (page - 1) * PAGE_SIZE, "size": PAGE_SIZE}
    sql = f"{ROWS_SQL} WHERE {where} ORDER BY d.year DESC, a.document_id, a.rowid LIMIT :size OFFSET :first"
    rows = fetch(connection, sql, **parameters, **limits)
    return {
        "given": given,
        "chosen": chosen_labels(connection, addresses, given),
        "choices": {
            name: fetch(connection, question, plan=parameters["plan"]) for name, question in CHOICES_SQL.items()
        },
        "spans": list(NAMES.items()),
        "count": count,
        "rows": with_names(connection, addresses, rows),
        "page": page,
        "pages": -(-count // PAGE_SIZE),
        "previous_page": f"/activities?{urlencode({**given, 'page': page - 1})}" if page > 1 else "",
        "next_page": f"/activities?{urlencode({**given, 'page': page + 1})}" if page * PAGE_SIZE < count else "",
    }


def page_number(text: str) -> int:
    """A page's number as asked for; nonsense is the first."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def chosen_labels(connection: sqlite3.Connection, addresses: Addresses, given: Mapping[str, str]) -> list[Record]:
    """The filters in force, in words, each with the address of the list without it."""
    chosen = []
    for name, value in given.items():
        label = NAMES.get(value, value) if name == "span" else value
        source = {"with": "organisation"}.get(name, name)
        if source in CHOICES_SQL:
            sql = f"SELECT label FROM ({CHOICES_SQL[source]}) WHERE value = :value"  # noqa: S608  # our own SQL
            label = next((row["label"] for row in fetch(connection, sql, value=value, plan="")), value)
        rest = {other: text for other, text in given.items() if name not in {other, TOGETHER.get(other)}}
        chosen.append({"name": name, "label": label, "without": addresses.activities(**rest)})
    return chosen


def with_names(connection: sqlite3.Connection, addresses: Addresses, rows: Sequence[Record]) -> list[Record]:
    """Activities with the organisations and places that they name, the partners first."""
    ids = json.dumps([row["id"] for row in rows])
    organisations = group(fetch(connection, ORGANISATIONS_SQL, ids=ids))
    places = group(fetch(connection, PLACES_SQL, ids=ids))
    return [
        {
            **row,
            "href": addresses.activity(row["id"]),
            "when": period_name(row["quarter"], row["period"]),
            "numbers": [number for number in row["purposes"].split(";") if number],
            "organisations": [
                {**one, "href": addresses.organisation(one["slug"])} for one in organisations.get(row["id"], [])
            ],
            "places": [{**one, "href": addresses.place(one["location_id"])} for one in places.get(row["id"], [])],
        }
        for row in rows
    ]


def group(rows: Iterable[Record]) -> dict[str, list[Record]]:
    """Rows by their activity, in their order."""
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(row["activity_id"], []).append(row)
    return found
