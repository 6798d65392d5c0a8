"""What all have, of how many there are, how often and what each has: 培训5期，每期60人，共培训300人.

How many there are stands before or behind what each has, and need not stand beside it: 按每人每月500元、
120人、12个月计算. A year has twelve months where no others are told; prices of a list are added up.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, chinese_number, half_width
from reports.checkup.prose.derivations import as_money
from reports.checkup.prose.sentences import Sentence, is_alike

_EACH = re.compile(
    "每(?P<of>[\u4e00-\u9fff]{1,14}?)(?=每|$)"
    "|(?P<head>[人户亩村校班场期月年季日周台座])均"
    "|(?P<all>各)(?![类级项地部单镇乡村街县区方科社相界种行学大])"
    "|(?P<ton>吨)水(?:处理|运行)*成本"
)
"""What each is told of: 每个社区, 每人每月, 户均; 12个小区各安装8台."""
_SAYS_EACH = ("每", "均", "各", "月", "吨", "×", "*", "/")
_WAGE = re.compile("(?<!每)(?<!全)月(?:人均)?(?:工资|薪酬|补[助贴]|津贴|租金)(?:标准)?(?:为|是)?$")
"""25人，月工资4000元: of each, not of all."""
_PER = re.compile("/(?P<of>[\u4e00-\u9fff]{1,3})")
_PER_BEHIND = re.compile("[·./](?P<of>[月年天日次期])")
_TIMES_SIGN = re.compile(r"\s*[×*]\s*")
_WORKED_OUT = re.compile(r"\s*[×*÷/=≈+(-]")
_PERSONS = frozenset({"人", "名", "位", "人次"})
_ANY_PERSON = re.compile("[人名位生例]")
_MEASURE_OF = re.compile("(?:个|名|位|所|家|座|处|条|台|辆|间|户)(?=[\u4e00-\u9fff]{2})")
_SHORT = "村校班镇乡县区院所队组站社园馆店户街点"
"""What is told by one sign: 每校 of 15所学校, 每班 of 12个班."""
_SOME_TIMES = "(?P<many>[0-9]{1,3}|[一二三四五六七八九十两]{1,2})(?:个|整)?"
_NOT_SO_LONG = "(?![度级初末底内前均报租])"


@dataclass(frozen=True, slots=True)
class _Times:
    """How often something is done in a year, and how often at least and at most where that varies."""

    many: int
    least: int
    most: int

    @property
    def words(self) -> str:
        """The factor that it is in a formula; none for once."""
        return f"×{self.many}" if self.many > 1 else ""


_TIMES = {
    "季度": ("个?季度?", _Times(4, 4, 4)),
    "季": ("个?季度?", _Times(4, 4, 4)),
    "月": ("个月", _Times(12, 12, 12)),
    "年": ("年", _Times(1, 1, 1)),
    "周": ("周", _Times(52, 46, 53)),
    "天": ("[天日]", _Times(365, 200, 366)),
    "日": ("[天日]", _Times(365, 200, 366)),
}
"""Units of time that something may be told of, and how many of them a year has: of days, those of work."""
_OF_TIME = frozenset({"个月", "天"})
_EVERY_DAY = re.compile("污水|垃圾|供水|自来水|供热|供气|餐厨")
_NO_TIMES = re.compile("[时次]|学[年期]|星期|工作日|小时")
_YEAR = re.compile("全年|年度|当年|年(?:内|租金|支出|费用|工资|处理)")
_ALL = re.compile("共|累计|合计|总|全年|年处理|^计$")
_COST = re.compile(
    "投资|支出|投入|补[助贴]|奖[补金]|资金|金额|费|兑付|发放|支付|拨付|安排|资助|救助|造价|成本|工资"
)
_OTHER = re.compile(
    "其中|上年|去年|同期|同口径|计划|目标|预算|标准|单价|增|减|节约|结余|剩余|尚|未|另|较|比|不足|缺口|女|党员|老师|教师"
    "|教练|工作人员|满意|还|提高|降|至|到|超|少|原|不含|扣|应(?!支出|发放|补助)|拟|预计|需求|最|第|[每均各]"
)
_WITH_MORE = re.compile("社保|保险|公积金|[及和]")
"""全年工资及社保支出: of more than what each gets."""
_APART = re.compile("分别|另|不等|以上|以下|部分|取消|起(?:提高|调整)|调整为|提高[到至]|按实际|据实")
_NOT_SHARED_OUT = re.compile("最[高低多少]|上限|收入|增收|寿命|年龄|用时|时间|时长|里程")
_PLAIN = re.compile(
    "全年|年度|当年|[共总]计?|累计|合计|总额|金额|资金|经费|费用?|支出|支付|投入|拨付|发放|兑付|处理|完成|开展|组织|举办|召开|[两二三四五]年|合同|约?为|[的达、]"
)
"""Words of a total that do not tell what it is of."""
_PARTED = re.compile("[;；]")
_HALF = Decimal("0.5")
_POINTS = "分"
_LIST_OPENS = re.compile("[,;(]?(?:其中|包括)|[:(]")
_NEARLY = 10
"""A list that comes to the total but for a tenth of it is the whole of it."""
_SLIPS = (1, -1, 3, -3, 2, -2)
"""So many noughts may be too few or too many behind what all get."""
_NAMED = 2
"""So many signs name something."""


@dataclass(frozen=True, slots=True)
class _Share:
    """What each has, and how many there are; ``rounded`` is how far the figure of each may be off."""

    each: Quantity
    counts: tuple[Quantity, ...]
    times: tuple[_Times, ...]
    rounded: Decimal

    @property
    def many(self) -> Decimal:
        """How many there are."""
        value = Decimal(1)
        for count in self.counts:
            value *= count.value
        for often in self.times:
            value *= often.many
        return value

    @property
    def value(self) -> Decimal:
        """What all of them have together."""
        return as_money(self.each).base * self.many

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and the most that they may have."""
        counted = sum((one.half / one.value for one in self.counts), Decimal(0))
        slack = self.rounded * self.many + self.value * counted
        least = most = Decimal(1)
        for one in self.times:
            least, most = least * one.least / one.many, most * one.most / one.many
        return (self.value - slack) * least, (self.value + slack) * most

    @property
    def is_by_time(self) -> bool:
        """Whether it is told of times alone: 每月2.5万元."""
        return not self.counts

    @property
    def formula(self) -> str:
        """How it is worked out: 120人×500元×12."""
        counts = "×".join(spelled(one) for one in (*self.counts, self.each))
        return counts + "".join(one.words for one in self.times)


