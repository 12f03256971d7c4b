"""Workplans for the tests of the store: the 2022 plan rebuilt from the gold tables, and any other."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from workplan_extract.models import Workplan

GOLD = Path(__file__).parent.parent / "gold"
BOX = (56.7, 100.25, 538.6, 140.125)
PERIODS = {1: ("01-01", "03-31"), 2: ("04-01", "06-30"), 3: ("07-01", "09-30"), 4: ("10-01", "12-31")}


def gold(name: str) -> list[dict[str, str]]:
    with (GOLD / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def gold_workplan(document: str = "rso-2022", year: int = 2022) -> Workplan:
    """The 2022 plan as the gold tables have it; boxes and evidence are made up."""
    activities = list(_gold_activities(document, year))
    return make_workplan(
        document=document,
        year=year,
        purposes=[{**row, "number": int(row["number"])} for row in gold("purposes")],
        activities=activities,
        glossary=gold("glossary"),
        thematic_areas=[{**row, "number": int(row["number"])} for row in gold("thematic_areas")],
        principles=[{"position": int(row["position"]), "text": row["text"]} for row in gold("principles")],
        sections=[{"position": 1, "heading": "Introduction", "level": 1, "text": "What the office does.", "page": 2}],
        findings=[
            {"level": "info", "code": "no-partner", "message": "No partner is named.", "page": 5,
             "activity": activities[0]["id"]},
            {"level": "info", "code": "glossary-entry-unused", "message": "IDC stands alone.", "page": None,
             "activity": None},
        ],
    )  # fmt: skip


def make_workplan(document: str = "rso-2022", year: int | None = 2022, **parts: Any) -> Workplan:
    """A workplan with the parts given; the others are empty."""
    own = {
        "id": document, "title": f"Annual Workplan {year}", "publisher": "Regional Support Office of the Bali Process",
        "publisher_acronym": "RSO", "year": year, "file": f"{document}.pdf", "sha256": f"{year or 0:064d}", "pages": 12,
    }  # fmt: skip
    empty = dict.fromkeys(
        ("purposes", "activities", "glossary", "thematic_areas", "principles", "sections", "findings"), ()
    )
    tally = {
        "pages": 12, "pages_with_tables": [4, 5, 6, 7, 8], "pages_skipped": [1, 2, 3], "tables": 5, "tables_joined": 1,
        "rows": 56, "rows_healed": 0, "marks_on_pages": 99, "ticks": 99, "unsure": 0, "words_in_tables": 9,
        "words_in_rows": 9,
    }  # fmt: skip
    return Workplan.model_validate({"document": own, "reconciliation": tally, **empty, **parts})


def make_activity(id_: str = "rso-2022-q1-01", text: str = "A workshop", **changes: Any) -> dict[str, Any]:
    base = {
        "id": id_, "quarters": [1], "period": None, "starts_on": None, "ends_on": None, "position": 1,
        "activity": text, "purposes": [], "page": 4, "bbox": BOX, "regions": [{"page": 4, "bbox": BOX}], "marks": [],
        "quarter_marks": [], "columns": [], "organisations": [], "locations": [], "profile": {},
    }  # fmt: skip
    return base | changes


def _gold_activities(document: str, year: int) -> Iterator[dict[str, Any]]:
    named = {name: _by_place(gold(name)) for name in ("organisations", "locations")}
    for row in gold("activities"):
        quarter, position, page = int(row["quarter"]), int(row["position"]), int(row["page"])
        ticked = [int(number) for number in row["purposes"].split(";") if number]
        first, last = PERIODS[quarter]
        spans = {"start": 0, "end": 1}
        yield make_activity(
            f"{document}-q{quarter}-{position:02d}",
            row["activity"],
            quarters=[quarter],
            starts_on=date.fromisoformat(f"{year}-{first}"),
            ends_on=date.fromisoformat(f"{year}-{last}"),
            position=position,
            purposes=ticked,
            page=page,
            regions=[{"page": page, "bbox": BOX}],
            marks=[
                {"purpose": number, "state": "ticked" if number in ticked else "empty", "evidence": "glyph U+2713",
                 "page": page, "bbox": BOX}
                for number in (1, 2, 3, 4)
            ],
            organisations=[{**one, **spans, "source": "glossary"} for one in named["organisations"][quarter, position]],
            locations=[{**one, **spans} for one in named["locations"][quarter, position]],
            profile={"kind": "training" if "training" in row["activity"] else "", "topics": ["borders", "victims"]},
        )  # fmt: skip


def _by_place(rows: list[dict[str, str]]) -> dict[tuple[int, int], list[dict[str, str]]]:
    found: dict[tuple[int, int], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        place = int(row.pop("quarter")), int(row.pop("position"))
        found[place].append(row)
    return found
