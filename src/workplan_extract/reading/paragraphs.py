"""From lines to paragraphs and list items."""

import re
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from statistics import median

from workplan_extract.reading.text_lines import FLUSH, MATE, Line, printed_to_text

_BULLET = re.compile(r"^(?:[•‣▪▫■□●○◦◆◇❖➢➣➤►▶▸✓✔✦✧☑·*\ue000-\uf8ff]|[–—-](?=\s)|o(?=\s[A-Z]))\s*")
_NUMBERED = re.compile(r"^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_BARE_NUMBER = re.compile(r"^\(?(?:[A-Z]{0,3}\.? ?\d{1,2}|[A-Za-z]|[ivxIVX]{1,4})[.)]?$")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)]*$")
_HYPHENS = "-\u00ad\u2010"
PARAGRAPH_GAP = 1.15
"""Steps between baselines above this many times the usual one part paragraphs."""
USUAL_LEADING = 1.2


def leading_of(lines: Iterable[Line]) -> float:
    """The usual step from line to line, in font sizes."""
    steps = [
        (second.base - first.base) / first.style.size
        for first, second in pairwise(lines)
        if not second.starts_flow and first.style == second.style and 0.9 < _step(first, second) < 2
    ]
    return median(steps) if steps else USUAL_LEADING


def _step(first: Line, second: Line) -> float:
    return (second.base - first.base) / first.style.size


def lines_to_paragraphs(lines: Sequence[Line], leading: float) -> list[list[Line]]:
    """Lines of a section → its paragraphs; one that goes on over a page or column stays whole."""
    paragraphs: list[list[Line]] = []
    for index, line in enumerate(lines):
        if index == 0 or _opens_paragraph(lines[index - 1], line, leading):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return paragraphs


def _opens_paragraph(last: Line, line: Line, leading: float) -> bool:
    if starts_item(line) or line.is_label:
        return not (line.is_label and last.is_label)
    if last.is_label or (line.page == last.page and abs(line.base - last.base) < 2):
        return False
    if line.starts_flow or line.page != last.page:
        return bool(_SENTENCE_END.search(last.text)) or _is_broken_by_hand(last, line)
    return _is_set_apart(last, line, leading) or _is_broken_by_hand(last, line)


def _is_set_apart(last: Line, line: Line, leading: float) -> bool:
    """Whether there is more than the usual space between two lines; more still where a sentence goes on."""
    runs_on = line.text[:1].islower() and not _SENTENCE_END.search(last.text)
    usual = leading * max(line.style.size, last.style.size)
    return not 0 <= line.base - last.base <= (1.5 if runs_on else PARAGRAPH_GAP) * usual


def _is_broken_by_hand(last: Line, line: Line) -> bool:
    """Whether the next line's first word would have had room on the line before, or only that line is all bold.

    A margin is left for lines that are broken with care: wide where the sentence is not at its end.
    """
    if last.text[-1] in _HYPHENS:
        return False
    if last.is_justified and last.x1 < last.right - 2 * FLUSH:
        return True
    word = line.words[0]
    ends = bool(_SENTENCE_END.search(last.text))
    margin = 1.2 * last.style.size if ends else max(0.12 * (last.right - last.x0), 2 * last.style.size)
    has_room = last.x1 + (word.x1 - word.x0) + margin < last.right
    return has_room or (_is_bold(last) and not any(word.style.bold for word in line.words))


def _is_bold(line: Line) -> bool:
    return all(word.style.bold for word in line.words)


def paragraphs_to_text(paragraphs: Iterable[Sequence[Line]], known: Container[str]) -> str:
    """Paragraphs on a line each; a list item begins with a bullet, whatever sign is printed."""
    return "\n".join(filter(None, (paragraph_to_text(paragraph, known) for paragraph in paragraphs)))


def paragraph_to_text(paragraph: Sequence[Line], known: Container[str]) -> str:
    """A paragraph on one line."""
    text = printed_to_text(paragraph, known)
    return f"• {text}" if paragraph[0].is_dotted else _BULLET.sub("• ", text)


def starts_item(line: Line) -> bool:
    """Whether a line begins with a bullet, drawn or not, or a number, or is a number set beside its text."""
    return bool(line.is_dotted or is_bulleted(line.text) or _NUMBERED.match(line.text) or is_item_number(line))


def is_bulleted(text: str) -> bool:
    """Whether a text begins with a bullet of any kind."""
    return _BULLET.match(text) is not None


def is_item_number(line: Line) -> bool:
    """Whether a line is nothing but a number above its text, or a number, letter or bullet beside it."""
    if line.is_label and (_BARE_NUMBER.match(line.text) or not _BULLET.sub("", line.text)):
        return True
    return line.text.isdigit() and len(line.text) <= 2


def without_bullet(text: str) -> str:
    """A list item's text without its bullet or number."""
    return _NUMBERED.sub("", _BULLET.sub("", text, count=1), count=1).strip()


