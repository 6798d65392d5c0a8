"""The document for Word, WPS and LibreOffice: GB/T 9704-2012 in real styles, tables and page numbers.

The official faces are named, not embedded: the reader's machine has them, as every bureau's does.
"""

import copy
import io
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Literal, cast

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Emu, Length, Mm, Pt, Twips

from reports.document import (
    Align,
    Attachment,
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    PlacedCell,
    Seal,
    Signature,
    Table,
    spelled,
)
from reports.renderers.package import moment, pinned

_TITLE_FACE, _FANG, _KAI, _HEI, _SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
_LATIN = "Times New Roman"

_TEXT_WIDTH, _TEXT_HEIGHT = Mm(156), Mm(225)
_BODY_SIZE = 16  # points: 三号
_LINE = 579  # twips: 22 lines in 225 mm, rounded down so that the 22nd still fits
_CHARACTER = 316  # twips: 28 characters in 156 mm
# Points between characters of 16 pt type, for that pitch. It is the styles that keep it: a page grid of lines
# and characters would say the same to Word, but LibreOffice makes 27 characters of it.
_TIGHTER = -0.25
_SEAL_LINE = Pt(12)
_FILLED, _EMPTY = bytes.fromhex("1d4f91"), bytes.fromhex("dbe5f3")
_BAR_HEIGHT = Pt(8)
_SLACK = 60  # twips that two bars in a row need, or the second is put below the first

# VML, the only kind of drawing that Word, WPS and LibreOffice all take for a watermark.
_DRAFT = """<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">\
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" \
path="m@7,l@8,m@5,21600l@6,21600e">\
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>\
<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>\
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>\
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>\
<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{number:04}" type="#_x0000_t136" alt="草稿" \
style="position:absolute;width:260pt;height:130pt;rotation:330;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:page;\
mso-position-vertical:center;mso-position-vertical-relative:page" fillcolor="#ececec" stroked="f">\
<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="草稿"/></v:shape></w:pict>"""

