"""Checks within running text: rates against their parts, parts against the total stated before them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations, takewhile

from projects.money import half_up, number_text
from reports.checkup.arithmetic import Outcome, Verdict, of_difference, of_growth, of_rate, of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width, quantities

_MONEY_BEFORE = re.compile("(?:资金|经费|投资|支出|收入|预算|补助)(?:共|合计|总额|总计|为|达)?$")
_CLAUSE = re.compile(r"[,，、;；:：(（)）。]")
# 。其中 goes on with the sentence before: its parts are of that one's total.
_SENTENCE = re.compile(r"[^。！？!?\n]+(?:。\s*(?=其中)[^。！？!?\n]+)*[。！？!?]?")
_PAID_ONLY = re.compile(
    "[,。:;(]?(?:已|实际|累计|全年|共|完成)*(?:执行|支出|使用|支付|拨付|发放)(?:了|为|数)?"
)
_STEM = re.compile(r"([\u4e00-\u9fff]{2})率")
_PAID = re.compile("支出|执行|使用|支付|拨付|兑付|完成|列支|发放|决算")
_GIVEN = re.compile("预算|安排|下达|到位|计划|总额|投入|申请|批复|拨款")
_SAVING = ("节约", "节支", "核减")
_SPENDING = ("执行", "支出", "使用", "支付", "拨付")
_WHOLE_OF_MONEY = re.compile("资金|投资|经费|金额|总|共")
_OPENS_PARTS = re.compile(
    r"[,，;；(（:：。]?\s*(?:其中|包括|分别为|分别是|包含|(?<![0-9])(?:(?:按照?|从)[\u4e00-\u9fff]{2,8})?(?:划分|分)(?:为)?[:：])[:：,，]?"
)
_TOTAL = re.compile("共|总|合计")
_OVERLAPPING = re.compile(
    "党员|办结|完成|整改|化解|新增|已|累计|满意|合格|参加|执行|支出|使用(?!.*结余)|解决|处置|重点|优秀"
)
_GROWN = re.compile("增长|增加|上升|提高|提升|增幅")
_SHRUNK = re.compile("下降|减少|降低|缩短|压减|压缩|降幅|减幅")
_COMPARED = re.compile(
    r"(?:比|较|与|同|和)[^,，;；。]{0,4}(?:上年|上一年|去年|年初|同期|前一年|以前年度|[0-9]{4}年)"
)
_RISES_TO = re.compile(r"(?:增长|增加|上升|提高|提升|下降|减少|降低|缩短|压缩|降|升|增|减)(?:到|至|为)$")
_REACHED = re.compile("[到至]$")
_OF_ANOTHER = re.compile(r"^(?:为|是|占|达|达到|相当于|完成)[^,，;；]{0,8}$")
_PERSONS = ("人", "名", "位")
_OF_NAMED = re.compile(
    "(?:完成|占|达到|为)(?:了)?(?:年度|全年|当年|本年|总)?(?P<noun>[\u4e00-\u9fff]{2,8})的$"
)
_POINTS = re.compile("(?:得|得分|自评|评分)(?:为)?$")
_ALL_POINTS = re.compile("(?:总得分|总分|综合得分|自评得分|合计得分|总评分|合计|共计|共得)(?:为|是)?$")
_CJK = re.compile("[\u4e00-\u9fff]")
_PLANNED = re.compile("预算(?:数|额|总额)?(?:为|是|共)?$")
_LEFT = re.compile("结余|结转|剩余|节余")
_UNPAID = re.compile("^(?:尚|仍|还)?(?:未|余)")
_IN_YEAR = re.compile("((?:19|20)[0-9]{2})年")
_OF_LAST_YEAR = re.compile("上年|去年|上一年|同期|(?:19|20)[0-9]{2}年")
_THAN_YEAR = re.compile("(?:比|较)([0-9]{4})年")
_PER_HEAD = re.compile("(?:人均|户均|每人|每户)(?:补助|补贴|发放|标准)*(?:为|是|约)?$")
_PRICE = re.compile("(?:单价|均价|每[台套件个辆块盏把张本份条幅间座处])(?:为|是|约)?$")
_COST = re.compile("(?:合计|共计|总计|共|总价|总额|总金额|金额|费用|支出|投入|花费)(?:为|是|达)?$")
_PIECES = frozenset("台套件个辆块盏把张本份条幅间座处组部人名户")
_BY_TIME = re.compile("每(?:人每)?(?:月|年|季|天|日)|个月|/")
_HOW_OFTEN = re.compile("每(?:个?月|季度?|年|半年|周|日|天|旬|学期)[^,，;；。、0-9]{0,8}$")
_EACH = re.compile(
    "(?:单价|标准|均价|[人户生校所]均|每[\u4e00-\u9fff]{1,4})(?:[补救资]助|补贴|发放|标准)*(?:为|是|约)?$"
)
_THRESHOLD = re.compile("^的?(?:年度|年初|既定|预期|预定|全年)?(?:目标|计划|要求|指标|标准)")
_SUMMED = re.compile("^[,，;；]?(?:合计|共计|总计|一共|共|总共)(?:为|达|达到)?$")
_SUMMED_AND_NAMED = re.compile("^[,，;；]?(?:合计|共计|总计)[\u4e00-\u9fff]{2,8}$")
_RESPECTIVELY = re.compile("分别(?:约?占|为)")
_REST = re.compile("其他|其它|其余|剩余")
_LESS = re.compile("减少|调减|取消|核减|收回|压减")
_ADJUSTED = re.compile("实际(?:下达|安排|到位)|调整后|最终|全年预算")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its quantities; ``place`` its block or cell, ``start`` where it begins there."""

    text: str
    place: Place
    start: int
    quantities: tuple[Quantity, ...]

    def at(self, quantity: Quantity) -> Place:
        """Where a quantity of the sentence stands."""
        place = self.place
        return Place(place.block, place.row, place.column, self.start + quantity.start)

    def name(self, quantity: Quantity) -> str:
        """The words before a quantity, back to the clause's beginning or the quantity before it."""
        before = max((one.end for one in self.quantities if one.end <= quantity.start), default=0)
        # 实际完成值：123人次 is named before the colon.
        named = len(self.text[: quantity.start].rstrip("≥≤><=﹥﹤＞＜＝≧≦ ：:"))
        clause = max((found.end() for found in _CLAUSE.finditer(self.text, 0, named)), default=0)
        return re.sub(r"\s", "", self.text[max(before, clause) : quantity.start])

    def group(self, quantity: Quantity) -> int:
        """Where the part of the sentence begins that a quantity stands in: after the last semicolon."""
        return max(self.text.rfind(mark, 0, quantity.start) for mark in ";；") + 1

    def before(self, place: Place) -> str:
        """The words up to a place in the sentence."""
        return self.text[: place.start - self.start]

    def words(self, quantity: Quantity) -> str:
        """The quantity as printed."""
        return self.text[quantity.start : quantity.end].strip()


