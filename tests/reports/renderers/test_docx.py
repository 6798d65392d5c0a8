import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from reports.checkup.ingest import read
from reports.document import Document, Heading, Paragraph, spelled
from reports.renderers import docx as renderer
from tests.reports.renderers import samples
from tests.reports.renderers.samples import Placement


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(renderer.render(document)))


@pytest.fixture(scope="module")
def report() -> WordDocument:
    return opened(samples.report())


def printed(element: Any) -> str:
    """The text of a paragraph or cell, its line breaks as line feeds."""
    return "".join(
        "\n" if node.tag == qn("w:br") else node.text or "" for node in element.iter(qn("w:t"), qn("w:br"))
    )


def drawn(table: Any) -> set[Placement]:
    """Read a table's cells where Word puts them."""
    heights: dict[int, int] = {}
    starts: dict[int, int] = {}
    found: dict[tuple[int, int], list[Any]] = {}
    for number, row in enumerate(table.findall(qn("w:tr"))):
        column = 0
        for cell in row.findall(qn("w:tc")):
            properties = cell.find(qn("w:tcPr"))
            span = properties.find(qn("w:gridSpan"))
            width = int(span.get(qn("w:val"))) if span is not None else 1
            merge = properties.find(qn("w:vMerge"))
            if merge is not None and merge.get(qn("w:val")) == "continue":
                found[starts[column], column][0] += 1
                assert printed(cell) == ""
            else:
                starts[column] = number
                found[number, column] = [1, width, printed(cell)]
            column += width
        heights[number] = column
    assert len(set(heights.values())) == 1
    return {(row, column, *cell) for (row, column), cell in found.items()}


def tables(word: WordDocument) -> Iterator[Any]:
    yield from word.element.body.findall(qn("w:tbl"))


@pytest.mark.parametrize(
    "document",
    [samples.report(), samples.across(), samples.hostile(), samples.holding(samples.long_table(500))],
    ids=["report", "across", "hostile", "500 rows"],
)
def test_every_table_is_there_cell_for_cell(document: Document) -> None:
    assert [drawn(table) for table in tables(opened(document))] == list(
        map(samples.placements, document.tables())
    )


def test_title_headings_and_paragraphs_stand_in_their_styles(report: WordDocument) -> None:
    paragraphs = [(paragraph.style.name, paragraph.text) for paragraph in report.paragraphs]
    assert paragraphs[0] == ("Title", "2020年度平安稳定项目\n支出绩效自评报告")
    wanted = [
        (f"Heading {block.level}" if isinstance(block, Heading) else "Body Text", block.text)
        for block in samples.report().blocks
        if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.role == "body")
    ]
    assert [found for found in paragraphs if re.match("Heading|Body", found[0])] == wanted
    assert ("附件说明", "附件：项目支出绩效自评表") in paragraphs
    assert [text for style, text in paragraphs if style == "落款"] == ["朝天门街道办事处", "2021年2月3日"]
    assert ("附件标识", "附件") in paragraphs
    assert ("附件标题", "项目支出绩效自评表（2020年度）") in paragraphs


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
        ("Heading 4", "仿宋_GB2312", 16),
        ("Body Text", "仿宋_GB2312", 16),
        ("Footer", "宋体", 14),
    ],
)
def test_styles_name_the_official_faces(report: WordDocument, style: str, face: str, size: int) -> None:
    found = report.styles[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == face
    assert found.font.size.pt == size
    assert not found.font.bold
    assert str(found.font.color.rgb) == "000000"


def test_headings_are_in_the_outline_and_stay_with_their_text(report: WordDocument) -> None:
    for level in range(1, 5):
        style = report.styles[f"Heading {level}"]
        assert style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level - 1)
        assert style.paragraph_format.keep_with_next


def test_the_page_is_the_standards(report: WordDocument) -> None:
    (section,) = report.sections
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [margin.mm for margin in margins] == pytest.approx([37, 26, 35, 28], abs=0.1)
    pitch = int(section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")))
    assert Mm(225).twips // pitch == 22
    spacing = report.styles["Body Text"].element.pPr.spacing
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == (str(pitch), "exact")
    closer = int(report.styles["Body Text"].element.rPr.find(qn("w:spacing")).get(qn("w:val")))
    assert Mm(156).twips // (16 * 20 + closer) == 28


def test_page_numbers_are_fields_mirrored(report: WordDocument) -> None:
    assert report.settings.odd_and_even_pages_header_footer
    (section,) = report.sections
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        (field,) = paragraph._p.findall(qn("w:fldSimple"))
        assert field.get(qn("w:instr")) == "PAGE"
        assert printed(paragraph._p) == "—  —"
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert paragraph._p.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"
    # the middle of the line, where the dashes are, stands 7 mm below the text
    assert section.bottom_margin.mm - section.footer_distance.mm == pytest.approx(7 + 7 / 72 * 25.4, abs=0.1)


def test_header_rows_repeat_and_rows_are_not_split() -> None:
    (table,) = tables(opened(samples.holding(samples.long_table(500))))
    rows = table.findall(qn("w:tr"))
    assert len(rows) == 503
    assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)
    repeated = [row.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in rows]
    assert repeated == [True, True] + [False] * 501


def test_tables_are_as_wide_as_the_text_and_amounts_stand_at_the_right(report: WordDocument) -> None:
    for table in tables(report):
        widths = [int(column.get(qn("w:w"))) for column in table.find(qn("w:tblGrid"))]
        assert sum(widths) == pytest.approx(Mm(156).twips, abs=len(widths))
    table = next(tables(report))
    for row in table.findall(qn("w:tr"))[1:]:
        for cell in row.findall(qn("w:tc"))[1:]:
            assert cell.find(f".//{qn('w:jc')}").get(qn("w:val")) == "right"


