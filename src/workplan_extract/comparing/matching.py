"""Which activity of one plan became which of another: word similarity and optimal assignment. Pure.

Plans repeat themselves: "In partnership with X, delivery of a virtual training workshop on …" opens a dozen activities
that have nothing else in common. So a word weighs the less, the more activities of its own plan it stands in (inverse
document frequency), and two activities are one only where they are more alike than either is to its own neighbours.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field

from workplan_extract.models import Activity, Frozen

WORD = re.compile(r"#?\w+")
NUMBERED = re.compile(r"#(\d+)")
# Below this share of equal words, other spellings can't make two texts alike; they are not looked for.
PROMISING = 0.3
# Typesetting, not wording: two designs of one plan differ in these.
TYPOGRAPHIC = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "\xad": ""}
)

Bag = Mapping[str, int]
Weights = Mapping[str, float]
Near = Mapping[str, Mapping[str, float]]
Scores = Sequence[Sequence[float]]


class MatchSettings(Frozen):
    """How alike two activities must be to be one."""

    threshold: float = Field(default=0.58, ge=0, le=1, description="Least similarity of one activity in two wordings")
    near_words: float = Field(default=0.75, ge=0, le=1, description="Least similarity of two spellings of one word")
    leeway: float = Field(default=0.05, ge=0, le=1, description="How much less alike than its neighbours it may be")
    enough: float = Field(default=0.75, ge=0, le=1, description="Similarity that is enough whatever its neighbours are")
    same_period: float = Field(default=0.05, ge=0, le=1, description="What the same period is worth")


class Pairing(Frozen):
    """An activity of the old plan and the one of the new plan that it became, as indexes, and how alike they are."""

    old: int
    new: int
    score: float


def fold(text: str) -> str:
    """The text without what typesetting alone decides: quotes, dashes, ligatures, soft hyphens, runs of spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(TYPOGRAPHIC).split())


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in their order, lower case; `#2` is one word."""
    return tuple(WORD.findall(fold(text).casefold()))


def match_activities(
    old: Sequence[Activity], new: Sequence[Activity], settings: MatchSettings | None = None
) -> tuple[Pairing, ...]:
    """The best one-to-one pairing of two plans' activities as a whole, in the order of the old plan.

    An activity that is like none of the other plan stays alone. Solved as a linear assignment problem (Jonker and
    Volgenant 1987), so that no early pair takes what a later one needs.
    """
    settings = settings or MatchSettings()
    if not old or not new:
        return ()
    scores = similarities(old, new, settings)
    needed = needed_scores(old, new, scores, settings)
    gains = [
        [_gain(old[i], new[j], score, settings) if score >= needed[i][j] else 0.0 for j, score in enumerate(row)]
        for i, row in enumerate(scores)
    ]
    return tuple(Pairing(old=i, new=j, score=round(scores[i][j], 4)) for i, j in assign(gains))


def similarities(old: Sequence[Activity], new: Sequence[Activity], settings: MatchSettings) -> list[list[float]]:
    """How alike each activity of one plan is to each of the other, from 0 to 1; 1 is the same wording."""
    bags = [Counter(words_of(one.activity)) for one in (*old, *new)]
    weights = word_weights(bags[: len(old)], bags[len(old) :])
    near = near_words(weights, settings.near_words)
    texts = [fold(one.activity) for one in (*old, *new)]
    right = range(len(old), len(texts))
    return [
        [1.0 if texts[i] == texts[j] else similarity(bags[i], bags[j], weights, near) for j in right]
        for i in range(len(old))
    ]


def word_weights(*plans: Sequence[Bag]) -> dict[str, float]:
    """A word's weight: the rarer it is in the plan that has it most often, the more it says of an activity."""
    most = max(len(plan) for plan in plans)
    counts = [Counter(word for bag in plan for word in bag) for plan in plans]
    return {word: math.log(1 + most / max(count[word] for count in counts)) for count in counts for word in count}


def near_words(words: Iterable[str], least: float) -> Near:
    """For each word the others that may be another spelling of it, with their similarity. Numbers have no spelling."""
    from rapidfuzz import process  # noqa: PLC0415  # loaded only where plans are compared
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    spelt = sorted(word for word in words if not any(char.isdigit() for char in word))
    return {
        word: {
            other: score
            for other, score, _ in process.extract(
                word, spelt, scorer=Indel.normalized_similarity, score_cutoff=least, limit=None
            )
            if other != word
        }
        for word in spelt
    }


