"""Files that mean harm, or that a broken program wrote: loops, bombs and rubbish in each part of a PDF."""

import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

from tests.robustness.files import edited, sound


def squeezed(data: bytes, times: int = 1) -> bytes:
    """The data, compressed so many times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def add_stream(pdf: Pdf, data: bytes, filters: Object, **entries: object) -> Object:
    """A stream of these bytes as they are, whatever its filters are said to be."""
    stream = Stream(pdf, b"")
    stream.write(data, filter=filters)
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return pdf.make_indirect(stream)


def drawn_first(page: Page, drawing: Object) -> None:
    """The page draws something before all else."""
    name = page.add_resource(drawing, Name.XObject)
    page.contents_add(f"q 100 0 0 100 400 20 cm {name} Do Q".encode(), prepend=True)


# Structure


def xref_stream_off() -> bytes:
    """A table of objects that is a stream, with all objects some bytes further than it says."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(sound())) as pdf:
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    head, end, rest = buffer.getvalue().partition(b"\n")
    body, start, tail = rest.rpartition(b"startxref")
    place = int(tail.split()[0]) + 7
    return head + end + b"%moved\n" + body + start + b"\n%d\n%%%%EOF\n" % place


def stream_of_itself() -> bytes:
    """A stream of objects that says it extends itself, and holds itself."""

    def change(pdf: Pdf) -> None:
        body = b"1 0 << /Type /Catalog >>"
        stream = pdf.make_stream(body, Type=Name.ObjStm, N=1, First=4)
        stream.Extends = stream
        pdf.Root.Odd = stream

    return edited(change)


def previous_in_loop() -> bytes:
    """A table of objects whose earlier table is itself."""
    data = sound()
    start = int(data[data.rindex(b"startxref") + 9 : data.rindex(b"%%EOF")])
    place = data.rindex(b"/Root")
    return data[:place] + b"/Prev %d " % start + data[place:]


def parent_is_itself() -> bytes:
    """Pages that are their own parents."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.Parent = page.obj

    return edited(change)


def parents_in_loop() -> bytes:
    """Pages whose box and resources are to be found at parents that lead to each other."""

    def change(pdf: Pdf) -> None:
        one, other = (pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(), Count=0)) for _ in range(2))
        one.Parent, other.Parent = other, one
        for page in pdf.pages:
            page.obj.Parent = one
            del page.obj.MediaBox

    return edited(change)


def wrong_count(count: int = 999_999) -> bytes:
    """A tree of pages that claims many more than it has."""

    def change(pdf: Pdf) -> None:
        pdf.Root.Pages.Count = count

    return edited(change)


def without_pages() -> bytes:
    """A whole PDF of no pages."""
    buffer = BytesIO()
    with Pdf.new() as pdf:
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def kids_of_nothing() -> bytes:
    """A tree of pages with numbers and lost objects among its pages."""

    def change(pdf: Pdf) -> None:
        for odd in (17, String("page"), pdf.make_indirect(Dictionary()), Name.Page):
            pdf.Root.Pages.Kids.insert(0, odd)

    return edited(change)


def inherits_nothing() -> bytes:
    """Pages without box and resources, and parents that have none."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            del page.obj.MediaBox, page.obj.Resources

    return edited(change)


def structure_in_loop() -> bytes:
    """A tree of structure, names, form fields and notes that lead to themselves."""

    def change(pdf: Pdf) -> None:
        node = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, T=String("x"), FT=Name.Tx))
        node.K, node.Kids, node.Parent, node.Names = node, Array([node]), node, node
        pdf.Root.StructTreeRoot, pdf.Root.Names, pdf.Root.MarkInfo = node, node, Dictionary(Marked=True)
        pdf.Root.AcroForm = Dictionary(Fields=Array([node]))
        pdf.pages[0].obj.Annots = Array([node, node])

    return edited(change)


# Page descriptions


def content(data: bytes, *, prepend: bool = True) -> bytes:
    """The sound plan with more in the description of its first page."""
    return edited(lambda pdf: pdf.pages[0].contents_add(data, prepend=prepend))


def many_parts(parts: int = 5_000) -> bytes:
    """A page description in thousands of parts, all but the last of them empty."""

    def change(pdf: Pdf) -> None:
        empty = pdf.make_stream(b" ")
        page = pdf.pages[0]
        page.contents_coalesce()
        page.obj.Contents = Array([empty] * parts + [page.obj.Contents])

    return edited(change)


def deep_states(levels: int = 100_000) -> bytes:
    """Graphics states saved in each other, and restored."""
    return content(b"q " * levels + b"Q " * levels)


def deep_lists(levels: int = 20_000) -> bytes:
    """Lists in lists among the operands."""
    return content(b"[" * levels + b"]" * levels + b" 0 d\n")


def open_text() -> bytes:
    """A text that never ends, at the end of a page."""
    return content(b"BT (this goes on and on " + b"(" * 5_000, prepend=False)


