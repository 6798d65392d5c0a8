"""Numbers in the names of indicators: 新建服务站15个 beside a target of 12个."""

import re

from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import half_width, in_unit, named_unit, quantities
from reports.checkup.tables.lines import Line, quantity_in

_OF_EACH = re.compile("每|人均|户均|平均|以上|以下|以内|标准|定额|限额|单价|岁|级|第|期限|周期|近|超")
"""What makes a number in a name a condition or a standard."""
_WORK = re.compile("^[\u4e00-\u9fff]{2,4}$")


def check_named_target(line: Line, ledger: Ledger) -> None:
    """What an indicator's name says is to be done is its target; that of several years may be more."""
    name = half_width(line.name)
    told = [one for one in quantities(name) if one.unit]
    target = quantity_in(line.target)
    if len(told) != 1 or target is None or line.target is None or _OF_EACH.search(name):
        return
    (named,) = told
    target = in_unit(target, line.unit.words if line.unit else named_unit(name)[1])
    at_end, behind_work = named.end == len(name), _WORK.match(name[: named.start]) is not None
    if not (at_end or behind_work) or not (named.is_exact and target.is_exact) or named.sign:
        return
    if target.unit != named.unit:
        return
    if named.value == target.value:
        ledger.agree(line.target.place)
        return
    ledger.find(
        Kind.PROSE_VS_TABLE,
        Severity.WARNING,
        line.target.place,
        f"指标“{line.name}”的名称中为{spelled(named)}，指标值为{line.target.text.strip()}，两处不一致。",
        rule="指标名称中的数与指标值一致",
        text=line.row.text,
        printed=spelled(named),
        computed=line.target.text.strip(),
    )
