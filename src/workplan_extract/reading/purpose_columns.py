"""The purposes that the tick columns stand for, with what the plan's own section says of them."""

import re
from collections.abc import Sequence

from workplan_extract.models import Purpose, Remark
from workplan_extract.reading.columns import Columns
from workplan_extract.reading.lexicon import is_purpose_group
from workplan_extract.reading.purpose_text import PurposeWords

COUNTED = re.compile(r"(?P<word>[A-Za-z .]*?)[\s.#-]*(\d{1,2}|[IVX]{1,4}|[A-L])(?![A-Za-z0-9])[\s.:)–-]*(?P<name>.*)")


def merge_purposes(
    purposes: Sequence[Purpose], tables: Sequence[Columns], written: PurposeWords | None
) -> tuple[tuple[Purpose, ...], list[Remark]]:
    """The purposes of the plan's own section, in the order of the tick columns; from the header where there is none.

    `written` are the purposes that cells name in words, where no column of marks is there.
    """
    titles = {column.number: column.title for columns in tables for column in columns if column.kind == "purpose"}
    told = {purpose.number: purpose for purpose in purposes}
    remarks = []
    if written is not None and not titles:
        titles = dict(written.names)
        remarks += _assumed(written)
    numbers = sorted(titles)
    if told and numbers and sorted(told) != numbers:
        message = f"the plan describes purposes {sorted(told)}, its tables have columns {numbers}"
        remarks.append(Remark(code="purposes-differ", message=message))
    if told and not numbers:
        message = f"the plan describes purposes {sorted(told)}, its tables have no column for them"
        remarks.append(Remark(code="purposes-differ", message=message))
    merged = [
        told.get(number) or Purpose(number=number, title=title_to_name(titles[number]), description="")
        for number in numbers
    ]
    extra = [purpose for number, purpose in told.items() if number not in titles]
    return tuple(sorted([*merged, *extra], key=lambda purpose: purpose.number)), remarks


def _assumed(written: PurposeWords) -> list[Remark]:
    """A doubt where the cells alone tell which purposes there are."""
    if written.is_told or not any(written.names.values()):
        return []
    names = "; ".join(f"{number} {name}" for number, name in written.names.items())
    message = f"no section lists the purposes; they are numbered as they first come: {names}"
    return [Remark(code="purposes-differ", message=message)]


def title_to_name(title: str) -> str:
    """A column's title without what counts it: `Goal 2: Health` → `Health`; empty where it only counts."""
    match = COUNTED.fullmatch(title.strip())
    if match and (len(match["word"].strip()) <= 3 or is_purpose_group(match["word"].strip())):
        return match["name"].strip()
    return title.strip()
