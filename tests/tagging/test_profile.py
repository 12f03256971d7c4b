"""What an activity's own words say of it."""

import pytest


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("In partnership with UNHCR, delivery of a virtual training workshop on asylum", "training", "virtual"),
        ("Delivery of an in-person workshop in Suva", "workshop", "in person"),
        ("A hybrid masterclass on health technology", "training", "hybrid"),
        ("Release of the Screening Toolkit mobile application", "tool", ""),
        ("Commencement of project: Responding to Smuggling", "project", ""),
        ("Production of the Policy Paper on Safe Migration", "publication", ""),
        ("Study visit to Singapore", "visit", ""),
        ("Providing voluntary return and reintegration assistance", "assistance", ""),
        ("Something else altogether", "", ""),
    ],
)
def test_kind_and_mode(tag, text, kind, mode):
    profile = tag(text).profile
    assert (profile.kind, profile.mode) == (kind, mode)


def test_series_and_number(tag):
    profile = tag(
        "Facilitator Guide #3 on Recovery as part of the RSO-NEXUS Practitioner Guide Series on Trafficking"
    ).profile
    assert (profile.series, profile.series_number) == ("Practitioner Guide Series", 3)
    profile = tag("Research Working Paper Series No. 14: Cold Chains").profile
    assert (profile.series, profile.series_number) == ("Research Working Paper Series", 14)


def test_topics_and_audience(tag):
    profile = tag(
        "Workshop on people smuggling and trafficking in persons for Indonesian law enforcement officials"
    ).profile
    assert set(profile.topics) == {"smuggling of migrants", "trafficking in persons"}
    assert profile.audience == "Indonesian law enforcement officials"
    assert (
        tag("Course for the Immigration Department of Malaysia").profile.audience
        == "Immigration Department of Malaysia"
    )
