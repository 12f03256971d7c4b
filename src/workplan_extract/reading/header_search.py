"""The headers of tables of activities on a page, and the zone and the periods that belong to each."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from workplan_extract.reading.borders import white_rivers
from workplan_extract.reading.geometry import Box, overlap, union
from workplan_extract.reading.header import Header, find_titles, title_to_header
from workplan_extract.reading.lexicon import is_mark, is_purpose_group, title_to_kind
from workplan_extract.reading.lines import Phrase
from workplan_extract.reading.page import PageView
from workplan_extract.reading.periods import Heading, text_to_heading, text_to_time
from workplan_extract.reading.words import Word
from workplan_extract.settings import DocumentSettings

REACH = 3.0
"""Font sizes between a line and the header that it stands right above, at most."""


def find_headers(
    view: PageView, phrases: Sequence[Phrase], furniture: frozenset[Word], settings: DocumentSettings
) -> list[Header]:
    """All headers of tables that name activities, top to bottom, left to right.

    A running header may hold a title's words, too; it heads a table only where it counts.
    """
    headers: list[Header] = []
    titles = find_titles(phrases, settings.columns)
    for title in titles:
        abreast = [other for other in titles if abs(other.box.y_mid - title.box.y_mid) < 6]
        twins = [other for other in abreast if other is not title and other.text == title.text]
        header = title_to_header(view, title, phrases, twins)
        if header is None or not is_plausible(header) or not _names_activities(header, settings.columns):
            continue
        if title.words[0] in furniture and not _heads_columns(header):
            continue
        if not any(set(header.words) & set(other.words) for other in headers):
            headers += split_abreast(header, len(abreast))
    return sorted(headers, key=lambda header: (round(header.box.top / 20), header.box.x0))


def _names_activities(header: Header, kinds: dict[str, str]) -> bool:
    return any("activity" in {kinds.get(leaf.title), title_to_kind(leaf.title)} for leaf in header.leaves)


def _heads_columns(header: Header) -> bool:
    """Whether a header that each page repeats is a table's, and no running header: it counts, or names columns."""
    known = sum(title_to_kind(leaf.title) is not None for leaf in header.leaves)
    turned = sum(leaf.is_turned for leaf in header.leaves)
    return any(leaf.run for leaf in header.leaves) or turned >= 2 or (known >= 2 and len(header.leaves) >= 4)


def is_plausible(header: Header) -> bool:
    """Whether a line of words is a header: it counts, names a group of purposes, or has several known titles."""
    if sum(not leaf.run and all(map(is_mark, leaf.title.split())) for leaf in header.leaves) >= 2:
        return False  # a row whose activity ends in a word that would do as a title
    known = sum(
        title_to_kind(leaf.title) is not None or text_to_heading(leaf.title) is not None for leaf in header.leaves
    )
    return (
        known >= 2 or len(header.leaves) >= 3 or any(leaf.run or is_purpose_group(leaf.group) for leaf in header.leaves)
    )


def split_abreast(header: Header, count: int) -> list[Header]:
    """A header that names the same columns `count` times, side by side → one header each."""
    length, rest = divmod(len(header.leaves), max(count, 1))
    titles = [leaf.title for leaf in header.leaves]
    if count < 2 or rest or titles != titles[:length] * count:
        return [header]
    split = []
    for start in range(0, len(header.leaves), length):
        leaves = header.leaves[start : start + length]
        last = header.leaves[start - 1].box.x1 if start else 0.0
        after = header.leaves[start + length].box.x0 if start + length < len(header.leaves) else float("inf")
        words = tuple(word for word in header.words if last < word.box.x_mid < after)
        box = union([leaf.box for leaf in leaves])
        split.append(Header(Box(box.x0, header.box.top, box.x1, header.box.bottom), words, leaves))
    return split


def page_headings(
    phrases: Sequence[Phrase], headers: Sequence[Header], pattern: str | None
) -> list[tuple[Phrase, Heading]]:
    """Phrases that head a period, those apart that are titles of columns.

    Right above a header, a month or a season is one, too.
    """
    in_headers = {word for header in headers for word in header.words}
    apart = [phrase for phrase in phrases if phrase.words[0] not in in_headers]
    above = [line_above(header, apart) for header in headers]
    found = []
    for phrase in _whole_headings(apart, pattern):
        heading = text_to_heading(phrase.text, pattern)
        if heading is None and phrase in above:
            heading = text_to_time(phrase.text)
        if heading is not None:
            found.append((phrase, heading))
    return found


