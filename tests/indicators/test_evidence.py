"""Files of evidence: judged by content, stored once under their SHA-256, given to those who may see them."""

import io
import os
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from pytest_django import Settings

from indicators import evidence
from indicators.models import Evidence, Indicator
from tests.builders import (
    close,
    make_evidence,
    make_expenditure,
    make_indicator,
    make_line_item,
    make_project,
    make_statistic,
)
from tests.people import People, browser, make_people

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def pdf(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"%%EOF\n"


def packed(content: bytes, about: bytes = b"/Type /ObjStm /Filter /FlateDecode") -> bytes:
    """A stream of a PDF with packed content."""
    return b"<<" + about + b">>\nstream\n" + zlib.compress(content) + b"\nendstream"


def directory(*streams: str) -> bytes:
    return OLE + b"".join(name.encode("utf-16-le") + bytes(20) for name in streams)


def package(kind: str, **parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{kind}.main+xml"/></Types>')
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def workbook() -> bytes:
    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


def locked_package() -> bytes:
    """A package whose parts say that they are encrypted."""
    content = bytearray(package(evidence.DOCX))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("签到表.PDF", PDF, evidence.PDF),
        ("报告.pdf", pdf(packed(b"1 0 2 9 <<>> <</Type /Page /JSON (x)>>")), evidence.PDF),
        ("照片.pdf", pdf(b"<</Filter /DCTDecode>>\nstream\n\xff\xd8\nendstream"), evidence.PDF),
        ("文字.pdf", pdf(packed(b"BT (/Launch) Tj ET", b"/Filter /FlateDecode")), evidence.PDF),
        ("现场.png", PNG, "image/png"),
        ("现场.jpg", JPEG, "image/jpeg"),
        ("现场.jpeg", JPEG, "image/jpeg"),
        ("台账.xlsx", workbook(), evidence.XLSX),
        ("总结.docx", package(evidence.DOCX), evidence.DOCX),
        ("台账.xls", directory("Root Entry", "Workbook"), evidence.XLS),
        ("总结.doc", directory("Root Entry", "WordDocument"), evidence.DOC),
        ("记录.txt", "走访记录\r\n".encode(), evidence.TEXT),
        ("记录.csv", "日期,次数\n".encode("utf-8-sig"), evidence.TEXT),
        ("记录.csv", "日期,次数\n".encode("gb18030"), evidence.TEXT),
    ],
)
def test_what_may_be_kept(name: str, content: bytes, kind: str) -> None:
    assert evidence.content_type(evidence.plain_name(name), content) == kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", PNG, "content"),
        ("a.png", PDF, "content"),
        ("a.pdf", b"<script>alert(1)</script>" + PDF, "content"),
        ("a.pdf", PDF + workbook(), "content"),
        ("a.png", PNG + workbook(), "content"),
        ("a.docx", workbook(), "content"),
        ("a.xlsx", package("application/zip"), "content"),
        ("a.xlsx", directory("Workbook"), "content"),
        ("a.xls", workbook(), "content"),
        ("a.doc", directory("Workbook"), "content"),
        ("a.xls", OLE, "content"),
        ("a.txt", b"MZ\x00\x01", "content"),
        ("a.txt", b"\xff\xff\xff", "content"),
        ("a.txt", PDF, "content"),
        ("a.xlsx", workbook()[:-200], "damaged"),
        ("a.docx", locked_package(), "damaged"),
        ("a.xlsx", directory("EncryptedPackage"), "damaged"),
        ("a.docx", package(evidence.DOCX, **{"word/vbaProject.bin": b"x"}), "active"),
        ("a.docx", package("application/vnd.ms-word.document.macroEnabled"), "active"),
        ("a.xls", directory("Workbook", "_VBA_PROJECT_CUR"), "active"),
        ("a.pdf", pdf(b"<</S /JavaScript /JS (app.alert(1))>>"), "active"),
        ("a.pdf", pdf(b"<</S/J#61va#53cript/JS(x)>>"), "active"),
        ("a.pdf", pdf(b"<</Type /Action /S /Launch /F (x.exe)>>"), "active"),
        ("a.pdf", pdf(b"<</Names <</EmbeddedFiles 3 0 R>>>>"), "active"),
        ("a.pdf", pdf(packed(b"1 0 2 30 <<>> <</S /JavaScript>>")), "active"),
        ("a.pdf", pdf(packed(b"1 0 2 30 " + b" " * 200_000 + b"<</S /Launch>>", b"/Obj#53tm")), "active"),
        ("a.pdf", pdf(b"<</Type /ObjStm>>\nstream\nnothing packed\nendstream"), "damaged"),
        ("a.pdf", pdf(b"<</Encrypt 9 0 R>>"), "damaged"),
        ("a.pdf", pdf(packed(b"1 0 " + bytes(evidence.LARGEST_UNPACKED))), "bomb"),
        ("a.docx", package(evidence.DOCX, bomb=bytes(evidence.LARGEST_UNPACKED)), "bomb"),
        ("a.docx", package("x" * 2 * evidence.MIB), "content"),
        ("a.docx", package("x", **{"[Content_Types].xml": "<!DOCTYPE x><x/>"}), "damaged"),
    ],
)
def test_what_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(evidence.EvidenceRefused) as refused:
        evidence.content_type(name, content)
    assert refused.value.code == code
    assert str(refused.value)


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("../../etc/签到 表.pdf", "签到 表.pdf"),
        ("C:\\文件\\a.PDF", "a.PDF"),
        ("a\r\nSet-Cookie: x\x00.pdf", "aSet-Cookie: x.pdf"),
        ("报告\u202efdp.txt", "报告fdp.txt"),
        ("长" * 300 + ".pdf", "长" * 251 + ".pdf"),
    ],
)
def test_a_name_is_made_plain(given: str, plain: str) -> None:
    assert evidence.plain_name(given) == plain


@pytest.mark.parametrize("name", ["", ".pdf", " .pdf", "a", "a.exe", "a.pdf.html", "a.xlsm", "folder/"])
def test_a_name_that_is_refused(name: str) -> None:
    with pytest.raises(evidence.EvidenceRefused) as refused:
        evidence.plain_name(name)
    assert refused.value.code == "name"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EVIDENCE_DIR = tmp_path
    return tmp_path


def stored(folder: Path) -> list[Path]:
    return [file for file in folder.glob("*/*") if file.is_file()]


def test_the_same_content_is_stored_once(folder: Path) -> None:
    assert evidence.keep(PDF) == evidence.keep(PDF)
    evidence.keep(PNG)
    assert sorted(file.read_bytes() for file in stored(folder)) == sorted([PDF, PNG])


def test_a_write_that_fails_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        evidence.keep(PDF)
    assert stored(folder) == []


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def indicator(people: People) -> Indicator:
    return make_indicator(make_project(office=people.clerk.office))


def address(indicator: Indicator) -> str:
    return reverse("evidence", args=["indicators", indicator.pk])


def attach(client: Client, to: str, name: str = "签到表.pdf", content: bytes = PDF) -> int:
    return client.post(to, {"file": SimpleUploadedFile(name, content)}).status_code


@pytest.mark.django_db
def test_who_may_attach_see_and_delete(people: People, indicator: Indicator, folder: Path) -> None:
    page = address(indicator)
    for user in (*people.outsiders, *people.viewers):
        assert attach(browser(user), page) == 404
    assert Client().get(page).status_code == 302
    assert stored(folder) == []
    assert attach(browser(people.clerk), page) == 302
    row = Evidence.objects.get()
    assert (row.name, row.size, row.added_by) == ("签到表.pdf", len(PDF), people.clerk)
    download, delete = (reverse(name, args=[row.pk]) for name in ("evidence_file", "evidence_delete"))
    for user in (people.clerk, people.colleague, *people.viewers):
        assert "签到表.pdf" in browser(user).get(page).content.decode()
        assert browser(user).get(download).getvalue() == PDF
    for one in (page, download, delete):
        assert browser(people.stranger).get(one).status_code == 404
        assert Client().get(one).status_code == 302
    for user in people.viewers:
        assert browser(user).post(delete).status_code == 404
    assert browser(people.colleague).get(delete).status_code == 200
    close(indicator.project.fiscal_year)
    assert browser(people.colleague).post(delete).status_code == 404
    assert attach(browser(people.clerk), page) == 404
    assert browser(people.clerk).get(download).status_code == 200


@pytest.mark.django_db
def test_a_colleague_deletes_and_the_sweep_removes_the_bytes(
    people: People, indicator: Indicator, folder: Path
) -> None:
    client = browser(people.colleague)
    attach(client, address(indicator))
    attach(client, address(indicator), "另一份.png", PNG)
    first = Evidence.objects.get(name="签到表.pdf")
    assert client.post(reverse("evidence_delete", args=[first.pk])).status_code == 302
    assert evidence.sweep() == 0, "what was stored a moment ago is spared"
    old = time.time() - evidence.SPARED - 60
    for file in stored(folder):
        os.utime(file, (old, old))
    call_command("sweep_evidence")
    assert [file.read_bytes() for file in stored(folder)] == [PNG]


@pytest.mark.django_db
def test_a_download_is_neither_shown_nor_guessed_nor_kept(people: People, indicator: Indicator) -> None:
    client = browser(people.clerk)
    attach(client, address(indicator), '签到"表.pdf')
    response = client.get(reverse("evidence_file", args=[Evidence.objects.get().pk]))
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E7%AD%BE%E5%88%B0")
    assert response["Content-Type"] == evidence.PDF
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.django_db
def test_work_figures_and_expenditures_have_evidence_too(people: People, indicator: Indicator) -> None:
    client, project = browser(people.clerk), indicator.project
    statistic, expenditure = make_statistic(project), make_expenditure(make_line_item(project))
    for subject, record in (("statistics", statistic), ("expenditures", expenditure)):
        page = reverse("evidence", args=[subject, record.pk])
        assert attach(client, page) == 302
        row = record.evidence.get()
        assert "签到表.pdf" in client.get(page).content.decode()
        assert client.post(reverse("evidence_delete", args=[row.pk]))["Location"] == page
    assert client.get(f"/offices/{indicator.pk}/evidence/").status_code == 404


@pytest.mark.django_db
def test_a_line_item_leads_to_the_evidence_of_its_expenditures(people: People, indicator: Indicator) -> None:
    item = make_line_item(indicator.project)
    paid = make_expenditure(item, voucher_number="记-12")
    for _ in range(2):
        make_evidence(item.project, expenditure=paid)
    address = reverse("evidence", args=["expenditures", paid.pk])
    for user in (people.clerk, people.approver):
        page = browser(user).get(reverse("line_item", args=[item.pk])).content.decode()
        assert f'href="{address}">记-12 (2 份)</a>' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.exe", b"MZ", "PDF"),
        ("a.pdf", b"MZ", "扩展名"),
        ("a.pdf", b"", "空"),
        ("a.pdf", PDF + bytes(2 * 1024 * 1024), "1 MB"),
    ],
)
def test_a_refused_file_is_explained_and_not_kept(
    people: People,
    indicator: Indicator,
    folder: Path,
    settings: Settings,
    name: str,
    content: bytes,
    says: str,
) -> None:
    settings.EVIDENCE_MAX_MB = 1
    response = browser(people.clerk).post(address(indicator), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    assert says in response.content.decode()
    assert stored(folder) == []
    assert not Evidence.objects.exists()
    assert browser(people.clerk).post(address(indicator)).status_code == 422
