"""The one door through which views write: it holds the project, refuses a closed year and a submitted one."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from accounts.models import User
from projects.models import FiscalYear, Project


@contextmanager
def writing_to(project: Project, *, by: User | None) -> Iterator[Project]:  # noqa: ARG001
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
    with transaction.atomic():
        if project.pk is not None:
            project = Project.objects.select_for_update().get(pk=project.pk)
        FiscalYear.objects.get(pk=project.fiscal_year_id).require_open()
        project.require_unlocked()
        yield project