def check_multiplied(sentences: Iterable[Sentence], ledger: Ledger) -> None:
    """Hold totals against what each of so many has, one by one and all of a list together.

    Where something has been found at one of the figures, it is said already.
    """
    said = ledger.doubted
    for sentence in sentences:
        if any(one in sentence.text for one in _SAYS_EACH):
            _check(sentence, said, ledger)


def _check(sentence: Sentence, said: Container[Place], ledger: Ledger) -> None:
    plain = half_width(sentence.text)
    shares = [one for each in sentence.quantities if (one := _share(sentence, plain, each)) is not None]
    if not shares or _APART.search(plain):
        return
    start, held = 0, False
    for whole in _wholes(sentence, plain, shares):
        told = [one for one in shares if start <= one.each.start < whole.start and _are_alike(one, whole)]
        told = [one for one in told if not one.is_by_time or _is_of_the_same(sentence, plain, whole)]
        told = [one for one in told if _reaches(sentence, plain, one.each, whole)]
        if told:
            start, held = whole.end, True
        figures = [whole, *(each for one in told for each in (one.each, *one.counts))]
        if told and not any(sentence.at(one) in said for one in figures):
            _hold(sentence, told, whole, ledger)
    if not held and len(shares) > 1:
        _hold_list_behind(sentence, plain, shares, said, ledger)
    elif not held and not any(sentence.at(one) in said for one in sentence.quantities):
        _hold_before(sentence, plain, shares[0], ledger)


def _reaches(sentence: Sentence, plain: str, each: Quantity, whole: Quantity) -> bool:
    """Whether what follows may be all of what each has, not a part of it or what is told of something else.

    共1026人，每期57人。其中：甲班3期128人; 购书18.9万元（每册45元），活动16.5万元; 甲每米300元；乙支出3万元.
    """
    between = plain[each.end : whole.start]
    apart = _PARTED.search(between) or between.count(")") > between.count("(")
    return "其中" not in between and (not apart or _ALL.search(half_width(sentence.name(whole))) is not None)


