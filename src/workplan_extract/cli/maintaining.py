"""`add`, `review` and `diff`: what a maintainer does with a new plan."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan_extract.cli.options import OUTPUT, PDF, RAW, to_executor, to_limits
from workplan_extract.cli.publishing import pdfs_in, run_files
from workplan_extract.cli.terminal import say
from workplan_extract.errors import WorkplanError

if TYPE_CHECKING:
    from workplan_extract.running.making import Made


@click.command()
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


@click.command()
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


@click.command()
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
