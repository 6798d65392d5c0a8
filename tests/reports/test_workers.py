"""Workers as processes of their own: killed, stopped, several at once, and the site meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from projects.models import Project
from reports import jobs
from reports.loading import load
from reports.models import Job
from reports.rendering import Issue, render_stored
from reports.snapshot import dump, load_document
from tests.builders import make_job, make_line_item, make_project
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 60.0

Starter = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture(autouse=True)
def queue(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def start() -> Iterator[Starter]:
    """Start processes on the tests' database; whatever still runs at the end is killed."""
    name = str(connection.settings_dict["NAME"])
    address = (
        f"sqlite:///{name}"
        if connection.vendor == "sqlite"
        else f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    )
    environment = {**os.environ, "DATABASE_URL": address, "PERFEVAL_JOBS": "worker"}
    environment["DJANGO_SETTINGS_MODULE"] = "perfeval.settings"
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, *arguments]
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.DEVNULL)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


def status_of(job: Job) -> str:
    return Job.objects.values_list("status", flat=True).get(pk=job.pk)


def make_draft(people: People) -> tuple[Project, Job]:
    project = make_ready_project(people.clerk.office)
    for number in range(30):
        make_line_item(project, f"明细{number}", allocated="1.15", spent="1.15")
    return project, jobs.for_draft(project, load(project), "pdf", by=people.clerk)


def make_stand_ins(number: int) -> list[Job]:
    """Make jobs whose snapshots are no more than their numbers, and send them out."""
    project = make_project()
    made = [make_job(project, snapshot=str(count)) for count in range(number)]
    for job in made:
        jobs.attempt.enqueue(job.pk, 1)
    return made


def test_what_a_killed_worker_began_is_made_by_the_next(start: Starter) -> None:
    people = make_people()
    project, job = make_draft(people)
    snapshot = dump(load(project))
    killed = start("manage.py", "worker")
    until(lambda: status_of(job) == Job.Status.RUNNING)
    # while it is being made, everybody else is answered
    waits = browser(people.clerk).get(reverse("report_file", args=[project.pk, "xlsx"]))
    assert waits.status_code == 200
    assert status_of(job) == Job.Status.RUNNING
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert status_of(job) == Job.Status.RUNNING
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    start("manage.py", "worker")
    until(lambda: status_of(job) == Job.Status.DONE)
    job.refresh_from_db()
    assert job.attempts == 2
    assert job.file == render_stored(load_document(snapshot), "pdf", Issue(draft=True))


def test_several_workers_make_each_file_once(start: Starter, tmp_path: Path) -> None:
    log = tmp_path / "log"
    made = make_stand_ins(60)
    workers = [start("-m", "tests.reports.stand_in_worker", str(log), "0.01") for _ in range(3)]
    until(lambda: not Job.objects.exclude(status=Job.Status.DONE).exists())
    for worker in workers:
        worker.terminate()
        assert worker.wait(PATIENCE) == 0
    assert sorted(log.read_text().split(), key=int) == [job.snapshot for job in made]
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


def test_a_worker_that_is_told_to_stop_finishes_what_it_has_begun(start: Starter, tmp_path: Path) -> None:
    log = tmp_path / "log"
    first, second = make_stand_ins(2)
    worker = start("-m", "tests.reports.stand_in_worker", str(log), "1.5")
    until(lambda: status_of(first) == Job.Status.RUNNING)
    worker.terminate()
    assert worker.wait(PATIENCE) == 0
    assert (status_of(first), status_of(second)) == (Job.Status.DONE, Job.Status.WAITING)
    assert log.read_text().split() == ["0"]
