"""`extract` and `tag`: data on standard output, and no files written."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan_extract.cli.options import PDF, limit_options, to_limits
from workplan_extract.errors import SettingsError

if TYPE_CHECKING:
    from workplan_extract.models import GlossaryEntry


@click.command()
@click.argument("pdf", type=PDF)
@limit_options
def extract(pdf: Path, timeout: float, memory: int) -> None:
    """One PDF to one JSON object (a workplan) on standard output; no files are written.

    \b
    Example:
      workplan-extract extract raw/rso-annual-workplan-2022.pdf | jq '.activities[0]'
    """
    from functools import partial

    from workplan_extract.running.making import make_one, plan_to_json

    work = partial(plan_to_json, maintained=None, indent=2)
    click.echo(make_one(work, pdf, to_limits(timeout, memory)))


@click.command()
@click.option("--publisher", default="", metavar="NAME", help="Whose plan it is: never a partner of itself.")
@click.option("--glossary", type=PDF, metavar="CSV", help="Columns acronym and expansion.")
def tag(publisher: str, glossary: Path | None) -> None:
    """One sentence a line on standard input to one JSON object a line: text, organisations, locations.

    Lines are answered as they come, so that it can stand in a pipe.

    \b
    Example:
      echo "In partnership with IOM, a workshop in Hanoi, Viet Nam" | workplan-extract tag
    """
    from workplan_extract.tagging import Context, Tagger

    name, acronym = split_publisher(publisher)
    entries = load_glossary(glossary) if glossary else ()
    tagger = Tagger(Context(publisher=name, publisher_acronym=acronym, glossary=entries))
    for lines in line_batches():
        for tagged in tagger.tag(lines):
            click.echo(tagged.model_dump_json(include={"text", "organisations", "locations"}))
        sys.stdout.flush()


def split_publisher(publisher: str) -> tuple[str, str]:
    """`Regional Support Office (RSO)` → its name and its acronym; a name alone has none, an acronym alone is both."""
    name, bracket, rest = publisher.strip().partition(" (")
    if bracket and rest.endswith(")"):
        return name, rest[:-1]
    return (name, name) if name.isupper() and " " not in name else (name, "")


def load_glossary(path: Path) -> tuple["GlossaryEntry", ...]:
    """A CSV with the columns `acronym` and `expansion`.

    Raises:
        SettingsError: the file can't be read, or lacks a column.
    """
    import csv

    from workplan_extract.models import GlossaryEntry

    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        return tuple(GlossaryEntry(acronym=row["acronym"], expansion=row["expansion"]) for row in rows)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(f"{path.name}:1: can't be read: {error}") from error
    except KeyError as error:
        raise SettingsError(f"{path.name}:1: no column {error}; it needs acronym and expansion") from error


def line_batches(size: int = 1 << 16) -> Iterator[list[str]]:
    """Lines of standard input, as many at a time as are there: fast on a file, prompt on a pipe."""
    rest = b""
    while chunk := sys.stdin.buffer.read1(size):  # type: ignore[union-attr]  # sys.stdin.buffer is a BufferedReader
        *lines, rest = (rest + chunk).split(b"\n")
        if lines:
            yield [line.decode("utf-8", errors="replace").rstrip("\r") for line in lines]
    if rest:
        yield [rest.decode("utf-8", errors="replace").rstrip("\r")]
