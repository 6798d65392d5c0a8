"""What is divided by one kind after the other: 按类别分，甲60万元、乙40万元。按街道分，丙70万元、丁20万元."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from projects.money import number_text
from reports.checkup.arithmetic import Outcome, of_sum
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import digits_of, is_changed_over, slips_of
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_alike

_DIVIDED = re.compile(
    "(?:^|[,。;:])(?:其中|再)?(?:按照?|从|分)(?P<kind>[\u4e00-\u9fff]{1,8}?)(?:划分|分类|分布|分|来?看|统计|计)[,:]"
)
_IN_LOTS = re.compile(
    "分(?:为|成|设)?[0-9两二三四五六七八九十]{0,2}(?:个|大|期|批)?(?:采购|分)?(?:包|标段|批次?|期|片区|部分|类|块|档|阶段)"
    "(?:实施|采购|招标|拨付|支付|下达)?[,:]"
)
_ITEM = re.compile("[^、,;。()]+")
_CLOSES = ("。", ";", ")")
_ITS_SHARE = re.compile("(?:约|各)?占|完成率|执行率")
_NO_PART = re.compile("合计|共计|总计|[共总小]计|每|均|标准|单价|结余|剩余|增[加长]|减少|[比较]")
_OF_OTHERS = re.compile("主要|其中|最[多高大]|上年|去年|计划|预算|目标")
_JOINED = re.compile("(?:[、,;]|和|及|以及){1,2}[\u4e00-\u9fff“”]{2,16}")
_FEWEST, _SHARE = 3, 20
"""So many parts make up a whole; what is off by more than one part in so many is of something else."""


def check_divided(sentence: Sentence, ledger: Ledger) -> None:
    """The parts of each kind make up the same whole, which the text has told before.

    Those that have a total of their own behind them, as what was spent has, are of that.
    """
    plain = half_width(sentence.text)
    for found in _DIVIDED.finditer(plain):
        parts = _parts(sentence, plain, found.end())
        if len(parts) < _FEWEST or _OF_OTHERS.search(plain[found.start("kind") : parts[-1].end]):
            continue
        told = [*sentence.earlier, *(one for one in sentence.quantities if one.end <= found.start())]
        greatest = max(one.base for one in parts)
        wholes = [one for one in told if is_alike(one, parts[0]) and one.is_exact and one.base > greatest]
        later = [one for one in sentence.quantities if one.start >= parts[-1].end and is_alike(one, parts[0])]
        if any(of_sum(one, parts, rounded=one.is_money).holds for one in (*wholes, *later)):
            ledger.agree(*(sentence.at(one) for one in parts))
            continue
        added = sum((one.base for one in parts), Decimal(0))
        near = {one.base: one for one in wholes if abs(one.base - added) * _SHARE <= one.base}
        if len(near) == 1:
            _report(sentence, parts, next(iter(near.values())), ledger)


def _parts(sentence: Sentence, plain: str, start: int) -> list[Quantity]:
    """The amounts of a list, each right behind its name, up to the end of the sentence or its clause."""
    parts: list[Quantity] = []
    for one in sentence.quantities:
        if one.start < start:
            continue
        between = plain[parts[-1].end if parts else start : one.start].strip()
        listed = _JOINED.fullmatch(between if parts else f"、{between}")
        if not (
            listed
            and one.is_exact
            and one.unit
            and not one.is_rate
            and (not parts or is_alike(one, parts[0]))
        ):
            break
        parts.append(one)
    closed = not parts or plain[parts[-1].end :].strip()[:1] in ("", "。", ";", ",", ")")
    return parts if closed and "等" not in plain[start : parts[-1].end + 1 if parts else start] else []


def _report(sentence: Sentence, parts: Sequence[Quantity], whole: Quantity, ledger: Ledger) -> None:
    verdict = of_sum(whole, parts, rounded=whole.is_money)
    if verdict.outcome is not Outcome.DIFFER:
        return
    listed = "＋".join(number_text(one.value) for one in parts)
    printed = "".join(sentence.text[parts[0].start : parts[-1].end].split())
    ledger.find(
        Kind.SUM if whole.is_money else Kind.COUNT,
        Severity.ERROR,
        sentence.at(parts[0]),
        f"所列各部分之和与前文的{number_text(whole.value)}{whole.unit}不符：{listed}={verdict.computed}{whole.unit}。",
        rule="各部分之和等于合计",
        text=sentence.text,
        printed=printed,
        computed=f"{number_text(whole.value)}{whole.unit}",
    )


def check_divided_elsewhere(
    sentences: Sequence[Sentence], amounts: Iterable[Quantity], ledger: Ledger
) -> None:
    """按区域分：甲5430万元，乙3980万元: the parts make up what is told elsewhere, but for digits turned.

    ``amounts`` are those of the tables. Of a list that comes to nothing told, this alone is no chance.
    """
    told = {one.base for each in sentences for one in each.quantities if one.is_money and one.is_exact}
    told |= {one.base for one in amounts if one.is_money and one.is_exact}
    for sentence in sentences:
        plain = half_width(sentence.text)
        for found in (*_DIVIDED.finditer(plain), *_IN_LOTS.finditer(plain)):
            parts = _amounts(sentence, plain, found.end())
            if len(parts) < 2 or any(ledger.is_known(sentence.at(one)) for one in parts):
                continue
            added = sum((one.base for one in parts), Decimal(0))
            slack = sum((one.half for one in parts), Decimal(0))
            greatest = max(one.base for one in parts)
            wholes = [one for one in told if one > greatest]
            if any(abs(one - added) <= slack for one in wholes):
                ledger.agree(*(sentence.at(one) for one in parts))
                continue
            turned = [
                (part, one)
                for part in parts
                for one in slips_of(part)
                if is_changed_over(digits_of(part), digits_of(one))
            ]
            meant = [
                (part, whole) for part, one in turned if (whole := added - part.base + one.base) in wholes
            ]
            if len({whole for _part, whole in meant}) == 1:
                _report_turned(sentence, parts, *meant[0], ledger)


def _amounts(sentence: Sentence, plain: str, start: int) -> list[Quantity]:
    """The amounts of a list, each the only one of its item and at its end; counts may stand before them."""
    parts: list[Quantity] = []
    for item in _ITEM.finditer(plain, start):
        inner = [
            one
            for one in sentence.quantities
            if one.is_money and item.start() <= one.start and one.end <= item.end()
        ]
        if not inner and _ITS_SHARE.match(item[0]):
            continue
        last = inner[0] if len(inner) == 1 else None
        if last is None or last.sign or not last.is_exact or plain[last.end : item.end()].strip():
            break
        if _OF_OTHERS.search(item[0]) or _NO_PART.search(item[0]):
            break
        parts.append(last)
        if plain[item.end() : item.end() + 1] in _CLOSES:
            break
    return parts


def _report_turned(
    sentence: Sentence, parts: Sequence[Quantity], wrong: Quantity, whole: Decimal, ledger: Ledger
) -> None:
    added = sum((one.base for one in parts), Decimal(0))
    listed = "＋".join(number_text(one.value) for one in parts)
    told, come_to = (f"{number_text(one / wrong.factor)}{wrong.unit}" for one in (whole, added))
    ledger.find(
        Kind.SUM,
        Severity.ERROR,
        sentence.at(wrong),
        f"所列各部分之和与他处的{told}不符，疑有两位数字颠倒：{listed}={come_to}。",
        rule="各部分之和等于合计",
        text=sentence.text,
        printed="".join(sentence.text[parts[0].start : parts[-1].end].split()),
        computed=told,
    )
