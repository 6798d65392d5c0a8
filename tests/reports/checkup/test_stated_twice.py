"""The prose against what the forms report: done indicators, and each project's own amounts and score."""

import pytest

from reports.document import Table
from tests.reports.checkup.test_examination import found, grid

FORM = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 组织反诈宣传活动 | ≥30场 | 32场 | 50 | 50 |",
    "产出指标 | 骨干培训期数 | ≥6期 | 6期 | 0 | 0 |",
    "产出指标 | 受益农户数 | ≥1460户 | 1460户 | 0 | 0 |",
    "效益指标 | 居民满意度 | ≥90% | 93.2% | 50 | 50 |",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全年共组织反诈宣传活动32场，居民满意度达93.2%。", []),
        ("全年共组织反诈宣传活动36场。", [("error", "prose_vs_table")]),
        ("居民满意度为95.2%。", [("error", "prose_vs_table")]),
        ("居民满意度达到93%。", []),
        ("年度目标为组织反诈宣传活动35场。", [("warning", "prose_vs_table")]),
        ("上年组织反诈宣传活动20场。", []),
        ("东园社区居民满意度97%。", []),
        ("计划组织反诈宣传活动30场。", []),
        ("其中，上半年组织反诈宣传活动15场。", []),
        ("2021年组织反诈宣传活动20场，2023年组织反诈宣传活动32场。", []),
        ("2021年组织反诈宣传活动20场，2023年组织反诈宣传活动36场。", [("error", "prose_vs_table")]),
        ("组织反诈宣传活动36场，其中进校园12场。", [("error", "prose_vs_table")]),
        ("反诈宣传活动组织36场。", [("error", "prose_vs_table")]),
        ("举办其他宣传活动36场。", []),
        ("全年组织宣传活动36场。", [("warning", "prose_vs_table")]),
        ("全年组织宣传活动5场。", []),
        ("全年举办骨干培训6期，受益农户1460户。", []),
        ("全年举办骨干培训8期。", [("error", "prose_vs_table")]),
        ("其他骨干培训8期。", []),
        ("受益农户1480户。", [("error", "prose_vs_table")]),
    ],
)
def test_what_was_done(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text, FORM) == findings


@pytest.mark.parametrize(
    ("listed", "findings"),
    [(("甲沟治理", "乙坝加固"), []), (("甲沟治理",), [("error", "prose_vs_table")])],
)
def test_the_form_of_one_of_the_listed_projects(
    listed: tuple[str, ...], findings: list[tuple[str, str]]
) -> None:
    table = grid("项目名称 | 预算（万元） | 支出（万元）", *(f"{name} | 50.00 | 50.00" for name in listed))
    text = "专项资金综合得分93.6分，等级为“优”。"
    assert found(text, table, "附件：项目支出绩效自评表", project("甲沟治理", "50", "40")) == findings


LEVELS = (
    "一级指标 | 三级指标个数 | 分值 | 得分",
    "产出 | 3 | 50 | {}",
    "效益 | 1 | 50 | 46.15",
    "合计 | 4 | 100 | {}",
)


@pytest.mark.parametrize(
    ("levels", "text", "findings"),
    [
        (("50", "96.15"), "项目综合得分96.15分。", []),
        (("50", "96.15"), "项目综合得分96.51分。", [("error", "prose_vs_table")]),
        (("49", "95.15"), "项目综合得分96.51分。", [("warning", "duplicate")]),
    ],
)
def test_levels_summed_up_before_the_form(
    levels: tuple[str, str], text: str, findings: list[tuple[str, str]]
) -> None:
    summary = grid(*LEVELS[:1], LEVELS[1].format(levels[0]), LEVELS[2], LEVELS[3].format(levels[1]))
    form = grid(
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
        "产出 | 清理河道 | 5条 | 5条 | 50 | 50 |",
        "效益 | 居民投诉件数 | ≤12件 | 13件 | 50 | 46.15 | 汛期较长",
        "合计 | | | | 100 | 96.15 |",
    )
    assert found("2023年度项目支出绩效自评报告", text, summary, "附件 评分表", form) == findings


def test_an_item_may_be_called_a_special_one() -> None:
    table = grid("专项名称 | 决算（元）", "社区党建 | 352800", "安全监管 | 135610", "合计 | 488410")
    assert found("其中安全监管专项支出135610.00元。", table) == []
    assert found("其中安全监管专项支出153610.00元。", table) == [("error", "prose_vs_table")]


def project(name: str, budget: str, points: str) -> Table:
    return grid(
        f"项目名称 | {name} |  |  |  |  | ",
        "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
        f"年度资金总额 | {budget} | {budget} | {budget} | 10 | 100% | 10",
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
        "产出指标 | 开展活动 | ≥10次 | 10次 | 50 | 50 | ",
        f"效益指标 | 改善环境 | 明显 | 明显 | 40 | {points} | 成效有待巩固",
        f"总分 |  |  |  | 100 | {60 + int(points)} | ",
    )


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("1.社区巡防。全年预算数为42.90万元。自评得分95分。", []),
        ("1.社区巡防。全年预算数为42.90万元。自评得分97分。", [("error", "prose_vs_table")]),
        ("2.应急消防。全年预算数为6.82万元。自评得分97分。", [("error", "prose_vs_table")]),
        ("2.应急消防。全年预算数为5.82万元。自评得分97分。", []),
        ("社区巡防、应急消防两个项目均得到落实，自评得分96分。", []),
    ],
)
def test_each_project_has_its_own_form(text: str, findings: list[tuple[str, str]]) -> None:
    forms = project("社区巡防", "42.90", "35"), "附件2", project("应急消防", "5.82", "37")
    assert found("2023年度项目支出绩效自评报告", text, "附件1", *forms) == findings


