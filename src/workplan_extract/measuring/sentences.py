"""Annotated sentences → figures of the tagging, and the figures as rows of `data/quality.csv`."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from pydantic import ValidationError

from workplan_extract.errors import SettingsError, first_error
from workplan_extract.measuring.evaluation import Report
from workplan_extract.measuring.score import Score
from workplan_extract.measuring.scoring import Case, GoldLocation, GoldOrganisation, Mistake
from workplan_extract.models import Frozen, GlossaryEntry

Figure = tuple[str, float]


class Sentence(Frozen):
    """A line of a file of annotated sentences."""

    id: str
    publisher: str
    publisher_acronym: str
    glossary: tuple[GlossaryEntry, ...]
    text: str
    organisations: tuple[GoldOrganisation, ...]
    locations: tuple[GoldLocation, ...]
    tags: tuple[str, ...] = ()


def load_sentences(path: Path) -> tuple[Sentence, ...]:
    """A file with a JSON object a line.

    Raises:
        SettingsError: a line does not fit; the message starts with `file:line`.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: can't be read: {error}") from error
    return tuple(_line_to_sentence(line, f"{path.name}:{number}") for number, line in enumerate(lines, 1))


def _line_to_sentence(line: str, place: str) -> Sentence:
    try:
        return Sentence.model_validate_json(line)
    except ValidationError as error:
        raise SettingsError(f"{place}: {first_error(error)}") from error


def tag_sentences(sentences: Iterable[Sentence]) -> Iterator[Case]:
    """Each sentence as annotated and as tagged, a publisher at a time, as a plan is tagged with its own glossary."""
    from workplan_extract.tagging import Context, Tagger  # noqa: PLC0415  # loads spaCy

    def context(one: Sentence) -> Context:
        return Context(publisher=one.publisher, publisher_acronym=one.publisher_acronym, glossary=one.glossary)

    for shared, group in groupby(sentences, context):
        ours = list(group)
        for one, tagged in zip(ours, Tagger(shared).tag(one.text for one in ours), strict=True):
            yield Case(id=one.id, organisations=one.organisations, locations=one.locations, tagged=tagged)


def report_to_figures(report: Report) -> Iterator[Figure]:
    """The share of exact rows of each table, and F1 of the names."""
    for one in report.exactness:
        yield f"{one.table}: exact share", one.exact / one.expected if one.expected else 1.0
    for score in report.scores:
        yield f"{score.measure} with role: F1", score.f1


def scores_to_figures(scores: Iterable[Score]) -> Iterator[Figure]:
    """F1 of each measure; role accuracy is a share already."""
    for score in scores:
        if score.expected:
            kind = "" if score.measure.endswith("accuracy") else ": F1"
            yield f"{score.measure}{kind}", score.f1


def figures_to_csv(figures: Iterable[Figure], measured_on: str, command: str) -> str:
    """Rows of `data/quality.csv`, without its heading; values to three places."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows((measure, f"{value:.3f}", measured_on, command) for measure, value in figures)
    return buffer.getvalue().rstrip("\n")


def format_scores(scores: Sequence[Score], mistakes: Sequence[Mistake]) -> str:
    """The figures as lines for a person, then each error with its sentence."""
    lines = [f"{'measure':<32} precision  recall      F1   right  found  annotated"]
    lines += [
        f"{one.measure:<32} {one.precision:>9.3f} {one.recall:>7.3f} {one.f1:>7.3f} "
        f"{one.right:>7} {one.found:>6} {one.expected:>10}"
        for one in scores
    ]
    for mistake in mistakes:
        lines += [f"{mistake.id} {mistake.error} {mistake.subject}: {mistake.text}"]
        lines += [f"    annotated {mistake.annotated or 'none'}; found {mistake.found or 'none'}"]
    return "\n".join(lines)
