"""Datasette's pages of tables and queries, made readable: titles, help, links, and columns that few readers want."""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from datasette.app import Datasette
from markupsafe import Markup

from workplan_extract.site.addresses import Addresses
from workplan_extract.site.lookup import plans_database
from workplan_extract.store.schema import TABLES, WIDE

# Where on the page something stands: for programs. A table's page leaves them out unless all columns are asked for.
GEOMETRY = ("x0", "top", "x1", "bottom", "start_char", "end_char")

# An activity's id: a plan's name that ends in its year, the period if there is one, the place within it (`records.py`).
ACTIVITY_ID = re.compile(r"[a-z0-9-]+-\d{4}(?:-[qh][1-4]+)?-\d{2,3}[a-z]*")
LISTED = "; "


@cache
def column_help(table: str) -> dict[str, str]:
    """Column → what it means, for a table of plans; nothing for any other."""
    known = {one.name: one for one in (*TABLES, WIDE)}.get(table)
    return {column.name: column.description for column in known.columns} if known else {}


def hidden_columns(columns: list[str], rows: Iterable[Iterable[dict[str, Any]]], wanted: bool) -> list[str]:
    """The columns of a table's page that are left out: those for programs, and those in which no row has anything.

    Args:
        columns: names of all columns, in their order.
        rows: Datasette's cells, with `column` and `raw`.
        wanted: whether the reader asked for all columns.
    """
    if wanted:
        return []
    filled = {cell["column"] for row in rows for cell in row if cell["raw"] not in ("", None)}
    return [column for column in columns if column in GEOMETRY or column not in filled]


@cache
def static_version() -> str:
    """A short hash of the static files, for their addresses: a browser keeps them until they change."""
    total = hashlib.sha256()
    folder = files("workplan_extract").joinpath("site", "static")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def render_cell(value: Any, column: str, table: str | None, datasette: Datasette) -> Markup | None:
    """A cell that leads somewhere; None leaves it to Datasette."""
    if not isinstance(value, str) or not value:
        return None
    if column == "activity_ids":
        links = [_activity_link(id_, datasette) for id_ in value.split(LISTED)]
        return Markup("; ").join(links)
    if column in ("id", "activity_id") and (table is None or table == WIDE.name) and ACTIVITY_ID.fullmatch(value):
        return _activity_link(value, datasette)
    return None


def _activity_link(id_: str, datasette: Datasette) -> Markup:
    addresses = Addresses(database=plans_database(datasette) or "")
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(addresses.activity(id_)), id_)
