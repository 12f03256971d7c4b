"""`workplan-extract review`: a plan and its PDF → one HTML file that needs nothing else."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from workplan_extract.maintaining.maintained import Maintained
from workplan_extract.models import Workplan
from workplan_extract.reading.pictures import PictureSettings, draw_pages, page_sizes
from workplan_extract.reading.spots import place_mentions
from workplan_extract.review.view import ReviewView, workplan_to_view

# Pages with rows are drawn to be read, the others to be glanced at; a long report is glanced at more coarsely.
CLOSE = PictureSettings(scale=2.0, quality=50)
GLANCE = PictureSettings(scale=0.8, quality=45)
FAR = PictureSettings(scale=0.35, quality=35)
FEW_PAGES = 40


def review_html(workplan: Workplan, pdf: Path, maintained: Maintained) -> str:
    """The page, as text.

    Args:
        workplan: the plan as it was read from `pdf`.
        pdf: the PDF.
        maintained: corrections and reviews that are there already.

    Raises:
        NotAPdfError, EncryptedError: the PDF can't be opened.
    """
    spots = place_mentions(pdf, workplan.activities)
    sizes = page_sizes(pdf)
    pictures = draw_pages(pdf, page_settings(workplan, len(sizes)))
    images = [data_uri(picture.media_type, picture.content) for picture in pictures]
    return render(workplan_to_view(workplan, sizes, images, spots, maintained))


def page_settings(workplan: Workplan, pages: int) -> list[PictureSettings]:
    """How each page is drawn."""
    close = {region.page for activity in workplan.activities for region in activity.regions}
    close |= {finding.page for finding in workplan.findings if finding.page and finding.level != "info"}
    other = GLANCE if pages <= FEW_PAGES else FAR
    return [CLOSE if number in close else other for number in range(1, pages + 1)]


def data_uri(media_type: str, content: bytes) -> str:
    """Bytes as an address that holds them."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def render(view: ReviewView) -> str:
    """The view as HTML; everything that comes from the PDF is escaped."""
    style, script = asset("review.css"), asset("review.js")
    policy = content_policy([style], [script])
    return environment().get_template("review.html").render(view=view, style=style, script=script, policy=policy)


def content_policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """A content security policy: the file's own style and script, pictures it holds, and nothing else."""
    return (
        f"default-src 'none'; img-src data:; style-src {' '.join(map(source_hash, styles))}; "
        f"script-src {' '.join(map(source_hash, scripts))}; base-uri 'none'; form-action 'none'"
    )


def source_hash(text: str) -> str:
    """A text's hash as a content security policy writes it (CSP level 2)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def asset(name: str) -> str:
    """A file of `templates/`, as text."""
    return resources.files("workplan_extract.review").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """Jinja with escaping on, and an unknown name an error."""
    return Environment(
        loader=PackageLoader("workplan_extract.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
