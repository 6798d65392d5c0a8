"""How different places lay the same figures out. Each figure is a ``FactRef`` whose fact names what it is.

The names begin with what a planted error may do to them: ``total`` a sum, ``rate``, ``spent``, ``weight``,
``points``, ``reason``, ``actual``, ``prose-…``.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from projects.money import half_up, number_text, percent_text
from reports.document import Block, Cell, Column, FactRef, Paragraph, Run, Table, Text
from tests.reports.checkup.corpus.projects import Goal, Project

Layout = Callable[[Project], tuple[Block, ...]]

LAYOUTS: dict[str, Layout] = {}


def layout(function: Layout) -> Layout:
    """Enter a layout under its name."""
    LAYOUTS[function.__name__] = function
    return function


def line(*parts: str | tuple[str, str]) -> Paragraph:
    """A paragraph of words and figures, a figure as (text, name)."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else FactRef(*part) for part in parts))


def cell(text: str, name: str = "", *, rows: int = 1, columns: int = 1) -> Cell:
    run: Run = FactRef(text, name) if name else Text(text)
    return Cell((run,), rowspan=rows, colspan=columns)


def table(width: int, rows: Sequence[Sequence[Cell]]) -> Table:
    return Table("", (Column(1),) * width, (), tuple(tuple(row) for row in rows))


def amount(value: Decimal) -> str:
    return f"{value:.2f}"


def percent(part: Decimal, whole: Decimal, places: int = 2) -> str:
    return percent_text(part / whole, places)


def titles(project: Project, kind: str) -> list[Block]:
    return [line(f"{project.office}{project.year}年度{project.name}{kind}")]


def form_end(project: Project, *, form: bool = True) -> list[Block]:
    """What a report says beside its form: the score and its grade."""
    return [
        line(
            f"经自评，{project.name}自评得分",
            (number_text(project.points), "prose-points" if form else "stated-points"),
            "分，自评等级为“",
            (project.grade, "grade"),
            "”。",
        ),
        line(f"填报时间：{project.year + 1}年", ("3月15日", "date"), "。"),
    ]


def summary(project: Project, *, opening: bool = True) -> list[Block]:
    """Two paragraphs that restate the figures of the tables."""
    return [
        line(
            f"{project.year}年，年初预算安排",
            (amount(project.opening), "prose-opening" if opening else "stated-opening"),
            "万元，调整后预算",
            (amount(project.budget), "prose-budget"),
            "万元，实际支出",
            (amount(project.spent), "prose-spent"),
            "万元，预算执行率",
            (percent(project.spent, project.budget), "prose-rate"),
            "。",
        ),
        work(project),
        counts(project),
    ]


def work(project: Project) -> Paragraph:
    return line(
        "全年受理矛盾纠纷",
        (f"{project.received}", "count-received"),
        "件，化解",
        (f"{project.solved}", "count-solved"),
        "件，化解率",
        (percent(Decimal(project.solved), Decimal(project.received)), "prose-rate-work"),
        "。开展宣传活动近5万人次，发放资料2000余份。",
    )


def counts(project: Project) -> Paragraph:
    first, second, third = project.groups
    return line(
        "共设置工作站点",
        (f"{sum(project.groups)}", "count-total"),
        f"个，其中东片区{first}个、西片区{second}个、中心片区{third}个。",
    )


MONEY_HEAD = ("年初预算数", "全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分")


def money_rows(
    project: Project, names: Sequence[str], *, unit: int = 1, grouped: bool = False, blank: str = "—"
) -> list[list[Cell]]:
    """The scored total and the sources: what was carried over comes first out of the total."""

    def spelled(value: Decimal) -> str:
        return f"{value * unit:,.2f}" if grouped else amount(value * unit)

    carried = min(project.carried, project.spent)
    own = (project.opening - carried, project.budget - carried, project.spent - carried)
    rows = [
        [
            cell(spelled(project.opening), "total-opening"),
            cell(spelled(project.budget), "total-budget"),
            cell(spelled(project.spent), "total-spent"),
            cell("10", "weight-execution"),
            cell(percent(project.spent, project.budget), "rate-total"),
            cell(number_text(project.execution_points), "points-execution"),
        ],
        [*(cell(spelled(one)) for one in own), cell(blank), cell(percent(own[2], own[1])), cell(blank)],
        [
            *(cell(spelled(carried)) for _ in range(3)),
            cell(blank),
            cell("100.00%", "rate-carried"),
            cell(blank),
        ],
    ]
    rows += [[cell("") for _ in range(6)] for _ in names[3:]]
    return rows


