"""Files are made in the background: asking for a large one, those of a submission, what a lost worker left.

::

    asked for ──▶ waiting ──taken──▶ running ──▶ done
                     ▲                  │ a fault, or a worker that is lost: three times, then
                     └──────────────────┘ ──▶ failed ──asked for once more──▶ waiting

The job's row is the truth. A task of the queue (django-tasks) only tells a worker to take a certain attempt
at a certain job: a task too many finds the attempt taken, and one that got lost is sent again by ``sweep``.
Every change of a job is one conditional UPDATE on its attempt, so that of several workers one takes it, and
one that was given up for lost writes nothing any more.
"""

import datetime
import hashlib
import logging
import time
from functools import cache
from threading import Event

from django.conf import settings
from django.db import Error, close_old_connections, connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME, TaskResultStatus, task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from projects.models import Project
from reports import seals
from reports.drawing import Abandoned, Broken, OutOfLimits, draw_apart
from reports.evaluation import Evaluation
from reports.models import Job, JobQuerySet, Publication, Rendering, Submission
from reports.renderers import faces
from reports.rendering import FORMATS, Issue, file_name
from reports.snapshot import SnapshotError, digest, dump, load

LEASE = datetime.timedelta(seconds=60)
"""A worker that has not been heard of for so long is lost; it is heard of every ``drawing.BEAT`` seconds."""
MOST_ATTEMPTS = 3
MOST_ROWS_AT_ONCE = 40
"""A PDF of so many takes two seconds of the processor, one of 580 takes 17; other formats one at most."""
PAUSE = 1.0
"""Seconds between two looks for something to do."""
SWEEP_EVERY = 10.0
TIDY_EVERY = 3600.0
TASKS_KEPT = datetime.timedelta(days=1)
REST = datetime.timedelta(days=1)
"""How long what failed rests before it is tried once more, where it is not a draft."""

logger = logging.getLogger(__name__)


def is_quick(evaluation: Evaluation, format_name: str) -> bool:
    """Tell whether a file is drawn while a person waits for it."""
    rows = len(evaluation.lines) + len(evaluation.measures) + len(evaluation.statistics)
    return FORMATS[format_name].extension != "pdf" or rows <= MOST_ROWS_AT_ONCE


def for_draft(project: Project, evaluation: Evaluation, format_name: str, *, by: User) -> Job:
    """Return the job that draws the project as it now stands; it is begun if there is none yet.

    Raises:
        SectionError, DuplicateFactError, UnprintableError: if its report cannot be composed.
    """
    snapshot = dump(evaluation)
    return _begun(
        f"project-{project.pk}.{format_name} {digest(snapshot)} {_program()}",
        project=project,
        snapshot=snapshot,
        format=format_name,
        name=file_name(evaluation, format_name),
        requested_by=by,
    )


def for_submission(submission: Submission, evaluation: Evaluation, format_name: str, *, by: User) -> Job:
    """Return the job that draws a file of the submission; it is begun if there is none yet."""
    return _begun(
        f"submission-{submission.pk}.{format_name}",
        submission=submission,
        format=format_name,
        name=file_name(evaluation, format_name),
        requested_by=by,
    )


def for_publication(publication: Publication, evaluation: Evaluation, format_name: str) -> Job:
    """Return the job that draws a file of what was published; it is begun if there is none yet."""
    return _begun(
        f"publication-{publication.pk}.{format_name}",
        publication=publication,
        format=format_name,
        name=file_name(evaluation, format_name),
        requested_by=publication.made_by,
    )


def again(job: Job) -> None:
    """Try a job that failed once more; nothing happens if somebody else has asked for that already."""
    _send(Job.objects.filter(pk=job.pk, status=Job.Status.FAILED), job)


@cache
def _program() -> str:
    """Return a digest of what decides how a document looks: our code and styles, the library, the faces."""
    folders = ("reports/renderers", "static/reports", "templates/reports/document")
    files = sorted(path for folder in folders for path in (settings.BASE_DIR / folder).glob("*.*"))
    found = sorted(faces.find(settings.FONT_DIRS).items())
    parts = [*(path.read_bytes() for path in files), f"{FORMATS['pdf'].renderer} {found}".encode()]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _begun(key: str, **fields: object) -> Job:
    """Return the job of that key; where there is none, make it and send it out in one transaction."""
    with transaction.atomic():
        job, is_new = Job.objects.get_or_create(
            key=key, defaults={**fields, "lease_until": timezone.now() + LEASE}
        )
        if is_new:
            attempt.enqueue(job.pk, 1)
    job.refresh_from_db(fields=["status", "fault"])
    return job


def _send(found: JobQuerySet, job: Job, fault: str = "") -> None:
    """Let somebody take the job's next attempt, if it is still found where it is looked for."""
    with transaction.atomic():
        sent = found.update(
            status=Job.Status.WAITING, fault=fault, lease_until=timezone.now() + LEASE, finished_at=None
        )
        if sent:
            attempt.enqueue(job.pk, job.attempts + 1)


