"""From workplans to SQLite, CSV, a workbook and a data package."""

from workplan_extract.store.metadata import metadata
from workplan_extract.store.restore import published_files, read_workplans
from workplan_extract.store.trust_rows import ActivityLinkRow, CorrectionRow, ReviewRow
from workplan_extract.store.write import write_output

__all__ = [
    "ActivityLinkRow",
    "CorrectionRow",
    "ReviewRow",
    "metadata",
    "published_files",
    "read_workplans",
    "write_output",
]
