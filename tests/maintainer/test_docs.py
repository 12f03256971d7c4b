"""The maintainer's pages: what is generated is fresh, links lead somewhere, examples are read by the program."""

import csv
import io
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import ROOT
from workplan_extract import cli
from workplan_extract.maintaining.correction_values import PARTS
from workplan_extract.maintaining.corrections import Correction, row_to_correction
from workplan_extract.settings import DocumentSettings
from workplan_extract.store.handbook import dictionary_page
from workplan_extract.vocabulary.findings import finding_kinds

DOCS = sorted((ROOT / "docs").glob("*.md"))
BLOCK = re.compile(r"^ *```(\w+)[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
COMMANDS = sorted(cli.main.commands)


def blocks(path: Path, kind: str) -> list[str]:
    return [text for found, text in BLOCK.findall(path.read_text(encoding="utf-8")) if found == kind]


def test_the_data_dictionary_is_what_the_schema_says() -> None:
    """Mend it with `python -m workplan_extract.store.handbook > docs/data-dictionary.md`."""
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary_page()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [one for one in targets if "://" not in one and not (path.parent / one).exists()] == []


@pytest.mark.parametrize("code", finding_kinds())
def test_every_kind_of_finding_is_explained_once(code: str) -> None:
    assert sum(path.read_text(encoding="utf-8").count(f"| `{code}` |") for path in DOCS) == 1


def test_the_rooms_are_those_of_the_house() -> None:
    text = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    house = ROOT / "src" / "workplan_extract"
    named = set(re.findall(r"`(\w+/|\w+\.py)`", text))
    assert {f"{path.parent.name}/" for path in house.glob("*/__init__.py")} <= named
    assert [one for one in sorted(named) if not (house / one).exists() and not [*house.glob(f"*/{one}")]] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_commands_in_examples_exist(path: Path) -> None:
    for text in blocks(path, "console"):
        for command in re.findall(r"\$ workplan-extract (\S+)", text):
            assert command in COMMANDS


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_settings_in_examples_are_settings(path: Path) -> None:
    for text in blocks(path, "toml"):
        DocumentSettings.model_validate(tomllib.loads(text))


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_corrections_in_examples_are_corrections(path: Path) -> None:
    for text in blocks(path, "csv"):
        assert [row_to_correction(row, 2) for row in csv.DictReader(io.StringIO(text))]


def test_every_field_that_can_be_corrected_is_explained() -> None:
    page = (ROOT / "docs" / "correcting-a-cell.md").read_text(encoding="utf-8")
    fields = Correction.model_fields["field"].annotation
    for field in getattr(fields, "__args__", ()):
        assert f"`{field}`" in page
    assert set(PARTS) == {"organisation", "location"}


def test_the_diagram_needs_nothing_from_elsewhere() -> None:
    text = (ROOT / "docs" / "how-it-works.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'https?://[^"]+', text)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = CliRunner().invoke(cli.main, [command, "--help"])
    assert result.exit_code == 0
    assert re.search(rf"Examples?:\n(.*\n)*? .*workplan-extract {command}", result.stdout)
