"""Measures tagging against annotation: precision, recall and F1 by kind and role, and each error with its sentence.

An organisation is matched twice, since two things can go wrong: by its canonical name, and by its mention, where it
is enough that the canonical names are the same or the printed mentions overlap. A location is matched by location and
kind. With `role` in its name, a figure also wants the role right; role accuracy is over what is matched.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, get_args

from pydantic import Field

from workplan_extract.measuring.score import Score
from workplan_extract.models import Frozen, LocationKind, LocationRole, Role, Tagged


class GoldOrganisation(Frozen):
    """An organisation as annotated."""

    mention: str
    organisation: str
    role: Role


class GoldLocation(Frozen):
    """A location as annotated."""

    mention: str
    location: str
    kind: LocationKind
    country: str
    role: LocationRole


class Case(Frozen):
    """A sentence as annotated and as tagged."""

    id: str
    organisations: tuple[GoldOrganisation, ...]
    locations: tuple[GoldLocation, ...]
    tagged: Tagged


class Mistake(Frozen):
    """One error, with the sentence that it was made in."""

    id: str
    error: Literal["missed", "false", "role", "name"]
    subject: Literal["organisation", "location"]
    text: str
    annotated: str = Field(description="As annotated; empty for what is none")
    found: str = Field(description="As found; empty for what was missed")


Item = tuple[str, str, str]
"""Name, printed mention, role."""


def score_cases(cases: Sequence[Case]) -> tuple[Score, ...]:
    """All figures over a set of sentences, overall first, then by role and kind."""
    return (
        _score("organisations", cases, _organisations, by_mention),
        _score("organisations by canonical name", cases, _organisations, by_name),
        _score("organisations with role", cases, _organisations, by_mention, with_role=True),
        _accuracy("organisation role accuracy", cases, _organisations, by_mention),
        _score("locations", cases, _locations, by_name),
        _score("locations with role", cases, _locations, by_name, with_role=True),
        _accuracy("location role accuracy", cases, _locations, by_name),
        *(_score(role, cases, _only_role(_organisations, role), by_mention) for role in get_args(Role)),
        *(_score(kind, cases, _only_kind(kind), by_name) for kind in get_args(LocationKind)),
        *(_score(role, cases, _only_role(_locations, role), by_name) for role in get_args(LocationRole)),
    )


def by_name(left: Item, right: Item) -> bool:
    """The same canonical name."""
    return left[0] == right[0]


def by_mention(left: Item, right: Item) -> bool:
    """The same canonical name, or one printed mention inside the other."""
    ours, theirs = _words(left[1]), _words(right[1])
    return left[0] == right[0] or (
        bool(ours) and bool(theirs) and (f" {ours} " in f" {theirs} " or f" {theirs} " in f" {ours} ")
    )


def _words(mention: str) -> str:
    return " ".join(re.findall(r"\w+", mention.casefold()))


def pair_items(
    annotated: Sequence[Item], found: Sequence[Item], match: Callable[[Item, Item], bool]
) -> list[tuple[Item | None, Item | None]]:
    """Each annotated item with the one found for it, or None, then what was found beside; the same role first."""
    left, pairs = list(found), []
    for item in annotated:
        fits = sorted(
            (other for other in left if match(item, other)),
            key=lambda other: (other[2] != item[2], other[0] != item[0]),
        )
        if fits:
            left.remove(fits[0])
        pairs.append((item, fits[0] if fits else None))
    return [*pairs, *((None, other) for other in left)]


def _organisations(case: Case) -> tuple[list[Item], list[Item]]:
    return (
        [(row.organisation, row.mention, row.role) for row in case.organisations],
        [(row.organisation, row.mention, row.role) for row in case.tagged.organisations],
    )


def _locations(case: Case) -> tuple[list[Item], list[Item]]:
    return (
        [(f"{row.location} ({row.kind})", row.mention, row.role) for row in case.locations],
        [(f"{row.location} ({row.kind})", row.mention, row.role) for row in case.tagged.locations],
    )


Selector = Callable[[Case], tuple[list[Item], list[Item]]]


def _only_role(select: Selector, role: str) -> Selector:
    def selected(case: Case) -> tuple[list[Item], list[Item]]:
        annotated, found = select(case)
        return [item for item in annotated if item[2] == role], [item for item in found if item[2] == role]

    return selected


def _only_kind(kind: str) -> Selector:
    def selected(case: Case) -> tuple[list[Item], list[Item]]:
        annotated, found = _locations(case)
        ending = f"({kind})"
        return [item for item in annotated if item[0].endswith(ending)], [i for i in found if i[0].endswith(ending)]

    return selected


def _score(
    measure: str,
    cases: Iterable[Case],
    select: Selector,
    match: Callable[[Item, Item], bool],
    *,
    with_role: bool = False,
) -> Score:
    right = found = annotated = 0
    for case in cases:
        ours, theirs = select(case)
        pairs = pair_items(ours, theirs, match)
        right += sum(1 for a, b in pairs if a and b and (not with_role or a[2] == b[2]))
        found, annotated = found + len(theirs), annotated + len(ours)
    return Score(measure=measure, right=right, found=found, expected=annotated)


def _accuracy(measure: str, cases: Iterable[Case], select: Selector, match: Callable[[Item, Item], bool]) -> Score:
    right = matched = 0
    for case in cases:
        for ours, theirs in pair_items(*select(case), match):
            if ours and theirs:
                matched += 1
                right += ours[2] == theirs[2]
    return Score(measure=measure, right=right, found=matched, expected=matched)


def find_mistakes(cases: Iterable[Case]) -> tuple[Mistake, ...]:
    """Every error, in the order of the sentences."""
    return tuple(
        mistake
        for case in cases
        for mistake in (
            *_mistakes(case, "organisation", _organisations(case), by_mention),
            *_mistakes(case, "location", _locations(case), by_name),
        )
    )


def _mistakes(
    case: Case,
    subject: Literal["organisation", "location"],
    items: tuple[list[Item], list[Item]],
    match: Callable[[Item, Item], bool],
) -> Iterable[Mistake]:
    for ours, theirs in pair_items(*items, match):
        error = _error(ours, theirs)
        if error:
            yield Mistake(
                id=case.id,
                error=error,
                subject=subject,
                text=case.tagged.text,
                annotated=_shown(ours),
                found=_shown(theirs),
            )


def _error(annotated: Item | None, found: Item | None) -> Literal["missed", "false", "role", "name", ""]:
    if annotated is None or found is None:
        return "false" if annotated is None else "missed"
    if annotated[2] != found[2]:
        return "role"
    return "name" if annotated[:2] != found[:2] else ""


def _shown(item: Item | None) -> str:
    return f"{item[1]!r} = {item[0]}, {item[2]}" if item else ""
