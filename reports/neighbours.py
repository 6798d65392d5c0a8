"""What other offices reported in the same year under the same names, beside a submission that is reviewed.

Whom to compare with is looked up by the names in the tables; what is shown comes from the snapshots that the
reviewer may see.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from accounts.models import User
from indicators.models import Indicator
from projects.models import LineItem
from reports.evaluation import Evaluation
from reports.facts import Fact, Facts, facts
from reports.models import State, Submission
from reports.snapshot import load
from reports.workflow import newest

MOST = 5
"""How many neighbours are read: those with most names in common."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A submission of another office, and its facts."""

    submission: Submission
    known: Facts


def neighbours(submission: Submission, evaluation: Evaluation, user: User) -> list[Neighbour]:
    """Return the submissions of other offices that have most line items and indicators in common with this.

    The number of queries is the same however many there are.
    """
    project = submission.project
    others = (
        newest(user)
        .filter(project__fiscal_year=project.fiscal_year_id)
        .exclude(project__office=project.office_id)
        .exclude(state=State.RETURNED)
    )
    beneath = others.values("project")
    measures = Indicator.objects.filter(
        project__in=beneath, name__in=[measure.name for measure in evaluation.measures]
    )
    lines = LineItem.objects.filter(project__in=beneath, name__in=[line.name for line in evaluation.lines])
    common = Counter[int]()
    for same in (measures, lines):
        counted = same.order_by().values_list("project").annotate(Count("pk"))
        common.update(dict(counted))
    nearest = sorted(common, key=lambda number: (-common[number], number))[:MOST]
    read = others.filter(project__in=nearest).select_related("project__office")
    found = {one.project_id: one for one in read}
    return [Neighbour(found[number], facts(load(found[number].text))) for number in nearest]


def same_named(near: Sequence[Neighbour], record: str, *parts: str) -> list[tuple[Submission, list[Fact]]]:
    """Return what the neighbours reported of the record of this name: ``("巡防次数", "实际完成值")``.

    A neighbour without such a record is left out.
    """
    rows = []
    for one in near:
        known = [one.known.get(f"{record}.{part}") for part in parts]
        found = [fact for fact in known if fact]
        if len(found) == len(parts):
            rows.append((one.submission, found))
    return rows
