"""The one door through which views write: it holds the project, refuses a closed year and a submitted one.

Whatever is written behind it is recorded in the project's history (``projects.history``).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from accounts.models import User
from projects.history import record_new, recording
from projects.models import FiscalYear, Project


@contextmanager
def writing_to(project: Project, *, by: User | None) -> Iterator[Project]:
    """Open a transaction for a change to the project or to anything that belongs to it, or for a new project.

    ``by`` is the person who writes, ``None`` for a command. Gives the project as it is stored now, held
    until the end: whoever writes to it at the same time waits.
    The year is not held, so that offices do not wait for one another; should it be closed meanwhile, the
    triggers refuse the write (``projects.triggers``).

    Raises:
        YearClosed: if its year is closed.
        ProjectLocked: if it is submitted and has not been returned.
        Project.DoesNotExist: if somebody has deleted it.
    """
    if project.pk is not None:
        with deciding_on(project, by=by) as held:
            held.require_unlocked()
            yield held
        return
    with transaction.atomic():
        FiscalYear.objects.get(pk=project.fiscal_year_id).require_open()
        yield project
        if project.pk is not None:
            record_new([project.pk], by=by)


@contextmanager
def deciding_on(project: Project, *, by: User | None) -> Iterator[Project]:
    """Open a transaction as ``writing_to`` does, for a project that may be submitted.

    Raises:
        YearClosed: if its year is closed.
        Project.DoesNotExist: if somebody has deleted it.
    """
    with holding([project.pk], by=by):
        stored = Project.objects.get(pk=project.pk)
        FiscalYear.objects.get(pk=stored.fiscal_year_id).require_open()
        yield stored


@contextmanager
def holding(projects: Iterable[int], *, by: User | None) -> Iterator[None]:
    """Open a transaction, hold the projects of these numbers, and record what is written to them."""
    with transaction.atomic():
        held = Project.objects.select_for_update().filter(pk__in=projects).order_by("pk")
        with recording(held.values_list("pk", flat=True), by=by):
            yield
