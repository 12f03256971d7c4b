"""What the cells of a column such as `Purpose` say: `1; 3`, `SO2`, `II, IV`, `1–3`, `All`, or purposes' names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workplan_extract.models import BBox, Mark, Remark
from workplan_extract.reading.labels import ROMAN
from workplan_extract.reading.lexicon import is_purpose_group, reference_words

SEPARATORS = re.compile(r"\s*[,;/&+|•\n]\s*|\s+and\s+")
NAME_SEPARATORS = re.compile(r"\s*[;|•\n]\s*")
RANGE = re.compile(r"(?P<first>[A-Za-z .#]*?\d{1,2}|[IVXivx]{1,4}|[A-L])\s*(?:[-–—]|to)\s*(?P<last>.+)")
COUNT = r"(?P<count>\d{1,2}|[IVXivx]{1,4}|[A-Ha-h])[.)]?"
BARE = re.compile(COUNT)
PREFIXED = re.compile(rf"(?P<prefix>[A-Za-z][A-Za-z .]*?)[\s.#:-]*{COUNT}")
FEWEST_KNOWN = 0.5
"""Share of a column's cells that must name purposes, lest its words be something else (an activity's own goal)."""
MOST_NAMES = 10
LONGEST_NAME = 8
"""Words of a purpose's name at most, where the plan nowhere else tells its purposes."""


@dataclass(frozen=True)
class References:
    """The purposes that a cell names; `doubt` is what in it was not understood."""

    numbers: tuple[int, ...]
    doubt: str = ""


@dataclass(frozen=True)
class PurposeWords:
    """How a document's column of purposes is read: its purposes, number → name, and whether letters count them.

    `is_told` says whether the purposes stand elsewhere in the plan, rather than in these cells alone.
    """

    names: Mapping[int, str]
    by_letters: bool
    is_told: bool


def texts_to_purpose_words(texts: Iterable[str], told: Mapping[int, str]) -> PurposeWords | None:
    """All cells of a document's column of purposes → how to read them; none where they speak of something else.

    `told` are the purposes of the plan's own section, number → title.
    """
    cells = [text for text in texts if not _is_nothing(text)]
    letters = {text for cell in cells for text in _parts(cell) if re.fullmatch(r"[A-Ha-h]", text)}
    by_letters = bool({letter.upper() for letter in letters} - set(ROMAN))
    words = PurposeWords(told, by_letters, is_told=bool(told))
    read = [text_to_references(cell, words) for cell in cells]
    known = [one for one in read if not one.doubt]
    if not cells:
        return None
    if len(known) >= FEWEST_KNOWN * len(cells):
        seen = {number for one in read for number in one.numbers}
        return PurposeWords(dict.fromkeys(range(1, max(seen, default=0) + 1), "") | dict(told), by_letters, bool(told))
    names = _distinct_names(cells)
    return PurposeWords(names, by_letters=False, is_told=False) if names and not told else None


def _distinct_names(cells: Sequence[str]) -> dict[int, str]:
    """Names that come again and again, numbered as they first come; none where the cells hold sentences."""
    parts = [part.strip() for cell in cells for part in NAME_SEPARATORS.split(cell) if part.strip()]
    names = list(dict.fromkeys(parts))
    if len(names) > min(MOST_NAMES, 0.7 * len(parts)) or any(len(name.split()) > LONGEST_NAME for name in names):
        return {}
    return dict(enumerate(names, 1))


def text_to_references(text: str, words: PurposeWords) -> References:
    """One cell → the purposes that it names."""
    if _is_nothing(text):
        return References(())
    if reference_words().get(_plain(text)) == "all":
        return References(tuple(words.names), "" if words.is_told else f"{text!r} of purposes that are listed nowhere,")
    numbers, rest = _names_in(text, words.names)
    doubts = []
    for part in _parts(rest):
        found = _part_to_numbers(part, words.by_letters)
        numbers += found
        if not found:
            doubts.append(part)
    strange = [number for number in numbers if words.is_told and number not in words.names]
    doubts += [f"purpose {number}, which the plan does not describe" for number in strange]
    return References(tuple(sorted({*numbers})), ", ".join(doubts))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w ]", " ", text.casefold()).split())


def _is_nothing(text: str) -> bool:
    return not re.search(r"\w", text) or reference_words().get(_plain(text)) == "none"


def _parts(text: str) -> list[str]:
    return [part.strip(" .:()") for part in SEPARATORS.split(text) if part.strip(" .:()–—-")]


def _names_in(text: str, names: Mapping[int, str]) -> tuple[list[int], str]:
    """The purposes that a text names in full, and what else it says; longer names come first."""
    numbers = []
    for number, name in sorted(names.items(), key=lambda item: -len(item[1])):
        words = re.findall(r"\w+", name)
        if not words:
            continue
        pattern = rf"(?<!\w)(?:(?:\w+ )?\W?\b{number}\b[\s.:)–—-]*)?" + r"\W+".join(map(re.escape, words)) + r"(?!\w)"
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            numbers.append(number)
            text = f"{text[: found.start()]};{text[found.end() :]}"
    return numbers, text


def _part_to_numbers(part: str, by_letters: bool) -> list[int]:
    single = _to_number(part, by_letters)
    if single:
        return [single]
    ends = RANGE.fullmatch(part)
    first, last = (_to_number(ends[name], by_letters) for name in ("first", "last")) if ends else (0, 0)
    return list(range(first, last + 1)) if 0 < first < last else []


def _to_number(text: str, by_letters: bool) -> int:
    """`3`, `SO3`, `Goal III`, `C` → 3; 0 for anything else."""
    plain = text.strip()
    if bare := BARE.fullmatch(plain):
        return _count_to_number(bare["count"].upper(), by_letters)
    match = PREFIXED.fullmatch(plain)
    if match is None:
        return 0
    prefix, count = match["prefix"].strip(), match["count"].upper()
    apart = match.start("count") > match.end("prefix")
    # a word, or an acronym, may end in a letter that counts
    if (len(prefix) > 3 and not is_purpose_group(prefix)) or not (count.isdigit() or apart):
        return 0
    return _count_to_number(count, by_letters)


def _count_to_number(count: str, by_letters: bool) -> int:
    if count.isdigit():
        return int(count)
    if not by_letters and count in ROMAN:
        return ROMAN[count]
    return ord(count) - 64 if len(count) == 1 and count in "ABCDEFGH" else 0


def cell_to_marks(
    text: str, title: str, words: PurposeWords, page: int, bbox: BBox
) -> tuple[tuple[Mark, ...], tuple[Remark, ...]]:
    """A cell of words → a mark for each purpose, as if it had a column of its own, and the doubts."""
    found = text_to_references(text, words)
    evidence = f"text {text!r} in the column {title!r}" if text else f"nothing in the column {title!r}"
    strange = {number for number in found.numbers if words.is_told and number not in words.names}

    def mark(number: int) -> Mark:
        ticked = number in found.numbers and number not in strange
        state = "ticked" if ticked else "unsure" if found.doubt else "empty"
        return Mark.model_validate(
            {"purpose": number, "state": state, "evidence": evidence, "page": page, "bbox": bbox}
        )

    marks = tuple(mark(number) for number in sorted({*words.names, *found.numbers}))
    message = f"{evidence}: {found.doubt} is no purpose that is known"
    return marks, (Remark(code="tick-unsure", message=message, page=page),) if found.doubt else ()
