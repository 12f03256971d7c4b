"""The vocabulary of tables, from `data/`: titles of columns, words of periods, glyphs of marks, notes under tables."""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from workplan_extract.errors import VocabularyError
from workplan_extract.models import ColumnKind

GlyphClass = Literal[
    "tick", "cross", "letter_x", "dot", "yes", "no", "none", "box_tick", "box_cross", "box_empty", "dot_empty"
]
GLYPH_CLASSES: tuple[str, ...] = get_args(GlyphClass)


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("workplan_extract") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _compiled(name: str, line: int, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise VocabularyError(f"{name}:{line}: no regular expression: {error}") from error


@cache
def glyph_classes() -> dict[tuple[str, str], str]:
    """(font family or "", printed text) → class of the mark."""
    table: dict[tuple[str, str], str] = {}
    for line, row in enumerate(_rows("tick_glyphs.csv"), 2):
        if row["class"] not in GLYPH_CLASSES:
            raise VocabularyError(
                f"tick_glyphs.csv:{line}: class {row['class']!r} is none of {', '.join(GLYPH_CLASSES)}"
            )
        table[row["font"], _code_to_text(row["text"])] = row["class"]
    return table


def _code_to_text(code: str) -> str:
    return chr(int(code[2:], 16)) if re.fullmatch(r"U\+[0-9A-F]{4,6}", code) else code


@cache
def _column_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    known = (*get_args(ColumnKind), "activity", "purposes", "time")
    patterns = []
    for line, row in enumerate(_rows("column_titles.csv"), 2):
        if row["kind"] not in known:
            raise VocabularyError(f"column_titles.csv:{line}: kind {row['kind']!r} is none of {', '.join(known)}")
        patterns.append((_compiled("column_titles.csv", line, row["pattern"]), row["kind"]))
    return tuple(patterns)


@cache
def _purpose_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(
        _compiled("purpose_words.csv", n, row["pattern"]) for n, row in enumerate(_rows("purpose_words.csv"), 2)
    )


@cache
def _furniture_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = enumerate(_rows("table_furniture.csv"), 2)
    return tuple((_compiled("table_furniture.csv", n, row["pattern"]), row["kind"]) for n, row in rows)


@cache
def time_phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What cells say of time without naming a month: (pattern, `none`, `year` or `ongoing`)."""
    rows = enumerate(_rows("time_phrases.csv"), 2)
    return tuple((_compiled("time_phrases.csv", n, row["pattern"]), row["meaning"]) for n, row in rows)


@cache
def reference_words() -> dict[str, str]:
    """Words of a cell that stand for all purposes, or for none, in lower case → `all` or `none`."""
    return {row["words"]: row["meaning"] for row in _rows("reference_words.csv")}


@cache
def year_phrases() -> tuple[tuple[str, str], ...]:
    """How sentences say when a year begins or ends: (pattern with `{month}`, `begins` or `ends`)."""
    return tuple((row["pattern"], row["meaning"]) for row in _rows("year_phrases.csv"))


@cache
def _legend_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = enumerate(_rows("legend_words.csv"), 2)
    return tuple((_compiled("legend_words.csv", n, row["pattern"]), row["meaning"]) for n, row in rows)


def legend_meaning(words: str) -> str | None:
    """What a legend says of a sign: `tick`, `no`, `unknown` for a maybe; none where the words are no legend's."""
    return next((meaning for pattern, meaning in _legend_patterns() if pattern.fullmatch(words.strip())), None)


@cache
def period_words() -> dict[str, tuple[str, int]]:
    """Lower-case word → (meaning, value); a filler's value is 0."""
    return {row["word"]: (row["meaning"], int(row["value"] or 0)) for row in _rows("period_words.csv")}


@cache
def group_units() -> dict[str, str]:
    """Words that name a unit of time, longest first → quarter, half or month."""
    words = {word: meaning.partition("_")[0] for word, (meaning, _) in period_words().items() if len(word) > 2}
    units = {word: meaning for word, meaning in words.items() if meaning in {"quarter", "half"}} | {"month": "month"}
    return dict(sorted(units.items(), key=lambda unit: -len(unit[0])))


@cache
def title_to_kind(title: str) -> str | None:
    """What a column with this title holds: activity, number, partners, …; none where the title is not known."""
    plain = plain_title(title)
    return next((kind for pattern, kind in _column_patterns() if pattern.fullmatch(plain)), None)


@cache
def is_purpose_group(title: str) -> bool:
    """Whether a title stands over the columns of purposes: `Strategic Purpose`, `Objectives`, …"""
    return any(pattern.fullmatch(plain_title(title)) for pattern in _purpose_patterns())


@cache
def is_counted_purpose(text: str) -> bool:
    """Whether a text is a purpose's word, its count and its name: `Goal 2: Open doors`."""
    match = re.fullmatch(r"(?P<word>[A-Za-z ]+?)\s+(?:\d{1,2}|[IVX]{1,4}|[A-L])\s*[.:)|–—-]\s*\S.*", text.strip())
    return match is not None and is_purpose_group(match["word"])


@cache
def text_to_furniture(text: str) -> str | None:
    """`total`, `note` or `continued` for a line that belongs to a table and is no activity."""
    return next((kind for pattern, kind in _furniture_patterns() if pattern.fullmatch(text.strip())), None)


def without_figures(text: str) -> str:
    """A line without its numbers, so that a total is known by its words wherever its figures stand."""
    return " ".join(word for word in text.split() if not re.fullmatch(r"[\d.,:%]+", word))


def plain_title(title: str) -> str:
    """A title for comparison: lower case, single spaces, no colon or footnote mark at its end."""
    return re.sub(r"\s+", " ", title).strip(" :*†‡.").lower()


def word_to_class(text: str, font: str) -> str | None:
    """The class of a mark printed as text, by font and character; none for any other word."""
    table = glyph_classes()
    plain = text.replace("\ufe0e", "").replace("\ufe0f", "")
    family = font_family(font)
    found = table.get((family, plain))
    if (found is None and family == "") or (found is None and not plain.isascii()):
        found = table.get(("", plain))
    return found


def text_to_class(text: str) -> str | None:
    """The class of a mark printed in any text font; none for other words."""
    return glyph_classes().get(("", text))


def is_mark(text: str) -> bool:
    """Whether a text is a mark in any text font: a tick, `Yes`, a dash for nothing."""
    return ("", text) in glyph_classes()


SYMBOL_FAMILIES = ("wingdings2", "wingdings3", "wingdings", "zapfdingbats", "dingbats", "webdings", "marlett", "symbol")


@cache
def font_family(font: str) -> str:
    """The symbol font that a font's name tells: `ABCDEF+Wingdings-Regular` → `wingdings`; empty for text fonts."""
    plain = re.sub(r"[^a-z0-9]", "", font.lower())
    if plain.startswith(("symbolneu", "symbola")) or ("symbol" in plain and not plain.startswith("symbol")):
        return ""
    return next((family for family in SYMBOL_FAMILIES if family in plain), "")
