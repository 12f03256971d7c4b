"""What cells of a column such as `Purpose` say."""

import pytest

from workplan_extract.reading.purpose_text import PurposeWords, text_to_references, texts_to_purpose_words

TOLD = {1: "Safer rivers", 2: "Fair hiring", 3: "Health", 4: "Courts and clerks"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1; 3", (1, 3)),
        ("1, 3 and 4", (1, 3, 4)),
        ("SO2", (2,)),
        ("SO 1 / SO 4", (1, 4)),
        ("Goal 2", (2,)),
        ("II, IV", (2, 4)),
        ("1-3", (1, 2, 3)),
        ("Objective 1 & Objective 2", (1, 2)),
        ("All", (1, 2, 3, 4)),
        ("–", ()),
        ("n/a", ()),
        ("Fair hiring", (2,)),
        ("Health; Safer rivers", (1, 3)),
        ("Courts and clerks, health", (3, 4)),
        ("Goal 3: Health", (3,)),
    ],
)
def test_purposes_are_known_by_number_and_by_name(text: str, numbers: tuple[int, ...]) -> None:
    found = text_to_references(text, PurposeWords(TOLD, by_letters=False, is_told=True))
    assert (found.numbers, found.doubt) == (numbers, "")


@pytest.mark.parametrize("text", ["7", "1.2", "Water", "2 and more", "BI", "1; ?x"])
def test_what_is_not_understood_is_a_doubt(text: str) -> None:
    assert text_to_references(text, PurposeWords(TOLD, by_letters=False, is_told=True)).doubt


def test_letters_count_where_some_are_no_numerals() -> None:
    words = texts_to_purpose_words(["A", "C, D", "B"], {})
    assert words is not None
    assert text_to_references("C, D", words).numbers == (3, 4)


def test_names_that_come_again_are_purposes() -> None:
    words = texts_to_purpose_words(["Health", "Water", "Health; Water", "Water", "Health"], {})
    assert words is not None
    assert words.names == {1: "Health", 2: "Water"}
    assert not words.is_told


def test_an_objective_in_a_sentence_of_its_own_is_no_purpose() -> None:
    texts = ["To raise awareness among pupils", "To repair the bridges of the district", "To teach clerks"]
    assert texts_to_purpose_words(texts, {}) is None
    assert texts_to_purpose_words(texts, TOLD) is None


def test_all_of_purposes_that_are_listed_nowhere_is_a_doubt() -> None:
    words = texts_to_purpose_words(["1", "2", "All"], {})
    assert words is not None
    assert text_to_references("All", words).doubt