def _whole_headings(phrases: Sequence[Phrase], pattern: str | None) -> Iterator[Phrase]:
    """Phrases, those of a line that name one period between them as one: `Quarter 1` and, further right, its months."""
    for _, line in groupby(phrases, key=lambda phrase: round(phrase.words[0].baseline)):
        side_by_side = list(line)
        whole = Phrase(tuple(word for phrase in side_by_side for word in phrase.words))
        alone = [text_to_heading(phrase.text, pattern) for phrase in side_by_side]
        numbered = sum(one is not None and (one.quarter or one.half) is not None for one in alone)
        if len(side_by_side) > 1 and numbered < 2 and text_to_heading(whole.text, pattern):
            yield whole
        else:
            yield from side_by_side


def line_above(header: Header, phrases: Sequence[Phrase]) -> Phrase | None:
    """What stands alone on the line right above a header; none where nothing is near, or a line of several cells."""
    above = [phrase for phrase in phrases if -1 <= header.box.top - phrase.box.bottom < REACH * phrase.size]
    inside = [phrase for phrase in above if overlap(phrase.box.x0, phrase.box.x1, header.box.x0, header.box.x1) > 0]
    last = max(inside, key=lambda phrase: phrase.box.bottom, default=None)
    level = [phrase for phrase in inside if last and abs(phrase.box.y_mid - last.box.y_mid) < 0.5 * last.size]
    return last if len(level) == 1 else None


def zone_below(view: PageView, header: Header, headers: Sequence[Header], furniture: frozenset[Word]) -> Box:
    """From a header down to the next one in its way, and as wide as the tables abreast leave it."""
    words = [word for word in view.words if word.turn == 0 and word not in furniture]
    abreast = [
        h
        for h in headers
        if h is not header and overlap(h.box.top, h.box.bottom, header.box.top, header.box.bottom) > 0
    ]
    left = max((_parting(words, h, header) for h in abreast if h.box.x1 <= header.box.x0), default=0.0)
    right = min((_parting(words, header, h) for h in abreast if h.box.x0 >= header.box.x1), default=view.width)
    below = [
        h.box.top for h in headers if h.box.top > header.box.bottom and overlap(h.box.x0, h.box.x1, left, right) > 0
    ]
    return Box(left, header.box.bottom, right, min(below, default=view.height))


def _parting(words: Sequence[Word], left: Header, right: Header) -> float:
    """The x between two tables abreast: the last white river between the titles of their columns."""
    start, end = left.leaves[-1].box.x1, right.leaves[0].box.x0
    below = [word for word in words if word.box.top > left.box.bottom]
    rivers = white_rivers(below, min(start, end - 1), end)
    wide = [river for river in rivers if river[1] - river[0] > 3] or rivers
    return sum(wide[-1]) / 2 if wide else (left.box.x1 + end) / 2


def heads(phrase: Phrase, header: Header, zone: Box) -> bool:
    """Whether a heading stands above a header, and in its zone of the page where tables stand abreast."""
    return phrase.box.bottom <= header.box.bottom and zone.x0 <= phrase.box.x_mid <= zone.x1


def is_time_cell(phrase: Phrase, header: Header, view: PageView) -> bool:
    """Whether a period below a header is a cell of a column of time: it has other words beside it."""
    over = [leaf for leaf in header.leaves if overlap(leaf.box.x0, leaf.box.x1, phrase.box.x0, phrase.box.x1) > 0]
    if phrase.box.top < header.box.bottom or not any(title_to_kind(leaf.title) == "time" for leaf in over):
        return False
    low, high = phrase.box.top, phrase.box.bottom
    beside = [word for word in view.words if overlap(word.box.top, word.box.bottom, low, high) > 0.2 * word.size]
    return any(header.box.x0 <= word.box.x_mid <= header.box.x1 for word in set(beside) - set(phrase.words))


def rough_bottom(zone: Box, headings: Sequence[tuple[Phrase, Heading]]) -> float:
    """Down to where a zone holds one table's rows at least: the next heading of a period."""
    below = [phrase.box.top for phrase, _ in headings if phrase.box.top > zone.top + 30]
    return min([zone.bottom, *below])
