"""The points of the execution rate where the form prints no rate beside them and the text tells the rule.

“预算执行率”按“执行率×10”计分: of the rate that the tables print for the whole, or the prose tells.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.across.statements import Known
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.lines import Line, lines_of
from reports.checkup.tables.sections import Section

_NAMED = re.compile(r"^(?:指标)?[0-9.、]*(?:项目|资金|预算)*(?:执行率|(?<=预算)执行)(?:\(.*\))?$")
_RATE = re.compile("执行率(?:为|是|达到?)?$")
_RULE = re.compile(
    r"执行率(?:\*100%)?[×*xX](?:(?P<points>[0-9]+(?:\.[0-9]+)?)|(?:该项|指标|本项)?(?:标准)?(?:分值|权重|满分))"
    r"|按(?:照)?(?:预算)?执行率(?:同?比例)?[计得]分"
)


def rules_told(texts: Iterable[str]) -> set[Decimal | None]:
    """Return by how many points the texts multiply the execution rate; ``None`` where by its weight."""
    plain = (re.sub(r"[\s“”\"‘’]", "", half_width(text)) for text in texts)
    found = (one["points"] for text in plain for one in _RULE.finditer(text))
    return {Decimal(points) if points else None for points in found}


def rates_of(rows: Iterable[Known]) -> Iterator[Quantity]:
    """Yield the rates that the tables print for the whole."""
    yield from (one.rate for one in rows if one.is_total and one.rate is not None)


def rates_told(sentences: Iterable[Sentence]) -> Iterator[Quantity]:
    """Yield the execution rates that the prose tells, of the whole or of a part."""
    for sentence in sentences:
        for one in sentence.quantities:
            if one.is_rate and one.is_exact and not one.sign and _RATE.search(half_width(sentence.name(one))):
                yield one


def check_execution_points(
    sections: Iterable[Section], known: Iterable[Quantity], rules: set[Decimal | None], ledger: Ledger
) -> None:
    """The points are the rate times the weight, where the text says so and one rate only is known."""
    rates = {one.base: one for one in known}
    lines = [line for one in sections for line in lines_of(one)[0] if _NAMED.match(line.name)]
    if len(rates) == len(lines) == 1 and rules:
        (rate,), (line,) = rates.values(), lines
        _check(line, rate, rules, ledger)


def _check(line: Line, rate: Quantity, rules: set[Decimal | None], ledger: Ledger) -> None:
    weight, score = (slot.figure if slot is not None else None for slot in (line.weight, line.score))
    told = line.actual is not None and not line.actual.is_blank
    if weight is None or score is None or line.score is None or weight.is_rate or told:
        return
    if not rules & {None, weight.value} or ledger.differs(line.score.place):
        return
    exact = weight.value * min(rate.base, Decimal(1))
    if abs(score.value - exact) <= score.half + weight.value * rate.half:
        ledger.agree(line.score.place)
        return
    computed = number_text(half_up(exact, max(score.places, 1)))
    ledger.find(
        Kind.SCORE,
        Severity.ERROR,
        line.score.place,
        f"“{line.name}”得分{line.score.text}，按文中的计分办法和执行率计算为{computed}。",
        rule="执行率得分 = 分值 × 执行率",
        text=line.row.text,
        printed=line.score.text.strip(),
        computed=computed,
    )
