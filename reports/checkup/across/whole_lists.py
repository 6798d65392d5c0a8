"""A table as a whole, told in words: how many rows make its total, and the total by its heading."""

import re
from collections.abc import Iterable, Iterator, Sequence

from projects.money import number_text
from reports.checkup.across.statements import is_same_amount
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
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
    if (
        found is None
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
    if is_same_amount(quantity, value):
        ledger.agree(sentence.at(quantity))
    elif value.base < 2 * quantity.base < 4 * value.base:
        words, in_table = sentence.words(quantity), f"{number_text(value.value)}{value.unit}"
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.WARNING,
            sentence.at(quantity),
            f"文中“{sentence.name(quantity)}{words}”，表中“{found['of']}”合计为{in_table}，两处不一致。",
            rule="文字与表格中的同一数据应一致",
            text=sentence.text,
            printed=words,
            computed=in_table,
        )


def _printed(whole: Row, column: Column) -> Quantity | None:
    """The total in a column, in the unit of its heading."""
    unit = _UNIT.search(half_width(column.name))
    return measured(whole.slots[column.index], column.unit or (unit[1] if unit else ""))
