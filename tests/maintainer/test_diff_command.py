"""`workplan-extract diff` on what one may give it: JSON, databases, folders of runs."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.maintainer.conftest import invoke
from tests.maintainer.plans import plan_of, reference
from workplan_extract.comparing.diff_inputs import diff_plans, load_plans
from workplan_extract.errors import WorkplanError
from workplan_extract.models import Workplan
from workplan_extract.store import write_output

PLAN = reference()
LATER = plan_of(
    PLAN.activities[1:],
    PLAN,
    PLAN.document.model_copy(update={"id": "rso-2023", "year": 2023, "file": "later.pdf"}),
)


def as_json(plan: Workplan, path: Path) -> Path:
    path.write_text(plan.model_dump_json(), encoding="utf-8")
    return path


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path]:
    return as_json(PLAN, tmp_path / "old.json"), as_json(LATER, tmp_path / "new.json")


def test_text_is_for_people(sides: tuple[Path, Path]) -> None:
    result = invoke("diff", *sides)
    assert result.exit_code == 0
    assert "55 kept, 0 reworded, 0 moved, 0 with other ticks, 0 added, 1 dropped" in result.stdout
    assert "Dropped (1)\n  rso-2022-q1-01 (page 4)  In partnership with UNHCR, facilitation" in result.stdout


def test_json_and_csv_are_for_programs(sides: tuple[Path, Path]) -> None:
    values = json.loads(invoke("diff", *sides, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(invoke("diff", *sides, "--format", "csv").stdout)))
    assert values["counts"]["dropped"] == 1
    assert len(rows) == len(values["links"]) == 56
    assert [row["old"] for row in rows if row["outcome"] == "dropped"] == ["rso-2022-q1-01"]


def test_two_runs_are_compared_plan_by_plan(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    write_output([PLAN, renamed(PLAN, "who-2022")], before)
    write_output([PLAN], after)
    diffs = diff_plans(load_plans(before), load_plans(after / "workplans.db"))
    assert [(one.old.id, one.counts.kept, one.counts.dropped) for one in diffs] == [
        ("rso-2022", 56, 0),
        ("who-2022", 0, 56),
    ]
    assert len(json.loads(invoke("diff", before, after, "--format", "json").stdout)) == 2


def renamed(plan: Workplan, id_: str) -> Workplan:
    activities = [one.model_copy(update={"id": one.id.replace("rso-2022", id_)}) for one in plan.activities]
    return plan_of(activities, plan, plan.document.model_copy(update={"id": id_, "file": f"{id_}.pdf"}))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.pdf", None, "no such file"),
        ("list.json", "[1]", r"list.json:1: no workplan as extract gives it"),
        ("broken.json", "{", r"broken.json:1: no workplan"),
        ("latin.json", "\udcff", r"latin.json:1: no workplan"),
        ("empty.db", "", "."),
        ("letter.pdf", "Dear Madam", "not a PDF"),
    ],
)
def test_what_is_no_plan_is_said_in_one_line(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(WorkplanError, match=message):
        load_plans(tmp_path / name)
    result = invoke("diff", tmp_path / name, as_json(PLAN, tmp_path / "plan.json"))
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkplanError, match=r"is .* the output of a run"):
        load_plans(tmp_path)
