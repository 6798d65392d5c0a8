"""Counts in words, held against what is listed: points of an enumeration, names, the rows of a table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import chinese_number, half_width
from reports.checkup.tables.sections import AMOUNTS, Column, Row, Section
from reports.checkup.wording.passages import report
from reports.document import Block, Heading, Paragraph

_DIGITS = "一二三四五六七八九十"
_COUNT = f"[0-9]{{1,3}}|[两{_DIGITS}]{{1,3}}"
_NUMBER = f"(?<![0-9.第约近{_DIGITS}])(?P<number>{_COUNT})"
_POINTS = f"{_NUMBER}(?:个方面|方面|[个项点条类种大])[^,。;:、()0-9]{{0,12}}"
_FEWEST_PARTED = 3
_STOPPED = "(?<=方面|举措|措施|做法|问题|不足|原因|建议|经验|困难)。"
"""So a sentence ends that announces the points after it."""
_LISTED = re.compile(rf"{_POINTS}(?:[:,](?:即)?|{_STOPPED})\s*")
_SUMMED_UP = re.compile(
    f"(?:以上|上述|前述)(?P<number>{_COUNT})(?:个方面|方面|[个项点条])的?(?:问题|不足|措施|建议|做法|原因|困难)"
)
"""针对以上4个问题: behind the points."""
_ALL_ABOVE = re.compile(
    f"(?:以上|上述|前述)(?P<number>{_COUNT})(?:[个项点条]|方面)(?=[,合共总均]|累计|分别|指标)"
)
"""以上三项共扣2分: behind as many paragraphs."""
_ANNOUNCED = re.compile(f"{_POINTS}(?::|{_STOPPED}|(?<=项目|工程|任务)。)$")
_THINGS = "项目|工程|任务|活动|事项|课题|标段|培训"
_WITH_WHAT_THEY_COST = (
    "(?:,[^,。;:0-9]{0,8}(?:支出|投资|预算|安排|资金|金额|投入|经费|费用)[^,。;:0-9]{0,6}[0-9.,]+[万亿]?元)?"
    "(?:[,(]?(?:具体|分别|主要|明细|内容|包括)(?:为|是|有|如下|包括)?\\)?)?:$"
)
_THINGS_ANNOUNCED = (
    re.compile(f"(?:{_THINGS}){_NUMBER}[个项场次期批]{_WITH_WHAT_THEY_COST}"),
    re.compile(f"{_NUMBER}[个项场次期批大][^,。;:、()0-9]{{0,8}}(?:{_THINGS}){_WITH_WHAT_THEY_COST}"),
)
"""实施重点项目5个，支出1456万元： before a list of them."""
_RANKS = tuple(f"{digit}、" for digit in _DIGITS)
_SERIES = (
    tuple(f"{digit}是" for digit in _DIGITS),
    tuple(f"({digit})" for digit in _DIGITS),
    tuple(f"第{digit}," for digit in _DIGITS),
    _RANKS,
    tuple(f"({number})" for number in range(1, 11)),
    tuple(f"{number}." for number in range(1, 11)),
    tuple(f"{number}、" for number in range(1, 11)),
    tuple("①②③④⑤⑥⑦⑧⑨⑩"),
)
_NO_DECIMALS = "(?![0-9]{1,2}(?:[^0-9年]|$))"
"""Behind the number of a point with its dot: 6.56万元 is none."""
_NAMES = r"(?:[\u4e00-\u9fff“”]{2,12}、){1,30}[\u4e00-\u9fff“”]{2,12}"
_AMOUNT = r"(?:[0-9]+(?:\.[0-9]+)?(?:%|[\u4e00-\u9fff]{1,3}))?"
_ITEM, _SHORT_ITEM = (rf"[\u4e00-\u9fff“”]{{2,{most}}}{_AMOUNT}" for most in (36, 12))
"""A name, with its amount where one is shared out: 农膜回收200万元."""
_WITH_AMOUNT = re.compile(
    "(?!其中|合计|共计|主要)[\u4e00-\u9fff“”]{2,20}\\(?[0-9]+(?:\\.[0-9]+)?(?:万元|元|亿元)\\)?"
)
_THOUSANDS = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_NOTE = r"(?:\([^()、,。;]{1,20}\))?"
_BODIES = (
    "(?:内设|下属|所属|直属|二级|职能|业务)的?(?:机构|单位|科室|股室|处室|部室|部门)"
    "|镇|乡|村|社区|街道|科室|股室|处室|部室|部门|办公室|站所|县|区|市|学校|网格|小区|林场|农场|水库|公园|医院|卫生院|园区|景区"
)
_NAMED_BEHIND = re.compile(
    rf"{_NUMBER}[个家所项条类种大宗座处口眼段][\u4e00-\u9fff]{{0,10}}"
    rf"(?:\((?P<names>{_NAMES})\)|:(?P<others>(?:{_SHORT_ITEM}、){{1,30}}{_SHORT_ITEM}(?:[和及]{_SHORT_ITEM})?)[。;])"
)
_NAMED_ONE_BY_ONE = re.compile(
    rf"{_NUMBER}[个家所项条处场期类种座门大][\u4e00-\u9fff]{{0,16}}(?:\([^()]*\))?,?"
    rf"(?:分别[为是]|具体[为是]|依次[为是]|即|(?<=,)[为系]|[^,。;:、0-9]{{0,8}}名单[为是]?):?(?P<names>(?:{_ITEM}{_NOTE}、){{1,30}}{_ITEM}{_NOTE})[。;,]"
)
_TWO_NAMED = re.compile(
    rf"{_NUMBER}[个家所项条处座](?:(?:分别|具体|依次)[为是]|即|[,:](?:(?:分别|具体|依次)[为是]|即)):?"
    r"(?P<names>(?P<one>[\u4e00-\u9fff]{2,12})[和与及](?P<other>[\u4e00-\u9fff]{2,12}))(?=[。;,])"
)
"""3家，分别为甲中心和乙中心."""
_AMOUNTS_OF_KINDS = re.compile(
    rf"(?P<names>(?:{_SHORT_ITEM}、){{2,12}}{_SHORT_ITEM})(?<!等),?(?:共|合计|总共)?(?:分为?|分成){_NUMBER}[大个]?类(?![的别])"
)
"""体育公园4个、健身步道52公里、健身驿站20处，分三类建设."""
_KINDS_NAMED = re.compile(
    rf"(?P<names>{_NAMES})(?<![等和及]){_NUMBER}(?:(?:个|大)(?:方面|维度|环节|阶段|层面|部分|层次|类别|领域|板块|步骤|类)|方面|类)"
)
"""从立项、过程、产出三个方面."""
_WORKS_NAMED = re.compile(
    rf"(?<![“\"])(?P<names>(?:[\u4e00-\u9fff]{{2,12}}、){{2,30}}[\u4e00-\u9fff]{{2,12}})(?<![等和及]){_NUMBER}"
    "(?:[项大](?:制度|机制|任务|工程|行动|措施|举措|内容|工作|服务|功能|活动|改革|业务|职责|体系)|个(?:学段|系统|平台|模块|渠道|专题|岗位))"
)
"""建立采购、验收、公示三项制度."""
_NAMED_BEFORE = re.compile(
    rf"(?P<names>{_NAMES})(?<!等)(?:共计?|合计)?\s?{_NUMBER}\s?[个家所](?:{_BODIES}|(?:子|具体|支出)?项目(?=[,。;]|$))"
)
_ALL_AS_NAMED = (
    _NAMED_BEHIND,
    _NAMED_ONE_BY_ONE,
    _NAMED_BEFORE,
    _KINDS_NAMED,
    _WORKS_NAMED,
    _AMOUNTS_OF_KINDS,
)
_NAMED_AMONG = re.compile(rf"(?P<names>{_NAMES})(?<=等)(?P<number>{_COUNT})[个家所](?P<body>{_BODIES})")
_OF_BODIES = re.compile(rf"{_NUMBER}[个家所](?P<body>{_BODIES})")
_ALL_NAMED = re.compile(
    rf"(?:有|为|包括|包含|即)(?P<names>{_NAMES})(?<=等)(?P<number>{_COUNT})[个家所条座处项户支名辆]"
    "(?=[\u4e00-\u9fff]{0,6}[,;](?:均|都|全部|皆))"
)
"""整治路段有甲线、乙线、丙线、丁线等5条，均为…: what is said of all of them tells that all are named."""
_NAMED_IN_PART = re.compile(rf"(?P<names>{_NAMES})(?<=等){_NUMBER}[个家所](?:{_BODIES})")
_TITLE = "《[^《》]{2,40}》"
_TITLES_NAMED = re.compile(
    rf"{_NUMBER}[个项部份][\u4e00-\u9fff]{{0,10}}[,:(]?(?:即|包括|分别[为是]|具体[为是])?:?"
    rf"(?P<names>{_TITLE}(?:[、,和及]{{0,2}}{_TITLE}){{1,20}})(?![等、])"
    rf"|(?P<before>{_TITLE}(?:[、,和及]{{0,2}}{_TITLE}){{1,20}})(?P<behind>{_COUNT})[个项部份]"
)
"""三项制度，即《甲办法》《乙办法》《丙办法》."""
_QUOTED = re.compile(
    rf"[“\"](?P<names>[\u4e00-\u9fff]{{2,8}}(?:、[\u4e00-\u9fff]{{2,8}}){{1,10}})[”\"]{_NUMBER}[个项大种类]"
)
"""“统筹、调度、监督”三项机制."""
_DAY = "(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日"
_DAYS = re.compile(
    rf"{_NUMBER}[次场期批轮][\u4e00-\u9fff]{{0,12}},?[\u4e00-\u9fff]{{0,6}}分别[为是于在]?:?"
    rf"(?P<names>{_DAY}(?:[、,和及]{_DAY}){{1,20}})(?![、等至到-])"
)
"""3次推进会，分别于3月5日、5月12日、8月20日召开."""
_OF_KINDS = re.compile("(?:(?:乡镇?|镇|街道|村|社区|片区|园区|县|市|区|旗|行政村|居委会|农场)(?:、|$))+")
"""4个乡镇（街道、片区）: in brackets stands what else they may be."""
_GOES_ON = re.compile(r"[、》)][\u4e00-\u9fff]{0,12}$")
_GROUP = r"[\u4e00-\u9fff]{2,10}\([\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,12})*\)"
_BODY = f"(?:(?![两{_DIGITS}个家所])[\u4e00-\u9fff]){{1,4}}"
_COUNTS_OF_GROUPS = rf"(?:[共计合]*(?:{_COUNT})[个家所]{_BODY}[,、和]?){{1,2}}"
_GROUPS = re.compile(
    rf"(?P<groups>{_GROUP}(?:[、,和]?{_GROUP})+)(?P<behind>{_COUNTS_OF_GROUPS})"
    rf"|(?P<before>{_COUNTS_OF_GROUPS})(?:分别)?[为是]?[:,](?P<listed>{_GROUP}(?:[、,和]?{_GROUP})+)[,。;]"
)
"""甲镇（东村、西村）、乙乡（南村）2个乡镇3个村."""
_OF_GROUPS = re.compile(f"(?P<number>{_COUNT})[个家所](?P<body>{_BODY})")
_COUNTED_THERE = re.compile("[0-9][个家所项条处场期类种座门大]")
_OPENED = re.compile("^(?:[和及与]|[^、]*(?:包括|包含|范围[为是]|涉及|覆盖|位于|分布在))")
"""What opens a list with its first name: 任务包括甲、乙、丙三类."""
_LAST_TWO = re.compile("(?P<one>[\u4e00-\u9fff]{2,}?)(?:以?及|和)(?P<other>[\u4e00-\u9fff]{2,})")
_ENDS_OF_NAMES = re.compile(
    "(?:学校|小学|中学|初中|高中|幼儿园|教学点|中心|医院|卫生院|公司|局|镇|乡|村|社区|街道|县|区|市|旗|项目|工程|水库|林场|站|馆)$"
)
_NO_LIST = re.compile(f"等|其中|主要|包括|含|[两{_DIGITS}]个")
_FIRST_OF_KINDS = re.compile("第?一[类档级等批期][^、]*[0-9]")
_FIGURE = re.compile("[0-9(].*")
_MOST, _LONG_NAME = 20, 2
_MANY_NAMED, _FEW_NAMED = 5, 4
_TIMES = 5
_FARTHEST = 2
"""A list of names is held against a count that is no farther off: others are counts of something else."""

_KINDS = "项目|专项(?:资金|经费)?"
_OF_PROJECTS = re.compile(
    f"{_NUMBER}个(?P<of>[^,。;:、()0-9的个]{{0,6}}?)(?:{_KINDS})(?!库|组|部|点|经理|名称|负责人)"
    rf"|(?<![类型性])(?:{_KINDS})(?:共(?:有|计)?)?(?P<behind>{_COUNT})个(?![\u4e00-\u9fff])"
)
_OF_ANY_KIND = re.compile("(?:支出|预算|财政|子|具体|专项|资金|绩效|自评|本级|部门)+")
_SOME = re.compile("其中|(?<!共)有$|需|余|另|还|新增|剩|已|完成|年初|年中|追加|每|前$|以前|上年|去年|续建")
_BEYOND = re.compile("(?:[高低大小]于|超过|不足|达到?|以上|以下)[^,。;:]{0,8}的$")
_STATE = re.compile(
    "[^,。;:]{0,4}(?:未|低于|高于|超过|完成|达到|结余|进度|结转|因|完工|开工|验收|得分|等级|等次|评为|执行率|支出率)"
)
_HEAD = re.compile(
    "(?:(?:支出|预算|子|具体|实施|自评)?项目(?:名称|内容)|专项(?:资金|经费)?(?:名称)?|(?:子|支出)项目)$"
)
_PROJECTS = re.compile("项目支出(?:小计)?$")
_IN_PART = re.compile("主要|重点|部分|低于|未|其他|典型|如:")
_LONGEST_CAPTION = 40
_BELOW = re.compile("(?:见|如)(?:下|附)表|下表")


_OF_INDICATORS = re.compile(
    f"(?:设置|设立|设定|设|确定|包含|共有)(?:了)?(?:共)?{_NUMBER}[个项](?:具体|三级|绩效|考核|评价|自评)*指标"
    f"|三级指标(?:共|共有|共计)?(?P<behind>{_COUNT})[个项]"
)
_OF_LEVEL = re.compile(
    f"{_NUMBER}[个项](?P<level>一级|二级)指标|(?P<of>一级|二级)指标(?:共|共有|共计)?(?P<behind>{_COUNT})[个项]"
)
_OF_SOME = re.compile("一级|二级|产出|效益|满意度|其中|新增|核心")
_OF_SOME_LEVELS = re.compile("产出|效益|满意度|新增|核心|完成|达标|未|扣分|满分")
"""Before a count of the indicators of one level; the other levels may be counted in the same sentence."""
_BESIDE_EXECUTION = re.compile("除预算执行率|不含预算执行率")


_LABELLED = re.compile(r"^(?P<label>[\u4e00-\u9fff]{4,12}):(?P<text>[^:]+)$")
_COUNT_OF = re.compile("^(?P<of>[\u4e00-\u9fff]{3,10}?)(?:个|家)?数量?$")
_LIST_OF = re.compile("^(?P<of>[\u4e00-\u9fff]{3,10}?)(?:名单|名称|清单|明细)$")
_RANKS_OF_BODIES = re.compile("预算|基层|二级|直属|下属|下设|所属|所辖|的")
_A_COUNT = re.compile("(?P<number>[0-9]{1,2})[个家所]?")
_A_LIST = re.compile(r"(?:[\u4e00-\u9fff()“”]{2,20}[、,;])+[\u4e00-\u9fff()“”]{2,20}")


@dataclass(frozen=True, slots=True)
class Listing:
    """How many projects a table lists, and whether the words above it point at it."""

    count: int
    pointed_at: bool


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a form's indicators, and whether it gives points, as to the execution rate too."""

    names: Sequence[str]
    scored: bool


