"""Two tables that tell the same of the same rows: a list by offices, and the annex with their items.

The rows are known by their names, in whatever order; those of one office are added up where the other table
has it in one row. Which columns are of the same their headings and the other rows show.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, islice

from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width, in_unit, named_unit
from reports.checkup.reading import Piece
from reports.checkup.tables.sections import AMOUNTS, UNIT, Column, Meaning, Row, Section, measured

_KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        "扣分|失分",
        "得分|自评分",
        "分值|权重|满分",
        "结余|结转|剩余|未",
        "合格|通过|达标",
        "满意",
        "计划|任务|目标|指标值|应",
        "预算|下达|安排|批复",
        "到位|收入",
        "支出|支付|执行|使用|决算|发放|拨付|兑付|列支",
        "完成|实际|实施|建成",
        "上年|去年|20[0-9]{2}年",
    )
)
"""What columns are of: those of two kinds tell of two things."""
_NUMBERED = re.compile(
    r"^(?:[0-9]+[.、．]|\([0-9]+\)|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|指标[0-9]+[:：])"
)
_SAYS_NOTHING = re.compile(r"\([^()]*\)|指标$|[\s“”\"、,]")
_NO_FIGURES = (Meaning.SERIAL, Meaning.SHARE, Meaning.RATE, Meaning.GROWTH, Meaning.GRADE)
_FEWEST = 2
_SHORTEST_PART = 3
_MOST_TABLES, _MOST_STUBS, _MOST_ROWS = 12, 3, 120
_TELLING = 4
"""So many digits that are the same in all are no chance."""
_NEAR = 2
"""What is more than twice as much is of something else."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure of a row by its name, or the sum of those of several rows; ``place`` is the first one's."""

    value: Quantity
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """The figures of one row in two tables."""

    name: str
    first: _Cell
    second: _Cell

    @property
    def holds(self) -> bool:
        """Whether they are the same, the one with fewer decimals being rounded."""
        first, second = self.first.value, self.second.value
        of_money = first.is_money and second.is_money
        if first.unit and second.unit and first.unit != second.unit and not of_money:
            return False
        if not of_money:
            first, second = replace(first, unit=""), replace(second, unit="")
        coarse = max(one.half if one.places > 0 or of_money else Decimal(0) for one in (first, second))
        return abs(first.base - second.base) <= coarse

    @property
    def digits(self) -> int:
        """How many digits it has, without the zeros at its end."""
        return len(self.first.value.value.normalize().as_tuple().digits)


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of a section, the figures of each by the names in one of its first columns."""

    stub: Column
    section: Section
    columns: Sequence[tuple[Column, Mapping[str, _Cell]]]
    names: frozenset[str]


def check_same_rows(pieces: Sequence[Piece], ledger: Ledger) -> None:
    """Find the one figure in which two tables differ that tell the same of all other rows.

    The forms of two projects do not: their indicators and items may have the same names.
    """
    sections = [(piece.project, section) for piece in pieces for section in piece.sections]
    tables = [(project, [*_tables(section)]) for project, section in sections[:_MOST_TABLES]]
    for (project, earlier), (other_project, later) in combinations(tables, 2):
        if not project or not other_project or project == other_project:
            pairs = ((one, other) for one in earlier for other in later if _share_rows(one, other))
            for one, other in islice(pairs, 1):
                _compare(one, other, ledger)


def _tables(section: Section) -> Iterator[_Table]:
    rows = [row for row in section.rows if not (row.is_total or row.is_subtotal or row.is_part)][:_MOST_ROWS]
    stubs = [
        one for one in section.columns if rows and all(row.slots[one.index].figure is None for row in rows)
    ]
    for stub in stubs[:_MOST_STUBS]:
        names = [_name(row, stub) for row in rows]
        if not all(names) or len({*names}) < _FEWEST:
            continue
        columns = [
            (one, _by_name(one, rows, names)) for one in section.columns if one.meaning not in _NO_FIGURES
        ]
        known = [(column, cells) for column, cells in columns if len(cells) >= _FEWEST]
        yield _Table(stub, section, known, frozenset(names))


def _name(row: Row, stub: Column) -> str:
    return _SAYS_NOTHING.sub("", _NUMBERED.sub("", half_width(row.slots[stub.index].words)))


def _by_name(column: Column, rows: Sequence[Row], names: Sequence[str]) -> dict[str, _Cell]:
    """The figures of a column by name, those of one name added up; nothing where one of them is missing."""
    cells: dict[str, _Cell] = {}
    for name in dict.fromkeys(names):
        members = [row for row, one in zip(rows, names, strict=True) if one == name]
        values = [value for row in members if (value := _value(row, column)) is not None]
        slots = {row.slots[column.index] for row in members}
        if len(values) < len(members) or len(slots) < len(members) or len({one.unit for one in values}) > 1:
            continue
        if len(values) > 1 and any(one.is_rate for one in values):
            continue
        whole = replace(
            values[0],
            value=sum((one.value for one in values[1:]), values[0].value),
            places=max(one.places for one in values),
        )
        cells[name] = _Cell(whole, members[0].slots[column.index].place, members[0].text)
    return cells


def _value(row: Row, column: Column) -> Quantity | None:
    of_money = column.meaning in AMOUNTS or UNIT.search(half_width(column.name + column.group))
    value = measured(row.slots[column.index], column.unit if of_money else "")
    if value is None or not value.is_exact:
        return None
    return value if value.unit else in_unit(value, named_unit(column.name)[1])


def _share_rows(one: _Table, other: _Table) -> bool:
    """Whether most rows of the shorter table are in the longer one."""
    forms = all(each.section.of(Meaning.TARGET) for each in (one, other))
    if forms and any(each.stub.meaning is not Meaning.LEVEL3 for each in (one, other)):
        return False  # the forms of two projects have the same levels
    shared = len({*_matched(one, other)})
    return shared >= _FEWEST and shared * 3 >= min(len(one.names), len(other.names)) * 2


def _matched(one: _Table, other: _Table) -> dict[str, str]:
    """The names of one table with those of the other: the same, or the only one that holds it or is held."""
    found = {name: name for name in one.names & other.names}
    for name in one.names - other.names:
        likely = [
            each
            for each in other.names - one.names
            if min(len(name), len(each)) >= _SHORTEST_PART
            and (name.startswith(each) or each.startswith(name))
        ]
        if len(likely) == 1:
            found[name] = likely[0]
    twice = {name for name, times in Counter(found.values()).items() if times > 1}
    return {name: other_name for name, other_name in found.items() if other_name not in twice}


def _compare(one: _Table, other: _Table, ledger: Ledger) -> None:
    names = _matched(one, other)
    found: list[tuple[Column, Column, list[_Pair]]] = []
    for column, cells in one.columns:
        judged = [
            (
                again,
                [
                    _Pair(name, cells[name], more[names[name]])
                    for name in names
                    if name in cells and names[name] in more
                ],
            )
            for again, more in other.columns
            if _are_of_one_kind(column, again)
        ]
        if not judged:
            continue
        again, pairs = max(judged, key=lambda two: sum(pair.holds for pair in two[1]))
        if any(pair.holds for pair in pairs):
            found.append((column, again, pairs))
    held_in_all = sum(pair.holds for _column, _again, pairs in found for pair in pairs)
    for column, again, pairs in found:
        held = [pair for pair in pairs if pair.holds]
        wrong = [pair for pair in pairs if not pair.holds]
        alike = _is_the_same_kind(column, again)
        digits = sum(pair.digits for pair in {pair.first.value.value: pair for pair in held}.values())
        enough = digits >= _TELLING or (alike and len(held) > 1)
        if len(pairs) == _FEWEST:  # two rows, of which other columns show that they are the same
            enough = alike and held_in_all > _FEWEST
        if not enough or len(held) < len(wrong):
            continue
        ledger.agree(*(cell.place for pair in held for cell in (pair.first, pair.second)))
        if len(wrong) == 1:
            _report(column, again, wrong[0], ledger)


def _is_the_same_kind(one: Column, other: Column) -> bool:
    """Whether two headings tell that they are of the same."""
    return (one.meaning is not None and one.meaning is other.meaning) or _kinds(one) == _kinds(other) != set()


def _kinds(column: Column) -> set[int]:
    return {number for number, kind in enumerate(_KINDS) if kind.search(half_width(column.title))}


def _are_of_one_kind(one: Column, other: Column) -> bool:
    """Whether two headings may be of the same: 补助资金 and 支付资金, not 计划 and 完成."""
    return _is_the_same_kind(one, other) or not (_kinds(one) and _kinds(other))


def _report(column: Column, again: Column, pair: _Pair, ledger: Ledger) -> None:
    first, second = pair.first, pair.second
    if any(ledger.differs(one.place) for one in (first, second)):
        return
    bases = [abs(one.value.base) for one in (first, second)]
    if not all(bases) or max(bases) > min(bases) * _NEAR:
        return
    turned = ledger.is_agreed(second.place) and not ledger.is_agreed(first.place)
    wrong, right = (first, second) if turned else (second, first)
    of_wrong, of_right = (column, again) if turned else (again, column)
    ledger.find(
        Kind.DUPLICATE,
        Severity.WARNING,
        wrong.place,
        f"“{pair.name}”的“{of_wrong.name}”为{spelled(wrong.value)}，"
        f"另一表的“{of_right.name}”为{spelled(right.value)}，其余各行两表一致。",
        rule="各表中同一事项的同一数据应一致",
        text=wrong.text,
        printed=spelled(wrong.value),
        computed=spelled(right.value),
    )
