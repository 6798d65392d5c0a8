"""How long something lasts beside the two dates that it lasts from and until.

自2023年3月1日至12月31日，共10个月; 实施期限为2022年至2024年，共3年; 5月10日开工，8月28日完工，工期110天;
2015年投用，至2023年底已运行8年.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import chinese_number, half_width
from reports.checkup.wording.passages import report

_SENTENCE = re.compile("[^。;!?\n]+")
_POINT = re.compile(
    "(?:(?P<year>(?:19|20)[0-9]{2})年(?:度)?)?(?<![0-9])(?P<month>1[0-2]|0?[1-9])月份?(?:(?P<day>[0-9]{1,2})[日号])?(?![份底初末]|[上中下]旬)"
    "|(?P<only>(?<![0-9.])(?:19|20)[0-9]{2})(?:年度?(?![0-9底初末])|(?=[-—~至到]+(?:19|20)[0-9]{2}年))"
    "|(?<=[-—~至到])(?P<last>[0-9]{1,2})[日号]"
)
_TO = re.compile(r"\s*(?:起,?)?\s*(?:-{1,2}|—{1,2}|–|~|至|到)\s*")
_WORKS = re.compile(
    r"(?:正式|全面)?(?:开工|动工|开始施工|进场施工|启动|开始)(?:建设|实施)?[,、]?(?:并|于|至|到|计划|实际)*"
)
_WORKS_END = re.compile(r"(?:前|全部|全面|正式|整体)*(?:完工|竣工|建成|结束|完成)")
_NUMBER = "(?P<number>[0-9]{1,4}|[一两二三四五六七八九十]{1,3})"
_UNIT = "(?P<unit>年(?![0-9度初中末])|个月|日历天|天|日(?!均|常))(?![半多余上左以])"
_AFTERWARDS = re.compile(
    r"\)?[^,。;:0-9()]{0,10}[,(]?(?:[^,。;0-9()共约近余]{0,6})"
    rf"(?:共计|总计|合计|共|历时|为期|持续|连续|(?<![同划定准限])(?:总)?工期|用时|公示(?:期|时间)?|停[产工用运业]|闭馆|展出|试运行)(?:为|是|了)?{_NUMBER}{_UNIT}"
)
_IN_BRACKETS = re.compile(rf"[^,。;:0-9()]{{0,6}}\({_NUMBER}{_UNIT}\)")
_BEFORE = re.compile(
    "(?:期限|周期|工期|为期|历时|时限|服务期|建设期|实施期|合同期|租期|有效期)(?:为|是|共|:)*"
    rf"{_NUMBER}{_UNIT}[,(][^,。;0-9()]{{0,10}}$"
)
_BEGUN = (
    "(?:投[用运产]|投入(?:使用|运行|运营)|建成|建设|建造|修建|始建|兴建|竣工|完工|购[置买入]|采购|配[备置]|铺设|敷设|启[用动]"
    "|开[通馆园工]|成立|设立|开始|起|以来|实施|施行|执行|推行|运行|上线|入编|在用)"
)
_YEAR = "(?P<{}>(?:19|20)[0-9]{{2}})年"
_MONTH_AND_DAY = "(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?"
_ONWARDS = re.compile(
    f"(?:(?<![0-9]){_YEAR.format('year')}{_MONTH_AND_DAY}[^,。;:0-9]{{0,12}}?{_BEGUN}"
    f"|[建修购投启成始]用?[立于]{_YEAR.format('built')}{_MONTH_AND_DAY})[^,。;:0-9]{{0,8}}[,(]?"
    rf"(?:(?:截至|截止|至今|至|到)[^,。;:0-9()]{{0,6}}\(?{_YEAR.format('until')}(?:度?[末底初中])?{_MONTH_AND_DAY}[份底末]?\)?"
    "|(?P<now>至今|迄今|目前))"
    ",?[^,。;:0-9()近约超余]{0,12}?"
    "(?:运行|使用|服役|服务|运营|实施|施行|执行|推行|开展|历时|在用|已|达|有|满)(?:时间|年限|期限)?(?:已|了|为|达|有|满|长){0,3}"
    "(?P<many>[0-9]{1,2}|[一两二三四五六七八九十]{1,3})个?(?:整年|年头|年)(?![0-9度初中末底以半多余级])"
)
"""Since when something is in use, and how long it is at another time."""
_ON = (
    "(?:(?P<year{0}>(?:19|20)[0-9]{{2}})年)?(?<![0-9])(?P<month{0}>1[0-2]|[1-9])月(?P<day{0}>[0-9]{{1,2}})日"
)
_AGREED = re.compile(
    f"{_ON.format(1)}(?:正式)?(?:签订|开工|起算|进场)[^,。;0-9]{{0,10}},(?:合同|约定|计划|施工|总){{0,2}}(?:工期|期限)(?:为|共)?"
    f"(?P<number>[0-9]{{1,3}})(?:日历)?[天日],(?:应|计划|要求|须)(?:于|在)?{_ON.format(2)}(?:之?前)?(?:完工|竣工|完成|交付)"
)
_CHANGED = re.compile(
    "延长|延期|顺延|提前|推迟|续[签期]|调整|展期|质保|工作日|约定|计划|原|不连续|分批|分期|扣除|剔除|除去"
)
_SESSIONS = re.compile("培训|活动|讲座|演出|课|检查|会|集中|展|比赛|公示")
"""What need not go on each day from the first to the last."""
_WITHOUT_A_BREAK = re.compile("为期|历时|持续|连续")
_MONTHS = {"年": 12, "个月": 1}
_DAYS_OF_A_MONTH = 30.4
_LAX = 3
"""So many months may a year that is told by months be off."""


@dataclass(frozen=True, slots=True)
class _Day:
    """A date as far as it is told; a month or a day of 0 is not."""

    year: int
    month: int
    day: int

    @property
    def date(self) -> datetime.date | None:
        """The day, where it exists."""
        try:
            return datetime.date(self.year or 2023, self.month or 1, self.day or 1)
        except ValueError:
            return None


def check_lasting(text: str, place: Place, ledger: Ledger) -> None:
    """Hold how long something lasts against its two dates, wherever it stands beside them."""
    plain = half_width(text)
    for sentence in _SENTENCE.finditer(plain):
        for first, last, works in _spans(plain, sentence):
            lasting = _lasting(plain, sentence, first, last, works=works)
            if lasting is not None:
                _hold(plain, (first, last), lasting, place, ledger)


def check_agreed(text: str, place: Place, ledger: Ledger) -> None:
    """2023年7月10日签订合同，工期90天，应于2023年10月8日前完工: so many days behind, or one less."""
    plain = half_width(text)
    for found in _AGREED.finditer(plain):
        begins, ends = (
            _Day(*(int(found[f"{part}{of}"] or found["year1"]) for part in ("year", "month", "day")))
            for of in (1, 2)
        )
        one, other = begins.date, ends.date
        if one is None or other is None:
            continue
        days = (other - one).days
        if days - int(found["number"]) in (-1, 0, 1):
            continue
        right = one + datetime.timedelta(days=int(found["number"]))
        report(
            Kind.DATE,
            place,
            found,
            ledger,
            f"“{found[0]}”从起算日到截止日为{days}天，与{found['number']}天不符。",
            rule="起止时间与期限应一致",
            severity=Severity.ERROR,
            computed=f"{right.year}年{right.month}月{right.day}日",
        )


def check_in_use(text: str, place: Place, of: int | None, ledger: Ledger) -> None:
    """2015年投用，至2023年底已运行8年: the years between, one more or less by the month.

    Until now is the year that the document is ``of``, or one of the two after it.
    """
    plain = half_width(text)
    for found in _ONWARDS.finditer(plain):
        many = int(found["many"]) if found["many"].isdigit() else chinese_number(found["many"])
        begun, until = int(found["year"] or found["built"]), int(found["until"] or of or 0)
        between, slack = until - begun, 2 if found["now"] else 1
        if many is None or between < 1 or between - 1 <= many <= between + slack:
            continue
        report(
            Kind.DATE,
            place,
            found,
            ledger,
            f"“{found[0]}”：{begun}年至{until}年为{between}年，两者不符。",
            rule="起止时间与期限应一致",
            severity=Severity.ERROR,
            computed=f"{between}年",
        )


def _spans(plain: str, sentence: re.Match[str]) -> Iterator[tuple[re.Match[str], re.Match[str], bool]]:
    """Yield the dates that stand as from one to the other, or as the beginning and the end of works."""
    points = [*_POINT.finditer(plain, *sentence.span())]
    for first, last in pairwise(points):
        if _TO.fullmatch(plain, first.end(), last.start()):
            yield first, last, False
        elif _WORKS.fullmatch(plain, first.end(), last.start()) and _WORKS_END.match(plain, last.end()):
            yield first, last, True


def _lasting(
    plain: str, sentence: re.Match[str], first: re.Match[str], last: re.Match[str], *, works: bool
) -> re.Match[str] | None:
    """The words that tell how long it lasts: behind the dates, or right before them.

    What stands before works that began and ended is what was agreed: 工期90天，4月1日开工，9月30日竣工.
    """
    found = _AFTERWARDS.match(plain, last.end()) or _IN_BRACKETS.match(plain, last.end())
    if found is not None:
        return None if _CHANGED.search(plain, first.start(), found.end()) else found
    before = _BEFORE.search(plain[sentence.start() : first.start()])
    return None if before is None or works or _CHANGED.search(sentence[0]) else before


def _hold(
    plain: str,
    span: tuple[re.Match[str], re.Match[str]],
    lasting: re.Match[str],
    place: Place,
    ledger: Ledger,
) -> None:
    first, last = span
    days = _days(first, last)
    number = lasting["number"]
    count = int(number) if number.isdigit() else chinese_number(number)
    if days is None or count is None:
        return
    unit = "天" if lasting["unit"] in ("天", "日", "日历天") else lasting["unit"]
    right = _right(*days, unit, counted="共" in lasting[0])
    if right is None:
        return
    least, most, computed = right
    if least <= count <= most or (unit == "天" and count < least and _in_sessions(plain, first, lasting)):
        return
    words = f"{number}{lasting['unit']}"
    # from the middle of a year or a month to that of another
    told_finely = bool(days[0].day) or (bool(days[0].month) and unit == "年")
    sure = told_finely or count != computed - 1
    report(
        Kind.DATE,
        place,
        last,
        ledger,
        f"“{plain[first.start() : last.end()]}”为{computed}{unit}，文中写“{words}”，两者不符。",
        rule="起止时间与期限应一致",
        severity=Severity.ERROR if sure else Severity.WARNING,
        computed=f"{computed}{unit}",
    )


def _in_sessions(plain: str, first: re.Match[str], lasting: re.Match[str]) -> bool:
    """Whether days are counted that need not follow each other: 培训于6月5日至20日举办，共4天."""
    told = plain[max(0, first.start() - 40) : first.start()] + lasting[0]
    return _SESSIONS.search(told) is not None and _WITHOUT_A_BREAK.search(lasting[0]) is None


def _days(first: re.Match[str], last: re.Match[str]) -> tuple[_Day, _Day] | None:
    """Both dates; what the second leaves out is that of the first, or of the year after."""
    year = int(first["year"] or first["only"] or 0)
    begins = _Day(year, int(first["month"] or 0), int(first["day"] or 0))
    month = begins.month if last["last"] else int(last["month"] or 0)
    ends = _Day(int(last["year"] or last["only"] or year), month, int(last["day"] or last["last"] or 0))
    if bool(begins.month) != bool(ends.month) or bool(begins.day) != bool(ends.day):
        return None
    if bool(begins.year) != bool(ends.year) or first["last"]:
        return None
    if not (last["year"] or last["only"]) and ends.month < begins.month:
        ends = _Day(ends.year + 1, ends.month, ends.day) if ends.year else ends
    one, other = begins.date, ends.date
    return (begins, ends) if one and other and one <= other else None


def _right(begins: _Day, ends: _Day, unit: str, *, counted: bool) -> tuple[float, float, int] | None:
    """The least and the most that may be written in a unit, and what is right.

    From April to November are eight months where they are ``counted``, and may be seven else.
    """
    if not begins.month:
        years = ends.year - begins.year + 1
        return (years, years, years) if unit == "年" else None
    one, other = begins.date, ends.date
    if one is None or other is None:
        return None
    months = (ends.year - begins.year) * 12 + ends.month - begins.month
    if not begins.day:
        if unit == "天":
            return None
        of_unit = _MONTHS[unit]
        lax = _LAX if unit == "年" else 0
        least = months + 1 if counted else months
        return (
            (least - lax) / of_unit,
            (months + 1 + lax) / of_unit,
            max(round((months + 1) / of_unit), 1),
        )
    days = (other - one).days + 1
    if unit == "天":
        return days - 1, days, days
    exact = days / _DAYS_OF_A_MONTH / _MONTHS[unit]
    slack = 0.75 if unit == "个月" else 0.25
    return exact - slack, exact + slack, max(round(exact), 1)
