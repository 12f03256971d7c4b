"""A cell's lines as a reader reads them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workplan_extract.reading.cell_text import KnownWords, lines_to_known, lines_to_text
from workplan_extract.reading.geometry import Box
from workplan_extract.reading.words import Glyph, Word, glyphs_to_words


def _words(line: str) -> list[Word]:
    return [Word(text, Box(0, 0, 1, 1), 10, "Sans", 0, 0) for text in line.split(" ")]


def _text(*lines: str, known: KnownWords | None = None) -> str:
    return lines_to_text([_words(line) for line in lines], known or lines_to_known(["\n".join(lines)])).text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("In partnership with", "the NEXUS Institute"), "In partnership with the NEXUS Institute"),
        (("the RSO-", "NEXUS series"), "the RSO-NEXUS series"),
        (("post COVID-", "19 recovery"), "post COVID-19 recovery"),
        (("a work\u00ad", "shop"), "a workshop"),
        (("a work\u2010", "shop"), "a workshop"),
        (("training*", "of officials†"), "training of officials"),
        (("training¹", "on 20 m² of land"), "training on 20 m² of land"),
        (("lists:", "• first", "• second"), "lists: first second"),
        (("▸ Train staff", "of ports"), "Train staff of ports"),
        (("and/", "or"), "and/or"),
        (("Guide #2", "on referral"), "Guide #2 on referral"),
    ],
)
def test_lines_are_joined(lines: tuple[str, ...], text: str) -> None:
    assert _text(*lines) == text


def test_a_hyphen_is_judged_by_the_documents_own_words() -> None:
    known = lines_to_known(["trafficking in persons", "an anti-trafficking unit", "immi-\ngration", "immigration"])
    assert _text("anti-", "trafficking", known=known) == "anti-trafficking"
    assert _text("traffick-", "ing", known=known) == "trafficking"


def test_what_nothing_decides_is_doubted() -> None:
    cell = lines_to_text([_words("a zorb-"), _words("quux")], lines_to_known(["a zorb-\nquux"]))
    assert cell.doubts == ("zorb-quux",)


def test_a_second_hyphen_is_judged_by_the_words_beside_it() -> None:
    known = lines_to_known(["a demand of de-\nmand and needs of ne-\needs", "the demand"])
    cell = lines_to_text([_words("measures for Victim-Wit-"), _words("nesses")], known)
    assert (cell.text, cell.doubts) == ("measures for Victim-Witnesses", ())
    assert _text("an anti-", "trafficking unit", known=lines_to_known(["trafficking of trafficking of"])) == (
        "an anti-trafficking unit"
    )


@pytest.mark.parametrize(
    ("lines", "breaks", "text", "doubts"),
    [
        (("catch-", "up lessons"), True, "catch-up lessons", ()),
        (("the log-", "in form"), True, "the log-in form", ()),
        (("risk pro-", "filing"), False, "risk pro-filing", ("pro-filing",)),
        (("in book-", "keeping"), False, "in book-keeping", ()),
        (("in book-", "keeping"), True, "in book-keeping", ("book-keeping",)),
        (("a house-", "hold"), False, "a house-hold", ("house-hold",)),
    ],
)
def test_halves_that_are_words_themselves_are_doubted(
    lines: tuple[str, str], breaks: bool, text: str, doubts: object
) -> None:
    known = lines_to_known(["of mi-\ngration and on migration"] if breaks else ["of migration"])
    cell = lines_to_text([_words(line) for line in lines], known)
    assert (cell.text, cell.doubts) == (text, doubts)


def test_a_name_in_capitals_is_joined_and_doubted() -> None:
    known = lines_to_known(["the RSO and the NEXUS guides of mi-\ngration and on migration"])
    cell = lines_to_text([_words("Operation STORMMAK-"), _words("ERS")], known)
    assert (cell.text, cell.doubts) == ("Operation STORMMAKERS", ("STORMMAK-ERS",))
    assert lines_to_text([_words("the RSO-"), _words("NEXUS series")], known).doubts == ()


def _column(*lines: str) -> list[list[Word]]:
    """Lines of a narrow cell in a type of even widths, 6 points a letter."""
    cell = []
    for line in lines:
        starts = [0, *(6 * (at + 1) for at, letter in enumerate(line) if letter == " ")]
        words = zip(starts, line.split(" "), strict=True)
        cell.append([Word(text, Box(x, 0, x + 6 * len(text), 10), 10, "Sans", 0, 0) for x, text in words])
    return cell


@pytest.mark.parametrize(
    ("lines", "text", "cuts"),
    [
        (("the", "Recommendation", "s of the"), "the Recommendations of the", ()),
        (("a mini-course on", "internationalisa", "tion for all"), "a mini-course on internationalisation for all", ()),
        (("of", "STORMMAKER", "S again"), "of STORMMAKERS again", ("STORMMAKER S",)),
        (("with", "Zanzibarico", "quux and"), "with Zanzibarico quux and", ("Zanzibarico quux",)),
        (("partners", "UNODC", "IOM"), "partners UNODC IOM", ()),
        (("a long line of", "water for all"), "a long line of water for all", ()),
        (("in a", "percent of"), "in a percent of", ()),
    ],
)
def test_a_word_cut_without_a_hyphen_is_joined(lines: tuple[str, ...], text: str, cuts: tuple[str, ...]) -> None:
    cell = lines_to_text(_column(*lines), lines_to_known(["the internationalisation of all recommendations here"]))
    assert (cell.text, cell.cuts) == (text, cuts)


@settings(deadline=None)
@given(
    st.lists(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=8), min_size=1, max_size=12)
)
def test_where_lines_break_between_words_changes_nothing(words: list[str]) -> None:
    known = lines_to_known([" ".join(["of", *words, "of"])])
    whole = lines_to_text([_words(" ".join(words))], known).text
    assert lines_to_text([_words(word) for word in words], known).text == whole == " ".join(words)


def _glyphs(text: str, gap: float = 0.0, blank: float = 3.0, y: float = 100.0) -> list[Glyph]:
    glyphs, x = [], 50.0
    for letter in text:
        width = blank if letter == " " else 5.0
        if letter != " ":
            glyphs.append(Glyph(letter, Box(x, y - 8, x + width, y + 2), 10.0, "Sans", 0, x, y))
        x += width + gap
    return glyphs


@pytest.mark.parametrize("gap", [0.0, 0.3, 1.5, 3.0])
def test_words_are_told_apart_without_space_characters(gap: float) -> None:
    words = sorted(glyphs_to_words(_glyphs("LETTER SPACED TITLE", gap)), key=lambda word: word.box.x0)
    assert [word.text for word in words] == ["LETTER", "SPACED", "TITLE"]


def test_a_superscript_ordinal_is_joined_and_a_footnote_mark_dropped() -> None:
    base = _glyphs("the 20 items", blank=10.0)
    raised = [Glyph(letter, Box(x, 91, x + 3, 97), 6.0, "Sans", 0, x, 96) for letter, x in (("t", 85.1), ("h", 88.1))]
    note = [Glyph("1", Box(120.2, 91, 123, 97), 6.0, "Sans", 0, 120.2, 96)]
    words = sorted(glyphs_to_words([*base, *raised, *note]), key=lambda word: word.box.x0)
    assert [word.text for word in words] == ["the", "20th", "items"]


def test_bold_by_printing_twice_is_read_once() -> None:
    once = _glyphs("Activity")
    twice = [*once, *[Glyph(g.text, g.box, g.size, g.font, g.turn, g.x + 0.2, g.y) for g in once]]
    assert [word.text for word in glyphs_to_words(twice)] == ["Activity"]


def test_a_name_is_known_without_its_possessive() -> None:
    known = lines_to_known(["asked by INTERPOL for it", "immi-\ngration", "immigration"])
    assert _text("as part of IN-", "TERPOL's operation", known=known) == "as part of INTERPOL's operation"
