"""What remains of what was given, or goes beyond what was planned: 限价100万元，中标95万元，节约5万元.

In whatever order the three are told: 剩余资金10万元（预算500万元，支出490万元）已收回.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from projects.money import number_text
from reports.checkup.arithmetic import Outcome, of_difference, of_rate, of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import COMPARED, EACH, GIVEN, Sentence, is_alike, is_paid

_LEFT = re.compile(
    "(?:结余|(?<!上年)(?<!年初)结转|剩余|其余|节余|余下|节[约省]|沉淀|差额|缺口|空编|缺编|空缺|[审核]减|[尚仍还]?(?:未|差|缺)(?!达|按|能|发现|发生)[\u4e00-\u9fff]{0,6})"
    "(?:的)?(?:资金|经费|金额|面积|里程|任务|数量?|额)*(?:为|共|计|达|了)?$"
)
_BEYOND = re.compile(
    "(?:超额?|超出|多)(?:完成|建成|支出|执行)?(?:任务|目标|计划|预算|申请)?(?:数|金?额|资金)?(?:为|了)?$"
)
_BEYOND_BUDGET = re.compile("超出?(?:年初|原)?(?:预算|申请|计划)(?:数|金?额|资金)?(?:为|了)?$")
_GIVEN_BEFORE = re.compile("申请|预算|计划|下达|安排")
_NEAR = 20
"""What is off by more than a twentieth of what was spent is of something else."""
_UNSIGNED = re.compile("差[额值](?:为|是)?$|相差$")
"""By how much two figures differ, whichever is more: 支出2.05万元，预算2万元，差值0.05万元."""
_OF_EACH = re.compile("[每均]")
_PLANNED = re.compile(
    "计划|目标|任务|应|限价|送审|合同|概算|估算|申报|需要?|总[数量额]|控制价|最高价|招标|编制"
)
_DONE = re.compile(
    "完成|实际|实有|在职|在编|在岗|采购|中标|成交|审定|审核|结算|建成|到位|实施|改造|发放|已|办[结理]|化解|修复|整改|答复|处置"
)
_PLAN = re.compile("(?:预算|计划|目标|限价|概算)[数额值]?(?:为|是)?$")
_IN_ALL = re.compile(
    "(?:[合共总]计|总额|共有?|(?:受理|接到|接报|收到|登记)[^,。;]{0,8}|全[县市区镇乡][^,。;]{0,8}|现有)$"
)
_CAME = re.compile("(?:到位|下达|收到|拨入)(?:资金|经费|金额)*(?:为|共|计|了)?$")
_SPENT = re.compile("(?:支出|支付|使用|执行|列支)(?:资金|经费|金额)*(?:为|共|计|了)?$")
_NO_PART = re.compile("其中|分别|包括|含|另|上年|去年|同期|累计")
_STOCK = {
    "opening": re.compile(
        "(?:年初|期初|上年末|上年底|年初已|[0-9]{4}年[末底])[^,。;]{0,10}$|原有(?:[^,。;]{0,6})$"
    ),
    "closing": re.compile(
        "(?:年末|期末|年底|目前|现)[^,。;]{0,10}$|累计(?:已?建成|达到?|拥有|共有)?$|总[数量](?:达到?|增[至到]|增加[至到])$"
    ),
    "added": re.compile(
        "新(?:[增建收招购聘登录设]|认定|培育|引进)|增[加聘配设]|受理|收到|接收|建成|接入|纳入|(?<!未)开工|补栏|入[库栏]|购[进入]|调入|新生"
    ),
    "removed": re.compile(
        "办结|注销|减少|退出|报废|清退|核减|死亡|取消|撤销|退休|(?<!未)[完竣]工|出[栏库]|调出|领用|消耗"
    ),
}
"""What the words before counts of what there was, came, went and is there tell."""
_WHOLE = re.compile("预算|安排|下达|合同|总投资|总额|计划投资|概算|资金|经费")
_PAID_RATE = re.compile(
    "^(?:财务|资金|预算|累计|总体|已|实际|其|合同)*(?:支付|拨付|付款|支出|执行|使用|兑付)[^,。;]{0,4}(?:率|进度|比例|比率)(?:为|达到?|是|约)?$"
)
_LEFT_OVER = re.compile(
    "^(?:尚|仍|还)?(?:结余|结转|剩余|节余|余|未(?:支付|拨付|付|支出|使用|兑付|执行))(?:的)?(?:资金|经费|款项?|金额|部分)?(?:为|有)?$"
)
_OF_SEVERAL = re.compile(
    "(?:[两二三四五六七八九十]|[0-9]{1,2})[项个类家户](?:项目)?(?:合计|共计?)?[^,。;0-9]{0,6}$|[合共]计[^,。;0-9]{0,6}$"
)
_KINDS = 3
"""Of each kind one figure: of more there may be other pairs."""


def check_remainder(sentence: Sentence, ledger: Ledger) -> None:
    """Hold what is left or goes beyond against the only two figures of its kind beside it."""
    for one in sentence.quantities:
        if one.is_rate or not one.unit or not one.is_exact or one.sign:
            continue
        name = half_width(sentence.name(one))
        left = _LEFT.search(name)
        if (left is None and not _BEYOND.search(name)) or COMPARED.search(name) or _OF_EACH.search(name):
            continue
        near = _of_its_part(sentence, one)
        if len(near) != _KINDS:
            continue
        given, done = _given_and_done(sentence, [each for each in near if each is not one])
        if given is None or done is None:
            continue
        pair = (given, done) if left else (done, given)
        if _UNSIGNED.search(name):
            pair = (max(pair, key=lambda each: each.base), min(pair, key=lambda each: each.base))
        _hold(sentence, one, pair, ledger)


def check_beyond_plan_of_each(sentence: Sentence, ledger: Ledger) -> None:
    """申请养老金945万元，补贴46万元；发放养老金1045万元，超出预算100万元: beyond what that was given.

    Of several amounts that were given, the one that is called as what was spent is meant.
    """
    money = [one for one in sentence.quantities if one.is_money and one.is_exact and not one.sign]
    for place, beyond in enumerate(money):
        name = half_width(sentence.name(beyond))
        if place < 2 or not _BEYOND_BUDGET.search(name) or ledger.is_known(sentence.at(beyond)):
            continue
        done = money[place - 1]
        given = [
            one
            for one in money[: place - 1]
            if _GIVEN_BEFORE.search(half_width(sentence.text[: one.start]))
            and not _BEYOND.search(sentence.name(one))
        ]
        if sentence.group(done) != sentence.group(beyond) or done.base <= beyond.base:
            continue
        if any(one.base == done.base - beyond.base for one in given):
            ledger.agree(sentence.at(done), sentence.at(beyond))
            continue
        near = [one for one in given if abs(one.base + beyond.base - done.base) * _NEAR <= done.base]
        if len(near) == 1 and near[0].base < done.base:
            _hold(sentence, beyond, (done, near[0]), ledger)


def check_rest_of_rate(sentence: Sentence, ledger: Ledger) -> None:
    """合同金额500万元，付款比例68%，尚余160万元: what is left is of what there was as the rate tells."""
    told = sentence.quantities
    for whole, rate, rest in zip(told, told[1:], told[2:], strict=False):
        money = [one for one in told if is_alike(one, whole) and sentence.group(one) == sentence.group(whole)]
        if not (whole.is_money and rate.is_rate and money == [whole, rest]) or ledger.is_known(
            sentence.at(rate)
        ):
            continue
        if not all(one.is_exact and not one.sign for one in (whole, rate, rest)):
            continue
        names = [half_width(sentence.name(one)) for one in (whole, rate, rest)]
        roles = (_WHOLE, _PAID_RATE, _LEFT_OVER)
        if not all(role.search(name) for role, name in zip(roles, names, strict=True)):
            continue
        _hold_rate(sentence, rate, (whole, rest), ledger)


def _hold_rate(sentence: Sentence, rate: Quantity, pair: tuple[Quantity, Quantity], ledger: Ledger) -> None:
    whole, rest = pair
    verdict = of_rate(rate, replace(whole, value=whole.value - rest.base / whole.factor), whole)
    if verdict is None or rest.base >= whole.base:
        return
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in (whole, rate, rest)))
        return
    name, words = sentence.name(rate), sentence.words(rate)
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        sentence.at(rate),
        f"“{name}{words}”与同句的总额、余额不符：({spelled(whole)}－{spelled(rest)})÷{spelled(whole)}={verdict.computed}。",
        rule="支付率 =（总额 − 余额）÷ 总额",
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )


def check_stock(sentence: Sentence, ledger: Ledger) -> None:
    """年初未办结32件，年内新收145件，办结150件，年末未办结27件: what there was, came, went and is left."""
    counts = [
        one
        for one in sentence.quantities
        if one.is_exact and one.unit and not (one.is_rate or one.is_money or one.sign)
    ]
    if not 3 <= len(counts) <= len(_STOCK) or not all(is_alike(one, counts[0]) for one in counts):
        return
    told: dict[str, Quantity] = {}
    for one in counts:
        name = half_width(sentence.name(one))
        roles = [role for role, said in _STOCK.items() if said.search(name)]
        role = next((role for role in roles if role not in told), "")
        if not role or role in told or COMPARED.search(name):
            return
        told[role] = one
    if not {"opening", "closing"} <= {*told}:
        return
    signed = [told["opening"]] + [told[role] for role in ("added",) if role in told]
    if "removed" in told:
        signed.append(replace(told["removed"], value=-told["removed"].value))
    closing = told["closing"]
    verdict = of_sum(closing, signed, rounded=False)
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in counts))
        return
    if any(ledger.differs(sentence.at(one)) for one in counts):
        return
    words = sentence.words(closing)
    reckoned = "".join(
        f"{'' if not number else '－' if one.value < 0 else '＋'}{number_text(abs(one.value))}"
        for number, one in enumerate(signed)
    )
    ledger.find(
        Kind.COUNT,
        Severity.WARNING,
        sentence.at(closing),
        f"“{sentence.name(closing)}{words}”与同句数字不符：{reckoned}={verdict.computed}{closing.unit}。",
        rule="期末数 = 期初数 + 增加数 − 减少数",
        text=sentence.text,
        printed=words,
        computed=f"{verdict.computed}{closing.unit}",
    )


def _of_its_part(sentence: Sentence, one: Quantity) -> list[Quantity]:
    """The figures of the kind between two semicolons, none where something else is told of some."""
    start = sentence.group(one)
    ends = min((place for mark in ";；" if (place := sentence.text.find(mark, one.end)) >= 0), default=-1)
    part = sentence.text[start : ends if ends >= 0 else len(sentence.text)]
    if _NO_PART.search(half_width(part)):
        return []
    return [
        each
        for each in sentence.quantities
        if start <= each.start < start + len(part)
        and is_alike(each, one)
        and each.is_exact
        and not each.is_rate
        and not EACH.search(sentence.name(each))
    ]


def _given_and_done(sentence: Sentence, two: Sequence[Quantity]) -> tuple[Quantity | None, Quantity | None]:
    """Which of two figures is what there was or was to be, and which is what was done with it."""
    names = [half_width(sentence.name(one)) for one in two]
    done = [is_paid(name) or (_DONE.search(name) is not None and not _is_planned(name)) for name in names]
    given = [not paid and _is_given(name) for name, paid in zip(names, done, strict=True)]
    if given == [True, False] and done[1]:
        return two[0], two[1]
    if given == [False, True] and done[0]:
        return two[1], two[0]
    came = [_CAME.search(name) is not None for name in names]
    spent = [_SPENT.search(name) is not None for name in names]
    if came == [True, False] and spent == [False, True]:
        return two[0], two[1]
    return None, None


def _is_planned(name: str) -> bool:
    return bool(_PLANNED.search(name) or _PLAN.search(name))


def _is_given(name: str) -> bool:
    return bool(GIVEN.search(name) or _is_planned(name) or _IN_ALL.search(name))


def _hold(sentence: Sentence, rest: Quantity, pair: tuple[Quantity, Quantity], ledger: Ledger) -> None:
    more, less = pair
    verdict = of_difference(rest, more, less)
    whole_numbers = all(one.places <= 0 and one.unit == rest.unit for one in (rest, more, less))
    if verdict.outcome is Outcome.AGREE or (verdict.holds and not whole_numbers):
        ledger.agree(*(sentence.at(one) for one in (rest, more, less)))
        return
    if _OF_SEVERAL.search(half_width(sentence.text[: rest.start])):
        return  # 两项结余78万元: of others as well
    if ledger.differs(sentence.at(rest)) or more.base == less.base:  # 应拨、实拨456万元 leave nothing
        return
    name, words = sentence.name(rest), sentence.words(rest)
    ledger.find(
        Kind.SUM if rest.is_money else Kind.COUNT,
        Severity.WARNING if verdict.holds and rest.is_money else Severity.ERROR,  # 万元 may have been rounded
        sentence.at(rest),
        f"“{name}{words}”与同句数字不符：{spelled(more)}－{spelled(less)}={verdict.computed}{rest.unit}。",
        rule="结余（差额）等于两数之差",
        text=sentence.text,
        printed=words,
        computed=f"{verdict.computed}{rest.unit}",
    )