def open_picture() -> bytes:
    """A picture inside a page's description that never ends."""
    return content(b"BI /W 10 /H 10 /BPC 8 /CS /G ID \x00\x01\x02", prepend=False)


def huge_numbers() -> bytes:
    """Rectangles and lines at places that no number can hold."""
    numbers = (b"1" + b"0" * 400, b"-99999999999999999999", b"1e309", b"0.0000000000000000000000001", b"--5", b"4..2")
    return content(b"".join(b"%b %b %b %b re f\n0 0 m %b %b l S\n" % (n, n, n, n, n, n) for n in numbers))


def no_matrix() -> bytes:
    """Text drawn with a matrix that leaves it no size."""
    return content(b"q BT 0 0 0 0 0 0 Tm /F1 0 Tf (nothing) Tj ET Q")


def far_text() -> bytes:
    """Text far outside of the page."""
    return content(b"q 1 0 0 1 1000000 -5000000 cm BT /F1 12 Tf (Training of 99 judges X X X) Tj ET Q")


def many_lines(lines: int = 60_000) -> bytes:
    """Tens of thousands of strokes behind the first table."""
    return content(
        b"q 0.1 w\n" + b"".join(b"%d %d m %d %d l S\n" % (i % 595, 5, i % 595, 9) for i in range(lines)) + b"Q"
    )


# Drawings, pictures and filters


def forms_in_circle() -> bytes:
    """Two drawings that draw each other."""

    def change(pdf: Pdf) -> None:
        one, other = (
            pdf.make_stream(b"/Other Do /Other Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
            for _ in range(2)
        )
        one.Resources = Dictionary(XObject=Dictionary(Other=other))
        other.Resources = Dictionary(XObject=Dictionary(Other=one))
        drawn_first(pdf.pages[0], one)

    return edited(change)


def forms_of_forms(levels: int = 24) -> bytes:
    """Drawings that each draw the next twice: millions in the end."""

    def change(pdf: Pdf) -> None:
        form = pdf.make_stream(b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        for _ in range(levels):
            inner = form
            form = pdf.make_stream(
                b"/In Do /In Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]),
                Resources=Dictionary(XObject=Dictionary(In=inner)),
            )  # fmt: skip
        drawn_first(pdf.pages[0], form)

    return edited(change)


def resources_in_loop() -> bytes:
    """Resources whose parts are the resources themselves."""

    def change(pdf: Pdf) -> None:
        resources = pdf.make_indirect(pdf.pages[0].obj.Resources)
        resources.Pattern, resources.ExtGState, resources.Properties = resources, resources, resources
        pdf.pages[0].obj.Resources = resources

    return edited(change)


def pattern_of_itself() -> bytes:
    """A pattern that is filled with itself."""

    def change(pdf: Pdf) -> None:
        pattern = pdf.make_stream(
            b"/Pattern cs /P scn 0 0 9 9 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
            BBox=Array([0, 0, 9, 9]), XStep=9, YStep=9,
        )  # fmt: skip
        pattern.Resources = Dictionary(Pattern=Dictionary(P=pattern))
        name = pdf.pages[0].add_resource(pattern, Name.Pattern)
        pdf.pages[0].contents_add(f"q /Pattern cs {name} scn 0 0 200 40 re f Q".encode(), prepend=True)

    return edited(change)


def mask_of_itself() -> bytes:
    """A soft mask that is drawn through itself."""

    def change(pdf: Pdf) -> None:
        group = pdf.make_stream(
            b"/G gs 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]),
            Group=Dictionary(S=Name.Transparency),
        )  # fmt: skip
        state = pdf.make_indirect(Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=Name.Luminosity, G=group)))
        group.Resources = Dictionary(ExtGState=Dictionary(G=state))
        name = pdf.pages[0].add_resource(state, Name.ExtGState)
        pdf.pages[0].contents_add(f"q {name} gs 10 10 50 20 re f Q".encode(), prepend=True)

    return edited(change)


def rubbish_picture(kind: str) -> bytes:
    """A picture whose data is noise to its filter."""

    def change(pdf: Pdf) -> None:
        noise = bytes((7 * n * n) % 251 for n in range(4_000))
        entries = {"Width": 3000, "Height": 3000, "BitsPerComponent": 1 if kind == "JBIG2Decode" else 8}
        picture = add_stream(
            pdf, noise, Name(f"/{kind}"), Type=Name.XObject, Subtype=Name.Image, ColorSpace=Name.DeviceGray, **entries
        )
        drawn_first(pdf.pages[0], picture)

    return edited(change)


def predictor_bomb() -> bytes:
    """A picture of rows of a thousand million columns, from few bytes."""

    def change(pdf: Pdf) -> None:
        parameters = Dictionary(Predictor=15, Columns=1 << 30, Colors=32, BitsPerComponent=16)
        picture = add_stream(
            pdf, squeezed(b"\x02" * 100_000), Name.FlateDecode, Type=Name.XObject, Subtype=Name.Image, Width=1 << 30,
            Height=9, ColorSpace=Name.DeviceGray, BitsPerComponent=16, DecodeParms=parameters,
        )  # fmt: skip
        drawn_first(pdf.pages[0], picture)

    return edited(change)


