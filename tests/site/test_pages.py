"""What a reader sees, in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.site.conftest import OpenPage
from tests.site.server import Site

# One of each page: where it is, and a heading that it must show.
PAGES = {
    "home": ("/", "Annual Workplan 2022"),
    "list": ("/activities?span=Q2", "Activities"),
    "activity": ("/workplans/activities/rso-2022-q3-08", "In partnership with JCLEC"),
    "organisation": ("/workplans/organisations/international-organization-for-migration", "International Organization"),
    "organisations": ("/organisations", "Organisations"),
    "place": ("/workplans/locations/viet-nam", "Viet Nam"),
    "places": ("/places", "Places"),
    "purpose": ("/workplans/purposes/rso-2022-p1", "Responsive to Bali Process"),
    "purposes": ("/purposes", "Purposes"),
    "plan": ("/workplans/documents/rso-2022", "Annual Workplan 2022"),
    "search": ("/search?q=victims", "Search"),
    "partners by purpose": ("/explore/partners-by-purpose", "Partners by purpose"),
    "places by quarter": ("/explore/places-by-quarter", "Places by quarter"),
    "partners together": ("/explore/partners-together", "Partners together"),
    "years": ("/explore/years", "Between years"),
    "method": ("/method", "Method and quality"),
    "download": ("/download", "Download"),
    "tables": ("/workplans", "Tables and SQL"),
    "table": ("/workplans/activity_organisations?_facet=role&_size=8", "Organisations in activities"),
    "row": ("/workplans/marks/rso-2022-q1-01,1", "rso-2022-q1-01"),
    "question": ("/workplans/partners_by_purpose?purpose=3&year=", "Partners by purpose"),
    "sql": ("/workplans?sql=select+quarter%2C+count(*)+from+activities+group+by+1", "A query in SQL"),
}
AXE = {"resultTypes": ["violations"]}
ADDRESSES = [pytest.param(*page, id=name) for name, page in PAGES.items()]


@pytest.mark.parametrize(("path", "heading"), ADDRESSES)
def test_every_page_fits_a_phone_and_has_no_serious_fault(
    site: Site, open_page: OpenPage, path: str, heading: str
) -> None:
    for width, scheme in ((1280, "light"), (390, "dark")):
        page = open_page(site.address + path, width, color_scheme=scheme)
        expect(page.locator("h1")).to_contain_text(heading)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, width
        faults = [
            one
            for one in Axe().run(page, options=AXE).response["violations"]
            if one["impact"] in {"serious", "critical"}
        ]
        assert [(one["id"], [node["target"] for node in one["nodes"][:5]]) for one in faults] == []


@pytest.mark.parametrize("path", ["/", "/search?q=IOM", "/workplans/activities/rso-2022-q1-04", "/workplans/marks"])
def test_pages_work_without_scripts(site: Site, open_page: OpenPage, path: str) -> None:
    page = open_page(site.address + path, java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert page.locator("script").count() == 0


def test_home_answers_the_first_questions(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.address)
    expect(page.locator(".hero")).to_contain_text("Planned, not delivered")
    expect(page.locator(".figures")).to_contain_text("56 activities")
    expect(page.locator(".figures")).to_contain_text("99 ticks")
    grid = page.locator("table.heat")
    assert grid.locator("tbody tr").count() == 4
    assert sum(int(text) for text in grid.locator("tbody td:not(.total)").all_inner_texts() if text.isdigit()) == 99
    quarters = page.locator(".bars", has_text="each counted once").locator(".count").all_inner_texts()
    assert quarters == ["11", "13", "14", "18"]
    expect(page.locator(".bars", has_text="Partners with the most")).to_contain_text("International Organization")
    expect(page.locator("dl.facts")).to_contain_text("10b04cc538d2b221cad644146a1cf617c0878b2ec7edcc653d175faf9aa76d54")
    expect(page.locator(".citation")).to_contain_text("Regional Support Office of the Bali Process (2022)")


def test_each_mark_of_a_chart_leads_to_as_many_rows(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.address)
    chosen = page.locator("table.heat tbody td a").nth(5)
    count = chosen.inner_text()
    chosen.click()
    expect(page.locator("main")).to_contain_text(f"{count} planned")
    assert page.locator(".activity-item").count() == int(count)
    page.goto(site.address)
    mark = page.locator(".map a", has=page.locator("title", has_text="Pakistan"))
    assert mark.get_attribute("aria-label") == "Pakistan: 1 activity"
    mark.dispatch_event("click")
    expect(page.locator("main")).to_contain_text("Government of Pakistan")


def test_the_map_shows_outlines_and_names(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.address)
    assert page.locator(".map image").count() >= 1
    expect(page.locator(".map")).to_contain_text("Indonesia")
    loaded = page.evaluate(
        "async (href) => { const one = new Image(); one.src = href; await one.decode(); return one.naturalWidth }",
        page.locator(".map image").first.get_attribute("href"),
    )
    assert loaded > 1000


def test_search_finds_every_sort_of_thing(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.address)
    page.get_by_label("Search activities, organisations").fill("migra")
    page.locator(".big-search button").click()
    for heading in ("Activities", "Organisations", "In the plans’ own text"):
        assert page.locator("h2", has_text=re.compile(rf"^{heading} \d")).is_visible()
    assert "migration" in [text.lower() for text in page.locator("mark").all_inner_texts()]
    page.goto(f"{site.address}/search?q=Viet+Nam")
    expect(page.locator("section[aria-labelledby=places]")).to_contain_text("Hanoi")
    page.goto(f"{site.address}/search?q=zzzz")
    expect(page.locator(".zero-results")).to_contain_text("Nothing was found for zzzz")


def test_an_activity_shows_its_source(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}/workplans/activities/rso-2022-q3-08")
    expect(page.locator("h1")).to_have_text(
        "In partnership with JCLEC, delivery of an in-person training workshop in Semarang, Indonesia on Investigating "
        "Smuggling of Migrants for Indonesian law enforcement officials"
    )
    assert page.locator("h1 .organisation.partner").all_inner_texts() == ["JCLEC"]
    assert page.locator("h1 .place.venue").all_inner_texts() == ["Semarang", "Indonesia"]
    picture = page.locator(".cutout img")
    assert picture.evaluate("(one) => one.complete && one.naturalWidth > 500")
    assert page.locator(".mark.ticked").count() == 1
    expect(page.locator(".purposes")).to_contain_text("2. Operational Capacity Building")
    expect(page.locator("aside")).to_contain_text("2022-07-01 to 2022-09-30")
    expect(page.locator(".citation")).to_contain_text("activity rso-2022-q3-08, page 6")
    page.locator(".steps [rel=next]").click()
    assert page.url.endswith("/rso-2022-q3-09")


def test_the_frame_lies_on_the_tick(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}/workplans/activities/rso-2022-q3-08")
    share = page.evaluate(DARK_SHARE)
    assert share["ticked"] > 0.001
    assert share["empty"] == [0, 0, 0]


# Draws the picture onto a canvas and tells what share of the middle of each cell is dark.
DARK_SHARE = """() => {
  const img = document.querySelector('.cutout img'), svg = document.querySelector('.cutout svg');
  const canvas = document.createElement('canvas');
  canvas.width = img.naturalWidth; canvas.height = img.naturalHeight;
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  pen.drawImage(img, 0, 0);
  const box = svg.viewBox.baseVal, sx = canvas.width / box.width, sy = canvas.height / box.height;
  const dark = (rect) => {
    const x = (rect.x.baseVal.value - box.x + 3) * sx, y = (rect.y.baseVal.value - box.y + 3) * sy;
    const w = (rect.width.baseVal.value - 6) * sx, h = (rect.height.baseVal.value - 6) * sy;
    const data = pen.getImageData(x, y, w, h).data;
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] < 100) count++;
    return count / (data.length / 4);
  };
  return {
    ticked: dark(svg.querySelector('.ticked')),
    empty: [...svg.querySelectorAll('.empty')].map(dark),
  };
}"""


def test_organisation_place_and_purpose_lead_onward(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}/workplans/activities/rso-2022-q1-04")
    page.locator("h1 .organisation").first.click()
    expect(page.locator(".eyebrow")).to_contain_text("Organisation")
    assert page.locator(".bars").count() >= 2
    page.goto(f"{site.address}/workplans/locations/viet-nam")
    expect(page.locator(".lead")).to_contain_text("3 planned activities")
    page.locator(".lead a", has_text="Hanoi").click()
    expect(page.locator(".eyebrow")).to_contain_text("City in Viet Nam")
    page.goto(f"{site.address}/workplans/purposes/rso-2022-p4")
    expect(page.locator("main")).to_contain_text("21 planned activities are ticked for it")


def test_the_list_narrows_down_step_by_step(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}/activities")
    page.get_by_label("Period").select_option("Q4")
    page.locator(".filters-form button").click()
    expect(page.locator("main")).to_contain_text("18 planned activities")
    page.get_by_label("Words").fill("training")
    page.keyboard.press("Enter")
    expect(page.locator(".chosen")).to_contain_text("training")
    assert 0 < page.locator(".activity-item").count() < 18
    page.locator(".removable", has_text="Quarter 4").click()
    expect(page.locator(".chosen")).to_contain_text("training")
    assert "span" not in page.url


def test_a_table_has_readable_titles_help_search_and_facets(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}/workplans/activities")
    titles = [title.strip(" ▲\xa0") for title in page.locator("thead th").all_inner_texts()]
    assert {"Plan", "Quarter", "Begins", "Ends", "Activity"} <= set(titles)
    assert not {"X0", "Left edge", "Upper edge", "Period"} & set(titles)
    assert page.locator("tbody").bounding_box()["y"] < 700  # type: ignore[index]
    page.locator(".column-help summary").click()
    expect(page.locator(".column-help")).to_contain_text("The activity's text as printed, on one line")
    expect(page.locator("tbody tr").first).to_contain_text("Annual Workplan 2022")
    page.get_by_label("Search this table").fill("borders")
    page.locator(".filters button").click()
    assert 0 < page.locator("tbody tr").count() < 10
    page.goto(f"{site.address}/workplans/activities")
    page.locator("#facet-quarter a", has_text="3").click()
    expect(page.locator(".count-line")).to_contain_text("14 rows")


def test_a_ready_made_question_answers(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}/workplans")
    page.locator(".cards a", has_text="Partners by purpose").click()
    page.get_by_label("Purpose").fill("3")
    page.locator(".parameters button").click()
    expect(page.locator("tbody tr").first).to_contain_text("NEXUS Institute")
    page.locator("tbody a").first.click()
    expect(page.locator("h1")).to_contain_text("NEXUS")


def test_sql_stays_on(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}/workplans")
    page.locator("#sql-editor").fill("select count(*) as n from activities")
    page.get_by_role("button", name="Run SQL").click()
    assert page.locator("tbody td").inner_text() == "56"


def test_the_method_page_tells_how_far_to_trust_it(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}/method")
    expect(page.locator("section[aria-labelledby=reconciliation]")).to_contain_text("0 of 56 rows")
    cells = page.locator("section[aria-labelledby=reconciliation] tbody td").all_inner_texts()
    assert cells[1:7] == ["56", "56", "99", "99", "0", "99"]
    for heading in ("Measured quality", "Findings", "Corrections", "Known limits", "Guidelines"):
        assert page.locator("h2", has_text=heading).is_visible()


def test_the_keyboard_is_enough(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.goto(site.address)
    page.locator("#home-q").focus()
    page.keyboard.type("fiji")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Suva")


def test_print_leaves_out_what_paper_cannot_do(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}/workplans/activities/rso-2022-q3-08")
    page.emulate_media(media="print")
    assert not page.locator(".masthead").is_visible()
    assert page.locator(".cutout img").is_visible()
    assert page.locator(".citation").is_visible()


def test_downloads_start(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}/download")
    names = {}
    for link in page.locator(".files-cards a").all():
        with page.expect_download() as download:
            link.click()
        names[download.value.suggested_filename] = download.value.path().stat().st_size
    assert {
        "workplans.zip",
        "activities-for-excel.csv",
        "activities_wide.csv",
        "workplans.xlsx",
        "workplans.db",
    } <= set(names)
    assert all(names.values())


def test_what_means_harm_shows_as_text(hostile_site: Site, open_page: OpenPage) -> None:
    paths = (
        "/", "/activities", "/workplans/activities/rso-2022-q1-01", "/workplans/activities/rso-2022-q1-02",
        "/search?q=script", "/organisations", "/workplans/purposes/rso-2022-p1", "/workplans/documents/rso-2022",
        "/explore/years", "/explore/partners-by-purpose", "/method", "/workplans/activities",
        "/workplans/activities_wide", "/workplans/activity_organisations?_facet=organisation",
        "/workplans/organisations", "/workplans/findings",
        "/workplans/search_everything?words=script", "/workplans?sql=select+activity+from+activities",
        "/activities?words=%3Cscript%3Ealert(1)%3C/script%3E", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
    )  # fmt: skip
    page = open_page(hostile_site.address)
    for path in paths:
        page.goto(hostile_site.address + path)
        assert page.title() != "taken", path
        assert page.locator("main script, main img[src=x]").count() == 0, path
    shown = open_page(f"{hostile_site.address}/workplans/activities/rso-2022-q1-01")
    expect(shown.locator("h1")).to_contain_text("<script>document.title")
    shown = open_page(f"{hostile_site.address}/workplans/activities/rso-2022-q1-02")
    expect(shown.locator("h1")).to_contain_text('=HYPERLINK("http://evil.example/", "prize")')
    assert shown.locator("a[href*=evil]").count() == 0


def test_years_are_compared(hostile_site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{hostile_site.address}/explore/years")
    expect(page.locator(".lead")).to_contain_text("kept")
    expect(page.locator("tbody")).to_contain_text("A plain meeting")


def test_a_wrong_address_is_told_in_plain_words(site: Site, open_page: OpenPage) -> None:
    page: Page = open_page(site.address)
    answer = page.request.get(f"{site.address}/workplans/activities/rso-2022-q9-99")
    assert answer.status == 404
    assert "There is no such" in answer.text()
