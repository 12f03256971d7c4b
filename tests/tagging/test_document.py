"""What a document says of names: its glossary first, rulings above all, never its own publisher."""

from workplan_extract.models import GlossaryEntry
from workplan_extract.settings import DocumentSettings, Ruling
from workplan_extract.tagging import Context, Tagger


def entries(**expansions: str) -> tuple[GlossaryEntry, ...]:
    return tuple(GlossaryEntry(acronym=acronym, expansion=text) for acronym, text in expansions.items())


def tag(text: str, **context):
    return next(Tagger(Context(**context)).tag([text]))


def names(text: str, **context) -> list[str]:
    return [row.organisation for row in tag(text, **context).organisations]


def test_the_glossary_wins_over_the_registry():
    glossary = entries(MMEA="Malaysian Maritime Enforcement Authority", CIFAL="Global Network of Training Centres")
    assert names("Drill with MMEA and CIFAL", glossary=glossary) == [
        "Malaysian Maritime Enforcement Authority",
        "Global Network of Training Centres",
    ]


def test_a_misspelt_expansion_does_not_win_and_is_reported():
    tagged = tag("Course with PPA", glossary=entries(PPA="Peoples Police Academy of Viet Nam"))
    assert tagged.organisations[0].organisation == "People's Police Academy of Viet Nam"
    assert [remark.code for remark in tagged.remarks] == ["likely-misprint"]


def test_a_misprinted_acronym_is_resolved_and_reported():
    tagged = tag("Course with UNHCR", glossary=entries(UNCHR="United Nations High Commissioner for Refugees"))
    assert tagged.organisations[0].organisation == "United Nations High Commissioner for Refugees"
    assert tagged.organisations[0].source == "glossary"
    assert "UNCHR" in tagged.remarks[0].message


def test_another_word_is_no_misprint():
    glossary = entries(IOM="International Office for Migration")
    assert names("Course with IOM", glossary=glossary) == ["International Office for Migration"]


def test_a_term_of_the_glossary_is_no_organisation():
    glossary = entries(CRVS="Civil Registration and Vital Statistics", BPMS="Bali Process Member States")
    assert names("Workshop on CRVS for BPMS with CRVS tools, and with BPMS", glossary=glossary) == []


def test_a_type_of_body_counts_only_where_a_cue_asks_for_it():
    glossary = entries(NSO="National Statistics Office")
    assert names("Course for NSO managers", glossary=glossary) == []
    assert names("Course in partnership with NSO", glossary=glossary) == ["National Statistics Office"]


def test_an_acronym_of_a_ministry_takes_its_country():
    tagged = tag("Mission to the MoI of Montenegro", glossary=entries(MoI="Ministry of Interior"))
    assert tagged.organisations[0].mention == "MoI of Montenegro"
    assert tagged.organisations[0].organisation == "Ministry of Interior of Montenegro"


def test_the_publisher_is_no_organisation_under_any_of_its_names():
    context = {"publisher": "International Organization for Migration", "publisher_acronym": "IOM"}
    for name in ("IOM", "International Organization for Migration", "UN Migration", "IOM Fiji"):
        assert names(f"Training delivered by {name} and UNHCR", **context) == [
            "United Nations High Commissioner for Refugees"
        ]


def test_an_office_as_publisher_excludes_its_parent_and_not_other_offices():
    context = {"publisher": "IOM Iraq", "publisher_acronym": "IOM Iraq"}
    assert names("Training by IOM", **context) == []
    assert names("Training by IOM Jordan", **context) == ["International Organization for Migration"]


def test_a_publisher_that_no_list_knows_is_excluded():
    context = {"publisher": "Orvane Regional Centre", "publisher_acronym": "ORC"}
    assert names("Update of the ORC-UNHCR Guide by the Orvane Regional Centre", **context) == [
        "United Nations High Commissioner for Refugees"
    ]


def test_a_ruling_beats_every_rule():
    settings = DocumentSettings(
        aliases={"the Centre": "Orvane Regional Centre"},
        rulings=(
            Ruling(mention="UNHCR"),
            Ruling(mention="Zanta", organisation="Zanta Foundation", role="funder"),
            Ruling(mention="IOM", role="mentioned"),
        ),
    )
    tagged = tag("Workshop with UNHCR, Zanta, IOM and the Centre", settings=settings)
    assert [(row.organisation, row.role, row.source) for row in tagged.organisations] == [
        ("Zanta Foundation", "funder", "ruling"),
        ("International Organization for Migration", "mentioned", "ruling"),
        ("Orvane Regional Centre", "partner", "ruling"),
    ]


def test_an_unknown_organisation_is_reported():
    tagged = tag("Workshop with Zanta and the Orvane Trust of Peru")
    assert [row.source for row in tagged.organisations] == ["slot", "grammar"]
    assert [remark.code for remark in tagged.remarks] == ["organisation-unknown"] * 2
