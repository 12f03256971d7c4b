"""Lists of words: how they are read, and one spelling for many."""

import pytest

from workplan_extract.errors import VocabularyError
from workplan_extract.vocabulary import cities_named, name_to_key, phrase_to_phrases, word_to_norm
from workplan_extract.vocabulary.rows import parse_rows
from workplan_extract.vocabulary.wording import Cue, Word


def test_a_line_may_leave_its_last_columns_out():
    assert [row.word for row in parse_rows("word,note\nOffice\nBureau,x\n", "words.csv", Word)] == ["Office", "Bureau"]


@pytest.mark.parametrize(
    "text",
    ["cue,role,position\nled by,leader,before\n", "cue,role,position,colour\nled by,partner,before,red\n", "cue\nx\n"],
)
def test_a_line_that_does_not_fit_is_named(text):
    with pytest.raises(VocabularyError, match=r"^cues\.csv:2: "):
        list(parse_rows(text, "cues.csv", Cue))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Organisation", "organization"),
        ("Centre", "CENTER"),
        ("Defence", "Defense"),
        ("Labour", "Labor"),
        ("Programme", "program"),
        ("&", "and"),
        ("W.H.O.", "WHO"),
        ("Médecins", "medecins"),
    ],
)
def test_spellings_have_one_norm(one, other):
    assert word_to_norm(one) == word_to_norm(other)


def test_names_have_one_key():
    assert name_to_key("The People’s Police-Academy") == name_to_key("Peoples Police Academy")
    assert name_to_key("Ministry of Health") != name_to_key("Ministry of Wealth")


def test_alternatives_of_a_cue_are_spelt_out():
    assert set(phrase_to_phrases("request|requests from|of")) == {
        "request from", "request of", "requests from", "requests of",
    }  # fmt: skip


def test_cities_are_found_by_any_spelling():
    assert cities_named("Hà Nội")[:1] == cities_named("Hanoi")[:1]
    assert cities_named("Lodwar", "KE")[0].country == "KE"
    assert cities_named("Nowhereville") == ()


def test_a_cell_too_many_is_named():
    with pytest.raises(VocabularyError, match=r"^words\.csv:2: .*no heading"):
        list(parse_rows("word,note\nOffice,x,y\n", "words.csv", Word))


def test_empty_lines_are_no_rows():
    assert [row.word for row in parse_rows("word\n\nOffice\n\n", "words.csv", Word)] == ["Office"]