def test_the_total_is_ruled_twice(report: WordDocument) -> None:
    for table in tables(report):
        ruled = [
            bool(row.xpath(".//w:tcBorders/w:top[@w:val='double']")) for row in table.findall(qn("w:tr"))
        ]
        assert ruled == [False] * (len(ruled) - 1) + [True]


def test_unit_caption_and_note_stand_by_their_table(report: WordDocument) -> None:
    body = list(report.element.body)
    table = body.index(next(tables(report)))
    assert [printed(element) for element in body[table - 2 : table]] == ["资金安排情况表", "单位：万元"]
    assert printed(body[table + 1]).startswith("注：各行与合计")


def test_the_narrower_line_of_the_signature_is_centred_on_the_wider(report: WordDocument) -> None:
    indents = [
        int(paragraph._p.pPr.find(qn("w:ind")).get(qn("w:rightChars")))
        for paragraph in report.paragraphs
        if paragraph.style.name == "落款"
    ]
    assert indents == [200, 300]  # the office is 8 characters wide, the date 6


def test_an_attachment_begins_a_page_upright_or_across() -> None:
    word = opened(samples.across())
    assert [section.orientation for section in word.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    turned = word.sections[1]
    sides = (turned.top_margin, turned.right_margin, turned.bottom_margin, turned.left_margin)
    assert [side.mm for side in sides] == pytest.approx([28, 37, 26, 35], abs=0.1)
    widths = [
        sum(int(column.get(qn("w:w"))) for column in table.find(qn("w:tblGrid"))) for table in tables(word)
    ]
    assert widths == pytest.approx([Mm(225).twips, Mm(156).twips], abs=4)
    assert not any(one.text == "" for one in word.paragraphs if one.style.name != "表格注释")
    label = next(one for one in opened(samples.report()).paragraphs if one.style.name == "附件标识")
    assert label.paragraph_format.page_break_before


def test_a_page_that_lies_across_keeps_its_number_where_upright_pages_have_it() -> None:
    first, turned, last = opened(samples.across()).sections
    assert [first.footer.part, first.even_page_footer.part] == [last.footer.part, last.even_page_footer.part]
    for footer, side in ((turned.footer, "right"), (turned.even_page_footer, "left")):
        (box,) = footer._element.iter("{urn:schemas-microsoft-com:vml}textbox")
        assert box.get("style") == "layout-flow:vertical"
        (number,) = box.iter(qn("w:p"))
        assert [field.get(qn("w:instr")) for field in number.iter(qn("w:fldSimple"))] == ["PAGE"]
        assert number.pPr.find(qn("w:jc")).get(qn("w:val")) == side


def test_a_wide_table_of_the_text_lies_across_between_upright_pages() -> None:
    wide = replace(samples.allocation_table(), landscape=True)
    word = opened(samples.holding(samples.paragraph("前"), wide, samples.paragraph("后")))
    orientations = [section.orientation for section in word.sections]
    assert orientations == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    (table,) = tables(word)
    ended = [one.text for one in word.paragraphs if one._p.pPr.find(qn("w:sectPr")) is not None]
    assert ended == ["前", spelled(wide.note)]
    assert sum(int(one.get(qn("w:w"))) for one in table.find(qn("w:tblGrid"))) == pytest.approx(
        Mm(225).twips, abs=4
    )


def test_a_form_alone_opens_with_its_title() -> None:
    word = opened(samples.form_alone())
    assert word.paragraphs[0].text == word.core_properties.title == samples.form_alone().name
    assert not word.paragraphs[0].paragraph_format.page_break_before


def test_the_file_says_what_it_is(report: WordDocument) -> None:
    properties = report.core_properties
    assert properties.title == "2020年度平安稳定项目支出绩效自评报告"
    assert properties.author == properties.last_modified_by == "朝天门街道办事处"
    assert properties.keywords == "绩效自评, 平安稳定项目"
    assert f"{properties.created:%Y-%m-%d}" == f"{properties.modified:%Y-%m-%d}" == "2021-02-03"
    assert properties.comments == ""


def test_drawing_again_gives_the_same_bytes() -> None:
    first = renderer.render(samples.report())
    assert renderer.render(samples.report()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_people_write_stays_text() -> None:
    word = opened(samples.hostile())
    assert [one.text for one in word.paragraphs if one.style.name == "Body Text"] == list(samples.HOSTILE)
    assert not word.element.body.findall(f".//{qn('w:hyperlink')}")


def test_the_signature_takes_the_last_paragraph_along(report: WordDocument) -> None:
    paragraphs = report.paragraphs
    note = next(number for number, one in enumerate(paragraphs) if one.style.name == "附件说明")
    assert paragraphs[note - 1].style.name == "Body Text"
    assert paragraphs[note - 1].paragraph_format.keep_with_next
    assert not paragraphs[note - 2].paragraph_format.keep_with_next
    assert all(one.style.paragraph_format.keep_with_next for one in paragraphs[note : note + 2])


def test_a_draft_says_so_under_every_page() -> None:
    content = renderer.render(samples.across(), draft=True)
    assert renderer.render(samples.across(), draft=True) == content
    drawn, plain = (docx.Document(io.BytesIO(one)) for one in (content, renderer.render(samples.across())))
    first = drawn.sections[0]
    for header in (first.header, first.even_page_header):
        shape = header._element.find(".//{urn:schemas-microsoft-com:vml}shape")
        assert shape is not None
        assert shape.get("alt") == "草稿"
    for section in drawn.sections[1:]:
        assert section.header.part == first.header.part
        assert section.even_page_header.part == first.even_page_header.part
    assert plain.sections[0].header.is_linked_to_previous
    assert read("a.docx", content) == read("a.docx", renderer.render(samples.across()))
