"""Rows that others make up, by their names or as most columns show."""

import pytest

from tests.reports.checkup.test_examination import found, grid

FORM = (
    "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数",
    "年度资金总额 | 4120.00 | 4386.50 | 4210.80",
    "其中：基本支出 | 2320.00 | {} | 2366.20",
    "项目支出 | 1800.00 | 2000.00 | 1844.60",
    "人员经费 | 1980.00 | 2040.50 | 2020.20",
    "公用经费 | 340.00 | {} | 346.00",
)


@pytest.mark.parametrize(
    ("basic", "office", "findings"),
    [
        ("2386.50", "346.00", []),
        ("2386.50", "356.00", [("error", "sum")]),
    ],
)
def test_by_name(basic: str, office: str, findings: list[tuple[str, str]]) -> None:
    rows = [FORM[0], FORM[1], FORM[2].format(basic), *FORM[3:5], FORM[5].format(office)]
    assert found(grid(*rows)) == findings


@pytest.mark.parametrize(
    ("visits", "findings"),
    [("3.20", []), ("2.30", [("warning", "sum")])],
)
def test_accounts_in_one_column(visits: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "支出项目 | 决算数（万元）",
        "“三公”经费 | 38.60",
        "因公出国（境）费 | 0.00",
        "公务用车购置及运行维护费 | 35.40",
        "公务用车购置费 | 18.00",
        "公务用车运行维护费 | 17.40",
        f"公务接待费 | {visits}",
    )
    assert found(table) == findings


@pytest.mark.parametrize(
    ("last", "findings"),
    [("96.30", []), ("93.60", [("error", "sum")])],
)
def test_by_what_the_columns_show(last: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "内容 | 年初预算（万元） | 全年预算（万元） | 执行数（万元）",
        "河道管护 | 120.00 | 135.50 | 131.20",
        f"路面养护 | 88.00 | 98.00 | {last}",
        "路灯维护 | 40.50 | 45.50 | 44.10",
        "桥涵养护 | 47.50 | 52.50 | 52.20",
    )
    assert found(table) == findings


@pytest.mark.parametrize(("central", "findings"), [("290.00", []), ("920.00", [("error", "sum")])])
def test_years_beside_what_they_come_to(central: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "内容 | 2021年 | 2022年 | 2023年 | 三年合计",
        "预算安排 | 410.00 | 480.00 | 560.00 | 1450.00",
        f"其中：中央资金 | 250.00 | {central} | 340.00 | 880.00",
        "省级资金 | 110.00 | 130.00 | 150.00 | 390.00",
        "市级资金 | 50.00 | 60.00 | 70.00 | 180.00",
        "实际支出 | 393.20 | 465.60 | 541.50 | 1400.30",
    )
    assert [one for one in found(table) if one == ("error", "sum")] == findings


def test_counts_may_add_up_by_chance() -> None:
    table = grid(
        "村 | 户数 | 人数 | 劳力", "甲 | 5 | 9 | 7", "乙 | 2 | 4 | 3", "丙 | 3 | 5 | 2", "丁 | 8 | 6 | 4"
    )
    assert found(table) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("基本支出2386.50万元。人员经费2040.50万元，公用经费346.00万元。", []),
        ("基本支出2386.50万元。人员经费2040.50万元，公用经费356.00万元。", [("warning", "sum")]),
        ("基本支出120万元，人员经费100万元，公用经费15万元，对个人和家庭的补助5万元。", []),
        ("2023年基本支出为80万元。全年人员经费60万元，公用经费20万元。2022年基本支出为70万元。", []),
        ("“三公”经费8.6万元：因公出国（境）费0万元，公务用车购置及运行维护费6万元，公务接待费2.6万元。", []),
        (
            "“三公”经费8.9万元：因公出国（境）费0万元，公务用车购置及运行维护费6万元，公务接待费2.6万元。",
            [("error", "sum")],
        ),
        ("总收入500万元。本年收入460万元，年初结转40万元。", []),
        ("总收入510万元。本年收入460万元，年初结转40万元。", [("warning", "sum")]),
    ],
)
def test_in_prose(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度部门整体支出绩效自评报告", text) == findings
