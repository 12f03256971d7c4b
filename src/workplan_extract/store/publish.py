"""Putting a build in place: all its files or none.

A folder such as `output/` can't be swapped as a whole: it may be a mount point, people stand in it, and it holds files
that are not ours. So the files are replaced one by one, as a database commits with a journal, in `output/.publishing/`:

    building/   the new files, while they are made                a crash here: thrown away by the next build
    before/     hard links to the files that will be replaced
    ready/      `building/` renamed: from here on the build counts  a crash here: the next build finishes it first

Each file is replaced by one rename, the database last. Who has the old database open goes on reading it; who opens it
sees the old one or the new one. An error after `ready/` puts back what stands in `before/`.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from workplan_extract.errors import StoreError

LAST = ("datapackage.json", "workplans.db")


def publish(output: Path, build: Callable[[Path], None]) -> None:
    """Have `build` write files into an empty folder, then put them all in place of those in `output`.

    Raises:
        StoreError: something could not be written; `output` is as it was.
    """
    is_new = not output.exists()
    try:
        output.mkdir(parents=True, exist_ok=True)
        with locked(output):
            recover(output)
            stage(output, build)
            put_in_place(output)
            clear(output)
    except OSError as error:
        raise StoreError(f"{output}: {error.strerror or error}: {error.filename or ''}".rstrip(": ")) from error
    finally:
        if is_new:
            # Nothing came of it: leave no empty folder behind. One that holds something stays.
            with suppress(OSError):
                output.rmdir()


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """One build at a time; a second waits. The system lets go of the lock of a process that dies."""
    descriptor = os.open(output, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def work_folder(output: Path) -> Path:
    """Where builds are made and put in place from."""
    return output / ".publishing"


def stage(output: Path, build: Callable[[Path], None]) -> None:
    """Make the new files, keep the old ones at hand, and declare the build complete."""
    work = work_folder(output)
    building = work / "building"
    with ExitStack() as undo:
        undo.callback(clear, output)
        building.mkdir(parents=True)
        (work / ".gitignore").write_text("*\n", encoding="utf-8")
        build(building)
        keep_earlier(output, building)
        for path in (*building.iterdir(), building):
            sync(path)
        building.rename(work / "ready")
        undo.pop_all()
    sync(work)


def keep_earlier(output: Path, building: Path) -> None:
    """A second name for every file that is to be replaced or removed."""
    before = work_folder(output) / "before"
    before.mkdir()
    for path in [output / path.name for path in building.iterdir()] + stale_files(output, building):
        if path.exists():
            link_or_copy(path, before / path.name)


def stale_files(output: Path, new: Path) -> list[Path]:
    """CSVs that the earlier data package lists and the new build has not: tables that were given up."""
    try:
        package = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))
        listed = [str(resource["path"]) for resource in package["resources"]]
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return []
    names = [name for name in listed if Path(name).name == name and name.endswith(".csv")]
    return [output / name for name in names if not (new / name).exists() and (output / name).is_file()]


def link_or_copy(path: Path, kept: Path) -> None:
    """A second name for a file; a copy where the file system has no hard links."""
    try:
        os.link(path, kept)
    except OSError:
        shutil.copy2(path, kept)


def put_in_place(output: Path) -> None:
    """Replace the files by those that are ready. An error puts the earlier ones back and is passed on."""
    ready = work_folder(output) / "ready"
    found = sorted(path.name for path in ready.iterdir())
    names = [name for name in found if name not in LAST] + [name for name in LAST if name in found]
    try:
        for path in stale_files(output, ready):
            path.unlink()
        for name in names:
            (ready / name).replace(output / name)
        sync(output)
    except OSError:
        put_back(output, names)
        clear(output)
        raise


def put_back(output: Path, names: list[str]) -> None:
    """Undo: the earlier files return, and files that are new go."""
    work = work_folder(output)
    (work / "ready").rename(work / "building")
    for name in names:
        if not (work / "before" / name).exists():
            (output / name).unlink(missing_ok=True)
    restore(output)


def restore(output: Path) -> None:
    """Every file of `before/` returns to its place."""
    before = work_folder(output) / "before"
    for path in before.iterdir() if before.is_dir() else ():
        path.replace(output / path.name)


def recover(output: Path) -> None:
    """Finish what a build that died had begun: forward where it was complete, back where it was not."""
    if (work_folder(output) / "ready").is_dir():
        put_in_place(output)
    else:
        restore(output)
    clear(output)


def clear(output: Path) -> None:
    """Remove the work folder, `before/` first: without `ready/`, it would be taken for the state to return to."""
    work = work_folder(output)
    for part in (work / "before", work / "ready", work):
        shutil.rmtree(part, ignore_errors=True)


def sync(path: Path) -> None:
    """Have a file's or a folder's content on disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