def check_points(plain: str, place: Place, ledger: Ledger) -> None:
    """So many points are announced, so many follow: 开展活动三项：一是…，二是…，三是…."""
    for found in _LISTED.finditer(plain):
        points = _points(plain[found.end() :]) or _parted(plain[found.end() :], found)
        _enumerated(found, points, place, ledger)
    for found in _SUMMED_UP.finditer(plain):
        begins = plain.find(_SERIES[0][0], 0, found.start())
        if begins >= 0 and plain.count(_SERIES[0][0], 0, found.start()) == 1:
            _enumerated(found, _points(plain[begins : found.start()]), place, ledger, "其前")


def check_enumerations(blocks: Sequence[Block], ledger: Ledger) -> None:
    """So many points are announced, so many paragraphs follow."""
    for number, block in enumerate(blocks):
        if not isinstance(block, Heading | Paragraph):
            continue
        plain = half_width(block.text).strip()
        if summed_up := _ALL_ABOVE.match(plain):
            _enumerated(summed_up, _points_above(blocks[:number]), Place(number), ledger, "其前")
        patterns = (_ANNOUNCED, *_THINGS_ANNOUNCED)
        announced = next((found for one in patterns if (found := one.search(plain)) is not None), None)
        if announced is not None:
            points = _points_of(blocks[number + 1 :])
            if points == 1:  # one paragraph may hold them all
                points = _points(half_width(getattr(blocks[number + 1], "text", "")).strip())
            _enumerated(announced, points, Place(number), ledger)


