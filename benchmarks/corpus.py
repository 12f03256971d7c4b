"""Corpora for the benchmarks: any number of plans, pages and designs, from the factory of the tests.

`python -m benchmarks.corpus FOLDER --plans 1000 [--activities 40]` writes plans of invented organisations, each with
its rows as JSON beside it. The same arguments give the same bytes.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path

from pikepdf import Pdf
from reportlab.pdfgen.canvas import Canvas

from tests.factory.columns import DoesNotFitError
from tests.factory.combinations import at_random
from tests.factory.content import Wanted, make_plan
from tests.factory.design import Design
from tests.factory.plan import Case
from tests.factory.whole import Book, Glossary, Purposes, book_to_case

REGIONS = (
    "North", "South", "East", "West", "Upper Valley", "Lower Valley", "Lake Shore", "High Plains", "Old Harbour",
    "Red Hills", "Twin Rivers", "Long Coast", "Far Islands", "Green Delta", "White Peaks", "Stone Bridge",
)  # fmt: skip
ENTRIES = (
    ("NGO", "Non-governmental organization"),
    ("MoU", "Memorandum of Understanding"),
    ("TOR", "Terms of Reference"),
)
SENTENCES = (
    "During the year the work of the office went on in all of its activities, and members took part in many of them.",
    "The programme of activities was agreed with partners in the first quarter and is reported on in this chapter.",
    "Objectives were set for each team; what was planned, and what was achieved, stands in the tables further on.",
    "Costs were kept within the budget, and the results of each project were reviewed with those who asked for it.",
)


def number_to_case(number: int, activities: int = 40) -> Case:
    """A whole plan, with cover, purposes and glossary; organisation, year and design follow the number."""
    seed = number
    while True:
        combination = at_random(seed)
        design = combination.design
        try:
            return book_to_case(_book(number, design, combination.wanted, activities))
        except (DoesNotFitError, ValueError):
            seed += 100_003  # this design has no room for it


def _book(number: int, design: Design, wanted: Wanted, activities: int) -> Book:
    plan = make_plan(replace(wanted, seed=number, activities=activities), design, year=2020 + number % 4)
    region = REGIONS[number // 4 % len(REGIONS)]
    serial = number // (4 * len(REGIONS))
    name = f"{plan.publisher} of the {region}{f' {serial + 1}' if serial else ''}"
    purposes = Purposes("Our purposes", "headings", "Purpose") if design.label in {"number", "purpose_n"} else None
    return Book(
        f"plan-{number:05}", replace(plan, publisher=name), design, purposes, Glossary("Glossary", "dash", ENTRIES)
    )


def write_plans(folder: Path, count: int, activities: int = 40) -> Iterator[Path]:
    """Write plans, each with its rows as JSON beside it; yields the PDFs."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = folder / f"plan-{number:05}.pdf"
        if not path.is_file():
            case = number_to_case(number, activities)
            rows = json.dumps([asdict(row) for row in case.rows], default=str)
            path.with_suffix(".rows.json").write_text(rows, encoding="utf-8")
            path.write_bytes(case.pdf)
        yield path


def report(pages: int, tables: int = 6) -> bytes:
    """A long report of prose, with a plan's pages of tables in its middle."""
    with Pdf.open(BytesIO(prose(pages - tables))) as book, Pdf.open(BytesIO(number_to_case(7, 120).pdf)) as plan:
        middle = len(book.pages) // 2
        for offset, page in enumerate(list(plan.pages)[2 : 2 + tables]):
            book.pages.insert(middle + offset, page)
        buffer = BytesIO()
        book.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def prose(pages: int) -> bytes:
    """Pages of text that speaks of work, activities and objectives, as reports do, and has no table."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=True)
    for page in range(pages):
        canvas.setFont("Helvetica", 10)
        for line in range(45):
            canvas.drawString(60, 780 - 15 * line, SENTENCES[(page + line) % len(SENTENCES)])
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=20)
    parser.add_argument("--activities", type=int, default=40)
    wanted = parser.parse_args()
    print(sum(1 for _ in write_plans(wanted.folder, wanted.plans, wanted.activities)), "plans")


if __name__ == "__main__":
    main()
