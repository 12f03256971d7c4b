"""`docs/new-year.md`, followed to the letter: its commands and files are taken from the page itself."""

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT
from tests.maintainer.conftest import made_once
from tests.maintainer.next_year import ACTIVITIES, TICKS, write_plan
from workplan_extract.maintaining.reviews import fingerprint
from workplan_extract.models import Workplan

BLOCK = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```", re.MULTILINE | re.DOTALL)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Step(NamedTuple):
    """A block of the page: commands to run, or lines for a file."""

    kind: str
    info: str
    text: str


def steps(page: str) -> list[Step]:
    return [Step(*(part or "" for part in match.groups())) for match in BLOCK.finditer(page)]


class Follower:
    """Somebody who does what the page says, in a project folder and with a home of their own."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home = folder, home
        self.said: dict[str, subprocess.CompletedProcess[str]] = {}

    def follow(self, step: Step) -> None:
        if step.kind == "console":
            for line in step.text.splitlines():
                if line.startswith("$ "):
                    self.run(line.removeprefix("$ "), int(step.info.removeprefix("exit ") or 0))
        elif step.info:
            name, _, place = step.info.partition(" ")
            path = self.folder / name
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            both = f"{step.text}\n{text}" if place == "top" else f"{text}{step.text}"
            path.write_text(both, encoding="utf-8")

    def run(self, command: str, code: int) -> None:
        if "~/Downloads/reviews.csv" in command:
            self.review()
        environment = {
            **os.environ,
            "HOME": str(self.home),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, f"{command}\n{done.stdout}\n{done.stderr}"
        self.said[f"{command} -> {code}"] = done

    def review(self) -> None:
        """Open the page that was written, mark every row as checked, and save the lines."""
        html = self.folder / "output" / "reviews" / "rso-workplan-2023.html"
        place = self.home / "Downloads" / "reviews.csv"
        if CHROMIUM:
            save_reviews_in_browser(html, place)
        else:
            place.write_text(reviews_by_hand(self.folder), encoding="utf-8")


def save_reviews_in_browser(html: Path, place: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(accept_downloads=True)
        page.goto(html.as_uri())
        page.fill("#who", "Nadia Duarte")
        page.locator("#who").blur()
        for _ in range(ACTIVITIES + 1):
            page.keyboard.press("c")
        with page.expect_download() as download:
            page.click("#save-reviews")
        download.value.save_as(place)
        browser.close()


def reviews_by_hand(folder: Path) -> str:
    kept = (line for path in (folder / ".output-cache").glob("*.json") for line in path.read_bytes().splitlines())
    plans = [json.loads(line) for line in kept if b'"rso-2023-q1-01"' in line]
    lines = [
        f"rso-2023,{one.id},Nadia Duarte,2023-01-16,,{fingerprint(one)}"
        for one in Workplan.model_validate(plans[0]).activities
    ]
    return "document,activity,who,when,note,seen\n" + "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def followed(tmp_path_factory: pytest.TempPathFactory, run_before: Path) -> Follower:
    """The page, followed from the first line to the last."""
    folder = made_once(tmp_path_factory, "new-year", lambda part: follow_the_page(part, run_before))
    follower = Follower(folder / "project", folder / "home")
    follower.said = {
        command: subprocess.CompletedProcess(command, **done)
        for command, done in json.loads((folder / "said.json").read_text(encoding="utf-8")).items()
    }
    return follower


def follow_the_page(folder: Path, run_before: Path) -> None:
    project, home = folder / "project", folder / "home"
    shutil.copytree(run_before, project)
    shutil.copy(ROOT / "metadata.json", project)
    (home / "Downloads").mkdir(parents=True)
    write_plan(home / "Downloads" / "RSO Workplan 2023.pdf")
    subprocess.run(["git", "-c", "init.defaultBranch=main", "init", "--quiet"], cwd=project, check=True)
    for name, value in (("user.name", "Nadia Duarte"), ("user.email", "nadia@example.org")):
        subprocess.run(["git", "config", name, value], cwd=project, check=True)
    follower = Follower(project, home)
    for step in steps((ROOT / "docs" / "new-year.md").read_text(encoding="utf-8")):
        follower.follow(step)
    said = {
        command: {"returncode": done.returncode, "stdout": done.stdout, "stderr": done.stderr}
        for command, done in follower.said.items()
    }
    (folder / "said.json").write_text(json.dumps(said), encoding="utf-8")


def table(followed: Follower, name: str) -> list[dict[str, str]]:
    with (followed.folder / "output" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def said(followed: Follower, part: str, stream: str = "stderr") -> str:
    return "\n".join(getattr(done, stream) for command, done in followed.said.items() if part in command)


def test_the_plan_is_added_with_its_source(followed: Follower) -> None:
    with (followed.folder / "raw" / "SOURCES.csv").open(encoding="utf-8", newline="") as stream:
        row = list(csv.DictReader(stream))[-1]
    assert (row["file"], row["title"], row["year"]) == ("rso-workplan-2023.pdf", "Annual Workplan 2023", "2023")
    assert row["publisher"] == "Regional Support Office of the Bali Process"
    assert row["url"] == "https://example.org/workplan-2023.pdf"
    assert len(row["sha256"]) == 64


def test_adding_says_what_was_found_beside_last_years_figures_and_what_to_look_at(followed: Follower) -> None:
    text = said(followed, " add ")
    assert re.search(rf"activities +{ACTIVITIES} +56\n", text)
    assert re.search(rf"ticks +{TICKS} +99\n", text)
    assert re.search(r"purposes +5 +4\n", text)
    assert "NORLIGHT" in text.partition("Look at these first:")[2]
    assert "workplan-extract review raw/rso-workplan-2023.pdf" in text


def test_every_row_and_tick_of_the_new_plan_is_there(followed: Follower) -> None:
    rows = [row for row in table(followed, "activities") if row["document_id"] == "rso-2023"]
    assert len(rows) == ACTIVITIES
    ticks = [row for row in table(followed, "activity_purposes") if row["activity_id"].startswith("rso-2023")]
    assert len(ticks) == TICKS + 1  # and the one of the correction


def test_the_review_is_published(followed: Follower) -> None:
    assert {row["activity_id"][:8] for row in table(followed, "reviews")} == {"rso-2023"}
    assert len(table(followed, "reviews")) == ACTIVITIES


def test_the_correction_is_applied_and_published(followed: Follower) -> None:
    row = next(row for row in table(followed, "activities") if row["id"] == "rso-2023-q4-01")
    assert row["purposes"] == "1;4;5"
    (correction,) = table(followed, "corrections")
    assert (correction["was"], correction["now"], correction["who"]) == ("1;5", "1;4;5", "Nadia Duarte")


def test_the_alias_gives_the_newcomer_its_name(followed: Follower) -> None:
    names = {row["organisation"] for row in table(followed, "organisations")}
    assert "Northern Lighthouse Foundation" in names
    assert "NORLIGHT" not in names


def test_the_comparison_tells_what_became_of_the_activities(followed: Follower) -> None:
    text = said(followed, " diff ", "stdout")
    assert "rso-2022 (Annual Workplan 2022) -> rso-2023 (Annual Workplan 2023)" in text
    assert "+ Northern Lighthouse Foundation" in text
    links = table(followed, "activity_links")
    moved = next(link for link in links if link["earlier_id"] == "rso-2022-q1-08")
    assert (moved["later_id"], moved["changes"]) == ("rso-2023-q2-01", "moved")
    worded = next(link for link in links if link["later_id"] == "rso-2023-q1-02")
    assert worded["earlier_id"] == "rso-2022-q1-03"
    assert "[-a virtual-] {+an online+}" in worded["words"]
    assert {link["outcome"] for link in links} == {"kept", "changed", "added", "dropped"}


def test_the_gates_say_what_to_do_and_open_once_it_is_done(followed: Follower) -> None:
    refused = said(followed, "run --strict -> 1")
    assert "breached: purposes (rso-2023): Purpose 5 was 4 in rso-2022" in refused
    assert 'put accept = ["purposes"] into its TOML file' in refused
    assert "breached: organisations (rso-2023)" in refused
    assert "breached" not in said(followed, "run --strict -> 0")


def test_it_can_be_committed_without_what_is_built_or_kept(followed: Follower) -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=followed.folder, capture_output=True, text=True, check=True).stdout
    assert "raw/rso-workplan-2023.pdf" in listed
    assert "output/activities.csv" in listed
    assert "cache" not in listed


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from workplan_extract.cli import main; main()", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def fetch(address: str, patience_seconds: float = 30) -> str:
    """The page, once the server answers."""
    end = time.monotonic() + patience_seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=patience_seconds) as response:
                return str(response.read().decode())
        except urllib.error.HTTPError:
            raise
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_the_site_shows_both_years(followed: Follower) -> None:
    with served(followed.folder) as address:
        plans = json.loads(fetch(f"{address}/workplans/documents.json?_shape=array"))
        home = fetch(f"{address}/")
        activity = fetch(f"{address}/workplans/activities/rso-2023-q4-01")
        became = json.loads(
            fetch(f"{address}/workplans/what_became_of_activities.json?_shape=array&outcome=kept&year=2023")
        )
    assert {plan["year"] for plan in plans} == {2022, 2023}
    assert "2022" in home and "2023" in home
    assert "Members Engagement Function" in activity
    assert became


def test_what_is_there_already_or_is_no_plan_is_refused_and_nothing_changes(followed: Follower) -> None:
    downloads = followed.home / "Downloads"
    (downloads / "again.pdf").write_bytes((downloads / "RSO Workplan 2023.pdf").read_bytes() + b"\n%again\n")
    (downloads / "letter.pdf").write_text("not a PDF", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in (followed.folder / "raw").iterdir()}
    reasons = {
        "RSO Workplan 2023.pdf": "the same file is there already as raw/rso-workplan-2023.pdf",
        "again.pdf": "gives the plan rso-2023 already",
        "letter.pdf": "the file is not a PDF",
    }
    for name, reason in reasons.items():
        followed.run(f'workplan-extract add ~/Downloads/"{name}"', 1)
        assert reason in said(followed, f'"{name}" -> 1')
    assert {path.name: path.read_bytes() for path in (followed.folder / "raw").iterdir()} == before


def test_a_folder_without_plans_takes_its_first(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "Downloads").mkdir(parents=True)
    (tmp_path / "project").mkdir()
    write_plan(home / "Downloads" / "first.pdf")
    follower = Follower(tmp_path / "project", home)
    follower.run("workplan-extract add ~/Downloads/first.pdf", 0)
    assert (tmp_path / "project" / "raw" / "first.pdf").is_file()
    assert "no plan before" in said(follower, " add ")
