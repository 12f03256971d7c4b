"""A folder of results: the same bytes each time, all of it or nothing, sound and complete."""

import csv
import hashlib
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import sqlite_utils

from tests.store.factory import gold_workplan, make_activity, make_workplan
from workplan_extract.errors import StoreError
from workplan_extract.maintaining.sources import SourceFile
from workplan_extract.store import CorrectionRow, ReviewRow, published_files, read_workplans, write_output
from workplan_extract.store.database import ALL_TABLES, TOKENIZER, build_database, indexed_columns


def folder_hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_same_plans_give_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_output([gold_workplan(), gold_workplan("rso-2023", 2023)], tmp_path / name)
    assert folder_hashes(tmp_path / "one") == folder_hashes(tmp_path / "two")
    write_output([gold_workplan(), gold_workplan("rso-2023", 2023)], tmp_path / "one")
    assert folder_hashes(tmp_path / "one") == folder_hashes(tmp_path / "two")


SQLITE_UTILS_TYPES = {"string": str, "integer": int, "number": float, "date": str, "binary": bytes}


def test_the_statements_are_those_that_sqlite_utils_makes(tmp_path: Path) -> None:
    build_database(tmp_path / "ours.db", [])
    other = sqlite_utils.Database(tmp_path / "other.db")
    for table in ALL_TABLES:
        other.table(table.name).create(
            {column.name: SQLITE_UTILS_TYPES[column.type] for column in table.columns},
            pk=table.key[0] if len(table.key) == 1 else table.key,
            not_null=[column.name for column in table.columns if not column.nullable],
            foreign_keys=list(table.references.items()),
        )
        for column in indexed_columns(table):
            other.table(table.name).create_index([column])
        if table.search:
            other.table(table.name).enable_fts(table.search, tokenize=TOKENIZER)
    with closing(sqlite3.connect(tmp_path / "ours.db")) as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type != 'view' AND sql IS NOT NULL ORDER BY name"
        assert connection.execute(query).fetchall() == other.execute(query).fetchall()


