"""What the rows of a table show a column to be, and the one row that does not keep to it."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评报告"


@pytest.mark.parametrize(
    ("cost", "findings"),
    [("9.10", []), ("9.01", [("warning", "ratio")]), ("9.55", []), ("—", [])],
)
def test_a_quotient_of_few_rows(cost: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "年份 | 处理水量（万吨） | 支出（万元） | 吨水成本（元）",
        "2021年 | 24.60 | 231.24 | 9.40",
        f"2022年 | 26.85 | 244.34 | {cost}",
        "2023年 | 28.40 | 249.25 | 8.78",
    )
    assert found(TITLE, "三年运行对比如下。", table) == findings


def _projects(points: str, total: str = "88.25") -> tuple[str, ...]:
    return (
        "序号 | 项目名称 | 全年预算 | 全年执行 | 执行率 | 预算执行得分（10） | 指标得分（90） | 自评总分",
        "1 | 档案管理 | 140.00 | 131.49 | 93.92% | 9.39 | 79 | 88.39",
        "2 | 老年体检 | 479.00 | 411.60 | 85.93% | 8.59 | 73.5 | 82.09",
        "3 | 慢病管理 | 185.00 | 177.79 | 96.10% | 9.61 | 86.5 | 96.11",
        "4 | 预防接种 | 129.65 | 127.15 | 98.07% | 9.81 | 86.5 | 96.31",
        f"5 | 岗位补贴 | 250.00 | 231.15 | 92.46% | {points} | 79 | {total}",
        "6 | 社保补贴 | 300.00 | 300.00 | 100% | 10 | 90 | 100",
    )


@pytest.mark.parametrize(
    ("points", "total", "findings"),
    [
        ("9.25", "88.25", []),
        ("9.52", "88.25", [("error", "score")]),
        ("9.52", "88.52", [("error", "score")]),
        ("7", "86", [("warning", "score")]),
        ("9.25", "82.85", [("error", "sum")]),
    ],
)
def test_points_of_a_rate_and_totals_of_two(points: str, total: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, "单位：万元", grid(*_projects(points, total))) == findings


def test_what_most_rows_break_is_no_relation() -> None:
    table = grid(
        "项目名称 | 长度（公里） | 投资（万元） | 监理（万元）",
        "甲路 | 2.15 | 84.25 | 3.11",
        "乙路 | 3.94 | 96.40 | 4.92",
        "丙路 | 4.26 | 99.80 | 5.07",
        "丁路 | 6.85 | 120.35 | 8.44",
    )
    assert found(TITLE, "建设情况如下。", table) == []


def test_two_columns_alike_are_no_relation() -> None:
    table = grid(
        "项目名称 | 下达（万元） | 到位（万元） | 其他（万元）",
        "甲路 | 84.25 | 84.25 | 0",
        "乙路 | 96.40 | 96.40 | 0",
        "丙路 | 99.80 | 98.90 | 0",
        "丁路 | 120.35 | 120.35 | 0",
    )
    assert found(TITLE, "建设情况如下。", table) == []


@pytest.mark.parametrize(
    ("this_year", "findings"),
    [("1103.48", []), ("1013.48", [("error", "sum")]), ("1109.48", [("error", "sum")])],
)
def test_the_change_on_last_year(this_year: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "项目 | 2023年 | 2024年 | 比上年增减额",
        f"财政拨款 | 1042.75 | {this_year} | 60.73",
        "事业收入 | 64.20 | 79.26 | 15.06",
        "门票收入 | 13.82 | 17.05 | 3.23",
        "其他收入 | 8.94 | 6.91 | -2.03",
        "利息收入 | 1.12 | 2.47 | 1.35",
    )
    assert found("2024年度项目支出绩效自评报告", "收入变动如下。", table) == findings


@pytest.mark.parametrize(
    ("whole", "people", "findings"),
    [
        ("4399747", "1136.9", []),
        ("4399746", "1136.9", []),  # of whole ten thousands, each rounded
        ("4399747", "1137", []),  # of tenths, one of them dropped
        ("4399474", "1136.9", [("warning", "sum")]),
        ("4399747", "1139", [("warning", "sum")]),
    ],
)
def test_rounded_figures_of_large_amounts(whole: str, people: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "年份 | 参保（万人） | 职工（万人） | 居民（万人） | 收入（万元） | 缴费（万元） | 补助（万元）",
        "2022年 | 1176.4 | 642.6 | 533.8 | 4798343 | 4243546 | 554797",
        f"2021年 | 1175.0 | 637.6 | 537.4 | {whole} | 3866247 | 533500",
        "2020年 | 1164.1 | 618.4 | 545.7 | 3703853 | 3243162 | 460691",
        f"2019年 | {people} | 595 | 541.9 | 3922172 | 3330117 | 592055",
        "2018年 | 1116.8 | 575.3 | 541.5 | 3678177 | 3081046 | 597131",
        "2017年 | 1088.4 | 554.1 | 534.3 | 3575220 | 3035478 | 539742",
    )
    assert found(TITLE, "历年情况如下。", table) == findings