def _enumerated(found: re.Match[str], points: int, place: Place, ledger: Ledger, where: str = "其后") -> None:
    said = _number(found["number"])
    if points < 2 or said is None or said == points or said > len(_DIGITS):
        return
    _differs(found, points, place, ledger, f"“{found[0].rstrip(':, ')}”，{where}列举的是{points}项。")


def _differs(
    found: re.Match[str],
    listed: int,
    place: Place,
    ledger: Ledger,
    message: str,
    *,
    severity: Severity = Severity.ERROR,
) -> None:
    rule = "文中的数目与所列的一致"
    report(Kind.COUNT, place, found, ledger, message, rule=rule, severity=severity, computed=str(listed))


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_number(text)


def _points(text: str) -> int:
    """How many points of one series a text holds that begins with the first of them."""
    series = next((marks for marks in _SERIES if text.startswith(marks[0])), ())
    position = held = 0
    if series == _SERIES[0] and (again := text.find(series[0], len(series[0]))) > 0:
        text = text[:again]  # another list begins there
    for mark in series:
        found = re.compile(f"(?<![0-9]){re.escape(mark)}{_NO_DECIMALS if mark[-1] == '.' else ''}").search(
            text, position
        )
        if found is None:
            break
        position = found.start()
        held += 1
    return held


