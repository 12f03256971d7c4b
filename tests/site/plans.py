"""Plans for the site's tests: one that means harm, and the next year's plan of the same publisher."""

from typing import Any

from tests.store.factory import make_activity, make_workplan
from workplan_extract.models import Workplan

SCRIPT = '<script>document.title = "taken"</script><img src=x onerror=alert(1)>'
FORMULA = '=HYPERLINK("http://evil.example/", "prize")'


def organisation(name: str, mention: str, text: str) -> dict[str, Any]:
    start = text.index(mention)
    return {
        "mention": mention, "organisation": name, "role": "partner", "start": start, "end": start + len(mention),
        "source": "grammar",
    }  # fmt: skip


def hostile_plans() -> list[Workplan]:
    """Two plans of one publisher, full of what a browser or a spreadsheet would run if it were let."""
    return [hostile_plan(2022), hostile_plan(2023)]


def hostile_plan(year: int) -> Workplan:
    document = f"rso-{year}"
    text = f"With {SCRIPT} and a friend, a workshop in {year}"
    activities = [
        make_activity(
            f"{document}-q1-01", text, position=1, purposes=[1], organisations=[organisation(SCRIPT, SCRIPT, text)],
        ),
        make_activity(f"{document}-q1-02", FORMULA, position=2, purposes=[1]),
        make_activity(f"{document}-q1-03", "A plain meeting, with O'Brien & \"Søren\"", position=3),
    ]  # fmt: skip
    return make_workplan(
        document, year, activities=activities,
        purposes=[{"number": 1, "title": f"Purpose {SCRIPT}", "description": FORMULA}],
        sections=[{"position": 1, "heading": SCRIPT, "level": 1, "text": f"{SCRIPT} narrative", "page": 1}],
        glossary=[{"acronym": "XSS", "expansion": SCRIPT}],
        findings=[{"level": "warning", "code": "formula-like", "message": SCRIPT, "page": 4,
                   "activity": f"{document}-q1-02"}],
    )  # fmt: skip
