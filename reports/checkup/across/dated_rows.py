"""Days in the rows of a table: what one column begins another ends, as many days later as a third says.

期次 | 开班日期 | 结业日期 | 天数: no row ends before it begins, and most rows tell how its days are counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.tables.days import Day, day_in
from reports.checkup.tables.sections import Column, Row, Section, Slot, squeezed

_STEPS = (
    re.compile("(?:公告|发布|挂网|申[报请]|受理|报名|接受委托|立项)"),
    re.compile("开标|评标|中标|审[批核]|批[复准]"),
    re.compile("(?:合同|协议)?签[订署]|签约|合同(?:时间|日期)$"),
    re.compile("开工|动工|进场|(?:开始|起始|启动|起)(?:时间|日期|日|年月)?$|^开始|开班|开课|开幕|开营|出发"),
    re.compile(
        "完工|竣工(?!验收|决算)|(?:结束|终止|截止|完成|止)(?:时间|日期|日|年月)?$|结业|结班|闭幕|闭营|返回"
    ),
    re.compile("验收"),
)
"""What the columns of days tell, in the order in which it happens."""
_BEGINNING, _END = 3, 4
_OF_A_PLAN = re.compile("计划|预计|拟|要求|规定|约定|目标|应[于当]?|合同(?!签|时间|日期)|批复(?!时间|日期)")
_OTHERWISE = re.compile("报名|申[报请]|变更|补签|补充|付款|支付|缴|到期|延|决算|审计|审[批核]")
"""Days of what may come before or behind the rest."""
_LASTS = re.compile(
    r"^(?:实际|培训|施工|实施|活动|展出|服务|出差|用时|历时|总)*(?:天数|工期|日数|历时|用时)(?:\((?:天|日|日历天)\))?$|^天数"
)
_FEWEST = 3
"""So many rows tell how the days of a table are counted."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A column of days: which step it tells, and whether as planned."""

    column: Column
    step: int
    planned: bool


def check_dated_rows(section: Section, ledger: Ledger) -> None:
    """In each row what comes first is not later than what follows, and lasts as long as it says."""
    dated = [*_dated(section)]
    for first, last in combinations(sorted(dated, key=lambda one: one.step), 2):
        if first.step < last.step and first.planned == last.planned:
            _check_order(section, first, last, ledger)
    lasting = [one for one in section.columns if _LASTS.search(squeezed(one.title))]
    ends = [one for one in dated if one.step in (_BEGINNING, _END)]
    if len(lasting) == 1 and [one.step for one in ends] == [_BEGINNING, _END]:
        _check_lasting(section, ends[0], ends[1], lasting[0], ledger)


def _dated(section: Section) -> Iterator[_Dated]:
    """Yield the columns of days whose heading tells one step."""
    for column in section.columns:
        title = squeezed(column.title)
        if not any(day_in(row.slots[column.index].words) for row in section.rows) or _OTHERWISE.search(title):
            continue
        steps = [place for place, step in enumerate(_STEPS) if step.search(title)]
        if steps:
            planned = _OF_A_PLAN.search(title) or _OF_A_PLAN.search(squeezed(column.group))
            yield _Dated(column, steps[-1], planned is not None)


def _days(section: Section, one: _Dated, other: _Dated) -> list[tuple[Row, Day, Day]]:
    """The rows that tell both days."""
    return [
        (row, first, last)
        for row in section.rows
        if (first := day_in(row.slots[one.column.index].words))
        and (last := day_in(row.slots[other.column.index].words))
    ]


def _check_order(section: Section, first: _Dated, last: _Dated, ledger: Ledger) -> None:
    """Rows against the order of two columns; where most are against it, the columns tell something else."""
    rows = _days(section, first, last)
    wrong = [row for row, one, other in rows if other.is_before(one)]
    if len(wrong) * 2 > len(rows) and len(rows) > 1:
        return
    certain = (first.step, last.step) == (_BEGINNING, _END)
    for row in wrong:
        one, other = row.slots[first.column.index], row.slots[last.column.index]
        _report(
            row,
            other,
            ledger,
            f"“{last.column.name}”{other.words}早于“{first.column.name}”{one.words}，先后颠倒。",
            rule="完成的时间不早于开始的时间",
            severity=Severity.ERROR if certain else Severity.WARNING,
        )


def _check_lasting(section: Section, first: _Dated, last: _Dated, lasting: Column, ledger: Ledger) -> None:
    """So many days from the first to the last, counted as most rows count them."""
    counted = [
        (row, days_told.value, days)
        for row, one, other in _days(section, first, last)
        if (days_told := row.slots[lasting.index].figure) is not None
        and (days := one.days_until(other)) is not None
    ]
    held = [[printed == days + both for _row, printed, days in counted] for both in (0, 1)]
    both = held[1].count(True) >= held[0].count(True)
    right = held[both]
    if len(counted) < _FEWEST or right.count(True) * 2 <= len(counted):
        return
    for (row, printed, days), holds in zip(counted, right, strict=True):
        if days < 0:
            continue  # its days have changed places
        slot = row.slots[lasting.index]
        if holds:
            ledger.agree(slot.place)
            continue
        _report(
            row,
            slot,
            ledger,
            f"从{row.slots[first.column.index].words}到{row.slots[last.column.index].words}"
            f"为{days + both}天，“{lasting.name}”为{printed}。",
            rule="天数与起止日期一致",
            severity=Severity.ERROR,
            computed=f"{days + both}",
        )


def _report(
    row: Row,
    slot: Slot,
    ledger: Ledger,
    message: str,
    *,
    rule: str,
    severity: Severity,
    computed: str = "",
) -> None:
    place = Place(slot.place.block, slot.place.row, slot.place.column)
    ledger.find(
        Kind.DATE,
        severity,
        place,
        message,
        rule=rule,
        text=row.text,
        printed=slot.words,
        computed=computed,
    )
