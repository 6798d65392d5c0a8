"""Sums in running text: parts of a stated total before and behind it, balances, adjustments, prices."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, pairwise, permutations, takewhile

from projects.money import half_up, number_text
from reports.checkup.arithmetic import Outcome, of_rate, of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import is_changed_over, miswriting
from reports.checkup.numbers import Quantity, chinese_number, half_width
from reports.checkup.prose.sentences import (
    BRACKETS,
    EACH,
    GIVEN,
    OPENS_PARTS,
    Sentence,
    is_alike,
    is_aside,
    is_paid,
)

_TOTAL = re.compile("共|总|合计")
_CLOSE, _FARTHEST = 6, 24
"""So many characters stand between a total and 其中; more where the parts are told to be of its kind."""
_AVERAGE = re.compile("平均|均值")
_OF_POINTS = re.compile("含|折算|按|得")
_OF_ANOTHER = re.compile("[;；。][一-鿿]")
"""Behind a semicolon a name of its own stands before what opens the parts."""
_CLAUSE = re.compile("[,，;；。:：]")
_MANY_PARTS, _SLIGHT = 4, 20
"""So many parts that are off by no more than a twentieth are likely all of them."""
_NEARLY = 10
"""Sources that come to the whole but for a tenth of it are all of them: what follows is spent."""
_OVERLAPPING = re.compile(
    "党员|办结|完成|整改|化解|新增|已|累计|满意(?!度)|合格|参加|执行|支出|使用(?!.*结余)|解决|处置|重点|优秀"
)
_KINDS = {
    "sex": re.compile("女|男"),
    "age": re.compile("岁|老年|未成年|儿童|青年|退休"),
    "learning": re.compile("研究生|硕士|博士|本科|大专|专科|学历|职称"),
    "health": re.compile("残疾|失能|重病|患病"),
    "need": re.compile("低保|脱贫|困难|贫困|特困|建档立卡"),
    "home": re.compile("寄宿|走读|留守"),
    "party": re.compile("党员|团员"),
}
"""By what persons are told apart; those of several kinds are the same persons."""
_PART_AND_ITS_PART = 2
_POINTS = re.compile("(?:得|得分|自评|评分)(?:为)?$")
_ALL_POINTS = re.compile("(?:总得分|总分|综合得分|自评得分|合计得分|总评分|合计|共计|共得)(?:为|是)?$")
_ALL_GOT = re.compile("全得|全部得|得满|得全分")
_CJK = re.compile("[\u4e00-\u9fff]")
_PER_HEAD = re.compile("(?:人均|户均|每人|每户)(?:补助|补贴|发放|标准)*(?:为|是|约)?$")
_OF_EACH = re.compile("每")
_COUNTED_TWICE = re.compile("(?:有|存在|含)重复|重复(?:计算|统计)|有交叉|同时实施")
_AMONG_OTHERS = re.compile(
    "[0-9][^,，。、0-9]{0,4}以(?P<way>[上下]).*[0-9][^,，。、0-9]{0,4}以(?P=way)|同时|重复"
)
_SHARED_ALIKE = re.compile("各自?(?:承担|负担|分担|占|出资|配套|补助|安排)")
"""省、县各承担25%即27.5万元 is a part twice."""
_PRICE = re.compile("(?:单价|均价|(?<!平均)每[台套件个辆块盏把张本份条幅间座处])(?:为|是|约)?$")
_COST = re.compile("(?:合计|共计|总计|共|总价|总额|总金额|金额|费用|支出|投入|花费)(?:为|是|达)?$")
_PIECES = frozenset("台套件个辆块盏把张本份条幅间座处组部人名户")
_BY_TIME = re.compile("每(?:人每)?(?:月|年|季|天|日)|个月|/")
_NAME_OF_COUNTED = re.compile("[\u4e00-\u9fff]{2,12}")
_SUMMED = re.compile("^[,，;；]?(?:合计|共计|总计|一共|共|总共)(?:为|达|达到)?$")
_ADDED = re.compile("[,，]?(?:再|另)?加(?!上年)上?")
_SUMMED_AND_NAMED = re.compile(
    "^[,，;；]?(?:(?:合计|共计|总计)[\u4e00-\u9fff]{2,8}|[\u4e00-\u9fff]{2,4}(?:合计|共计|总计))$"
)
_SHARE = re.compile("占[^,。;]{0,8}$")
_SO_MANY = re.compile(
    "^(?:这|上述|以上|前)?(?P<many>[两二三四五六七八九])[\u4e00-\u9fff]{1,3}(?:合计|共计|总计|之和|共)"
)
"""Of how many parts a total is: 两镇合计46户."""
_FEWEST_PARTS = 3
_IN_A_ROW = re.compile("[\u4e00-\u9fff]{0,8}(?:、|和|及|以及)[\u4e00-\u9fff]{0,6}")
_NOUN = re.compile("(?!和|及|以及)[\u4e00-\u9fff]{1,10}?(?=和|及|以及|[^\u4e00-\u9fff]|$)")
_PLACES = re.compile("(?:县|区|市|镇|乡|街道|村|社区|旗|中学|小学|幼儿园|高中|初中|医院|卫生院|卫生室|学校)$")
_SUMMANDS = frozenset("项类者笔块")
_OF_MANY = re.compile("税(?:收入)?(?:预计|累计|实际)*(?:完成|实现|为|达)?$")
"""There are more taxes than a text tells of."""
_REST = re.compile("其他|其它|其余|剩余")
_MADE_UP_OF = re.compile("由[^。；;]{2,60}(?:组成|构成)")
_LESS = re.compile("减少|调减|取消|核减|收回|压减|压缩|削减")
_CHANGED = re.compile(
    "调减|核减|调增|追加|压减|压缩|削减|收回|(?:年中|中期|执行中|期中|调整)(?:调整)?(?:增加|减少)"
)
_PAID_OF_IT = re.compile(
    "(?:已|均已|实际|目前|累计|全部)*(?:支出|支付|拨付|执行|使用|兑付|发放|到位)(?:资金|经费|金额)?(?:为|了)?"
)
_HANDED_ON = re.compile(
    "[\u4e00-\u9fff]{2,20}(?:资金|经费|补助|补贴|投资|预算|拨款)|[^。;:0-9]*(?:分[解配]|下[达拨]|拨付|安排|到位)[^。;:0-9]{0,6}[,。]?"
)
"""6800万元进行了分解，已全部下达到位，其中甲市…; 131万元补助资金，其中: what is told of the whole."""
_LEFT_OUT = re.compile("未|尚[余存需]|剩|[结节]余|结转")
_TAIL = 2
_HEADS = frozenset({"人", "名", "位", "人次", "户", "户次"})
"""Of these some may be in two groups or in none."""
_ADJUSTED = re.compile("实际(?:下达|安排|到位)|调整后|最终|全年预算")

_AVAILABLE = {
    "carried": re.compile(
        "(?:上年|年初|以前年度|期初|往年|[0-9]{4}年)[^,。;]{0,6}(?:结转|结余)[^,。;]{0,6}$"
    ),
    "whole": re.compile("可用|可支配|可使用|(?:资金|经费|预算)(?:总额|总计|合计|共计)|^(?:合计|共计|总计)"),
    "given": re.compile("本年|当年|年初预算|预算|安排|下达|拨款"),
}
"""What the words before the amounts that can be spent and before what makes them up tell."""


def check_parts(sentence: Sentence, opens: int, starts: int, ledger: Ledger) -> None:
    """共 15 个，其中甲 8 个、乙 7 个: the parts of a stated total add up to it."""
    asides = [found.span() for found in BRACKETS.finditer(sentence.text, 0, opens)]
    wholes = [
        one
        for one in sentence.quantities
        if one.end <= opens and not any(start < one.start < end for start, end in asides)
    ]
    between = sentence.text[wholes[-1].end : opens] if wholes else ""
    between = _MADE_UP_OF.sub("", BRACKETS.sub("", between))
    handed_on = bool(wholes) and wholes[-1].is_money and _HANDED_ON.fullmatch(half_width(between))
    far = len(between) > _CLOSE and not handed_on
    if not wholes or len(between) > _FARTHEST or (far and _CLAUSE.search(between)):
        return
    if _OF_ANOTHER.match(between):
        return  # 收入包括甲、上年结转乙；支出包括丙、丁
    if "分别" in sentence.text[opens:starts] and _CJK.search(sentence.text[wholes[-1].end : opens]):
        return  # what is shared out is named right before 分别为
    if closing := _closing(sentence.text, opens):
        inner = [one for one in sentence.quantities if one.start >= starts and one.end <= closing]
    else:
        inner = [one for one in sentence.quantities if one.start >= starts]
    inner = [one for one in inner if not _is_bracketed(sentence, one, since=starts)]
    spent = bool(inner) and is_paid(sentence.name(inner[0]))
    while wholes and (wholes[-1].is_rate or is_aside(sentence.name(wholes[-1]), spent=spent)):
        wholes.pop()  # 支出100万元，比上年增加20万元，增长25%，其中 is of the 100
    left = wholes[-1] if wholes and _LEFT_OUT.search(sentence.name(wholes[-1])) else None
    if left is not None and any(is_alike(one, left) and one.base > left.base for one in inner[:1]):
        wholes.pop()  # 资金45.66亿元，未分配0.32亿元。其中中央39.64亿元: of the whole
    if not wholes or not wholes[-1].is_exact or not wholes[-1].unit or wholes[-1].sign:
        return
    whole = wholes[-1]
    if whole.unit == "分" and _OF_POINTS.search(sentence.text):
        return  # 其中能力评估15分按98.58%折算14.79分; 合计100分（含预算执行10分）
    if _AVERAGE.search(sentence.name(whole)):
        return  # 平均分91.6分，其中最高96.8分、最低84.3分
    ends = _next_opening(sentence.text, starts)
    parts: list[Quantity] = []
    for one in inner:
        if one.end > ends or one.is_rate or _is_bound(one, whole) or _counts_in_name(sentence, one, whole):
            continue
        if not is_alike(one, whole) and sentence.text[one.end : one.end + 1] == "的":
            continue  # 路面宽3.5米的21.4公里
        if EACH.search(half_width(sentence.name(one))):
            continue  # 每镇30万元、12个镇计360万元
        if len(parts) > 1 and _LESS.search(sentence.name(one)):
            break
        if parts and not spent and _PAID_OF_IT.fullmatch(half_width(sentence.name(one))):
            continue  # 其中中央8万元，已支出8万元；省级3万元，已支出3万元
        if parts and is_aside(sentence.name(one)):
            continue  # 其中甲50万元，比上年增加10万元；乙30万元
        if not is_alike(one, whole) or not one.is_exact or _SUMMED.match(sentence.name(one)):
            break
        if parts and one.unit != parts[0].unit and not one.is_money:
            break
        parts.append(one)
    if not parts or (far and not _divide(sentence, parts, between)):
        return
    if _is_more_than_all(sentence, whole, parts[0], sentence.text[whole.end : starts]):
        _report_more(sentence, whole, parts[0], ledger)
        return
    if any(_hold_in_one_unit(sentence, whole, parts[:count], ledger) for count in range(2, len(parts) + 1)):
        return
    # 5个县区，其中4个县、1个区、1个县级市: that the first two are 5 is chance
    closed = len(parts) if _are_of_one_list(sentence, parts) else 2
    for count in range(closed, len(parts)):
        if of_sum(whole, parts[:count], rounded=whole.is_money).outcome is Outcome.AGREE:
            parts = parts[:count]  # what follows is of something else: 男5人、女3人，退休人员2人
            break
    first = [one for one in parts if sentence.group(one) == sentence.group(parts[0])]
    nearly = abs(sum((one.base for one in first), Decimal(0)) - whole.base) * _NEARLY <= whole.base
    lone = len(first) == 1 and len({sentence.group(one) for one in parts}) < len(parts)
    if (
        (whole.is_money and len(first) > 1 and nearly)
        or lone  # 其中寄宿生1860人；男生1900人、女生1720人
        or any(one.base > whole.base for one in parts)
    ):
        parts = first  # 共264户，其中竣工258户；鉴定住房520户
    sums = sum((one.base for one in parts), Decimal(0))
    if len(parts) == 1:
        if EACH.search(half_width(sentence.name(whole))) or is_aside(sentence.name(parts[0])):
            return  # 平均每期97人，其中取得证书213人: of all of them; 节约3万元，其中购置费减少8万元
        if sums > whole.base + parts[0].half + whole.half:
            _report_parts(sentence, whole, parts, number_text(parts[0].value), ledger, certain=False)
        return
    verdict = of_sum(whole, parts, rounded=whole.is_money)
    if verdict.outcome is Outcome.AGREE:
        ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
        return
    if sums == 2 * whole.base or any(one.base == whole.base for one in parts):
        return  # 产业类402万元，依次为180万元…: told once more; 36人，其中退役12人、大专以上36人
    if any(of_sum(one, parts).outcome is Outcome.AGREE for one in wholes if is_alike(one, whole)):
        return  # 预算100万元，支出90万元，其中中央60万元、省级40万元: of the budget
    if _COUNTED_TWICE.search(sentence.text, parts[-1].end):
        return  # 其中护岸198公里、清淤114公里（里程有重复）
    if _AMONG_OTHERS.search(sentence.text, starts, parts[-1].start):
        return  # 其中单价50万元以上6台，100万元以上3台; 甲库86篇、乙库31篇，同时被两库收录9篇
    if _are_of_all(wholes, parts) or _SHARED_ALIKE.search(sentence.text, opens, parts[-1].start):
        return
    names = [sentence.name(one).removeprefix("其中") or _behind(sentence, one) for one in parts]
    both_sexes = any("男" in name for name in names[:2]) and any("女" in name for name in names[:2])
    kinds = {_kinds_of(name) for name in names} - {frozenset()}
    if len(kinds) > 1 and not (both_sexes or whole.is_money):
        return  # 其中女性38人、本科51人: the same persons
    if _borne_out_by_rates(sentence, whole, parts):
        return
    near = abs(sums - whole.base) * (3 if len(parts) > 2 else 5) <= whole.base
    if any(_overlap(name, sentence.name(whole), near=near) for name in names):
        if _would_close(whole, parts):
            _report_parts(sentence, whole, parts, verdict.computed, ledger, certain=False)
        return
    if sums < whole.base and all(_OF_MANY.search(half_width(name)) for name in names):
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
    if ends < len(sentence.text) and sums < whole.base and not near:
        return  # parts of a part stand where the list would go on
    exhaustive = any(_REST.search(name) for name in names) or "分" in sentence.text[opens:starts]
    if (
        not exhaustive
        and sums * 2 < whole.base
        and sorted(verdict.computed) != sorted(number_text(whole.value))
    ):
        return  # some of many: 示范基地18个，其中国家级2个、省级6个
    if sentence.text[opens] == "。" and any(one.base > whole.base for one in parts):
        return  # of something that was told of before that
    stated = _TOTAL.search(sentence.name(whole)) is not None or whole.unit not in _HEADS
    _report_parts(sentence, whole, parts, verdict.computed, ledger, certain=exhaustive or (stated and near))


def _would_close(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether many amounts would come to a total but for one digit of one of them."""
    missing = whole.base - sum((one.base for one in parts), Decimal(0))
    if not whole.is_money or len(parts) < _MANY_PARTS or abs(missing) * _SLIGHT > whole.base:
        return False
    return any(miswriting(one, one.value + missing / one.factor) is not None for one in parts)


