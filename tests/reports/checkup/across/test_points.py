"""The points that the prose tells of, against the form."""

import pytest

from tests.reports.checkup.test_examination import found, grid

FORM = grid(
    "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | ",
    "年度资金总额 | 100.00 | 100.00 | 96.00 | 10 | 96.00% | 9.6 | ",
    "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 数量指标 | 消防站数量 | ≥6座 | 6座 | 30 | 30 | ",
    "产出指标 | 质量指标 | 验收合格率 | 100% | 95% | 20 | 19 | 一处返工",
    "效益指标 | 社会效益 | 平均响应时间 | ≤12分钟 | 11分钟 | 30 | 30 | ",
    "满意度指标 | 服务对象满意度 | 群众满意度 | ≥90% | 81% | 10 | 9 | 宣传不足",
    "总分 |  |  |  |  | 100 | 97.6 | ",
)


@pytest.mark.parametrize(
    "text",
    [
        "自评得分97.6分，其中预算执行率9.6分、产出指标49分、效益指标30分、满意度指标9分。",
        "产出指标（50分）得49分，效益指标（30分）得30分。",
        "产出指标分值50分，得分49分，得分率98%。",
        "预算执行率96%，得9.6分。",
        "验收合格率95%，扣1分。群众满意度得9分。",
        "满意度指标满分10分，自评得分97.6分。",
        "指标总分100分，其中预算执行率10分、产出指标50分、效益指标30分、满意度指标10分。",
        "执行率每低1个百分点扣0.5分，产出指标得48分。",
        "决策20分得20分，过程20分得18分，产出指标30分得28分，效益30分得29分，合计95分。",
        "上年产出指标得45分。",
    ],
)
def test_the_same_points(text: str) -> None:
    assert found("2023年度项目支出绩效自评报告", text, FORM) == []


@pytest.mark.parametrize(
    "text",
    [
        "产出指标（50分）得48分，效益指标（30分）得30分。",
        "产出指标分值50分，得分48分。",
        "产出指标（60分）得49分。",
        "预算执行率96%，得9分。",
        "项目资金执行率得分6.9分。",
        "验收合格率95%，扣2分。",
        "群众满意度得8分。",
        "指标分值共100分，其中预算执行率10分、产出指标50分、效益指标25分、满意度指标15分。",
    ],
)
def test_other_points(text: str) -> None:
    assert "prose_vs_table" in [kind for _severity, kind in found("2023年度项目支出绩效自评报告", text, FORM)]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("验收资料不全，项目管理指标扣2分，资产盘点率指标扣1分。", []),
        ("验收资料不全，项目管理指标扣2分，资产盘点率指标扣2分。", [("error", "prose_vs_table")]),
    ],
)
def test_a_form_by_the_scheme_of_evaluations(text: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "一级指标 | 二级指标 | 三级指标 | 评价标准 | 分值 | 得分",
        "投入（20分） | 预算配置 | 人员控制率 | 不高于100%计满分 | 20 | 20",
        "过程（40分） | 资产管理 | 资产盘点率 | 全部盘点计满分 | 20 | 19",
        " | 项目管理 | 资料完整性 | 完整计满分 | 20 | 18",
        "产出及效益（40分） | 职责履行 | 重点工作完成率 | 全部完成计满分 | 40 | 40",
        "合计 |  |  |  | 100 | 97",
    )
    assert found("2023年度部门整体支出绩效自评报告", text, form) == findings


@pytest.mark.parametrize(
    ("told", "product", "findings"),
    [
        ("23.80", "35", []),
        ("23.08", "35", [("error", "prose_vs_table")]),
        ("23.80", "36", [("error", "weight"), ("error", "score")]),
    ],
)
def test_points_of_classes_side_by_side(told: str, product: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "指标类别 | A项目决策 | B项目管理 | C项目产出 | D项目效果 | 合计",
        f"权重 | 15 | 25 | {product} | 25 | 100",
        "得分 | 13.50 | 23.80 | 34.47 | 25.00 | 96.77",
        "得分率 | 90.00% | 95.20% | 98.49% | 100.00% | 96.77%",
    )
    text = f"其中：项目决策得分13.50分，项目管理得分{told}分。"
    assert found("某局2023年度项目支出绩效自评报告", text, table) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("其中：产出得分49分，效益得分30分。", []),
        ("其中：产出得分48分，效益得分30分。", [("error", "prose_vs_table")]),
        ("一是一处返工，产出扣1分；二是资料归档不全，扣2分。", []),
    ],
)
def test_what_two_tables_list_alike_is_known(text: str, findings: list[tuple[str, str]]) -> None:
    summary = grid(
        "指标类别 | 分值 | 得分", "产出 | 50 | 49", "效益 | 30 | 30", "满意度 | 10 | 9", "合计 | 90 | 88"
    )
    assert found("2023年度项目支出绩效自评报告", text, summary, FORM) == findings
