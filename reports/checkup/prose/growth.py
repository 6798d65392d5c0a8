"""Growth and decrease in running text: against the amounts that it is from and to."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, permutations

from reports.checkup.arithmetic import Outcome, Verdict, of_difference, of_growth, of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import (
    BRACKETS,
    COMPARED,
    GROWN,
    Sentence,
    is_alike,
    is_change,
    is_of_a_part,
    is_reached,
)
from reports.checkup.prose.told_rates import report_rate

_RISES_TO = re.compile(
    r"(?:增长|增加|上升|提高|提升|下降|减少|降低|缩短|压缩|调整|降|升|增|减)(?:到|至|为)了?(?:(?:(?:19|20)[0-9]{2}|[本今当])年度?的?)?$"
)
_INTENDED = re.compile("目标|计划|预期|要求|指标值")
_GOAL = re.compile('[”"]?的?(?:年度|预期)?(?:目标|要求)')
"""目标为下降10%, “下降5%”的目标: what was to be reached follows from nothing that was."""
_BY_YEAR = re.compile("(?:年均|平均(?:每年)?)(?:增|上升|提高|下降|减少|降低)|环比")
_IN_YEAR = re.compile("((?:19|20)[0-9]{2})年")
_OF_LAST_YEAR = re.compile("上年|去年|上一年|同期|(?:19|20)[0-9]{2}年")
_OF_THIS_YEAR = re.compile("本年|今年|(?:19|20)[0-9]{2}年")
_AMOUNT_OF = re.compile(
    "(预算|支出|收入|投入|决算)(?:总额|数|额)?(?:比|较|与|同)(?:上年|去年|上一年|[0-9]{4}年)"
)
_OF_YEARS = re.compile("(?:[本今当]年|(?:19|20)[0-9]{2}年)度?|[较比][上去]年")
_GROWS = re.compile("(?:增加|增长|减少|下降|提高)了?$")
_LAST_YEARS = re.compile("^(?:而|其中)?(?:上年|去年|上一年|(?:19|20)[0-9]{2}年)(?:度|同期|全年)*")
_OF_ANY_YEAR = re.compile(
    "[0-9]{4}年|上年|去年|上一年|本年|今年|全年|年度|同期|累计|实际|完成|共|为|达到?|是|了|度|而"
)
_CHANGED_BETWEEN = 3
_SINCE_THEN = re.compile(",(?:占[^,;]*,)?同比[^,;]*$")
_BY_SO_MUCH = re.compile("(?:同比|净|共|实际)*(?:增[加长收支]|减[少收支]|下降|提高|降低)了?(?:额为?)?")
_OF_ONE_SCOPE = re.compile("同口径|可比口径|剔除|扣除")
"""What last year's amount was is then not what was printed of it."""
_THAN = re.compile(
    "^(?:同比|[比较](?:上年|去年|同期|年初|[0-9]{4}年)?(?:预算|计划|决算|执行|支出|收入|安排)?数?)(?:实际|净)?(?:增|减|下降|上升)"
)
"""Words that tell what a change is held against, and nothing that it is of."""
_LOOKED_AT = re.compile("^经(?:比较|对比|统计|核算|测算),?")
"""经比较2024年经费41万元: nothing is held against that year."""
_NO_AMOUNT = re.compile("(?:突破|跨[过越上]|迈[过上]|站上|超过)了?$|前$")
"""首次突破2万亿元, 前100家企业: a mark that was passed and those that are counted, not what there was."""
_OF_MONEY = "的财政拨款一般公共预算决算支出收入资金经费金额总数额合计项目单位部门本全年"
_HELD_AGAINST = re.compile("(?![^,;]*[,;]?[与同和跟][^,;]*(?:相比|比较))[^;]*(?:相比|比较)")
"""What stands before 相比 is what was; not where 与上年 stands behind it: 收入800万元，与上年相比."""
_BASE_BEHIND = re.compile("[,(](?:而)?(?:上年|去年|上一年|同期)(?:度|同期)?(?:完成|实现|数)?[为是]?")
_THAN_YEAR = re.compile("(?:比|较)([0-9]{4})年")


