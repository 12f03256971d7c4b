"""What a run found, in a few lines for a person. Pure."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from workplan_extract.models import Workplan

MANY = 50


def summarise(plans: Sequence[str], output: Path) -> str:
    """A paragraph a plan, of many plans their number, then where the results are."""
    told = plans if len(plans) <= MANY else [f"{len(plans):,} plans; what needs a look is in the table findings"]
    return "\n".join([*told, f"Written to {output}{'/' if output.name else ''}"])


def summarise_plan(workplan: Workplan) -> str:
    """The figures of one plan; what needs a look comes with its place."""
    document = workplan.document
    lines = [
        f"{document.title or document.file} ({document.publisher_acronym or document.publisher}), "
        f"{document.file}, {document.pages} pages",
        f"  {len(workplan.activities)} activities: {_by_period(workplan)}",
        f"  {sum(len(one.purposes) for one in workplan.activities)} ticks for {len(workplan.purposes)} purposes",
        f"  {len(_names(workplan, 'organisations', 'organisation'))} organisations, "
        f"{len(_names(workplan, 'locations', 'location'))} places",
        f"  {_levels(workplan)}",
    ]
    lines += [
        f"    {finding.level} {finding.code}{_place(finding.page, finding.activity)}: {finding.message}"
        for finding in workplan.findings
        if finding.level != "info"
    ]
    return "\n".join(lines)


def _by_period(workplan: Workplan) -> str:
    counts = Counter(
        one.period or "+".join(f"Q{quarter}" for quarter in one.quarters) or "no period" for one in workplan.activities
    )
    return ", ".join(f"{count} in {period}" for period, count in counts.items()) or "none"


def _names(workplan: Workplan, mentions: str, name: str) -> set[str]:
    return {getattr(mention, name) for one in workplan.activities for mention in getattr(one, mentions)}


def _levels(workplan: Workplan) -> str:
    counts = Counter(finding.level for finding in workplan.findings)
    parts = [f"{counts[level]} {level}" for level in ("error", "warning", "info") if counts[level]]
    return f"{len(workplan.findings)} findings" + (f": {', '.join(parts)}" if parts else "")


def _place(page: int | None, activity: str | None) -> str:
    places = [*([f"page {page}"] if page else []), *([activity] if activity else [])]
    return f" ({', '.join(places)})" if places else ""


def compare_plans(plan: Workplan, earlier: Workplan | None) -> str:
    """The figures of a plan beside those of the publisher's plan before it."""
    rows = [("", plan.document.id, earlier.document.id if earlier else "no plan before")]
    figures = plan_figures(plan)
    before = plan_figures(earlier) if earlier else {}
    rows += [(name, str(count), str(before.get(name, ""))) for name, count in figures.items()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        f"  {name:<{widths[0]}}  {now:>{widths[1]}}  {then:>{widths[2]}}".rstrip() for name, now, then in rows
    )


def plan_figures(plan: Workplan) -> dict[str, int]:
    """What there is of each kind in a plan."""
    levels = Counter(finding.level for finding in plan.findings)
    return {
        "pages": plan.document.pages,
        "activities": len(plan.activities),
        "ticks": sum(len(one.purposes) for one in plan.activities),
        "unsure marks": sum(mark.state == "unsure" for one in plan.activities for mark in one.marks),
        "purposes": len(plan.purposes),
        "organisations": len(_names(plan, "organisations", "organisation")),
        "places": len(_names(plan, "locations", "location")),
        "errors": levels["error"],
        "warnings": levels["warning"],
    }


# Worth knowing in any plan, and worth a look in a new one: an alias may be missing.
NEW_NAME = "organisation-unknown"


def first_looks(plan: Workplan, most: int = 10) -> list[str]:
    """What to look at first, a line each: errors, then warnings, then names that nobody has heard of."""
    looks = [one for one in plan.findings if one.level != "info" or one.code == NEW_NAME]
    urgent = sorted(looks, key=lambda one: ("error", "warning", "info").index(one.level))
    lines = [f"  {one.level} {one.code}{_place(one.page, one.activity)}: {one.message}" for one in urgent[:most]]
    return lines + ([f"  and {len(urgent) - most} more"] if len(urgent) > most else [])
