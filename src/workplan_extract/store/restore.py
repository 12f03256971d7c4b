"""SQLite → `Workplan`: the inverse of `flatten.py`, to compare runs and to prove that nothing is lost on the way."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workplan_extract.errors import StoreError
from workplan_extract.models import (
    Activity,
    Column,
    Document,
    Finding,
    Frozen,
    GlossaryEntry,
    LocationMention,
    Mark,
    OrganisationMention,
    Principle,
    Profile,
    Purpose,
    QuarterMark,
    Reconciliation,
    Region,
    Section,
    ThematicArea,
    Workplan,
)
from workplan_extract.store.database import open_readonly

Record = dict[str, Any]

# Columns that are called otherwise than in the model, `end` being a word of SQL.
SPAN = 't.start_char AS start, t.end_char AS "end"'

# Tables that hang on an activity: what to read, in which order it stood, and the model that it becomes.
CHILDREN: dict[str, tuple[str, type[Frozen]]] = {
    "marks": ("t.* FROM marks t", Mark),
    "quarter_marks": ("t.* FROM quarter_marks t", QuarterMark),
    "regions": ("t.* FROM activity_regions t", Region),
    "columns": ("t.* FROM activity_columns t", Column),
    "organisations": (f"t.*, {SPAN} FROM activity_organisations t", OrganisationMention),
    "locations": (f"t.*, {SPAN} FROM activity_locations t", LocationMention),
}
PARTS: dict[str, tuple[str, type[Frozen]]] = {
    "purposes": ("* FROM purposes", Purpose),
    "glossary": ("* FROM glossary", GlossaryEntry),
    "thematic_areas": ("* FROM thematic_areas", ThematicArea),
    "principles": ("* FROM principles", Principle),
    "sections": ("* FROM sections", Section),
    "findings": ("*, activity_id AS activity FROM findings", Finding),
}


def published_files(output: Path) -> list[str]:
    """The names of the PDFs whose plans an output folder holds; none where it holds no database of plans."""
    path = output / "workplans.db"
    if not path.is_file():
        return []
    try:
        with closing(open_readonly(path)) as connection:
            return sorted(file for (file,) in connection.execute("SELECT file FROM documents"))
    except sqlite3.DatabaseError:
        # No database, or none of ours: it holds no plan that could be lost.
        return []


def read_workplans(database: Path) -> Iterator[Workplan]:
    """The plans of a database, in the order in which they were written; one at a time.

    Raises:
        StoreError: there is no such database, or it has other tables.
    """
    with closing(open_readonly(database)) as connection:
        connection.row_factory = sqlite3.Row
        try:
            for row in connection.execute("SELECT * FROM documents ORDER BY rowid").fetchall():
                yield read_workplan(connection, row)
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{database}: {error}") from error
        except (LookupError, ValidationError) as error:
            raise StoreError(f"{database}: its tables are those of another version; run it again") from error


def read_workplan(connection: sqlite3.Connection, document: sqlite3.Row) -> Workplan:
    """One plan. `document` is its row of `documents`."""
    id_ = document["id"]
    parts = {name: _of_document(connection, sql, id_, model) for name, (sql, model) in PARTS.items()}
    tally = connection.execute("SELECT * FROM reconciliation WHERE document_id = ?", (id_,)).fetchone()
    pages = {name: _numbers(tally[name]) for name in ("pages_with_tables", "pages_skipped")}
    return Workplan.model_validate(
        {
            "document": _fields(document, Document),
            "activities": read_activities(connection, id_),
            "reconciliation": _fields(tally, Reconciliation) | pages,
            **parts,
        }
    )


def read_activities(connection: sqlite3.Connection, document: str) -> list[Record]:
    """The activities of a plan, each with what hangs on it."""
    children = {name: _by_activity(connection, sql, document, model) for name, (sql, model) in CHILDREN.items()}
    topics: dict[str, list[str]] = defaultdict(list)
    for row in _rows_of_activities(connection, "t.* FROM activity_topics t", document):
        topics[row["activity_id"]].append(row["topic"])
    own = [name for name in Activity.model_fields if name not in {*children, "profile", "bbox", "quarters"}]
    return [
        {
            **{name: row[name] for name in own},
            "quarters": _numbers(row["quarter"]),
            "purposes": _numbers(row["purposes"]),
            "bbox": _box(row),
            "profile": _fields(row, Profile, skip=("topics",)) | {"topics": topics[row["id"]]},
            **{name: found[row["id"]] for name, found in children.items()},
        }
        for row in connection.execute("SELECT * FROM activities WHERE document_id = ? ORDER BY rowid", (document,))
    ]


def _of_document(connection: sqlite3.Connection, sql: str, document: str, model: type[Frozen]) -> list[Record]:
    rows = connection.execute(f"SELECT {sql} WHERE document_id = ? ORDER BY rowid", (document,))
    return [_fields(row, model) for row in rows]


def _rows_of_activities(connection: sqlite3.Connection, sql: str, document: str) -> list[sqlite3.Row]:
    joined = f"SELECT {sql} JOIN activities a ON a.id = t.activity_id WHERE a.document_id = ? ORDER BY t.rowid"
    return connection.execute(joined, (document,)).fetchall()


def _by_activity(
    connection: sqlite3.Connection, sql: str, document: str, model: type[Frozen]
) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for row in _rows_of_activities(connection, sql, document):
        found[row["activity_id"]].append(_fields(row, model))
    return found


def _fields(row: sqlite3.Row, model: type[Frozen], skip: Sequence[str] = ()) -> Record:
    """The fields of a model from a row. Where two columns share a name, the last counts."""
    values = dict(zip(row.keys(), row, strict=True))
    if "bbox" in model.model_fields:
        values["bbox"] = _box(row)
    return {name: values[name] for name in model.model_fields if name not in skip}


def _box(row: sqlite3.Row) -> tuple[float, ...]:
    return (row["x0"], row["top"], row["x1"], row["bottom"])


def _numbers(listed: str) -> list[int]:
    return [int(number) for number in listed.split(";") if number]
