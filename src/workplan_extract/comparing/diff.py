"""Two plans → what became of each activity: kept, reworded, moved, ticked otherwise, added or dropped. Pure.

The plans may be two years of one publisher, or one plan read by two versions of this package.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Literal

from pydantic import Field

from workplan_extract.comparing.matching import Pairing, fold, match_activities
from workplan_extract.models import Activity, Document, Frozen, Purpose, Workplan

Outcome = Literal["kept", "changed", "added", "dropped"]
Change = Literal["reworded", "moved", "ticks", "organisations", "locations"]
PieceKind = Literal["same", "removed", "added"]

# Titles of a purpose in two years may differ in a word; below this they are two purposes.
SAME_TITLE = 0.85


class Piece(Frozen):
    """A run of words that both wordings have, or only the old, or only the new."""

    kind: PieceKind
    text: str


class Side(Frozen):
    """An activity as one of the two plans has it."""

    id: str = Field(description="Activity")
    period: str = Field(description="Q1, Q1+Q3 or H1; empty where the plan has no periods")
    position: int = Field(description="Place within its period, from 1")
    page: int = Field(description="PDF page, from 1")
    activity: str = Field(description="The activity's text")
    purposes: tuple[int, ...] = Field(description="Numbers of the ticked purposes")


class Names(Frozen):
    """Names that only one of two lists has."""

    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


class Link(Frozen):
    """What became of one activity."""

    outcome: Outcome = Field(description="kept, changed, added (only in the new plan) or dropped (only in the old)")
    changes: tuple[Change, ...] = Field(description="What changed: reworded, moved, ticks, organisations, locations")
    score: float | None = Field(description="Likeness of the two wordings, 0 to 1; empty where there is only one")
    old: Side | None
    new: Side | None
    words: tuple[Piece, ...] = Field(default=(), description="Where reworded: the words kept, removed and added")
    organisations: Names = Field(default=Names(), description="Organisations with their roles, gained and lost")
    locations: Names = Field(default=Names(), description="Places with their roles, gained and lost")


class PurposeChange(Frozen):
    """A purpose that has another number in the new plan, or that only one of them has."""

    title: str
    old: int | None
    new: int | None


class Counts(Frozen):
    """How many activities came to what. One activity may be reworded, moved and ticked otherwise at once."""

    kept: int
    reworded: int
    moved: int
    ticks: int
    added: int
    dropped: int


class PlanDiff(Frozen):
    """All differences between two plans. `links` has one entry an activity, in the order of the new plan, then those
    that were dropped, in the order of the old."""

    old: Document
    new: Document
    counts: Counts
    links: tuple[Link, ...]
    purposes: tuple[PurposeChange, ...]
    partners: Names = Field(description="Partners of any activity, gained and lost")
    organisations: Names = Field(description="Organisations of any role, gained and lost")
    locations: Names = Field(description="Places gained and lost")

    @property
    def is_empty(self) -> bool:
        """No activity, tick or name differs."""
        return all(link.outcome == "kept" for link in self.links)


def diff_workplans(old: Workplan, new: Workplan) -> PlanDiff:
    """Compare two plans; ticks are compared by purpose, also where a purpose has another number in the new plan."""
    numbers = purpose_numbers(old, new)
    pairings = match_activities(old.activities, new.activities)
    links = order_links(old, new, pairings, numbers)
    return PlanDiff(
        old=old.document,
        new=new.document,
        counts=count_links(links),
        links=links,
        purposes=purpose_changes(old.purposes, new.purposes, numbers),
        partners=name_changes(plan_names(old, partner_names), plan_names(new, partner_names)),
        organisations=name_changes(plan_names(old, organisation_names), plan_names(new, organisation_names)),
        locations=name_changes(plan_names(old, location_names), plan_names(new, location_names)),
    )


def purpose_numbers(old: Workplan, new: Workplan) -> dict[int, int]:
    """The old plan's purpose numbers → the new plan's, by title; without titles a number stands for itself."""
    if not all(purpose.title for purpose in (*old.purposes, *new.purposes)) or not (old.purposes and new.purposes):
        return {number: number for number in sorted(known_numbers(old) & known_numbers(new))}
    from rapidfuzz.distance import Indel  # noqa: PLC0415  # loaded only where plans are compared

    candidates = sorted(
        (-Indel.normalized_similarity(_title(a), _title(b)), a.number, b.number)
        for a in old.purposes
        for b in new.purposes
    )
    numbers: dict[int, int] = {}
    for score, number, other in candidates:
        if -score >= SAME_TITLE and number not in numbers and other not in numbers.values():
            numbers[number] = other
    return numbers


def known_numbers(plan: Workplan) -> set[int]:
    """The numbers of a plan's purposes, also of those that only its tick columns show."""
    columns = {mark.purpose for activity in plan.activities for mark in activity.marks}
    return columns.union(*(activity.purposes for activity in plan.activities), (one.number for one in plan.purposes))


def _title(purpose: Purpose) -> str:
    return fold(purpose.title).casefold()


def purpose_changes(
    old: Sequence[Purpose], new: Sequence[Purpose], numbers: dict[int, int]
) -> tuple[PurposeChange, ...]:
    """Purposes that were renumbered, are gone, or are new."""
    moved = [
        PurposeChange(title=purpose.title, old=purpose.number, new=numbers.get(purpose.number))
        for purpose in old
        if numbers.get(purpose.number) != purpose.number
    ]
    known = set(numbers.values())
    added = [PurposeChange(title=one.title, old=None, new=one.number) for one in new if one.number not in known]
    return (*moved, *added)


