"""Which indicator of a form a figure of its goals or its report is of, though the words name it otherwise.

Few indicators of a form count in one unit, so that some characters of a name in common will do there:
完成烤烟种植2660亩 is of 烤烟种植面积 where no other indicator is measured in 亩.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.checkup.findings import Place
from reports.checkup.numbers import Quantity, half_width, in_unit, named_unit
from reports.checkup.prose.scope import is_apart
from reports.checkup.prose.sentences import BRACKETS, EACH, Sentence, is_alike, is_change, is_moved_to
from reports.checkup.tables.lines import lines_of, quantity_in
from reports.checkup.tables.sections import Meaning, Section

_ENDS = re.compile("[,;。:、(]")
_NO_WORDS = re.compile("[^\u4e00-\u9fff]")
_SAYS_LITTLE = re.compile(
    "指标|[0-9]{4}年度?|全年|本年度?|当年|年度|年内|截至|年底|年末|实际|共计|累计|已经|完成|项目|开展|组织|实施|情况|达到"
    "|数量|面积|长度|里程|[共已其中本了达为对的各及和与以上不低少于个是率]|目标|计划|任务"
)
_PLANNED = re.compile(
    "计划|目标|任务|年初|预期|预计|拟|力争|确保|应|原定|不少于|不低于|不超过|不高于|以上|以内|至少|[≥≤]"
)
_DONE = re.compile("(?<!计划)(?<!目标)(?<!任务)(?<!应)(?<!拟)(?:完成|建成|实现)|实际|达到?|已|竣工|共")
_AHEAD = re.compile("建议|下一步|今后|下年|明年|(?<!虚)拟|意向|十四五|修订|[近前]?[两三四五]年")
_OF_A_PART = re.compile("其中|包括|包含|其余|另有|剩余|[:(]$|除[^,。;]{1,12}外")
"""What stands between a whole and what is a part of it."""
_AMONG = re.compile("(?:中有?|各|每)$|其中|分别")
_NOT_THIS = re.compile(
    "[少多差缺超]$|每|其[他它]|部分|个别|差额|较|比|相当|占|合同|尚|未|现有|设有|(?<!本)辖(?!区)|上年|参[测加评训]|成功|合格|达标|优秀|后就业|满意$"
    "|回收|抽查|抽样|剩余|[×÷*/]$"
)
"""What tells, beside an indicator's own words, that a figure is of something else."""
_FROM_HERE = re.compile("^[^,;。]{0,8}(?:增|提|降|升|减|变|扩|压|缩|调)[^,;。0-9]{0,4}(?:到|至|为)")
"""Behind what something moved from: 抽查由520批次增加到600批次."""
_FROM = re.compile("[由从](?!于)")
_WITHIN = re.compile("^(?:中|以?内|[×÷*/])")
_FIELD = re.compile("[^,。;:]{2,16}方面,")
_IN_FACT = re.compile("^(?:全年|年末)?(?:实际|已)")
_OF_MONEY = re.compile("执行率|支出率|支付率|到位率|使用率|拨付率")
"""Rates that a document tells of many things."""
_OF_A_PLACE = re.compile("(?<![全我])(?:社区|街道|小区|片区|小学|中学|中心|分局|[镇乡村县市区校园院站馆所])$")
"""东园社区居民满意度 is not that of 居民满意度."""
_OF_NOTHING = (Meaning.SCORE, Meaning.WEIGHT, Meaning.SERIAL)
_PERSONS = frozenset({"人", "名", "位", "人次"})
_BEHIND = 16
"""So many characters behind a figure may tell what was counted."""
_BEFORE = 24
"""So many before a rate may tell what it is of."""
_FEWEST, _ENOUGH = 2, 4
"""So many characters name something where an indicator is alone in its unit, and where it is not."""
_OF_ONE, _OF_SEVERAL, _APART, _OF_RATE = 0.5, 0.6, 0.2, 0.7
"""So much of a name is to be said: of the only one, of one of several, more than of the next, of a rate."""
WELL_NAMED = 0.8
"""What says so much of a name may be about other things too."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator: its name and what that tells, what was to be, what was done, all figures of its cells."""

    name: str
    core: str
    target: Quantity | None
    done: Quantity | None
    place: Place
    figures: tuple[Quantity, ...]

    @property
    def values(self) -> list[Quantity]:
        """What was to be and what was done."""
        return [one for one in (self.target, self.done) if one is not None]


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of a sentence and the indicator that it is of; ``covered`` is how much of its name is said.

    ``planned`` tells whether it was to be or is.
    """

    sentence: Sentence
    quantity: Quantity
    row: IndicatorRow
    covered: float
    planned: bool

    @property
    def wanted(self) -> Quantity | None:
        """What the indicator has for it; what was to be where the form does not tell what was done."""
        return self.row.target if self.planned else self.row.done or self.row.target


def indicator_rows(section: Section) -> Iterator[IndicatorRow]:
    """Yield the indicators of a section whose target or result is a number."""
    measured = [one.index for one in section.columns if one.meaning not in _OF_NOTHING]
    for line in lines_of(section)[0]:
        name, unit = named_unit(line.name)
        unit = (line.unit.words if line.unit else "") or unit
        values = [quantity_in(slot) for slot in (line.target, line.actual)]
        values = [one and in_unit(one, unit) for one in values]
        unit = next((one.unit for one in reversed(values) if one is not None and one.unit), "")
        cell = line.actual or line.target
        if cell is None or not any(values):
            continue
        target, done = (one and replace(one, unit=one.unit or unit) for one in values)
        figures = tuple(
            replace(slot.figure, unit=slot.figure.unit or unit)
            for slot in dict.fromkeys(line.row.slots[one] for one in measured)
            if slot.figure is not None and slot is not line.target
        )
        yield IndicatorRow(name, _core(name).removesuffix(unit), target, done, cell.place, figures)


def claims(
    sentence: Sentence, rows: Sequence[IndicatorRow], year: int | None, *, in_goal: bool, in_cell: bool
) -> Iterator[Claim]:
    """Yield the figures of a sentence about the ``year`` that are of an indicator, each with it.

    Those ``in_goal`` are what was to be. A cell speaks of its form in few words: 维修14处、更换7.1千米.
    """
    last: Claim | None = None
    for quantity in sentence.quantities:
        if not quantity.unit or quantity.until is not None or quantity.value <= 0:
            continue
        if not _is_of_the_year(sentence, quantity, year):
            continue
        row, covered = _row_of(sentence, quantity, _measured_alike(rows, quantity), in_cell=in_cell)
        if row is None and last is not None and _goes_on(sentence, quantity, last):
            row, covered = last.row, last.covered
        if row is not None and not _is_of_another(row, half_width(sentence.name(quantity))):
            last = Claim(sentence, quantity, row, covered, in_goal or _is_planned(sentence, quantity))
            yield last


def _is_of_another(row: IndicatorRow, name: str) -> bool:
    """Whether words before a figure tell, beside those of an indicator, that it is of something else."""
    beside = name.replace(row.name, "").replace(row.core, "")
    whose = _core(name)
    return bool(
        _NOT_THIS.search(beside)
        or (whose.endswith(row.core) and _OF_A_PLACE.search(whose.removesuffix(row.core)))
    )


def is_same(one: Quantity, other: Quantity | None) -> bool:
    """Whether a figure of the text is that of a form, which may be rounded, and may not tell its unit."""
    if other is None or not (is_alike(one, other) or not other.unit or {one.unit, other.unit} <= _PERSONS):
        return False
    return abs(one.base - other.base) <= max(one.half, other.half)


def _core(words: str) -> str:
    """What tells something of some words: 烤烟种植 of 烤烟种植面积."""
    return _NO_WORDS.sub("", _SAYS_LITTLE.sub("", half_width(words))).removesuffix("数")


def _measured_alike(rows: Sequence[IndicatorRow], quantity: Quantity) -> list[IndicatorRow]:
    """The indicators that are measured as a quantity is; without any, those that do not tell how."""
    alike = [row for row in rows if any(is_alike(one, quantity) for one in row.values)]
    if not alike and quantity.unit in _PERSONS:
        alike = [row for row in rows if any(one.unit in _PERSONS for one in row.values)]
    if not alike and not quantity.is_money and not quantity.is_rate:
        alike = [row for row in rows if not any(one.unit for one in row.values)]
    return alike


def _is_of_the_year(sentence: Sentence, quantity: Quantity, year: int | None) -> bool:
    """Whether a figure is told as what is, or was to be, of the whole in the year of the document."""
    before = half_width(sentence.text[: quantity.start])
    group = before[sentence.group(quantity) :]
    name = half_width(sentence.name(quantity))
    behind = half_width(sentence.text[quantity.end :])
    plain = _FIELD.sub("", BRACKETS.sub("", before))
    if is_moved_to(name):
        plain = _FROM.split(plain)[0]
    if is_apart(plain, year, [plain]) or _AHEAD.search(before):
        return False
    wholes = [one for one in sentence.quantities if one.end <= quantity.start and is_alike(one, quantity)]
    if wholes and _OF_A_PART.search(group):
        return False
    of_others = EACH.search(name) or _AMONG.search(name) or _FROM.search(name)
    return not (of_others or _WITHIN.search(behind) or _FROM_HERE.search(behind))


def _row_of(
    sentence: Sentence, quantity: Quantity, alike: Sequence[IndicatorRow], *, in_cell: bool
) -> tuple[IndicatorRow | None, float]:
    """The only indicator that the words around a figure name, and how much of its name they say."""
    name = _name(sentence, quantity)
    alike = [row for row in alike if row.core and (not is_change(name) or is_change(row.name))]
    if quantity.is_rate or quantity.is_money:
        return _ends_with(alike, _core(name), _before(sentence, quantity))
    around = _around(sentence, quantity)
    ranked = _by_shared(alike, around)
    if not ranked:
        return None, 0
    (covered, shared, row), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0
    enough = covered >= (_OF_ONE if len(alike) == 1 else _OF_SEVERAL) and _is_of(row, _core(name), covered)
    if shared >= _FEWEST and enough and covered - second >= _APART:
        return row, covered
    short = [row for row in alike if len(around) >= _FEWEST and Counter(around) <= Counter(row.core)]
    if len(short) == 1 and (in_cell or len(around) >= _ENOUGH):
        return short[0], _OF_ONE
    return None, 0


def _is_of(row: IndicatorRow, name: str, covered: float) -> bool:
    """Whether words before a figure tell of little else where they do not say the whole name."""
    return covered >= WELL_NAMED or not name or _shared(row, name) * 2 > len(name)


def _ends_with(alike: Sequence[IndicatorRow], name: str, before: str) -> tuple[IndicatorRow | None, float]:
    """The only indicator whose name a rate has, or ends with, where the words before tell the rest.

    受理投诉1204件，按期办结1180件，办结率98.01% of 投诉按期办结率.
    """
    if len(name) < _FEWEST:
        return None, 0
    alike = [row for row in alike if not _OF_MONEY.search(row.name)]
    exact = {row.core: row for row in alike if name.endswith(row.core)}
    if exact:
        return (next(iter(exact.values())), 1) if len(exact) == 1 else (None, 0)
    short = [row for row in alike if row.core.endswith(name)]
    told = [row for row in short if _shared(row, before) >= _OF_RATE * len(row.core)]
    return (told[0], _OF_RATE) if len(told) == len(short) == 1 else (None, 0)


def _by_shared(alike: Sequence[IndicatorRow], words: str) -> list[tuple[float, int, IndicatorRow]]:
    """Each indicator with how much of its name the words share, the most first."""
    shared = [(_shared(row, words), row) for row in alike]
    ranked = [(number / len(row.core), number, row) for number, row in shared]
    return sorted(ranked, key=lambda one: one[:2], reverse=True)


def _shared(row: IndicatorRow, words: str) -> int:
    return (Counter(words) & Counter(row.core)).total()


def _around(sentence: Sentence, quantity: Quantity) -> str:
    """What the words before and behind a figure tell, down to the next mark or figure.

    Where they say nothing the clause before does: 资助困难学生，全年不少于1800人次.
    """
    behind = half_width(sentence.text[quantity.end :])
    following = min((one.start for one in sentence.quantities if one.start >= quantity.end), default=None)
    if following is not None:
        behind = behind[: following - quantity.end]
    around = _core(_name(sentence, quantity)) + _core(_ENDS.split(behind)[0][:_BEHIND])
    last = max((one.end for one in sentence.quantities if one.end <= quantity.start), default=0)
    return around or _core(sentence.text[max(last, sentence.group(quantity)) : quantity.start])


def _name(sentence: Sentence, quantity: Quantity) -> str:
    """The words before a figure, or before the one that it moved from: 漏损率由13.4%降至9.8%."""
    name = half_width(sentence.name(quantity))
    before = [one for one in sentence.quantities if one.end <= quantity.start]
    if before and is_moved_to(name):
        named, *moved = _FROM.split(half_width(sentence.name(before[-1])))
        return named if moved else name
    return name


def _before(sentence: Sentence, quantity: Quantity) -> str:
    """What the words tell that stand farther before a figure."""
    return _core(sentence.text[sentence.group(quantity) : quantity.start][-_BEFORE:])


def _goes_on(sentence: Sentence, quantity: Quantity, last: Claim) -> bool:
    """Whether a figure is of the indicator of the one before: 计划维修22家，实际维修21家."""
    name = half_width(sentence.name(quantity))
    if quantity.unit != last.quantity.unit or sentence.group(quantity) > last.quantity.start:
        return False
    return bool(_IN_FACT.match(name)) and Counter(_core(name)) <= Counter(last.row.core)


def _is_planned(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the last that the words tell is what was to be, not what is."""
    told = half_width(sentence.text[: quantity.end])
    planned = [one.start() for one in _PLANNED.finditer(told)]
    done = [one.start() for one in _DONE.finditer(told[: quantity.start])]
    return bool(quantity.sign) or max(planned, default=-1) > max(done, default=-1)
