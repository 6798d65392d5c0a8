"""What an uploaded workbook would change, and what is wrong with it, held against what is stored.

Rows are matched by name, never by position. What a workbook does not mention stays as it is; a cell left
blank in it empties what is stored.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import Office
from indicators.approval import are_approved
from indicators.models import Indicator, Statistic, YearRules
from indicators.rules import Rules, parse_rules
from indicators.scoring import Direction, Nature, agrees
from indicators.typed import ActualError, read_number, read_words
from indicators.workbook.faults import Fault
from indicators.workbook.layout import FUNDS, INDICATORS, OFFICE, PROJECT, SHEETS, STATISTICS
from indicators.workbook.reading import TOTALS, Reading, Row, Table, in_order
from projects import cells
from projects.cells import Cell, Change
from projects.forms import UNPRINTABLE
from projects.funds import EntryKind
from projects.models import FiscalYear, FundingSource, Project
from projects.money import AmountError, half_up, parse_amount, parse_number, total

HUNDRED = Decimal(100)
LONG_UNITS = ("万元", "亿元", "万", "亿")

APPROVED = {"level1", "level2", "nature", "direction", "target", "target_text", "unit", "weight"}
"""What stands once the targets are approved (``indicators.approval``)."""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What becomes of one indicator or work figure: the columns that differ, each with old and new.

    A relation (``actual_from``, ``part``, ``whole``) is given by the name of the work figure.
    """

    name: str
    is_new: bool
    columns: Mapping[str, tuple[Any, Any]]


@dataclass(slots=True)
class Plan:
    """What would change in one project."""

    project: Project
    funds: list[Change] = field(default_factory=list)
    indicators: list[RowChange] = field(default_factory=list)
    statistics: list[RowChange] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.funds or self.indicators or self.statistics)

    @property
    def digest(self) -> str:
        """What the plan changes, old values included, as a short text: two plans are equal if these are."""
        parts = (self.project.pk, self.funds, self.indicators, self.statistics)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def totals(self) -> list[tuple[EntryKind, Decimal | None, Decimal | None]]:
        """Return for each kind of amount the project's total now and afterwards, in 元."""
        now = cells.stored_cells(self.project)
        then = now | {change.cell: change.new for change in self.funds}
        return [
            (
                kind,
                total(amount for cell, amount in now.items() if cell.kind is kind),
                total(amount for cell, amount in then.items() if cell.kind is kind),
            )
            for kind in EntryKind
        ]


@dataclass(frozen=True, slots=True)
class Planned:
    """The plans, one for each project that changes; none while there are faults."""

    plans: list[Plan]
    faults: list[Fault]


def plan_for_project(reading: Reading, project: Project) -> Planned:
    """Judge a workbook that was sent for one project."""
    return _plan(reading, {(project.office.code, project.code): project}, project.fiscal_year, only=project)


def plan_for_office(reading: Reading, office: Office, year: FiscalYear) -> Planned:
    """Judge a workbook that holds projects of an office and of all beneath it."""
    of_office = Project.objects.filter(fiscal_year=year, office__path__startswith=office.path)
    projects = of_office.current()
    by_code = {
        (project.office.code, project.code): project
        for project in projects.select_related("office", "fiscal_year")
    }
    return _plan(reading, by_code, year, office=office)


def _plan(
    reading: Reading,
    projects: Mapping[tuple[str, str], Project],
    year: FiscalYear,
    *,
    only: Project | None = None,
    office: Office | None = None,
) -> Planned:
    faults = list(reading.faults)
    of_year = YearRules.objects.filter(fiscal_year=year).select_related("rule_set").first()
    rules = parse_rules(of_year.rule_set.data) if of_year else None
    sources = list(FundingSource.objects.values_list("name", flat=True))
    offices = {code for code, _project in projects}
    rows: dict[int, dict[str, list[Row]]] = {}
    by_number = {project.pk: project for project in projects.values()}
    for table in reading.tables.values():
        if only is None and PROJECT.key not in table.letters:
            faults.append(Fault(table.sheet, 0, "", "", f"缺少“{PROJECT.heading}”一列。"))
            continue
        for row in table.rows:
            judge = _Judge(table, row, faults)
            project = only or _project_of(judge, projects, offices, office)
            if only is not None and not _is_meant(judge, only):
                continue
            if project is not None:
                rows.setdefault(project.pk, {}).setdefault(table.sheet, []).append(row)
    plans = []
    for number, of_project in rows.items():
        plan = Plan(by_number[number])
        tables = reading.tables
        if FUNDS.name in of_project:
            plan.funds = _funds(plan.project, tables[FUNDS.name], of_project[FUNDS.name], sources, faults)
        names: set[str] = set()
        if not of_project.keys().isdisjoint({STATISTICS.name, INDICATORS.name}):
            statistics = {one.name: one for one in plan.project.statistics.select_related("part", "whole")}
            names = {*statistics, *(row.texts.get("name", "") for row in of_project.get(STATISTICS.name, []))}
        if STATISTICS.name in of_project:
            table = tables[STATISTICS.name]
            plan.statistics = _statistics(statistics, table, of_project[STATISTICS.name], names, faults)
        if INDICATORS.name in of_project:
            table = tables[INDICATORS.name]
            plan.indicators = _indicators(
                plan.project, table, of_project[INDICATORS.name], names, rules, faults
            )
        if plan:
            plans.append(plan)
    return Planned([] if faults else plans, list(in_order(faults)))