def check_parts_of_two_kinds(sentence: Sentence, opens: int, starts: int, ledger: Ledger) -> None:
    """6个项目1259万元，其中甲类4个、938万元，乙类2个、321万元: where the one adds up, so does the other."""
    told = [one for one in sentence.quantities if not _is_bracketed(sentence, one, since=starts)]
    wholes = [one for one in told if one.end <= opens and not one.is_rate][-_PART_AND_ITS_PART:]
    inner = [one for one in told if one.start >= starts]
    kinds = [[*inner[first::2]] for first in range(2)]
    if len(wholes) < len(kinds) or len(inner) % 2 or len(inner) < 2 * len(kinds):
        return
    every = (*wholes, *inner)
    if not all(one.is_exact and one.unit and not (one.is_rate or one.sign) for one in every):
        return
    if is_alike(*wholes) or not all(sentence.text[one.start].isdigit() for one in every):
        return  # 一期1920个、二期2360个
    if any(not is_alike(one, parts[0]) for parts in kinds for one in parts) or is_alike(inner[0], inner[1]):
        return
    pairs = [(whole, parts) for whole in wholes for parts in kinds if _are_counted_alike(whole, parts[0])]
    if len(pairs) != len(kinds) or any(is_aside(sentence.name(one)) for one in inner):
        return
    held = [(whole, parts, of_sum(whole, parts, rounded=whole.is_money)) for whole, parts in pairs]
    off = [one for one in held if not one[2].holds]
    for whole, parts, verdict in held:
        if verdict.holds:
            ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
    if len(off) == 1:
        ((whole, parts, verdict),) = off
        _report_parts(sentence, whole, parts, verdict.computed, ledger, certain=True)


