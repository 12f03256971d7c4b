"""`evaluate` and `measure`: how well plans are read and sentences tagged, against what people annotated."""

from pathlib import Path

import click

from workplan_extract.cli.options import PDF, to_limits


@click.command()
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


@click.command()
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
