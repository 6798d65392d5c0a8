"""A list with its total or its average told beside it, where one digit is another: 11个、24个，合计53个.

Whether figures are all the parts of a total the words alone do not tell. That they come to it but for one
digit, or for two that changed places, does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.arithmetic import of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import slips_of
from reports.checkup.numbers import Quantity, chinese_number, half_width
from reports.checkup.prose.sentences import BRACKETS, Sentence, is_alike

_SUMMED = (
    "总(?:价|额|投资|金额|造价|长度?|面积|里程|数量?)|合计|共计|总计|一共|共|总共|累计"
    "|总得分|总分|总评分|综合得分|自评得分|相加|加总|之和"
)
_TOTAL = re.compile(
    rf"[)\]]?(?:之?和?(?:组成|构成))?[,、;。:(]?[\u4e00-\u9fff“”]{{0,10}}(?:(?:{_SUMMED})[\u4e00-\u9fff]{{0,8}}|(?:年度|全年)(?:人次|人数|总数|得分)?)[:=]?$"
)
_MEAN = re.compile(
    r"[)\]]?[,、;。:(]?[\u4e00-\u9fff0-9]{0,14}(?:平均|均值)(?:自评|得分|分数|分|值|数|满意度|率|为|是|约){0,3}[:=]?$"
)
_OPENS = re.compile(
    r"[,;。:(]?(?:[\u4e00-\u9fff]{0,8}(?:其中|包括|包含|分别|分为|由|来自)[\u4e00-\u9fff]{0,10}|[:(][\u4e00-\u9fff]{1,10}|[\u4e00-\u9fff]{0,8}中[:,])[:,]?[\u4e00-\u9fff]{0,10}$"
)
_AMONG = re.compile("(?<!其)中[,:]")
_JOINED = re.compile(
    r"(?:[\u4e00-\u9fff]{1,10}(?=[、和及]))?[,、;。]?(?:和|及|以及|与|同时|另)?(?:[0-9]{4}年(?:度)?)?[\u4e00-\u9fff“”]{0,16}"
)
_WORTH = re.compile("(?:满分|分值)?(?:为)?[(]?[0-9.]+分[)]?(?:,)?(?=自评|实际|得)")
"""What there was to get of the points behind it: 管理15分得14.5分, 管理（15分）得14分."""
_SHARE = re.compile("[,、]?(?:约)?(?:占(?:比)?[\u4e00-\u9fff]{0,10}|完成率|得分率|执行率)[0-9.]+%")
_OTHERS = re.compile(
    "[减增升降]至|[增减升降]?到(?!位)|最[高低大小多少]|[比较]|上年|去年|上一年|同期|目标|计划|每|均|结余|剩余|结转|减|扣|少|未(?!开工|完工|完成|建|实施|启动|整改|办结|验收|通过)|增|超|合计|共计|总计|累计|平均|满分|分值|权重|标准|单价"
    "|以上|以下"
)
_SUBTOTAL = re.compile("(?:合计|共计|总计)(?:为|达)?$")
_KINDS = frozenset({"扣", "减", "增", "结余", "结转", "超", "未"})
"""What is of one of these kinds may be a part of what is so as well: 合计扣3分, of which 产出扣2分."""
_NOT_ALL = re.compile("[比较]|上年|去年|目标|计划|每|均|占|结余|剩余|其中|减少|增加|增长|超过|以上|以下|满分")
_GOT = re.compile("得分?(?:为)?$")
_COUNTED = re.compile(
    "(?P<first>前)?(?P<many>[2-9两二三四五六七八九十])(?:项|类|者|个|部分|笔|年|家|所|期|次)"
)
_COUNT_AMONG = re.compile(r"(?<![0-9])[0-9]{1,5}[\u4e00-\u9fff](?![\u4e00-\u9fff]{0,2}度)")
_CHOSEN = re.compile("录[用取]|聘用|入围|进入|签约|到岗|晋级")
"""报名326人，资格审查合格287人，录用41人: some of those before, not beside them."""
_PERSONS = frozenset({"人", "名", "位", "人次"})
_TRAITS = re.compile("党员|女|男|少数民族|学历|本科|大专|职称|岁|残疾|困难|在职|退休")
"""Somebody may be of several: 30人，其中党员20人，女性15人."""
_STEPS = re.compile("(?<!不)(?:合格|通过|完成|完工|竣工|办结|整改|验收|开工|就业|取证|符合|受理|立案)$")
_OPPOSITE = re.compile("[未不没]|其[余他它]|在建|正在|剩|转|取消|退")
_POINTS = "分"
_PLAINLY = re.compile("算术|简单|平均值|均值")
_WEIGHTED = re.compile("加权|执行率|按(?!算术|简单)")
_UNITS = re.compile(r"\((?P<units>[\u4e00-\u9fff](?:[、/][\u4e00-\u9fff]){1,5})\)")
"""The units behind a total that is of them all: 15项（部、篇）."""
_MIXED = re.compile(f"(?:{_SUMMED})$")
_EACH_OF = re.compile("平均每|每|人均|户均|日均|年均|月均")
_SHARED_OUT = re.compile("分别")
_THAN = re.compile("[比较高低][于出]?")
"""95.3%，比全校平均93.6%高: of others."""
_COUNTED_OUT = re.compile("按$")
"""按20分计得19分: by what a part was reckoned is no part."""
_LIMIT = re.compile("限价|控制价")
"""What bids are below is no total of them."""
_THINGS = "个|家|所|项|年|次|季|月|县|区|镇|乡|街道|村"
_FEWEST_AVERAGED = 2
_TELLING = 2
"""So many digits a figure must have whose slip tells anything."""


def check_summed(sentence: Sentence, ledger: Ledger) -> None:
    """Hold totals against parts: 11个、24个，合计53个; 总分98分，其中甲58分、乙50分."""
    plain = half_width(sentence.text)
    for whole in sentence.quantities:
        place = sentence.at(whole)
        if not _may_be_whole(whole) or ledger.is_known(place) or _LIMIT.search(sentence.name(whole)):
            continue
        for parts in _behind(sentence, plain, whole):
            if _hold(sentence, whole, parts, ledger):
                break
        else:
            for parts in _before(sentence, plain, whole):
                if _hold(sentence, whole, parts, ledger):
                    break


def check_mixed(sentence: Sentence, ledger: Ledger) -> None:
    """论文11篇，专利3项，共计14项（篇、项）: what is counted in several units that the total names."""
    plain = half_width(sentence.text)
    for whole in sentence.quantities:
        found = _UNITS.match(plain, whole.end)
        if found is None or not _may_be_whole(whole) or not _MIXED.search(sentence.name(whole)):
            continue
        units = {whole.unit, *re.split("[、/]", found["units"])}
        before = [one for one in sentence.quantities if one.end <= whole.start]
        others = [number for number, one in enumerate(before) if one.unit not in units or not one.is_exact]
        parts = before[others[-1] + 1 if others else 0 :]
        if len({one.unit for one in parts}) > 1:
            _hold(sentence, whole, [replace(one, unit=whole.unit) for one in parts], ledger)


def check_mean(sentence: Sentence, ledger: Ledger) -> None:
    """甲93.6分、乙91.2分，平均92.4分: an average of figures lies among them, and is what they come to.

    One of rates, or by weights, may be of what they are of.
    """
    plain = half_width(sentence.text)
    for mean in sentence.quantities:
        if not mean.is_exact or mean.sign or not mean.unit or ledger.is_known(sentence.at(mean)):
            continue
        parts, words = _averaged(sentence, plain, mean)
        if len(parts) < _FEWEST_AVERAGED or _EACH_OF.search(words):
            continue
        value = sum((one.value for one in parts), Decimal(0)) / len(parts)
        if abs(value - mean.value) < Decimal(1).scaleb(-mean.places):
            ledger.agree(sentence.at(mean))
            continue
        beyond = not min(one.value for one in parts) <= mean.value <= max(one.value for one in parts)
        slip = any(one.value == half_up(value, max(one.places, 0)) for one in slips_of(mean))
        plainly = _PLAINLY.search(words) or (not mean.is_rate and _SHARED_OUT.search(plain))
        if beyond or (not _WEIGHTED.search(words) and (slip or plainly)):
            _report_mean(sentence, mean, parts, value, ledger)


def _averaged(sentence: Sentence, plain: str, mean: Quantity) -> tuple[list[Quantity], str]:
    """The figures that an average is of, and its words: the list before it, or 分别 behind it."""
    told = [
        one
        for one in sentence.quantities
        if one is not mean and one.unit == mean.unit and one.is_exact and not one.sign
    ]
    before = [one for one in told if one.end <= mean.start and not _is_bracketed(sentence, one, mean)]
    behind = [one for one in told if one.start >= mean.end and not _is_bracketed(sentence, one, mean)]
    name = half_width(sentence.name(mean))
    words = _bare(plain[before[-1].end : mean.start]) if before else ""
    if _MEAN.fullmatch(words) and not _THAN.search(words):
        parts = _run(sentence, [*reversed(before)], plain, mean)[::-1]
    elif behind and "平均" in name and _SHARED_OUT.search(plain[mean.end : behind[0].start]):
        parts, words = _run(sentence, behind, plain, mean), name
    else:
        return [], ""
    counted = re.search(f"(?P<many>[2-9]|1[0-9]|[两二三四五六七八九十])(?:{_THINGS})", words)
    many = _many(counted["many"]) if counted else len(parts)
    if many == len(parts) + 1:
        earlier = [one for one in sentence.earlier if one.unit == mean.unit]
        parts = [*earlier[-1:], *parts]
    return (parts if many == len(parts) else []), words


def _report_mean(
    sentence: Sentence, mean: Quantity, parts: Sequence[Quantity], value: Decimal, ledger: Ledger
) -> None:
    computed = f"{number_text(half_up(value, max(mean.places, 1)))}{mean.unit}"
    listed = "、".join(spelled(one) for one in parts)
    ledger.find(
        Kind.SCORE if mean.unit == _POINTS else Kind.RATIO,
        Severity.ERROR,
        sentence.at(mean),
        f"平均数“{sentence.words(mean)}”与所列各数不符：{listed}的平均数为{computed}。",
        rule="平均数应为所列各数的平均",
        text=sentence.text,
        printed=sentence.words(mean),
        computed=computed,
    )


def _may_be_whole(whole: Quantity) -> bool:
    return whole.is_exact and bool(whole.unit) and not whole.is_rate and not whole.sign and whole.value > 0


def _behind(sentence: Sentence, plain: str, whole: Quantity) -> Iterator[list[Quantity]]:
    """The lists that a total stands behind: the whole of it, or as many as its words count."""
    told = [one for one in _alike(sentence, whole) if one.end <= whole.start]
    if not told:
        return
    between = _bare(plain[told[-1].end : whole.start])
    found = _TOTAL.fullmatch(between)
    if found is None or _NOT_ALL.search(between):
        return
    parts = _run(sentence, [*reversed(told)], plain, whole)[::-1]
    counted = _COUNTED.search(between)
    many = _many(counted["many"]) if counted else 0
    if counted is not None and 1 < many < len(parts):
        yield parts[:many] if counted["first"] else parts[-many:]
    if len(parts) > 1:
        yield parts


def _before(sentence: Sentence, plain: str, whole: Quantity) -> Iterator[list[Quantity]]:
    """The list that a total stands before: 总分98分，其中甲48分、乙50分."""
    told = [one for one in _alike(sentence, whole) if one.start >= whole.end]
    between = plain[whole.end : told[0].start] if told else ""
    if not told or not _OPENS.fullmatch(_bare(_without_worth(between, whole))):
        return
    parts = _run(sentence, told, plain, whole)
    names = [half_width(sentence.name(one)) for one in parts]
    of_some = whole.unit in _PERSONS and any(_TRAITS.search(one) for one in names)
    if len(parts) < 2 or of_some or any(_CHOSEN.search(one) for one in names):
        return
    among = _AMONG.search(_bare(plain[whole.end : parts[0].start])) is not None
    if among and not _divide(names):
        return  # 20家机构中，公立12家、三级6家
    if among and plain[parts[-1].end :].startswith("等"):
        return  # 40件诉求中，咨询21件、投诉15件等
    if any(_STEPS.search(one) for one in names) and not any(_OPPOSITE.search(one) for one in names):
        return  # 报名326人，其中合格287人、录用41人: the one is of the other
    yield parts


def _divide(names: Sequence[str]) -> bool:
    """Whether names are of kinds that exclude each other: 低保户, 特困户; 完工, 未开工."""
    tails = [one.rstrip("有为共的")[-1:] for one in names]
    return len({*tails}) < len(tails) or any(_OPPOSITE.search(one) for one in names)


def _alike(sentence: Sentence, whole: Quantity) -> list[Quantity]:
    """What may be a part of a whole: points that were got, not those that there were to get."""
    found = [
        one
        for one in sentence.quantities
        if one is not whole
        and one.is_exact
        and not one.sign
        and (is_alike(one, whole) or {one.unit, whole.unit} <= _PERSONS)
        and not _is_bracketed(sentence, one, whole)
    ]
    got = [one for one in found if _GOT.search(sentence.name(one))]
    return got if whole.unit == _POINTS and len(got) > 1 else found


def _is_bracketed(sentence: Sentence, one: Quantity, whole: Quantity) -> bool:
    """Whether a figure stands in brackets that the whole is not in."""
    return any(
        found.start() < one.start < found.end() and not found.start() < whole.start < found.end()
        for found in BRACKETS.finditer(sentence.text)
        if found.start() > whole.end or found.end() <= whole.start
    ) and not _opens_behind(sentence, one, whole)


def _opens_behind(sentence: Sentence, one: Quantity, whole: Quantity) -> bool:
    """Whether the brackets open right behind the whole: 总分99分（执行9分、指标90分）."""
    bracket = BRACKETS.match(sentence.text, whole.end)
    return bracket is not None and one.end < bracket.end()


def _bare(words: str) -> str:
    """Words between two figures without what stands in brackets, without shares and blanks."""
    return _SHARE.sub("", re.sub(r"\([^()]*\)|\s", "", words))


def _without_worth(words: str, whole: Quantity) -> str:
    """Words between points without what there was to get of those behind them."""
    return _WORTH.sub("", words) if whole.unit == _POINTS else words


def _run(sentence: Sentence, told: Sequence[Quantity], plain: str, whole: Quantity) -> list[Quantity]:
    """The figures from the first on that stand in one row, in either direction; counts may be among words."""
    name = half_width(sentence.name(whole))
    parts: list[Quantity] = []
    for one in told:
        first, last = sorted((parts[-1] if parts else one, one), key=lambda each: each.start)
        between = _bare(_without_worth(plain[first.end : last.start], whole))
        if whole.is_money or whole.unit == _POINTS:
            between = re.sub(r"[0-9][0-9.,]*", "", between)
        between = _COUNT_AMONG.sub("", between, count=1)
        own = half_width(sentence.name(one))
        subtotal = one.end <= whole.start and _SUBTOTAL.search(own) is not None
        words = _SUBTOTAL.sub("", between + own) if subtotal else between + own
        if _is_other(words, name) or not _JOINED.fullmatch(between):
            break
        parts.append(one)
        if subtotal:
            break  # 中央合计20万元，省级3万元，共计23万元: what stands before is of the subtotal
    return parts


def _is_other(words: str, name: str) -> bool:
    """Whether words tell of something else than a total so named: what is 扣 may be parts of what is 扣."""
    words = words.replace("平均", "") if _SHARED_OUT.search(words) else words  # 四个季度平均得分分别为
    return any(not (found[0] in _KINDS and found[0] in name) for found in _OTHERS.finditer(words))


def _many(word: str) -> int:
    return int(word) if word.isdigit() else chinese_number(word) or 0


def _hold(sentence: Sentence, whole: Quantity, parts: Sequence[Quantity], ledger: Ledger) -> bool:
    """Whether the parts come to the whole, or would but for one digit."""
    parts = [one for one in parts if not _COUNTED_OUT.search(sentence.name(one))]
    verdict = of_sum(whole, parts, rounded=whole.is_money)
    if verdict.holds:
        ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
        return True
    if not _is_slip(whole, parts):
        return False
    added = sum((one.base for one in parts), Decimal(0))
    others = [one.base for one in sentence.quantities if one not in (whole, *parts) and is_alike(one, whole)]
    if any(one == added or one + added == whole.base for one in others):
        return True  # 开设186门，计划180门，其中甲100门、乙86门; 含执行10分合计100分，其中甲60分、乙30分
    listed = "＋".join(number_text(one.value) for one in parts)
    ledger.find(
        Kind.SCORE if whole.unit == _POINTS else Kind.SUM if whole.is_money else Kind.COUNT,
        Severity.ERROR,
        sentence.at(whole),
        f"“{sentence.words(whole)}”与所列各项之和不符，疑有一个数字有误：{listed}={verdict.computed}{whole.unit}。",
        rule="各部分之和等于合计",
        text=sentence.text,
        printed=sentence.words(whole),
        computed=f"{verdict.computed}{whole.unit}",
    )
    return True


def _is_slip(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether one of the figures with another digit, or with two changed over, makes the sum right."""
    added = sum((one.base for one in parts), Decimal(0))
    for one, meant in ((whole, added), *((part, whole.base - added + part.base) for part in parts)):
        digits = str(int(one.value.scaleb(max(one.places, 0))))
        if len(digits) >= _TELLING and any(each.base == meant for each in slips_of(one)):
            return True
    return False
