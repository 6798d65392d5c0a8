"""Parts of a year told one after the other, and the whole year: 上半年120场，下半年150场，全年270场.

So are the years of a project and all of it.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, chinese_number, half_width
from reports.checkup.prose.sentences import Sentence, is_alike

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PERIOD = re.compile(
    "(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年"
    "|(?P<first>1[0-2]|[1-9])月?(?:-|—{1,2}|–|~|至|到)(?P<last>1[0-2]|[1-9])月份?)(?!末|底|累计|以来)"
)
_WHOLE_YEAR = re.compile("全年|合计|共计|总计|(?<!分)共")
_IN_YEARS = re.compile("分([两二三四五2-5])个?年度?")
_YEAR = re.compile("((?:19|20)[0-9]{2})年")
_RUNNING = re.compile("累计|截至|截止|末|底")
"""What had been spent by the end of each quarter adds up to nothing."""
_PLANNED = re.compile("计划|目标|预算|应")
_NEAR = 12
"""So many characters before a figure may tell that it is of the whole year."""
_OF_HALF = {"上": range(1, 7), "下": range(7, 13)}


def check_by_years_of_project(sentence: Sentence, ledger: Ledger) -> None:
    """总投资1500万元，分两年实施，2022年600万元，2023年900万元: what the years get comes to the whole."""
    plain = half_width(sentence.text)
    split = _IN_YEARS.search(plain)
    if split is None:
        return
    before = [one for one in sentence.quantities if one.end <= split.start() and one.is_exact]
    parts: dict[str, Quantity] = {}
    last = split.end()
    for one in sentence.quantities:
        if one.start < split.end() or not (before and is_alike(one, before[-1]) and one.is_exact):
            continue
        years = _YEAR.findall(plain[last : one.start])
        if len(years) != 1 or years[0] in parts:
            return
        parts[years[0]] = one
        last = one.end
    if before and len(parts) == (chinese_number(split[1]) or int(split[1])):
        _hold(sentence, before[-1], [*parts.values()], ledger)


def check_by_period(sentence: Sentence, ledger: Ledger) -> None:
    """The parts that make up a year come to what is told of the whole of it.

    Which quarter, half or months a figure is of is told before it; each is told of once. Where what was
    planned for it stands first, 上半年计划300万元，完成280万元, the figures beside them are added up.
    """
    plain = half_width(sentence.text)
    if _RUNNING.search(plain):
        return
    parts: list[tuple[range, Quantity]] = []
    wholes: list[Quantity] = []
    last = 0
    for one in sentence.quantities:
        told = plain[last : one.start]
        periods = [*_PERIOD.finditer(told)]
        if one.is_exact and one.unit and not one.is_rate and periods:
            parts.append((_months(periods[-1]), one))
            last = one.end
        elif one.is_exact and _WHOLE_YEAR.search(told[-_NEAR:]):
            wholes.append(one)
            last = one.end
    if not _are_a_year([months for months, _one in parts]):
        return
    figures = [one for _months, one in parts]
    whole = [one for one in wholes if all(is_alike(one, part) for part in figures)]
    if len(whole) != 1:
        return
    done = [_beside_the_plan(sentence, one) for one in figures]
    planned = _PLANNED.search(sentence.name(whole[0])) is not None
    if planned or not any(done):
        _hold(sentence, whole[0], figures, ledger)
    elif all(done):
        _hold(sentence, whole[0], [one for one in done if one is not None], ledger)


def _beside_the_plan(sentence: Sentence, one: Quantity) -> Quantity | None:
    """What was done, where it stands right behind what was planned."""
    behind = next((other for other in sentence.quantities if other.start >= one.end), None)
    if behind is None or not (behind.is_exact and is_alike(one, behind)):
        return None
    names = [sentence.name(each) for each in (one, behind)]
    return behind if [bool(_PLANNED.search(name)) for name in names] == [True, False] else None


def _months(found: re.Match[str]) -> range:
    if found["quarter"]:
        last = 3 * _QUARTERS[found["quarter"]]
        return range(last - 2, last + 1)
    return _OF_HALF[found["half"]] if found["half"] else range(int(found["first"]), int(found["last"]) + 1)


def _are_a_year(periods: Sequence[range]) -> bool:
    """Whether they follow each other from January to December."""
    months = [month for period in periods for month in period]
    return len(periods) > 1 and months == [*range(1, 13)]


def _hold(sentence: Sentence, whole: Quantity, parts: Sequence[Quantity], ledger: Ledger) -> None:
    added = sum((one.base for one in parts), Decimal(0))
    if added != whole.base and any(one.base == added and is_alike(one, whole) for one in sentence.quantities):
        return  # 全年应付3600万元，实际支付3546万元: of the other
    if added == whole.base:
        ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
        return
    if any(ledger.differs(sentence.at(one)) for one in (whole, *parts)):
        return
    if abs(added - whole.base) <= sum((one.half for one in parts), whole.half) and any(
        one.places > 0 for one in parts
    ):
        return  # rounded, each for itself
    words, computed = sentence.words(whole), f"{number_text(added / whole.factor)}{whole.unit}"
    listed = "＋".join(sentence.words(one) for one in parts)
    ledger.find(
        Kind.SUM if whole.is_money else Kind.COUNT,
        Severity.ERROR,
        sentence.at(whole),
        f"“{words}”与各时段之和不符：{listed}={computed}。",
        rule="总数等于各时段之和",
        text=sentence.text,
        printed=words,
        computed=computed,
    )
