"""A job's way: taken once, tried three times, given up for lost, never written by who was given up."""

import datetime
from collections.abc import Callable
from threading import Barrier, Event, Thread

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from projects.models import Project
from reports import jobs, seals
from reports.drawing import Abandoned, Broken, OutOfLimits
from reports.evaluation import Evaluation
from reports.loading import load
from reports.models import Job, Rendering
from reports.rendering import FORMATS, Issue
from reports.snapshot import SnapshotError
from tests.builders import make_job, make_line_item
from tests.people import People, make_people
from tests.reports.evaluations import evaluation, line, measure
from tests.reports.ready import make_ready_project
from tests.reports.submissions import make_finished_project, make_submitted

pytestmark = pytest.mark.django_db

QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

Drawing = Callable[..., bytes]


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    project = make_ready_project(people.clerk.office)
    make_line_item(project, "社区巡防经费", allocated="270.69", spent="270.69")
    return project


@pytest.fixture
def queue(settings: Settings) -> None:
    """Put tasks into the queue instead of running them."""
    settings.TASKS = QUEUE


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Draw nothing; the list holds the formats of what was asked for."""
    asked: list[str] = []

    def draw(_snapshot: str, format_name: str, _issue: Issue, **_options: object) -> bytes:
        asked.append(format_name)
        return b"%PDF"

    monkeypatch.setattr(jobs, "draw_apart", draw)
    return asked


def draw_by(monkeypatch: pytest.MonkeyPatch, draw: Drawing) -> None:
    monkeypatch.setattr(jobs, "draw_apart", lambda *_arguments, **options: draw(**options))


def lose(job: Job, **fields: object) -> None:
    """Let the job be one that nobody has been heard of for a minute."""
    past = timezone.now() - datetime.timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(lease_until=past, **fields)


def waiting_tasks() -> int:
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()


@pytest.mark.parametrize(
    ("given", "format_name", "quick"),
    [
        (evaluation(), "pdf", True),
        (evaluation(lines=tuple(line(number) for number in range(34))), "pdf", True),
        (evaluation(lines=tuple(line(number) for number in range(35))), "pdf", False),
        (evaluation(measures=tuple(measure(number) for number in range(80))), "pdf", False),
        (evaluation(lines=tuple(line(number) for number in range(500))), "docx", True),
    ],
)
def test_what_is_drawn_at_once(given: Evaluation, format_name: str, quick: bool) -> None:
    assert jobs.is_quick(given, format_name) is quick


class TestAskingForADraft:
    def test_it_is_made_with_the_name_and_the_state_of_the_project(
        self, people: People, project: Project
    ) -> None:
        job = jobs.for_draft(project, load(project), "pdf", by=people.clerk)
        job.refresh_from_db()
        assert (job.status, job.attempts, job.snapshot) == (Job.Status.DONE, 1, "")
        assert job.name == f"2020年度{project}绩效自评报告.pdf"
        assert job.file.startswith(b"%PDF")

    def test_the_same_state_is_drawn_once(self, people: People, project: Project, drawn: list[str]) -> None:
        first = jobs.for_draft(project, load(project), "pdf", by=people.clerk)
        assert jobs.for_draft(project, load(project), "pdf", by=people.colleague) == first
        assert drawn == ["pdf"]

    def test_another_state_or_format_is_another_file(
        self, people: People, project: Project, drawn: list[str]
    ) -> None:
        first = jobs.for_draft(project, load(project), "pdf", by=people.clerk)
        other = jobs.for_draft(project, load(project), "docx", by=people.clerk)
        make_line_item(project, "消防安全经费", allocated="1", spent="1")
        changed = Project.objects.get(pk=project.pk)
        later = jobs.for_draft(changed, load(changed), "pdf", by=people.clerk)
        assert len({first.pk, other.pk, later.pk}) == 3
        assert drawn == ["pdf", "docx", "pdf"]

    def test_a_program_that_draws_otherwise_draws_anew(
        self, people: People, project: Project, drawn: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = jobs.for_draft(project, load(project), "pdf", by=people.clerk)
        monkeypatch.setattr(jobs, "_program", lambda: "another")
        assert jobs.for_draft(project, load(project), "pdf", by=people.clerk) != first

    def test_what_is_changed_while_it_waits_is_not_in_it(
        self, people: People, project: Project, queue: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        job = jobs.for_draft(project, load(project), "pdf", by=people.clerk)
        make_line_item(project, "消防安全经费", allocated="1", spent="1")
        given: list[str] = []
        monkeypatch.setattr(
            jobs, "draw_apart", lambda text, *_rest, **_options: given.append(text) or b"%PDF"
        )
        jobs.attempt.call(job.pk, 1)
        assert "社区巡防经费" in given[0]
        assert "消防安全经费" not in given[0]


class TestAskingForASubmission:
    def test_its_file_is_issued_as_one_drawn_at_once_would_be(self, people: People) -> None:
        submission = make_submitted(make_finished_project(people.clerk.office), people.clerk)
        job = jobs.for_submission(submission, evaluation(), "pdf", by=people.clerk)
        assert job.status == Job.Status.DONE
        job.refresh_from_db()
        assert job.content is None
        issued = Rendering.objects.get(format="pdf")
        assert issued.file == seals.drawn(submission, "pdf")
        assert job.sha256 == issued.sha256

    def test_the_file_that_was_issued_first_stays(
        self, people: People, queue: None, drawn: list[str]
    ) -> None:
        submission = make_submitted(make_finished_project(people.clerk.office), people.clerk)
        job = jobs.for_submission(submission, evaluation(), "pdf", by=people.clerk)
        seals.keep(submission, "pdf", b"%PDF first")
        jobs.attempt.call(job.pk, 1)
        assert Rendering.objects.get(format="pdf").file == b"%PDF first"


class TestKeepingFiles:
    def test_every_file_of_a_submission_is_drawn_unasked(
        self, people: People, queue: None, drawn: list[str]
    ) -> None:
        submission = make_submitted(make_finished_project(people.clerk.office), people.clerk)
        seals.keep(submission, "docx", b"PK first")
        jobs.keep_files()
        begun = Job.objects.filter(submission=submission)
        assert {job.format for job in begun} == FORMATS.keys() - {"docx"}
        assert {job.requested_by for job in begun} == {people.clerk}
        jobs.keep_files()
        assert begun.count() == waiting_tasks() == len(FORMATS) - 1
        for job in begun:
            jobs.attempt.call(job.pk, 1)
        jobs.keep_files()
        assert seals.issued_formats(submission) == FORMATS.keys()
        assert Job.objects.count() == len(FORMATS) - 1

    def test_it_gives_way_to_what_somebody_waits_for(self, people: People, queue: None) -> None:
        make_submitted(make_finished_project(people.clerk.office), people.clerk)
        waited_for = make_job()
        jobs.keep_files()
        assert list(Job.objects.all()) == [waited_for]

    def test_one_submission_after_the_other_the_last_first(
        self, people: People, queue: None, drawn: list[str]
    ) -> None:
        first, last = (make_finished_project(people.clerk.office, name=name) for name in ("甲", "乙"))
        # A list of projects has the first one last.
        Project.objects.filter(pk=first.pk).update(code="9")
        Project.objects.filter(pk=last.pk).update(code="10")
        for submission in reversed([make_submitted(project, people.clerk) for project in (first, last)]):
            jobs.keep_files()
            begun = Job.objects.filter(status=Job.Status.WAITING)
            assert {job.submission for job in begun} == {submission}
            for job in begun:
                jobs.attempt.call(job.pk, 1)

    @pytest.mark.logs_errors
    def test_a_snapshot_that_was_tampered_with_stops_nobody(
        self, people: People, queue: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_submitted(make_finished_project(people.clerk.office), people.clerk)

        def tampered(_text: str) -> Evaluation:
            raise SnapshotError("快照与提交时的摘要不一致。")

        monkeypatch.setattr(jobs, "load", tampered)
        jobs.keep_files()
        assert not Job.objects.exists()


class TestTakingAnAttempt:
    def test_a_task_too_many_does_nothing(self, drawn: list[str]) -> None:
        job = make_job()
        for _task in range(3):
            jobs.attempt.call(job.pk, 1)
        assert drawn == ["pdf"]

    def test_so_does_the_task_of_a_job_that_is_gone(self, drawn: list[str]) -> None:
        job = make_job()
        job.delete()
        jobs.attempt.call(job.pk, 1)
        assert drawn == []

    def test_who_draws_renews_the_lease(self, monkeypatch: pytest.MonkeyPatch) -> None:
        job = make_job()
        seen: list[datetime.datetime] = []

        def draw(wanted: Callable[[], bool]) -> bytes:
            lose(job)
            assert wanted()
            seen.append(Job.objects.get().lease_until)
            return b"%PDF"

        draw_by(monkeypatch, draw)
        jobs.attempt.call(job.pk, 1)
        assert seen[0] > timezone.now()

    def test_a_project_deleted_meanwhile_ends_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        job = make_job()

        def draw(wanted: Callable[[], bool]) -> bytes:
            Project.objects.all().delete()
            assert not wanted()
            raise Abandoned

        draw_by(monkeypatch, draw)
        jobs.attempt.call(job.pk, 1)
        assert not Job.objects.exists()

    def test_who_was_given_up_for_lost_writes_nothing(
        self, queue: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        job = make_job()

        def late(wanted: Callable[[], bool]) -> bytes:
            lose(job)
            jobs.sweep()
            assert not wanted()
            draw_by(monkeypatch, lambda **_options: b"%PDF second")
            jobs.attempt.call(job.pk, 2)
            return b"%PDF first"

        draw_by(monkeypatch, late)
        jobs.attempt.call(job.pk, 1)
        job.refresh_from_db()
        assert (job.file, job.attempts, job.status) == (b"%PDF second", 2, Job.Status.DONE)


@pytest.mark.logs_errors
class TestPoison:
    @pytest.mark.parametrize(
        ("error", "fault"), [(Broken("no"), Job.Fault.BROKEN), (OutOfLimits(), Job.Fault.LIMITS)]
    )
    def test_it_fails_after_three_attempts(
        self, people: People, project: Project, monkeypatch: pytest.MonkeyPatch, error: Exception, fault: str
    ) -> None:
        tried: list[int] = []

        def draw(**_options: object) -> bytes:
            tried.append(Job.objects.get().attempts)
            raise error

        draw_by(monkeypatch, draw)
        job = jobs.for_draft(project, load(project), "pdf", by=people.clerk)
        assert (job.status, job.fault) == (Job.Status.FAILED, fault)
        assert tried == [1, 2, 3]
        assert jobs.for_draft(project, load(project), "pdf", by=people.clerk) == job
        assert tried == [1, 2, 3]

    def test_asked_for_once_more_it_is_tried_once_more(
        self, drawn: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        job = make_job(status=Job.Status.FAILED, attempts=3, fault=Job.Fault.BROKEN)
        jobs.again(job)
        jobs.again(job)
        job.refresh_from_db()
        assert (job.status, job.attempts, job.fault) == (Job.Status.DONE, 4, "")
        assert drawn == ["pdf"]

    def test_and_fails_at_once_if_nothing_has_changed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def draw(**_options: object) -> bytes:
            raise Broken("no")

        draw_by(monkeypatch, draw)
        job = make_job(status=Job.Status.FAILED, attempts=3, fault=Job.Fault.LOST)
        jobs.again(job)
        job.refresh_from_db()
        assert (job.status, job.attempts, job.fault) == (Job.Status.FAILED, 4, Job.Fault.BROKEN)


class TestSweeping:
    def test_what_a_lost_worker_left_is_sent_out_anew(self, queue: None, drawn: list[str]) -> None:
        job = make_job(status=Job.Status.RUNNING, attempts=1)
        jobs.sweep()
        assert waiting_tasks() == 0
        lose(job)
        jobs.sweep()
        jobs.sweep()
        assert waiting_tasks() == 1
        jobs.attempt.call(job.pk, 2)
        job.refresh_from_db()
        assert (job.status, job.attempts) == (Job.Status.DONE, 2)

    def test_the_third_worker_that_is_lost_is_the_last(self, queue: None) -> None:
        job = make_job(status=Job.Status.RUNNING, attempts=3)
        lose(job)
        jobs.sweep()
        job.refresh_from_db()
        assert (job.status, job.fault, waiting_tasks()) == (Job.Status.FAILED, Job.Fault.LOST, 0)

    def test_a_job_whose_task_got_lost_is_sent_out_anew(self, queue: None, drawn: list[str]) -> None:
        job = make_job()
        lose(job)
        jobs.sweep()
        assert waiting_tasks() == 1
        jobs.attempt.call(job.pk, 1)
        assert drawn == ["pdf"]

    def test_the_rest_is_left_alone(self, queue: None) -> None:
        for status in (Job.Status.DONE, Job.Status.FAILED):
            lose(make_job(status=status, attempts=1))
        jobs.sweep()
        assert waiting_tasks() == 0

    @pytest.mark.django_db(transaction=True)
    def test_two_sweepers_at_once_send_it_once(self, queue: None) -> None:
        lose(make_job(status=Job.Status.RUNNING, attempts=1))
        lose(make_job())
        barrier = Barrier(4)

        def sweep() -> None:
            barrier.wait()
            jobs.sweep()
            connection.close()

        sweepers = [Thread(target=sweep) for _ in range(4)]
        for sweeper in sweepers:
            sweeper.start()
        for sweeper in sweepers:
            sweeper.join()
        assert waiting_tasks() == 2


def test_old_files_and_tasks_are_removed(queue: None, settings: Settings) -> None:
    settings.JOB_DAYS = 7
    kept, old = make_job(), make_job()
    jobs.attempt.enqueue(old.pk, 1)
    Job.objects.filter(pk=old.pk).update(requested_at=timezone.now() - datetime.timedelta(days=8))
    yesterday = timezone.now() - datetime.timedelta(days=2)
    DBTaskResult.objects.update(enqueued_at=yesterday)
    jobs.tidy()
    assert list(Job.objects.all()) == [kept]
    assert waiting_tasks() == 1
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    jobs.tidy()
    assert not DBTaskResult.objects.exists()


def test_what_failed_is_tried_again_the_next_day_unless_it_is_a_draft(
    people: People, queue: None, drawn: list[str]
) -> None:
    submission = make_submitted(make_finished_project(people.clerk.office), people.clerk)
    failed = jobs.for_submission(submission, evaluation(), "pdf", by=people.clerk)
    draft = make_job()
    Job.objects.update(status=Job.Status.FAILED, attempts=3, finished_at=timezone.now())
    jobs.tidy()
    assert not Job.objects.exclude(status=Job.Status.FAILED).exists()
    Job.objects.update(finished_at=timezone.now() - datetime.timedelta(hours=25))
    jobs.tidy()
    assert list(Job.objects.filter(status=Job.Status.FAILED)) == [draft]
    jobs.attempt.call(failed.pk, 4)
    failed.refresh_from_db()
    assert failed.status == Job.Status.DONE


@pytest.mark.logs_errors
def test_a_database_that_does_not_answer_is_asked_again(
    queue: None, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, asked = Event(), []

    def sweep() -> None:
        asked.append(1)
        if len(asked) == 1:
            raise OperationalError("gone")
        stop.set()

    monkeypatch.setattr(jobs, "sweep", sweep)
    monkeypatch.setattr(jobs, "SWEEP_EVERY", 0.01)
    monkeypatch.setattr(jobs.connection, "close", lambda: None)
    jobs.work(stop)
    assert len(asked) == 2
