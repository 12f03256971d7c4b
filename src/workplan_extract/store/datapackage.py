"""`datapackage.json`: the CSVs described for programs (specs.frictionlessdata.io, Tabular Data Package)."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from workplan_extract.store.publication import Publication
from workplan_extract.store.schema import Column, Table, table_named

Json = dict[str, Any]


def data_package(folder: Path, tables: Iterable[Table], sources: Sequence[tuple[str, str]], about: Publication) -> Json:
    """The description of a folder's CSVs.

    Args:
        folder: holds `NAME.csv` for every table; sizes and hashes are taken from there.
        tables: the tables, in the order in which they are listed.
        sources: title and address of each plan; the address may be empty.
        about: what the data says of itself.
    """
    return {
        "profile": "tabular-data-package",
        "name": "workplans",
        "title": about.title,
        "description": about.description,
        "licenses": [about.licence.model_dump()],
        "sources": [{"title": title} | ({"path": url} if url else {}) for title, url in sources],
        "resources": [table_resource(folder / f"{table.name}.csv", table) for table in tables],
    }


def table_resource(path: Path, table: Table) -> Json:
    """One CSV, with its columns, keys, size and hash."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_sha256(path)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> Json:
    """Columns and keys in the words of Table Schema."""
    return {
        "fields": [column_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": other, "fields": list(table_named(other).key)}}
            for column, other in table.references.items()
        ],
    }


def column_field(column: Column) -> Json:
    """One column. A text that may be empty is not required: a CSV can't tell it from one that is not there."""
    constraints: Json = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    field: Json = {"name": column.name, "type": column.type, "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
