"""The pages for everybody: what was published and nothing else, without login, cookie or a person's name."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from projects.models import FiscalYear, Project
from reports import jobs, seals
from reports.models import Job, Publication, Rendering, State, Submission
from reports.recompute import main as recompute
from reports.rendering import PUBLIC_FORMATS
from reports.seals import Outcome, of_code, of_file
from reports.workflow import Seen, publish, retract, return_with_remarks
from tests.builders import close, make_line_item, make_section_text
from tests.people import People, browser, make_people
from tests.reports.submissions import bring, make_finished_project, make_submitted

pytestmark = pytest.mark.django_db

FORMATS = ("html", "pdf", "docx", "xlsx", "json")


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def submission(people: People) -> Submission:
    project = make_finished_project(people.clerk.office)
    make_line_item(project, "禁毒专项", allocated="7.13", spent="7.13", is_withheld=True)
    make_section_text(project.report, "overview", "共{全年预算合计}万元。\n【不公开】机要内容。")
    return make_submitted(project, people.clerk)


@pytest.fixture
def publication(people: People, submission: Submission) -> Publication:
    bring(submission, State.PUBLISHED, people)
    return submission.publication


def pages(publication: Publication) -> list[str]:
    project = publication.submission.project
    year, code = project.fiscal_year.year, project.office.code
    return [
        reverse("publications"),
        reverse("publications_of_year", args=[year]),
        reverse("office_publications", args=[year, code]),
        reverse("publication", args=[publication.pk]),
        *(reverse("publication_file", args=[publication.pk, one]) for one in FORMATS),
    ]


def test_anybody_may_read_and_caches_may_keep_it(publication: Publication) -> None:
    for address in pages(publication):
        response = Client().get(address)
        assert response.status_code == 200, address
        assert not response.cookies
        assert response["Cache-Control"] == "public, max-age=300"
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]
        assert Client().post(address).status_code == 405


def test_the_pages_name_nobody_and_nothing_kept_back(people: People, publication: Publication) -> None:
    for address in pages(publication):
        content = Client().get(address).content
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                content = b"".join(package.read(name) for name in package.namelist())
        text = content.decode("utf-8", "replace")
        for secret in ("禁毒专项", "机要内容", "不公开】", str(people.clerk), str(people.approver)):
            assert secret not in text, address


def test_a_logged_in_reader_sees_the_same(people: People, publication: Publication) -> None:
    address = reverse("publication", args=[publication.pk])
    assert browser(people.clerk).get(address).text == Client().get(address).text


def test_lists_lead_to_the_report(publication: Publication) -> None:
    project = publication.submission.project
    year = project.fiscal_year.year
    office = reverse("office_publications", args=[year, project.office.code])
    assert office in Client().get(reverse("publications")).text
    listed = Client().get(office).text
    assert reverse("publication", args=[publication.pk]) in listed
    assert "平安稳定项目" in listed


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED, State.ACCEPTED])
def test_nothing_else_is_there(state: State, people: People, submission: Submission) -> None:
    bring(submission, state, people)
    year, code = submission.project.fiscal_year.year, submission.project.office.code
    response = Client().get(reverse("publications"))
    assert "暂无公开的报告" in response.text
    for address in (
        reverse("publications_of_year", args=[year]),
        reverse("office_publications", args=[year, code]),
        reverse("publication", args=[submission.pk]),
        reverse("publication_file", args=[submission.pk, "pdf"]),
    ):
        assert Client().get(address).status_code == 404


def test_wrong_addresses(publication: Publication) -> None:
    year = publication.submission.project.fiscal_year.year
    for address in (
        reverse("publications_of_year", args=[year + 1]),
        reverse("office_publications", args=[year, "none"]),
        reverse("publication", args=[0]),
        reverse("publication_file", args=[publication.pk, "form.pdf"]),
        reverse("publication_file", args=[publication.pk, "exe"]),
    ):
        assert Client().get(address).status_code == 404


def test_what_was_withdrawn_is_gone_and_says_so(people: People, publication: Publication) -> None:
    submission = publication.submission
    retract(submission, by=people.reviewer, seen=Seen.of(submission), reason="含个人信息。")
    for stage in ("retracted", "returned"):
        for address in pages(publication)[3:]:
            response = Client().get(address)
            assert response.status_code == 410
            assert "撤回公开" in response.text
            assert "平安稳定项目" not in response.text
            assert "含个人信息" not in response.text
        assert Client().get(pages(publication)[2]).status_code == 404
        if stage == "retracted":
            submission.refresh_from_db()
            return_with_remarks(submission, by=people.reviewer, seen=Seen.of(submission), reason="请改。")


def test_files_are_kept_and_verified_as_public(publication: Publication) -> None:
    for name in FORMATS:
        address = reverse("publication_file", args=[publication.pk, name])
        first, second = Client().get(address).content, Client().get(address).content
        assert first == second
        verdict = of_file(first)
        assert verdict.outcome is Outcome.UNCHANGED
        assert [one.pk for one in verdict.publications] == [publication.pk]
        assert verdict.submissions == ()
        if name != "json":
            assert of_file(first + b" ").outcome is not Outcome.UNCHANGED
    assert of_code(publication.digest[:12]).publications == (publication,)
    code = Client().get(reverse("verify_code", args=[publication.digest[:12]])).text
    assert "公开版" in code
    assert reverse("publication", args=[publication.pk]) in code


def test_the_data_is_what_the_digest_is_of(publication: Publication, tmp_path: Any) -> None:
    response = Client().get(reverse("publication_file", args=[publication.pk, "json"]))
    assert hashlib.sha256(response.content).hexdigest() == publication.digest
    assert "attachment" in response["Content-Disposition"]
    assert json.loads(response.content)["evaluation"]["is_public"] is True
    file = tmp_path / "data.json"
    file.write_bytes(response.content)
    assert recompute([str(file)]) == 0


def test_the_command_knows_it(publication: Publication, tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(Client().get(reverse("publication_file", args=[publication.pk, "docx"])).content)
    call_command("verify_report", str(file))
    said = capsys.readouterr().out
    assert "未改动" in said
    assert "公开版　已公开" in said
    assert "逐字节一致" in said


def test_a_closed_year_stays_published(publication: Publication) -> None:
    close(FiscalYear.objects.get())
    for address in pages(publication):
        assert Client().get(address).status_code == 200


def test_its_files_are_drawn_when_it_is_published(publication: Publication) -> None:
    drawn = Rendering.objects.filter(digest=publication.digest)
    assert set(drawn.values_list("format", flat=True)) == set(PUBLIC_FORMATS)
    assert not Job.objects.exists()


class TestALargeFile:
    """It is made in the background: nobody from outside makes the program draw."""

    @pytest.fixture(autouse=True)
    def queue(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        monkeypatch.setattr(jobs, "MOST_ROWS_AT_ONCE", 0)

    def test_until_it_is_there_readers_are_asked_to_come_back(
        self, publication: Publication, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(seals, "render_stored", None)
        page, file = (
            reverse("publication", args=[publication.pk]),
            reverse("publication_file", args=[publication.pk, "pdf"]),
        )
        shown = Client().get(page).text
        assert file not in shown
        assert "文件正在生成，请稍后再来" in shown
        for _ in range(2):
            response = Client().get(file)
            assert response.headers["Location"] == page
            assert "no-store" in response["Cache-Control"]
        assert Job.objects.get().publication == publication
        assert not Rendering.objects.filter(digest=publication.digest, format="pdf").exists()

    def test_then_it_is_the_one_that_a_worker_drew(self, people: People, publication: Publication) -> None:
        job = Job.objects.get()
        jobs.attempt.call(job.pk, 1)
        job.refresh_from_db()
        assert (job.status, job.content) == (Job.Status.DONE, None)
        file = reverse("publication_file", args=[publication.pk, "pdf"])
        assert file in Client().get(reverse("publication", args=[publication.pk])).text
        content = Client().get(file).content
        assert hashlib.sha256(content).hexdigest() == job.sha256
        assert of_file(content).publications == (publication,)
        assert browser(people.clerk).get(reverse("job_file", args=[job.pk])).content == content

    def test_one_that_fails_is_seen_and_begun_again_by_the_office_and_the_bureau(
        self, people: People, publication: Publication
    ) -> None:
        job = Job.objects.get()
        Job.objects.update(status=Job.Status.FAILED, attempts=3, fault=Job.Fault.LOST)
        address = reverse("job", args=[job.pk])
        submission = reverse("submission", args=[publication.submission.pk])
        for user in (people.clerk, people.reviewer):
            assert address in browser(user).get(submission).text
            assert submission in browser(user).get(address).text
        assert browser(people.stranger).get(address).status_code == 404
        browser(people.reviewer).post(reverse("job_again", args=[job.pk]))
        job.refresh_from_db()
        assert job.status == Job.Status.WAITING

    def test_a_publication_that_is_refused_begins_nothing(
        self, people: People, submission: Submission
    ) -> None:
        bring(submission, State.ACCEPTED, people)
        with pytest.raises(PermissionDenied):
            publish(submission, by=people.reviewer, seen=Seen.of(submission))
        assert not Job.objects.exists()


def test_queries_do_not_grow(
    people: People, publication: Publication, django_assert_max_num_queries: Any
) -> None:
    lists = pages(publication)[:3]
    counts = []
    for address in lists:
        with django_assert_max_num_queries(10) as made:
            Client().get(address)
        counts.append(len(made))
    for number in range(2):
        other: Project = make_finished_project(people.clerk.office, f"项目{number}")
        bring(make_submitted(other, people.clerk), State.PUBLISHED, people)
    for address, count in zip(lists, counts, strict=True):
        with django_assert_max_num_queries(count):
            assert Client().get(address).status_code == 200
