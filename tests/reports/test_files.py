"""Waiting for a large file and getting it: who may, what is said, what is handed over."""

import hashlib
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from projects.models import Project
from reports import jobs
from reports.models import Job, Rendering, State, Submission
from reports.snapshot import SnapshotError
from tests.builders import make_job, make_line_item
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project
from tests.reports.submissions import bring, make_finished_project, make_submitted

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF a draft"
MADE = {
    "status": Job.Status.DONE,
    "attempts": 1,
    "content": CONTENT,
    "sha256": hashlib.sha256(CONTENT).hexdigest(),
}
POLL = {"HX-Request": "true"}


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    project = make_ready_project(people.clerk.office)
    make_line_item(project, "社区巡防经费", allocated="270.69", spent="270.69")
    return project


@pytest.fixture
def submission(people: People) -> Submission:
    return make_submitted(make_finished_project(people.clerk.office), people.clerk)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every report be a large one, drawn by nobody in particular."""
    monkeypatch.setattr(jobs, "MOST_ROWS_AT_ONCE", 0)
    monkeypatch.setattr(jobs, "draw_apart", lambda *_arguments, **_options: CONTENT)


def page(job: Job) -> str:
    return reverse("job", args=[job.pk])


def file(job: Job) -> str:
    return reverse("job_file", args=[job.pk])


def again(job: Job) -> str:
    return reverse("job_again", args=[job.pk])


class TestWhoMayAndWhoMayNot:
    def test_a_draft(self, people: People, project: Project) -> None:
        job = make_job(project, **MADE)
        for address in (page(job), file(job)):
            for user in (people.clerk, people.colleague, *people.viewers):
                assert browser(user).get(address).status_code == 200
            for user in people.outsiders:
                assert browser(user).get(address).status_code == 404
            assert Client().get(address).status_code == 302
            assert browser(people.clerk).post(address).status_code == 405

    def test_a_file_of_a_submission_that_is_not_yet_approved(
        self, people: People, submission: Submission
    ) -> None:
        job = make_job(submission=submission, status=Job.Status.RUNNING)
        assert browser(people.clerk).get(page(job)).status_code == 200
        for user in people.outsiders:
            assert browser(user).get(page(job)).status_code == 404

    def test_a_file_of_a_submission_that_is(self, people: People, submission: Submission) -> None:
        bring(submission, State.APPROVED, people)
        job = make_job(submission=submission, status=Job.Status.RUNNING)
        assert browser(people.reviewer).get(page(job)).status_code == 200
        assert browser(people.stranger).get(page(job)).status_code == 404

    def test_trying_again(self, people: People, project: Project, large: None) -> None:
        job = make_job(project, status=Job.Status.FAILED, attempts=3, fault=Job.Fault.LOST)
        assert browser(people.clerk).get(again(job)).status_code == 405
        assert browser(people.stranger).post(again(job)).status_code == 404
        assert Client().post(again(job)).status_code == 302
        assert browser(people.clerk, enforce_csrf_checks=True).post(again(job)).status_code == 403
        job.refresh_from_db()
        assert job.status == Job.Status.FAILED

    def test_a_job_that_does_not_exist(self, people: People) -> None:
        for name in ("job", "job_file"):
            assert browser(people.clerk).get(reverse(name, args=[4711])).status_code == 404
        assert browser(people.clerk).post(reverse("job_again", args=[4711])).status_code == 404


class TestTheWay:
    def test_a_large_draft_is_made_and_handed_over(
        self, people: People, project: Project, large: None
    ) -> None:
        client = browser(people.clerk)
        response = client.get(reverse("report_file", args=[project.pk, "pdf"]), follow=True)
        job = Job.objects.get()
        assert response.redirect_chain == [(file(job), 302)]
        assert response.content == CONTENT
        assert response["Content-Type"] == "application/pdf"
        assert response["Cache-Control"] == "no-store"
        assert job.requested_by == people.clerk

    def test_who_comes_while_it_is_made_waits(self, people: People, project: Project, large: None) -> None:
        client = browser(people.clerk)
        client.get(reverse("report_file", args=[project.pk, "pdf"]))
        Job.objects.update(status=Job.Status.RUNNING, started_at=timezone.now())
        response = client.get(reverse("report_file", args=[project.pk, "pdf"]))
        assert response["Location"] == page(Job.objects.get())
        assert client.get(file(Job.objects.get()))["Location"] == page(Job.objects.get())

    def test_a_large_submission_is_made_once_and_then_handed_over_at_once(
        self, people: People, submission: Submission, large: None
    ) -> None:
        client = browser(people.clerk)
        address = reverse("submission_file", args=[submission.pk, "pdf"])
        response = client.get(address, follow=True)
        assert response.redirect_chain == [(file(Job.objects.get()), 302)]
        assert response.content == CONTENT == Rendering.objects.get(format="pdf").file
        assert client.get(address).content == CONTENT

    def test_other_formats_come_at_once(self, people: People, project: Project, large: None) -> None:
        for extension in ("docx", "xlsx", "html"):
            address = reverse("report_file", args=[project.pk, extension])
            assert browser(people.clerk).get(address).status_code == 200
        assert not Job.objects.exists()

    def test_a_failed_one_is_tried_again(self, people: People, project: Project, large: None) -> None:
        job = make_job(project, status=Job.Status.FAILED, attempts=3, fault=Job.Fault.LOST)
        response = browser(people.clerk).post(again(job))
        assert response["Location"] == page(job)
        job.refresh_from_db()
        assert job.status == Job.Status.DONE

    def test_trying_again_what_is_under_way_changes_nothing(self, people: People, project: Project) -> None:
        job = make_job(project, status=Job.Status.RUNNING, attempts=1)
        assert browser(people.clerk).post(again(job))["Location"] == page(job)
        job.refresh_from_db()
        assert (job.status, job.attempts) == (Job.Status.RUNNING, 1)

    @pytest.mark.logs_errors
    def test_a_file_that_was_tampered_with_is_not_handed_over(self, people: People, project: Project) -> None:
        job = make_job(project, **{**MADE, "content": b"%PDF another"})
        with pytest.raises(SnapshotError):
            browser(people.clerk).get(file(job))


class TestWhatIsSaid:
    def said(self, people: People, job: Job, **headers: str) -> str:
        return browser(people.clerk).get(page(job), headers=headers).content.decode()

    def test_waiting(self, people: People, project: Project) -> None:
        first, second = make_job(project), make_job(project)
        assert "排队等候" in self.said(people, first)
        assert "前面还有" not in self.said(people, first)
        assert "前面还有 1 个文件" in self.said(people, second)

    def test_waiting_in_vain(self, people: People, project: Project) -> None:
        job = make_job(project)
        Job.objects.update(requested_at=timezone.now() - timedelta(minutes=2))
        assert "后台服务可能没有运行" in self.said(people, job)
        make_job(project, status=Job.Status.RUNNING, attempts=1)
        assert "后台服务可能没有运行" not in self.said(people, job)

    def test_being_made(self, people: People, project: Project) -> None:
        started = timezone.now() - timedelta(seconds=12)
        job = make_job(project, status=Job.Status.RUNNING, attempts=1, started_at=started)
        said = self.said(people, job)
        assert "正在生成" in said
        assert "已用 12 秒" in said
        assert 'hx-trigger="every 2s"' in said

    def test_without_a_script_there_is_a_link_to_look_again(self, people: People, project: Project) -> None:
        job = make_job(project)
        link = f'<noscript><p><a href="{page(job)}">再看一次</a></p></noscript>'
        assert link in self.said(people, job)
        Job.objects.update(**MADE)
        assert link not in self.said(people, job)

    def test_made(self, people: People, project: Project) -> None:
        job = make_job(project, **MADE)
        said = self.said(people, job)
        assert "文件已生成" in said
        assert "草稿，内容以" in said
        assert f'href="{reverse("project_preview", args=[project.pk])}">返回' in said
        assert f'href="{file(job)}"' in said
        assert "hx-trigger" not in said

    def test_a_file_of_a_submission_is_no_draft(self, people: People, submission: Submission) -> None:
        said = self.said(people, make_job(submission=submission, **MADE))
        assert "草稿，内容以" not in said
        assert f'href="{reverse("submission", args=[submission.pk])}">返回' in said

    @pytest.mark.parametrize(
        ("fault", "words"),
        [
            (Job.Fault.LOST, "多次中断"),
            (Job.Fault.LIMITS, "超出了单个文件允许的时间或内存"),
            (Job.Fault.BROKEN, "程序出错"),
        ],
    )
    def test_failed(self, people: People, project: Project, fault: str, words: str) -> None:
        said = self.said(people, make_job(project, status=Job.Status.FAILED, attempts=3, fault=fault))
        assert "文件没有生成" in said
        assert words in said
        assert "再试一次" in said

    def test_htmx_asks_until_there_is_nothing_more_to_ask_for(self, people: People, project: Project) -> None:
        job = make_job(project)
        client = browser(people.clerk)
        polled = client.get(page(job), headers=POLL)
        assert polled.status_code == 200
        assert b"<html" not in polled.content
        for ended in (MADE, {"status": Job.Status.FAILED}):
            Job.objects.update(**ended)
            assert client.get(page(job), headers=POLL).status_code == 286


def test_a_poll_asks_the_database_little(
    people: People, project: Project, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    job = make_job(project)
    for _other in range(5):
        make_job(project)
    client = browser(people.clerk)
    client.get(page(job), headers=POLL)
    with django_assert_num_queries(6):
        client.get(page(job), headers=POLL)
