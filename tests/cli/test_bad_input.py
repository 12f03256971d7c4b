"""A PDF that gives no workplan: exit 1, one line that names the file and the reason, and the output as it was."""

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.pdfs import BROKEN
from tests.conftest import REFERENCE
from workplan_extract.cli import main

REASONS = {
    "not a PDF": "PDF",
    "empty": "empty",
    "only a header": "PDF",
    "encrypted": "encrypted",
    "no table": "table",
    "no text": "text",
}


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a good run."""
    folder = tmp_path_factory.mktemp("good") / "output"
    done = CliRunner().invoke(main, ["run", str(REFERENCE), "--output", str(folder)])
    assert done.exit_code == 0, done.stderr
    return folder


@pytest.mark.parametrize("kind", BROKEN)
def test_run_names_file_and_reason_and_leaves_the_output(kind: str, output: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "broken plan.pdf"
    pdf.write_bytes(BROKEN[kind])
    before = fingerprint(output)
    done = CliRunner().invoke(main, ["run", str(pdf), "--output", str(output)])
    assert done.exit_code == 1
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("error: broken plan.pdf")
    assert REASONS[kind] in line
    assert fingerprint(output) == before


@pytest.mark.parametrize("kind", BROKEN)
def test_extract_names_file_and_reason(kind: str, tmp_path: Path) -> None:
    pdf = tmp_path / "broken plan.pdf"
    pdf.write_bytes(BROKEN[kind])
    done = CliRunner().invoke(main, ["extract", str(pdf)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "broken plan.pdf" in done.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["extract", str(tmp_path / "gone.pdf")])
    assert done.exit_code == 1
    assert "gone.pdf" in done.stderr


def test_the_rest_goes_on_and_the_exit_status_tells(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(BROKEN["not a PDF"])
    folder = tmp_path / "output"
    done = CliRunner().invoke(main, ["run", str(broken), str(REFERENCE), "--output", str(folder)])
    assert done.exit_code == 1
    assert "broken.pdf" in done.stderr
    assert "56 activities" in done.stderr
    assert (folder / "workplans.db").is_file()


def test_a_plan_that_stands_in_the_output_is_not_lost_when_its_pdf_breaks(output: Path, tmp_path: Path) -> None:
    broken = tmp_path / REFERENCE.name
    broken.write_bytes(BROKEN["not a PDF"])
    before = fingerprint(output)
    done = CliRunner().invoke(main, ["run", str(broken), "--output", str(output)])
    assert done.exit_code == 1
    assert "stays as it was" in done.stderr
    assert fingerprint(output) == before


def test_an_unknown_option_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["run", "--nonsense"]).exit_code == 2
