"""Indicators whose target is a day or a state in words: done after the day, or not done, yet with all points.

完工时间 | 2023年10月底前 | 2023年12月20日 | 10 | 10; 完成及时性 | 及时 | 不及时 | 5 | 5.
"""

import calendar
import re
from collections.abc import Iterable

from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import half_width
from reports.checkup.tables.lines import Line
from reports.checkup.tables.sections import Slot

_DATE = (
    "(?:(?P<year>(?:19|20)[0-9]{2})年)?(?P<month>1[0-2]|0?[1-9])月(?:份)?"
    "(?:(?P<day>[0-9]{1,2})[日号]|(?P<part>[上中下]旬|[初底末]))?"
)
_TARGET = re.compile(rf"[≤<]?(?:不(?:晚|迟)于|于|在|截?至)?{_DATE}(?:之?以?前|止)?[\u4e00-\u9fff]{{0,6}}")
_ACTUAL = re.compile(rf"(?:已?于|在)?{_DATE}[\u4e00-\u9fff]{{0,8}}")
_NOT_YET = re.compile("前|底前|计划|预计")
_FIRST_OF = {"上": 1, "初": 1, "中": 11, "下": 21, "底": 21, "末": 21}
_LAST_OF = {"上": 10, "初": 10, "中": 20}
_SHORT = re.compile(
    "(?:不|未)(?:及时|达标|完成|合格|达成|实现|完善|健全|到位|按期|按时)[\u4e00-\u9fff]{0,6}|部分(?:达成|完成|实现)[\u4e00-\u9fff]{0,12}"
    "|未[\u4e00-\u9fff]{0,6}(?:完成|达标|达到[\u4e00-\u9fff]{0,4})"
)
"""A result in words that is less than all."""
_YEAR_BEFORE = 12

_Day = tuple[int, int, int]


def check_deadlines(lines: Iterable[Line], ledger: Ledger) -> None:
    """What was done too late, or in part, needs a reason, and does not get all points."""
    for line in lines:
        if line.target is None or line.actual is None:
            continue
        target, actual = (re.sub(r"\s", "", half_width(one.text)) for one in (line.target, line.actual))
        due, done = _TARGET.fullmatch(target), _ACTUAL.fullmatch(actual)
        if due is not None and done is not None and not _NOT_YET.search(actual):
            _check_days(line, due, done, ledger)
        elif _SHORT.fullmatch(actual) and not _SHORT.fullmatch(target):
            _too_many_points(line, line.actual, f"实际完成值为“{line.actual.text.strip()}”", ledger)


def _check_days(line: Line, due: re.Match[str], done: re.Match[str], ledger: Ledger) -> None:
    year = int(due["year"] or done["year"] or 0)
    last, first = _last(due, year), _first(done, year)
    if line.target is None or line.actual is None:
        return
    told = f"完成时间“{line.actual.text.strip()}”晚于目标“{line.target.text.strip()}”"
    if first > last:
        _too_many_points(line, line.actual, told, ledger)
        if line.reason is not None and line.reason.is_blank:
            ledger.find(
                Kind.MISSING_REASON,
                Severity.WARNING,
                line.reason.place,
                f"“{line.name}”的{told}，没有说明原因。",
                rule="未达到或明显超过指标值的应说明原因",
                text=line.row.text,
            )
    elif (last[0] - first[0]) * 12 + last[1] - first[1] >= _YEAR_BEFORE and due["year"] and done["year"]:
        ledger.find(
            Kind.DATE,
            Severity.WARNING,
            line.actual.place,
            f"“{line.name}”的完成时间“{line.actual.text.strip()}”比目标早一年以上，请核对年份。",
            rule="所写年度应与预算年度一致",
            text=line.row.text,
            printed=line.actual.text.strip(),
        )


def _first(found: re.Match[str], year: int) -> _Day:
    """The first day that a date may mean."""
    part = found["part"]
    day = int(found["day"] or 0) or (_FIRST_OF[part[0]] if part else 1)
    return int(found["year"] or year), int(found["month"]), day


def _last(found: re.Match[str], year: int) -> _Day:
    """The last day that a date may mean."""
    year, month, part = int(found["year"] or year), int(found["month"]), found["part"]
    ends = calendar.monthrange(year or 2024, month)[1]
    return year, month, int(found["day"] or 0) or (_LAST_OF.get(part[0], ends) if part else ends)


def _too_many_points(line: Line, actual: Slot, told: str, ledger: Ledger) -> None:
    weight, score = (slot.figure if slot is not None else None for slot in (line.weight, line.score))
    if weight is None or score is None or weight.is_rate or score.value < weight.value or not weight.value:
        return
    ledger.find(
        Kind.SCORE,
        Severity.WARNING,
        actual.place if line.score is None else line.score.place,
        f"“{line.name}”的{told}，却得了满分。",
        rule="未完成的指标不得满分",
        text=line.row.text,
        printed=line.score.text.strip() if line.score is not None else "",
    )
