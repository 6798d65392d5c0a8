"""Checks: one plain function each, from an evaluation, its facts and its report to findings (勾稽关系).

``run`` judges; ``open_findings`` says what still stands in the way of a submission::

    findings = run(evaluation, known, on=today)
    if open_findings(findings, evaluation.answers): ...  # errors, and warnings that nobody has answered

Everything is pure, the day included: a submission that is judged twice is judged alike.
"""

import datetime
from collections.abc import Iterator

from reports.checks import funds, indicators, last_year, printed, scores, texts
from reports.checks.registry import CHECKS, Case, Check, Objection, register
from reports.compose import compose
from reports.document import UnprintableError
from reports.evaluation import AnswerRecord, Evaluation
from reports.facts import Facts
from reports.findings import Finding, answer_to, open_findings
from reports.narrative import NarrativeError

__all__ = [
    "CHECKS",
    "Case",
    "Check",
    "Objection",
    "case_of",
    "funds",
    "in_order",
    "indicators",
    "judge",
    "last_year",
    "open_findings",
    "printed",
    "register",
    "run",
    "scores",
    "standing_answers",
    "texts",
]


def in_order() -> list[Check]:
    """Return every check, the errors first, by number."""
    return sorted(CHECKS.values(), key=lambda check: (check.id[0], int(check.id[1:])))


def run(evaluation: Evaluation, facts: Facts, *, on: datetime.date) -> tuple[Finding, ...]:
    """Run every check in order; ``facts`` are the evaluation's, ``on`` is the day of judgement."""
    return tuple(judge(case_of(evaluation, facts), on=on))


def case_of(evaluation: Evaluation, facts: Facts) -> Case:
    """Compose the report of an evaluation, and return the three to be judged."""
    try:
        return Case(evaluation, facts, compose(evaluation))
    except (NarrativeError, UnprintableError) as error:
        return Case(evaluation, facts, None, str(error))


def judge(case: Case, *, on: datetime.date) -> Iterator[Finding]:
    """Yield what the checks find, each finding as serious as its check is ``on`` that day."""
    for check in in_order():
        for one in check.judge(case):
            yield Finding(check.id, check.level(on), one.message, one.hint, one.where)


def standing_answers(
    findings: tuple[Finding, ...], answers: tuple[AnswerRecord, ...]
) -> tuple[AnswerRecord, ...]:
    """Return the answers to findings that still stand, in the findings' order."""
    return tuple(answer for finding in findings if (answer := answer_to(finding, answers)) is not None)
