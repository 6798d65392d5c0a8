"""Columns whose headings say what they follow from: 超额 of 完成 and 计划, 整改率 of 已整改.

That an 未整改 is a difference and an 整改率 a quotient with 整改 above its line the heading says by itself;
so one row that keeps to it shows of which columns, where ``relations`` asks for many. Where the headings of
both columns are known too, as those of 计划 and 完成, no other row need show it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from reports.checkup.arithmetic import Outcome, Verdict, of_growth, of_rate, of_sum, rate_readings
from reports.checkup.findings import Kind, Ledger
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.tables.columns import as_printed, place_of, report_on
from reports.checkup.tables.sections import Column, Meaning, Row, Section, measured

_BRACKETS = re.compile(r"\([^()]*\)")
_DIFFERENCE = re.compile(
    "差额|差异额?$|差距|缺口|^差$|缺编|空编|空缺|超编|超额|超计划|超出|净值|审减|核减|节约|节省|节支|下浮额"
    "|^(?:未|不|待)|剩余|尚未|增减|^(?:比|较)?(?:上年|去年)?(?:增加|减少|增长|增|减)(?:额|数|人数|户数|量)?$|变化(?:额|量)"
)
_UNSIGNED = re.compile("差|减少|下降|未|不|超")
_RATE = re.compile("(?:率|满意度|占比|比例|幅度?|进度)$")
_STEM = re.compile("([\u4e00-\u9fff]{2})(?:率|度|比例)$")
_CHANGE = re.compile("偏[差离]|差异|变动|增减|增长|上升|下降|提高|降低|增幅|降幅|变化")
_NEGATED = re.compile("^(?:未|不|待|尚未)|不(?:合格|满意|达标|及格)|未(?:完成|整改|办结|达标)")
_NO_PARTS = (Meaning.SERIAL, Meaning.RATE, Meaning.SHARE, Meaning.GROWTH, Meaning.WEIGHT, Meaning.SCORE)
_TOLD_ELSEWHERE = (Meaning.RATE, Meaning.SHARE, Meaning.BALANCE, Meaning.WEIGHT, Meaning.SCORE)
_YEAR = re.compile("(20[0-9]{2})年?")
_ON_LAST_YEAR = re.compile("[比较]上年|同比")
_CARRIED = tuple(
    map(
        re.compile,
        (
            "^(?:本)?[期年]末|^结转下年",
            "^(?:本)?[期年]初(?!预)|^上[年期](?:末|结[转余]|余额)",
            "增加|收入|新增|购入|转入|^本[年期](?:下达|拨入|安排|到位)",
            "减少|支出|处置|报废|转出|^本[年期](?:使用|支付|拨付|发放)",
        ),
    )
)
"""What there is at the end, what there was, what came in and what went out."""
_COLUMNS = 3
_MOST_COLUMNS = 8
_MOST_ROWS = 200

# Of what the heading is: the minuend or the part, and the subtrahend or the whole.
_NAMED = tuple(
    tuple(re.compile(one) for one in patterns)
    for patterns in (
        ("超额|超计划|超出", "完成|实际", "计划|目标|任务"),
        ("^未完成|差额|差距|缺口|^差$|欠", "计划|目标|任务", "(?<!未)完成|实际"),
        ("空编|缺编|空缺", "编制|核定", "在编|在职|在岗|实有|实际"),
        ("超编", "在编|在职|在岗|实有|实际", "编制|核定"),
        ("净值", "原值", "折旧"),
        ("审减(?:额|金额)?$|核减(?:额|金额)?$", "送审|申报|报审", "审定|审核|核定"),
        ("节约|节省|节支", "预算|控制价|限价", "成交|中标|合同|采购(?:金)?额|实际"),
        ("未整改", "问题|隐患", "^(?:已|完成)?整改"),
        ("不合格", "抽检|检测|检验|抽查|检查", "^合格"),
        ("完成率$", "(?<!未)完成|实际", "计划|目标|任务"),
        ("整改率$", "(?<!未)整改", "问题|隐患"),
        ("合格率$", "^合格", "抽检|检测|检验|抽查|检查"),
        ("回收率$", "回收|收回", "发放"),
        ("有效率$", "有效", "回收|收回"),
        ("在编率$", "在编|在职|在岗|实有", "编制|核定"),
        ("及格率$", "及格", "参考|应考|参加|总人数"),
        ("办结率$", "办结", "受理|收到|接件"),
        ("审减率$", "审减", "送审|申报|报审"),
        ("结余|结存", "收入", "支出"),
        ("节约率$", "节约", "预算|控制价|限价"),
    )
)


@dataclass(frozen=True, slots=True)
class _Amounts:
    """The amounts or counts of a column, row by row, each as exact as the column is."""

    column: Column
    values: Sequence[Quantity | None]

    @property
    def title(self) -> str:
        """The heading without what stands in brackets."""
        return _title(self.column)


@dataclass(frozen=True, slots=True)
class _Formula:
    """How a column may follow from two others; ``named`` says that the headings tell so."""

    column: Column
    first: _Amounts
    second: _Amounts
    sign: str
    named: bool

    @property
    def text(self) -> str:
        """The formula with the headings."""
        first, second = self.first.column.name, self.second.column.name
        return f"（{first} － {second}）÷ {second}" if self.sign == "±" else f"{first} {self.sign} {second}"

    def judged(self, rows: Sequence[Row]) -> Iterator[tuple[Row, Verdict]]:
        """Yield what each row that has the figures says of it."""
        for row, first, second in zip(rows, self.first.values, self.second.values, strict=True):
            given = row.slots[self.column.index].figure
            slots = {row.slots[one.index] for one in (self.column, self.first.column, self.second.column)}
            if len(slots) < _COLUMNS:
                continue  # one cell for several columns
            if first is None or second is None or given is None or not given.is_exact or given.sign:
                continue
            if not (first.is_money and second.is_money):
                first, second = (_bare(one) for one in (first, second))
            verdict = self._verdict(row, given, first, second)
            if verdict is not None:
                yield row, verdict

    def _verdict(self, row: Row, given: Quantity, first: Quantity, second: Quantity) -> Verdict | None:
        if self.sign == "－":
            printed = _value(row, self.column)
            if printed is None:
                return None
            return _difference(printed, first, second, either=_UNSIGNED.search(self.column.name) is not None)
        judge = of_rate if self.sign == "÷" else of_growth
        verdicts = [judge(one, first, second) for one in rate_readings(given, self.column.title)]
        known = [one for one in verdicts if one is not None]
        return next((one for one in known if one.holds), known[0] if known else None)


def check_by_heading(section: Section, ledger: Ledger) -> None:
    """Hold every column whose heading calls it a difference or a rate against what it is of."""
    rows = section.rows[:_MOST_ROWS]
    amounts = [_Amounts(one, [*_values(one, rows)]) for one in section.columns if _is_amount(one, rows)]
    for column in section.columns:
        judged = [(one, [*one.judged(rows)]) for one in _formulas(column, amounts[:_MOST_COLUMNS])]
        shown = [one for one in judged if one[1]]
        if not shown:
            continue
        formula, verdicts = max(shown, key=lambda one: (_telling(*one), one[0].named))
        verdicts, unexplained = as_printed(verdicts, column)
        wrong = [one for one in verdicts if not one[1].holds]
        telling = _telling(formula, verdicts)
        if not wrong:
            ledger.agree(*(place_of(row, column) for row, _verdict in verdicts))
        elif len(wrong) == 1 and (telling or (formula.named and len(verdicts) == 1)):
            certain = formula.named and telling > 0 and unexplained is None
            _report(formula, *wrong[0], ledger, certain=certain)
    _carried(section, rows, ledger)
    _since_the_row_before(amounts, section, rows, ledger)


def _carried(section: Section, rows: Sequence[Row], ledger: Ledger) -> None:
    """期末 is 期初 with what came in and without what went out."""
    columns = [
        [one for one in section.columns if pattern.search(_title(one)) and one.meaning not in _NO_PARTS]
        for pattern in _CARRIED
    ]
    if any(len(found) != 1 for found in columns):
        return
    end, begin, come, gone = (found[0] for found in columns)
    judged: list[tuple[Row, Verdict]] = []
    for row in rows:
        printed, first, more, less = (_value(row, one) for one in (end, begin, come, gone))
        if printed is not None and first is not None and (more is not None or less is not None):
            known = [one for one in (printed, first, more, less) if one is not None]
            if not all(one.is_money for one in known):
                printed, first = _bare(printed), _bare(first)
                more, less = _bare(more) if more else None, _bare(less) if less else None
            change = [*([more] if more else []), *([replace(less, value=-less.value)] if less else [])]
            judged.append((row, of_sum(printed, (first, *change), rounded=printed.places > 0)))
    wrong = [one for one in judged if not one[1].holds]
    if len(wrong) != 1:
        return
    ((row, verdict),) = wrong
    places = [place_of(row, one) for one in (end, begin, come, gone)]
    if not any(ledger.differs(place) for place in places):
        text = f"{begin.name} ＋ {come.name} － {gone.name}"
        report_on(
            verdict,
            Kind.SUM,
            ledger,
            row,
            end,
            certain=len(judged) > 1,
            rule=f"{end.name} = {text}",
            message=f"“{row.label}”的“{end.name}”印为{{printed}}，按“{text}”计算为{verdict.computed}",
        )


def _since_the_row_before(
    amounts: Sequence[_Amounts], section: Section, rows: Sequence[Row], ledger: Ledger
) -> None:
    """Where the rows are years, 比上年增长 is by how much a row is more than that of the year before."""
    years = [int(found[1]) if (found := _YEAR.match(row.slots[0].words)) else 0 for row in rows]
    columns = [one for one in section.columns if _ON_LAST_YEAR.search(_title(one))]
    if len(rows) < _COLUMNS or not all(years) or len({*years}) < len(years) or len(columns) != 1:
        return
    (column,) = columns
    growth = any((given := row.slots[column.index].figure) and given.is_rate for row in rows)
    growth = growth or _RATE.search(_title(column)) is not None
    best: list[tuple[Row, Verdict]] = []
    for amount in (one for one in amounts if one.column is not column):
        known = dict(zip(years, amount.values, strict=True))
        judged = []
        for row, year in zip(rows, years, strict=True):
            given, now, before = row.slots[column.index].figure, known[year], known.get(year - 1)
            if given is None or now is None or before is None or not given.is_exact:
                continue
            if not growth:
                printed = _value(row, column)
                verdict = None if printed is None else _difference(printed, now, before, either=False)
            else:
                readings = [of_growth(one, now, before) for one in rate_readings(given, column.title)]
                verdict = next((one for one in readings if one is not None and one.holds), readings[0])
            if verdict is not None:
                judged.append((row, verdict))
        if sum(one.holds for _row, one in judged) > sum(one.holds for _row, one in best):
            best = judged
    wrong = [one for one in best if not one[1].holds]
    if len(wrong) == 1 and not ledger.differs(place_of(wrong[0][0], column)):
        row, verdict = wrong[0]
        report_on(
            verdict,
            Kind.RATIO if growth else Kind.SUM,
            ledger,
            row,
            column,
            certain=len(best) > _COLUMNS,
            rule="比上年增减按上下两行计算",
            message=f"“{row.label}”的“{column.name}”印为{{printed}}，按本行与上年一行计算为{verdict.computed}",
        )


def _report(formula: _Formula, row: Row, verdict: Verdict, ledger: Ledger, *, certain: bool) -> None:
    column = formula.column
    if any(
        ledger.differs(place_of(row, one)) for one in (column, formula.first.column, formula.second.column)
    ):
        return  # it follows from what is wrong there
    report_on(
        verdict,
        Kind.SUM if formula.sign == "－" else Kind.RATIO,
        ledger,
        row,
        column,
        certain=certain,
        rule=f"{column.name} = {formula.text}",
        message=f"“{row.label}”的“{column.name}”印为{{printed}}，按“{formula.text}”计算为{verdict.computed}",
    )


def _telling(formula: _Formula, judged: Sequence[tuple[Row, Verdict]]) -> int:
    """How many rows keep to a formula in a way that is no chance: neither of nothing nor of all."""
    return sum(
        verdict.outcome is Outcome.AGREE
        and (given := row.slots[formula.column.index].figure) is not None
        and given.value not in ((0,) if formula.sign == "－" else (0, 1, 100))
        for row, verdict in judged
    )


def _formulas(column: Column, amounts: Sequence[_Amounts]) -> Iterator[_Formula]:
    """Yield what a column may follow from by its heading: the one that it names, or else the likely ones."""
    title = _title(column)
    rate = _RATE.search(title) is not None or "(%)" in half_width(column.name)
    left = column.meaning is Meaning.BALANCE
    if column.meaning in _TOLD_ELSEWHERE and not (left or (rate and _STEM.search(title))):
        return
    if not (left or rate or _DIFFERENCE.search(title)):
        return
    others = [one for one in amounts if one.column is not column]
    named = _named(column, title, others, rate=rate)
    if named is not None:
        yield named
    elif (pair := _years(others)) and (_CHANGE.search(title) or _ON_LAST_YEAR.search(title)):
        yield _Formula(column, *pair, "±" if rate else "－", named=True)
    elif column.meaning not in _TOLD_ELSEWHERE:
        yield from _likely(column, title, others, rate=rate)


def _named(column: Column, title: str, others: Sequence[_Amounts], *, rate: bool) -> _Formula | None:
    """The formula of which the headings name all three columns."""
    for result, first, second in _NAMED:
        if not result.search(title):
            continue
        over = [one for one in others if first.search(one.title) and not _NEGATED.search(one.title)]
        under = [one for one in others if second.search(one.title) and one not in over]
        if len(over) == 1 and len(under) == 1:
            return _Formula(column, over[0], under[0], "÷" if rate else "－", named=True)
    return None


def _likely(column: Column, title: str, others: Sequence[_Amounts], *, rate: bool) -> Iterator[_Formula]:
    """Yield the formulas of which the heading names one column, or none where it tells of a change."""
    if not rate or _CHANGE.search(title):
        for first, second in permutations(others, 2):
            if max(first.column.index, second.column.index) < column.index:
                yield _Formula(column, first, second, "±" if rate else "－", named=False)
    stem = _STEM.search(title)
    parts = [one for one in others if stem and stem[1] in one.title and not _NEGATED.search(one.title)]
    for part in parts:
        for whole in others:
            if whole is not part:
                yield _Formula(column, part, whole, "÷", named=False)


def _years(amounts: Sequence[_Amounts]) -> tuple[_Amounts, _Amounts] | None:
    """This year and last year, where the headings name two years of the same: 2023年支出, 2022年支出."""
    years = [
        (int(found[1]), _YEAR.sub("", words), one)
        for one in amounts
        for words in (f"{one.column.group}{one.title}",)
        if (found := _YEAR.search(words))
    ]
    if len(years) != 2 or years[0][1] != years[1][1] or years[0][0] == years[1][0]:
        return None
    before, now = sorted(years, key=lambda one: one[0])
    return now[2], before[2]


def _title(column: Column) -> str:
    return _BRACKETS.sub("", half_width(column.name)).strip()


def _is_amount(column: Column, rows: Sequence[Row]) -> bool:
    """Whether a column holds amounts or counts, one at least."""
    if column.meaning in _NO_PARTS or _RATE.search(_title(column)):
        return False
    cells = [row.slots[column.index].figure for row in rows]
    return any(one is not None and not one.is_rate for one in cells)


def _values(column: Column, rows: Sequence[Row]) -> Iterator[Quantity | None]:
    values = [_value(row, column) for row in rows]
    places = max((one.places for one in values if one is not None), default=0)
    for one in values:
        yield None if one is None else replace(one, places=max(one.places, places))


def _value(row: Row, column: Column) -> Quantity | None:
    value = measured(row.slots[column.index], column.unit)
    return value if value is not None and value.is_exact and not value.sign and not value.is_rate else None


def _bare(value: Quantity) -> Quantity:
    """A figure as a number; a whole one is counted, not rounded."""
    return replace(value, unit="个" if value.places <= 0 else "")


def _difference(printed: Quantity, first: Quantity, second: Quantity, *, either: bool) -> Verdict:
    """Hold a difference, ``either`` way round where its heading leaves open which is more: 差额."""
    if not (printed.is_money and first.is_money):
        printed, first, second = (replace(one, unit="") for one in (printed, first, second))
    rounded = any(one.places > 0 for one in (printed, first, second))
    verdicts = [
        of_sum(printed, (one, replace(other, value=-other.value)), rounded=rounded)
        for one, other in ((first, second), (second, first))
    ]
    return next((one for one in verdicts[: 1 + either] if one.holds), verdicts[0])