def similarity(old: Bag, new: Bag, weights: Weights, near: Near) -> float:
    """Weighted Dice coefficient of two bags of words; two spellings of one word count in part."""
    total = sum(weights[word] * count for bag in (old, new) for word, count in bag.items())
    common = 2 * sum(weights[word] * min(count, new[word]) for word, count in old.items() if word in new)
    if common < total * PROMISING:
        return common / total if total else 0.0
    pairs = _near_pairs(old.keys() - new.keys(), new.keys() - old.keys(), near)
    return (common + sum(score * (weights[a] + weights[b]) for score, a, b in pairs)) / total


def _near_pairs(old: Iterable[str], new: Iterable[str], near: Near) -> list[tuple[float, str, str]]:
    """Words of two texts that pair off as spellings of each other, the most alike first."""
    left, right = set(old), set(new)
    candidates = [(score, a, b) for a in left for b, score in near.get(a, {}).items() if b in right]
    pairs = []
    for score, a, b in sorted(candidates, key=lambda one: (-one[0], *one[1:])):
        if a in left and b in right:
            left.remove(a)
            right.remove(b)
            pairs.append((score, a, b))
    return pairs


def needed_scores(old: Sequence[Activity], new: Sequence[Activity], scores: Scores, settings: MatchSettings) -> Scores:
    """The similarity that each pair needs: the threshold, or about that of the nearest neighbour of either.

    Where two workshops of a plan differ by a topic alone, a third topic next year is a new workshop and neither of
    them reworded. `scores` are those between the plans; those within each plan are worked out here.
    """
    rows = [max(pair) for pair in zip(map(_nearest, scores), _neighbours(old, settings), strict=True)]
    columns = [_nearest(column) for column in zip(*scores, strict=True)]
    columns = [max(pair) for pair in zip(columns, _neighbours(new, settings), strict=True)]
    return [[max(settings.threshold, min(max(a, b) - settings.leeway, settings.enough)) for b in columns] for a in rows]


def _neighbours(plan: Sequence[Activity], settings: MatchSettings) -> list[float]:
    """For each activity, how alike the most similar other one of its own plan is, those in the same words aside."""
    return [_nearest(row) for row in similarities(plan, plan, settings)]


def _nearest(scores: Iterable[float]) -> float:
    return max((score for score in scores if score < 1), default=0.0)


def _gain(old: Activity, new: Activity, score: float, settings: MatchSettings) -> float:
    """What pairing the two is worth; 0 where they are different numbers of a series.

    The same wording outweighs any two other pairs that could be had for it. Among those that are alike, the period
    decides, then the ticks, then the place in the table.
    """
    if score < 1 and _other_number(old, new):
        return 0.0
    gain = 2.0 if score == 1 else score - settings.threshold + settings.leeway
    gain += settings.same_period * _period_closeness(old, new)
    gain += 0.002 * (old.purposes == new.purposes)
    return gain + 0.001 / (1 + abs(old.position - new.position))


def _other_number(old: Activity, new: Activity) -> bool:
    """Whether the two are different numbers of a series: Guide #3 is no rewording of Guide #2."""
    numbers, others = _series_numbers(old), _series_numbers(new)
    return bool(numbers and others and not numbers & others)


def _series_numbers(activity: Activity) -> set[str]:
    known = {str(activity.profile.series_number)} - {"None"}
    return known or {match[1] for match in NUMBERED.finditer(activity.activity)}


def _period_closeness(old: Activity, new: Activity) -> float:
    """1 for the same period, less the further the first quarters are apart; 0 where that can't be told.

    The distance is squared, so that of several that moved none overtakes another.
    """
    if (old.quarters, old.period) == (new.quarters, new.period):
        return 1.0
    if not old.quarters or not new.quarters:
        return 0.0
    return (9 - (min(old.quarters) - min(new.quarters)) ** 2) / 18


def assign(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Row and column indexes of the one-to-one assignment with the largest total gain; pairs that gain 0 are left out.

    Args:
        gains: a matrix, one row an item of the left side, one column an item of the right side, none negative.
    """
    import lap  # type: ignore[import-untyped]  # noqa: PLC0415  # loaded only where plans are compared
    import numpy as np  # noqa: PLC0415

    matrix = np.asarray(gains, dtype=np.float64)
    _, columns, _ = lap.lapjv(matrix.max(initial=0.0) - matrix, extend_cost=True)
    return [(row, int(column)) for row, column in enumerate(columns) if column >= 0 and gains[row][column] > 0]
