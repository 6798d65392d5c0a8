"""Pages on which one waits for a large file, made in the background, and gets it."""

import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from reports import jobs
from reports.models import Job
from reports.seals import issued
from reports.views import download

STOP_POLLING = 286
"""The status that tells htmx that there is nothing more to ask for."""
IDLE_AFTER = datetime.timedelta(seconds=60)
"""Whoever waits so long while nothing is being made is told that nobody may be working."""


def visible_job(request: UserRequest, pk: int) -> Job:
    """Return the job; 404 for one of a project or submission that the person may not see."""
    visible = Job.objects.visible_to(request.user).defer("snapshot", "content")
    return get_object_or_404(
        visible.select_related("project", "submission__project", "publication__submission__project"), pk=pk
    )


@require_safe
def job(request: UserRequest, pk: int) -> HttpResponse:
    """Show how far the file is; htmx asks again every two seconds, without it a link does."""
    job = visible_job(request, pk)
    waits = job.status == Job.Status.WAITING
    before = Job.objects.filter(pk__lt=job.pk, status=Job.Status.WAITING) if waits else Job.objects.none()
    running = Job.objects.filter(status=Job.Status.RUNNING)
    now = timezone.now()
    context = {
        "job": job,
        "seconds": int((now - (job.started_at or now)).total_seconds()),
        "before": before.count(),
        "idle": waits and now - job.requested_at > IDLE_AFTER and not running.exists(),
    }
    if request.htmx:
        status = 200 if job.is_under_way else STOP_POLLING
        return render(request, "reports/job_state.html", context, status=status)
    return render(request, "reports/job.html", context)


@require_POST
def job_again(request: UserRequest, pk: int) -> HttpResponse:
    """Try once more to make a file that could not be made."""
    job = visible_job(request, pk)
    jobs.again(job)
    return redirect("job", pk)


@require_safe
def job_file(request: UserRequest, pk: int) -> HttpResponse:
    """Download the file, or wait for it."""
    job = visible_job(request, pk)
    if job.status != Job.Status.DONE:
        return redirect("job", pk)
    content = job.file if job.sealed is None else issued(job.sealed, job.format).file
    return download(content, job.name, job.format)