def _parted(text: str, announced: re.Match[str]) -> int:
    """How many points semicolons part, up to the end of the sentence: 有4个：甲…；乙…；丙…；丁…。

    Other marks part them where each is a name with its amount: 用于3个项目：甲168万元，乙112万元，丙86万元。
    """
    sentence = _THOUSANDS.sub("", text.partition("。")[0])
    lists = (sentence.split(","), sentence.split(";")[0].split(",")[0].split("、"))
    named = (one for one in lists if len(one) > 1 and all(_WITH_AMOUNT.fullmatch(each) for each in one))
    pieces = next(named, sentence.split(";"))
    colon = announced[0].rstrip().endswith(":")
    return len(pieces) if colon and len(pieces) >= _FEWEST_PARTED and all(pieces) else 0


def _points_of(blocks: Sequence[Block]) -> int:
    """How many paragraphs of one series there are, from the next one on."""
    texts = [half_width(one.text).strip() if isinstance(one, Heading | Paragraph) else "" for one in blocks]
    series = next((marks for marks in _SERIES if texts and texts[0].startswith(marks[0])), None)
    held = 0
    for text in texts if series else ():
        if series and held < len(series) and text.startswith(series[held]):
            held += 1
        elif series and text.startswith((*series, *_RANKS)):
            break  # another list, a slip of the numbering, or the next section
    return held


