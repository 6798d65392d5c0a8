"""Rates in running text: against their parts and wholes, in the sentence or the one before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations, takewhile

from reports.checkup.arithmetic import Outcome, Verdict, of_rate, of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.explained import is_explained
from reports.checkup.prose.sentences import (
    EACH,
    GIVEN,
    LEFT,
    OPENS_PARTS,
    RESPECTIVELY,
    UNPAID,
    Sentence,
    came_in,
    is_alike,
    is_aside,
    is_change,
    is_moved_to,
    is_of_a_part,
    is_paid,
)

_PAID_ONLY = re.compile(
    "[,。:;(]?(?:已|实际|累计|全年|共|完成)*(?:执行|支出|使用|支付|拨付|发放)(?:了|为|数)?"
)
_STEM = re.compile(r"([\u4e00-\u9fff]{2})(?:率|(?<=支出|执行|支付|拨付|使用)进度)")
_OF_ALL = re.compile(
    "预算|资金|项目|经费|财政|专项|支出|执行|使用|支付|拨付|率|进度|全年|年度|年初|年末|年底|截至|总体|整体|平均|综合|实际|其中"
    "|[0-9年总本的为是仅约达到]"
)
_SAVING = ("节约", "节支", "核减")
_SPENDING = ("执行", "支出", "使用", "支付", "拨付")
_WHOLE_OF_MONEY = re.compile("资金|投资|经费|金额|总|共")
_OF_ANOTHER = re.compile(r"^(?:为|是|占|达|达到|相当于|完成)[^,，;；]{0,20}$")
_PLANNED = re.compile("计划|目标|预计|预期|应(?!急)|拟")
_BY_HOW_MUCH = re.compile("[比较少多差欠缺超]|[低高][于出]|其中|未")
_ACHIEVED = ("完成", "达成", "实现")
_AMONG = re.compile("[\u4e00-\u9fff]{0,8}(?:中|里)的")
_CLAUSE = re.compile("[^,;。、0-9]{0,20}")
_DENIED = re.compile("[未没不]|尚无")
_COMPARED_WITH = re.compile(
    "(?:比|较|与|同|和|高于|低于)(?:(?:19|20)[0-9]{2}年|上年|去年|上一年|前一年|同期)"
)
_THE_REST = re.compile("^(?:另外?有?|其余|其他|剩余|剩下)的?$")
"""What makes up the whole together with the part before it: 一次通过70家，另有2家整改后通过."""
_REMOVED = ("消除", "减少", "削减", "压减", "清除", "化解", "整治", "销号", "清零", "下降", "降低")
_ARRIVED = "到位"
_ASKED_FOR = re.compile("预算|申请|计划|需要?|应(?!急)|申报")
_CAME = re.compile("下[达拨]|到位|收到|拨[付入]")
_POINTS = "得分"
_FULL = re.compile("满分|分值|权重|总分|标准分")
_MISSING = re.compile("(?:(?P<less>少|差|缺|不足|未完成)|多|超过?|增加)了?$")
_MUCH_MORE = 100
_FEWEST_SHARES = 2
"""So many shares of an amount of another sentence are no chance."""
_USUAL_UNIT = "万元"
"""An amount in another unit is the likelier slip."""
_BEYOND = re.compile("超额(?:完成)?$|超(?:计划|任务|目标)(?:完成)?$|多完成$")
_SHOULD = re.compile("^(?:应(?![急答用对付])|计划|目标)|应[检到查缴收办参测验][\u4e00-\u9fff]{0,2}$")
_IN_PART = re.compile("[0-9]月|季度|半年")
_IN_ALL = re.compile("全年|累计|总")
_WHAT_IS_SAID = re.compile("(?:资金|经费|金额|总额|总数|数额|数|额)$")
"""What a name of money may leave out: 实际到位 is of 到位资金."""
_OF_SEVERAL_WHOLES = re.compile("占[^,。;]{1,20}[和及与、][^,。;]{1,20}的?(?:比重|比例|比)(?:分别)")
"""占财政支出和生产总值的比重分别为10%和3%: one part of two wholes, neither of which is told."""
_NAMES_ITSELF = re.compile("(?!其中|分别|合计|共|各|约|比)[\u4e00-\u9fff]{2,}?占")
_HOW_OFTEN = re.compile("每(?:个?月|季度?|年|半年|周|日|天|旬|学期)[^,，;；。、0-9]{0,8}$")


def check_rate(sentence: Sentence, place: int, before: Sentence | None, ledger: Ledger) -> None:
    """受理124件，化解121件，化解率97.58%: a rate is that of the parts which its words or its figure tell."""
    printed = sentence.quantities[place]
    earlier = [
        one
        for one in sentence.quantities[:place]
        if one.is_exact and not one.is_rate and one.unit and not _is_how_often(sentence, one)
    ]
    near = before is not None and before.place.block == sentence.place.block
    behind = (
        [] if before is None or not near else [one for one in before.quantities if one.is_exact and one.unit]
    )
    later = [one for one in sentence.quantities[place + 1 :] if one.is_exact and not one.is_rate and one.unit]
    since = max((number + 1 for number in range(place) if sentence.quantities[number].is_rate), default=0)
    since = max(since, sum(one.start < sentence.group(printed) for one in sentence.quantities))
    group = [one for one in sentence.quantities[since:place] if one in earlier]
    apart = not group and _is_of_someone(sentence, printed)
    if _is_spending(sentence, printed) and sum(one.is_money for one in group) < 2:
        group = earlier  # a rate of arrival may stand between budget and spending
    pair = _named_pair(sentence, printed, group, earlier) or _with_the_rest(sentence, printed, group, later)
    # Where the words tell part from whole, the whole over the part proves nothing.
    inverse = None if pair is None else (pair[1], pair[0])
    if _stem(sentence, printed) in _SAVING and _saved(sentence, printed, earlier, ledger):
        return
    fitting = _fitting(printed, earlier, inverse)
    if fitting is not None:
        ledger.agree(sentence.at(printed), *(sentence.at(one) for one in fitting))
        return
    elsewhere = _fitting(printed, [*behind, *earlier], inverse) or _fitting(
        printed, [*earlier, *later], inverse
    )
    if elsewhere is not None and (pair is None or any(one in earlier for one in elsewhere)):
        ledger.agree(sentence.at(printed))
        return
    if pair and (has_its_rate(sentence, printed, pair) or _is_of_more(sentence, printed, pair)):
        return  # 合同100万元，已支付91万元，支付率91%；预算执行率86%: of another whole
    pair = _with_what_is_beyond(sentence, pair) if pair else None
    verdict = of_rate(printed, *pair) if pair else None
    if pair is None or verdict is None or apart or is_of_a_part(sentence, printed, earlier):
        return
    if verdict.outcome is Outcome.AGREE:
        ledger.agree(sentence.at(printed), *(sentence.at(one) for one in pair if one in earlier))
        return
    opened = OPENS_PARTS.search(sentence.text, pair[1].end, max(pair[0].start, pair[1].end)) is not None
    alike = [one for one in group if is_alike(one, pair[1])]  # 15个项目预算861万元，到位334万元
    certain = opened or len(alike) == 2 or _is_spending(sentence, printed)
    if not certain and pair[0].base > 2 * pair[1].base and printed.base <= 1:
        return  # 重度2天，优良天数318天，优良率87.12%: of nothing that stands here
    report_rate(sentence, printed, verdict, pair, ledger, certain=certain)


def has_its_rate(sentence: Sentence, printed: Quantity, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether a rate of another name before this one is that of the two."""
    stem = _stem(sentence, printed)
    others = [one for one in sentence.quantities if one.is_rate and one.is_exact and one.end <= printed.start]
    verdicts = [of_rate(one, *pair) for one in others if _stem(sentence, one) != stem]
    return any(one is not None and one.outcome is Outcome.AGREE for one in verdicts)


