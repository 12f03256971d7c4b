"""Pages on which what stands where decides: cells between lines, headers on every page, tables abreast."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.factory.freehand import Grid, Item, Line, Text, grid_to_items, pages_to_pdf
from workplan_extract.models import Reading, Row
from workplan_extract.reading import read_document

COVER = [Text(60, 90, "Annual Workplan 2023", bold=True, size=22), Text(60, 130, "Northern Lakes Office", size=12)]
SENTENCES = (
    ("Train forty court clerks in the use of", "the new case register"),
    ("Publish a guide on fair hiring for small", "firms and translate it"),
    ("Hold a regional workshop on river safety", "for fire services of five districts", "and their volunteers"),
    ("Revise the manual for border nurses and", "print it"),
    ("Review the plan with members and publish", "the minutes"),
    ("Set up a help desk for seed growers in", "two districts"),
)


def read_pages(pages: Sequence[Sequence[Item]], folder: Path) -> Reading:
    path = folder / "freehand.pdf"
    path.write_bytes(pages_to_pdf([COVER, *pages]))
    return read_document(path)


def texts(reading: Reading) -> list[str]:
    return [row.text for row in reading.rows]


def ticked(row: Row) -> list[int]:
    return [mark.purpose for mark in row.marks if mark.state == "ticked"]


WHOLE = [" ".join(lines) for lines in SENTENCES]


def test_a_quarter_centred_between_two_lines_heads_no_table(tmp_path: Path) -> None:
    rows = [
        (lines, ("–",) if number % 2 else ("Lake Trust",), (f"Q{number // 2 + 1}",), ("",), ("",))
        for number, lines in enumerate(SENTENCES)
    ]
    titles = (("Activity",), ("Partners",), ("Quarter",), ("Purpose 1",), ("Purpose 2",))
    items, _ = grid_to_items(Grid((40, 250, 330, 390, 450, 510), 60, (titles, *rows), is_centred=True))
    heights = [item.y for item in items if isinstance(item, Text) and re.fullmatch(r"Q\d", item.text)]
    # in a larger type, so that no line of words runs through them
    items += [Text(410 + 60 * (number % 2), y + 2.4, "X", size=12) for number, y in enumerate(heights)]
    reading = read_pages([items], tmp_path)
    assert texts(reading) == WHOLE
    assert [row.quarters for row in reading.rows] == [(1,), (1,), (2,), (2,), (3,), (3,)]
    assert [ticked(row) for row in reading.rows] == [[1], [2]] * 3


def test_a_header_of_turned_names_on_every_page_is_no_running_header(tmp_path: Path) -> None:
    names = ("Safe rivers", "Fair work", "Open data")
    pages = []
    for page in range(6):
        head: list[Item] = [Text(43, 70, "Ref", bold=True), Text(73, 70, "Activity", bold=True)]
        head += [Text(312 + 40 * n, 70, name, bold=True, angle=90) for n, name in enumerate(names)]
        lines = SENTENCES[page]
        body = [Text(43, 120, f"1.{page + 1}"), *(Text(73, 120 + 11 * n, text) for n, text in enumerate(lines))]
        body += [Text(306 + 40 * (page % 3), 120, "X")]
        above = [Text(40, 14, "Quarter 1: January to March 2023", bold=True, size=14)] if page == 0 else []
        pages.append([*above, *head, *body])
    reading = read_pages(pages, tmp_path)
    assert texts(reading) == WHOLE
    assert [ticked(row) for row in reading.rows] == [[1], [2], [3]] * 2


def test_each_table_abreast_stands_under_the_quarter_above_it(tmp_path: Path) -> None:
    page: list[Item] = []
    for side, quarter in enumerate(("Quarter 1 (January – March)", "Quarter 2 (April – June)")):
        left = 40.0 + 400 * side
        page += [Text(left + 3, 64, quarter, bold=True), Text(left + 3, 76, "Activity", bold=True)]
        page += [Text(left + 260 + 50 * n, 76, f"P{n + 1}", bold=True) for n in range(2)]
        for number, lines in enumerate(SENTENCES[3 * side : 3 * side + 3]):
            y = 95.0 + 45 * number
            page += [Text(left + 3, y + 11 * n, text) for n, text in enumerate(lines)]
            page += [Text(left + 262 + 50 * (number % 2), y, "X")]
    reading = read_pages([page], tmp_path)
    assert texts(reading) == WHOLE
    assert [row.quarters for row in reading.rows] == [(1,)] * 3 + [(2,)] * 3
    assert [ticked(row) for row in reading.rows] == [[1], [2], [1]] * 2


def _marked(number: int, count: int = 2) -> tuple[tuple[str, ...], ...]:
    return tuple(("X",) if number % count == place else ("",) for place in range(count))


@pytest.mark.parametrize("turned", [False, True])
def test_a_quarter_merged_over_rows_is_theirs_on_both_pages(turned: bool, tmp_path: Path) -> None:
    pages = []
    for page, quarters in enumerate(((1, 1, 2), (2, 3, 3))):
        rows = [(("",), lines, *_marked(number)) for number, lines in enumerate(SENTENCES[3 * page : 3 * page + 3])]
        titles = (("Quarter",), ("Activity",), ("P1",), ("P2",))
        merged = ((0, 1, 2),) if page == 0 else ((0, 2, 3),)
        items, _ = grid_to_items(Grid((40, 100, 330, 390, 450), 60, (titles, *rows), merged=merged))
        tops = [item.y for item in items if isinstance(item, Text) and item.text in {lines[0] for lines in SENTENCES}]
        for number, quarter in enumerate(quarters):
            if (page, number) in {(0, 0), (0, 2), (1, 1)}:
                x, y = (75, tops[number] + 22) if turned else (43, tops[number])
                items.append(Text(x, y, f"Q{quarter}", angle=90 if turned else 0))
        pages.append(items)
    reading = read_pages(pages, tmp_path)
    assert texts(reading) == WHOLE
    assert [row.quarters for row in reading.rows] == [(1,), (1,), (2,), (2,), (3,), (3,)]
    assert [row.position for row in reading.rows] == [1, 2, 1, 2, 1, 2]


def test_marks_at_a_pages_foot_belong_to_the_words_overleaf(tmp_path: Path) -> None:
    edges = (40.0, 330.0, 390.0, 450.0)
    titles = (("Activity",), ("P1",), ("P2",))
    first = [(lines, *_marked(number)) for number, lines in enumerate(SENTENCES[:3])]
    second = [(lines, *_marked(number)) for number, lines in enumerate(SENTENCES[3:], 3)]
    upper, _ = grid_to_items(Grid(edges, 400, (titles, *first, (("",), ("",), ("X",)))))
    lower, _ = grid_to_items(Grid(edges, 40, (titles, (SENTENCES[3], ("",), ("",)), *second[1:])))
    head = Text(40, 380, "Quarter 2: April to June 2023", bold=True, size=13)
    reading = read_pages([[head, *upper], lower], tmp_path)
    assert texts(reading) == WHOLE
    assert [ticked(row) for row in reading.rows] == [[1], [2]] * 3
    assert [row.regions[0].page for row in reading.rows] == [2, 2, 2, 3, 3, 3]


def test_titles_that_nearly_touch_and_a_legend_above_them(tmp_path: Path) -> None:
    page: list[Item] = [Text(40, 50, "First quarter", bold=True, size=14)]
    page += [Text(41, 68, "X contributes to the purpose     – no contribution", size=7)]
    page += [Text(41, 84, "Ref.", bold=True), Text(62, 84, "SP 1", bold=True)]
    page += [Text(100, 84, "SP 2", bold=True), Text(140, 84, "SP 3", bold=True), Text(180, 84, "Activity", bold=True)]
    for number, lines in enumerate(SENTENCES):
        y = 102.0 + 40 * number
        page += [Text(41, y, f"1.{number + 1}"), *(Text(180, y + 11 * n, text) for n, text in enumerate(lines))]
        page += [Text(69 + 39 * n, y, "X" if number % 3 == n else "–") for n in range(3)]
        page += [Line(40, y + 28, 500, y + 28)]
    reading = read_pages([page], tmp_path)
    assert texts(reading) == WHOLE
    assert [ticked(row) for row in reading.rows] == [[1], [2], [3]] * 2
    assert [row.columns[0].text for row in reading.rows] == [f"1.{number}" for number in range(1, 7)]
    assert not any(mark.state == "unsure" for row in reading.rows for mark in row.marks)


def test_what_stands_below_the_last_note_is_no_row(tmp_path: Path) -> None:
    rows = [(lines, *_marked(number)) for number, lines in enumerate(SENTENCES)]
    edges = (300.0, 590.0, 650.0, 710.0)
    items, end = grid_to_items(Grid(edges, 60, ((("Activity",), ("P1",), ("P2",)), *rows), is_ruled=False))
    heads = [item.y for item in items if isinstance(item, Text) and item.text in {lines[0] for lines in SENTENCES}]
    items += [Line(300, y - 12, 710, y - 12) for y in [*heads, end + 11]]
    items += [Text(300, 40, "Quarter 1", bold=True, size=14), Text(303, end + 16, "* Dates may change.", size=7)]
    items += [
        Text(303, end + 34 + 11 * n, text) for n, text in enumerate(("and goes on in the second column of", "a page"))
    ]
    reading = read_pages([items], tmp_path)
    assert texts(reading) == WHOLE


def test_bands_of_purposes_are_no_activities_and_flagged(tmp_path: Path) -> None:
    page: list[Item] = [Text(40, 40, "Quarter 1", bold=True, size=14)]
    rows = [(lines, *_marked(number)) for number, lines in enumerate(SENTENCES)]
    goals = [((f"Goal {n}: {name}",), ("",), ("",)) for n, name in ((1, "Safe rivers"), (2, "Fair work"))]
    titles = (("Activity",), ("Q1",), ("Q2",))
    table = (titles, goals[0], *rows[:3], goals[1], *rows[3:])
    items, _ = grid_to_items(Grid((40, 330, 390, 450), 60, table))
    reading = read_pages([[*page, *items]], tmp_path)
    assert texts(reading) == WHOLE
    assert [r.message.partition("'")[2] for r in reading.remarks if r.code == "line-in-doubt"] == [
        "Goal 1: Safe rivers'",
        "Goal 2: Fair work'",
    ]


def test_crosses_drawn_by_hand_part_no_row(tmp_path: Path) -> None:
    titles = (("Activity",), ("P1",), ("P2",))
    rows = [(lines, ("",), ("",)) for lines in SENTENCES]
    items, _ = grid_to_items(Grid((40, 330, 390, 450), 60, (titles, *rows)))
    items.append(Text(40, 40, "Quarter 1", bold=True, size=14))
    heads = [item.y for item in items if isinstance(item, Text) and item.text in {lines[0] for lines in SENTENCES}]
    for y in heads:
        for x, off in ((352.0, -3.5), (412.0, 3.0)):
            items += [Line(x, y - 7 + off, x + 15, y + 10 + off, 1.4), Line(x, y + 10 + off, x + 15, y - 7 + off, 1.4)]
    reading = read_pages([items], tmp_path)
    assert texts(reading) == WHOLE
    assert [ticked(row) for row in reading.rows] == [[1, 2]] * 6


def test_a_footnote_mark_raised_by_text_rise_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "raised.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for x, y, line in ((40, 800, "Quarter 1"), (40, 770, "Activity"), (300, 770, "P1"), (350, 770, "P2")):
        canvas.drawString(x, y, line)
    for number, lines in enumerate(SENTENCES):
        y = 740 - 60 * number
        pen = canvas.beginText(40, y)
        for line in lines:
            pen.setFont("Helvetica", 9)
            pen.textOut(line)
            if line is lines[-1]:
                pen.setFont("Helvetica", 6)
                pen.setRise(3.5)
                pen.textOut("1")
                pen.setRise(0)
            y -= 11
            pen.setTextOrigin(40, y)
        canvas.drawText(pen)
        canvas.drawString(303 + 50 * (number % 2), 740 - 60 * number, "X")
    canvas.save()
    assert texts(read_document(path)) == WHOLE
