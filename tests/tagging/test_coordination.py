"""Lists of names are split where a reader splits them."""

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Workshop with UNICEF, WHO and the World Bank", ["UNICEF", "WHO", "World Bank"]),
        ("Workshop with UNICEF, WHO, and IOM", ["UNICEF", "WHO", "IOM"]),
        ("Drill with the Antigua and Barbuda Port Authority", ["Antigua and Barbuda Port Authority"]),
        (
            "Drill with the Antigua and Barbuda Port Authority and the Trinidad and Tobago Coast Guard",
            ["Antigua and Barbuda Port Authority", "Trinidad and Tobago Coast Guard"],
        ),
        (
            "Course with the Ministry of Women, Family and Community Development and UNICEF",
            ["Ministry of Women, Family and Community Development", "UNICEF"],
        ),
        (
            "Exchange co-led with the Council of Europe and Norway's Directorate of Immigration",
            ["Council of Europe", "Directorate of Immigration"],
        ),
        (
            "Course with the Ministry of Health, Nutrition and Welfare of Sri Lanka and the Ministry of Education",
            ["Ministry of Health, Nutrition and Welfare of Sri Lanka", "Ministry of Education"],
        ),
        ("Trial with the Fiji Revenue and Customs Service and Digicel", ["Fiji Revenue and Customs Service",
          "Digicel"]),
        ("Training with the Kenya Police Service and the Kenya Coast Guard Service",
         ["Kenya Police Service", "Kenya Coast Guard Service"]),
        ("Seminar funded by Zanta, Mirobel and the Orvane Trust", ["Zanta", "Mirobel", "Orvane Trust"]),
        ("Joint training with IOM/UNHCR and Frontex", ["IOM", "UNHCR", "Frontex"]),
        (
            "Tracing course with the Bureau of Alcohol, Tobacco, Firearms and Explosives (ATF)",
            ["Bureau of Alcohol, Tobacco, Firearms and Explosives"],
        ),
        ("Grants funded by Bread for the World, Orvane Trust and Zanta", ["Bread for the World",
          "Orvane Trust", "Zanta"]),
        ("Camp with the Bill & Melinda Gates Foundation and Zanta", ["Bill & Melinda Gates Foundation", "Zanta"]),
    ],
)  # fmt: skip
def test_a_list_is_split_between_its_names(organisations, text, names):
    assert [mention for mention, _ in organisations(text)] == names


def test_a_parent_in_parentheses_is_no_second_organisation(organisations):
    text = "With support from the Orvane Institute (Makerere University), training in Kampala"
    assert organisations(text) == [("Orvane Institute", "partner")]


def test_a_comma_after_the_list_ends_it(organisations):
    text = "In partnership with UNICEF and Zanta, Mobile Clinics for children"
    assert organisations(text) == [("UNICEF", "partner"), ("Zanta", "partner")]


def test_groups_between_names_do_not_end_the_list(organisations):
    text = "Workshop with UNICEF, local authorities and the World Bank"
    assert organisations(text) == [("UNICEF", "partner"), ("World Bank", "partner")]