def indicator_cells(project: Project, *, split: bool = False, label_points: bool = False) -> list[list[Cell]]:
    """Rows 一级 | 二级 | 三级 | (性质 | 值 | 单位 or 值) | 完成 | 分值 | 得分 | 原因, first levels merged."""
    result: list[list[Cell]] = []
    seen: set[str] = set()
    for place, goal in enumerate(project.goals):
        row: list[Cell] = []
        if goal.level1 not in seen:
            seen.add(goal.level1)
            own = [one for one in project.goals if one.level1 == goal.level1]
            points = sum((one.weight for one in own), Decimal(0))
            name = f"{goal.level1}（{points}分）" if label_points else goal.level1
            row.append(cell(name, rows=len(own)))
        row += [cell(goal.level2), cell(goal.name, f"name-{place}"), *_target(goal, split=split)]
        done = goal.actual if split or not goal.unit else f"{goal.actual}{goal.unit}"
        row += [
            cell(done, f"actual-{place}"),
            cell(number_text(goal.weight), f"weight-{place}"),
            cell(number_text(goal.points), f"points-{place}"),
            cell(goal.reason, f"reason-{place}" if goal.reason else ""),
        ]
        result.append(row)
    return result


def _target(goal: Goal, *, split: bool) -> list[Cell]:
    if split:
        return [cell(goal.sign), cell(goal.target), cell(goal.unit)]
    return [cell(f"{goal.sign}{goal.target}{goal.unit}" if goal.unit else goal.target)]


INDICATOR_HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
SPLIT_HEAD = (
    *INDICATOR_HEAD[:3],
    "指标性质",
    "指标值",
    "度量单位",
    "完成值",
    "权重",
    "得分",
    "未完成原因分析",
)
SOURCES = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")


def total_row(project: Project, label: str, before: int) -> list[Cell]:
    return [
        cell(label, columns=before),
        cell("100", "total-weight"),
        cell(number_text(project.points), "total-points"),
        cell(""),
    ]


def national(
    project: Project, *, unit: str = "万元", factor: int = 1, grouped: bool = False, points: bool = False
) -> Table:
    """The form of the ministry in one table of nine columns."""
    money = money_rows(project, SOURCES, unit=factor, grouped=grouped)
    rows = [
        [cell("项目名称", columns=2), cell(project.name, columns=7)],
        [
            cell("主管部门", columns=2),
            cell(project.office, columns=3),
            cell("实施单位"),
            cell(project.office, columns=3),
        ],
        [cell(f"项目资金（{unit}）", rows=5, columns=1), cell("", columns=2), *map(cell, MONEY_HEAD)],
        *([cell(name, columns=2), *row] for name, row in zip(SOURCES, money, strict=True)),
        [cell("年度总体目标", rows=2), cell("预期目标", columns=4), cell("实际完成情况", columns=4)],
        [
            cell("健全工作机制，完成年度各项任务。", columns=4),
            cell("各项任务按计划推进，工作机制逐步健全。", columns=4),
        ],
        [cell("绩效指标", rows=1 + len(project.goals)), *map(cell, INDICATOR_HEAD)],
        *indicator_cells(project, label_points=points),
        total_row(project, "总分", 6),
    ]
    return table(9, rows)


@layout
def ministry_form(project: Project) -> tuple[Block, ...]:
    return (*titles(project, "绩效自评表"), national(project), *form_end(project))


@layout
def form_in_yuan(project: Project) -> tuple[Block, ...]:
    filled = national(project, unit="元", factor=10_000, grouped=True)
    return (*titles(project, "绩效自评表"), line("单位：元"), filled, *form_end(project))


@layout
def form_with_level_points(project: Project) -> tuple[Block, ...]:
    return (*titles(project, "绩效自评表"), national(project, points=True), *form_end(project))


@layout
def form_with_nature_and_unit(project: Project) -> tuple[Block, ...]:
    names = ("总额", "其中：财政资金", "财政专户管理资金", "单位资金", "其他资金")
    head = ("年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因")
    rows = [
        [cell("项目名称", columns=2), cell(project.name, columns=9)],
        [cell("预算执行情况（10分）", rows=6), cell("年度预算数（万元）", columns=3), *map(cell, head)],
    ]
    for name, (opening, budget, spent, weight, rate, points) in zip(
        names, money_rows(project, names, blank="/"), strict=True
    ):
        rows.append([cell(name, columns=3), opening, budget, spent, rate, weight, points, cell("")])
    rows.append([cell("绩效指标（90分）", rows=1 + len(project.goals)), *map(cell, SPLIT_HEAD)])
    rows += indicator_cells(project, split=True)
    rows.append(total_row(project, "合计", 8))
    rows.append([cell("评价结论", columns=2), cell("项目按计划实施，达到预期效果。", columns=9)])
    return (*titles(project, "绩效自评表"), table(11, rows), *form_end(project))


