"""What stands around a table, or looks like a part of it: text below, bands, running lines, dotted rules."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from workplan_extract.models import Reading
from workplan_extract.reading import read_document

TEXTS = (
    "Workshop on tide tables",
    "Survey of the outer reefs, with divers",
    "Course for wardens",
    "Meeting with the harbour council",
    "Guide to nets and traps",
)
TICKED = ((1,), (1, 2), (3,), (2, 3), (2,))
COLUMNS = (330.0, 380.0, 430.0)
Draw = Callable[[Canvas], None]


def _text(canvas: Canvas, x: float, top: float, words: str, size: float = 9, *, bold: bool = False) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    canvas.drawString(x, A4[1] - top, words)


def _header(canvas: Canvas, top: float, title: str = "Activity") -> None:
    _text(canvas, 60, top, title, bold=True)
    for number, x in enumerate(COLUMNS, 1):
        _text(canvas, x, top, f"P{number}", bold=True)


def _rows(canvas: Canvas, top: float, texts: Sequence[str] = TEXTS, mark: str = "X", other: str = "") -> float:
    for text, ticked in zip(texts, TICKED, strict=False):
        _text(canvas, 60, top, text)
        for number, x in enumerate(COLUMNS, 1):
            _text(canvas, x, top, mark if number in ticked else other)
        top += 24
    return top


def _read(path: Path, *pages: Draw) -> Reading:
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return read_document(path)


def _seen(reading: Reading) -> list[tuple[str, tuple[int, ...]]]:
    return [(row.text, tuple(m.purpose for m in row.marks if m.state == "ticked")) for row in reading.rows]


EXPECTED = list(zip(TEXTS, TICKED, strict=True))


def test_a_heading_below_the_table_ends_it(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 80, "Quarter 1", 14, bold=True)
        _header(canvas, 110)
        bottom = _rows(canvas, 130)
        _text(canvas, 60, bottom + 16, "Themes", 14, bold=True)
        _text(canvas, 60, bottom + 40, "Some themes run through all work.")
        _text(
            canvas,
            60,
            bottom + 54,
            "Tools are chosen so that members can leave them again at any time. No data are kept.",
        )

    reading = _read(tmp_path / "below.pdf", page)

    assert _seen(reading) == EXPECTED
    assert not reading.remarks or {remark.code for remark in reading.remarks}.isdisjoint(
        {"tick-unsure", "line-in-doubt"}
    )


def test_dotted_rules_are_no_marks(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 80, "Quarter 1", 14, bold=True)
        _header(canvas, 110)
        _rows(canvas, 130)
        for row in range(6):
            for dot in range(260):
                canvas.rect(55 + 1.6 * dot, A4[1] - (115 + 24 * row), 0.75, 0.75, stroke=0, fill=1)

    reading = _read(tmp_path / "dotted.pdf", page)

    assert _seen(reading) == EXPECTED
    assert "tick-unsure" not in {remark.code for remark in reading.remarks}


def test_a_band_set_in_the_middle_is_no_title(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        _header(canvas, 80)
        for y in (66, 90, 108, 228):
            canvas.line(55, A4[1] - y, 460, A4[1] - y)
        _text(canvas, 230, 102, "1st Quarter", bold=True)
        _rows(canvas, 122)

    reading = _read(tmp_path / "band.pdf", page)

    assert _seen(reading) == EXPECTED
    assert {row.quarters for row in reading.rows} == {(1,)}


@pytest.mark.parametrize("running", ["Plan 2024 Planned activities", "Planned activities"])
def test_a_running_header_is_no_title(running: str, tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        _text(canvas, 60, 40, running, 9)
        _text(canvas, 60, 80, "Quarter 1", 14, bold=True)
        _header(canvas, 110)
        _rows(canvas, 130)

    def later(canvas: Canvas) -> None:
        _text(canvas, 60, 40, running, 9)
        _text(canvas, 60, 80, "Quarter 2", 14, bold=True)
        _header(canvas, 110)
        _rows(canvas, 130)

    assert _seen(_read(tmp_path / "running.pdf", first, later)) == EXPECTED * 2


def test_a_larger_heading_above_the_title_is_no_part_of_it(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 90, "Activities", 14, bold=True)
        _header(canvas, 110, "Planned activity")
        _text(canvas, 60, 128, "Quarter 1", bold=True)
        _rows(canvas, 148)

    assert _seen(_read(tmp_path / "above.pdf", page)) == EXPECTED


def test_a_rows_last_word_is_no_title(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 80, "Quarter 1", 14, bold=True)
        _header(canvas, 110)
        bottom = _rows(canvas, 130, TEXTS[:3], "Yes", "No")
        _text(canvas, 60, bottom, "In partnership with the council, a webinar on the findings of its Pilot")
        _text(canvas, 60, bottom + 11, "Project")
        for x, mark in zip(COLUMNS, ("No", "Yes", "Yes"), strict=True):
            _text(canvas, x, bottom + 6, mark)
        _rows(canvas, bottom + 36, TEXTS[4:], "Yes", "No")

    texts = [text for text, _ in _seen(_read(tmp_path / "project.pdf", page))]

    assert texts[3:] == ["In partnership with the council, a webinar on the findings of its Pilot Project", TEXTS[4]]


def test_dashes_make_no_marks_of_a_column_of_text(tmp_path: Path) -> None:
    partners = ("-", "Reef Trust of the North", "-", "-", "Institute of Marine Sounds")

    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 80, "Quarter 1", 14, bold=True)
        _header(canvas, 110)
        _text(canvas, 470, 110, "Partners", bold=True)
        _rows(canvas, 130)
        for number, partner in enumerate(partners):
            _text(canvas, 470, 130 + 24 * number, partner, 8)

    rows = _read(tmp_path / "partners.pdf", page).rows

    assert [row.columns[0].text for row in rows] == list(partners)


def test_a_page_of_marks_without_a_known_title_is_remarked(tmp_path: Path) -> None:
    def known(canvas: Canvas) -> None:
        _text(canvas, 60, 80, "Quarter 1", 14, bold=True)
        _header(canvas, 110)
        _rows(canvas, 130)

    def unknown(canvas: Canvas) -> None:
        _text(canvas, 60, 80, "Quarter 2", 14, bold=True)
        _header(canvas, 110, "Whereabouts")
        _rows(canvas, 130)

    def pause(canvas: Canvas) -> None:
        _text(canvas, 60, 80, "A word from the chair", 14, bold=True)

    remarks = _read(tmp_path / "unknown.pdf", known, pause, unknown).remarks

    assert [(remark.code, remark.page) for remark in remarks if remark.code == "table-not-read"] == [
        ("table-not-read", 3)
    ]
