"""What a figure is of: only what speaks of the same thing is held against each other."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "某街道2022年度路灯维护项目支出绩效自评报告"
FORM = grid(
    "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
    "年度资金总额 | 320.00 | 305.60 | 298.27 | 10 | 97.60% | 9.76",
    "其中：财政拨款 | 320.00 | 285.60 | 278.27 |  |  | ",
    "上年结转资金 | 0.00 | 20.00 | 20.00 |  |  | ",
)


@pytest.mark.parametrize(
    "text",
    [
        "上年（2021年）该项目预算280万元，执行率为89.5%，本年较上年提高8.1个百分点。",
        "2021年全年执行数为243.12万元。",
        "2023年安排资金345万元。",
        "截至6月底，项目支出120.5万元，执行率39.43%。",
        "上半年执行率为39.43%。",
        "不含结转资金，其余2个项目执行率为98.31%。",
        "“绿化养护”项目全年预算120万元，执行率为91.2%。",
        "项目预算320万元，全年执行298.27万元。",
        "财政资金安排285.6万元。",
        "较2021年的280万元增长9.14%，全年预算305.6万元，执行率97.6%。",
        "2021年12月下达项目预算，使用上年结转资金20万元，全年支出298.27万元。",
    ],
)
def test_what_is_of_something_else_is_not_held_against_the_total(text: str) -> None:
    assert found(TITLE, FORM, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "上年预算280万元，本年全年预算306.5万元。",
        "2022年全年执行数为289.27万元。",
        "与上年相比执行率有所提高，执行率为96.7%。",
        "截至2022年12月31日，全年支出289.27万元。",
        "结余7.33万元结转2023年使用，全年支出289.27万元。",
        "“路灯维护”项目全年预算306.5万元。",
    ],
)
def test_what_is_of_the_whole_is_held_against_it(text: str) -> None:
    assert found(TITLE, FORM, text) == [("error", "prose_vs_table")]


def test_forms_of_two_projects_share_their_labels_only() -> None:
    other = grid(
        "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数",
        "年度资金总额 | 60.00 | 60.00 | 48.50",
        "其中：财政拨款 | 60.00 | 60.00 | 48.50",
        "上年结转资金 | 0.00 | 0.00 | 0.00",
        "其他资金 | 0.00 | 0.00 | 0.00",
    )
    first = grid(
        "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数",
        "年度资金总额 | 152.00 | 152.00 | 149.30",
        "其中：财政拨款 | 152.00 | 152.00 | 149.30",
        "上年结转资金 | 0.00 | 0.00 | 0.00",
        "其他资金 | 0.00 | 0.00 | 0.00",
    )
    assert found("2022年度项目支出绩效自评表", first, "2022年度项目支出绩效自评表", other) == []


def test_each_of_several_projects_has_its_own_score() -> None:
    first = "1.平台运维项目绩效自评综述：项目自评得分为98.7分。"
    assert found(TITLE, first, "2.公交补贴项目绩效自评综述：项目自评得分为96.5分。") == []
    assert found(TITLE, "项目自评得分为98.7分。", "自评得分96.5分。") == [("warning", "duplicate")]
    assert found(TITLE, "自评得分96.5分，与部门评分相差5.3分。") == []


@pytest.mark.parametrize(
    "text",
    [
        "我街道全年支出1860.5万元，其中路灯维护项目支出298.27万元。",
        "项目采购灯具预算45万元，实际支出42.3万元。",
    ],
)
def test_an_amount_of_another_size_is_doubted_and_not_called_wrong(text: str) -> None:
    assert {severity for severity, _kind in found(TITLE, FORM, text)} == {"warning"}


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("自评得分96分。", [("error", "prose_vs_table")]),
        ("2021年自评得分96分。", []),
        ("街道整体支出自评得分96分。", []),
        ("财政评价得分96分。", []),
    ],
)
def test_the_score_of_something_else(text: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分",
        "产出指标 | 开展活动 | ≥10次 | 10次 | 60 | 60",
        "效益指标 | 改善环境 | 明显 | 明显 | 40 | 38",
        "总分 |  |  |  | 100 | 98",
    )
    assert found(TITLE, form, text) == findings


HEAD = "项目名称 | 资金性质 | 年初预算 | 调整后预算"
ROWS = (
    "绿地养护 | 一般公共预算 | 1260 | 1176",
    "补植 | 政府性基金 | 230 | 230",
    "摆花 | 一般公共预算 | 90 | 74",
)


def test_a_subtotal_of_the_rows_with_its_name() -> None:
    total = "合计 |  | 1580 | 1480"
    assert found(grid(HEAD, *ROWS, "小计：一般公共预算 |  | 1350 | 1250", total)) == []
    assert found(grid(HEAD, *ROWS, "小计：一般公共预算 |  | 1350 | 1290", total)) == [("error", "sum")]


def test_a_subtotal_before_its_rows() -> None:
    head = "类别 | 年初预算 | 调整后预算"
    rows = ("甲小计 | 30 | 36", "子 | 10 | 12", "丑 | 20 | 24")
    rows += ("乙小计 | 70 | 77", "寅 | 40 | 44", "卯 | 30 | 33")
    assert found(grid(head, *rows, "合计 | 100 | 113")) == []
    wrong = (rows[0], *rows[1:3], "乙小计 | 70 | 88", *rows[4:])
    assert ("error", "sum") in found(grid(head, *wrong, "合计 | 100 | 113"))


def test_points_of_an_execution_row_that_stands_elsewhere() -> None:
    head = "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分"
    rows = ("产出指标 | 演出 | ≥60场 | 61场 | 50 | 50", "效益指标 | 观众反响 | 良好 | 较好 | 40 | 39.7")
    assert found(grid(head, *rows, "总分 |  |  |  | 100 | 99.5")) == []
    assert found(grid(head, *rows, "总分 |  |  |  | 100 | 88.5")) == [("warning", "score")]


def test_a_level_whose_label_was_lost_is_not_the_one_above() -> None:
    head = "一级指标 | 二级指标 | 三级指标 | 分值 | 得分"
    rows = ("投入（30分） | 目标 | 合理性 | 15 | 15", "投入（30分） | 目标 | 明确性 | 15 | 15")
    whole = "总分 |  |  | 100 | 99"
    assert found(grid(head, *rows, " |  | 完成率 | 70 | 69", whole)) == [("error", "weight")]


@pytest.mark.parametrize(
    "text",
    [
        "2021年资金总规模为1488万元，2022年较上年增加82万元，增长5.51%。",
        "安排资金378万元，其中区级资金226.8万元、镇级资金151.2万元，分别占60%和40%。",
    ],
)
def test_right_sentences(text: str) -> None:
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2021年资金总规模为1488万元，2022年较上年增加82万元，增长5.83%。",
        "安排资金378万元，其中区级资金226.8万元、镇级资金151.2万元，分别占70%和40%。",
    ],
)
def test_wrong_sentences(text: str) -> None:
    assert found(TITLE, text) == [("error", "ratio")]


@pytest.mark.parametrize(
    "text",
    [
        "全年预算2600.00万元，全年支出2532.60万元，执行率97.41%，较2021年执行率95.20%提高2.21个百分点。",
        "全年预算2600.00万元，全年支出2532.60万元，与上年执行率95.20%相比提高2.21个百分点。",
        "全年预算2600.00万元，全年支出2532.60万元，高于去年执行率95.20%。",
        "达到办学标准的学校由71所增加到78所，达标率由82.6%提高到90.7%。",
        "达标学校从71所增至78所，达标率90.7%。",
        "达标企业由93家降为78家，达标率90.7%。",
        "办结信访事项58件中的56件，办结率96.6%。",
        "6个项目中的2个支出率达到100%。",
        "8个项目中，3个执行率达到100%。",
        "35所项目学校中有6所没有明确管护人，落实率82.9%。",
        "35所项目学校中有6所为新建，验收合格率100%。",
        "抽检样品200批次，其中的196批次合格，合格率98%。",
    ],
)
def test_rates_of_another_year_or_of_more_than_is_told(text: str) -> None:
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "办结信访事项58件中的56件，办结率95.6%。",
        "整改问题40个中的38个，整改率93%。",
        "化解矛盾纠纷124件里的121件，化解率95.7%。",
        "2022年预算2600.00万元，支出2532.60万元，2022年执行率95.20%。",
    ],
)
def test_rates_of_some_of_many(text: str) -> None:
    assert found(TITLE, text) == [("error", "ratio")]
