"""The pure parts of the site: charts, map, highlighted sentences, citations, the guard."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan_extract.site.charts import SHADES, make_bars, make_grid, shade, tally
from workplan_extract.site.citation import Cited, cite
from workplan_extract.site.guard import guard_headers, safe_location
from workplan_extract.site.highlight import Named, split_sentence
from workplan_extract.site.limits import bounded_rows
from workplan_extract.site.listing import page_number
from workplan_extract.site.periods import period_name, span_columns
from workplan_extract.site.search import bits, fts_words
from workplan_extract.site.words import readable
from workplan_extract.site.worldmap import Place, make_map

numbers = st.integers(0, 200)


@given(st.text(max_size=80), st.lists(st.tuples(numbers, numbers), max_size=8))
def test_pieces_of_a_sentence_add_up_to_it(sentence: str, spans: list[tuple[int, int]]) -> None:
    names = [Named(start=a, end=b, sort="place", role="venue", title="", href="") for a, b in spans]
    pieces = split_sentence(sentence, names)
    assert "".join(piece.text for piece in pieces) == sentence
    assert all(piece.text for piece in pieces)


def test_of_two_names_that_overlap_the_longer_counts() -> None:
    sentence = "with the Government of Fiji"
    names = [
        Named(start=23, end=27, sort="place", role="focus", title="Fiji", href=""),
        Named(start=9, end=27, sort="organisation", role="partner", title="", href=""),
    ]
    pieces = split_sentence(sentence, names)
    assert [(piece.text, piece.named is not None) for piece in pieces] == [
        ("with the ", False),
        ("Government of Fiji", True),
    ]


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_shades_keep_the_order_of_counts(one: int, other: int) -> None:
    most = max(one, other)
    assert 0 <= shade(one, most) <= SHADES
    assert (one <= other) <= (shade(one, most) <= shade(other, most))
    assert (shade(one, most) == 0) == (one == 0)


def test_a_grid_adds_up() -> None:
    counted = tally([("a", "x", "1"), ("a", "x", "2"), ("b", "y", "1"), ("b", "y", "1")])
    grid = make_grid([("a", "A", "/a"), ("b", "B", "/b")], [("x", "X"), ("y", "Y")], counted, {})
    assert [[cell.count for cell in row.cells] for row in grid.rows] == [[2, 0], [0, 1]]
    assert grid.totals == (2, 1)
    assert [row.total for row in grid.rows] == [2, 1]
    assert grid.total == 2


def test_what_stands_in_two_columns_counts_once_in_all() -> None:
    counted = tally([("a", "Q1", "1"), ("a", "Q2", "1"), ("a", "Q2", "2")])
    grid = make_grid([("a", "A", "/a")], [("Q1", "Q1"), ("Q2", "Q2")], counted, {})
    assert [cell.count for cell in grid.rows[0].cells] == [1, 2]
    assert (grid.rows[0].total, grid.totals, grid.total) == (2, (1, 2), 2)


def test_a_grid_of_nothing() -> None:
    assert make_grid([], [("Q1", "Q1")], tally([]), {}).total == 0


@given(st.lists(st.integers(0, 500), max_size=10))
def test_the_longest_bar_fills_its_place(counts: list[int]) -> None:
    bars = make_bars([("", "", "", count) for count in counts])
    assert all(0 <= bar.width <= 100 for bar in bars)
    assert not counts or max(counts) == 0 or max(bar.width for bar in bars) == 100


places = st.builds(
    Place, label=st.text("abc", min_size=1, max_size=12), kind=st.sampled_from(["city", "country"]), href=st.just("/"),
    latitude=st.floats(-60, 72), longitude=st.floats(-180, 180), count=st.integers(1, 90),
)  # fmt: skip


@given(st.lists(places, min_size=1, max_size=12))
def test_every_place_is_on_the_map(found: list[Place]) -> None:
    shown = make_map(found)
    assert shown is not None
    assert len(shown.marks) == len(found)
    for mark in shown.marks:
        assert shown.left <= mark.x <= shown.left + shown.width
        assert shown.top <= mark.y <= shown.top + shown.height


def test_the_pacific_is_in_one_piece() -> None:
    fiji = Place(label="Fiji", kind="country", href="/", latitude=-18.1, longitude=178.4, count=1)
    samoa = Place(label="Samoa", kind="country", href="/", latitude=-13.8, longitude=-171.8, count=1)
    shown = make_map([fiji, samoa])
    assert shown is not None
    assert shown.width < 1000
    assert make_map([]) is None


@pytest.mark.parametrize(
    ("quarter", "period", "name"),
    [("1", None, "Quarter 1"), ("1;3", None, "Quarters 1 and 3"), ("1;2;4", None, "Quarters 1, 2 and 4"),
     ("", "H2", "Second half"), ("", None, "No period given")],
)  # fmt: skip
def test_periods_are_named(quarter: str, period: str | None, name: str) -> None:
    assert period_name(quarter, period) == name


def test_all_quarters_stand_where_any_does() -> None:
    assert [span for span, _ in span_columns(["Q3"])] == ["Q1", "Q2", "Q3", "Q4"]
    assert [span for span, _ in span_columns(["H1", "-"])] == ["H1", "H2", "-"]
    assert span_columns([]) == []


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_question_that_can_be_asked(words: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    query = fts_words(words)
    if query:
        connection.execute("SELECT * FROM t WHERE t MATCH ?", [query]).fetchall()


def test_hits_are_told_from_the_rest() -> None:
    assert [(bit.text, bit.hit) for bit in bits("a \x02hit\x03 b")] == [("a ", False), ("hit", True), (" b", False)]


@given(st.text(st.characters(codec="latin-1", exclude_characters="\r\n"), max_size=40))
def test_no_location_leaves_the_site(path: str) -> None:
    location = safe_location(f"/{path}".encode("latin-1"))
    assert location.startswith(b"/")
    assert not location.startswith((b"//", b"/\\"))
    assert b"\\" not in location


def test_a_pdf_is_not_hidden_from_its_viewer() -> None:
    headers = dict(guard_headers([(b"Content-Type", b"application/pdf")], "/-/plans/x.pdf", b"", 200))
    assert headers[b"content-security-policy"] == b"frame-ancestors 'none'"


def test_private_answers_are_not_kept() -> None:
    headers = dict(guard_headers([(b"Cache-Control", b"private, no-store")], "/", b"", 200))
    assert headers[b"cache-control"] == b"private, no-store"
    assert b"cache-control" not in dict(guard_headers([], "/", b"", 404))


def test_a_result_that_is_too_large_stops() -> None:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = bounded_rows(100)
    for _ in range(50):
        assert len(connection.execute("SELECT zeroblob(90)").fetchall()) == 1
    with pytest.raises(sqlite3.OperationalError, match="larger than"):
        connection.execute("SELECT zeroblob(90) UNION ALL SELECT zeroblob(91)").fetchall()


def test_a_citation_says_what_it_is() -> None:
    citation = cite(
        Cited(
            key="rso-2022-q1-01", publisher="Office & Co", year="", title="Plan", part="activity x", dataset="Data",
            address="http://127.0.0.1/x_y", sha256="ab" * 32, built_on="2022-01-01",
        )
    )  # fmt: skip
    assert "[planned, not delivered]" in citation.text
    assert "(n.d.)" in citation.text
    assert r"Office \& Co" in citation.bibtex
    assert citation.bibtex.startswith("@misc{rso-2022-q1-01,\n")


@pytest.mark.parametrize(
    ("column", "title"),
    [("starts_on", "Begins"), ("series_number", "Series number"), ("document_id", "Plan"), ("sha256", "SHA-256")],
)
def test_columns_have_readable_titles(column: str, title: str) -> None:
    assert readable(column) == title


@pytest.mark.parametrize(("text", "number"), [("3", 3), ("", 1), ("-1", 1), ("1e9", 1), ("99999999", 1), ("٣", 1)])
def test_a_page_number_is_a_number(text: str, number: int) -> None:
    assert page_number(text) == number