def test_what_a_cell_plans_is_not_what_was_done() -> None:
    goals = grid(
        "财政年度 | 年度目标 | 实际完成情况",
        "2023 | 全年组织反诈宣传活动30场，居民满意度90%。 | 全年组织反诈宣传活动32场，居民满意度93.2%。",
        "2024 | 全年组织反诈宣传活动40场，居民满意度95%。 | —",
    )
    assert found("2023年度项目支出绩效自评表", FORM, goals) == []
    wrong = grid("年度目标 | 实际完成情况", "提升反诈意识。 | 全年共组织反诈宣传活动36场。")
    assert found("2023年度项目支出绩效自评表", FORM, wrong) == [("error", "prose_vs_table")]


AMOUNTS = grid(
    "支出内容 | 安排金额（万元） | 支出金额（万元）",
    "设施运维 | 285.00 | 268.20",
    "水质检测 | 48.00 | 46.80",
    "合计 | 333.00 | 315.00",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("用于水质检测46.8万元。", []),
        ("用于水质检测48.6万元。", [("error", "prose_vs_table")]),
        ("用于水质检测设备采购18.6万元。", []),
        ("“水质检测”项目，全年预算48万元，全年支出46.8万元。", []),
        ("“水质检测”项目，全年预算48万元，全年支出48.6万元。", [("error", "prose_vs_table")]),
        ("全年预算执行315元。", [("error", "unit")]),
    ],
)
def test_an_item_of_a_table(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", AMOUNTS, text) == findings


@pytest.mark.parametrize(
    ("texts", "findings"),
    [
        (("全年预算520万元，实际支出494.52万元。", "结论：全年预算520万元。"), []),
        (("全年预算520万元，实际支出494.52万元。", "结论：全年预算502万元。"), [("warning", "duplicate")]),
        (("全年预算520万元。", "2022年全年预算436万元。"), []),
        (("全年预算520万元。", "结论：全年预算520元。"), [("warning", "unit")]),
        (("调整后预算520万元，实际支出524.6万元。",), [("error", "exceed")]),
        (("年初预算520万元，实际支出524.6万元。",), []),
    ],
)
def test_without_a_table(texts: tuple[str, ...], findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", *texts) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("2021年部门总支出799.12万元，支出结构如下表。", []),
        ("2021年部门总支出791.12万元，支出结构如下表。", [("error", "prose_vs_table")]),
        ("2020年部门总支出691.12万元。", []),
        ("2021年下属部门总支出691.12万元。", []),
    ],
)
def test_the_spending_of_a_whole_department(text: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "支出类别 | 决算数（万元）",
        "人员经费 | 434.89",
        "公用经费 | 77.40",
        "项目支出 | 286.83",
        "合计 | 799.12",
    )
    assert found("2021年度部门整体支出绩效自评报告", text, table) == findings


PARTS = grid(
    "项目支出分类 | 预算数（万元） | 支出数（万元）",
    "环卫作业 | 60.00 | 58.00",
    "市政维护 | 40.00 | 39.00",
    "合计 | 100.00 | 97.00",
)


@pytest.mark.parametrize(
    "fields",
    [
        "全年（调整）预算数 | 150.00 | 全年执行数 | 144.00 | 执行率 | 96.00% | 9.60",
        "全年（调整）预算数 | 150.00 | 全年执行数 | 144.00 | 执行率 | 96.00%",
        "全年预算数（万元） | 150.00 | 全年执行数（万元） | 144.00",
        "全年预算数（元） | 1500000 | 全年执行数（元） | 1440000",
    ],
)
def test_the_fields_of_a_form_tell_of_another_whole_than_a_table(fields: str) -> None:
    width = fields.count("|") - 3
    form = grid("主管部门 | 甲局 | 实施单位 | 甲局" + " | " * width, fields)
    assert found("年初预算140.00万元，全年预算150.00万元，全年支出144.00万元。", PARTS, form) == []


def test_the_fields_of_a_form_are_held_against_the_text() -> None:
    form = grid("全年预算数 | 150.00 | 全年执行数 | 144.00 | 执行率 | 96.00% | 9.60")
    assert found("全年预算150.00万元。", form) == []
    assert found("全年预算155.00万元。", form) == [("error", "prose_vs_table")]
    wrong = grid("全年预算数 | 150.00 | 全年执行数 | 144.00 | 执行率 | 93.00% | 9.30")
    assert found("自评表", wrong) == [("error", "ratio")]


MARKS = grid(
    "评价维度 | 分值 | 得分 | 扣分说明",
    "项目决策 | 20 | 20 |",
    "项目过程 | 30 | 28.46 | 支付较慢",
    "项目产出 | 50 | 47.5 | 一处未完成",
    "合计 | 100 | 95.96 |",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("综合自评得分95.96分。", []),
        ("综合自评得分99.56分。", [("error", "prose_vs_table")]),
        ("区财政局复核得分93.2分。", []),
        ("项目自评总分为100分，各维度如上。", [("error", "prose_vs_table")]),
        ("自评总分（预算执行10分＋指标90分）。", []),
        ("上年自评得分94.1分。", []),
    ],
)
def test_the_total_of_a_table_without_levels(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", MARKS, text) == findings


def test_a_total_that_a_cell_tells() -> None:
    told = "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因"
    form = (told, "产出指标 | 培训期数 | ≥6期 | 6期 | 100 | 95.5 | 补训一期", "总分 |  |  |  | 100 | 95.5 |")
    assert found(grid(*form, "自评结论 | 项目自评总分95.5分，达到预期。 |  |  |  |  |")) == []
    assert found(grid(*form, "自评结论 | 项目自评总分59.5分，达到预期。 |  |  |  |  |")) == [
        ("error", "prose_vs_table")
    ]
