"""The published site of the 2022 plan, a site of hostile plans, and a browser that notices what it must not see."""

import fcntl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import REFERENCE
from tests.site.browser import chromium, launch
from tests.site.plans import hostile_plans
from tests.site.server import ROOT, Site, free_port, plain_command, serving
from workplan_extract.comparing.diff import diff_workplans
from workplan_extract.comparing.links import diff_to_rows
from workplan_extract.site.server import serve_command
from workplan_extract.store import write_output


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of a test run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def output(shared: Path) -> Path:
    """What the main job makes of the 2022 plan, made once a test run."""
    folder = shared / "published"
    with one_at_a_time(shared):
        if not folder.exists():
            program = Path(sys.executable).with_name("workplan-extract")
            command = [str(program), "run", str(REFERENCE), "--output", str(folder)]
            subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return folder


@pytest.fixture(scope="session")
def hostile_output(shared: Path) -> Path:
    folder = shared / "hostile"
    with one_at_a_time(shared):
        if not folder.exists():
            earlier, later = hostile_plans()
            links = tuple(diff_to_rows(diff_workplans(earlier, later)))
            write_output([earlier, later], folder, links=links)
    return folder


@pytest.fixture(scope="session")
def site(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site as `workplan-extract serve` starts it."""
    port = free_port()
    command = serve_command(output, port, ROOT / "metadata.json")
    with serving(command, port, tmp_path_factory.mktemp("site") / "log") as started:
        yield started


@pytest.fixture(scope="session")
def hostile_site(hostile_output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the hostile plans as a plain `datasette` starts it."""
    port = free_port()
    with serving(plain_command(hostile_output, port), port, tmp_path_factory.mktemp("site") / "log") as started:
        yield started


@pytest.fixture(scope="session")
def client(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.address, timeout=30) as opened:
        yield opened


@pytest.fixture(scope="session")
def hostile_client(hostile_site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=hostile_site.address, timeout=30) as opened:
        yield opened


# Not for the whole session: Playwright keeps an event loop running, which other tests would stumble over.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages; at the end, none may have asked another host for anything, or written an error to the console."""
    complaints: list[str] = []
    with ExitStack() as closing:

        def opened(address: str, width: int = 1280, **options: object) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 900}, **options)
            closing.callback(context.close)
            page = context.new_page()
            page.on("request", lambda request: _complain_of_elsewhere(request.url, complaints))
            page.on("console", lambda message: _complain_of_error(message.type, message.text, complaints))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            response = page.goto(address)
            assert response is not None
            assert response.ok, (address, response.status)
            return page

        yield opened
    assert complaints == []


def _complain_of_elsewhere(url: str, complaints: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "data:")):
        complaints.append(f"a request to {url}")


def _complain_of_error(kind: str, text: str, complaints: list[str]) -> None:
    if kind in {"error", "warning"}:
        complaints.append(text)
