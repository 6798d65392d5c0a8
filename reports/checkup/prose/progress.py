"""What adds up in the course of a year, and is not less at a later day: 截至6月底支出60万元，全年支出55万元.

支付进度：一季度25%，二季度50%，三季度80%，四季度75%: rates that go on from quarter to quarter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_MONTH = "(?:1[0-2]|0?[1-9])"
_UNTIL = re.compile(
    rf"(?:截至|截止|至|到)(?:(?:19|20)[0-9]{{2}}年|当年|年)?(?P<by>{_MONTH})月(?:[0-9]{{1,2}}[日号]|[底末])?"
    rf"|(?<![0-9])(?P<end>{_MONTH})月份?[底末]|(?<![0-9])0?1月?(?:-|—|~|至){{1,2}}(?P<of>{_MONTH})月"
    "|第?(?P<quarter>[一二三四])季度(?P<closed>[末底])?|(?P<half>上半年|前?半年)|(?P<three>前三季度)"
    "|(?P<whole>全年|年底|年末|年终)|(?P<not>下半年|当[月季]|单[月季])"
)
_QUARTERS = "一二三四"
_SPENT = re.compile("支出|支付|拨付|执行|使用|兑付|投资")
_DONE = re.compile("完成|开展|检查|培训|发放|救助|服务|办理|受理|改造|建成|巡查|接待|销售|演出")
_IN_ALL = re.compile("累计|进度")
_OF_PROGRESS = re.compile("执行率|进度|完成率|支付率|支出率|累计|达到|完成|形象")
_NOT_SO = re.compile(
    "占|同比|环比|较|比|目标|计划|不低于|不少于|序时|达标|低于|高于|超|不足|仅占|满意|合格|增长|下降|提高|结余|剩余|余额|[日月季]均|预算[数额]?$"
)
_NAMED = re.compile("[\u4e00-\u9fff]{3}|[^累计已达到为仅共]{2}")
_OF_ALL = re.compile(
    "累计|已经?|共计?|实际|预算|资金|经费|专项|支出|支付|拨付|执行|使用|兑付|投资|率|进度|完成|达到?|为|仅|的|项目|其中|工程|形象|总|,|、"
)
_ALTERED = re.compile(
    "追加|调[增整减]|收回|退回|冲[减销]|核减|上年|去年|同期|往年|分别|依次|当[月季]|单[月季]"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}(?=年)")
_MORE_THAN_ALL = Decimal("1.02")


@dataclass(frozen=True, slots=True)
class _Stage:
    """What had been reached at the end of a month."""

    month: int
    quantity: Quantity
    what: str
    words: str
    subject: str


def check_progress(sentence: Sentence, ledger: Ledger) -> None:
    """Hold what had been reached at one time of the year against what had been at a later one."""
    plain = half_width(sentence.text)
    if _ALTERED.search(plain) or len({*_YEAR.findall(plain)}) > 1:
        return
    stages = [*_stages(sentence, plain)]
    for what in dict.fromkeys(one.what for one in stages):
        own = [one for one in stages if one.what == what]
        for one, other in pairwise(own):
            early, late = sorted((one, other), key=lambda stage: stage.month)
            alike = not one.subject or not other.subject or one.subject == other.subject
            if alike and early.month < late.month and early.quantity.base > late.quantity.base:
                _report(sentence, early, late, ledger)
                break


def _stages(sentence: Sentence, plain: str) -> Iterator[_Stage]:
    by_quarter = _goes_on(sentence, plain)
    end = 0
    for quantity in sentence.quantities:
        between = plain[end : quantity.start]
        named = [*_UNTIL.finditer(between)]
        end = quantity.end
        if not named or not quantity.is_exact or quantity.sign:
            continue
        told = named[-1]
        month = _month(told, by_quarter=by_quarter)
        name = re.split("[,;:()]", between[told.end() :])[-1]
        what = _what(name, plain[: quantity.start], quantity)
        if month and what:
            words = (told[0] + between[told.end() :]).strip() + sentence.words(quantity)
            yield _Stage(month, quantity, what, words, _OF_ALL.sub("", name))


def _goes_on(sentence: Sentence, plain: str) -> bool:
    """Whether rates of quarters go on from one to the next: they are more than the whole together."""
    rates = [one.base for one in sentence.quantities if one.is_rate]
    return _IN_ALL.search(plain) is not None and sum(rates, Decimal(0)) > _MORE_THAN_ALL


def _month(told: re.Match[str], *, by_quarter: bool) -> int:
    """The last month of what is told; 0 where it is not counted from the beginning of the year."""
    if told["quarter"]:
        return 3 * (_QUARTERS.index(told["quarter"]) + 1) if told["closed"] or by_quarter else 0
    for name, month in (("half", 6), ("three", 9), ("whole", 12), ("not", 0)):
        if told[name]:
            return month
    return int(told["by"] or told["end"] or told["of"])


def _what(name: str, before: str, quantity: Quantity) -> str:
    """What is told, so far as it adds up: 支出 in money, a rate of progress, so many of what was done."""
    if _NOT_SO.search(name):
        return ""
    named = name if _NAMED.search(name) else before  # 一季度末累计支出9万元，上半年累计30万元
    if quantity.is_money:
        return "money" if _SPENT.search(named) else ""
    if quantity.is_rate:
        return "rate" if _OF_PROGRESS.search(named) else ""
    done = _DONE.search(name)
    return f"{done[0]}{quantity.unit}" if done and quantity.unit else ""


def _report(sentence: Sentence, early: _Stage, late: _Stage, ledger: Ledger) -> None:
    rate = late.quantity.is_rate
    ledger.find(
        Kind.RATIO if rate else Kind.SUM,
        Severity.WARNING if rate else Severity.ERROR,
        sentence.at(late.quantity),
        f"“{late.words}”小于“{early.words}”：累计数不会随时间减少，两者必有一误。",
        rule="累计数不随时间减少",
        text=sentence.text,
        printed=sentence.words(late.quantity),
    )
