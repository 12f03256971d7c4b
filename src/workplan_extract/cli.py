"""The command line: options, progress and exit codes. The only place that prints.

Exit status: 0 all well, 1 something failed or a check was breached (one line each on standard error), 2 wrong usage.
Standard output carries data alone. Stages are imported inside the commands, so that `--help` answers at once.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan_extract.errors import SettingsError, WorkplanError

if TYPE_CHECKING:
    from workplan_extract.models import GlossaryEntry
    from workplan_extract.running.isolation import Limits
    from workplan_extract.running.making import Executor, Made

RAW = Path("raw")
OUTPUT = Path("output")

PDF = click.Path(path_type=Path)


class Group(click.Group):
    """A command group that turns this package's errors into one line and exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a `WorkplanError` becomes one line on standard error."""
        try:
            return super().invoke(ctx)
        except WorkplanError as error:
            say(f"error: {error}")
            ctx.exit(1)
        except BrokenPipeError:
            # The reader of our output has gone, as `head` does; there is nobody left to tell.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(1)


def say(message: str) -> None:
    """One line on standard error, or some."""
    click.echo(printable(message), err=True)


def printable(text: str) -> str:
    """Control characters shown and not obeyed; line ends stay."""
    return "".join(char if char.isprintable() or char == "\n" else repr(char)[1:-1] for char in text)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="workplan-extract")
def main() -> None:
    """Turn annual workplan PDFs into data that can be trusted, queried and cited.

    \b
    Examples:
      workplan-extract run                      every PDF in raw/ -> output/
      workplan-extract extract plan.pdf         one PDF -> JSON on standard output
      workplan-extract serve                    the published site, on 127.0.0.1:8001
    """


def limit_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options `--timeout` and `--memory`."""
    seconds = click.FloatRange(min=0, min_open=True)
    command = click.option(
        "--memory", type=click.IntRange(256), default=1500, show_default=True, metavar="MB",
        help="Memory that reading one PDF may take.",
    )(command)  # fmt: skip
    return click.option(
        "--timeout", type=seconds, default=90, show_default=True, metavar="SECONDS",
        help="Time that reading one PDF may take.",
    )(command)  # fmt: skip


def to_limits(timeout: float = 90, memory: int = 1500, jobs: int = 1) -> "Limits":
    """The limits that the options say."""
    from workplan_extract.running.isolation import Limits

    return Limits(jobs=jobs, seconds=timeout, memory_mb=memory)


@main.command()
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


def to_executor(limits: "Limits", dask: str) -> "Executor":
    """Where PDFs are read: on this machine, or on a Dask cluster.

    Raises:
        SettingsError: what a cluster needs is not installed.
    """
    from functools import partial

    if not dask:
        from workplan_extract.running.isolation import each_isolated

        return partial(each_isolated, limits=limits)
    try:
        from workplan_extract.running.cluster import each_on_cluster
    except ImportError as error:
        raise SettingsError(f"--dask: {error.name} is not there; pip install 'workplan-extract[dask]'") from error
    return partial(each_on_cluster, limits=limits, address=dask)


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


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[Path], None]]:
    """A bar on standard error, on a terminal only; yields what to call after each PDF."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda pdf: bar.update(task, description=f"read {printable(pdf.name)}", advance=1)


@main.command()
@click.argument("pdf", type=PDF)
@limit_options
def extract(pdf: Path, timeout: float, memory: int) -> None:
    """One PDF to one JSON object (a workplan) on standard output; no files are written.

    \b
    Example:
      workplan-extract extract raw/rso-annual-workplan-2022.pdf | jq '.activities[0]'
    """
    from functools import partial

    from workplan_extract.running.making import make_one, plan_to_json

    work = partial(plan_to_json, maintained=None, indent=2)
    click.echo(make_one(work, pdf, to_limits(timeout, memory)))


@main.command()
@click.option("--publisher", default="", metavar="NAME", help="Whose plan it is: never a partner of itself.")
@click.option("--glossary", type=PDF, metavar="CSV", help="Columns acronym and expansion.")
def tag(publisher: str, glossary: Path | None) -> None:
    """One sentence a line on standard input to one JSON object a line: text, organisations, locations.

    Lines are answered as they come, so that it can stand in a pipe.

    \b
    Example:
      echo "In partnership with IOM, a workshop in Hanoi, Viet Nam" | workplan-extract tag
    """
    from workplan_extract.tagging import Context, Tagger

    name, acronym = split_publisher(publisher)
    entries = load_glossary(glossary) if glossary else ()
    tagger = Tagger(Context(publisher=name, publisher_acronym=acronym, glossary=entries))
    for lines in line_batches():
        for tagged in tagger.tag(lines):
            click.echo(tagged.model_dump_json(include={"text", "organisations", "locations"}))
        sys.stdout.flush()