def _are_counted_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of one kind; 个 and 项 count projects alike."""
    return is_alike(one, other) or {one.unit, other.unit} <= {"个", "项"}


def _next_opening(text: str, start: int) -> int:
    """Where the next list of parts opens behind a place, or the end; one in brackets is of a part alone."""
    spans = [(found.start(), found.end()) for found in BRACKETS.finditer(text, start)]
    opened = (found.start() for found in OPENS_PARTS.finditer(text, start))
    return min(
        (at for at in opened if not any(first <= at < last for first, last in spans)), default=len(text)
    )


def _is_more_than_all(sentence: Sentence, whole: Quantity, part: Quantity, between: str) -> bool:
    """Whether what is told right behind 其中 is more than all of it: 报名326人，其中合格387人."""
    of_each = EACH.search(half_width(sentence.text[: whole.start])) or _BY_TIME.search(sentence.text)
    counted = part.unit == whole.unit and not (part.is_money or part.unit == "分")
    right_behind = part.start - whole.end <= _FARTHEST and between.strip(",，;；:：(（ ") == "其中"
    return counted and right_behind and not of_each and part.value > whole.value


def _report_more(sentence: Sentence, whole: Quantity, part: Quantity, ledger: Ledger) -> None:
    """Enter a part that is more than all."""
    ledger.find(
        Kind.EXCEED,
        Severity.ERROR,
        sentence.at(part),
        f"“{sentence.name(part)}{sentence.words(part)}”大于“{sentence.words(whole)}”，部分不能多于总数。",
        rule="部分不大于总数",
        text=sentence.text,
        printed=sentence.words(part),
        computed=f"不大于{sentence.words(whole)}",
    )


def _are_of_all(wholes: Sequence[Quantity], parts: Sequence[Quantity]) -> bool:
    """Whether parts are of several amounts together: 首批8万元、次批12万元，其中中央15万元、省级5万元."""
    added = sum((one.base for one in parts), Decimal(0))
    alike = [*takewhile(lambda one: is_alike(one, parts[0]), reversed(wholes))]
    return added in accumulate(one.base for one in alike)


def _kinds_of(name: str) -> frozenset[str]:
    """By what a name tells persons apart: by sex, by age, by what they learnt."""
    return frozenset(kind for kind, words in _KINDS.items() if words.search(name))


def _borne_out_by_rates(sentence: Sentence, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether shares behind the parts tell that each is right: 其中脱贫村84个，占38.89%；通水205个，占94.91%.

    A share of the part before tells that the one is of the other: 其中困难人员310人，就业248人，就业率80%.
    """
    behind = [next((other for other in sentence.quantities if other.start >= one.end), None) for one in parts]
    shares = [
        [of_rate(rate, part, one) for one in (whole, *parts[:place][-1:])]
        for place, (part, rate) in enumerate(zip(parts, behind, strict=True))
        if rate is not None and rate.is_rate
    ]
    right = [any(one is not None and one.outcome is Outcome.AGREE for one in told) for told in shares]
    nested = len(shares) == 1 and len(parts) == _PART_AND_ITS_PART
    return all(right) and (len(right) == len(parts) or (nested and len(right) == 1))


