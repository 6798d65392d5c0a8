"""Parts that have sentences of their own, before or behind what they come to.

一是购置支出150万元。二是安装支出86.5万元。以上两项共计236.5万元; 受理860件。电话受理520件，网络受理340件.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from projects.money import number_text
from reports.checkup.arithmetic import Outcome, of_sum
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import miswriting
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import BRACKETS, COMPARED, EACH, Sentence, is_alike, is_change, is_paid

_SUMMANDS = frozenset("项类笔批块条个期者处")
_ABOVE = re.compile("(?:以上|上述|前述|这)$")
_SUMMED = re.compile("[\u4e00-\u9fff]{0,6}(?:共|合计|总计|累计)[\u4e00-\u9fff]{0,6}")
_SUMS_ABOVE = re.compile(
    "^(?:以上|上述|前述)(?:各[项类笔])?(?:资金|金额|经费|款项|收入|支出|投入)?(?:合计|共计|总计|共)(?:为)?$"
)
_HEADS_LIST = re.compile("^[一二三四五六七八九十]+、[^,。;]{0,6}(?:来源|构成|组成)[^,。;]{0,4}$")
_SERIES = (
    re.compile("[一二三四五六七八九]是"),
    re.compile("\\([一二三四五六七八九]\\)"),
    re.compile("第[一二三四五六七八九],"),
    re.compile("\\([1-9][0-9]?\\)"),
    re.compile("[1-9][0-9]?[.、](?![0-9])"),
)
_FIRST = re.compile("\\(?第?[一1]")
_TOTAL = re.compile("共|总|合计|全年|累计|预算|支出|安排|资金")
_NO_PART = re.compile("[较比](?!例)|上年|去年|同期|未|剩|结余|结转|预算|目标|计划|每|均|单价|累计")
_OVERLAPPING = re.compile(
    "党员|办结|完成|整改|化解|新增|已|满意|合格|参加|处置|解决|重点|优秀|涉及|惠及|回访"
)
_CHANGED = re.compile("(?:增[加长]|减少|下降|提高|降低)[了约]?$")
_FILLING = re.compile(
    "全年|年度|共|累计|总|项目|其中|实际|资金|情况|[0-9一二三四五六七八九年月日是为的]|本|各类"
)
_HALVES = (
    (re.compile("中央"), re.compile("地方")),
    (re.compile("城[市镇]"), re.compile("农村")),
)
"""By what words an amount has two parts and no third."""
_OF_BOTH = re.compile(
    "全[国省市县区州盟旗镇乡]|城乡|合计|共计|总计|本级|[()]|今年|上半年|[前一二三四]+季度|[0-9-]+月份?|[0-9]{4}年|,|:"
)
_FARTHEST = 6
"""So many sentences or paragraphs off may the parts stand."""
_NEXT = 2
"""So many sentences before two halves tells what they come to, at most."""
_LONGEST = 20
"""A list has no more parts."""
_FEWEST = 2
_NEAR, _ABOUT = 10, 4
"""What is off by more than a tenth is of something else; or by a fourth, where it is told to be the sum."""


def check_parts_told_apart(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """Hold sums against parts in other sentences where nothing was found at any of them yet."""
    for number, sentence in enumerate(sentences):
        for place, whole in enumerate(sentence.quantities):
            if not _is_plain(whole):
                continue
            if place and (count := _number_summed(sentence, place)):
                parts = _before(sentences, number, whole, count)
                _hold(sentence, whole, parts, _ABOUT, ledger)
            elif not place and _SUMS_ABOVE.match(half_width(sentence.name(whole))):
                _hold(sentence, whole, _right_above(sentences, number, whole), _ABOUT, ledger)
        if sentence.quantities:
            _hold_behind(sentences, number, ledger)
            _hold_halves(sentences, number, ledger)


def _is_plain(one: Quantity) -> bool:
    return (
        one.is_exact
        and bool(one.unit)
        and not (one.is_rate or one.sign)
        and one.value > 0
        and one.unit != "分"
    )


def _number_summed(sentence: Sentence, place: int) -> int:
    """How many parts a total is of by the words before it: 以上三项共计; 0 where they do not tell."""
    count, whole = sentence.quantities[place - 1 : place + 1]
    between = half_width(sentence.text[count.end : whole.start])
    before = half_width(sentence.text[: count.start])
    starts = not before.strip() or before.rstrip()[-1] in ",;。:" or _ABOVE.search(before)
    tells = count.unit in _SUMMANDS and count.is_exact and _SUMMED.fullmatch(between)
    others = [one for one in sentence.quantities[: place - 1] if is_alike(one, whole)]
    return int(count.value) if tells and starts and not others and count.value > 1 else 0


def _before(
    sentences: Sequence[Sentence], number: int, whole: Quantity, count: int
) -> list[tuple[Sentence, Quantity]]:
    """The amounts of the sentences before, where they are just so many."""
    parts: list[tuple[Sentence, Quantity]] = []
    for other in reversed(sentences[max(number - count - 1, 0) : number]):
        if not _is_near(sentences[number], other):
            break
        parts = [*((other, one) for one in other.quantities if is_alike(one, whole)), *parts]
        if len(parts) >= count:
            break
    return parts if len(parts) == count else []


def _right_above(
    sentences: Sequence[Sentence], number: int, whole: Quantity
) -> list[tuple[Sentence, Quantity]]:
    """The amounts of the lines right above that tell one each: 中央12万元 / 省级8万元 / 以上合计20万元."""
    parts: list[tuple[Sentence, Quantity]] = []
    for other in reversed(sentences[:number]):
        alike = [one for one in other.quantities if is_alike(one, whole) and _is_plain(one)]
        in_a_line = len(alike) == 1 and not other.start and _is_near(sentences[number], other)
        if not in_a_line or not _is_part(other, alike[0], half_width(sentences[number].name(whole))):
            break
        parts = [(other, alike[0]), *parts]
    return parts


def _is_near(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences stand in one cell, or in lines that are not far from each other."""
    if one.place.row >= 0:
        return one.place == other.place
    return other.place.row < 0 and abs(one.place.block - other.place.block) <= _FARTHEST