@layout
def form_in_several_tables(project: Project) -> tuple[Block, ...]:
    money = [[cell("资金来源"), *map(cell, MONEY_HEAD)]]
    money += [[cell(name), *row] for name, row in zip(SOURCES, money_rows(project, SOURCES), strict=True)]
    indicators = [[*map(cell, INDICATOR_HEAD)], *indicator_cells(project), total_row(project, "总分", 5)]
    return (
        *titles(project, "绩效自评表"),
        table(2, [[cell("项目名称"), cell(project.name)], [cell("实施单位"), cell(project.office)]]),
        line("一、预算执行情况（单位：万元）"),
        table(7, money),
        line("二、绩效指标完成情况"),
        table(8, indicators),
        *form_end(project),
    )


@layout
def weights_at_each_level(project: Project) -> tuple[Block, ...]:
    head = ("一级指标", "分值", "二级指标", "三级指标", "分值", "目标值", "实际完成值", "得分", "未完成原因")
    rows: list[list[Cell]] = [[*map(cell, head)]]
    rate = percent(project.spent, project.budget)
    rows.append(
        [
            *map(cell, ("预算执行", "10", "预算执行率", "资金预算执行率", "10", "≥100%")),
            cell(rate),
            cell(number_text(project.execution_points), "points-execution"),
            cell("" if project.spent == project.budget else "按进度支付，余款结转下年。"),
        ]
    )
    for (first, second, name, target, actual, weight, points, reason), goal in zip(
        ((None, *row) if len(row) == 7 else tuple(row) for row in indicator_cells(project)),
        project.goals,
        strict=True,
    ):
        own = [one for one in project.goals if one.level1 == goal.level1]
        sums = number_text(sum((one.weight for one in own), Decimal(0)))
        lead = [] if first is None else [first, cell(sums, "weight-level", rows=len(own))]
        rows.append([*lead, second, name, weight, target, actual, points, reason])
    rows.append(
        [
            cell("总分", columns=4),
            cell("100", "total-weight"),
            cell("", columns=2),
            cell(number_text(project.points), "total-points"),
            cell(""),
        ]
    )
    return (*titles(project, "绩效自评表"), table(9, rows), *form_end(project))


@layout
def lettered_columns(project: Project) -> tuple[Block, ...]:
    head = ("年初预算数（A）", "全年预算数（B）", "全年执行数（C）", "分值", "执行率（C/B）", "得分")
    rows = [[cell("项目资金（万元）", rows=5), cell(""), *map(cell, head)]]
    rows += [[cell(name), *row] for name, row in zip(SOURCES, money_rows(project, SOURCES), strict=True)]
    rows.append(
        [
            cell("绩效指标", rows=1 + len(project.goals)),
            *map(cell, INDICATOR_HEAD[:3]),
            *map(cell, ("指标值", "完成值", "分值", "得分")),
        ]
    )
    rows += [row[:-1] for row in indicator_cells(project)]
    rows.append(
        [
            cell("总分", columns=6),
            cell("100", "total-weight"),
            cell(number_text(project.points), "total-points"),
        ]
    )
    return (*titles(project, "绩效自评表"), table(8, rows), *form_end(project))


def allocations(project: Project) -> list[list[Cell]]:
    rows = [[*map(cell, ("项目名称", "全年资金安排（万元）", "占总支出比例"))]]
    rows += [
        [
            cell(one.name),
            cell(amount(one.budget), f"part-budget-{place}"),
            cell(percent(one.budget, project.budget), f"rate-share-{place}"),
        ]
        for place, one in enumerate(project.items)
    ]
    rows.append([cell("合计"), cell(amount(project.budget), "total-budget"), cell("100.00%")])
    return rows