def _points_above(blocks: Sequence[Block]) -> int:
    """How many paragraphs of one series stand right before, from its first on."""
    texts = [
        half_width(one.text).strip()
        for one in blocks[-len(_DIGITS) :]
        if isinstance(one, Heading | Paragraph)
    ]
    for begins, text in reversed([*enumerate(texts)]):
        series = next((marks for marks in _SERIES if text.startswith(marks[0])), None)
        if series is not None:
            points = texts[begins:]
            in_order = len(points) <= len(series) and all(map(str.startswith, points, series))
            return len(points) if in_order else 0
    return 0


def check_names(plain: str, place: Place, ledger: Ledger) -> None:
    """So many are named: 3个社区（甲、乙、丙）; 甲、乙、丙3个社区. 和 may part two names or belong to one.

    Where 等 follows the names they may be fewer than the count, but no more.
    """
    for found in _NAMED_IN_PART.finditer(plain):
        said, listed = _number(found["number"]), found["names"].count("、") + 1
        if said is not None and 1 < said < listed <= said + _FARTHEST:
            _differs(found, listed, place, ledger, f"“{found[0]}”写明{said}个，列出的是{listed}个。")
    for found in _TWO_NAMED.finditer(plain):
        said, alike = _number(found["number"]), found["one"][-1] == found["other"][-1]
        if said is not None and alike and 2 < said <= 2 + _FARTHEST and not _NO_LIST.search(found["names"]):
            _differs(found, 2, place, ledger, f"“{found[0]}”写明{said}个，列出的是2个。")
    for pattern in _ALL_AS_NAMED:
        for found in pattern.finditer(plain):
            if pattern in (_NAMED_BEFORE, _KINDS_NAMED, _WORKS_NAMED) and _GOES_ON.search(
                plain[: found.start()]
            ):
                continue  # names stand before these that are written otherwise
            if found.start() and _COUNTED_THERE.match(plain, found.start() - 1):
                continue  # 甲区5个乡镇、乙区3个乡镇
            names = _OPENED.sub("", found["names"] or found["others"])
            said, listed = _number(found["number"]), names.count("、") + 1
            joined = len(re.findall("和|(?<![涉普])及", names))
            if said is None or not 1 < said <= _MOST or _is_no_list(names):
                continue
            if said == listed and _ends_in_two(names):
                message = f"“{found[0]}”写明{said}个，列出的是{listed + 1}个，请核对。"
                _differs(found, listed + 1, place, ledger, message, severity=Severity.WARNING)
            elif not listed <= said <= listed + joined and abs(said - listed) <= _FARTHEST:
                listed += joined if said > listed else 0
                _differs(found, listed, place, ledger, f"“{found[0]}”写明{said}个，列出的是{listed}个。")


