"""Requests that can't be answered: a page that says so in plain words."""

import logging
from collections.abc import Awaitable, Callable

from datasette.app import Datasette
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

LOG = logging.getLogger(__name__)

# Datasette's own message for a query that took too long is a page with a script in it.
TOO_MUCH = (
    "The query asks for more memory than this site allows. Ask for less, or run it on your own copy of the database."
)
TOO_LONG = "The query took longer than this site allows. Ask for less, or download the database and run it yourself."
OURS = "The site could not answer. It has been noted."


def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """The page for a refusal or a failure.

    Datasette would print every one of them, a visitor's slip as well, with all local variables: seconds of work for a
    wrong address.
    """
    if isinstance(exception, (Base400, DatasetteError)):
        status, message = exception.status, plain_message(exception)
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


def plain_message(exception: Exception) -> str:
    """What a refusal says, as text."""
    if getattr(exception, "title", None) == "SQL Interrupted":
        return TOO_LONG
    return str(getattr(exception, "message", None) or (exception.args or ("",))[0])
