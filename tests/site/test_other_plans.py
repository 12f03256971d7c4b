"""The site over plans unlike that of 2022: activities of several quarters, no purposes, several publishers."""

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from datasette.app import Datasette

from tests.store.factory import BOX, make_activity, make_workplan
from workplan_extract.models import Workplan
from workplan_extract.site.addresses import Addresses
from workplan_extract.site.explore import explore_context
from workplan_extract.site.home import home_context
from workplan_extract.site.method import method_context
from workplan_extract.store import write_output
from workplan_extract.store.metadata import metadata
from workplan_extract.store.trust_rows import ReviewRow

ADDRESSES = Addresses(database="workplans")


def ticked(number: int, sort: str) -> dict[str, Any]:
    return {sort: number, "state": "ticked", "evidence": "glyph U+2713", "page": 4, "bbox": BOX}


def partner(name: str, mention: str, start: int) -> dict[str, Any]:
    return {
        "mention": mention, "organisation": name, "role": "partner", "start": start, "end": start + len(mention),
        "source": "registry",
    }  # fmt: skip


def venue(start: int) -> dict[str, Any]:
    return {"mention": "Suva", "location": "Suva", "kind": "city", "country": "FJ", "role": "venue",
            "start": start, "end": start + 4}  # fmt: skip


def spanning_plan() -> Workplan:
    """An activity in two quarters, for two purposes, that names its partner and its place twice; and a small one."""
    text = "With WHO in Suva, and again with WHO in Suva"
    activities = [
        make_activity(
            "alp-2024-01", text, quarters=[1, 2], purposes=[1, 2],
            marks=[ticked(1, "purpose"), ticked(2, "purpose")],
            quarter_marks=[ticked(1, "quarter"), ticked(2, "quarter")],
            organisations=[partner("World Health Organization", "WHO", at) for at in (5, 33)],
            locations=[venue(12), venue(40)],
        ),
        make_activity("alp-2024-02", "A meeting", position=2, quarters=[2], purposes=[1], marks=[ticked(1, "purpose")],
                      quarter_marks=[ticked(2, "quarter")]),
    ]  # fmt: skip
    purposes = [{"number": number, "title": f"Goal {number}", "description": ""} for number in (1, 2)]
    changed = {"level": "warning", "code": "review-outdated", "message": "It has changed.", "page": 4}
    return make_workplan(
        "alp-2024", 2024, activities=activities, purposes=purposes, findings=[{**changed, "activity": "alp-2024-02"}]
    )


def plan_without_purposes() -> Workplan:
    """An activity for no purpose, and a plan that names nobody and no place, has no title and no year."""
    plan = make_workplan("sea-2023", None, activities=[make_activity("sea-2023-01", "A survey of nets", quarters=[])])
    document = plan.document.model_copy(update={"title": "", "publisher": "Sea Office", "publisher_acronym": ""})
    return plan.model_copy(update={"document": document})


def reviewed(activity: str) -> ReviewRow:
    return ReviewRow(
        id=f"{activity}-v", document_id="alp-2024", activity_id=activity, who="A", reviewed_on=date(2024, 1, 2), note=""
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    reviews = [reviewed("alp-2024-01"), reviewed("alp-2024-02")]
    write_output([spanning_plan(), plan_without_purposes()], folder, reviews=reviews)
    return folder / "workplans.db"


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def fetch(database: Path, *paths: str) -> list[httpx.Response]:
    """What a plain Datasette answers."""

    async def answers() -> list[httpx.Response]:
        datasette = Datasette([], immutables=[str(database)], metadata=metadata())
        await datasette.invoke_startup()
        return [await datasette.client.get(path) for path in paths]

    return asyncio.run(answers())


def test_ticks_of_an_activity_in_two_quarters_count_once(connection: sqlite3.Connection) -> None:
    grid = home_context(connection, ADDRESSES, "alp-2024")["grid"]
    assert [[cell.count for cell in row.cells] for row in grid.rows] == [[1, 2, 0, 0], [1, 1, 0, 0]]
    assert [row.total for row in grid.rows] == [2, 1]
    assert grid.total == 3


def test_a_name_that_stands_twice_in_an_activity_counts_once(connection: sqlite3.Connection) -> None:
    for view in ("partners-by-purpose", "places-by-quarter"):
        context = explore_context(connection, ADDRESSES, view, "alp-2024")
        assert context is not None
        (row,) = context["grid"].rows
        assert [cell.count for cell in row.cells][:2] == [1, 1], view
        assert row.total == context["grid"].total == 1


def test_a_row_that_has_changed_since_is_not_counted_as_checked(connection: sqlite3.Connection) -> None:
    assert home_context(connection, ADDRESSES, "alp-2024")["figures"]["checked"] == 1
    checked = {row["document_id"]: row["checked"] for row in method_context(connection, ADDRESSES)["reconciliation"]}
    assert checked == {"alp-2024": 1, "sea-2023": 0}


def test_ticks_for_quarters_are_among_the_ticks_of_the_database(connection: sqlite3.Connection) -> None:
    tallies = {row["document_id"]: row for row in method_context(connection, ADDRESSES)["reconciliation"]}
    assert tallies["alp-2024"]["ticks_in_database"] == 6


def test_measured_figures_stand_side_by_side(connection: sqlite3.Connection) -> None:
    exact, tagged = method_context(connection, ADDRESSES)["quality"]
    assert ("rows: exact share", [1.0]) in exact["rows"]
    assert {len(values) for _, values in tagged["rows"]} == {len(tagged["sets"])}


def test_a_plan_without_purposes_partners_or_places_has_all_its_pages(database: Path) -> None:
    views = [
        f"/explore/{view}?plan=sea-2023" for view in ("partners-by-purpose", "places-by-quarter", "partners-together")
    ]
    paths = ["/?plan=sea-2023", *views, "/workplans/documents/sea-2023", "/workplans/activities/sea-2023-01"]
    pages = fetch(database, *paths, "/purposes", "/method", "/download", "/activities?plan=sea-2023")
    assert [page.status_code for page in pages] == [200] * len(pages)
    assert "does not tie its activities to purposes" in pages[0].text
    assert "heat" not in pages[0].text


def test_data_of_several_publishers_are_cited_together(database: Path) -> None:
    (page,) = fetch(database, "/download")
    text = re.sub(r"<[^>]+>", "", page.text)
    assert "Regional Support Office of the Bali Process; Sea Office (2024). Annual workplans" in text


SLIPS = {
    "/workplans/activities?_sort=nothing": 400,
    "/workplans/activities?_sort=id&_sort_desc=id": 400,
    "/workplans/activities.json?_sort_desc=nothing": 400,
    "/workplans/activities?_through=x": 400,
    "/workplans/activities?_through={}": 400,
    "/workplans?sql=select+1&_timelimit=soon": 400,
    "/workplans/activity_purposes/alone": 404,
    "/workplans/activity_purposes/alone.json": 404,
    "/workplans/activity_purposes/one,too,many": 404,
}


def test_a_slip_in_an_address_is_no_failure_of_the_site(database: Path) -> None:
    answers = fetch(database, *SLIPS)
    assert {path: answer.status_code for path, answer in zip(SLIPS, answers, strict=True)} == SLIPS
