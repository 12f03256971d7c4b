"""Every bad input gets the right answer: one line with the reason, or exactly the rows that are printed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.robustness.corpus import CORPUS, NAMES, ROWS, Bad, copies, make
from tests.robustness.files import cut_at, hostile_text, no_tick_columns, sound
from tests.robustness.report import Answer, answers, summary, table
from workplan_extract.errors import DocumentError
from workplan_extract.models import Workplan
from workplan_extract.running.isolation import Limits, each_isolated
from workplan_extract.running.making import plan_to_json

Rows = tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...]
LIMITS = Limits(jobs=2, seconds=30, memory_mb=900)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    """What became of each input, all of them in one run."""
    return answers(tmp_path_factory.mktemp("bad"), LIMITS)


def found_rows(plan: Workplan, *, with_unsure: bool) -> Rows:
    """Text, quarters and purposes of each row; also the purposes of marks that are unsure, where they are wanted."""
    states = {"ticked", "unsure"} if with_unsure else {"ticked"}
    return tuple(
        (row.activity, row.quarters, tuple(mark.purpose for mark in row.marks if mark.state in states))
        for row in plan.activities
    )


@pytest.mark.parametrize("bad", CORPUS, ids=lambda bad: f"{bad.kind}: {bad.name}")
def test_the_answer_is_right(bad: Bad, answered: dict[str, Answer]) -> None:
    outcome = answered[bad.name].outcome
    if isinstance(outcome, Workplan):
        assert bad.rows is not None, "rows were read where there are none to read"
        assert found_rows(outcome, with_unsure=bad.may_doubt) == bad.rows
        assert not bad.says or bad.says in {finding.code for finding in outcome.findings}
    else:
        assert bad.rows is None or bad.may_refuse, str(outcome)
        assert isinstance(outcome, DocumentError)
        assert str(outcome).startswith(f"{bad.name}.pdf")
        assert bad.says in str(outcome)
        assert "\n" not in str(outcome)
        assert outcome.advice


def test_the_tables_of_the_documentation_are_those_of_this_run(answered: dict[str, Answer]) -> None:
    assert (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8") == table(answered), "make reliability"
    assert summary(answered) in (ROOT / "README.md").read_text(encoding="utf-8"), "make reliability"


def workplan_extract(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "workplan_extract", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)


def fingerprint(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder whose `output` holds a sound plan."""
    folder = tmp_path_factory.mktemp("runs")
    (folder / "plan.pdf").write_bytes(sound())
    done = workplan_extract("run", folder / "plan.pdf", "--output", folder / "output")
    assert done.returncode == 0, done.stderr
    yield folder


def test_a_run_over_bad_inputs_alone_says_a_line_each_and_leaves_the_output(folder: Path) -> None:
    (folder / "bad").mkdir()
    bad = [make(bad, folder / "bad") for bad in CORPUS if bad.rows is None and not bad.kind.startswith("hostile")]
    before = fingerprint(folder / "output")
    done = workplan_extract("run", *bad, "--output", folder / "output", "--jobs", 2)
    lines = done.stderr.splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (1, "", len(bad)), done.stderr
    assert all(line.startswith("error: ") and ".pdf" in line for line in lines)
    assert fingerprint(folder / "output") == before


def test_odd_names_come_through_as_text(folder: Path) -> None:
    (folder / "odd").mkdir()
    done = workplan_extract("run", *copies(folder / "odd"), "--output", folder / "odd output")
    assert done.returncode == 0, done.stderr
    assert not {char for char in done.stderr if not char.isprintable()} - {"\n"}
    assert (folder / "odd output" / "documents.csv").read_text(encoding="utf-8").count("2024") >= len(NAMES)


def test_a_name_that_is_no_text_comes_through(folder: Path) -> None:
    path = os.fsencode(folder) + b"/latin\xe9.pdf"
    try:
        Path(os.fsdecode(path)).write_bytes(sound())
    except OSError:
        pytest.skip("the file system takes no such name")
    done = workplan_extract("run", os.fsdecode(path), "--output", folder / "latin")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize(("make_plan", "rows"), [(no_tick_columns, 2), (hostile_text, 3)])
def test_what_is_printed_is_read_and_no_more(make_plan: object, rows: int, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(make_plan())  # type: ignore[operator]
    ((_, outcome),) = each_isolated(partial(plan_to_json, maintained=None), [tmp_path / "plan.pdf"], LIMITS)
    if isinstance(outcome, bytes):
        assert len(Workplan.model_validate_json(outcome).activities) == rows
    else:
        assert "no table" in str(outcome)


def test_a_file_cut_anywhere_invents_nothing(tmp_path: Path) -> None:
    pdfs = []
    for percent in range(3, 100, 3):
        pdfs.append(tmp_path / f"cut{percent:02}.pdf")
        pdfs[-1].write_bytes(cut_at(percent / 100))
    for pdf, outcome in each_isolated(partial(plan_to_json, maintained=None), pdfs, LIMITS):
        if isinstance(outcome, bytes):
            plan = Workplan.model_validate_json(outcome)
            assert tuple((row.activity, row.quarters, row.purposes) for row in plan.activities) == ROWS, pdf.name
            assert "pdf-mended" in {finding.code for finding in plan.findings}
        else:
            assert isinstance(outcome, DocumentError)
