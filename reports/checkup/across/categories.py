"""What the prose says of kinds of projects, held against the rows of a table that are of each kind."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.money import number_text
from reports.checkup.arithmetic import of_sum
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.columns import value_in
from reports.checkup.tables.sections import AMOUNTS, Column, Meaning, Row, Section

_KIND = re.compile("类别|类型|性质|分类|领域|方向|方式|方法|科室|处室|乡镇|地区")
_SPENT = re.compile("支出|执行|使用|支付")
_GIVEN = re.compile("安排|预算|下达|资金|投入|分配")
_PIECES = frozenset("个项座处条所家栋")
_COUNTED = re.compile("数量|[个座处条所家栋项]数|[(][个座处条所家栋项][)]")
"""What heads a column that counts pieces: a row there is more than one."""
_GENERIC = re.compile(
    "类|的|项目|工程|经费|合计|共|其中|累计|实际|全年|支出|执行|使用|支付|安排|预算|下达|资金|投入|分配"
)
_BRACKETED = re.compile(r"\([^()]*\)")
_LONGEST, _FEW = 8, 2


@dataclass(frozen=True, slots=True)
class Categories:
    """The rows of a table by what a column says that they are of."""

    rows: Mapping[str, Sequence[Row]]
    columns: Sequence[Column]
    counted: bool

    def column(self, words: str) -> Column | None:
        """The only column of amounts that words name by its heading or by its meaning."""
        titled = [one for one in self.columns if _BRACKETED.sub("", half_width(one.title)) in words]
        meaning = Meaning.SPENT if _SPENT.search(words) else Meaning.BUDGET if _GIVEN.search(words) else None
        meant = [one for one in self.columns if meaning is not None and one.meaning is meaning]
        found = titled or meant
        return found[0] if len(found) == 1 else None


def categories(sections: Iterable[Section]) -> Iterator[Categories]:
    """Yield the tables of which a column tells the kind of each row, some kinds more than once."""
    for section in sections:
        rows = [row for row in section.rows if not (row.is_total or row.is_subtotal)]
        amounts = [
            one for one in section.columns if one.meaning in AMOUNTS or (one.meaning is None and one.unit)
        ]
        amounts = [one for one in amounts if any(value_in(row, one) for row in rows)]
        counted = any(_COUNTED.search(half_width(one.title)) for one in section.columns)
        for column in section.columns:
            if column.meaning is not None or not _KIND.search(column.name) or not amounts:
                continue
            by_kind: dict[str, list[Row]] = {}
            for row in rows:
                by_kind.setdefault(row.slots[column.index].words.removesuffix("类"), []).append(row)
            if 1 < len(by_kind) < len(rows) and all(1 < len(kind) <= _LONGEST for kind in by_kind):
                yield Categories(by_kind, amounts, counted)


def check_categories(
    sentence: Sentence, known: Sequence[Categories], year: int | None, ledger: Ledger
) -> None:
    """按类别，甲类支出60万元，乙类支出40万元: the sums of their rows, where one of them shows that they are.

    A kind with a row that is wrong in the table itself says nothing.
    """
    if is_of_another_year(half_width(sentence.text), year):
        return
    judged: dict[tuple[int, int | None], list[tuple[Quantity, str, Decimal, bool]]] = {}
    for quantity in sentence.quantities:
        name = _named(sentence, quantity)
        kinds = [(kind, number) for number, one in enumerate(known) for kind in one.rows if kind in name]
        longest = max((len(kind) for kind, _number in kinds), default=0)
        kinds = [(kind, number) for kind, number in kinds if len(kind) == longest]
        if len(kinds) != 1 or not quantity.is_exact or quantity.sign:
            continue
        ((kind, number),) = kinds
        table = known[number]
        rows, rest = table.rows[kind], name.replace(kind, "")
        if any(ledger.differs(slot.place) for row in rows for slot in row.slots):
            continue
        if quantity.unit in _PIECES and not table.counted and len(_GENERIC.sub("", rest)) <= _FEW:
            count = Decimal(len(rows))
            judged.setdefault((number, None), []).append((quantity, kind, count, quantity.value == count))
        elif quantity.is_money and (column := table.column(rest)) is not None:
            title = _BRACKETED.sub("", half_width(column.title))
            if len(_GENERIC.sub("", rest.replace(title, ""))) > _FEW:
                continue
            values = [value for row in rows if (value := value_in(row, column)) is not None]
            if values:
                whole = sum((one.base for one in values), Decimal(0)) / quantity.factor
                held = of_sum(quantity, values).holds
                judged.setdefault((number, column.index), []).append((quantity, kind, whole, held))
    for (_number, index), claims in judged.items():
        shown = {kind for _quantity, kind, _whole, held in claims if held}
        for quantity, kind, whole, held in claims if shown else ():
            if held:
                ledger.agree(sentence.at(quantity))
            elif kind not in shown and whole < 2 * quantity.value < 4 * whole:
                _report(sentence, quantity, kind, whole, ledger, counted=index is None)


def _named(sentence: Sentence, quantity: Quantity) -> str:
    """What a quantity is called; with the count of pieces before it: 拆除重建的4座桥完成投资1406.46万元."""
    name = half_width(sentence.name(quantity))
    before = next((one for one in reversed(sentence.quantities) if one.end <= quantity.start), None)
    if before is None or before.unit not in _PIECES:
        return name
    between = half_width(sentence.text[before.end : quantity.start])
    return half_width(sentence.name(before)) + name if between.strip() == name else name


def _report(
    sentence: Sentence, quantity: Quantity, kind: str, whole: Decimal, ledger: Ledger, *, counted: bool
) -> None:
    words = sentence.words(quantity)
    computed = f"{number_text(whole)}{quantity.unit}"
    what = "有" if counted else "各行相加为"
    ledger.find(
        Kind.PROSE_VS_TABLE,
        Severity.ERROR,
        sentence.at(quantity),
        f"文中“{sentence.name(quantity)}{words}”，表中“{kind}”{what}{computed}，两处不一致。",
        rule="文字与表格中的同一数据应一致",
        text=sentence.text,
        printed=words,
        computed=computed,
    )
