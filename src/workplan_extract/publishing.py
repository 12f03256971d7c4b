"""Plans, and what a maintainer says of them → the output folder, unless it holds just that already."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from workplan_extract.cache import (
    cache_folder,
    drop_others,
    hash_file,
    inputs_hash,
    is_published,
    keep_plan,
    kept_plan,
    load_known_files,
    note_published,
    plan_key,
    save_known_files,
)
from workplan_extract.gates import Breach, check_accepted, find_breaches
from workplan_extract.maintained import Maintained
from workplan_extract.models import Workplan
from workplan_extract.pipeline import extract_workplan
from workplan_extract.settings import load_settings

Extract = Callable[[Path, Maintained], Workplan]


@contextmanager
def keeping(output: Path, *, fresh: bool) -> Iterator[Extract]:
    """How to come by plans: those kept beside the output that are still right, else made and then kept.

    Args:
        output: the output folder.
        fresh: make all anew.
    """
    folder = cache_folder(output)
    known = load_known_files(folder)
    before = dict(known)
    keys: list[str] = []
    pdfs: list[Path] = []

    def extract(pdf: Path, maintained: Maintained) -> Workplan:
        try:
            sha256 = hash_file(pdf, known)
            keys.append(plan_key(pdf, known))
        except OSError:
            # It can't even be looked at; the reader says so in the right words.
            return extract_workplan(pdf, maintained)
        pdfs.append(pdf)
        path = folder / f"{keys[-1]}.json"
        if not fresh and (workplan := kept_plan(path, maintained)):
            return workplan
        workplan = extract_workplan(pdf, maintained)
        # The plan of a PDF that changed while it was read is used, and not kept.
        if sha256 == workplan.document.sha256 == hash_file(pdf, known):
            keep_plan(path, workplan, maintained)
        return workplan

    yield extract
    drop_others(folder, keys)
    for pdf in pdfs:
        # One that was new when the run began has aged: its times can be relied on from now on.
        hash_file(pdf, known)
    save_known_files(folder, known, before)


def breaches_of(workplans: Sequence[Workplan], pdfs: Iterable[Path], maintained: Maintained) -> tuple[Breach, ...]:
    """What does not hold before publishing, but for what the TOML files beside the PDFs accept.

    Raises:
        SettingsError: a TOML file accepts what is no gate and no finding.
    """
    accepted: dict[str, frozenset[str]] = {}
    for pdf in pdfs:
        names = load_settings(pdf).accept
        check_accepted(names, pdf.with_suffix(".toml").name)
        accepted[pdf.name] = frozenset(names)
    by_plan = {plan.document.id: accepted.get(plan.document.file, frozenset()) for plan in workplans}
    return find_breaches(workplans, maintained, by_plan)


def publish_plans(workplans: Sequence[Workplan], output: Path, maintained: Maintained, *, fresh: bool = False) -> bool:
    """Write the output folder; whether there was anything to write.

    Raises:
        StoreError: it can't be written; it is as it was.
    """
    inputs = inputs_hash(workplans, maintained)
    known = load_known_files(cache_folder(output))
    before = dict(known)
    if not fresh and is_published(output, inputs, known):
        return False
    write_plans(workplans, output, maintained)
    note_published(output, inputs, known)
    save_known_files(cache_folder(output), known, before)
    return True


def write_plans(workplans: Sequence[Workplan], output: Path, maintained: Maintained) -> None:
    """Write the output folder, whatever stands there."""
    from workplan_extract.links import link_plans  # noqa: PLC0415  # a run over unchanged files loads none of these
    from workplan_extract.store import write_output  # noqa: PLC0415
    from workplan_extract.store.ledgers import correction_rows, review_rows  # noqa: PLC0415

    ids = [workplan.document.id for workplan in workplans]
    write_output(
        workplans,
        output,
        sources=maintained.sources,
        corrections=correction_rows(maintained.corrections, ids),
        reviews=review_rows(maintained.reviews, ids),
        links=tuple(link_plans(workplans)),
    )
