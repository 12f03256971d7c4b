"""Cells of columns that name organisations or places by their title: Partners, Lead, Funded by, Venue."""

from workplan_extract.models import ColumnKind, Tagged
from workplan_extract.tagging.document import DocumentNames
from workplan_extract.tagging.runs import Sentence


def cell_to_tagged(text: str, kind: ColumnKind, sentence: Sentence, names: DocumentNames, home: str) -> Tagged:
    """A cell → the organisations or places that it lists, without offsets."""
    return Tagged(text=text)