# The page number of a page that lies across: a text box at the left side, whose text runs down.
_TURNED = """<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">\
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>\
<v:shape id="TurnedPageNumber{number}" o:spid="_x0000_s{number:04}" type="#_x0000_t202" \
style="position:absolute;margin-left:70.4pt;margin-top:{top}pt;width:16pt;height:100pt;z-index:1;\
mso-position-horizontal-relative:page;mso-position-vertical-relative:page" filled="f" stroked="f">\
<v:textbox style="layout-flow:vertical" inset="0,0,0,0"><w:txbxContent/></v:textbox></v:shape></w:pict>"""
# From the upper edge of the page: the text area is 156 mm high, below a margin of 28 mm.
_TURNED_TOPS = {"left": 79.4, "right": 421.6}


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style. Indents are in characters, spaces in lines of the text, size and line in points."""

    name: str
    face: str
    size: float = _BODY_SIZE
    align: Literal["left", "center", "right", "both"] = "left"
    latin: str = _LATIN
    first_line: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    keep_next: bool = False
    outline: int | None = None
    line: float = _LINE / 20


_STYLES = (
    _Style("Title", _TITLE_FACE, 22, "center", _TITLE_FACE, before=1, after=1, keep_next=True),
    _Style("Heading 1", _HEI, latin=_HEI, first_line=2, keep_next=True, outline=0),
    _Style("Heading 2", _KAI, first_line=2, keep_next=True, outline=1),
    _Style("Heading 3", _FANG, first_line=2, keep_next=True, outline=2),
    _Style("Heading 4", _FANG, first_line=2, keep_next=True, outline=3),
    _Style("Body Text", _FANG, align="both", first_line=2),
    _Style("Caption", _HEI, 14, "center", _HEI, before=0.25, keep_next=True, line=22.4),
    _Style("表格单位", _FANG, 12, "right", after=0.1, keep_next=True, line=19.2),
    _Style("表格文字", _FANG, 12, line=16.2),
    _Style("表格栏目", _HEI, 12, "center", _HEI, line=16.2),
    _Style("表格注释", _FANG, 12, first_line=2, after=0.5, line=18),
    _Style("附件说明", _FANG, left=5, first_line=-3, keep_next=True),
    _Style("落款", _FANG, align="right", right=2, keep_next=True),
    _Style("附件标识", _HEI, latin=_HEI, keep_next=True),
    _Style(
        "附件标题", _TITLE_FACE, 22, "center", _TITLE_FACE, before=1, after=0.5, keep_next=True, outline=0
    ),
    _Style("附表文字", _SONG, 9, line=11.7),
    _Style("附表栏目", _HEI, 9, "center", _HEI, line=11.7),
    _Style("Footer", _SONG, 14, latin=_SONG, line=14),
    _Style("验证码", _SONG, 7.5, latin=_SONG, line=12),
)


def render(document: Document, *, draft: bool = False, seal: Seal | None = None) -> bytes:
    """Return the document as a DOCX file, the same bytes every time.

    ``draft`` puts 草稿 under the text of every page, ``seal`` at its foot.
    """
    word = docx.Document()
    _set_defaults(word)
    for style in _STYLES:
        _define(word, style)
    _describe(word, document, seal)
    if draft:
        _mark_as_draft(word.sections[0])
    _Writer(word, _Pages(word, seal)).write(document)
    stream = io.BytesIO()
    word.save(stream)
    return pinned(stream.getvalue())


class _Pages:
    """The sections of the file: upright pages and pages that lie across, each with their footers."""

    def __init__(self, word: WordDocument, seal: Seal | None) -> None:
        self._word = word
        self._seal = seal
        self._footers: dict[bool, list[BaseOxmlElement]] = {}
        self.landscape = False
        self._lay_out()

    @property
    def text_width(self) -> Length:
        """The width between the margins."""
        return _TEXT_HEIGHT if self.landscape else _TEXT_WIDTH

    def turn(self, *, landscape: bool, is_fresh: bool = False) -> bool:
        """Let what follows stand on new pages that lie across or upright; tell whether that is a turn.

        The last paragraph ends the section before; of a file that is fresh nothing has to be ended.
        """
        if landscape == self.landscape:
            return False
        self.landscape = landscape
        if not is_fresh:
            *_, last, _section = self._word.element.body
            last.get_or_add_pPr().append(copy.deepcopy(self._section._sectPr))
        self._lay_out()
        return True

    @property
    def _section(self) -> Section:
        return self._word.sections[-1]

    def _lay_out(self) -> None:
        section, foot = self._section, _SEAL_LINE if self._seal else Pt(0)
        _lay_out(section, landscape=self.landscape, foot=foot)
        for old in _footers(section):
            section._sectPr.remove(old)
        if self.landscape in self._footers:
            section._sectPr[:0] = copy.deepcopy(self._footers[self.landscape])
            return
        _number_pages(self._word, section, landscape=self.landscape)
        if self._seal is not None:
            _seal_pages(self._word, section, self._seal, landscape=self.landscape)
        self._footers[self.landscape] = copy.deepcopy(_footers(section))


def _footers(section: Section) -> list[BaseOxmlElement]:
    return cast("list[BaseOxmlElement]", section._sectPr.findall(qn("w:footerReference")))


class _Writer:
    """Puts the blocks into the body, one after the other."""

    def __init__(self, word: WordDocument, pages: _Pages) -> None:
        self._word = word
        self._pages = pages
        self._style_ids = {style.name: style.style_id for style in word.styles}
        self._pictures = 0

    def write(self, document: Document) -> None:
        is_fresh = not document.title and not document.blocks  # an attachment alone opens the document
        if not is_fresh:
            self._paragraph("Title", "\n".join(document.title))
            self._blocks(document.blocks, text="表格文字", head="表格栏目")
        for attachment in document.attachments:
            self._attach(attachment, is_fresh=is_fresh)
            is_fresh = False

    def _attach(self, attachment: Attachment, *, is_fresh: bool) -> None:
        """Put an attachment on a new page; on the present one if that is fresh."""
        turned = self._pages.turn(landscape=attachment.landscape, is_fresh=is_fresh)
        label = [self._paragraph("附件标识", attachment.label)] if attachment.label else []
        first, *_below = [*label, self._paragraph("附件标题", attachment.title)]
        if not turned and not is_fresh:
            first.get_or_add_pPr().append(_element("w:pageBreakBefore"))
        self._blocks(attachment.blocks, text="附表文字", head="附表栏目", landscape=attachment.landscape)

    def _blocks(self, blocks: Iterable[Block], *, text: str, head: str, landscape: bool = False) -> None:
        noted = False
        listed = list(blocks)
        for block, below in zip_longest(listed, listed[1:]):
            self._pages.turn(landscape=landscape or (isinstance(block, Table) and block.landscape))
            match block:
                case Heading():
                    self._paragraph(f"Heading {block.level}", block.text)
                case Paragraph(role="attachment-note"):
                    self._note(block.text, first=not noted)
                    noted = True
                case Paragraph():
                    paragraph = self._paragraph("Body Text", block.text)
                    if isinstance(below, Signature) or getattr(below, "role", "") == "attachment-note":
                        # no page holds a signature without text
                        paragraph.get_or_add_pPr().append(_element("w:keepNext"))
                case Table():
                    self._table(block, text=text, head=head)
                case Signature():
                    self._sign(block)

    def _paragraph(self, style: str, text: str) -> CT_P:
        paragraph = self._new_paragraph(style, text)
        self._append(paragraph)
        return paragraph

    def _new_paragraph(
        self, style: str, text: str, align: Align | None = None, *, keep_next: bool = False
    ) -> CT_P:
        paragraph = cast("CT_P", OxmlElement("w:p"))
        properties = paragraph.get_or_add_pPr()
        properties.append(_element("w:pStyle", val=self._style_ids[style]))
        if keep_next:
            properties.append(_element("w:keepNext"))
        if align is not None:
            properties.append(_element("w:jc", val=align))
        if text:
            paragraph.add_r().text = text
        return paragraph

    def _append(self, element: BaseOxmlElement) -> None:
        self._word.element.body.insert_element_before(element, "w:sectPr")

    def _note(self, text: str, *, first: bool) -> None:
        properties = self._paragraph("附件说明", text).get_or_add_pPr()
        if first:
            properties.append(_spacing(before=1))
        else:
            properties.append(_indent(left=5))

    def _sign(self, signature: Signature) -> None:
        """Centre the office and the date on each other, the wider one two characters from the edge."""
        wider = max(_width(signature.office), _width(signature.date))
        for text, before in ((signature.office, 2), (signature.date, 0)):
            properties = self._paragraph("落款", text).get_or_add_pPr()
            properties.append(_spacing(before=before))
            properties.append(_indent(right=2 + (wider - _width(text)) / 2))

    def _table(self, table: Table, *, text: str, head: str) -> None:
        if table.caption:
            self._paragraph("Caption", table.caption)
        if table.unit:
            self._paragraph("表格单位", table.unit)
        margins = (50, 60) if text == "附表文字" else (60, 80)
        self._append(self._drawn(table, text=text, head=head, margins=margins))
        note = self._paragraph("表格注释", spelled(table.note))
        if not table.note:
            # a paragraph must part a table from the next one, and from the end of the file
            note.get_or_add_pPr().append(_spacing(after=0.5, line=1))

    def _drawn(self, table: Table, *, text: str, head: str, margins: tuple[int, int]) -> BaseOxmlElement:
        """Draw a table; ``margins`` of its cells are above and below, and beside the text, in twips."""
        widths = _widths(table, self._pages.text_width)
        first, last = len(table.head), len(table.all_rows) - 1
        drawn = _element(
            "w:tbl",
            _element(
                "w:tblPr",
                _element("w:tblStyle", val=self._style_ids["Table Grid"]),
                _element("w:tblW", w=sum(widths), type="dxa"),
                _element("w:jc", val="center"),
                _element("w:tblLayout", type="fixed"),
                _element(
                    "w:tblCellMar",
                    *(
                        _element(f"w:{side}", w=margin, type="dxa")
                        for side, margin in zip(("top", "left", "bottom", "right"), margins * 2, strict=True)
                    ),
                ),
            ),
            _element("w:tblGrid", *(_element("w:gridCol", w=width) for width in widths)),
        )
        for number, row in enumerate(_grid(table)):
            properties = _element("w:trPr", _element("w:cantSplit"))
            if number < len(table.head):
                properties.append(_element("w:tblHeader"))
            is_total = table.total is not None and number == last
            # no page begins or ends with fewer than three rows of a table
            keep_next = number < first + 2 or last - 3 < number < last
            drawn.append(
                _element(
                    "w:tr",
                    properties,
                    *(
                        _element(
                            "w:tc",
                            _cell_properties(
                                placed, widths, continued=placed.row < number, is_total=is_total
                            ),
                            self._cell_paragraph(
                                placed,
                                head if number < len(table.head) else text,
                                table.align(placed),
                                continued=placed.row < number,
                                keep_next=keep_next,
                                room=widths[placed.column] - 2 * margins[1] - _SLACK,
                            ),
                        )
                        for placed in row
                    ),
                )
            )
        return drawn

    def _cell_paragraph(
        self, placed: PlacedCell, style: str, align: Align, *, continued: bool, keep_next: bool, room: int
    ) -> CT_P:
        """Return what a cell holds: its text, or its bar, for which ``room`` twips are."""
        cell = placed.cell
        paragraph = self._new_paragraph(style, "" if continued else cell.text, align, keep_next=keep_next)
        if cell.bar is not None:
            missing = max(cell.bar.whole - cell.bar.length, Decimal(0))
            for color, length, meaning in (
                (_FILLED, cell.bar.length, cell.bar.meaning),
                (_EMPTY, missing, ""),
            ):
                if width := round(room * length):
                    paragraph.add_r().append(self._picture(_pixel(color), Twips(width), meaning))
        return paragraph

    def _picture(self, png: bytes, width: Length, meaning: str) -> BaseOxmlElement:
        """Return a picture as high as a bar, with what it says for those who do not see it."""
        self._pictures += 1
        inline = self._word.part.new_pic_inline(io.BytesIO(png), width, _BAR_HEIGHT)
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
        for name, value in (
            ("id", str(self._pictures)),
            ("name", f"条形{self._pictures}"),
            ("descr", meaning),
        ):
            inline.docPr.set(name, value)
        return _element("w:drawing", inline)


def _pixel(color: bytes) -> bytes:
    """Return a PNG of one pixel, to be stretched to a bar."""
    header = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" + color)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def _grid(table: Table) -> Iterator[list[PlacedCell]]:
    """Yield for each row the cells that cover it, from left to right; those from above among them."""
    rows: list[list[PlacedCell]] = [[] for _ in table.all_rows]
    for placed_row in table.placed():
        for placed in placed_row:
            for row in range(placed.row, placed.row + placed.cell.rowspan):
                rows[row].append(placed)
    for covered in rows:
        yield sorted(covered, key=lambda placed: placed.column)


def _cell_properties(
    placed: PlacedCell, widths: list[int], *, continued: bool, is_total: bool
) -> BaseOxmlElement:
    cell: Cell = placed.cell
    properties = _element(
        "w:tcPr", _element("w:tcW", w=sum(widths[placed.column : placed.column + cell.colspan]), type="dxa")
    )
    if cell.colspan > 1:
        properties.append(_element("w:gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        properties.append(_element("w:vMerge", val="continue" if continued else "restart"))
    if is_total:
        properties.append(
            _element("w:tcBorders", _element("w:top", val="double", sz=4, space=0, color="auto"))
        )
    properties.append(_element("w:vAlign", val="center"))
    return properties


def _widths(table: Table, whole: Length) -> list[int]:
    """Return the columns' widths in twips."""
    shares = sum(column.width for column in table.columns)
    return [round(whole.twips * column.width / shares) for column in table.columns]


