"""What looks like a contradiction and is none, beside the slip that is one."""

from dataclasses import replace

import pytest

from reports.document import Cell, Column, Table, Text
from tests.reports.checkup.test_examination import found, grid

TITLE = "某县文化馆2022年度项目支出绩效自评报告"


@pytest.mark.parametrize(
    ("done", "findings"),
    [("105.00%", []), ("103.00%", [("error", "ratio")])],
)
def test_things_done_and_money_spent_in_one_table(done: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "活动 | 单位 | 计划数 | 完成数 | 完成率 | 预算（万元） | 支出（万元） | 执行率",
        f"惠民演出 | 场 | 200 | 210 | {done} | 80.00 | 78.40 | 98.00%",
        "送书下乡 | 册 | 3000 | 3000 | 100.00% | 30.00 | 29.10 | 97.00%",
        "器乐培训 | 课时 | 120 | 114 | 95.00% | 20.00 | 20.00 | 100.00%",
        "合计 | — | — | — | — | 130.00 | 127.50 | 98.08%",
    )
    assert found(TITLE, table) == findings


@pytest.mark.parametrize(
    ("head", "rate", "findings"),
    [
        ("目标任务 | 实际完成", "96.00%", []),
        ("目标任务 | 实际完成", "69.00%", [("error", "ratio")]),
    ],
)
def test_tasks_beside_one_column_of_money(head: str, rate: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        f"建设内容 | {head} | 完成率 | 下达资金（万元） | 支付资金（万元）",
        f"护坡（米） | 500 | 480 | {rate} | 60.00 | 54.00",
        "步道（米） | 300 | 300 | 100.00% | 45.00 | 45.00",
        "亮化（盏） | 80 | 60 | 75.00% | 12.00 | 9.60",
    )
    assert found(TITLE, table) == findings


def adjusted(second: str, spent: str = "52.00") -> Table:
    return grid(
        f"项目名称 | 年初预算（万元） | {second}（万元） | 支出（万元） | 执行率",
        "巡查补贴 | 86.00 | 88.00 | 88.00 | 100.00%",
        f"除雪作业 | 75.00 | 60.00 | {spent} | 86.67%",
        "水面保洁 | 26.00 | 26.00 | 25.48 | 98.00%",
        "合计 | 187.00 | 174.00 | 165.48 | 95.10%",
    )


def test_the_adjusted_budget_is_what_is_executed() -> None:
    assert found(TITLE, adjusted("调整预算")) == []
    assert found(TITLE, adjusted("调整预算数")) == []
    assert ("error", "ratio") in found(TITLE, adjusted("调整预算", "25.00"))


def test_a_change_beside_the_first_budget() -> None:
    table = grid(
        "项目名称 | 年初预算（万元） | 调整预算（万元） | 支出（万元） | 执行率",
        "巡查补贴 | 86.00 | 2.00 | 88.00 | 100.00%",
        "除雪作业 | 75.00 | -15.00 | 52.00 | 86.67%",
        "水面保洁 | 26.00 | 0 | 25.48 | 98.00%",
        "合计 | 187.00 | -13.00 | 165.48 | 95.10%",
    )
    assert found(TITLE, table) == []


@pytest.mark.parametrize(
    ("remark", "findings"),
    [
        ("年中追加4万元", []),
        ("", [("warning", "exceed"), ("error", "ratio")]),
    ],
)
def test_a_remark_that_tells_of_another_budget(remark: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "项目名称 | 年初预算（万元） | 支出（万元） | 执行率 | 备注",
        "绿化养护 | 40.00 | 38.00 | 95.00% | ",
        f"公厕管护 | 20.00 | 24.00 | 100.00% | {remark}",
        "路灯维护 | 30.00 | 27.00 | 90.00% | ",
    )
    assert found(TITLE, table) == findings


FORM = grid(
    "资金情况（万元） | 全年预算数（A） | 全年执行数（B） | 预算执行率（B/A）",
    "年度资金总额 | 1200.00 | 1164.00 | 97.00%",
    "其中：中央财政资金 | 1000.00 | 985.00 | 98.50%",
    "地方资金 | 200.00 | 179.00 | 89.50%",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全市执行1164万元，执行率97%，其中中央资金执行985万元、执行率98.5%，地方资金执行率较低。", []),
        ("全市执行1164万元，执行率98.5%。", [("error", "prose_vs_table")]),
        ("执行率为100%的县有3个，执行率为89%的有1个。", []),
        ("全市平均执行率为96%。", []),
        ("预算执行率为96%。", [("error", "prose_vs_table")]),
    ],
)
def test_the_rate_of_a_part(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, FORM, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("2022年全年预算2500万元，全年支出2400万元，预算完成率96%。", []),
        ("2022年全年预算1300万元，全年支出1164万元。", [("error", "prose_vs_table")]),
    ],
)
def test_a_table_of_a_part_of_the_spending(text: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "项目名称 | 全年预算数（万元） | 全年执行数（万元） | 执行率",
        "村级运转 | 700.00 | 690.00 | 98.57%",
        "风貌提升 | 500.00 | 474.00 | 94.80%",
        "合计 | 1200.00 | 1164.00 | 97.00%",
    )
    assert found("某乡2022年度部门整体支出绩效自评报告", text, table) == findings


