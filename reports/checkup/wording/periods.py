"""Periods and courses of events: how long something lasts, and what has to come before what."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import chinese_number, half_width
from reports.checkup.wording.passages import report

_DATE = re.compile(
    "(?:(?P<year>(?:19|20)[0-9]{2})年)?(?<![0-9])(?P<month>1[0-2]|[1-9])月(?:(?P<day>[0-9]{1,2})[日号])?(?![份底初末]|[上中下]旬)"
)
_SENTENCE = re.compile("[^。;!?\n]+")
_CLAUSE = re.compile("[^,、:()]+")
_STOP = re.compile("[,、:()。;!?\n]")

_LASTS = re.compile(
    "(?:历时|为期|用时|总工期|期限|有效期|服务期|合同期|实施期|政策期|执行期|试点期|周期|租期)(?:限)?(?:为|是|共)?(?P<number>[0-9]{1,2}|[一两二三四五六七八九十]{1,2})(?P<unit>年|个月)"
)
_FROM = re.compile("(?:自|从|于)$")
_UNTIL = re.compile("(?:至|到|止于)$")
_CHANGED = re.compile("延长|延期|顺延|提前|续[签期]|调整|展期")
_MONTHS = {"年": 12, "个月": 1}
_DAYS_OF_A_MONTH = 30
_ROUNDED_BY, _ROUGHLY_BY = 0.8, 1.5
"""So many months a period may be off that is told with its days, and one that is told by months."""

_OF_WORKS = (
    re.compile(
        "(?:发布|刊登|发出)(?![^,。]{0,4}(?:中标|成交|结果|更正))[^,。]{0,8}公告|挂网|(?:公开|启动|组织)(?:公开)?招标(?!代理|文件|控制|方式|确定)"
    ),
    re.compile("开标|评标"),
    re.compile("(?:中标|成交)(?:公示|公告|通知|结果)|确定中标|完成(?:公开)?(?:招标|招投标)"),
    re.compile("(?:签订|签署)[^,。]{0,8}(?:合同|协议)|签约"),
    re.compile("(?<!未)(?:开工|动工|进场施工|开始施工)"),
    re.compile("(?<![未前])(?:竣工|完工)(?!验收)"),
    re.compile("验收|交付使用"),
)
"""The course of a procurement and of the works that it is for."""
_OF_AN_EVALUATION = (
    re.compile(
        "(?:评价|自评|核查|检查)(?:工作)?[组队]?(?:于|在)?.{0,12}进场|启动[^,。]{0,8}(?:自评|评价)|(?:自评|评价)(?:工作)?(?:启动|部署|动员)"
    ),
    re.compile("现场(?:核查|勘查|评价|踏勘|抽查|复核)"),
    re.compile("(?:形成|完成|出具|撰写)[^,。]{0,8}(?:报告|初稿)"),
    re.compile(
        "(?:自评|评价)?报告[^,。]{0,12}(?:报送|上报)|(?:报送|上报)[^,。]{0,10}(?:自评|评价)(?:报告|材料)"
    ),
)
"""The course of an evaluation."""
_OF_A_RECRUITMENT = (
    re.compile(
        "(?:发布|刊登|发出)[^,。]{0,8}(?:招[录聘募考]|选[调聘])[^,。]{0,4}(?:公告|简章)|(?:招[录聘募考])(?:公告|简章)发布"
    ),
    re.compile("报名(?!费)"),
    re.compile("笔试|初试"),
    re.compile("面试|复试"),
    re.compile("体检|政审|考察"),
    re.compile("到岗|上岗|入职|报到"),
)
_OF_AN_EVENT = (re.compile("开幕|开班|开课|开营|开展首日"), re.compile("闭幕|结业|结班|闭营|落幕"))
_OF_A_TRAINING = (
    re.compile("(?:遴选|招生|报名|开班)(?:公告|通知|启事)"),
    re.compile("(?:公示|确定|公布)[^,。]{0,4}(?:入选|培训|承训)[^,。]{0,4}机构"),
    re.compile("开班|开课"),
    re.compile("结业|结课|结班"),
)
_OF_A_DELIVERY = (re.compile("到货|运抵"), re.compile("安装|调试"), re.compile("验收|投入使用"))
_OF_MONEY = (
    re.compile("(?:资金|指标|经费)[^,。]{0,14}(?:下达|到位)$|下达(?:[^,。]{0,6})(?:资金|指标|经费)$"),
    re.compile("(?:支付|兑付)(?:完毕|完成)?$|支付[^,。]{0,6}款$"),
)
_BEGINS_AND_ENDS = (
    re.compile("(?:启动|开始|立项)$"),
    re.compile("[月日前底](?:全面|全部|正式|圆满)*(?:结束|完成|竣工|完工)$"),
)
"""What stands in a clause with a date and little else, in this order: 2月20日开始，2月10日结束."""
_OF_A_PAYMENT = (
    re.compile("(?:签订|签署)[^,。]{0,8}(?:合同|协议)"),
    re.compile("支付[^,。]{0,4}(?:首付|首期|进度|合同|货|服务|工程)款"),
)
_OF_AN_APPROVAL = (
    re.compile("(?:立项|可研|可行性研究报告|初步设计)[^,。]{0,4}批复|批[复准]立项"),
    re.compile("(?:开始|启动|组织)实施|开工"),
)
_OF_ACCOUNTS = (
    re.compile("(?<![未前])(?:竣工|完工)(?!验收|决算|结算)"),
    re.compile("结算审[计核]|竣工决算|财务决算"),
)
_OF_A_SURVEY = (re.compile("发放[^,。]{0,6}问卷|问卷[^,。]{0,16}发放"), re.compile("收回|回收"))
_OF_A_GRANT = (
    re.compile("(?:提出|提交|受理)[^,。]{0,4}申[请报]"),
    re.compile("审[批核](?:通过|同意)|(?:通过|完成)审[批核]|批准"),
    re.compile("发放|兑付|拨付"),
)
_OF_WHAT_CAME = (
    re.compile("收到[^,。]{0,12}(?:文件|资金|指标)"),
    re.compile("(?:拨付|分解|转拨)(?:下达)?[至到给]"),
)
_COURSES = (
    _OF_A_PAYMENT,
    _OF_AN_APPROVAL,
    _OF_ACCOUNTS,
    _OF_A_SURVEY,
    _OF_A_GRANT,
    _OF_WHAT_CAME,
    _OF_WORKS,
    _OF_A_RECRUITMENT,
    _OF_AN_EVENT,
    _OF_A_TRAINING,
    _OF_A_DELIVERY,
    _OF_MONEY,
    _BEGINS_AND_ENDS,
)
_APART = re.compile(
    "补充|预付|垫付|先行|尾款|余款|剩余|追加|补充|补签|续签|变更|监理|设计|勘察|分别|各|第[一二三]|[标批首][段次批]|分批|[一二三]期|阶段|中期|初验|预验收"
    "|陆续|部分|(?<!下达)计划|预计|拟|提前|延|复工|上年|去年"
)
_NEXT_YEAR = re.compile("次年|翌年|第二年")
_STOPPED = "停[运工产用业水机课电]|闭馆|封闭|封山|休[渔耕馆]|断流|暂停|中断|空缺|关闭"
_SPAN = re.compile(
    f"(?<![0-9])(?P<first>1[0-2]|[1-9])月(?:份|初|起)?(?:至|到|-|—|~)(?P<last>1[0-2]|[1-9])月(?P<end>份|底|末)?"
    f"(?![0-9])(?:[,因\u4e00-\u9fff]{{0,10}}?)(?P<what>{_STOPPED})"
)
_SO_LONG = re.compile(
    f"(?P<what>{_STOPPED})(?:了|共|时间|约)*(?P<many>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})个月"
)
_LONGEST = 14
_HALF_A_YEAR = 6


def check_periods(text: str, place: Place, ledger: Ledger) -> None:
    """What a sentence tells of one period or of one procurement goes together."""
    plain = half_width(text)
    for sentence in _SENTENCE.finditer(plain):
        _check_lasting(plain, sentence, place, ledger)
        for course in (*_COURSES, _OF_AN_EVALUATION):
            _check_course(plain, sentence, course, place, ledger)


def check_spans(prose: Sequence[tuple[str, Place]], ledger: Ledger) -> None:
    """9月至12月停运 in one place, 停运4个月 in another: of the only span and the only length of the kind."""
    spans: dict[str, list[tuple[re.Match[str], Place]]] = {}
    lengths: dict[str, set[int]] = {}
    for text, place in prose:
        plain = half_width(text)
        for found in _SPAN.finditer(plain):
            spans.setdefault(found["what"], []).append((found, place))
        for found in _SO_LONG.finditer(plain):
            many = int(found["many"]) if found["many"].isdigit() else chinese_number(found["many"])
            lengths.setdefault(found["what"], set()).add(many or 0)
    for what, told in spans.items():
        if (
            len({(found["first"], found["last"]) for found, _place in told}) > 1
            or len(lengths.get(what, ())) != 1
        ):
            continue
        (many,), (found, place) = lengths[what], told[0]
        months = (int(found["last"]) - int(found["first"])) % 12
        if months <= many <= months + 1:
            continue  # from the middle of one to the middle of the other, or all of both
        message = f"“{found[0]}”与他处的“{what}{many}个月”不符。"
        report(Kind.DATE, place, found, ledger, message, rule="起止时间与期限应一致", severity=Severity.ERROR)


def _check_lasting(plain: str, sentence: re.Match[str], place: Place, ledger: Ledger) -> None:
    """自2022年1月起，期限3年，至2024年12月31日到期: from the one day to the other."""
    lasting = [*_LASTS.finditer(plain, *sentence.span())]
    dates = [found for found in _DATE.finditer(plain, *sentence.span()) if found["year"]]
    if len(lasting) != 1 or len(dates) != 2:
        return
    first, last = dates
    if _CHANGED.search(plain, sentence.start(), max(last.end(), lasting[0].end())):
        return
    before, until = plain[sentence.start() : first.start()], plain[sentence.start() : last.start()]
    if not (_FROM.search(before) and _UNTIL.search(until)):
        return
    number = lasting[0]["number"]
    count = int(number) if number.isdigit() else chinese_number(number)
    months = (int(last["year"]) - int(first["year"])) * 12 + int(last["month"]) - int(first["month"]) + 0.5
    off = _ROUGHLY_BY
    if first["day"] and last["day"]:
        months += (int(last["day"]) - int(first["day"]) + 1) / _DAYS_OF_A_MONTH - 0.5
        off = _ROUNDED_BY
    if count is None or abs(months - count * _MONTHS[lasting[0]["unit"]]) <= off:
        return
    message = f"从“{first[0]}”到“{last[0]}”与“{lasting[0][0]}”不符。"
    rule = "起止时间与期限应一致"
    report(Kind.DATE, place, last, ledger, message, rule=rule, severity=Severity.ERROR)


def _check_course(
    plain: str, sentence: re.Match[str], course: Sequence[re.Pattern[str]], place: Place, ledger: Ledger
) -> None:
    """5月16日发布公告，6月11日开标，6月20日签订合同: each step of a course after the one before."""
    steps = list(_steps(plain, sentence, course))
    ranks = [rank for rank, _day, _found in steps]
    if course is _BEGINS_AND_ENDS and ranks != sorted(ranks):
        return  # 普查7月完成，整改8月开始
    if len(ranks) < 2 or len({*ranks}) < len(ranks) or _APART.search(sentence[0]):
        return
    steps.sort(key=lambda one: one[0])
    for (_rank, before, earlier), (_next, day, found) in pairwise(steps):
        months = (before[0] - day[0]) * 12 + before[1] - day[1]
        days = before[2] - day[2] if months == 0 and before[2] and day[2] else 0
        same_year = bool(before[0]) == bool(day[0])
        told = earlier["year"] and found["year"]  # else a winter may lie between the two
        if same_year and ((months > 0 and told) or 0 < months < _HALF_A_YEAR or days > 0):
            message = f"“{_told(found)}”早于“{_told(earlier)}”，先后颠倒。"
            report(Kind.DATE, place, found, ledger, message, rule="各步骤应依次进行", severity=Severity.ERROR)
            return


def _told(found: re.Match[str]) -> str:
    """A date with the rest of its clause: 2月6日闭幕."""
    return _STOP.split(found.string[found.start() :])[0]


def _steps(
    plain: str, sentence: re.Match[str], course: Sequence[re.Pattern[str]]
) -> Iterator[tuple[int, tuple[int, int, int], re.Match[str]]]:
    """Yield the steps of a course that a sentence dates, in clauses that tell little else; a year goes on."""
    year = 0
    for clause in _CLAUSE.finditer(plain, *sentence.span()):
        dates = [*_DATE.finditer(plain, *clause.span())]
        year = int(dates[0]["year"] or year) if dates else year
        if year and _NEXT_YEAR.search(clause[0]):
            year += 1
        rank = next((place for place, step in enumerate(course) if step.search(clause[0])), None)
        if len(dates) != 1 or rank is None or len(clause[0]) - len(dates[0][0]) > _LONGEST:
            continue
        found = dates[0]
        yield rank, (year, int(found["month"]), int(found["day"] or 0)), found
