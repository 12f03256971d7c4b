"""The site's own vocabulary: readable titles of columns, and what roles mean. Read from `data/`."""

from functools import cache

from workplan_extract.models import Frozen
from workplan_extract.vocabulary.rows import read_rows


class ReadableTitle(Frozen):
    """A column whose title is not just its name in words."""

    column: str
    title: str


class RoleWords(Frozen):
    """What a role is called and what it means."""

    sort: str
    role: str
    label: str
    meaning: str


@cache
def readable_titles() -> dict[str, str]:
    """Column → title."""
    return {row.column: row.title for row in read_rows("readable_titles", ReadableTitle)}


@cache
def roles() -> tuple[RoleWords, ...]:
    """The roles of organisations, then those of places."""
    return read_rows("roles", RoleWords)


def readable(column: str) -> str:
    """A column's title for readers: `series_number` → `Series number`."""
    known = readable_titles().get(column)
    return known or (column[:1].upper() + column[1:]).replace("_", " ")
