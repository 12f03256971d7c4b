"""Towns, provinces and islands that no list holds, where a sentence places them: after "in", before ", Country"."""

from functools import lru_cache
from typing import NamedTuple

from workplan_extract.models import LocationKind
from workplan_extract.tagging.hits import PlaceEntry
from workplan_extract.tagging.runs import Sentence, read_run
from workplan_extract.tagging.wordsets import place_sets, word_sets
from workplan_extract.vocabulary import (
    BorderTown,
    border_towns,
    cities_named,
    cities_translated,
    english_name,
    is_english,
    is_large_city,
    name_to_city_key,
    subdivisions,
)

_MAX_WORDS = 6
_INNER = frozenset(
    (
        *("de", "la", "el", "es", "del", "do", "da", "dos", "das", "los", "las", "of", "al", "en", "the"),
        *("ez", "ar", "as", "ad", "an", "az", "ul", "ash", "am", "ya", "-", "'s", "'", ".", "upon", "sur"),
    )
)
_AFTER_HYPHEN = frozenset(("a", "au", "aux", "e", "i", "in", "on", "les", "lez", "sous", "si"))
"""Small words that belong to a name with hyphens alone: "Pointe-à-Pitre", "Mazar-i-Sharif"."""
_LARGE = 100_000
_SMALL = 15_000
_HAMLET = 2_000
"""With fewer people a place is not taken for the province of its name: Alabama, New York."""
_SHORT = 3
_MAX_UNLISTED = 3
_ACRONYM = 4


class Town(NamedTuple):
    """A town, or a province or island without a town of that name, in words `start` to `end` (exclusive)."""

    start: int
    end: int
    location: str
    kind: LocationKind
    country: str


class TownContext(NamedTuple):
    """Which countries settle a town's homonyms: those that the sentence names, then the publisher's."""

    named: tuple[str, ...]
    home: str
    takes_unknown: bool = True
    """Whether a name that no list knows is a town if its country stands beside it."""
    takes_translations: bool = False
    """Whether a name may be another language's: dear to look up, so only after "in" and the like."""


def read_town(sentence: Sentence, start: int, context: TownContext) -> Town | None:
    """The longest name of a town, province or island that starts at `start`."""
    line = sentence.line
    after = _country_after(sentence, start)
    for end in range(min(start + _MAX_WORDS, len(line.words)), start, -1):
        if not _may_end(sentence, start, end):
            continue
        name = _spoken(line.slice(start, end))
        countries = (after,) if after and _end_of_words(sentence, start) == end else ()
        if not countries and end - start == 1 and is_plain_word(sentence, start):
            continue
        found = name_to_town(name, countries or context.named, context.home, bool(countries) and context.takes_unknown)
        if not found and context.takes_translations and end == _end_of_words(sentence, start):
            found = _translated(name, countries or context.named, context.home)
        if found:
            return Town(start, end, *found)
    return None


def _spoken(name: str) -> str:
    """A town's name in capitals, as in a sentence all in capitals → in ordinary case."""
    return name.title() if name.isupper() and len(name) > _ACRONYM else name


def _translated(name: str, countries: tuple[str, ...], home: str) -> tuple[str, LocationKind, str] | None:
    """A city under another of its names, in a country that the sentence names or the publisher's, else the largest."""
    cities = cities_translated(name)
    fits = [city for country in (*sorted(countries), home) for city in cities if city.country == country]
    city = next(iter([*fits, *cities]), None)
    return (english_name(city, name), "city", city.country) if city else None


