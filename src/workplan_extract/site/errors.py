"""Requests that can't be answered: a page that says so in plain words."""

import logging
import sqlite3
from collections.abc import Awaitable, Callable

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

LOG = logging.getLogger(__name__)

# Arguments that Datasette reads as a number, or as JSON, without a check.
UNCHECKED = frozenset({"_timelimit", "_through"})

# Datasette's own message for a query that took too long is a page with a script in it.
TOO_MUCH = (
    "The query asks for more memory than this site allows. Ask for less, or run it on your own copy of the database."
)
TOO_LONG = "The query took longer than this site allows. Ask for less, or download the database and run it yourself."
UNREADABLE = "An argument of this address can't be read: " + " and ".join(sorted(UNCHECKED)) + " need a certain form."
NO_ROW = "There is no such row."
OURS = "The site could not answer. It has been noted."


def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """The page for a refusal or a failure.

    Datasette would print every one of them, a visitor's slip as well, with all local variables: seconds of work for a
    wrong address.
    """
    if isinstance(exception, (Base400, DatasetteError)):
        # Datasette calls some slips of a visitor, such as a column to sort by that there is not, a failure of its own.
        status, message = 400 if exception.status == 500 else exception.status, plain_message(exception)
    elif is_unreadable_argument(request, exception):
        status, message = 400, UNREADABLE
    elif isinstance(exception, sqlite3.ProgrammingError) and "pks" in request.url_vars:
        # The key of a row has several parts, and the address has fewer.
        status, message = 404, NO_ROW
    elif isinstance(exception, QueryInterrupted):
        # Datasette leaves it to us where the answer would have been a CSV.
        status, message = 400, TOO_LONG
    elif isinstance(exception, MemoryError):
        # SQLite has reached its heap limit (`limits.py`); the machine has not.
        status, message = 400, TOO_MUCH
    else:
        LOG.error("%s could not be answered", request.path, exc_info=exception)
        status, message = 500, OURS
    context = {"ok": False, "error": message, "status": status, "title": getattr(exception, "title", None)}

    async def respond() -> Response:
        if request.path.split("?")[0].endswith(".json"):
            return Response.json(context, status=status)
        templates = [f"{status}.html", "error.html"]
        return Response.html(await datasette.render_template(templates, context, request=request), status=status)

    return respond


def is_unreadable_argument(request: Request, exception: Exception) -> bool:
    """Whether Datasette stumbled over an argument that it takes for a number or for JSON, unchecked."""
    return isinstance(exception, (ValueError, LookupError, TypeError)) and not UNCHECKED.isdisjoint(request.args)


def plain_message(exception: Exception) -> str:
    """What a refusal says, as text."""
    if getattr(exception, "title", None) == "SQL Interrupted":
        return TOO_LONG
    return str(getattr(exception, "message", None) or (exception.args or ("",))[0])
