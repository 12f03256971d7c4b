"""Options that several commands have, and what they stand for."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan_extract.errors import SettingsError

if TYPE_CHECKING:
    from workplan_extract.running.isolation import Limits
    from workplan_extract.running.making import Executor

RAW = Path("raw")
OUTPUT = Path("output")

PDF = click.Path(path_type=Path)


def limit_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options `--timeout` and `--memory`."""
    seconds = click.FloatRange(min=0, min_open=True)
    command = click.option(
        "--memory", type=click.IntRange(256), default=1500, show_default=True, metavar="MB",
        help="Memory that reading one PDF may take.",
    )(command)  # fmt: skip
    return click.option(
        "--timeout", type=seconds, default=90, show_default=True, metavar="SECONDS",
        help="Time that reading one PDF may take.",
    )(command)  # fmt: skip


def to_limits(timeout: float = 90, memory: int = 1500, jobs: int = 1) -> "Limits":
    """The limits that the options say."""
    from workplan_extract.running.isolation import Limits

    return Limits(jobs=jobs, seconds=timeout, memory_mb=memory)


def to_executor(limits: "Limits", dask: str) -> "Executor":
    """Where PDFs are read: on this machine, or on a Dask cluster.

    Raises:
        SettingsError: what a cluster needs is not installed.
    """
    from functools import partial

    if not dask:
        from workplan_extract.running.isolation import each_isolated

        return partial(each_isolated, limits=limits)
    try:
        from workplan_extract.running.cluster import each_on_cluster
    except ImportError as error:
        raise SettingsError(f"--dask: {error.name} is not there; pip install 'workplan-extract[dask]'") from error
    return partial(each_on_cluster, limits=limits, address=dask)
