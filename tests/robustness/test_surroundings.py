"""Odd surroundings of a run: names, places, streams, signals and locks. A line says what is wrong, or all is well."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.robustness.files import sound

COMMAND = (sys.executable, "-m", "workplan_extract")
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}


def call(
    *arguments: object, env: Mapping[str, str | None] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """The program, with some variables set, or unset."""
    given = {**os.environ, **(env or {})}
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        env={name: value for name, value in given.items() if value is not None},
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=100, check=False,
    )  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A sound plan, under a name that is not plain."""
    path = tmp_path / "Übersicht 😀.pdf"
    path.write_bytes(sound())
    return path


def error_of(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that a failed call says."""
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout, line[:7]) == (1, "", "error: "), done.stderr
    return line


@pytest.mark.parametrize(
    "name",
    [
        "x" * 251 + ".pdf",
        "é" * 125 + ".pdf",
        ".hidden.pdf",
        "trailing .pdf",
        "tab\there.pdf",
        "\u200fימין.pdf",
        "no ending",
    ],
)
def test_any_name_is_read_and_written(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(sound())
    done = call("run", tmp_path / name, "--output", tmp_path / "output")
    assert done.returncode == 0, done.stderr
    assert not {char for char in done.stderr if not char.isprintable()} - {"\n"}
    with closing(sqlite3.connect(tmp_path / "output" / "workplans.db")) as database:
        assert database.execute("SELECT file FROM documents").fetchall() == [(name,)]


@pytest.mark.parametrize(
    "env",
    [PLAIN, {"HOME": None, "USER": None}, {"HOME": "/nowhere"}, {"TMPDIR": "/nowhere"}, {"PATH": ""}, {"TZ": "Mars"}],
    ids=[
        "no characters but ASCII",
        "no home",
        "a home that is not there",
        "no place for scratch",
        "no path",
        "no time",
    ],
)
def test_the_data_does_not_depend_on_the_surroundings(env: Mapping[str, str | None], plan: Path) -> None:
    done = call("extract", plan, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == call("extract", plan).stdout
    assert "Übersicht" in done.stdout


def test_help_and_messages_are_written_where_there_is_but_ascii(plan: Path, tmp_path: Path) -> None:
    assert call("run", "--help", env=PLAIN).returncode == 0
    done = call("run", plan, "--output", tmp_path / "output", env=PLAIN)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_a_place_for_scratch_with_too_long_a_name_is_said(plan: Path, tmp_path: Path) -> None:
    place = tmp_path / ("d" * 120)
    place.mkdir()
    assert "TMPDIR" in error_of(call("extract", plan, env={"TMPDIR": str(place)}))


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/stdin"])
def test_devices_are_no_plans(device: str) -> None:
    assert "no ordinary file" in error_of(call("extract", device))


def test_a_full_standard_output_is_said(plan: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "extract", str(plan)], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, "error: standard output: No space left on device\n")


def test_a_reader_that_goes_away_is_not_spoken_of() -> None:
    process = subprocess.Popen([*COMMAND, "tag"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(b"In partnership with IOM, a workshop in Hanoi\n" * 2000)
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    try:
        process.stdin.write(b"In partnership with IOM, a workshop in Hanoi\n" * 20000)
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.stderr.read() == b""
    assert process.wait(60) == 1


@pytest.mark.parametrize("stream", [1, 2])
def test_closed_streams_do_no_harm(stream: int, plan: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    command = f'exec "$0" -m workplan_extract run "$1" --output "$2" {stream}>&-'
    done = subprocess.run(["sh", "-c", command, sys.executable, plan, output], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (output / "workplans.db").is_file()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_told_to_end_leaves_nothing_behind(ending: signal.Signals, plan: Path, tmp_path: Path) -> None:
    output = tmp_path / f"output {ending.name}"
    assert call("run", plan, "--output", output).returncode == 0
    before = (output / "workplans.db").read_bytes()
    process = subprocess.Popen(
        [*COMMAND, "run", "--fresh", str(plan), "--output", str(output)], stderr=subprocess.PIPE, text=True
    )
    time.sleep(0.8)
    process.send_signal(ending)
    _, said = process.communicate(timeout=20)
    assert "Traceback" not in said
    assert (output / "workplans.db").read_bytes() == before
    assert call("run", plan, "--output", output).returncode == 0
    assert not (output / ".publishing").exists()


def test_a_locked_database_is_replaced_and_its_reader_goes_on(plan: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert call("run", plan, "--output", output).returncode == 0
    with closing(sqlite3.connect(output / "workplans.db", isolation_level=None)) as reader:
        reader.execute("BEGIN EXCLUSIVE")
        done = call("run", "--fresh", plan, "--output", output)
        assert done.returncode == 0, done.stderr
        assert reader.execute("SELECT count(*) FROM activities").fetchone() == (8,)


def test_a_pdf_under_another_ending_and_its_neighbours_are_left_alone(tmp_path: Path) -> None:
    pdf = tmp_path / "activities.csv"
    pdf.write_bytes(sound())
    (tmp_path / "notes.txt").write_text("ours", encoding="utf-8")
    done = call("run", pdf, "--output", tmp_path / "output")
    assert done.returncode == 0, done.stderr
    assert pdf.read_bytes() == sound()
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "ours"
