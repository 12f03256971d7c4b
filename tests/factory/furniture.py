"""Everything around the tables: title, prose, headings, notes, logos, page numbers, and tables of other things."""

from calendar import month_name

from tests.factory import words
from tests.factory.columns import DARK, PALE
from tests.factory.design import Design
from tests.factory.markup import PIECE
from tests.factory.plan import Plan
from tests.factory.setting import Pen, font_of, simple_lines, width_of
from tests.factory.sheet import Box, Item, Path, Sheet, line

MARGIN = 44.0
BLUE = "#3a7ca5"
PROSE_SIZE, PROSE_LEADING = 9.0, 12.5


def first_table_page(design: Design) -> int:
    """The page on which the first table begins."""
    return 1 + ("contents" in design.decoys) + ("purposes_table" in design.decoys)


def title_of(plan: Plan) -> str:
    """The plan's title with its year."""
    return f"{plan.title} {words.year_name(plan.year, plan.first_month)}"


def opening(sheet: Sheet, plan: Plan, design: Design, page: int, push: float) -> float:
    """Title, pages before the tables, and prose above the first; returns where the table may begin."""
    sheet.pages = max(sheet.pages, page)
    bold = Pen(1, font_of(design, bold=True), 16, DARK)
    sheet.add(Pen(1, font_of(design), 9, "#555555").text(MARGIN, 62, f"{plan.publisher} ({plan.acronym})"))
    sheet.add(bold.text(MARGIN, 82, title_of(plan)))
    y = 96.0
    if plan.first_month != 1:
        sheet.add(Pen(1, font_of(design), 9, "#555555").text(MARGIN, 96, months_of(plan)))
        y = 110.0
    if "purposes_table" in design.decoys:
        _purposes_table(sheet, plan, design, 2)
    if page > 1:
        y = 60.0
    paragraphs = [words.PROSE[design.seed % len(words.PROSE)]]
    if "text_x" in design.decoys:
        paragraphs.append(words.TEXT_WITH_X)
    for text in paragraphs:
        y = _prose(sheet, text, design, page, y) + 6
    return _fill(sheet, design, page, y + 4, push)


def months_of(plan: Plan) -> str:
    """First and last month of the plan's year."""
    first = month_name[plan.first_month]
    last = month_name[(plan.first_month + 10) % 12 + 1]
    return f"{first} {plan.year} – {last} {plan.year + 1}"


def _prose(sheet: Sheet, text: str, design: Design, page: int, y: float) -> float:
    pen = Pen(page, font_of(design), PROSE_SIZE)
    for number, part in enumerate(simple_lines(text, sheet.width - 2 * MARGIN, pen.font, PROSE_SIZE)):
        sheet.add(pen.text(MARGIN, y + PROSE_LEADING * (number + 1), part))
        y_end = y + PROSE_LEADING * (number + 1)
    return y_end + 3


def _fill(sheet: Sheet, design: Design, page: int, y: float, push: float) -> float:
    """Prose over about `push` points."""
    end, number = y + push, 0
    while True:
        text = words.PROSE[(design.seed + number + 1) % len(words.PROSE)]
        height = PROSE_LEADING * len(simple_lines(text, sheet.width - 2 * MARGIN, font_of(design), PROSE_SIZE)) + 9
        if y + height > end:
            return end
        y = _prose(sheet, text, design, page, y) + 6
        number += 1


def heading_items(text: str, design: Design, page: int, x: float, y: float) -> list[Item]:
    """A heading, with a chevron before it where the design has one."""
    pen = Pen(page, font_of(design, bold=True), 12, BLUE)
    if "chevron" not in design.decoys:
        return [pen.text(x, y + 15, text)]
    ops = (
        ("m", (x, y + 6)), ("l", (x + 3, y + 6)), ("l", (x + 7, y + 11)), ("l", (x + 3, y + 16)),
        ("l", (x, y + 16)), ("l", (x + 4, y + 11)), ("h", ()),
    )  # fmt: skip
    return [Path(page, ops, fill="#c0392b", layer="marks"), pen.text(x + 12, y + 15, text)]


def notes_under(plan: Plan, design: Design, under: tuple[int, ...]) -> list[str]:
    """Footnotes of the marks in these activities, and the legend of the ticks."""
    notes = []
    if "notes" in design.decoys:
        used = {m["note"] for i in under for m in PIECE.finditer(plan.activities[i].text) if m["note"]}
        texts = zip(design.note_signs, words.FOOTNOTES, strict=True)
        notes += [f"{sign} {text}" for sign, text in texts if sign in used]
        notes.append("Note: dates and places may change; the website has the latest version.")
    if "legend" in design.decoys:
        notes.append("Key: a mark in a column means that the activity serves that purpose. n/a = not applicable.")
    return notes


def closing(sheet: Sheet, plan: Plan, design: Design, page: int) -> None:
    """Pages after the tables."""
    if "budget_table" in design.decoys:
        _budget_table(sheet, plan, design, page)