class _Judge:
    """Reads the texts of one row into values, and notes what cannot be read."""

    def __init__(self, table: Table, row: Row, faults: list[Fault]) -> None:
        self.table, self.row, self.faults = table, row, faults
        self.failed = False

    def says(self, key: str) -> str:
        return self.row.texts.get(key, "")

    def fault(self, key: str, message: str) -> None:
        self.failed = True
        if key in self.row.unreadable or key not in self.table.letters:
            return
        cell = f"{self.table.letters[key]}{self.row.number}"
        heading = self.table.headings[key]
        self.faults.append(Fault(self.table.sheet, self.row.number, cell, heading, message))

    def text(self, key: str, longest: int, *, required: bool = False, lines: bool = False) -> str:
        text = self.says(key).replace("\r\n", "\n")
        if required and not text:
            self.fault(key, "没有填写。")
        elif len(text) > longest:
            self.fault(key, f"共 {len(text)} 个字，最多 {longest} 个字。")
        elif any(not (lines and found[0] in "\n\t") for found in UNPRINTABLE.finditer(text)):
            self.fault(key, "有不可见的字符或换行：请删去。")
        return text

    def words(self, key: str, longest: int) -> str:
        """Read the actual of a qualitative indicator."""
        try:
            read_words(self.says(key))
        except ActualError as error:
            self.fault(key, str(error))
        return self.text(key, longest)

    def choice(self, key: str, options: Collection[str], *, what: str) -> str:
        text = self.says(key)
        if not text:
            self.fault(key, "没有填写。")
        elif options and text not in options:
            self.fault(key, f"没有这种{what}“{text[:40]}”：应为“{'”“'.join(options)}”之一。")
        return text

    def amount(self, key: str, *, negative: bool) -> Decimal | None:
        text, unit = self.says(key), self.table.units.get(key, "万元")
        if unit == "元" and (named := next((long for long in LONG_UNITS if text.endswith(long)), "")):
            # One cell that names the larger unit makes the others of its column doubtful.
            self.fault(key, f"“{text}”写的是{named}，而本列的单位是元：请核对整列的单位。")
            return None
        try:
            amount = parse_amount(text, unit)
        except AmountError as error:
            self.fault(key, str(error))
            return None
        if amount is not None and amount < 0 and not negative:
            self.fault(key, "不能是负数。")
        return amount

    def number(
        self, key: str, *, places: int = 4, largest: Decimal | None = None, unit: str = ""
    ) -> Decimal | None:
        """Read a figure, behind which its ``unit`` may be repeated."""
        text = self.says(key)
        try:
            number = read_number(text, unit) if unit else parse_number(text)
        except (ActualError, AmountError) as error:
            self.fault(key, str(error))
            return None
        if number is None:
            return None
        if number < 0:
            self.fault(key, "不能是负数。")
        elif largest is not None and number > largest:
            self.fault(key, f"不能大于 {largest}。")
        elif number != half_up(number, places):
            self.fault(key, f"最多 {places} 位小数。")
        return number


def _project_of(
    judge: _Judge,
    projects: Mapping[tuple[str, str], Project],
    offices: Collection[str],
    office: Office | None,
) -> Project | None:
    """Return the project that a row of a district's workbook is about."""
    above = "" if office is None else office.code
    code, project = judge.says(OFFICE.key) or above, judge.says(PROJECT.key)
    if judge.row.unreadable & {OFFICE.key, PROJECT.key}:
        return None
    if not project:
        judge.fault(PROJECT.key, "没有填写。")
    elif code not in offices:
        judge.fault(
            OFFICE.key if OFFICE.key in judge.table.letters else PROJECT.key,
            f"编码为“{above}”的单位及其下属单位中，没有编码为“{code}”且本年度有项目的单位。",
        )
    elif (code, project) not in projects:
        judge.fault(PROJECT.key, f"单位“{code}”本年度没有编码为“{project}”的项目。")
    return projects.get((code, project))


