"""The header of a table of activities: where it is, and the columns that it names."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workplan_extract.reading.geometry import Box, contains, overlap, union
from workplan_extract.reading.header_leaves import Leaf, lines_to_leaves
from workplan_extract.reading.labels import split_months
from workplan_extract.reading.lexicon import is_purpose_group, title_to_kind, word_to_class
from workplan_extract.reading.lines import Phrase, line_to_phrases, turned_phrases, words_to_lines
from workplan_extract.reading.page import PageView
from workplan_extract.reading.periods import text_to_heading
from workplan_extract.reading.separators import row_borders
from workplan_extract.reading.words import Word

HIGHEST_HEADER = 160.0
"""A coloured area higher than this is more than a header's ground, in points."""
WIDER_GAP = 1.4
"""By how much the white between two titles is wider than that between the words of each."""
LONGEST_TITLE = 8
"""Words of a column's title at most."""
LEGEND_MARKS = frozenset({"tick", "cross", "dot", "box_tick", "box_cross", "box_empty", "dot_empty"})
"""Marks that begin no title."""


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

    return [
        piece
        for line in words_to_lines(view.words)
        for phrase in line_to_phrases(line, 0.8, parted)
        for piece in _titles_apart(phrase)
    ]


def _titles_apart(phrase: Phrase) -> list[Phrase]:
    """Part the title of the column of activities from one right beside it: `Purpose  Description of activity`."""
    words = phrase.words
    if not 2 <= len(words) <= LONGEST_TITLE:
        return [phrase]
    gaps = [after.box.x0 - word.box.x1 for word, after in pairwise(words)]
    place = gaps.index(max(gaps)) + 1
    if len(gaps) > 1 and max(gaps) < WIDER_GAP * sorted(gaps)[-2]:
        return [phrase]
    sides = [Phrase(words[:place]), Phrase(words[place:])]
    kinds = [title_to_kind(side.text) or ("group" if is_purpose_group(side.text) else None) for side in sides]
    return sides if "activity" in kinds and None not in kinds and title_to_kind(phrase.text) is None else [phrase]


def find_titles(phrases: Sequence[Phrase], kinds: dict[str, str]) -> list[Phrase]:
    """Phrases that may be the title of the column of activities, a title of two lines as its first line's phrase.

    `kinds` are a maintainer's rulings, title → kind.
    """
    found = []
    by_top = sorted(phrases, key=_top)  # stable: phrases of one height keep their order
    for phrase in phrases:
        if len(phrase.words) > LONGEST_TITLE:
            continue
        near = _between_tops(by_top, phrase.box.bottom - phrase.size, phrase.box.bottom + phrase.size)
        below = [other for other in near if _stands_below(other, phrase)]
        texts = [phrase.text, *(f"{phrase.text} {other.text}" for other in below)]
        is_title = any(kinds.get(text) == "activity" or title_to_kind(text) == "activity" for text in texts)
        if is_title and not any(_goes_on(phrase, other) for other in phrases):
            found.append(phrase)
    return found


def _top(phrase: Phrase) -> float:
    return phrase.box.top


def _between_tops(by_top: Sequence[Phrase], low: float, high: float) -> Sequence[Phrase]:
    return by_top[bisect_left(by_top, low, key=_top) : bisect_right(by_top, high, key=_top)]


def _goes_on(lower: Phrase, upper: Phrase) -> bool:
    """Whether a phrase is the last line of a text, and no title, though its word would do as one."""
    same_type = lower.words[0].font == upper.words[0].font and abs(lower.size - upper.size) < 0.1
    is_text = len(upper.words) > 4 and same_type and text_to_heading(upper.text) is None
    return is_text and abs(lower.box.x0 - upper.box.x0) < 1 and _stands_below(lower, upper)


def _stands_below(lower: Phrase, upper: Phrase) -> bool:
    # asked of every pair of phrases: what settles most of them comes first
    size = upper.size
    if not -0.3 * size < lower.box.top - upper.box.bottom < 0.6 * size or abs(lower.size - size) > 0.15 * size:
        return False
    return abs(lower.box.x0 - upper.box.x0) < 2 or abs(lower.box.x_mid - upper.box.x_mid) < 3


def title_to_header(
    view: PageView, title: Phrase, phrases: Sequence[Phrase], twins: Sequence[Phrase] = ()
) -> Header | None:
    """The header around a title; none where nothing stands beside it.

    `twins` are the same title of tables abreast: the header ends where the first of them has its rows.
    """
    zone = _header_zone(view, title, phrases)
    bottoms = [_header_zone(view, twin, phrases).bottom for twin in twins]
    zone = zone._replace(bottom=min([zone.bottom, *bottoms]))
    words = [
        word for word in view.words if 0 <= word.box.x_mid <= zone.x1 and zone.top <= word.box.y_mid <= zone.bottom
    ]
    kept = _near_words(words, title, phrases, twins, _title_grounds(view, title))
    if len(kept) < 2:
        return None
    box = union([word.box for word in kept])
    lines = [
        split_months([part for phrase in line_to_phrases(line, 0.8, _parting(view)) for part in _titles_apart(phrase)])
        for line in words_to_lines(kept)
    ]
    leaves = lines_to_leaves(view, lines, turned_phrases(kept), zone)
    if len(leaves) < 2:
        return None
    return Header(Box(box.x0, box.top, box.x1, zone.bottom), tuple(kept), tuple(leaves))