def check_growth(sentence: Sentence, place: int, before: Sentence | None, ledger: Ledger) -> None:
    """支出 120 万元，比上年增加 20 万元，增长 20%; 由 4 小时缩短至 3 小时，缩短 25%."""
    printed = sentence.quantities[place]
    behind = half_width(sentence.text[printed.end :])
    name = half_width(sentence.name(printed))
    if _INTENDED.search(name) or _GOAL.match(behind) or _BY_YEAR.search(name):
        return
    known = [
        one
        for one in sentence.quantities[:place]
        if one.is_exact and one.unit and not one.is_rate and not _NO_AMOUNT.search(sentence.name(one))
    ]
    earlier = [] if before is None else [one for one in before.quantities if one.is_exact and not one.is_rate]
    near = [one for one in known if one.start >= sentence.group(printed)]
    named, name = _change_named(sentence, known), half_width(sentence.name(printed))
    if named is not None and named[0] in known and _is_so_much(printed, *named):
        ledger.agree(sentence.at(printed), sentence.at(named[0]))
        return
    # where the words right before tell what grew from what, no other sentence does
    told = near if named is not None and named[1] in near else [*earlier, *near]
    if named is not None:
        told = _without_its_own(sentence, printed, told)
    for now, then in permutations(told[-8:], 2):
        if not (now.base and then.base) and printed.base != 1:
            continue  # 0 is exact
        if named is not None and now is named[1]:
            continue  # the words tell that it is what the change was from
        if is_change(name) and (now.base > then.base) != (GROWN.search(name) is not None):
            continue  # 下降20% of what it was, not of what it is
        if not is_alike(now, then) or (verdict := of_growth(printed, now, then)) is None:
            continue
        if verdict.holds and not _is_over_what_it_is(printed, verdict, now, then):
            ledger.agree(sentence.at(printed))
            _amount_of_change(sentence, near, now, then, ledger)
            return
    if is_of_a_part(sentence, printed, known) or _is_borne_out(sentence, printed, known, ledger):
        return
    found = (
        _base_in_brackets(sentence, printed, known)
        or _change_between(sentence, known)
        or named
        or _base_named(sentence, known)
        or _base_before(sentence, known, before)
        or _change_behind(sentence, place)
        or _base_behind(sentence, place)
    )
    certain = found is not None and not _OF_ONE_SCOPE.search(sentence.text[: printed.start])
    if found is None:
        of_last = _change_of_the_last(sentence, known, earlier, before)
        found = of_last or _change_since(sentence, printed, known)
    if found is None:
        return
    change, then = found
    verdict = of_rate(printed, replace(change, value=abs(change.value)), then)
    if verdict is None:
        return
    now = replace(then, value=then.value + change.base / then.factor)
    if _is_over_what_it_is(printed, verdict, now, then):
        verdict = replace(verdict, outcome=Outcome.DIFFER)
    if verdict.holds:
        ledger.agree(sentence.at(printed))
        return
    report_rate(sentence, printed, verdict, (change, then), ledger, certain=certain)


def _without_its_own(sentence: Sentence, printed: Quantity, told: Sequence[Quantity]) -> list[Quantity]:
    """The figures but those before the same rate: 甲80万元增长14%，乙50万元，比上年的45万元增长14%."""
    ends = [one.end for one in sentence.quantities if one.base == printed.base and one.end <= printed.start]
    return [one for one in told if one.start >= max(ends, default=0) or one not in sentence.quantities]


def _is_over_what_it_is(printed: Quantity, verdict: Verdict, now: Quantity, then: Quantity) -> bool:
    """Whether a rate that only rounding would explain is to its last digit one over the wrong base.

    由34微克下降到31微克，下降9.68%: 3 over 31.
    """
    if verdict.outcome is Outcome.AGREE or printed.places < 1 or not now.base:
        return False
    over_now = of_rate(printed, replace(now, value=abs(now.base - then.base) / now.factor), now)
    return over_now is not None and over_now.outcome is Outcome.AGREE


def _is_so_much(printed: Quantity, change: Quantity, then: Quantity) -> bool:
    """Whether a rate is exactly that of a change over what the words name, so that no other pair tells."""
    verdict = of_rate(printed, change, then)
    return verdict is not None and verdict.outcome is Outcome.AGREE


