"""Content of our own making: several invented organisations, and plans drawn from their sentences by a seed."""

import random
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tests.factory.design import Design
from tests.factory.markup import on_one_paragraph, without_notes
from tests.factory.plan import QUARTERS, Activity, Plan

CONTENT = Path(__file__).parent / "content"
TITLES = ("Annual Workplan", "Annual Work Plan", "Plan of Activities", "Work Programme")


@dataclass(frozen=True)
class Organisation:
    """What an invented organisation writes about."""

    name: str
    acronym: str
    purposes: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    partners: tuple[str, ...]
    locations: tuple[str, ...]
    leads: tuple[str, ...]


@cache
def organisations() -> tuple[Organisation, ...]:
    """All of them, by file name."""
    return tuple(_organisation(path) for path in sorted(CONTENT.glob("*.toml")))


def _organisation(path: Path) -> Organisation:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    fixed = {key: tuple(raw[key]) for key in ("sentences", "partners", "locations", "leads")}
    purposes = tuple((title, text) for title, text in raw["purposes"])
    return Organisation(raw["name"], raw["acronym"], purposes, **fixed)


@dataclass(frozen=True)
class Wanted:
    """What a plan should hold."""

    seed: int = 0
    purposes: int = 4
    activities: int = 9
    first_month: int = 1
    always_ticked: bool = False


def _ticks(chance: random.Random, count: int, *, always: bool) -> tuple[int, ...]:
    ticks = tuple(n for n in range(1, count + 1) if chance.random() < 0.38)
    return ticks or ((chance.randint(1, count),) if always or chance.random() < 0.7 else ())


def _partners(chance: random.Random, organisation: Organisation) -> str:
    return ", ".join(chance.sample(organisation.partners, chance.randint(1, 2)))


def _cells(chance: random.Random, organisation: Organisation) -> tuple[tuple[str, str], ...]:
    return (
        ("partners", "–" if chance.random() < 0.2 else _partners(chance, organisation)),
        ("location", chance.choice(organisation.locations)),
        ("lead", chance.choice(organisation.leads)),
        ("budget", f"{chance.randint(1, 90) * 500:,}"),
    )


def _quarters(chance: random.Random) -> tuple[int, ...]:
    first = chance.choice(QUARTERS)
    return tuple(q for q in QUARTERS if q == first or chance.random() < 0.25)


def make_plan(wanted: Wanted, design: Design, content: str = "", title: str = "", year: int = 0) -> Plan:
    """A plan that the design can show: quarters in columns may be several, footnote marks need notes, and so on.

    What is not given (the organisation by its file's name, title, year) follows from the seed.
    """
    chance = random.Random(wanted.seed)
    by_name = {path.stem: one for path, one in zip(sorted(CONTENT.glob("*.toml")), organisations(), strict=True)}
    organisation = by_name[content] if content else organisations()[wanted.seed % len(organisations())]
    sentences = chance.sample(organisation.sentences, min(wanted.activities, len(organisation.sentences)))
    while len(sentences) < wanted.activities:
        sentences.append(chance.choice(sentences))
    in_columns = design.in_columns
    activities = []
    for number, sentence in enumerate(sentences):
        quarter = 1 + number * 4 // wanted.activities
        activities.append(
            Activity(
                text=_suited(sentence, design),
                quarters=_quarters(chance) if in_columns else (quarter,),
                purposes=_ticks(chance, wanted.purposes, always=wanted.always_ticked or design.gap == "tight"),
                cells=_cells(chance, organisation),
                half=1 if quarter < 3 else 2,
            )
        )
    return Plan(
        organisation.name,
        organisation.acronym,
        title or TITLES[wanted.seed % len(TITLES)],
        year or 2021 + wanted.seed % 7,
        organisation.purposes[: wanted.purposes],
        tuple(activities),
        wanted.first_month,
    )


def _suited(sentence: str, design: Design) -> str:
    if "notes" not in design.decoys:
        sentence = without_notes(sentence)
    for digit, sign in zip("123", design.note_signs, strict=True):
        sentence = sentence.replace(f"~{{{digit}}}", f"~{{{sign}}}")
    # Without rules or gaps a list in a cell could not be told from rows, by no reader.
    return on_one_paragraph(sentence) if design.rules == "none" or design.gap == "tight" else sentence


def reworded(plan: Plan, texts: dict[int, str]) -> Plan:
    """The plan with some activities in other words."""
    activities = tuple(
        replace(each, text=texts[index]) if index in texts else each for index, each in enumerate(plan.activities)
    )
    return replace(plan, activities=activities)
