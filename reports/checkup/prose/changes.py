"""What there is, what there was and by how much it changed, told in one sentence.

Rates change by points: 93.01%，比上年的90.2%提高2.81个百分点.
"""

import re
from dataclasses import replace

from reports.checkup.arithmetic import Outcome, of_difference, of_rate, of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import BRACKETS, EACH, LEFT, Sentence, is_alike
from reports.checkup.prose.told_rates import report_rate

_THEN = re.compile(
    r"^[,，]?(?:比|较|与|同)(?:(?:上年|上一年|去年|前一年|年初|期初|(?:19|20)[0-9]{2}年)(?:度|同期|[末底初])?的?[^,，;；。的]{0,6}"
    r"|(?:年初|年度|全年|原定?)?(?:计划|目标|任务|指标|预算)[数值量]?的?)$"
)
_CHANGE = re.compile(
    "^[,，]?(?:相比)?[,，]?(?:同比)?(?:(?P<more>增加|增长|上升|提高|[多高]出?|净增)|(?P<less>减少|下降|降低|压减|压缩|净减|[少低]))(?:[用产收支]|完成|发生|接待|受理)?了?$"
)

_POINTS = "百分点"
_FROM = re.compile("(?:由|从)[^,，。;；:：]{0,12}$")
_TO = re.compile(
    "^(?:[^,，。;；:：]{0,6})?(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|缩短|压缩|压减|调整|调[增减]|降|升|增|减)(?:到|至|为)了?$"
)
_ADJUSTED_TO = re.compile("^[,，]?(?:年中|后|经批准)?调[整增减](?:到|至|为)$")
_BEFORE = re.compile("[\u4e00-\u9fff](?:之?前)|^原来?|上年|去年")
_AFTER = re.compile("[\u4e00-\u9fff](?:之?后)|^(?:现在?|目前|如今)|本年|今年")
_BY_SO_MUCH = re.compile("^,(?:[^,。;0-9]{0,10}?)(?:提高|提升|增加|上升|下降|降低|减少|缩短|压缩|压减)了?$")
_BY = re.compile(
    "^[,，]?(?:[^,，。;；:：其比较每率]{0,6}?)(?:提高|提升|增加|增长|增产|增收|上升|扩大|下降|降低|减少|缩短|压缩|压减|调[增减]|核减|追加)了?$"
)

_NEW = re.compile("(?:新增|新建|净增|增加|扩建)(?P<of>[\u4e00-\u9fff]{1,8}?)$")
_WITH_THEM = "[,，](?:使|全[市县区镇乡])?(?:累计|总|现有){0,2}"
"""新增绿地3.2公顷，累计绿地面积由15.6公顷增加到18.8公顷."""
_FIRST_BUDGET = re.compile("(?:年初|原|批复)[^,。;]{0,6}预算[数额]?(?:为|是)?$")
_RANKS = re.compile(
    "[由从](?:上年的?|原来的?)?第(?P<was>[0-9]{1,3})[位名](?:上升|提升|前移|下降|后退|跃升|升|降)?[到至]第(?P<now>[0-9]{1,3})[位名]"
    ",(?:上升|提升|前移|下降|后退|前进)了?(?P<by>[0-9]{1,3})个?(?P<unit>[位名])"
)
_SAVED_RATE = re.compile(
    "[,，](?:综合|平均)?(?:节[能电水油气约]|降低|压[降减]|削减|减排)[\u4e00-\u9fff]{0,2}率(?:为|达到?|是)?"
)
_OF_A_YEAR = re.compile(
    "(?:(?:而|其中)?(?:(?P<year>(?:19|20)[0-9]{2})年|(?P<last>上年|去年|上一年)|(?P<now>本年|今年|当年)))度?的?(?P<name>[^,。;:]{0,12}?)[为是达到]{0,2}$"
)
_BY_SINCE = re.compile(
    "^[,，;；]?(?:同比|对比|相比|(?:比|较)(?:上年|去年|上一年|(?:19|20)[0-9]{2}年)度?)?"
    "(?:提高|提升|增加|增长|上升|下降|降低|减少|压减|压缩)了?$"
)