def test_database_is_sound(tmp_path: Path) -> None:
    write_output([gold_workplan()], tmp_path)
    with closing(sqlite3.connect(tmp_path / "workplans.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM activities").fetchone() == (56,)
        assert connection.execute("SELECT count(*) FROM activity_purposes").fetchone() == (99,)
        assert connection.execute("SELECT count(*) FROM activities_wide").fetchone() == (56,)


def test_plans_come_back_as_they_went_in(tmp_path: Path) -> None:
    plans = [gold_workplan(), gold_workplan("rso-2023", 2023)]
    write_output(plans, tmp_path)
    assert list(read_workplans(tmp_path / "workplans.db")) == plans
    assert published_files(tmp_path) == ["rso-2022.pdf", "rso-2023.pdf"]


def test_two_plans_of_one_name_are_refused(tmp_path: Path) -> None:
    write_output([gold_workplan()], tmp_path / "output")
    before = folder_hashes(tmp_path / "output")
    with pytest.raises(StoreError, match="documents"):
        write_output([make_workplan(), make_workplan()], tmp_path / "output")
    assert folder_hashes(tmp_path / "output") == before


def test_a_reference_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    lost = {"level": "info", "code": "no-partner", "message": "?", "page": None, "activity": "rso-2022-q9-99"}
    with pytest.raises(StoreError, match="findings"):
        write_output([make_workplan(activities=[make_activity()], findings=[lost])], tmp_path / "output")
    assert not (tmp_path / "output").exists()


def test_what_people_add_is_published(tmp_path: Path) -> None:
    plan = gold_workplan()
    activity = plan.activities[0].id
    source = SourceFile(
        file="other-name.pdf", sha256=plan.document.sha256, title="t", publisher="p", year=2022,
        url="https://plans.example/2022.pdf", retrieved_on="2022-02-01", note="a reconstruction",
    )  # fmt: skip
    correction = CorrectionRow(
        id="rso-2022-c01", document_id="rso-2022", activity_id=activity, field="purposes", was="3", now="3;4",
        why="the tick is faint", who="A. Reader", made_on=date(2022, 3, 1),
    )  # fmt: skip
    review = ReviewRow(
        id="rso-2022-v01", document_id="rso-2022", activity_id=activity, who="A. Reader",
        reviewed_on=date(2022, 3, 1), note="",
    )  # fmt: skip
    write_output([plan], tmp_path, sources=[source], corrections=[correction], reviews=[review])
    with closing(sqlite3.connect(tmp_path / "workplans.db")) as connection:
        assert connection.execute("SELECT url, note FROM documents").fetchall() == [(source.url, source.note)]
        wide = connection.execute("SELECT source FROM activities_wide WHERE id = ?", (activity,)).fetchall()
        assert wide == [("https://plans.example/2022.pdf#page=4",)]
        assert connection.execute("SELECT was, now, made_on FROM corrections").fetchall() == [
            ("3", "3;4", "2022-03-01")
        ]
        assert connection.execute("SELECT who FROM reviews").fetchall() == [("A. Reader",)]
    assert list(read_workplans(tmp_path / "workplans.db")) == [plan]


def test_wide_rows_write_names_out(tmp_path: Path) -> None:
    write_output([gold_workplan()], tmp_path)
    with (tmp_path / "activities_wide.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["id"]: row for row in csv.DictReader(stream)}
    assert list(rows) == [one.id for one in gold_workplan().activities]
    assert {row["status"] for row in rows.values()} == {"planned"}
    workshop = rows["rso-2022-q3-01"]
    assert workshop["quarter"] == "3"
    assert workshop["purposes"] == "2;3;4"
    assert workshop["partners"].split("; ")[1:] == [
        "NEXUS Institute",
        "ASEAN Commission on the Promotion and Protection of the Rights of Women and Children",
    ]
    assert rows["rso-2022-q1-07"]["requesters"] == "International Criminal Police Organization"
    assert rows["rso-2022-q3-09"]["venues"] == "Suva; Fiji"
    assert rows["rso-2022-q3-09"]["focus_places"] == "Pacific"
    assert rows["rso-2022-q3-04"]["countries"] == "Cambodia; Thailand"


def test_places_have_points_and_organisations_have_facts(tmp_path: Path) -> None:
    write_output([gold_workplan()], tmp_path)
    with closing(sqlite3.connect(tmp_path / "workplans.db")) as connection:
        places = dict(connection.execute("SELECT id, latitude FROM locations WHERE kind <> 'region'").fetchall())
        assert all(latitude is not None for latitude in places.values())
        assert places["suva-fj"] == pytest.approx(-18.14, abs=0.1)
        found = connection.execute("SELECT organisation FROM organisation_aliases WHERE alias = 'IOM'").fetchall()
        assert found == [("International Organization for Migration",)]
        orphan = "SELECT count(*) FROM organisations WHERE slug = '' OR organisation = ''"
        assert connection.execute(orphan).fetchone() == (0,)


def test_names_that_look_alike_keep_apart(tmp_path: Path) -> None:
    names = ("Norad", "NORAD", "Ñorad", "国連", "联合国")
    mentions = [
        {"mention": name, "organisation": name, "role": "partner", "start": 0, "end": 1, "source": "grammar"}
        for name in names
    ]
    write_output([make_workplan(activities=[make_activity(organisations=mentions)])], tmp_path)
    with closing(sqlite3.connect(tmp_path / "workplans.db")) as connection:
        slugs = dict(connection.execute("SELECT organisation, slug FROM organisations").fetchall())
    assert set(slugs) == set(names)
    assert len(set(slugs.values())) == len(names)
    assert sorted(slugs[name] for name in names[:3]) == ["norad", "norad-2", "norad-3"]


def test_a_database_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    for statement in ("CREATE TABLE other (a)", "CREATE TABLE documents (id)", "INSERT INTO documents VALUES ('x')"):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)
            connection.commit()
    with pytest.raises(StoreError, match=r"other\.db"):
        list(read_workplans(path))
    with pytest.raises(StoreError, match=r"missing\.db"):
        list(read_workplans(tmp_path / "missing.db"))


def test_a_database_of_an_earlier_version_is_refused(tmp_path: Path) -> None:
    write_output([gold_workplan()], tmp_path)
    with closing(sqlite3.connect(tmp_path / "workplans.db")) as connection:
        connection.execute("ALTER TABLE sections RENAME COLUMN heading TO title")
    with pytest.raises(StoreError, match="version"):
        list(read_workplans(tmp_path / "workplans.db"))
