"""Checks: one plain function each, from an evaluation and its facts to findings (勾稽关系)."""

from reports.checks import funds, indicators
from reports.checks.registry import CHECKS, register
from reports.evaluation import Evaluation
from reports.facts import Facts
from reports.findings import Finding

__all__ = ["CHECKS", "funds", "indicators", "register", "run"]


def run(evaluation: Evaluation, facts: Facts) -> tuple[Finding, ...]:
    """Run every check in the order of registration; ``facts`` are those of the same evaluation."""
    return tuple(finding for check in CHECKS.values() for finding in check(evaluation, facts))
