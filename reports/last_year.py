"""What became of a project's indicators the year before (上年完成值), computed as it was computed then."""

from accounts.models import User
from projects.models import Project
from reports.facts import DuplicateFactError, facts
from reports.levels import IndicatorRow, levels
from reports.loading import NotReadyError, load_many


def last_year(project: Project, user: User) -> dict[str, IndicatorRow]:
    """Return the rows of last year by the number of the indicator that follows from each.

    They are matched by lineage, whatever the name, and whatever project they belonged to. Nothing of a
    project that the person may not see, or that cannot be computed. As many queries for all as for one.
    """
    numbers = {one.lineage: str(one.pk) for one in project.indicators.all()}
    earlier = Project.objects.visible_to(user).filter(
        fiscal_year__year=project.fiscal_year.year - 1, indicators__lineage__in=numbers
    )
    found: dict[str, IndicatorRow] = {}
    projects = list(earlier.distinct())
    try:
        evaluations = load_many(projects)
    except NotReadyError:
        return found
    for one, evaluation in zip(projects, evaluations, strict=True):
        lineages = {str(indicator.pk): indicator.lineage for indicator in one.indicators.all()}
        try:
            rows = [row for level in levels(evaluation, facts(evaluation)) for row in level.rows]
        except DuplicateFactError:
            continue
        found |= {numbers[lineages[row.pk]]: row for row in rows if lineages[row.pk] in numbers}
    return found
