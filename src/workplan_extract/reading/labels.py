"""Titles of tick columns: numbers, Roman numerals, letters, `P1`, `Purpose 1`, `Q1`; and runs of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workplan_extract.reading.lexicon import is_purpose_group
from workplan_extract.reading.lines import Phrase
from workplan_extract.reading.periods import text_to_heading

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
MOST_PURPOSES = 12
PREFIXED = re.compile(r"(?i)([A-Z]{1,3}|[A-Za-z][A-Za-z .]*?)[\s.#-]*(\d{1,2}|[IVX]{1,4}|[A-L])[.):]?")


@dataclass(frozen=True, slots=True)
class Label:
    """A title that counts. `style` must be the same all along a run."""

    number: int
    style: str


def text_to_labels(text: str) -> list[Label]:
    """All readings of a short title as a count: `I` is a Roman one and the letter nine."""
    plain = text.strip().strip("().:")
    labels = []
    if re.fullmatch(r"\d{1,2}", plain):
        labels.append(Label(int(plain), "digit"))
    if plain.upper() in ROMAN:
        labels.append(Label(ROMAN[plain.upper()], "roman"))
    if re.fullmatch(r"[A-La-l]", plain):
        labels.append(Label(ord(plain.upper()) - 64, "letter"))
    heading = text_to_heading(text)
    if heading and heading.quarter:
        labels.append(Label(heading.quarter, "quarter"))
    elif (match := PREFIXED.fullmatch(plain)) and len(plain) <= 24:
        prefix, count = match[1].strip(), match[2]
        if (len(prefix) <= 3 and prefix.upper() != "Q" and count.isdigit()) or is_purpose_group(prefix):
            labels += [Label(label.number, f"{prefix.lower()} {label.style}") for label in text_to_labels(count)]
    return labels


def phrases_to_runs(phrases: Sequence[Phrase]) -> list[tuple[str, list[Phrase]]]:
    """Phrases side by side that count from one → runs of at least two, each with its style."""
    runs: list[tuple[str, list[Phrase]]] = []
    index = 0
    while index < len(phrases):
        run = max(
            (_run_from(phrases, index, label) for label in text_to_labels(phrases[index].text)),
            key=lambda run: len(run[1]),
            default=("", []),
        )
        if len(run[1]) >= 2:
            runs.append(run)
            index += len(run[1])
        else:
            index += 1
    return runs


def _run_from(phrases: Sequence[Phrase], start: int, label: Label) -> tuple[str, list[Phrase]]:
    if label.number != 1:
        return label.style, []
    run = [phrases[start]]
    for phrase in phrases[start + 1 :]:
        wanted = Label(len(run) + 1, label.style)
        if wanted not in text_to_labels(phrase.text) or len(run) >= MOST_PURPOSES:
            break
        run.append(phrase)
    return label.style, run
