"""The wordings that designs choose from: headings of periods, titles of columns, notes."""

from calendar import month_abbr, month_name

ORDINALS = ("First", "Second", "Third", "Fourth")
NUMERALS = ("One", "Two", "Three", "Four")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
HEADINGS = (
    "Quarter {n}: {first} - {last} {year}",
    "Q{n} ({fst}–{lst})",
    "{Ordinal} quarter",
    "Quarter {n} ({first}–{last} {year})",
    "Q{n} | {fst}–{lst} {year}",
    "{Ordinal} Quarter ({first} to {last})",
    "QUARTER {NUMERAL}",
    "{n}{suffix} Quarter {year}",
    "Q{n} {year}: {first} to {last}",
    "Quarter {roman} – {first}–{last} {year}",
    "Quarter {Numeral}, {first} to {last} {year}",
    "{year} Q{n}",
    "{first} – {last} {year} (Quarter {n})",
    "Activities planned for Q{n} ({fst} – {lst} {year})",
)
HALF_HEADINGS = (
    "First half: {first} – {last} {year}|Second half: {first} – {last} {year}",
    "H{n} {year}",
    "Half-year {n} ({first}–{last} {year})",
    "{n}{suffix} half of {year}",
    "H{n} ({fst}–{lst})",
    "Semester {n}: {first} to {last} {year}",
)
GROUPS = ("Strategic Purpose", "Purpose", "Strategic Objectives", "Contributes to purpose")
PURPOSE_WORDS = {"purpose_n": "Purpose {n}", "so_n": "SO{n}"}
ACTIVITY_TITLES = ("Activity", "Activities", "Planned activity", "Description of activity")
EXTRA_TITLES = {
    "number": ("No.", "#", "Ref."),
    "partners": ("Partners", "Partner organisations", "Implementing partners"),
    "location": ("Location", "Venue", "Place"),
    "lead": ("Lead", "Lead unit", "Responsible"),
    "budget": ("Budget (USD)", "Budget", "Cost (USD)"),
}
MONTH_GROUP = ("Month", "Timeline", "Schedule")
QUARTER_GROUP = ("Quarter", "Timeline", "Timing")
SUPER_TITLE = "Link to the Strategic Plan"
PROSE = (
    "This plan lists what we intend to do in the year. It was agreed by the members in their annual meeting and is "
    "revised in the middle of the year, when the figures of the first months are known.",
    "Each activity has been chosen because members asked for it and because no one else offers it. Dates may move; "
    "the purposes do not.",
    "The tables show which activity serves which purpose. Where an activity serves more than one, every one of them "
    "is marked.",
    "Readers who would like to know more are invited to write to the secretariat, which answers within a week.",
)
TEXT_WITH_X = (
    "An X in a column ties the activity to the purpose. Generation X, the X axis and item x of the agenda are not "
    "meant, and neither is the ✗ on a ballot paper."
).replace("✗", "X")
FOOTNOTES = ("Subject to funding.", "Dates to be confirmed by the host.", "Carried over from the previous year.")


def period_heading(wording: int, group: int, year: int, first_month: int, *, halves: bool) -> str:
    """The heading of a quarter or half-year in one of the wordings; `year` is the one that the plan starts in."""
    months = 6 if halves else 3
    start = first_month - 1 + (group - 1) * months
    first, last = start % 12 + 1, (start + months - 1) % 12 + 1
    pattern = (HALF_HEADINGS if halves else HEADINGS)[wording % len(HALF_HEADINGS if halves else HEADINGS)]
    if "|" in pattern and halves:
        pattern = pattern.split("|")[group - 1]
    dated = "{first}" in pattern or "{fst}" in pattern
    return pattern.format(
        n=group,
        first=month_name[first],
        last=month_name[last],
        fst=month_abbr[first],
        lst=month_abbr[last],
        year=year + (start + months - 1) // 12 if dated else year_name(year, first_month),
        Ordinal=ORDINALS[group - 1],
        Numeral=NUMERALS[group - 1],
        NUMERAL=NUMERALS[group - 1].upper(),
        roman=ROMAN[group - 1],
        suffix=("st", "nd", "rd", "th")[group - 1],
    )


def month_titles(wording: int) -> tuple[str, ...]:
    """The titles of the columns of months, January's first."""
    names = tuple(month_abbr)[1:]
    return names if wording % 2 else tuple(name[0] for name in names)


def year_name(year: int, first_month: int) -> str:
    """The plan's year as it calls it: 2023, or 2024/25 where it runs over two."""
    return str(year) if first_month == 1 else f"{year}/{(year + 1) % 100:02d}"


def purpose_label(label: str, number: int, title: str) -> str:
    """The title of a purpose's column."""
    match label:
        case "name":
            return title
        case "numbered_name":
            return f"{number}. {title}"
        case "roman":
            return ROMAN[number - 1]
        case "letter":
            return "ABCDEFGHIJ"[number - 1]
        case "number":
            return str(number)
        case _:
            return PURPOSE_WORDS[label].format(n=number)