_SINCE = re.compile(
    "^[,，]?(?:同比|(?:比|较)(?:上年|去年|上一年|(?:19|20)[0-9]{2}年)度?)"
    "(?:(?P<more>增加|增长|上升|提高)|下降|降低|减少|压减|压缩)了?$"
)
_LAST_YEAR = re.compile(
    "(?:而|其中)?(?:上年|去年|上一年|(?:19|20)[0-9]{2}年)(?:度|同期|全年|实际|支出|[数额为是])*$"
)


def check_changes_told(sentence: Sentence, ledger: Ledger) -> None:
    """支出90万元，较上年的100万元减少10万元: the first is the second and the change."""
    for place, (now, then, change) in enumerate(
        zip(sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False)
    ):
        if now.is_rate and then.is_rate and change.unit == _POINTS:
            change = replace(change, unit=now.unit)
        elif not all(not one.is_rate and one.unit for one in (now, then, change)):
            continue
        if not all(one.is_exact for one in (now, then, change)):
            continue
        if len({one.unit for one in (now, then, change)}) > 1 and not all(
            one.is_money for one in (now, then, change)
        ):
            continue
        if _is_new(sentence, now, then, change):
            _hold_difference(sentence, then, change, now, ledger)
            continue
        if any(
            told(sentence, now, then, change)
            for told in (_is_from_to, _is_before_and_after, _is_year_by_year)
        ):
            _hold_difference(sentence, now, then, change, ledger)
            continue
        told = _CHANGE.match(half_width(_between(sentence, then, change)))
        if EACH.search(half_width(sentence.name(now))) and not EACH.search(half_width(sentence.name(then))):
            continue  # 决算3.2万元，人均86元，比上年3.5万元减少0.3万元
        if told is None or not _THEN.match(half_width(_between(sentence, now, then))):
            continue
        signed = change if told["more"] else replace(change, value=-change.value)
        rounded = any(one.half for one in (now, then, change))
        verdict = of_sum(now, (then, signed), rounded=rounded)
        earlier = [one for one in sentence.quantities[: place + 1] if one.unit == now.unit]
        if right := next(
            (one for one in earlier if of_sum(one, (then, signed), rounded=rounded).holds), None
        ):
            ledger.agree(*(sentence.at(one) for one in (right, then, change)))
            continue
        wrong = now if _bears_out(sentence, place + 3, then, change) else change
        meant = verdict.computed if wrong is now else f"{abs(now.base - then.base) / change.factor:f}"
        sign = "＋" if told["more"] else "－"
        unit = f"个{_POINTS}" if wrong is change and now.is_rate else wrong.unit
        ledger.find(
            Kind.SUM if now.is_money else Kind.RATIO if now.is_rate else Kind.COUNT,
            Severity.ERROR,
            sentence.at(wrong),
            f"“{sentence.name(wrong)}{sentence.words(wrong)}”与同句数字不符："
            f"{spelled(then)}{sign}{spelled(change)}={verdict.computed}{now.unit}。",
            rule="本年数等于上年数加减增减数",
            text=sentence.text,
            printed=sentence.words(wrong),
            computed=f"{meant}{unit}",
        )


def check_ranks(sentence: Sentence, ledger: Ledger) -> None:
    """由第12位上升到第9位，上升3位: by how many places."""
    plain = half_width(sentence.text)
    for found in _RANKS.finditer(plain):
        moved = abs(int(found["was"]) - int(found["now"]))
        if moved != int(found["by"]):
            printed = f"{found['by']}{found['unit']}"
            place = sentence.place
            ledger.find(
                Kind.COUNT,
                Severity.ERROR,
                Place(place.block, place.row, place.column, sentence.start + found.start("by")),
                f"“{found[0]}”中的{printed}与前后名次不符，应为{moved}{found['unit']}。",
                rule="增减数等于前后两数之差",
                text=sentence.text,
                printed=printed,
                computed=f"{moved}{found['unit']}",
            )


