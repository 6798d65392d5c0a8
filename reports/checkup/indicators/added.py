"""An indicator that is what others of its kind add up to: 成本合计 beside 办公成本 and 维修成本."""

import re
from collections.abc import Iterator, Sequence

from projects.money import number_text
from reports.checkup.arithmetic import of_sum
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity
from reports.checkup.prose.sentences import is_alike
from reports.checkup.tables.lines import Line, grouped_by, last_of, quantity_in
from reports.checkup.tables.sections import Meaning, Section, Slot

_WHOLE = re.compile("合计|总计|共计|^总|总(?:额|成本|支出|费用|投入|投资|造价|数|量|人数|面积|长度|里程)")
_FEWEST = 2


def check_added(section: Section, lines: Sequence[Line], ledger: Ledger) -> None:
    """What adds up in the targets does in what was done, and the other way round.

    Which indicators a total is of its name does not tell; that one of the columns adds up does.
    """
    for whole, parts in _totals(section, lines):
        targets, done = ([line.target for line in (whole, *parts)], [line.actual for line in (whole, *parts)])
        _hold(whole, parts, done, targets, "完成值", ledger)
        _hold(whole, parts, targets, done, "指标值", ledger)


def _hold(
    whole: Line,
    parts: Sequence[Line],
    cells: Sequence[Slot | None],
    others: Sequence[Slot | None],
    called: str,
    ledger: Ledger,
) -> None:
    """Hold the cells of a column, that of the total first, to what those of the other column show."""
    known, shown = _values(cells), _values(others)
    slot = cells[0]
    if slot is None or len(known) != len(cells) or len(shown) != len(others):
        return
    if not of_sum(shown[0], shown[1:], rounded=shown[0].is_money).holds:
        return
    verdict = of_sum(known[0], known[1:], rounded=known[0].is_money)
    if verdict.holds:
        return
    listed = "＋".join(number_text(one.value) for one in known[1:])
    ledger.find(
        Kind.SUM,
        Severity.ERROR if known[0].is_money else Severity.WARNING,
        slot.place,
        f"“{whole.name}”的{called}印为{slot.text.strip()}，各项相加为{verdict.computed}：{listed}。",
        rule="各项指标之和等于合计",
        text="；".join(one.row.text for one in (*parts, whole)),
        printed=slot.text.strip(),
        computed=verdict.computed,
    )


def _totals(section: Section, lines: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Yield the indicators that are called a total, each with the others of its level in its unit."""
    place = last_of(section, Meaning.LEVEL2)
    groups = [list(lines)] if place is None else [members for _slot, members in grouped_by(lines, place)]
    for members in groups:
        wholes = [one for one in members if _WHOLE.search(one.name)]
        if len(wholes) != 1:
            continue
        of_whole = quantity_in(wholes[0].target)
        parts = [
            one
            for one in members
            if one is not wholes[0]
            and of_whole is not None
            and (value := quantity_in(one.target)) is not None
            and is_alike(value, of_whole)
        ]
        if len(parts) >= _FEWEST:
            yield wholes[0], parts


def _values(cells: Sequence[Slot | None]) -> list[Quantity]:
    """The numbers of the cells that hold one which is meant as written and can be added."""
    found = [quantity_in(one) for one in cells]
    return [one for one in found if one is not None and one.is_exact and not one.is_rate]