def _ends_in_two(names: str) -> bool:
    """Whether the last of a list are two names, both of a body: 甲小学、乙小学、丙初中及丁小学."""
    *others, last = names.split("、")
    found = _LAST_TWO.fullmatch(last)
    return (
        found is not None
        and len(others) > 1
        and not re.search("[和及]", "".join(others))
        and all(_ENDS_OF_NAMES.search(one) for one in (*others, found["one"], found["other"]))
    )


def _is_no_list(names: str) -> bool:
    """Whether they are no names: kinds with figures of their own (一类4个、每个30万元) are none."""
    return bool(_NO_LIST.search(names) or _OF_KINDS.fullmatch(names) or _FIRST_OF_KINDS.match(names))


def check_names_twice(plain: str, place: Place, ledger: Ledger) -> None:
    """No name stands twice among those that are told one by one: 分别为甲馆、乙馆、甲馆."""
    for pattern in (_NAMED_ONE_BY_ONE, _NAMED_BEHIND):
        for found in pattern.finditer(plain):
            told = found.groupdict()
            *others, last = (told["names"] or told["others"]).split("、")
            names = [_FIGURE.sub("", one) for one in (*others, *re.split("以?及|和", last))]
            twice = next((one for one in names if len(one) > _LONG_NAME and names.count(one) > 1), None)
            if twice is not None:
                message = f"“{twice}”在所列名单中出现两次。"
                rule = "名单中不应有重复"
                report(Kind.DUPLICATE, place, found, ledger, message, rule=rule, severity=Severity.ERROR)


def check_titles_and_days(plain: str, place: Place, ledger: Ledger) -> None:
    """So many documents, quoted points or days are told as are listed: 两项制度，即《甲办法》《乙办法》."""
    for pattern, item in ((_TITLES_NAMED, _TITLE), (_QUOTED, "[\u4e00-\u9fff]{2,8}"), (_DAYS, _DAY)):
        for found in pattern.finditer(plain):
            told = found.groupdict()
            said = _number(told["number"] or told["behind"])
            listed = len(re.findall(item, told["names"] or told["before"]))
            if said is not None and said != listed and 1 < said <= _MOST and abs(said - listed) <= _FARTHEST:
                _differs(found, listed, place, ledger, f"“{found[0]}”写明{said}个，列出的是{listed}个。")


