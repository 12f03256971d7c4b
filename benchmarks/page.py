"""The results as a page and a plot."""

import os
import platform
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def machine() -> str:
    """The machine in general words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    processors = f"{os.cpu_count()} processors ({platform.machine()})"
    return f"{processors}, {memory:.0f} GiB of memory, Python {platform.python_version()}"


def to_markdown(found: Row) -> str:
    """The results as tables."""
    lines = [f"Measured on: {found['machine']}. Load of the machine meanwhile: {found['load']:.1f}.", ""]
    count = found["plans"]
    lines += [
        f"### {count} different plans",
        "",
        "| tool | CPU s | × pdfplumber | peak MiB | rows right | ticks right |",
    ]
    lines += ["| --- | --: | --: | --: | --: | --: |"]
    lines += [_tool_line(row) for row in found["tools"]]
    one, book = found["one plan"], found["report"]
    lines += ["", f"One plan alone: {one['ratio']:.2f} × a plain pdfplumber pass ({one['cpu']:.2f} s of CPU)."]
    lines += [
        f"A report of 300 pages with 6 of tables: {book['cpu']:.2f} s of CPU; the tables alone {book['tables']:.2f} s, "
        f"pypdfium2's text of all pages {book['floor']:.2f} s."
    ]
    lines += ["", "### Against pages", "", "| pages | wall s | CPU s | peak MiB |", "| --: | --: | --: | --: |"]
    lines += [
        f"| {row['pages']} | {row['wall']:.1f} | {row['cpu']:.1f} | {row['peak']:.0f} |" for row in found["pages"]
    ]
    lines += [
        "",
        "### Against documents",
        "",
        "| documents | jobs | wall s | s a plan | CPU s | peak MiB | second run s |",
    ]
    lines += ["| --: | --: | --: | --: | --: | --: | --: |"]
    lines += [
        f"| {row['documents']} | {row['jobs']} | {row['wall']:.1f} | {row['wall'] / row['documents']:.2f} "
        f"| {row['cpu']:.1f} | {row['peak']:.0f} | {row['again']:.1f} |"
        for row in found["documents"]
    ]
    return "\n".join(lines) + "\n"


def _tool_line(row: Row) -> str:
    right = f"{row['rows']} of {row['of']} | {row['ticks']}"
    return f"| {row['tool']} | {row['cpu']:.1f} | {row['ratio']:.2f} | {row['peak']:.0f} | {right} |"


def draw(found: Row, path: Path) -> None:
    """Time and memory against pages and documents."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "workplan-extract"
    from matplotlib import pyplot

    figure, ((a, b), (c, d)) = pyplot.subplots(2, 2, figsize=(9, 6), layout="constrained")
    for axis, key, rows, what in (
        (a, "wall", found["pages"], "pages"), (b, "peak", found["pages"], "pages"),
        (c, "wall", found["documents"], "documents"), (d, "peak", found["documents"], "documents"),
    ):  # fmt: skip
        for jobs in sorted({row.get("jobs", 1) for row in rows}):
            chosen = [row for row in rows if row.get("jobs", 1) == jobs]
            label = f"{jobs} job{'s' * (jobs > 1)}"
            axis.plot([row[what] for row in chosen], [row[key] for row in chosen], marker="o", label=label)
        axis.set(xlabel=what, ylabel="seconds" if key == "wall" else "MiB, largest process", ylim=(0, None))
        axis.legend()
    figure.savefig(path, metadata={"Date": None})
