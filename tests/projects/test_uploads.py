"""What an uploaded file really is, and which workbooks are not opened."""

import pytest

from projects import uploads
from projects.uploads import DOCX, JPEG, OLE, PDF, PNG, XLSX, ZIP, Refused, check_workbook, content_type
from tests.projects import packages


def test_a_plain_workbook_passes() -> None:
    check_workbook(packages.plain_workbook())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "not_a_workbook"),
        (b"\xff\xfe\x00name,amount", "not_a_workbook"),
        (packages.renamed_xls(), "old_format"),
        (packages.word_file(), "not_a_workbook"),
        (packages.truncated(), "damaged"),
        (packages.with_wrong_checksum(), "damaged"),
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
    with pytest.raises(Refused) as refused:
        check_workbook(content)
    assert refused.value.code == code
    assert str(refused.value).endswith("。")


def test_the_limits_are_on_what_the_file_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packages.plain_workbook()
    for limit, code in (("LARGEST_FILE", "too_large"), ("MOST_PARTS", "bomb"), ("LARGEST_UNPACKED", "bomb")):
        with monkeypatch.context() as patch:
            patch.setattr(uploads, limit, 1)
            with pytest.raises(Refused) as refused:
                check_workbook(content)
            assert refused.value.code == code
    monkeypatch.setattr(uploads, "MOST_CELLS", 0)
    with pytest.raises(Refused) as refused:
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
