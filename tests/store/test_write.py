"""A folder of results: the same bytes each time, all of it or nothing, sound and complete."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.factory import gold_workplan, make_activity, make_workplan
from workplan_extract.errors import StoreError
from workplan_extract.store import published_files, read_workplans, write_output


def folder_hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_same_plans_give_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_output([gold_workplan(), gold_workplan("rso-2023", 2023)], tmp_path / name)
    assert folder_hashes(tmp_path / "one") == folder_hashes(tmp_path / "two")
    write_output([gold_workplan(), gold_workplan("rso-2023", 2023)], tmp_path / "one")
    assert folder_hashes(tmp_path / "one") == folder_hashes(tmp_path / "two")


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