def _hold(sentence: Sentence, told: Sequence[_Share], whole: Quantity, ledger: Ledger) -> None:
    """A total behind what each has: of all of a list, or of the last."""
    place = sentence.at(whole)
    if ledger.is_known(place):
        return
    added = sum((one.value for one in told), Decimal(0))
    bounds = [one.bounds for one in told]
    lowest = sum((low for low, _high in bounds), Decimal(0))
    bounds.append((lowest, sum((high for _low, high in bounds), Decimal(0))))
    last = told[-1]
    further = [
        last.value * one.value
        for one in sentence.quantities
        if one.unit and not (one.is_money or one.is_rate) and one not in (*last.counts, last.each)
    ]
    base, half = as_money(whole).base, as_money(whole).half
    if any(low - half <= base <= high + half for low, high in bounds):
        ledger.agree(place)
        return
    if any(abs(one - base) <= half for one in further):
        return
    slip = as_money(whole).is_money and any(
        low - half.scaleb(power) <= base.scaleb(power) <= high + half.scaleb(power)
        for low, high in bounds
        for power in _SLIPS
    )
    if not (slip or added < 2 * base < 4 * added):
        return
    if len(told) > 1 and (_are_of_the_same(told) or any(one.is_by_time for one in told)):
        return
    computed = f"{number_text(half_up(added / whole.factor, max(whole.places, 2)))}{whole.unit}"
    message = f"与数量和每项数不符：{'＋'.join(one.formula for one in told)}={computed}"
    _report(sentence, whole, message, computed, "总数 = 数量 × 每项数", ledger, slip=slip)


def _hold_list_behind(
    sentence: Sentence, plain: str, shares: Sequence[_Share], said: Container[Place], ledger: Ledger
) -> None:
    """A total before a list: 共发放19万元，其中甲类20户、每户0.5万元，乙类30户、每户0.3万元."""
    told = [one for one in sentence.quantities if one.end <= min(share.each.start for share in shares)]
    told = [one for one in told if all(_are_alike(share, one) for share in shares)]
    if len(told) != 1 or not _ALL.search(sentence.name(told[0])) or sentence.at(told[0]) in said:
        return
    base, added = as_money(told[0]).base, sum((one.value for one in shares), Decimal(0))
    if _LIST_OPENS.match(plain, told[0].end) and abs(base - added) * _NEARLY <= base:
        _hold(sentence, shares, told[0], ledger)


def _hold_before(sentence: Sentence, plain: str, share: _Share, ledger: Ledger) -> None:
    """A total before what each has: 全年处理7.3万吨，日均处理200吨."""
    place = sentence.at(share.each)
    if "均" in sentence.name(share.each) and not share.times:
        return  # as reports.checkup.prose.by_unit holds averages
    known = [
        one
        for one in sentence.quantities
        if _are_alike(share, one) and one is not share.each and one not in share.counts
    ]
    if len(known) != 1 or known[0].start > share.each.start or ledger.is_known(place):
        return
    (whole,) = known
    name = half_width(sentence.name(whole))
    if (
        not whole.is_exact
        or whole.sign
        or _OTHER.search(name)
        or _PARTED.search(plain[whole.end : share.each.start])
    ):
        return
    if not (_ALL.search(name) or (whole.is_money and _COST.search(name))):
        return
    base, half = as_money(whole).base, as_money(whole).half
    low, high = share.bounds
    if low - half <= base <= high + half:
        ledger.agree(place, sentence.at(whole))
    elif share.value < 2 * base < 4 * share.value:
        average = base / share.many / as_money(share.each).factor
        computed = f"{number_text(half_up(average, max(share.each.places, 2)))}{share.each.unit}"
        by = "".join(f"÷{spelled(one)}" for one in share.counts)
        by += "".join(f"÷{one.many}" for one in share.times)
        message = f"与总数、数量不符：{spelled(whole)}{by}={computed}"
        _report(sentence, share.each, message, computed, "每项数 = 总数 ÷ 数量", ledger)


