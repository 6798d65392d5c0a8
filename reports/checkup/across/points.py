"""What the prose says of the points of an indicator or of a level, against the form."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.money.checks import Execution
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_apart
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.lines import Line, grouped_by, last_of, lines_of, points_of, sum_of_points
from reports.checkup.tables.sections import Meaning, Section, Slot

_SCORED = re.compile("(?:自评|实际|评价|综合)?(?:得分|评分|得)(?:率)?(?:为|是|了)?$")
_WEIGHED = re.compile("(?:分值|权重|满分|标准分|赋分|总分)(?:为|是|占|设定为)?$")
_LOST = re.compile("(?:扣分|扣除|扣减|扣|失分|丢分)(?:为|了)?$")
_NOT_OF_IT = re.compile("复核|复评|上级|第三方|财政(?:局|评价)|上年|去年|共|合计|累计|总")
_ASIDE = re.compile(r"\([^()]*\)|[“”\"]")
_CLAUSE = re.compile("[,。;:、]")
_LEVEL = re.compile(r"\([^()]*\)|指标|类|部分|[0-9.]+分?|[:：]|(?:(?:完成|实现|得分)?情况)?(?:分析)?$")
_INDICATOR = re.compile(r"^(?:指标)?[A-Z]?[0-9]*[:.、]?")
_OTHER_SCHEMES = {"决策", "过程", "投入", "管理"}
"""First levels of the schemes of evaluations, whose points the form of a self-evaluation does not list."""
_RULE = re.compile("每|的得|以上得|以下得|不得分|计分|记分|评分标准")
_MAKES_UP = re.compile("(?:组成|构成|部分|方面)$")
_BENEFIT, _SATISFACTION = "效益", "满意度"
_OF_ALL = re.compile("自评|综合|评价")
_FIGURE = re.compile("(?:为|达到?|是)?[0-9.]+.*$")
_SPENDING = re.compile("^(?:项目|资金|预算|年度|全年)*(?:预算)?执行率$")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Points:
    """What an indicator or a level is worth and got in a form; where its score or weight is printed."""

    name: str
    weight: Decimal | None
    score: Decimal | None
    place: Place


def points_in(section: Section) -> Iterator[Points]:
    """Yield the points of each indicator of a section, and of each level whose indicators all have theirs."""
    lines, _whole = lines_of(section)
    for line in lines:
        weight, score = (
            slot.figure.value if slot is not None and slot.figure is not None else None
            for slot in (line.weight, line.score)
        )
        slot = line.score or line.weight
        alone = all(one is None or one.height == 1 for one in (line.weight, line.score))
        if slot is not None and alone and (weight is not None or score is not None):
            yield Points(_name(_INDICATOR.sub("", line.name)), weight, score, slot.place)
    for level in (Meaning.LEVEL1, Meaning.LEVEL2):
        column = last_of(section, level)
        if column is None or column == last_of(section, Meaning.LEVEL3):
            continue
        groups: dict[str, list[tuple[Slot, list[Line]]]] = {}
        for slot, members in grouped_by(lines, column):
            groups.setdefault(_name(_INDICATOR.sub("", slot.words)), []).append((slot, members))
        for name, parts in groups.items():
            members = [line for _slot, lines_in in parts for line in lines_in]
            weights, scores = (
                sum_of_points(points_of(cells)) if all(one and one.figure for one in cells) else None
                for cells in ([one.weight for one in members], [one.score for one in members])
            )
            yield Points(name, weights, scores, parts[0][0].place)


def points_of_execution(execution: Execution) -> Iterator[Points]:
    """Yield the points of the execution rate, from the block of money."""
    weight, score = execution.weight, execution.score
    if score is not None and score.figure is not None:
        given = weight.figure.value if weight is not None and weight.figure is not None else None
        yield Points(_name("执行率"), given, score.figure.value, score.place)


def check_points_told(sentence: Sentence, known: Sequence[Points], year: int | None, ledger: Ledger) -> None:
    """产出指标（50分）得49分, 群众满意度扣1分: as the only form says."""
    firsts = {one.name.removeprefix("项目") for one in known}
    if not firsts & _OTHER_SCHEMES and any(word in sentence.text for word in _OTHER_SCHEMES):
        return
    if _RULE.search(half_width(sentence.text)):
        return
    subject: list[Points] = []
    told: set[str] = set()
    group = 0
    for quantity in sentence.quantities:
        if quantity.unit != "分" or not quantity.is_exact or quantity.sign:
            continue
        before = half_width(sentence.text[: quantity.start])
        if group != sentence.group(quantity):
            subject, told, group = [], set(), sentence.group(quantity)  # 产出扣1分；资料不全，扣2分
        opened = before.count("(") > before.count(")")
        outside, _bracket, inside = before.rpartition("(") if opened else ("", "", before)
        clauses = _CLAUSE.split(_ASIDE.sub("", inside))
        clause = clauses[-1].strip()
        kind = next((one for one in (_SCORED, _WEIGHED, _LOST) if one.search(clause)), None)
        rest = kind.sub("", clause) if kind else clause
        if _NOT_OF_IT.search(rest) or is_apart(before, year, [one.name for one in known]):
            subject = []
            continue
        if rest:
            subject = _named(rest, known)
        elif opened:
            subject = _named(_CLAUSE.split(_ASIDE.sub("", outside))[-1], known)
        elif _OF_ALL.match(clause) or (len(clauses) > 1 and _MAKES_UP.search(clauses[-2])):
            subject = []  # 决策（15分）、过程（85分）两部分组成，满分100分
        elif kind is _WEIGHED and len(told) > 1:
            subject = []  # 决策15分、过程85分，满分100分
        elif not subject:  # 预算执行率96.4%，得9.6分
            subject = _named(_FIGURE.sub("", clauses[-2]), known) if len(clauses) > 1 else []
        if len(subject) == 1:
            told.add(subject[0].name)
            _hold(sentence, quantity, _with_satisfaction(subject[0], known), kind, ledger)


def _named(words: str, known: Sequence[Points]) -> list[Points]:
    name = _name(words)
    named = [one for one in known if one.name == name] if len(name) >= _SHORTEST else []
    return list({(one.weight, one.score): one for one in named}.values())  # two tables may list it


def _with_satisfaction(level: Points, known: Sequence[Points]) -> list[Points]:
    """The level itself; 效益 may be told with 满意度, which older schemes count among it."""
    other = next((one for one in known if one.name == _SATISFACTION), None)
    if level.name != _BENEFIT or other is None:
        return [level]
    both = [
        None if one is None or fellow is None else one + fellow
        for one, fellow in ((level.weight, other.weight), (level.score, other.score))
    ]
    return [level, Points(level.name, both[0], both[1], level.place)]


def _name(words: str) -> str:
    """What an indicator or a level is called, without its points; any execution rate is the only one."""
    return _SPENDING.sub("执行率", _LEVEL.sub("", half_width(words)).removeprefix("其中"))


def _told(known: Points, kind: re.Pattern[str] | None) -> tuple[Decimal | None, ...]:
    """What words of a kind tell of an indicator."""
    lost = known.weight - known.score if known.weight is not None and known.score is not None else None
    told = {_SCORED: (known.score,), _WEIGHED: (known.weight,), _LOST: (lost,)}
    return told[kind] if kind is not None else (known.weight, known.score)


def _hold(
    sentence: Sentence,
    quantity: Quantity,
    readings: Sequence[Points],
    kind: re.Pattern[str] | None,
    ledger: Ledger,
) -> None:
    """Hold points against those of the form, of which ``readings`` are what the words may mean."""
    known = readings[0]
    values = [value for one in readings for value in _told(one, kind) if value is not None]
    if not values or ledger.differs(known.place):
        return
    place = sentence.at(quantity)
    if any(half_up(one, max(quantity.places, 0)) == quantity.value for one in values):
        ledger.agree(place)
        return
    if kind is None and all(one.weight is None for one in readings):
        return  # 产出指标50分 may be what it is worth, which the form does not tell
    meant = min(values, key=lambda one: abs(one - quantity.value))
    words, computed = sentence.words(quantity), f"{number_text(meant)}分"
    ledger.find(
        Kind.PROSE_VS_TABLE,
        Severity.ERROR,
        place,
        f"文中“{known.name}”写{words}，自评表中为{computed}，两处不一致。",
        rule="文字与自评表中的分值、得分应一致",
        text=sentence.text,
        printed=words,
        computed=computed,
    )
