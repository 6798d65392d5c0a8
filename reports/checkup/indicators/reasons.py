"""Reasons of an indicator's deviation: when the document asks for them, and what they repeat of the row."""

import re
from collections.abc import Iterable
from decimal import Decimal

from projects.money import number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width, in_unit, named_unit
from reports.checkup.prose.sentences import Sentence, sentences
from reports.checkup.tables.lines import Line, quantity_in
from reports.checkup.tables.sections import Meaning, Section, Slot

_ASKS = re.compile("说明|填写|填报|原因|分析")
_REASON = re.compile("原因|偏差说明")
_ABOVE_TARGET = re.compile(
    "(?:完成率?|完成值|指标值|目标值?|比例)[^。;,0-9]{0,6}(?:超过?|高于|大于|达到?|[>≥])[^。;,0-9]{0,6}"
    "(?P<percent>1(?!00)[0-9]{2})%"
)
_BY_MORE = re.compile(
    "(?:偏[差离](?:率|度|幅度|程度)?|超(?:出|过|额)?(?:了)?(?:年度|年初|预期)?(?:目标|指标|计划)值?|超额完成)"
    "[^。;,0-9]{0,8}(?P<percent>[1-9][05]?)%"
)
_REMARKS = re.compile("扣分|失分|说明|原因|备注")
_GOAL = "(?:目标|指标|计划|任务|要求|预期)(?:值|数|量)?"
_SHORT = "(?:还|尚|仍|相)?(?:[低少差缺欠高多超]|短缺)(?:了|出|完成)?"
_FROM_GOAL = re.compile(f"{_GOAL}(?:要求|相比)?{_SHORT}$")
_DONE = re.compile("(?:实际|全年|年末|最终)?(?:只|仅|才|为|有|达到?|完成|是|实现|了)+$")
_DONE_IN_ALL = re.compile("^(?:实际|全年|最终|只|仅)+(?:完成|实现|达到?|为|有)+了?$")
_OTHER = re.compile(
    "上年|去年|同期|季度|上半年|下半年|截至|[0-9一二三四五六七八九十]月|其中|原|部分|个别|平均"
)
_CHANGED = re.compile("调整|调[增减]|年初")
_SHORTEST = 3
"""So many characters at the end of an indicator's name are enough to tell it in its own row."""


def asked_above(texts: Iterable[str]) -> Decimal | None:
    """Above which degree of completion the document asks for reasons: 完成率超过120%的必须填写 is 1.2."""
    for text in texts:
        for sentence in re.split("[。;\n]", re.sub(r"[ \t\u3000]", "", half_width(text))):
            above, more = _ABOVE_TARGET.search(sentence), _BY_MORE.search(sentence)
            found = above or more
            if found is None or not (_REASON.search(sentence) or _ASKS.search(sentence, found.end())):
                continue
            return Decimal(found["percent"]).scaleb(-2) + (0 if above else 1)
    return None


def check_reason_told(section: Section, line: Line, ledger: Ledger) -> None:
    """正点率只有92.6%，比目标低1.4个百分点: what the row reports, and by how much it missed its target."""
    target, done = (_measured(line, one) for one in (line.target, line.actual))
    if done is None or not done.is_exact or not done.unit:
        return
    places = [
        one.index
        for one in section.columns
        if _REMARKS.search(one.name) and one.meaning not in (Meaning.ACTUAL, Meaning.TARGET)
    ]
    for slot in dict.fromkeys(line.row.slots[one] for one in places):
        if slot.figure is not None or slot.height > 1:
            continue
        told = [(one, each) for each in sentences(slot.text, slot.place) for one in each.quantities]
        told = [(one, each) for one, each in told if one.is_exact and not one.sign]
        certain = _check_gaps(line, told, target, done, ledger)
        for one, sentence in told:
            if one.unit == done.unit and _is_of_row(line, one, sentence):
                _hold(line, one, sentence, done, ledger, certain=certain)


def _measured(line: Line, slot: Slot | None) -> Quantity | None:
    """The number of a cell with the unit that its row names."""
    number = quantity_in(slot)
    unit = line.unit.words if line.unit else named_unit(line.name)[1]
    return None if number is None else in_unit(number, unit)


def _check_gaps(
    line: Line,
    told: list[tuple[Quantity, Sentence]],
    target: Quantity | None,
    done: Quantity,
    ledger: Ledger,
) -> bool:
    """Hold what was missed of the target against the cells; whether the remark bears them out."""
    unit = "百分点" if done.is_rate else done.unit
    gaps = [
        (one, sentence)
        for one, sentence in told
        if one.unit == unit and _FROM_GOAL.search(half_width(sentence.name(one)))
    ]
    if target is None or target.unit != done.unit or len(gaps) != 1:
        return False
    ((gap, sentence),) = gaps
    missed = abs(target.value - done.value)
    if abs(missed - gap.value) * 2 <= Decimal(1).scaleb(-max(gap.places, 0)):
        ledger.agree(sentence.at(gap))
        return True
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        sentence.at(gap),
        f"“{line.name}”的说明写“{sentence.name(gap)}{sentence.words(gap)}”，"
        f"按表中的目标值、完成值应为{number_text(missed)}{gap.unit}。",
        rule="说明中的数与本行的目标值、完成值一致",
        text=line.row.text,
        printed=sentence.words(gap),
        computed=f"{number_text(missed)}{gap.unit}",
    )
    return False


def _is_of_row(line: Line, told: Quantity, sentence: Sentence) -> bool:
    """Whether a figure in the remark is what the row reports: 仅完成861户, or under the indicator's name."""
    name = half_width(sentence.name(told))
    if _OTHER.search(half_width(sentence.text[sentence.group(told) : told.start])):
        return False
    subject = _DONE.sub("", name)
    if subject == name:
        return False
    own = named_unit(line.name)[0].removesuffix("数")
    return _DONE_IN_ALL.match(name) is not None or subject.endswith(own[-_SHORTEST:])


def _hold(
    line: Line, told: Quantity, sentence: Sentence, done: Quantity, ledger: Ledger, *, certain: bool
) -> None:
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
        f"“{line.name}”的说明写“{sentence.name(told)}{words}”，完成值为{computed}，两处不一致。",
        rule="说明中的数与本行的目标值、完成值一致",
        text=line.row.text,
        printed=words,
        computed=computed,
    )
