"""What a run found, in a few lines for a person. Pure."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from workplan_extract.models import Workplan


def summarise(workplans: Sequence[Workplan], output: Path) -> str:
    """A paragraph a plan, then where the results are."""
    return "\n".join([*map(summarise_plan, workplans), f"Written to {output}{'/' if output.name else ''}"])


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