def check_grouped_names(plain: str, place: Place, ledger: Ledger) -> None:
    """So many are named in groups: 甲镇（东村、西村）、乙乡（南村）2个乡镇3个村.

    The names tell by their last character which count is theirs.
    """
    for found in _GROUPS.finditer(plain):
        groups = found["groups"] or found["listed"]
        if _NO_LIST.search(groups):
            continue
        inner = [name for one in re.findall(r"\((.*?)\)", groups) for name in one.split("、")]
        for count in _OF_GROUPS.finditer(plain, *found.span("behind" if found["behind"] else "before")):
            said = _number(count["number"])
            if said is None or said == len(inner) or abs(said - len(inner)) > _FARTHEST:
                continue
            if all(name[-1] in count["body"][:2] for name in inner):  # 5个村道路建设
                message = f"“{count[0]}”写明{said}个，列出的是{len(inner)}个。"
                _differs(count, len(inner), place, ledger, message)


def check_labelled_names(fields: Iterable[tuple[str, str, Place]], ledger: Ledger) -> None:
    """所属预算单位数 6个 beside 所属单位名单 甲、乙、丙: a field lists as many as another counts."""
    counts: dict[str, set[tuple[int, re.Match[str], Place]]] = {}
    lists: dict[str, set[str]] = {}
    for label, text, place in fields:
        plain = re.sub(r"\s", "", half_width(text)).rstrip("。")
        if not label and (found := _LABELLED.match(plain)):
            label, plain = found["label"], found["text"]
        count, names = _COUNT_OF.match(label), _LIST_OF.match(label)
        if count and (number := _A_COUNT.fullmatch(plain)):
            of = _RANKS_OF_BODIES.sub("", count["of"])
            counts.setdefault(of, set()).add((int(number["number"]), number, place))
        elif names and _A_LIST.fullmatch(plain) and not _NO_LIST.search(plain):
            lists.setdefault(_RANKS_OF_BODIES.sub("", names["of"]), set()).add(plain)
    for of, claims in counts.items():
        if len(claims) != 1 or len(lists.get(of, ())) != 1:
            continue
        ((said, found, place),), (names_,) = claims, lists[of]
        listed = len(re.split("[、,;]", names_))
        if 0 < abs(said - listed) <= _FARTHEST:
            _differs(found, listed, place, ledger, f"“{of}”的数目填为{said}个，名单所列为{listed}个。")


def check_names_among(texts: Sequence[tuple[str, Place]], ledger: Ledger) -> None:
    """甲、乙、丙等4个社区 may name some of them; not where all others who count them count those named.

    Nor does anybody who names so many leave out one alone.
    """
    plain = [(half_width(text), place) for text, place in texts]
    counted = [
        (one["body"], _number(one["number"])) for text, _place in plain for one in _OF_BODIES.finditer(text)
    ]
    for text, place in plain:
        for found in _NAMED_AMONG.finditer(text):
            said, listed = _number(found["number"]), found["names"].count("、") + 1
            others = {number for body, number in counted if body == found["body"]} - {said}
            once = counted.count((found["body"], said)) < 2
            if said is not None and 0 < said - listed <= _FARTHEST and once and others == {listed}:
                message = f"“{found[0]}”写明{said}个，列出的和他处所写的是{listed}个。"
                _differs(found, listed, place, ledger, message)
            elif listed >= _MANY_NAMED and said == listed + 1 and once:
                _one_short(found, listed, place, ledger)
        for found in _ALL_NAMED.finditer(text):
            said, listed = _number(found["number"]), found["names"].count("、") + 1
            if listed >= _FEW_NAMED and said == listed + 1:
                _one_short(found, listed, place, ledger)


def _one_short(found: re.Match[str], listed: int, place: Place, ledger: Ledger) -> None:
    message = f"“{found[0]}”写明{listed + 1}个，列出的是{listed}个，请核对是否少列一个。"
    _differs(found, listed, place, ledger, message, severity=Severity.WARNING)


def listing(section: Section, above: str) -> Listing | None:
    """Return how many projects a section of a table lists; ``above`` are the words before the table."""
    plain = half_width(above)
    if _IN_PART.search(plain[-_LONGEST_CAPTION:]) or not section.of(*AMOUNTS):
        return None
    pointed_at = _BELOW.search(plain) is not None
    column = next((one for one in section.columns if is_of_projects(one)), None)
    if column is None and not pointed_at:
        return None
    index = 0 if column is None else column.index
    names = {
        row.slots[index]
        for row in _projects_of(section)
        if row.slots[index].words and any(one.figure for one in row.slots)
    }
    return Listing(len(names), pointed_at) if len(names) > 1 else None