@task()
def attempt(pk: int, number: int) -> None:
    """Take an attempt at a job, and store what comes of it: the task of the queue."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=pk, status=Job.Status.WAITING, attempts=number - 1)
    if not waiting.update(
        status=Job.Status.RUNNING, attempts=number, started_at=now, lease_until=now + LEASE
    ):
        return
    ours = Job.objects.filter(pk=pk, status=Job.Status.RUNNING, attempts=number)
    job = ours.select_related("submission", "publication").first()
    if job is None:
        return

    def wanted() -> bool:
        return ours.update(lease_until=timezone.now() + LEASE) == 1

    try:
        sealed = job.sealed
        if sealed is None:
            content = draw_apart(job.snapshot, job.format, Issue(draft=True), wanted=wanted)
        else:
            issue = seals.issue_of(sealed, job.format)
            content = draw_apart(sealed.text, job.format, issue, wanted=wanted)
    except Abandoned:
        logger.warning("%r is wanted no more", job)
    except OutOfLimits:
        logger.error("%r takes more time or memory than it may", job)
        _fail(ours, job, Job.Fault.LIMITS)
    except Broken as error:
        logger.error("%r could not be drawn: %s", job, error)
        _fail(ours, job, Job.Fault.BROKEN)
    else:
        _finish(ours, job, content)


def _finish(ours: JobQuerySet, job: Job, content: bytes) -> None:
    """Store the file, if the attempt has not been given up for lost."""
    sealed = job.sealed
    with transaction.atomic():
        written = ours.update(
            status=Job.Status.DONE,
            finished_at=timezone.now(),
            content=content if sealed is None else None,
            sha256=hashlib.sha256(content).hexdigest(),
            snapshot="",
            fault="",
        )
        if written and sealed is not None:
            seals.keep(sealed, job.format, content)


def _fail(found: JobQuerySet, job: Job, fault: Job.Fault) -> None:
    """Send the job out once more after a fault, or let it rest after the third."""
    if job.attempts < MOST_ATTEMPTS:
        _send(found, job, fault)
    else:
        found.update(status=Job.Status.FAILED, fault=fault, finished_at=timezone.now())


def sweep() -> None:
    """Send out anew what a lost worker has left, and what has waited so long that its task may be lost."""
    lost = Job.objects.filter(lease_until__lt=timezone.now())
    for job in lost.filter(status=Job.Status.RUNNING).defer("snapshot"):
        _fail(lost.filter(pk=job.pk, status=Job.Status.RUNNING, attempts=job.attempts), job, Job.Fault.LOST)
    for job in lost.filter(status=Job.Status.WAITING).defer("snapshot"):
        _send(lost.filter(pk=job.pk, status=Job.Status.WAITING), job, job.fault)


def keep_files() -> None:
    """Begin what is missing of the files of one submission: they are kept as they looked when it was made.

    Whoever submits need not wait for them, and nobody has to ask for them. It gives way to what somebody is
    waiting for; the last submission comes first.
    """
    if Job.objects.filter(status=Job.Status.WAITING).exists():
        return
    for name in FORMATS:
        kept = Rendering.objects.filter(digest=OuterRef("digest"), format=name)
        begun = Job.objects.filter(submission=OuterRef("pk"), format=name)
        missing = Submission.objects.filter(~Exists(kept), ~Exists(begun))
        submission = missing.order_by("submitted_at", "pk").last()
        if submission is None:
            continue
        try:
            evaluation = load(submission.text)
        except SnapshotError:
            logger.exception("%r is not what was submitted", submission)
        else:
            for_submission(submission, evaluation, name, by=submission.submitted_by)


def tidy() -> None:
    """Remove old jobs with their drafts, and the tasks that carried them; try again what failed long ago."""
    now = timezone.now()
    failed = Job.objects.filter(status=Job.Status.FAILED, project=None, finished_at__lt=now - REST)
    for job in failed.defer("snapshot"):
        again(job)
    Job.objects.filter(requested_at__lt=now - datetime.timedelta(days=settings.JOB_DAYS)).delete()
    carried = DBTaskResult.objects.exclude(status=TaskResultStatus.READY)
    carried.filter(enqueued_at__lt=now - TASKS_KEPT).delete()


def work(stop: Event) -> None:
    """Take one attempt after the other until told to stop; the one that is under way is finished."""
    swept = tidied = -TIDY_EVERY
    while not stop.is_set():
        try:
            close_old_connections()
            if time.monotonic() - swept >= SWEEP_EVERY:
                swept = time.monotonic()
                sweep()
                keep_files()
            if time.monotonic() - tidied >= TIDY_EVERY:
                tidied = time.monotonic()
                tidy()
            if not _take_one():
                stop.wait(PAUSE)
        except Error:
            logger.exception("the database does not answer; trying again")
            connection.close()
            stop.wait(SWEEP_EVERY)


def _take_one() -> bool:
    """Run one task of the queue, and tell whether there was one.

    Asking first spares SQLite a transaction that writes every second.
    """
    if not DBTaskResult.objects.ready().exists():
        return False
    Worker(
        queue_names=[DEFAULT_TASK_QUEUE_NAME],
        excluded_queue_names=[],
        interval=PAUSE,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=1,
        worker_id=get_random_string(32),
    ).run()
    return True
