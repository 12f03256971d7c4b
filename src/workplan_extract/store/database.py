"""Rows → SQLite. The only file that writes SQL which makes a table.

The statements are those that sqlite-utils makes, which a test holds. It is not called itself: loading it loads pandas
where that is installed, which takes longer than writing a plan's database.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from workplan_extract.errors import StoreError
from workplan_extract.models import Frozen
from workplan_extract.store.rows import Rows
from workplan_extract.store.schema import KEPT_TABLES, TABLES, WIDE, Table
from workplan_extract.store.views import WIDE_SQL

ALL_TABLES = (*TABLES, *KEPT_TABLES)
SQLITE_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "binary": "BLOB"}

# Word stems and folded accents: "smuggled" finds smuggling, "Tokyo" finds Tōkyō.
TOKENIZER = "porter unicode61 remove_diacritics 2"

# The file is new and nobody reads it yet; it is synchronised to disk as a whole before it is put in place. Pages are
# zeroed, so that no left-over of memory makes two builds differ.
BUILD_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "secure_delete = ON", "foreign_keys = OFF")


def build_database(path: Path, batches: Iterable[Rows]) -> None:
    """Batches of rows, under the names of their tables → a new SQLite file. The same rows give the same bytes.

    Raises:
        StoreError: two rows claim one key, a row refers to one that is not there, or the file cannot be written.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for pragma in BUILD_PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            fill_database(connection, batches)
            check_database(connection)
    except sqlite3.Error as error:
        raise StoreError(f"{path.name} cannot be written: {error}") from error


def fill_database(connection: sqlite3.Connection, batches: Iterable[Rows]) -> None:
    """All tables with their rows, then what is made from them."""
    for table in ALL_TABLES:
        connection.execute(create_statement(table))
    insert_batches(connection, batches)
    for statement in finishing_statements():
        connection.execute(statement)


def create_statement(table: Table) -> str:
    """A table as it is described, whatever rows will come."""
    single = table.key[0] if len(table.key) == 1 else ""
    lines = []
    for column in table.columns:
        name, other = column.name, table.references.get(column.name)
        key = " PRIMARY KEY" * (name == single)
        full = "" if column.nullable else " NOT NULL"
        leads_to = f' REFERENCES "{other}"("{table_key(other)}")' if other else ""
        lines.append(f'   "{name}" {SQLITE_TYPES[column.type]}{key}{full}{leads_to}')
    if not single:
        lines.append(f"   PRIMARY KEY ({quoted(table.key)})")
    return f'CREATE TABLE "{table.name}" (\n' + ",\n".join(lines) + "\n)"


def table_key(name: str) -> str:
    """The column that a reference to a table leads to."""
    return next(table.key[0] for table in ALL_TABLES if table.name == name)


def quoted(names: Iterable[str]) -> str:
    """`"a", "b"`."""
    return ", ".join(f'"{name}"' for name in names)


def insert_batches(connection: sqlite3.Connection, batches: Iterable[Rows]) -> None:
    """All rows, in one transaction."""
    statements = {table.name: insert_statement(table) for table in ALL_TABLES}
    connection.execute("BEGIN")
    for batch in batches:
        for name, rows in batch.items():
            try:
                connection.executemany(statements[name], map(row_values, rows))
            except sqlite3.IntegrityError as error:
                raise StoreError(f"{name}: two rows claim one place: {error}") from error
    connection.execute("COMMIT")


def insert_statement(table: Table) -> str:
    """`INSERT INTO "t" VALUES (?, ?, …)`; the columns are in the order of the row model."""
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'  # noqa: S608 our own names


def row_values(row: Frozen) -> tuple[object, ...]:
    """A row's values in the order of its columns; a date as ISO 8601."""
    return tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in row.__dict__.values())


def finishing_statements() -> Iterator[str]:
    """Indexes, views and full-text search over the rows that are in, then the file packed."""
    for table in ALL_TABLES:
        for column in indexed_columns(table):
            yield f'CREATE INDEX "idx_{table.name}_{column}"\n    ON "{table.name}" ("{column}")'
    yield f'CREATE VIEW "{WIDE.name}" AS {WIDE_SQL}'
    for table in ALL_TABLES:
        if table.search:
            yield from search_statements(table)
    yield "VACUUM"


def search_statements(table: Table) -> Iterator[str]:
    """The full-text index of a table (sqlite.org/fts5.html, external content), filled and packed."""
    index, columns = f'"{table.name}_fts"', quoted(table.search)
    yield (
        f"CREATE VIRTUAL TABLE {index} USING FTS5 (\n    {columns},\n    tokenize='{TOKENIZER}',\n"
        f'    content="{table.name}"\n)'
    )
    yield f'INSERT INTO {index} (rowid, {columns}) SELECT rowid, {columns} FROM "{table.name}"'  # noqa: S608 our own names
    yield f"INSERT INTO {index} ({index}) VALUES ('optimize')"  # noqa: S608 our own names


def indexed_columns(table: Table) -> list[str]:
    """Columns to look up by: references and the listed ones, save the one that the key begins with."""
    wanted = dict.fromkeys((*table.references, *table.indexes))
    return [column for column in wanted if column != table.key[0]]


def check_database(connection: sqlite3.Connection) -> None:
    """Every reference leads to a row, the file is sound, and the search index agrees with its tables.

    Raises:
        StoreError: one of them does not hold.
    """
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        raise StoreError(f"{table}, row {rowid}: it refers to a row of {parent} that is not there")
    verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise StoreError(f"the database came out unsound: {verdict}")
    for table in ALL_TABLES:
        if table.search:
            check_search(connection, f"{table.name}_fts")


def check_search(connection: sqlite3.Connection, index: str) -> None:
    """FTS5's own check; the 1 has it compare the index with the rows (sqlite.org/fts5.html, integrity-check)."""
    try:
        connection.execute(f'INSERT INTO "{index}" ("{index}", rank) VALUES (?, 1)', ("integrity-check",))  # noqa: S608 our own names
    except sqlite3.DatabaseError as error:
        raise StoreError(f"the search index {index} disagrees with its table: {error}") from error


def read_rows(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[object, ...]]:
    """All rows of a table or view, in the order in which they were put in."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    order = "" if table.name == WIDE.name else " ORDER BY rowid"
    return connection.execute(f'SELECT {columns} FROM "{table.name}"{order}')  # noqa: S608 our own names


def open_readonly(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the file.

    Raises:
        StoreError: there is no such database.
    """
    try:
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.OperationalError as error:
        raise StoreError(f"{path}: {error}") from error