def test_what_is_said_of_all_projects_and_names_some_is_of_none_of_them() -> None:
    summary = grid(
        "项目名称 | 年初预算（万元） | 全年预算（万元） | 支出（万元） | 执行率 | 自评得分",
        "养老服务 | 80.00 | 70.00 | 63.00 | 90.00% | 95.00",
        "殡葬惠民 | 40.00 | 40.00 | 40.00 | 100.00% | 100.00",
        "合计 | 120.00 | 110.00 | 103.00 | 93.64% | ",
    )
    form = grid(
        "项目名称 | 养老服务 |  |  |  |  | ",
        "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
        "年度资金总额 | 80.00 | 70.00 | 63.00 | 10 | 90.00% | 9.00",
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
        "产出指标 | 新建食堂 | ≥30处 | 30处 | 50 | 50 | ",
        "效益指标 | 就餐便利 | 提高 | 较明显 | 40 | 36 | 菜品单一",
        "总分 |  |  |  | 100 | 95.00 | ",
    )
    text = "全局年初预算120万元，全年预算110万元，实际支出103万元，得分最高的是殡葬惠民，最低的是养老服务。"
    other = form.__class__(
        "",
        form.columns,
        (),
        grid(
            "项目名称 | 殡葬惠民 |  |  |  |  | ",
            "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
            "年度资金总额 | 40.00 | 40.00 | 40.00 | 10 | 100.00% | 10.00",
            "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
            "产出指标 | 惠及家庭 | ≥60户 | 60户 | 50 | 50 | ",
            "效益指标 | 减轻负担 | 明显 | 明显 | 40 | 40 | ",
            "总分 |  |  |  | 100 | 100.00 | ",
        ).rows,
    )
    assert found("某局2022年度项目支出绩效自评情况", text, summary, "附件1", form, "附件2", other) == []
    own = "养老服务。实际支出66万元。"
    assert found("某局2022年度项目支出绩效自评情况", own, summary, "附件1", form, "附件2", other) == [
        ("error", "prose_vs_table")
    ]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("设断面3个，每季度监测一次，全年监测12断面次，达标11次，达标率91.67%。", []),
        ("监测12次，达标11次，达标率81.67%。", [("error", "ratio")]),
        ("指标体系总分100分，90分（含）以上为优，80分（含）至90分为良。自评得分96分。", []),
    ],
)
def test_words_that_mislead(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("head", "findings"),
    [("未完成原因和改进措施", []), ("偏差原因分析及改进措施", [("warning", "missing_reason")])],
)
def test_a_form_that_asks_for_the_reasons_of_shortfalls_alone(
    head: str, findings: list[tuple[str, str]]
) -> None:
    form = grid(
        f"一级指标 | 三级指标 | 指标值 | 全年实际完成值 | {head}",
        "产出指标 | 标准增幅 | ≥5% | 6.8% | ",
        "产出指标 | 救助人次 | ≥600人次 | 640人次 | ",
    )
    assert found(TITLE, form) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("新建示范基地18个，其中国家级2个、省级6个。", []),
        ("新建示范基地18个，其中国家级2个、省级13个。", [("error", "count")]),
        ("资助学生5630人，比上年增加230人。其中脱贫户学生1689人，残疾学生112人，孤儿28人。", []),
        ("完工小区17个，在建3个。其中东片8个全部完工，西片12个完工9个。", []),
        ("决策满分20分，扣2分：目标不细扣1分，材料不全扣1分。", []),
        ("共改造小区51个，其中东片8个、西片7个。", [("error", "count")]),
    ],
)
def test_parts_that_are_some_of_many(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("spent", "rate", "findings"),
    [
        ("931.00", "95.00%", []),
        ("913.00", "95.00%", [("warning", "ratio")]),
    ],
)
def test_money_that_was_invested_beside_things_done(
    spent: str, rate: str, findings: list[tuple[str, str]]
) -> None:
    table = grid(
        "工程 | 单位 | 计划 | 完成 | 完成率 | 计划投资（万元） | 完成投资（万元） | 投资完成率",
        f"路面 | 公里 | 36 | 36 | 100.00% | 980.00 | {spent} | {rate}",
        "桥梁 | 座 | 5 | 4 | 80.00% | 420.00 | 315.00 | 75.00%",
        "护栏 | 公里 | 48 | 50 | 104.17% | 260.00 | 252.20 | 97.00%",
        "边坡 | 处 | 10 | 9 | 90.00% | 200.00 | 176.00 | 88.00%",
    )
    assert found(TITLE, table) == findings


