"""What became of each activity in the publisher's next plan: rows of the table `activity_links`. Pure."""

from collections.abc import Iterator

from workplan_extract.comparing.diff import PlanDiff, diff_workplans
from workplan_extract.comparing.diff_format import words_to_text
from workplan_extract.comparing.succession import successive
from workplan_extract.running.shelf import Shelf
from workplan_extract.store import ActivityLinkRow


def link_plans(shelf: Shelf) -> Iterator[ActivityLinkRow]:
    """The links between each plan and its publisher's next one."""
    for earlier, later in successive(shelf.documents):
        yield from diff_to_rows(diff_workplans(shelf[earlier], shelf[later]))


def diff_to_rows(diff: PlanDiff) -> Iterator[ActivityLinkRow]:
    """One row a link, numbered in their order."""
    for number, link in enumerate(diff.links, 1):
        yield ActivityLinkRow(
            id=f"{diff.old.id}-{diff.new.id}-l{number:03d}",
            earlier_document_id=diff.old.id,
            later_document_id=diff.new.id,
            earlier_id=link.old.id if link.old else None,
            later_id=link.new.id if link.new else None,
            outcome=link.outcome,
            changes=";".join(link.changes),
            score=link.score,
            words=words_to_text(link.words),
        )
