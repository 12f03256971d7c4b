"""How to cite the data, or one activity of it. Pure."""

import re

from workplan_extract.models import Frozen


class Citation(Frozen):
    """A citation as a sentence and for a reference manager."""

    text: str
    bibtex: str


class Cited(Frozen):
    """What a citation is made of. `key` names it in BibTeX; `part` says which part of the plan is meant.

    Where the data of several plans are cited together, `title` is empty.
    """

    key: str
    publisher: str
    year: str
    title: str
    part: str
    dataset: str
    address: str
    sha256: str
    built_on: str


def cite(cited: Cited) -> Citation:
    """A citation that says that it is a plan, from which build it is, and where it is."""
    year = cited.year or "n.d."
    title = f"{cited.title or cited.dataset}{', ' + cited.part if cited.part else ''}"
    held_in = f"In: {cited.dataset} " if cited.title else ""
    build = f"built {cited.built_on}, SHA-256"
    text = (
        f"{cited.publisher} ({year}). {title} [planned, not delivered]. "
        f"{held_in}[data set, {build} {cited.sha256[:12]}…]. {cited.address}"
    )
    fields = {
        "author": f"{{{cited.publisher}}}",
        "title": title,
        "year": year,
        "url": cited.address,
        "note": f"Planned, not delivered. {held_in.strip() or 'Data set'}, {build} {cited.sha256}",
    }
    lines = [f"  {name} = {{{escape_bibtex(value)}}}" for name, value in fields.items()]
    return Citation(text=text, bibtex=f"@misc{{{cited.key},\n" + ",\n".join(lines) + "\n}")


def escape_bibtex(text: str) -> str:
    """Characters that BibTeX would take for commands, escaped."""
    return re.sub(r"([&%$#_])", r"\\\1", text)
