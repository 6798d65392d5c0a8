"""What the remark beside an indicator repeats of its row: what was done, what was to be, what was missed.

完成值 16座 of 18座 beside 计划18座，实际16座，少建2座，完成率88.89%; 93.33% beside 15个站点中14个达标.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from projects.money import half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width, in_unit, named_unit
from reports.checkup.prose.sentences import Sentence, sentences
from reports.checkup.tables.lines import Line, quantity_in
from reports.checkup.tables.sections import AMOUNTS, Column, Meaning, Row, Section, Slot, measured
from reports.checkup.wording.delays import check_delay_of_row

_REMARKS = re.compile("扣分|失分|说明|原因|备注")
_GOAL = (
    "(?:年度|年初|全年|[原既预]定|预期)*(?:的)?(?:目标|指标|计划|任务|要求|预期|预计|预算)(?:任务)?[值数量]?"
)
_SHORT = "(?:还|尚|仍|相)?(?:[低少差缺欠高多超]|短缺)(?:了|出|于|完成)?"
_BEYOND = "(?:超(?:[出过额]|额完成)?|[高低多少]于)(?:了)?"
_FROM_GOAL = re.compile(f"{_GOAL}(?:要求|相比)?{_SHORT}$|{_BEYOND}{_GOAL}(?:的)?$")
_WORK = "(?:完成|建成?|改造?|开展|举办|组织|检|培训|发放|购置?|增设|安装|种植?)了?$"
_ALL = "^(?:实际|最终|全年|仍|还|尚)*"
_LEFT = re.compile(
    f"{_ALL}[少差缺]了?$|(?<![至不减])少{_WORK}|(?:剩余|余下|[尚仍]余|{_ALL}有|{_ALL}未完成)的?$"
    "|(?:取消|减少|核减|节[约省]|结余)了?$"
)
_MORE = re.compile(f"{_ALL}(?:[多超]|超额|超过)[出了]?$|(?:多|超额){_WORK}|(?:新?增加?|加演|加开|追加)了?$")
_OF_A_PART = re.compile("(?:新?增加?|加演|加开|追加|取消|减少|核减)了?$")
_NOT_DONE = re.compile("^(?:尚|还|仍|暂)?未(?:完成|完工|建成|实施|开工)")
_BY_PERCENT = re.compile(
    f"(?:{_GOAL}(?:要求|相比)?(?:{_SHORT}|节[约省]|减少|压减|增加)|{_BEYOND}(?:{_GOAL}|完成)?(?:的)?"
    "|偏[差离](?:率|度|幅度|程度)?(?:为|达到?)?)$"
)
_DEGREE = re.compile(
    "^(?:因此|故|实际|总体|全年|任务|目标|指标|计划|综合|预算)*(?:完成|执行|支出|支付)(?:率|比例|进度)(?:为|达到?|仅为?|只有)?$"
)
_OF_GOAL = re.compile(f"(?:^|实际|仅|只)(?:完成|达到?)(?:了)?{_GOAL}(?:的)?$")
_PLANNED = re.compile("^(?:年度|年初|全年)?(?:计划|目标|任务|指标)(?:值|数|量|任务)?(?:为|是)?$")
_DONE = re.compile("(?:实际|全年|年末|最终)?(?:只|仅|才|为|有|达到?|完成|是|实现|了)+$")
_DONE_IN_ALL = re.compile("^(?:实际|全年|最终|只|仅)+(?:完成|实现|达到?|为|有)*了?$")
_OTHER = re.compile(
    "上年|去年|同期|季度|上半年|下半年|截至|[0-9一二三四五六七八九十]月|其中|原|部分|个别|平均|每"
)
_NOT_OF_ALL = re.compile("上年|去年|同期|(?:19|20)[0-9]{2}年|其中|各[\u4e00-\u9fff]{0,4}$|每")
_CHANGED = re.compile("调整|调[增减]|年初")
_AMONG = re.compile(
    '^(?:[\u4e00-\u9fff“”"]{0,10}中(?:有|仅|只)?|[\u4e00-\u9fff]{0,6},(?:其中|实际|有)*(?:按[期时]|及时)?'
    "(?:合格|满意|达标|办结|结案|完成|完工|通过|发放|整改|验收|回收|收回)(?:的|了|有)?)$"
)
_TO_DO = re.compile("^(?:年度|年初)?(?:计划|任务|目标)")
_WAS_DONE = re.compile("^(?:实际|全年|累计)?(?:完成|实际)(?!率|比例|时间)")
_FINEST = 4
"""So many decimals are given of what was missed."""
_SHORTEST = 3
"""So many characters at the end of an indicator's name are enough to tell it in its own row."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A target and what was done, as numbers in one unit; ``others`` are figures that bear a remark out too.

    ``planned`` and ``reported`` are what the columns of the two are called.
    """

    name: str
    text: str
    target: Quantity | None
    done: Quantity
    others: frozenset[Decimal]
    planned: str = "目标值"
    reported: str = "完成值"

    @property
    def missed(self) -> Decimal | None:
        """By how much what was done differs from the target; nothing where that is in another unit."""
        if self.target is None or self.target.unit != self.done.unit or not self.target.is_exact:
            return None
        return self.done.value - self.target.value


def check_remark(section: Section, line: Line, ledger: Ledger) -> None:
    """正点率只有92.6%，比目标低1.4个百分点: what the row reports, and by how much it missed its target."""
    places = [
        one.index
        for one in section.columns
        if _REMARKS.search(one.name) and one.meaning not in (Meaning.ACTUAL, Meaning.TARGET)
    ]
    remarks = [
        slot
        for slot in dict.fromkeys(line.row.slots[one] for one in places)
        if slot.figure is None and slot.height == 1
    ]
    if line.target is not None and line.actual is not None:
        for slot in remarks:
            check_delay_of_row(line.target.text, line.actual.text, slot.text, slot.place, ledger)
    target, done = (_measured(line, one) for one in (line.target, line.actual))
    if done is None or not done.is_exact or not done.unit:
        return
    figures = frozenset(one.figure.value for one in line.row.slots if one.figure is not None)
    row = _Row(line.name, line.row.text, target, done, figures)
    for slot in remarks:
        told = [(one, each) for each in sentences(slot.text, slot.place) for one in each.quantities]
        told = [(one, each) for one, each in told if one.is_exact and not one.sign]
        gaps = [_check_gap(row, *one, ledger) for one in told]
        plans = [_check_plan(row, *one, ledger) for one in told]
        certain = True in (*gaps, *plans) and False not in (*gaps, *plans)
        for one, sentence in told:
            _check_degree(row, one, sentence, ledger)
            if one.unit == done.unit and _is_of_row(row.name, one, sentence, planned=True in plans):
                _check_done(row, one, sentence, ledger, certain=certain)
        _check_among(row, told, ledger)


def check_remarks_in_list(section: Section, ledger: Ledger) -> None:
    """比预算减少1.5万元 beside 10 and 8.5: what the remarks of a list of money or works make of its rows.

    Where a remark tells several figures in that unit, each may be of a part.
    """
    remarks = [one for one in section.columns if _REMARKS.search(one.name)]
    planned = section.of(Meaning.BUDGET) or section.of(Meaning.OPENING) or _named(section, _TO_DO)
    done = section.of(Meaning.SPENT) or _named(section, _WAS_DONE)
    if len(remarks) != 1 or len(planned) != 1 or len(done) != 1 or section.of(Meaning.ADJUSTMENT):
        return
    for row in section.rows:
        slot = row.slots[remarks[0].index]
        target, result = (_figure(row, one[0]) for one in (planned, done))
        if slot.figure is not None or slot.height > 1 or target is None or result is None or not result.unit:
            continue
        figures = frozenset(one.figure.value for one in row.slots if one.figure is not None)
        known = _Row(row.label, row.text, target, result, figures, planned[0].name, done[0].name)
        told = [(one, each) for each in sentences(slot.text, slot.place) for one in each.quantities]
        in_unit_of_row = [one for one, _sentence in told if one.unit == result.unit]
        for one, sentence in told:
            if one.is_exact and not one.sign and (one.unit != result.unit or len(in_unit_of_row) == 1):
                _check_gap(known, one, sentence, ledger)
                _check_degree(known, one, sentence, ledger)


def _named(section: Section, title: re.Pattern[str]) -> tuple[Column, ...]:
    return tuple(one for one in section.columns if title.search(half_width(one.title)))


def _figure(row: Row, column: Column) -> Quantity | None:
    of_money = column.meaning in AMOUNTS
    value = measured(row.slots[column.index], column.unit if of_money else "")
    return None if value is None or not value.is_exact else in_unit(value, named_unit(column.name)[1])


def _measured(line: Line, slot: Slot | None) -> Quantity | None:
    """The number of a cell with the unit that its row names."""
    number = quantity_in(slot)
    unit = line.unit.words if line.unit else named_unit(line.name)[1]
    return None if number is None else in_unit(number, unit)


def _is_of_another(told: Quantity, sentence: Sentence) -> bool:
    """Whether the part of a sentence before a figure tells of another year, or of a part of the row."""
    return _OTHER.search(half_width(sentence.text[sentence.group(told) : told.start])) is not None


def _check_gap(row: _Row, told: Quantity, sentence: Sentence, ledger: Ledger) -> bool | None:
    """Hold by how much the target was missed, 少建2座 or 超额完成5.75%; whether it is so, if it is told."""
    missed = row.missed
    before = half_width(sentence.text[sentence.group(told) : told.start])
    if not missed or row.target is None or _NOT_OF_ALL.search(before):
        return None
    name, behind = half_width(sentence.name(told)), half_width(sentence.text[told.end :])
    side = _MORE.search(name) if missed > 0 else _LEFT.search(name) or (not name and _NOT_DONE.match(behind))
    unit = "百分点" if row.done.is_rate else row.done.unit
    if told.unit == unit and (_FROM_GOAL.search(name) or side):
        expected = [abs(missed)]
    elif told.unit == "%" and _BY_PERCENT.search(name) and row.target.value > 0:
        expected = [abs(missed) / row.target.value * 100, *([abs(missed)] if row.done.is_rate else [])]
    else:
        return None
    if any(_is_printed(told, one) for one in expected):
        ledger.agree(sentence.at(told))
        return True
    if told.value in row.others or told.value == row.target.value:
        return None  # 低于目标90% names the target itself
    if _OF_A_PART.search(name) and told.value < expected[0]:
        return None  # 暑期班新增76场 is some of what is more
    _report(row, told, sentence, expected[0], ledger)
    return False


def _check_plan(row: _Row, told: Quantity, sentence: Sentence, ledger: Ledger) -> bool | None:
    """Hold what was to be done, 计划18座; whether it is so, if it is told."""
    if row.missed is None or row.target is None or told.unit != row.target.unit:
        return None
    if not _PLANNED.match(half_width(sentence.name(told))) or _is_of_another(told, sentence):
        return None
    if told.value in row.others or told.value == row.target.value:
        ledger.agree(sentence.at(told))
        return True
    if not told.value < 2 * row.target.value < 4 * told.value or _CHANGED.search(sentence.text):
        return None
    _report(row, told, sentence, row.target.value, ledger)
    return False


def _check_degree(row: _Row, told: Quantity, sentence: Sentence, ledger: Ledger) -> None:
    """Hold the degree to which a count was reached, 完成率88.89%."""
    name = half_width(sentence.name(told))
    if (
        told.unit != "%"
        or row.missed is None
        or row.target is None
        or not row.target.value
        or row.done.is_rate
    ):
        return
    if (
        not (_DEGREE.match(name) or _OF_GOAL.search(name))
        or not row.target.value
        or _is_of_another(told, sentence)
    ):
        return
    degree = row.done.value / row.target.value * 100
    if _is_printed(told, degree) or told.value in row.others:
        ledger.agree(sentence.at(told))
    elif not ledger.differs(sentence.at(told)):
        _report(row, told, sentence, degree, ledger)


def _check_among(row: _Row, told: Sequence[tuple[Quantity, Sentence]], ledger: Ledger) -> None:
    """Hold a rate against two counts beside it: 15个站点中14个达标, or 12个单位工程中1个延期."""
    pairs = [
        (whole, part, sentence)
        for (whole, sentence), (part, other) in pairwise(told)
        if sentence is other and whole.unit == part.unit and not (whole.is_rate or whole.is_money)
    ]
    pairs = [
        (whole, part, sentence)
        for whole, part, sentence in pairs
        if _AMONG.match(half_width(sentence.text[whole.end : part.start])) and 0 < part.value < whole.value
    ]
    if len(pairs) != 1 or row.done.unit != "%":
        return
    ((whole, part, sentence),) = pairs
    share = part.value / whole.value * 100
    if any(_is_printed(row.done, one) for one in (share, 100 - share)):
        ledger.agree(sentence.at(whole), sentence.at(part))
        return
    shown = f"{number_text(half_up(share, 2))}%"
    words = sentence.text[whole.start : part.end]
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        sentence.at(part),
        f"“{row.name}”的说明写“{words}”，即{shown}，与{row.reported}{spelled(row.done)}不符。",
        rule="说明中的数与本行的目标值、完成值一致",
        text=row.text,
        printed=words,
        computed=spelled(row.done),
    )


def _is_printed(told: Quantity, computed: Decimal) -> bool:
    """Whether a figure is what was computed, rounded to its digits; rates may be cut to them too."""
    step = Decimal(1).scaleb(-told.places)
    apart = abs(computed - told.value)
    return apart < step if told.is_rate else apart * 2 <= step


def _is_of_row(row_name: str, told: Quantity, sentence: Sentence, *, planned: bool) -> bool:
    """Whether a figure in the remark is what the row reports: 仅完成861户, or under the indicator's name.

    Beside what was ``planned`` 完成21株 is so too.
    """
    name = half_width(sentence.name(told))
    if _is_of_another(told, sentence):
        return False
    if _DONE_IN_ALL.match(name) or (planned and _DONE.fullmatch(name)):
        return True
    subject = _DONE.sub("", name)
    own = named_unit(row_name)[0].removesuffix("数")
    return subject != name and subject.endswith(own[-_SHORTEST:])


def _check_done(row: _Row, told: Quantity, sentence: Sentence, ledger: Ledger, *, certain: bool) -> None:
    """Hold what was done."""
    done = row.done
    if told.value == done.value:
        ledger.agree(sentence.at(told))
        return
    if not told.value < 2 * done.value < 4 * told.value:
        return  # of a part
    changed = _CHANGED.search(sentence.text) is not None
    words, computed = sentence.words(told), spelled(done)
    ledger.find(
        Kind.PROSE_VS_TABLE,
        Severity.ERROR if certain and not changed else Severity.WARNING,
        sentence.at(told),
        f"“{row.name}”的说明写“{sentence.name(told)}{words}”，{row.reported}为{computed}，两处不一致。",
        rule="说明中的数与本行的目标值、完成值一致",
        text=row.text,
        printed=words,
        computed=computed,
    )


def _report(row: _Row, told: Quantity, sentence: Sentence, computed: Decimal, ledger: Ledger) -> None:
    words = sentence.words(told)
    power = 4 if "万" in words and not told.is_money else 0
    places = max(told.places, 0) if told.is_rate else _FINEST
    unit = f"{'万' if power else '个' if '个百分点' in words else ''}{told.unit}"
    shown = f"{number_text(half_up(computed, places).scaleb(-power))}{unit}"
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        sentence.at(told),
        f"“{row.name}”的说明写“{sentence.name(told)}{words}”，按表中的{row.planned}、{row.reported}应为{shown}。",
        rule="说明中的数与本行的目标值、完成值一致",
        text=row.text,
        printed=words,
        computed=shown,
    )