def _width(text: str) -> float:
    """Return a line's width in characters: a Latin letter or digit takes half of one."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _set_defaults(word: WordDocument) -> None:
    """Put the standard's type and pitch under all styles, and the reader's language."""
    defaults = word.styles.element.find(qn("w:docDefaults"))
    defaults.clear()
    defaults.append(
        _element(
            "w:rPrDefault",
            _element(
                "w:rPr",
                _fonts(_FANG, _LATIN),
                _element("w:sz", val=32),
                _element("w:szCs", val=32),
                _element("w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
            ),
        )
    )
    defaults.append(_element("w:pPrDefault", _element("w:pPr")))
    word.settings.odd_and_even_pages_header_footer = True


def _define(word: WordDocument, wanted: _Style) -> None:
    """Give a style of the file, new or built in, exactly the wanted properties."""
    if wanted.name in word.styles:
        element = word.styles[wanted.name].element
    else:
        style = word.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        style.quick_style = True
        element = style.element
    for tag in ("w:pPr", "w:rPr"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    element.append(_paragraph_properties(wanted))
    element.append(
        _element(
            "w:rPr",
            _fonts(wanted.face, wanted.latin),
            _element("w:b", val=0),
            _element("w:color", val="000000"),
            _element("w:spacing", val=round(_TIGHTER * 20) if wanted.size == _BODY_SIZE else 0),
            _element("w:sz", val=round(wanted.size * 2)),
            _element("w:szCs", val=round(wanted.size * 2)),
        )
    )


def _paragraph_properties(style: _Style) -> BaseOxmlElement:
    properties = _element("w:pPr")
    if style.keep_next:
        properties.append(_element("w:keepNext"))
    properties.append(_element("w:widowControl"))
    properties.append(_element("w:autoSpaceDE", val=0))
    properties.append(_element("w:autoSpaceDN", val=0))
    properties.append(_element("w:snapToGrid", val=0))
    properties.append(_spacing(before=style.before, after=style.after, line=style.line))
    properties.append(_indent(first_line=style.first_line, left=style.left, right=style.right))
    properties.append(_element("w:jc", val=style.align))
    if style.outline is not None:
        properties.append(_element("w:outlineLvl", val=style.outline))
    return properties


def _describe(word: WordDocument, document: Document, seal: Seal | None) -> None:
    properties = word.core_properties
    properties.title = document.name
    properties.author = properties.last_modified_by = document.author
    properties.keywords = ", ".join(document.keywords)
    properties.identifier = seal.keyword if seal else ""
    properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = moment(document.written_on)


def _lay_out(section: Section, *, landscape: bool, foot: Length) -> None:
    """Set the page box: the text area of 156 × 225 mm, turned where the page lies across.

    ``foot`` is the height of what stands below the page number.
    """
    sides = Mm(37), Mm(26), Mm(35), Mm(28)
    top, right, bottom, left = (sides[3], *sides[:3]) if landscape else sides
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.page_width, section.page_height = width, height
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    # the dashes beside the number stand in the middle of its line, 7 mm below the text
    section.footer_distance = Emu(bottom - Mm(7) - Pt(7) - foot)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(_LINE))


def _number_pages(word: WordDocument, section: Section, *, landscape: bool) -> None:
    """Put — 1 — one character from the outer edge: at the right on odd pages, at the left on even ones.

    A page that lies across keeps its number where the upright pages have it: the upright page's foot is its
    left side, so the number stands there, turned, at the bottom on odd pages and at the top on even ones.
    """
    style = word.styles["Footer"].style_id
    for number, (footer, align) in enumerate(
        ((section.footer, "right"), (section.even_page_footer, "left")), start=1
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]._p
        paragraph.clear_content()
        properties = paragraph.get_or_add_pPr()
        for old in list(properties):
            properties.remove(old)
        properties.append(_element("w:pStyle", val=style))
        if landscape:
            frame = parse_xml(_TURNED.format(number=number, top=_TURNED_TOPS[align]))
            for content in frame.iter(qn("w:txbxContent")):
                content.append(_page_number(style, align))
            paragraph.add_r().append(frame)
        else:
            footer._element.replace(paragraph, _page_number(style, align))


def _page_number(style: str, align: str) -> BaseOxmlElement:
    """Return a paragraph — 1 — whose number is a field."""
    paragraph = cast("CT_P", OxmlElement("w:p"))
    properties = paragraph.get_or_add_pPr()
    properties.append(_element("w:pStyle", val=style))
    properties.append(_element("w:ind", **{f"{align}Chars": 100, align: 280}))
    properties.append(_element("w:jc", val=align))
    paragraph.add_r().text = "— "
    field = _element("w:fldSimple", instr="PAGE")
    field.append(_element("w:r", _element("w:t")))
    paragraph.append(field)
    paragraph.add_r().text = " —"
    return paragraph


def _mark_as_draft(section: Section) -> None:
    """Put 草稿 aslant under the text of odd and even pages, as Word's own watermarks are."""
    for number, header in enumerate((section.header, section.even_page_header), start=1):
        header.is_linked_to_previous = False
        run = header.paragraphs[0].add_run()
        run._r.append(parse_xml(_DRAFT.format(number=number)))


