"""What comes out of a review: the scores that the bureau gave, their total, and what the office gave itself.

Pure. The rules are those of the self-evaluation: an indicator that was given no score keeps its own, the
execution rate is scored by its rule, and a cap on the total holds for both.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from indicators.scoring import POINTS_PLACES, grade, score_execution, score_measure, score_total
from projects import funds
from reports.evaluation import Evaluation
from reports.facts import Fact, Facts, Kind, facts


def review_facts(evaluation: Evaluation, given: Mapping[str, Decimal]) -> Facts:
    """Compute the facts of a review; ``given`` holds points by the keys of indicators.

    ``review-indicator-2-points`` for each indicator, ``review-total``, ``review-difference`` to the total of
    the self-evaluation, and ``review-grade``.
    """
    return Facts(_facts(evaluation, given))


def _facts(evaluation: Evaluation, given: Mapping[str, Decimal]) -> Iterator[Fact]:
    rules, measures = evaluation.rules, evaluation.measured
    own = {measure.key: score_measure(measure, rules) for measure in measures}
    scores = {key: replace(score, points=given[key]) if key in given else score for key, score in own.items()}
    for measure in measures:
        words = "复核给分" if measure.key in given else "同自评得分"
        yield _points(
            f"review-{measure.key}-points", f"{measure.name}.复核得分", scores[measure.key].points, words
        )
    whole = funds.whole(evaluation.lines)
    execution = score_execution(whole, rules)
    total = score_total(execution, list(scores.values()), whole.rate, rules)
    inputs = tuple(f"review-{key}-points" for key in scores)
    yield _points("review-total", "复核总分", total.points, total.because, inputs)
    self_score = facts(evaluation).at("score-total").value
    difference = (
        total.points - self_score if total.points is not None and isinstance(self_score, Decimal) else None
    )
    yield _points("review-difference", "复核较自评", difference, "复核总分－自评总分", ("review-total",))
    yield Fact(
        "review-grade",
        "复核等级",
        grade(total, rules) if measures else None,
        Kind.TEXT,
        "",
        "按印出的复核总分所在分数段确定",
        ("review-total",),
    )


def _points(
    fact_id: str, name: str, value: Decimal | None, formula: str, inputs: tuple[str, ...] = ()
) -> Fact:
    return Fact(fact_id, name, value, Kind.POINTS, "分", formula, inputs, POINTS_PLACES)
