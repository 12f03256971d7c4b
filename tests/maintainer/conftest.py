"""The reference plan, read and published once for all tests of this folder that need the real thing."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import REFERENCE, ROOT
from workplan_extract.cli import main

Command = Callable[..., Result]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command line in a project folder of its own, which holds `raw/` with the reference plan."""
    monkeypatch.chdir(make_project(tmp_path))
    return invoke


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def make_project(folder: Path) -> Path:
    shutil.copytree(ROOT / "raw", folder / "raw", dirs_exist_ok=True)
    return folder


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first process of the test run to ask for it fills, and that the others then share."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder = base / name
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            part = base / f"{name}.part"
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            make(part)
            part.rename(folder)
    return folder


@pytest.fixture(scope="session")
def run_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder in which `run` was done once; to be copied, not changed."""
    return made_once(tmp_path_factory, "run-before", run_in)


def run_in(folder: Path) -> None:
    make_project(folder)
    here = Path.cwd()
    os.chdir(folder)
    try:
        result = invoke("run")
    finally:
        os.chdir(here)
    assert result.exit_code == 0, result.stderr


@pytest.fixture
def project(run_before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project folder of one's own in which `run` was done; the current folder."""
    folder = tmp_path / "project"
    shutil.copytree(run_before, folder)
    monkeypatch.chdir(folder)
    yield folder
    assert REFERENCE.is_file()
