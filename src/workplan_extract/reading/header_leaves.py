"""The lines of a header → the columns that they name: runs that count, stacks of phrases, and the groups above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from workplan_extract.reading.geometry import Box, overlap, union
from workplan_extract.reading.labels import phrases_to_runs, split_counts, without_groups
from workplan_extract.reading.lexicon import is_purpose_group
from workplan_extract.reading.lines import Phrase
from workplan_extract.reading.page import PageView
from workplan_extract.reading.separators import column_borders


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column as the header names it.

    `group` is the title that spans it, `run` the count that it is in, as `style:place`.
    """

    box: Box
    title: str
    group: str = ""
    run: str = ""
    number: int = 0
    is_turned: bool = False


def lines_to_leaves(
    view: PageView, lines: Sequence[Sequence[Phrase]], turned: Sequence[Phrase], zone: Box
) -> list[Leaf]:
    """Header lines → columns: runs that count first, then stacks of phrases; what spans others is their group."""
    lines = [split_counts(line) for line in lines]
    upright = [phrase for phrase in turned if not any(_is_stacked(phrase, other) for other in turned)]
    runs = [found for line in [*lines, upright] for found in phrases_to_runs(sorted(line, key=lambda p: p.box.x0))]
    runs = without_groups(runs)
    in_runs = {id(phrase) for run in runs for phrase in run.phrases}
    rest = [phrase for line in lines for phrase in line if id(phrase) not in in_runs]
    leaves = [
        Leaf(phrase.box, phrase.text, "", f"{run.style}:{place}", number)
        for place, run in enumerate(runs)
        for phrase, number in zip(run.phrases, run.numbers, strict=True)
    ]
    borders = _leaf_borders(view, zone)
    stacks = _phrases_to_stacks(rest, borders) + _turned_stacks(
        [phrase for phrase in turned if id(phrase) not in in_runs], borders
    )
    groups: list[list[Phrase]] = []
    for stack in stacks:
        box = union(phrase.box for phrase in stack)
        if _spans(stack, box, leaves, stacks):
            groups.append(stack)
        else:
            leaves.append(Leaf(box, " ".join(phrase.text for phrase in stack), is_turned=stack[0].words[0].turn != 0))
    leaves = _longer_runs(_under_runs(leaves))
    named = sorted((_with_group(leaf, groups, leaves) for leaf in leaves), key=lambda leaf: leaf.box.x_mid)
    return _widened_groups(named, groups)


def _is_stacked(phrase: Phrase, other: Phrase) -> bool:
    """Whether two turned phrases are lines of one title."""
    return (
        phrase is not other and max(phrase.box.x0, other.box.x0) - min(phrase.box.x1, other.box.x1) < 0.5 * phrase.size
    )


def _leaf_borders(view: PageView, zone: Box) -> list[float]:
    probe = Box(zone.x0, zone.bottom - 4, zone.x1, zone.bottom + 10)
    return column_borders(view, probe, 0.3)


def _phrases_to_stacks(phrases: Sequence[Phrase], borders: Sequence[float]) -> list[list[Phrase]]:
    """Phrases one above the other in one column; a phrase over two or more stacks' columns stays alone."""
    stacks: list[list[Phrase]] = []
    for phrase in sorted(phrases, key=lambda phrase: -phrase.box.bottom):
        over = [stack for stack in stacks if _same_column(phrase, stack, borders)]
        if (
            len(over) == 1
            and not _is_group_above(phrase, over[0])
            and not any(phrase.box.x0 + 1 < border < phrase.box.x1 - 1 for border in borders)
        ):
            over[0].insert(0, phrase)
        else:
            stacks.append([phrase])
    return stacks


def _same_column(phrase: Phrase, stack: Sequence[Phrase], borders: Sequence[float]) -> bool:
    box = union(other.box for other in stack)
    if any(min(phrase.box.x_mid, box.x_mid) < border < max(phrase.box.x_mid, box.x_mid) for border in borders):
        return False
    return overlap(phrase.box.x0, phrase.box.x1, box.x0, box.x1) > -1


def _is_group_above(phrase: Phrase, stack: Sequence[Phrase]) -> bool:
    """Whether a line is a group's title rather than the first line of the column's."""
    apart = stack[0].box.top - phrase.box.bottom > 0.9 * phrase.size
    return is_purpose_group(phrase.text) and (apart or phrase.words[0].font != stack[0].words[0].font)


def _turned_stacks(turned: Sequence[Phrase], borders: Sequence[float]) -> list[list[Phrase]]:
    """Lines of turned titles, side by side, that belong to one column."""
    stacks: list[list[Phrase]] = []
    for phrase in turned:
        last = stacks[-1][-1] if stacks else None
        if (
            last
            and phrase.box.x0 - last.box.x1 < 0.5 * phrase.size
            and not any(last.box.x_mid < border < phrase.box.x_mid for border in borders)
        ):
            stacks[-1].append(phrase)
        else:
            stacks.append([phrase])
    return [stack if stack[0].words[0].turn == 90 else stack[::-1] for stack in stacks]


