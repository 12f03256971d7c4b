"""One organisation, one name, over a whole plan."""

from workplan_extract.tagging import Context, Tagger, link_organisations


def linked(*texts: str):
    context = Context()
    return link_organisations(list(Tagger(context).tag(texts)), context)


def names(row) -> list[str]:
    return [mention.organisation for mention in row.organisations]


def test_an_acronym_explained_once_is_known_everywhere():
    first, second = linked(
        "Training for the Orvane Management Authority of Tonga (OMAT)", "Workshop with UNICEF for OMAT and its staff"
    )
    assert names(first) == ["Orvane Management Authority of Tonga"]
    assert "Orvane Management Authority of Tonga" in names(second)


def test_word_order_and_spelling_make_no_second_organisation():
    first, second, third = linked(
        "Workshop with the Orvane Ministry of Defence",
        "Workshop with the Ministry of Defense of Orvane",
        "Workshop with the Ministry of Defense of Orvane",
    )
    assert names(first) == names(second) == names(third) == ["Ministry of Defense of Orvane"]


def test_a_misprint_is_merged_and_reported():
    rows = linked(
        "Workshop with the Orvane Institute of Hydrology",
        "Workshop with the Orvane Institute of Hydrology",
        "Workshop with the Orvane Institute of Hydrolgy",
    )
    assert {name for row in rows for name in names(row)} == {"Orvane Institute of Hydrology"}
    assert [remark.code for remark in rows[2].remarks].count("name-merged") == 1


def test_other_words_and_other_countries_stay_apart():
    rows = linked(
        "Workshop with the Ministry of Health of Niger",
        "Workshop with the Ministry of Health of Nigeria",
        "Workshop with the Ministry of Trade of Niger",
    )
    assert len({name for row in rows for name in names(row)}) == 3


def test_nothing_to_link_changes_nothing():
    rows = list(Tagger(Context()).tag(["Workshop with UNHCR", "Course for cadets"]))
    assert link_organisations(rows, Context()) == tuple(rows)
