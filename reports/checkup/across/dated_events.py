"""Events of the project that a document dates in several places, and those that have to follow each other.

工程于2023年11月30日通过竣工验收 … 项目已于2023年10月30日通过竣工验收: one of the days is wrong.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.checkup.findings import Kind, Ledger, Place
from reports.checkup.numbers import half_width
from reports.checkup.tables.lines import is_indicators, lines_of
from reports.checkup.tables.sections import Section
from reports.checkup.wording.passages import report

_DATE = re.compile(
    "(?:(?P<year>(?:19|20)[0-9]{2})年)?(?<![0-9])(?P<month>1[0-2]|0?[1-9])月(?:份)?"
    "(?:(?P<day>[0-9]{1,2})[日号]|(?P<part>[上中下]旬|[初底末]))?"
    "|(?<=[-—~至到])(?P<last>[0-9]{1,2})[日号]"
)
_SENTENCE = re.compile("[^。;!?\n]+")
_CLAUSE = re.compile("[^,、()]+")
_TO = re.compile(r"\s*(?:起,?)?\s*(?:-{1,2}|—{1,2}|–|~|至|到)\s*")
_CONTRACT = "(?:合同|协议)(?:书)?"
_NOTICE = "(?:招标|采购|磋商|谈判|竞价)公告"
_EVENTS = (
    ("发布公告", re.compile(f"{_NOTICE}[^,。;0-9]{{0,6}}发布|(?:发布|刊登)[^,。;0-9]{{0,8}}{_NOTICE}")),
    ("中标通知", re.compile("(?:中标|成交)通知书")),
    ("开标", re.compile("(?<!未)开标")),
    (
        "签订合同",
        re.compile(f"(?:签订|签署)[^,。;]{{0,12}}{_CONTRACT}|{_CONTRACT}[^,。;0-9]{{0,6}}(?:签订|签署)"),
    ),
    ("开工", re.compile("(?<![未复])(?:开工|动工|开始施工|进场施工)")),
    ("初步验收", re.compile("初步验收|初验|预验收")),
    (
        "竣工验收",
        re.compile(
            "(?:竣工|完工|交工)验收|(?:通过|完成|组织)[^,。;0-9]{0,8}(?<!阶段)(?<!中期)验收|验收(?:合格|通过)"
        ),
    ),
    ("完工", re.compile("(?<![未前])(?:完工|竣工|建成)(?!验收)|(?:项目|工程|建设)完成(?:时间|日期)")),
    ("投入使用", re.compile("投入(?:使用|运行|运营)|交付使用|投用|通车")),
    ("开班", re.compile("开班")),
    ("结业", re.compile("结业|结班")),
    ("开幕", re.compile("开幕")),
    ("闭幕", re.compile("闭幕")),
    ("立项批复", re.compile("立项[^,。;0-9]{0,4}批复|批[复准]立项")),
    ("可研批复", re.compile("(?:可研|可行性研究)[^,。;0-9]{0,8}批复")),
    ("初步设计批复", re.compile("初步设计[^,。;0-9]{0,8}批复")),
    ("评价基准日", re.compile("评价基准日")),
)
_IS = "(?:为|是|自|从|:)*\0"
_PERIODS = (
    ("实施期限", re.compile(rf"(?:(?:实施|执行|项目)(?:期限?|周期|时间|时段)|起止时间){_IS}")),
    ("建设工期", re.compile(rf"(?:建设(?:期限?|周期|工期)|(?<!合同)(?<!计划)工期){_IS}")),
    ("合同期", re.compile(rf"(?:合同|服务|租赁)(?:期限?|服务期){_IS}")),
    ("评价时段", re.compile(rf"评价(?:时段|期间|时限){_IS}")),
    ("现场核查", re.compile("现场(?:核查|评价|勘查|踏勘)")),
    ("问卷调查", re.compile("问卷调查")),
)
"""What is dated from when until when."""
_ORDER = (
    ("发布公告", "开标"),
    ("发布公告", "中标通知"),
    ("发布公告", "签订合同"),
    ("开标", "中标通知"),
    ("开标", "签订合同"),
    ("中标通知", "签订合同"),
    ("签订合同", "完工"),
    ("签订合同", "竣工验收"),
    ("可研批复", "初步设计批复"),
    ("开工", "完工"),
    ("开工", "竣工验收"),
    ("完工", "竣工验收"),
    ("开班", "结业"),
    ("开幕", "闭幕"),
)
"""What has to come before what."""
_NOT_THE_DAY = re.compile(
    "计划|预计|拟|原定|要求|规定|约定|应[于在]|目标|力争|确保|未能?|尚|延长|调整|变更|上年|去年|往年|通知|文件|办法"
    "|[一二三四五六七八九十0-9][期批次]|标段|分期|分批|陆续|部分|首|各|分别|其中|最后|剩余|其余|截[至止]|年度验收|监理|设计合同|补充"
)
_BEFORE_THEN = re.compile("^(?:之?以?前|以来?后|前后|左右)")
_FILLER = re.compile(
    "[该本此我为是于在至由经已均全并了自起的共从日与和后获:]|取得|上述|项目|工程|正式|全部|全面|整体|顺利|如期|按期|按时|实际|最终|圆满|组织|建设"
    "|通过|完成|实施|发出|发布|时间|日期|情况|具体|进行|单位|中标|施工|[^\u4e00-\u9fff]"
)
_OF_TIME = re.compile("时间|日期|时限")
_LONGEST, _OPENING, _SHORTEST = 60, 30, 4


@dataclass(frozen=True, slots=True)
class _Day:
    """When something was, as far as it is told; 0 and nothing are not told."""

    year: int
    month: int
    day: int
    part: str

    def agrees(self, other: "_Day") -> bool:
        """Whether both may be the same day."""
        if self.month != other.month or (self.year and other.year and self.year != other.year):
            return False
        if self.day and other.day:
            return self.day == other.day
        part, day = self.part or other.part, self.day or other.day
        return not (part and day) or _within(part, day)

    def is_after(self, other: "_Day") -> bool:
        """Whether it is certainly later, by the month where either names no day."""
        if not (self.year and other.year):
            return False
        if (self.year, self.month) != (other.year, other.month):
            return (self.year, self.month) > (other.year, other.month)
        return bool(self.day and other.day and self.day > other.day)


def _within(part: str, day: int) -> bool:
    first, last = {"上": (1, 10), "初": (1, 10), "中": (10, 20), "下": (20, 31)}.get(part[0], (24, 31))
    return first <= day <= last


@dataclass(frozen=True, slots=True)
class _Event:
    """A kind of event, what it is told of (nothing where that is the project itself), and when it was."""

    kind: str
    subject: str
    day: _Day
    found: re.Match[str]
    place: Place
    sentence: tuple[Place, int]


def check_dated_events(
    texts: Iterable[tuple[str, Place]], sections: Iterable[Section], ledger: Ledger
) -> None:
    """An event has one day in a document, and what has to follow another comes after it."""
    events = [*_in_texts(texts), *_in_rows(sections)]
    for kind in dict.fromkeys(one.kind for one in events):
        own = [one for one in events if one.kind == kind]
        named = dict.fromkeys(one.subject for one in own if one.subject)
        for alike in (
            [own] if len(named) < 2 else ([one for one in own if one.subject == each] for each in named)
        ):
            _check_one(kind, alike, ledger)
    for before, after in _ORDER:
        _check_order(
            [one for one in events if one.kind == before],
            [one for one in events if one.kind == after],
            ledger,
        )


def _check_one(kind: str, alike: Sequence[_Event], ledger: Ledger) -> None:
    """Two days of one event; three of them are of several."""
    first = alike[0]
    others = [one for one in alike if not one.day.agrees(first.day)]
    if not others or any(not one.day.agrees(others[0].day) for one in others):
        return
    found = others[0]
    if found.sentence == first.sentence:
        return
    report(
        Kind.DATE,
        found.place,
        found.found,
        ledger,
        f"“{kind}”的时间此处为“{found.found[0]}”，前文为“{first.found[0]}”，两处不一致。",
        rule="同一事项的时间在各处应一致",
        computed=first.found[0],
    )


def _check_order(before: Sequence[_Event], after: Sequence[_Event], ledger: Ledger) -> None:
    """The only day of what comes first against the only day of what follows."""
    if not (before and after) or not all(_is_one([*each]) for each in (before, after)):
        return
    one, other = before[0], after[0]
    told_in_turn = one.sentence == other.sentence and one.found.start() < other.found.start()
    if told_in_turn or (one.subject and other.subject and one.subject != other.subject):
        return
    if one.day.is_after(other.day):
        report(
            Kind.DATE,
            other.place,
            other.found,
            ledger,
            f"“{other.kind}”的时间“{other.found[0]}”早于“{one.kind}”的时间“{one.found[0]}”，先后颠倒。",
            rule="各步骤应依次进行",
        )


def _is_one(events: Sequence[_Event]) -> bool:
    """Whether all tell of one event on one day."""
    subjects = {one.subject for one in events if one.subject}
    return len(subjects) < 2 and all(one.day.agrees(events[0].day) for one in events)


def _in_texts(texts: Iterable[tuple[str, Place]]) -> Iterator[_Event]:
    """Yield the events that sentences date, each in a clause with one date."""
    for text, place in texts:
        plain = half_width(text)
        for sentence in _SENTENCE.finditer(plain):
            yield from _in_sentence(plain, sentence, place)


def _in_sentence(plain: str, sentence: re.Match[str], place: Place) -> Iterator[_Event]:
    year, subject = 0, None
    for dates, words in _dated_clauses(plain, sentence):
        first, last = dates[0], dates[-1]
        year = int(first["year"] or year)
        lasts = len(dates) == 2 and _TO.fullmatch(plain, first.end(), last.start()) is not None
        named = _named(words, _PERIODS if lasts else _EVENTS)
        if named is None or first["last"] or (len(dates) > 1 and not lasts):
            continue
        kind, event = named
        around = event.sub("", words)
        own = _FILLER.sub("", around)[:_OPENING]
        subject = own if subject is None or own else subject
        if _NOT_THE_DAY.search(around) or _BEFORE_THEN.match(words.rpartition("\0")[2]):
            continue
        where = (place, sentence.start())
        if not lasts:
            yield _Event(kind, subject, _day(first, year), first, place, where)
            continue
        yield _Event(f"{kind}起始", subject, _day(first, year), first, place, where)
        yield _Event(f"{kind}终止", subject, _day(last, year, int(first["month"])), last, place, where)


def _dated_clauses(plain: str, sentence: re.Match[str]) -> Iterator[tuple[list[re.Match[str]], str]]:
    """Yield the dates of each clause with its other words, a mark where they stood.

    A date that is a clause of its own is of what the next one tells: 2023年3月12日，双方签订合同.
    """
    alone: list[re.Match[str]] = []
    for clause in _CLAUSE.finditer(plain, *sentence.span()):
        dates = [*_DATE.finditer(plain, *clause.span())]
        opened, alone = alone, []
        if len(dates) == 1 and dates[0][0] == clause[0].strip().removeprefix("于"):
            alone = dates
        elif len(clause[0]) > _LONGEST:
            continue
        elif dates:
            before, behind = plain[clause.start() : dates[0].start()], plain[dates[-1].end() : clause.end()]
            named = before.rpartition(":")[2]  # 质量指标：工程于…通过验收, but 开工时间：2023年5月8日
            yield dates, f"{named if len(named) > _SHORTEST else before}\0{behind}"
        elif opened:
            yield opened, clause[0]


def _named(words: str, kinds: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[str, re.Pattern[str]] | None:
    """The kind of event that words are of."""
    return next((one for one in kinds if one[1].search(words)), None)


def _in_rows(sections: Iterable[Section]) -> Iterator[_Event]:
    """Yield the events that indicators are of: 项目竣工验收时间 | 2023年11月底前 | 2023年11月30日."""
    for section in filter(is_indicators, sections):
        for line in lines_of(section)[0]:
            name = half_width(line.name)
            named = _named(name, _EVENTS) if _OF_TIME.search(name) and line.actual is not None else None
            if named is None or line.actual is None:
                continue
            kind, event = named
            if found := _DATE.fullmatch(half_width(line.actual.text).strip()):
                place, subject = line.actual.place, _FILLER.sub("", event.sub("", name))
                yield _Event(kind, subject, _day(found, 0), found, place, (place, 0))


def _day(found: re.Match[str], year: int, month: int = 0) -> _Day:
    """The day of a date; what it leaves out is that of the one before."""
    number = found["day"] or found["last"]
    return _Day(
        int(found["year"] or year), int(found["month"] or month), int(number or 0), found["part"] or ""
    )
