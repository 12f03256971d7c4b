"""Lines of a cell → its text on one line, as a reader reads it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from workplan_extract.reading.english import hyphen_parts, is_short_word
from workplan_extract.reading.words import INVISIBLE, LIGATURES, SOFT_HYPHEN, UNITS, Word
from workplan_extract.vocabulary import is_english

BULLETS = frozenset("•◦▪▫‣·●○∙⁃▸▹►▻▶▷➤➢➔➜❯❖◆◇■□")
HYPHENS = "-\u2010\u2011"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
FOOTNOTE = re.compile(rf"(?<=[\w.,;:)\]’”\"'])(?:[*†‡§]+|[{SUPERSCRIPTS}]+)(?=[.,;:)]*$)")
MANY_BREAKS = 6
"""Where so many line ends break words, a hyphen at one is taken for the typesetter's if it makes an English word."""
SHORTEST_END = 2
"""Letters that typesetters do not take over to the next line: `catch-up` has a hyphen of its own."""
WORD = re.compile(r"\w+(?:[-\u2010\u2011'’]\w+)*")


@dataclass(frozen=True)
class KnownWords:
    """The words of a document, lower case, to judge hyphens at line ends by. Words at line ends are left out."""

    words: Counter[str]
    inner: frozenset[str]
    """Those that stand inside lines, and so are surely whole."""
    breaks: int
    """How many line ends surely break a word; where none does, a hyphen at a line's end is the word's own."""
    marks_breaks: bool
    """Whether line ends carry U+2010 or soft hyphens, so that a plain hyphen at a line's end is the word's own."""
    uses_u2010: bool
    """Whether U+2010 stands inside lines, so that at a line end it need not be the typesetter's."""


def lines_to_known(texts: Iterable[str], cells: Iterable[Sequence[Sequence[Word]]] = ()) -> KnownWords:
    """Text of a document, lines apart, and the lines of its tables' cells → what hyphens are judged by."""
    texts = list(texts)
    lines = [line.strip() for text in texts for line in _plain(text).splitlines() if line.strip()]
    words: Counter[str] = Counter()
    inner: set[str] = set()
    for line in lines:
        found = WORD.findall(line.lower().replace("\u2010", "-").replace("\u2011", "-"))
        words.update(found[:-1] if _is_broken(line) else found)
        inner.update(found[1:-1])
    pairs = [(a.split()[-1][:-1], b.split()[0]) for a, b in pairwise(lines) if _is_broken(a)]
    for cell in cells:
        pairs += [(a[-1].text[:-1], b[0].text) for a, b in pairwise(cell) if a and b and _is_broken(a[-1].text)]
    breaks = sum(_is_typesetters(left.lower(), right.lower(), words) for left, right in pairs)
    marks = any(line.endswith(("\u2010", SOFT_HYPHEN)) for text in texts for line in text.splitlines())
    inside = any(re.search(r"\w\u2010\w", line) for line in lines)
    return KnownWords(words, frozenset(inner), breaks, marks, inside)


def _is_typesetters(left: str, right: str, words: Counter[str]) -> bool:
    """Whether a line's end surely breaks one word: it is a word, and not both of its parts are."""
    whole = _bare(left + right)
    if not right[:1].isalpha() or words[_bare(f"{left}-{right}")]:
        return False
    return bool(words[whole] or is_english(whole)) and not (is_english(_bare(left)) and is_english(_bare(right)))


def _is_broken(line: str) -> bool:
    return len(line) > 1 and line[-1] in HYPHENS and line[-2].isalpha()


def _plain(text: str) -> str:
    # pdfium writes a hyphen at a line's end as U+0002 or U+FFFE
    text = text.replace("\x02", "-\n").replace("\ufffe", "-\n").replace(SOFT_HYPHEN, "-")
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    return "".join(character for character in text if character not in INVISIBLE)


def _bare(text: str) -> str:
    match = WORD.search(text.lower())
    return match[0] if match else ""


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell's text, the words at whose hyphen nothing decided, and those that may be one, cut without a hyphen."""

    text: str
    doubts: tuple[str, ...] = ()
    cuts: tuple[str, ...] = ()


def lines_to_text(lines: Sequence[Sequence[Word]], known: KnownWords) -> CellText:
    """Join a cell's lines: one space between words, typesetters' hyphens undone, footnote marks dropped."""
    text = ""
    doubts: list[str] = []
    cuts: list[str] = []
    edge = max((line[-1].box.x1 for line in lines if line), default=0.0)
    for last, line in pairwise([(), *lines]):
        words = _without_bullet([word.text for word in line])
        piece = " ".join(filter(None, map(_without_footnote, words)))
        if last and words and (cut := _cut_word(text, piece, last, edge, known)):
            text += ("" if cut.is_one else " ") + piece
            cuts += [cut.doubt] if cut.doubt else []
            continue
        text, doubt = _joined(text, piece, known)
        doubts += [doubt] if doubt else []
    clean = re.sub(r"\s+", " ", text.replace(SOFT_HYPHEN, "")).strip()
    plain = clean.replace("\u2010", "-").replace("\u2011", "-")
    return CellText(clean if known.uses_u2010 else plain, tuple(doubts), tuple(cuts))


class Cut(NamedTuple):
    """Whether what stands on both sides of a line's end is one word; both, where that is not sure."""

    is_one: bool
    doubt: str = ""


