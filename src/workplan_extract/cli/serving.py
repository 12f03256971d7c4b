"""`serve`: the published site."""

import os
import sys
from pathlib import Path

import click

from workplan_extract.cli.options import OUTPUT, PDF


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one.")
@click.option("--output", type=PDF, default=OUTPUT, show_default=True, help="Folder with the results of run.")
def serve(port: int, output: Path) -> None:
    """The published site on 127.0.0.1: Datasette on output/workplans.db, opened read-only.

    \b
    Example:
      workplan-extract serve --port 8002
    """
    from workplan_extract.site.server import serve_command

    os.execv(sys.executable, serve_command(output, port))  # noqa: S606  # our own interpreter, no shell wanted
