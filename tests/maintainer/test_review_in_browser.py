"""The review page in Chromium, opened as a file: keys, checking, correcting, saving. Skipped where there is none."""

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REFERENCE
from tests.maintainer.plans import reference
from workplan_extract.maintaining.corrections import apply_corrections, load_corrections
from workplan_extract.maintaining.maintained import Maintained
from workplan_extract.maintaining.reviews import checked_activities, load_reviews
from workplan_extract.models import Finding, Mark, Workplan
from workplan_extract.reading.pictures import PictureSettings, draw_pages, page_sizes
from workplan_extract.review.build import data_uri, render
from workplan_extract.review.view import workplan_to_view

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")


def doubtful_plan() -> Workplan:
    """The reference plan with one mark unsure and one finding, boxes as in the test plans."""
    plan = reference()
    mark = Mark(purpose=1, state="unsure", evidence="ink 4 %", page=2, bbox=(10, 20, 30, 40))
    finding = Finding(level="warning", code="no-tick", message="Nothing is ticked.", page=6, activity="rso-2022-q3-02")
    activities = [
        one.model_copy(update={"marks": (mark, *one.marks[1:])}) if one.id == "rso-2022-q2-07" else one
        for one in plan.activities
    ]
    document = plan.document.model_copy(update={"pages": 12})
    return plan.model_copy(update={"activities": tuple(activities), "findings": (finding,), "document": document})


PLAN = doubtful_plan()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    small = [PictureSettings(scale=0.3)] * 12
    images = [data_uri(one.media_type, one.content) for one in draw_pages(REFERENCE, small)]
    path = tmp_path_factory.mktemp("review") / "plan.html"
    view = workplan_to_view(PLAN, page_sizes(REFERENCE), images, {}, Maintained())
    path.write_text(render(view), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: "sync_api.Browser", address: str) -> Iterator["sync_api.Page"]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    page = context.new_page()
    problems: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    yield page
    assert problems == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()


def current(page: "sync_api.Page") -> str:
    return str(page.locator("article[aria-current]").get_attribute("id"))


def name_yourself(page: "sync_api.Page") -> None:
    page.fill("#who", "Nadia, “ND”")
    page.locator("#who").blur()


