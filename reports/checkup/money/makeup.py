"""What budgets are made up of by their names, and rows that are seen to be made up of rows beside them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.checkup.arithmetic import Verdict, of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.money.averages import is_average
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.columns import (
    is_difference,
    place_of,
    report_on,
    sum_of,
    sum_of_figures,
    value_in,
)
from reports.checkup.tables.sections import Column, Row

_ADDS_UP = re.compile("合计|总计|共计|小计")
"""三年合计 is what the rows beside it come to, where most columns show which they are."""
_TELLING = 3
"""Sums of so many printed digits are no coincidence."""
_MOST, _FARTHEST = 5, 3
"""So many rows may make another up, and so far away the nearest of them may stand."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A kind of budget or account, and the kinds that make it up; ``others`` may be there or not."""

    whole: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    others: re.Pattern[str] | None = None


_WHEN = re.compile("^(?:[0-9]{4}年度?|全年|当年|我[局单位街道办]+|其中|实际|完成|安排)+")
_VERB = re.compile("(?:实际|共|共计|为|是|计|达到?|完成|安排)+$")
_ENDING = "(?:预算|决算)?(?:数|额|总额|合计)?$"
_STARTING = "^(?:其中[:：]?|[0-9一二三四五六七八九十]+[.、]|\\([0-9一二三四五六七八九十]+\\))*"


def _named(*names: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"{_STARTING}(?:{name}){_ENDING}") for name in names)


def _made_up(whole: str, *parts: str, others: str = "") -> MadeUp:
    return MadeUp(_named(whole)[0], _named(*parts), _named(others)[0] if others else None)


KNOWN = (
    _made_up(
        "基本支出",
        "人员(?:经费|支出)",
        "(?:日常)?公用(?:经费|支出)",
        others="对个人和家庭的?补助(?:支出)?|资本性支出",
    ),
    _made_up(
        '[“"]?三公[”"]?经费(?:支出)?',
        "因公出国(?:\\(境\\))?(?:费用?|经费|支出)?",
        "公务用车(?:购置(?:及|和|与)运行(?:维护)?)?(?:费用?|经费|支出)?",
        "公务接待(?:费用?|经费|支出)?",
    ),
    _made_up(
        "公务用车购置(?:及|和|与)运行(?:维护)?(?:费用?|经费|支出)?",
        "公务用车购置(?:费用?|经费|支出)?",
        "公务用车运行(?:维护)?(?:费用?|经费|支出)?",
    ),
    _made_up(
        "(?:本年|全年|部门)?支出(?:总计|合计)|总支出",
        "基本支出",
        "项目支出",
        others="上缴上级支出|经营支出|对附属单位补助支出",
    ),
    _made_up(
        "(?:本年|全年|部门)?收入合计|本年收入",
        "财政拨款(?:收入)?|一般公共预算(?:财政)?拨款(?:收入)?",
        "其他收入",
        others="事业收入|经营收入|上级补助收入|附属单位上缴收入|政府性基金预算(?:财政)?拨款(?:收入)?",
    ),
    _made_up(
        "(?:部门|全年)?收入总计|总收入",
        "本年收入(?:合计)?",
        "(?:上年|年初)结转(?:和结余|结余)?(?:资金)?",
        others="使用非财政拨款结余",
    ),
    _made_up("收入总计|总收入", "支出(?:总计|合计)|总支出|本年支出", "年末结转(?:和结余|结余)?|年末结余"),
)
"""By the classification of accounts of administrative and public institutions."""


Figures = Mapping[int, Sequence[Quantity | None]]
"""The figures of each column, by its index, in the order of the rows."""