def _is_borne_out(sentence: Sentence, printed: Quantity, known: Sequence[Quantity], ledger: Ledger) -> bool:
    """Whether a rate is that of the change before it, over an amount that is told of the year before.

    上年投入 152 万元，执行 149 万元，本年较上年增加 12 万元，增长 7.89 %.
    """
    if not known or not is_change(half_width(sentence.name(known[-1]))):
        return False
    change = replace(known[-1], value=abs(known[-1].value))
    for then in known[:-1]:
        before, behind = sentence.text[: then.start], sentence.text[then.end : change.start]
        if not (is_alike(change, then) and _OF_LAST_YEAR.search(before) and _OF_THIS_YEAR.search(behind)):
            continue
        if _is_of_the_later_year(before, behind):
            continue  # 2024年164件，2023年287件，减少123件: of what was, not of what is
        verdict = of_rate(printed, change, then)
        if verdict is not None and verdict.holds:
            ledger.agree(sentence.at(printed), sentence.at(known[-1]))
            return True
    return False


def _is_of_the_later_year(before: str, behind: str) -> bool:
    """Whether the year named last before an amount is later than one that is named behind it."""
    years = _IN_YEAR.findall(before)
    return bool(years) and any(int(one) < int(years[-1]) for one in _IN_YEAR.findall(behind))