def check_adjustment_rate(sentence: Sentence, ledger: Ledger) -> None:
    """预算调整率为5%，年初预算200万元，调整后210万元: the change over the first budget."""
    rates = [one for one in sentence.quantities if one.is_rate and "调整率" in sentence.name(one)]
    money = [one for one in sentence.quantities if one.is_money and one.is_exact]
    first = [one for one in money if _FIRST_BUDGET.search(half_width(sentence.name(one)))]
    last = [one for one in money if "调整后" in sentence.name(one)]
    if not len(rates) == len(first) == len(last) == 1 or not rates[0].is_exact or not first[0].value:
        return
    (rate,), (was,), (now,) = rates, first, last
    change = replace(was, value=abs(now.base - was.base) / was.factor)
    verdict = of_rate(rate, change, was)
    if verdict is not None and verdict.holds:
        ledger.agree(*(sentence.at(one) for one in (rate, was, now)))
    elif verdict is not None and not ledger.differs(sentence.at(rate)):
        report_rate(sentence, rate, verdict, (change, was), ledger, certain=True)


def check_saved_rate(sentence: Sentence, ledger: Ledger) -> None:
    """改造前36万度，改造后28.8万度，节电率20%: by what share there is less than there was."""
    for was, now, rate in zip(
        sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False
    ):
        told = (
            rate.is_rate and is_alike(was, now) and all(one.is_exact and one.unit for one in (was, now, rate))
        )
        if not told or not _SAVED_RATE.fullmatch(half_width(_between(sentence, now, rate))):
            continue
        if not (_BEFORE.search(_named(sentence, was)) and _AFTER.search(_named(sentence, now))):
            continue
        saved = replace(was, value=was.value - now.base / was.factor)
        verdict = of_rate(rate, saved, was) if saved.value > 0 else None
        if verdict is not None and verdict.holds:
            ledger.agree(*(sentence.at(one) for one in (was, now, rate)))
        elif verdict is not None:
            report_rate(sentence, rate, verdict, (saved, was), ledger, certain=True)


def check_change_before_last_year(sentence: Sentence, ledger: Ledger) -> None:
    """支出85万元，比上年减少6万元，下降6.59%（上年支出91万元）: last year's stands behind the change."""
    of_rates = [
        replace(one, unit="%") if one.unit == _POINTS else one
        for one in sentence.quantities
        if one.is_rate or one.unit == _POINTS
    ]
    plain = [one for one in sentence.quantities if not one.is_rate and one.unit != _POINTS]
    for now, change, then in (
        *zip(plain, plain[1:], plain[2:], strict=False),
        *zip(of_rates, of_rates[1:], of_rates[2:], strict=False),
    ):
        if not (now.unit and all(one.is_exact and is_alike(one, now) for one in (change, then))):
            continue
        told = _SINCE.match(half_width(_between(sentence, now, change)))
        if told is None or not _LAST_YEAR.match(half_width(sentence.name(then))):
            continue
        if (told["more"] is not None) == (now.base >= then.base) or now.is_rate:
            _hold_difference(sentence, then, now, change, ledger)


def _is_from_to(sentence: Sentence, first: Quantity, last: Quantity, change: Quantity) -> bool:
    """由486公斤提高到572公斤，亩均增产86公斤: from the first to the second, and by how much.

    So is 原预算300万元，调整为280万元，调减20万元.
    """
    between = half_width(_between(sentence, first, last))
    moved = _FROM.search(half_width(sentence.text[: first.start])) and _TO.match(between)
    return bool(
        (moved or _ADJUSTED_TO.match(between)) and _BY.match(half_width(_between(sentence, last, change)))
    )