def executions(project: Project, budget: str = "duplicate") -> list[list[Cell]]:
    rows = [
        [*map(cell, ("项目名称", "全年资金安排（万元）", "全年使用资金情况（万元）", "使用情况与资金安排比"))]
    ]
    rows += [
        [
            cell(one.name),
            cell(amount(one.budget), f"{budget}-{place}"),
            cell(amount(one.spent), f"spent-{place}"),
            cell(percent(one.spent, one.budget), f"rate-{place}"),
        ]
        for place, one in enumerate(project.items)
    ]
    rows.append(
        [
            cell("合计"),
            cell(amount(project.budget), "total-budget-2"),
            cell(amount(project.spent), "total-spent"),
            cell(percent(project.spent, project.budget), "rate-total"),
        ]
    )
    return rows


@layout
def report_with_two_tables(project: Project) -> tuple[Block, ...]:
    first = project.items[0]
    return (
        *titles(project, "绩效自评报告"),
        *summary(project, opening=False),
        line("其中", f"{first.name}安排", (amount(first.budget), "prose-item"), "万元。"),
        table(3, allocations(project)),
        line("各项目使用情况见下表。"),
        table(4, executions(project)),
        line(f"项目实施期为{project.year}年1月至{project.year}年", ("12月", "date-month"), "。"),
    )


@layout
def table_over_two_pages(project: Project) -> tuple[Block, ...]:
    rows = executions(project, budget="part")
    middle = len(rows) // 2
    return (
        *titles(project, "绩效自评报告"),
        *summary(project, opening=False),
        table(4, rows[:middle]),
        table(4, rows[middle:]),
    )


@layout
def head_of_two_levels(project: Project) -> tuple[Block, ...]:
    rows = [
        [
            cell("项目", rows=2),
            cell("全年预算数（万元）", columns=3),
            cell("全年执行数（万元）", rows=2),
            cell("执行率", rows=2),
        ],
        [cell("合计"), cell("财政拨款"), cell("其他资金")],
    ]
    others = [half_up(one.budget / 5, 2) for one in project.items]
    for place, (one, other) in enumerate(zip(project.items, others, strict=True)):
        rows.append(
            [
                cell(one.name),
                cell(amount(one.budget), f"total-row-{place}"),
                cell(amount(one.budget - other)),
                cell(amount(other)),
                cell(amount(one.spent), f"spent-{place}"),
                cell(percent(one.spent, one.budget), f"rate-{place}"),
            ]
        )
    rest = sum(others, Decimal(0))
    rows.append(
        [
            cell("合计"),
            cell(amount(project.budget), "total-budget"),
            cell(amount(project.budget - rest), "total-own"),
            cell(amount(rest), "total-other"),
            cell(amount(project.spent), "total-spent"),
            cell(percent(project.spent, project.budget), "rate-total"),
        ]
    )
    return (*titles(project, "绩效自评报告"), line("单位：万元"), table(6, rows), work(project))


@layout
def with_subtotals(project: Project) -> tuple[Block, ...]:
    half = len(project.items) // 2
    rows = [[*map(cell, ("类别", "项目名称", "年初预算数", "调整后预算数", "支出数", "支出率"))]]
    for label, part in (("基本支出", project.items[:half]), ("项目支出", project.items[half:])):
        rows += [
            [cell(label), cell(one.name), *_amounts(one.opening, one.budget, one.spent, f"-{one.name}")]
            for one in part
        ]
        sums = (
            sum((getattr(one, name) for one in part), Decimal(0)) for name in ("opening", "budget", "spent")
        )
        rows.append([cell("", columns=1), cell("小计"), *_amounts(*sums, f"-sub-{label}", kind="total")])
    rows.append(
        [cell("合计", columns=2), *_amounts(project.opening, project.budget, project.spent, "", kind="total")]
    )
    return (
        *titles(project, "整体支出绩效自评报告"),
        line("金额单位：万元"),
        table(6, rows),
        *summary(project),
    )


def _amounts(opening: Decimal, budget: Decimal, spent: Decimal, name: str, kind: str = "part") -> list[Cell]:
    return [
        cell(amount(opening), f"{kind}-opening{name}"),
        cell(amount(budget), f"{kind}-budget{name}"),
        cell(amount(spent), f"{'spent' if kind == 'part' else 'total-spent'}{name}"),
        cell(percent(spent, budget), f"rate{name}"),
    ]


