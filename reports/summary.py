"""What lists show of a submission: computed once, when it is made, from its facts, and kept beside it.

Pure. Nothing here is counted or rounded again: the figures are facts (``reports.facts``), the count of
changes is that of the page of changes (``reports.changes``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports.changes import changed_facts
from reports.evaluation import Evaluation
from reports.facts import Facts, facts
from reports.findings import Finding, answer_to

KEY_FIGURES = {
    "budget": "total-budget",
    "spent": "total-spent",
    "rate": "total-rate",
    "score": "score-total",
    "grade": "score-grade",
}
"""The facts that stand above and in lists for a whole submission."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The key figures of a submission, and how much there is to look at.

    ``score`` in points and ``rate`` as a ratio are as printed, ``budget`` and ``spent`` exact, in 元: lists
    sort by them. ``printed`` spells each of ``KEY_FIGURES``, and ``unit`` is that of the amounts.
    ``answered`` and ``waived`` count its warnings, none of which is open. ``changed`` counts the facts that
    are printed otherwise than in the version that the bureau saw before, ``None`` for the first.
    """

    score: Decimal | None
    grade: str
    rate: Decimal | None
    budget: Decimal | None
    spent: Decimal | None
    printed: Mapping[str, str]
    answered: int
    waived: int
    changed: int | None


def summary(evaluation: Evaluation, findings: Iterable[Finding], before: Evaluation | None) -> Summary:
    """Sum up a submission; ``before`` is what the bureau saw last, its records named as those of now are."""
    known = facts(evaluation)
    answers = [answer for one in findings if (answer := answer_to(one, evaluation.answers))]
    waived = sum(answer.is_waiver for answer in answers)
    return Summary(
        score=known.at("score-total").printed,
        grade=_word(known, "score-grade"),
        rate=known.at("total-rate").printed,
        budget=_amount(known, "total-budget"),
        spent=_amount(known, "total-spent"),
        printed={name: known.at(key).text for name, key in KEY_FIGURES.items()}
        | {"unit": known.at("total-budget").unit},
        answered=len(answers) - waived,
        waived=waived,
        changed=None if before is None else len(changed_facts(facts(before), known)),
    )


def _word(known: Facts, key: str) -> str:
    value = known.at(key).value
    return value if isinstance(value, str) else ""


def _amount(known: Facts, key: str) -> Decimal | None:
    value = known.at(key).value
    return value if isinstance(value, Decimal) else None
