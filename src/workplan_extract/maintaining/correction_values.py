"""How a cell of an activity is written in `corrections.csv`, and read from there. Pure.

purposes, quarters    2;4
topics                border management; fisheries
period                H1
page, series_number   7
organisation          Name | role                      or   Name | role | words as printed
location              Name | kind | code | role        or   Name | kind | code | role | words as printed
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, get_args

from pydantic import ValidationError

from workplan_extract.errors import first_error
from workplan_extract.models import Activity, LocationMention, OrganisationMention, Period, Profile

PARTS = {"organisation": ("name", "role"), "location": ("name", "kind", "country code", "role")}


def check_value(field: str, text: str) -> None:
    """Whether a value can be read.

    Raises:
        ValueError: it can't; the message says how it is written.
    """
    try:
        CHECKS.get(field, _check_other)(field, text)
    except ValidationError as error:
        raise ValueError(f"{text!r}: {first_error(error, slice(1))}") from error


def _check_numbers(_: str, text: str) -> None:
    parse_numbers(text)


def _check_quarters(_: str, text: str) -> None:
    if not set(parse_numbers(text)) <= {1, 2, 3, 4}:
        raise ValueError(f"{text!r}: quarters are 1 to 4, with ; between")


def _check_period(_: str, text: str) -> None:
    if text not in ("", *get_args(Period)):
        raise ValueError(f"{text!r}: a period is {' or '.join(get_args(Period))}")


def _check_page(_: str, text: str) -> None:
    if not re.fullmatch(r"[1-9]\d*", text):
        raise ValueError(f"{text!r}: a page is a number from 1")


def _check_name(field: str, text: str) -> None:
    if text:
        NAMES[field][2](text, "", None)


def _check_other(field: str, text: str) -> None:
    if field in Profile.model_fields:
        Profile.model_validate({field: parse_profile(field, text)})


CHECKS: dict[str, Callable[[str, str], None]] = {
    "purposes": _check_numbers,
    "quarters": _check_quarters,
    "period": _check_period,
    "page": _check_page,
    "organisation": _check_name,
    "location": _check_name,
}


def parse_numbers(text: str) -> tuple[int, ...]:
    """`2;4` → (2, 4), ascending.

    Raises:
        ValueError: there is something else than numbers from 1.
    """
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if not all(re.fullmatch(r"[1-9]\d?", part) for part in parts):
        raise ValueError(f"{text!r}: write numbers with ; between, such as 2;4")
    return tuple(sorted({int(part) for part in parts}))


def parse_profile(field: str, text: str) -> str | int | tuple[str, ...] | None:
    """A value of the activity's profile."""
    if field == "topics":
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if field == "series_number":
        if text and not text.isdecimal():
            raise ValueError(f"{text!r}: a number, or nothing")
        return int(text) if text else None
    return text


def show(activity: Activity, field: str) -> str:
    """What stands in a cell, as it is written in the file."""
    if field in ("purposes", "quarters"):
        return ";".join(map(str, getattr(activity, field)))
    if field == "topics":
        return ";".join(activity.profile.topics)
    value = getattr(activity.profile if field in Profile.model_fields else activity, field)
    return "" if value is None else str(value)


def split_parts(field: str, text: str) -> list[str]:
    """`Name | role` → its parts; the words as printed may stand at the end.

    Raises:
        ValueError: there are too few or too many.
    """
    parts = [part.strip() for part in text.split("|")]
    names = PARTS[field]
    if not len(names) <= len(parts) <= len(names) + 1 or not parts[0]:
        raise ValueError(f"{text!r}: write {' | '.join(names)}, or {' | '.join((*names, 'words as printed'))}")
    return parts


def without_mention(field: str, text: str) -> str:
    """The name with its role and kind, as `show_organisation` and `show_location` give it."""
    return " | ".join(split_parts(field, text)[: len(PARTS[field])]) if text else ""


def show_organisation(one: OrganisationMention) -> str:
    """`World Health Organization | partner`."""
    return f"{one.organisation} | {one.role}"


def show_location(one: LocationMention) -> str:
    """`Hanoi | city | VN | venue`; a region has no code: `Pacific | region |  | focus`."""
    return f"{one.location} | {one.kind} | {one.country} | {one.role}"


def parse_organisation(text: str, activity: str, earlier: OrganisationMention | None) -> OrganisationMention:
    """One organisation as written; its place in the text is looked up, or taken over from what stood there."""
    name, role, *mention = split_parts("organisation", text)
    return OrganisationMention.model_validate(
        {"organisation": name, "role": role, "source": "ruling", **place_of(mention, name, activity, earlier)}
    )


def parse_location(text: str, activity: str, earlier: LocationMention | None) -> LocationMention:
    """One place as written; its place in the text is looked up, or taken over from what stood there."""
    name, kind, country, role, *mention = split_parts("location", text)
    if not re.fullmatch(r"[A-Z]{2}" if kind != "region" else "", country):
        raise ValueError(f"{text!r}: a city or country has two capitals for its country, such as VN; a region has none")
    own = {"location": name, "kind": kind, "country": country, "role": role}
    return LocationMention.model_validate({**own, **place_of(mention, name, activity, earlier)})


def place_of(
    mention: Sequence[str], name: str, activity: str, earlier: OrganisationMention | LocationMention | None
) -> dict[str, object]:
    """The words as printed, and where they stand in the activity."""
    if not mention and earlier:
        return {"mention": earlier.mention, "start": earlier.start, "end": earlier.end}
    words = mention[0] if mention else name
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", activity)
    return {"mention": words, "start": match.start() if match else None, "end": match.end() if match else None}


# Field of the file → field of the activity, how one is written, and how one is read.
NAMES: dict[str, tuple[str, Callable[[Any], str], Callable[[str, str, Any], Any]]] = {
    "organisation": ("organisations", show_organisation, parse_organisation),
    "location": ("locations", show_location, parse_location),
}


def period_dates(
    activities: Iterable[Activity], quarters: Sequence[int], period: str | None
) -> tuple[date | None, date | None]:
    """First and last day of a period, counted from any activity of the plan whose own period has dates."""
    start = next((year_start(one) for one in activities if one.starts_on and (one.quarters or one.period)), None)
    months = [(quarter - 1) * 3 for quarter in quarters] or ([0, 3] if period == "H1" else [6, 9] if period else [])
    if start is None or not months:
        return None, None
    return add_months(start, min(months)), add_months(start, max(months) + 3) - timedelta(days=1)


def year_start(activity: Activity) -> date | None:
    """First day of the plan's year, from an activity's period."""
    if activity.starts_on is None:
        return None
    before = (min(activity.quarters) - 1) * 3 if activity.quarters else 6 * (activity.period == "H2")
    return add_months(activity.starts_on, -before)


def add_months(day: date, months: int) -> date:
    """The first of a month, so many months on."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