def _are_of_one_list(sentence: Sentence, parts: Sequence[Quantity]) -> bool:
    """Whether counts of several kinds stand in one row, none a kind of another: 县、区、县级市.

    They are of places, or of things that are called alike: 数量指标、质量指标.
    """
    between = (half_width(sentence.text[one.end : other.start]) for one, other in pairwise(parts))
    names = [_kind_of(sentence, one) for one in parts]
    of_one_kind = all(_PLACES.search(name) for name in names) or len({name[-_TAIL:] for name in names}) == 1
    return (
        all(_IN_A_ROW.fullmatch(words) for words in between)
        and of_one_kind
        and not any(one.endswith(other) for one, other in permutations(names, 2))
    )


def _kind_of(sentence: Sentence, quantity: Quantity) -> str:
    """What a count is of by the word right behind it, or the one before it: 4个县, 县4个."""
    behind = _NOUN.match(sentence.text, quantity.end)
    named = half_width(sentence.name(quantity)).removeprefix("其中")
    return (behind[0] if behind else "") or named


def _hold_in_one_unit(sentence: Sentence, whole: Quantity, parts: Sequence[Quantity], ledger: Ledger) -> bool:
    """Whether 970万元，其中省级600万元、县级370元 add up once the one amount is read in the others' unit."""
    told = [whole, *parts]
    units = Counter(one.unit for one in told)
    odd = next((one for one in told if units[one.unit] == 1), None)
    if odd is None or len(units) != 2 or not whole.is_money or EACH.search(sentence.name(odd)):
        return False
    meant = [replace(one, unit=parts[0].unit if odd is whole else whole.unit) for one in told]
    if of_sum(meant[0], meant[1:]).outcome is not Outcome.AGREE:
        return False
    _report_unit(sentence, odd, spelled(meant[told.index(odd)]), ledger)
    return True