@layout
def with_ranks(project: Project) -> tuple[Block, ...]:
    half = len(project.items) // 2
    rows = [
        [*map(cell, ("支出项目", "年初预算数（万元）", "全年预算数（万元）", "全年支出数（万元）", "执行率"))]
    ]
    for number, label, part in (
        ("一、", "基本支出", project.items[:half]),
        ("二、", "项目支出", project.items[half:]),
    ):
        sums = (
            sum((getattr(one, name) for one in part), Decimal(0)) for name in ("opening", "budget", "spent")
        )
        rows.append([cell(f"{number}{label}"), *_amounts(*sums, f"-sub-{label}")])
        for place, one in enumerate(part, start=1):
            rows.append(
                [cell(f"{place}.{one.name}"), *_amounts(one.opening, one.budget, one.spent, f"-{one.name}")]
            )
    rows.append([cell("合计"), *_amounts(project.opening, project.budget, project.spent, "", kind="total")])
    return (*titles(project, "整体支出绩效自评报告"), *summary(project), table(5, rows))


@layout
def transposed(project: Project) -> tuple[Block, ...]:
    items = project.items[:4]
    opening, budget, spent = (
        sum((getattr(one, name) for one in items), Decimal(0)) for name in ("opening", "budget", "spent")
    )
    rows = [
        [cell("项目"), *(cell(one.name) for one in items), cell("合计")],
        [
            cell("年初预算数"),
            *(cell(amount(one.opening)) for one in items),
            cell(amount(opening), "total-opening"),
        ],
        [
            cell("全年预算数"),
            *(cell(amount(one.budget)) for one in items),
            cell(amount(budget), "total-budget"),
        ],
        [
            cell("全年执行数"),
            *(cell(amount(one.spent), f"spent-{place}") for place, one in enumerate(items)),
            cell(amount(spent), "total-spent"),
        ],
        [
            cell("执行率"),
            *(cell(percent(one.spent, one.budget), f"rate-{place}") for place, one in enumerate(items)),
            cell(percent(spent, budget), "rate-total"),
        ],
    ]
    return (*titles(project, "绩效自评报告"), line("单位：万元"), table(len(items) + 2, rows), work(project))


@layout
def with_adjustment_and_balance(project: Project) -> tuple[Block, ...]:
    head = ("序号", "项目名称", "年初预算", "预算调整", "全年预算", "实际支出", "结余", "执行率（%）")
    rows = [[*map(cell, head)]]
    for place, one in enumerate(project.items):
        rows.append(
            [
                cell(str(place + 1)),
                cell(one.name),
                cell(amount(one.opening)),
                cell(amount(one.adjustment)),
                cell(amount(one.budget)),
                cell(amount(one.spent), f"spent-{place}"),
                cell(amount(one.budget - one.spent), f"total-balance-{place}"),
                cell(f"{half_up(one.spent / one.budget * 100, 2)}", f"rate-{place}"),
            ]
        )
    rows.append(
        [
            cell(""),
            cell("合计"),
            cell(amount(project.opening), "total-opening"),
            cell(amount(project.budget - project.opening), "total-adjustment"),
            cell(amount(project.budget), "total-budget"),
            cell(amount(project.spent), "total-spent"),
            cell(amount(project.budget - project.spent), "total-balance"),
            cell(f"{half_up(project.spent / project.budget * 100, 2)}", "rate-total"),
        ]
    )
    return (*titles(project, "绩效自评报告"), line("单位：万元"), table(8, rows), *summary(project))


@layout
def table_of_counts(project: Project) -> tuple[Block, ...]:
    rows = [[*map(cell, ("社区", "走访户数", "服务人数", "活动场次"))]]
    values = [(group * 7, group * 31, group) for group in project.groups]
    rows += [
        [cell(name), *map(cell, map(str, value))]
        for name, value in zip(("东街社区", "西街社区", "北街社区"), values, strict=True)
    ]
    rows.append(
        [
            cell("合计"),
            *(
                cell(str(sum(column)), f"total-count-{place}")
                for place, column in enumerate(zip(*values, strict=True))
            ),
        ]
    )
    return (*titles(project, "绩效自评报告"), counts(project), table(4, rows), *form_end(project, form=False))


@layout
def prose_alone(project: Project) -> tuple[Block, ...]:
    first, second = project.items[0].budget, project.items[1].budget
    return (
        *titles(project, "绩效自评报告"),
        line(
            f"一是资金安排情况。{project.year}年度本项目资金总额",
            (amount(first + second), "count-money"),
            f"万元，其中财政拨款{amount(first)}万元、其他资金{amount(second)}万元。",
        ),
        line(
            "年初预算安排",
            f"{amount(project.budget)}万元，实际支出{amount(project.spent)}万元，执行率",
            (percent(project.spent, project.budget), "prose-rate"),
            "。",
        ),
        work(project),
        counts(project),
        *form_end(project, form=False),
    )
