"""The strip of key figures above every tab of a project."""

from collections import Counter
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from projects.models import Project
from projects.money import grouped, half_up
from reports import checks
from reports.facts import DuplicateFactError, Facts, facts
from reports.findings import Level
from reports.loading import NotReadyError, load

register = template.Library()
register.filter("grouped", grouped)


@register.simple_tag(takes_context=True)
def figures_of(context: Context, project: Project) -> dict[str, Any]:
    """Return budget, spending, execution rate and score, and how many findings are open, for the strip.

    A view that has read the project's evaluation passes it as ``evaluation``; else it is read here.
    """
    try:
        evaluation = context.get("evaluation") or load(project)
        known = facts(evaluation)
    except (NotReadyError, DuplicateFactError) as error:
        return {"hindrance": error, "open": 0}
    findings = checks.run(evaluation, known, on=timezone.localdate())
    levels = Counter(finding.level for finding in checks.open_findings(findings, evaluation.answers))
    return {
        "hindrance": None,
        "budget": known.at("total-budget"),
        "spent": known.at("total-spent"),
        "rate": known.at("total-rate"),
        "percent": _percent(known),
        "score": known.at("score-total"),
        "grade": known.at("score-grade"),
        "errors": levels[Level.ERROR],
        "warnings": levels[Level.WARNING],
        "open": levels.total(),
    }


def _percent(known: Facts) -> str | None:
    """Return the printed execution rate for the bar, at most 100."""
    ratio = known.at("total-rate").printed
    return None if ratio is None else f"{min(half_up(ratio * 100, 2), 100)}"