def saved(page: "sync_api.Page", button: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.click(button)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_j_and_k_go_through_the_rows_and_both_panes_follow(page: "sync_api.Page") -> None:
    page.keyboard.press("j")
    assert current(page) == "rso-2022-q1-01"
    for _ in range(30):
        page.keyboard.press("j")
    assert current(page) == "rso-2022-q3-07"
    page.keyboard.press("k")
    assert current(page) == "rso-2022-q3-06"
    assert page.evaluate("document.activeElement.id") == "rso-2022-q3-06"
    shown = page.locator("article[aria-current]").bounding_box()
    assert shown and shown["y"] >= 0 and shown["y"] + shown["height"] <= 800
    drawn = page.locator("rect.row.current").bounding_box()
    assert drawn and 0 <= drawn["y"] <= 800


def test_n_goes_to_what_needs_a_look(page: "sync_api.Page") -> None:
    page.keyboard.press("n")
    assert current(page) == "rso-2022-q2-07"
    page.keyboard.press("n")
    assert current(page) == "rso-2022-q3-02"
    page.keyboard.press("n")
    assert current(page) == "rso-2022-q2-07"


def test_a_finding_leads_to_its_row_and_to_the_place_on_the_picture(page: "sync_api.Page") -> None:
    page.click(".look a[data-row='rso-2022-q3-02']")
    assert current(page) == "rso-2022-q3-02"
    assert page.locator("rect.row.current").get_attribute("data-activity") == "rso-2022-q3-02"


def test_a_click_on_the_picture_selects_the_row(page: "sync_api.Page") -> None:
    page.keyboard.press("j")
    page.locator("rect.row[data-activity='rso-2022-q4-18']").dispatch_event("click")
    assert current(page) == "rso-2022-q4-18"


def test_checked_rows_become_lines_that_the_program_reads(page: "sync_api.Page", tmp_path: Path) -> None:
    name_yourself(page)
    page.keyboard.press("j")
    page.keyboard.press("c")
    assert current(page) == "rso-2022-q1-02"
    page.keyboard.press("c")
    page.keyboard.press("c")
    page.keyboard.press("k")
    page.keyboard.press("c")
    assert page.locator("#progress").inner_text() == "2 of 56 checked now"
    path = saved(page, "#save-reviews", tmp_path)
    assert path.name == "reviews.csv"
    reviews = load_reviews(tmp_path)
    assert [one.activity for one in reviews] == ["rso-2022-q1-01", "rso-2022-q1-02"]
    assert {one.who for one in reviews} == {"Nadia, “ND”"}
    assert checked_activities(PLAN, reviews) == {"rso-2022-q1-01", "rso-2022-q1-02"}


def test_corrections_become_lines_that_the_program_applies(page: "sync_api.Page", tmp_path: Path) -> None:
    name_yourself(page)
    for _ in range(5):
        page.keyboard.press("j")
    page.keyboard.press("e")
    page.uncheck("#edit-ticks input[value='4']")
    page.fill("#edit-why", 'the page shows "1, 2"')
    page.click("#edit-save")
    page.keyboard.press("e")
    page.select_option("#edit-field", label="organisation: International Organization for Migration | requester")
    page.fill("#edit-now", "International Organization for Migration | partner")
    page.click("#edit-save")
    page.keyboard.press("e")
    page.select_option("#edit-field", label="add a place")
    page.fill("#edit-now", "Suva | city | FJ | venue")
    page.click("#edit-save")
    saved(page, "#save-corrections", tmp_path)
    corrections = load_corrections(tmp_path)
    assert [(one.field, one.was, one.now) for one in corrections] == [
        ("purposes", "1;2;4", "1;2"),
        ("organisation", "International Organization for Migration | requester",
         "International Organization for Migration | partner"),
        ("location", "", "Suva | city | FJ | venue"),
    ]  # fmt: skip
    assert corrections[0].why == 'the page shows "1, 2"'
    one = apply_corrections(PLAN, corrections).activities[4]
    assert one.purposes == (1, 2)
    assert one.organisations[0].role == "partner"
    assert one.locations[-1].location == "Suva"


def test_a_second_correction_of_a_cell_builds_on_the_first(page: "sync_api.Page", tmp_path: Path) -> None:
    name_yourself(page)
    for number in ("4", "2"):
        page.locator("#rso-2022-q1-05 [data-edit]").click()
        page.uncheck(f"#edit-ticks input[value='{number}']")
        page.click("#edit-save")
    assert page.locator("#pending-list button").count() == 1
    saved(page, "#save-corrections", tmp_path)
    assert apply_corrections(PLAN, load_corrections(tmp_path)).activities[4].purposes == (1,)
    page.click("#pending-list button")
    assert page.locator("#count-corrections").inner_text() == "1"


@pytest.mark.parametrize(
    ("label", "text", "problem"),
    [
        ("add an organisation", "World Health Organization", "Name | role"),
        ("quarters", "5", "Quarters with ;"),
        ("text of the activity", None, "That is what stands there already"),
    ],
)
def test_a_correction_that_could_not_be_read_is_refused(
    page: "sync_api.Page", label: str, text: str | None, problem: str
) -> None:
    name_yourself(page)
    page.locator("#rso-2022-q1-05 [data-edit]").click()
    page.select_option("#edit-field", label=label)
    if text is not None:
        page.fill("#edit-now", text)
    page.click("#edit-save")
    assert problem in page.locator("#edit-problem").inner_text()
    assert page.locator("#edit").is_visible()


def test_nothing_is_recorded_without_a_name(page: "sync_api.Page") -> None:
    page.keyboard.press("j")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.id") == "who"
    assert page.locator("#count-reviews").inner_text() == "0"


def test_work_is_there_again_after_the_page_was_closed(page: "sync_api.Page") -> None:
    name_yourself(page)
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.reload()
    assert page.locator("#progress").inner_text() == "1 of 56 checked now"
    assert page.locator("#who").input_value() == "Nadia, “ND”"


def test_keys_are_explained_and_do_nothing_while_one_types(page: "sync_api.Page") -> None:
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.locator("#who").press_sequentially("jack")
    assert page.locator("article[aria-current]").count() == 0


def test_everything_can_be_reached_and_has_a_name(page: "sync_api.Page") -> None:
    unnamed = page.evaluate(
        "[...document.querySelectorAll('button, input, select, textarea')].filter(one => !one.disabled"
        " && !(one.textContent.trim() || (one.labels && one.labels.length) || one.ariaLabel)).map(one => one.outerHTML)"
    )
    assert unnamed == []
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1


def test_a_phone_shows_both_the_picture_and_the_row(page: "sync_api.Page") -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for _ in range(20):
        page.keyboard.press("j")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    row = page.locator("article[aria-current]").bounding_box()
    assert row and row["y"] < 800 and row["y"] + row["height"] > 0


def test_saved_lines_are_csv_as_others_read_it(page: "sync_api.Page", tmp_path: Path) -> None:
    name_yourself(page)
    page.keyboard.press("j")
    page.keyboard.press("c")
    text = saved(page, "#save-reviews", tmp_path).read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert text.startswith("document,activity,who,when,note,seen\n")
    assert rows[0]["who"] == "Nadia, “ND”"
