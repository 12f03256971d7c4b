"""Pages on which what stands where decides: cells between lines, headers on every page, tables abreast."""

import re
from collections.abc import Sequence
from pathlib import Path

from tests.factory.freehand import Grid, Item, Text, grid_to_items, pages_to_pdf
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
