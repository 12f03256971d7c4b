"""The method page: how good the data is, and how that is known."""

import sqlite3

from workplan_extract.site.addresses import Addresses
from workplan_extract.site.lookup import Record, checked_rows_sql, fetch

# Longer lists are cut; the table behind has all of them.
MOST = 100

RECONCILIATION_SQL = f"""
SELECT r.*, d.title, d.year, d.file,
  (SELECT count(*) FROM activities a WHERE a.document_id = r.document_id) AS activities,
  (SELECT count(*) FROM activity_purposes ap JOIN activities a ON a.id = ap.activity_id
   WHERE a.document_id = r.document_id)
  + (SELECT count(*) FROM quarter_marks q JOIN activities a ON a.id = q.activity_id
     WHERE a.document_id = r.document_id AND q.state = 'ticked') AS ticks_in_database,
  (SELECT count(*) FROM corrections c WHERE c.document_id = r.document_id) AS corrections,
  ({checked_rows_sql("r.document_id")}) AS checked
FROM reconciliation r JOIN documents d ON d.id = r.document_id ORDER BY d.year DESC, d.id
"""  # noqa: S608  # our own SQL
FINDINGS_SQL = """
SELECT f.*, k.advice, d.title, d.year FROM findings f JOIN finding_kinds k ON k.code = f.code
  JOIN documents d ON d.id = f.document_id
WHERE f.level <> 'info' ORDER BY f.level, d.year DESC, f.document_id, f.id LIMIT :most
"""
KINDS_SQL = """
SELECT k.code, k.level, k.meaning, k.advice, count(*) AS count FROM findings f JOIN finding_kinds k ON k.code = f.code
GROUP BY k.code ORDER BY CASE k.level WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, count DESC, k.code
"""
CORRECTIONS_SQL = (
    "SELECT c.*, d.title FROM corrections c JOIN documents d ON d.id = c.document_id ORDER BY c.id LIMIT :most"
)
SOURCES_SQL = "SELECT source, count(*) AS count FROM activity_organisations GROUP BY source ORDER BY count DESC"


def method_context(connection: sqlite3.Connection, addresses: Addresses) -> Record:
    """What the method page shows."""
    findings = fetch(connection, FINDINGS_SQL, most=MOST)
    corrections = fetch(connection, CORRECTIONS_SQL, most=MOST)
    return {
        "quality": quality_tables(fetch(connection, "SELECT * FROM quality ORDER BY rowid")),
        "reconciliation": fetch(connection, RECONCILIATION_SQL),
        "findings": [with_activity(row, addresses) for row in findings],
        "kinds": [
            {**row, "href": addresses.table("findings", code=row["code"])} for row in fetch(connection, KINDS_SQL)
        ],
        "corrections": [with_activity(row, addresses) for row in corrections],
        "sources": fetch(connection, SOURCES_SQL),
        "documents": fetch(connection, "SELECT * FROM documents ORDER BY year DESC, id"),
    }


def quality_tables(figures: list[Record]) -> list[Record]:
    """A table for each command that measures: a row a measure, a column for each set that it was measured on."""
    tables: dict[str, dict[str, dict[str, Record]]] = {}
    for one in figures:
        verb = " ".join(one["command"].split()[:2])
        tables.setdefault(verb, {}).setdefault(one["command"], {})[one["measure"]] = one
    return [quality_table(list(sets.values())) for sets in tables.values()]


def quality_table(sets: list[dict[str, Record]]) -> Record:
    """Figures by set and measure → headings and rows; a measure that a set lacks is None there."""
    measures = dict.fromkeys(measure for one in sets for measure in one)
    return {
        "sets": [next(iter(one.values())) for one in sets],
        "rows": [(measure, [one.get(measure, {}).get("value") for one in sets]) for measure in measures],
    }


def with_activity(row: Record, addresses: Addresses) -> Record:
    """A row with the address of the activity that it concerns, if it concerns one."""
    return {**row, "href": addresses.activity(row["activity_id"]) if row["activity_id"] else ""}
