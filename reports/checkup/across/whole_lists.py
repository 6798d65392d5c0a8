"""A table as a whole, told in words: how many rows make its total, and the total by its heading."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from projects.money import number_text
from reports.checkup.across.statements import is_same_amount
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width, named_unit
from reports.checkup.prose.scope import is_apart
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.columns import numeric_columns
from reports.checkup.tables.sections import Column, Row, Section, measured

_MEASURES = frozenset("条个处座段所家项户场期批")
_TOGETHER = re.compile(
    "[\u4e00-\u9fff]{0,8},?(?:全长|总长|总里程|总面积|里程|面积|合计|共计|总计|共)(?:为|达)?"
)
_SOME = re.compile("其中|另|余|新增|剩|未|已|前|每")
_UNIT = re.compile(r"[(]([\u4e00-\u9fff㎡]{1,4})[)]")
_OF_WORKS = re.compile(
    "^(?:工程|项目|实际|最终|竣工)*(?P<of>结算|决算|审定|合同|中标|概算|批复)"
    "(?:审定|审核|总|投资|金额|造价|价款?|额|资金|数|为|共|达)*$"
)
_FEWEST, _FARTHEST = 3, 2
_THAN = re.compile("(?:比|较|与|同)(?:[0-9]{4}年|上一?年|去年)(?:度|末|底|同期)?(?:相比)?,?|同比")
"""Between the name and by how much it changed: 门诊人次比上年增加."""
_NOT_THE_WHOLE = re.compile(
    "计划|目标|任务|应|拟|预计|预期|不少于|不低于|上年|去年|上半年|季度|其中|另|其余|剩余|平均|每|新增|增加|累计|已"
)
"""What makes a figure another than that of a heading, unless the heading says so too."""
_ENDS_NAME = re.compile("(?:共计?|累计|总计|合计|达到?|为|是|了|约|数量?|总数|总量|指标)+$")
_SHORTEST = 4


def check_whole_lists(
    sentences: Sequence[Sentence], sections: Iterable[Section], year: int | None, ledger: Ledger
) -> None:
    """Hold 6条道路共11.6公里 against the rows of a table whose total is 11.6, and 结算 against its total."""
    totals = [(section, whole, column) for section in sections for whole, column in _totals(section)]
    for sentence in sentences:
        for count, amount in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            _rows_of_total(sentence, count, amount, totals, ledger)
        for quantity in sentence.quantities:
            if not is_apart(half_width(sentence.text[: quantity.start]), year, ()):
                _total_by_heading(sentence, quantity, totals, ledger)
            _count_by_heading(sentence, quantity, totals, year, ledger)


def _totals(section: Section) -> Iterator[tuple[Row, Column]]:
    wholes = [row for row in section.rows if row.is_total]
    if len(wholes) == 1 and not any(row.is_subtotal for row in section.rows):
        rows = [row for row in section.rows if row is not wholes[0]]
        yield from ((wholes[0], column) for column in numeric_columns(section, rows))


def _rows_of_total(
    sentence: Sentence,
    count: Quantity,
    amount: Quantity,
    totals: Sequence[tuple[Section, Row, Column]],
    ledger: Ledger,
) -> None:
    between = half_width(sentence.text[count.end : amount.start])
    if count.unit not in _MEASURES or not count.is_exact or not _TOGETHER.fullmatch(between):
        return
    if _SOME.search(half_width(sentence.name(count))) or not amount.is_exact or not amount.unit:
        return
    for section, whole, column in totals:
        printed = _printed(whole, column)
        if printed is None or printed.unit != amount.unit or printed.value != amount.value:
            continue
        listed = len([row for row in section.rows if row is not whole and not row.is_part])
        if listed == count.value:
            ledger.agree(sentence.at(count))
        elif listed >= _FEWEST and abs(listed - count.value) <= _FARTHEST:
            words = sentence.words(count)
            ledger.find(
                Kind.COUNT,
                Severity.WARNING,
                sentence.at(count),
                f"文中写{words}共{sentence.words(amount)}，表中合计{spelled(printed)}的共{listed}行。",
                rule="文中的数目与所列的一致",
                text=sentence.text,
                printed=words,
                computed=str(listed),
            )


def _total_by_heading(
    sentence: Sentence, quantity: Quantity, totals: Sequence[tuple[Section, Row, Column]], ledger: Ledger
) -> None:
    found = _OF_WORKS.match(half_width(sentence.name(quantity)))
    named = [_OF_WORKS.match(half_width(sentence.name(one))) for one in sentence.quantities if one.is_money]
    if (
        found is None
        or sum(one is not None and one["of"] == found["of"] for one in named) > 1  # A包合同价…，B包合同价…
        or not quantity.is_money
        or not quantity.is_exact
        or ledger.differs(sentence.at(quantity))
    ):
        return
    values = [
        printed
        for _section, whole, column in totals
        if found["of"] in column.name
        and (printed := _printed(whole, column)) is not None
        and printed.is_money
    ]
    if len(values) != 1:
        return
    (value,) = values
    _hold(sentence, quantity, value, found["of"], ledger, certain=True)


def _count_by_heading(
    sentence: Sentence,
    quantity: Quantity,
    totals: Sequence[tuple[Section, Row, Column]],
    year: int | None,
    ledger: Ledger,
) -> None:
    """全市门诊人次比上年增加26380人次: the total of the column 门诊人次增加, where no row is named."""
    if quantity.is_money or quantity.is_rate or not (quantity.is_exact and quantity.unit) or quantity.sign:
        return
    before = _THAN.sub("", half_width(sentence.text[: quantity.start]))
    name = _ENDS_NAME.sub("", _THAN.sub("", half_width(sentence.name(quantity))))
    if is_apart(before, year, ()) or ledger.is_known(sentence.at(quantity)):
        return
    named = [
        (section, column, printed)
        for section, whole, column in totals
        if _is_of(name, column, quantity)
        and (printed := _in_heading(_printed(whole, column), column, quantity)) is not None
        and not any(row.label in sentence.text for row in section.rows if row is not whole and row.label)
    ]
    if len(named) != 1:
        return
    ((section, column, value),) = named
    if all(not is_same_amount(quantity, one) for row in section.rows if (one := _printed(row, column))):
        _hold(sentence, quantity, value, _heading(column), ledger)


def _is_of(name: str, column: Column, quantity: Quantity) -> bool:
    """Whether words name what a column counts, the unit maybe in it, with nothing that makes it another."""
    heading = _heading(column)
    if len(heading) < _SHORTEST:
        return False
    with_unit = f"{name}{quantity.unit}" if len(quantity.unit) > 1 else name  # 培训1075人次
    told = next((one for one in (name, with_unit) if one.endswith(heading)), None)
    return told is not None and not _NOT_THE_WHOLE.search(told.removesuffix(heading))


def _in_heading(printed: Quantity | None, column: Column, told: Quantity) -> Quantity | None:
    """A total in the unit of what is told, which may be the last of the heading: 培训人次."""
    if (
        printed is not None
        and not printed.unit
        and len(told.unit) > 1
        and _heading(column).endswith(told.unit)
    ):
        return replace(printed, unit=told.unit)
    return printed if printed is not None and printed.unit == told.unit else None


def _heading(column: Column) -> str:
    """What a heading names, without its unit: 门诊人次增加（人次）."""
    return _ENDS_NAME.sub("", named_unit(half_width(column.name))[0])


def _hold(
    sentence: Sentence, quantity: Quantity, value: Quantity, of: str, ledger: Ledger, *, certain: bool = False
) -> None:
    if is_same_amount(quantity, value):
        ledger.agree(sentence.at(quantity))
    elif value.base < 2 * quantity.base < 4 * value.base:
        words, in_table = sentence.words(quantity), f"{number_text(value.value)}{value.unit}"
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.ERROR if certain else Severity.WARNING,
            sentence.at(quantity),
            f"文中“{sentence.name(quantity)}{words}”，表中“{of}”合计为{in_table}，两处不一致。",
            rule="文字与表格中的同一数据应一致",
            text=sentence.text,
            printed=words,
            computed=in_table,
        )


def _printed(whole: Row, column: Column) -> Quantity | None:
    """The total in a column, in the unit of its heading."""
    unit = _UNIT.search(half_width(column.name))
    return measured(whole.slots[column.index], column.unit or (unit[1] if unit else ""))
