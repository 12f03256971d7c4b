"""Measure everything in one run, as ratios: `python -m benchmarks.run [--documents 1 10 100] [--pages 10 100 300]`.

Writes `benchmarks/results/results.json`, `results.md` and `scaling.svg`. The corpora are made in a temporary folder.
"""

import argparse
import json
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.corpus import prose, report, write_plans
from benchmarks.judge import expected, judge_plan, judge_tables
from benchmarks.measure import Cost, cost_of
from benchmarks.page import draw, machine, to_markdown
from benchmarks.tools import installed

RESULTS = Path(__file__).parent / "results"
Row = dict[str, Any]


def run_over(pdfs: list[Path], output: Path, *options: str) -> Cost:
    """Our whole run, process start to finish."""
    return cost_of(sys.executable, "-m", "workplan_extract", "run", *map(str, pdfs), "--output", str(output), *options)


def other_tool(name: str, pdfs: list[Path]) -> Cost:
    """Another tool, in one process."""
    return cost_of(sys.executable, "-m", "benchmarks.tools", name, *map(str, pdfs))


def compare_tools(pdfs: list[Path], folder: Path) -> list[Row]:
    """All tools over the same plans: processor time against a plain pdfplumber pass, and what they got right."""
    ours = run_over(pdfs, folder / "ours")
    rows: list[Row] = [row_of("workplan-extract run", ours, *judged_ours(pdfs, folder / "ours"))]
    for name in installed():
        cost = other_tool(name, pdfs)
        found = json.loads(cost.output) if cost.status == 0 else {}
        right = [judge_tables(pdf, found.get(pdf.name, [])) for pdf in pdfs]
        rows.append(row_of(name, cost, sum(one for one, _ in right), sum(ticks for _, ticks in right)))
    base = next(row["cpu"] for row in rows if row["tool"] == "pdfplumber")
    total = sum(len(expected(pdf)) for pdf in pdfs)
    return [row | {"ratio": row["cpu"] / base, "of": total} for row in rows]


def row_of(name: str, cost: Cost, rows: int, ticks: int) -> Row:
    """A line of the comparison."""
    return {"tool": name, "cpu": cost.cpu, "peak": cost.peak, "rows": rows, "ticks": ticks, "status": cost.status}


def judged_ours(pdfs: list[Path], output: Path) -> tuple[int, int]:
    """Rows and ticks right in our database."""
    rows = ticks = 0
    query = "SELECT activity, purposes FROM activities JOIN documents d ON d.id = document_id WHERE d.file = ?"
    with closing(sqlite3.connect(output / "workplans.db")) as database:
        for pdf in pdfs:
            plan = [
                {"activity": text, "purposes": [int(number) for number in purposes.split(";") if number]}
                for text, purposes in database.execute(query, [pdf.name])
            ]
            right = judge_plan(pdf, plan)
            rows, ticks = rows + right[0], ticks + right[1]
    return rows, ticks


def long_report(folder: Path) -> Row:
    """A report of 300 pages with 6 of tables: against pypdfium2's text of all pages plus what the 6 pages cost."""
    whole, tables = folder / "report.pdf", folder / "tables.pdf"
    whole.write_bytes(report(300))
    tables.write_bytes(report(6))
    ours, alone = run_over([whole], folder / "report"), run_over([tables], folder / "tables")
    floor = other_tool("pypdfium2 text", [whole])
    return {"cpu": ours.cpu, "tables": alone.cpu, "floor": floor.cpu, "ratio": ours.cpu / (3 * floor.cpu + alone.cpu)}


def scale_pages(folder: Path, sizes: list[int]) -> list[Row]:
    """Time and memory against pages of one report."""
    rows = []
    for pages in sizes:
        path = folder / f"pages-{pages}.pdf"
        path.write_bytes(report(pages) if pages > 6 else prose(pages))
        cost = run_over([path], folder / f"out-pages-{pages}")
        rows.append({"pages": pages, "wall": cost.wall, "cpu": cost.cpu, "peak": cost.peak})
    return rows


def scale_documents(folder: Path, sizes: list[int]) -> list[Row]:
    """Time and memory against documents, with one and two jobs, and a second run over the same."""
    rows = []
    pdfs = list(write_plans(folder / "plans", max(sizes)))
    for count in sizes:
        for jobs in (1, 2):
            output = folder / f"out-{count}-{jobs}"
            first = run_over(pdfs[:count], output, "--jobs", str(jobs))
            second = run_over(pdfs[:count], output, "--jobs", str(jobs))
            rows.append(
                {
                    "documents": count, "jobs": jobs, "wall": first.wall, "cpu": first.cpu, "peak": first.peak,
                    "again": second.wall,
                }
            )  # fmt: skip
    return rows


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=20)
    parser.add_argument("--documents", type=int, nargs="*", default=[1, 10, 100, 1000])
    parser.add_argument("--pages", type=int, nargs="*", default=[10, 30, 100, 300, 1000])
    wanted = parser.parse_args()
    RESULTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pdfs = list(write_plans(folder / "plans", wanted.plans))
        single = compare_tools(pdfs[1:2], folder)[0]
        found = {
            "machine": machine(), "plans": wanted.plans, "one plan": single,
            "tools": compare_tools(pdfs, folder / "all"),
            "report": long_report(folder), "pages": scale_pages(folder, wanted.pages),
            "documents": scale_documents(folder, wanted.documents), "load": os.getloadavg()[2],
        }  # fmt: skip
    (RESULTS / "results.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    (RESULTS / "results.md").write_text(to_markdown(found), encoding="utf-8")
    draw(found, RESULTS / "scaling.svg")
    print(to_markdown(found))


if __name__ == "__main__":
    main()
