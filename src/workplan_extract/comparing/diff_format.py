"""A comparison of two plans as text for people, and as JSON and CSV for programs. Pure."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from workplan_extract.comparing.diff import Link, Names, Piece, PlanDiff, Side
from workplan_extract.models import Document

COLUMNS = (
    "old_document", "new_document", "outcome", "changes", "score", "old", "new", "old_period", "new_period",
    "old_purposes", "new_purposes", "old_activity", "new_activity", "words", "organisations_gained",
    "organisations_lost", "locations_gained", "locations_lost",
)  # fmt: skip


def diffs_to_json(diffs: Sequence[PlanDiff]) -> str:
    """One object for two plans, an array of objects for two runs over several."""
    if len(diffs) == 1:
        return diffs[0].model_dump_json(indent=2)
    return "[" + ",\n".join(diff.model_dump_json(indent=2) for diff in diffs) + "]"


def diffs_to_csv(diffs: Iterable[PlanDiff]) -> str:
    """One row an activity, unchanged ones as well."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(link_to_cells(diff, link) for diff in diffs for link in diff.links)
    return stream.getvalue().removesuffix("\n")


def link_to_cells(diff: PlanDiff, link: Link) -> dict[str, str]:
    """The CSV row of one activity; lists have `; ` between, purposes `;`."""
    cells = {
        "old_document": diff.old.id,
        "new_document": diff.new.id,
        "outcome": link.outcome,
        "changes": ";".join(link.changes),
        "score": "" if link.score is None else f"{link.score:g}",
        "words": words_to_text(link.words),
        "organisations_gained": "; ".join(link.organisations.gained),
        "organisations_lost": "; ".join(link.organisations.lost),
        "locations_gained": "; ".join(link.locations.gained),
        "locations_lost": "; ".join(link.locations.lost),
    }
    return cells | _side_cells("old", link.old) | _side_cells("new", link.new)


def _side_cells(name: str, side: Side | None) -> dict[str, str]:
    if side is None:
        return dict.fromkeys((name, f"{name}_period", f"{name}_purposes", f"{name}_activity"), "")
    return {
        name: side.id,
        f"{name}_period": side.period,
        f"{name}_purposes": ";".join(map(str, side.purposes)),
        f"{name}_activity": side.activity,
    }


def words_to_text(pieces: Iterable[Piece]) -> str:
    """As wdiff writes it: `delivery of [-a virtual-] {+an online+} workshop`."""
    brackets = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    return " ".join(f"{brackets[one.kind][0]}{one.text}{brackets[one.kind][1]}" for one in pieces)


def diffs_to_text(diffs: Iterable[PlanDiff]) -> str:
    """For people: the figures, then every activity that is not as it was."""
    return "\n\n".join(map(diff_to_text, diffs))


def diff_to_text(diff: PlanDiff) -> str:
    """One comparison; activities that stayed as they were are only counted."""
    counts = diff.counts
    lines = [
        f"{document_name(diff.old)} -> {document_name(diff.new)}",
        f"  {counts.kept} kept, {counts.reworded} reworded, {counts.moved} moved, {counts.ticks} with other ticks, "
        f"{counts.added} added, {counts.dropped} dropped",
    ]
    if diff.is_empty:
        return "\n".join([*lines, "  No difference in activities, ticks or names."])
    for title, links in sections(diff):
        lines += ["", f"{title} ({len(links)})", *(line for link in links for line in link_to_lines(link))]
    lines += _purpose_lines(diff)
    lines += _name_lines("Partners", diff.partners)
    lines += _name_lines("Places", diff.locations)
    return "\n".join(lines)


def sections(diff: PlanDiff) -> list[tuple[str, list[Link]]]:
    """Links under the heading that says most of them; each stands once, empty headings are left out."""
    titles: dict[str, Callable[[Link], bool]] = {
        "Added": lambda link: link.outcome == "added",
        "Dropped": lambda link: link.outcome == "dropped",
        "Reworded": lambda link: "reworded" in link.changes,
        "Moved to another period": lambda link: "moved" in link.changes,
        "Ticks changed": lambda link: "ticks" in link.changes,
        "Names changed": lambda link: link.outcome == "changed",
    }
    rest = list(diff.links)
    found = []
    for title, belongs in titles.items():
        links = [link for link in rest if belongs(link)]
        rest = [link for link in rest if not belongs(link)]
        found += [(title, links)] if links else []
    return found


def link_to_lines(link: Link) -> list[str]:
    """An activity with what changed in it."""
    old, new = link.old, link.new
    if old is None or new is None:
        side = old or new
        return [f"  {side.id} (page {side.page})  {side.activity}"] if side else []
    text = words_to_text(link.words) if link.words else new.activity
    lines = [f"  {old.id} -> {new.id} (page {new.page}, likeness {link.score:.2f})", f"      {text}"]
    if "moved" in link.changes:
        lines.append(f"      period: {old.period or 'none'} -> {new.period or 'none'}")
    if "ticks" in link.changes:
        lines.append(f"      ticks: {_numbers(old.purposes)} -> {_numbers(new.purposes)}")
    for names in (link.organisations, link.locations):
        lines += [f"      - {name}" for name in names.lost] + [f"      + {name}" for name in names.gained]
    return lines


def document_name(document: Document) -> str:
    """`rso-2022 (Annual Workplan 2022)`."""
    return f"{document.id} ({document.title or document.file})"


def _numbers(purposes: Iterable[int]) -> str:
    return ", ".join(map(str, purposes)) or "none"


def _purpose_lines(diff: PlanDiff) -> list[str]:
    if not diff.purposes:
        return []
    lines = [f"  {change.old or 'none'} -> {change.new or 'none'}  {change.title}".rstrip() for change in diff.purposes]
    return ["", "Purposes renumbered, new or gone", *lines]


def _name_lines(title: str, names: Names) -> list[str]:
    lines = [f"  - {name}" for name in names.lost] + [f"  + {name}" for name in names.gained]
    return ["", f"{title} gained and lost", *lines] if lines else []