def _report_unit(sentence: Sentence, odd: Quantity, computed: str, ledger: Ledger) -> None:
    """Enter an amount that the sum of the parts shows to be printed in another unit."""
    ledger.find(
        Kind.UNIT,
        Severity.ERROR,
        sentence.at(odd),
        f"“{sentence.name(odd)}{sentence.words(odd)}”按各部分之和应为{computed}，可能用错了单位。",
        rule="同一处的金额用同一单位",
        text=sentence.text,
        printed=sentence.words(odd),
        computed=computed,
    )


def _is_bound(quantity: Quantity, whole: Quantity) -> bool:
    """Whether it only tells of whom a part is: 60周岁以上老年人203人, 80分以上的项目5个."""
    return not (quantity.is_exact or is_alike(quantity, whole))


def _divide(sentence: Sentence, parts: Sequence[Quantity], between: str) -> bool:
    """Whether parts divide what was counted farther before: 为45所学校更新设备，其中小学27所、中学15所."""
    endings = {re.sub("^其中|[有为是共]+$", "", sentence.name(one))[-1:] for one in parts}
    return len(parts) > 1 and len(endings) == 1 and endings.pop() in {*between} - {""}


def _counts_in_name(sentence: Sentence, one: Quantity, whole: Quantity) -> bool:
    """Whether a count belongs to the name of the part behind it: 9个文化站6.6万人次."""
    behind = next((other for other in sentence.quantities if other.start >= one.end), None)
    if behind is None or is_alike(one, whole) or not is_alike(behind, whole):
        return False
    return _NAME_OF_COUNTED.fullmatch(half_width(sentence.text[one.end : behind.start])) is not None


