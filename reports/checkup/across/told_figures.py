"""Every figure of a document with the words that name it, for figures of the same thing to be found.

Prose names things in so many words that a rule for each wording does not always tell what it speaks of.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from reports.checkup.arithmetic import rate_readings
from reports.checkup.findings import Place
from reports.checkup.numbers import Quantity, half_width, in_unit, named_unit
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.sections import AMOUNTS, UNIT, Meaning, Section, measured

SAYS_LITTLE = re.compile(
    r"[0-9]{4}年度?|其中|年初|年度|全年|本年|当年|截至|年末|年底|项目|资金|预算|安排|下达|批复|调整后|调整|实际|支出|使用|执行|决算"
    "|完成|总额|金额|合计|总计|共计|累计|数量|情况|达到|共有|财政|单位|开展|组织|实施|投入|分别|目标|指标|人数|[共总数为达是已了的该本率]"
)
_COUNTED = re.compile("的?(?P<of>[\u4e00-\u9fff]{2,6}?)(?:中|里|内|均|都|全部|[,;。、()]|$)")
"""241处维修中有58处."""
_CAPTION = re.compile("(?:^|[:,。;、])(?P<name>[^:,。;、()]{4,30})[(]$")
"""附件2：满意度问卷汇总（602份）."""
_ENDS = re.compile("[,;。、(:]")
_NO_WORDS = re.compile("[^\u4e00-\u9fff]")
_PLANNED = re.compile("计划|目标|任务|应|拟|预期|力争|确保|不少于|不低于|不超过|年初|申请|测算|上限|标准")
_DONE = re.compile("完成|实际|支出|实现|达到|建成|已|执行")
_GIVEN = re.compile("预算|安排|下达|到位|批复")
_BOUND = re.compile("以[上下内]$")
_OF_WHOLE = re.compile(
    "^(?:项目|部门|整体|资金|经费|预算|支出)*(?:执行|支付|支出|使用)率|总成本|总投资|(?:预算|资金|经费|项目|采购|工程)成?本?控制|(?:采购|项目|工程)成本|控制在.{0,4}预算"
)
"""An indicator that is of the project's own money: 预算执行率, 项目总成本 ≤ 90万元."""
_RIGHT_BEFORE = 10
"""So many characters before a figure tell whether it was planned."""
_LONGEST_LABEL = 30
_BEHIND = 14
"""So many characters behind a count may tell what was counted."""
_NEAR = 40
"""So many characters before a figure may tell what it is of."""
_OF_NOTHING = (Meaning.SCORE, Meaning.WEIGHT, Meaning.SERIAL)
_PLANS = (Meaning.TARGET, Meaning.BUDGET, Meaning.OPENING)
_RESULTS = (Meaning.ACTUAL, Meaning.SPENT)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with the words that may name it and those ``around`` it; ``row`` is where it stands.

    One without ``labels``, or ``of_whole`` by what its row says, is of the whole. ``counted`` is what the
    word right behind a count says was counted, ``core`` what the words before one say; ``captioned`` is one
    in the brackets that a caption ends with. ``planned`` tells whether it was to be or is; nothing where the
    words do not say. One ``in_plan`` stands in a cell that tells of plans, one of ``another_year`` in a
    column of it or behind words that say so; one that is a ``bound`` has a sign, or 以上 behind it.
    """

    quantity: Quantity
    place: Place
    row: tuple[int, int, int]
    labels: tuple[str, ...]
    around: str
    text: str
    printed: str
    planned: bool | None
    counted: str = ""
    core: str = ""
    captioned: bool = False
    in_plan: bool = False
    another_year: bool = False
    bound: bool = False
    of_whole: bool = False

    @property
    def kind(self) -> str:
        """What it counts: money, a rate, or things."""
        return "money" if self.quantity.is_money else "rate" if self.quantity.is_rate else "count"

    @property
    def digits(self) -> str:
        """Its digits down to 分, to a ten-thousandth of a rate or to a hundredth of anything else."""
        exact = self.quantity.base.scaleb(6 if self.quantity.is_rate else 2)
        return str(int(exact)) if exact == int(exact) else ""

    @property
    def in_prose(self) -> bool:
        """Whether it stands in a sentence, not alone in a cell."""
        return self.row[2] < 0

    @property
    def is_plain(self) -> bool:
        """Whether it is meant as it stands, not a bound or a plan, nor told of another year."""
        return not (self.bound or self.in_plan or (self.in_prose and self.another_year))


def of_prose(
    read: Iterable[Sentence], plans: Container[Place], goals: Container[Place], year: int | None
) -> Iterator[Told]:
    """Yield the figures of sentences.

    ``plans`` are the cells that tell of plans, ``goals`` those of the ``year`` that the document is of.
    """
    for number, sentence in enumerate(read):
        in_plan = sentence.place in plans
        for quantity in sentence.quantities:
            words = sentence.words(quantity)
            bound = bool(quantity.sign) or _BOUND.search(words) is not None
            if not _is_one(quantity, bound=bound):
                continue
            start = sentence.group(quantity)
            before = half_width(sentence.text[: quantity.start])
            caption = _CAPTION.search(before[-_NEAR:])
            core = caption["name"] if caption else half_width(sentence.name(quantity))
            behind = ""
            if not quantity.is_money and not quantity.is_rate:
                behind = quantity.unit + _ENDS.split(half_width(sentence.text[quantity.end :]))[0][:_BEHIND]
            counted = _COUNTED.match(half_width(sentence.text[quantity.end :]))
            yield Told(
                quantity,
                sentence.at(quantity),
                (sentence.place.block, sentence.place.row, -1 - number),
                _labels([core + behind]),
                _NO_WORDS.sub("", before[start:][-_NEAR:] + behind),
                sentence.text,
                words,
                _planned_in_words(quantity, core, planned=in_plan or bound),
                counted["of"] if counted else "",
                _NO_WORDS.sub("", SAYS_LITTLE.sub("", core)),
                caption is not None,
                in_plan,
                is_of_another_year(before, year) or (in_plan and sentence.place not in goals),
                bound,
            )


def _planned_in_words(quantity: Quantity, name: str, *, planned: bool) -> bool | None:
    if planned or _PLANNED.search(name[-_RIGHT_BEFORE:]):
        return True
    if _DONE.search(name):
        return False
    return True if quantity.is_money and _GIVEN.search(name) else None


def of_table(section: Section) -> Iterator[Told]:
    """Yield the figures of a section, each named by the words of its row."""
    for row in section.rows:
        named = [slot.words for slot in dict.fromkeys(row.slots) if slot.figure is None and slot.words]
        of_row = next((unit for words in reversed(named) if (unit := named_unit(words)[1])), "")
        labels = () if row.is_total else _labels(words for words in named if len(words) <= _LONGEST_LABEL)
        for column in section.columns:
            if column.meaning in _OF_NOTHING:
                continue
            slot = row.slots[column.index]
            of_money = column.meaning in AMOUNTS or UNIT.search(half_width(column.name + column.group))
            quantity = measured(slot, column.unit if of_money else "")
            if quantity is not None and not of_money:
                quantity = in_unit(quantity, of_row or named_unit(column.name)[1])
            if quantity is None or not _is_one(quantity, bound=bool(quantity.sign)):
                continue
            if column.meaning in (Meaning.RATE, Meaning.SHARE):
                quantity = rate_readings(quantity, column.title)[0]
            planned = bool(quantity.sign) or column.meaning in _PLANS
            yield Told(
                quantity,
                slot.place,
                (slot.place.block, slot.place.row, 0),
                labels,
                _NO_WORDS.sub("", "".join(named) + column.name),
                row.text,
                slot.text,
                planned or (False if column.meaning in _RESULTS else None),
                another_year=column.meaning is Meaning.LAST_YEAR,
                bound=bool(quantity.sign),
                of_whole=row.is_total or any(_OF_WHOLE.search(words) for words in named),
            )


def _is_one(quantity: Quantity, *, bound: bool) -> bool:
    exact = quantity.is_exact or (bound and quantity.until is None)
    return exact and quantity.value > 0 and quantity.unit != "分"


def _labels(names: Iterable[str]) -> tuple[str, ...]:
    """Return what of each name tells something: all of it, where that is next to nothing."""
    bare = [(_NO_WORDS.sub("", name), _NO_WORDS.sub("", SAYS_LITTLE.sub("", name))) for name in names]
    return tuple(telling if len(telling) > 2 else name for name, telling in bare if telling)
