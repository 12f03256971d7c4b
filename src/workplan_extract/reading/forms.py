"""Form checkboxes and radio buttons of a page."""

from collections.abc import Callable, Iterator
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from workplan_extract.reading.geometry import Box
from workplan_extract.reading.paths import Field

Placer = Callable[[float, float, float, float], Box]


def page_to_fields(page: PDFPage, place: Placer, rotation: int) -> Iterator[Field]:
    """The page's button widgets with their state; `place` maps pdfminer's layout box to the view's."""
    annotations = resolve1(page.annots) if page.annots else []
    for reference in annotations or []:
        widget = resolve1(reference)
        if isinstance(widget, dict) and _name(_inherited(widget, "FT")) == "Btn" and "Rect" in widget:
            rect = [float(resolve1(number)) for number in resolve1(widget["Rect"])]
            yield Field(place(*_turned(rect, page.mediabox, rotation)), _is_on(widget))


def _is_on(widget: dict[str, Any]) -> bool | None:
    """By the appearance that is shown, else by the value; None where a field of one box has both and they differ."""
    state, value = (_name(resolve1(widget.get(key))) for key in ("AS", "V"))
    if state and value and (state == "Off") != (value == "Off"):
        return None
    return (state or _name(_inherited(widget, "V")) or "Off") != "Off"


def _inherited(widget: dict[str, Any], key: str) -> object:
    """A field's entry, from the widget or from its parents."""
    node: object = widget
    for _ in range(16):
        if not isinstance(node, dict):
            return None
        if key in node:
            return resolve1(node[key])
        node = resolve1(node.get("Parent"))
    return None


def _name(value: object) -> str:
    name = getattr(value, "name", value)
    return name.decode("latin-1") if isinstance(name, bytes) else str(name or "")


def _turned(rect: list[float], mediabox: Any, rotation: int) -> tuple[float, float, float, float]:
    """A box of the unrotated page → pdfminer's layout coordinates, as its `process_page` turns content."""
    mx0, my0, mx1, my1 = mediabox
    corners = [(rect[0], rect[1]), (rect[2], rect[3])]
    moves: dict[int, Callable[[float, float], tuple[float, float]]] = {
        0: lambda x, y: (x - mx0, y - my0),
        90: lambda x, y: (y - my0, mx1 - x),
        180: lambda x, y: (mx1 - x, my1 - y),
        270: lambda x, y: (my1 - y, x - mx0),
    }
    (ax, ay), (bx, by) = (moves.get(rotation % 360, moves[0])(*corner) for corner in corners)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
