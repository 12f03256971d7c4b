"""Which bad inputs there are, by kind, and what must become of each."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.robustness import files, hostile, kinds

Maker = Callable[[Path], object]
ROWS = tuple((row.text, row.quarters, row.purposes) for row in files.plan().rows)
ROWS_AFTER_PAGE_1 = tuple(row for row in ROWS if row[1] != (1,))


@dataclass(frozen=True)
class Bad:
    """An input and what must become of it: refused with words of the reason, or read with a finding that says so.

    `rows` are what may be read, exactly; None where it must be refused. `says` is a part of the reason, or the code of
    the finding; empty where nothing needs to be said.
    """

    kind: str
    name: str
    make: Maker
    says: str = ""
    rows: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] | None = None
    may_refuse: bool = False
    """Whether being refused, for whatever reason that is said, is right too."""
    may_doubt: bool = False
    """Whether ticks may be left out that are said to be unsure."""


def written(data: Callable[[], bytes]) -> Maker:
    """A file of these bytes."""
    return lambda path: path.write_bytes(data())


def refused(kind: str, name: str, data: Callable[[], bytes], says: str) -> Bad:
    return Bad(kind, name, written(data), says)


def mended(kind: str, name: str, data: Callable[[], bytes], says: str = "") -> Bad:
    return Bad(kind, name, written(data), says, ROWS)


def either(kind: str, name: str, data: Callable[[], bytes]) -> Bad:
    return Bad(kind, name, written(data), "", ROWS, may_refuse=True)


def doubted(kind: str, name: str, data: Callable[[], bytes]) -> Bad:
    return Bad(kind, name, written(data), "tick-unsure", ROWS, may_doubt=True)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_loop(path: Path) -> None:
    other = path.with_name(f"{path.stem} back.lnk")
    other.symlink_to(path)
    path.symlink_to(other)


def make_dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nothing there"))


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


NOT_WHOLE = "not whole"
CUTS = (0.2, 0.4, 0.6, 0.8, 0.9)
CORPUS = (
    refused("no PDF", "a letter", lambda: b"Dear all, please find attached the plan.\n" * 20, "not a PDF"),
    refused("no PDF", "a web page", lambda: b"<!DOCTYPE html><html><title>404</title></html>", "not a PDF"),
    refused("no PDF", "a Word document", lambda: b"PK\x03\x04" + bytes(500), "not a PDF"),
    refused("no PDF", "zeros", lambda: bytes(100_000), "not a PDF"),
    refused("no PDF", "empty", lambda: b"", "empty"),
    refused("no PDF", "only a header", lambda: b"%PDF-1.7\n", "damaged"),
    refused("no PDF", "a header and noise", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, "damaged"),
    Bad("no PDF", "a folder", make_folder, "folder"),
    Bad("no PDF", "a pipe", make_pipe, "no ordinary file"),
    Bad("no PDF", "links in a loop", make_loop, "no such file"),
    Bad("no PDF", "a link to nothing", make_dangling, "no such file"),
    *[
        refused("broken download", f"cut at {share:.0%}", lambda share=share: files.cut_at(share), NOT_WHOLE)
        for share in CUTS
    ],
    refused("encrypted", "password not known", lambda: files.encrypted("secret"), "encrypted"),
    refused("encrypted", "password not known, old kind", files.encrypted_prose, "encrypted"),
    mended("encrypted", "empty user password", lambda: files.encrypted(""), "pdf-noted"),
    mended("encrypted", "empty user password, RC4 of 40 bits", lambda: kinds.locked(2), "pdf-noted"),
    mended("encrypted", "empty user password, RC4 of 128 bits", lambda: kinds.locked(3), "pdf-noted"),
    mended("encrypted", "empty user password, AES of 128 bits", lambda: kinds.locked(4), "pdf-noted"),
    refused("encrypted", "password not known, AES of 128 bits", lambda: kinds.locked(4, "secret"), "encrypted"),
    refused("no plan", "text without a table", files.prose, "no table"),
    refused("no plan", "a scan", files.scan, "scan"),
    refused("no plan", "a picture", files.picture_of_noise, "scan"),
    refused("no plan", "ticks without activities", files.ticks_without_activities, "no table"),
    refused("no plan", "two thousand pages", lambda: files.prose(2000), "no table"),
    refused("no plan", "a cover without a page", hostile.without_pages, "has no pages"),
    refused("no plan", "a form that one program shows", kinds.dynamic_form, "no table"),
    mended("seldom met", "linearised", kinds.linearised),
    refused("seldom met", "linearised, and cut", lambda: kinds.linearised()[:4_000], NOT_WHOLE),
    mended("seldom met", "version 2.0, compressed objects", kinds.newest),
    mended("seldom met", "a portfolio with other files in it", kinds.portfolio),
    mended("seldom met", "pages in units of two points", kinds.larger_unit),
    mended("seldom met", "box that begins below zero", lambda: kinds.moved_box(-700, -900)),
    mended("seldom met", "box that begins far from zero", lambda: kinds.moved_box(5_000, 12_000)),
    mended("seldom met", "box with its corners swapped", kinds.turned_box),
    refused("seldom met", "cut to a box beside the paper", kinds.crop_outside, "no size"),
    mended("seldom met", "paper of five metres", kinds.large_paper),
    either("seldom met", "turned by 45 degrees", kinds.crooked),
    mended("seldom met", "box and fonts from the parent", kinds.inherited),
    mended("seldom met", "padded with zeros", kinds.padded),
    mended("seldom met", "labels that are no text", kinds.labelled),
    mended("damaged", "table of objects off", files.wrong_xref, "pdf-mended"),
    mended("damaged", "last line points nowhere", files.wrong_startxref, "pdf-mended"),
    refused("damaged", "trailer gone", files.without_trailer, "damaged"),
    mended("damaged", "junk before the header", files.junk_before, "pdf-mended"),
    mended("damaged", "junk after the end", files.junk_after),
    mended("damaged", "changed later", files.later_changes, "pdf-noted"),
    mended("damaged", "unfinished page descriptions", files.broken_content),
    either("hostile structure", "circular page tree", files.circular_pages),
    either("hostile structure", "page tree of 3,000 levels", files.deep_pages),
    either("hostile structure", "a drawing that draws itself", files.looping_form),
    either("hostile structure", "a length that is its own", files.looping_length),
    either("hostile structure", "bookmarks in a loop", files.looping_outline),
    either("hostile structure", "compressed table of objects off", hostile.xref_stream_off),
    either("hostile structure", "a stream of objects that holds itself", hostile.stream_of_itself),
    either("hostile structure", "tables of objects in a loop", hostile.previous_in_loop),
    either("hostile structure", "pages that are their own parents", hostile.parent_is_itself),
    either("hostile structure", "parents in a loop", hostile.parents_in_loop),
    either("hostile structure", "a million pages, it says", hostile.wrong_count),
    either("hostile structure", "pages that are none", hostile.kids_of_nothing),
    either("hostile structure", "pages that inherit nothing", hostile.inherits_nothing),
    either("hostile structure", "names, forms and notes in a loop", hostile.structure_in_loop),
    either("hostile structure", "drawings in a circle", hostile.forms_in_circle),
    either("hostile structure", "drawings that double 24 times", hostile.forms_of_forms),
    either("hostile structure", "resources that are their own", hostile.resources_in_loop),
    either("hostile structure", "a pattern filled with itself", hostile.pattern_of_itself),
    either("hostile structure", "a mask drawn through itself", hostile.mask_of_itself),
    either("hostile structure", "description in 5,000 parts", hostile.many_parts),
    either("hostile structure", "100,000 states in each other", hostile.deep_states),
    either("hostile structure", "20,000 lists in each other", hostile.deep_lists),
    either("hostile structure", "a text that never ends", hostile.open_text),
    either("hostile structure", "an inline picture that never ends", hostile.open_picture),
    either("hostile structure", "text without size", hostile.no_matrix),
    either("hostile structure", "text far outside of the page", hostile.far_text),
    either("hostile structure", "packed 300 times", hostile.many_filters),
    *[
        Bad(
            "hostile structure",
            f"not packed as it says, {name}",
            written(lambda name=name: hostile.wrong_filter(name)),
            "page-unreadable",
            ROWS_AFTER_PAGE_1,
        )
        for name in ("LZWDecode", "ASCII85Decode", "RunLengthDecode", "FlateDecode", "Crypt", "Unknown")
    ],
    mended("hostile text", "a title that would act, a description that grows", hostile.hostile_metadata),
    mended("hostile text", "scripts and programs to start", hostile.acting),
    refused("hostile size", "page box of nothing", lambda: files.page_box([0, 0, 0, 0]), "no size"),
    refused(
        "hostile size", "page box of a thousand kilometres", lambda: files.page_box([0, 0, 3e9, 3e9]), "larger than"
    ),
    mended("hostile size", "page box upside down", lambda: files.page_box([595, 842, 0, 0])),
    either("hostile size", "content that inflates to 700 MB", files.inflating),
    either("hostile size", "picture of 1.6 thousand million pixels", files.giant_image),
    refused("hostile size", "300,000 characters on a page", files.crowded, ""),
    either("hostile size", "content that inflates twice", hostile.bomb_in_bomb),
    either("hostile size", "rows of a thousand million columns", hostile.predictor_bomb),
    either("hostile size", "numbers of 400 digits", hostile.huge_numbers),
    either("hostile size", "60,000 strokes on a page", hostile.many_lines),
    either("hostile size", "20,000 links on a page", hostile.many_links),
    *[
        either("hostile size", f"picture of noise, {name}", lambda name=name: hostile.rubbish_picture(name))
        for name in ("JBIG2Decode", "JPXDecode", "DCTDecode", "CCITTFaxDecode")
    ],
    either("bad fonts", "a font drawn with itself", hostile.font_of_itself),
    either("bad fonts", "a map of 150,000 ranges", hostile.long_map),
    either("bad fonts", "a map of every code there is", hostile.map_of_all_codes),
    doubted("bad fonts", "a map that is taken from itself", hostile.map_in_loop),
    doubted("bad fonts", "a font of noise", hostile.rubbish_font),
    either("bad fonts", "every letter a control character", lambda: files.font_map("001b")),
    either("bad fonts", "every letter nothing", lambda: files.font_map("0000")),
    either("bad fonts", "every letter half a pair", lambda: files.font_map("d800")),
    either("bad fonts", "every letter a right-to-left mark", lambda: files.font_map("202e")),
    either("bad fonts", "nonsense for a map", files.broken_font),
)
NAMES = (
    "quote\"s and 's.pdf",
    "new\nline.pdf",
    "right\u202efdp.to.left.pdf",
    "esc\x1b[31m.pdf",
    "=1+1.pdf",
    "-rf.pdf",
    "日本.PDF",
)


def make(bad: Bad, folder: Path) -> Path:
    """The input as a file of a folder."""
    path = folder / f"{bad.name}.pdf"
    bad.make(path)
    return path


def copies(folder: Path) -> list[Path]:
    """A sound plan under each of the odd names."""
    sound = files.sound()
    paths = [folder / name for name in NAMES]
    for number, path in enumerate(paths):
        # each another file, since of copies only one counts
        path.write_bytes(sound + b"%% copy %d\n" % number)
    return paths