def _is_meant(judge: _Judge, project: Project) -> bool:
    """Whether a row that names office or project names those of the page that it was sent to."""
    for key, code in ((OFFICE.key, project.office.code), (PROJECT.key, project.code)):
        if judge.says(key) not in ("", code):
            judge.fault(key, f"不是本项目的编码“{code}”：请到该项目的页面上传。")
            return False
    return True


class _Seen:
    """Names met so far, and in which row."""

    def __init__(self) -> None:
        self._rows: dict[object, int] = {}

    def again(self, judge: _Judge, key: str, name: object, what: str) -> None:
        first = self._rows.setdefault(name, judge.row.number)
        if first != judge.row.number:
            judge.fault(key, f"与第 {first} 行重复：{what}只能有一行。")


def _funds(
    project: Project, table: Table, rows: Iterable[Row], sources: Collection[str], faults: list[Fault]
) -> list[Change]:
    seen = _Seen()
    values: dict[Cell, Decimal | None] = {}
    judges: dict[Cell, _Judge] = {}
    for row in rows:
        judge = _Judge(table, row, faults)
        if judge.says("line") in TOTALS:
            judge.fault("line", "合计由系统计算：请删去这一行。")
            continue
        line = judge.text("line", 100, required=True)
        source = judge.choice("source", sources, what="资金来源")
        if line and source:
            seen.again(judge, "line", (line, source), "同一明细项目的同一资金来源")
        for kind in EntryKind:
            amount = judge.amount(kind.value, negative=kind is EntryKind.ADJUSTMENT)
            if kind.value in table.letters:
                values[Cell(line, source, kind)] = amount
                judges[Cell(line, source, kind)] = judge
    changes = cells.changes(project, values)
    behind = cells.entries_behind(project)
    for change in changes:
        if (entries := behind.get(change.cell, 0)) > 1:
            judges[change.cell].fault(
                change.cell.kind.value,
                f"系统中有 {entries} 笔明细，不能用一个数代替：请在网页上逐笔修改，或恢复原数。",
            )
    return changes


def _indicators(
    project: Project,
    table: Table,
    rows: Iterable[Row],
    figures: Collection[str],
    rules: Rules | None,
    faults: list[Fault],
) -> list[RowChange]:
    stored = {one.name: one for one in project.indicators.select_related("actual_from")}
    levels = {level.name: level.level2 for level in rules.level1} if rules else {}
    approved = are_approved(project.fiscal_year, timezone.localdate())
    seen, found = _Seen(), []
    for row in rows:
        judge = _Judge(table, row, faults)
        values = _indicator(judge, levels, figures)
        if values["name"]:
            seen.again(judge, "name", values["name"], "同名的指标")
        if not judge.failed:
            change = _differing(values, stored.get(values["name"]))
            if approved:
                _judge_approved(judge, change)
            found.append(change)
    return [change for change in found if change.columns]


def _judge_approved(judge: _Judge, change: RowChange) -> None:
    """Refuse what only an adjustment with its reason may change."""
    if change.is_new:
        judge.fault("name", "绩效目标已批准，系统中没有这个指标：新增或改名请在网页上做绩效目标调整。")
        return
    for key in change.columns.keys() & APPROVED:
        judge.fault(
            {"target_text": "target"}.get(key, key),
            "绩效目标已批准：请恢复原值，或在网页上做绩效目标调整。",
        )


def _indicator(judge: _Judge, levels: Mapping[str, Collection[str]], figures: Collection[str]) -> Values:
    values: Values = {
        "name": judge.text("name", 100, required=True),
        "level1": judge.choice("level1", levels.keys(), what="一级指标"),
        "nature": judge.choice("nature", [nature.value for nature in Nature], what="指标性质"),
        "direction": judge.choice("direction", [one.value for one in Direction], what="指标方向"),
        "weight": judge.number("weight", places=2, largest=HUNDRED),
        "deviation": judge.text("deviation", 1000, lines=True),
        "improvement": judge.text("improvement", 1000, lines=True),
    }
    values["level2"] = judge.choice("level2", levels.get(values["level1"], ()), what="二级指标")
    if values["nature"] == Nature.QUALITATIVE:
        return values | _in_words(judge)
    return values | _in_numbers(judge, values["nature"], values["direction"], figures)


