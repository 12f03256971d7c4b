"""What a person at a terminal sees: messages and progress on standard error, and errors as one line."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from workplan_extract.errors import WorkplanError


class Group(click.Group):
    """A command group that turns this package's errors into one line and exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a `WorkplanError` becomes one line on standard error."""
        try:
            return super().invoke(ctx)
        except WorkplanError as error:
            say(f"error: {error}")
            ctx.exit(1)
        except BrokenPipeError:
            # The reader of our output has gone, as `head` does; there is nobody left to tell.
            forget_output()
            ctx.exit(1)
        except OSError as error:
            # What no stage foresaw, above all that standard output goes to a full disk.
            forget_output()
            say(f"error: {error.filename or 'standard output'}: {error.strerror or error}")
            ctx.exit(1)


def forget_output() -> None:
    """What is still to be written to standard output goes nowhere, so that the interpreter does not try it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def say(message: str) -> None:
    """One line on standard error, or some."""
    click.echo(printable(message), err=True)


def printable(text: str) -> str:
    """Control characters shown and not obeyed; line ends stay."""
    return "".join(char if char.isprintable() or char == "\n" else repr(char)[1:-1] for char in text)


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[Path], None]]:
    """A bar on standard error, on a terminal only; yields what to call after each PDF."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda pdf: bar.update(task, description=f"read {printable(pdf.name)}", advance=1)
