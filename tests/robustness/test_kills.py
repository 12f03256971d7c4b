"""A run that is killed at any moment leaves the old output or the new one; the next run gives the undisturbed bytes."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks.corpus import write_plans
from tests.robustness.files import sound

# `make kills` asks for 200 kills over 20 plans; here a few show that the way is right.
KILLS = int(os.environ.get("WORKPLAN_KILLS", "4"))
PLANS = int(os.environ.get("WORKPLAN_KILLED_PLANS", "2"))
SEED = 20220101
COMMAND = (sys.executable, "-m", "workplan_extract", "run")

Fingerprint = dict[str, str]


def fingerprint(output: Path) -> Fingerprint:
    """The published files; empty where there are none."""
    found = sorted(path for path in output.glob("*") if path.is_file())
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in found}


def check_database(output: Path) -> None:
    with closing(sqlite3.connect(f"{(output / 'workplans.db').as_uri()}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("SELECT count(*) FROM activities").fetchone()[0] > 0


def run(raw: Path, output: Path, *more: str) -> float:
    """An undisturbed run; how long it took, in seconds."""
    started = time.monotonic()
    done = subprocess.run(
        [*COMMAND, *more, *map(str, sorted(raw.glob("*.pdf"))), "--output", str(output)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return time.monotonic() - started


def killed(raw: Path, output: Path, after: float) -> None:
    """A run that is killed, with no warning, after some seconds."""
    process = subprocess.Popen(
        [*COMMAND, "--fresh", *map(str, sorted(raw.glob("*.pdf"))), "--output", str(output)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, Fingerprint, Fingerprint, float]]:
    """Plans, an output made of one of them, its bytes, the bytes that all of them give, and how long that takes."""
    folder = tmp_path_factory.mktemp("kills")
    raw, old = folder / "raw", folder / "old"
    pdfs = list(write_plans(raw, PLANS, activities=8))
    first = folder / "first"
    first.mkdir()
    (first / pdfs[0].name).write_bytes(pdfs[0].read_bytes())
    run(first, folder / "output")
    before = fingerprint(folder / "output")
    took = run(raw, old)
    yield raw, folder / "output", before, fingerprint(old), took


def test_a_killed_run_leaves_old_or_new_and_the_next_gives_the_undisturbed_bytes(
    plans: tuple[Path, Path, Fingerprint, Fingerprint, float],
) -> None:
    raw, output, old, new, took = plans
    chance = random.Random(SEED)
    for number in range(KILLS):
        # Most of what can go half-way goes on near the end, when the output is written.
        after = took * (chance.random() if number % 2 else 0.7 + 0.4 * chance.random())
        killed(raw, output, after)
        found = fingerprint(output)
        # The files are replaced one by one, the database last: each is old or new.
        assert all(digest in {old.get(name), new.get(name)} for name, digest in found.items()), after
        check_database(output)
        run(raw, output)
        assert fingerprint(output) == new, after
        old = new
    check_database(output)


def test_no_process_is_left_behind_by_a_killed_run(
    plans: tuple[Path, Path, Fingerprint, Fingerprint, float], tmp_path: Path
) -> None:
    raw, _, _, _, took = plans
    marker = str(tmp_path / "marked-output")
    killed(raw, Path(marker), took * 0.5)
    deadline = time.monotonic() + 20
    while left := [pid for pid in _processes() if marker in _command(pid)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def test_two_runs_at_once_wait_for_each_other(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(sound())
    command = [*COMMAND, str(tmp_path / "plan.pdf"), "--output", str(tmp_path / "output"), "--fresh"]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=100)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("waiting for another run" in text for text in said) == 1, said
    check_database(tmp_path / "output")


def test_a_reader_of_the_database_sees_old_or_new(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(sound())
    output = tmp_path / "output"
    run(tmp_path, output)
    process = subprocess.Popen(
        [*COMMAND, str(tmp_path / "plan.pdf"), "--output", str(output), "--fresh"], stderr=subprocess.DEVNULL
    )
    looks = 0
    with closing(sqlite3.connect(f"{(output / 'workplans.db').as_uri()}?mode=ro", uri=True)) as reader:
        while process.poll() is None:
            check_database(output)
            assert reader.execute("SELECT count(*) FROM activities").fetchone() == (8,)
            looks += 1
    assert process.returncode == 0
    assert looks > 3


def _small_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))


def test_a_full_disk_leaves_the_output_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(sound())
    output = tmp_path / "output"
    run(tmp_path, output)
    before = fingerprint(output)
    command = [*COMMAND, str(tmp_path / "plan.pdf"), "--output", str(output), "--fresh"]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=_small_files, check=False)
    assert done.returncode == 1
    assert [line[:7] for line in done.stderr.splitlines()] == ["error: "], done.stderr
    assert fingerprint(output) == before
    run(tmp_path, output, "--fresh")
    assert fingerprint(output) == before


@pytest.mark.parametrize("place", ["file", "below a file", "proc"])
def test_an_output_folder_that_cannot_be_written_is_said_in_a_line(place: str, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(sound())
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    output = {"file": tmp_path / "taken", "below a file": tmp_path / "taken" / "output", "proc": Path("/proc/output")}[
        place
    ]
    command = [*COMMAND, str(tmp_path / "plan.pdf"), "--output", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert [line[:7] for line in done.stderr.splitlines()] == ["error: "], done.stderr
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "a file"


def test_an_interrupted_run_ends_at_once_and_goes_on_where_it_was(
    plans: tuple[Path, Path, Fingerprint, Fingerprint, float], tmp_path: Path
) -> None:
    raw, _, _, new, took = plans
    process = subprocess.Popen(
        [*COMMAND, *map(str, sorted(raw.glob("*.pdf"))), "--output", str(tmp_path / "output")],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    with suppress(subprocess.TimeoutExpired):
        process.wait(took * 0.5)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode in {0, 1}
    assert "Traceback" not in said
    run(raw, tmp_path / "output")
    assert fingerprint(tmp_path / "output") == new