def _in_words(judge: _Judge) -> Values:
    for key in ("unit", "actual_from"):
        if judge.says(key):
            judge.fault(key, "定性指标没有这一项：请留空。")
    return {
        "target": None,
        "target_text": judge.text("target", 200, required=True),
        "unit": "",
        "actual": None,
        "actual_from": "",
        "actual_text": judge.words("actual", 200),
        "achieved_percent": judge.number("achieved_percent", places=2, largest=HUNDRED, unit="%"),
    }


def _in_numbers(judge: _Judge, nature: str, direction: str, figures: Collection[str]) -> Values:
    if judge.says("achieved_percent"):
        judge.fault("achieved_percent", "只有定性指标填写达成程度：请留空。")
    if (
        nature in list(Nature)
        and direction in list(Direction)
        and not agrees(Nature(nature), Direction(direction))
    ):
        judge.fault("direction", f"与指标性质“{nature}”不一致。")
    unit = judge.text("unit", 20, required=True)
    target = judge.number("target", unit=unit)
    if not judge.says("target"):
        judge.fault("target", "没有填写。")
    taken = judge.text("actual_from", 100)
    if taken and taken not in figures:
        judge.fault("actual_from", f"没有名为“{taken}”的工作数据。")
    if taken and judge.says("actual"):
        judge.fault("actual", "已注明取自工作数据：请留空。")
    return {
        "target": target,
        "target_text": "",
        "unit": unit,
        "actual": judge.number("actual", unit=unit),
        "actual_from": taken,
        "actual_text": "",
        "achieved_percent": None,
    }


def _statistics(
    stored: Mapping[str, Statistic],
    table: Table,
    rows: Iterable[Row],
    names: Collection[str],
    faults: list[Fault],
) -> list[RowChange]:
    seen, found = _Seen(), []
    for row in rows:
        judge = _Judge(table, row, faults)
        values: Values = {
            "area": judge.text("area", 50, required=True),
            "name": judge.text("name", 100, required=True),
            "unit": judge.text("unit", 20),
            "value": judge.number("value", unit=judge.says("unit")),
            "part": judge.text("part", 100),
            "whole": judge.text("whole", 100),
        }
        _judge_rate(judge, values, names)
        if values["name"]:
            seen.again(judge, "name", values["name"], "同名的工作数据")
        if not judge.failed:
            found.append((judge, values))
    rates = {name for name, one in stored.items() if one.is_rate}
    rates -= {values["name"] for _judge, values in found}
    rates |= {values["name"] for _judge, values in found if values["part"]}
    for judge, values in found:
        for key in ("part", "whole"):
            if values[key] in rates:
                judge.fault(key, f"“{values[key]}”本身是比率：分子和分母只能是数值。")
    changes = [_differing(values, stored.get(values["name"])) for _judge, values in found]
    return [change for change in changes if change.columns]


def _judge_rate(judge: _Judge, values: Values, names: Collection[str]) -> None:
    if not values["part"] and not values["whole"]:
        return
    for key in ("part", "whole"):
        if not values[key]:
            judge.fault(key, "分子和分母要么都填，要么都不填。")
        elif values[key] not in names:
            judge.fault(key, f"没有名为“{values[key]}”的工作数据。")
    if values["part"] == values["whole"]:
        judge.fault("whole", "分子和分母不能相同。")
    for key in ("value", "unit"):
        if judge.says(key):
            judge.fault(key, "比率由系统计算：请留空。")


def _differing(values: Values, stored: Indicator | Statistic | None) -> RowChange:
    """Return which columns of a row differ from what is stored; blank and missing are the same."""
    columns = {}
    for key, new in values.items():
        old = getattr(stored, key, "" if isinstance(new, str) else None)
        if isinstance(old, Statistic) or (old is None and key in ("actual_from", "part", "whole")):
            old = "" if old is None else old.name
        if stored is None or old != new:
            columns[key] = (old, new)
    return RowChange(values["name"], stored is None, columns)


def heading_of(sheet: str, key: str) -> str:
    """Return the heading under which a column of a table stands in the sheet."""
    key = {"target_text": "target", "actual_text": "actual"}.get(key, key)
    return next(column.heading for column in SHEETS[sheet].columns if column.key == key)
