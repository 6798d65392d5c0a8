"""Counts of places in words, held against the table that lists them: 6个县（区） beside five rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import chinese_number, half_width
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.tables.sections import Meaning, Section
from reports.checkup.wording.passages import around

_NOUN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:\([\u4e00-\u9fff]{1,4}\))?")
_NO_NOUN = re.compile("项目|指标|内容|类别|名称|科目|年|月|用途|单位|合计|资金|经费|分类|支出|任务")
_REST = re.compile("其他|其它|其余|等")
_SOME = re.compile("其中|(?<!共)有|另|余|抽|查|走访|对|示范|重点|试点|新增|每|前|剩|完成|^在|未|已|至少|除")
_KIND = re.compile("^(?P<of>[\u4e00-\u9fff]{2,6})(?:类别|种类|类型|分类)$")
_ALL = "(?:的?(?:工程|项目))?(?:全部|均|都)"
"""What is said of all of them cannot be said of more than there are."""
_OF_A_PLACE = re.compile("全[县市区镇乡省州旗]|辖|现有|共有|原有")
_BEHIND = r"(?=[,。;、:()]|$|以及|和|中|均|都|全部|共|按|具体|负责|承担|参与)"
_COUNT = "(?<![0-9.第近约一二三四五六七八九十])(?P<number>[0-9]{1,3}|[两一二三四五六七八九十]{1,3})"
_MEASURE, _MEASURE_OF_KINDS = "[个所家座]", "[类种]"
_FEWEST = 3
_LEAST = 2
_FARTHEST = 2
_NAMES_THINGS = re.compile("^(?:设备|器材|器械|仪器|物资|农机|农机具|车辆|家具|图书|设施)(?:名称)?$")
_QUANTITY = re.compile(
    r"^(?:采购|购置|实际|中标|完成)?(?:数量|[台套件辆]数)(?:\((?P<unit>[\u4e00-\u9fff]{1,2})\))?$"
)
_NEAR = 5
"""A count of things that is off by a fifth of them at most is of all of them."""


def nouns_listed(section: Section) -> Iterable[tuple[str, int]]:
    """Yield what the rows of a section are, by their heading or by how they end, and how many.

    A pattern of the measure word and the noun: 5个县, 5类补贴.
    """
    named = [one for one in section.columns if one.meaning is not Meaning.SERIAL]
    stub = next((one for one in named if _holds_names(section, one.index)), None)
    if stub is None:
        return
    rows = [row for row in section.rows if not (row.is_total or row.is_subtotal or row.is_part)]
    names = {name for row in rows if (name := row.slots[stub.index].words)}
    if any(_REST.search(name) for name in names):
        return
    head = re.sub("名称$", "", half_width(stub.name))
    if _NOUN.fullmatch(head) and not _NO_NOUN.search(head) and len(names) >= _FEWEST:
        yield _MEASURE + re.escape(head), len(names)
    kind = _KIND.match(head)
    if kind and not _NO_NOUN.search(kind["of"]) and len(rows) == len(names) >= _FEWEST:
        yield _MEASURE_OF_KINDS + kind["of"], len(names)
    for ending in {name[-length:] for name in names for length in (3, 4) if len(name) > length}:
        listed = sum(name.endswith(ending) for name in names)
        if listed >= _FEWEST and _NOUN.fullmatch(ending):
            yield _MEASURE + ending, listed


def _holds_names(section: Section, index: int) -> bool:
    cells = [row.slots[index] for row in section.rows]
    return bool(cells) and all(slot.figure is None for slot in cells)


def check_listed(
    texts: Sequence[tuple[str, Place]], sections: Iterable[Section], year: int | None, ledger: Ledger
) -> None:
    """So many places are told of as the table lists; where any count is the table's, others are of some."""
    counts: dict[str, set[int]] = {}
    for section in sections:
        for noun, rows in nouns_listed(section):
            counts.setdefault(noun, set()).add(rows)
    for noun, listed in counts.items():
        claims = [
            (text, place, found)
            for text, place in texts
            for found in re.finditer(f"{_COUNT}{noun}(?:(?P<all>(?={_ALL}))|{_BEHIND})", half_width(text))
            if not _is_of_some(found, year) and not (found["all"] is not None and _of_a_place(found))
        ]
        numbers = {_number(found["number"]) for _text, _place, found in claims}
        if len(listed) == 1 and not numbers & listed:
            for text, place, found in claims[:1]:
                if _is_near(found, min(listed)):
                    _differs(text, place, found, min(listed), ledger)
        elif len(listed) == 1:
            for text, place, found in claims:
                more = (_number(found["number"]) or 0) > min(listed)
                if found["all"] is not None and more and _is_near(found, min(listed)):
                    _differs(text, place, found, min(listed), ledger)


