"""The Datasette plugin: what the site adds to Datasette, hook by hook. The only home of Datasette.

Datasette loads its plugins while it is itself being loaded, so what a hook needs is imported when it is called.
"""

# ruff: noqa: PLC0415

import sqlite3
from collections.abc import Awaitable, Callable, Generator
from typing import TYPE_CHECKING, Any

from pluggy import HookimplMarker

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response
    from jinja2 import Environment

    from workplan_extract.site.guard import App

# The marker that Datasette exports, with its types.
hookimpl = HookimplMarker("datasette")


@hookimpl
def startup(datasette: "Datasette") -> None:
    """Make a plain start as safe as ours."""
    from workplan_extract.site.limits import make_immutable, make_safe
    from workplan_extract.site.lookup import plans_database

    make_safe(datasette)
    name = plans_database(datasette)
    if name is not None:
        make_immutable(datasette, datasette.get_database(name))


@hookimpl
def register_routes(datasette: "Datasette") -> "list[tuple[str, Callable[..., Awaitable[Response | None]]]]":
    """The site's own pages, before Datasette's."""
    from workplan_extract.site.views import routes

    return routes(datasette)


@hookimpl
def asgi_wrapper(datasette: "Datasette") -> "Callable[[App], App]":
    """The guard around it all."""
    from workplan_extract.site.guard import guarded

    return lambda app: guarded(app, datasette.setting("base_url"))


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Bound what a query can ask for."""
    from workplan_extract.site.limits import limit_connection

    limit_connection(conn)


@hookimpl
def prepare_jinja2_environment(env: "Environment", datasette: "Datasette") -> None:
    """What the templates share."""
    from workplan_extract.site import tables, words
    from workplan_extract.site.lookup import plans_database

    env.globals["plans_path"] = lambda: f"/{plans_database(datasette) or ''}"
    env.filters["readable"] = words.readable
    env.globals["roles"] = words.roles()
    env.globals["column_help"] = tables.column_help
    env.globals["hidden_columns"] = tables.hidden_columns
    env.globals["static_version"] = tables.static_version()


@hookimpl
def render_cell(value: Any, column: str, table: str | None, datasette: "Datasette") -> Any:
    """Cells that lead to the site's own pages."""
    from workplan_extract.site import tables

    return tables.render_cell(value, column, table, datasette)


@hookimpl(hookwrapper=True)
def handle_exception(datasette: "Datasette", request: "Request", exception: Exception) -> Generator[None, Any, None]:
    """Refusals in plain words, in the place of Datasette's own answer."""
    from workplan_extract.site import errors

    outcome = yield
    outcome.force_result([errors.handle_exception(datasette, request, exception)])
