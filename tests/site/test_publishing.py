"""The recipes for publishing, as far as they can be tried without a network."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.site.server import ROOT
from workplan_extract.site.server import SETTINGS, serve_command


def test_the_container_has_the_settings_of_the_site() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    command = ast.literal_eval(re.search(r"^CMD (\[.*\])$", lines, re.MULTILINE)[1])  # type: ignore[index]
    settings = [tuple(command[place + 1 : place + 3]) for place, part in enumerate(command) if part == "--setting"]
    assert dict(settings) == {name: str(value) for name, value in SETTINGS.items()}
    assert "-i" in command


def test_what_the_container_copies_is_let_in_and_there() -> None:
    allowed = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert names == set(allowed)
    assert all((ROOT / name).exists() for name in names - {"output"})


def test_our_start_is_immutable(output: Path) -> None:
    command = serve_command(output, 8001)
    assert command[command.index("serve") + 1 : command.index("serve") + 3] == ["-i", str(output / "workplans.db")]


def test_the_workflow_rebuilds_tests_and_publishes() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8"))
    # YAML 1.1 takes the word "on" for true.
    assert "raw/**" in workflow[True]["push"]["paths"]
    assert workflow[True]["schedule"]
    steps = " ".join(step.get("run", "") for step in workflow["jobs"]["publish"]["steps"])
    for part in ("make", "run --strict", "make test", "docker push"):
        assert part in steps


@pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx on this machine")
def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    ours = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8").replace("/var/cache/nginx", str(tmp_path))
    (tmp_path / "site.conf").write_text(ours, encoding="utf-8")
    whole = f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ include {tmp_path}/site.conf; }}"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    done = subprocess.run(["nginx", "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