def _parting(view: PageView):  # type: ignore[no-untyped-def]
    borders = [rule for rule in view.rules if rule.vertical]
    return lambda a, b: any(
        a.box.x1 - 0.5 <= rule.at <= b.box.x0 + 0.5 and rule.start <= a.box.y_mid <= rule.end for rule in borders
    )


def _header_zone(view: PageView, title: Phrase, phrases: Sequence[Phrase]) -> Box:
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
    first_text = min([first_text, *_cell_tops(title, first_text, phrases)])
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
    return Box(0.0, top, view.width, bottom)


def _cell_tops(title: Phrase, first_text: float, phrases: Sequence[Phrase]) -> list[float]:
    """Tops of lines above an activity's first that are cells of its row: in its type, lines below, another title above.

    The cells of a row may be centred, so that one with more lines begins higher than the activity does.
    """
    first = next((phrase for phrase in phrases if phrase.box.top == first_text), None)
    if first is None or _type(first) == _type(title):
        return []
    near = [phrase for phrase in phrases if title.box.y_mid < phrase.box.y_mid and phrase.box.top < first_text + 30]
    cells = [phrase for phrase in near if _type(phrase) == _type(first)]
    tops = []
    for phrase in reversed([cell for cell in cells if cell.box.top < first_text]):
        goes_on = any(_follows(other, phrase) and other.box.bottom > first_text for other in cells) or any(
            _follows(other, phrase) and other.box.top in tops for other in cells
        )
        has_title = any(
            _type(other) == _type(title)
            and other.box.y_mid < phrase.box.top
            and overlap(other.box.x0, other.box.x1, phrase.box.x0, phrase.box.x1) > 0
            for other in phrases
        )
        if goes_on and has_title:
            tops.append(phrase.box.top)
    return tops


def _type(phrase: Phrase) -> tuple[str, float]:
    return phrase.words[0].font, round(phrase.size, 1)


def _follows(lower: Phrase, upper: Phrase) -> bool:
    """Whether a line is the next one of a cell."""
    return (
        0.6 * upper.size < lower.box.top - upper.box.top < 1.7 * upper.size
        and overlap(lower.box.x0, lower.box.x1, upper.box.x0, upper.box.x1) > 0
    )


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


def _title_grounds(view: PageView, title: Phrase) -> list[Box]:
    """The coloured areas that a title stands on, where they are no whole table's."""
    boxes = [fill.box for fill in view.fills if fill.box.height < HIGHEST_HEADER]
    return [box for box in boxes if contains(box, title.box)]


def _near_words(
    words: Sequence[Word], title: Phrase, phrases: Sequence[Phrase], twins: Sequence[Phrase], grounds: Sequence[Box]
) -> list[Word]:
    """The header's words: those beside the title, then upwards as long as no gap or heading parts them.

    What stands on one ground with the title is not parted from it.
    """
    headings = {
        word
        for phrase in phrases
        if text_to_heading(phrase.text)
        and (not _in_columns(phrase, title) or any(_heads_twin(phrase, t) for t in twins))
        for word in phrase.words
    }
    apart = headings | {word for phrase in phrases if _is_legend(phrase) for word in phrase.words}
    able = [word for word in words if word not in apart and (word.turn != 0 or word.size <= 1.3 * title.size)]
    reach = title.box.top - 0.2 * title.size
    kept: list[Word] = []
    for word in sorted(able, key=lambda word: -word.box.bottom):
        if word.box.bottom >= reach - 1.6 * title.size or any(contains(ground, word.box) for ground in grounds):
            kept.append(word)
            reach = min(reach, word.box.top)
    return kept


def _is_legend(phrase: Phrase) -> bool:
    """Whether words say what a mark stands for, or are a note: `● planned  ○ not planned`."""
    first = phrase.words[0]
    return len(phrase.words) > 1 and word_to_class(first.text, first.font) in LEGEND_MARKS


def _heads_twin(phrase: Phrase, twin: Phrase) -> bool:
    """Whether a period stands above the same title of a table abreast."""
    return phrase.box.bottom <= twin.box.y_mid and overlap(phrase.box.x0, phrase.box.x1, twin.box.x0, twin.box.x1) > 0


def _in_columns(phrase: Phrase, title: Phrase) -> bool:
    """Whether a period named beside the title names a column rather than the table."""
    return (
        phrase.box.top > title.box.top - 2 * title.size
        and overlap(phrase.box.x0, phrase.box.x1, title.box.x0, title.box.x1) <= 0
        and phrase.size <= 1.15 * title.size
    )
