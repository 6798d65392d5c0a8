"""Damaged, encrypted, empty, huge, wrongly named and hostile files: one clear sentence each."""

import io
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest
from docx.oxml import OxmlElement
from openpyxl import Workbook

from reports.checkup.ingest import Unreadable, gathering, pdf, read
from reports.renderers import docx as word_renderer
from tests.projects import packages
from tests.reports.renderers import samples

LAUGHS = (
    b'<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><w>&c;</w>'
)
EXTERNAL = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


def word() -> bytes:
    return word_renderer.render(samples.holding(samples.paragraph("安排资金561.26万元。")))


def saved(document: "docx.document.Document") -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def nested(depth: int) -> bytes:
    """A Word file with tables within tables."""
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    for _ in range(depth - 1):
        table = OxmlElement("w:tbl")
        row, inner = OxmlElement("w:tr"), OxmlElement("w:tc")
        inner.append(OxmlElement("w:p"))
        row.append(inner)
        table.append(row)
        (cell._tc if hasattr(cell, "_tc") else cell).append(table)
        cell = inner
    return saved(document)


def scanned() -> bytes:
    """A PDF of one picture."""
    pixels = zlib.compress(bytes(3))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources 6 0 R >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(pixels), pixels),
        b"<< /Length 24 >>\nstream\nq 9 0 0 9 0 0 cm /I Do Q\nendstream",
        b"<< /XObject << /I 4 0 R >> >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def encrypted_pdf() -> bytes:
    """A PDF whose password nobody knows."""
    trailer = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"00" * 32 + b"> /U <" + b"11" * 32 + b"> >>"
        b" /ID [<00> <00>] /Root 1 0 R"
    )
    return scanned().replace(b"/Root 1 0 R", trailer)


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("自评报告.txt", "安排资金")
    return stream.getvalue()


def empty_workbook() -> bytes:
    return packages.saved(Workbook())


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"", "空的"),
        ("a.docx", bytes(20 * 1024 * 1024 + 1), "大于20MB"),
        ("a.exe", b"MZ", "不能识别“.exe”"),
        ("报告", b"text", "没有后缀"),
        ("a.doc", packages.renamed_xls(), "不能识别“.doc”"),
        ("a.docx", packages.renamed_xls(), "另存为.docx"),
        ("a.xlsx", packages.renamed_xls(), "去掉密码"),
        ("a.xls", packages.renamed_xls(), "损坏"),
        ("a.xls", packages.plain_workbook(), "文件名是.xls，内容却是Excel工作簿"),
        ("a.docx", packages.plain_workbook(), "文件名是.docx，内容却是Excel工作簿"),
        ("a.xlsx", word(), "文件名是.xlsx，内容却是Word文档"),
        ("a.docx", packages.with_macros(), "宏"),
        ("a.docx", archive(), "内容不是Word文档"),
        ("a.pdf", word(), "文件名是.pdf，内容却是Word文档"),
        ("a.docx", b"%PDF-1.7", "内容却是PDF"),
        ("a.txt", b"%PDF-1.7", "内容却是PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "内容却是图片"),
        ("a.txt", bytes(range(256)) * 9, "编码"),
        ("a.txt", b"\n \n", "没有文字"),
        ("a.html", b"<p></p>", "没有文字"),
        ("a.xlsx", empty_workbook(), "没有文字"),
        ("a.docx", word()[:-300], "损坏"),
        ("a.xlsx", packages.truncated(), "损坏"),
        ("a.xlsx", packages.with_wrong_checksum(), "损坏"),
        ("a.docx", packages.repacked(word(), parts={"word/document.xml": b"<w:document/>"}), "损坏"),
        ("a.pdf", b"%PDF-1.7\nnothing", "损坏"),
        ("a.pdf", scanned(), "扫描"),
        ("a.pdf", encrypted_pdf(), "设有密码"),
        ("a.xlsx", packages.zip_bomb(), "解压后"),
        ("a.docx", packages.repacked(word(), parts={"word/media/a.png": bytes(60 << 20)}), "解压后"),
        ("a.docx", packages.repacked(word(), parts={"word/footnotes.xml": LAUGHS}), "DOCTYPE"),
        ("a.docx", packages.repacked(word(), parts={"word/document.xml": EXTERNAL}), "DOCTYPE"),
        ("a.xlsx", packages.with_doctype(), "DOCTYPE"),
        ("a.xlsx", packages.with_macros(), "宏"),
        ("a.docx", packages.repacked(word(), parts={"word/vbaProject.bin": b"x"}), "宏"),
        ("a.xlsx", packages.with_external_link(), "外部"),
        ("a.xlsx", packages.cell_in_the_last_row(), "XFD1048576"),
        ("a.docx", nested(400), "嵌套超过了20层"),
        ("a.docx", nested(60), "嵌套超过了20层"),
        ("a.html", b"<table><tr><td>" * 400 + b"x", "嵌套超过了20层"),
        ("a.html", b"<table><tr><td colspan=1000000>x<td>y</table>", "超过了50000行或100栏"),
        ("a.txt", b"x\n" * 60_000, "超过了50000段"),
    ],
)
def test_a_file_that_is_not_read_says_why(name: str, content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as refused:
        read(name, content)
    sentence = str(refused.value)
    assert sentence.endswith("。")
    assert "\n" not in sentence


def test_a_million_rows_are_not_read() -> None:
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    rows = b"".join(row % (number, number) for number in range(1, 60_001))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + rows
        + b"</sheetData></worksheet>"
    )
    content = packages.repacked(packages.plain_workbook(), parts={"xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(Unreadable, match="A50001"):
        read("a.xlsx", content)


@pytest.mark.parametrize("make", [word, packages.plain_workbook])
def test_no_cut_off_file_gets_anything_but_a_sentence(make: Callable[[], bytes]) -> None:
    content = make()
    for length in range(1, len(content), len(content) // 40):
        with pytest.raises(Unreadable):
            read("a.docx" if make is word else "a.xlsx", content[:length])


def test_the_limits_hold_over_all_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("MOST_CELLS", "MOST_BLOCKS", "MOST_CHARACTERS"):
        with monkeypatch.context() as patch:
            patch.setattr(gathering, limit, 1)
            with pytest.raises(Unreadable, match="超过了1"):
                read("a.md", "一、概况\n|甲|乙|\n|--|--|\n|1|2|\n".encode())


def test_a_pdf_may_have_so_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 0)
    with pytest.raises(Unreadable, match="超过了0页"):
        read("a.pdf", scanned())


def test_tables_within_tables_become_lines_of_their_cell() -> None:
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 0)
    cell.text = "资金"
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "预算", "561.26"
    (table,) = read("a.docx", saved(document)).document.tables()
    assert [one.text for one in table.rows[0]] == ["资金\n预算\t561.26", ""]
