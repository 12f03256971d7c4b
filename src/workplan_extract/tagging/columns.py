"""Cells of columns that name organisations or places by their title: Partners, Lead, Funded by, Venue.

A cell is read as the sentence that its column's title makes of it: "In partnership with …", "in …".
"""

import re
from collections.abc import Iterable, Iterator

from workplan_extract.models import ColumnKind, LocationMention, OrganisationMention, Remark, Role, Tagged

_BREAKS = re.compile(r"\s*[;|•▪\n]\s*|\s+/\s+|\s{2,}")
_OPENINGS: dict[ColumnKind, str] = {
    "partners": "In partnership with ",
    "lead": "Led by ",
    "funder": "Funded by ",
    "location": "Workshop in ",
}
_ROLES: dict[ColumnKind, Role] = {"partners": "partner", "lead": "partner", "funder": "funder"}


def cell_to_sentences(text: str, kind: ColumnKind) -> Iterator[str]:
    """A cell → a sentence for each of its entries; none for a column that names neither organisation nor place.

    A venue is also read without what stands before a comma: "Hotel Bellevue, Nairobi".
    """
    opening = _OPENINGS.get(kind)
    if opening is None:
        return
    for entry in filter(None, _BREAKS.split(text.strip())):
        yield opening + entry
        if kind == "location" and "," in entry:
            yield opening + entry.split(",", 1)[1].strip()


def found_to_tagged(text: str, kind: ColumnKind, found: Iterable[Tagged]) -> Tagged:
    """A cell's sentences, tagged → the cell: the column's role, no offsets, one row an organisation or place."""
    organisations: dict[str, OrganisationMention] = {}
    locations: dict[tuple[str, str], LocationMention] = {}
    remarks: dict[str, Remark] = {}
    role = _ROLES.get(kind)
    for tagged in found:
        for mention in tagged.organisations if role else ():
            placeless = mention.model_copy(update={"role": role, "start": None, "end": None})
            organisations.setdefault(mention.organisation, placeless)
        for place in tagged.locations:
            update = {"role": "venue" if kind == "location" else "focus", "start": None, "end": None}
            locations.setdefault((place.location, place.kind), place.model_copy(update=update))
        remarks.update({remark.message: remark for remark in tagged.remarks if role})
    return Tagged(
        text=text,
        organisations=tuple(organisations.values()),
        locations=tuple(locations.values()),
        remarks=tuple(remarks.values()),
    )
