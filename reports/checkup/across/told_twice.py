"""Counts of the same thing that differ: 养护绿地281公顷 where it is 312公顷 in two other places.

A count is known by the words that it stands between: what is named right behind its unit (16个老旧小区) or
right before it (改造老旧小区16个). That it stands alone, and that another number of the same stands at two
places or more, tells which is wrong; unless the words tell that it is of some only, or why they differ.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from reports.checkup.across.told_figures import SAYS_LITTLE, Told
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import half_width

_PERSONS = frozenset({"人", "名", "位"})
_POINTS = "百分点"
_THINGS = frozenset("家所座处支项条部台套辆张间栋幢")
"""What a form may count in 个 too."""
_BEHIND = re.compile('(?:\\([\u4e00-\u9fff]{1,3}\\))?的?[“"]?(?P<words>[\u4e00-\u9fff]{2,12})')
_NAME_ENDS = re.compile("(?<=..)[均都已在被为是因未经按与和及或并]")
_NO_NAME = re.compile("[全共于由有等中内外以从向对每]|分别|完成|计划")
_OF_WHOM = re.compile(
    "居民(?=[^,。;]{0,4}(?:医疗|医保|养老|保险))|职工|在职|退休|离休|城镇|农村|小学|初中|高中|幼儿"
)
_SAYS_LITTLE = re.compile("面积|里程|长度|情况|问题|产出|效益|质量")
_CLAUSE_ENDS = re.compile("[,。;:()]")
_SENTENCE_ENDS = re.compile("[。;]")
_OF_SOME = re.compile(
    "其中|其[他它]|[设现下]有|下设|下属|内设|所属|(?<!包)另|新增|其余|剩|余下|未|尚|仍|还有|增[加长至到]|减[少至]|超[过出额]|[较比][^例]|上年|去年|往年"
    "|专职|兼职|专业|年初|年末|抽|走访|每|分别|首批|第[一二三四]|扩|[仅只]|影响|试点|示范|重点|下一|拟|将|争取|[0-9]月|季度|半年|春季|秋季|至少|达标|合格"
    "|满意|[少多]"
)
_OF_SOME_BEHIND = re.compile(
    "[\u4e00-\u9fff]{0,8}(?:未|尚|仍|因|合格|达标|缺|低于|超过|没有|延|取消|转入|占|抽|结转|(?<!均)(?<!全部)(?<!都)按期)"
)
_OF_SEVERAL = re.compile(
    "[\u4e00-\u9fff](?:[与和及]|以及)[\u4e00-\u9fff]{2,}(?:合计|共计?|总计|一共|两项)[^,。;:]{0,4}$"
)
"""县道与乡道里程合计364.9公里 are not those of 乡道."""
_ASPECTS = re.compile("[大]?(?:方面|环节|维度|层面|阶段|步骤|板块|部分)")
"""扶持甲、乙以及社区活动五个方面: not so many activities."""
_COMPARED = re.compile(
    "(?:[成通合达办完开按][\u4e00-\u9fff]率|完成年?度?(?:目标|计划|任务))[^,。;0-9]{0,6}(?!100(?:\\.0+)?%)[0-9]|超额|超出"
)
"""What is held against a plan: that the plan is another number is told."""
_NEXT_COUNT = re.compile("(?<![0-9.])[0-9][0-9.,]*(?![0-9.,]*[%分])")
_PLANNED = re.compile("计划|目标|任务|拟|预计|应")
_DONE = re.compile("完成|实际|建成|已")
_NO_COUNT = re.compile("标准|单价|价格|均|率")
_LEAST = 2
_FARTHEST = 2
"""A number that is so many times as large is of something else."""
_TELLING, _WHOLE_NAME = 2, 4
"""So many characters are a name; so many tell by themselves what is meant, where both stand alone."""
_ONCE = 100
"""Another number of that size or more hardly stands anywhere else by chance."""
_MOST_CELLS, _MOST_ALIKE = 100, 150
"""Where more counts have a unit, it takes too long, and many are alike by chance."""


@dataclass(frozen=True, slots=True)
class _Count:
    """A count with the names right before and right behind it; one in a cell has its labels for names.

    ``planned`` tells that it was to be; one that is ``explained`` is of some, or is told to differ.
    """

    told: Told
    before: str = ""
    behind: str = ""
    planned: bool = False
    explained: bool = False

    @property
    def value(self) -> Decimal:
        return self.told.quantity.value


@dataclass(frozen=True, slots=True)
class _Fellow:
    """Another count of the same, and the name that they share."""

    count: _Count
    name: str


def check_told_twice(told: Sequence[Told], ledger: Ledger) -> None:
    """Find the counts that stand alone where the same thing is another number in other places."""
    figures = {one.place: one for one in reversed(told)}.values()
    counts = [one for one in figures if one.kind == "count"]
    in_cells = [one for one in counts if not (one.in_prose or _NO_COUNT.search(one.around))]
    groups: dict[str, list[_Count]] = defaultdict(list)
    for one in counts:
        # 26万元/公里 counts nothing, and by so many points anything may change
        counted = one.quantity.unit not in ("", _POINTS) and "/" not in one.quantity.unit
        if one.in_prose and counted and not (one.bound or one.another_year):
            groups[_unit(one)].append(_in_prose(one))
    standing: dict[tuple[int, int, int], set[tuple[str, Decimal]]] = defaultdict(set)
    for one in counts:
        if one.in_prose:
            standing[one.row].add((_unit(one), one.quantity.value))
    found: dict[tuple[int, int, int], list[tuple[Told, Told]]] = defaultdict(list)
    for unit, members in groups.items():
        if len(members) <= _MOST_ALIKE:
            units = ("", "个" if unit in _THINGS else "", unit)
            cells = [_Count(one, planned=one.planned is True) for one in in_cells if _unit(one) in units]
            beside = {row: {value for one, value in told if one == unit} for row, told in standing.items()}
            for wrong, right in _differing(members, cells, beside, ledger):
                found[wrong.row].append((wrong, right))
    for pairs in found.values():
        if len(pairs) == 1:  # a sentence with more of them is of something else
            _report(*pairs[0], ledger)


def _unit(one: Told) -> str:
    return "人" if one.quantity.unit in _PERSONS else one.quantity.unit


def _in_prose(one: Told) -> _Count:
    text = half_width(one.text)
    before, rest = text[: one.quantity.start], text[one.quantity.end :]
    found = _BEHIND.match(rest)
    words = _NAME_ENDS.split(found["words"])[0] if found is not None else ""
    clause, said = _CLAUSE_ENDS.split(before)[-1], _SENTENCE_ENDS.split(before)[-1]
    planned = _PLANNED.search(said) is not None and _DONE.search(clause) is None
    explained = (
        "其中" in said
        or clause.endswith("中")
        or _OF_SOME.search(clause)
        or _OF_SOME_BEHIND.match(rest)
        or _OF_SEVERAL.search(clause)
        or _ASPECTS.match(rest)
        or _COMPARED.search(_NEXT_COUNT.split(_SENTENCE_ENDS.split(rest)[0])[0])
    )
    return _Count(
        one,
        one.core,
        "" if _NO_NAME.match(words) else words,
        planned=planned or one.planned is True or one.in_plan,
        explained=bool(explained),
    )


def _differing(
    members: Sequence[_Count],
    cells: Sequence[_Count],
    standing: Mapping[tuple[int, int, int], set[Decimal]],
    ledger: Ledger,
) -> Iterator[tuple[Told, Told]]:
    """Yield the counts that stand alone, each with one of the others.

    ``standing`` are the counts in their unit that each sentence tells.
    """
    fellows = _fellows(members, cells)
    told = [one.value for one in (*members, *cells)]
    for one in members:
        known = ledger.is_agreed(one.told.place) or ledger.differs(one.told.place)
        if known or one.explained or (one.value >= _ONCE and told.count(one.value) > 1):
            continue
        others = _others(one, fellows[one.told.place])
        if others and not _is_told_apart(one, others, members, standing):
            meant = max(others, key=lambda each: len(each.name)).count.told
            yield one.told, meant


def _fellows(members: Sequence[_Count], cells: Sequence[_Count]) -> dict[Place, list[_Fellow]]:
    """What else counts nearly as many of the same, in other sentences and in the cells of tables."""
    found: dict[Place, list[_Fellow]] = defaultdict(list)
    for one, other in combinations(members, 2):
        if one.told.row == other.told.row or not _are_near(one.value, other.value):
            continue
        if _parts_of_all(one) != _parts_of_all(other):
            continue  # 居民医保参保, 全国参保
        if _tells(name := _shared(one, other)):
            found[one.told.place].append(_Fellow(other, name))
            found[other.told.place].append(_Fellow(one, name))
    for one in members:
        near = [cell for cell in cells if _are_near(one.value, cell.value)][:_MOST_CELLS]
        for cell in near:
            in_row = one.told.row[:2] == cell.told.row[:2]
            whole = cell.value == cell.value.to_integral_value() or one.value != one.value.to_integral_value()
            if whole and not in_row and _tells(name := _of_row(one, cell.told)):
                found[one.told.place].append(_Fellow(cell, name))
    return found


def _parts_of_all(one: _Count) -> frozenset[str]:
    """The words beside a count that tell of which part of all persons or places it is."""
    return frozenset(_OF_WHOM.findall(one.before + one.behind))


def _others(one: _Count, fellows: Sequence[_Fellow]) -> list[_Fellow]:
    """The counts of the same that are one other number, plan or not: several, or one with all its name."""
    values = {each.count.value for each in fellows if each.count.planned == one.planned}
    if len(values) > 1 and not one.planned:
        values -= {each.count.value for each in fellows if each.count.planned}
    if one.value < _LEAST or len(values) != 1 or one.value in {each.count.value for each in fellows}:
        return []
    (meant,) = values
    others = [each for each in fellows if each.count.value == meant]
    if len(others) > 1 or _is_sure(one, others[0]):
        return others
    return []


def _are_near(one: Decimal, other: Decimal) -> bool:
    return min(one, other) * _FARTHEST >= max(one, other)


def _is_sure(one: _Count, other: _Fellow) -> bool:
    """Whether the only other count has the whole name too: before this one, or as the label of a row."""
    count = other.count
    if len(_telling(other.name)) < _WHOLE_NAME or count.planned or one.planned or count.explained:
        return False
    if count.told.in_prose:  # two cells of one table are two tasks of a list
        listed = one.told.place.row >= 0 and count.told.place.block == one.told.place.block
        return count.told.place < one.told.place and not listed
    return other.name in count.told.labels


def _is_told_apart(
    one: _Count,
    others: Sequence[_Fellow],
    members: Sequence[_Count],
    standing: Mapping[tuple[int, int, int], set[Decimal]],
) -> bool:
    """Whether both stand in one sentence, here or elsewhere, or by how much they differ is told."""
    meant = others[0].count.value
    apart = abs(meant - one.value)
    rows = {each.count.told.row for each in others}
    if {meant, apart} & standing[one.told.row] or any(one.value in standing.get(row, ()) for row in rows):
        return True
    if any({meant, one.value} <= values for values in standing.values()):
        return True  # 2021年、2022年分别改造166万亩、167万亩 tells elsewhere that there are two
    differences = [each for each in members if each.value == apart]
    names = {each.name for each in others}
    return any(
        each.told.row in rows or any(name in each.before + each.behind for name in names)
        for each in differences
    )


def _shared(one: _Count, other: _Count) -> str:
    """The longest name that one stands right beside, and the other too or not far from it."""
    names = (
        _begun(one.behind, other.behind),
        _begun(one.before[::-1], other.before[::-1])[::-1],
        _named(one, (other.before, other.behind)),
        _named(other, (one.before, one.behind)),
    )
    return max(names, key=len)


def _of_row(one: _Count, cell: Told) -> str:
    """The longest name that a count shares with the labels of a row: 整治背街小巷（条）."""
    labels = [_Count(cell, label.removesuffix(one.told.quantity.unit)) for label in cell.labels]
    return max((_shared(one, label) for label in labels), key=len, default="")


def _begun(one: str, other: str) -> str:
    """What both begin with."""
    unlike = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return one[: next(unlike, min(len(one), len(other)))]


def _named(one: _Count, names: Sequence[str]) -> str:
    """The longest name right beside a count that other words hold: 小区 of 16个小区, in 改造老旧小区."""
    return max((name for name in _beside(one) if any(name in each for each in names)), key=len, default="")


def _beside(one: _Count) -> Iterator[str]:
    for length in range(_TELLING, len(one.behind) + 1):
        yield one.behind[:length]
    for length in range(_TELLING, len(one.before) + 1):
        yield one.before[-length:]


def _telling(name: str) -> str:
    return _SAYS_LITTLE.sub("", SAYS_LITTLE.sub("", name))


def _tells(name: str) -> bool:
    return len(_telling(name)) >= _TELLING


def _report(wrong: Told, right: Told, ledger: Ledger) -> None:
    shown, printed = right.printed.strip(), wrong.printed.strip()
    ledger.find(
        Kind.PROSE_VS_TABLE,
        Severity.WARNING,
        wrong.place,
        f"“{printed}”与他处同一事项的“{shown}”不一致，请核对。",
        rule="同一数据在各处应一致",
        text=wrong.text,
        printed=printed,
        computed=shown,
    )