def sentences(text: str, place: Place) -> Iterator[Sentence]:
    """Yield the sentences of a block or a cell."""
    for found in _SENTENCE.finditer(text):
        yield Sentence(found[0], place, found.start(), _with_units(found[0], quantities(found[0])))


def _with_units(text: str, found: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Among amounts in 万元 a bare 万 behind 资金 is 万元 as well: 安排资金1920.5万。其中甲1000万元."""
    if not any(one.unit == "万元" for one in found):
        return found
    return tuple(
        replace(one, value=one.value.scaleb(-4), unit="万元", places=one.places + 4)
        if not one.unit
        and half_width(text[one.start : one.end]).endswith("万")
        and _MONEY_BEFORE.search(text[max(0, one.start - 8) : one.start])
        else one
        for one in found
    )


def check_sentence(sentence: Sentence, before: Sentence | None, ledger: Ledger) -> None:
    """Check one sentence; ``before`` is the one before it, which a rate may be of as well."""
    for place, quantity in enumerate(sentence.quantities):
        if not quantity.is_rate or not quantity.is_exact or quantity.sign:
            continue
        if _THRESHOLD.match(sentence.text[quantity.end :]):
            continue  # 低于下降40%的目标
        name = half_width(sentence.name(quantity))
        of = None if _RESPECTIVELY.search(name) else _OF_NAMED.search(name)
        if of and _of_named(sentence, place, of["noun"], ledger):
            continue
        if _is_change(name) and _REACHED.search(name):
            continue  # what it rose to, not by how much
        if _is_change(name):
            _growth(sentence, place, before, ledger)
        elif sentence.text[: quantity.start].rstrip().endswith("的") and name == "的":
            _of_the_last(sentence, place, ledger)
        elif "占" in name:
            _share(sentence, place, ledger)
        elif "率" in name or "比" in name:
            _rate(sentence, place, before, ledger)
    for found in _OPENS_PARTS.finditer(sentence.text):
        _parts(sentence, found.start(), found.end(), ledger)
    _written_out(sentence, ledger)
    _sum_behind(sentence, ledger)
    _sum_of_points(sentence, ledger)
    _priced(sentence, ledger)
    _balance(sentence, ledger)
    _adjustment(sentence, ledger)
    _opening_and_added(sentence, ledger)


def _is_change(name: str) -> bool:
    return bool(_GROWN.search(name) or _SHRUNK.search(name)) and "率" not in name


def _alike(one: Quantity, other: Quantity) -> bool:
    return (
        one.unit == other.unit
        or (one.is_money and other.is_money)
        or (one.unit in _PERSONS and other.unit in _PERSONS)
    )


def _rate(sentence: Sentence, place: int, before: Sentence | None, ledger: Ledger) -> None:
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
    if _is_spending(sentence, printed) and sum(one.is_money for one in group) < 2:
        group = earlier  # a rate of arrival may stand between budget and spending
    pair = _named_pair(sentence, printed, group, earlier)
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
    verdict = of_rate(printed, *pair) if pair else None
    if pair is None or verdict is None or _is_of_a_part(sentence, printed, earlier):
        return
    if verdict.outcome is Outcome.AGREE:
        ledger.agree(sentence.at(printed), *(sentence.at(one) for one in pair if one in earlier))
        return
    opened = _OPENS_PARTS.search(sentence.text, pair[1].end, max(pair[0].start, pair[1].end)) is not None
    certain = opened or len(group) == 2 or _is_spending(sentence, printed)
    _report_rate(sentence, printed, verdict, pair, ledger, certain=certain)


def _is_of_a_part(sentence: Sentence, printed: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether 其中 stands right before a rate, so that it is of something whose amounts are not told.

    预算100万元，支出90万元，其中基本支出执行率95%.
    """
    last = max((one.end for one in known if one.end <= printed.start), default=0)
    return "其中" in sentence.text[last : printed.start]


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
        if _alike(part, whole) and (part, whole) != barred:
            verdict = of_rate(printed, part, whole)
            if verdict is not None and verdict.holds:
                return part, whole
    return None


def _stem(sentence: Sentence, printed: Quantity) -> str:
    found = _STEM.search(sentence.name(printed))
    return found[1] if found else ""


def _is_spending(sentence: Sentence, printed: Quantity) -> bool:
    return _stem(sentence, printed) in _SPENDING


def _named_pair(
    sentence: Sentence, printed: Quantity, group: Sequence[Quantity], earlier: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """Part and whole as their names tell: 受理 124 件，化解 121 件 for a 化解率.

    ``group`` is what stands since the last rate; a single one there is of what stands before that rate.
    """
    stem = _stem(sentence, printed)
    if not stem:
        return None
    if stem in _SPENDING:
        money = [one for one in group if one.is_money]
        parts = [one for one in money if _is_paid(sentence.name(one))]
        wholes = [one for one in money if one not in parts and _GIVEN.search(sentence.name(one))]
        if len(parts) != 1:
            return None
        others = [one for one in money if one is not parts[0]]
        if not wholes and len(others) == 1:
            wholes = _whole_of_spending(sentence, parts[0], others[0])
        return (parts[0], wholes[-1]) if wholes else None
    # 回收率 is of 收回问卷, and 可用率按8760小时计算 of nothing that is 可用
    parts = [one for one in group if set(stem) <= set(sentence.name(one).replace(f"{stem}率", ""))]
    if len(parts) != 1:
        return None
    given = group if len(group) > 1 else earlier
    wholes = [one for one in given if one is not parts[0] and _alike(one, parts[0])]
    if len(group) != 2:
        wholes = [one for one in wholes if one.end <= parts[0].start][-1:]
    return (parts[0], wholes[0]) if len(wholes) == 1 else None


def _whole_of_spending(sentence: Sentence, part: Quantity, other: Quantity) -> list[Quantity]:
    """What an amount was spent of: 资金共甲，已拨付乙; 支付乙，未支付丙 of both together."""
    name = half_width(sentence.name(other))
    if _UNPAID.search(name) or _LEFT.search(name):
        opened = "其中" in sentence.text[other.end : part.start]  # 结余10万元。其中甲支出50万元
        return [] if opened else [replace(other, value=other.value + part.base / other.factor)]
    before = other.end <= part.start and not (_is_aside(name) or _EACH.search(name))
    return [other] if before and (_WHOLE_OF_MONEY.search(name) or _follows(sentence, other, part)) else []


def _follows(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """Whether an amount follows another without words but that it was spent: 甲工程780万元，执行748万元."""
    return _PAID_ONLY.fullmatch(half_width(sentence.text[one.end : other.start])) is not None


def _report_rate(
    sentence: Sentence,
    printed: Quantity,
    verdict: Verdict,
    pair: tuple[Quantity, Quantity],
    ledger: Ledger,
    *,
    certain: bool,
) -> None:
    residue = verdict.outcome is Outcome.RESIDUE
    words = sentence.words(printed)
    if not residue and _report_unit(sentence, printed, pair, ledger):
        return
    ledger.find(
        Kind.RATIO,
        Severity.RESIDUE if residue else Severity.ERROR if certain else Severity.WARNING,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”与前文数字不符：{spelled(pair[0])}÷{spelled(pair[1])}={verdict.computed}。",
        rule="比率等于前文两数相除",
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )


def _report_unit(
    sentence: Sentence, printed: Quantity, pair: tuple[Quantity, Quantity], ledger: Ledger
) -> bool:
    """Whether a rate is right once an amount in 元 is read in 万元 like its fellow: 440万元，执行422元."""
    for one, other in (pair, pair[::-1]):
        if one.unit != "元" or other.unit != "万元" or one not in sentence.quantities:
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


def _share(sentence: Sentence, place: int, ledger: Ledger) -> None:
    """甲 600 万元，占 60 %: of the first amount of its kind in the sentence."""
    printed = sentence.quantities[place]
    if not place or not sentence.quantities[place - 1].is_exact:
        return
    if _RESPECTIVELY.search(sentence.name(printed)):
        _shares_in_order(sentence, place, ledger)
        return
    part = sentence.quantities[place - 1]
    if part.is_rate or not part.unit:
        return
    wholes = [
        one for one in sentence.quantities[: place - 1] if one.is_exact and _alike(one, part) and one.unit
    ]
    verdicts = [
        (whole, verdict) for whole in wholes if (verdict := of_rate(printed, part, whole)) is not None
    ]
    for whole, verdict in verdicts:
        if verdict.holds:
            ledger.agree(sentence.at(printed), sentence.at(part), sentence.at(whole))
            return
    shared = _whole_of_other_shares(sentence, place, [whole for whole, _verdict in verdicts])
    if shared is not None:
        verdict = next(verdict for whole, verdict in verdicts if whole is shared)
        _report_rate(sentence, printed, verdict, (part, shared), ledger, certain=True)
    elif verdicts and _OPENS_PARTS.search(sentence.text, 0, part.start):
        whole, verdict = verdicts[0]
        certain = _OPENS_PARTS.match(sentence.text, whole.end) is not None
        _report_rate(sentence, printed, verdict, (part, whole), ledger, certain=certain)


def _shares_in_order(sentence: Sentence, place: int, ledger: Ledger) -> None:
    """共 50 个，其中甲 20 个、乙 30 个，分别占 40% 和 60%: as many shares as parts, in their order."""
    rates = list(takewhile(lambda one: one.is_rate, sentence.quantities[place:]))
    known = [one for one in sentence.quantities[:place] if one.is_exact and one.unit and not one.is_rate]
    parts = known[-len(rates) :]
    wholes = [one for one in known[: -len(rates)] if all(_alike(one, part) for part in parts)]
    if len(parts) < 2 or not wholes:
        return
    for printed, part in zip(rates, parts, strict=True):
        verdict = of_rate(printed, part, wholes[-1])
        if verdict is not None and verdict.holds:
            ledger.agree(*(sentence.at(one) for one in (printed, part, wholes[-1])))
        elif verdict is not None:
            _report_rate(sentence, printed, verdict, (part, wholes[-1]), ledger, certain=True)


def _whole_of_other_shares(sentence: Sentence, place: int, wholes: Sequence[Quantity]) -> Quantity | None:
    """The whole that every other share of the sentence is of."""
    others = [
        (sentence.quantities[number - 1], one)
        for number, one in enumerate(sentence.quantities)
        if number and number != place and one.is_rate and "占" in sentence.name(one)
    ]
    for whole in wholes:
        verdicts = [of_rate(one, part, whole) for part, one in others if _alike(part, whole)]
        if verdicts and all(verdict is not None and verdict.holds for verdict in verdicts):
            return whole
    return None


def _parts(sentence: Sentence, opens: int, starts: int, ledger: Ledger) -> None:
    """共 15 个，其中甲 8 个、乙 7 个: the parts of a stated total add up to it."""
    wholes = [one for one in sentence.quantities if one.end <= opens]
    if not wholes or len(_BRACKETS.sub("", sentence.text[wholes[-1].end : opens])) > 6:
        return
    if "分别" in sentence.text[opens:starts] and _CJK.search(sentence.text[wholes[-1].end : opens]):
        return  # what is shared out is named right before 分别为
    if closing := _closing(sentence.text, opens):
        inner = [one for one in sentence.quantities if one.start >= starts and one.end <= closing]
    else:
        inner = [one for one in sentence.quantities if one.start >= starts]
    spent = bool(inner) and _is_paid(sentence.name(inner[0]))
    while wholes and (wholes[-1].is_rate or _is_aside(sentence.name(wholes[-1]), spent=spent)):
        wholes.pop()  # 支出100万元，比上年增加20万元，增长25%，其中 is of the 100
    if not wholes or not wholes[-1].is_exact or not wholes[-1].unit or wholes[-1].sign:
        return
    whole = wholes[-1]
    ends = min(
        (found.start() for found in _OPENS_PARTS.finditer(sentence.text, starts)), default=len(sentence.text)
    )
    parts: list[Quantity] = []
    for one in inner:
        if one.end > ends or one.is_rate:
            continue
        if len(parts) > 1 and _LESS.search(sentence.name(one)):
            break
        if not _alike(one, whole) or not one.is_exact or _SUMMED.match(sentence.name(one)):
            break
        if parts and one.unit != parts[0].unit and not one.is_money:
            break
        parts.append(one)
    if not parts:
        return
    for count in range(2, len(parts)):
        if of_sum(whole, parts[:count], rounded=whole.is_money).outcome is Outcome.AGREE:
            parts = parts[:count]  # what follows is of something else: 男5人、女3人，退休人员2人
            break
    sums = sum((one.base for one in parts), Decimal(0))
    if len(parts) == 1:
        if sums > whole.base + parts[0].half + whole.half:
            _report_parts(sentence, whole, parts, number_text(parts[0].value), ledger, certain=False)
        return
    verdict = of_sum(whole, parts, rounded=whole.is_money)
    if verdict.outcome is Outcome.AGREE:
        ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
        return
    if any(of_sum(one, parts).outcome is Outcome.AGREE for one in wholes if _alike(one, whole)):
        return  # 预算100万元，支出90万元，其中中央60万元、省级40万元: of the budget
    names = [sentence.name(one).removeprefix("其中") or _behind(sentence, one) for one in parts]
    near = abs(sums - whole.base) * (3 if len(parts) > 2 else 5) <= whole.base
    if any(_overlap(name, sentence.name(whole), near=near) for name in names):
        return
    if verdict.outcome is Outcome.RESIDUE:
        ledger.find(
            Kind.SUM,
            Severity.RESIDUE,
            sentence.at(whole),
            f"“{sentence.words(whole)}”与各部分之和{verdict.computed}{whole.unit}相差在四舍五入的尾差之内。",
            rule="各部分之和等于合计",
            text=sentence.text,
            printed=sentence.words(whole),
            computed=verdict.computed,
        )
        return
    exhaustive = any(_REST.search(name) for name in names) or "分" in sentence.text[opens:starts]
    if (
        not exhaustive
        and sums * 2 < whole.base
        and sorted(verdict.computed) != sorted(number_text(whole.value))
    ):
        return  # some of many: 示范基地18个，其中国家级2个、省级6个
    if sentence.text[opens] == "。" and any(one.base > whole.base for one in parts):
        return  # of something that was told of before that
    stated = _TOTAL.search(sentence.name(whole)) is not None or whole.is_money
    _report_parts(sentence, whole, parts, verdict.computed, ledger, certain=exhaustive or (stated and near))


def _behind(sentence: Sentence, quantity: Quantity) -> str:
    """The words behind a number that has none before it: 其中5人参加培训."""
    return re.split("[,，;；。、(（:：]", sentence.text[quantity.end :])[0]


def _closing(text: str, opens: int) -> int:
    """Where the bracket closes that 其中 opens right behind an amount; 0 where there is none."""
    if text[opens] not in "(（":
        return 0
    return next((place for place in range(opens, len(text)) if text[place] in ")）"), 0)


def _is_paid(name: str) -> bool:
    """Whether an amount was spent; 支出预算 is what may be, 未支付 what is left."""
    return bool(_PAID.search(name)) and not _PLANNED.search(name) and not _UNPAID.search(name)


def _is_aside(name: str, *, spent: bool = False) -> bool:
    """Whether parts are not of an amount: of a change, or of what is left where they are ``spent``."""
    return bool(_is_change(name) or _COMPARED.search(name) or (spent and _LEFT.search(name)))


def _overlap(name: str, whole: str, *, near: bool) -> bool:
    """Whether the words of a part tell that it may share in the others: 其中办结5件、满意4件.

    总支出, 其中基本支出 speaks of the same thing in both; such parts may be some of many.
    """
    found = _OVERLAPPING.search(name)
    return found is not None and (found[0] not in whole or not near)


def _report_parts(
    sentence: Sentence,
    whole: Quantity,
    parts: Sequence[Quantity],
    computed: str,
    ledger: Ledger,
    *,
    certain: bool,
) -> None:
    listed = "＋".join(number_text(one.value) for one in parts)
    ledger.find(
        Kind.SUM if whole.is_money else Kind.COUNT,
        Severity.ERROR if certain else Severity.WARNING,
        sentence.at(whole),
        f"“{sentence.words(whole)}”与其中各部分不符：{listed}={computed}{whole.unit}。",
        rule="各部分之和等于合计",
        text=sentence.text,
        printed=sentence.words(whole),
        computed=f"{computed}{whole.unit}",
    )


def _of_the_last(sentence: Sentence, place: int, ledger: Ledger) -> None:
    """培训 1260 人次，为目标 1200 人次的 105%: the first over the second."""
    if place < 2:
        return
    part, whole, printed = sentence.quantities[place - 2 : place + 1]
    if not (part.is_exact and whole.is_exact and part.unit and _alike(part, whole)):
        return
    if part.is_rate or not _OF_ANOTHER.match(half_width(sentence.name(whole))):
        return
    verdict = of_rate(printed, part, whole)
    if verdict is None:
        return
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in (printed, part, whole)))
        return
    _report_rate(sentence, printed, verdict, (part, whole), ledger, certain=True)


def _of_named(sentence: Sentence, place: int, noun: str, ledger: Ledger) -> bool:
    """预算 20 万元，支出 18 万元，完成预算的 90 %: of what is named so before; whether there is such."""
    if not place:
        return False
    part, printed = sentence.quantities[place - 1], sentence.quantities[place]
    if part.is_rate or not part.unit or not part.is_exact:
        return False
    wholes = [
        one
        for one in sentence.quantities[: place - 1]
        if one.is_exact and _alike(one, part) and noun in sentence.name(one)
    ]
    if not wholes and noun == "预算" and _is_paid(sentence.name(part)):
        money = [one for one in sentence.quantities[: place - 1] if one.is_money and one.is_exact]
        wholes = money if len(money) == 1 and _GIVEN.search(sentence.name(money[0])) else []
    if not wholes or ("占" in sentence.name(printed) and len(wholes) > 1):
        return False
    verdict = of_rate(printed, part, wholes[-1])
    if verdict is None:
        return False
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in (printed, part, wholes[-1])))
    else:
        _report_rate(sentence, printed, verdict, (part, wholes[-1]), ledger, certain=True)
    return True


