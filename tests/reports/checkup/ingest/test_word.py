"""Word files: what Word shows of them, whoever wrote them."""

import io
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reports.checkup.ingest import Source, WordPlace, read
from reports.checkup.ingest.numbering import chinese
from reports.document import Heading
from tests.projects.packages import repacked
from tests.reports.checkup.ingest.shapes import lines, rows, spans

WORDS = nsdecls("w")
BOX = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def saved(word: WordDocument) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def body(*elements: str) -> Source:
    """A file whose body holds these elements."""
    word = docx.Document()
    for element in elements:
        word.element.body.insert_element_before(
            parse_xml(f"<w:body {WORDS}>{element}</w:body>")[0], "w:sectPr"
        )
    return read("a.docx", saved(word))


def table(*listed: str) -> str:
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in listed) + "</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_changes_are_read_as_accepted() -> None:
    source = body(
        "<w:p><w:r><w:t>安排资金</w:t></w:r>"
        "<w:del><w:r><w:delText>561.24</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>561.26</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>万元</w:t></w:r></w:moveTo></w:p>",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半句</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>，后半句。</w:t></w:r></w:p>",
        table("<w:trPr><w:del/></w:trPr>" + cell("删去的行"), cell("留下的行")),
    )
    assert lines(source.document) == ["安排资金561.26万元", "前半句，后半句。"]
    assert rows(source.document) == [["留下的行"]]


def test_a_line_is_what_is_shown_of_it() -> None:
    source = body(
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type='page'/></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>看得见</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>块</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p/>",
    )
    assert lines(source.document) == ["甲\t乙\n丙看得见链接控件", "块"]


def test_text_boxes_follow_their_paragraph_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内561.26</w:t></w:r></w:p></w:txbxContent>"
    source = body(
        f"<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='{BOX}'>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "<w:p><w:r><w:t>后</w:t></w:r></w:p>",
    )
    assert lines(source.document) == ["前", "框内561.26", "后"]
    assert [one.place for one in source.places] == [WordPlace(0), WordPlace(1), WordPlace(3)]


def test_merged_cells_are_one() -> None:
    source = body(
        table(
            cell("项目", '<w:vMerge w:val="restart"/>') + cell("金额", '<w:gridSpan w:val="2"/>'),
            cell("", "<w:vMerge/>") + cell("预算") + cell("执行"),
            cell("甲") + cell("1") + cell("2"),
        )
    )
    (read_back,) = source.document.tables()
    assert rows(source.document) == [["项目", "金额"], ["预算", "执行"], ["甲", "1", "2"]]
    assert spans(read_back) >= {(0, 0, 2, 1), (0, 1, 1, 2)}
    assert source.places[0].cells[2, 2] == WordPlace(7)


def test_uneven_rows_are_filled_up() -> None:
    source = body(
        table(
            "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("甲"),
            cell("乙") + cell("丙") + cell("丁"),
            cell("", "<w:vMerge/>") + cell("戊", "<w:hMerge w:val='restart'/>") + cell("", "<w:hMerge/>"),
        )
    )
    assert rows(source.document) == [["", "甲", ""], ["乙", "丙", "丁"], ["戊"]]
    assert spans(next(source.document.tables())) >= {(1, 0, 2, 1), (2, 1, 1, 2)}


@pytest.mark.parametrize(
    ("style", "text", "level", "number"),
    [
        ("Heading 1", "一、基本概况", 1, "一、"),
        ("Heading 2", "项目概况", 2, ""),
        ("Heading 3", "1.资金安排，总投入等情况", 3, "1."),
        ("Normal", "（二）评价过程", 2, "（二）"),
    ],
)
def test_headings_are_known_by_style_or_number(style: str, text: str, level: int, number: str) -> None:
    word = docx.Document()
    word.add_paragraph(text, style=style)
    (block,) = read("a.docx", saved(word)).document.blocks
    assert isinstance(block, Heading)
    assert (block.level, block.number, block.text) == (level, number, text)


NUMBERING = f"""<w:numbering {WORDS}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"""


def test_numbers_that_word_counts_are_printed() -> None:
    word = docx.Document()
    for text, number, level in (
        ("基本概况", 1, 0),
        ("前期准备", 1, 1),
        ("组织实施", 1, 1),
        ("要点", 1, 2),
        ("工作情况", 1, 0),
        ("资料收集", 1, 1),
        ("从头数起", 2, 0),
        ("接着数", 2, 0),
        ("没有编号", 0, 0),
    ):
        properties = word.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f"<w:numPr {WORDS}><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")
        )
    content = repacked(saved(word), parts={"word/numbering.xml": NUMBERING.encode()})
    assert lines(read("a.docx", content).document) == [
        "一、基本概况",
        "1.前期准备",
        "2.组织实施",
        "要点",
        "二、工作情况",
        "1.资料收集",
        "一、从头数起",
        "二、接着数",
        "没有编号",
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一"), (103, "一百零三"), (110, "一百一十")],
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert chinese(number) == text


def test_footnotes_stand_at_the_end() -> None:
    word = docx.Document()
    word.add_paragraph("安排资金561.26万元。")
    notes = (
        f"<w:footnotes {WORDS}>"
        "<w:footnote w:type='separator'><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>"
        "<w:footnote><w:p><w:r><w:t>含上年结转。</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = repacked(saved(word), parts={"word/footnotes.xml": notes.encode()})
    content = repacked(
        content,
        replace=(
            b"</Types>",
            f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode(),
        ),
    )
    content = with_relation(content, relation)
    source = read("a.docx", content)
    assert lines(source.document) == ["安排资金561.26万元。", "含上年结转。"]
    assert source.places[1].place == WordPlace(1, "footnotes")


def with_relation(content: bytes, relation: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        relations = package.read("word/_rels/document.xml.rels")
    added = f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'
    return repacked(
        content,
        parts={"word/_rels/document.xml.rels": relations.replace(b"</Relationships>", added.encode())},
    )