def _spans(stack: Sequence[Phrase], box: Box, runs: Sequence[Leaf], stacks: Sequence[Sequence[Phrase]]) -> bool:
    """Whether a stack is a title over several columns: it lies above others that its extent, or their run, takes in."""
    counted = [leaf for leaf in runs if leaf.run and leaf.box.top >= box.bottom - 2]
    for run in {leaf.run for leaf in counted}:
        members = [leaf for leaf in counted if leaf.run == run]
        x0, x1 = _reach(members)
        if x0 <= box.x_mid <= x1 or any(box.x0 <= leaf.box.x_mid <= box.x1 for leaf in members):
            return True
    if stack[0].words[0].turn == 0 and any(_turns_below(other, box) for other in stacks):
        return True
    below = [union(p.box for p in other) for other in stacks if other is not stack]
    under = [
        other for other in below if other.top >= box.bottom - 2 and overlap(other.x0, other.x1, box.x0, box.x1) > 0
    ]
    return len(under) >= 2 or (len(stack) == 1 and is_purpose_group(stack[0].text) and _is_between(box, below))


def _turns_below(stack: Sequence[Phrase], box: Box) -> bool:
    """Whether a stack is a turned title below a box: what stands over it names a group."""
    own = union(phrase.box for phrase in stack)
    return stack[0].words[0].turn != 0 and own.top >= box.bottom - 2 and overlap(own.x0, own.x1, box.x0, box.x1) > 0


def _is_between(box: Box, others: Sequence[Box]) -> bool:
    """Whether titles below stand to the left and to the right of a title's middle."""
    lower = [other for other in others if other.top >= box.bottom - 2]
    return any(other.x_mid < box.x_mid for other in lower) and any(other.x_mid > box.x_mid for other in lower)


def _reach(leaves: Sequence[Leaf]) -> tuple[float, float]:
    """From the first title's left edge to the last one's right edge."""
    return min(leaf.box.x0 for leaf in leaves) - 1, max(leaf.box.x1 for leaf in leaves) + 1


def _under_runs(leaves: Sequence[Leaf]) -> list[Leaf]:
    """A name printed under (or after) a column's number belongs to that column."""
    counted = [leaf for leaf in leaves if leaf.run]
    kept: dict[int, Leaf] = dict(enumerate(counted))
    rest = []
    for leaf in leaves:
        if leaf.run:
            continue
        home = next(
            (
                n
                for n, c in kept.items()
                if leaf.box.top >= c.box.bottom - 2 and overlap(c.box.x0, c.box.x1, leaf.box.x0, leaf.box.x1) > 0
            ),
            None,
        )
        if home is None:
            rest.append(leaf)
        else:
            first = kept[home]
            kept[home] = replace(first, title=f"{first.title} {leaf.title}", box=union([first.box, leaf.box]))
    return [*kept.values(), *rest]


def _longer_runs(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Take titles of two lines into the run that they go on: `5. Digital / skills` after `4. Languages`."""
    ordered = sorted(leaves, key=lambda leaf: leaf.box.x_mid)
    longer: list[Leaf] = []
    for leaf in ordered:
        before = longer[-1] if longer else None
        if before and before.run and not leaf.run and re.match(rf"\W*{before.number + 1}\W", leaf.title):
            leaf = replace(leaf, run=before.run, number=before.number + 1)  # noqa: PLW2901
        longer.append(leaf)
    return longer


def _with_group(leaf: Leaf, groups: Sequence[Sequence[Phrase]], leaves: Sequence[Leaf]) -> Leaf:
    """Give a column the title of the nearest group above it."""
    for stack in groups:
        box = union(phrase.box for phrase in stack)
        same = [other for other in leaves if other.run and other.run == leaf.run] or [leaf]
        x0, x1 = _reach(same)
        if box.bottom <= leaf.box.top + 3 and (
            overlap(box.x0, box.x1, leaf.box.x0, leaf.box.x1) > 0 or (leaf.run and x0 <= box.x_mid <= x1)
        ):
            return replace(leaf, group=" ".join(phrase.text for phrase in stack))
    return leaf


def _widened_groups(leaves: Sequence[Leaf], groups: Sequence[Sequence[Phrase]]) -> list[Leaf]:
    """Give a group's title to turned titles evenly spaced beside those below it: it is shorter than what it spans."""
    named = [(" ".join(phrase.text for phrase in stack), union(phrase.box for phrase in stack)) for stack in groups]
    inner = [box for text, box in named if is_purpose_group(text)]
    outer = {
        text
        for text, box in named
        if any(box.bottom < other.top + 2 and overlap(box.x0, box.x1, other.x0, other.x1) > 0 for other in inner)
    }
    widened = list(leaves)
    for step in (1, -1):
        order = range(len(leaves))[::step]
        for before, n in pairwise(order):
            group = widened[before].group
            is_open = not widened[n].group or widened[n].group in outer
            if is_open and is_purpose_group(group) and _is_evenly_turned(n, widened):
                widened[n] = replace(widened[n], group=group)
    return widened


def _is_evenly_turned(n: int, leaves: Sequence[Leaf]) -> bool:
    """Whether a title is turned, and stands as far from a turned neighbour as others of them stand apart."""
    turned = [leaf.box.x_mid for leaf in leaves if leaf.is_turned]
    steps = [b - a for a, b in pairwise(turned)]
    near = [abs(x - leaves[n].box.x_mid) for x in turned if x != leaves[n].box.x_mid]
    return leaves[n].is_turned and bool(near) and min(near) < 1.15 * median(steps)
