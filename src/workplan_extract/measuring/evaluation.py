"""A workplan against gold tables: what is exact, and how well names and places were found. Pure but for reading CSVs.

Gold tables are described in the guidelines beside them. A folder need not hold all of them: what it lacks is not
measured.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import computed_field

from workplan_extract.errors import SettingsError
from workplan_extract.measuring.score import Score
from workplan_extract.models import Activity, Frozen, Workplan

GoldRow = dict[str, str]
Key = tuple[str, str]

SECTIONS = ("purposes", "thematic_areas", "principles", "glossary")
# What makes two rows of a table of names the same: the canonical name and the role, as a reader would query them.
NAMES = {"organisations": ("organisation", "role"), "locations": ("location", "kind", "country", "role")}


class Exactness(Frozen):
    """How many gold rows came out exactly, and what differs."""

    table: str
    expected: int
    found: int
    exact: int
    differences: tuple[str, ...] = ()

    @computed_field  # type: ignore[prop-decorator]  # mypy does not know a computed property
    @property
    def all_exact(self) -> bool:
        """Every gold row is exact and there is none besides."""
        return self.expected == self.found == self.exact


class Report(Frozen):
    """All that was measured on one plan."""

    exactness: tuple[Exactness, ...]
    scores: tuple[Score, ...]

    @property
    def all_exact(self) -> bool:
        """Rows, ticks and sections are exact; names are scored and need not be."""
        return all(one.all_exact for one in self.exactness)


def evaluate_workplan(workplan: Workplan, gold: Path, pages: Path | None = None) -> Report:
    """Measure one workplan.

    Args:
        workplan: what was extracted.
        gold: folder with `activities.csv` and, as far as they are there, `organisations.csv`, `locations.csv`,
            `purposes.csv`, `thematic_areas.csv`, `principles.csv` and `glossary.csv`.
        pages: a CSV `fixture,quarter,position,page` that replaces the gold's `page` for another design of the same
            plan; `fixture` is the PDF's name without its ending.

    Raises:
        SettingsError: the folder has no `activities.csv`.
    """
    rows = _read(gold / "activities.csv")
    if rows is None:
        raise SettingsError(f"{gold}: no activities.csv there; --gold takes the folder of the gold tables")
    if pages:
        rows = _with_pages(rows, pages, workplan.document.file.removesuffix(".pdf"))
    exactness = [compare_rows(workplan.activities, rows), compare_ticks(workplan.activities, rows)]
    exactness += [
        compare_table(table, getattr(workplan, table), expected)
        for table in SECTIONS
        if (expected := _read(gold / f"{table}.csv")) is not None
    ]
    scores = [
        score_names(table, fields, workplan.activities, expected)
        for table, fields in NAMES.items()
        if (expected := _read(gold / f"{table}.csv")) is not None
    ]
    return Report(exactness=tuple(exactness), scores=tuple(scores))


def compare_rows(activities: Sequence[Activity], gold: Sequence[GoldRow]) -> Exactness:
    """Rows whose text, purposes, period, position and page are all as in gold."""
    found = {_activity_key(one): one for one in activities}
    differences = []
    for row in gold:
        activity = found.pop(_gold_key(row), None)
        if activity is None:
            differences.append(f"{_named(row)}: missing: {row['activity'][:60]}")
        else:
            differences += _row_differences(row, activity)
    differences += [f"{one.id}: not in gold: {one.activity[:60]}" for one in found.values()]
    wrong = {difference.partition(":")[0] for difference in differences}
    exact = sum(_named(row) not in wrong for row in gold)
    return Exactness(
        table="rows", expected=len(gold), found=len(activities), exact=exact, differences=tuple(differences)
    )


def _row_differences(row: GoldRow, activity: Activity) -> list[str]:
    printed = {
        "activity": activity.activity,
        "purposes": ";".join(map(str, activity.purposes)),
        "page": str(activity.page),
    }
    return [
        f"{_named(row)}: {field}: gold {row[field]!r}, found {value!r}"
        for field, value in printed.items()
        if field in row and row[field] != value
    ]


def compare_ticks(activities: Sequence[Activity], gold: Sequence[GoldRow]) -> Exactness:
    """Ticks, one an activity and purpose."""
    expected = {(*_gold_key(row), number) for row in gold for number in row["purposes"].split(";") if number}
    found = {(*_activity_key(one), str(number)) for one in activities for number in one.purposes}
    differences = [f"{'.'.join(tick)}: missing" for tick in sorted(expected - found)]
    differences += [f"{'.'.join(tick)}: not in gold" for tick in sorted(found - expected)]
    return Exactness(
        table="ticks",
        expected=len(expected),
        found=len(found),
        exact=len(expected & found),
        differences=tuple(differences),
    )


def compare_table(table: str, found: Iterable[Frozen], gold: Sequence[GoldRow]) -> Exactness:
    """A table of sections, row by row in its order."""
    rows = [{key: str(value) for key, value in one.model_dump().items()} for one in found]
    differences = [f"{row}: missing" for row in gold if row not in rows]
    differences += [f"{row}: not in gold" for row in rows if row not in gold]
    exact = sum(row in rows for row in gold)
    return Exactness(table=table, expected=len(gold), found=len(rows), exact=exact, differences=tuple(differences))


def score_names(table: str, fields: Sequence[str], activities: Sequence[Activity], gold: Sequence[GoldRow]) -> Score:
    """Names with their roles, one an activity, name and role."""
    expected = {(*_gold_key(row), *(row[field] for field in fields)) for row in gold}
    found = {
        (*_activity_key(one), *(getattr(mention, field) for field in fields))
        for one in activities
        for mention in getattr(one, table)
    }
    return Score(
        measure=table,
        expected=len(expected),
        found=len(found),
        right=len(expected & found),
        missed=tuple(" | ".join(name) for name in sorted(expected - found)),
        invented=tuple(" | ".join(name) for name in sorted(found - expected)),
    )


def format_report(report: Report) -> str:
    """The report as lines for a person, differences under each table."""
    lines = []
    for one in report.exactness:
        lines.append(f"{one.table:<16} {one.exact} of {one.expected} exact, {one.found} found")
        lines += [f"    {difference}" for difference in one.differences]
    for score in report.scores:
        figures = f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}"
        lines.append(f"{score.measure:<16} {figures} ({score.right} right, {score.expected} expected)")
        lines += [f"    missed: {name}" for name in score.missed]
        lines += [f"    invented: {name}" for name in score.invented]
    return "\n".join(lines)


def _read(path: Path) -> list[GoldRow] | None:
    if not path.is_file():
        return None
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _with_pages(rows: Sequence[GoldRow], pages: Path, fixture: str) -> list[GoldRow]:
    known = {(row["quarter"], row["position"]): row["page"] for row in _read(pages) or [] if row["fixture"] == fixture}
    return [{**row, "page": known.get((row["quarter"], row["position"]), row["page"])} for row in rows]


def _gold_key(row: GoldRow) -> Key:
    return row.get("period") or row["quarter"], row["position"]


def _activity_key(activity: Activity) -> Key:
    return activity.period or ";".join(map(str, activity.quarters)), str(activity.position)


def _named(row: GoldRow) -> str:
    return ".".join(_gold_key(row))