@pytest.mark.parametrize(
    ("remark", "findings"), [("使用上年结转0.6万元", []), ("按月支付", [("warning", "exceed")])]
)
def test_a_remark_that_tells_what_else_was_spent(remark: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "项目名称 | 预算数（万元） | 支出数（万元） | 备注",
        f"饮水维护 | 250.00 | 250.60 | {remark}",
        "河道清淤 | 700.00 | 686.00 | ",
    )
    assert found(TITLE, table) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("建立档案42万份，建档率94.5%；管理老人5.1万人，管理率68%；管理患者3.2万人，管理率76.2%。", []),
        ("受理投诉120件，办结114件，办结率95%；回访80件，满意77件，满意率96.25%。", []),
        ("受理投诉120件，办结114件，办结率95%；回访80件，满意67件，满意率96.25%。", [("error", "ratio")]),
    ],
)
def test_rates_whose_wholes_are_not_told(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("完成6个系统的等级保护测评（其中三级2个、二级4个）。自评得分98.4分，等级为优。", []),
        ("自评得分98.4分，评价等级为“中”。", [("error", "grade")]),
        (
            "省下达补助合计897.90万元。其中，中央642.30万元（甲类268.10万元；乙类374.20万元）；省级255.60万元。",
            [],
        ),
        (
            "省下达补助合计897.90万元。其中，中央624.30万元（甲类268.10万元；乙类356.20万元）；省级255.60万元。",
            [("error", "sum")],
        ),
        ("2021年投入1528.60万元，执行1489.72万元，2022年投入较上年增加126.65万元，增长8.29%。", []),
        ("上年标准为2500元、298人、发放74.5万元，本年较上年增加8.12万元，增长10.9%。", []),
        ("3家报价分别为34500元、33200元和31580元；牌匾15块，每块1150元，共17250元。", []),
        ("前三季度分别支出63.4万元、88.9万元、97.5万元，四季度支出172.6万元，占全年支出的40.86%。", []),
        ("接待费6.12万元；公务用车运行费15.70万元，保有量5台，平均每台3.14万元，两项支出21.82万元。", []),
    ],
)
def test_what_stands_nearest_may_not_be_meant(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


def test_points_that_span_the_columns_of_money() -> None:
    table = grid(
        "任务名称 | 预算数（万元） | 执行数（万元） | 结余（万元） | 执行率",
        "文物保护 | 236.50 | 214.70 | 21.80 | 90.78%",
        "合计 | 236.50 | 214.70 | 21.80 | 90.78%",
    )
    points = (Cell((Text("预算执行得分（10分）"),)), Cell((Text("9.08"),), colspan=4))
    assert found(TITLE, replace(table, rows=(*table.rows, points))) == []


@pytest.mark.parametrize(("weight", "is_right"), [("60", True), ("65", False)])
def test_a_last_row_with_its_totals_one_column_to_the_left(weight: str, *, is_right: bool) -> None:
    table = grid(
        "一级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因",
        f"产出指标 | 演出场次 | ≥100场 | 98场 | {weight} | 58.8 | 场地维修，少演两场",
        "效益指标 | 观众满意度 | ≥90% | 94% | 40 | 40 |",
        "总分 |  |  | 100 | 98.8 | 自评等级 | 优",
    )
    assert (found(TITLE, table) == []) is is_right


def test_rows_that_begin_too_far_right_are_no_parts() -> None:
    table = grid(
        "资金情况 | 年初预算 | 调整预算 | 全年执行 | 执行率 | 分值 | 得分",
        "年度资金总额 | 90.00 | 90.00 | 86.40 | 96.00% | 10 | 9.60",
        " |  | 其中：中央补助 | 50.00 | 50.00 | 50.00 | 100.00%",
        " |  | 市级资金 | 40.00 | 40.00 | 36.40 | 91.00%",
    )
    assert found(TITLE, table) == []


@pytest.mark.parametrize(
    ("degree", "findings"), [("92.86%", []), ("107.69%", []), ("98.26%", [("error", "ratio")])]
)
def test_a_cost_below_its_ceiling_is_done_either_way(degree: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "一级指标 | 三级指标 | 指标值 | 实际完成值 | 指标完成率 | 分值 | 得分 | 偏差原因",
        "产出指标 | 更新车辆 | ≥28辆 | 28辆 | 100.00% | 30 | 30 |",
        "产出指标 | 线路巡查 | ≥120次 | 126次 | 105.00% | 30 | 30 |",
        f"成本指标 | 总成本 | ≤37.8万元 | 35.10万元 | {degree} | 40 | 40 | 两辆次年支付",
    )
    assert found(TITLE, table) == findings


def test_far_more_projects_than_a_table_lists_are_others() -> None:
    table = grid("项目名称 | 预算（万元） | 支出（万元）", "甲路改造 | 20 | 19", "乙渠清淤 | 30 | 28")
    assert found(TITLE, "项目库共有项目79个。", table) == []
    assert found(TITLE, "全年共实施3个项目。", table) == [("warning", "count")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("2021年度自评得分96.84分，提出问题3条，已全部整改。", []),
        ("科学设定2024年度绩效目标值。", []),
        ("经自评，2021年度自评得分96.84分。", [("warning", "date")]),
    ],
)
def test_years_that_a_text_may_speak_of(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, "项目2022年度绩效自评工作已完成。", text) == findings


