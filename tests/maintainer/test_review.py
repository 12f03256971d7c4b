"""The review page against the PDF: rows, ticks and mentions stand where they are printed; text stays text."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pdfplumber
import pytest

from tests.conftest import FIXTURES, REFERENCE, ROOT
from tests.maintainer.plans import reference
from tests.plans import activity, partner, workplan
from workplan_extract.comparing.diff import Counts, diff_workplans
from workplan_extract.maintaining.maintained import Maintained, load_maintained
from workplan_extract.models import Finding, Workplan
from workplan_extract.pipeline import extract_workplan
from workplan_extract.reading.pictures import PictureSettings, draw_part, opened
from workplan_extract.reading.spots import align, by_column, fold_character, page_letters, place_mentions
from workplan_extract.review import review_html
from workplan_extract.review.build import content_policy, render
from workplan_extract.review.runs import text_to_runs
from workplan_extract.review.view import workplan_to_view

Rect = dict[str, str]


class Boxes(HTMLParser):
    """Collects the boxes of each page's picture."""

    def __init__(self) -> None:
        super().__init__()
        self.page = 0
        self.rects: list[tuple[int, Rect]] = []
        self.sizes: dict[int, tuple[float, float]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "figure":
            self.page = int(values["id"].removeprefix("page-"))
        elif tag == "svg":
            _, _, width, height = map(float, values["viewbox"].split())
            self.sizes[self.page] = (width, height)
        elif tag == "rect":
            self.rects.append((self.page, values))


@pytest.fixture(scope="session")
def plan() -> Workplan:
    return extract_workplan(REFERENCE)


@pytest.fixture(scope="session")
def html(plan: Workplan) -> str:
    return review_html(plan, REFERENCE, load_maintained(ROOT / "raw"))


@pytest.fixture(scope="session")
def boxes(html: str) -> Boxes:
    parser = Boxes()
    parser.feed(html)
    return parser


@pytest.fixture(scope="session")
def pages() -> Iterator[list[pdfplumber.page.Page]]:
    with pdfplumber.open(REFERENCE) as pdf:
        yield list(pdf.pages)


def fold(text: str) -> str:
    return "".join(map(fold_character, text))


def box_of(rect: Rect) -> tuple[float, float, float, float]:
    x, y, width, height = (float(rect[name]) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def printed_in(page: pdfplumber.page.Page, box: tuple[float, float, float, float]) -> str:
    x0, top, x1, bottom = box
    inside = [
        char
        for char in page.chars
        if x0 - 0.5 <= (char["x0"] + char["x1"]) / 2 <= x1 + 0.5 and top <= (char["top"] + char["bottom"]) / 2 <= bottom
    ]
    return "".join(char["text"] for char in sorted(inside, key=lambda char: (round(char["top"]), char["x0"])))


def test_the_page_is_one_small_file_that_needs_nothing_else(html: str) -> None:
    assert len(html.encode()) < 5_000_000
    assert set(re.findall(r'(?:src|href)="(?!data:|#)([^"]*)"', html)) == set()
    assert "http" not in re.sub(r'base64,[^"]*', "", html).replace("http-equiv", "")


def test_every_row_and_tick_is_on_the_picture(boxes: Boxes, plan: Workplan) -> None:
    classes = Counter(rect["class"] for _, rect in boxes.rects)
    assert classes["row row"] == len(plan.activities) == 56
    assert classes["mark ticked"] == 99
    assert classes["mark empty"] == 56 * 4 - 99
    assert classes["mark unsure"] == 0


def test_rows_stand_around_their_words(boxes: Boxes, plan: Workplan, pages: list[pdfplumber.page.Page]) -> None:
    texts = {one.id: fold(one.activity) for one in plan.activities}
    for number, rect in boxes.rects:
        if rect["class"] == "row row":
            # Superscripts and words cut at line ends aside, the row's own words are all in its box.
            printed = fold(printed_in(pages[number - 1], box_of(rect)))
            assert sum((Counter(texts[rect["data-activity"]]) - Counter(printed)).values()) <= 2


def test_ticks_stand_where_a_mark_is_printed(boxes: Boxes, pages: list[pdfplumber.page.Page]) -> None:
    printed = {
        kind: [
            printed_in(pages[number - 1], box_of(rect)).strip() for number, rect in boxes.rects if rect["class"] == kind
        ]
        for kind in ("mark ticked", "mark empty")
    }
    assert set(printed["mark ticked"]) == {"✓"}
    assert set(printed["mark empty"]) == {""}


def test_mentions_stand_on_their_words(boxes: Boxes, plan: Workplan, pages: list[pdfplumber.page.Page]) -> None:
    expected = Counter(
        (one.id, fold(name.mention)) for one in plan.activities for name in (*one.organisations, *one.locations)
    )
    found: dict[tuple[str, str], str] = {}
    spots = place_mentions(REFERENCE, plan.activities)
    for one in plan.activities:
        for name, regions in zip((*one.organisations, *one.locations), spots[one.id], strict=True):
            words = "".join(printed_in(pages[region.page - 1], region.bbox) for region in regions)
            found[one.id, fold(name.mention)] = fold(words)
    assert {key: key[1] for key in expected} == found
    drawn = [rect for _, rect in boxes.rects if rect["class"].startswith("mention ")]
    regions = sum(len(one) for spot in spots.values() for one in spot)
    assert len(drawn) == regions >= sum(expected.values())


def test_pictures_have_the_pages_proportions(boxes: Boxes, pages: list[pdfplumber.page.Page]) -> None:
    printed = [(float(page.width), float(page.height)) for page in pages]
    assert [boxes.sizes[number] for number in range(1, 13)] == [pytest.approx(size, abs=0.01) for size in printed]


@pytest.fixture(scope="module", params=FIXTURES, ids=lambda pdf: pdf.stem)
def other_design(request: pytest.FixtureRequest) -> tuple[Path, Workplan]:
    """The reference plan in another design, as it is read."""
    return request.param, extract_workplan(request.param)


def test_mentions_are_found_in_every_design(other_design: tuple[Path, Workplan]) -> None:
    pdf, plan = other_design
    spots = place_mentions(pdf, plan.activities)
    lost = [
        (one.id, name.mention)
        for one in plan.activities
        for name, regions in zip((*one.organisations, *one.locations), spots[one.id], strict=True)
        if not regions
    ]
    assert lost == []


def test_the_same_plan_in_another_design_has_no_difference(plan: Workplan, other_design: tuple[Path, Workplan]) -> None:
    counts = diff_workplans(plan, other_design[1]).counts
    assert counts == Counts(kept=56, reworded=0, moved=0, ticks=0, added=0, dropped=0)


def test_a_text_among_other_columns_is_found() -> None:
    with opened(REFERENCE) as document:
        letters = page_letters(document, 4)
    row = [letter for letter in letters if 100 < letter.box.top < 700]
    text = "".join(letter.text for letter in row)[40:90]
    assert "".join(letter.text for letter in align(text, row).values()) == text
    assert sorted(by_column(row)) == sorted(row)


def test_a_part_of_a_page_is_drawn_to_scale() -> None:
    from PIL import Image

    with opened(REFERENCE) as document:
        picture = draw_part(document, 4, (50, 100, 550, 300), PictureSettings(scale=1.5, form="PNG"))
    drawn = Image.open(io.BytesIO(picture.content))
    assert (drawn.size, picture.media_type, picture.page) == ((750, 300), "image/png", 4)


def test_what_a_person_must_look_at_comes_first(html: str) -> None:
    assert html.index(">Look at these first<") < html.index("<h2>Rows as read<")
    assert re.search(r'<a href="#rso-2022-q\d-\d\d" data-row="rso-2022-q\d-\d\d">', html)


def test_earlier_corrections_and_reviews_are_shown(tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_text(
        "document,activity,field,was,now,why,who,when\n"
        "rso-2022,rso-2022-q1-05,purposes,1;2;4,1;2,erratum,ND,2023-01-09\n",
        encoding="utf-8",
    )
    (tmp_path / "reviews.csv").write_text(
        "document,activity,who,when,note\nrso-2022,rso-2022-q1-05,ND,2023-01-09,\n", encoding="utf-8"
    )
    view = workplan_to_view(reference(), [(595, 842)], ["data:,"], {}, load_maintained(tmp_path))
    row = view.rows[4]
    assert row.is_checked
    assert "purposes corrected from “1;2;4” to “1;2” by ND, 2023-01-09: erratum" in row.history
    assert "1 of 56 rows checked before" in view.figures


HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'


def test_text_from_a_pdf_stays_text() -> None:
    one = activity(HOSTILE, organisations=(partner(HOSTILE),))
    finding = Finding(level="warning", code="no-tick", message=HOSTILE, page=2, activity=one.id)
    plan = workplan(one).model_copy(update={"findings": (finding,)})
    document = plan.document.model_copy(update={"title": HOSTILE, "publisher": HOSTILE, "file": HOSTILE})
    hostile = plan.model_copy(update={"document": document})
    html = render(workplan_to_view(hostile, [(595, 842)] * 2, ["data:,"] * 2, {}, Maintained()))
    assert "<img src=x" not in html
    assert html.count("<script") == 2
    assert HOSTILE not in html


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = content_policy(["a"], ["b"])
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy


def test_a_name_inside_another_keeps_its_own_colour() -> None:
    one = next(one for one in reference().activities if one.id == "rso-2022-q1-05")
    runs = text_to_runs(one)
    assert "".join(run.text for run in runs) == one.activity
    assert [(run.text, run.style) for run in runs if run.style] == [
        ("IOM ", "requester"),
        ("Fiji", "focus"),
        ("Ministry of Defense of the Government of Fiji", "participant"),
    ]
