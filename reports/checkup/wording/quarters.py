"""Quarters and halves of a year beside their months, and five-year plans beside their years.

第三季度（7月至9月）, 11月（四季度）; “十四五”期间（2021—2025年）; 1-13月, 第五季度.
"""

import re

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import half_width
from reports.checkup.wording.passages import report

_NAME = "(?P<name>第?[一二三四1-4]季度|[上下]半年|前三季度)"
_YEAR = "(?:(?:19|20)[0-9]{2}年)?"
_MONTH = "(?:1[0-2]|0?[1-9])"
_DAY = "(?:[0-9]{1,2}[日号]|[上中下]旬|[底末初])?"
_MONTHS_OF = (
    re.compile(
        rf"{_NAME}(?:\(|,?即){_YEAR}(?P<first>{_MONTH})(?:月{_DAY})?(?:(?:-{{1,2}}|—{{1,2}}|~|至|到){_YEAR}(?P<last>{_MONTH}))?月{_DAY}(?=[),。;]|$)"
    ),
    re.compile(rf"(?<![-—~至到0-9])(?P<first>{_MONTH})月{_DAY}(?P<last>)\({_NAME}\)"),
)
_WHEN = {
    **{name: (3 * place + 1, 3 * place + 3) for place, name in enumerate("一二三四")},
    **{str(place + 1): (3 * place + 1, 3 * place + 3) for place in range(4)},
    "上": (1, 6),
    "下": (7, 12),
    "前": (1, 9),
}
"""The first and the last month of what is named."""

_PLAN = re.compile(
    '[“"]?十(?P<plan>[一二三四五六])五[”"]?(?:规划)?(?:期间?|时期)?\\((?:即)?(?P<first>20[0-9]{2})年?(?:-{1,2}|—{1,2}|~|至)(?P<last>20[0-9]{2})年?\\)'
)
_FIRST_PLAN = 2001
_NO_SUCH = re.compile(
    "(?<![0-9])[0-9]{1,2}月?(?:-{1,2}|—{1,2}|~|至)(?:1[3-9]|[2-9][0-9])月(?!龄)|第(?:[五六七八九]|[5-9])季度"
)


def check_quarters(text: str, place: Place, ledger: Ledger) -> None:
    """Hold months against the quarter or the half of a year that they stand beside."""
    plain = half_width(text)
    for pattern in _MONTHS_OF:
        for found in pattern.finditer(plain):
            first, last = _WHEN[found["name"].removeprefix("第")[0]]
            months = [int(one) for one in (found["first"], found["last"]) if one]
            if all(first <= one <= last for one in months):
                continue
            report(
                Kind.DATE,
                place,
                found,
                ledger,
                f"“{found[0]}”有误：{found['name']}为{first}月至{last}月。",
                rule="季度与月份应对应",
                severity=Severity.ERROR,
                computed=f"{first}月至{last}月",
            )
    for found in _PLAN.finditer(plain):
        begins = _FIRST_PLAN + 5 * "零一二三四五六".index(found["plan"])
        if (int(found["first"]), int(found["last"])) != (begins, begins + 4):
            report(
                Kind.DATE,
                place,
                found,
                ledger,
                f"{found[0]}有误：“十{found['plan']}五”为{begins}年至{begins + 4}年。",
                rule="五年规划与年份应对应",
                computed=f"{begins}—{begins + 4}年",
            )
    for found in _NO_SUCH.finditer(plain):
        message = f"“{found[0]}”不存在。"
        report(Kind.DATE, place, found, ledger, message, rule="日期应真实存在", severity=Severity.ERROR)
