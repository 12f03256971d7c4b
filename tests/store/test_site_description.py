"""`metadata.json` is what the schema says, and Datasette shows every page that it promises."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from tests.store.factory import gold_workplan
from workplan_extract.store import metadata, write_output
from workplan_extract.store.metadata import metadata_json, queries
from workplan_extract.store.schema import TABLES, WIDE

# A value that the 2022 plan answers to, for every parameter of every query.
EXAMPLES = {
    "purpose": "3", "year": "2022", "country": "Viet Nam", "role": "venue", "organisation": "JCLEC", "series": "Guide",
    "kind": "city", "quarter": "2", "words": "victim protection", "acronym": "ABF", "level": "info",
    "outcome": "kept",
}  # fmt: skip
# A question about roles of organisations, not of places.
SPECIAL = {"who_asks_who_pays": {"role": "requester"}}
# Series, which this plan has none of; and its next plan, which is not there.
UNANSWERED = ("activities_of_a_series", "what_became_of_activities")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("output")
    write_output([gold_workplan()], path)
    return path


@pytest.fixture
def datasette(folder: Path) -> Datasette:
    settings = {"suggest_facets": False}
    return Datasette([], immutables=[str(folder / "workplans.db")], metadata=metadata(), settings=settings)


def parameters(sql: str) -> set[str]:
    return set(re.findall(r":(\w+)", sql))


def test_metadata_file_is_what_the_schema_says(root: Path) -> None:
    """Mend it with `python -m workplan_extract.store > metadata.json`."""
    assert (root / "metadata.json").read_text(encoding="utf-8") == metadata_json()


def test_every_column_is_described() -> None:
    for table in (*TABLES, WIDE):
        assert all(column.description for column in table.columns), table.name


def test_every_parameter_is_explained() -> None:
    for name, query in queries().items():
        assert query.parameters.keys() == parameters(query.sql), name


@pytest.mark.asyncio
async def test_home_and_database(datasette: Datasette) -> None:
    home = await datasette.client.get("/")
    assert home.status_code == 200
    assert "Planned, not delivered" in home.text
    database = (await datasette.client.get("/workplans.json")).json()
    shown = {table["name"] for table in database["tables"] if not table["hidden"]}
    assert shown == {table.name for table in TABLES}
    assert [view["name"] for view in database["views"]] == [WIDE.name]


@pytest.mark.asyncio
@pytest.mark.parametrize("table", (*TABLES, WIDE), ids=lambda table: table.name)
async def test_table_pages(datasette: Datasette, folder: Path, table: Any) -> None:
    for ending in ("", ".json", ".csv", ".csv?_stream=on"):
        response = await datasette.client.get(f"/workplans/{table.name}{ending}")
        assert response.status_code == 200, ending
    page = await datasette.client.get(f"/workplans/{table.name}")
    assert table.title in page.text
    for facet in table.facets:
        faceted = await datasette.client.get(f"/workplans/{table.name}.json?_facet={facet}")
        assert faceted.status_code == 200
    exported = await datasette.client.get(f"/workplans/{table.name}.csv?_stream=on")
    expected = (folder / f"{table.name}.csv").read_text(encoding="utf-8")
    if not table.sort:
        assert len(exported.text.splitlines()) == len(expected.splitlines())


@pytest.mark.asyncio
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
async def test_row_pages(datasette: Datasette, folder: Path, table: Any) -> None:
    keys = ", ".join(f'"{column}"' for column in table.key)
    with closing(sqlite3.connect(folder / "workplans.db")) as connection:
        row = connection.execute(f'SELECT {keys} FROM "{table.name}" LIMIT 1').fetchone()
    if row is not None:
        for ending in ("", ".json"):
            address = datasette.urls.row("workplans", table.name, ",".join(map(tilde, row)), format=None)
            assert (await datasette.client.get(address + ending)).status_code == 200


def tilde(value: object) -> str:
    from datasette.utils import tilde_encode

    return tilde_encode(str(value))


@pytest.mark.asyncio
@pytest.mark.parametrize("name", queries())
async def test_queries_answer_empty_and_filled(datasette: Datasette, name: str) -> None:
    wanted = {key: EXAMPLES[key] for key in parameters(queries()[name].sql)} | SPECIAL.get(name, {})
    for values in ({}, wanted):
        for ending in ("", ".json", ".csv"):
            response = await datasette.client.get(f"/workplans/{name}{ending}", params=values)
            assert response.status_code == 200, response.text
        array = {"_shape": "array", **values}
        rows = (await datasette.client.get(f"/workplans/{name}.json", params=array)).json()
        assert isinstance(rows, list)
        assert rows or name in UNANSWERED, values


@pytest.mark.asyncio
@pytest.mark.parametrize("words", ['"', "a* OR", "NEAR(", "ō", "x'; DROP TABLE activities; --", "-", " "])
async def test_search_takes_any_words(datasette: Datasette, words: str) -> None:
    response = await datasette.client.get("/workplans/search_everything.json", params={"words": words})
    assert response.status_code == 200


@pytest.mark.asyncio
async def test_answers_are_right(datasette: Datasette) -> None:
    async def answer(name: str, **values: str) -> list[dict[str, Any]]:
        response = await datasette.client.get(f"/workplans/{name}.json", params={"_shape": "array", **values})
        return json.loads(response.text)

    for country in ("vn", "Viet Nam", "vietnam"):
        found = await answer("partners_on_a_purpose_in_a_country", purpose="2", country=country)
        assert {row["acronym"] for row in found} == {"PPA"}
    by_quarter = await answer("purposes_by_quarter", year="2022")
    assert sum(row["activities"] for row in by_quarter) == 99
    recurring = await answer("recurring_activities")
    assert [(row["times"], row["ticks"]) for row in recurring] == [(3, "differ")]
    year = await answer("one_organisations_year", organisation="unhcr")
    assert {row["organisation"] for row in year} == {"United Nations High Commissioner for Refugees"}
    assert len(year) == 7
    most = await answer("one_organisations_year")
    assert {row["organisation"] for row in most} == {"International Organization for Migration"}
    police = await answer("one_organisations_year", organisation="police academy")
    assert [row["quarter"] for row in police] == ["3", "4"]
    together = await answer("partners_together", organisation="ABF")
    assert [row["with_partner"] for row in together] == ["Malaysian Maritime Enforcement Authority"]


@pytest.mark.asyncio
async def test_foreign_keys_show_names(datasette: Datasette) -> None:
    page = await datasette.client.get("/workplans/activity_organisations?role=requester")
    assert "International Criminal Police Organization</a>" in page.text


@pytest.mark.asyncio
async def test_tables_search_in_full_text(datasette: Datasette) -> None:
    for table, words in (("activities", "smuggled migrant"), ("organisations", "INTERPOL"), ("glossary", "UNCHR")):
        found = (await datasette.client.get(f"/workplans/{table}.json", params={"_search": words})).json()
        assert found["rows"], table
        assert found["filtered_table_rows_count"] < 56 or table == "glossary"
