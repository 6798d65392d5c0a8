"""The same thing told in two units: 支出1256800元（125.68万元）, 1250000公斤，折合1250吨."""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from projects.money import YUAN_IN, half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_SIZES: tuple[dict[str, Decimal], ...] = (
    {unit: Decimal(size) for unit, size in YUAN_IN.items()},
    {
        "吨": Decimal(1000),
        "公斤": Decimal(1),
        "千克": Decimal(1),
        "斤": Decimal("0.5"),
        "克": Decimal("0.001"),
    },
    {"公里": Decimal(1000), "千米": Decimal(1000), "米": Decimal(1), "厘米": Decimal("0.01")},
    {
        "平方公里": Decimal(1_000_000),
        "平方千米": Decimal(1_000_000),
        "公顷": Decimal(10_000),
        "亩": Decimal(2000) / 3,
        "平方米": Decimal(1),
        "㎡": Decimal(1),
    },
    {"千瓦时": Decimal(1), "度": Decimal(1)},
)
"""What one of each unit is in the smallest, by what is measured."""
_AGAIN = re.compile("(?:约?折合(?:为|成|人民币)?|约?合(?!计|同)|[即亦]|即为|换算[为成]|也就是)约?")
_IN_BRACKETS = re.compile("\\((?:约?折合|约?合|即)?(?:人民币)?约?")
_ENDS = re.compile("[,。;)]|$")
_CLOSES = re.compile("\\)")
_WIDE = re.compile("宽(?:度|约)?(?:为|是)?$")
_AREA = re.compile("[^,。;]{0,6}面积(?:合计|共|约)?(?:为|是|达)?")
_FEW = Decimal("0.001")
"""Offices take 亩 for 666平方米 or for 667."""
_ROUGH = Decimal("0.05")
_NEAR = 2
"""What is off by more than twice is of something else, unless it is so by noughts."""


def check_areas(sentences: Iterable[Sentence], ledger: Ledger) -> None:
    """长3.6公里，宽4.5米，面积16200平方米: so long and so wide is so much."""
    lengths, areas = _SIZES[2], _SIZES[3]
    for sentence in sentences:
        for long, wide, area in zip(
            sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False
        ):
            measured = long.unit in lengths and wide.unit in lengths and area.unit in areas
            named = [half_width(sentence.name(one)) for one in (long, wide, area)]
            if not measured or not all(one.is_exact and not one.sign for one in (long, wide, area)):
                continue
            if not ("长" in named[0] and _WIDE.search(named[1]) and _AREA.fullmatch(named[2])):
                continue
            meant = long.value * lengths[long.unit] * wide.value * lengths[wide.unit]
            half = [one.half / one.value for one in (long, wide)]
            slack = meant * sum(half, Decimal(0)) + area.half * areas[area.unit]
            if abs(area.value * areas[area.unit] - meant) <= max(slack, meant * _FEW):
                ledger.agree(*(sentence.at(one) for one in (long, wide, area)))
                continue
            computed = f"{number_text(half_up(meant / areas[area.unit], max(area.places, 2)))}{area.unit}"
            words = sentence.words(area)
            ledger.find(
                Kind.UNIT if _is_by_noughts(meant, area.value * areas[area.unit]) else Kind.SUM,
                Severity.ERROR,
                sentence.at(area),
                f"“{sentence.name(area)}{words}”与长、宽不符：{spelled(long)}×{spelled(wide)}={computed}。",
                rule="面积 = 长 × 宽",
                text=sentence.text,
                printed=words,
                computed=computed,
            )


def _is_by_noughts(meant: Decimal, said: Decimal) -> bool:
    return any(abs(said.scaleb(power) - meant) <= meant * _FEW for power in (-4, -2, -1, 1, 2, 4))


def check_conversions(sentences: Iterable[Sentence], ledger: Ledger) -> None:
    """What is told again in another unit right behind is as much as before."""
    for sentence in sentences:
        for one, other in pairwise(sentence.quantities):
            sizes = next((each for each in _SIZES if {one.unit, other.unit} <= {*each}), None)
            if sizes is None or not _is_again(sentence, one, other):
                continue
            meant, said = one.value * sizes[one.unit], other.value * sizes[other.unit]
            known = [ledger.is_known(sentence.at(each)) for each in (one, other)]
            if not (meant > 0 and said > 0) or all(known) or ledger.differs(sentence.at(other)):
                continue
            rough = _is_rough(sentence, one, other)
            if abs(meant - said) <= _slack(one, other, sizes, meant, rough=rough):
                ledger.agree(sentence.at(one), sentence.at(other))
            elif _is_meant(meant, said) and known[1]:  # the second is right by other figures
                _report(sentence, other, one, said / sizes[one.unit], ledger)
            elif _is_meant(meant, said):
                _report(sentence, one, other, meant / sizes[other.unit], ledger)


def _is_again(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """Whether an amount tells the one before it once more: in brackets in another unit, or by its words."""
    if one.until is not None or other.until is not None or one.sign or other.sign:
        return False
    text = half_width(sentence.text)
    between, behind = re.sub(r"\s", "", text[one.end : other.start]), text[other.end :].lstrip()
    if _IN_BRACKETS.fullmatch(between) and one.unit != other.unit:
        return _CLOSES.match(behind) is not None
    return bool(_AGAIN.fullmatch(between.lstrip(",(")) and _ENDS.match(behind))


def _is_rough(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    return one.approximate or other.approximate or "约" in sentence.text[one.end : other.start]


def _slack(
    one: Quantity, other: Quantity, sizes: dict[str, Decimal], meant: Decimal, *, rough: bool
) -> Decimal:
    """How far both may be apart that were rounded or cut off, each in its unit."""
    last = sum((sizes[each.unit].scaleb(-each.places) for each in (one, other)), Decimal(0))
    return max(last, meant * (_ROUGH if rough else _FEW))


def _is_meant(meant: Decimal, said: Decimal) -> bool:
    """Whether the second is nearly the first, or is the first but for noughts."""
    times = max(meant, said) / min(meant, said)
    noughts = abs(times.scaleb(-times.adjusted()) - 1) <= _FEW and times.adjusted() > 0
    return times <= _NEAR or noughts


def _report(sentence: Sentence, one: Quantity, other: Quantity, value: Decimal, ledger: Ledger) -> None:
    computed = f"{number_text(half_up(value, max(other.places, 2)))}{other.unit}"
    words = sentence.words(other)
    ledger.find(
        Kind.UNIT,
        Severity.WARNING if _is_rough(sentence, one, other) else Severity.ERROR,
        sentence.at(other),
        f"“{sentence.words(one)}”换算后应为{computed}，文中写“{words}”。",
        rule="同一数量换算后大小不变",
        text=sentence.text,
        printed=words,
        computed=computed,
    )
