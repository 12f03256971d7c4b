"""`make screens`: a picture of each page, as wide as a desk's and as a phone's screen, in output/screens/."""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.site.browser import launch
from tests.site.server import ROOT, free_port, serving
from tests.site.test_pages import PAGES
from workplan_extract.site.server import serve_command

VIEWS = {"1280": (1280, "light"), "390": (390, "light"), "1280-dark": (1280, "dark")}


def main() -> None:
    """Serve the output folder that is there, and photograph it."""
    screens = ROOT / "output" / "screens"
    screens.mkdir(parents=True, exist_ok=True)
    port = free_port()
    with ExitStack() as stack:
        log = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "log"
        command = serve_command(ROOT / "output", port, ROOT / "metadata.json")
        site = stack.enter_context(serving(command, port, log))
        browser = launch(stack.enter_context(sync_playwright()))
        for view in VIEWS:
            photograph(browser, site.address, view, screens)
    sys.stderr.write(f"{len(PAGES) * len(VIEWS)} pictures in {screens.relative_to(ROOT)}/\n")


def photograph(browser: Browser, address: str, view: str, screens: Path) -> None:
    """Every page in one view."""
    width, scheme = VIEWS[view]
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for name, (path, _) in PAGES.items():
            page.goto(address + path)
            page.screenshot(path=screens / f"{name.replace(' ', '-')}-{view}.png", full_page=True)


if __name__ == "__main__":
    main()