def check_unit_of_part(sentence: Sentence, ledger: Ledger) -> None:
    """支出58.5万元。养护34.4万元，修复22.02万元，标志20800万元: a part in 元 that is printed as 万元.

    Once it is read in the other unit the parts are a total that was told before, to its last digit.
    """
    money = [one for one in sentence.quantities if one.is_money and one.is_exact and not one.sign]
    told = [one for one in sentence.earlier if one.is_money]
    for since in range(2):
        wholes, parts = [*told, *money[:since]], money[since:]
        added = sum((one.base for one in parts), Decimal(0))
        if len(parts) < _FEWEST_PARTS or any(one.base == added for one in wholes):
            continue
        for part in parts:
            meant = {part.base.scaleb(power): unit for power, unit in ((-4, "元"), (4, "万元"))}
            right = next(
                (base for base in meant if any(one.base == added - part.base + base for one in wholes)), None
            )
            if right is None or meant[right] == part.unit or part.unit not in meant.values():
                continue
            _report_unit(sentence, part, f"{number_text(part.value)}{meant[right]}", ledger)
            return


def _behind(sentence: Sentence, quantity: Quantity) -> str:
    """The words behind a number that has none before it: 其中5人参加培训."""
    return re.split("[,，;；。、(（:：]", sentence.text[quantity.end :])[0]


def _closing(text: str, opens: int) -> int:
    """Where the bracket closes that 其中 opens right behind an amount; 0 where there is none."""
    if text[opens] not in "(（":
        return 0
    return next((place for place in range(opens, len(text)) if text[place] in ")）"), 0)


def _overlap(name: str, whole: str, *, near: bool) -> bool:
    """Whether the words of a part tell that it may share in the others: 其中办结5件、满意4件.

    总支出, 其中基本支出 speaks of the same thing in both, as 支付, 其中劳务支出 does; such parts may be some
    of many.
    """
    found = _OVERLAPPING.search(name)
    if found is None:
        return False
    same = found[0] in whole or (is_paid(whole) and is_paid(found[0]))
    return not same or not near


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


def check_sum_behind(sentence: Sentence, ledger: Ledger) -> None:
    """分别为 3 个、5 个和 7 个，合计 15 个: a total that follows its parts."""
    for place, whole in enumerate(sentence.quantities):
        if not whole.is_exact or not whole.unit or whole.is_rate or whole.sign:
            continue
        name = half_width(sentence.name(whole))
        if not (_SUMMED.match(name) or _SUMMED_AND_NAMED.match(name)):
            continue
        if _is_of_pieces(sentence.quantities[max(place - 2, 0) : place], whole):
            continue
        parts: list[Quantity] = []
        for one in reversed(sentence.quantities[:place]):
            if whole.is_money and not one.is_money and not one.is_rate:
                continue  # what was bought: 变压器一套18.8万元
            if one.is_rate and _SHARE.search(sentence.name(one)):
                continue  # 甲镇24户，占23.53%
            if not one.is_exact or not is_alike(one, whole):
                break
            if not (_is_bracketed(sentence, one) or EACH.search(sentence.name(one))):
                parts.insert(0, one)
        worked_out = [one for one in parts if half_width(sentence.text[: one.start]).rstrip().endswith("=")]
        parts = worked_out if len(worked_out) > 1 else parts  # 735人×850元=624750元，612人×300元=183600元
        shared = sentence.text.rfind("分别", 0, whole.start)
        since = [one for one in sentence.quantities[:place] if one.start > shared >= 0]
        if any(EACH.search(half_width(sentence.name(one))) for one in since):
            continue  # 标准分别为每公里1万元、5000元、3000元，共593万元
        listed = [one for one in parts if one.start > shared >= 0]
        parts = listed or parts
        if opening := _added_to(sentence, parts):
            _hold_with_what_was(sentence, whole, parts[opening - 1 :], ledger)
            continue
        verdicts = [
            of_sum(whole, parts[-count:], rounded=whole.is_money) for count in range(2, len(parts) + 1)
        ]
        named = _number_named(sentence, place)
        held = next((count for count, verdict in enumerate(verdicts, start=2) if verdict.holds), 0)
        if held:
            ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts[-held:]))
            _sum_in_brackets(sentence, whole, parts[-held:], ledger)
            continue
        if any(
            _hold_in_one_unit(sentence, whole, parts[-count:], ledger) for count in range(2, len(parts) + 1)
        ):
            continue
        if named > 1 and len(parts) >= named and (whole.is_money or parts[-1].unit == whole.unit):
            summed = parts[-named:]
            computed = of_sum(whole, summed).computed
            _report_parts(sentence, whole, summed, computed, ledger, certain=True)
        elif verdicts and listed:
            _report_parts(sentence, whole, parts, verdicts[-1].computed, ledger, certain=True)
        elif len(parts) > 2 and whole.unit != "分":  # points are held by those that were got
            sums = sum((one.base for one in parts), Decimal(0))
            if abs(sums - whole.base) * 4 <= whole.base:
                _report_parts(sentence, whole, parts, verdicts[-1].computed, ledger, certain=True)