def order_links(old: Workplan, new: Workplan, pairings: Sequence[Pairing], numbers: dict[int, int]) -> tuple[Link, ...]:
    """One link an activity, in the order of the new plan, then those that were dropped, in the order of the old."""
    pairs = {pairing.new: pairing for pairing in pairings}
    known = {pairing.old for pairing in pairings}
    links = [
        pair_link(old.activities[pairs[index].old], activity, pairs[index].score, numbers)
        if index in pairs
        else lone_link(activity, "added")
        for index, activity in enumerate(new.activities)
    ]
    dropped = [lone_link(one, "dropped") for index, one in enumerate(old.activities) if index not in known]
    return (*links, *dropped)


def lone_link(activity: Activity, outcome: Literal["added", "dropped"]) -> Link:
    """An activity that only one plan has."""
    side = to_side(activity)
    old, new = (side, None) if outcome == "dropped" else (None, side)
    return Link(outcome=outcome, changes=(), score=None, old=old, new=new)


def pair_link(old: Activity, new: Activity, score: float, numbers: dict[int, int]) -> Link:
    """An activity that both plans have, with what changed."""
    organisations = name_changes(organisation_roles(old), organisation_roles(new))
    locations = name_changes(location_roles(old), location_roles(new))
    reworded = fold(old.activity) != fold(new.activity)
    happened: dict[Change, bool] = {
        "reworded": reworded,
        "moved": (old.quarters, old.period) != (new.quarters, new.period),
        "ticks": {numbers.get(number) for number in old.purposes} != set(new.purposes),
        "organisations": organisations != Names(),
        "locations": locations != Names(),
    }
    changes = tuple(change for change, did in happened.items() if did)
    return Link(
        outcome="changed" if changes else "kept",
        changes=changes,
        score=score,
        old=to_side(old),
        new=to_side(new),
        words=word_changes(old.activity, new.activity) if reworded else (),
        organisations=organisations,
        locations=locations,
    )


def to_side(activity: Activity) -> Side:
    """What a reader of the comparison needs of an activity."""
    return Side(
        id=activity.id,
        period=period_label(activity),
        position=activity.position,
        page=activity.page,
        activity=activity.activity,
        purposes=activity.purposes,
    )


def period_label(activity: Activity) -> str:
    """Q1, Q1+Q3 or H1; empty where the plan has no periods."""
    return activity.period or "+".join(f"Q{quarter}" for quarter in activity.quarters)


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """The fewest words to remove and to add (Indel distance over words), neighbours joined."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415  # loaded only where plans are compared

    before, after = fold(old).split(), fold(new).split()
    pieces: list[tuple[PieceKind, list[str]]] = []
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            pieces.append(("same", after[step.dest_start : step.dest_end]))
        elif step.tag == "delete":
            pieces.append(("removed", before[step.src_start : step.src_end]))
        else:
            pieces.append(("added", after[step.dest_start : step.dest_end]))
    return tuple(piece for piece in _joined(pieces) if piece.text)


def _joined(pieces: Iterable[tuple[PieceKind, list[str]]]) -> list[Piece]:
    """Between two runs of kept words, all that was removed comes before all that was added."""
    joined = []
    for same, group in groupby(pieces, key=lambda one: one[0] == "same"):
        runs = list(group)
        kinds: tuple[PieceKind, ...] = ("same",) if same else ("removed", "added")
        joined += [
            Piece(kind=kind, text=" ".join(word for of, words in runs if of == kind for word in words))
            for kind in kinds
        ]
    return joined


def count_links(links: Iterable[Link]) -> Counts:
    """How many activities came to what; `kept` counts those whose words, period and ticks are the same."""
    kinds = [(link.outcome, set(link.changes)) for link in links]
    paired = [changes for outcome, changes in kinds if outcome in ("kept", "changed")]
    return Counts(
        kept=sum(not changes & {"reworded", "moved", "ticks"} for changes in paired),
        reworded=sum("reworded" in changes for changes in paired),
        moved=sum("moved" in changes for changes in paired),
        ticks=sum("ticks" in changes for changes in paired),
        added=sum(outcome == "added" for outcome, _ in kinds),
        dropped=sum(outcome == "dropped" for outcome, _ in kinds),
    )


def organisation_roles(activity: Activity) -> set[str]:
    """`International Organization for Migration (partner)`, one an organisation."""
    return {f"{one.organisation} ({one.role})" for one in activity.organisations}


def location_roles(activity: Activity) -> set[str]:
    """`Viet Nam (venue)`, one a place."""
    return {f"{one.location} ({one.role})" for one in activity.locations}


def organisation_names(activity: Activity) -> set[str]:
    """The organisations that an activity names, in any role."""
    return {one.organisation for one in activity.organisations}


def partner_names(activity: Activity) -> set[str]:
    """The partners of an activity."""
    return {one.organisation for one in activity.organisations if one.role == "partner"}


def location_names(activity: Activity) -> set[str]:
    """The places that an activity names."""
    return {one.location for one in activity.locations}


def plan_names(plan: Workplan, names_of: Callable[[Activity], set[str]]) -> set[str]:
    """All names of a kind in a plan."""
    return {name for activity in plan.activities for name in names_of(activity)}


def name_changes(old: set[str], new: set[str]) -> Names:
    """What is in one set and not in the other, in the order of the alphabet."""
    return Names(gained=tuple(sorted(new - old)), lost=tuple(sorted(old - new)))
