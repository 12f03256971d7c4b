"""Files are put in place all or none, whatever goes wrong and whenever."""

import multiprocessing
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.store.factory import gold_workplan, make_workplan
from tests.store.test_write import folder_hashes
from workplan_extract.errors import StoreError
from workplan_extract.store import published_files, write_output
from workplan_extract.store.database import BUILD_PRAGMAS
from workplan_extract.store.publish import publish

OLD = {"a.csv": "old a", "b.csv": "old b", "workplans.db": "old db"}
NEW = {"a.csv": "new a", "b.csv": "new b", "c.csv": "new c", "workplans.db": "new db"}


def fill(files: dict[str, str], folder: Path) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    publish(folder, lambda building: fill(OLD, building))
    assert content(folder) == OLD
    return folder


def test_new_files_replace_old_ones_and_leave_those_of_others(output: Path) -> None:
    (output / "notes.txt").write_text("mine", encoding="utf-8")
    (output / "screens").mkdir()
    publish(output, lambda building: fill(NEW, building))
    (output / "screens").rmdir()
    assert content(output) == NEW | {"notes.txt": "mine"}


def test_a_table_that_was_given_up_goes_and_other_csvs_stay(output: Path) -> None:
    (output / "mine.csv").write_text("mine", encoding="utf-8")
    package = '{"resources": [{"path": "b.csv"}, {"path": "../mine.csv"}, {"path": "a.csv"}]}'
    (output / "datapackage.json").write_text(package, encoding="utf-8")
    publish(output, lambda building: fill({"a.csv": "new a", "datapackage.json": "{}"}, building))
    assert content(output) == {
        "a.csv": "new a", "datapackage.json": "{}", "mine.csv": "mine", "workplans.db": "old db"
    }  # fmt: skip


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def full_once(real: Callable[..., Any], name: str) -> Callable[..., Any]:
    """A method of `Path` that fails the first time that it is called for a file of that name."""
    left = [True]

    def run(path: Path, *args: Any) -> Any:
        return full() if path.name == name and left and left.pop() else real(path, *args)

    return run


def test_an_error_while_building_leaves_what_was_there(output: Path) -> None:
    def build(building: Path) -> None:
        fill(NEW, building)
        full()

    with pytest.raises(StoreError, match="No space left"):
        publish(output, build)
    assert content(output) == OLD


@pytest.mark.parametrize(
    ("method", "name"),
    [("iterdir", "building"), ("rename", "building"), ("replace", "a.csv"), ("replace", "workplans.db")],
)
def test_an_error_while_putting_in_place_leaves_what_was_there(
    output: Path, monkeypatch: pytest.MonkeyPatch, method: str, name: str
) -> None:
    monkeypatch.setattr(Path, method, full_once(getattr(Path, method), name))
    with pytest.raises(StoreError, match="No space left"):
        publish(output, lambda building: fill(NEW, building))
    monkeypatch.undo()
    assert content(output) == OLD


def die_at(output: Path, step: int) -> None:
    """Publish, and die without any farewell before the nth rename or link."""
    count = iter(range(1000))
    real_replace, real_rename, real_link = Path.replace, Path.rename, os.link

    def counted(real):  # type: ignore[no-untyped-def]
        def run(*args):  # type: ignore[no-untyped-def]
            if next(count) == step:
                os._exit(9)
            return real(*args)

        return run

    Path.replace, Path.rename, os.link = counted(real_replace), counted(real_rename), counted(real_link)  # type: ignore[method-assign]
    publish(output, lambda building: fill(NEW, building))
    os._exit(0)


@pytest.mark.parametrize("step", range(12))
def test_death_at_any_step_is_mended_by_the_next_run(output: Path, step: int) -> None:
    process = multiprocessing.get_context("fork").Process(target=die_at, args=(output, step))
    process.start()
    process.join()
    after = {path.name: path.read_text(encoding="utf-8") for path in output.iterdir() if path.is_file()}
    assert all(text in (OLD.get(name), NEW.get(name)) for name, text in after.items())
    assert after.keys() >= OLD.keys()
    publish(output, lambda building: fill(NEW, building))
    assert content(output) == NEW


@pytest.mark.parametrize("step", range(12))
def test_after_a_death_a_failing_run_leaves_old_or_new_as_a_whole(output: Path, step: int) -> None:
    process = multiprocessing.get_context("fork").Process(target=die_at, args=(output, step))
    process.start()
    process.join()
    with pytest.raises(StoreError):
        publish(output, fail_to_build)
    assert content(output) in (OLD, NEW)


def fail_to_build(_: Path) -> None:
    raise StoreError("no")


def test_a_new_folder_that_nothing_came_into_is_not_left(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        publish(tmp_path / "new", fail_to_build)
    assert list(tmp_path.iterdir()) == []


def test_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="output"):
        write_output([make_workplan()], tmp_path / "output")
    assert (tmp_path / "output").read_text(encoding="utf-8") == "mine"


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "workplans.db").mkdir()
    with pytest.raises(StoreError):
        write_output([make_workplan()], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["workplans.db"]


def test_an_open_reader_goes_on_with_the_old_database(tmp_path: Path) -> None:
    write_output([gold_workplan()], tmp_path)
    with closing(sqlite3.connect(tmp_path / "workplans.db")) as reader:
        assert reader.execute("SELECT count(*) FROM activities").fetchone() == (56,)
        write_output([make_workplan()], tmp_path)
        assert reader.execute("SELECT count(*) FROM activities").fetchone() == (56,)
    with closing(sqlite3.connect(tmp_path / "workplans.db")) as reader:
        assert reader.execute("SELECT count(*) FROM activities").fetchone() == (0,)


def test_a_plan_that_fails_while_it_is_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    write_output([gold_workplan()], tmp_path)
    before = folder_hashes(tmp_path)

    def plans():  # type: ignore[no-untyped-def]
        yield make_workplan()
        raise StoreError("the second plan is gone")

    with pytest.raises(StoreError, match="second plan"):
        write_output(plans(), tmp_path)
    assert folder_hashes(tmp_path) == before


def test_published_files_of_what_is_no_database(tmp_path: Path) -> None:
    assert published_files(tmp_path) == []
    (tmp_path / "workplans.db").write_text("no database at all, but long enough to have a header" * 9)
    assert published_files(tmp_path) == []


def test_a_full_disk_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_output([gold_workplan()], tmp_path)
    before = folder_hashes(tmp_path)
    pragmas = (*BUILD_PRAGMAS, "max_page_count = 40")
    monkeypatch.setattr("workplan_extract.store.database.BUILD_PRAGMAS", pragmas)
    with pytest.raises(StoreError, match="full"):
        write_output([gold_workplan()], tmp_path)
    assert folder_hashes(tmp_path) == before


def test_two_builds_at_once_take_turns(output: Path) -> None:
    """Each build marks the folder while it is at work; neither may find the other's mark."""
    mark, fork = output.parent / "at work", multiprocessing.get_context("fork")

    def build(building: Path) -> None:
        mark.touch(exist_ok=False)
        fill(NEW, building)
        time.sleep(0.05)
        mark.unlink()

    builds = [fork.Process(target=publish, args=(output, build)) for _ in range(3)]
    for process in builds:
        process.start()
    for process in builds:
        process.join()
    assert [process.exitcode for process in builds] == [0, 0, 0]
    assert content(output) == NEW
