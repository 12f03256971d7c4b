"""Words by which headings and labels are known: `data/section_headings.csv`, `item_labels.csv`, `plan_words.csv`."""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from pydantic import ValidationError

from workplan_extract.errors import VocabularyError, first_error
from workplan_extract.models import Frozen

Kind = Literal["contents", "glossary", "glossary_header", "principles", "purposes", "thematic_areas", "contact"]

_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_NUMBER_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_LEADING_NUMBER = re.compile(
    r"^(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-z])[.):]\s+|\d{1,2}(?:\.\d{1,2})*\s+)", re.I
)
_SECTION_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+")
_AFFIX = re.compile(r"^(?:annex|appendix|part|chapter|section)\s+[\divxa-z]{1,4}\s*[:.–—-]?\s*", re.IGNORECASE)


class HeadingPhrase(Frozen):
    """A phrase that a heading of this kind holds."""

    kind: Kind
    phrase: str


class ItemLabel(Frozen):
    """A word that numbered items of this kind begin with, e.g. `Purpose` in `Purpose 1: …`."""

    kind: Kind
    label: str


class Label(NamedTuple):
    """A heading such as `Strategic Objective 2 – Cleaner water`, taken apart.

    Of `Objective 2.1` the number is 1, and the label `objective 2.`
    """

    kind: Kind
    label: str
    number: int
    rest: str


@cache
def heading_kind(heading: str) -> Kind | None:
    """The kind of section that a heading opens: all of its words, or all but those that name the plan or publisher."""
    bare = _bare(heading)
    if bare in _phrases():
        return _phrases()[bare]
    found = [(len(phrase), kind) for phrase, kind in _phrases().items() if _names(bare, phrase)]
    if found or not heading.isupper():
        return max(found)[1] if found else None
    closed = bare.replace(" ", "")  # capitals set apart may come with spaces inside words
    return next((kind for phrase, kind in _phrases().items() if phrase.replace(" ", "") == closed), None)


def is_known_heading(text: str) -> bool:
    """Whether a text is, word for word, a heading that a kind of section has; its number aside."""
    return _bare(text) in _phrases()


def _names(bare: str, phrase: str) -> bool:
    """Whether a heading is little more than the phrase; a phrase of one word must open or close it."""
    words, wanted = bare.split(), phrase.split()
    spare = len(words) - len(wanted)
    if not 0 < spare <= 4 or f" {phrase} " not in f" {bare} ":
        return False
    return len(wanted) > 1 or (spare <= 3 and (words[0] == phrase or words[-1] == phrase) and len(phrase) > 6)


def _bare(heading: str) -> str:
    text = _LEADING_NUMBER.sub("", _AFFIX.sub("", heading.strip()))
    return " ".join(re.sub(r"[^\w\s-]", " ", text.casefold()).split())


def parse_label(text: str) -> Label | None:
    """`Purpose 1`, `Goal A: …`, `Pillar II – …`, `Outcome three. …` → its parts; any other text → None."""
    match = _label_pattern().match(text) or _label_pattern().match(_SECTION_NUMBER.sub("", text))
    if match is None:
        return None
    series, _, printed = match["number"].rpartition(".")
    number = _to_number(printed)
    label = " ".join(match["label"].casefold().split())
    name = f"{label} {series}." if series else label
    return Label(_labels()[label], name, number, match["rest"].strip()) if number else None


def plan_rank(text: str) -> int | None:
    """How telling the words are by which a text names a plan, 0 first; None where there are none."""
    bare = f" {' '.join(re.sub(r'[^a-z]', ' ', text.casefold()).split())} "
    return next((rank for rank, words in enumerate(_plan_words()) if f" {words} " in bare), None)


def names_plan(text: str) -> bool:
    """Whether a text holds words that plans are titled with."""
    return plan_rank(text) is not None


def _to_number(printed: str) -> int:
    low = printed.casefold()
    if low.isdigit():
        return int(low)
    return _ROMAN.get(low) or _NUMBER_WORDS.get(low) or (ord(low) - ord("a") + 1 if len(low) == 1 else 0)


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(_labels(), key=len, reverse=True))
    numbers = rf"\d{{1,2}}(?:\.\d{{1,2}})?(?![\d.]\d)|[IVX]{{1,4}}|[A-Z]|(?i:{'|'.join(_NUMBER_WORDS)})"
    return re.compile(
        rf"^(?P<label>(?i:{labels}))(?:\s+(?i:no\.?|number)\s*|\s+|\s*#\s*|(?=\d))(?P<number>{numbers})\b\s*(?P<mark>[:.)|–—-]\s*)?(?P<rest>.*)$"
    )


@cache
def _phrases() -> dict[str, Kind]:
    rows = [HeadingPhrase.model_validate(row) for row in _rows("section_headings.csv", HeadingPhrase)]
    return {row.phrase: row.kind for row in rows}


@cache
def _labels() -> dict[str, Kind]:
    rows = [ItemLabel.model_validate(row) for row in _rows("item_labels.csv", ItemLabel)]
    return {row.label: row.kind for row in rows}


@cache
def _plan_words() -> tuple[str, ...]:
    source = files("workplan_extract").joinpath("data", "plan_words.csv").read_text(encoding="utf-8")
    return tuple(row["words"] for row in csv.DictReader(source.splitlines()))


def _rows(name: str, model: type[Frozen]) -> list[dict[str, str]]:
    """The rows of a file of `data/`, each checked.

    Raises:
        VocabularyError: a row does not fit; the message starts with `file:line`.
    """
    source = files("workplan_extract").joinpath("data", name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(source.splitlines()))
    for number, row in enumerate(rows, 2):
        try:
            model.model_validate(row)
        except ValidationError as error:
            raise VocabularyError(f"{name}:{number}: {first_error(error)}") from error
    return rows
