"""Reading the plans' database for a page: which database it is, and rows as dictionaries."""

import sqlite3
from contextlib import closing
from typing import Any
from weakref import WeakKeyDictionary

from datasette.app import Datasette

Record = dict[str, Any]

# A database that holds plans has these; any other is left to Datasette.
SIGNATURE = {"documents", "activities", "activity_purposes", "activity_organisations", "activity_locations", "pictures"}


def fetch(connection: sqlite3.Connection, sql: str, **parameters: object) -> list[Record]:
    """The rows of a query, each with its columns by name."""
    return [dict(row) for row in connection.execute(sql, parameters)]


def fetch_one(connection: sqlite3.Connection, sql: str, **parameters: object) -> Record | None:
    """The first row of a query; None where there is none."""
    row = connection.execute(sql, parameters).fetchone()
    return dict(row) if row else None


def checked_rows_sql(plan: str) -> str:
    """A query for how many activities of a plan a person has checked as they stand now; `plan` is an SQL expression."""
    return (
        f"SELECT count(DISTINCT v.activity_id) FROM reviews v WHERE v.document_id = {plan} AND NOT EXISTS "  # noqa: S608  # our own SQL
        "(SELECT 1 FROM findings f WHERE f.activity_id = v.activity_id AND f.code = 'review-outdated')"
    )


# Looked up once for each Datasette: every page asks.
_FOUND: WeakKeyDictionary[Datasette, str | None] = WeakKeyDictionary()


def plans_database(datasette: Datasette) -> str | None:
    """The name of the first database that holds plans; None where Datasette serves others only."""
    if datasette not in _FOUND:
        files = ((name, one.path) for name, one in datasette.databases.items() if one.path)
        _FOUND[datasette] = next((name for name, path in files if holds_plans(str(path))), None)
    return _FOUND[datasette]


def holds_plans(path: str) -> bool:
    """Whether a file is a database of plans; one that can't be read is none."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    except sqlite3.Error:
        return False
    return {name for (name,) in names} >= SIGNATURE
