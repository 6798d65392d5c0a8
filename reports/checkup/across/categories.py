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

_KIND = re.compile("类别|类型|性质|分类|领域|方向|科室|处室|乡镇|地区")
_SPENT = re.compile("支出|执行|使用|支付")
_GIVEN = re.compile("安排|预算|下达|资金|投入|分配")
_PIECES = frozenset("个项")
_GENERIC = re.compile(
    "类|项目|工程|经费|合计|共|其中|累计|实际|全年|支出|执行|使用|支付|安排|预算|下达|资金|投入|分配"
)
_LONGEST, _FEW = 8, 2


@dataclass(frozen=True, slots=True)
class Categories:
    """The rows of a table by what a column says that they are of."""

    rows: Mapping[str, Sequence[Row]]
    columns: Sequence[Column]

    def of(self, name: str, meaning: Meaning | None) -> Sequence[Quantity]:
        """The amounts of a kind in the only column of a meaning."""
        found = [column for column in self.columns if column.meaning is meaning]
        if len(found) != 1:
            return ()
        return [value for row in self.rows[name] if (value := value_in(row, found[0])) is not None]


def categories(sections: Iterable[Section]) -> Iterator[Categories]:
    """Yield the tables of which a column tells the kind of each row, some kinds more than once."""
    for section in sections:
        rows = [row for row in section.rows if not (row.is_total or row.is_subtotal)]
        for column in section.columns:
            if column.meaning is not None or not _KIND.search(column.name) or not section.of(*AMOUNTS):
                continue
            by_kind: dict[str, list[Row]] = {}
            for row in rows:
                by_kind.setdefault(row.slots[column.index].words.removesuffix("类"), []).append(row)
            if 1 < len(by_kind) < len(rows) and all(1 < len(kind) <= _LONGEST for kind in by_kind):
                yield Categories(by_kind, section.of(*AMOUNTS))


def check_categories(
    sentence: Sentence, known: Sequence[Categories], year: int | None, ledger: Ledger
) -> None:
    """按类别，甲类支出60万元，乙类支出40万元: the sums of their rows, where one of them shows that they are.

    A kind with a row that is wrong in the table itself says nothing.
    """
    if len(known) != 1 or is_of_another_year(half_width(sentence.text), year):
        return
    judged: dict[Meaning | None, list[tuple[Quantity, str, Decimal, bool]]] = {}
    for quantity in sentence.quantities:
        name = half_width(sentence.name(quantity))
        kind = max((one for one in known[0].rows if one in name), key=len, default=None)
        if (
            kind is None
            or len(_GENERIC.sub("", name.replace(kind, ""))) > _FEW
            or not quantity.is_exact
            or quantity.sign
        ):
            continue
        if any(ledger.differs(slot.place) for row in known[0].rows[kind] for slot in row.slots):
            continue
        if quantity.unit in _PIECES:
            count = len(known[0].rows[kind])
            judged.setdefault(None, []).append((quantity, kind, Decimal(count), quantity.value == count))
        elif quantity.is_money and (meaning := _meaning(name)) is not None:
            values = known[0].of(kind, meaning)
            if values:
                whole = sum((one.base for one in values), Decimal(0)) / quantity.factor
                held = of_sum(quantity, values).holds
                judged.setdefault(meaning, []).append((quantity, kind, whole, held))
    for meaning, claims in judged.items():
        shown = {kind for _quantity, kind, _whole, held in claims if held}
        for quantity, kind, whole, held in claims if shown else ():
            if held:
                ledger.agree(sentence.at(quantity))
            elif kind not in shown and whole < 2 * quantity.value < 4 * whole:
                _report(sentence, quantity, kind, whole, meaning, ledger)


def _meaning(name: str) -> Meaning | None:
    return Meaning.SPENT if _SPENT.search(name) else Meaning.BUDGET if _GIVEN.search(name) else None


def _report(
    sentence: Sentence, quantity: Quantity, kind: str, whole: Decimal, meaning: Meaning | None, ledger: Ledger
) -> None:
    words = sentence.words(quantity)
    computed = f"{number_text(whole)}{quantity.unit}"
    what = "有" if meaning is None else "各行相加为"
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
