"""The header of a table of activities: where it is, and the columns that it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workplan_extract.reading.geometry import Box, overlap, union
from workplan_extract.reading.labels import phrases_to_runs, without_groups
from workplan_extract.reading.lexicon import is_purpose_group, title_to_kind
from workplan_extract.reading.lines import Phrase, line_to_phrases, turned_phrases, words_to_lines
from workplan_extract.reading.page import PageView
from workplan_extract.reading.periods import text_to_heading
from workplan_extract.reading.separators import column_borders, row_borders
from workplan_extract.reading.words import Word

LONGEST_TITLE = 8
"""Words of a column's title at most."""


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


@dataclass(frozen=True, slots=True)
class Header:
    """The header's box, with the words in it, and its columns from left to right."""

    box: Box
    words: tuple[Word, ...]
    leaves: tuple[Leaf, ...]


def page_phrases(view: PageView) -> list[Phrase]:
    """All upright phrases of a page, top to bottom; rules and edges of fills part them."""
    borders = [rule for rule in view.rules if rule.vertical]

    def parted(a: Word, b: Word) -> bool:
        y = a.box.y_mid
        return any(a.box.x1 - 0.5 <= rule.at <= b.box.x0 + 0.5 and rule.start <= y <= rule.end for rule in borders)

    return [phrase for line in words_to_lines(view.words) for phrase in line_to_phrases(line, 0.8, parted)]


def find_titles(phrases: Sequence[Phrase], kinds: dict[str, str]) -> list[Phrase]:
    """Phrases that may be the title of the column of activities, a title of two lines as its first line's phrase.

    `kinds` are a maintainer's rulings, title → kind.
    """
    found = []
    for phrase in phrases:
        if len(phrase.words) > LONGEST_TITLE:
            continue
        below = [other for other in phrases if _stands_below(other, phrase)]
        texts = [phrase.text, *(f"{phrase.text} {other.text}" for other in below)]
        is_title = any(kinds.get(text) == "activity" or title_to_kind(text) == "activity" for text in texts)
        if is_title and not any(_goes_on(phrase, other) for other in phrases):
            found.append(phrase)
    return found


def _goes_on(lower: Phrase, upper: Phrase) -> bool:
    """Whether a phrase is the last line of a text, and no title, though its word would do as one."""
    same_type = lower.words[0].font == upper.words[0].font and abs(lower.size - upper.size) < 0.1
    return len(upper.words) > 4 and same_type and abs(lower.box.x0 - upper.box.x0) < 1 and _stands_below(lower, upper)


def _stands_below(lower: Phrase, upper: Phrase) -> bool:
    # asked of every pair of phrases: what settles most of them comes first
    size = upper.size
    if not -0.3 * size < lower.box.top - upper.box.bottom < 0.6 * size or abs(lower.size - size) > 0.15 * size:
        return False
    return abs(lower.box.x0 - upper.box.x0) < 2 or abs(lower.box.x_mid - upper.box.x_mid) < 3


def title_to_header(
    view: PageView, title: Phrase, phrases: Sequence[Phrase], right: float, left: float
) -> Header | None:
    """The header around a title, between the x of `left` and `right`; none where nothing stands beside it."""
    zone = _header_zone(view, title, phrases, left, right)
    words = [
        word for word in view.words if left <= word.box.x_mid <= right and zone.top <= word.box.y_mid <= zone.bottom
    ]
    kept = _near_words(words, title, phrases)
    if len(kept) < 2:
        return None
    box = union([word.box for word in kept])
    lines = [line_to_phrases(line, 0.8, _parting(view)) for line in words_to_lines(kept)]
    leaves = _lines_to_leaves(view, lines, turned_phrases(kept), zone)
    if len(leaves) < 2:
        return None
    return Header(Box(box.x0, box.top, box.x1, zone.bottom), tuple(kept), tuple(leaves))


def _parting(view: PageView):  # type: ignore[no-untyped-def]
    borders = [rule for rule in view.rules if rule.vertical]
    return lambda a, b: any(
        a.box.x1 - 0.5 <= rule.at <= b.box.x0 + 0.5 and rule.start <= a.box.y_mid <= rule.end for rule in borders
    )


def _header_zone(view: PageView, title: Phrase, phrases: Sequence[Phrase], left: float, right: float) -> Box:
    """From the text above the title to the last border, or to the first text, below it."""
    x0, x1 = title.box.x0, title.box.x1
    below = [
        phrase.box.top
        for phrase in phrases
        if phrase.box.top > title.box.y_mid
        and overlap(phrase.box.x0, phrase.box.x1, x0, x1) > 0
        and not (
            _stands_below(phrase, title) and phrase.words[0].font == title.words[0].font and phrase.box.x1 <= x1 + 60
        )
    ]
    below += _band_tops(title, phrases)
    first_text = min(below, default=view.height)
    borders = row_borders(view, (x0, x1), title.box.y_mid, first_text + 1)
    bottom = borders[-1] if borders else min(first_text - 0.5, title.box.bottom + 14 * title.size)
    above = [
        phrase.box.bottom
        for phrase in phrases
        if phrase.box.bottom < title.box.y_mid
        and overlap(phrase.box.x0, phrase.box.x1, x0, x1) > 0
        and not _stands_below(title, phrase)
    ]
    top = max(above, default=0.0)
    return Box(left, top, right, bottom)


def _band_tops(title: Phrase, phrases: Sequence[Phrase]) -> list[float]:
    """Tops of the periods below a title that stand alone on their line: bands of the table, wherever they are set."""
    lower = [phrase for phrase in phrases if phrase.box.top > title.box.bottom]
    periods = [phrase for phrase in lower if text_to_heading(phrase.text)]
    return [
        period.box.top
        for period in periods
        if not any(
            other is not period and abs(other.box.y_mid - period.box.y_mid) < 0.5 * period.size for other in lower
        )
    ]


def _near_words(words: Sequence[Word], title: Phrase, phrases: Sequence[Phrase]) -> list[Word]:
    """The header's words: those beside the title, then upwards as long as no gap or heading parts them."""
    headings = {
        word
        for phrase in phrases
        if text_to_heading(phrase.text) and not _in_columns(phrase, title)
        for word in phrase.words
    }
    able = [word for word in words if word not in headings and (word.turn != 0 or word.size <= 1.3 * title.size)]
    reach = title.box.top - 0.2 * title.size
    kept: list[Word] = []
    for word in sorted(able, key=lambda word: -word.box.bottom):
        if word.box.bottom >= reach - 1.6 * title.size:
            kept.append(word)
            reach = min(reach, word.box.top)
    return kept


def _in_columns(phrase: Phrase, title: Phrase) -> bool:
    """Whether a period named beside the title names a column rather than the table."""
    return (
        phrase.box.top > title.box.top - 2 * title.size
        and overlap(phrase.box.x0, phrase.box.x1, title.box.x0, title.box.x1) <= 0
        and phrase.size <= 1.15 * title.size
    )


def _lines_to_leaves(
    view: PageView, lines: Sequence[Sequence[Phrase]], turned: Sequence[Phrase], zone: Box
) -> list[Leaf]:
    """Header lines → columns: runs that count first, then stacks of phrases; what spans others is their group."""
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
    return sorted((_with_group(leaf, groups, leaves) for leaf in leaves), key=lambda leaf: leaf.box.x_mid)


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
