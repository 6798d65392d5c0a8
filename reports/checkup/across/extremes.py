"""What the prose calls the highest or the lowest of a table: 庚市执行率最低，为87.05%."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.checkup.arithmetic import rate_readings, spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width, in_unit, named_unit
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.sections import AMOUNTS, Column, Meaning, Row, Section, meaning, measured

_EXTREME = re.compile("最(?:(?P<most>高|多|大)|(?P<least>低|少|小))")
_OF_SOME = re.compile("除|其余|其他|之外|以外|当中|之中|未完成|未达|的.{0,8}中")
"""Beside such words it is the most of some rows only."""
_BEHIND = re.compile("[,(]?(?:[^,。;()0-9比较与同差增减升降提超因]{0,8}?)(?:为|是|达到?|仅)?")
_OF_EACH = re.compile("[每均]|单价|造价")
"""支出最大，单公里造价7.31万元 tells another figure."""
_MEASURE = re.compile("规模|金额|总额|资金|数额?|额$|总?量$|项目|比率|的")
_POINTS, _ALL_POINTS = "得分", re.compile("(?:自评|综合|评价|总)得?分")
_LED_IN = re.compile("(?:从|按|就)(?P<what>[\u4e00-\u9fff]{2,8}?)(?:来看|上看|看|排序|而言|来说),$")
_OPENED = re.compile("^其中:?$")
_VERB = re.compile("(?:仅|只|约|为|是|达到?|有)+$")
_NEAR = 20
_FEWEST = 3
_LONGEST = 30
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Ranked:
    """A column of figures of one kind with the names of its rows."""

    column: Column
    rows: Sequence[tuple[str, Quantity, Place]]

    @property
    def measures(self) -> str:
        """What it measures, in the words that tell."""
        return _MEASURE.sub("", re.sub(r"\(.*?\)", "", half_width(self.column.name)))

    def is_called(self, words: str) -> bool:
        """Whether words name what it measures."""
        told = _MEASURE.sub("", words)
        if len(told) < _SHORTEST or ("未" in told and "未" not in self.column.name):
            return False  # 未支出资金 is none of 支出
        same = meaning(told) if meaning(told) in (*AMOUNTS, Meaning.RATE) else None
        called = bool(self.measures) and told.endswith(self.measures)
        called = called or (told == _POINTS and bool(_ALL_POINTS.match(self.measures)))
        return called or (same is not None and same is self.column.meaning)


def ranked(sections: Sequence[Section]) -> Iterator[Ranked]:
    """Yield the columns that have a highest and a lowest."""
    for section in sections:
        rows = [row for row in section.rows if not (row.is_total or row.is_subtotal or row.is_part)]
        for column in section.columns:
            if column.meaning in (Meaning.SERIAL, Meaning.WEIGHT):
                continue
            known = [
                (row.label, value, row.slots[column.index].place)
                for row in rows
                if (value := _value(row, column)) is not None
            ]
            if len(known) >= _FEWEST and len({label for label, _value, _place in known}) == len(known):
                yield Ranked(column, sorted(known, key=lambda one: len(one[0]), reverse=True))


def _value(row: Row, column: Column) -> Quantity | None:
    quantity = measured(row.slots[column.index], column.unit if column.meaning in AMOUNTS else "")
    if quantity is None or not quantity.is_exact or quantity.sign:
        return None
    if column.meaning in (Meaning.RATE, Meaning.SHARE, Meaning.GROWTH):
        return rate_readings(quantity, column.title)[0]
    return in_unit(quantity, named_unit(column.name)[1])


def check_extremes(sentence: Sentence, columns: Sequence[Ranked], year: int | None, ledger: Ledger) -> None:
    """The row that is named so has the highest or the lowest figure, and the one told behind it."""
    text = half_width(sentence.text)
    for found in _EXTREME.finditer(text):
        start = max(text.rfind(mark, 0, found.start()) for mark in ",。;:、(") + 1
        before = text[start : found.start()]
        of_some = _OF_SOME.search(text[max(start - _NEAR, 0) : found.start()])
        if of_some or is_of_another_year(text[: found.start()], year):
            continue
        led_in = _LED_IN.search(text[:start])
        what = [led_in["what"]] if led_in is not None else _spoken_of(sentence, found)
        named = [each for one in columns for each in _named(text, before, found, one, what)]
        if not named:
            continue
        if not any(_is_extreme(one, row[1], found) for one, row, _end in named):
            one, row, _end = named[0]
            _report_rank(sentence, found, one, row[0], ledger)
        _hold_figure(sentence, named, ledger)


def _spoken_of(sentence: Sentence, found: re.Match[str]) -> list[str]:
    """What the figures before, in the unit of the next one, are of: 支付率11.2%，其中最低的甲区为6.4%."""
    behind = next((one for one in sentence.quantities if one.start >= found.end()), None)
    told = [one for one in sentence.quantities if behind and one.end <= found.start()]
    return [
        _VERB.sub("", half_width(sentence.name(one))) for one in told if behind and one.unit == behind.unit
    ]


def _named(
    text: str, before: str, found: re.Match[str], one: Ranked, what: Sequence[str]
) -> Iterator[tuple[Ranked, tuple[str, Quantity, Place], int]]:
    """Yield the row that is told to be the most, and where the words end that tell so.

    ``what`` is what the clause before leads in, or the figures before are of: 从满意度看，丁社区最低.
    """
    near = before + text[found.start() : found.end() + 2 * _LONGEST]
    for row in one.rows:
        label = row[0]
        if label not in near or not _SHORTEST <= len(label) <= _LONGEST:
            continue
        if label in before and _is_called(one, before.partition(label)[2], what):
            yield one, row, found.end()
            return
        named = rf"的[^,。;:0-9]{{0,10}}?(?:为|是|[:,])?[“\"]?{re.escape(label)}[”\"]?"
        behind = re.compile(named).match(text, found.end())
        if behind and _is_called(one, _OPENED.sub("", before), what):
            yield one, row, behind.end()
            return


def _is_called(one: Ranked, words: str, what: Sequence[str]) -> bool:
    """Whether words name what a column measures; where there are none, those spoken of before."""
    return one.is_called(words) if words else any(map(one.is_called, what))


def _is_extreme(one: Ranked, value: Quantity, found: re.Match[str]) -> bool:
    figures = [figure.base for _label, figure, _place in one.rows]
    return value.base == (max(figures) if found["most"] else min(figures))


def _report_rank(sentence: Sentence, found: re.Match[str], one: Ranked, label: str, ledger: Ledger) -> None:
    right = next(name for name, figure, _place in one.rows if _is_extreme(one, figure, found))
    place = sentence.place
    ledger.find(
        Kind.PROSE_VS_TABLE,
        Severity.ERROR,
        Place(place.block, place.row, place.column, sentence.start + found.start()),
        f"文中写“{label}”的“{one.column.name}”{found[0]}，表中{found[0]}的是“{right}”。",
        rule="文字与表格中的同一数据应一致",
        text=sentence.text,
        printed=label,
        computed=right,
    )


def _hold_figure(
    sentence: Sentence, named: Sequence[tuple[Ranked, tuple[str, Quantity, Place], int]], ledger: Ledger
) -> None:
    """The figure right behind is that of the row, in one of the columns that are so called."""
    one, (label, value, place), end = named[0]
    told = next((each for each in sentence.quantities if each.start >= end), None)
    if told is None or not told.is_exact or (told.is_rate, told.is_money) != (value.is_rate, value.is_money):
        return
    behind = half_width(sentence.text[end : told.start])
    if not _BEHIND.fullmatch(behind) or _OF_EACH.search(behind):
        return
    for _one, (_label, other, where), _end in named:
        if abs(told.base - other.base) <= max(told.half, other.half):
            ledger.agree(sentence.at(told), where)
            return
    if any(figure.base == told.base for _label, figure, _place in one.rows) or ledger.differs(place):
        return
    words, in_table = sentence.words(told), spelled(value)
    ledger.find(
        Kind.PROSE_VS_TABLE,
        Severity.ERROR,
        sentence.at(told),
        f"文中“{label}”的“{one.column.name}”为{words}，表中为{in_table}，两处不一致。",
        rule="文字与表格中的同一数据应一致",
        text=sentence.text,
        printed=words,
        computed=in_table,
    )
