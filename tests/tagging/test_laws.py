"""What holds for any sentence and any name of the registry."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workplan_extract.models import Tagged
from workplan_extract.tagging import Context, Tagger
from workplan_extract.tagging.wordsets import word_sets
from workplan_extract.vocabulary import cues, organisations

TAGGER = Tagger(Context())
WORDS = [
    "In", "partnership", "with", "UNHCR", "the", "Ministry", "of", "Health", "and", ",", "(", ")", "Kenya", "'s", "-",
    "led", "funded", "by", "Zanta", "Trust", "on", "Addressing", "Trafficking", ":", '"', "in", "Semarang", "Indonesia",
    "for", "Indonesian", "officials", "to", "ASEAN", "Member", "States", "workshop", "Course", "Operation",
          "#2", "/", ".",
    "Bali", "Process", "at", "University", "Oslo", "as", "observers", "ACWC", "Women", "&", "’", "É", "20",
]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=80)

# Names that mean something else in lower case, or alone, are asked for in their own case and slot only.
PLAIN_NAMES = sorted(
    name
    for row in organisations()
    if row.kind != "process"
    for name in (row.organisation, row.acronym)
    if name
    and name.casefold() not in {alias.casefold() for alias in row.ambiguous_aliases}
    and name.casefold() not in word_sets().common
    and not set(name) & set("()/,;:\"'’&–—.")
)


def tag(text: str) -> Tagged:
    return next(TAGGER.tag([text]))


@given(SENTENCES)
@settings(max_examples=300, deadline=None)
def test_offsets_slice_the_mention(text):
    tagged = tag(text)
    assert tagged.text == text
    for row in (*tagged.organisations, *tagged.locations):
        assert text[row.start : row.end] == row.mention


@given(SENTENCES)
@settings(max_examples=150, deadline=None)
def test_rows_are_in_order_and_one_an_organisation_and_place(text):
    tagged = tag(text)
    names = [row.organisation for row in tagged.organisations]
    places = [(row.location, row.kind) for row in tagged.locations]
    assert len(set(names)) == len(names)
    assert len(set(places)) == len(places)
    for rows in (tagged.organisations, tagged.locations):
        starts = [row.start for row in rows]
        assert starts == sorted(starts)


@given(st.lists(SENTENCES, max_size=6))
@settings(max_examples=50, deadline=None)
def test_tagging_is_the_same_again_and_in_a_stream(texts):
    together = list(TAGGER.tag(texts))
    assert together == [tag(text) for text in texts]


@given(st.sampled_from(PLAIN_NAMES), st.sampled_from(["{}", "({})", "{}/IOM", "UNODC/{}", "{}, IOM", "the {}"]))
@settings(max_examples=300, deadline=None)
def test_a_registered_name_is_found_however_it_is_set(name, frame):
    for printed in (name, name.upper()):
        tagged = tag(f"Training delivered by {frame.format(printed)}")
        assert printed in [row.mention for row in tagged.organisations], tagged


@given(st.sampled_from([name for name in PLAIN_NAMES if len(name) > 3 and " " in name]))
@settings(max_examples=100, deadline=None)
def test_a_name_of_several_words_is_found_in_lower_case(name):
    canonical = {row.organisation for row in tag(f"Training delivered by {name}").organisations}
    assert canonical == {row.organisation for row in tag(f"Training delivered by {name.lower()}").organisations}


def test_a_stream_is_tagged_sentence_by_sentence():
    def endless():
        while True:
            yield "Workshop with UNHCR"

    stream = TAGGER.tag(endless())
    assert [next(stream).organisations[0].mention for _ in range(3)] == ["UNHCR"] * 3


@pytest.mark.parametrize("text", ["", " ", "-", "…", "\t", "A" * 5000, "(" * 50, "of the and for", "'s 's 's"])
def test_odd_texts_name_nothing(text):
    tagged = tag(text)
    assert (tagged.organisations, tagged.locations) == ((), ())


def test_cues_are_unique():
    phrases = [(cue.cue, cue.position) for cue in cues()]
    assert len(set(phrases)) == len(phrases)