def _added_to(sentence: Sentence, parts: Sequence[Quantity]) -> int:
    """The number of the part before which 加上 tells that all are added to what stands before; or 0."""
    opens = (number for number, one in enumerate(parts, start=1) if _ADDED.match(sentence.name(one)))
    return next(opens, 0)


def _hold_with_what_was(
    sentence: Sentence, whole: Quantity, parts: Sequence[Quantity], ledger: Ledger
) -> None:
    """收入完成 80 万元。加上补助 15 万元、结转 5 万元，收入总计 100 万元: with an amount told before."""
    own = (one for one in sentence.quantities if one.end <= parts[0].start and one.is_exact)
    before = [one for one in (*sentence.earlier, *own) if is_alike(one, whole)]
    if any(of_sum(whole, (one, *parts)).holds for one in before):
        ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
        return
    if not before or (before[1:] and not of_sum(before[0], before[1:]).holds):
        return  # what stands first is not all of what stands before
    together = [before[0], *parts]
    computed = of_sum(whole, together).computed
    _report_parts(sentence, whole, together, computed, ledger, certain=True)


def _number_named(sentence: Sentence, place: int) -> int:
    """Of how many amounts a total is by its own words: 两项合计1600万元; 0 where they do not tell."""
    if found := _SO_MANY.search(half_width(sentence.name(sentence.quantities[place]))):
        return chinese_number(found["many"]) or 0
    before = sentence.quantities[place - 1]
    tells = before.unit in _SUMMANDS and before.end + len(sentence.name(sentence.quantities[place])) == (
        sentence.quantities[place].start
    )
    return int(before.value) if place and tells and before.is_exact else 0


def _is_of_pieces(before: Sequence[Quantity], whole: Quantity) -> bool:
    """Whether a total is that of pieces at a price: 15块，每块1150元，共17250元."""
    if len(before) < 2 or not (before[1].is_money and whole.is_money):
        return False
    pieces, price = before
    return abs(pieces.value * price.base - whole.base) <= price.half * pieces.value + whole.half


def _is_bracketed(sentence: Sentence, quantity: Quantity, *, since: int = 0) -> bool:
    """Whether a quantity stands in brackets that open there or later, beside what it is a part of."""
    brackets = BRACKETS.finditer(sentence.text, since)
    return any(found.start() < quantity.start < found.end() for found in brackets)


def _sum_in_brackets(sentence: Sentence, whole: Quantity, parts: Sequence[Quantity], ledger: Ledger) -> None:
    """甲30万元（其中设备20万元）、乙20万元（其中设备10万元），合计50万元（其中设备30万元）."""
    inner: list[Quantity] = []
    for one in (*parts, whole):
        bracket = BRACKETS.match(sentence.text, one.end)
        within = [other for other in sentence.quantities if bracket and one.end < other.start < bracket.end()]
        if len(within) != 1 or not is_alike(within[0], whole) or not within[0].is_exact:
            return
        inner.append(within[0])
    verdict = of_sum(inner[-1], inner[:-1], rounded=whole.is_money)
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in inner))
    else:
        _report_parts(sentence, inner[-1], inner[:-1], verdict.computed, ledger, certain=True)


def check_sum_of_points(sentence: Sentence, ledger: Ledger) -> None:
    """决策得 19 分，过程得 18 分，总得分 37 分."""
    points = [one for one in sentence.quantities if one.unit == "分" and one.is_exact]
    whole = next((one for one in points if _ALL_POINTS.search(sentence.name(one))), None)
    if whole is None:
        return
    parts = [
        one
        for one in points
        if one.end < whole.start and _POINTS.search(sentence.name(one)) and not _is_bracketed(sentence, one)
    ]
    if len(parts) < 3 or any("各" in sentence.name(one) for one in parts) or _ALL_GOT.search(sentence.text):
        return  # 其余两项各得7.5分; 其余40分全得
    if any(_SUMMED.match(half_width(sentence.name(one))) for one in points if one is not whole):
        return  # 其中调解一项得9.64分，其余得40分，共49.64分
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


