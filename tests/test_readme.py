"""What the README says is so: its queries answer, its commands and options exist, its files are written."""

import re
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import REFERENCE, ROOT
from workplan_extract.cli import main

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)
COMMANDS = sorted(set(re.findall(r"`(workplan-extract [a-z][^`]*)`", README)))
TARGETS = sorted(set(re.findall(r"`make ([a-z-]+)`", README)))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("readme") / "output"
    done = CliRunner().invoke(main, ["run", str(REFERENCE), "--output", str(folder)])
    assert done.exit_code == 0, done.stderr
    return folder


def test_there_are_five_questions() -> None:
    assert len(QUERIES) == 5


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split("\n")[0][:40])
def test_a_question_is_answered(query: str, output: Path) -> None:
    with closing(sqlite3.connect(output / "workplans.db")) as database:
        assert database.execute(query).fetchall()


def test_the_answer_to_the_first_question(output: Path) -> None:
    with closing(sqlite3.connect(output / "workplans.db")) as database:
        best = database.execute(QUERIES[0]).fetchall()[:2]
    assert best == [
        ("International Organization for Migration", 9),
        ("Jakarta Centre for Law Enforcement Cooperation", 9),
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_and_its_options_exist(command: str) -> None:
    _, name, *arguments = shlex.split(command)
    help_text = CliRunner().invoke(main, [name, "--help"])
    assert help_text.exit_code == 0
    assert all(option in help_text.output for option in arguments if option.startswith("--"))


@pytest.mark.parametrize("command", main.commands)
def test_every_command_has_help_with_an_example(command: str) -> None:
    assert (
        "workplan-extract"
        in CliRunner().invoke(main, [command, "--help"]).output.partition("Usage:")[2].partition("\n")[2]
    )


@pytest.mark.parametrize("target", TARGETS)
def test_a_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_file_of_the_output_is_described(output: Path) -> None:
    written = {path.name for path in output.iterdir() if path.is_file()}
    described = set(re.findall(r"`([a-z_]+\.(?:csv|db|xlsx|json|zip))`", README))
    assert written - described == set()


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []
