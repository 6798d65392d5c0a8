"""Verifying: what a digest, an issued file, a changed file and a stranger's file are said to be."""

import hashlib
import io
import zipfile
import zlib
from io import StringIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pdfminer.pdftypes import resolve1
from pytest_django import DjangoAssertNumQueries

from reports import recompute
from reports.models import Rendering, State, Submission
from reports.rendering import FORMATS
from reports.seals import MOST_SEARCHED, Outcome, digest_in, issued, of_file
from tests.builders import make_submission
from tests.people import People, browser, make_people
from tests.reports.submissions import bring, make_finished_project, make_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def submission(people: People) -> Submission:
    return make_submitted(make_finished_project(people.clerk.office), people.clerk)


def upload(client: Client, content: bytes, name: str = "报告.pdf") -> str:
    file = SimpleUploadedFile(name, content)
    response = client.post(reverse("verify"), {"code": "", "file": file})
    assert response.status_code == 200
    return response.text


def edited(package: bytes) -> bytes:
    """A package in which one part's text was changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(target, "w") as result:
        for name in source.namelist():
            result.writestr(name, source.read(name).replace("优".encode(), "良".encode()))
    return target.getvalue()


@pytest.mark.parametrize("extension", FORMATS)
def test_an_issued_file_is_unchanged_until_a_byte_is(submission: Submission, extension: str) -> None:
    content = issued(submission, extension).file
    assert of_file(content).outcome is Outcome.UNCHANGED
    assert of_file(content).submissions == (submission,)
    for place in (len(content) // 3, len(content) - 1):
        changed = bytearray(content)
        changed[place] ^= 1
        assert of_file(bytes(changed)).outcome is not Outcome.UNCHANGED
    assert of_file(content + b"\n").outcome is Outcome.CHANGED
    assert digest_in(content) == submission.digest


@pytest.mark.parametrize("extension", ["docx", "xlsx"])
def test_an_edited_package_is_recognised(submission: Submission, extension: str) -> None:
    verdict = of_file(edited(issued(submission, extension).file))
    assert (verdict.outcome, verdict.submissions) == (Outcome.CHANGED, (submission,))


def test_a_digest_is_found_however_a_pdf_writes_it() -> None:
    digest = "0123456789abcdef" * 4
    keyword = f"2020, sha256:{digest}"
    for text in (
        keyword.encode(),
        keyword.encode("utf-16-be"),
        b"<feff" + keyword.encode("utf-16-be").hex().encode() + b">",
        b"<FEFF" + keyword.encode("utf-16-be").hex().upper().encode() + b">",
    ):
        assert digest_in(text).lower() == digest
        assert digest_in(b"%PDF-1.7\n1 0 obj stream\n" + zlib.compress(text) + b"\nendstream") == digest


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"%PDF-1.7" + b"stream\n" * 50_000,
        b"%PDF-1.7" + b"stream\nx endstream\n" * 50_000,
        b"%PDF-1.7 stream\n" + zlib.compress(bytes(2 * MOST_SEARCHED)) + b"endstream",
        b"sha256:" + b"g" * 64,
        b"sha256:" + b"0" * 63,
    ],
)
def test_a_strangers_file_is_unknown(submission: Submission, content: bytes) -> None:
    assert of_file(content).outcome is Outcome.UNKNOWN


def test_every_reader_gets_the_bytes_that_were_issued_first(people: People, submission: Submission) -> None:
    address = reverse("submission_file", args=[submission.pk, "docx"])
    first = browser(people.clerk).get(address).content
    assert browser(people.approver).get(address).content == first
    assert [row.file for row in Rendering.objects.all()] == [first]


def test_what_is_submitted_again_unchanged_is_the_same_file(people: People, submission: Submission) -> None:
    content = issued(submission, "docx").file
    address = reverse("submission_step", args=[submission.pk, "withdraw"])
    browser(people.clerk).post(address, {"state": "submitted", "digest": submission.digest})
    again = make_submitted(submission.project, people.clerk)
    assert issued(again, "docx").file == content
    assert of_file(content).submissions == (again, submission)


def test_a_draft_carries_no_seal(people: People, submission: Submission) -> None:
    project = submission.project
    for extension in FORMATS:
        content = browser(people.clerk).get(reverse("report_file", args=[project.pk, extension])).content
        assert digest_in(content) == ""


class TestPage:
    def test_anyone_may_ask(self, people: People, submission: Submission) -> None:
        addresses = [reverse("verify"), reverse("verify_code", args=[submission.digest[:12]])]
        for client in (Client(), *map(browser, (people.clerk, people.reviewer, people.stranger))):
            for address in addresses:
                assert client.get(address).status_code == 200
                assert client.put(address).status_code == 405
        assert Client(enforce_csrf_checks=True).post(addresses[0], {"code": "0" * 12}).status_code == 403

    def test_it_says_which_submission_and_nothing_else(self, people: People, submission: Submission) -> None:
        page = Client().get(reverse("verify_code", args=[submission.digest[:12]])).text
        project = submission.project
        for told in (str(project.office), project.name, "2020", State.SUBMITTED.label):
            assert str(told) in page
        for secret in (
            people.clerk.username,
            project.code,
            "548.48",
            reverse("submission", args=[submission.pk]),
        ):
            assert secret not in page

    def test_it_follows_the_state(self, people: People, submission: Submission) -> None:
        bring(submission, State.APPROVED, people)
        page = Client().get(reverse("verify_code", args=[submission.digest])).text
        assert f"<dd>{State.APPROVED.label}</dd>" in page

    @pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1} {2}", "{3}"])
    def test_a_code_is_read_as_people_type_it(self, submission: Submission, typed: str) -> None:
        code = submission.digest[:12]
        sent = typed.format(code, code[:6], code[6:], submission.digest.upper())
        response = Client().post(reverse("verify"), {"code": sent})
        assert submission.project.name in response.text

    @pytest.mark.parametrize("code", ["0" * 12, "f" * 64, "zzz", "0" * 11, "%", "_" * 12])
    def test_an_unknown_code_is_said_to_be(self, submission: Submission, code: str) -> None:
        page = Client().get(reverse("verify_code", args=[code])).text
        assert "未找到对应的报告" in page
        assert submission.project.name not in page

    def test_a_file_is_unchanged_changed_or_unknown(self, submission: Submission) -> None:
        content = issued(submission, "pdf").file
        assert "文件未改动" in upload(Client(), content)
        assert "文件已改动" in upload(Client(), content + b"\n")
        assert "未找到对应的报告" in upload(Client(), b"%PDF-1.7 mine")

    def test_one_of_the_two_is_asked_for(self, submission: Submission) -> None:
        client = Client()
        assert "二者取一" in client.post(reverse("verify"), {}).text
        both = {"code": submission.digest, "file": SimpleUploadedFile("a.pdf", b"x")}
        assert "二者取一" in client.post(reverse("verify"), both).text
        assert "验证码为12位" in client.post(reverse("verify"), {"code": "123"}).text

    def test_too_large_a_file_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("reports.verify.LARGEST_FILE", 3)
        assert "文件超过" in upload(Client(), b"1234")

    def test_constant_queries(
        self, submission: Submission, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in (7, 8, 9):
            make_submission(submission.project, number=number, digest=submission.digest)
        with django_assert_num_queries(2):
            Client().get(reverse("verify_code", args=[submission.digest]))


class TestCommand:
    def run(self, argument: object) -> tuple[int, str]:
        out = StringIO()
        try:
            call_command("verify_report", str(argument), stdout=out)
        except SystemExit as end:
            return int(end.code or 0), out.getvalue()
        return 0, out.getvalue()

    def test_an_unchanged_file(self, submission: Submission, tmp_path: Path) -> None:
        file = tmp_path / "a.pdf"
        file.write_bytes(issued(submission, "pdf").file)
        code, said = self.run(file)
        assert code == 0
        assert "未改动" in said
        assert "第1版" in said
        assert "重新生成的文件与存档逐字节一致" in said

    def test_a_renderer_that_changed(
        self, submission: Submission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "a.docx"
        file.write_bytes(issued(submission, "docx").file)
        monkeypatch.setattr("reports.seals.render_stored", lambda *_given: b"another")
        code, said = self.run(file)
        assert code == 0
        assert "结果与存档不同" in said
        assert "下载时一律提供存档文件" in said
        assert issued(submission, "docx").file == file.read_bytes()

    def test_changed_unknown_and_missing(self, submission: Submission, tmp_path: Path) -> None:
        file = tmp_path / "a.pdf"
        file.write_bytes(issued(submission, "pdf").file + b" ")
        assert self.run(file)[0] == 1
        file.write_bytes(b"x")
        assert self.run(file) == (1, f"{file}：不是已知的报告。\n")
        code, said = self.run(tmp_path / "none.pdf")
        assert code == 2
        assert "文件打不开" in said

    def test_a_digest(self, submission: Submission) -> None:
        assert self.run(submission.digest[:12])[0] == 0
        assert self.run("0" * 12)[0] == 1


class TestWithinThePdf:
    """What a submitted PDF was drawn from lies within it."""

    @pytest.fixture
    def files(self, submission: Submission) -> dict[str, dict[str, Any]]:
        with pdfplumber.open(io.BytesIO(issued(submission, "pdf").file)) as file:
            catalog = file.doc.catalog
            listed = {
                one["UF"].decode("utf-8-sig"): {**one, "stream": resolve1(one["EF"]["F"])}
                for one in map(resolve1, catalog["AF"])
            }
            assert len(listed) == len(catalog["AF"])
            for one in listed.values():
                one["content"] = one["stream"].get_data()
        return listed

    def test_snapshot_and_form(self, submission: Submission, files: dict[str, dict[str, Any]]) -> None:
        assert {name: one["AFRelationship"].name for name, one in files.items()} == {
            "snapshot.json": "Source",
            "form.xlsx": "Alternative",
        }
        assert files["snapshot.json"]["content"] == submission.snapshot.encode()
        assert hashlib.sha256(files["snapshot.json"]["content"]).hexdigest() == submission.digest
        assert files["form.xlsx"]["content"] == issued(submission, "xlsx").file
        assert files["form.xlsx"]["stream"].attrs["Subtype"].name == FORMATS["xlsx"].content_type

    def test_anyone_can_recompute_it(self, files: dict[str, dict[str, Any]]) -> None:
        compared, wrong = recompute.differences(files["snapshot.json"]["content"].decode())
        assert compared > 50
        assert wrong == []

    def test_a_draft_holds_nothing(self, people: People, submission: Submission) -> None:
        address = reverse("report_file", args=[submission.project.pk, "pdf"])
        with pdfplumber.open(io.BytesIO(browser(people.clerk).get(address).content)) as file:
            assert "AF" not in file.doc.catalog