def split_publisher(publisher: str) -> tuple[str, str]:
    """`Regional Support Office (RSO)` → its name and its acronym; a name alone has none, an acronym alone is both."""
    name, bracket, rest = publisher.strip().partition(" (")
    if bracket and rest.endswith(")"):
        return name, rest[:-1]
    return (name, name) if name.isupper() and " " not in name else (name, "")


def load_glossary(path: Path) -> tuple["GlossaryEntry", ...]:
    """A CSV with the columns `acronym` and `expansion`.

    Raises:
        SettingsError: the file can't be read, or lacks a column.
    """
    import csv

    from workplan_extract.models import GlossaryEntry

    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        return tuple(GlossaryEntry(acronym=row["acronym"], expansion=row["expansion"]) for row in rows)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(f"{path.name}:1: can't be read: {error}") from error
    except KeyError as error:
        raise SettingsError(f"{path.name}:1: no column {error}; it needs acronym and expansion") from error


def line_batches(size: int = 1 << 16) -> Iterator[list[str]]:
    """Lines of standard input, as many at a time as are there: fast on a file, prompt on a pipe."""
    rest = b""
    while chunk := sys.stdin.buffer.read1(size):  # type: ignore[union-attr]  # sys.stdin.buffer is a BufferedReader
        *lines, rest = (rest + chunk).split(b"\n")
        if lines:
            yield [line.decode("utf-8", errors="replace").rstrip("\r") for line in lines]
    if rest:
        yield [rest.decode("utf-8", errors="replace").rstrip("\r")]


@main.command()
@click.argument("pdf", type=PDF)
@click.option("--gold", type=PDF, required=True, metavar="DIR", help="Folder of the gold tables.")
@click.option("--pages", type=PDF, metavar="CSV", help="Pages of another design: fixture,quarter,position,page.")
@click.option("--json", "as_format", flag_value="json", help="The figures as JSON.")
@click.option("--csv", "as_format", flag_value="csv", help="The figures as rows of data/quality.csv.")
def evaluate(pdf: Path, gold: Path, pages: Path | None, as_format: str | None) -> None:
    """Measure one PDF's extraction against gold tables: exact rows and ticks, precision, recall and F1.

    A table that the folder lacks is not measured. Exit status 1 where a row, a tick or a section is not exact.

    \b
    Example:
      workplan-extract evaluate raw/rso-annual-workplan-2022.pdf --gold tests/gold
    """
    from workplan_extract.measuring.evaluation import evaluate_workplan, format_report
    from workplan_extract.measuring.sentences import figures_to_csv, report_to_figures
    from workplan_extract.running.making import make_plan

    report = evaluate_workplan(make_plan(pdf, to_limits()), gold, pages)
    if as_format == "csv":
        command = f"workplan-extract evaluate {pdf} --gold {gold}" + (f" --pages {pages}" if pages else "")
        click.echo(figures_to_csv(report_to_figures(report), f"{pdf.name} against its gold tables", command))
    else:
        click.echo(report.model_dump_json(indent=2, by_alias=True) if as_format else format_report(report))
    if not report.all_exact:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("sentences", type=PDF)
@click.option("--csv", "as_csv", is_flag=True, help="The figures as rows of data/quality.csv.")
def measure(sentences: Path, as_csv: bool) -> None:
    """Measure the tagging against annotated sentences, a JSON object a line: figures, then each error in its sentence.

    \b
    Example:
      workplan-extract measure tests/sentences/development.jsonl
    """
    from workplan_extract.measuring.scoring import find_mistakes, score_cases
    from workplan_extract.measuring.sentences import (
        figures_to_csv,
        format_scores,
        load_sentences,
        scores_to_figures,
        tag_sentences,
    )

    cases = tuple(tag_sentences(load_sentences(sentences)))
    scores = score_cases(cases)
    if as_csv:
        measured_on = f"{len(cases)} annotated sentences, {sentences.name}"
        click.echo(figures_to_csv(scores_to_figures(scores), measured_on, f"workplan-extract measure {sentences}"))
    else:
        click.echo(format_scores(scores, find_mistakes(cases)))


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one.")
@click.option("--output", type=PDF, default=OUTPUT, show_default=True, help="Folder with the results of run.")
def serve(port: int, output: Path) -> None:
    """The published site on 127.0.0.1: Datasette on output/workplans.db, opened read-only.

    \b
    Example:
      workplan-extract serve --port 8002
    """
    from workplan_extract.site.server import serve_command

    os.execv(sys.executable, serve_command(output, port))  # noqa: S606  # our own interpreter, no shell wanted