def _is_of_more(sentence: Sentence, printed: Quantity, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether the whole is more than what stands here: 学生、家长问卷各500份; 受害0.62公顷，受害率0.028‰."""
    part, whole = pair
    few = printed.unit == "‰" and part.base > _MUCH_MORE * printed.base * whole.base
    return few or half_width(sentence.name(whole)).endswith("各")


def _with_what_is_beyond(sentence: Sentence, pair: tuple[Quantity, Quantity]) -> tuple[Quantity, Quantity]:
    """Part and whole, where the part is only what was done beyond the whole: 任务120户，超额完成3户."""
    part, whole = pair
    if not _BEYOND.search(half_width(sentence.name(part))) or part.base >= whole.base:
        return pair
    return replace(part, value=part.value + whole.base / part.factor), whole


def _is_of_someone(sentence: Sentence, printed: Quantity) -> bool:
    """全县执行率91%；甲镇执行率95%: of one that no amount before was of."""
    if not _is_spending(sentence, printed):
        return False
    whose = _OF_ALL.sub("", half_width(sentence.name(printed)))
    before = half_width(sentence.text[: printed.start]).removesuffix(half_width(sentence.name(printed)))
    return len(whose) > 1 and whose not in before


def _is_how_often(sentence: Sentence, quantity: Quantity) -> bool:
    """每季度监测一次: so often, and nothing that a rate is of."""
    return _HOW_OFTEN.search(sentence.text[: quantity.start]) is not None


def _saved(sentence: Sentence, printed: Quantity, earlier: Sequence[Quantity], ledger: Ledger) -> bool:
    """合同金额 90 万元，节约 10 万元，节约率 10 %: what was saved, over what was spent and saved."""
    if not earlier or not earlier[-1].is_money:
        return False
    for one in earlier[:-1]:
        whole = replace(one, value=one.value + earlier[-1].base / one.factor)
        verdict = of_rate(printed, earlier[-1], whole) if one.is_money else None
        if verdict is not None and verdict.holds:
            ledger.agree(sentence.at(printed), sentence.at(earlier[-1]), sentence.at(one))
            return True
    return False


def _fitting(
    printed: Quantity, known: Sequence[Quantity], barred: tuple[Quantity, Quantity] | None
) -> tuple[Quantity, Quantity] | None:
    for part, whole in permutations(known[-8:], 2):
        if is_alike(part, whole) and (part, whole) != barred:
            verdict = of_rate(printed, part, whole)
            if verdict is not None and verdict.holds:
                return part, whole
    return None


def _stem(sentence: Sentence, printed: Quantity) -> str:
    found = _STEM.search(sentence.name(printed))
    return found[1] if found else ""


def _is_spending(sentence: Sentence, printed: Quantity) -> bool:
    return _stem(sentence, printed) in _SPENDING


def _of_its_own(sentence: Sentence, printed: Quantity, known: Sequence[Quantity]) -> list[Quantity]:
    """The quantities that a rate may be of: none before a semicolon where a rate ends what stands there.

    建档42万份，建档率94%；管理老人5万人，管理率68%.
    """
    starts = sentence.group(printed)
    closed = any(one.is_rate and one.end <= starts for one in sentence.quantities)
    return [one for one in known if not closed or one.start >= starts]


def _named_pair(
    sentence: Sentence, printed: Quantity, group: Sequence[Quantity], earlier: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """Part and whole as their names tell: 受理 124 件，化解 121 件 for a 化解率.

    ``group`` is what stands since the last rate; a single one there is of what stands before that rate.
    """
    stem = _stem(sentence, printed)
    name = half_width(sentence.name(printed))
    if not stem or _COMPARED_WITH.match(name):
        return None
    if "分别" in name:
        return None  # of as many as there are rates, one by one
    if stem not in _SAVING and any(word in name for word in _SAVING):
        return None  # 节约成本率: of what was saved, whatever the cost was
    if len(group) == 2 and (told := _so_many_of(sentence, stem, *group)) is not None:
        return told
    if stem in _SPENDING:
        money = [one for one in group if one.is_money]
        parts = [one for one in money if is_paid(sentence.name(one))]
        wholes = [one for one in money if one not in parts and GIVEN.search(sentence.name(one))]
        if len(parts) != 1:
            return None
        others = [one for one in money if one is not parts[0]]
        if not wholes and len(others) == 1:
            wholes = _whole_of_spending(sentence, parts[0], others[0])
        return (parts[0], wholes[-1]) if wholes else None
    if stem == _ARRIVED and (told := _came_of_planned(sentence, group)) is not None:
        return told
    if stem in _ACHIEVED and (told := _done_and_planned(sentence, group)) is not None:
        return told
    if stem in _REMOVED and (less := _removed(sentence, group)) is not None:
        return less
    if stem == _POINTS:
        return _got_of_full(sentence, group)
    # 回收率 is of 收回问卷, and 可用率按8760小时计算 of nothing that is 可用
    parts = [
        one
        for one in group
        if set(stem) <= set(sentence.name(one).replace(f"{stem}率", "").replace("满意度", ""))
        and (one.unit != "分" or "分" in stem)
    ]
    denied = [one for one in parts if is_denied(sentence, one, printed)]
    done = [one for one in parts if one not in denied]
    if denied and all(_PLANNED.search(half_width(sentence.name(one))) for one in done):
        parts = denied  # 应发放1200户，未发放12户
    elif denied:
        parts = done
    if len(parts) == len(group) == 2 and is_alike(*parts):  # 计划归集320万元，实际归集250万元
        planned = [_PLANNED.search(half_width(sentence.name(one))) is not None for one in parts]
        return (parts[1], parts[0]) if planned == [True, False] else None
    if len(parts) != 1:
        return None
    own = [one for one in group if is_alike(one, parts[0])]  # 4小时内响应411起
    given = own if len(own) > 1 else _of_its_own(sentence, printed, earlier)
    wholes = [one for one in given if one is not parts[0] and is_alike(one, parts[0])]
    if stem in _ACHIEVED and len(own) == 1:  # of what was planned, not of what else was done
        wholes = [one for one in wholes if _PLANNED.search(half_width(sentence.name(one)))]
    if len(own) != 2:
        listed = _listed_before(sentence, parts[0])
        wholes = [one for one in wholes if one.end <= parts[0].start and one not in listed][-1:]
    wholes = [
        one for one in wholes if not _has_rate(sentence, one, printed, stem)
    ]  # 签约12.6万人，签约率42%，重点人群…
    if _IN_PART.search(half_width(sentence.name(parts[0]))) and _IN_ALL.search(name):
        return None  # 12月完成240万元，全年完成率100%
    if any(is_moved_to(half_width(sentence.name(one))) for one in (*parts, *wholes)):
        return None  # 由71所增加到78所: neither is of the other
    if len(wholes) == 1 and _THE_REST.search(half_width(sentence.name(wholes[0]))):
        together = parts[0].value + wholes[0].base / parts[0].factor
        return parts[0], replace(parts[0], value=together)
    if len(wholes) != 1:
        return None
    should = [_SHOULD.search(half_width(sentence.name(one))) is not None for one in (parts[0], wholes[0])]
    if should == [True, False]:
        return wholes[0], parts[0]  # 应参加体检68人，实际参加65人
    if parts[0] in denied:  # 抽检500批次，不合格12批次: the others passed
        return replace(parts[0], value=wholes[0].base / parts[0].factor - parts[0].value), wholes[0]
    return parts[0], wholes[0]


def _listed_before(sentence: Sentence, part: Quantity) -> list[Quantity]:
    """What a total was made up of before a semicolon: 受理425起，其中甲261起、乙164起；响应411起."""
    listed = []
    for found in OPENS_PARTS.finditer(sentence.text, 0, part.start):
        ends = min((at for mark in ";；" if (at := sentence.text.find(mark, found.end())) >= 0), default=-1)
        if ends < part.start:
            listed += [one for one in sentence.quantities if found.end() <= one.start < ends]
    return listed


def is_denied(sentence: Sentence, quantity: Quantity, printed: Quantity) -> bool:
    """Whether a figure is of those that a rate is not of: 不合格12批次 for 合格率, not for 不合格率."""
    stem = _stem(sentence, printed)
    denied = re.compile(f"[未不]{stem}")
    return bool(
        stem
        and denied.search(half_width(sentence.name(quantity)))
        and not denied.search(half_width(sentence.name(printed)))
    )


def _has_rate(sentence: Sentence, one: Quantity, printed: Quantity, stem: str) -> bool:
    """Whether another rate of the same name stands right behind a quantity."""
    behind = next((other for other in sentence.quantities if other.start >= one.end), None)
    return (
        behind is not None
        and behind not in (one, printed)
        and _stem(sentence, behind) == stem
        and behind.is_rate
    )


def _so_many_of(
    sentence: Sentence, stem: str, whole: Quantity, part: Quantity
) -> tuple[Quantity, Quantity] | None:
    """办结信访事项58件中的56件, 抽检200批次中的196批次合格: the second of the first."""
    between = half_width(sentence.text[whole.end : part.start])
    behind = _CLAUSE.match(half_width(sentence.text[part.end :]))
    said = half_width(sentence.name(whole)) + (behind[0].replace(f"{stem}率", "") if behind else "")
    if not (is_alike(part, whole) and _AMONG.fullmatch(between) and stem in said) or _DENIED.search(said):
        return None
    return part, whole


def _done_and_planned(sentence: Sentence, group: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """治理34条，计划40条: what was done and what was planned, in either order."""
    if len(group) != 2 or not is_alike(*group):
        return None
    planned = [one for one in group if _PLANNED.search(half_width(sentence.name(one)))]
    done = [one for one in group if one not in planned]
    if len(planned) != 1:
        return None
    (whole,), (part,) = planned, done
    if _BY_HOW_MUCH.search(half_width(sentence.name(part))):
        return None
    if missing := _MISSING.search(sentence.name(whole)):  # 比目标少114人
        rest = whole.value if missing["less"] else -whole.value
        return part, replace(whole, value=part.value + rest)
    return None if _BY_HOW_MUCH.search(half_width(sentence.name(whole))) else (part, whole)


def _removed(sentence: Sentence, group: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """由23处减少到2处，消除率: what is gone, and what there was."""
    if len(group) != 2 or not is_alike(*group) or not is_moved_to(half_width(sentence.name(group[1]))):
        return None
    was, is_left = group
    gone = replace(was, value=was.value - is_left.base / was.factor)
    return (gone, was) if gone.value > 0 else None


def _got_of_full(sentence: Sentence, group: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """产出类满分30分，得29.36分: what was got and what could be, in either order."""
    if len(group) != 2 or any(one.unit != "分" for one in group):
        return None
    full = [one for one in group if _FULL.search(half_width(sentence.name(one)))]
    got = [one for one in group if one not in full and "得" in sentence.name(one)]
    return (got[0], full[0]) if len(full) == len(got) == 1 else None


def _came_of_planned(sentence: Sentence, group: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """What was given, of what was to be: 预算500万元，实际下达480万元，资金到位率96%."""
    money = [one for one in group if one.is_money]
    if len(money) != 2:
        return None
    names = [half_width(sentence.name(one)) for one in money]
    asked, came = _ASKED_FOR.search(names[0]), _CAME.search(names[1])
    apart = came is not None and not _ASKED_FOR.search(names[1]) and not _CAME.search(names[0])
    return (money[1], money[0]) if asked and apart else None


def _whole_of_spending(sentence: Sentence, part: Quantity, other: Quantity) -> list[Quantity]:
    """What an amount was spent of: 资金共甲，已拨付乙; 支付乙，未支付丙 of both together."""
    name = half_width(sentence.name(other))
    if UNPAID.search(name) or LEFT.search(name):
        opened = "其中" in sentence.text[other.end : part.start]  # 结余10万元。其中甲支出50万元
        return [] if opened else [replace(other, value=other.value + part.base / other.factor)]
    before = other.end <= part.start and not (is_aside(name) or EACH.search(name))
    if other.base * 2 < part.base:
        return []  # 扣减25万元，实际拨付1244万元
    return [other] if before and (_WHOLE_OF_MONEY.search(name) or _follows(sentence, other, part)) else []


def _with_the_rest(
    sentence: Sentence, printed: Quantity, group: Sequence[Quantity], later: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """兑付4402.95万元，兑付率98.5%，未兑付67.05万元: what was done, of that and what was not."""
    stem = _stem(sentence, printed)
    if len(group) != 1 or not later or not stem or not is_alike(group[0], later[0]):
        return None
    done, rest = group[0], later[0]
    told = done.is_exact and stem in sentence.name(done) and f"未{stem}" in sentence.name(rest)
    return (done, replace(done, value=done.value + rest.base / done.factor)) if told else None


def _follows(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """Whether an amount follows another without words but that it was spent: 甲工程780万元，执行748万元."""
    return _PAID_ONLY.fullmatch(half_width(sentence.text[one.end : other.start])) is not None


def report_rate(
    sentence: Sentence,
    printed: Quantity,
    verdict: Verdict,
    pair: tuple[Quantity, Quantity],
    ledger: Ledger,
    *,
    certain: bool,
) -> None:
    """Enter a rate that is not the quotient of the pair; where only a unit is wrong, that amount."""
    residue = verdict.outcome is Outcome.RESIDUE
    words, (part, whole) = sentence.words(printed), pair
    if not residue and _report_unit(sentence, printed, pair, ledger):
        return
    if not residue and is_explained(sentence, printed, pair):
        ledger.agree(sentence.at(printed))
        return
    divided = spelled(part)
    told = next((one for one in sentence.quantities if one.start == part.start), part)
    if part.value < 0:  # 由45件降至38件
        divided = (
            f"({spelled(whole)}－{spelled(replace(whole, value=whole.value + part.base / whole.factor))})"
        )
    elif told.base + part.base == whole.base != part.base:  # what is left of the whole: 不合格12批次
        divided = f"({spelled(whole)}－{spelled(told)})"
    ledger.find(
        Kind.RATIO,
        Severity.RESIDUE if residue else Severity.ERROR if certain else Severity.WARNING,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”与前文数字不符：{divided}÷{spelled(whole)}={verdict.computed}。",
        rule="比率等于前文两数相除",
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )


def _report_unit(
    sentence: Sentence, printed: Quantity, pair: tuple[Quantity, Quantity], ledger: Ledger
) -> bool:
    """Whether a rate is right once an amount is read in the unit of its fellow: 440万元，执行422元."""
    for one, other in sorted((pair, pair[::-1]), key=lambda each: each[0].unit == _USUAL_UNIT):
        if one.unit == other.unit or not (one.is_money and other.is_money) or one not in sentence.quantities:
            continue
        meant = replace(one, unit=other.unit)
        verdict = of_rate(printed, *(meant if each is one else each for each in pair))
        if verdict is None or not verdict.holds:
            continue
        ledger.find(
            Kind.UNIT,
            Severity.ERROR,
            sentence.at(one),
            f"“{sentence.name(one)}{sentence.words(one)}”按{spelled(printed)}应为{spelled(meant)}，"
            "可能用错了单位。",
            rule="同一处的金额用同一单位",
            text=sentence.text,
            printed=sentence.words(one),
            computed=spelled(meant),
        )
        return True
    return False


def check_share(sentence: Sentence, place: int, before: Sentence | None, ledger: Ledger) -> None:
    """甲 600 万元，占 60 %: of the first amount of its kind in the sentence.

    Where the other shares are all of an amount of the text before, so is this one.
    """
    printed = sentence.quantities[place]
    if not place or not sentence.quantities[place - 1].is_exact:
        return
    if RESPECTIVELY.search(sentence.name(printed)) or _are_in_a_row(sentence, place):
        if not _OF_SEVERAL_WHOLES.search(half_width(sentence.name(printed))):
            _shares_in_order(sentence, place, before, ledger)
        return
    part = _shared_part(sentence, place)
    if part.is_rate or not part.unit or EACH.search(sentence.name(part)):
        return
    wholes = [
        one
        for one in sentence.quantities[: place - 1]
        if one.is_exact and is_alike(one, part) and one.unit and one is not part
    ]
    verdicts = [
        (whole, verdict)
        for whole in wholes
        if whole.base >= part.base and (verdict := of_rate(printed, part, whole)) is not None
    ]
    for whole, verdict in verdicts:
        if verdict.holds:
            ledger.agree(sentence.at(printed), sentence.at(part), sentence.at(whole))
            return
    together = [replace(one, value=one.value + part.base / one.factor) for one in wholes]
    if any((verdict := of_rate(printed, part, one)) and verdict.outcome is Outcome.AGREE for one in together):
        ledger.agree(sentence.at(printed))  # 基本支出52万元，占52%；项目支出48万元，占48%
        return
    shared = _whole_of_other_shares(sentence, place, [whole for whole, _verdict in verdicts])
    if shared is not None:
        verdict = next(verdict for whole, verdict in verdicts if whole is shared)
        report_rate(sentence, printed, verdict, (part, shared), ledger, certain=True)
        return
    opened = OPENS_PARTS.search(sentence.text, 0, part.start) is not None
    likely = [one for one in verdicts if opened and not _is_shared(sentence, one[0], part)]
    if likely and not _is_of_another_subject(sentence, printed, likely[0][0], part):
        whole, verdict = likely[0]
        certain = OPENS_PARTS.match(sentence.text, whole.end) is not None
        report_rate(sentence, printed, verdict, (part, whole), ledger, certain=certain)
    elif not likely:
        _check_share_of_told(sentence, place, part, before, ledger)


def _is_of_another_subject(sentence: Sentence, printed: Quantity, whole: Quantity, part: Quantity) -> bool:
    """Whether a share names what it is of, behind parts that are all: 省级20万元、市级30万元，捐赠收入占…."""
    listed = [
        one
        for one in sentence.quantities
        if whole.end <= one.start <= part.start and is_alike(one, whole) and not one.is_rate
    ]
    named = _NAMES_ITSELF.match(half_width(sentence.name(printed))) is not None
    return named and len(listed) > 1 and of_sum(whole, listed).holds


def _check_share_of_told(
    sentence: Sentence, place: int, part: Quantity, before: Sentence | None, ledger: Ledger
) -> None:
    """全年支出76万元。培训费45.6万元，占60%；授课费15.2万元，占20%: of the amount that the others are of."""
    told = [*(before.quantities if before is not None else ()), *sentence.earlier]
    wholes = [one for one in told if one.is_exact and is_alike(one, part) and one.base >= part.base]
    printed = sentence.quantities[place]
    if _is_of_their_sum(sentence, printed, part):
        ledger.agree(sentence.at(printed), sentence.at(part))
        return
    whole = _whole_of_other_shares(sentence, place, wholes, fewest=_FEWEST_SHARES)
    verdict = of_rate(printed, part, whole) if whole is not None else None
    if whole is None or verdict is None:
        return
    if verdict.holds:
        ledger.agree(sentence.at(printed), sentence.at(part))
    else:
        report_rate(sentence, printed, verdict, (part, whole), ledger, certain=True)


def _is_shared(sentence: Sentence, one: Quantity, part: Quantity) -> bool:
    """Whether an amount is a part with a share of its own, beside another and not above it."""
    behind = next((other for other in sentence.quantities if other.start >= one.end), None)
    shared = behind is not None and behind.is_rate and "占" in sentence.name(behind)
    return shared and "其中" not in sentence.text[one.end : part.start]


def _are_in_a_row(sentence: Sentence, place: int) -> bool:
    """Whether shares follow each other as the parts before them do: 分别为8个、6个和6个，占40%、30%和30%."""
    printed, behind = sentence.quantities[place], sentence.quantities[place + 1 : place + 2]
    between = half_width(sentence.text[printed.end : behind[0].start]).strip() if behind else ""
    shared = "分别" in sentence.text[: printed.start]
    return bool(behind) and behind[0].is_rate and shared and between in ("、", "和", "及", ",")


def _shares_in_order(sentence: Sentence, place: int, before: Sentence | None, ledger: Ledger) -> None:
    """共 50 个，其中甲 20 个、乙 30 个，分别占 40% 和 60%: as many shares as parts, in their order.

    Their whole may stand in the text before, if most of the shares are of it.
    """
    rates = list(takewhile(lambda one: one.is_rate, sentence.quantities[place:]))
    known = [one for one in sentence.quantities[:place] if one.is_exact and one.unit and not one.is_rate]
    parts = known[-len(rates) :]
    wholes = [one for one in known[: -len(rates)] if all(is_alike(one, part) for part in parts)]
    if len(parts) < len(rates) or len(parts) < 2:
        return
    if not wholes:
        told = [*sentence.earlier, *(before.quantities if before is not None else ())]
        wholes = [
            one
            for one in told
            if one.is_exact and is_alike(one, parts[0]) and 2 * _shared_by(one, rates, parts) >= len(parts)
        ]
    if not wholes or not all(is_alike(one, parts[0]) for one in parts):
        return
    whole = max(wholes, key=lambda one: (_shared_by(one, rates, parts), one.end))
    for printed, part in zip(rates, parts, strict=True):
        verdict = of_rate(printed, part, whole)
        if verdict is not None and verdict.holds:
            ledger.agree(*(sentence.at(one) for one in (printed, part, whole)))
        elif verdict is not None and part.base <= whole.base:
            report_rate(sentence, printed, verdict, (part, whole), ledger, certain=True)


def _shared_by(whole: Quantity, rates: Sequence[Quantity], parts: Sequence[Quantity]) -> int:
    """How many of the shares are of a whole."""
    verdicts = (of_rate(printed, part, whole) for printed, part in zip(rates, parts, strict=True))
    return sum(verdict is not None and verdict.holds for verdict in verdicts)


def _is_of_their_sum(sentence: Sentence, printed: Quantity, part: Quantity) -> bool:
    """Whether the shares of a sentence are 100% in all, and one is that of its part in the parts' sum."""
    shared = [
        (sentence.quantities[number - 1], one)
        for number, one in enumerate(sentence.quantities)
        if number and one.is_rate and "占" in sentence.name(one)
    ]
    if sum(one.base for _part, one in shared) != 1 or not all(is_alike(one, part) for one, _rate in shared):
        return False
    together = sum((one.base for one, _rate in shared), Decimal(0))
    verdict = of_rate(printed, part, replace(part, value=together / part.factor))
    return verdict is not None and verdict.holds


def _whole_of_other_shares(
    sentence: Sentence, place: int, wholes: Sequence[Quantity], *, fewest: int = 1
) -> Quantity | None:
    """The whole that every other share of the sentence is of, if there are so many."""
    others = [
        (sentence.quantities[number - 1], one)
        for number, one in enumerate(sentence.quantities)
        if number and number != place and one.is_rate and "占" in sentence.name(one)
    ]
    for whole in wholes:
        verdicts = [of_rate(one, part, whole) for part, one in others if is_alike(part, whole)]
        if len(verdicts) >= fewest and all(verdict is not None and verdict.holds for verdict in verdicts):
            return whole
    return None


def check_of_the_last(sentence: Sentence, place: int, ledger: Ledger) -> None:
    """培训 1260 人次，为目标 1200 人次的 105%: the first over the second."""
    if place < 2:
        return
    part, whole, printed = sentence.quantities[place - 2 : place + 1]
    if not (part.is_exact and whole.is_exact and part.unit and is_alike(part, whole)):
        return
    if part.is_rate or not _OF_ANOTHER.match(half_width(sentence.name(whole))):
        return
    verdict = of_rate(printed, part, whole)
    if verdict is None:
        return
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in (printed, part, whole)))
        return
    report_rate(sentence, printed, verdict, (part, whole), ledger, certain=True)


