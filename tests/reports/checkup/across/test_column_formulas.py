"""Columns by formulas that the document prints."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评报告"
NOTE = "说明：偏离度=（全年完成值-指标值）/指标值×100%。"


@pytest.mark.parametrize(
    ("off", "note", "findings"),
    [
        ("-5.00%", NOTE, []),
        ("-0.50%", NOTE, [("error", "ratio")]),
        ("-0.50%", "", []),
    ],
)
def test_a_column_keeps_to_its_formula(off: str, note: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "三级指标 | 指标值 | 全年完成值 | 偏离度 | 分值 | 得分",
        "改造小区 | 40 | 40 | 0.00% | 30 | 30",
        f"加装电梯 | 40 | 38 | {off} | 30 | 28.5",
        "惠及户数 | 2500 | 2600 | 4.00% | 30 | 30",
        "开工次数 | 12 | 12 | 0.00% | 10 | 10",
        "总分 | | | | 100 | 98.5",
    )
    assert [one for one in found(TITLE, table, note or "说明。") if one[1] == "ratio"] == findings


@pytest.mark.parametrize(("total", "findings"), [("96.05", []), ("96.50", [("error", "sum")])])
def test_points_of_a_list(total: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "项目名称 | 预算执行得分 | 指标得分 | 自评总分",
        "河道管护 | 10 | 73.5 | 83.5",
        f"库区治理 | 9.55 | 86.5 | {total}",
        "管网改造 | 9.96 | 90 | 99.96",
        "堤防加固 | 10 | 89 | 99",
    )
    assert found(TITLE, table, "自评总分=预算执行得分+指标得分。") == findings


def test_what_most_rows_break_is_something_else() -> None:
    table = grid(
        "项目名称 | 计划数 | 完成数 | 完成率",
        "河道管护 | 100 | 90 | 95.00%",
        "库区治理 | 100 | 80 | 92.00%",
        "管网改造 | 100 | 100 | 100.00%",
        "堤防加固 | 100 | 70 | 70.00%",
    )
    assert ("error", "sum") not in found(TITLE, table, "完成率=完成数+计划数。")


@pytest.mark.parametrize(
    ("note", "findings"),
    [
        ("注：支付比例=实际支付÷合同金额。", [("warning", "ratio"), ("warning", "ratio")]),
        ("注：进度=实际支付÷合同金额。", []),
    ],
)
def test_half_of_the_rows_keep_to_a_formula_of_headings(note: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "子项目 | 合同金额 | 实际支付 | 支付比例",
        "阁楼修缮 | 2285000 | 2056500 | 90.00%",
        "城墙监测 | 816000 | 816000 | 100.00%",
        "旧址展陈 | 1698000 | 1613100 | 92.18%",
        "石窟防渗 | 1294000 | 1264000 | 100.00%",
        "文物修复 | 548000 | 548000 | 100.00%",
    )
    assert [one for one in found(TITLE, table, note) if one[1] == "ratio"] == findings
