"""Points that a paragraph tells one indicator after the other, with what they come to at its end.

该项分值5分，得5分。…该项分值4分，得3.91分。本类指标2项，分值合计9分，得分8.91分.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, chinese_number, half_width
from reports.checkup.prose.off_by_a_digit import slips_of
from reports.checkup.prose.sentences import Sentence

_GOT = re.compile("(?:(?<![可不则的每])得|得分|自评分数|自评分)(?:为)?$")
_WORTH = re.compile("(?:分值|满分|标准分)(?:为)?$")
_WHOLE = re.compile("合计|小计|共计|总分|总得分")
_THEN_GOT = re.compile(r"(?:\([^()]*\))?[,;]?(?:自评|实际)?得")
_COUNTED = re.compile("(?:指标|共)?(?P<many>[2-9]|[1-9][0-9]|[一二三四五六七八九十]{1,3})(?:项|个)")
_FULL = Decimal(100)
_FEWEST, _FEWEST_FULL, _NEAR = 2, 3, 5


@dataclass(slots=True)
class _Told:
    """The points of one kind since the beginning of a paragraph, and those since the last total."""

    leaves: list[Quantity] = field(default_factory=list)
    since: list[Quantity] = field(default_factory=list)

    def add(self, quantity: Quantity) -> None:
        self.leaves.append(quantity)
        self.since.append(quantity)


def check_points_of_paragraph(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """Hold what the points got, and those to be got, come to by the words of a paragraph."""
    got, worth = _Told(), _Told()
    for sentence in sentences:
        plain = half_width(sentence.text)
        counted = _COUNTED.search(plain)
        of_whole = False
        for one in sentence.quantities:
            if one.unit != "分" or not one.is_exact or one.sign:
                continue
            name = half_width(sentence.name(one))
            if _WHOLE.search(name) or (of_whole and _GOT.search(name)):
                of_whole = True
                if "扣" in name:
                    continue
                kind = worth if _WORTH.search(name) or "分值" in name else got
                many = _many(counted["many"]) if counted else 0
                _hold(sentence, one, kind, many, ledger)
                if kind is got and _sum(got.leaves) == one.value:
                    _hold_full(sentence, one, worth, len(got.leaves), ledger)
                kind.since = []
            elif _GOT.search(name):
                got.add(one)
            elif _WORTH.search(name) or _THEN_GOT.match(plain, one.end):
                worth.add(one)


def _many(word: str) -> int:
    return int(word) if word.isdigit() else chinese_number(word) or 0


def _hold(sentence: Sentence, whole: Quantity, told: _Told, many: int, ledger: Ledger) -> None:
    """A total is of all points before it, or of those since the last total."""
    place = sentence.at(whole)
    readings = [one for one in (told.since, told.leaves) if len(one) >= _FEWEST]
    if not readings or ledger.is_known(place):
        return
    if any(_sum(one) == whole.value for one in readings):
        ledger.agree(place)
        return
    complete = next((one for one in readings if len(one) == many), None)
    meant = complete or next((one for one in readings if _is_slip(whole, one)), None)
    if meant is not None:
        _report(sentence, whole, meant, _sum(meant), ledger, certain=complete is not None)


def _hold_full(sentence: Sentence, whole: Quantity, worth: _Told, many: int, ledger: Ledger) -> None:
    """执行10分得9.92分，产出50分得49.5分，效益40分得39分，合计98.42分: there are 100 points to be got."""
    full = worth.leaves
    if (
        not worth.since
        or len(full) != many
        or many < _FEWEST_FULL
        or whole.value > _FULL
        or _sum(full) == _FULL
    ):
        return
    odd = next((one for one in full if any(each.value == _left(full, one) for each in slips_of(one))), None)
    if odd is not None:
        computed = f"{number_text(_left(full, odd))}分"
        listed = "＋".join(number_text(one.value) for one in full)
        ledger.find(
            Kind.WEIGHT,
            Severity.WARNING,
            sentence.at(whole),
            f"文中各项满分之和不为100分：{listed}={number_text(_sum(full))}分，疑“{number_text(odd.value)}分”应为{computed}。",
            rule="各项满分之和为100分",
            text=sentence.text,
            printed=f"{number_text(odd.value)}分",
            computed=computed,
        )


def _left(full: Sequence[Quantity], one: Quantity) -> Decimal:
    """What is left of 100 points for one of those that make them up."""
    return _FULL - _sum(full) + one.value


def _sum(points: Sequence[Quantity]) -> Decimal:
    return sum((one.value for one in points), Decimal(0))


def _is_slip(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether one digit makes the sum right, of the total or of one of the points."""
    missing = whole.value - _sum(parts)
    if abs(missing) * _NEAR > whole.value:
        return False  # some are told in other words: 其余40分全得
    meant = [(whole, _sum(parts)), *((one, one.value + missing) for one in parts)]
    return any(each.value == right for one, right in meant for each in slips_of(one))


def _report(
    sentence: Sentence,
    whole: Quantity,
    parts: Sequence[Quantity],
    added: Decimal,
    ledger: Ledger,
    *,
    certain: bool,
) -> None:
    listed = "＋".join(number_text(one.value) for one in parts)
    ledger.find(
        Kind.SCORE,
        Severity.ERROR if certain else Severity.WARNING,
        sentence.at(whole),
        f"“{sentence.words(whole)}”与前文各项之和不符：{listed}={number_text(added)}分。",
        rule="总分等于各项得分之和",
        text=sentence.text,
        printed=sentence.words(whole),
        computed=f"{number_text(added)}分",
    )