def check_made_up(columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """A row is the sum of rows beside it, where most columns show it to be, or where the names say so."""
    columns = [one for one in columns if not is_average(one)]
    filled = [row for row in rows if any(value_in(row, one) is not None for one in columns)]
    figures = {one.index: [value_in(row, one) for row in filled] for one in columns}
    for place, row in enumerate(filled):
        if row.is_total or row.is_subtotal:
            continue
        named = _by_name(row, filled)
        # What follows from other columns bears nothing out, and contradicts nothing by itself.
        telling = columns if named else [one for one in columns if not is_difference(one)]
        if parts := named or _by_figures(telling, filled, place, figures):
            _hold(telling, row, parts, ledger, certain=bool(named))


def _by_name(row: Row, rows: Sequence[Row]) -> list[Row]:
    """The only rows that make this one up by their names."""
    for known in KNOWN:
        if not known.whole.search(row.label):
            continue
        found = [[one for one in rows if one is not row and part.search(one.label)] for part in known.parts]
        others = [one for one in rows if known.others is not None and known.others.search(one.label)]
        if all(len(one) == 1 for one in found):
            return [one for (one,) in found] + others
    return []


def _by_figures(columns: Sequence[Column], rows: Sequence[Row], place: int, figures: Figures) -> list[Row]:
    """The rows next to one that add up to it in most columns, with other figures in each."""
    for parts in _beside(rows, place):
        verdicts = [
            (printed, verdict)
            for column in columns
            if (printed := figures[column.index][place]) is not None
            and (verdict := _verdict(column, printed, figures[column.index][parts])) is not None
        ]
        held = [
            printed.base
            for printed, verdict in verdicts
            if verdict.holds and len(printed.value.as_tuple().digits) >= _TELLING
        ]
        if len({*held}) > 1 and len(held) < len(verdicts) < 2 * len(held):
            return list(rows[parts])
    return []


def _beside(rows: Sequence[Row], place: int) -> Iterator[slice]:
    for count in range(2, _MOST + 1):
        for far in range(1, _FARTHEST + 1):
            for first in (place + far, place - far - count + 1):
                part = slice(first, first + count)
                inside = first >= 0 and first + count <= len(rows)
                if inside and not any(one.is_total or one.is_left_over for one in rows[part]):
                    yield part


def _verdict(column: Column, printed: Quantity, parts: Sequence[Quantity | None]) -> Verdict | None:
    """What a column says of the sum; nothing where fewer than two parts are there to add."""
    values = [value for value in parts if value is not None and value.value]
    return sum_of_figures(column, printed, parts) if len(values) > 1 else None


def _hold(
    columns: Sequence[Column], row: Row, parts: Sequence[Row], ledger: Ledger, *, certain: bool
) -> None:
    verdicts = [
        (column, verdict)
        for column in columns
        if (verdict := sum_of(column, row, parts)) is not None and value_in(row, column) is not None
    ]
    held = sum(verdict.holds for _column, verdict in verdicts)
    if not held and len(verdicts) > 1:
        return  # the names are of something else here
    for column, verdict in verdicts:
        if verdict.holds:
            ledger.agree(place_of(row, column), *(place_of(one, column) for one in parts))
        report_on(
            verdict,
            Kind.SUM,
            ledger,
            row,
            column,
            certain=(certain or _ADDS_UP.search(row.label) is not None) and held > 0,
            rule="一项等于其各组成部分之和",
            message=f"“{row.label}”的“{column.name}”印为{{printed}}，"
            f"{'、'.join(f'“{one.label}”' for one in parts)}相加为{verdict.computed}",
        )


def check_made_up_in_prose(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """Within a paragraph, an amount is the sum of those that make it up by their names."""
    amounts = [
        (_said(sentence, one), one, sentence)
        for sentence in sentences
        for one in sentence.quantities
        if one.is_money and one.is_exact and not one.sign
    ]
    for known in KNOWN:
        wholes = [(one, sentence) for name, one, sentence in amounts if known.whole.search(name)]
        parts = [[one for name, one, _ in amounts if part.search(name)] for part in known.parts]
        others = [one for name, one, _ in amounts if known.others is not None and known.others.search(name)]
        if len(wholes) != 1 or any(len(one) != 1 for one in parts):
            continue
        ((whole, sentence),) = wholes
        verdicts = [of_sum(whole, [one for (one,) in parts] + added) for added in ([], others)]
        held = next((one for one in verdicts if one.holds), None)
        if held is not None:
            ledger.agree(sentence.at(whole))
            continue
        listed = "＋".join(spelled(one) for one in [*(one for (one,) in parts), *others])
        computed = f"{verdicts[-1].computed}{whole.unit}"
        ledger.find(
            Kind.SUM,
            Severity.WARNING,
            sentence.at(whole),
            f"“{sentence.name(whole)}{sentence.words(whole)}”与其各组成部分不符：{listed}={computed}。",
            rule="一项等于其各组成部分之和",
            text=sentence.text,
            printed=sentence.words(whole),
            computed=computed,
        )


def _said(sentence: Sentence, quantity: Quantity) -> str:
    """The name of an amount as an account has it, without what a sentence says of it besides."""
    before = max((one.end for one in sentence.quantities if one.end <= quantity.start), default=0)
    words = half_width(sentence.text[before : quantity.start]).replace("(境)", "")
    return _VERB.sub("", _WHEN.sub("", re.split("[,;:。、()]", words)[-1].strip()))