def check_of_named(sentence: Sentence, place: int, noun: str, ledger: Ledger) -> bool:
    """预算 20 万元，支出 18 万元，完成预算的 90 %: of what is named so before; whether there is such.

    应到位资金500万元，实际到位480万元，支出456万元，占到位资金的95%: one of several that are may be meant.
    """
    if not place:
        return False
    part, printed = _shared_part(sentence, place), sentence.quantities[place]
    if part.is_rate or not part.unit or not part.is_exact:
        return False
    wholes = [
        one
        for one in sentence.quantities[: place - 1]
        if one.is_exact and is_alike(one, part) and noun in sentence.name(one) and one is not part
        if not (noun.endswith("预算") and came_in(sentence.name(one)))
        and not _is_so_much_of(sentence, one, noun)
    ]
    if not wholes and noun == "预算" and is_paid(sentence.name(part)):
        money = [one for one in sentence.quantities[: place - 1] if one.is_money and one.is_exact]
        told = half_width(sentence.name(money[0])) if len(money) == 1 else ""
        wholes = money if GIVEN.search(told) and not came_in(told) else []
    if "占" in sentence.name(printed) and (len(wholes) > 1 or any(one.base < part.base for one in wholes)):
        return False
    if not wholes:
        return False
    stem = _WHAT_IS_SAID.sub("", noun)
    near = [one for one in sentence.quantities[: place - 1] if one.is_exact and is_alike(one, part)]
    alike = [one for one in near if stem and stem in sentence.name(one)]
    verdicts = [
        (one, verdict) for one in (*alike, *wholes) if (verdict := of_rate(printed, part, one)) is not None
    ]
    if not verdicts:
        return False
    whole, verdict = next((one for one in verdicts if one[1].holds), verdicts[-1])
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in (printed, part, whole)))
    else:
        report_rate(sentence, printed, verdict, (part, whole), ledger, certain=True)
    return True


