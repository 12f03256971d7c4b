"""Bad files of every kind, made on the spot and reproducibly: bytes of PDFs that are broken, hostile or merely odd."""

import zlib
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.factory.build import build
from tests.factory.content import Wanted
from tests.factory.design import Design
from tests.factory.plan import Case

A4 = (595, 842)


@cache
def plan(activities: int = 8, seed: int = 3) -> Case:
    """A sound plan: a page a quarter, three purposes."""
    return build(
        "plan", Wanted(seed=seed, purposes=3, activities=activities, always_ticked=True), Design(flow="page_each")
    )


def sound() -> bytes:
    """The bytes of a sound plan."""
    return plan().pdf


def canvas_to_bytes(draw: list[tuple[str, int, int]], size: tuple[float, float] = A4, pages: int = 1) -> bytes:
    """Pages that each show some texts at places in points from the bottom left."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=True)
    for number in range(pages):
        for text, x, y in draw:
            canvas.drawString(x, y, text.format(page=number + 1))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def prose(pages: int = 1) -> bytes:
    """Text without a table."""
    lines = [(f"On page {{page}}, line {n}, the office reports to its members.", 72, 760 - 14 * n) for n in range(12)]
    return canvas_to_bytes(lines, pages=pages)


def scan() -> bytes:
    """Shapes and no text, as a scan has."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.rect(72, 300, 400, 300, fill=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def encrypted(user: str) -> bytes:
    """The sound plan behind a password; with none, only printing and copying are forbidden."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(sound())) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="owner", user=user, R=6), static_id=False)
    return buffer.getvalue()


def encrypted_prose() -> bytes:
    """An older kind of encryption."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))
    canvas.drawString(72, 700, "Nobody reads this.")
    canvas.save()
    return buffer.getvalue()


def cut_at(share: float) -> bytes:
    """The sound plan, of which only the first part was downloaded."""
    return sound()[: int(len(sound()) * share)]


def wrong_xref() -> bytes:
    """Every entry of the table of objects is off by some bytes, as after a text editor changed line ends."""
    head, mark, tail = sound().partition(b"%PDF-1.")
    return head + mark + tail.replace(b"\n", b"\n%edited\n", 1)


def wrong_startxref() -> bytes:
    """The last line points to nowhere."""
    start = sound().rindex(b"startxref")
    return sound()[:start] + b"startxref\n17\n%%EOF\n"


def without_trailer() -> bytes:
    """All objects are there, and then nothing."""
    return sound()[: sound().rindex(b"endobj") + len(b"endobj\n")]


def junk_before() -> bytes:
    """A mail server's header stands before the PDF's."""
    return b"Content-Type: application/pdf\r\n\r\n" + sound()


def junk_after() -> bytes:
    """A web server's footer stands after the PDF's end."""
    return sound() + b"\n<!-- served in 0.2 s -->\n" * 20


def later_changes() -> bytes:
    """Saved twice, as viewers do that add to the end."""
    root = sound().rindex(b"/Root")
    reference = sound()[root : sound().index(b"R", root + 6) + 1]
    place = len(sound()) + 1
    change = b"\n990 0 obj\n<< /Note (added later) >>\nendobj\n"
    previous = sound()[sound().rindex(b"startxref") + 9 : sound().rindex(b"%%EOF")].strip()
    xref = place + len(change) - 1
    table = b"xref\n990 1\n%010d 00000 n \n" % place
    trailer = b"trailer\n<< /Size 991 /Prev " + previous + b" " + reference + b" >>\nstartxref\n%d\n%%%%EOF\n" % xref
    return sound() + change + table + trailer


def edited(change: object) -> bytes:
    """The sound plan after `change(pdf)`, a function of an open pikepdf document."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(sound())) as pdf:
        change(pdf)  # type: ignore[operator]
        pdf.save(buffer, deterministic_id=True, fix_metadata_version=False)
    return buffer.getvalue()


def circular_pages() -> bytes:
    """The tree of pages holds itself."""

    def change(pdf: Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    return edited(change)


def deep_pages(depth: int = 3000) -> bytes:
    """A tree of pages of thousands of levels."""

    def change(pdf: Pdf) -> None:
        for _ in range(depth):
            inner = pdf.Root.Pages
            pdf.Root.Pages = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([inner]), Count=inner.Count))
            inner.Parent = pdf.Root.Pages

    return edited(change)


def page_box(box: list[float]) -> bytes:
    """All pages of the sound plan with another media box."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.MediaBox = Array(box)

    return edited(change)


