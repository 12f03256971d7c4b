"""Combinations of options: pairs of them all covered, from a seed, unfair ones left out."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Any

from pydantic import ValidationError

from tests.factory.columns import DoesNotFitError, plan_to_columns
from tests.factory.content import Wanted, make_plan
from tests.factory.design import FAMILIES, Design
from tests.factory.layout import GUTTER, MARGIN, page_size

FIRST_RANDOM = 100_000
"""Seeds from here on are those of random combinations; lower ones are fixed."""
Choice = Mapping[str, str]
FACTORS: dict[str, dict[str, dict[str, Any]]] = {
    "rules": {
        "grid": {"rules": "grid"},
        "rects": {"rules": "rects"},
        "hairlines": {"rules": "horizontal"},
        "zebra": {"rules": "zebra"},
        "bare": {"rules": "none"},
        "tight": {"rules": "none", "gap": "tight"},
    },
    "header": {
        "1row": {"header_rows": 1},
        "2rows": {"header_rows": 2},
        "3rows": {"header_rows": 3},
        "caps": {"header_rows": 2, "header_capitals": True},
    },
    "look": {
        "white": {"header_style": "reversed"},
        "pale": {"header_style": "plain"},
        "nofill": {"header_style": "bare"},
    },
    "label": {
        "1": {"label": "number"},
        "name": {"label": "name"},
        "1.name": {"label": "numbered_name"},
        "I": {"label": "roman"},
        "A": {"label": "letter"},
        "Purpose1": {"label": "purpose_n"},
        "SO1": {"label": "so_n"},
        "upwards": {"label": "name", "rotated_labels": "up"},
        "downwards": {"label": "name", "rotated_labels": "down"},
    },
    "tick": {family: {} for family in FAMILIES},
    "at": {at: {"tick_at": at} for at in ("first", "middle", "last")},
    "across": {across: {"tick_across": across} for across in ("centre", "left", "right")},
    "side": {"after": {"ticks_first": False}, "before": {"ticks_first": True}},
    "extras": {
        "": {"extras": ()},
        "no": {"extras": ("number",)},
        "partners": {"extras": ("partners",)},
        "no+place": {"extras": ("number", "location")},
        "lead+budget": {"extras": ("lead", "budget")},
        "four": {"extras": ("number", "partners", "location", "lead")},
    },
    "quarters": {q: {"quarters": q} for q in ("heading", "band", "half", "columns", "columns_only")},
    "flow": {
        "each": {"flow": "page_each"},
        "repeat": {"flow": "running", "repeat_header": True, "size": 12},
        "cut": {"flow": "running", "repeat_header": False, "size": 12},
        "logo": {"flow": "running", "repeat_header": False, "continued_logo": True, "cut_rows": False, "size": 11},
        "abreast": {"flow": "abreast"},
    },
    "page": {
        "A4": {},
        "letter": {"paper": "Letter"},
        "wide": {"landscape": True},
        "rot90": {"rotate": 90},
        "rot180": {"rotate": 180, "paper": "Letter"},
        "rot270": {"rotate": 270, "landscape": True},
        "turn90": {"turn": 90, "landscape": True},
        "turn270": {"turn": 270},
        "crop": {"crop": True},
        "crop90": {"crop": True, "rotate": 90, "landscape": True},
        "scaled": {"scale": 10},
    },
    "text": {t: {"text": t} for t in ("plain", "ligatures", "soft", "u2010", "hard", "justified", "spaced", "chars")},
    "font": {font: {"font": font} for font in ("sans", "serif", "embedded")},
    "decoys": {
        "": {"decoys": frozenset()},
        "furniture": {"decoys": frozenset({"logo", "header", "footer"})},
        "incell": {"decoys": frozenset({"bullet", "notes"})},
        "total": {"decoys": frozenset({"total", "legend", "footer"})},
        "tables": {"decoys": frozenset({"contents", "purposes_table", "budget_table"})},
        "above": {"decoys": frozenset({"text_x", "chevron", "logo"})},
        "most": {"decoys": frozenset({"text_x", "chevron", "logo", "header", "footer", "notes", "total", "contents"})},
    },
    "align": {"": {}, "mid": {"middle_aligned": True}},
    "notes": {
        "": {},
        "*": {"note_signs": "*†‡"},
        "abc": {"note_signs": "abc"},
    },
    "overleaf": {"": {}, "continued": {"continued_title": True}},
    "order": {order: {"order": order} for order in ("natural", "shuffled", "marks_first", "columns")},
    "count": {str(count): {} for count in (2, 3, 4, 5, 7, 10)},
    "year": {str(month): {} for month in (1, 4, 7, 10)},
}  # fmt: skip


MORE: dict[str, dict[str, dict[str, Any]]] = {"quarters": {"months": {"quarters": "months"}}}
"""Values that random combinations have besides; the covering set is as large as the tests can bear."""


@dataclass(frozen=True)
class Combination:
    """A design with what its plan should hold, under a readable name."""

    name: str
    design: Design
    wanted: Wanted


def choice_to_combination(choice: Choice, number: int, engine: str = "reportlab") -> Combination | None:
    """The combination, or None where it would be unfair to a reader or does not fit on the page."""
    if _is_unfair(choice):
        return None
    options: dict[str, Any] = {}
    for factor, value in choice.items():
        options |= FACTORS[factor].get(value) or MORE.get(factor, {}).get(value, {})
    family = FAMILIES[choice["tick"]]
    options |= {"tick": family[number % len(family)], "wording": number, "seed": number, "engine": engine}
    try:
        design = Design(**options)
    except ValidationError:
        return None
    wanted = Wanted(number, int(choice["count"]), 8 + number % 7, int(choice["year"]))
    if not _fits(wanted, design):
        return None
    parts = [options["tick"]] + [
        value for factor, value in choice.items() if factor not in {"tick", "font", "order", "notes"}
    ]
    return Combination(f"{number:03}-" + "-".join(filter(None, parts)), design, wanted)


def _is_unfair(choice: Choice) -> bool:
    """Things that even a careful reader could not make out, or that no one would print."""
    if choice["flow"] == "abreast" and choice["quarters"] in {"band", "columns", "columns_only", "months"}:
        return True
    tall_cells = choice["extras"] not in {"", "no", "no+place"}
    if choice["rules"] == "tight":
        # Without a gap, rows are told by where their marks and numbers stand: on their first or last line.
        odd_place = choice["at"] == "middle" or choice["align"] == "mid"
        return odd_place or choice["tick"] == "filled" or tall_cells or choice["extras"] == "no+place"
    return choice["rules"] == "bare" and choice["align"] == "mid" and tall_cells


def _fits(wanted: Wanted, design: Design) -> bool:
    width, _ = page_size(design)
    end = MARGIN + (width - 2 * MARGIN - GUTTER) / 2 if design.flow == "abreast" else width - MARGIN
    try:
        plan_to_columns(make_plan(wanted, design), design, MARGIN, end)
    except DoesNotFitError:
        return False
    return True


Pair = tuple[tuple[str, str], tuple[str, str]]


def _pairs_of(choice: Choice) -> Iterator[Pair]:
    return combinations(choice.items(), 2)


def all_pairs() -> set[Pair]:
    """Every pair of values of two factors."""
    return {((one, a), (two, b)) for one, two in combinations(FACTORS, 2) for a in FACTORS[one] for b in FACTORS[two]}


def random_choice(chance: random.Random, *, more: bool = False) -> dict[str, str]:
    """One value for every factor, of those that only random combinations have too if `more` are wanted."""
    return {
        factor: chance.choice([*values, *(MORE.get(factor, {}) if more else {})]) for factor, values in FACTORS.items()
    }


def _with_pair(chance: random.Random, pair: Pair) -> dict[str, str]:
    return random_choice(chance) | dict(pair)


@cache
def covering(seed: int = 2022, tries: int = 30) -> tuple[Combination, ...]:
    """Combinations that cover every pair of values which can go together (greedy; Cohen et al., AETG, 1997)."""
    chance = random.Random(seed)
    missing = all_pairs()
    found: list[Combination] = []
    while missing:
        goal = min(missing)
        candidates = []
        for _ in range(tries):
            choice = _with_pair(chance, goal)
            made = choice_to_combination(choice, len(found) + 1)
            if made:
                candidates.append((len(missing.intersection(_pairs_of(choice))), choice, made))
        if not candidates:
            missing.discard(goal)  # the two cannot go together
            continue
        _, choice, made = max(candidates, key=lambda candidate: candidate[0])
        missing.difference_update(_pairs_of(choice))
        found.append(made)
    return tuple(found)


def at_random(seed: int, engine: str = "reportlab") -> Combination:
    """Any combination that is fair and that the engine can draw, from a seed."""
    chance = random.Random(seed)
    while True:
        made = choice_to_combination(random_choice(chance, more=seed >= FIRST_RANDOM), seed, engine)
        if made:
            return replace(made, name=f"{engine}-{made.name}")


def other_engine() -> tuple[Combination, ...]:
    """Some combinations as fpdf2 draws them."""
    return tuple(at_random(number, "fpdf2") for number in range(900, 912))
