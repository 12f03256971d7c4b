"""Files that are right, and of a kind that is seldom met: each must be read as the plain one is."""

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.robustness.files import edited, sound


def saved(**options: Any) -> bytes:
    """The sound plan, written another way."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(sound())) as pdf:
        pdf.save(buffer, **options)
    return buffer.getvalue()


def locked(revision: int, user: str = "", *, aes: bool = True) -> bytes:
    """The sound plan, encrypted after a revision of the standard: 2 and 3 are RC4, 4 AES-128 or RC4, 6 AES-256."""
    is_old = revision < 4
    encryption = pikepdf.Encryption(
        owner="owner",
        user=user,
        R=revision,
        aes=aes and not is_old,
        metadata=not is_old and aes,  # type: ignore[arg-type]
    )
    return saved(encryption=encryption)


def linearised() -> bytes:
    """Made to be shown while it is loaded."""
    return saved(linearize=True, deterministic_id=True)


def newest() -> bytes:
    """Of version 2.0, all that can be in compressed objects."""
    mode = pikepdf.ObjectStreamMode.generate
    return saved(force_version="2.0", object_stream_mode=mode, deterministic_id=True)


def portfolio() -> bytes:
    """A cover with files in it, as a collection; the cover is the plan."""

    def change(pdf: Pdf) -> None:
        pdf.attachments["other.pdf"] = sound()[:500]
        pdf.attachments["run.exe"] = b"MZ"
        pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)

    return edited(change)


def dynamic_form() -> bytes:
    """A form that only one program shows; its one page asks to use that."""
    buffer = BytesIO()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = Stream(pdf, b"BT /F1 12 Tf 72 700 Td (Please wait... your viewer may not show this.) Tj ET")
        form = Stream(pdf, b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template/></xdp:xdp>")
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_indirect(form), NeedsRendering=True)
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def larger_unit(unit: float = 2.0) -> bytes:
    """Pages that count in other units than points."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.UserUnit = unit

    return edited(change)


def moved_box(x: float, y: float) -> bytes:
    """Pages whose corner is not at zero, with all that is drawn on them."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            page.obj.MediaBox = Array([left + x, bottom + y, right + x, top + y])
            page.contents_add(f"q 1 0 0 1 {x} {y} cm".encode(), prepend=True)
            page.contents_add(b"Q")

    return edited(change)


def turned_box() -> bytes:
    """Pages whose box names its corners in another order."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            page.obj.MediaBox = Array([right, bottom, left, top])

    return edited(change)


def crop_outside() -> bytes:
    """Pages that are to be cut to a box beside the paper."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.CropBox = Array([5000, 5000, 6000, 6000])

    return edited(change)


def large_paper(side: float = 14_400) -> bytes:
    """The largest paper that there is, with the plan in its corner."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.MediaBox = Array([0, 0, side, side])

    return edited(change)


def crooked() -> bytes:
    """Pages that are to be turned by an angle that is none."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.Rotate = 45

    return edited(change)


def inherited() -> bytes:
    """Pages that have their box and their resources from their parent."""

    def change(pdf: Pdf) -> None:
        fonts = Dictionary()
        for page in pdf.pages:
            for name, font in page.obj.Resources.Font.items():
                fonts[name] = font
        pdf.Root.Pages.Resources = Dictionary(Font=fonts)
        pdf.Root.Pages.MediaBox = pdf.pages[0].obj.MediaBox
        for page in pdf.pages:
            del page.obj.MediaBox, page.obj.Resources

    return edited(change)


def padded() -> bytes:
    """Padded with zeros at its end, as some servers and disks do."""
    return sound() + bytes(100_000)


def labelled() -> bytes:
    """With labels of pages, a language and a name for each page that are no text."""

    def change(pdf: Pdf) -> None:
        odd = String("\x00\xff\xfe")
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r, P=odd), -5, odd]))
        pdf.Root.Lang = odd

    return edited(change)