def small_table(
    sheet: Sheet, design: Design, page: int, *, y: float, widths: list[float], rows: list[list[str]]
) -> float:
    """A ruled table of plain strings, the first row its header."""
    for number, row in enumerate(rows):
        pen = Pen(page, font_of(design, bold=number == 0), 8)
        cells = [simple_lines(text, width - 8, pen.font, 8) for text, width in zip(row, widths, strict=True)]
        height = 10.0 * max(map(len, cells)) + 6
        if number == 0:
            sheet.add(Box(page, MARGIN, y, MARGIN + sum(widths), y + height, PALE))
        x = MARGIN
        for lines, width in zip(cells, widths, strict=True):
            for place, text in enumerate(lines):
                sheet.add(pen.text(x + 4, y + 10 + 10 * place, text))
            x += width
        sheet.add(line(page, (MARGIN, y + height), (MARGIN + sum(widths), y + height), 0.4, "#888888"))
        y += height
    return y


def _purposes_table(sheet: Sheet, plan: Plan, design: Design, page: int) -> None:
    sheet.add(*heading_items("Our purposes", design, page, MARGIN, 60))
    rows = [["No.", "Purpose", "What we do"]]
    rows += [[str(n), title, text] for n, (title, text) in enumerate(plan.purposes, 1)]
    small_table(sheet, design, page, y=90, widths=[34, 130, sheet.width - 2 * MARGIN - 164], rows=rows)


def _budget_table(sheet: Sheet, plan: Plan, design: Design, page: int) -> None:
    sheet.add(*heading_items(f"Budget {plan.year} (thousand USD)", design, page, MARGIN, 60))
    rows = [["Item", "Q1", "Q2", "Q3", "Q4", "Total"]]
    for number, item in enumerate(("Staff", "Travel and venues", "Publications", "Office")):
        amounts = [12 + 7 * number + 3 * quarter for quarter in range(4)]
        rows.append([item, *map(str, amounts), str(sum(amounts))])
    small_table(sheet, design, page, y=90, widths=[180, 44, 44, 44, 44, 54], rows=rows)


def dress(sheet: Sheet, plan: Plan, design: Design, headings: list[tuple[str, int]], first: int) -> None:
    """Contents, and what stands on every page: running header, footer, logo; `first` is the first table's page."""
    if "contents" in design.decoys:
        _contents(sheet, design, headings)
    for page in range(1, sheet.pages + 1):
        sheet.add(*_page_furniture(sheet, plan, design, page, first))


def _contents(sheet: Sheet, design: Design, headings: list[tuple[str, int]]) -> None:
    page = 1
    sheet.add(Pen(page, font_of(design, bold=True), 12, BLUE).text(MARGIN, 150, "Contents"))
    pen = Pen(page, font_of(design), 10)
    for number, (text, at) in enumerate(headings):
        y = 176 + 18 * number
        end = sheet.width - 2 * MARGIN
        dots = int((end - MARGIN - width_of(text, pen.font, 10) - 20) / width_of(".", pen.font, 10))
        sheet.add(pen.text(MARGIN, y, f"{text} {'.' * max(3, dots)}"), pen.text(end, y, str(at)))


def _page_furniture(sheet: Sheet, plan: Plan, design: Design, page: int, first: int) -> list[Item]:
    pen = Pen(page, font_of(design), 7.5, "#666666")
    items: list[Item] = []
    if "header" in design.decoys:
        items.append(pen.text(MARGIN, 32, f"{plan.publisher} | {title_of(plan)}"))
        items.append(line(page, (MARGIN, 37), (sheet.width - MARGIN, 37), 0.4, "#999999"))
    if "footer" in design.decoys:
        text = (f"Page {page} of {sheet.pages}", f"{page}", f"{plan.acronym} {title_of(plan)} – {page}")[
            design.seed % 3
        ]
        items.append(pen.text(sheet.width / 2 - 20, sheet.height - 28, text))
    if "logo" in design.decoys:
        items += _logo(page, sheet.width - MARGIN - 26, 14)
    if design.continued_logo and page > first:
        items += _logo(page, MARGIN, 42)
        items.append(Pen(page, font_of(design, bold=True), 9, DARK).text(MARGIN + 34, 58, plan.publisher.upper()))
    return items


def _logo(page: int, x: float, y: float) -> list[Item]:
    """Three filled curves."""
    logo: list[Item] = []
    for number, colour in enumerate(("#0b3c5d", "#3a7ca5", "#9cc5e0")):
        left, top = x + 8 * number, y + 3 * number
        ops = (
            ("m", (left, top + 12)),
            ("c", (left + 1, top + 2, left + 8, top - 2, left + 12, top + 1)),
            ("c", (left + 8, top + 4, left + 5, top + 8, left, top + 12)),
            ("h", ()),
        )
        logo.append(Path(page, ops, fill=colour, layer="marks"))
    return logo
