"""How a plan looks: independent options, each of them something that a publisher does."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Rules = Literal["grid", "rects", "horizontal", "zebra", "none"]
Label = Literal["number", "name", "numbered_name", "roman", "letter", "purpose_n", "so_n"]
Text = Literal["plain", "ligatures", "soft", "u2010", "hard", "justified", "spaced", "chars"]
Tick = Literal[
    "check", "heavy", "ballot", "emoji", "root", "disc", "bullet", "capital_x", "small_x", "cross", "yes", "y",
    "wingdings", "wingdings_pua", "wingdings_latin", "wingdings2", "webdings_latin", "symbol_pua", "zapf",
    "icon_font", "stroke", "path", "image", "filled", "form",
    "boxes", "check_or_cross", "yes_or_no", "y_or_n", "x_or_dash", "disc_or_ring", "root_and_x", "wingdings_boxes",
    "drawn_boxes", "picture_or_cross", "picture_boxes",
]  # fmt: skip
Decoy = Literal[
    "logo", "chevron", "bullet", "notes", "total", "legend", "footer", "header",
    "budget_table", "purposes_table", "contents", "text_x",
]  # fmt: skip
Extra = Literal["number", "partners", "location", "lead", "budget"]

FAMILIES: dict[str, tuple[Tick, ...]] = {
    "unicode": ("check", "heavy", "ballot", "emoji", "root", "disc", "bullet"),
    "letter": ("capital_x", "small_x", "cross", "yes", "y"),
    "mapped_font": ("wingdings_pua", "wingdings_latin", "wingdings2", "webdings_latin", "symbol_pua", "zapf",
                    "icon_font"),
    "unmapped_font": ("wingdings",),
    "drawn": ("stroke", "path"),
    "image": ("image", "picture_or_cross", "picture_boxes"),
    "filled": ("filled",),
    "form": ("form",),
    "pair": (
        "boxes", "check_or_cross", "yes_or_no", "y_or_n", "x_or_dash", "disc_or_ring", "root_and_x", "wingdings_boxes",
        "drawn_boxes",
    ),
}  # fmt: skip


class Design(BaseModel):
    """One look. Every default is the plainest choice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: Literal["reportlab", "fpdf2"] = "reportlab"
    rules: Rules = "grid"
    gap: Literal["wide", "tight"] = "wide"
    header_rows: Literal[1, 2, 3] = 2
    header_style: Literal["reversed", "plain", "bare"] = "reversed"
    header_capitals: bool = False
    label: Label = "number"
    rotated_labels: Literal["", "up", "down"] = ""
    tick: Tick = "check"
    middle_aligned: bool = False
    tick_at: Literal["first", "middle", "last"] = "middle"
    tick_across: Literal["centre", "left", "right"] = "centre"
    ticks_first: bool = False
    extras: tuple[Extra, ...] = ()
    quarters: Literal["heading", "band", "half", "columns", "columns_only", "months"] = "heading"
    wording: int = Field(default=0, ge=0)
    flow: Literal["page_each", "running", "abreast"] = "running"
    repeat_header: bool = True
    cut_rows: bool = True
    continued_logo: bool = False
    continued_title: bool = False
    paper: Literal["A4", "Letter"] = "A4"
    landscape: bool = False
    rotate: Literal[0, 90, 180, 270] = 0
    turn: Literal[0, 90, 270] = 0
    crop: bool = False
    scale: Literal[1, 10] = 1
    text: Text = "plain"
    font: Literal["sans", "serif", "embedded"] = "sans"
    size: float = Field(default=9, ge=6, le=14)
    note_signs: Literal["123", "*†‡", "abc"] = "123"
    decoys: frozenset[Decoy] = frozenset()
    order: Literal["natural", "shuffled", "marks_first", "columns"] = "natural"
    seed: int = 0

    @model_validator(mode="after")
    def _is_drawable(self) -> "Design":
        if self.tick == "form" and (self.rotate or self.turn or self.scale != 1 or self.engine != "reportlab"):
            raise ValueError("checkboxes are drawn upright only")
        if self.engine == "fpdf2" and (self.rotate or self.turn or self.crop or self.scale != 1):
            raise ValueError("fpdf2 draws upright pages only")
        if self.engine == "fpdf2" and (self.tick == "wingdings" or self.font != "embedded"):
            raise ValueError("fpdf2 draws embedded fonts with a map to Unicode only")
        return self

    @property
    def in_columns(self) -> bool:
        """Whether columns of marks tell when, rather than headings."""
        return self.quarters in {"columns", "columns_only", "months"}

    @property
    def reversed_text(self) -> bool:
        """Whether the header is white on colour."""
        return self.header_style == "reversed"
