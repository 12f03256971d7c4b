"""Many PDFs → their plans, kept beside the output: what is still right is not made again, and a run that was stopped
goes on where it was.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from workplan_extract.errors import ReadingFailedError, StoreError, WorkplanError, file_name
from workplan_extract.maintaining.maintained import Maintained
from workplan_extract.models import Frozen, Workplan
from workplan_extract.running.cache import (
    KnownFiles,
    cache_folder,
    drop_others,
    hash_file,
    ledger_of,
    load_known_files,
    plan_key,
    save_known_files,
    write_atomically,
)
from workplan_extract.running.isolation import Limits, Outcome, Work, each_isolated
from workplan_extract.running.row_pictures import SUFFIX, draw_rows
from workplan_extract.running.shelf import Kept, Label, Shelf, lines_to_label, plan_to_lines

Executor = Callable[[Work, Iterable[Path]], Iterator[tuple[Path, Outcome]]]
"""Does some work on each PDF and yields, in their order, the results or the reasons why there are none."""


class Failure(Frozen):
    """A PDF that gave no workplan, and why."""

    file: str
    reason: str


class Duplicate(Frozen):
    """A PDF that is the same file as another, and was left out."""

    file: str
    same_as: str


@dataclass(frozen=True)
class Made:
    """What a run over several PDFs gave, in the order of the files."""

    workplans: Shelf
    failures: tuple[Failure, ...]
    duplicates: tuple[Duplicate, ...] = ()


def make_plan(pdf: Path, limits: Limits, maintained: Maintained | None = None) -> Workplan:
    """One PDF → its workplan, made in a process of its own.

    Raises:
        WorkplanError: there is none; the message says why.
    """
    return Workplan.model_validate_json(make_one(partial(plan_to_json, maintained=maintained), pdf, limits))


def make_one(work: Work, pdf: Path, limits: Limits) -> bytes:
    """The result of some work on one PDF in a process of its own.

    Raises:
        WorkplanError: there is none; the message says why.
    """
    ((_, outcome),) = each_isolated(work, [pdf], limits)
    if isinstance(outcome, WorkplanError):
        raise outcome
    return outcome


def plan_to_json(pdf: Path, maintained: Maintained | None, indent: int | None = None) -> bytes:
    """A PDF → its plan as JSON."""
    from workplan_extract.pipeline import extract_workplan  # noqa: PLC0415  # loads the parsers

    return extract_workplan(pdf, maintained).model_dump_json(indent=indent).encode()


def plan_to_review(pdf: Path, maintained: Maintained) -> bytes:
    """A PDF → the page to review its plan on, as HTML."""
    from workplan_extract.pipeline import extract_workplan  # noqa: PLC0415  # loads the parsers
    from workplan_extract.review import review_html  # noqa: PLC0415

    return review_html(extract_workplan(pdf, maintained), pdf, maintained).encode()


def plan_to_keep(pdf: Path, maintained: Maintained) -> bytes:
    """A PDF → its plan as it is kept, a line end, and the pictures of its rows.

    Raises:
        DocumentError: nothing can be read from it, or it changed while it was read.
    """
    from workplan_extract.pipeline import extract_workplan  # noqa: PLC0415  # loads the parsers

    before = hashlib.sha256(pdf.read_bytes()).hexdigest() if pdf.is_file() else ""
    workplan = extract_workplan(pdf, maintained)
    if workplan.document.sha256 != before:
        raise changed(pdf)
    lines = plan_to_lines(workplan, ledger_of(maintained, workplan.document.id))
    return lines + b"\n" + draw_rows(pdf, workplan.activities)


def changed(pdf: Path) -> ReadingFailedError:
    """The error of a file that is not the same before and after it was read."""
    return ReadingFailedError(pdf, "the file changed while it was read", "run again when it is complete")


def make_plans(  # noqa: PLR0913  # each says another thing
    pdfs: Sequence[Path],
    maintained: Maintained,
    output: Path,
    executor: Executor,
    *,
    progress: Callable[[Path], None] = lambda _: None,
    fresh: bool = False,
) -> Made:
    """PDFs → workplans; one that fails is reported and the rest go on. Of PDFs that are one file, the first counts.

    Args:
        pdfs: the PDFs, in the order of the results.
        maintained: what stands beside the PDFs.
        output: the output folder, beside which the plans are kept.
        executor: where plans are made.
        progress: called after each PDF.
        fresh: make all anew.

    Raises:
        StoreError: a plan can't be kept.
    """
    folder = cache_folder(output)
    known = load_known_files(folder)
    before = dict(known)
    copies = find_copies(dict.fromkeys(pdfs), known)
    pdfs = [pdf for pdf in dict.fromkeys(pdfs) if pdf not in copies]
    for pdf in copies:
        progress(pdf)
    found = {} if fresh else find_kept(pdfs, maintained, folder, known)
    for pdf in found:
        progress(pdf)
    failures: dict[Path, str] = {}
    work = partial(plan_to_keep, maintained=maintained)
    for pdf, outcome in executor(work, [pdf for pdf in pdfs if pdf not in found]):
        kept = outcome if isinstance(outcome, WorkplanError) else keep(pdf, outcome, folder, known)
        if isinstance(kept, WorkplanError):
            failures[pdf] = str(kept)
        else:
            found[pdf] = kept
        progress(pdf)
    if found:
        drop_others(folder, [one.path.stem for one in found.values()])
        save_known_files(folder, known, before)
    return Made(
        Shelf([found[pdf] for pdf in pdfs if pdf in found]),
        tuple(Failure(file=file_name(pdf), reason=failures[pdf]) for pdf in pdfs if pdf in failures),
        tuple(Duplicate(file=file_name(copy), same_as=file_name(pdf)) for copy, pdf in copies.items()),
    )


def find_copies(pdfs: Iterable[Path], known: KnownFiles) -> dict[Path, Path]:
    """PDFs with the same bytes as an earlier one → that one. With other settings beside it, a PDF is no copy."""
    first: dict[tuple[str, str], Path] = {}
    copies = {}
    for pdf in pdfs:
        key = (hash_of(pdf, known), hash_of(pdf.with_suffix(".toml"), known))
        if key[0] and first.setdefault(key, pdf) != pdf:
            copies[pdf] = first[key]
    return copies


def hash_of(pdf: Path, known: KnownFiles) -> str:
    """A file's hash; empty where it can't even be looked at, which the reader says in the right words."""
    try:
        return hash_file(pdf, known) if pdf.is_file() and pdf.stat().st_size else ""
    except OSError:
        return ""


def find_kept(pdfs: Iterable[Path], maintained: Maintained, folder: Path, known: KnownFiles) -> dict[Path, Kept]:
    """The plans that were made before and are still right."""
    found = {}
    for pdf in pdfs:
        if hash_of(pdf, known):
            path = folder / f"{plan_key(pdf, known)}.json"
            label = read_label(path)
            if label and label.ledger == ledger_of(maintained, label.document.id):
                found[pdf] = Kept(path, label)
    return found


def read_label(path: Path) -> Label | None:
    """The label of a kept plan; one that is damaged or not there counts as none."""
    try:
        return lines_to_label(path.read_bytes())
    except OSError:
        return None


def keep(pdf: Path, made: bytes, folder: Path, known: KnownFiles) -> Kept | WorkplanError:
    """Keep a plan and its pictures under the name of what it was made from.

    Raises:
        StoreError: it can't be written.
    """
    label_line, plan_line, pictures = made.split(b"\n", 2)
    lines = label_line + b"\n" + plan_line
    label = lines_to_label(lines)
    if label is None or hash_of(pdf, known) != label.document.sha256:
        return changed(pdf)
    path = folder / f"{plan_key(pdf, known)}.json"
    try:
        write_atomically(path.with_suffix(SUFFIX), pictures)
        write_atomically(path, lines)
    except OSError as error:
        raise StoreError(f"{path.parent}: {error.strerror or error}") from error
    return Kept(path, label)