def _report(
    sentence: Sentence,
    wrong: Quantity,
    message: str,
    computed: str,
    rule: str,
    ledger: Ledger,
    *,
    slip: bool = False,
) -> None:
    words = sentence.words(wrong)
    ledger.find(
        Kind.UNIT if slip else Kind.SUM if as_money(wrong).is_money else Kind.COUNT,
        Severity.ERROR if slip else Severity.WARNING,
        sentence.at(wrong),
        f"“{sentence.name(wrong).lstrip('×*')}{words}”{message}。",
        rule=rule,
        text=sentence.text,
        printed=words,
        computed=computed,
    )


def _is_of_the_same(sentence: Sentence, plain: str, whole: Quantity) -> bool:
    """Whether a total names nothing new: 全年租金16.2万元 behind 每月租金1.35万元, but not 全年水电3万元."""
    named = _PLAIN.sub("", half_width(sentence.name(whole)))
    before = plain[: whole.start - len(sentence.name(whole))]
    return len(named) < _NAMED or any(named[at : at + _NAMED] in before for at in range(len(named) - 1))


def _are_of_the_same(told: Sequence[_Share]) -> bool:
    """Whether two of a list are of the same count, so that they do not add up: 12期，每期60人，每期4天."""
    counts = [one.start for share in told for one in share.counts]
    return len(counts) != len({*counts})


def _wholes(sentence: Sentence, plain: str, shares: Sequence[_Share]) -> Iterator[Quantity]:
    """Yield what may be the total of what each has: told so, or right behind it."""
    used = {one.start for share in shares for one in (share.each, *share.counts)}
    last = -1
    for one in sentence.quantities:
        follows = last
        if one.unit and one.unit not in _OF_TIME:
            last = one.end if one.start in used else -1
        name = half_width(sentence.name(one))
        if one.start in used or not one.is_exact or one.sign or not one.unit or "/" in one.unit:
            continue
        told = _ALL.search(name) is not None
        if (
            _OTHER.search(name)
            or _WITH_MORE.search(name)
            or not (told or (follows > 0 and "(" not in plain[follows : one.start]))
        ):
            continue
        if told or not one.is_money or _COST.search(name):
            yield one


def _share(sentence: Sentence, plain: str, each: Quantity) -> _Share | None:
    """What each of so many has, where the sentence tells how many."""
    if not each.is_exact or each.sign or each.is_rate or each.unit in ("", _POINTS) or not each.value:
        return None
    name = half_width(sentence.name(each))
    if _NOT_SHARED_OUT.search(name) or _is_of_several(sentence, plain, each):
        return None
    counts: list[Quantity] = []
    times: list[_Times] = []
    for words in _told_of(plain, name, each):
        factor = _times(plain, words) if words[:1] in _TIMES else _counted(sentence, plain, each, words)
        if factor is None:
            return None
        if isinstance(factor, _Times):
            times.append(factor)
        else:
            counts.append(factor)
    if not counts and not times:
        return _by_sign(sentence, plain, each)
    if not counts and all(one.many == 1 for one in times):
        return None
    rounded = (as_money(each).half or _HALF) if "均" in name else Decimal(0)
    return _Share(each, tuple(counts), tuple(times), rounded)


def _is_of_several(sentence: Sentence, plain: str, each: Quantity) -> bool:
    """Whether another price stands right behind one, for others: 分两类，标准每户4万元、1.2万元."""
    behind = next((one for one in sentence.quantities if one.start >= each.end), None)
    return (
        behind is not None and is_alike(each, behind) and plain[each.end : behind.start] in ("、", "和", "/")
    )


def _told_of(plain: str, name: str, each: Quantity) -> list[str]:
    """What a figure is told of, one after the other: 人 and 月 of 每人每月500元; nothing of 各."""
    of = [found["of"] or found["head"] or found["ton"] or "" for found in _EACH.finditer(name)]
    of += [found["of"] for found in (_PER.search(each.unit), _PER_BEHIND.match(plain, each.end)) if found]
    if not _WAGE.search(name):
        return of
    return [*of, "月"] if of else ["人", "月"]


