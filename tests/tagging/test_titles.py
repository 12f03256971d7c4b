"""Capitals in titles make no names."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Delivery of the Certified Fraud Examiner Course",
        "Publication of the Practical Guide on Age Assessment: Second Edition",
        "Podcast series: Women of the Border Police Council",
        'Online course "The Police and the Ministry of Tomorrow"',
        "Commencement of project: A Regional Approach to Addressing Immigration Issues",
        "Update of the Training Manual for Border Guards on Detecting Forged Documents",
        "Ratification of the Domestic Workers Convention and the Private Employment Agencies Convention",
        "Support to Operation Liberterra and Project Sentinel",
        "Release of the Best Practice Guide and an awareness raising YouTube video",
        "Course on Judicial Writing: Reading the Statute Book, Citing Authority and Drafting Orders",
        "Handbook on Border Management, Customs Control and Safe Referral",
        "Lecture on the Nairobi Wreck Removal Convention and the Hong Kong Convention",
        "Factsheets on the Rabat Process and the Khartoum Process",
        "Launch of the Green Growth Knowledge Platform and the Safe Cities Mobile App",
        "Adoption of the Smuggling of Migrants Protocol, supplementing the United Nations Convention",
        "Regional workshop for health ministries, county governments and Member States",
    ],
)
def test_titles_and_types_are_no_organisations(organisations, text):
    assert organisations(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Update of the RSO-UNHCR Comparative Analysis", ("UNHCR", "mentioned")),
        ("Publication of the WHO Handbook on Triage", ("WHO", "mentioned")),
        ("Participation in the APCSS Comprehensive Security Cooperation Course", ("APCSS", "host")),
        ("Session within INTERPOL's Operation STORMMAKERS", ("INTERPOL", "host")),
        ("Participation in the Thammasat University Certificate Course", ("Thammasat University", "host")),
    ],
)
def test_an_organisation_before_a_title_noun_holds_or_is_mentioned(organisations, text, expected):
    assert expected in organisations(text)


def test_a_topic_ends_where_a_cue_names_someone(organisations):
    text = "Delivery of a workshop on Addressing People Smuggling for the Immigration Department of Malaysia"
    assert organisations(text) == [("Immigration Department of Malaysia", "participant")]
