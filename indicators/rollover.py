"""What goes on in a new year of rules, goals, work figures and indicators: the targets, not the results."""

from collections.abc import Mapping

from indicators.models import Goal, Indicator, Statistic, YearRules
from projects.models import FiscalYear, Project


def carry_rules(last: FiscalYear, year: FiscalYear) -> None:
    """Take over rule set and form layout from the last, unless an administrator has chosen them already."""
    rules = YearRules.objects.filter(fiscal_year=last).first()
    if rules is not None:
        YearRules.objects.get_or_create(
            fiscal_year=year, defaults={"rule_set": rules.rule_set, "layout": rules.layout}
        )


def carry_targets(successors: Mapping[int, Project]) -> None:
    """Give each project the goals, work figures and indicators of the one that it follows from, unfilled.

    ``successors`` are the new projects by the numbers of the old ones. The number of queries is constant.
    """
    Goal.objects.bulk_create(
        Goal(project=successors[goal.project_id], position=goal.position, expected=goal.expected)
        for goal in Goal.objects.filter(project__in=successors)
    )
    statistics = _carry_statistics(successors)
    Indicator.objects.bulk_create(
        Indicator(
            project=successors[one.project_id],
            position=one.position,
            level1=one.level1,
            level2=one.level2,
            name=one.name,
            nature=one.nature,
            direction=one.direction,
            unit=one.unit,
            target=one.target,
            target_text=one.target_text,
            weight=one.weight,
            actual_from=statistics.get(one.actual_from_id),
            is_withheld=one.is_withheld,
            lineage=one.lineage,
        )
        for one in Indicator.objects.filter(project__in=successors)
    )


def _carry_statistics(successors: Mapping[int, Project]) -> dict[int | None, Statistic]:
    """Make the work figures anew, the rates after the values that they are computed from."""
    old = list(Statistic.objects.filter(project__in=successors))
    made: dict[int | None, Statistic] = {}
    for rates in (False, True):
        rows = [one for one in old if one.is_rate is rates]
        new = Statistic.objects.bulk_create(
            Statistic(
                project=successors[one.project_id],
                position=one.position,
                area=one.area,
                name=one.name,
                unit=one.unit,
                part=made.get(one.part_id),
                whole=made.get(one.whole_id),
                is_withheld=one.is_withheld,
            )
            for one in rows
        )
        made |= {one.pk: other for one, other in zip(rows, new, strict=True)}
    return made
