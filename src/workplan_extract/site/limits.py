"""What one visitor may ask of the machine: bounds on values and results, and safe settings for a plain start."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any
from weakref import ref

from datasette.app import DEFAULT_SETTINGS, Datasette
from datasette.database import Database

# The largest value that a query may make or read. `hex(zeroblob(200000000))` asks for four hundred times as much;
# the largest that is stored, a part of a PDF or a picture, stays below it (`store/kept_files.py`).
MAX_VALUE_BYTES = 1_000_000

# The largest result, all its rows together. Without it, a thousand rows of a megabyte each stay within other bounds.
MAX_RESULT_BYTES = 5_000_000

# Columns of a result: a plan's widest table has 32.
MAX_COLUMNS = 100

# What all queries together may make SQLite hold: one row of many large values is within every other bound.
MAX_HEAP_BYTES = 64_000_000

# Where Datasette was started without our settings, these replace its defaults.
SAFE_SETTINGS = {"suggest_facets": False, "max_csv_mb": 50}


def limit_connection(connection: sqlite3.Connection) -> None:
    """Bound what queries over a connection can make it hold in memory (sqlite.org/limits.html)."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
    connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, MAX_COLUMNS)
    connection.row_factory = bounded_rows(MAX_RESULT_BYTES)


def bound_process() -> None:
    """Bound what SQLite may hold in the whole process, for good: for a process that does nothing but serve the site."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA hard_heap_limit = {MAX_HEAP_BYTES}")


def bounded_rows(limit: int) -> Callable[[sqlite3.Cursor, tuple[Any, ...]], sqlite3.Row]:
    """A row factory that stops a query whose rows add up to more than `limit` bytes.

    A connection runs one query at a time, so one tally a connection is enough; a new cursor starts it anew.
    """
    # A weak reference, since a new cursor may get the place in memory, and so the id, of one that has gone.
    tally: dict[str, Any] = {"cursor": lambda: None, "bytes": 0}

    def bounded_row(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> sqlite3.Row:
        if tally["cursor"]() is not cursor:
            tally.update(cursor=ref(cursor), bytes=0)
        tally["bytes"] += sum(len(value) for value in values if isinstance(value, (str, bytes)))
        if tally["bytes"] > limit:
            tally["bytes"] = 0
            raise sqlite3.OperationalError(f"the result is larger than {limit // 1_000_000} MB; ask for fewer rows")
        return sqlite3.Row(cursor, values)

    return bounded_row


def make_safe(datasette: Datasette) -> None:
    """Settings for a Datasette that was started plainly; what its operator set otherwise stays."""
    for name, value in SAFE_SETTINGS.items():
        if datasette.setting(name) == DEFAULT_SETTINGS[name]:
            datasette._settings[name] = value  # 0.65 has no other way, and the version is pinned


def make_immutable(datasette: Datasette, database: Database) -> Database:
    """The same database, opened as a file that never changes: nothing can write, counts are kept, it can be fetched."""
    if not database.is_mutable or not database.path:
        return database
    name = database.name
    fixed = Database(datasette, path=database.path, is_mutable=False)
    datasette.remove_database(name)
    return datasette.add_database(fixed, name=name)
