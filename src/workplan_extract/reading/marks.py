"""One decision for each tick cell, from what stands in it and from the ink that the rendered page shows there."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workplan_extract.models import MarkState
from workplan_extract.reading.geometry import Box
from workplan_extract.reading.ink import Ink
from workplan_extract.reading.signs import Sign

STRANGE = 0.3
"""Unknown marks to a cross, from which on they may be the ticks that the crosses are the opposite of."""
FULL = 0.85
"""Share of cells with a mark from which on a document is taken to mark every cell."""
FEWEST_PIXELS = 5
"""Pixels of ink, at `ink.SCALE`, that a printed mark shows at least."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What the marks of one document mean: the classes that stand for a tick, and those that stand for none."""

    ticked: frozenset[str]
    empty: frozenset[str]


@dataclass(frozen=True, slots=True)
class Decision:
    """The state of a cell, what was seen in it, and why it is unsure, if it is."""

    state: MarkState
    evidence: str
    doubt: str = ""


def signs_to_usage(rows: Iterable[Sequence[Sequence[Sign]]]) -> Usage:
    """Read a document's marks together: a cross means no where ticks are used too, a ring where dots are.

    `rows` are the cells of each row, those of purposes and those of periods apart.
    """
    kept = [list(row) for row in rows]
    filled = [cell for row in kept for cell in row]
    counts = Counter(sign.kind for cell in filled for sign in cell)
    ticked = {"tick", "box_tick", "dot", "yes", "filled"}
    empty = {"none", "no"}
    has_tick = bool(counts["tick"] + counts["box_tick"] + counts["yes"])
    occupied = sum(bool(cell) for cell in filled) / max(len(filled), 1)
    for kind in ("cross", "box_cross"):
        if has_tick:
            empty.add(kind)
        elif counts["unknown"] <= STRANGE * counts[kind]:
            ticked.add(kind)
    # the letter is a tick beside check marks too, unless every cell holds the one or the other
    (empty if has_tick and occupied > 0.97 and counts["letter_x"] else ticked).add("letter_x")
    if any(counts[kind] for kind in ticked) or counts["box_empty"]:
        empty.add("box_empty")
    # beside cells that are left blank, a ring says something more than nothing
    ringed = [bool(cell) for row in kept if _has_ring(row) for cell in row]
    if any(counts[kind] for kind in ticked) and sum(ringed) >= FULL * len(ringed):
        empty.add("dot_empty")
    return Usage(frozenset(ticked), frozenset(empty))


def _has_ring(cells: Sequence[Sequence[Sign]]) -> bool:
    return any(sign.kind == "dot_empty" for cell in cells for sign in cell)


def decide_cell(signs: Sequence[Sign], strange: Sequence[str], ink: Ink | None, usage: Usage) -> Decision:
    """What stands in a cell, and its ink → the decision. `strange` are words in the cell that are no known mark."""
    seen = "; ".join([*(sign.evidence for sign in signs), *(f"text {word!r}" for word in strange)]) or "nothing printed"
    evidence = seen if ink is None else f"{seen}; ink {ink.share:.1%}"
    state, doubt = _printed_state(signs, strange, usage)
    if doubt or ink is None:
        return Decision(state, evidence, doubt)
    shows_ink = ink.pixels >= FEWEST_PIXELS
    if state == "ticked" and not shows_ink and not any(sign.maker == "fill" for sign in signs):
        return Decision("unsure", evidence, "a mark is coded there, but the page shows none")
    if not signs and shows_ink:
        return Decision("unsure", evidence, "the page shows something there that is no known mark")
    return Decision(state, evidence)


def _printed_state(signs: Sequence[Sign], strange: Sequence[str], usage: Usage) -> tuple[MarkState, str]:
    kinds = {sign.kind for sign in signs}
    if strange:
        return "unsure", "there are words in it that are no known mark"
    if not kinds:
        return "empty", ""
    positive, negative = kinds & usage.ticked, kinds & usage.empty
    if kinds - positive - negative:
        return "unsure", "there is a mark in it that is not known"
    if positive and negative - {"box_empty", "dot_empty"}:
        return "unsure", "there are marks in it that contradict each other"
    return ("ticked", "") if positive else ("empty", "")


def cell_region(cell: Box, signs: Sequence[Sign]) -> Box:
    """Where to look for ink: in the cell, and around its marks where one reaches over the border."""
    return (
        cell
        if not signs
        else Box(
            min([cell.x0, *(sign.box.x0 - 2 for sign in signs)]),
            cell.top,
            max([cell.x1, *(sign.box.x1 + 2 for sign in signs)]),
            cell.bottom,
        )
    )
