"""`run`, the main job: PDFs into the output folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan_extract.cli.options import OUTPUT, PDF, RAW, limit_options, to_executor, to_limits
from workplan_extract.cli.terminal import progress_bar, say
from workplan_extract.errors import SettingsError, WorkplanError

if TYPE_CHECKING:
    from workplan_extract.running.making import Executor, Made


@click.command()
@click.argument("pdfs", nargs=-1, type=PDF, metavar="[PDF]...")
@click.option("--output", type=PDF, default=OUTPUT, show_default=True, help="Folder that the results go to.")
@click.option("--strict", is_flag=True, help="Publish nothing and exit 1 if any expectation is breached.")
@click.option("--fresh", is_flag=True, help="Read every PDF anew, also those that have not changed.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="PDFs read at once.")
@click.option("--dask", default="", metavar="ADDRESS", help="Read on the Dask cluster of this scheduler.")
@limit_options
def run(  # noqa: PLR0913, PLR0917  # one parameter an option
    pdfs: Sequence[Path],
    output: Path,
    strict: bool,
    fresh: bool,
    jobs: int,
    dask: str,
    timeout: float,
    memory: int,
) -> None:
    """The main job: PDFs into a database, CSVs, a workbook and a data package. No PDF named: all of raw/.

    A PDF that gives no workplan is reported and the rest go on; where none is left, or where the PDF's plan stands
    in the output already, the output stays as it was. What has not changed since the last run is not read again, and
    a run that was stopped goes on where it was. Each PDF is read in a process of its own: one that crashes it, or takes
    too long or too much memory, is reported, and the rest go on.

    With --strict, each expectation that does not hold is one line on standard error that says what to do next: a
    finding of level warning or error, counts other than SOURCES.csv states, numbering, marks against ticks, unsure
    marks, purposes that changed number, a number of organisations that jumped.

    \b
    Examples:
      workplan-extract run
      workplan-extract run --strict && git add output
      workplan-extract run raw/rso-annual-workplan-2022.pdf --output /tmp/look
      workplan-extract run plans/*.pdf --jobs 4
      workplan-extract run plans/*.pdf --dask tcp://10.0.0.1:8786
    """
    executor = to_executor(to_limits(timeout, memory, jobs), dask)
    files = sorted(pdfs or pdfs_in(RAW), key=lambda pdf: pdf.name)
    made = run_files(files, output, executor, strict=strict, fresh=fresh, is_part=bool(pdfs))
    if made.failures:
        raise click.exceptions.Exit(1)


def run_files(  # noqa: PLR0913  # each says another thing
    files: Sequence[Path],
    output: Path,
    executor: "Executor",
    *,
    strict: bool = False,
    fresh: bool = False,
    is_part: bool = False,
) -> "Made":
    """PDFs of one folder to the output folder, with what happened on standard error.

    Args:
        files: the PDFs.
        output: the folder that the results go to.
        executor: where the PDFs are read.
        strict: publish only where every expectation holds.
        fresh: read every PDF anew.
        is_part: there may be more PDFs in the folder, to whose plans a correction may belong.

    Raises:
        WorkplanError: nothing was published; the message says why.
    """
    from workplan_extract.maintaining.maintained import load_maintained
    from workplan_extract.running.cache import one_run
    from workplan_extract.running.making import make_plans
    from workplan_extract.running.publishing import publish_plans
    from workplan_extract.summary import summarise

    maintained = load_maintained(files[0].parent)
    with one_run(output, lambda: say(f"waiting for another run that writes to {output}")):
        with progress_bar(len(files)) as step:
            made = make_plans(files, maintained, output, executor, progress=step, fresh=fresh)
        for copy in made.duplicates:
            say(f"note: {copy.file} is left out: it is the same file as {copy.same_as}")
        for failure in made.failures:
            say(f"error: {failure.reason}")
        refuse_what_must_not_be(made, files, output, strict=strict, is_part=is_part)
        publish_plans(made.workplans, output, maintained, pdfs=files, fresh=fresh)
        say(summarise(made.workplans.summaries, output))
    return made


def refuse_what_must_not_be(made: "Made", files: Sequence[Path], output: Path, *, strict: bool, is_part: bool) -> None:
    """Nothing is published where there is nothing, or where something would be lost or is not as expected.

    Raises:
        WorkplanError: it must not be published; the message says why.
    """
    from workplan_extract.maintaining.maintained import check_plans, load_maintained

    if made.failures:
        refuse_loss([failure.file for failure in made.failures], output)
    elif not is_part:
        check_plans(load_maintained(files[0].parent), [document.id for document in made.workplans.documents])
    if not made.workplans:
        raise click.exceptions.Exit(1)
    if strict:
        refuse_breaches(made, files, output)


def refuse_breaches(made: "Made", files: Sequence[Path], output: Path) -> None:
    """What does not hold before publishing, a line each.

    Raises:
        WorkplanError: something does not.
    """
    from workplan_extract.maintaining.gates import breach_to_line
    from workplan_extract.maintaining.maintained import load_maintained
    from workplan_extract.running.publishing import breaches_of

    breaches = breaches_of(made.workplans, files, load_maintained(files[0].parent))
    for breach in breaches:
        say(f"breached: {breach_to_line(breach)}")
    if breaches:
        raise WorkplanError(f"{output} stays as it was: expectations that do not hold: {len(breaches)}")


def pdfs_in(folder: Path) -> list[Path]:
    """The PDFs of a folder.

    Raises:
        SettingsError: there is no such folder, or no PDF in it.
    """
    found = [path for path in folder.glob("*") if path.suffix.lower() == ".pdf"] if folder.is_dir() else []
    if not found:
        raise SettingsError(f"{folder}: no PDF there; put one into it, or name one: workplan-extract run PLAN.pdf")
    return found


def refuse_loss(failed: Sequence[str], output: Path) -> None:
    """A run must not publish a database from which a plan has gone because its PDF can't be read any more.

    Raises:
        WorkplanError: the output holds the plan of a PDF that failed.
    """
    from workplan_extract.store import published_files

    lost = sorted(set(failed) & set(published_files(output)))
    if lost:
        raise WorkplanError(
            f"{output} stays as it was: it holds the plan of {', '.join(lost)}, which can't be read now; "
            "mend the PDF, or name the other PDFs to publish without it into another folder"
        )