def _is_new(sentence: Sentence, change: Quantity, first: Quantity, last: Quantity) -> bool:
    """新增绿地3.2公顷，累计绿地面积由15.6公顷增加到18.8公顷: by how much, from what, to what."""
    new = _NEW.search(half_width(sentence.name(change)))
    if new is None or not _TO.match(half_width(_between(sentence, first, last))):
        return False
    of_all = re.compile(f"{_WITH_THEM}{new['of']}(?:面积|里程|总量|数量?)?[由从]")
    return of_all.fullmatch(half_width(_between(sentence, change, first))) is not None


def _is_before_and_after(sentence: Sentence, first: Quantity, last: Quantity, change: Quantity) -> bool:
    """改造前为26分钟，改造后为11分钟，等候时间缩短了15分钟: what there was, what there is, by how much."""
    was, now = (_named(sentence, one) for one in (first, last))
    between = half_width(_between(sentence, last, change))
    alike = (LEFT.search(was) is None) == (LEFT.search(now) is None)  # 上年结余, 本年预算 are not
    return bool(alike and _BEFORE.search(was) and _AFTER.search(now) and _BY_SO_MUCH.match(between))


def _is_year_by_year(sentence: Sentence, first: Quantity, last: Quantity, change: Quantity) -> bool:
    """2022年满意度90%，2023年满意度93%，提高3个百分点: of the same thing in a year and in the next.

    So is 接待费2023年预算8万元，2022年预算12万元，对比减少4万元.
    """
    one, other = _OF_A_YEAR.search(_named(sentence, first)), _OF_A_YEAR.match(_named(sentence, last))
    if one is None or other is None:
        return False
    was, now = (other, one) if one["now"] or (one["year"] or "") > (other["year"] or "") else (one, other)
    if not _BY_SINCE.match(half_width(_between(sentence, last, change))):
        return False
    later = (
        int(now["year"]) > int(was["year"])
        if was["year"] and now["year"]
        else bool(was["last"] and now["now"])
    )
    return later and now["name"] in ("", was["name"])


def _named(sentence: Sentence, quantity: Quantity) -> str:
    """The clause before a quantity, without what stands in brackets: 改造前（2022年）为26分钟."""
    before = BRACKETS.sub("", sentence.text[: quantity.start])
    return re.split("[,，;；。]", before)[-1]


def _hold_difference(
    sentence: Sentence, first: Quantity, last: Quantity, change: Quantity, ledger: Ledger
) -> None:
    more, less = (first, last) if first.base > last.base else (last, first)
    verdict = of_difference(change, more, less)
    whole_numbers = all(one.places == 0 for one in (first, last, change))
    if verdict.outcome is Outcome.AGREE or (verdict.holds and not whole_numbers):
        ledger.agree(*(sentence.at(one) for one in (first, last, change)))
        return
    unit = f"个{_POINTS}" if change.is_rate else change.unit
    ledger.find(
        Kind.SUM if change.is_money else Kind.RATIO if change.is_rate else Kind.COUNT,
        Severity.WARNING if verdict.holds else Severity.ERROR,  # whole numbers may have been rounded
        sentence.at(change),
        f"“{sentence.name(change)}{sentence.words(change)}”与同句数字不符："
        f"{spelled(more)}－{spelled(less)}={verdict.computed}{unit}。",
        rule="增减数等于前后两数之差",
        text=sentence.text,
        printed=sentence.words(change),
        computed=f"{verdict.computed}{unit}",
    )


def _between(sentence: Sentence, one: Quantity, other: Quantity) -> str:
    return re.sub(r"\s", "", sentence.text[one.end : other.start])


def _bears_out(sentence: Sentence, place: int, then: Quantity, change: Quantity) -> bool:
    """Whether the rate that follows is that of the change, so that this is not what is wrong."""
    rate = sentence.quantities[place] if place < len(sentence.quantities) else None
    if rate is None or not rate.is_rate:
        return False
    verdict = of_rate(rate, change, then)
    return verdict is not None and verdict.holds