def things_listed(section: Section) -> Iterable[tuple[str, str, int]]:
    """Yield what things a section lists, in what unit, and how many its total counts: 设备, 台, 33."""
    stub = next((one for one in section.columns if _NAMES_THINGS.search(half_width(one.title))), None)
    whole = [row for row in section.rows if row.is_total]
    if stub is None or len(whole) != 1:
        return
    noun = re.sub("名称$", "", half_width(stub.title))
    unit = section.one(Meaning.UNIT)
    rows = [row for row in section.rows if not (row.is_total or row.is_subtotal or row.is_part)]
    for column in section.columns:
        found = _QUANTITY.match(half_width(column.title))
        total = whole[0].slots[column.index].figure
        if found is None or total is None or total.is_rate or total.places > 0:
            continue
        units = {found["unit"]} if found["unit"] else {row.slots[unit.index].words for row in rows if unit}
        if len(units) == 1 and (one := units.pop()):
            yield noun, one, int(total.value)


def check_things(
    texts: Sequence[tuple[str, Place]], sections: Iterable[Section], year: int | None, ledger: Ledger
) -> None:
    """购置设备共31台: as many as the total of the only table that lists them, if not another claim is."""
    known: dict[tuple[str, str], set[int]] = {}
    for section in sections:
        for noun, unit, total in things_listed(section):
            known.setdefault((noun, unit), set()).add(total)
    for (noun, unit), totals in known.items():
        counted = f"(?<![0-9.第近约])(?P<number>[0-9]{{1,5}}){unit}(?:\\([^()]{{1,3}}\\))?"
        behind, before = f"{noun}(?:共计?|合计|总计|总数)?{counted}{_BEHIND}", f"{counted}{noun}"
        claims = [
            (text, place, found)
            for text, place in texts
            for pattern in (behind, before)
            for found in re.finditer(pattern, half_width(text))
            if not _is_of_some(found, year)
        ]
        numbers = {int(found["number"]) for _text, _place, found in claims}
        if len(totals) != 1 or numbers & totals:
            continue
        total = min(totals)
        for text, place, found in claims[:1]:
            if abs(int(found["number"]) - total) * _NEAR <= total:
                _differs(text, place, found, total, ledger, measure=unit)


def _differs(
    text: str, place: Place, found: re.Match[str], listed: int, ledger: Ledger, *, measure: str = "个"
) -> None:
    words = text[found.start() : found.end()]
    ledger.find(
        Kind.COUNT,
        Severity.WARNING,
        replace(place, start=found.start()),
        f"文中写“{words}”，表中所列为{listed}{measure}。",
        rule="文中的数目与所列的一致",
        text=around(text, found.start()),
        printed=words,
        computed=str(listed),
    )


def _is_near(found: re.Match[str], listed: int) -> bool:
    said = _number(found["number"])
    return said is not None and said >= _LEAST and abs(said - listed) <= _FARTHEST


def _of_a_place(found: re.Match[str]) -> bool:
    return _OF_A_PLACE.search(re.split("[。;]", found.string[: found.start()])[-1]) is not None


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_number(text)


def _is_of_some(found: re.Match[str], year: int | None) -> bool:
    """Whether the words before a count tell that it is of some only, or of another year."""
    before = found.string[: found.start()]
    clause, sentence = re.split("[,。;:]", before)[-1], before.split("。")[-1]
    return bool(_SOME.search(clause)) or is_of_another_year(sentence, year)