def many_filters(times: int = 300) -> bytes:
    """A page description packed hundreds of times."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.contents_coalesce()
        data = squeezed(page.obj.Contents.read_bytes(), times)
        page.obj.Contents = add_stream(pdf, data, Array([Name.FlateDecode] * times))

    return edited(change)


def bomb_in_bomb() -> bytes:
    """Content that inflates to much, which inflates to much more."""

    def change(pdf: Pdf) -> None:
        inner = squeezed(bytes(400_000_000), 2)
        pdf.pages[0].obj.Contents = add_stream(pdf, inner, Array([Name.FlateDecode, Name.FlateDecode]))

    return edited(change)


def wrong_filter(name: str) -> bytes:
    """A page description that is not packed as it says."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = add_stream(pdf, bytes(range(256)) * 40, Name(f"/{name}"))

    return edited(change)


# Fonts


def each_font(pdf: Pdf) -> list[Object]:
    """The fonts of all pages."""
    return [font for page in pdf.pages for font in page.obj.Resources.Font.values()]


def font_of_itself() -> bytes:
    """A font whose letters are drawn with the letters of the same font."""

    def change(pdf: Pdf) -> None:
        glyph = pdf.make_stream(b"500 0 d0 BT /F 9 Tf (aa) Tj ET")
        font = pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 750, 750]), FirstChar=97, LastChar=97,
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(a=glyph), Widths=Array([500]),
                Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
            )
        )  # fmt: skip
        font.Resources = Dictionary(Font=Dictionary(F=font))
        name = pdf.pages[0].add_resource(font, Name.Font)
        pdf.pages[0].contents_add(f"BT {name} 12 Tf 20 5 Td (aaa) Tj ET".encode(), prepend=True)

    return edited(change)


def with_map(table: bytes) -> bytes:
    """Fonts with this table from codes to characters."""

    def change(pdf: Pdf) -> None:
        for font in each_font(pdf):
            font.ToUnicode = pdf.make_stream(table)

    return edited(change)


def long_map(count: int = 150_000) -> bytes:
    """A table of many ranges, each over another code."""
    ranges = b"".join(b"<%04x> <%04x> <0041>\n" % (n % 65536, n % 65536) for n in range(count))
    return with_map(b"begincmap\n%d beginbfrange\n" % count + ranges + b"endbfrange\nendcmap")


def map_of_all_codes() -> bytes:
    """A table of one range, over four thousand million codes."""
    return with_map(b"begincmap\n1 beginbfrange\n<00000000> <ffffffff> <0041>\nendbfrange\nendcmap")


def map_in_loop() -> bytes:
    """A table that is to be taken from itself."""

    def change(pdf: Pdf) -> None:
        table = pdf.make_stream(b"/Loop usecmap begincmap endcmap", Type=Name.CMap, CMapName=Name.Loop)
        table.UseCMap = table
        for font in each_font(pdf):
            font.ToUnicode = table

    return edited(change)


def rubbish_font() -> bytes:
    """A font whose file is noise and whose kind is none."""

    def change(pdf: Pdf) -> None:
        noise = pdf.make_stream(bytes((n * n) % 256 for n in range(5_000)))
        for font in each_font(pdf):
            font.FontDescriptor = pdf.make_indirect(
                Dictionary(Type=Name.FontDescriptor, FontName=Name.Odd, Flags=4, FontFile2=noise, FontBBox=Array([0]))
            )

    return edited(change)


# What stands beside the pages


def hostile_metadata() -> bytes:
    """A title with control characters, and a description in XML that grows without end."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<!DOCTYPE x [<!ENTITY a0 "lol">{entities}]><x:xmpmeta xmlns:x="adobe:ns:meta/">&a11;</x:xmpmeta>'

    def change(pdf: Pdf) -> None:
        pdf.docinfo["/Title"] = "\x1b[2J\x00\x07<script>alert(1)</script>\n=cmd|'/c calc'!A1"
        pdf.docinfo["/Author"] = "'); DROP TABLE documents;--"
        pdf.Root.Metadata = pdf.make_stream(xml.encode(), Type=Name.Metadata, Subtype=Name.XML)

    return edited(change)


def acting() -> bytes:
    """A file that would run a program, a script and a form when it is opened."""

    def change(pdf: Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS=String("while (true) app.alert('x');"))
        launch = Dictionary(S=Name.Launch, F=String("/bin/sh"), Next=script)
        pdf.Root.OpenAction = launch
        pdf.Root.AA = Dictionary(WC=script)
        pdf.pages[0].obj.AA = Dictionary(O=launch)

    return edited(change)


def many_links(links: int = 20_000) -> bytes:
    """Tens of thousands of links on a page, each to the page."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([1, 1, 2, 2]), Dest=Array([page, Name.Fit]))
        page.Annots = Array([pdf.make_indirect(link)] * links)

    return edited(change)
