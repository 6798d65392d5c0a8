"""Rolls a year over: everything that goes on in the next year, in one transaction."""

from django.db import transaction

from accounts.models import User
from indicators.rollover import carry_rules, carry_targets
from projects.history import record_new
from projects.models import FiscalYear
from projects.rollover import Plan, begin_year, carry_projects, plan
from reports.models import Report


@transaction.atomic
def roll_over(last: FiscalYear, *, user: User) -> Plan:
    """Open the year after ``last`` and carry over the projects that are not there yet.

    They come with line items, targets and the outlines of their reports; amounts, actuals and texts are
    empty. Doing it again carries over only what has been added since. Returns what was done. The number of
    queries does not grow with the number of projects.

    Raises:
        YearClosed: if the next year is there and closed.
    """
    # Held, so that of two administrators the second sees what the first has made.
    last = FiscalYear.objects.select_for_update().get(pk=last.pk)
    year = begin_year(last)
    carry_rules(last, year)
    done = plan(last)
    successors = carry_projects(done.carried, year, user=user)
    carry_targets(successors)
    Report.objects.bulk_create(
        Report(
            project=successors[report.project_id],
            outline=report.outline,
            with_figures=report.with_figures,
        )
        for report in Report.objects.filter(project__in=successors).select_related("outline")
    )
    record_new([project.pk for project in successors.values()], by=user)
    return done
