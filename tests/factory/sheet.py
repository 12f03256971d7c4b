"""A drawing, engine aside: pages of items in points from the top left corner, as a reader sees them."""

from dataclasses import dataclass, field
from typing import Literal

Layer = Literal["ground", "rule", "words", "marks"]
Op = tuple[str, tuple[float, ...]]


@dataclass(frozen=True)
class Text:
    """A string drawn in one go; `y` is its baseline, `angle` counter-clockwise degrees about (x, y)."""

    page: int
    x: float
    y: float
    text: str
    font: str
    size: float
    colour: str = "#1a1a1a"
    angle: int = 0
    spacing: float = 0.0
    layer: Layer = "words"
    column: int = 0


@dataclass(frozen=True)
class Path:
    """A path of m, l, c and h operators, filled or stroked."""

    page: int
    ops: tuple[Op, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.5
    layer: Layer = "rule"
    column: int = 0


@dataclass(frozen=True)
class Box:
    """A filled rectangle (operator `re`)."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    fill: str
    layer: Layer = "ground"
    column: int = 0


@dataclass(frozen=True)
class Picture:
    """A small picture; `shows` is one of `painters.PICTURES`."""

    page: int
    x: float
    top: float
    side: float
    shows: str = "tick"
    layer: Layer = "marks"
    column: int = 0


@dataclass(frozen=True)
class Checkbox:
    """A form field."""

    page: int
    x: float
    top: float
    side: float
    checked: bool
    name: str
    layer: Layer = "marks"
    column: int = 0


Item = Text | Path | Box | Picture | Checkbox


@dataclass
class Sheet:
    """Pages of one size; `pages` grows as items are put on them."""

    width: float
    height: float
    pages: int = 0
    items: list[Item] = field(default_factory=list)

    def add(self, *items: Item) -> None:
        """Put items on their pages."""
        for item in items:
            self.pages = max(self.pages, item.page)
            self.items.append(item)


def line(page: int, start: tuple[float, float], end: tuple[float, float], width: float, colour: str) -> Path:
    """A straight stroke."""
    return Path(page, (("m", start), ("l", end)), stroke=colour, width=width)
