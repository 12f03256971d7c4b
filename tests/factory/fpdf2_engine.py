"""A drawing → PDF with fpdf2: other operators, other fonts (Type 0, two bytes a glyph), other order of resources."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path as File
from tempfile import TemporaryDirectory

from fpdf import FPDF

from tests.factory import fonts
from tests.factory.design import Design
from tests.factory.painters import picture_png
from tests.factory.reportlab_engine import ordered
from tests.factory.sheet import Box, Item, Path, Picture, Sheet, Text

UNUSABLE = {"form", "wingdings"}


@contextmanager
def _font_files() -> Iterator[list[File]]:
    """The fonts as files, which is how fpdf2 takes them, as long as they are needed."""
    with TemporaryDirectory(prefix="factory-fonts-") as folder:
        fonts_by_name = {f"embedded{'-bold' * bold}": fonts.body_font(bold=bold) for bold in (False, True)}
        fonts_by_name |= {name: fonts.mark_font(name) for name in fonts.MARK_FONTS}
        for name, content in fonts_by_name.items():
            (File(folder) / f"{name}.ttf").write_bytes(content)
        yield sorted(File(folder).glob("*.ttf"))


def sheet_to_pdf(sheet: Sheet, design: Design) -> bytes:
    """Draw every page; the design's fonts are `embedded` and its ticks none of `UNUSABLE`."""
    with _font_files() as paths:
        pdf = FPDF(unit="pt", format=(sheet.width, sheet.height))
        pdf.set_auto_page_break(auto=False)
        pdf.set_creation_date(datetime(2022, 1, 1, tzinfo=UTC))
        for path in paths:
            pdf.add_font(path.stem, fname=path)
        for page in range(1, sheet.pages + 1):
            pdf.add_page()
            for item in ordered((i for i in sheet.items if i.page == page), design):
                _draw(pdf, item)
        return bytes(pdf.output())


def _draw(pdf: FPDF, item: Item) -> None:
    match item:
        case Text():
            _draw_text(pdf, item)
        case Path():
            _draw_path(pdf, item)
        case Box():
            pdf.set_fill_color(item.fill)
            pdf.rect(item.x0, item.top, item.x1 - item.x0, item.bottom - item.top, style="F")
        case Picture():
            pdf.image(BytesIO(picture_png(item.shows)), item.x, item.top, item.side, item.side)
        case _:
            raise ValueError(f"fpdf2 draws no {type(item).__name__}")


def _draw_text(pdf: FPDF, item: Text) -> None:
    core = item.font == "zapf"
    pdf.set_font("zapfdingbats" if core else item.font, size=item.size)
    pdf.set_text_color(item.colour)
    pdf.set_char_spacing(item.spacing)
    text = item.text.replace("✔", "4") if core else item.text
    if item.angle:
        with pdf.rotation(item.angle, item.x, item.y):
            pdf.text(item.x, item.y, text)
    else:
        pdf.text(item.x, item.y, text)


def _draw_path(pdf: FPDF, item: Path) -> None:
    with pdf.new_path() as path:
        path.style.fill_color = item.fill
        path.style.stroke_color = item.stroke
        path.style.stroke_width = item.width
        path.style.auto_close = False
        for operator, numbers in item.ops:
            match operator:
                case "m":
                    path.move_to(*numbers)
                case "l":
                    path.line_to(*numbers)
                case "c":
                    path.curve_to(*numbers)
                case _:
                    path.close()
