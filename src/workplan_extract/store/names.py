"""Organisations and places, gathered over all plans while their rows are made, so that each stands once."""

import hashlib
from collections.abc import Hashable, Iterable
from itertools import count

from workplan_extract.models import GlossaryEntry, LocationMention, OrganisationMention
from workplan_extract.records import slug
from workplan_extract.store.facts import organisation_facts, point_of
from workplan_extract.store.name_rows import AliasSource, LocationRow, OrganisationAliasRow, OrganisationRow
from workplan_extract.store.rows import Rows

Place = tuple[str, str, str]
"""Name, kind and alpha-2 code of the country."""


class Ids:
    """Readable names, each given once: a key always gets the same, and two keys never share one."""

    def __init__(self) -> None:
        self._given: dict[Hashable, str] = {}
        self._taken: set[str] = set()

    def of(self, key: Hashable, wanted: str) -> str:
        """The id of a key: as wanted, or with a number where another key has it already (`rso-2022-p2-2`)."""
        if key not in self._given:
            choices = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
            self._given[key] = next(choice for choice in choices if choice not in self._taken)
            self._taken.add(self._given[key])
        return self._given[key]


class Names:
    """What the plans name, with its ids. Grows with the number of different names, not with the number of plans."""

    def __init__(self) -> None:
        self._place_ids = Ids()
        self._printed: dict[str, set[str]] = {}
        self._places: dict[Place, str] = {}
        self._acronyms: dict[str, str] = {}

    def note_glossary(self, entries: Iterable[GlossaryEntry]) -> None:
        """Remember acronyms for organisations that the registry knows none of; the first plan's entry counts."""
        for entry in entries:
            self._acronyms.setdefault(entry.expansion, entry.acronym)

    def organisation(self, mention: OrganisationMention) -> str:
        """The full name of the organisation that is named, which is its key."""
        self._printed.setdefault(mention.organisation, set()).add(mention.mention)
        return mention.organisation

    def place(self, mention: LocationMention) -> str:
        """The id of the place that is named: `viet-nam`, `hanoi-vn`, `pacific-region`."""
        place = (mention.location, mention.kind, mention.country)
        ending = {"city": f"-{mention.country.lower()}", "country": "", "region": "-region"}[mention.kind]
        self._places[place] = self._place_ids.of(place, _slug_or_hash(mention.location) + ending)
        return self._places[place]

    def rows(self) -> Rows:
        """The rows of `organisations`, `organisation_aliases` and `locations`, in the order of their keys."""
        aliases = {name: self._alias_rows(name) for name in sorted(self._printed)}
        slugs = Ids()
        places = sorted((id_, place) for place, id_ in self._places.items())
        return {
            "organisations": [
                self._organisation_row(name, slugs.of(name, _slug_or_hash(name)), known)
                for name, known in aliases.items()
            ],
            "organisation_aliases": [row for known in aliases.values() for row in known],
            "locations": [_location_row(id_, place) for id_, place in places],
        }

    def _acronym(self, name: str) -> str:
        return organisation_facts(name).acronym or self._acronyms.get(name, "")

    def _alias_rows(self, name: str) -> list[OrganisationAliasRow]:
        known = organisation_facts(name)
        sources: dict[str, AliasSource] = dict.fromkeys(known.names, "registry")
        for printed in (self._acronym(name), *sorted(self._printed[name])):
            sources.setdefault(printed, "plan")
        return [
            OrganisationAliasRow(organisation=name, alias=alias, source=source)
            for alias, source in sorted(sources.items())
            if alias and alias != name
        ]

    def _organisation_row(self, name: str, address: str, aliases: list[OrganisationAliasRow]) -> OrganisationRow:
        known, acronym = organisation_facts(name), self._acronym(name)
        return OrganisationRow(
            organisation=name,
            slug=address,
            acronym=acronym,
            aliases="; ".join(row.alias for row in aliases if row.alias != acronym),
            kind=known.kind,
            country=known.country,
            website=known.website,
            note=known.note,
        )


def _location_row(id_: str, place: Place) -> LocationRow:
    location, kind, country = place
    known = point_of(location, kind, country)
    return LocationRow.model_validate(
        {
            "id": id_,
            "location": location,
            "kind": kind,
            "country": country,
            "country_name": location if kind == "country" else known.country_name,
            "country_aliases": "; ".join(known.country_aliases),
            "alpha3": known.alpha3,
            "latitude": known.latitude,
            "longitude": known.longitude,
            "coordinates_source": known.source,
            "geonames_id": known.geonames_id,
        }
    )


def _slug_or_hash(name: str) -> str:
    """A readable id; a name without a Latin letter has none, and gets a stable one."""
    return slug(name) or hashlib.sha256(name.encode()).hexdigest()[:12]
