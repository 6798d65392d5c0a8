"""What stands in the brackets right behind an amount: its parts (自建3个、委托5个), or its budget."""

import re
from dataclasses import replace

from reports.checkup.arithmetic import Outcome, of_rate, of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import BRACKETS, Sentence, is_alike, is_change

_BUDGET = re.compile("(?:全年|调整后)?预算(?:数|额)?(?:为)?")
_PAID = re.compile("支出|支付|执行|使用|拨付|兑付|发放|列支")
_SHARE_OF = re.compile("占(?P<of>[^,。;、()]{2,24})的$")
_NET = re.compile("净(?:增|减|流)[^,。;]{0,4}$")
"""净增2.5万册（新增2.8万册，剔旧0.3万册）: what came less what went."""
_PART = re.compile(r"[、,]?(?P<name>[\u4e00-\u9fff“”]{1,12})")
_NO_PART = re.compile(
    "其中|含|上年|去年|计划|目标|预算|单价|标准|约|每|原|另|达到?|不少于|累计|完成|办结|满意|合格|满分|分值|权重|扣|发放|[收回]回|回收"
)
"""Before an amount that stands beside a total without being a part of it."""


def check_parts_in_brackets(sentence: Sentence, ledger: Ledger) -> None:
    """Two parts and more, with nothing else between the brackets, add up to what stands before them."""
    for whole in sentence.quantities:
        bracket = BRACKETS.match(sentence.text, whole.end)
        if bracket is None or not whole.is_exact or not whole.unit or whole.is_rate or whole.sign:
            continue
        parts = [one for one in sentence.quantities if whole.end < one.start and one.end < bracket.end()]
        if not _is_list(sentence, bracket, parts, whole):
            continue
        net = _NET.search(half_width(sentence.name(whole))) is not None and len(parts) == 2
        added = (parts[0], replace(parts[1], value=-parts[1].value)) if net else parts
        verdict = of_sum(whole, added, rounded=whole.is_money)
        if verdict.holds:
            ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
            continue
        computed = f"{verdict.computed}{whole.unit}"
        listed = ("－" if net else "＋").join(sentence.words(one) for one in parts)
        ledger.find(
            Kind.SUM if whole.is_money else Kind.COUNT,
            Severity.RESIDUE if verdict.outcome is Outcome.RESIDUE else Severity.WARNING,
            sentence.at(whole),
            f"“{sentence.words(whole)}”与括号内各部分不符：{listed}={computed}。",
            rule="各部分之和等于合计",
            text=sentence.text,
            printed=sentence.words(whole),
            computed=computed,
        )


def _is_list(sentence: Sentence, bracket: re.Match[str], parts: list[Quantity], whole: Quantity) -> bool:
    """Whether brackets hold names with figures like the one before them, and nothing else."""
    if len(parts) < 2 or not all(one.is_exact and not one.sign and is_alike(one, whole) for one in parts):
        return False
    rest, end = [], bracket.start() + 1
    for one in parts:
        rest.append(half_width(sentence.text[end : one.start]))
        end = one.end
    names = [found["name"] for words in rest if (found := _PART.fullmatch(words))]
    closed = half_width(sentence.text[end : bracket.end()]) == ")"
    plain = not any(_NO_PART.search(name) or is_change(name) for name in names)
    return closed and plain and len({*names}) == len(parts)


def check_budget_in_brackets(sentence: Sentence, ledger: Ledger) -> None:
    """兑付补助4290.30万元（预算4320.00万元）: no more is spent than the budget that follows it."""
    for paid in sentence.quantities:
        bracket = BRACKETS.match(sentence.text, paid.end)
        inner = [
            one for one in sentence.quantities if bracket and paid.end < one.start and one.end < bracket.end()
        ]
        if len(inner) != 1 or not (paid.is_money and paid.is_exact and inner[0].is_money):
            continue
        name = half_width(sentence.name(paid))
        if not _BUDGET.fullmatch(half_width(sentence.name(inner[0]))) or not _PAID.search(name):
            continue
        if paid.base - paid.half > inner[0].base + inner[0].half:
            ledger.find(
                Kind.EXCEED,
                Severity.WARNING,
                sentence.at(paid),
                f"“{sentence.name(paid)}{sentence.words(paid)}”大于其后所写的预算{sentence.words(inner[0])}。",
                rule="执行数不大于全年预算数",
                text=sentence.text,
                printed=sentence.words(paid),
                computed=sentence.words(inner[0]),
            )


def check_share_of_bracketed(sentence: Sentence, ledger: Ledger) -> None:
    """投入45万元，占上年筹集公益金的62.5%（上年筹集公益金72万元）: the whole is right behind its share."""
    for printed in sentence.quantities:
        bracket = BRACKETS.match(sentence.text, printed.end)
        name = _SHARE_OF.search(half_width(sentence.text[: printed.start]))
        plain = printed.is_rate and printed.is_exact and not printed.sign
        if bracket is None or name is None or not plain or ledger.is_known(sentence.at(printed)):
            continue
        inner = [one for one in sentence.quantities if printed.end < one.start and one.end < bracket.end()]
        before = [
            one
            for one in sentence.quantities
            if one.end <= printed.start and one.is_exact and inner and is_alike(one, inner[0])
        ]
        if len(inner) != 1 or not inner[0].is_exact or not before or name["of"][-2:] not in bracket[0]:
            continue
        verdicts = [verdict for one in before if (verdict := of_rate(printed, one, inner[0])) is not None]
        if any(verdict.holds for verdict in verdicts):
            ledger.agree(sentence.at(printed), sentence.at(inner[0]))
            continue
        part, verdict = before[0], of_rate(printed, before[0], inner[0])
        if verdict is None or part.base > inner[0].base:
            continue
        ledger.find(
            Kind.RATIO,
            Severity.WARNING,
            sentence.at(printed),
            f"“{sentence.words(printed)}”与其后所写的数字不符：{spelled(part)}÷{spelled(inner[0])}={verdict.computed}。",
            rule="比率等于前文两数相除",
            text=sentence.text,
            printed=sentence.words(printed),
            computed=verdict.computed,
        )