def inflating(megabytes: int = 700) -> bytes:
    """A page whose content is small in the file and huge in memory."""
    squeezer = zlib.compressobj(9)
    squeezed = b"".join(squeezer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + squeezer.flush()

    def change(pdf: Pdf) -> None:
        stream = Stream(pdf, b"")
        stream.write(squeezed, filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = pdf.make_indirect(stream)

    return edited(change)


def giant_image(side: int = 40_000) -> bytes:
    """A picture of more than a thousand million pixels behind the first table."""
    squeezer = zlib.compressobj(9)
    row = bytes(side // 8)
    squeezed = b"".join(squeezer.compress(row) for _ in range(side)) + squeezer.flush()

    def change(pdf: Pdf) -> None:
        image = Stream(pdf, b"")
        image.write(squeezed, filter=Name.FlateDecode)
        for key, value in {"Type": Name.XObject, "Subtype": Name.Image, "Width": side, "Height": side}.items():
            image[f"/{key}"] = value
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 1
        page = pdf.pages[0]
        name = page.add_resource(pdf.make_indirect(image), Name.XObject)
        page.contents_add(f"q 100 0 0 100 400 20 cm {name} Do Q".encode(), prepend=True)

    return edited(change)


def crowded(characters: int = 300_000) -> bytes:
    """A page of hundreds of thousands of characters in tiny print."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    line = "Activity and purpose of each of them are many. " * 22
    for number in range(characters // len(line)):
        canvas.setFont("Helvetica", 1)
        canvas.drawString(20, 835 - 2.6 * number, line)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def looping_form() -> bytes:
    """A drawing that draws itself."""

    def change(pdf: Pdf) -> None:
        form = pdf.make_stream(b"/Self Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        form.Resources = Dictionary(XObject=Dictionary(Self=form))
        page = pdf.pages[0]
        name = page.add_resource(form, Name.XObject)
        page.contents_add(f"{name} Do".encode())

    return edited(change)


def looping_length() -> bytes:
    """A stream whose length is given by the stream itself, and an outline that leads to itself."""
    data = sound()
    first = data.index(b"/Length ")
    number = data.rindex(b" 0 obj", 0, first)
    name = data[data.rindex(b"\n", 0, number) + 1 : number]
    end = data.index(b" ", first + 8) if b" " in data[first + 8 : first + 20] else first + 12
    return data[: first + 8] + name + b" 0 R" + data[end:]


def looping_outline() -> bytes:
    """Bookmarks in a loop."""

    def change(pdf: Pdf) -> None:
        item = pdf.make_indirect(Dictionary(Title="again"))
        item.Next, item.Parent, item.First, item.Last = item, item, item, item
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))

    return edited(change)


def font_map(target: str) -> bytes:
    """The fonts of the plan say that each letter is another character."""
    codes = "".join(f"<{code:02x}> <{target}>\n" for code in range(32, 127))
    table = f"begincmap\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n95 beginbfchar\n{codes}endbfchar\nendcmap"

    def change(pdf: Pdf) -> None:
        cmap = pdf.make_stream(table.encode())
        for page in pdf.pages:
            for font in page.obj.Resources.Font.values():
                font.ToUnicode = cmap

    return edited(change)


def broken_font() -> bytes:
    """Fonts whose map and widths are nonsense."""

    def change(pdf: Pdf) -> None:
        cmap = pdf.make_stream(b"begincmap <zz> (( 9999999999 beginbfrange endbfrange <00> <ffffffff>")
        for page in pdf.pages:
            for font in page.obj.Resources.Font.values():
                font.ToUnicode, font.FirstChar, font.LastChar, font.Widths = cmap, 200, 3, Array([Name.None_, -1])

    return edited(change)


def broken_content() -> bytes:
    """Page descriptions that end in mid-word and hold operators without operands."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.contents_add(b"Q Q Q q BT Tf (unfinished TJ [ 1 0 0 cm << /A ID EI re f* Do ET", prepend=False)

    return edited(change)


def grid(cells: list[list[str]]) -> bytes:
    """A ruled table on a page."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.drawString(60, 790, "Annual Workplan 2024")
    canvas.drawString(60, 770, "Quarter 1")
    widths = [300] + [60] * (len(cells[0]) - 1)
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            x, y = 60 + sum(widths[:column]), 730 - 30 * row
            canvas.rect(x, y, widths[column], 30)
            canvas.drawString(x + 4, y + 10, text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def no_tick_columns() -> bytes:
    """Activities, and nothing to tick."""
    return grid([["Activities", "Lead"], ["Training of judges in the capital", "RSO"], ["Survey of all ports", "RSO"]])


def ticks_without_activities() -> bytes:
    """Ticks for purposes, and no word of what they are for."""
    return grid([["Activities", "1", "2", "3"], ["", "X", "", "X"], ["", "", "X", ""], ["", "X", "X", ""]])


def hostile_text() -> bytes:
    """Texts that would do something where text is taken for code."""
    nasty = ['=HYPERLINK("http://x.example";"y")', "'); DROP TABLE activities;--", "<script>alert(1)</script>"]
    return grid([["Activities", "1", "2"], *[[text, "X", ""] for text in nasty]])


def picture_of_noise() -> bytes:
    """A page that is one picture, as of a scanner."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    pixels = bytes((x * y) % 256 for y in range(200) for x in range(200))
    image = BytesIO(b"P5 200 200 255\n" + pixels)
    canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
