"""What a form's indicators report as done, for its prose to be held against."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.indicators import reported
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose import Sentence
from reports.checkup.tables import Section

_NUMBERED = re.compile(r"^(?:指标)?[0-9一二三]*[:.、]?")
_COUNTED = re.compile("(?:数量|次数|人数|个数|件数|场次|场数|户数|人次|数|总量)$")
_DONE = re.compile("(?:为|达到了?|达|是|共|共计|累计|了|已|约|实际)+$")
_GENERIC = re.compile(
    "[0-9]{4}年度?|全年|本年度?|当年|年度|年内|截至|年底|年末|我街道|我镇|我局|我单位|街道|全镇|实际|共计|累计|共"
    "|已经|已|完成|项目|本|其中|辖区|了|达到|达|为|并|对|的|各|区|县|“|”"
)
_NOT_DONE = re.compile(
    "目标|计划|预期|拟|力争|确保|不少于|不低于|上年|去年|上半年|季度|较|相比|标准|要求|其中"
)
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Actual:
    """An indicator's name, without what only says that it is counted, its target and what was done."""

    name: str
    target: Quantity | None
    done: Quantity
    place: Place


def actuals(section: Section) -> Iterator[Actual]:
    """Yield the indicators of a section whose actual value is one number with a unit."""
    for name, target, done, unit, place in reported(section):
        plain = _NUMBERED.sub("", name)
        named = _COUNTED.sub("", plain) if done.unit != "%" else plain
        unit = done.unit or unit
        if len(named) >= _SHORTEST and unit and done.is_exact:
            yield Actual(named, target, replace(done, unit=unit), place)


def check_actuals(sentence: Sentence, known: Sequence[Actual], ledger: Ledger) -> None:
    """A count or a rate that the prose names as an indicator does is the one that the indicator reports.

    What the prose says of a plan, of another time or of a part is not held against it.
    """
    if _NOT_DONE.search(sentence.text):
        return
    for quantity in sentence.quantities:
        if not quantity.is_exact or quantity.sign or quantity.is_money or not quantity.unit:
            continue
        name = _DONE.sub("", half_width(sentence.name(quantity)))
        fitting = [
            one
            for one in known
            if one.done.unit == quantity.unit
            and name.endswith(one.name)
            and not _GENERIC.sub("", name.removesuffix(one.name))
        ]
        if len({one.done.value for one in fitting}) != 1:
            continue
        (actual, *_others) = fitting
        if actual.done.value == quantity.value:
            ledger.agree(sentence.at(quantity), actual.place)
        elif abs(actual.done.base - quantity.base) > max(actual.done.half, quantity.half) and (
            actual.target is None or actual.target.value != quantity.value
        ):
            words, in_form = sentence.words(quantity), f"{number_text(actual.done.value)}{actual.done.unit}"
            ledger.find(
                Kind.PROSE_VS_TABLE,
                Severity.ERROR,
                sentence.at(quantity),
                f"文中“{sentence.name(quantity)}{words}”，自评表中“{actual.name}”的完成值为{in_form}，两处不一致。",
                rule="文字与自评表中的同一完成情况应一致",
                text=sentence.text,
                printed=words,
                computed=in_form,
            )
