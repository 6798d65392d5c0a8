"""Checks of dates and years: days that do not exist, periods that run backwards, years that slipped."""

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import chinese_number, half_width
from reports.checkup.wording.passages import around, report

_TO = r"\s*(?:-|—{1,2}|–|~|起?至|起?到)\s*"
_YEAR = "(?:19|20)[0-9]{2}"
_DATE = re.compile(rf"(?P<year>{_YEAR})年(?P<month>[0-9]{{1,2}})月(?:(?P<day>[0-9]{{1,2}})[日号])?")
_MARKED = re.compile(
    rf"(?<![-./0-9])(?P<year>{_YEAR})(?P<mark>[-./])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>[0-9]{{1,2}})(?![-./]?[0-9])"
)
_NUMERALS = re.compile(
    "(?P<year>[二〇○零一三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,3})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_DAY_OF_YEAR = re.compile("(?<![0-9年])(?P<month>[1-9]|1[0-2])月(?P<day>[0-9]{1,2})[日号]")
_MARKED_DAY = rf"({_YEAR})[-./](0?[1-9]|1[0-2])[-./]([0-9]{{1,2}})"
_MARKED_MONTH = rf"({_YEAR})[./](0?[1-9]|1[0-2])"
_SPANS = (
    re.compile(rf"({_YEAR})年([0-9]{{1,2}})月(?:[0-9]{{1,2}}日)?{_TO}({_YEAR})年([0-9]{{1,2}})月"),
    re.compile(
        rf"({_YEAR})年([0-9]{{1,2}})月([0-9]{{1,2}})日{_TO}({_YEAR})年([0-9]{{1,2}})月([0-9]{{1,2}})日"
    ),
    re.compile(
        rf"{_YEAR}年([0-9]{{1,2}})月([0-9]{{1,2}})日{_TO}(?:(?:同年)?([0-9]{{1,2}})月)([0-9]{{1,2}})日"
    ),
    re.compile(rf"(?<![0-9年])([0-9]{{1,2}})月([0-9]{{1,2}})日{_TO}(\1)月([0-9]{{1,2}})日"),
    re.compile(rf"(?<=月)([0-9]{{1,2}})日{_TO}([0-9]{{1,2}})日(?![0-9])"),
    re.compile(rf"({_YEAR})年?{_TO}({_YEAR})年(?![0-9])"),
    re.compile(rf"(?<![-./0-9]){_MARKED_DAY}{_TO}{_MARKED_DAY}(?![-./]?[0-9])"),
    re.compile(rf"(?<![-./0-9]){_MARKED_MONTH}{_TO}{_MARKED_MONTH}(?![-./]?[0-9])"),
)
"""From one day, month or year to another, told as finely; a winter may begin in 11月 and end in 3月."""
_CLAUSE = re.compile(f"(?:[^,。;、]|、(?!{_YEAR}年))+")
_BEGUN = re.compile(
    "启动|开工|动工|开始|制定|印发|下发|成立|签订|开标|进场|立项|接受[^,。;]{0,8}委托|受[^,。;]{0,8}委托"
)
_ENDED = re.compile("形成|完成|完工|竣工|验收|结束|定稿|报送|上报|提交|出具|交付")
_SETS_OUT = re.compile(
    "[,起]?[^,。;、0-9]{0,12}?(?:编制[^,。;]{0,6}方案|(?:启动|完成|组织)[^,。;]{0,4}招标|开工|动工|进场施工|启动实施)"
)
_PROJECT_FINISHED = re.compile(
    f"(?<![期段批])(?:项目|工程)(?:已|均|全部|整体)*于{_DATE.pattern}(?:前|底)?(?:全部|全面|整体|正式)*(?:完工|竣工|建成)(?!验收)"
)
_PRELIMINARY = re.compile("可行性|可研|招标|采购|设计|勘察|立项|批复|前期|论证")
"""What is done before a project begins."""
_APPROVED = re.compile("审批|审定|批复|批准|立项|核准|同意")
_UNDER_WAY = re.compile("下达|拨付|开工|动工|启动|进场|开始")
_ANOTHER_TIME = re.compile("调整|变更|追加|结算|决算|延期|延长|提前|竣工|验收|方案|预拨|预下达")
"""What is approved a second time, or given before its time."""
_FINISHED = re.compile("(?:竣工|完工|建成)(?!验收)")
_ACCEPTED = re.compile(
    "(?:了|的|竣工后|完工后|交工|全部|正式|通过|组织|完成|进行|竣工|最终|[省市县区乡镇]级|,)*(?:初步?验收?|验收|交付使用|投入使用)"
)
"""Right behind its date, so that it is of what the clause before tells to be finished."""
_RECEIVED = re.compile("下达|到位|收到")
_PASSED_ON = re.compile("(?:及时|已|全部|将[\u4e00-\u9fff]{0,8}|,)*(?:分解|转|再|细化)(?:下达|拨付|拨)")
"""Right behind its date: what came from above is passed on, and not before it came."""
_IN_BATCHES = re.compile("批|分次|提前|预拨|预下达|追加|调整|剩余")
_OF_THE_SAME = re.compile(
    "(?:并|于|在|至|截至|资金|款项|计划|预计|项目|工程|工作|实际|时间|日期|为|:|形成|完成|完工|竣工|验收|结束)*"
    "|(?:经|由)?[\u4e00-\u9fff]{2,16}(?:[局站办委组队]|中心|单位|部门|公司)于"
)
"""What may stand before the date of an end that is of what was begun in the clause before."""
_BUDGET_YEAR = re.compile(f"({_YEAR})年度")
_TITLE_YEAR = re.compile(f"({_YEAR})年[^,。;]{{0,40}}(?:自评|绩效评价)")
_CITED = re.compile("《[^《》]*》")
_CAPTION = re.compile(rf"[(]?\s*({_YEAR})\s*年度\s*[)]?")
_AS_OF_YEAR_END = re.compile(
    f"(?:截至|截止|至)?({_YEAR})年(?:12月(?:31日|底|末)|年底|年末|底|末)(?:止|,|为止|前)?"
)
_TARGETS_OF = re.compile(f"对照(?:年初)?(?:设定的|批复的)?({_YEAR})年度?[^,。;《》]{{0,12}}目标")
_EVALUATED = re.compile(
    f"(?:对|组织|开展了?)({_YEAR})年度?[^,。;《》]{{0,40}}?(?:(?:开展|进行|组织|实施)了?[^,。;]{{0,8}})?(?:自评|绩效评价)"
)
_PLANNED_FOR = re.compile(
    f"(?<![原按照据年])(?:计划|预计|拟)(?:于|在)?({_YEAR})年(?:[0-9]{{1,2}}月)?(?:底|末|[上下]旬|[0-9]{{1,2}}日)?(?:之?以?前)?"
    "(?:完成|支付|建成|竣工|验收|交付|拨付|兑付)"
)
_CARRIED_TO = re.compile(
    f"(?:纳入|列入|转入|[结顺延推移][转延期迟后]?(?:至|到)|安排(?:在|到|至))({_YEAR})年度?(?:的)?[\u4e00-\u9fff]{{0,6}}"
)
"""剩余3处纳入2025年计划: what is left is for a year to come."""
_LEFT_OVER = re.compile("下一步|剩余|其余|余下|尚未|未完成|尾款|明年|下年|下一年")
_PUT_OFF = re.compile("延|推迟|调整|实际|已|因.*未能")
_SPENT = re.compile("支出|执行|使用|支付|拨付|支用")
_OTHER_YEARS = re.compile("上年|上一年|去年|往年|以前年度|历年|累计|结转|结余|年初|余额|较|相比")
_NOT_OF_YEAR = re.compile("设定[^,。;]{0,4}年度|整改")
"""What is set for a later year, and what came of the evaluation of an earlier one."""
_PLANNED = re.compile(
    "(?<!现)将|拟|下一步|计划|明年|下年|今后|往年|去年|上年|上一年|基础上|曾|(?:本年|今年)度?(?:较|比|同比|提高|下降|增加|减少|上升|降低)"
)
_SERVES = re.compile("将?作为|依据|参考")
"""Results serve the budgets of later years."""
_COMPARED_WITH = re.compile("(?:与|较|比|同|和)$")
_ITS_SCORE = re.compile(
    "[^,。;]{0,16}(?:自评|项目|绩效|平均|综合)[^,。;0-9]{0,8}(?:得分|总分|分数|评分|[0-9]+个)"
)
"""Behind an earlier year: the score that was given then."""
_SCORED = re.compile("[^,。;0-9]{0,8}自评(?:总?得?分|分数|评分)(?:为|是)?([0-9]{1,3}(?:\\.[0-9]{1,2})?)分")
_IMPOSSIBLE_YEAR = re.compile(
    "(?<![0-9.])(?:(?P<far>20[3-9][0-9])|2[1-9][0-9]{2}|1[0-8][0-9]{2})年(?:度|[0-9]{1,2}月|,(?=项目|全年|我))"
)
_FAR_AHEAD = re.compile("规划|远景|目标|到20|至20|预计|力争|愿景|纲要|使用年限|期限|到期|寿命")
_PERIOD_EVALUATED = re.compile(
    f"评价(?:时段|期间|时限|的?时间范围)[^,。;0-9]{{0,4}}({_YEAR})年(?:[0-9]{{1,2}}月[0-9]{{0,2}}日?)?(?:{_TO}({_YEAR})年)?"
)
_WHOLE_YEAR_TOLD = re.compile(
    f"(?:^|[。;])\\s*({_YEAR})年(?:度)?,[^。;]{{0,60}}?(?:全年支出|全年执行|实际支出|执行率|自评得分)"
)
_HEADING_OF_YEAR = re.compile(
    f"\\s*(?:[一二三四五六七八九十]+、|\\([一二三四五六七八九十]+\\)|[0-9]+[.、])?({_YEAR})年度?(?:项目|部门)?(?:预算|资金|绩效|支出)[^,。;]{{0,10}}(?:情况|结论|分析)\\s*"
)
_FILLED_IN = re.compile("(?:填报|填表|自评|编制|填写|报告)(?:日期|时间):?$")
_SIGNER = re.compile(r"\s*(?:[\u4e00-\u9fff()]{4,24}(?:[局办处院校委会站所队]|中心|街道|大学|公司|部门)\s+)?")
"""The office before the day on which it signs."""
_PUBLISHED = re.compile("(?<!预算)(?<!目标)(?:发布|公开|公示|公布|成文|印发)(?:日期|时间):?$")
"""Labels of the day on which a text that looks back was published."""
_RESULTS = re.compile(
    "(?:自评|评价)(?:的?结果|报告|情况|得分|表|材料)|决算"
    "|(?<![\u4e00-\u9fff])(?:本|该)?报告(?!期)[^。;]{0,60}(?:财政|主管部门)"
)
_RUNS = re.compile(
    "(?:(?:实施|项目|执行|建设|服务)(?:期限?|周期|时间)|起止时间|评价(?:时段|期间|时限))[^,。;0-9]{0,6}"
    rf"{_DATE.pattern}{_TO}(?:(?P<year_of_end>{_YEAR})年)?(?P<last>[0-9]{{1,2}})月(?:(?P<ends>[0-9]{{1,2}})[日号])?"
)
"""From when until when a project runs."""
_STOPS = re.compile("[,。;:]")
_MADE_KNOWN = re.compile("公开|公示|公布|发布|备案|报送|上报|提交|反馈")
_OF_THE_BUDGET = re.compile(
    "预算(?:公开|批复|编制)|批复|上年|上一年|去年|往年|以前年度|办法|通知|制度|意见|要求"
)
_AFTERWARDS = re.compile("自评|评价|决算")
_BEFOREHAND = re.compile("监控|监测|申报|目标表|中期|半年|季度|事前|[0-9]-[0-9]+月")
_DAY_IN_TEXT = re.compile("(?P<month>[1-9]|1[0-2])月(?P<day>[0-9]{1,2})[日号](?!之?以?前)")
_EVALUATING = re.compile("自评|评价|核查|收集资料|座谈|问卷|评审")
_INTENDED = re.compile("将|拟|下一步|计划|预计|应当?于|要求|文件|通知|印发|以前|之前|截止|截至|报送")
_ON_A_DAY = "年(?P<{}>[0-9]{{1,2}})月(?:[0-9]{{1,2}}[日号]|[上中下]旬|[初底末])?"
_SELF_EVALUATED = re.compile(
    rf"自评(?:工作|报告)?(?:已|均)?(?:于|在|自|从)(?P<year>{_YEAR}){_ON_A_DAY.format('month')}(?:前|起|正式|全面|全部)?"
    "(?:完成|结束|启动|开展|开始|进行|形成|定稿|实施)"
    rf"|(?P<of>{_YEAR}){_ON_A_DAY.format('in')}(?:前|起)?,?[^,。;:0-9]{{0,12}}?(?:完成|开展|组织|启动|进行|形成)(?:了|并)?"
    "[^,。;:0-9]{0,8}?自评(?!方案|通知|办法|培训|指标|目标|体系|准备|小组|领导|制度|试点)"
)
"""The day of a self-evaluation, before or behind its name."""
_OF_ANOTHER_EVALUATION = re.compile(
    "上年|上一年|去年|往年|以前年度|历年|半年|季度|中期|监控|事前|阶段性|计划|拟|要求|《"
)
_DONE_BY = re.compile(
    f"(?:已|均|全部)[^,。;0-9]{{0,6}}(?:于|在){_DATE.pattern}(?:之?前|底)?[^,。;0-9]{{0,8}}(?:完毕|到位|完成|结束|办结|清零)(?!率)"
)
"""What is told to be done, with its day."""
_STILL_TO_COME = re.compile(
    f"(?:尚未|未完成|未完工|仍未|剩余|余下)(?:(?!已|实际|原)[^。;]){{0,40}}?(?:预计|计划|拟|力争|将)(?:于|在)?{_DATE.pattern}(?:底|末|[上中下]旬)?(?:之?以?前|内)?"
)
"""What is not done yet, with the day on which it is to be."""
Day = tuple[int, int, int]
"""Year, month and day."""
_FAR = 200
"""So many characters beside a date may belong to its clause; a text without a stop has none."""
_OPENING = 6
"""So many lines of a document may be its title."""


def _days(plain: str) -> Iterator[tuple[re.Match[str], Day]]:
    """Yield each date that names a year; one without a day is the first of its month."""
    for pattern in (_DATE, _MARKED):
        for found in pattern.finditer(plain):
            yield found, (int(found["year"]), int(found["month"]), int(found["day"] or 1))
    for found in _NUMERALS.finditer(plain):
        year = "".join(str(chinese_number(digit) or 0) for digit in found["year"].replace("○", "零"))
        month, day = chinese_number(found["month"]), chinese_number(found["day"])
        if month is not None and day is not None:
            yield found, (int(year), month, day)


def _before(plain: str, found: re.Match[str]) -> str:
    """What stands before a date, as far as its clause may reach back."""
    return plain[max(found.start() - _FAR, 0) : found.start()]


def check_dates(plain: str, place: Place, ledger: Ledger) -> None:
    """Days exist, and a period ends after it began."""
    wrong = [found for found, day in _days(plain) if not _exists(*day)]
    leap = 2000
    wrong += [
        found
        for found in _DAY_OF_YEAR.finditer(plain)
        if not _exists(leap, int(found["month"]), int(found["day"]))
    ]
    for found in wrong:
        _wrong(found, place, ledger, f"日期“{found[0]}”不存在。", rule="日期应真实存在")
    check_order(plain, place, ledger)
    for pattern in _SPANS:
        for found in pattern.finditer(plain):
            numbers = [int(one) for one in found.groups()]
            half = len(numbers) // 2
            if numbers[:half] > numbers[half:]:
                message = f"起止时间“{found[0]}”先后颠倒。"
                _wrong(found, place, ledger, message, rule="起始时间不晚于终止时间")


def check_order(plain: str, place: Place, ledger: Ledger) -> None:
    """What a sentence tells to have been begun is not ended before: 3月25日启动，3月11日形成初稿."""
    for sentence in re.finditer("[^。;]+", plain):
        begun: re.Match[str] | None = None
        finished: re.Match[str] | None = None
        approved: re.Match[str] | None = None
        received: re.Match[str] | None = None
        for clause in _CLAUSE.finditer(plain, *sentence.span()):
            found = _DATE.search(plain, *clause.span())
            if found is None:
                continue
            words = clause[0].replace(found[0], "")
            own = plain[clause.start() : found.start()].strip()
            earlier: list[re.Match[str] | None] = [
                begun if _ENDED.search(words) and not _PRELIMINARY.search(words) else None,
                finished if _ACCEPTED.match(plain, found.end()) else None,
                approved if _UNDER_WAY.search(words) and not _ANOTHER_TIME.search(words) else None,
            ]
            later = next((one for one in earlier if one is not None and _is_before(found, one)), None)
            passed_on = _PASSED_ON.match(plain, found.end()) is not None
            if passed_on and received is not None and _is_before(found, received):
                later, own = received, ""
            if later is not None and _OF_THE_SAME.fullmatch(own):
                message = f"“{clause[0].strip()}”早于前文“{later[0]}”，先后颠倒。"
                _wrong(found, place, ledger, message, rule="完成的时间不早于开始的时间")
                break
            if _RECEIVED.search(words) and not (passed_on or _IN_BATCHES.search(sentence[0])):
                received = received or found
            if begun is None and _BEGUN.search(words):
                begun = found
            if _APPROVED.search(words) and not _ANOTHER_TIME.search(words):
                approved = found
            if _FINISHED.search(words):
                finished = found


def check_signed(texts: Sequence[tuple[str, Place]], ledger: Ledger) -> None:
    """Nothing that a report tells of its own evaluation is later than the day that it is signed on."""
    plain = [(half_width(text), place) for text, place in texts]
    signed = [
        (found, day, place)
        for text, place in plain
        for found, day in _days(text)
        if _signs(text, found) and (found["day"] or "") and place.row < 0
    ]
    if len(signed) != 1:
        return
    signature, on, where = signed[0]
    told = [
        (found[0], (int(year["year"]), int(found["month"]), int(found["day"])))
        for text, place in plain
        if place.row < 0 and place.block < where.block
        for sentence in re.finditer("[^。;]+", text)
        if _EVALUATING.search(sentence[0]) and not _INTENDED.search(sentence[0])
        for found in _DAY_IN_TEXT.finditer(text, *sentence.span())
        if (year := _last_year_before(text, sentence.start(), found)) is not None
    ]
    late = [words for words, day in told if day > on]
    if late:
        report(
            Kind.DATE,
            where,
            signature,
            ledger,
            f"落款日期“{signature[0]}”早于文中所写的评价工作时间“{late[-1]}”。",
            rule="落款日期不早于文中所写的工作时间",
        )


def check_told_by(texts: Sequence[tuple[str, Place]], ledger: Ledger) -> None:
    """What a report tells as done was done before it is signed, what it expects is not past by then."""
    plain = [(half_width(text), place) for text, place in texts]
    signed = [
        found
        for text, place in plain
        for found in _DATE.finditer(text)
        if _signs(text, found) and place.row < 0
    ]
    if len(signed) != 1:
        return
    for text, place in plain:
        for found in _DONE_BY.finditer(text):
            if _is_before(signed[0], found) and not _INTENDED.search(text[: found.start()].split("。")[-1]):
                message = f"“{found[0]}”晚于落款日期“{signed[0][0]}”，报告时尚未到这一天。"
                _wrong(found, place, ledger, message, rule="已完成的事项不晚于落款日期")
        for found in _STILL_TO_COME.finditer(text):
            if _is_before(found, signed[0]):
                message = f"“{found[0]}”的时间早于落款日期“{signed[0][0]}”，报告时已经过去。"
                _wrong(found, place, ledger, message, rule="预计完成的时间不早于落款日期")


def check_finished(texts: Sequence[tuple[str, Place]], ledger: Ledger) -> None:
    """The project is not finished before the first day on which anything of it is told to have begun.

    2022年2月编制实施方案 … 项目于2021年12月10日完工, in whatever paragraphs they stand.
    """
    plain = [(half_width(text), place) for text, place in texts]
    begun = [
        found
        for text, _place in plain
        for found in _DATE.finditer(text)
        if _SETS_OUT.match(text, found.end())
    ]
    finished = [(found, place) for text, place in plain for found in _PROJECT_FINISHED.finditer(text)]
    if not begun or len(finished) != 1:
        return
    ((found, place),) = finished
    first = min(begun, key=lambda one: [int(one[part] or 1) for part in ("year", "month", "day")])
    if _is_before(found, first):
        message = f"“{found[0]}”早于文中“{first[0]}”的启动时间，先后颠倒。"
        _wrong(found, place, ledger, message, rule="完成的时间不早于开始的时间")


def _last_year_before(text: str, start: int, found: re.Match[str]) -> re.Match[str] | None:
    """The date of the sentence whose year is that of a day: its own, or the last one named before it."""
    return next(reversed([*_DATE.finditer(text, start, found.end())]), None)


def _is_before(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a date is before another, by the month where either names no day."""
    parts = ("year", "month", "day") if one["day"] and other["day"] else ("year", "month")
    return [int(one[part]) for part in parts] < [int(other[part]) for part in parts]


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _wrong(found: re.Match[str], place: Place, ledger: Ledger, message: str, *, rule: str) -> None:
    report(Kind.DATE, place, found, ledger, message, rule=rule, severity=Severity.ERROR)


def budget_year(lines: Sequence[str]) -> int | None:
    """Return the year that a document is about: the one that its title and most of its lines name.

    Where no 年度 stands in the title, it is the year of what was evaluated; where none does either, that of
    most lines.
    """
    plain = [_CITED.sub("", half_width(line)) for line in lines]
    titles = [line for line in plain[:_OPENING] if "。" not in line]
    years = Counter(int(found[1]) for line in plain for found in _BUDGET_YEAR.finditer(line))
    in_title = {int(found[1]) for line in titles for found in _BUDGET_YEAR.finditer(line)}
    evaluated = {int(found[1]) for line in titles if (found := _TITLE_YEAR.search(line))}
    if not in_title and len(evaluated) == 1:
        return evaluated.pop()
    likeliest = years.most_common(1)[0][0] if years else None
    return likeliest if not in_title or likeliest in in_title else None


def check_years(
    plain: str, place: Place, year: int, ledger: Ledger, scores: Collection[Decimal] = ()
) -> None:
    """Where a text must speak of the budget year it does: ``year`` is the one that the document is about.

    What is planned for another year or was done in it, and the title of a document, are of their own years;
    so is a score of last year that is none of those that the forms have, ``scores``.
    """
    own = _CITED.sub(lambda found: " " * len(found[0]), plain)
    wrong: dict[int, re.Match[str]] = {}
    for found in _BUDGET_YEAR.finditer(own):
        sentence = around(own, found.start())
        short = re.search("自评|项目支出绩效", sentence) and len(sentence) < 60
        compared = int(found[1]) < year and (
            _COMPARED_WITH.search(_before(own, found))
            or _is_told_beside(own, found, year)
            or (int(found[1]) == year - 1 and _is_another_score(own[found.end() :], scores))
        )
        if _NOT_OF_YEAR.search(sentence):
            continue
        beyond = int(found[1]) > year + 1 and not _SERVES.search(sentence)
        if beyond or (short and not _PLANNED.search(sentence) and not compared):
            wrong[found.start(1)] = found
    for pattern in (_TARGETS_OF, _EVALUATED):
        for found in pattern.finditer(own):
            if not _PLANNED.search(around(own, found.start())):
                wrong.setdefault(found.start(1), found)
    for found in _AS_OF_YEAR_END.finditer(own):
        sentence = around(own, found.start())
        if abs(int(found[1]) - year) == 1 and _SPENT.search(sentence) and not _OTHER_YEARS.search(sentence):
            wrong[found.start(1)] = found
    for found in _PLANNED_FOR.finditer(own):
        sentence = around(own, found.start())
        alone = len(re.findall(f"{_YEAR}年", sentence)) == 1 and not _OTHER_YEARS.search(
            sentence.replace("结余", "")
        )
        if int(found[1]) < year and alone and not _PUT_OFF.search(sentence):
            wrong[found.start(1)] = found
    for found in _CARRIED_TO.finditer(own):
        sentence = around(own, found.start())
        if int(found[1]) < year and _is_left_over(sentence.split(found[0])[0], year):
            wrong[found.start(1)] = found
    for found in _PERIOD_EVALUATED.finditer(own):
        if not int(found[1]) <= year <= int(found[2] or found[1]):
            wrong.setdefault(found.start(1), found)
    for found in _WHOLE_YEAR_TOLD.finditer(own):
        sentence = around(own, found.start(1))
        if int(found[1]) > year and not _PLANNED.search(sentence):
            wrong.setdefault(found.start(1), found)
    heading = _HEADING_OF_YEAR.fullmatch(own)
    if heading and place.row < 0 and int(heading[1]) != year + 1:
        wrong.setdefault(heading.start(1), heading)
    for found in _IMPOSSIBLE_YEAR.finditer(own):
        if not _FAR_AHEAD.search(around(own, found.start())):
            wrong.setdefault(found.start(), found)
    caption = _CAPTION.fullmatch(own.strip())
    if caption and place.row < 0:  # in a table it heads a column
        wrong[caption.start(1)] = caption
    for found in wrong.values():
        if found[1] is None or int(found[1]) != year:
            report(
                Kind.DATE,
                place,
                found,
                ledger,
                f"文中写“{found[0]}”，全文所写的预算年度为{year}年度。",
                rule="所写年度应与预算年度一致",
                computed=f"{year}年度",
            )


def _is_left_over(before: str, year: int) -> bool:
    """Whether what a sentence carries to another year is left of this one, not of one that is past."""
    past = any(int(one) < year for one in re.findall(f"({_YEAR})年", before))
    return _LEFT_OVER.search(before) is not None and not (past or re.search("已|曾|原|上年|去年", before))


def _is_told_beside(plain: str, found: re.Match[str], year: int) -> bool:
    """2021年度自评得分96.8分，2022年更为规范: an earlier score, and what follows is of this year."""
    behind = re.split("[。;]", plain[found.end() : found.end() + _FAR])[0]
    scored = _ITS_SCORE.match(behind)
    return scored is not None and re.search(f"本年|今年|{year}年", behind[scored.end() :]) is not None


def _is_another_score(behind: str, scores: Collection[Decimal]) -> bool:
    """2022年度自评得分92.4分，…: what was got last year, where the forms have other points."""
    found = _SCORED.match(behind)
    return found is not None and bool(scores) and Decimal(found[1]) not in scores


def check_published(plain: str, place: Place, year: int, ledger: Ledger) -> None:
    """What came of the evaluation of a year is not made known before that year is over.

    并于2022年4月30日前公开, said of 2023; the clause may go on behind the date: 2022年5月20日，将报告报送….
    """
    for found, day in _made_known(plain, year):
        if day < (year, 12, 1):
            message = f"“{found[0]}”时{year}年度尚未结束，不会有全年的自评结果。"
            report(Kind.DATE, place, found, ledger, message, rule="自评结果在预算年度结束之后公开")


def check_published_after(plain: str, place: Place, end: Day | None, ledger: Ledger) -> None:
    """Where no budget year is known: nothing came of the evaluation before the project had ended.

    实施期为2023年3月1日至12月31日 … 报告于2023年3月15日报送区财政局.
    """
    if end is None:
        return
    for found, day in _made_known(plain, end[0]):
        if day[:2] < end[:2]:
            message = f"“{found[0]}”时项目尚未实施完毕（至{end[0]}年{end[1]}月），不会有全部的自评结果。"
            report(Kind.DATE, place, found, ledger, message, rule="自评结果在项目实施之后公开")


def _made_known(plain: str, year: int) -> Iterator[tuple[re.Match[str], Day]]:
    """Yield the days on which a text tells that the results of an evaluation were made known."""
    own = _CITED.sub(lambda found: " " * len(found[0]), plain)
    for found, day in _days(own):
        sentence = around(own, found.start())
        named = {int(one) for one in re.findall(f"({_YEAR})年", sentence)} - {day[0]}
        behind = own[found.end() : found.end() + _FAR].lstrip(",")
        clause = _STOPS.split(_before(own, found))[-1] + _STOPS.split(behind)[0]
        if (
            _RESULTS.search(sentence)
            and _MADE_KNOWN.search(clause)
            and "预算" not in clause
            and not (_OF_THE_BUDGET.search(sentence) or any(one < year for one in named))
        ):
            yield found, day


def runs_until(texts: Iterable[str]) -> Day | None:
    """Return the only end that texts tell of a project which runs within one year."""
    ends = {
        (int(found["year"]), int(found["last"]), int(found["ends"] or 1))
        for text in texts
        for found in _RUNS.finditer(half_width(text))
        if found["year_of_end"] in (None, found["year"])
    }
    return ends.pop() if len(ends) == 1 else None


def looks_back(opening: Sequence[str]) -> bool:
    """Whether the opening lines are those of an evaluation of a year that is over."""
    lines = [half_width(line) for line in opening[:_OPENING]]
    beforehand = any(_BEFOREHAND.search(line) for line in lines if "。" not in line)
    return any(_AFTERWARDS.search(line) for line in lines) and not beforehand


def check_filled_in(text: str, place: Place, year: int, ledger: Ledger, *, label: str = "") -> None:
    """What looks back on a year was filled in after it, or in its last month at the earliest.

    The date stands behind its label, in a cell beside it, or alone in a line as that of the signature.
    """
    plain = half_width(text)
    for found, day in _days(plain):
        named = re.sub(r"\s", "", label + _before(plain, found))
        labelled = _FILLED_IN.search(named)
        published = _PUBLISHED.search(named)
        what = "公开" if published else "填报"
        signed = not label and _signs(plain, found)
        if day < (year, 12, 1) and (labelled or published or signed):
            report(
                Kind.DATE,
                place,
                found,
                ledger,
                f"“{found[0]}”{what}，此时{year}年度尚未结束，不能对全年作出自评。",
                rule="自评在预算年度结束之后填报、公开",
                severity=Severity.ERROR if labelled else Severity.WARNING,
            )


def _signs(plain: str, found: re.Match[str]) -> bool:
    """Whether a date stands alone in its line, or behind nothing but who signs."""
    return plain.strip().endswith(found[0]) and _SIGNER.fullmatch(plain[: found.start()]) is not None


def check_self_evaluated(plain: str, place: Place, year: int, ledger: Ledger) -> None:
    """What looks back on 2021 tells of no self-evaluation before its end: 自评于2021年1月25日完成."""
    for found in _SELF_EVALUATED.finditer(plain):
        sentence = around(plain, found.start())
        day = (int(found["year"] or found["of"]), int(found["month"] or found["in"]), 1)
        named = {int(one) for one in _BUDGET_YEAR.findall(sentence)} - {year}
        if day < (year, 12, 1) and not named and not _OF_ANOTHER_EVALUATION.search(sentence):
            message = f"“{found[0]}”时{year}年度尚未结束，不能对全年作出自评。"
            report(Kind.DATE, place, found, ledger, message, rule="自评在预算年度结束之后进行")


def filled_in_on(fields: Iterable[tuple[str, str, Place]]) -> Day | None:
    """Return the only day that a document says it was filled in or signed on."""
    days = set()
    for label, text, _place in fields:
        plain = half_width(text)
        for found, day in _days(plain):
            named = re.sub(r"\s", "", label + _before(plain, found))
            signed = not label and found[0] == plain.strip()
            if found["day"] and (signed or _FILLED_IN.search(named)):
                days.add(day)
    return days.pop() if len(days) == 1 else None


def check_done_by(on: Day, done: Iterable[tuple[str, Place]], ledger: Ledger) -> None:
    """What was done was done before the day on which the document was filled in."""
    for text, place in done:
        plain = half_width(text)
        for found, day in _days(plain):
            if day > on and found[0] == plain.strip():
                report(
                    Kind.DATE,
                    place,
                    found,
                    ledger,
                    f"完成时间“{found[0]}”晚于填报日期{on[0]}年{on[1]}月{on[2]}日。",
                    rule="完成时间不晚于填报日期",
                )
