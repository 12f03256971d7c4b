"""From words and lines to running text: gaps to spaces, cut words joined, letter-spaced words closed up."""

import csv
import re
from collections.abc import Container, Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from statistics import median

from workplan_extract.reading.english import hyphen_parts
from workplan_extract.reading.page_words import BREAK, RAISED, Word
from workplan_extract.vocabulary import is_english

TOUCH = 0.1
"""Gap, in font sizes, below which two pieces are one word."""
_HYPHENS = "-\u2010\u2011"
_ORDINAL = re.compile(r"(?:st|nd|rd|th)[,.;:)]*$")
_FOOTNOTE = re.compile(r"(?:\d{1,2}|[*†‡§]+)$")
_LETTERS = re.compile(r"[^\W_]+")


def words_to_text(words: Sequence[Word]) -> str:
    """Words of one line → its text; a raised ordinal is joined to its number, a raised footnote mark is dropped."""
    if _is_letter_spaced(words):
        return _close_up(words)
    text = words[0].text
    for last, word in pairwise(words):
        raised = word.style.size < RAISED * last.style.size and last.base - word.base > 0.1 * last.style.size
        if raised and _FOOTNOTE.match(word.text):
            continue
        touches = not word.spaced and word.x0 - last.x1 < TOUCH * last.style.size and not _are_two(last.text, word.text)
        text += word.text if touches or (raised and _ORDINAL.match(word.text)) else " " + word.text
    return text


def _are_two(first: str, second: str) -> bool:
    """Whether two pieces are words, but not one word together: an overhanging letter hides the gap in `of all`."""
    left, right = _bare(first), _bare(second)
    return (left in _connectors() or is_english(left)) and is_english(right) and not is_english(left + right)


@cache
def _connectors() -> frozenset[str]:
    """Short words that join others: `of`, `for`."""
    source = files("workplan_extract").joinpath("data", "connectors.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(source.splitlines()))


def _is_letter_spaced(words: Sequence[Word]) -> bool:
    single = sum(len(word.text) == 1 and word.text.isalnum() for word in words)
    return len(words) >= 4 and single > 0.7 * len(words)


def _close_up(words: Sequence[Word]) -> str:
    """Letters set apart → words: a gap well above the usual one parts two words."""
    gaps = [second.x0 - first.x1 for first, second in pairwise(words)]
    limit = 1.6 * max(median(gaps), 0.05 * words[0].style.size)
    text = words[0].text
    for word, gap in zip(words[1:], gaps, strict=True):
        text += (" " if gap > limit else "") + word.text
    return text


def lines_to_text(lines: Iterable[str], known: Container[str]) -> str:
    """Lines of one paragraph → its text on one line. `known` holds the document's words, case folded.

    A hyphen at a line's end goes where the document prints the word without it, or where neither half is a word of its
    own; before a capital or a digit, after an acronym or a prefix such as `non`, and in a
    word that has another hyphen, it stays.
    """
    text = ""
    for line in lines:
        text = _join(text, line.strip(), known) if text else line.strip()
    text = text.replace(BREAK, "-") if text.endswith(BREAK) else text
    return " ".join(text.split())


def _join(text: str, line: str, known: Container[str]) -> str:
    mark = text[-1]
    if mark != BREAK and mark not in _HYPHENS:
        return f"{text} {line}"
    left, right = text[:-1].rsplit(" ", maxsplit=1)[-1], line.split(" ", maxsplit=1)[0]
    if not left or not left[-1].isalnum():  # a dash that stands alone
        return f"{text} {line}"
    hyphen = "-" if mark == BREAK else mark
    return text[:-1] + (hyphen if keeps_hyphen(left, right, mark, known) else "") + line


def keeps_hyphen(left: str, right: str, mark: str, known: Container[str]) -> bool:
    """Whether the hyphen between two halves of a word at a line's end is part of the word."""
    first, second = _bare(left), _bare(right)
    if f"{first}-{second}" in known:
        return True
    if first + second in known:
        return False
    if not right[:1].islower() or left[-1].isdigit() or (left.isupper() and len(left) > 1):
        return True
    if mark == "\u2010":  # what browsers set where they cut a word; a typed hyphen is U+002D
        return False
    return _has_own_hyphen(left, second, known)


def _has_own_hyphen(left: str, second: str, known: Container[str]) -> bool:
    """The same for words in small letters that the document prints neither whole nor with a hyphen elsewhere."""
    first = _bare(left)
    if any(hyphen in left for hyphen in _HYPHENS) or first in hyphen_parts("first"):
        return True
    if second in hyphen_parts("last"):
        return False
    if f"{first}-" in known or f"-{second}" in known:
        return True
    if is_english(first + second):
        return False
    return BREAK not in known or (first in known and second in known)


def _bare(word: str) -> str:
    return word.strip("()[]{}\"'“”‘’.,;:!?").casefold()


def vocabulary_of(texts: Iterable[str]) -> frozenset[str]:
    """Every word that stands whole inside a line, with its hyphens and also each of its parts, case folded.

    For a hyphenated word there are also `first-` and `-last`, and `BREAK` itself stands for a document that is known to
    cut words at line ends: one that prints such a word whole elsewhere.
    """
    printed: set[str] = set()
    lines = list(texts)
    for text in lines:
        tokens = text.replace("\u2010", "-").replace("\u2011", "-").split()
        is_cut = bool(tokens) and _bare(tokens[-1]).endswith(("-", BREAK))
        printed.update(tokens[1:-1] if is_cut else tokens[1:])
    # each once, however often a long document prints it
    whole = {_bare(token) for token in printed}
    words = set(whole)
    words.update(part for token in whole if "-" not in token for part in _LETTERS.findall(token))
    words.update(end for token in whole for end in _hyphen_ends(token))
    return frozenset(words | {BREAK} if _cuts_words(lines, words) else words)


def _hyphen_ends(token: str) -> tuple[str, ...]:
    first, hyphen, last = token.partition("-")
    return (f"{first}-", f"-{last}") if hyphen and first and last else ()


def _cuts_words(lines: Sequence[str], words: Container[str]) -> bool:
    """Whether a word cut at a line's end stands whole elsewhere, or very many lines end in hyphens."""
    cuts = 0
    for last, line in pairwise(lines):
        if last and line and (last[-1] == BREAK or last[-1] in _HYPHENS):
            cuts += 1
            first, second = _bare(last[:-1].split(" ")[-1]), _bare(line.split(" ")[0])
            if len(first) > 1 and first + second in words:
                return True
    return cuts >= 3 and cuts > 0.05 * len(lines)
