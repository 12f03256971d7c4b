"""What pip is told: every dependency is pinned, and no address is written down."""

import re
import tomllib

from tests.conftest import ROOT

PINS = {
    re.sub(r"[-_.]+", "-", name.lower()): version
    for name, version in re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
}


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for group in project["optional-dependencies"].values() for one in group)]
    names = {re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", one)[0].lower()) for one in wanted}  # type: ignore[index]
    assert names <= set(PINS)


def test_nothing_but_versions_is_written_down() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(line.startswith("# ") or re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    assert lines.count("") == 0