def _growth(sentence: Sentence, place: int, before: Sentence | None, ledger: Ledger) -> None:
    """支出 120 万元，比上年增加 20 万元，增长 20%; 由 4 小时缩短至 3 小时，缩短 25%."""
    printed = sentence.quantities[place]
    known = [one for one in sentence.quantities[:place] if one.is_exact and one.unit and not one.is_rate]
    earlier = [] if before is None else [one for one in before.quantities if one.is_exact and not one.is_rate]
    near = [one for one in known if one.start >= sentence.group(printed)]
    for now, then in permutations([*earlier, *near][-8:], 2):
        if _alike(now, then) and (verdict := of_growth(printed, now, then)) is not None and verdict.holds:
            ledger.agree(sentence.at(printed))
            _amount_of_change(sentence, near, now, then, ledger)
            return
    if _is_of_a_part(sentence, printed, known):
        return
    found = _base_in_brackets(sentence, printed, known) or _change_named(sentence, known)
    certain = found is not None
    if found is None:
        found = _change_of_the_last(sentence, known, earlier)
    if found is None:
        return
    change, then = found
    verdict = of_rate(printed, replace(change, value=abs(change.value)), then)
    if verdict is None:
        return
    if verdict.holds:
        ledger.agree(sentence.at(printed))
        return
    _report_rate(sentence, printed, verdict, (change, then), ledger, certain=certain)


