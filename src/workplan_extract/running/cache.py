"""Results that need not be made again: `.output-cache/` beside `output/`, which git ignores.

A plan is kept under the hash of everything that it was made from: the PDF, the TOML file beside it, the code with its
vocabulary, and the versions of the libraries that read and tag. With it is kept which corrections and reviews went
into it. Whatever differs, it is made anew; nothing is ever guessed to be the same.

A file is not even opened where its size, times and inode are those at which it was hashed, as git does with its index.
"""

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from workplan_extract.errors import StoreError, file_name
from workplan_extract.maintaining.maintained import Maintained, of_document
from workplan_extract.models import Frozen
from workplan_extract.settings import settings_beside

LIBRARIES = ("pdfplumber", "pdfminer.six", "pypdfium2", "spacy", "pydantic", "rapidfuzz")
# A file that was changed this short before it was looked at may change again without its times showing it.
RACY_NS = 100_000_000
# Where times have no fraction, the file system counts in seconds or two.
RACY_COARSE_NS = 2_000_000_000


def cache_folder(output: Path) -> Path:
    """Where the results of an output folder are kept: beside it, since all that stands inside is published."""
    place = output.resolve()
    return place.with_name(f".{place.name}-cache")


@contextmanager
def one_run(output: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Keep two runs into one output folder apart: the later waits, after calling `on_wait`.

    The lock is the system's, on the folder of kept results, so that a process that dies lets go of it.

    Raises:
        StoreError: the folder can't be made.
    """
    folder = cache_folder(output)
    try:
        descriptor = _lock_folder(folder, on_wait)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror or error}") from error
    try:
        yield
    finally:
        # Where nothing was kept, nothing is left behind.
        with suppress(OSError):
            folder.rmdir()
        os.close(descriptor)


def _lock_folder(folder: Path, on_wait: Callable[[], None]) -> int:
    """The locked folder's descriptor. A folder that was removed while we waited is no lock: begin again."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), folder.stat()):
                return descriptor
        os.close(descriptor)


class KnownFile(Frozen):
    """A file's hash, and what the file looked like from outside when it was taken."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    sha256: str
    racy: bool


class Published(Frozen):
    """What an output folder was made from, and the files that came of it by their hashes."""

    inputs: str
    files: dict[str, str]


KnownFiles = dict[str, KnownFile]
KNOWN_FILES: TypeAdapter[KnownFiles] = TypeAdapter(KnownFiles)


@cache
def code_version() -> str:
    """A hash of this package's files, its vocabulary with them, and of the libraries that decide what is read."""
    package = resources.files("workplan_extract")
    total = hashlib.sha256()
    with resources.as_file(package) as folder:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes() + b"\0")
    for library in LIBRARIES:
        total.update(f"{library} {metadata.version(library)}\n".encode())
    return total.hexdigest()


def hash_file(path: Path, known: KnownFiles) -> str:
    """SHA-256 of a file; taken from `known` where the file looks as it did, else computed and noted there."""
    now = time.time_ns()
    status = path.stat()
    look = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    key = os.fsencode(path.resolve()).decode(errors="backslashreplace")
    earlier = known.get(key)
    if earlier and not earlier.racy and look == (earlier.size, earlier.mtime_ns, earlier.ctime_ns, earlier.inode):
        return earlier.sha256
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    size, mtime_ns, ctime_ns, inode = look
    known[key] = KnownFile(
        size=size, mtime_ns=mtime_ns, ctime_ns=ctime_ns, inode=inode, sha256=sha256,
        racy=is_racy(mtime_ns, now) or is_racy(ctime_ns, now),
    )  # fmt: skip
    return sha256


def is_racy(changed_ns: int, looked_ns: int) -> bool:
    """Whether a change right after the look could bear the same time."""
    window = RACY_NS if changed_ns % 1_000_000_000 else RACY_COARSE_NS
    return looked_ns - changed_ns < window


def load_known_files(folder: Path) -> KnownFiles:
    """The hashes that were taken before; none where they can't be read."""
    try:
        return KNOWN_FILES.validate_json((folder / "files.json").read_bytes())
    except (OSError, ValidationError):
        return {}


def save_known_files(folder: Path, known: KnownFiles, before: Mapping[str, KnownFile]) -> None:
    """Note the hashes, if there is anything new to note."""
    if {key: one.sha256 for key, one in known.items()} != {key: one.sha256 for key, one in before.items()}:
        here = {key: one for key, one in known.items() if Path(key).exists()}
        write_atomically(folder / "files.json", KNOWN_FILES.dump_json(here))


def plan_key(pdf: Path, known: KnownFiles) -> str:
    """The name under which a PDF's plan is kept: it changes with whatever the plan is made from."""
    settings = settings_beside(pdf)
    ruled = hash_file(settings, known) if settings else ""
    parts = [file_name(pdf), hash_file(pdf, known), ruled, code_version()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def ledger_of(maintained: Maintained, document: str) -> str:
    """A hash of the corrections and reviews of one plan."""
    return hashlib.sha256(of_document(maintained, document).model_dump_json().encode()).hexdigest()


def drop_others(folder: Path, keys: Iterable[str]) -> None:
    """Forget the plans that none of the keys leads to, so that the folder does not grow."""
    wanted = {f"{key}.json" for key in keys} | {"files.json", "published.json"}
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)
    # What a run that was killed had begun to write.
    for path in folder.glob("*.part"):
        path.unlink(missing_ok=True)


def inputs_hash(plans: Iterable[str], maintained: Maintained) -> str:
    """A hash of everything that an output folder is made from; `plans` tells what each plan was made from."""
    total = hashlib.sha256(f"{code_version()}\n{maintained.model_dump_json()}\n".encode())
    for plan in plans:
        total.update(f"{plan}\n".encode())
    return total.hexdigest()


def is_published(output: Path, inputs: str, known: KnownFiles) -> bool:
    """Whether the output folder was made from just these inputs, and each of its files is as it was written."""
    try:
        published = Published.model_validate_json((cache_folder(output) / "published.json").read_bytes())
        return published.inputs == inputs and all(
            hash_file(output / name, known) == sha256 for name, sha256 in published.files.items()
        )
    except (OSError, ValidationError):
        return False


def note_published(output: Path, inputs: str, known: KnownFiles) -> None:
    """Remember what the output folder was made from."""
    files = sorted(path for path in output.iterdir() if path.is_file() and not path.name.startswith("."))
    published = Published(inputs=inputs, files={path.name: hash_file(path, known) for path in files})
    text = json.dumps(published.model_dump(), indent=1)
    write_atomically(cache_folder(output) / "published.json", text.encode())


def write_atomically(path: Path, content: bytes) -> None:
    """The whole file or none of it; its folder is made, and hidden from git."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ignore = path.parent / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
