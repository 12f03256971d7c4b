"""A run that is killed at any moment leaves the old output or the new one; the next run gives the undisturbed bytes."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.corpus import write_plans
from tests.robustness.files import sound
from workplan_extract.running.cache import cache_folder, one_run

# `make kills` asks for 200 kills over 20 plans; here a few show that the way is right.
KILLS = int(os.environ.get("WORKPLAN_KILLS", "4"))
PLANS = int(os.environ.get("WORKPLAN_KILLED_PLANS", "2"))
SEED = 20220101
COMMAND = (sys.executable, "-m", "workplan_extract", "run")

Fingerprint = dict[str, str]


class Span(NamedTuple):
    """How long the parts of a run take, in seconds: all before its output, making that, and putting it in place."""

    reading: float
    building: float
    placing: float


class Moment(NamedTuple):
    """When to kill a run: so many seconds after a folder of the output's making is there, or after its start."""

    folder: str
    seconds: float


def fingerprint(output: Path) -> Fingerprint:
    """The published files; empty where there are none."""
    found = sorted(path for path in output.glob("*") if path.is_file())
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in found}


def check_database(output: Path) -> None:
    with closing(sqlite3.connect(f"{(output / 'workplans.db').as_uri()}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("SELECT count(*) FROM activities").fetchone()[0] > 0


def run(raw: Path, output: Path, *more: str) -> Span:
    """An undisturbed run; how long it took to begin the output, to make it, and to put it in place."""
    work = output / ".publishing"
    process = start(raw, output, *more)
    began = time.monotonic()
    built = _until(work / "building", process)
    placed = _until(work / "ready", process)
    _, said = process.communicate()
    ended = time.monotonic()
    assert process.returncode == 0, said.decode()
    return Span(built - began, max(0.0, placed - built), max(0.0, ended - placed))


def start(raw: Path, output: Path, *more: str) -> subprocess.Popen[bytes]:
    """A run over all plans of a folder."""
    command = [*COMMAND, *more, *map(str, sorted(raw.glob("*.pdf"))), "--output", str(output)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def killed(raw: Path, output: Path, moment: Moment, *more: str) -> None:
    """A run that is killed, with no warning, some seconds after a folder is there, or after its start."""
    process = start(raw, output, *more)
    if moment.folder:
        _until(output / ".publishing" / moment.folder, process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment.seconds)
    process.kill()
    process.communicate()


def _until(folder: Path, process: subprocess.Popen[bytes]) -> float:
    """When a folder was first seen, or the process was over."""
    while not folder.exists() and process.poll() is None:
        time.sleep(0.0005)
    return time.monotonic()


@dataclass(frozen=True)
class Before:
    """What a run is to be killed over: plans, an output that holds most of them, and what all of them give."""

    raw: Path
    output: Path
    old: Fingerprint
    new: Fingerprint
    span: Span

    def restore(self, output: Path) -> None:
        """The output that holds most of the plans, with what was kept beside it."""
        for place, earlier in ((output, self.output), (cache_folder(output), cache_folder(self.output))):
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(earlier, place)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Before:
    folder = tmp_path_factory.mktemp("kills")
    raw, part = folder / "raw", folder / "part"
    part.mkdir()
    for pdf in list(write_plans(raw, PLANS, activities=8))[: -(PLANS // 4 or 1)]:
        shutil.copy2(pdf, part)
    run(part, folder / "old")
    shutil.copytree(folder / "old", folder / "new")
    shutil.copytree(cache_folder(folder / "old"), cache_folder(folder / "new"))
    span = run(raw, folder / "new")
    return Before(raw, folder / "old", fingerprint(folder / "old"), fingerprint(folder / "new"), span)


def moments(chance: random.Random, span: Span) -> Iterator[Moment]:
    """At random over the whole run, while the output is made, and while it is put in place, in turn."""
    while True:
        yield Moment("", sum(span) * chance.random())
        yield Moment("building", span.building * 1.1 * chance.random())
        yield Moment("ready", span.placing * chance.random() ** 4)


def test_a_killed_run_leaves_old_or_new_and_the_next_gives_the_undisturbed_bytes(
    before: Before, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    output = tmp_path / "output"
    states = {before.old["workplans.db"]: 0, before.new["workplans.db"]: 0}
    for number, moment in zip(range(KILLS), moments(chance, before.span), strict=False):
        before.restore(output)
        # Now and then nothing of what was kept may be used.
        killed(before.raw, output, moment, *(["--fresh"] if number % 4 == 3 else []))
        found = fingerprint(output)
        # The files are replaced one by one, the database last: each is old or new.
        assert all(digest in {before.old.get(name), before.new.get(name)} for name, digest in found.items()), moment
        assert set(before.old) <= set(found), moment
        states[found["workplans.db"]] += 1
        check_database(output)
        run(before.raw, output)
        assert fingerprint(output) == before.new, moment
        assert not (output / ".publishing").exists(), moment
        check_database(output)
    assert all(states.values()) or KILLS < 20, states


def test_no_process_is_left_behind_by_a_killed_run(before: Before, tmp_path: Path) -> None:
    marker = str(tmp_path / "marked-output")
    killed(before.raw, Path(marker), Moment("", sum(before.span) * 0.5))
    deadline = time.monotonic() + 60
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


def test_a_run_waits_for_another_into_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(sound())
    output = tmp_path / "output"
    with one_run(output, pytest.fail):
        process = start(tmp_path, output)
        assert process.stderr is not None
        assert b"waiting for another run" in process.stderr.readline()
        assert process.poll() is None
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    check_database(output)


def test_two_runs_at_once_both_come_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(sound())
    both = [start(tmp_path, tmp_path / "output", "--fresh") for _ in range(2)]
    said = [process.communicate(timeout=300)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
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


@pytest.mark.parametrize("share", [0.2, 0.35, 0.5, 0.7])
def test_an_interrupted_run_ends_at_once_and_goes_on_where_it_was(share: float, before: Before, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, *map(str, sorted(before.raw.glob("*.pdf"))), "--output", str(tmp_path / "output")],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    _until(cache_folder(tmp_path / "output"), process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(sum(before.span) * share)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode in {0, 1}
    assert "Traceback" not in said
    run(before.raw, tmp_path / "output")
    assert fingerprint(tmp_path / "output") == before.new
