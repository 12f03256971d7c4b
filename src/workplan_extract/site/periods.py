"""Quarters and half-years, as the site's pages name and count them."""

from collections.abc import Iterable

# One row an activity and period: `Q1` to `Q4`, `H1`, `H2`, and `-` where the plan does not say.
SPANS_SQL = """
  SELECT q.activity_id, 'Q' || q.quarter AS span FROM activity_quarters q
  UNION ALL
  SELECT a.id, coalesce(a.period, '-') FROM activities a WHERE a.quarter = ''
"""

NAMES = {
    "Q1": "Quarter 1",
    "Q2": "Quarter 2",
    "Q3": "Quarter 3",
    "Q4": "Quarter 4",
    "H1": "First half",
    "H2": "Second half",
    "-": "No period",
}


def span_columns(spans: Iterable[str]) -> list[tuple[str, str]]:
    """Key and label of the periods that occur, in the order of the year; all four quarters where any occurs."""
    found = set(spans)
    if any(span.startswith("Q") for span in found):
        found |= {"Q1", "Q2", "Q3", "Q4"}
    if found & {"H1", "H2"}:
        found |= {"H1", "H2"}
    return [(span, span if span != "-" else "No period") for span in NAMES if span in found]


def period_name(quarter: str, period: str | None) -> str:
    """`1` → `Quarter 1`; `1;3` → `Quarters 1 and 3`; `H1` → `First half`; nothing → `No period given`."""
    numbers = [number for number in quarter.split(";") if number]
    if len(numbers) == 1:
        return f"Quarter {numbers[0]}"
    if numbers:
        return f"Quarters {', '.join(numbers[:-1])} and {numbers[-1]}"
    return NAMES.get(period or "", "No period given")
