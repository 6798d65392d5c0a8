"""Word comments at the figures themselves; nothing that the file said is lost."""

import io
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor

from reports import legacy
from reports.checkup.annotating import annotate
from reports.checkup.annotating.remarks import Remarks
from tests.projects.packages import repacked
from tests.reports.checkup.annotating import AT, TEXT, WRONG, annotated, opened, said, saved

ERROR_FILL = "F8CFCB"


def comments(word: WordDocument) -> list[str]:
    return [comment.text for comment in word.comments]


def anchored(word: WordDocument, number: int) -> str:
    """The text between the marks of a comment."""
    inside, text = False, ""
    for element in word.element.body.iter():
        if element.tag in (qn("w:commentRangeStart"), qn("w:commentRangeEnd")):
            if element.get(qn("w:id")) == str(number):
                inside = element.tag == qn("w:commentRangeStart")
        elif inside and element.tag == qn("w:t"):
            text += element.text
    return text


def shaded(word: WordDocument) -> list[tuple[str, str]]:
    return [
        (run.text, fill)
        for run in word.element.body.iter(qn("w:r"))
        for fill in run.xpath("./w:rPr/w:shd/@w:fill")
    ]


@pytest.mark.parametrize("cut", [None, TEXT.index("90.00%，占") + 2])
def test_the_very_figure_is_commented_on(cut: int | None) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph()
    for piece in (TEXT[:cut], TEXT[cut:] if cut else ""):
        run = paragraph.add_run(piece)
        run.italic, run.font.color.rgb = True, RGBColor(1, 2, 3)
    result = opened(annotated("a.docx", saved(word)))
    assert [comment.author for comment in result.comments] == ["文档体检", "文档体检"]
    summary, wrong = comments(result)
    assert summary.startswith("文档体检结果\n问题共")
    assert wrong.startswith(f"1. 错误：比率\n{WRONG}\n原文：90.00%；应为：97.58%\n依据：")
    assert anchored(result, 1) == "90.00%"
    assert "".join(text for text, _fill in shaded(result)) == "90.00%"
    assert {fill for _text, fill in shaded(result)} == {ERROR_FILL}
    runs = [run for run in result.paragraphs[0].runs if run.text]
    before = "".join(run.text for run in runs)
    assert before == TEXT
    assert before.index("".join(text for text, _ in shaded(result)) + "，占") == TEXT.index("90.00%，占")
    assert all(run.italic and run.font.color.rgb == RGBColor(1, 2, 3) for run in runs)


def test_the_hour_is_that_of_the_check_up() -> None:
    word = docx.Document()
    word.add_paragraph(TEXT)
    part = zipfile.ZipFile(io.BytesIO(annotated("a.docx", saved(word)))).read("word/comments.xml")
    assert part.count(f'w:date="{AT:%Y-%m-%dT%H:%M:%S}Z"'.encode()) == 2


def test_comments_that_were_there_stay() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph(TEXT)
    word.add_comment(paragraph.runs, text="请核实", author="财政所")
    result = opened(annotated("a.docx", saved(word)))
    assert comments(result)[0] == "请核实"
    assert anchored(result, 0) == TEXT
    assert len(comments(result)) == 3


def test_every_finding_of_a_report_has_its_comment() -> None:
    content = next(content for name, content in legacy.files().items() if name.endswith(".docx"))
    result = opened(annotated("a.docx", content))
    listed = said("a.docx", content).listed
    assert comments(result)[1:] == [remark.text for remark in listed]
    fills = result.element.body.xpath("count(//w:tcPr/w:shd | //w:rPr/w:shd)")
    assert fills >= len({remark.spot for remark in listed})
    assert result.element.body.xpath("//w:tcPr/w:shd/following-sibling::w:tcW") == []


def test_a_blank_cell_is_filled_and_commented_on() -> None:
    word = docx.Document()
    rows = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
        ["产出指标", "数量指标", "巡查次数", "≥50次", "40次", "60", "48", ""],
        ["效益指标", "社会效益指标", "矛盾化解率", "≥90%", "95%", "40", "40", ""],
        ["总分", "", "", "", "", "100", "88", ""],
    ]
    grid = word.add_table(len(rows), 8)
    for row, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    result = opened(annotated("a.docx", saved(word)))
    blank = result.tables[0].cell(1, 7)._tc
    assert blank.xpath("./w:tcPr/w:shd/@w:fill") == ["FCE8B2"]
    assert blank.xpath(".//w:commentReference")


def test_what_is_wrong_in_a_text_box_is_said_where_it_hangs() -> None:
    box = f"<w:txbxContent><w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p></w:txbxContent>"
    runs = f"<w:r><w:t>前</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r>"
    text = f"<w:body {nsdecls('w')}><w:p>{runs}</w:p></w:body>"
    word = docx.Document()
    word.element.body.insert_element_before(parse_xml(text)[0], "w:sectPr")
    result = opened(annotated("a.docx", saved(word)))
    assert len(comments(result)) == 2
    assert not result.element.body.xpath("//w:txbxContent//w:commentReference")
    assert shaded(result)[-1] == ("90.00%", ERROR_FILL)


def test_what_is_wrong_in_a_footnote_is_said_where_it_hangs() -> None:
    word = docx.Document()
    reference = f"<w:r {nsdecls('w')}><w:footnoteReference w:id='7'/></w:r>"
    word.add_paragraph("资金见注")._p.append(parse_xml(reference))
    notes = (
        f"<w:footnotes {nsdecls('w')}>"
        "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>"
        f"<w:footnote w:id='7'><w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    result = opened(annotated("a.docx", with_footnotes(saved(word), notes)))
    [start] = result.element.body.xpath("//w:commentRangeStart[@w:id='1']")
    assert start.getnext().xpath("./w:footnoteReference/@w:id") == ["7"]


def with_footnotes(content: bytes, notes: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    declared = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    content = repacked(content, parts={"word/footnotes.xml": notes.encode()})
    content = repacked(content, replace=(b"</Types>", declared.encode()))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        relations = package.read("word/_rels/document.xml.rels")
    added = f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'
    relations = relations.replace(b"</Relationships>", added.encode())
    return repacked(content, parts={"word/_rels/document.xml.rels": relations})


def test_a_file_without_findings_gets_the_summary_alone() -> None:
    word = docx.Document()
    word.add_table(1, 1).cell(0, 0).text = "甲"
    [summary] = comments(opened(annotated("a.docx", saved(word))))
    assert "\n未发现问题。\n数字共" in summary


def test_a_file_without_a_run_gets_the_summary_too() -> None:
    word = docx.Document()
    word.add_paragraph()
    result = annotate("docx", saved(word), Remarks(AT, ("文档体检结果",), ()))
    assert comments(opened(result)) == ["文档体检结果"]