def lines_to_items(lines: Sequence[Line], leading: float) -> list[list[Line]]:
    """The items of the list among a section's lines: by bullets or numbers, else by boxes or their indent."""
    paragraphs = lines_to_paragraphs(lines, leading)
    marked = _marked_items(paragraphs)
    return marked if len(marked) > 1 else _boxed_items(lines) or _grid_items(lines) or _indented_items(paragraphs)


def led_items(lines: Sequence[Line], leading: float) -> list[list[Line]]:
    """Paragraphs that begin with bold words and go on in plain ones, with what follows each; none but two or more."""
    items: list[list[Line]] = []
    leads = 0
    for paragraph in lines_to_paragraphs(lines, leading):
        if starts_item(paragraph[0]) or any(line.is_label for line in paragraph):
            return []
        is_led = paragraph[0].words[0].style.bold and not all(map(_is_bold, paragraph))
        leads += is_led
        if is_led:
            items.append(list(paragraph))
        elif items:
            items[-1] += paragraph
    return items if leads > 1 else []


def _marked_items(paragraphs: Sequence[Sequence[Line]]) -> list[list[Line]]:
    items: list[list[Line]] = []
    for paragraph in paragraphs:
        if starts_item(paragraph[0]):
            items.append(list(paragraph))
        elif items and _hangs(paragraph[0], items[-1]):
            items[-1] += paragraph
    bare = [[line for line in item if not is_item_number(line)] for item in items]
    return [item for item in bare if item]


def _hangs(line: Line, item: Sequence[Line]) -> bool:
    """Whether a line goes on with an item: indented like its text, below its number, or just over a page break."""
    if line.starts_flow:
        return not _SENTENCE_END.search(item[-1].text)
    return is_item_number(item[0]) or line.x0 > item[0].x0 + 2


def _boxed_items(lines: Sequence[Line]) -> list[list[Line]]:
    """Items in boxes abreast: columns that begin at one height on a page."""
    tops = {index: (line.page, round(line.base / 3)) for index, line in enumerate(lines) if line.starts_flow}
    starts = [index for index, top in tops.items() if list(tops.values()).count(top) > 1]
    if len({tops[index] for index in starts}) != 1 or list(tops)[-len(starts) :] != starts:
        return []
    columns = [list(lines[start:end]) for start, end in pairwise([*starts, len(lines)])]
    blocks = [block for column in columns for block in _blocks(column)]
    is_grid = len({len(_blocks(column)) for column in columns}) == 1
    return sorted(blocks, key=lambda block: (round(block[0].base / 3), block[0].x0)) if is_grid else blocks


def _grid_items(lines: Sequence[Line]) -> list[list[Line]]:
    """Items in boxes of a line or two, row by row: the lines that begin where lines level with each other do."""
    starts = {round(line.x0) for pair in pairwise(lines) if _is_well_beside(*pair) for line in pair}
    columns = [[line for line in lines if round(line.x0) == start] for start in sorted(starts)]
    blocks = [block for column in columns for block in _blocks(column, 1.6)]
    is_one_row = len({(block[0].page, round(block[0].base / MATE)) for block in blocks}) == 1
    if len(blocks) < 3 and not is_one_row:
        return []
    return sorted(blocks, key=lambda block: (block[0].page, round(block[0].base / MATE), block[0].x0))


def _blocks(lines: Sequence[Line], gap: float = 2.0) -> list[list[Line]]:
    """Lines parted at steps of more than `gap` font sizes, as between boxes one below the other, or overleaf."""
    steps = [0.0, *((line.base - last.base) / line.style.size for last, line in pairwise(lines))]
    starts = [at for at, step in enumerate(steps) if at and not 0 <= step <= gap]
    return [list(lines[start:end]) for start, end in pairwise([0, *starts, len(lines)])]


def _abreast(paragraph: Sequence[Line]) -> list[list[Line]]:
    """A paragraph's lines parted where one stands well beside another, as in boxes of one line."""
    starts = [at for at in range(1, len(paragraph)) if _is_well_beside(paragraph[at - 1], paragraph[at])]
    return [list(paragraph[start:end]) for start, end in pairwise([0, *starts, len(paragraph)])]


def _is_well_beside(last: Line, line: Line) -> bool:
    is_level = line.page == last.page and abs(line.base - last.base) < MATE
    return is_level and not last.is_label and line.x0 - last.x1 > 2 * line.style.size


def _indented_items(paragraphs: Sequence[Sequence[Line]]) -> list[list[Line]]:
    apart = [piece for paragraph in paragraphs for piece in _abreast(paragraph)]
    if len(apart) < 3:
        return []
    margin = min(paragraph[0].x0 for paragraph in apart)
    indented = [paragraph for paragraph in apart if paragraph[0].x0 > margin + 4]
    return indented if len(indented) > 1 else []
