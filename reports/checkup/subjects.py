"""Whose figure a clause states: that of one of several projects, by its name or what is left of it."""

import re
from collections.abc import Iterable

from reports.checkup.numbers import half_width

_CLAUSE = re.compile("[,。;:、]")
_OF_ANY = re.compile(
    '项目|专项|资金|经费|工程|绩效|自评|评价|综合|最终|得分|总分|评分|经|本|该|我局|我委|单位|部门|支出|年度|[0-9年的为是“”"《》()]'
)
_SHORTEST = 3


def subject(before: str, names: Iterable[str]) -> str:
    """Return the only one of the names that the last clause of ``before`` speaks of, if there is one.

    A clause may leave out where a project is: 甲镇路灯改造 is called 路灯改造.
    """
    said = _core(_CLAUSE.split(half_width(before))[-1])
    if len(said) < _SHORTEST:
        return ""
    fitting = {name for name in names if (core := _core(half_width(name))) and (core in said or said in core)}
    return fitting.pop() if len(fitting) == 1 else ""


def _core(words: str) -> str:
    return _OF_ANY.sub("", words)
