"""Plans of organisations that do not exist, in words of our own."""

from tests.reading.narrative.plan_factory import Content

FISHERIES = Content(
    title="Annual Work Programme 2024",
    publisher="Lagoon Fisheries Agency",
    acronym="LFA",
    year=2024,
    introduction=(
        "The Lagoon Fisheries Agency (LFA) looks after the fishing grounds that eleven island states share, and brings "
        "their officers, boats and records together so that each can tell who fishes where, and how much is taken.",
        "This Annual Work Programme 2024 sets out what the LFA will deliver in the year. It was drawn up with the "
        "members, and with the Reef Monitoring Network (RMN), in the second half of last year.",
    ),
    purposes=(
        ("Healthy stocks", "We count fish, share what we count, and advise members on catches that can last."),
        ("Fair and lawful fishing", "We help members to license, inspect and, where they must, prosecute."),
        (
            "Stronger coastal livelihoods",
            "We work with villages, traders and schools on what a catch is worth to them.",
        ),
    ),
    principles=(
        "Decisions rest on evidence that anyone may check",
        "Members come first, large or small, and none pays for another's gain",
        "What is learnt in one place is shared with all the others, in plain words and without delay",
    ),
    areas=(
        ("Reefs under stress", "Warm water and heavy catches meet on the same reefs. The LFA will map where they do."),
        (
            "Women in the value chain",
            "Most of what is landed is cleaned, dried, sold by women. Training is held where and when they can come.",
        ),
    ),
    glossary=(
        ("EEZ", "Exclusive Economic Zone"),
        ("FAD", "Fish Aggregating Device"),
        ("LFA", "Lagoon Fisheries Agency"),
        ("MCS", "Monitoring, Control and Surveillance"),
        ("Pilot States", "The three states that test a tool before the others take it up"),
        ("RMN", "Reef Monitoring Network"),
        (
            "VMS",
            "Vessel Monitoring System for boats over twelve metres that leave the waters of the state they sail from",
        ),
    ),
    closing="Progress is reported to the members twice a year.",
)

HEALTH = Content(
    title="Operational Plan 2025/26",
    publisher="Upland Primary Health Trust",
    acronym="UPHT",
    year=2025,
    introduction=(
        "Clinics in the uplands are far apart and the roads close in the rains. The Upland Primary Health Trust (UPHT) "
        "keeps forty of them supplied, staffed and in touch with the district hospitals.",
        "UPHT plans its year from July to June. The Operational Plan 2025/26 follows the priorities that the district "
        "councils agreed on.",
    ),
    purposes=(
        ("Care within a day's walk", "Open clinics, mobile teams and a midwife for every valley."),
        ("Medicines that arrive", "Stock is counted weekly and ordered before it runs out, rains or no rains."),
        ("Staff who stay", "Housing, training and pay that comes on time keep nurses in post."),
        ("Data that helps", "Each clinic sees its own figures, and what its neighbours do better."),
    ),
    principles=(
        "No one is turned away",
        "Do first what saves most lives",
        "Ask the people who live there",
        "Spend as if it were your own",
    ),
    glossary=(
        ("ANC", "Antenatal Care"),
        ("CHW", "Community Health Worker"),
        ("DHO", "District Health Office"),
        ("UPHT", "Upland Primary Health Trust"),
    ),
    closing="The board reviews this plan in December.",
)

RIVERS = Content(
    title="Workplan 2023",
    publisher="Commission for the Three Rivers Basin",
    acronym="",
    year=2023,
    introduction=(
        "Four countries meet in the basin of the three rivers. The Commission for the Three Rivers Basin was set up by "
        "their treaty of 1974 to share water, warnings and work on the banks.",
        "The activities listed here are those that the four governments have paid for.",
    ),
    areas=(
        (
            "Floods",
            "Gauges upstream warn the towns downstream; the aim is six hours for each town of over a thousand people.",
        ),
        (
            "Drought",
            "When the rivers are low, the treaty's table says who may draw how much. It is tested each spring.",
        ),
        (
            "Clean banks",
            "Young people's clubs look after forty stretches of river bank and report what they find there.",
        ),
    ),
    closing="Minutes of the meetings are public.",
)
