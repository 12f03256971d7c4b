"""CSV, workbook and data package say what the database says, and nothing in them can run."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.store.factory import gold_workplan, make_activity, make_workplan
from workplan_extract.store import write_output
from workplan_extract.store.csvs import write_csv
from workplan_extract.store.schema import TABLES, WIDE
from workplan_extract.store.workbook import CELL_CHARACTERS, CUT, fit_cell, write_workbook

ALL = (WIDE, *TABLES)
HOSTILE = ['=HYPERLINK("http://x.example","y")', "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "https://x.example",
           "<script>alert(1)</script>", "{=1}", "a\rb", 'say "no", twice\nagain', "Côte d’Ivoire", "007"]  # fmt: skip


def hostile_workplan() -> Any:
    return make_workplan(activities=[make_activity(f"rso-2022-q1-{n:02d}", text) for n, text in enumerate(HOSTILE, 1)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("output")
    write_output([gold_workplan(), gold_workplan("rso-2023", 2023)], path)
    return path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile")
    write_output([hostile_workplan()], path)
    return path


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_csvs_hold_the_database(folder: Path, table: Any) -> None:
    header, *lines = read_csv(folder / f"{table.name}.csv")
    assert header == [column.name for column in table.columns]
    with closing(sqlite3.connect(folder / "workplans.db")) as connection:
        rows = connection.execute(f'SELECT * FROM "{table.name}"').fetchall()
        described = [row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')]
    assert header == described
    assert sorted(lines) == sorted([["" if cell is None else str(cell) for cell in row] for row in rows])


def test_csvs_are_plain_utf8_with_line_feeds(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data
        assert data.endswith(b"\n")


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_csv_keeps_any_text(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    write_csv(stream, ["a", "b"], rows)
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [["a", "b"], *rows]


def test_text_is_verbatim_in_csv(hostile: Path) -> None:
    with (hostile / "activities.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["activity"] for row in csv.DictReader(stream)] == HOSTILE


def test_workbook_holds_every_table_and_no_formula(hostile: Path, folder: Path) -> None:
    for path in (hostile, folder):
        book = load_workbook(path / "workplans.xlsx")
        assert book.sheetnames == ["about", *(table.name for table in ALL)]
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
        assert not any(cell.hyperlink for cell in cells)
    texts = [row[0].value for row in load_workbook(hostile / "workplans.xlsx")["activities"]["H2:H20"]]
    assert [str(text).replace("_x000D_", "\r") for text in texts if text is not None] == HOSTILE


def test_workbook_is_fit_to_read(folder: Path) -> None:
    book = load_workbook(folder / "workplans.xlsx")
    assert "Planned, not delivered" in str(book["about"]["A1"].value)
    sheet = book["activities_wide"]
    assert sheet.max_row == 113
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert isinstance(sheet["D2"].value, int)


def test_a_table_longer_than_a_sheet_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workplan_extract.store.workbook.SHEET_ROWS", 3)
    quarters = next(table for table in TABLES if table.name == "activity_quarters")
    rows = [(f"a{number}", number) for number in range(5)]
    write_workbook(tmp_path / "book.xlsx", "note", [(quarters, rows), (quarters.model_copy(update={"name": "x"}), [])])
    book = load_workbook(tmp_path / "book.xlsx")
    names = ("activity_quarters", "activity_quarters_2", "activity_quarters_3")
    assert book.sheetnames == ["about", *names, "x"]
    assert [tuple(row) for name in names for row in book[name].iter_rows(min_row=2, values_only=True)] == rows


@pytest.mark.parametrize(
    "text", ["a & b <i>", "two\nlines\tand tabs", " blanks ", "bell \a", "_x0007_", "\ufffe", "x" * 40_000]
)
def test_a_workbook_keeps_any_text(tmp_path: Path, text: str) -> None:
    quarters = next(table for table in TABLES if table.name == "activity_quarters")
    write_workbook(tmp_path / "book.xlsx", "note", [(quarters, [(text, 1.5), ("", None)])])
    sheet = load_workbook(tmp_path / "book.xlsx")["activity_quarters"]
    escaped = {"bell \a": "bell _x0007_", "_x0007_": "_x005F_x0007_", "\ufffe": "_xFFFE_"}
    assert (sheet["A2"].value, sheet["B2"].value) == (escaped.get(text, fit_cell(text)), 1.5)
    assert (sheet["A3"].value, sheet["B3"].value) == (None, None)


@pytest.mark.parametrize("letter", ["x", "𝔵"])
def test_a_text_longer_than_a_cell_says_so(letter: str) -> None:
    fits = letter * (CELL_CHARACTERS // len(letter.encode("utf-16-le")) * 2)
    cut = str(fit_cell(fits + letter * 2))
    assert fit_cell(fits) == fits
    assert cut.endswith(CUT)
    assert len(cut.encode("utf-16-le")) // 2 <= CELL_CHARACTERS


def test_data_package_is_valid(folder: Path, hostile: Path) -> None:
    for path in (folder, hostile):
        report = Package(str(path / "datapackage.json")).validate()
        assert report.valid, report.flatten(["title", "message"])


def test_data_package_describes_every_csv(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    listed = {resource["path"] for resource in package["resources"]}
    assert listed == {path.name for path in folder.glob("*.csv")} - {"data_dictionary.csv"}
    assert {source["title"] for source in package["sources"]} == {"Annual Workplan 2022", "Annual Workplan 2023"}


def test_data_package_notices_a_changed_csv(folder: Path, tmp_path: Path) -> None:
    for path in (*folder.glob("*.csv"), folder / "datapackage.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    broken = (tmp_path / "activity_quarters.csv").read_text(encoding="utf-8").replace("q1-01,1", "q1-01,5", 1)
    (tmp_path / "activity_quarters.csv").write_text(broken, encoding="utf-8")
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_data_dictionary_lists_every_column(folder: Path) -> None:
    header, *rows = read_csv(folder / "data_dictionary.csv")
    assert header[:3] == ["table", "column", "type"]
    assert [(row[0], row[1]) for row in rows] == [
        (table.name, column.name) for table in ALL for column in table.columns
    ]
    assert all(row[-1] for row in rows)