def _shared_part(sentence: Sentence, place: int) -> Quantity:
    """The amount before a share, whose growth may stand between: 税收8万元，增长5%，占收入的40%."""
    at = place - 1
    while (
        at
        and sentence.quantities[at].is_rate
        and is_change(half_width(sentence.name(sentence.quantities[at])))
    ):
        at -= 1
    return sentence.quantities[at]


def _is_so_much_of(sentence: Sentence, one: Quantity, noun: str) -> bool:
    """Whether it is told how much an amount is of what is named so: 收入80万元，为预算的56% is no budget."""
    behind = next((other for other in sentence.quantities if other.start >= one.end), None)
    return behind is not None and behind.is_rate and half_width(sentence.name(behind)).endswith(f"{noun}的")


def check_written_out(sentence: Sentence, ledger: Ledger) -> None:
    """在职58人/编制60人=96.67%: a quotient with its result."""
    for part, whole, printed in zip(
        sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False
    ):
        divided = half_width(sentence.text[part.end : whole.start]).strip()
        equals = half_width(sentence.text[whole.end : printed.end])
        if not (divided[:1] in ("/", "÷") and is_alike(part, whole) and part.is_exact and whole.is_exact):
            continue
        if not printed.is_rate or not re.match(r"\s*(?:[×*]\s*100%)?\s*=", equals):
            continue
        verdict = of_rate(printed, part, whole)
        if verdict is not None and verdict.holds:
            ledger.agree(*(sentence.at(one) for one in (part, whole, printed)))
        elif verdict is not None:
            report_rate(sentence, printed, verdict, (part, whole), ledger, certain=True)
