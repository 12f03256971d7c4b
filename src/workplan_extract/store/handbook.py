"""The data dictionary as a page for people: `python -m workplan_extract.store.handbook > docs/data-dictionary.md`."""

import sys
from collections.abc import Iterable, Iterator

from workplan_extract.store.schema import TABLES, WIDE, Column, Table
from workplan_extract.vocabulary.findings import finding_kinds

OPENING = """\
# Data dictionary

Every table of the database `output/workplans.db`; the CSVs of the same names have the same columns. Made from the
descriptions in the code by `python -m workplan_extract.store.handbook > docs/data-dictionary.md`.

An empty text means that the plan does not say; an empty number, date or reference means the same.
"""


def dictionary_page(tables: Iterable[Table] = (WIDE, *TABLES)) -> str:
    """The whole page, in Markdown."""
    return "\n".join([OPENING, *(line for table in tables for line in table_lines(table)), *finding_lines()])


def table_lines(table: Table) -> Iterator[str]:
    """One table: what it holds, and its columns."""
    yield f"## `{table.name}`: {table.title}\n"
    yield f"{escape(table.description)}\n"
    yield "| column | type | description |"
    yield "| --- | --- | --- |"
    for column in table.columns:
        yield f"| `{column.name}` | {column.type} | {column_text(column, is_key=column.name in table.key)} |"
    yield ""


def finding_lines() -> Iterator[str]:
    """Every kind of finding: what it means, and what to do about it."""
    yield "## Kinds of findings\n"
    yield "What the column `code` of `findings` may hold, as in the table `finding_kinds`.\n"
    yield "| code | level | meaning | advice |"
    yield "| --- | --- | --- | --- |"
    for kind in finding_kinds().values():
        yield f"| `{kind.code}` | {kind.level} | {escape(kind.meaning)} | {escape(kind.advice)} |"
    yield ""


def column_text(column: Column, *, is_key: bool) -> str:
    """A column's description, with what it may hold and what it leads to."""
    parts = [escape(column.description)]
    if column.values:
        parts.append("one of " + ", ".join(f"`{value}`" for value in column.values))
    if column.references:
        parts.append(f"a row of `{column.references}`")
    if is_key:
        parts.append("part of the key")
    return "; ".join(parts)


def escape(text: str) -> str:
    """Text that Markdown takes as it is."""
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.stdout.buffer.write(dictionary_page().encode())
