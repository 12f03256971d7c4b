"""What is known of organisations and places beyond what the plans print. Look-ups in the vocabulary."""

from functools import cache

from workplan_extract.models import Frozen
from workplan_extract.vocabulary.cities import cities_named, cities_source
from workplan_extract.vocabulary.organisations import Organisation, organisations
from workplan_extract.vocabulary.places import country_by_code


class Point(Frozen):
    """A point for a place and the codes of its country; empty where nobody knows."""

    country_name: str = ""
    country_aliases: tuple[str, ...] = ()
    alpha3: str = ""
    latitude: float | None = None
    longitude: float | None = None
    source: str = ""
    geonames_id: int | None = None


def organisation_facts(name: str) -> Organisation:
    """What the registry knows of an organisation, by its full name or an alias; the bare name if nothing."""
    return _registry().get(name.casefold()) or Organisation(organisation=name)


@cache
def _registry() -> dict[str, Organisation]:
    """Every name → its organisation; an official name wins over another organisation's alias."""
    listed = organisations()
    aliases = {alias.casefold(): one for one in reversed(listed) for alias in one.names}
    return aliases | {one.organisation.casefold(): one for one in listed}


def point_of(location: str, kind: str, country: str) -> Point:
    """Where a place lies. `country` is its alpha-2 code."""
    known = country_by_code().get(country)
    if known is None:
        return Point()
    codes = Point(country_name=known.short_name, country_aliases=known.names[1:], alpha3=known.alpha3)
    if kind == "country":
        return codes.model_copy(update=known.model_dump(include={"latitude", "longitude", "source"}))
    return codes.model_copy(update=_city_point(location, country))


def _city_point(location: str, country: str) -> dict[str, object]:
    """The most populous city of that name in the country; nothing where GeoNames has none."""
    for city in cities_named(location, country)[:1]:
        source = f"{cities_source()}, {city.name}"
        return {
            "latitude": city.latitude,
            "longitude": city.longitude,
            "source": source,
            "geonames_id": city.geonames_id,
        }
    return {}