def _base_in_brackets(
    sentence: Sentence, printed: Quantity, known: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """By how much something changed and from what, where brackets behind a rate tell the latter.

    增加 20 万元，增长 25%（2023 年支出 80 万元）.
    """
    bracketed = BRACKETS.match(sentence.text, printed.end)
    if bracketed is None or not known or not is_change(half_width(sentence.name(known[-1]))):
        return None
    inner = [one for one in sentence.quantities if printed.end < one.start and one.end < bracketed.end()]
    if len(inner) != 1 or not inner[0].is_exact or not is_alike(inner[0], known[-1]) or not inner[0].value:
        return None
    return (known[-1], inner[0]) if _OF_LAST_YEAR.search(bracketed[0]) else None


def _base_named(sentence: Sentence, known: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """By how much something changed and from what, where it is named so among what last year had.

    2023年养护里程为76.5公里、支出735.6万元，本年养护里程增加5.5公里，增长7.19 %.
    """
    if len(known) < 2:
        return None
    *earlier, change = known
    name = half_width(sentence.name(change))
    grows = _GROWS.search(name)
    noun = _OF_YEARS.sub("", name[: grows.start()]) if grows else ""
    named = [
        one
        for one in earlier
        if is_alike(one, change)
        and noun in half_width(sentence.name(one))
        and _OF_LAST_YEAR.search(sentence.text[: one.start])
    ]
    between = sentence.text[named[0].end : change.start] if named else ""
    told = len(noun) > 1 and len(named) == 1 and _OF_THIS_YEAR.search(between) is not None
    return (change, named[0]) if told else None


def _change_between(sentence: Sentence, known: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """By how much something changed and from what, where the amount before a rate is what two more differ by.

    2022年抽检2480批次，2023年抽检2634批次，增加154批次，增长6.21%: whatever the words call the two.
    """
    if len(known) < _CHANGED_BETWEEN or not is_change(name := half_width(sentence.name(known[-1]))):
        return None
    *others, change = known[-5:]
    for one, other in combinations(reversed(others), 2):
        both = one.unit == other.unit == change.unit and abs(one.base - other.base) == abs(change.base)
        if both and one.base != other.base:
            less, more = sorted((one, other), key=lambda each: each.base)
            return change, less if GROWN.search(name) else more
    return None


def _base_before(
    sentence: Sentence, known: Sequence[Quantity], before: Sentence | None
) -> tuple[Quantity, Quantity] | None:
    """By how much something changed and from what, where the sentence before tells last year's.

    上年项目预算 880 万元。本年预算较上年增加 38 万元，增长 4.32 %.
    """
    if before is None or len(known) != 1 or not is_change(half_width(sentence.name(known[0]))):
        return None
    noun = _AMOUNT_OF.search(half_width(sentence.name(known[0])))
    if noun is None or not _OF_LAST_YEAR.match(half_width(before.text)):
        return None
    named = [one for one in before.quantities if noun[1] in before.name(one) and is_alike(one, known[0])]
    return (known[0], named[0]) if len(named) == 1 and named[0].is_exact else None


def _change_behind(sentence: Sentence, place: int) -> tuple[Quantity, Quantity] | None:
    """By how much something changed and from what, where the amount follows the rate.

    收入完成 96 万元，增长 20%，增收 16 万元.
    """
    printed, behind = sentence.quantities[place], sentence.quantities[place + 1 : place + 2]
    if not behind or not behind[0].is_exact or sentence.group(behind[0]) != sentence.group(printed):
        return None
    change, name = behind[0], half_width(sentence.name(behind[0]))
    known = [one for one in sentence.quantities[:place] if one.is_exact and is_alike(one, change)]
    if not _BY_SO_MUCH.fullmatch(name) or not known or is_change(half_width(sentence.name(known[-1]))):
        return None
    grows = GROWN.search(name) is not None
    if grows != (GROWN.search(half_width(sentence.name(printed))) is not None):
        return None
    then = [one.base - change.base if grows else one.base + change.base for one in known]
    if any(one > 0 and abs(change.base / one - printed.base) <= printed.half for one in then):
        return None
    return (change, replace(change, value=then[-1] / change.factor)) if then[-1] > 0 else None


def _base_behind(sentence: Sentence, place: int) -> tuple[Quantity, Quantity] | None:
    """收入完成2.35亿元，同比增长17.5%，上年为2亿元: from what, where that follows the rate."""
    known = [one for one in sentence.quantities[:place] if one.is_exact and not one.is_rate]
    behind = sentence.quantities[place + 1 : place + 2]
    if not known or not behind or not behind[0].is_exact or not is_alike(known[-1], behind[0]):
        return None
    if not _BASE_BEHIND.fullmatch(
        half_width(sentence.text[sentence.quantities[place].end : behind[0].start])
    ):
        return None
    then = behind[0]
    return replace(then, value=known[-1].base / then.factor - then.value), then


def _change_named(sentence: Sentence, known: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """By how much something changed and from what, where the words right before a rate tell both."""
    if len(known) < 2:
        return None
    first, second = known[-2:]
    if not is_alike(first, second):
        return None
    if _THAN.match(half_width(sentence.name(second))):  # 甲，比上年减少乙，下降5%，比预算减少丙
        first = _changed(sentence, known, second) or first
    between = re.sub(r"\s", "", half_width(sentence.text[first.end : second.start]))
    if "其中" in between:
        return None  # what changed is a part
    year = _THAN_YEAR.search(between)
    behind = half_width(sentence.name(second))
    named = _LOOKED_AT.sub("", half_width(sentence.name(first)))
    if is_change(named) and not is_reached(named):
        return None  # 2022年增加4万元，增长5%；2023年增加3万元; 比预算减少7万元，比上年的43万元下降10%
    if is_change(behind) and _is_of_the_year_before(named, between):
        return second, first  # 2022年甲，2023年较上年增加乙
    if is_change(behind) and (COMPARED.search(named) or (year is not None and year[1] in named)):
        return second, first  # 比上年的甲增加乙; 2019年甲，比2019年增加乙
    if _RISES_TO.search(behind) and len(between) < 12:  # 由甲增至乙
        return replace(second, value=second.value - first.base / second.factor), first
    if COMPARED.search(between) and not is_change(behind):  # 甲，比上年的乙
        if ";" in between:
            return None  # of something else: 到场14起；火灾比上年的20起下降20%
        if any(one.is_rate for one in sentence.quantities if first.end < one.start < second.start):
            return None  # 收入208亿元，比上年增长9.4%，支出152亿元
        return replace(first, value=first.value - second.base / first.factor), second
    if not is_change(behind):
        return None
    if _HELD_AGAINST.match(between):  # 与上年甲相比，增加乙
        return second, first
    if COMPARED.search(between) or _SINCE_THEN.search(between) or _THAN.match(behind):  # 甲，比上年增加乙
        sign = 1 if GROWN.search(behind) else -1
        then = replace(first, value=first.value - sign * second.base / first.factor)
        return (second, then) if then.value > 0 else None
    return None


def _changed(sentence: Sentence, known: Sequence[Quantity], change: Quantity) -> Quantity | None:
    """The last amount before a change that is no change itself."""
    alike = (one for one in reversed(known[:-1]) if is_alike(one, change))
    return next((one for one in alike if not is_change(half_width(sentence.name(one)))), None)


def _change_since(
    sentence: Sentence, printed: Quantity, known: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """By how much something changed and from what: 全年处理407.2万吨，2022年处理386.5万吨，同比增长5.08%.

    The amount of last year stands right before its growth. One that is far from the growth of what is named
    alike is of last year itself.
    """
    name = half_width(sentence.name(printed))
    if len(known) < 2 or not _LAST_YEARS.match(named := half_width(sentence.name(known[-1]))):
        return None
    then, core = known[-1], _OF_ANY_YEAR.sub("", named)
    if sentence.text[then.end : printed.start].strip(" ，,（(") != sentence.name(printed) or not then.value:
        return None
    alike = [
        one
        for one in known[:-1]
        if is_alike(one, then) and not _INTENDED.search(own := half_width(sentence.name(one)))
        if not (is_change(own) or _is_no_later(own, named))
        if not core or core in (told := _OF_ANY_YEAR.sub("", own)) or (told and told in core)
    ]
    if len(alike) != 1 or re.search("环比|年均", name):
        return None
    change = replace(alike[0], value=alike[0].value - then.base / alike[0].factor)
    percent = abs(change.base) / then.base
    grows = GROWN.search(name) is not None
    return (
        (change, then) if grows == (change.value > 0) and percent < 2 * printed.base < 4 * percent else None
    )


def _is_no_later(name: str, other: str) -> bool:
    """Whether a name tells of no later year than another: 2022年处理 and 上年处理 than 2022年处理."""
    year, then = _IN_YEAR.search(name), _IN_YEAR.search(other)
    if year is None:
        return _LAST_YEARS.match(name) is not None
    return then is not None and int(year[1]) <= int(then[1])


def _is_of_the_year_before(named: str, between: str) -> bool:
    """Whether an amount is named as last year's and what follows speaks of this year."""
    of, then = _IN_YEAR.search(named), _IN_YEAR.search(between)
    last = re.search("上年|去年|上一年", named) is not None
    if then is None:
        return last and re.search("本年|今年", between) is not None
    return last or (of is not None and int(of[1]) == int(then[1]) - 1)


def _amount_of_change(
    sentence: Sentence, known: Sequence[Quantity], now: Quantity, then: Quantity, ledger: Ledger
) -> None:
    """Where a rate of growth tells what grew from what, the amount before it is their difference."""
    change = known[-1] if known else None
    if change is None or change in (now, then) or not is_alike(change, now):
        return
    name = half_width(sentence.name(change))
    if not is_change(name) or is_reached(name):
        return
    more, less = (now, then) if now.base >= then.base else (then, now)
    verdict = of_difference(replace(change, value=abs(change.value)), more, less)
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in (change, now, then) if one in sentence.quantities))
        return
    ledger.find(
        Kind.RATIO,
        Severity.ERROR,
        sentence.at(change),
        f"“{sentence.name(change)}{sentence.words(change)}”与前文数字不符："
        f"{spelled(more)}－{spelled(less)}={verdict.computed}{change.unit}。",
        rule="增减额等于两数之差",
        text=sentence.text,
        printed=sentence.words(change),
        computed=f"{verdict.computed}{change.unit}",
    )


def _change_of_the_last(
    sentence: Sentence, known: Sequence[Quantity], earlier: Sequence[Quantity], before: Sentence | None
) -> tuple[Quantity, Quantity] | None:
    """支出合计 120 万元。与上年相比，支出增加 20 万元: of the total that the sentence before begins with."""
    if len(known) != 1 or before is None or not earlier or not is_alike(known[0], earlier[0]):
        return None
    name = half_width(sentence.name(known[0]))
    if not is_change(name) or not re.search("比", sentence.text[: known[0].start]):
        return None
    if not _is_named_alike(COMPARED.split(name)[0], before.name(earlier[0])):
        return None  # 货物采购52万元。公务用车采购比上年减少8万元
    sign = 1 if GROWN.search(name) else -1
    then = replace(earlier[0], value=earlier[0].value - sign * known[0].base / earlier[0].factor)
    return (known[0], then) if then.value > 0 else None


def _is_named_alike(name: str, other: str) -> bool:
    """Whether the words of a change name no more than those of an amount before it do."""
    core = _BY_SO_MUCH.sub("", _OF_ANY_YEAR.sub("", name))
    return {*core} <= {*half_width(other)} | {*_OF_MONEY}