def _by_sign(sentence: Sentence, plain: str, each: Quantity) -> _Share | None:
    """10台×0.5万元, worked out no further."""
    at = sentence.quantities.index(each)
    count = sentence.quantities[at - 1] if at else None
    if (
        count is None
        or not (count.is_exact and count.unit and count.value)
        or count.is_money
        or count.is_rate
    ):
        return None
    signed = _TIMES_SIGN.fullmatch(plain[count.end : each.start])
    before = sentence.quantities[at - 2] if at > 1 else None
    chained = before is not None and _TIMES_SIGN.fullmatch(plain[before.end : count.start])
    if not signed or chained or _WORKED_OUT.match(plain, each.end):
        return None
    return _Share(each, (count,), (), Decimal(0))


def _times(plain: str, words: str) -> _Times | None:
    """How often: as the sentence tells, or as often as a year has it."""
    pattern, usual = _TIMES[words[:2] if words[:2] in _TIMES else words[:1]]
    told = {
        int(found["many"]) if found["many"].isdigit() else chinese_number(found["many"])
        for found in re.finditer(f"(?<![0-9.]){_SOME_TIMES}{pattern}{_NOT_SO_LONG}", plain)
    }
    if len(told) == 1 and (many := told.pop()):
        return _Times(many, many, many)
    if told or not (usual.many == 1 or _YEAR.search(plain)):
        return None
    if words[0] in "天日" and _EVERY_DAY.search(plain):
        return _Times(365, 365, 366)
    return usual


def _counted(sentence: Sentence, plain: str, each: Quantity, words: str) -> Quantity | None:
    """So many of what each is told of: right before or behind, or the only one of its group."""
    if _NO_TIMES.match(words):
        return None
    group = sentence.group(each)
    ends = _PARTED.search(plain, each.end)
    end = ends.start() if ends else len(plain)
    at = sentence.quantities.index(each)
    near = [*sentence.quantities[max(at - 1, 0) : at], *sentence.quantities[at + 1 : at + 2]]
    fitting = [
        one
        for one in sentence.quantities
        if one is not each and group <= one.start < end and _is_of(sentence, plain, one, words, each)
    ]
    beside = [one for one in near if one in fitting]
    if beside:
        return beside[0]
    before = near[0] if at else None
    if before is not None and any(one.unit == before.unit for one in fitting):
        return before  # 共6处，其中甲4处，每处补助35万元
    return fitting[0] if len(fitting) == 1 else None


def _is_of(sentence: Sentence, plain: str, count: Quantity, words: str, each: Quantity) -> bool:
    """Whether a count is of what each is told of: 12个社区 and 每个社区, 15所学校 and 每校."""
    if (
        not count.is_exact
        or count.sign
        or count.is_money
        or count.is_rate
        or not count.unit
        or not count.value
    ):
        return False
    if not words:  # 12个小区各安装充电桩8台
        return sentence.quantities.index(count) + 1 == sentence.quantities.index(each)
    name = half_width(sentence.name(count))
    if _OTHER.search(name):
        return False
    if _ANY_PERSON.match(words) and not words.startswith("人次"):
        return count.unit in _PERSONS - {"人次"}
    if count.unit != "个":
        unit = count.unit.removesuffix("次") if count.unit[:1] in "场班批" else count.unit
        if words.startswith(unit):
            return True
    behind = re.match("[\u4e00-\u9fff]{0,8}", plain[count.end :])
    noun = behind[0] if behind else ""
    if count.unit == "个" and words.startswith("个") and not noun:
        return True
    if words.startswith("车") and count.unit == "辆":
        return True
    bare = _MEASURE_OF.sub("", words, count=1) if _MEASURE_OF.match(words) else words
    if len(bare) > 1 and bare[:2] in noun:
        return True
    return bare[0] in _SHORT and (bare[0] in noun[:4] or name.endswith(bare[0]))


def _are_alike(share: _Share, whole: Quantity) -> bool:
    """Whether a total is of the kind of what each has: so many households, each visited so many 次, 户次."""
    each = share.each
    if is_alike(as_money(each), as_money(whole)) or {each.unit, whole.unit} <= _PERSONS:
        return True
    if f"{each.unit}次" == whole.unit:  # 2轮，每轮45家，共检查90家次
        return True
    units = {"人" if one.unit in _PERSONS else one.unit for one in share.counts}
    return each.unit == "次" and whole.unit in {f"{one}次" for one in units}
