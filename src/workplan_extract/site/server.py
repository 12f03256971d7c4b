"""How the site is started: the same options for `serve`, for a container and for the tests."""

import sys
from pathlib import Path

from workplan_extract.errors import StoreError

DATABASE = "workplans.db"

# What a stock Datasette does not set, and a public site needs. Times in milliseconds, sizes in rows and megabytes.
SETTINGS = {
    "default_page_size": 100,
    "max_returned_rows": 2000,
    "sql_time_limit_ms": 2000,
    "max_csv_mb": 50,
    "suggest_facets": "off",
    "allow_download": "on",
}


def serve_command(output: Path, port: int, metadata: Path = Path("metadata.json")) -> list[str]:
    """The command line of a Datasette process that serves one output folder.

    Raises:
        StoreError: the folder holds no database.
    """
    database = output / DATABASE
    if not database.is_file():
        raise StoreError(f"{database}: no database there; run workplan-extract run first")
    settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, str(value))]
    described = ["-m", str(metadata)] if metadata.is_file() else []
    address = ["-h", "127.0.0.1", "-p", str(port)]
    return [sys.executable, "-m", "datasette", "serve", "-i", str(database), *described, *address, *settings]
