"""Titles of tick columns: numbers, Roman numerals, letters, `P1`, `Purpose 1`, `Q1`, `H1`, months; and runs of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workplan_extract.reading.geometry import Box
from workplan_extract.reading.lexicon import is_purpose_group
from workplan_extract.reading.lines import Phrase
from workplan_extract.reading.periods import Heading, text_to_heading, text_to_month
from workplan_extract.reading.words import Word

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
MOST_PURPOSES = 12
PREFIXED = re.compile(r"(?i)([A-Z]{1,3}|[A-Za-z][A-Za-z .]*?)[\s.#-]*(\d{1,2}|[IVX]{1,4}|[A-L])[.):]?")
INITIAL = re.compile(r"(?i)t[\s.-]?\d{1,2}")
"""A count that may be a theme's, a target's or a trimester's; only its neighbours can tell."""

INITIALS = "JFMAMJJASOND"
"""Of the months, from January."""
FEWEST_INITIALS = 3
"""Initials in a row that tell months for certain: no three of them are alike."""
MANY_MONTHS = 6
"""Months on one line of a header from which on each is a column's title."""
ROUND = {"month": 1, "months 3": 3, "months 6": 6}
"""Styles that count months and may begin with any of the year, with the months of each title."""


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
    period = _heading_to_label(heading) if heading else _month_to_label(text)
    if period and not INITIAL.fullmatch(plain):
        labels.append(period)
    elif (match := PREFIXED.fullmatch(plain)) and len(plain) <= 24:
        prefix, count = match[1].strip(), match[2]
        if (len(prefix) <= 3 and prefix.upper() != "Q" and count.isdigit()) or is_purpose_group(prefix):
            labels += [Label(label.number, f"{prefix.lower()} {label.style}") for label in text_to_labels(count)]
    return labels


def _heading_to_label(heading: Heading) -> Label | None:
    """A quarter or half-year by its number, else by its first month."""
    if heading.until:
        return None
    if heading.quarter:
        return Label(heading.quarter, "quarter")
    if heading.half:
        return Label(heading.half, "half")
    return Label(heading.months[0], f"months {heading.length}") if heading.months else None


def _month_to_label(text: str) -> Label | None:
    month = text_to_month(text)
    return Label(month, "month") if month else None


@dataclass(frozen=True, slots=True)
class Run:
    """Titles side by side that count, with their numbers: from one on, or those of months."""

    style: str
    phrases: tuple[Phrase, ...]
    numbers: tuple[int, ...]


def split_counts(line: Sequence[Phrase]) -> list[Phrase]:
    """Part the titles that stand so near each other that they make one phrase: `Ref. P1` before `P2`."""
    parted: list[Phrase] = []
    for phrase, after in zip(line, [*line[1:], None], strict=True):
        at = next((n for n in range(1, len(phrase.words)) if after and _counts_on(phrase.words[n:], after)), None)
        if at is None or _counts_on(phrase.words, after):
            parted.append(phrase)
        else:
            parted += [Phrase(phrase.words[:at]), Phrase(phrase.words[at:])]
    return parted


def _counts_on(words: Sequence[Word], after: Phrase | None) -> bool:
    """Whether words are a title that counts, and the phrase after them counts on."""
    following = text_to_labels(after.text) if after else []
    labels = text_to_labels(" ".join(word.text for word in words))
    return any(Label(label.number + 1, label.style) in following for label in labels)


def phrases_to_runs(phrases: Sequence[Phrase]) -> list[Run]:
    """Phrases side by side that count → runs of at least two."""
    runs: list[Run] = []
    index = 0
    while index < len(phrases):
        options = [_run_from(phrases, index, label) for label in text_to_labels(phrases[index].text)]
        run = max([*options, _initials_from(phrases, index)], key=lambda run: len(run.phrases))
        if len(run.phrases) >= 2:
            runs.append(run)
            index += len(run.phrases)
        else:
            index += 1
    return runs


