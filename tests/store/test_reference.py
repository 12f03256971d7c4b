"""The 2022 plan as it is read from its PDF, names left out, goes into the store whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import REFERENCE
from workplan_extract.models import Tagged, Workplan
from workplan_extract.reading import read_document
from workplan_extract.records import build_workplan
from workplan_extract.settings import DocumentSettings
from workplan_extract.store import read_workplans, write_output


@pytest.fixture(scope="module")
def plan() -> Workplan:
    reading = read_document(REFERENCE, DocumentSettings())
    sentences = [Tagged(text=row.text) for row in reading.rows]
    cells = [tuple(Tagged(text=cell.text) for cell in row.columns) for row in reading.rows]
    return build_workplan(reading, sentences, cells)


def test_the_plan_comes_back_as_it_was_read(plan: Workplan, tmp_path: Path) -> None:
    write_output([plan], tmp_path)
    assert list(read_workplans(tmp_path / "workplans.db")) == [plan]


def test_rows_ticks_and_cells_are_all_there(plan: Workplan, tmp_path: Path) -> None:
    write_output([plan], tmp_path)
    with closing(sqlite3.connect(tmp_path / "workplans.db")) as connection:

        def count(sql: str) -> int:
            return int(connection.execute(f"SELECT count(*) FROM {sql}").fetchone()[0])

        assert count("activities") == 56
        assert count("activity_purposes WHERE evidence <> '' AND page IS NOT NULL") == 99
        assert count("marks") == 56 * 4
        assert count("marks WHERE state = 'ticked'") == 99
        assert count("glossary") == 23
        assert count("sections") == len(plan.sections) > 0
        assert count("activities_wide WHERE starts_on BETWEEN '2022-01-01' AND '2022-12-31'") == 56
        words, rows = connection.execute("SELECT words_in_tables, words_in_rows FROM reconciliation").fetchone()
        assert words == rows > 0
