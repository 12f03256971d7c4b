"""`metadata.json` for Datasette 0.65: titles, descriptions, facets, labels and ready-made queries."""

import json
import tomllib
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from pydantic import Field

from workplan_extract.models import Frozen
from workplan_extract.store.publication import Publication, publication
from workplan_extract.store.schema import KEPT_TABLES, TABLES, WIDE, Table

Json = dict[str, Any]


class Query(Frozen):
    """A ready-made question: SQL with `:name` parameters, each of which may be left empty."""

    title: str
    description: str
    parameters: dict[str, str] = Field(default={}, description="What each parameter takes, and what it means empty")
    sql: str


@cache
def queries() -> dict[str, Query]:
    """The questions of `data/queries.toml`, by name, in the file's order."""
    text = files("workplan_extract").joinpath("data", "queries.toml").read_text(encoding="utf-8")
    return {name: Query.model_validate(query) for name, query in tomllib.loads(text).items()}


def metadata() -> Json:
    """The whole of `metadata.json`. It depends on the descriptions alone, not on the plans."""
    about = publication()
    tables = {table.name: table_metadata(table) for table in (WIDE, *TABLES)}
    hidden: Json = {f"{table.name}_fts": {"hidden": True} for table in TABLES if table.search}
    hidden |= {table.name: {"hidden": True} for table in KEPT_TABLES}
    return {
        **origin_metadata(about),
        "title": about.title,
        "description": about.description,
        "databases": {
            "workplans": {
                "title": about.title,
                "description": about.note,
                "tables": tables | hidden,
                "queries": {name: query_metadata(query) for name, query in queries().items()},
            }
        },
    }


def origin_metadata(about: Publication) -> Json:
    """Source and licence."""
    origin = {"source": about.source.title, "license": about.licence.title, "license_url": about.licence.path}
    return origin | ({"source_url": about.source.path} if about.source.path else {})


def table_metadata(table: Table) -> Json:
    """One table or view. What says nothing is left out: Datasette then does as it would by itself."""
    sort = "sort_desc" if table.descending else "sort"
    optional = {"label_column": table.label, "facets": list(table.facets), sort: table.sort}
    return {
        "title": table.title,
        "description": table.description,
        "columns": {column.name: column.description for column in table.columns},
        "size": table.page_size,
        **{key: value for key, value in optional.items() if value},
    }


def query_metadata(query: Query) -> Json:
    """One ready-made question. The SQL is a click away, so that the form and the answer come first."""
    explained = "".join(f"<li><b>{name}</b>: {escape(text)}</li>" for name, text in query.parameters.items())
    return {
        "title": query.title,
        "description_html": f"<p>{escape(query.description)}</p>" + (f"<ul>{explained}</ul>" if explained else ""),
        "sql": query.sql.strip(),
        "hide_sql": True,
    }


def metadata_json() -> str:
    """The text of `metadata.json`."""
    return json.dumps(metadata(), ensure_ascii=False, indent=2) + "\n"