def _projects_of(section: Section) -> Sequence[Row]:
    """The items of a section; where 二、项目支出 or 项目支出小计 heads some of them, those."""
    rows = section.rows
    heads = [place for place, row in enumerate(rows) if row.is_ranked or row.is_subtotal]
    head = next((place for place in heads if _PROJECTS.search(rows[place].label)), None)
    if head is None or heads[0]:
        return section.items
    below = takewhile(lambda row: not (row.is_ranked or row.is_subtotal or row.is_total), rows[head + 1 :])
    return [row for row in below if not row.is_part] or section.items


def is_of_projects(column: Column) -> bool:
    """Whether a column names projects."""
    return any(_HEAD.match(re.sub(r"\s", "", title)) for title in (column.title, column.group))


def check_projects(
    texts: Sequence[tuple[str, Place]], listings: Sequence[Listing], forms: int, ledger: Ledger
) -> None:
    """So many projects are told of as the tables list; ``forms`` is how many have a form of their own.

    Where any count in the text is that of a table, the others are of something else.
    """
    claims = [
        (found, place, number)
        for text, place in texts
        for found in _OF_PROJECTS.finditer(half_width(text))
        if (number := _number(found["number"] or found["behind"])) is not None and number > 1
    ]
    of_forms = {forms} if forms > 1 else set()
    counts = {one.count for one in listings} or of_forms  # some of those listed may have forms
    if len(counts) != 1 or any(number in counts | of_forms for _found, _place, number in claims):
        return
    whole = [one for one in claims if not _is_of_some(one[0])]
    if not whole:
        return
    (listed,) = counts
    found, place, said = whole[0]
    if not listed <= said * _TIMES <= listed * _TIMES**2:
        return  # 79个项目, of which the table has some
    if found["of"] and not _OF_ANY_KIND.fullmatch(found["of"]) and abs(said - listed) > _FARTHEST:
        return  # 13个单体维修项目, of which the table lists none
    message = f"文中写“{found[0]}”，表中所列为{listed}个。"
    _differs(found, listed, place, ledger, message, severity=Severity.WARNING)


def check_indicator_counts(
    texts: Sequence[tuple[str, Place]], forms: Sequence[Named], ledger: Ledger
) -> None:
    """So many indicators are told of as the only form lists.

    The execution rate may be counted among them or not, unless the words tell or the form gives no points.
    """
    if len(forms) != 1:
        return
    (form,) = forms
    without = sum("执行率" not in name for name in form.names)
    for text, place in texts:
        for found in _OF_INDICATORS.finditer(half_width(text)):
            before = re.split("[。;]", found.string[: found.start()])[-1]
            said = _number(found["number"] or found["behind"])
            some = _OF_SOME if found["number"] else _OF_SOME_LEVELS
            counts = {without}
            if not _BESIDE_EXECUTION.search(before):
                counts |= {without + form.scored, len(form.names)}
            if (
                said is None
                or said in counts
                or some.search(before + found[0])
                or abs(said - without) > _FARTHEST
            ):
                continue
            _differs(found, without, place, ledger, f"文中写“{found[0]}”，自评表中所列为{without}个。")


def check_level_counts(
    texts: Sequence[tuple[str, Place]], forms: Sequence[tuple[int, int]], ledger: Ledger
) -> None:
    """So many indicators of the first and second level as the only form has, or one for execution."""
    if len(forms) != 1:
        return
    for text, place in texts:
        for found in _OF_LEVEL.finditer(half_width(text)):
            level = found["level"] or found["of"]
            said, listed = _number(found["number"] or found["behind"]), forms[0][level == "二级"]
            if _OF_SOME_LEVELS.search(re.split("[。;]", found.string[: found.start()])[-1]):
                continue
            if said is None or not listed or said in (listed, listed + 1) or abs(said - listed) > _FARTHEST:
                continue
            _differs(found, listed, place, ledger, f"文中写“{found[0]}”，自评表中的{level}指标为{listed}个。")


def _is_of_some(found: re.Match[str]) -> bool:
    """Whether the words around a count tell that it is one of some projects only."""
    before = re.split("[,。;:]", found.string[: found.start()])[-1]
    return bool(_SOME.search(before) or _BEYOND.search(before) or _STATE.match(found.string[found.end() :]))
