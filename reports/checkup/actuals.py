"""What a form's indicators report as done, for its prose to be held against."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.indicators import reported
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose import Sentence
from reports.checkup.scope import is_apart
from reports.checkup.tables import Grid, Section

_NUMBERED = re.compile(r"^(?:指标)?[0-9一二三]*[:.、]?")
_COUNTED = re.compile(
    "(?:数量|[次人个件场户座处条台套批期项所家名间册篇]数|场次|人次|批次|数|总量|面积|长度|里程)$"
)
_DONE = re.compile("(?:为|达到了?|达|是|共|共计|累计|了|已|约|实际)+$")
_GENERIC = re.compile(
    "[0-9]{4}年度?|全年|本年度?|当年|年度|年内|截至|年底|年末|我街道|我镇|我局|我单位|街道|全镇|实际|共计|累计|共"
    "|已经|已|完成|项目|本|其中|辖区|了|达到|达|为|并|对|的|各|区|县|“|”"
)
_HELD = re.compile("举办|开展|组织|实施")
_NOT_DONE = re.compile(
    "目标|计划|预期|拟|力争|确保|不少于|不低于|上年|去年|上半年|季度|较|相比|标准|要求|其中"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}年?度?")
_GOALS = re.compile("^[^,。;]{0,8}目标(?:[(][^()]*[)])?$")
_OUTCOME = re.compile("^[^,。;]{0,10}(?:完成|达成|实现)(?:情况)?$")
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
        if len(named) < _SHORTEST:
            named = plain.removesuffix("数")  # 受益农户数 is of 受益农户
        unit = done.unit or unit
        if len(named) >= _SHORTEST and unit and done.is_exact:
            yield Actual(named, target, replace(done, unit=unit), place)


def planned(rows: Grid, year: int | None) -> Iterator[Place]:
    """Yield the cells that tell what was to be done: under a heading 目标, or beside another year."""
    heads: dict[int, str] = {}
    for row in rows:
        first = next((slot.words for slot in row if slot.words), "")
        other = _YEAR.fullmatch(first) is not None and year is not None and int(first[:4]) != year
        for column, slot in enumerate(row):
            if other or _GOALS.search(heads.get(column, "")):
                yield slot.place
            if _GOALS.search(slot.words) or _OUTCOME.search(slot.words):
                heads[column] = slot.words


def check_actuals(sentence: Sentence, known: Sequence[Actual], year: int | None, ledger: Ledger) -> None:
    """A count or a rate that the prose names as an indicator does is the one that the indicator reports.

    What the prose says of a plan, of another time or of a part is not held against it; ``year`` is the one
    that the document is about.
    """
    for quantity in sentence.quantities:
        if not quantity.is_exact or quantity.sign or quantity.is_money or not quantity.unit:
            continue
        before = half_width(sentence.text[: quantity.start])
        if _NOT_DONE.search(before[sentence.group(quantity) :]):
            continue
        if is_apart(before, year, [one.name for one in known]):
            continue
        name = _DONE.sub("", half_width(sentence.name(quantity)))
        alike = [one for one in known if one.done.unit == quantity.unit]
        fitting = [one for one in alike if _is_named(one.name, name)]
        certain = bool(fitting)
        if not certain and quantity.unit != "%":
            fitting = [one for one in alike if _is_almost_named(one, name, quantity)]
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
                Severity.ERROR if certain else Severity.WARNING,
                sentence.at(quantity),
                f"文中“{sentence.name(quantity)}{words}”，自评表中“{actual.name}”的完成值为{in_form}，两处不一致。",
                rule="文字与自评表中的同一完成情况应一致",
                text=sentence.text,
                printed=words,
                computed=in_form,
            )


def _is_named(indicator: str, name: str) -> bool:
    """Whether words name an indicator, maybe in another order: 改造农村公厕, 农村公厕改造."""
    if name.endswith(indicator) and not _HELD.sub("", _GENERIC.sub("", name.removesuffix(indicator))):
        return True
    return sorted(_GENERIC.sub("", name)) == sorted(_GENERIC.sub("", indicator))


def _is_almost_named(actual: Actual, name: str, quantity: Quantity) -> bool:
    """Whether words say most of an indicator's name and nothing else, of a quantity that is not far off."""
    core = _GENERIC.sub("", name)
    known = Counter(core) <= Counter(actual.name) and len(core) >= _SHORTEST
    near = actual.done.value < 2 * quantity.value < 4 * actual.done.value
    return known and near and len(core) * 5 >= len(actual.name) * 3
