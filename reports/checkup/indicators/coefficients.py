"""Scores by a printed coefficient: 得分系数 90% × 分值 15 = 13.5."""

from collections.abc import Sequence
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.tables.lines import Line
from reports.checkup.tables.sections import Section

_ENDINGS = ("系数", "得分率")
_FEWEST = 3
_SHARE = Decimal("0.7")
"""So many rows must bear the rule out, and so much of all."""


def check_coefficients(section: Section, lines: Sequence[Line], ledger: Ledger) -> None:
    """A score is its weight times the coefficient beside it, where most rows show that it is."""
    column = next((one for one in section.columns if one.name.endswith(_ENDINGS)), None)
    if column is None:
        return
    judged: list[tuple[Line, Decimal, bool]] = []
    for line in lines:
        given = line.row.slots[column.index].figure
        weight, score = (slot.figure if slot is not None else None for slot in (line.weight, line.score))
        if given is None or weight is None or score is None or weight.is_rate or not given.is_exact:
            continue
        share = given.base if given.is_rate or given.value <= 1 else given.value.scaleb(-2)
        exact = weight.value * share
        slack = score.half + weight.value * (given.half if given.is_rate else Decimal(0))
        judged.append((line, exact, abs(score.value - exact) <= slack))
    held = sum(holds for _line, _exact, holds in judged)
    if held < _FEWEST or held < len(judged) * _SHARE:
        return
    for line, exact, holds in judged:
        if line.score is None or line.score.figure is None:
            continue
        if holds:
            ledger.agree(line.score.place)
            continue
        computed = number_text(half_up(exact, max(line.score.figure.places, 0)))
        ledger.find(
            Kind.SCORE,
            Severity.ERROR,
            line.score.place,
            f"“{line.name}”得分{line.score.text}，按“{column.name}”计算为{computed}。",
            rule=f"得分 = 分值 × {column.name}",
            text=line.row.text,
            printed=line.score.text.strip(),
            computed=computed,
        )