def check_priced(sentence: Sentence, ledger: Ledger) -> None:
    """终端 29 台，单价 6000 元，合计 17.4 万元: a count at a price."""
    money = [one for one in sentence.quantities if one.is_money and one.is_exact]
    by_piece = [one for one in money if _PRICE.search(sentence.name(one))]
    prices = by_piece or [one for one in money if _PER_HEAD.search(sentence.name(one))]
    wholes = [one for one in money if one not in prices and _COST.search(sentence.name(one))]
    counts = [one for one in sentence.quantities if one.unit in _PIECES and one.is_exact]
    if not (len(prices) == len(wholes) == len(counts) == 1) or _BY_TIME.search(sentence.text):
        return
    (price,), (whole,), (pieces,) = prices, wholes, counts
    before = next((one for one in reversed(sentence.quantities) if one.end <= price.start), pieces)
    if before is not pieces and not (before.is_money or before.is_rate):
        return  # 改造1200平方米，单价850元: of what is told right before it
    product = replace(price, value=price.value * pieces.value)
    verdict = of_sum(whole, (product,))
    others = (one for one in money if one is not price and one is not whole)
    turned = is_changed_over(*(str(int(one.base.scaleb(2))) for one in (product, whole)))
    if turned and _OF_EACH.search(sentence.name(price)):
        return  # as reports.checkup.prose.by_unit holds it
    for cost in () if turned else (whole, *others):
        if abs(product.base - cost.base) <= price.half * pieces.value + cost.half:
            ledger.agree(*(sentence.at(one) for one in (price, cost, pieces)))
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


def check_adjustment(sentence: Sentence, ledger: Ledger) -> None:
    """下达 111 万元，调减 40 万元，实际下达 71 万元."""
    money = [one for one in sentence.quantities if one.is_money and one.is_exact and not one.sign]
    money = _without_parts(sentence, money)
    changed = [one for one in money if _CHANGED.search(sentence.name(one))]
    last = [one for one in money if _ADJUSTED.search(sentence.name(one))]
    if (len(changed), len(last)) != (1, 1) or last[0].end < changed[0].start:
        return
    given = [one for one in money if one.end <= changed[0].start and GIVEN.search(sentence.name(one))]
    if not given or money.index(last[0]) - money.index(given[0]) > 2:
        return  # other sources stand between
    change = changed[0]
    if _LESS.search(sentence.name(change)):
        change = replace(change, value=-change.value)
    verdict = of_sum(last[0], (given[0], change))
    whole_numbers = all(one.places <= 0 and one.unit == last[0].unit for one in (given[0], change, last[0]))
    if verdict.outcome is Outcome.AGREE or (verdict.holds and not whole_numbers):
        ledger.agree(*(sentence.at(one) for one in (given[0], changed[0], last[0])))
        return
    ledger.find(
        Kind.SUM,
        Severity.ERROR,
        sentence.at(last[0]),
        f"“{sentence.name(last[0])}{sentence.words(last[0])}”与前文数字不符：{spelled(given[0])}"
        f"{'－' if change.value < 0 else '＋'}{spelled(changed[0])}={verdict.computed}{last[0].unit}。",
        rule="调整后的数等于调整前的数加减调整数",
        text=sentence.text,
        printed=sentence.words(last[0]),
        computed=f"{verdict.computed}{last[0].unit}",
    )


def check_carried_over_and_given(sentence: Sentence, ledger: Ledger) -> None:
    """上年结转 15 万元，本年预算 100 万元，可用资金 115 万元: what was left and given can be spent."""
    money = [one for one in sentence.quantities if one.is_money and one.is_exact and not one.sign]
    names = [half_width(sentence.name(one)) for one in money]
    if len(money) != len(_AVAILABLE) or is_aside("".join(names)):
        return
    roles = [next((role for role, said in _AVAILABLE.items() if said.search(name)), "") for name in names]
    if {*roles} != {*_AVAILABLE}:
        return
    told = dict(zip(roles, money, strict=True))
    whole, parts = told["whole"], (told["carried"], told["given"])
    verdict = of_sum(whole, parts)
    if verdict.outcome is Outcome.AGREE or (verdict.holds and any(one.places > 0 for one in money)):
        ledger.agree(*(sentence.at(one) for one in money))
    elif not (_is_bracketed(sentence, whole) or any(ledger.differs(sentence.at(one)) for one in money)):
        _report_parts(sentence, whole, parts, verdict.computed, ledger, certain=False)


def _without_parts(sentence: Sentence, money: list[Quantity]) -> list[Quantity]:
    """Leave out what an amount before it is made up of: 下达386万元，其中甲341万元、乙45万元."""
    for place, whole in enumerate(money):
        opened = OPENS_PARTS.match(BRACKETS.sub("", sentence.text[whole.end :]))
        for count in range(2, len(money) - place):
            parts = money[place + 1 : place + 1 + count]
            if opened is not None and of_sum(whole, parts).outcome is Outcome.AGREE:
                return money[: place + 1] + money[place + 1 + count :]
    return money


def check_opening_and_added(sentence: Sentence, ledger: Ledger) -> None:
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
