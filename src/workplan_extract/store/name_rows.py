"""The rows of the tables of organisations and places, and of where activities name them."""

from typing import Literal

from pydantic import Field

from workplan_extract.models import (
    Frozen,
    LocationKind,
    LocationMention,
    LocationRole,
    OrganisationMention,
    Role,
    Source,
)
from workplan_extract.store.rows import ACTIVITY, LISTED, NTH, said

AliasSource = Literal["registry", "plan"]


class OrganisationRow(Frozen):
    """An organisation that some activity names."""

    organisation: str = Field(description=said(OrganisationMention, "organisation"))
    slug: str = Field(description="Its full name in a form that is safe in addresses")
    acronym: str = Field(description="Its acronym, from the registry or else from the plan's glossary")
    aliases: str = Field(description="Its other names" + LISTED)
    kind: str = Field(description="What kind of body it is, e.g. intergovernmental, NGO, government body")
    country: str = Field(description="ISO 3166-1 alpha-2 code of its country; empty for an international body")
    website: str = Field(description="Its website, without the protocol")
    note: str = Field(description="What a reader should know of its name")


class OrganisationAliasRow(Frozen):
    """Another name of an organisation."""

    organisation: str = Field(description="The organisation")
    alias: str = Field(description="Another name of it")
    source: AliasSource = Field(description="registry (known beforehand) or plan (printed in an activity)")


class ActivityOrganisationRow(Frozen):
    """An organisation in an activity, with its role."""

    activity_id: str = Field(description=ACTIVITY)
    position: int = Field(description=NTH)
    organisation: str = Field(description=said(OrganisationMention, "organisation"))
    role: Role = Field(description=said(OrganisationMention, "role"))
    mention: str = Field(description=said(OrganisationMention, "mention"))
    start_char: int | None = Field(description=said(OrganisationMention, "start"))
    end_char: int | None = Field(description=said(OrganisationMention, "end"))
    source: Source = Field(description=said(OrganisationMention, "source"))


class LocationRow(Frozen):
    """A place that some activity names."""

    id: str = Field(description="Stable name of the place: viet-nam, hanoi-vn, pacific-region")
    location: str = Field(description=said(LocationMention, "location"))
    kind: LocationKind = Field(description=said(LocationMention, "kind"))
    country: str = Field(description=said(LocationMention, "country"))
    country_name: str = Field(description="ISO 3166 short name of the country; empty for a region")
    country_aliases: str = Field(description="Other names of the country" + LISTED)
    alpha3: str = Field(description="ISO 3166-1 alpha-3 code of the country; empty for a region")
    latitude: float | None = Field(description="Latitude of a point for it on a map, in degrees north")
    longitude: float | None = Field(description="Longitude of that point, in degrees east")
    coordinates_source: str = Field(description="Where the point is taken from")
    geonames_id: int | None = Field(description="Its number at geonames.org")


class ActivityLocationRow(Frozen):
    """A place in an activity, with its role."""

    activity_id: str = Field(description=ACTIVITY)
    position: int = Field(description=NTH)
    location: str = Field(description=said(LocationMention, "location"))
    kind: LocationKind = Field(description=said(LocationMention, "kind"))
    country: str = Field(description=said(LocationMention, "country"))
    location_id: str = Field(description="The place that is named")
    role: LocationRole = Field(description=said(LocationMention, "role"))
    mention: str = Field(description=said(LocationMention, "mention"))
    start_char: int | None = Field(description=said(LocationMention, "start"))
    end_char: int | None = Field(description=said(LocationMention, "end"))