def _hold_behind(sentences: Sequence[Sentence], number: int, ledger: Ledger) -> None:
    """Hold the last amount of a sentence against the points, or the list, that follow it."""
    sentence = sentences[number]
    opens = sentence.text.find("其中") if "其中" in sentence.text else len(sentence.text)
    told = [one for one in sentence.quantities if _is_plain(one)]
    last = {one.unit: one for one in told if one.end <= opens}
    for whole in last.values():
        _hold_parts_behind(sentences, number, whole, opens, ledger)


def _hold_parts_behind(
    sentences: Sequence[Sentence], number: int, whole: Quantity, opens: int, ledger: Ledger
) -> None:
    sentence = sentences[number]
    told = [one for one in sentence.quantities if _is_plain(one)]
    if not _TOTAL.search(half_width(sentence.text[: whole.start])):
        return
    name = half_width(sentence.name(whole))
    if is_change(name) or COMPARED.search(name) or EACH.search(name):
        return
    points = [*_points(sentences, number, whole)]
    own = [(sentence, one) for one in told if one.start > opens and is_alike(one, whole)]
    parts = points or [*own, *_listed(sentences, number, whole)]
    if not points and all(half_width(at.name(one)) == name for at, one in parts):
        return  # 甲县:补助资金40万元; 乙县:补助资金22万元: it is one of them
    if len(parts) > len(own) and len(parts) >= _FEWEST and all(_is_part(at, one, name) for at, one in parts):
        _hold(sentence, whole, parts, _NEAR, ledger)


def _hold_halves(sentences: Sequence[Sentence], number: int, ledger: Ledger) -> None:
    """全国收入1155亿元。中央收入485亿元，地方收入670亿元: they are all of what is called as they are."""
    sentence = sentences[number]
    told = [one for one in sentence.quantities if _is_plain(one)]
    for one, other in pairwise(told):
        names = [half_width(sentence.name(each)) for each in (one, other)]
        halves = next(
            (pair for pair in _HALVES if all(w.search(n) for w, n in zip(pair, names, strict=True))), None
        )
        if halves is None or not is_alike(one, other):
            continue
        cores = {_OF_BOTH.sub("", word.sub("", name)) for word, name in zip(halves, names, strict=True)}
        if len(cores) > 1 or any(_CHANGED.search(name) or COMPARED.search(name) for name in names):
            continue
        (core,) = cores
        before = [(sentence, each) for each in told if each.end <= one.start]
        for near in sentences[max(number - _NEXT, 0) : number]:
            before = [*((near, each) for each in near.quantities if _is_plain(each)), *before]
        named = [
            (at, each)
            for at, each in before
            if is_alike(each, one) and _OF_BOTH.sub("", half_width(at.name(each))) == core and core
        ]
        if named and _is_near(sentence, named[-1][0]):
            _hold(*named[-1], [(sentence, one), (sentence, other)], _ABOUT, ledger)


