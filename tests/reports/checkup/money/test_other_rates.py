"""Rates of tables that no heading explains."""

import pytest

from tests.reports.checkup.test_examination import found, grid


def yields(*rates: str) -> list[tuple[str, str]]:
    rows = ("早稻 | 428 | 402 | 26", "中稻 | 615 | 588 | 27", "晚稻 | 441 | 420 | 21")
    heads = "稻作 | 示范区亩产（公斤） | 非示范区亩产（公斤） | 亩增产（公斤） | 增产率"
    return found(
        "绩效自评报告", grid(heads, *(f"{row} | {rate}" for row, rate in zip(rows, rates, strict=True)))
    )


@pytest.mark.parametrize(
    ("rates", "findings"),
    [
        (("6.47%", "4.59%", "5.00%"), []),
        (("4.67%", "4.59%", "5.00%"), [("error", "ratio")]),
        (("7.10%", "8.20%", "5.00%"), []),
    ],
)
def test_what_most_rows_show_a_rate_to_be(rates: tuple[str, ...], findings: list[tuple[str, str]]) -> None:
    assert yields(*rates) == findings


@pytest.mark.parametrize(("rate", "findings"), [("3.02%", []), ("3.20%", [("error", "ratio")])])
def test_what_was_saved_is_of_the_budget(rate: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "设备 | 预算金额（万元） | 中标金额（万元） | 节约率",
        "甲 | 486.00 | 478.60 | 1.52%",
        "乙 | 196.00 | 191.00 | 2.55%",
        f"丙 | 109.20 | 105.90 | {rate}",
    )
    assert found("绩效自评报告", table) == findings


def test_rates_that_are_all_full_show_nothing() -> None:
    table = grid(
        "乡镇 | 计划数 | 完成数 | 合格率",
        "甲乡 | 10 | 10 | 100%",
        "乙乡 | 5 | 5 | 100%",
        "丙乡 | 8 | 8 | 95%",
    )
    assert found("绩效自评报告", table) == []


@pytest.mark.parametrize(("rate", "findings"), [("-5.00%", []), ("-0.50%", [("warning", "ratio")])])
def test_how_far_indicators_are_off_their_targets(rate: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "一级指标 | 三级指标 | 指标值 | 全年完成值 | 偏离度 | 分值 | 得分",
        f"产出指标 | 加装电梯台数 | ≥40台 | 38台 | {rate} | 40 | 38",
        "产出指标 | 户均改造成本 | ≤1.2万元 | 1.16万元 | -3.33% | 20 | 20",
        "效益指标 | 惠及居民户数 | ≥3600户 | 3780户 | 5.00% | 20 | 20",
        "效益指标 | 新增绿化面积 | ≥5000平方米 | 5200平方米 | 4.00% | 20 | 20",
        "总分 |  |  |  |  | 100 | 98",
    )
    assert found("绩效自评报告", table) == findings


@pytest.mark.parametrize(("rate", "findings"), [("73.34%", []), ("71.34%", [("warning", "ratio")])])
def test_rates_of_a_budget_that_the_table_leaves_out(rate: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "季度 | 当季支付 | 累计支付 | 累计支付进度（占预算）",
        "第一季度 | 96.40 | 96.40 | 10.95%",
        "第二季度 | 238.75 | 335.15 | 38.09%",
        f"第三季度 | 310.20 | 645.35 | {rate}",
        "第四季度 | 60.75 | 706.10 | 80.24%",
    )
    assert found("绩效自评报告", "分季度支付情况（单位：万元）：", table) == findings


@pytest.mark.parametrize(("printed", "findings"), [("14.41%", []), ("12.60%", [("error", "ratio")])])
def test_a_row_of_growth(printed: str, findings: list[tuple[str, str]]) -> None:
    rows = (
        "指标 | 2021年 | 2022年 | 2023年",
        "补贴资金（万元） | 8650.00 | 9820.00 | 11235.00",
        f"资金同比增长 | — | 13.53% | {printed}",
        "取证率 | 77.6% | 81.3% | 83.8%",
    )
    assert found(grid(*rows)) == findings


def test_a_row_of_growth_of_something_else() -> None:
    rows = (
        "指标 | 2022年 | 2023年",
        "补贴资金（万元） | 9820.00 | 11235.00",
        "参训人数增长率 | 8.20% | 9.10%",
        "年均增长率 | 8.20% | 9.10%",
    )
    assert found(grid(*rows)) == []


@pytest.mark.parametrize(("of_city", "findings"), [("1", []), ("2", [("error", "sum")])])
def test_counts_beside_a_rate(of_city: str, findings: list[tuple[str, str]]) -> None:
    rows = (
        "区县 | 国控站（个） | 省控站（个） | 市控站（个） | 小计（个） | 优良天数（天） | 优良率",
        "市区 | 3 | 1 | 2 | 6 | 309 | 84.43%",
        "东县 | 0 | 1 | 1 | 2 | 327 | 89.34%",
        "湾县 | 0 | 1 | 2 | 3 | 320 | 87.43%",
        f"新区 | 1 | {of_city} | 1 | 3 | 316 | 86.34%",
    )
    assert found(grid(*rows)) == findings


def test_of_one_to_one_rounding_explains_anything() -> None:
    table = grid(
        "区县 | 国控站（个） | 省控站（个） | 优良天数（天） | 优良率",
        "甲县 | 3 | 1 | 311 | 84.97%",
        "乙县 | 1 | 1 | 329 | 89.89%",
        "丙县 | 1 | 1 | 318 | 86.89%",
    )
    assert found("绩效自评报告", table) == []


@pytest.mark.parametrize(
    ("rates", "findings"),
    [
        (("95.00%", "98.00%", "90.00%"), []),
        (("95.00%", "98.00%", "81.00%"), [("error", "ratio")]),  # 90 over 100 and over 111.11
        # as many rows are over the first budget as over the one it became
        (("99.13%", "98.00%", "81.00%"), []),
    ],
)
def test_one_row_over_another_budget_than_the_rest(
    rates: tuple[str, ...], findings: list[tuple[str, str]]
) -> None:
    table = grid(
        "支出项目 | 年初预算（万元） | 调整后预算（万元） | 支出（万元） | 执行率",
        f"班车补贴 | 230 | 240 | 228 | {rates[0]}",
        f"校园保安 | 300 | 350 | 343 | {rates[1]}",
        f"设施更新 | 200 | 180 | 162 | {rates[2]}",
    )
    assert found("2023年度项目支出绩效自评报告", table) == findings