def _seal_pages(word: WordDocument, section: Section, seal: Seal, *, landscape: bool) -> None:
    """Put the seal at the foot, on the side without the page number; where that is turned, at the right."""
    style = word.styles["验证码"].style_id
    odd = "right" if landscape else "left"
    for footer, align in ((section.footer, odd), (section.even_page_footer, "right")):
        paragraph = footer.add_paragraph()._p
        properties = paragraph.get_or_add_pPr()
        for old in list(properties):
            properties.remove(old)
        properties.append(_element("w:pStyle", val=style))
        properties.append(_element("w:spacing", before=0, after=0, line=_SEAL_LINE.twips, lineRule="exact"))
        properties.append(_element("w:jc", val=align))
        paragraph.add_r().text = seal.line


def _fonts(face: str, latin: str) -> BaseOxmlElement:
    return _element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=face, cs=latin, hint="eastAsia")


def _spacing(*, before: float = 0, after: float = 0, line: float = _LINE / 20) -> BaseOxmlElement:
    return _element(
        "w:spacing",
        before=round(before * _LINE),
        after=round(after * _LINE),
        line=round(line * 20),
        lineRule="exact",
    )


def _indent(*, first_line: float = 0, left: float = 0, right: float = 0) -> BaseOxmlElement:
    """Indent by characters; the twips are for programs that do not count in characters."""
    sides = {"left": left, "right": right, "firstLine": max(first_line, 0), "hanging": max(-first_line, 0)}
    attributes: dict[str, int] = {}
    for side, characters in sides.items():
        if characters or side != "hanging":
            attributes[f"{side}Chars"] = round(characters * 100)
            attributes[side] = round(characters * _CHARACTER)
    if first_line < 0:
        del attributes["firstLineChars"], attributes["firstLine"]
    return _element("w:ind", **attributes)


def _element(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    element = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element