def test_scores_of_several_projects_in_one_text() -> None:
    text = "甲项目自评得分98.1分；乙项目自评得分96.2分；丙项目自评得分99.8分。"
    assert found(text) == []
    assert found("自评得分98.1分。", "综上，自评得分96.2分。") == [("warning", "duplicate")]


def test_what_could_be_got_is_no_score() -> None:
    points = "自评得分：资金管理30分得29.5分，项目管理20分得20分，产出50分得48分，合计97.5分。"
    assert found(points, "综上，自评得分97.5分。") == []
    assert found(points, "综上，自评得分95.7分。") == [("error", "duplicate")]


def test_rows_that_share_a_name_are_no_repeats() -> None:
    def row(*cells: str | Cell) -> tuple[Cell, ...]:
        return tuple(one if isinstance(one, Cell) else Cell((Text(one),)) for one in cells)

    rows = (
        row("二级指标", "指标说明", "分值", "得分", "扣分原因"),
        row(Cell((Text("预算执行"),), rowspan=2), "得分=完成率×60", "60", "59.22", ""),
        row("公用经费控制率≤100%，实际96.4%", "40", "40", ""),
        row("合计", "", "100", "99.22", ""),
    )
    assert found(TITLE, Table("", (Column(1),) * 5, (), rows)) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("自评得分92分，平台线上评价得分为92.9%。", []),
        ("根据部门整体支出自评指标，总分100分，自评97.5分，自评等级为“优秀”。", []),
        ("积水点由23处减少到2处，消除率91.30%。", []),
        (
            "总资金9600万元。运营补贴6585.6万元，占70%；老人补贴1881.6万元，占20%；车辆940.8万元，占10%。",
            [],
        ),
        ("本项目2022年计划资金2850万元。到位资金2730万元，资金到位率为95.79%。", []),
        ("本项目2022年计划资金2850万元。到位资金2730万元，资金到位率为97.59%。", [("error", "ratio")]),
        ("内设办公室、康复部、教就部、维权部4个部室。", []),
        ("内设办公室、康复部、教就部、维权部5个部室。", [("error", "count")]),
        ("自评得分98分，95分以上为A级，85至95分为B级，85分以下为C级，本项目为A级。", []),
        ("自评得分98分，95分以上为A级，85至95分为B级，85分以下为C级，本项目为B级。", [("error", "grade")]),
        ("积水点由23处减少到2处，消除率93.10%。", [("error", "ratio")]),
        ("预算96万元，其中中央41万元、市级36万元、区级19万元；全年支出90万元。", []),
        (
            "预算96.00万元，其中中央41.00万元、市级36.00万元、区级17.00万元；支出90万元。",
            [("error", "sum")],
        ),
        ("一次通过70家，另有2家整改后通过，一次通过率97.22%。", []),
        ("一次通过70家，另有2家整改后通过，一次通过率95.22%。", [("error", "ratio")]),
        ("月检查平均分为91.6分，其中最高的村96.8分，最低的村84.3分，相差12.5分。", []),
        ("净增2.5万册（新增2.8万册，剔旧0.3万册）。", []),
        ("净增2.5万册（新增2.9万册，剔旧0.3万册）。", [("error", "count")]),
        ("预算得9.6分；产出中一项得9.64分，其余得40分，共49.64分；效益得29.6分，合计88.84分。", []),
        ("预算得9.6分；产出得49.64分；效益得29.6分，合计98.84分。", [("error", "score")]),
    ],
)
def test_figures_that_go_with_others(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings
