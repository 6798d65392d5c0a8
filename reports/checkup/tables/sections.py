"""Tables of strangers: which rows are headings, what each column means, where a section begins and ends.

A form puts several tables into one grid (money, goals, indicators). ``sections`` takes a grid apart at its
heading rows and tells the columns by their headings.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from projects.money import YUAN_IN
from reports.checkup.findings import Place
from reports.checkup.numbers import Quantity, figure, half_width, is_blank
from reports.checkup.tables.days import day_in
from reports.document import Table


class Meaning(Enum):
    """What a column holds."""

    SERIAL = auto()
    RATE = auto()
    SHARE = auto()
    GROWTH = auto()
    REASON = auto()
    WEIGHT = auto()
    SCORE = auto()
    GRADE = auto()
    LAST_YEAR = auto()
    TARGET = auto()
    ACTUAL = auto()
    NATURE = auto()
    UNIT = auto()
    LEVEL1 = auto()
    LEVEL2 = auto()
    LEVEL3 = auto()
    OPENING = auto()
    ADJUSTMENT = auto()
    BALANCE = auto()
    BUDGET = auto()
    SPENT = auto()
    WHOLE = auto()


AMOUNTS = (
    Meaning.OPENING,
    Meaning.ADJUSTMENT,
    Meaning.BALANCE,
    Meaning.BUDGET,
    Meaning.SPENT,
    Meaning.WHOLE,
)

_FEWEST_NUMBERED = 3

_BUDGET = (
    "(全年|调整后|项目|年度)预算|^调整后$|调整后(数|金额|资金)|预算(数|金额|资金|安排)|预算[小合]计$|(?<!调整)预算$|安排(数|金额|资金)"
    "|^应(补助|补贴|发放|兑付|拨付)(资金|金额|数|额)?$|资金(安排|下达|计划|批复)|(下达|计划|批复)(数|额|金额|资金)$|计划(投入|投资)$"
)
# The first that fits counts: 使用情况与资金安排比 is a rate although 使用 and 安排 stand in it.
_TITLES = tuple(
    (meaning, re.compile(pattern))
    for meaning, pattern in (
        (Meaning.SERIAL, "^(序号|编号|行次)$"),
        (Meaning.RATE, "占(年初|调整后?)预算数?的?(%|百分比)?$"),  # of the budget of its own row
        (
            Meaning.SHARE,
            "(?<!支出)(?<!执行)占.*(比|%|率)|占(?!(实际|年初|全年)?(到位|预算|计划)).*(比|率)|^占|比重|占比",
        ),
        (Meaning.REASON, "原因|改进措施|偏差(?![率度])|未完成"),
        (Meaning.WEIGHT, "(?<![扣失减])分值|权重|满分|标准分"),
        (
            Meaning.SCORE,
            "得分(?!率|排|名次|位次|系数|依据|说明|标准|理由|要点|规则|方法|办法)|自评分|^评分(?!标准|依据|说明|细则)",
        ),
        (Meaning.GRADE, "(等级|等次|评级)$|(自评|评价)(结论|结果)$"),
        (Meaning.GROWTH, "(增减|增长|变动)(率|幅度?|比例|%)|^(增幅|同比)"),
        (Meaning.LAST_YEAR, "(上年|去年|以前年度)(?!结转|结余)|历史"),
        (
            Meaning.RATE,
            "(执行|支出|使用|完成|支付|拨付|兑付|发放|到位)(率|进度)|(与|/).*比$|(执行|使用|完成|支出)比例?$|完成(年初|年度|全年)?预算(%|的?比例|率)",
        ),
        (Meaning.NATURE, "指标性质|指标方向|(计算|运算|比较)?符号$"),
        (Meaning.UNIT, "(度量|计量)单位|^单位$"),
        (Meaning.LEVEL1, "一级指标"),
        (Meaning.LEVEL2, "二级指标"),
        (Meaning.LEVEL3, "三级指标|指标名称|指标内容|具体指标|^指标$"),
        (Meaning.TARGET, "(?<!完成)(?<!实际)(?<!实现)指标值|目标值|计划值|预期值|预期指标|绩效目标$"),
        (Meaning.ACTUAL, "(完成|实际|实现|达成)(的?指标)?值|实际完成|(完成|实现)情况"),
        (Meaning.OPENING, "年初(预算|数|安排|批复)|期初"),
        (Meaning.ADJUSTMENT, "(预算)?调整(数|金额|额)?$|追加|调增|^[^较比]*增减"),
        (Meaning.BALANCE, "结余|结转|余额|剩余"),
        (
            Meaning.BUDGET,
            _BUDGET,
        ),
        (
            Meaning.SPENT,
            "执行(数|金额)|(资金|预算)执行情况$|支出(数|金额|额|资金)?$|(使用|支付)(数|金额|资金|情况|$)|决算|(实际|累计|已|全年|本年|年度)(执行|发放|支付|使用)$|已拨付(数|金额|资金|额)?$",
        ),
        (Meaning.WHOLE, "^(合计|小计|总额|总计)$"),
    )
)
UNIT = re.compile(r"(亿元|万元|元)")
"""The unit that a heading or a label names."""
_MONEY = re.compile("资金|经费|拨款|金额|额$|收入|支出|预算|投资|费$|款$")
_SCALED = re.compile("[万亿]$")
_NAMES = re.compile("(?:支出|预算)?(?:项目|专项|科目|支出)(?:资金|经费)?(?:名称|内容)$|(?:项目|指标|内容)$")
_INDICATORS = re.compile("(?:绩效|考核|评价)指标")
_LONGEST_TITLE = 200  # with what stands in brackets
_LONGEST_SECOND = 6
"""A heading of the second row has at most so many characters."""
_FEWEST_ROWS = 3
"""So many rows tell what a column holds against its heading."""
_LETTERS = re.compile(r"\(([A-Z])\)")
_QUOTIENT = re.compile(r"([A-Z])[/÷]([A-Z])")
_LEVELS = {Meaning.LEVEL1, Meaning.LEVEL2, Meaning.LEVEL3}
SHORT = {"目标": Meaning.TARGET, "实际": Meaning.ACTUAL, "完成": Meaning.ACTUAL}
"""What stands for the whole heading among those of indicators."""
_INDICATORS_HEAD = re.compile("^(?:绩效|考核|评价)指标$")
_TARGETS_HEAD = re.compile("^(?:年度|年初|全年)?(?:目标|计划|任务|指标|预期)$")
_ACTUALS_HEAD = re.compile("^(?:年度|全年)?(?:实际|实绩|完成|实现|达成)$")
_ASSESSED_HEAD = re.compile("^(?:考核|评分|评价|考评|自评)(?:项目?|内容|事项|要点)$")
_CLASSES_HEAD = re.compile("^(?:绩效|考核|评价|评分)?(?:指标|内容)(?:类别|类型)?$")
_WHOLE = re.compile(r"^(?:合计|小计|总额|总计|全年)(?:\([^()]*\))?$|[年月季](?:度)?(?:合计|共计)$")
"""The heading of a column that adds up those beside it, as most of its rows are to show: 三年合计."""
_MONEY_HEAD = re.compile("资金|经费|拨款|金额|额|收入|支出|预算|投资|费|款|决算|支付|元")
_COUNTS_HEAD = re.compile("^(?:计划|下达|完成|实际|执行)数量?$")
_ADJUSTED = re.compile(r"^调整预算(?:数|额)?(?:\(.*\))?$")
_PAID = re.compile(
    "^(?:实际|已|累计)?(?:拨付|发放|兑付|列支|支付)(?:数|额|金额|资金)$|^已(?:拨付|发放|兑付|列支|支付)$"
)
_COUNTED_ROW = re.compile("^(?:计划|目标|任务)|^(?:实际|已)?完成(?!率)")
_TOTAL = re.compile(
    r"^(合计|总计|共计|总额|总金额|总分(?![馆校院店])|得分合计|自评得分|自评总分|总得分|(年度|项目|全年)?(预算|财政)?资金(总额|合计)|年度总额)"
    r"|^(?:[一二三四五六七八九十]+、)?(?:本年|全年|部门)?(?:收入|支出|经费|费用|资金)(?:合计|总计)$|^全年$"
    r"|^(?:全[市县区省镇乡州旗]|各[市县区镇乡]{1,3}|各?(?:单位|部门|地区|项目))(?:合计|总计|共计)$"
)
_SUBTOTAL = re.compile("小计")
_PART = re.compile("^其中")
_LEFT_OVER = re.compile("(?:年末|期末|累计)?结[转余]")
_RANK = re.compile(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)).")


@lru_cache(maxsize=4096)
def meaning(title: str) -> Meaning | None:
    """Return what a column of this heading holds; ``None`` where the heading does not tell."""
    whole = re.sub(r"\s", "", half_width(title))
    if len(whole) > _LONGEST_TITLE:
        return None
    plain = re.sub(r"\(.*?\)", "", whole)
    if len(plain) > 24 or re.search("预计", plain):
        return None
    if plain in ("增减", "增长", "变动") and "%" in whole:
        return Meaning.GROWTH
    return next((one for one, pattern in _TITLES if pattern.search(plain)), None)


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Return a text without white space, half-width."""
    return re.sub(r"\s", "", half_width(text))


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell: its text, where it stands, and the figure that it is, if it is one."""

    text: str
    place: Place
    figure: Quantity | None
    height: int = 1

    @property
    def words(self) -> str:
        """The text without white space, half-width."""
        return squeezed(self.text)

    @property
    def is_blank(self) -> bool:
        return is_blank(self.text)


Grid = tuple[tuple[Slot, ...], ...]


def grid(table: Table, block: int) -> Grid:
    """Return the table as rows of slots; a merged cell is the same slot at each place that it covers."""
    width, height = len(table.columns), len(table.all_rows)
    rows: list[list[Slot | None]] = [[None] * width for _ in range(height)]
    for placed in (one for row in table.placed() for one in row):
        cell = placed.cell
        place = Place(block, placed.row, placed.column)
        slot = Slot(cell.text, place, figure(cell.text), cell.rowspan)
        for row in range(placed.row, placed.row + cell.rowspan):
            for column in range(placed.column, placed.column + cell.colspan):
                rows[row][column] = slot
    return tuple(tuple(slot for slot in row if slot is not None) for row in rows)


def with_spans(rows: Grid) -> Grid:
    """Give a heading of two rows its merged cells back, where a format lost them and left blanks."""
    if any(one.height > 1 for row in rows for one in row) or any(len(set(row)) < len(row) for row in rows):
        return _with_stub_spans(rows)
    for number, (above, below) in enumerate(pairwise(rows)):
        if _figures(above) or _figures(below) or sum(bool(slot.words) for slot in below) < 2:
            continue
        upper = list(above)
        for column, slot in enumerate(above):
            if not slot.words and column and below[column].words and below[column - 1].words:
                upper[column] = upper[column - 1]
        lower = [one if one.words else over for one, over in zip(below, upper, strict=True)]
        changed = sum(one is not other for one, other in zip(upper, above, strict=True))
        if changed and all(slot.words for slot in (*upper, *lower)):
            return (*rows[:number], tuple(upper), tuple(lower), *rows[number + 2 :])
    return rows


def _with_stub_spans(rows: Grid) -> Grid:
    """Give the first heads of a heading of two rows their height back, where its other cells are merged."""
    for number, (above, below) in enumerate(pairwise(rows)):
        named = [slot for slot in below if slot.words]
        divided = any(over is other for over, other in pairwise(above))
        if _figures(above) or _figures(below) or not divided or below[0].words or not above[0].words:
            continue
        if (
            len(named) > 1
            and max(len(slot.words) for slot in named) <= _LONGEST_SECOND
            and len(rows) > number + 2
        ):
            lower = tuple(one if one.words else over for one, over in zip(below, above, strict=True))
            return (*rows[: number + 1], lower, *rows[number + 2 :])
    return rows


def upright(rows: Grid) -> Grid:
    """Turn a table whose headings stand in the first column, so that they stand in the first row."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return rows
    stub = [row[0] for row in rows]
    known = {one.words for one in stub if meaning(one.text) in (*AMOUNTS, Meaning.RATE)}
    if all(meaning(one) is Meaning.WHOLE for one in known):
        known = set()  # 小计 and 合计 are rows of any list
    done = {found[0] for one in stub if (found := _COUNTED_ROW.search(one.words))}
    known |= done if Meaning.RATE in {meaning(one.text) for one in stub} else set()
    heads = sum(meaning(slot.text) not in (None, Meaning.WHOLE) for slot in set(rows[0][1:]))
    points = {meaning(one.text) for one in stub[1:]} >= {Meaning.WEIGHT, Meaning.SCORE}  # of levels
    if (len(known) < 2 and not points) or heads or any(one.height > 1 for row in rows for one in row):
        return rows
    kinds = {meaning(row[0].text) for row in rows} & {*AMOUNTS}
    # Words may stand in other rows, as of grades, where budget and spending tell what the rows are.
    asked = [
        row
        for number, row in enumerate(rows)
        if (number and len(kinds) < 2) or meaning(row[0].text) in (*AMOUNTS, Meaning.RATE)
    ]
    if not all(slot.figure or slot.is_blank for row in asked for slot in row[1:]):
        return rows
    return tuple(zip(*rows, strict=True))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a section: its headings from top to bottom, what it holds, its unit of money."""

    index: int
    title: str
    group: str
    meaning: Meaning | None
    unit: str
    is_whole: bool = False
    letter: str = ""
    quotient: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """The heading as a reader would quote it."""
        return re.sub(r"\s", "", self.title)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a section: its label (the last words before the first figure column) and its slots."""

    label: str
    slots: tuple[Slot, ...]

    @property
    def is_total(self) -> bool:
        return bool(_TOTAL.match(self.label))

    @property
    def is_subtotal(self) -> bool:
        return bool(_SUBTOTAL.search(self.label)) or any(slot.words == "小计" for slot in self.slots)

    @property
    def is_part(self) -> bool:
        return bool(_PART.match(self.label))

    @property
    def is_left_over(self) -> bool:
        """Whether it is of what was not spent: 年末结转结余 below the kinds of spending is none of them."""
        return bool(_LEFT_OVER.match(self.label))

    @property
    def is_ranked(self) -> bool:
        """Whether it begins with 一、: among others that do not, as the head of those below it."""
        return bool(_RANK.match(next((slot.words for slot in self.slots if slot.words), "")))

    @property
    def text(self) -> str:
        """The row as a reader sees it, for a finding."""
        seen = dict.fromkeys(self.slots)
        return " | ".join(slot.text.replace("\n", "") for slot in seen if slot.text)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def items(self) -> tuple[Row, ...]:
        """The rows that are things of their own: no totals, no parts, no heads of groups (一、交通运输)."""
        rows = [row for row in self.rows if not (row.is_total or row.is_subtotal or row.is_part)]
        leaves = tuple(row for row in rows if not row.is_ranked)
        return leaves or tuple(rows)

    def of(self, *wanted: Meaning | None) -> tuple[Column, ...]:
        """Return the columns that hold one of these, from left to right."""
        return tuple(column for column in self.columns if column.meaning in wanted)

    def one(self, wanted: Meaning) -> Column | None:
        """Return the only column that holds this; ``None`` for none or several."""
        found = self.of(wanted)
        return found[0] if len(found) == 1 else None


def sections(rows: Grid, unit: str) -> Iterator[Section]:
    """Yield the sections of a grid from top to bottom; ``unit`` is that of the line above the table."""
    heads = [number for number, row in enumerate(rows) if _is_head(row)]
    if not heads:
        top = next((number for number, row in enumerate(rows) if _figures(row) or _days(row)), len(rows))
        heads = list(range(top))[-2:] if top else []
    if not heads:
        return
    number = 0
    while number < len(heads):
        first = last = heads[number]
        while number + 1 < len(heads) and heads[number + 1] == last + 1:
            number += 1
            last += 1
        number += 1
        end = heads[number] if number < len(heads) else len(rows)
        while last + 1 < end and _continues(rows[last], rows[last + 1]):
            last += 1
        if first and _is_divided_by(rows[first - 1], rows[first]):
            first -= 1
        yield _section(rows[first : last + 1], rows[last + 1 : end], unit)


def _figures(row: Sequence[Slot]) -> int:
    return sum(slot.figure is not None for slot in set(row))


def _days(row: Sequence[Slot]) -> int:
    return sum(day_in(slot.words) is not None for slot in set(row))


def _is_head(row: Sequence[Slot]) -> bool:
    if _figures(row) or any("。" in slot.text for slot in row):
        return False
    return len({slot.words for slot in set(row) if meaning(slot.text) is not None}) >= 2


def _is_divided_by(above: Sequence[Slot], head: Sequence[Slot]) -> bool:
    """Whether a row is the upper one of a heading, though its words tell nothing: 资金 over 下达 and 支出."""
    down = [slot for slot in above if slot.height > 1 and any(slot is one for one in head)]
    spread = any(one is other for one, other in pairwise(above) if one not in down)
    return bool(down) and spread and not _figures(above) and not any("。" in slot.text for slot in above)


def _continues(head: Sequence[Slot], row: Sequence[Slot]) -> bool:
    """Whether a row is the second level of a heading: some cells come down from it, others divide it."""
    shared = sum(above is below for above, below in zip(head, row, strict=True))
    words = [slot for slot in set(row) if slot.text and slot.figure is None]
    divided = any(
        above is other and one is not next_one
        for (above, other), (one, next_one) in zip(pairwise(head), pairwise(row), strict=True)
    )
    short = max((len(slot.words) for slot in words), default=0) <= _LONGEST_SECOND
    least = 0 if divided and short else 1
    return (
        not _figures(row)
        and not any("。" in one.text for one in words)
        and least < shared < len(row)
        and len(words) == len(set(row))
        and len(words) > 2
    )


def _section(head: Grid, body: Grid, unit: str) -> Section:
    # the stub, 项目资金（元）, names the unit of all that stands beside it
    stubs = [slot for slot in head[0] if slot.height > 1 or slot is head[0][0]]
    label_unit = next((found[0] for slot in stubs if (found := UNIT.search(slot.words))), unit)
    columns: list[Column] = []
    for index in range(len(head[0])):
        if index and _is_one_column(index, head, body):
            continue
        titles = list(dict.fromkeys(row[index] for row in head))
        leaf = half_width(titles[-1].text)
        group = titles[0].words if len(titles) > 1 else ""
        own = next((found[0] for one in reversed(titles) if (found := UNIT.search(one.words))), label_unit)
        found_letter, quotient = _LETTERS.search(leaf), _QUOTIENT.search(leaf)
        held = _holds(index, head, group)
        if _INDICATORS.fullmatch(titles[-1].words) and columns and columns[-1].meaning is not Meaning.LEVEL3:
            # beside the first level the column of the indicators, before it the stub of a form
            held = Meaning.LEVEL3 if any(one.meaning is Meaning.LEVEL1 for one in columns) else held
        stub = [row[index] for row in body if not row[index].is_blank]
        if held in AMOUNTS and stub and not any(slot.figure for slot in stub):
            held = None
        if held is None and own is label_unit and not _MONEY.search(titles[0].words + titles[-1].words):
            own = ""
        columns.append(
            Column(
                index,
                titles[-1].text,
                group,
                held,
                own,
                _WHOLE.search(titles[-1].words) is not None,
                found_letter[1] if found_letter else "",
                (quotient[1], quotient[2]) if quotient else None,
            )
        )
    columns = [_scored(one, columns) for one in columns]
    columns = [_named(_counted(one, columns), columns) for one in columns]
    columns = [_adjusted(one, columns, body) for one in columns]
    columns = [_paid(one, columns, unit) for one in columns]
    columns = [_told_shortly(one, columns) for one in columns]
    columns = [_exchanged(one, columns, body) for one in columns]
    columns = [_numbered(one, body) for one in columns]
    first = next(
        (
            one.index
            for one in columns
            if one.meaning in (*AMOUNTS, Meaning.RATE, Meaning.WEIGHT, Meaning.SHARE)
        ),
        None,
    )
    names = [one.index for one in columns if _NAMES.match(one.name)]
    units = {one.index for one in columns if one.meaning is Meaning.UNIT}
    rows = []
    for slots in body:
        if first is None:
            serial = {one.index for one in columns if one.meaning is Meaning.SERIAL}
            first = next(
                (place for place, slot in enumerate(slots) if slot.figure and place not in serial), 1
            )
        stop = 1 + max((one for one in names if one < first), default=first - 1)
        named = [slot for place, slot in enumerate(slots[:stop]) if place not in units]
        rows.append(Row(_label(named) or _label(slots[:first]) or _of_an_age(slots[0]), slots))
    return Section(tuple(columns), tuple(_in_points(columns, rows)))


def _numbered(column: Column, body: Grid) -> Column:
    """A first column that counts its rows one by one is a serial number, whatever it is called: 期次."""
    figures = [slots[0].figure for slots in body if slots[0].figure is not None]
    numbers = [one.value for one in figures if one is not None and not one.unit]
    in_order = len(figures) >= _FEWEST_NUMBERED and numbers == [*range(1, len(figures) + 1)]
    is_serial = column.index == 0 and column.meaning is None and in_order
    return replace(column, meaning=Meaning.SERIAL) if is_serial else column


def _in_points(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows with weights of 1 in all, 0.10 for 10 points, as points."""
    places = {one.index for one in columns if one.meaning is Meaning.WEIGHT}
    shares = [
        (slot.figure.value, row.is_total)
        for row in rows
        for place in places
        if (slot := row.slots[place]).figure is not None and not slot.figure.is_rate
    ]
    wholes = {value for value, is_total in shares if is_total}
    parts = [value for value, is_total in shares if not is_total]
    if wholes != {1} or not all(0 <= value < 1 for value in parts):
        yield from rows
        return
    for row in rows:
        slots = (_hundredfold(slot) if place in places else slot for place, slot in enumerate(row.slots))
        yield replace(row, slots=tuple(slots))


def _hundredfold(slot: Slot) -> Slot:
    if slot.figure is None:
        return slot
    return replace(slot, figure=replace(slot.figure, value=slot.figure.value.scaleb(2), places=0))


def _is_one_column(index: int, head: Grid, body: Grid) -> bool:
    """Whether a column is merged with the one before it: throughout, or in the heading and every figure.

    Words further down may divide it, as the goals of a form below its money.
    """
    if not all(row[index] is row[index - 1] for row in head):
        return False
    pairs = [(row[index - 1], row[index]) for row in body]
    if all(one is other for one, other in pairs):
        return True
    figures = [one is other for one, other in pairs if one.figure or other.figure]
    return bool(figures) and all(figures)


def _scored(column: Column, columns: Sequence[Column]) -> Column:
    """目标 and 实际 alone are those of indicators, and 考核项 names them, where points are given for them."""
    held = {one.meaning for one in columns}
    if column.meaning is not None or not {Meaning.WEIGHT, Meaning.SCORE} <= held:
        return column
    title = half_width(column.name)
    kinds = ((Meaning.TARGET, _TARGETS_HEAD), (Meaning.ACTUAL, _ACTUALS_HEAD))
    told = next((one for one, head in kinds if one not in held and head.match(title)), None)
    named = held & _LEVELS or any(_INDICATORS_HEAD.match(one.name) for one in columns)
    if told is None and not named and _ASSESSED_HEAD.match(title):
        told = Meaning.LEVEL3
    return column if told is None else replace(column, meaning=told, unit="")


def _named(column: Column, columns: Sequence[Column]) -> Column:
    """绩效指标 heads the names of the indicators where no levels stand beside it.

    So does 指标类别 or 评价内容 in a table that has nothing but their points.
    """
    held = {one.meaning for one in columns}
    named = column.meaning is None and _INDICATORS_HEAD.match(column.name) and not held & _LEVELS
    scored = {Meaning.TARGET, Meaning.ACTUAL} <= held or (
        Meaning.SCORE in held and bool(held & {Meaning.TARGET, Meaning.WEIGHT})
    )
    classes = {Meaning.WEIGHT, Meaning.SCORE} <= held and not held & {
        *_LEVELS, Meaning.TARGET, Meaning.ACTUAL, Meaning.REASON,
    }  # fmt: skip
    if column.meaning is None and classes and _CLASSES_HEAD.match(column.name):
        return replace(column, meaning=Meaning.LEVEL3)
    return replace(column, meaning=Meaning.LEVEL3) if named and scored else column


def _counted(column: Column, columns: Sequence[Column]) -> Column:
    """计划数 is of things, not of money, where another column names the budget as money."""
    if column.meaning not in (Meaning.BUDGET, Meaning.SPENT) or not _COUNTS_HEAD.match(column.name):
        return column
    others = [one for one in columns if one is not column and one.meaning is column.meaning]
    named = any(_MONEY_HEAD.search(one.name + one.group) for one in others)
    return replace(column, meaning=None, unit="") if named and not column.group else column


def _adjusted(column: Column, columns: Sequence[Column], body: Grid) -> Column:
    """调整预算 is the budget as adjusted where no other column is; a change may be 0 or below."""
    if column.meaning is not None or not _ADJUSTED.match(half_width(column.name)):
        return column
    held = {one.meaning for one in columns}
    cells = [row[column.index].figure for row in body if _figures(row)]
    whole = Meaning.BUDGET not in held and all(one is not None and one.value > 0 for one in cells)
    return replace(column, meaning=Meaning.BUDGET if whole else Meaning.ADJUSTMENT)


def _paid(column: Column, columns: Sequence[Column], unit: str) -> Column:
    """拨付数 is what was spent where no other column is, beside a budget."""
    held = {one.meaning for one in columns}
    if column.meaning is not None or Meaning.SPENT in held or not held & {Meaning.BUDGET, Meaning.OPENING}:
        return column
    paid = _PAID.match(re.sub(r"\(.*?\)", "", half_width(column.name))) is not None
    return replace(column, meaning=Meaning.SPENT, unit=column.unit or unit) if paid else column


def _told_shortly(column: Column, columns: Sequence[Column]) -> Column:
    """目标 and 实际 are those of indicators where levels and points stand beside them."""
    held = {one.meaning for one in columns}
    held_as = SHORT.get(column.name)
    if column.meaning is not None or held_as is None or held_as in held or not held & _LEVELS:
        return column
    return replace(column, meaning=held_as, unit="") if Meaning.SCORE in held else column


def _exchanged(column: Column, columns: Sequence[Column], body: Grid) -> Column:
    """Where what was done stands under 分值 and the weights under 实际完成值, each is the other.

    Weights are bare numbers; what was done is told in words, with units or as rates in most rows.
    """
    held = {one.meaning: one for one in columns}
    actual, weight = held.get(Meaning.ACTUAL), held.get(Meaning.WEIGHT)
    if column not in (actual, weight) or actual is None or weight is None:
        return column
    bare = {
        one.meaning: [_is_bare(row[one.index]) for row in body if not row[one.index].is_blank]
        for one in (actual, weight)
    }
    under_actual, under_weight = bare[Meaning.ACTUAL], bare[Meaning.WEIGHT]
    if (
        len(under_actual) < _FEWEST_ROWS
        or not all(under_actual)
        or sum(under_weight) * 2 >= len(under_weight)
    ):
        return column
    return replace(column, meaning=Meaning.WEIGHT if column is actual else Meaning.ACTUAL, unit="")


def _is_bare(slot: Slot) -> bool:
    return slot.figure is not None and not slot.figure.unit


def _holds(index: int, head: Grid, group: str) -> Meaning | None:
    """What a column holds; of 全年预算数 divided into 合计, 财政拨款, 其他 only 合计 is the whole budget."""
    leaf = meaning(head[-1][index].text)
    if not group or leaf not in (None, Meaning.WHOLE):
        return leaf
    divided = any(
        above is head[0][index] and meaning(below.text) is Meaning.WHOLE
        for above, below in zip(head[0], head[-1], strict=True)
    )
    if divided and leaf is None:
        return None
    return meaning(group) or leaf


def _label(slots: Sequence[Slot]) -> str:
    """The rightmost words before the figures; 合计 stands first, beside how many there are."""
    named = [slot for slot in dict.fromkeys(slots) if not slot.is_blank and slot.figure is None]
    if named and _TOTAL.fullmatch(named[0].words):
        return named[0].words
    return named[-1].words if named else ""


def _of_an_age(slot: Slot) -> str:
    """The name of a row that is a figure with its unit: 80岁以上."""
    return slot.words if slot.figure is not None and slot.figure.unit else ""


def measured(slot: Slot, unit: str) -> Quantity | None:
    """Return the slot's figure, in ``unit`` where none is written behind it; 150万 is meant as 150万元."""
    if slot.figure is None or slot.figure.unit:
        return slot.figure
    scaled = _SCALED.search(slot.words) if unit in YUAN_IN else None
    if scaled is not None:
        factor = YUAN_IN[scaled[0]]
        value, places = slot.figure.value / factor, slot.figure.places + factor.adjusted()
        return replace(slot.figure, value=value, unit=f"{scaled[0]}元", places=places)
    return replace(slot.figure, unit=unit)