@main.command()
@click.argument("pdf", type=PDF)
@click.option("--url", default="", metavar="URL", help="Where it was published.")
@click.option("--output", type=PDF, default=OUTPUT, show_default=True, help="Folder that the results go to.")
def add(pdf: Path, url: str, output: Path) -> None:
    """A new plan: copy its PDF into raw/, note its source, run, and say what to look at first.

    Title, publisher and year are taken from the document, and from a TOML file beside the PDF if there is one. A PDF
    that is there already, or that gives a plan that is there already, is refused and nothing changes.

    \b
    Example:
      workplan-extract add ~/Downloads/workplan-2023.pdf --url https://example.org/workplan-2023.pdf
    """
    from datetime import date

    from workplan_extract.maintaining.adding import copy_in, plan_to_source, refuse_copy, refuse_same_plan
    from workplan_extract.maintaining.maintained import Maintained, load_maintained
    from workplan_extract.running.making import make_plan, make_plans

    executor = to_executor(to_limits(), "")
    plan = make_plan(pdf, to_limits(), Maintained())
    place = refuse_copy(pdf, RAW)
    source = plan_to_source(plan, place.name, url, date.today() if url else None)
    known = pdfs_in(RAW) if RAW.is_dir() and any(RAW.glob("*.[pP][dD][fF]")) else []
    refuse_same_plan(plan, make_plans(known, load_maintained(RAW), output, executor).workplans)
    copy_in(pdf, place, source)
    say(f"Added {place}")
    say_news(run_files(sorted(pdfs_in(RAW), key=lambda one: one.name), output, executor), place)


def say_news(made: "Made", place: Path) -> None:
    """A new plan beside its publisher's plan before it, and what to look at first."""
    from workplan_extract.comparing.succession import successive
    from workplan_extract.summary import compare_plans, first_looks

    documents = made.workplans.documents
    new = next(index for index, document in enumerate(documents) if document.file == place.name)
    before = {later: earlier for earlier, later in successive(documents)}
    plan = made.workplans[new]
    earlier = made.workplans[before[new]] if new in before else None
    say(f"\n{compare_plans(plan, earlier)}\n")
    looks = first_looks(plan)
    say("\n".join(["Look at these first:", *looks]) if looks else "Nothing is in doubt.")
    say(f"\nNext:\n  workplan-extract review {place}")
    if earlier:
        say(f"  workplan-extract diff {place.with_name(earlier.document.file)} {place}")
    say("  workplan-extract run --strict")


@main.command()
@click.argument("pdf", type=PDF)
@click.option("--output", type=PDF, metavar="FILE", help="The HTML file.  [default: output/reviews/NAME.html]")
def review(pdf: Path, output: Path | None) -> None:
    """A plan beside the pictures of its pages, as one HTML file to open in a browser; it needs no server.

    Rows, ticks and names are drawn where they stand; what is in doubt comes first. Go through it with the keys j and k,
    c to mark a row as checked, e to correct a cell, ? for all keys. What you did is saved by the page as lines for
    raw/reviews.csv and raw/corrections.csv.

    \b
    Examples:
      workplan-extract review raw/rso-annual-workplan-2022.pdf
      workplan-extract review plan.pdf --output /tmp/plan.html
    """
    from functools import partial

    from workplan_extract.maintaining.maintained import load_maintained
    from workplan_extract.running.making import make_one, plan_to_review

    work = partial(plan_to_review, maintained=load_maintained(pdf.parent))
    page = make_one(work, pdf, to_limits())
    place = output or OUTPUT / "reviews" / f"{pdf.stem}.html"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(page)
    except OSError as error:
        raise WorkplanError(f"{place}: can't be written: {error.strerror or error}") from error
    say(f"Written to {place}: open it in a browser")


@main.command()
@click.argument("old", type=PDF)
@click.argument("new", type=PDF)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True, help="For whom."
)
def diff(old: Path, new: Path, form: str) -> None:
    """What became of each activity between two plans, or between two runs over the same plans.

    OLD and NEW are each a PDF, a JSON file made by extract, a database, or the output folder of a run.
    An activity is kept, reworded (with the words that changed), moved to another period, ticked otherwise, added or
    dropped. Which is which is settled for all at once, so that the whole fits best; each pair has its likeness, 0 to 1.

    \b
    Examples:
      workplan-extract diff raw/rso-annual-workplan-2022.pdf raw/rso-annual-workplan-2023.pdf
      workplan-extract diff before.json after.json --format csv > changes.csv
      workplan-extract diff output/ /tmp/after-the-upgrade/
    """
    from workplan_extract.comparing.diff_format import diffs_to_csv, diffs_to_json, diffs_to_text
    from workplan_extract.comparing.diff_inputs import diff_plans, load_plans

    formats = {"text": diffs_to_text, "json": diffs_to_json, "csv": diffs_to_csv}
    click.echo(formats[form](diff_plans(load_plans(old), load_plans(new))))
