"""What the sources say of a place: ISO codes and coordinates, and which source that is."""

from functools import lru_cache

from pydantic import Field

from workplan_extract.models import Frozen, LocationKind
from workplan_extract.vocabulary.cities import cities_named, cities_source, cities_translated
from workplan_extract.vocabulary.city_index import City
from workplan_extract.vocabulary.places import country_by_code


class PlaceFacts(Frozen):
    """Codes and coordinates of a place; empty where no source knows it."""

    alpha2: str = Field(default="", description="ISO 3166-1 alpha-2 code")
    alpha3: str = Field(default="", description="ISO 3166-1 alpha-3 code")
    latitude: float | None = Field(default=None, description="Degrees north; of a country its capital's")
    longitude: float | None = Field(default=None, description="Degrees east; of a country its capital's")
    source: str = Field(default="", description="Where the coordinates come from")
    geonames_id: int | None = Field(default=None, description="GeoNames number of the city")


@lru_cache(maxsize=4096)
def place_facts(location: str, kind: LocationKind, country: str) -> PlaceFacts:
    """A location by its canonical name → what is known of it; a region has neither code nor coordinates."""
    row = country_by_code().get(country)
    if kind == "region" or row is None:
        return PlaceFacts()
    if kind == "country":
        return PlaceFacts(
            alpha2=row.alpha2, alpha3=row.alpha3, latitude=row.latitude, longitude=row.longitude, source=row.source
        )
    city = _city(location, country)
    if city is None:
        return PlaceFacts(alpha2=row.alpha2, alpha3=row.alpha3)
    return PlaceFacts(
        alpha2=row.alpha2,
        alpha3=row.alpha3,
        latitude=city.latitude,
        longitude=city.longitude,
        source=cities_source(),
        geonames_id=city.geonames_id,
    )


def _city(name: str, country: str) -> City | None:
    translated = (city for city in cities_translated(name) if city.country == country)
    return next(iter(cities_named(name, country)), None) or next(translated, None)
