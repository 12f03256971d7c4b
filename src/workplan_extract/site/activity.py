"""An activity's page: the sentence, the evidence, and what is near it."""

import sqlite3
from collections.abc import Iterable, Sequence

from workplan_extract.site.addresses import Addresses, pdf_page, picture
from workplan_extract.site.highlight import Named, split_sentence
from workplan_extract.site.lookup import Record, fetch, fetch_one
from workplan_extract.site.periods import period_name

NEIGHBOURS = 8

ORGANISATIONS_SQL = """
SELECT ao.*, o.slug, o.acronym FROM activity_organisations ao JOIN organisations o ON o.organisation = ao.organisation
WHERE ao.activity_id = :id ORDER BY ao.position
"""
LOCATIONS_SQL = """
SELECT al.*, l.country_name FROM activity_locations al JOIN locations l ON l.id = al.location_id
WHERE al.activity_id = :id ORDER BY al.position
"""
PURPOSES_SQL = """
SELECT p.*, ap.evidence FROM activity_purposes ap JOIN purposes p ON p.id = ap.purpose_id
WHERE ap.activity_id = :id ORDER BY p.number
"""
MARKS_SQL = """
SELECT m.page, m.state, m.evidence, m.x0, m.top, m.x1, m.bottom, p.label
FROM marks m JOIN purposes p ON p.id = m.purpose_id WHERE m.activity_id = :id
UNION ALL
SELECT page, state, evidence, x0, top, x1, bottom, 'Quarter ' || quarter FROM quarter_marks WHERE activity_id = :id
"""
PICTURES_SQL = """
SELECT position, page, x0, top, x1, bottom, sha256 FROM pictures
WHERE activity_id = :id ORDER BY position
"""
FINDINGS_SQL = """
SELECT f.*, k.meaning, k.advice FROM findings f JOIN finding_kinds k ON k.code = f.code
WHERE f.activity_id = :id ORDER BY CASE f.level WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.id
"""
SAME_SERIES_SQL = """
SELECT a.id, a.activity, a.quarter, a.period, d.year FROM activities a JOIN documents d ON d.id = a.document_id
WHERE a.series = :series AND a.series <> '' AND a.id <> :id
ORDER BY a.series_number, d.year, a.starts_on, a.id LIMIT :most
"""
# Partners of few activities say more about likeness than partners of many, so they weigh more.
SAME_PARTNERS_SQL = """
WITH own AS (SELECT organisation FROM activity_organisations WHERE activity_id = :id AND role = 'partner'),
weights AS (
  SELECT organisation, 1.0 / count(*) AS weight FROM activity_organisations
  WHERE role = 'partner' AND organisation IN (SELECT organisation FROM own) GROUP BY organisation)
SELECT a.id, a.activity, a.quarter, a.period, d.year, count(*) AS shared
FROM activity_organisations ao JOIN weights w ON w.organisation = ao.organisation
  JOIN activities a ON a.id = ao.activity_id JOIN documents d ON d.id = a.document_id
WHERE ao.role = 'partner' AND ao.activity_id <> :id
GROUP BY a.id ORDER BY sum(w.weight) DESC, a.starts_on, a.id LIMIT :most
"""
YEARS_SQL = """
SELECT l.outcome, l.changes, l.words, l.score, other.id, other.activity, d.year, 'later' AS direction
FROM activity_links l JOIN activities other ON other.id = l.later_id
  JOIN documents d ON d.id = other.document_id WHERE l.earlier_id = :id
UNION ALL
SELECT l.outcome, l.changes, l.words, l.score, other.id, other.activity, d.year, 'earlier'
FROM activity_links l JOIN activities other ON other.id = l.earlier_id
  JOIN documents d ON d.id = other.document_id WHERE l.later_id = :id
"""
STEP_SQL = """
SELECT (SELECT id FROM activities WHERE rowid < a.rowid AND document_id = a.document_id ORDER BY rowid DESC LIMIT 1)
  AS before,
  (SELECT id FROM activities WHERE rowid > a.rowid AND document_id = a.document_id ORDER BY rowid LIMIT 1) AS after
FROM activities a WHERE a.id = :id
"""


