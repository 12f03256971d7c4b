"""Whole plans of other years and organisations: cover, introduction, purposes, tables, glossary, contact page.

`python -m tests.factory.whole DIR` writes each as a PDF with its rows as JSON. What each looks like is in `plans/`.
"""

import json
import sys
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from tests.factory import furniture, words
from tests.factory.columns import DARK
from tests.factory.content import Wanted, make_plan
from tests.factory.design import Design
from tests.factory.layout import plan_to_sheet
from tests.factory.plan import Case, Plan
from tests.factory.reportlab_engine import sheet_to_pdf
from tests.factory.setting import Pen, font_of, simple_lines
from tests.factory.sheet import Box, Sheet

PLANS = Path(__file__).parent / "plans"
MARGIN = 60.0
WELCOME = (
    "{name} ({acronym}) was founded by its members to do together what none of them can do alone. It has a small "
    "secretariat, a council that meets twice a year, and friends in many places.",
    "This plan says what we intend to do and to what end. It does not say what has been done: a report on that will "
    "follow when the year is over.",
)


@dataclass(frozen=True)
class Purposes:
    """How the section on purposes is set."""

    heading: str
    form: Literal["headings", "table", "abreast", "list"]
    word: str


@dataclass(frozen=True)
class Glossary:
    """How the glossary is set, and its entries."""

    heading: str
    form: Literal["dash", "colon", "tab", "table"]
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Book:
    """A whole plan: what it says, how it looks, and what stands around its tables."""

    name: str
    plan: Plan
    design: Design
    purposes: Purposes | None
    glossary: Glossary | None


def load_book(path: Path) -> Book:
    """Read one of `plans/`."""
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    design = Design(**(raw["design"] | {"seed": raw["seed"]}))
    wanted = Wanted(raw["seed"], raw["purposes"], raw["activities"], raw.get("first_month", 1))
    plan = make_plan(wanted, design, raw["content"], raw["title"], raw["year"])
    purposes = Purposes(**raw["purposes_section"]) if "purposes_section" in raw else None
    glossary = raw.get("glossary")
    if glossary:
        glossary = Glossary(glossary["heading"], glossary["form"], tuple((a, b) for a, b in glossary["entries"]))
    return Book(path.stem, plan, design, purposes, glossary)


def books() -> list[Book]:
    """All of them, by name."""
    return [load_book(path) for path in sorted(PLANS.glob("*.toml"))]


def book_to_case(book: Book) -> Case:
    """Draw the whole plan."""
    sheet, rows = plan_to_sheet(
        book.plan, book.design, front=lambda s: _front(s, book), back=lambda s, p: _back(s, p, book)
    )
    return Case(book.name, sheet_to_pdf(sheet, book.design), rows, len(book.plan.purposes))


def _front(sheet: Sheet, book: Book) -> int:
    """Cover, introduction, purposes; returns the page that the first table begins on."""
    plan, design = book.plan, book.design
    bold = font_of(design, bold=True)
    year = words.year_name(plan.year, plan.first_month)
    sheet.add(Pen(1, bold, 13, DARK).text(MARGIN, 140, plan.publisher))
    sheet.add(Pen(1, bold, 30, DARK).text(MARGIN, 240, plan.title), Pen(1, bold, 30, DARK).text(MARGIN, 280, year))
    sheet.add(Box(1, MARGIN, 300, sheet.width - MARGIN, 303, DARK))
    if plan.first_month != 1:
        sheet.add(Pen(1, font_of(design), 12).text(MARGIN, 330, furniture.months_of(plan)))
    y = _heading(sheet, 2, 70, "Introduction", design)
    for text in WELCOME:
        y = _prose(sheet, 2, y, text.format(name=plan.publisher, acronym=plan.acronym), design) + 8
    if book.purposes is None:
        return 3
    _purposes(sheet, 3, book, book.purposes)
    return 4


def _heading(sheet: Sheet, page: int, y: float, text: str, design: Design, *, size: float = 16) -> float:
    sheet.add(Pen(page, font_of(design, bold=True), size, DARK).text(MARGIN, y, text))
    return y + size * 1.5


