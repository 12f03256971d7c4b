"""Plans as a browser prints them: HTML → PDF by Chromium, where it is installed."""

import base64
import html
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from tests.factory import fonts, words
from tests.factory.content import Wanted, make_plan
from tests.factory.design import Design
from tests.factory.layout import plan_to_sheet
from tests.factory.markup import Piece, Word, text_to_paragraphs
from tests.factory.plan import QUARTERS, Activity, Case, Plan

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SVG = (
    '<svg width="11" height="11" viewBox="0 0 11 11">'
    '<path d="M1 6 L4 9 L10 1" fill="none" stroke="#134" stroke-width="1.8"/></svg>'
)
SHY = "\u00ad"


@dataclass(frozen=True)
class WebDesign:
    """One look of a printed web page."""

    name: str
    rules: Literal["grid", "horizontal", "zebra", "none"] = "grid"
    tick: Literal["check", "svg", "css", "checkbox", "filled", "yes"] = "check"
    repeat_header: bool = True
    cut_rows: bool = True
    rotated: bool = False
    label: Literal["number", "name"] = "number"
    band: bool = False
    hyphens: bool = False
    justified: bool = False
    landscape: bool = False
    size: int = 11
    activities: int = 26
    purposes: int = 4


DESIGNS = (
    WebDesign("web-grid-check-repeated", justified=True, hyphens=True),
    WebDesign("web-hairlines-svg-once", rules="horizontal", tick="svg", repeat_header=False, label="name"),
    WebDesign("web-zebra-css-rotated", rules="zebra", tick="css", rotated=True, label="name", purposes=6),
    WebDesign("web-band-checkbox", tick="checkbox", band=True, repeat_header=False, cut_rows=False),
    WebDesign("web-none-yes-wide", rules="none", tick="yes", landscape=True, hyphens=True),
    WebDesign("web-grid-filled", tick="filled", purposes=5, justified=True),
)


def browser() -> str | None:
    """The Chromium to print with, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def _css(design: WebDesign) -> str:
    font = base64.b64encode(fonts.mark_font("marks")).decode()
    rules = {
        "grid": "td, th { border: 1px solid #567; }",
        "horizontal": "tr { border-bottom: 1px solid #abc; }",
        "zebra": "tbody tr:nth-child(even) { background: #eaf1f6; }",
        "none": "",
    }[design.rules]
    return f"""
    @font-face {{ font-family: marks; src: url(data:font/ttf;base64,{font}); }}
    @page {{ size: A4 {"landscape" if design.landscape else "portrait"}; margin: 20mm 18mm; }}
    body {{ font: {design.size}pt/1.35 "DejaVu Sans", sans-serif; -webkit-print-color-adjust: exact; }}
    h1 {{ font-size: 20pt; }} h2 {{ font-size: 14pt; break-after: avoid; }}
    table {{ border-collapse: collapse; width: 100%; margin-bottom: 8mm; }}
    thead {{ display: {"table-header-group" if design.repeat_header else "table-row-group"}; }}
    thead {{ background: #0b3c5d; color: #fff; }}
    tr {{ break-inside: {"auto" if design.cut_rows else "avoid"}; }}
    th, td {{ padding: 5px 6px; vertical-align: middle; }}
    td.text {{ text-align: {"justify" if design.justified else "left"}; hyphens: manual; }}
    th.tick, td.tick {{ width: {"26px" if design.rotated else "34px"}; text-align: center; }}
    th.name {{ font-size: 7pt; width: 62px; }}
    span.turned {{ display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg); }}
    span.turned {{ font-size: 8pt; height: 90px; }}
    i.mark {{ font: normal 11pt marks; }}
    i.drawn {{ display: inline-block; width: 4px; height: 9px; transform: rotate(40deg); }}
    i.drawn {{ border: solid #134; border-width: 0 2px 2px 0; }}
    td.full {{ background: #2e7d32; }} tr.band td {{ background: #d5e0ea; font-weight: bold; }}
    sup {{ font-size: 65%; }}
    {rules}
    """


def _tick(design: WebDesign, *, ticked: bool) -> str:
    if design.tick == "checkbox":
        return f'<td class="tick"><input type="checkbox"{" checked" if ticked else ""}></td>'
    inner = {"check": '<i class="mark">✓</i>', "svg": SVG, "css": '<i class="drawn"></i>', "yes": "Yes", "filled": ""}
    kind = "tick full" if ticked and design.tick == "filled" else "tick"
    return f'<td class="{kind}">{inner[design.tick] if ticked else ""}</td>'


def _word(word: Word, design: WebDesign) -> str:
    return "".join(_piece(piece, design) for piece in word)


def _piece(piece: Piece, design: WebDesign) -> str:
    if piece.style != "normal":
        return f"<sup>{html.escape(piece.text)}</sup>"
    text = piece.text
    if design.hyphens and len(text) >= 9 and text.isalpha():
        text = f"{text[:4]}{SHY}{text[4:]}"
    return html.escape(text)


def _paragraphs(text: str, design: WebDesign) -> str:
    parts = text_to_paragraphs(text.replace("* ", "• "))
    return "<br>".join(" ".join(_word(word, design) for word in part) for part in parts)


def _row(activity: Activity, design: WebDesign, count: int) -> str:
    ticks = "".join(_tick(design, ticked=n in activity.purposes) for n in range(1, count + 1))
    return f'<tr><td class="text">{_paragraphs(activity.text, design)}</td>{ticks}</tr>'


def _head(plan: Plan, design: WebDesign) -> str:
    kind = "turned" if design.rotated else "name" if design.label == "name" else ""
    titles = [words.purpose_label(design.label, n, title) for n, (title, _) in enumerate(plan.purposes, 1)]
    turned = [f'<span class="turned">{t}</span>' if design.rotated else t for t in titles]
    labels = "".join(f'<th class="tick {kind}">{title}</th>' for title in turned)
    span = f'<th colspan="{len(titles)}">Strategic Purpose</th>'
    return f'<thead><tr><th rowspan="2" align="left">Activity</th>{span}</tr><tr>{labels}</tr></thead>'


def plan_to_html(plan: Plan, design: WebDesign) -> str:
    """The page."""
    body, head, count = [], _head(plan, design), len(plan.purposes)
    for group in QUARTERS:
        rows = "".join(_row(plan.activities[i], design, count) for i in plan.under(group, halves=False))
        title = words.period_heading(0, group, plan.year, plan.first_month, halves=False)
        if design.band:
            body.append(f'<tr class="band"><td colspan="{count + 1}">{title}</td></tr>{rows}')
        else:
            body.append(f"<h2>{title}</h2><table>{head}<tbody>{rows}</tbody></table>")
    inner = f"<table>{head}<tbody>{''.join(body)}</tbody></table>" if design.band else "".join(body)
    title = f"<p>{plan.publisher}</p><h1>{plan.title} {plan.year}</h1><p>{words.PROSE[0]}</p>"
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{_css(design)}</style>{title}{inner}</html>'


def design_to_case(design: WebDesign, chromium: str, folder: Path, profile: Path, *, seed: int = 5) -> Case:
    """Print one; a profile that is there already saves seconds.

    On which page a row comes to stand is the browser's affair, so pages are not judged.
    """
    plan = make_plan(Wanted(seed, design.purposes, design.activities), Design())
    page, pdf = folder / "plan.html", folder / "printed.pdf"
    page.write_text(plan_to_html(plan, design), encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
               f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", page.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    _, rows = plan_to_sheet(plan, Design())
    return Case(design.name, pdf.read_bytes(), tuple(replace(r, page=None, pages=()) for r in rows), design.purposes)
