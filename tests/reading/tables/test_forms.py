"""The state of form checkboxes, by appearance and value."""

from types import SimpleNamespace
from typing import Any

import pytest
from pdfminer.psparser import LIT

from workplan_extract.reading.forms import page_to_fields
from workplan_extract.reading.geometry import Box


def _states(*widgets: dict[str, Any]) -> list[bool | None]:
    annots = [{"FT": LIT("Btn"), "Rect": [0, 0, 10, 10]} | widget for widget in widgets]
    page: Any = SimpleNamespace(annots=annots, mediabox=(0, 0, 100, 100))
    return [field.is_on for field in page_to_fields(page, Box, 0)]


@pytest.mark.parametrize(
    ("widget", "state"),
    [
        ({"AS": LIT("Yes"), "V": LIT("Yes")}, True),
        ({"AS": LIT("Off"), "V": LIT("Off")}, False),
        ({"AS": LIT("Yes")}, True),
        ({"V": LIT("On")}, True),
        ({}, False),
        ({"AS": LIT("Off"), "V": LIT("Yes")}, None),
        ({"AS": LIT("Yes"), "V": LIT("Off")}, None),
        ({"AS": LIT("Off"), "Parent": {"V": LIT("2")}}, False),
        ({"AS": LIT("2"), "Parent": {"V": LIT("2")}}, True),
    ],
)
def test_a_checkbox_is_on_off_or_contradictory(widget: dict[str, Any], state: bool | None) -> None:
    assert _states(widget) == [state]
