"""What a document states, as a project would hold it: line items, funds by source, indicators, goals, prose.

Only rows are taken: totals, rates, shares and scores are computed anew and merely held against what is
printed. What is printed twice and differently, or cannot be told for certain, is left out and named.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from indicators.scoring import Direction, Nature
from projects.funds import EntryKind
from projects.money import LARGEST_AMOUNT, LARGEST_NUMBER, NUMBER_PLACES, exact_text, half_up
from reports.checkup.arithmetic import rate_readings
from reports.checkup.findings import Place
from reports.checkup.money.sums import added_up
from reports.checkup.numbers import Quantity, figure, half_width, is_blank
from reports.checkup.reading import Reading
from reports.checkup.tables.lines import is_indicators, listed
from reports.checkup.tables.sections import Column, Grid, Meaning, Row, Section, Slot, grid, meaning, measured
from reports.checkup.wording.dates import budget_year
from reports.document import Block, Document, Heading, Paragraph, Table

LONGEST_NAME = 100
LONGEST_REASON = 1000
LONGEST_WORDS = 200
LONGEST_GOAL = 2000

_SOURCE = re.compile(
    "拨款|结转|资金$|自筹|收入$|一般公共预算|政府性基金|财政|(中央|上级|省级?|市级?|区县?级?|地方)补助$"
)
_BRACKETED = re.compile(r"\([^()]*\)$")
_EXECUTION = re.compile("^(预算|资金)*执行(率|情况)?$")
_NUMBERED = re.compile(
    r"^(其中[:：]?|[0-9]+[.、．]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十0-9]+[)）])\s*"
)
_DAY = re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_ATTACHED = re.compile("^附[件表]")
_CAPTION = re.compile(r"^(表[0-9一二三四五六七八九十]+|[(（]?(金额)?单位[:：])|表$|情况$")
_LONGEST_CAPTION = 30
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_TITLE = re.compile(r"(?:(?:19|20)[0-9]{2}年度?)?([^年]{0,80}?)(?:支出)?(?:绩效)?自(?:我)?评")
_ANY_PROJECT = re.compile("(财政|部门|预算|支出|专项|项目)*")
_EXPECTED = re.compile("^(预期目标|年初设定目标|年度预期目标|预期绩效目标)$")
_ACHIEVED = re.compile("实际完成情况$|目标完成情况$")
_POINTS = re.compile(r"[(](?:分值|权重|满分)?[:：]?[0-9.]+分?[)]")
_SIGNS = {"≥": Nature.AT_LEAST, "≤": Nature.AT_MOST, ">": Nature.MORE, "<": Nature.LESS, "=": Nature.EQUAL}
_WORDS = {
    "正向": Nature.AT_LEAST,
    "反向": Nature.AT_MOST,
    "逆向": Nature.AT_MOST,
    "等于": Nature.EQUAL,
    "定性": Nature.QUALITATIVE,
}


@dataclass(frozen=True, slots=True)
class Item:
    """A line item, or a funding source of the form: its amounts in 元, as far as they are printed.

    ``places`` are the cells of the rows that it stands in.
    """

    name: str
    amounts: Mapping[Meaning, Decimal]
    places: tuple[Place, ...]

    def entries(self) -> dict[EntryKind, Decimal]:
        """Return what the ledger would hold: 全年预算 is 年初 + 调整, of which two give the third.

        Where 全年预算 stands alone it counts as the opening budget.
        """
        opening, change, budget, spent = (
            self.amounts.get(one)
            for one in (Meaning.OPENING, Meaning.ADJUSTMENT, Meaning.BUDGET, Meaning.SPENT)
        )
        if budget is not None and opening is None:
            opening = budget - (change or 0)
        elif budget is not None and opening is not None and change is None and budget != opening:
            change = budget - opening
        found = {EntryKind.OPENING: opening, EntryKind.ADJUSTMENT: change, EntryKind.PAID: spent}
        return {kind: amount for kind, amount in found.items() if amount is not None}


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator as ``indicators.models.Indicator`` has it; ``score`` is the printed one."""

    level1: str
    level2: str
    name: str
    nature: Nature
    direction: Direction
    unit: str
    target: Decimal | None
    target_text: str
    weight: Decimal | None
    actual: Decimal | None
    actual_text: str
    deviation: str
    score: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The text beneath one heading; ``title`` without its number, ``lines`` in order."""

    level: int
    heading: str
    title: str
    lines: tuple[str, ...]


@dataclass(slots=True)
class Understood:
    """What a document states. ``left`` are sentences on what is not taken over, in reading order.

    ``without_sign`` and ``without_unit`` name indicators that are taken as ≥ (those of cost as ≤) and without
    a unit.
    ``totals`` are the printed totals of each column, as printed and in 元, ``rates`` their execution rates,
    as printed and as ratios, ``score`` the total score of the form; ``total_places`` the cells of these rows.
    """

    name: str = ""
    department: str = ""
    office: str = ""
    year: int | None = None
    written_on: datetime.date | None = None
    items: list[Item] = field(default_factory=list)
    sources: list[Item] = field(default_factory=list)
    indicators: list[Listed] = field(default_factory=list)
    goals: list[tuple[str, str]] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    totals: dict[Meaning, dict[str, Decimal]] = field(default_factory=dict)
    rates: dict[str, Decimal] = field(default_factory=dict)
    score: str = ""
    total_places: list[Place] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    without_sign: list[str] = field(default_factory=list)
    without_unit: list[str] = field(default_factory=list)


def understand(document: Document) -> Understood:
    """Read a document in the plain form of ``reports.checkup.ingest``."""
    found = Understood()
    grids = {
        number: grid(block, number)
        for number, block in enumerate(document.blocks)
        if isinstance(block, Table)
    }
    lines = [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]
    found.year = budget_year(lines)
    _basics(grids.values(), lines, found)
    items, sources = _Merging(found.left), _Merging(found.left)
    for section in Reading(document).sections:
        if is_indicators(section):
            _indicators(section, found)
        else:
            _amounts(section, items, sources, found)
    found.items, found.sources = items.items, sources.items
    found.goals = [goal for rows in grids.values() for goal in _goals(rows)]
    _prose(document, found)
    return found


def joined(text: str) -> str:
    """Return the text of a cell in one line, as a person could have typed it.

    A PDF breaks it where the cell is narrow; marks that nobody sees are left out.
    """
    return _UNSEEN.sub("", re.sub(r"\s*\n\s*", "", text)).strip()


_LABELS = {
    **dict.fromkeys(("项目名称", "专项名称"), "name"),
    **dict.fromkeys(("主管部门", "业务主管部门", "主管单位", "预算部门"), "department"),
    **dict.fromkeys(("实施单位", "项目单位", "项目实施单位", "预算单位"), "office"),
}


def _basics(grids: Iterable[Grid], lines: Sequence[str], found: Understood) -> None:
    for rows in grids:
        for row in rows:
            slots = list(dict.fromkeys(row))
            for label, value in pairwise(slots):
                key = _LABELS.get(re.sub(r"\(.*\)", "", label.words))
                heads = value.words in _LABELS or meaning(value.text) is not None
                if key and not heads and not value.is_blank and not getattr(found, key):
                    setattr(found, key, joined(value.text)[:LONGEST_NAME])
        if found.name:
            return
    opening = [line for text in lines[:3] for line in text.split("\n")]
    titles = (named[1].strip() for line in opening if (named := _TITLE.search(line)))
    found.name = next((one for one in titles if not _ANY_PROJECT.fullmatch(one)), "")[:LONGEST_NAME]


class _Merging:
    """Rows of several tables put together by their names."""

    def __init__(self, left: list[str]) -> None:
        self.items: list[Item] = []
        self._places: dict[str, int] = {}
        self._left = left

    def add(self, item: Item) -> None:
        key = re.sub(r"\s", "", half_width(item.name))
        if key not in self._places:
            self._places[key] = len(self.items)
            self.items.append(item)
            return
        known = self.items[self._places[key]]
        amounts = {**item.amounts, **known.amounts}
        for held, amount in item.amounts.items():
            if known.amounts.get(held, amount) != amount:
                del amounts[held]
                self._left.append(
                    f"“{known.name}”的{TITLES[held]}在两处不同，没有填入："
                    f"{_wan(known.amounts[held])}、{_wan(amount)}。"
                )
        self.items[self._places[key]] = replace(known, amounts=amounts, places=known.places + item.places)


TITLES = {
    Meaning.OPENING: "年初预算",
    Meaning.ADJUSTMENT: "预算调整",
    Meaning.BUDGET: "全年预算",
    Meaning.SPENT: "执行数",
}
"""What is taken of a row."""


def _wan(amount: Decimal) -> str:
    return f"{exact_text(amount)}万元"


def _amounts(section: Section, items: _Merging, sources: _Merging, found: Understood) -> None:
    """Take the rows of money of a section: a block by sources if its rows are called so, else line items."""
    columns = {held: column for held in TITLES if (column := section.one(held)) is not None}
    parts = added_up(section)
    by_source = all(_SOURCE.search(_BRACKETED.sub("", row.label)) for row in parts)
    for row in section.rows:
        if not (row.is_total or row in parts):
            continue
        amounts = _amounts_of(row, columns, found.left)
        if row.is_total and amounts:
            for held, amount in amounts.items():
                found.totals.setdefault(held, {})[row.slots[columns[held].index].text.strip()] = amount
            found.total_places += _places(row)
            _rate(row, section, found)
        if amounts and not (row.is_total and parts):
            name = "" if row.is_total else _named(row)
            (sources if by_source else items).add(Item(name, amounts, _places(row)))


def _rate(row: Row, section: Section, found: Understood) -> None:
    column = section.one(Meaning.RATE)
    given = row.slots[column.index].figure if column is not None else None
    if column is not None and given is not None:
        found.rates[row.slots[column.index].text.strip()] = rate_readings(given, column.title)[0].base


def _amounts_of(row: Row, columns: Mapping[Meaning, Column], left: list[str]) -> dict[Meaning, Decimal]:
    """The amounts of a row in 元; one that the ledger cannot hold is named."""
    amounts = {}
    for held, column in columns.items():
        slot = row.slots[column.index]
        value = measured(slot, column.unit)
        if value is None or not value.is_money:
            continue
        negative = value.base < 0 and held is not Meaning.ADJUSTMENT
        fits = value.is_exact and value.base == half_up(value.base, 2) and abs(value.base) <= LARGEST_AMOUNT
        if negative or not fits:
            left.append(f"“{row.label}”的{TITLES[held]}“{slot.text}”不能作为金额填入。")
        else:
            amounts[held] = value.base
    return amounts


def _named(row: Row) -> str:
    """The name of a row as it is written, without its number."""
    text = next((slot.text for slot in row.slots if slot.words == row.label), row.label)
    return _NUMBERED.sub("", joined(text))[:LONGEST_NAME]


def _places(row: Row) -> tuple[Place, ...]:
    return tuple(slot.place for slot in dict.fromkeys(row.slots) if slot.height == 1)


def _indicators(section: Section, found: Understood) -> None:
    """Take the indicators of a section, each name once."""
    rows, whole = listed(section)
    if whole is not None:
        found.total_places += _places(whole)
    names = {one.name for one in found.indicators}
    for row in rows:
        one = _Reading(section, row, found).indicator()
        if one is None:
            continue
        if one.name in names:
            found.left.append(f"指标“{one.name}”重复出现，只填入一次。")
            continue
        names.add(one.name)
        found.indicators.append(one)
    scores = section.of(Meaning.SCORE)
    if whole is not None and scores and whole.slots[scores[-1].index].figure is not None:
        found.score = whole.slots[scores[-1].index].text.strip()


class _Reading:
    """One row of a table of indicators, read cell by cell."""

    def __init__(self, section: Section, row: Row, found: Understood) -> None:
        self._slots: dict[Meaning, Slot] = {}
        for column in section.columns:
            slot = row.slots[column.index]
            # An adjusted target stands beside the first one, if there is one.
            if column.meaning is not None and not (slot.is_blank and column.meaning in self._slots):
                self._slots[column.meaning] = slot
        self._row = row
        self._found = found
        self._left = found.left

    def indicator(self) -> Listed | None:
        """Return the indicator, if the row names one and its target."""
        named = next(
            (one for level in (Meaning.LEVEL3, Meaning.LEVEL2) if (one := self._slots.get(level))), None
        )
        name = _NUMBERED.sub("", joined(named.text)) if named is not None else ""
        target = self._says(Meaning.TARGET)
        levels = (self._says(Meaning.LEVEL1), self._says(Meaning.LEVEL2), name)
        if any(_EXECUTION.match(_level(level)) for level in levels):
            return None  # computed from the ledger
        if not name or is_blank(name) or not (target or self._says(Meaning.ACTUAL)):
            return None
        if len(name) > LONGEST_NAME or not target:
            missing = "名称太长" if target else "没有指标值"
            self._left.append(f"指标“{name[:40]}”{missing}，没有填入。")
            return None
        nature, unit, value = self._target(name, target)
        numeric = nature is not Nature.QUALITATIVE
        actual = self._actual(name, unit) if numeric else None
        reason = self._says(Meaning.REASON)
        return Listed(
            level1=_level(levels[0]),
            level2=_level(levels[1]),
            name=name,
            nature=nature,
            direction=Direction.NEGATIVE if nature in (Nature.AT_MOST, Nature.LESS) else Direction.POSITIVE,
            unit=unit,
            target=value,
            target_text="" if numeric else self._cut(name, "指标值", target),
            weight=self._weight(name),
            actual=actual,
            actual_text="" if numeric else self._cut(name, "实际完成值", self._says(Meaning.ACTUAL)),
            deviation=self._cut(name, "偏差原因", reason, LONGEST_REASON),
            score=self._says(Meaning.SCORE),
            places=_places(self._row),
        )

    def _says(self, meaning: Meaning) -> str:
        slot = self._slots.get(meaning)
        return "" if slot is None or slot.is_blank else joined(slot.text)

    def _cut(self, name: str, column: str, text: str, longest: int = LONGEST_WORDS) -> str:
        if len(text) > longest:
            self._left.append(f"指标“{name}”的{column}超过{longest}字，只填入前{longest}字。")
        return text[:longest]

    def _target(self, name: str, text: str) -> tuple[Nature, str, Decimal | None]:
        """Nature, unit and value of a target; words for whatever is not one number."""
        given = re.sub(r"\s", "", half_width(self._says(Meaning.NATURE)))
        value = _number(text)
        stated = _WORDS.get(given) or _SIGNS.get(given[:1])
        if value is None or stated is Nature.QUALITATIVE or not _fits(value):
            return Nature.QUALITATIVE, "", None
        nature = _SIGNS.get(value.sign) or stated
        if nature is None:
            self._found.without_sign.append(name)
            is_cost = "成本" in self._says(Meaning.LEVEL1) + self._says(Meaning.LEVEL2)
            nature = Nature.AT_MOST if is_cost else Nature.AT_LEAST
        done = _number(self._says(Meaning.ACTUAL))
        unit = re.sub(r"\s", "", half_width(self._says(Meaning.UNIT))) or value.unit
        in_name = _BRACKETED.search(half_width(name))
        unit = unit or (done.unit if done is not None else "") or (in_name[0][1:-1] if in_name else "")
        if not unit:
            self._found.without_unit.append(name)
        return nature, unit, value.value

    def _actual(self, name: str, unit: str) -> Decimal | None:
        text = self._says(Meaning.ACTUAL)
        value = _number(text)
        if text and (value is None or value.unit not in ("", unit) or value.sign or not _fits(value)):
            self._left.append(f"指标“{name}”的实际完成值“{text[:40]}”不是以“{unit}”为单位的数，没有填入。")
            return None
        return None if value is None else value.value

    def _weight(self, name: str) -> Decimal | None:
        slot = self._slots.get(Meaning.WEIGHT)
        value = slot.figure if slot is not None else None
        if slot is None or slot.is_blank:
            return None
        if value is None or value.is_rate or not 0 <= value.value <= 100 or slot.height > 1:
            self._left.append(f"指标“{name}”的分值“{joined(slot.text)[:40]}”没有填入。")
            return None
        return half_up(value.value, 2) if value.value == half_up(value.value, 2) else None


def _level(text: str) -> str:
    """产出指标（50分） is the level 产出."""
    return re.sub("指标$", "", _POINTS.sub("", half_width(text)).strip()).strip()


def _number(text: str) -> Quantity | None:
    """The one number that a target or an actual is."""
    read = figure(text)
    return read if read is not None and read.is_exact else None


def _fits(value: Quantity) -> bool:
    """Whether a target or an actual may be so: not negative, no more decimals than can be entered."""
    return 0 <= value.value <= LARGEST_NUMBER and value.value == half_up(value.value, NUMBER_PLACES)


def _goals(rows: Grid) -> Iterator[tuple[str, str]]:
    """The goals of the year: what was expected, and beside it what was achieved."""
    for number, row in enumerate(rows):
        expected = next((place for place, one in enumerate(row) if _EXPECTED.match(one.words)), None)
        if expected is None:
            continue
        achieved = next((place for place, one in enumerate(row) if _ACHIEVED.search(one.words)), None)
        for below in rows[number + 1 :]:
            if below[0] is not row[0] and below is not rows[number + 1]:
                return
            if not below[expected].is_blank:
                done = below[achieved] if achieved is not None else None
                yield (
                    joined(below[expected].text)[:LONGEST_GOAL],
                    joined(done.text)[:LONGEST_GOAL] if done is not None and not done.is_blank else "",
                )
        return


def _prose(document: Document, found: Understood) -> None:
    """Take the text beneath each heading down to the signature; tables and their captions are drawn anew."""
    blocks = document.blocks
    heading: Heading | None = None
    lines: list[str] = []

    def close() -> None:
        if heading is not None:
            title = re.sub(r"\s", "", heading.title or heading.text)
            found.passages.append(Passage(heading.level, heading.text, title, tuple(lines)))

    ended = False
    for number, block in enumerate(blocks):
        if isinstance(block, Heading) and not ended:
            close()
            heading, lines = block, []
        elif isinstance(block, Paragraph) and heading is not None:
            text = _UNSEEN.sub("", block.text).strip()
            if (day := _signed(text)) is not None:
                found.written_on = day
                if not ended and lines and len(lines[-1]) < _LONGEST_CAPTION and not lines[-1].endswith("。"):
                    lines.pop()  # the office that signs
                break
            ended = ended or bool(_ATTACHED.match(text))
            if not ended and not _belongs_to_a_table(blocks, number):
                lines.append(text)
    close()


def _signed(text: str) -> datetime.date | None:
    day = _DAY.fullmatch(re.sub(r"\s", "", half_width(text)))
    if day is None:
        return None
    try:
        return datetime.date(int(day[1]), int(day[2]), int(day[3]))
    except ValueError:
        return None


def _belongs_to_a_table(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line is the caption or the unit above a table, or the note beneath one."""
    text = half_width(getattr(blocks[number], "text", "")).strip()
    if number and isinstance(blocks[number - 1], Table) and text.startswith("注:"):
        return True
    if len(text) > _LONGEST_CAPTION or not _CAPTION.search(text):
        return False
    return any(isinstance(block, Table) for block in blocks[number + 1 : number + 3])