def _points(
    sentences: Sequence[Sentence], number: int, whole: Quantity
) -> Iterator[tuple[Sentence, Quantity]]:
    """The only amount of each point of the series that begins right behind: 一是…。二是…。."""
    own = half_width(sentences[number].text).lstrip()
    series, last = None, sentences[number]
    for at, other in enumerate(sentences[number + 1 : number + 1 + _LONGEST]):
        text = half_width(other.text).lstrip()
        if not at and not other.quantities and _HEADS_LIST.match(text.rstrip(":")):
            continue
        if series is None:
            series = next((each for each in _SERIES if each.match(text)), None)
            if series is None or not _FIRST.match(text) or series.match(own):
                return
        alike = [one for one in _unbracketed(other) if is_alike(one, whole) and _is_plain(one)]
        if not _is_near(last, other):
            return
        last = other
        if at and any(each.match(text) for each in _SERIES if each is not series):
            if any(each.match(text) and each.match(own) for each in _SERIES):
                return  # the next of what the whole is one of
            continue  # it divides a point
        if not series.match(text):
            return
        if len(alike) != 1:
            return
        yield other, alike[0]


def _unbracketed(sentence: Sentence) -> list[Quantity]:
    """The amounts of a sentence but those in brackets: 本级资助130万元（其中100万元为专款）."""
    spans = [(found.start(), found.end()) for found in BRACKETS.finditer(sentence.text)]
    return [one for one in sentence.quantities if not any(start < one.start < end for start, end in spans)]


def _listed(
    sentences: Sequence[Sentence], number: int, whole: Quantity
) -> Iterator[tuple[Sentence, Quantity]]:
    """The amounts of the sentences right behind, each named with a word of what is the whole."""
    if any(series.match(half_width(sentences[number].text).lstrip()) for series in _SERIES):
        return  # it is a part itself
    words = _words(half_width(sentences[number].name(whole)))
    last = sentences[number]
    for other in sentences[number + 1 : number + 1 + _LONGEST]:
        alike = [one for one in other.quantities if is_alike(one, whole) and _is_plain(one)]
        named = all(words & _words(half_width(other.name(one))) for one in alike)
        if not alike or not named or not _is_near(last, other):
            return
        yield from ((other, one) for one in alike)
        last = other


def _words(name: str) -> set[str]:
    plain = _FILLING.sub(" ", name)
    return {one + other for one, other in pairwise(plain) if " " not in one + other}


def _is_part(sentence: Sentence, one: Quantity, whole: str) -> bool:
    name = half_width(sentence.name(one))
    overlaps = _OVERLAPPING.search(name)
    return not (_NO_PART.search(name) or _CHANGED.search(name) or (overlaps and overlaps[0] not in whole))


def _hold(
    sentence: Sentence, whole: Quantity, parts: Sequence[tuple[Sentence, Quantity]], near: int, ledger: Ledger
) -> None:
    amounts = [one for _sentence, one in parts]
    if len(amounts) < _FEWEST:
        return
    paid = {is_paid(half_width(at.name(one))) for at, one in parts}
    if len(paid) > 1 and not is_paid(half_width(sentence.name(whole))):
        return  # 预算80万元。支出72万元: what was given and what was spent of it
    verdict = of_sum(whole, amounts, rounded=whole.is_money)
    if verdict.outcome is Outcome.AGREE:
        ledger.agree(sentence.at(whole), *(at.at(one) for at, one in parts))
        return
    added = sum((one.base for one in amounts), Decimal(0))
    some = any(
        of_sum(whole, amounts[first:last], rounded=whole.is_money).holds
        for first, last in combinations(range(len(amounts) + 1), 2)
    )
    slip = len(amounts) > _FEWEST and miswriting(whole, added / whole.factor) is not None
    if verdict.holds or some or (abs(added - whole.base) * near > whole.base and not slip):
        return
    if any(place in ledger.doubted for place in (sentence.at(whole), *(at.at(one) for at, one in parts))):
        return
    listed = "＋".join(number_text(one.value) for one in amounts)
    ledger.find(
        Kind.SUM if whole.is_money else Kind.COUNT,
        Severity.WARNING,
        sentence.at(whole),
        f"“{sentence.words(whole)}”与文中所列各部分之和不符：{listed}={verdict.computed}{whole.unit}。",
        rule="各部分之和等于合计",
        text=sentence.text,
        printed=sentence.words(whole),
        computed=f"{verdict.computed}{whole.unit}",
    )
