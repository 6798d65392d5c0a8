"""Shares of one whole: 中央资金占60%、省级资金占25%、县级资金占20% are more than all of it.

So are amounts with their shares, of which one is of another whole than all others.

Shares that overlap may be more (党员占80%，女性占55%), and those told may be some of many: what is held are
those that by their names leave none out, and three or more of one kind that come to more than 100%.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from projects.money import half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import is_plain
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_SHARE = re.compile(
    "(?P<name>[\u4e00-\u9fff“”]{0,16}?)的?(?:人数?|比例|比重)?(?:占比?|比例)(?P<of>[\u4e00-\u9fff]{0,10}?)的?(?:比例|比重)?(?:为|达到?|约)?$"
)
_REST = re.compile("^(?:其余|其他|其它|剩余)")
_OPENS = re.compile("其中|认为|表示|[的为“”]|人群?$|者$")
_NO_PART = re.compile(
    "(?<!占)[较比](?!例|较?满意|满意)|上年|去年|同期|[提下增降]|超|目标|完成|达标|以[上下]|累计|[0-9]"
)
_LEAVE_NONE_OUT = (("男", "女"), ("城镇|城市", "农村|乡村"), ("基本支出", "项目支出"))
"""Kinds of which each is one or the other."""
_ANSWERS = re.compile("(?:非常|很|十分|比较|较为?|基本)?满意|一般|不太?满意|很不满意|不了解")
_OF_SOURCES = re.compile(
    "(?:中央|自治区|[省市县区]级?|地方|自筹|社会|上级|本级|财政|其他)[\u4e00-\u9fff]{0,2}(?:资金|财政|配套|补助|拨款|投入)*"
)
_SOURCE = re.compile(
    f"(?:^|[为由:])(?P<name>(?:{_OF_SOURCES.pattern})(?:承担|负担|分担|配套|出资)?|[\u4e00-\u9fff]{{2,6}}(?:支出|经费|费用?))$"
)
_SOURCES = re.compile(
    "(?:来源|构成|组成|分担|承担)[^,。;]{0,8}[为由:][^,。;]{0,8}$|分担比例[,:为]+[^,。;]{0,8}$|(?:支出|经费|资金)中[,:][^,。;]{0,8}$"
)
"""资金来源为中央资金60%、省级资金40%; 项目支出中，人员支出60%、设备支出40%."""
_STRUCTURE = re.compile(
    "(?:结构|构成|组成)(?:比例)?[为是:](?:[\u4e00-\u9fff()]{2,12}[0-9.]+%[、,])*[\u4e00-\u9fff()]{2,12}$"
)
"""支出结构：工资福利35.6%、商品服务42.4%、资本性支出22%."""
_HAS = re.compile(
    "[(,、]?(?:约)?(?P<of>占(?:比|全部|总)?[\u4e00-\u9fff]{0,8}?)的?(?:比例|比重|比)?(?:为|达到?|约)?$"
)
"""What stands between an amount and its share."""
_ALL = Decimal(1)
_NEAR = Decimal("0.2")
"""What is off by more is of something else."""
_FEWEST = 3
_FAR_NEARER = 5


_Pair = tuple[Quantity, Quantity]
"""An amount and its share."""


@dataclass(frozen=True, slots=True)
class _Share:
    """A share with the name of what has it, and of what it is one."""

    quantity: Quantity
    name: str
    of: str


def check_shares_of_one(sentences: Iterable[Sentence], ledger: Ledger) -> None:
    """Shares that leave none out come to 100%; others of one kind to no more."""
    for sentence in sentences:
        for shares in _rows(sentence):
            names = [share.name for share in shares]
            rest = any(_REST.match(name) for name in names)
            whole = rest or _leave_none_out(names)
            apart = whole or all(_ANSWERS.fullmatch(name) for name in names)
            if not (apart or _are_of_one_kind(names) or _is_structure(sentence, shares)):
                continue
            added = sum((share.quantity.base for share in shares), Decimal(0))
            slack = sum((share.quantity.half for share in shares), Decimal(0))
            if abs(added - _ALL) <= slack:
                ledger.agree(*(sentence.at(share.quantity) for share in shares))
            elif abs(added - _ALL) <= _NEAR and (added > _ALL or whole):
                _report(sentence, shares, added, ledger, certain=apart)


def check_amounts_of_shares(sentences: Iterable[Sentence], ledger: Ledger) -> None:
    """甲34万元，占40%；乙42.5万元，占50%；丙8.5万元，占10%: all amounts are shares of one whole."""
    for sentence in sentences:
        told = [*_amounts(sentence)]
        if len(told) < _FEWEST or len({(amount.unit, of) for amount, _share, of in told}) > 1:
            continue
        pairs = [(amount, share) for amount, share, _of in told]
        places = [sentence.at(one) for pair in pairs for one in pair]
        if any(ledger.differs(place) for place in places):
            continue
        if _have_one_whole(pairs):
            ledger.agree(*places)
            continue
        odd = _odd(pairs)
        if odd is not None:
            _report_odd(sentence, odd, [one for one in pairs if one is not odd], ledger)


def _odd(pairs: Sequence[_Pair]) -> _Pair | None:
    """The one without which the others have one whole; of several, that which leaves them far the nearest."""
    apart = []
    for number, pair in enumerate(pairs):
        others = [*pairs[:number], *pairs[number + 1 :]]
        if _have_one_whole(others):
            wholes = [amount.base / share.base for amount, share in others]
            apart.append((max(wholes) / min(wholes) - 1, number, pair))
    apart.sort()
    if not apart or (len(apart) > 1 and apart[0][0] * _FAR_NEARER > apart[1][0]):
        return None
    return apart[0][2]


def _amounts(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, str]]:
    """Yield each amount with the share right behind it, and of what that is by its words."""
    for amount, share in pairwise(sentence.quantities):
        found = _HAS.fullmatch(half_width(sentence.text[amount.end : share.start]))
        if found and is_plain(amount) and is_plain(share) and share.is_rate and not amount.is_rate:
            yield amount, share, found["of"]


def _have_one_whole(pairs: Sequence[_Pair]) -> bool:
    """Whether one whole lies within what the rounding of every amount and share allows."""
    least = max((amount.base - amount.half) / (share.base + share.half) for amount, share in pairs)
    most = min((amount.base + amount.half) / (share.base - share.half) for amount, share in pairs)
    return least <= most


def _report_odd(
    sentence: Sentence,
    odd: _Pair,
    others: Sequence[_Pair],
    ledger: Ledger,
) -> None:
    """The amount is wrong where the shares come to all, else the share."""
    amount, share = odd
    added = [sum((pair[at].base for pair in others), Decimal(0)) for at in (0, 1)]
    whole = added[0] / added[1]
    slack = share.half + sum((one.half for _amount, one in others), Decimal(0))
    of_amount = abs(added[1] + share.base - _ALL) <= slack
    wrong = amount if of_amount else share
    right = whole * share.base / amount.factor if of_amount else amount.base / whole / share.factor
    computed = f"{number_text(half_up(right, max(wrong.places, 0)))}{wrong.unit}"
    ledger.find(
        Kind.SUM if of_amount else Kind.RATIO,
        Severity.ERROR,
        sentence.at(wrong),
        f"“{sentence.name(amount)}{sentence.words(amount)}”与所占{spelled(share)}不符：按其余各项的金额与占比推算，应为{computed}。",
        rule="各部分的金额与占比应为同一总额的",
        text=sentence.text,
        printed=sentence.words(wrong),
        computed=computed,
    )


def _rows(sentence: Sentence) -> Iterator[list[_Share]]:
    """The shares that a sentence tells one after the other, all of the same."""
    row: list[_Share] = []
    for one in sentence.quantities:
        if not one.is_rate:
            continue
        share = _share(sentence, one, bool(row))
        if share is None or (row and share.of not in ("", row[0].of)):
            yield from [row] if len(row) > 1 else []
            row = []
        if share is not None:
            row.append(share)
    yield from [row] if len(row) > 1 else []


def _share(sentence: Sentence, one: Quantity, goes_on: bool) -> _Share | None:
    """A share by the words before it; 其余18% behind others is one too."""
    if not one.is_exact or one.sign:
        return None
    name = half_width(sentence.name(one))
    before = half_width(sentence.text[: one.start])
    if goes_on and _REST.match(name):
        return _Share(one, name, "")
    if (source := _SOURCE.search(name)) and (goes_on or _SOURCES.search(before)):
        return _Share(one, source["name"].removesuffix("承担"), "")
    if _STRUCTURE.search(before):
        return _Share(one, name.rpartition(":")[2], "")
    found = _SHARE.match(name)
    if found is None or _NO_PART.search(name) or "分别" in before:
        return None
    named = found["name"] or _named_before(sentence, one)
    named = re.split("[中,]", _OPENS.sub("", named))[-1]
    return _Share(one, named, found["of"]) if named else None


def _named_before(sentence: Sentence, one: Quantity) -> str:
    """What has the share, named before the amount of it: 男性260人，占54%."""
    before = [other for other in sentence.quantities if other.end <= one.start]
    return half_width(sentence.name(before[-1])) if before and not before[-1].is_rate else ""


def _is_structure(sentence: Sentence, shares: Sequence[_Share]) -> bool:
    """Whether they are told as what something is made up of."""
    before = half_width(sentence.text[: shares[0].quantity.start])
    return len(shares) >= _FEWEST and _STRUCTURE.search(before) is not None


def _leave_none_out(names: Sequence[str]) -> bool:
    return any(
        any(re.search(one, name) for name in names) and any(re.search(other, name) for name in names)
        for one, other in _LEAVE_NONE_OUT
    )


def _are_of_one_kind(names: Sequence[str]) -> bool:
    """Whether three or more are called alike (人员经费、公用经费、项目经费), or all are sources of money."""
    if any(one == other for one, other in combinations(names, 2)):
        return False
    alike = len(names) >= _FEWEST and len({name[-1] for name in names}) == 1
    return alike or all(_OF_SOURCES.fullmatch(name) for name in names)


def _report(
    sentence: Sentence, shares: Sequence[_Share], added: Decimal, ledger: Ledger, *, certain: bool
) -> None:
    if any(ledger.differs(sentence.at(share.quantity)) for share in shares):
        return
    last = shares[-1].quantity
    right = last.value + (_ALL - added) / last.factor
    listed = "＋".join(f"{number_text(share.quantity.value)}%" for share in shares)
    ledger.find(
        Kind.RATIO,
        Severity.ERROR if certain else Severity.WARNING,
        sentence.at(last),
        f"各部分占比之和应为100%，文中{listed}={number_text(added * 100)}%。",
        rule="各部分占比之和等于100%",
        text=sentence.text,
        printed=sentence.words(last),
        computed=f"{number_text(right)}%" if right > 0 else "",
    )
