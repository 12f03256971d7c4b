"""Plans, and what a maintainer says of them → the output folder, unless it holds just that already."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from workplan_extract.maintaining.gates import Breach, check_accepted, find_breaches
from workplan_extract.maintaining.maintained import Maintained
from workplan_extract.running.cache import (
    cache_folder,
    inputs_hash,
    is_published,
    load_known_files,
    note_published,
    save_known_files,
)
from workplan_extract.running.isolation import Limits
from workplan_extract.running.shelf import Shelf
from workplan_extract.settings import load_settings


def breaches_of(workplans: Shelf, pdfs: Iterable[Path], maintained: Maintained) -> tuple[Breach, ...]:
    """What does not hold before publishing, but for what the TOML files beside the PDFs accept.

    Raises:
        SettingsError: a TOML file accepts what is no gate and no finding.
    """
    accepted: dict[str, frozenset[str]] = {}
    for pdf in pdfs:
        names = load_settings(pdf).accept
        check_accepted(names, pdf.with_suffix(".toml").name)
        accepted[pdf.name] = frozenset(names)
    by_plan = {one.id: accepted.get(one.file, frozenset()) for one in workplans.documents}
    return find_breaches(workplans, maintained, by_plan)


def publish_plans(
    workplans: Shelf, output: Path, maintained: Maintained, *, pdfs: Sequence[Path] = (), fresh: bool = False
) -> bool:
    """Write the output folder; whether there was anything to write.

    Args:
        workplans: the plans.
        output: the folder.
        maintained: what stands beside the PDFs.
        pdfs: the PDFs, to be shown beside what was read from them.
        fresh: write it, whatever stands there.

    Raises:
        StoreError: it can't be written; it is as it was.
    """
    inputs = inputs_hash(workplans.origins, maintained)
    known = load_known_files(cache_folder(output))
    before = dict(known)
    if not fresh and is_published(output, inputs, known):
        return False
    write_plans(workplans, output, maintained, pdfs)
    note_published(output, inputs, known)
    save_known_files(cache_folder(output), known, before)
    return True


def write_plans(workplans: Shelf, output: Path, maintained: Maintained, pdfs: Sequence[Path] = ()) -> None:
    """Write the output folder, whatever stands there."""
    from workplan_extract.comparing.links import link_plans  # noqa: PLC0415  # a run over unchanged files loads none of these
    from workplan_extract.running.source_files import keep_files  # noqa: PLC0415
    from workplan_extract.store import write_output  # noqa: PLC0415
    from workplan_extract.store.ledgers import correction_rows, review_rows  # noqa: PLC0415

    ids = [document.id for document in workplans.documents]
    write_output(
        workplans,
        output,
        sources=maintained.sources,
        corrections=correction_rows(maintained.corrections, ids),
        reviews=review_rows(maintained.reviews, ids),
        links=link_plans(workplans),
        files=keep_files(workplans, pdfs, cache_folder(output), Limits()),
    )
