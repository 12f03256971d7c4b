"""Results that need not be made again: `.output-cache/` beside `output/`, which git ignores.

A plan is kept under the hash of everything that it was made from: the PDF, the TOML file beside it, the code with its
vocabulary, and the versions of the libraries that read and tag. With it is kept which corrections and reviews went
into it. Whatever differs, it is made anew; nothing is ever guessed to be the same.

A file is not even opened where its size, times and inode are those at which it was hashed, as git does with its index.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from workplan_extract.maintained import Maintained, of_document
from workplan_extract.models import Frozen, Workplan

LIBRARIES = ("pdfplumber", "pdfminer.six", "pypdfium2", "spacy", "pydantic", "rapidfuzz")
# A file that was changed this short before it was looked at may change again without its times showing it.
RACY_NS = 100_000_000
# Where times have no fraction, the file system counts in seconds or two.
RACY_COARSE_NS = 2_000_000_000


def cache_folder(output: Path) -> Path:
    """Where the results of an output folder are kept: beside it, since all that stands inside is published."""
    place = output.resolve()
    return place.with_name(f".{place.name}-cache")


class KnownFile(Frozen):
    """A file's hash, and what the file looked like from outside when it was taken."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    sha256: str
    racy: bool


class KeptPlan(Frozen):
    """A plan with the corrections and reviews that went into it."""

    ledger: str
    workplan: Workplan


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
    key = str(path.resolve())
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
    settings = pdf.with_suffix(".toml")
    parts = [pdf.name, hash_file(pdf, known), hash_file(settings, known) if settings.is_file() else "", code_version()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def ledger_of(maintained: Maintained, document: str) -> str:
    """A hash of the corrections and reviews of one plan."""
    return hashlib.sha256(of_document(maintained, document).model_dump_json().encode()).hexdigest()


def kept_plan(path: Path, maintained: Maintained) -> Workplan | None:
    """The plan that is kept there, if the corrections and reviews that went into it are those of now."""
    try:
        kept = KeptPlan.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return kept.workplan if kept.ledger == ledger_of(maintained, kept.workplan.document.id) else None


def keep_plan(path: Path, workplan: Workplan, maintained: Maintained) -> None:
    """Keep a plan with what went into it."""
    kept = KeptPlan(ledger=ledger_of(maintained, workplan.document.id), workplan=workplan)
    write_atomically(path, kept.model_dump_json().encode())


def drop_others(folder: Path, keys: Iterable[str]) -> None:
    """Forget the plans that none of the keys leads to, so that the folder does not grow."""
    wanted = {f"{key}.json" for key in keys} | {"files.json", "published.json"}
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def inputs_hash(workplans: Iterable[Workplan], maintained: Maintained) -> str:
    """A hash of everything that an output folder is made from."""
    total = hashlib.sha256(f"{code_version()}\n{maintained.model_dump_json()}\n".encode())
    for workplan in workplans:
        total.update(workplan.model_dump_json().encode() + b"\n")
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