def _base_in_brackets(
    sentence: Sentence, printed: Quantity, known: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """By how much something changed and from what, where brackets behind a rate tell the latter.

    增加 20 万元，增长 25%（2023 年支出 80 万元）.
    """
    bracketed = _BRACKETS.match(sentence.text, printed.end)
    if bracketed is None or not known or not _is_change(half_width(sentence.name(known[-1]))):
        return None
    inner = [one for one in sentence.quantities if printed.end < one.start and one.end < bracketed.end()]
    if len(inner) != 1 or not inner[0].is_exact or not _alike(inner[0], known[-1]) or not inner[0].value:
        return None
    return (known[-1], inner[0]) if _OF_LAST_YEAR.search(bracketed[0]) else None


def _change_named(sentence: Sentence, known: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """By how much something changed and from what, where the words right before a rate tell both."""
    if len(known) < 2:
        return None
    first, second = known[-2:]
    if not _alike(first, second):
        return None
    between = re.sub(r"\s", "", half_width(sentence.text[first.end : second.start]))
    year = _THAN_YEAR.search(between)
    behind = half_width(sentence.name(second))
    named = half_width(sentence.name(first))
    if _is_change(behind) and _is_of_the_year_before(named, between):
        return second, first  # 2022年甲，2023年较上年增加乙
    if _is_change(behind) and (_COMPARED.search(named) or (year is not None and year[1] in named)):
        return second, first  # 比上年的甲增加乙; 2019年甲，比2019年增加乙
    if _RISES_TO.search(behind) and len(between) < 12:  # 由甲增至乙
        return replace(second, value=second.value - first.base / second.factor), first
    if _COMPARED.search(between) and not _is_change(behind):  # 甲，比上年的乙
        return replace(first, value=first.value - second.base / first.factor), second
    if not _is_change(behind):
        return None
    if re.search("相比|比较", between):  # 与上年甲相比，增加乙
        return second, first
    if _COMPARED.search(between):  # 甲，比上年增加乙
        sign = 1 if _GROWN.search(behind) else -1
        then = replace(first, value=first.value - sign * second.base / first.factor)
        return (second, then) if then.value > 0 else None
    return None


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
    if change is None or change in (now, then) or not _alike(change, now):
        return
    if not _is_change(half_width(sentence.name(change))):
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


def _written_out(sentence: Sentence, ledger: Ledger) -> None:
    """在职58人/编制60人=96.67%: a quotient with its result."""
    for part, whole, printed in zip(
        sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False
    ):
        divided = half_width(sentence.text[part.end : whole.start]).strip()
        equals = half_width(sentence.text[whole.end : printed.end])
        if not (divided[:1] in ("/", "÷") and _alike(part, whole) and part.is_exact and whole.is_exact):
            continue
        if not printed.is_rate or not re.match(r"\s*(?:[×*]\s*100%)?\s*=", equals):
            continue
        verdict = of_rate(printed, part, whole)
        if verdict is not None and verdict.holds:
            ledger.agree(*(sentence.at(one) for one in (part, whole, printed)))
        elif verdict is not None:
            _report_rate(sentence, printed, verdict, (part, whole), ledger, certain=True)


def _change_of_the_last(
    sentence: Sentence, known: Sequence[Quantity], earlier: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """支出合计 120 万元。与上年相比，支出增加 20 万元: of the total that the sentence before begins with."""
    if len(known) != 1 or not earlier or not _alike(known[0], earlier[0]):
        return None
    name = half_width(sentence.name(known[0]))
    if not _is_change(name) or not re.search("比", sentence.text[: known[0].start]):
        return None
    sign = 1 if _GROWN.search(name) else -1
    then = replace(earlier[0], value=earlier[0].value - sign * known[0].base / earlier[0].factor)
    return (known[0], then) if then.value > 0 else None


def _sum_behind(sentence: Sentence, ledger: Ledger) -> None:
    """分别为 3 个、5 个和 7 个，合计 15 个: a total that follows its parts."""
    for place, whole in enumerate(sentence.quantities):
        if not whole.is_exact or not whole.unit or whole.is_rate or whole.sign:
            continue
        name = half_width(sentence.name(whole))
        if not (_SUMMED.match(name) or _SUMMED_AND_NAMED.match(name)):
            continue
        parts: list[Quantity] = []
        for one in reversed(sentence.quantities[:place]):
            if whole.is_money and not one.is_money and not one.is_rate:
                continue  # what was bought: 变压器一套18.8万元
            if not one.is_exact or not _alike(one, whole):
                break
            if not (_is_bracketed(sentence, one) or _EACH.search(sentence.name(one))):
                parts.insert(0, one)
        shared = sentence.text.rfind("分别", 0, whole.start)
        listed = [one for one in parts if one.start > shared >= 0]
        parts = listed or parts
        verdicts = [
            of_sum(whole, parts[-count:], rounded=whole.is_money) for count in range(2, len(parts) + 1)
        ]
        held = next((count for count, verdict in enumerate(verdicts, start=2) if verdict.holds), 0)
        if held:
            ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts[-held:]))
            _sum_in_brackets(sentence, whole, parts[-held:], ledger)
            continue
        if verdicts and listed:
            _report_parts(sentence, whole, parts, verdicts[-1].computed, ledger, certain=True)
        elif len(parts) > 2:
            sums = sum((one.base for one in parts), Decimal(0))
            if abs(sums - whole.base) * 4 <= whole.base:
                _report_parts(sentence, whole, parts, verdicts[-1].computed, ledger, certain=False)


def _is_bracketed(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a quantity stands in brackets, beside what it is a part of."""
    return any(found.start() < quantity.start < found.end() for found in _BRACKETS.finditer(sentence.text))


def _sum_in_brackets(sentence: Sentence, whole: Quantity, parts: Sequence[Quantity], ledger: Ledger) -> None:
    """甲30万元（其中设备20万元）、乙20万元（其中设备10万元），合计50万元（其中设备30万元）."""
    inner: list[Quantity] = []
    for one in (*parts, whole):
        bracket = _BRACKETS.match(sentence.text, one.end)
        within = [other for other in sentence.quantities if bracket and one.end < other.start < bracket.end()]
        if len(within) != 1 or not _alike(within[0], whole) or not within[0].is_exact:
            return
        inner.append(within[0])
    verdict = of_sum(inner[-1], inner[:-1], rounded=whole.is_money)
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in inner))
    else:
        _report_parts(sentence, inner[-1], inner[:-1], verdict.computed, ledger, certain=True)


def _sum_of_points(sentence: Sentence, ledger: Ledger) -> None:
    """决策得 19 分，过程得 18 分，总得分 37 分."""
    points = [one for one in sentence.quantities if one.unit == "分" and one.is_exact]
    whole = next((one for one in points if _ALL_POINTS.search(sentence.name(one))), None)
    if whole is None:
        return
    parts = [one for one in points if one.end < whole.start and _POINTS.search(sentence.name(one))]
    if len(parts) < 3:
        return
    verdict = of_sum(whole, parts, rounded=False)
    if verdict.holds:
        ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
        return
    listed = "＋".join(number_text(one.value) for one in parts)
    ledger.find(
        Kind.SCORE,
        Severity.ERROR,
        sentence.at(whole),
        f"“{sentence.words(whole)}”与各项得分不符：{listed}={verdict.computed}分。",
        rule="总分等于各项得分之和",
        text=sentence.text,
        printed=sentence.words(whole),
        computed=f"{verdict.computed}分",
    )


def _priced(sentence: Sentence, ledger: Ledger) -> None:
    """终端 29 台，单价 6000 元，合计 17.4 万元: a count at a price."""
    money = [one for one in sentence.quantities if one.is_money and one.is_exact]
    by_piece = [one for one in money if _PRICE.search(sentence.name(one))]
    prices = by_piece or [one for one in money if _PER_HEAD.search(sentence.name(one))]
    wholes = [one for one in money if one not in prices and _COST.search(sentence.name(one))]
    counts = [one for one in sentence.quantities if one.unit in _PIECES and one.is_exact]
    if not (len(prices) == len(wholes) == len(counts) == 1) or _BY_TIME.search(sentence.text):
        return
    (price,), (whole,), (pieces,) = prices, wholes, counts
    product = replace(price, value=price.value * pieces.value)
    verdict = of_sum(whole, (product,))
    if verdict.holds or abs(product.base - whole.base) <= price.half * pieces.value + whole.half:
        ledger.agree(*(sentence.at(one) for one in (price, whole, pieces)))
        return
    if not (by_piece or verdict.factor):
        return  # per head and month, or at several rates
    right = whole.base / pieces.value / price.factor
    ledger.find(
        Kind.UNIT if verdict.factor else Kind.SUM,
        Severity.ERROR if verdict.factor else Severity.WARNING,
        sentence.at(price),
        f"“{sentence.name(price)}{sentence.words(price)}”与数量、总价不符：{spelled(pieces)}×{spelled(price)}"
        f"不等于{spelled(whole)}{'，可能用错了单位' if verdict.factor else ''}。",
        rule="总价 = 数量 × 单价",
        text=sentence.text,
        printed=sentence.words(price),
        computed=f"{number_text(half_up(right, 6))}{price.unit}",
    )


def _balance(sentence: Sentence, ledger: Ledger) -> None:
    """安排 100 万元，支出 90 万元，结余 10 万元."""
    money = [one for one in sentence.quantities if one.is_money and one.is_exact and not one.sign]
    left = [one for one in money if _LEFT.search(sentence.name(one))]
    paid = [one for one in money if one not in left and _is_paid(sentence.name(one))]
    given = [one for one in money if one not in (*left, *paid) and _GIVEN.search(sentence.name(one))]
    if (len(left), len(paid), len(given), len(money)) != (1, 1, 1, 3) or left[0] is not money[-1]:
        return
    verdict = of_difference(left[0], given[0], paid[0])
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in money))
        return
    ledger.find(
        Kind.SUM,
        Severity.ERROR,
        sentence.at(left[0]),
        f"“{sentence.name(left[0])}{sentence.words(left[0])}”与前文数字不符："
        f"{spelled(given[0])}－{spelled(paid[0])}={verdict.computed}{left[0].unit}。",
        rule="结余 = 预算 − 支出",
        text=sentence.text,
        printed=sentence.words(left[0]),
        computed=f"{verdict.computed}{left[0].unit}",
    )


def _adjustment(sentence: Sentence, ledger: Ledger) -> None:
    """下达 111 万元，调减 40 万元，实际下达 71 万元."""
    money = [one for one in sentence.quantities if one.is_money and one.is_exact and not one.sign]
    changed = [one for one in money if re.search("调减|核减|调增|追加", sentence.name(one))]
    last = [one for one in money if _ADJUSTED.search(sentence.name(one))]
    if (len(changed), len(last)) != (1, 1) or last[0].end < changed[0].start:
        return
    given = [one for one in money if one.end <= changed[0].start and _GIVEN.search(sentence.name(one))]
    if not given or money.index(last[0]) - money.index(given[0]) > 2:
        return  # other sources stand between
    change = changed[0]
    if _LESS.search(sentence.name(change)):
        change = replace(change, value=-change.value)
    verdict = of_sum(last[0], (given[0], change))
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in (given[0], changed[0], last[0])))
        return
    ledger.find(
        Kind.SUM,
        Severity.WARNING,
        sentence.at(last[0]),
        f"“{sentence.name(last[0])}{sentence.words(last[0])}”与前文数字不符：{spelled(given[0])}"
        f"{'－' if change.value < 0 else '＋'}{spelled(changed[0])}={verdict.computed}{last[0].unit}。",
        rule="调整后的数等于调整前的数加减调整数",
        text=sentence.text,
        printed=sentence.words(last[0]),
        computed=f"{verdict.computed}{last[0].unit}",
    )


def _opening_and_added(sentence: Sentence, ledger: Ledger) -> None:
    """共 15 个，年初 8 个，年中增加 8 个: what there was and what was added make the total."""
    if _LESS.search(sentence.text):
        return
    counts = [
        one for one in sentence.quantities if one.is_exact and one.unit and not (one.is_rate or one.is_money)
    ]
    first = next((one for one in counts if "年初" in sentence.name(one)), None)
    added = next((one for one in counts if re.search("年中.*(增加|新增|追加)", sentence.name(one))), None)
    if first is None or added is None or first.unit != added.unit:
        return
    whole = next(
        (one for one in counts if one.unit == first.unit and re.search("共$|共计$", sentence.name(one))), None
    )
    if whole is None or whole in (first, added):
        return
    if of_sum(whole, (first, added), rounded=False).holds:
        ledger.agree(*(sentence.at(one) for one in (whole, first, added)))
        return
    _report_parts(
        sentence, whole, (first, added), number_text(first.value + added.value), ledger, certain=True
    )