def _prose(
    sheet: Sheet, page: int, y: float, text: str, design: Design, *, x0: float = MARGIN, width: float = 0
) -> float:
    pen = Pen(page, font_of(design), 10)
    for part in simple_lines(text, width or sheet.width - 2 * MARGIN, pen.font, 10):
        sheet.add(pen.text(x0, y, part))
        y += 14
    return y


def _purposes(sheet: Sheet, page: int, book: Book, section: Purposes) -> None:
    design = book.design
    y = _heading(sheet, page, 70, section.heading, design)
    y = _prose(sheet, page, y, "Everything in this plan serves at least one of the following ends.", design) + 10
    if section.form == "abreast":
        _abreast(sheet, page, y, book, section)
        return
    if section.form == "table":
        rows = [[section.word, "Title", "Description"]]
        rows += [[f"{section.word}{n}", title, text] for n, (title, text) in enumerate(book.plan.purposes, 1)]
        furniture.small_table(sheet, design, page, y=y, widths=[60, 130, sheet.width - 2 * MARGIN - 190], rows=rows)
        return
    for number, (title, text) in enumerate(book.plan.purposes, 1):
        if section.form == "headings":
            y = _heading(sheet, page, y + 6, f"{section.word} {number}", design, size=12)
            y = _heading(sheet, page, y, title, design, size=11)
            y = _prose(sheet, page, y, text, design) + 4
        else:
            y = _heading(sheet, page, y + 4, f"{section.word} {_numbered(number, design)}: {title}", design, size=11)
            y = _prose(sheet, page, y, text, design) + 2


def _numbered(number: int, design: Design) -> str:
    """A purpose's number as the tables' header has it."""
    return words.purpose_label("letter", number, "") if design.label == "letter" else str(number)


def _abreast(sheet: Sheet, page: int, y: float, book: Book, section: Purposes) -> None:
    count = len(book.plan.purposes)
    width = (sheet.width - 2 * MARGIN) / count
    bold = font_of(book.design, bold=True)
    for number, (title, text) in enumerate(book.plan.purposes, 1):
        x = MARGIN + (number - 1) * width
        sheet.add(Pen(page, bold, 12, DARK).text(x, y + 10, f"{section.word} {number}"))
        sheet.add(Pen(page, bold, 10).text(x, y + 28, title))
        _prose(sheet, page, y + 46, text, book.design, x0=x, width=width - 18)


def _back(sheet: Sheet, page: int, book: Book) -> int:
    """Glossary and contact page; returns the page after."""
    design = book.design
    top = 100.0 if design.continued_logo else 70.0
    if book.glossary:
        y = _heading(sheet, page, top, book.glossary.heading, design) + 4
        _glossary(sheet, page, y, book.glossary, design)
        page += 1
    y = _heading(sheet, page, top, "Contact", design)
    for text in (
        book.plan.publisher,
        "12 Harbour Road",
        f"office@{book.plan.acronym.lower()}.example",
        "+00 1 234 5678",
    ):
        y = _prose(sheet, page, y, text, design)
    return page + 1


def _glossary(sheet: Sheet, page: int, y: float, glossary: Glossary, design: Design) -> None:
    if glossary.form == "table":
        rows = [["Acronym", "Meaning"], *([short, long] for short, long in glossary.entries)]
        furniture.small_table(sheet, design, page, y=y, widths=[80, 320], rows=rows)
        return
    for short, long in glossary.entries:
        pen = Pen(page, font_of(design), 10)
        if glossary.form == "tab":
            sheet.add(pen.text(MARGIN, y, short), pen.text(MARGIN + 110, y, long))
        else:
            sheet.add(pen.text(MARGIN, y, f"{short}{' –' if glossary.form == 'dash' else ':'} {long}"))
        y += 17


def main(folder: Path) -> None:
    """Write all whole plans with their expected rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for book in books():
        case = book_to_case(book)
        (folder / f"{case.name}.pdf").write_bytes(case.pdf)
        rows = [asdict(row) for row in case.rows]
        text = json.dumps(rows, ensure_ascii=False, indent=1, default=str)
        (folder / f"{case.name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