def _run_from(phrases: Sequence[Phrase], start: int, label: Label) -> Run:
    months = ROUND.get(label.style)
    if label.number != 1 and not months:
        return Run(label.style, (), ())
    numbers = [label.number]
    for phrase in phrases[start + 1 :]:
        following = (numbers[-1] + months - 1) % 12 + 1 if months else numbers[-1] + 1
        if Label(following, label.style) not in text_to_labels(phrase.text) or len(numbers) >= MOST_PURPOSES:
            break
        numbers.append(following)
    return Run(label.style, tuple(phrases[start : start + len(numbers)]), tuple(numbers))


def _initials_from(phrases: Sequence[Phrase], start: int) -> Run:
    """Single letters that are the initials of months in a row: `J F M A …`."""
    letters = ""
    for phrase in phrases[start : start + 12]:
        if len(phrase.text) != 1 or f"{letters}{phrase.text}" not in INITIALS * 2:
            break
        letters += phrase.text
    if len(letters) < FEWEST_INITIALS:
        return Run("month", (), ())
    first = (INITIALS * 2).index(letters)
    return Run(
        "month",
        tuple(phrases[start : start + len(letters)]),
        tuple((first + n) % 12 + 1 for n in range(len(letters))),
    )


def split_months(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Part the titles of narrow columns that stand too near each other: `Apr May`, `AugSep`, `J F`.

    Where all such phrases name as many months, they may be titles of quarters: `Jan Feb Mar` and `Apr May Jun`.
    """
    parted = [[part for word in phrase.words for part in _word_to_months(word)] for phrase in phrases]
    leading = [_leading_months([word.text for word in words]) for words in parted]
    counts = [count for count in leading if count]
    if sum(counts) < MANY_MONTHS or (len(counts) > 1 and len(set(counts)) == 1 and max(counts) > 1):
        return list(phrases)
    pieces: list[Phrase] = []
    for phrase, words, count in zip(phrases, parted, leading, strict=True):
        pieces += [Phrase((word,)) for word in words[:count]]
        pieces += [Phrase(tuple(words[count:]))] if count and words[count:] else [] if count else [phrase]
    return pieces


def _word_to_months(word: Word) -> list[Word]:
    """`AugSepOct` → its months, each with its share of the width; any other word as it is."""
    if text_to_month(word.text) or len(word.text) < 6 or len(word.text) % 3:
        return [word]
    names = [word.text[n : n + 3] for n in range(0, len(word.text), 3)]
    if not all(map(text_to_month, names)):
        return [word]
    x0, top, x1, bottom = word.box
    step = (x1 - x0) / len(names)
    return [
        replace(word, text=name, box=Box(x0 + n * step, top, x0 + (n + 1) * step, bottom))
        for n, name in enumerate(names)
    ]


def _leading_months(texts: Sequence[str]) -> int:
    """How many words, from the first on, are months: all of `Feb Mar`, one of `Mar 1`, none of `Marketing`."""
    if all(len(text) == 1 for text in texts) and "".join(texts).upper() in INITIALS * 2:
        return len(texts)
    return next((n for n, text in enumerate(texts) if not text_to_month(text)), len(texts))


def without_groups(runs: Sequence[Run]) -> list[Run]:
    """Leave out the runs that are no columns of their own.

    Those are runs whose titles each span as many titles of a run below (`Q1` over `J F M`), and runs that say the same
    once more below another (`Jan–Mar` under `Q1`).
    """
    over = [run for run in runs if any(_share(run, other) >= 2 for other in runs)]
    again = [run for run in runs if any(_share(other, run) == 1 for other in runs)]
    return [run for run in runs if run not in over and run not in again]


def _share(upper: Run, lower: Run) -> int:
    """How many titles of a run below each title of the upper one spans; 0 where it does not stand over them."""
    share, rest = divmod(len(lower.phrases), len(upper.phrases))
    if not share or rest or max(p.box.bottom for p in upper.phrases) > min(p.box.top for p in lower.phrases) + 2:
        return 0
    stands = all(
        lower.phrases[n * share].box.x0 - 2 <= phrase.box.x_mid <= lower.phrases[(n + 1) * share - 1].box.x1 + 2
        for n, phrase in enumerate(upper.phrases)
    )
    return share if stands else 0