def _cut_word(text: str, piece: str, last: Sequence[Word], edge: float, known: KnownWords) -> Cut | None:
    """Judge a line's end that may cut a word without a hyphen, as cells do that are too narrow for it."""
    left, right = (text.split() or [""])[-1], (piece.split() or [""])[0]
    is_small = left[-1:].islower() and right[:1].islower()
    is_large = len(left) > 1 and left.isupper() and right.isupper() and left.isalpha()
    is_full = last[-1].box.x1 + 0.6 * last[-1].size > edge
    if not (is_small or is_large) or not is_full:
        return None
    first, second = _bare(left.rpartition("-")[2]), _bare(right)
    is_word = _stands(first, known), _stands(second, known)
    if all(is_word):
        return None
    if len(first) > 1 and (first + second in known.inner or is_english(first + second)):
        return Cut(is_one=True)
    is_alone = len(last) == 1 and not is_word[1]
    if is_alone and len(first) > 3 and len(second) < (4 if is_small else 2):
        return Cut(is_one=True, doubt=f"{left} {right}")
    return Cut(is_one=False, doubt=f"{left} {right}") if is_small and (is_alone or not any(is_word)) else None


def _stands(word: str, known: KnownWords) -> bool:
    """Whether a word is one by itself, or the genitive of one."""
    word = re.sub("['’]s?$", "", word)
    return word in known.inner or is_english(word) or is_short_word(word)


def _without_bullet(words: Sequence[str]) -> Sequence[str]:
    return words[1:] if len(words) > 1 and words[0] in BULLETS else words


def _without_footnote(word: str) -> str:
    if re.fullmatch(r"[*†‡§]+", word):
        return ""
    stem = FOOTNOTE.sub("", word)
    return word if stem.endswith(UNITS) and word[len(stem) : len(stem) + 1] in "²³" else stem


def _joined(text: str, piece: str, known: KnownWords) -> tuple[str, str]:
    """Two lines joined, with the broken word where nothing decided about its hyphen."""
    if not text or not piece:
        return text + piece, ""
    if text.endswith(SOFT_HYPHEN):
        return text[:-1] + piece, ""
    if text[-1] in HYPHENS and len(text) > 1 and text[-2].isalnum():
        keeps, doubt = keeps_hyphen(text.rsplit(maxsplit=1)[-1][:-1], piece.split(maxsplit=1)[0], text[-1], known)
        return (text if keeps else text[:-1]) + piece, doubt
    if re.search(r"\w[/–—]$", text):
        return text + piece, ""
    return f"{text} {piece}", ""


def keeps_hyphen(left: str, right: str, hyphen: str, known: KnownWords) -> tuple[bool, str]:
    """Whether a hyphen at a line's end belongs to the word; with the word, where the evidence does not decide."""
    if hyphen == "\u2010" and not known.uses_u2010:
        return False, ""
    if not right[:1].isalpha() or not left[-1:].isalpha() or known.marks_breaks:
        return True, ""
    whole, parted = _bare(left + right), _bare(f"{left}-{right}")
    if known.words[parted] != known.words[whole]:
        return known.words[parted] > known.words[whole], ""
    if known.words[_owner(parted)] != known.words[_owner(whole)]:
        return known.words[_owner(parted)] > known.words[_owner(whole)], ""
    if not right[:1].islower() or not left[-1:].islower():
        return _parts_names(left, right, known)
    first, second = _bare(left.rpartition("-")[2]), _bare(right.partition("-")[0])
    keeps, is_sure = _by_halves(first, second, known)
    return keeps, "" if is_sure else f"{left}-{right}"


def _by_halves(first: str, second: str, known: KnownWords) -> tuple[bool, bool]:
    """Whether to keep the hyphen between two small-letter halves that stand nowhere else, and whether that is sure."""
    is_whole = is_english(first + second)
    if first in hyphen_parts("first") and not is_whole and _is_word(second, known):
        return True, True
    if len(second) <= SHORTEST_END and _stands(second, known) and _is_word(first, known):
        return True, True
    halves = _is_word(first, known) + _is_word(second, known)
    if is_whole and halves == 2:
        # halves that meet in one letter are rarely written together: book-keeping
        meet = first[-1] == second[0]
        return (True, not known.breaks) if meet else (not known.breaks, known.breaks >= MANY_BREAKS)
    return _by_english(is_whole, halves, known.breaks)


def _owner(word: str) -> str:
    """A word without its possessive `'s`."""
    return re.sub(r"['’]s$", "", word)


def _parts_names(left: str, right: str, known: KnownWords) -> tuple[bool, str]:
    """The same where capitals or digits stand at the hyphen: it parts names, but for a name that is printed in capitals
    and of which neither half is known."""
    is_name = left.isupper() and right.strip(".,;:)").isupper() and len(left) > 2 and known.breaks
    if not is_name or any(_stands(_bare(half), known) for half in (left, right)):
        return True, ""
    return False, f"{left}-{right}"


def _by_english(is_whole: bool, halves: int, breaks: int) -> tuple[bool, bool]:
    """Whether to keep a hyphen, and whether that is sure, by how many of the whole and its halves are words."""
    if not breaks:
        return True, halves > 0
    if is_whole:
        return False, True
    return (True, True) if halves == 2 else (False, halves == 0)


def _is_word(text: str, known: KnownWords) -> bool:
    return is_english(text) or known.words[text] > 1