def _may_end(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a town's name may be the words from `start` to `end`: they end a run of capitals."""
    line = sentence.line
    if not (line.capitals[end - 1] or line.words[end - 1] in (".", "'s", "’s")):
        return False
    if (line.capitals[end] and not _is_facility(sentence, end)) or any(
        not _is_inner(sentence, index) for index in range(start, end)
    ):
        return False
    return not (line.touches(end) and line.words[end : end + 1] == ["-"])


def _is_facility(sentence: Sentence, index: int) -> bool:
    """`Isebania OSBPs`: an acronym for what stands at a border or airport, after its town."""
    return sentence.line.norms[index] in word_sets().facilities


def _is_inner(sentence: Sentence, index: int) -> bool:
    line = sentence.line
    return (
        line.capitals[index]
        or (line.norms[index] in _INNER and (line.norms[index] != "-" or line.touches(index)))
        or (line.norms[index] in _AFTER_HYPHEN and line.norms[index - 1] == "-")
    )


def _end_of_words(sentence: Sentence, start: int) -> int:
    end = start
    while end < len(sentence.line.words) and _is_inner(sentence, end):
        end += 1
    return end


def _country_after(sentence: Sentence, start: int) -> str:
    """The country in ", Country" or "(Country)" right after the words from `start`."""
    end = _end_of_words(sentence, start)
    if end + 1 < len(sentence.line.words) and sentence.line.words[end] in (",", "("):
        place = sentence.place_at.get(end + 1)
        if place is None or place.entry.kind == "region":
            return _country_of_province(sentence, line_name(sentence, start, end), end + 1)
        if place and place.start == end + 1 and place.entry.kind == "country" and not place.entry.is_adjective:
            return country_of_state(line_name(sentence, start, end), place.entry) or place.entry.country
    return ""


def has_country_after(sentence: Sentence, start: int) -> bool:
    """Whether a capitalised name at `start` has its country beside it: "Managua, Nicaragua"."""
    return sentence.line.capitals[start] and bool(_country_after(sentence, start))


def _country_of_province(sentence: Sentence, town: str, index: int) -> str:
    """`San Diego, California`: the country of the province at `index`, if the town is there too; else empty."""
    name = line_name(sentence, index, read_run(sentence, index).end) if sentence.line.capitals[index] else ""
    if not name or not town or name_to_city_key(name) not in subdivisions() or is_large_city(name, _LARGE):
        return ""
    return next((code for code in subdivisions()[name_to_city_key(name)] if cities_named(town, code)), "")


def read_unlisted(sentence: Sentence, start: int) -> int:
    """The end of a name at `start` that no list knows and that looks like a place's, not like a body's or topic's.

    0 where none is: it holds an acronym, a noun for bodies, titles or fields of work, or nothing but English words.
    """
    line, end = sentence.line, _end_of_words(sentence, start)
    while end > start and not line.capitals[end - 1]:
        end -= 1
    names = [index for index in range(start, end) if line.capitals[index]]
    if not 0 < len(names) <= _MAX_UNLISTED or not _may_end(sentence, start, end):
        return 0
    if any(index in sentence.place_at or index in sentence.organisation_at for index in names):
        return 0
    if any(is_plain_word(sentence, index) or len(line.norms[index]) < _SHORT for index in names):
        return 0
    return 0 if all(is_english(line.norms[index]) for index in names) else end


def line_name(sentence: Sentence, start: int, end: int) -> str:
    """The words of a name as printed; empty where there are none."""
    return sentence.line.slice(start, end) if start < end else ""


def country_of_state(town: str, entry: PlaceEntry) -> str:
    """`Savannah, Georgia`: the country of a state that is called as another country is; empty if that one is meant."""
    states = subdivisions().get(name_to_city_key(entry.name), ())
    others = [country for country in states if country != entry.country and cities_named(town, country)]
    return others[0] if town and others and not cities_named(town, entry.country) else ""


def province_after(sentence: Sentence, index: int, country: str) -> Town | None:
    """`Montería, Córdoba`: what follows a town after a comma, if it is a province of its country and no town there."""
    line, end = sentence.line, _end_of_words(sentence, index)
    if end == index or (line.norms[end : end + 1] == [","] and end + 1 not in sentence.place_at):
        return None
    if line.norms[end : end + 1] in (["and"], ["or"]) or line.norms[index - 1] != ",":
        return None
    name = line.slice(index, end)
    is_town = any(city.population >= _LARGE // 2 for city in cities_named(name, country))
    is_province = country in subdivisions().get(name_to_city_key(name), ()) and not is_town
    return Town(index, end, name, "region", "") if is_province else None


def is_plain_word(sentence: Sentence, index: int) -> bool:
    """Whether a single word is so common that it needs its country beside it to be a town."""
    norm, words = sentence.line.norms[index], word_sets()
    return (
        norm in words.generics
        or norm in words.portfolios
        or norm in words.openers
        or norm in words.titles
        or norm in words.heads
        or norm in words.common
        or norm in words.tongues
        or sentence.line.words[index] in place_sets().nouns
        or sentence.line.shapes[index] == "acronym"
    )


@lru_cache(maxsize=16_384)
def name_to_town(
    name: str, countries: tuple[str, ...], home: str, is_sure: bool
) -> tuple[str, LocationKind, str] | None:
    """A name → (location, kind, alpha-2 code), settled by the countries that the sentence names.

    With `is_sure` the country stands beside the name, so an unknown name is a town of it.
    """
    post = border_towns().get(name_to_city_key(name))
    for country in (*sorted(countries), home):
        city = next(iter(cities_named(name, country)), None) if country else None
        if city:
            return english_name(city, name), "city", city.country
        if post and country in post.countries:
            return _name_of_post(post, name), "city", country
        if country and country in subdivisions().get(name_to_city_key(name), ()):
            return _capital_of(name, (country,)) or (name, "region", "")
    if is_sure:
        return _unknown_with_country(name, countries[0])
    return _anywhere(name, post)


def _name_of_post(post: BorderTown, printed: str) -> str:
    """A border town's usual name for another spelling of it, else as printed."""
    return printed if name_to_city_key(printed) == name_to_city_key(post.name) else post.name


def _unknown_with_country(name: str, country: str) -> tuple[str, LocationKind, str]:
    """A name beside its country that no list knows: a region if it says so, else a town."""
    return (name, "region", "") if _says_region(name) else (name, "city", country)


def _says_region(name: str) -> bool:
    """`Northern Region`, `Rift Valley`: capitalised words before a noun for a region."""
    words = name.split()
    return len(words) > 1 and words[-1] in place_sets().nouns and all(word[0].isupper() for word in words)


def _anywhere(name: str, post: BorderTown | None) -> tuple[str, LocationKind, str] | None:
    """A name without a country → the largest city of that name, else the border town, or the province or island."""
    largest = next(iter(cities_named(name)), None)
    if post and (largest is None or largest.population < _SMALL):
        return _name_of_post(post, name), "city", post.countries[0]
    divided = subdivisions().get(name_to_city_key(name), ())
    is_town = largest is not None and largest.population >= _HAMLET
    if largest and (largest.population >= _LARGE or not divided or (is_town and largest.country in divided)):
        return english_name(largest, name), "city", largest.country
    if divided or _says_region(name):
        return _capital_of(name, divided) or (name, "region", "")
    return None


def _capital_of(name: str, countries: tuple[str, ...]) -> tuple[str, LocationKind, str] | None:
    """A province's name → its town of that name, which GeoNames may spell otherwise: Kurigram, Gedaref."""
    city = next((city for city in cities_translated(name) if city.country in countries), None)
    return (english_name(city, name), "city", city.country) if city else None
