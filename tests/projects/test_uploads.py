"""What an uploaded file really is, and which workbooks are not opened."""

import pytest

from projects import packages as guard
from projects.packages import DOCX, JPEG, OLE, PDF, PNG, XLSX, ZIP, check_package, content_type
from projects.uploads import WorkbookRefused, check_workbook
from tests.projects import packages


def test_a_plain_workbook_passes() -> None:
    check_workbook(packages.plain_workbook())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "other_kind"),
        (b"\xff\xfe\x00name,amount", "other_kind"),
        (packages.renamed_xls(), "old_format"),
        (packages.word_file(), "other_kind"),
        (packages.truncated(), "damaged"),
        (packages.with_wrong_checksum(), "damaged"),
        (packages.with_broken_name(), "damaged"),
        (packages.repacked(packages.plain_workbook(), parts={"../evil.xml": b"<a/>"}), "damaged"),
        (packages.repacked(packages.plain_workbook(), parts={"xl/worksheets/sheet1.xml": b"<a"}), "damaged"),
        (packages.zip_bomb(), "bomb"),
        (packages.cell_in_the_last_row(), "outside"),
        (packages.with_vast_merger(), "outside"),
        (packages.with_macros(), "active"),
        (packages.repacked(packages.plain_workbook(), parts={"xl/externalLinks/a.xml": b"<a/>"}), "active"),
        (packages.with_external_link(), "active"),
        (packages.with_doctype(), "doctype"),
    ],
)
def test_others_are_refused_and_say_why(content: bytes, code: str) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        check_workbook(content)
    assert refused.value.code == code
    assert str(refused.value).endswith("。")


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(
    kind: str, target: str, mode: str = "External", part: str = "word/_rels/settings.xml.rels"
) -> bytes:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Target="{target}" TargetMode="{mode}" Type="{RELATIONS}/{kind}"/>'
        "</Relationships>"
    )
    return packages.repacked(packages.word_file(), parts={part: relation.encode()})


@pytest.mark.parametrize(
    "content",
    [
        packages.word_file(),
        related("hyperlink", "https://example.org/"),
        related("attachedTemplate", "Normal.dotm"),
        related("attachedTemplate", r"file:///C:\Users\a\Templates\Normal.dotm"),
        related("package", "../embeddings/a.xlsx", "Internal", "word/charts/_rels/chart1.xml.rels"),
        packages.repacked(packages.word_file(), parts={"word/embeddings/a.xlsx": b"PK"}),
    ],
)
def test_a_text_passes_with_what_word_puts_in_itself(content: bytes) -> None:
    check_package(content, DOCX)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (packages.plain_workbook(), "other_kind"),
        (packages.renamed_xls(), "old_format"),
        (related("attachedTemplate", "https://example.org/evil.dotm"), "active"),
        (related("attachedTemplate", r"\\server\share\evil.dotm"), "active"),
        (related("attachedTemplate", "file://server/evil.dotm"), "active"),
        (related("image", "https://example.org/pixel.png"), "active"),
        (related("package", "embeddings/a.xlsx", "Internal", "word/_rels/document.xml.rels"), "active"),
        (packages.repacked(packages.word_file(), parts={"word/embeddings/oleObject1.bin": b"x"}), "active"),
        (
            packages.repacked(
                packages.word_file(), parts={"word/document.xml": b"<tbl>" * 400 + b"</tbl>" * 400}
            ),
            "nested",
        ),
    ],
)
def test_a_text_with_foreign_parts_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(guard.Refused) as refused:
        check_package(content, DOCX)
    assert refused.value.code == code


def test_the_limits_are_on_what_the_file_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packages.plain_workbook()
    for limit, code in (("LARGEST_FILE", "too_large"), ("MOST_PARTS", "bomb"), ("LARGEST_UNPACKED", "bomb")):
        with monkeypatch.context() as patch:
            patch.setattr(guard, limit, 1)
            with pytest.raises(WorkbookRefused) as refused:
                check_workbook(content)
            assert refused.value.code == code
    monkeypatch.setattr(guard, "MOST_CELLS", 0)
    with pytest.raises(WorkbookRefused) as refused:
        check_workbook(content)
    assert refused.value.code == "too_many_cells"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", PDF),
        (b"\x89PNG\r\n\x1a\n....", PNG),
        (b"\xff\xd8\xff\xe0", JPEG),
        (packages.renamed_xls(), OLE),
        (packages.plain_workbook(), XLSX),
        (packages.word_file(), DOCX),
        (packages.with_macros(), ZIP),
        (packages.truncated(), ZIP),
        (b"MZ\x90", None),
        (b"", None),
    ],
)
def test_the_content_says_what_a_file_is(content: bytes, kind: str | None) -> None:
    assert content_type(content) == kind