def activity_context(connection: sqlite3.Connection, addresses: Addresses, id_: str) -> Record | None:
    """What an activity's page shows; None where there is no such activity."""
    activity = fetch_one(connection, "SELECT * FROM activities WHERE id = :id", id=id_)
    if activity is None:
        return None
    plan = fetch_one(connection, "SELECT * FROM documents WHERE id = :id", id=activity["document_id"])
    organisations = fetch(connection, ORGANISATIONS_SQL, id=id_)
    locations = fetch(connection, LOCATIONS_SQL, id=id_)
    return {
        "activity": activity,
        "plan": plan,
        "period": period_name(activity["quarter"], activity["period"]),
        "sentence": split_sentence(activity["activity"], named_in(organisations, locations, addresses)),
        "organisations": [{**row, "href": addresses.organisation(row["slug"])} for row in organisations],
        "locations": [{**row, "href": addresses.place(row["location_id"])} for row in locations],
        "purposes": [{**row, "href": addresses.purpose(row["id"])} for row in fetch(connection, PURPOSES_SQL, id=id_)],
        "pictures": row_pictures(connection, id_),
        "pdf": pdf_link(connection, activity, plan or {}),
        "topics": fetch(
            connection, "SELECT topic FROM activity_topics WHERE activity_id = :id ORDER BY position", id=id_
        ),
        "columns": fetch(
            connection, "SELECT * FROM activity_columns WHERE activity_id = :id ORDER BY position", id=id_
        ),
        **notes(connection, id_),
        **neighbours(connection, activity),
    }


def named_in(organisations: Iterable[Record], locations: Iterable[Record], addresses: Addresses) -> list[Named]:
    """The stretches of a sentence that name something; what stands in another column has none."""
    found = [(row, "organisation", row["organisation"], addresses.organisation(row["slug"])) for row in organisations]
    found += [(row, "place", row["location"], addresses.place(row["location_id"])) for row in locations]
    return [
        Named(
            start=row["start_char"], end=row["end_char"], sort=sort, role=row["role"], href=href,
            title=f"{name}, {row['role']}",
        )
        for row, sort, name, href in found
        if row["start_char"] is not None and row["end_char"] is not None
    ]  # fmt: skip


def row_pictures(connection: sqlite3.Connection, id_: str) -> list[Record]:
    """The row as it stands on its page or pages, each picture with the marks that lie on it."""
    marks = fetch(connection, MARKS_SQL, id=id_)
    return [
        {**row, "href": picture(row["sha256"]), "marks": [mark for mark in marks if lies_on(mark, row)]}
        for row in fetch(connection, PICTURES_SQL, id=id_)
    ]


def lies_on(mark: Record, shown: Record) -> bool:
    """Whether the middle of a mark's cell lies on a picture."""
    x, y = (mark["x0"] + mark["x1"]) / 2, (mark["top"] + mark["bottom"]) / 2
    same_page = mark["page"] == shown["page"]
    return bool(same_page and shown["x0"] <= x <= shown["x1"] and shown["top"] <= y <= shown["bottom"])


def pdf_link(connection: sqlite3.Connection, activity: Record, plan: Record) -> Record:
    """Where the page of the PDF can be read: in the site's own copy, and at the publisher's."""
    kept = fetch_one(connection, "SELECT 1 FROM document_files WHERE document_id = :id", id=activity["document_id"])
    url = plan.get("url") or ""
    return {
        "ours": pdf_page(activity["document_id"], activity["page"]) if kept else "",
        "publisher": f"{url}#page={activity['page']}" if url.startswith(("https://", "http://")) else "",
    }


def notes(connection: sqlite3.Connection, id_: str) -> Record:
    """Findings, corrections and reviews of an activity."""
    return {
        "findings": fetch(connection, FINDINGS_SQL, id=id_),
        "corrections": fetch(connection, "SELECT * FROM corrections WHERE activity_id = :id ORDER BY id", id=id_),
        "reviews": fetch(connection, "SELECT * FROM reviews WHERE activity_id = :id ORDER BY id", id=id_),
    }


def neighbours(connection: sqlite3.Connection, activity: Record) -> Record:
    """Activities near this one: of its series, with its partners, in other years, before and after it."""
    id_, most = activity["id"], NEIGHBOURS
    return {
        "same_series": with_periods(fetch(connection, SAME_SERIES_SQL, id=id_, series=activity["series"], most=most)),
        "same_partners": with_periods(fetch(connection, SAME_PARTNERS_SQL, id=id_, most=most)),
        "years": fetch(connection, YEARS_SQL, id=id_),
        "step": fetch_one(connection, STEP_SQL, id=id_),
    }


def with_periods(rows: Sequence[Record]) -> list[Record]:
    """Rows with `quarter` and `period`, and their names beside them."""
    return [{**row, "when": period_name(row["quarter"], row["period"])} for row in rows]
