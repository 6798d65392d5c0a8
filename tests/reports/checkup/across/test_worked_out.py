"""Cells that write out how another figure of their row comes about."""

import pytest

from tests.reports.checkup.test_examination import found, grid

POINTS = (
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 检查次数 | ≥20次 | 22次 | 40 | 40 |",
    "产出指标 | {} |",
    "总分 |  |  |  | 100 | 96 |",
)
MONEY = ("费用名称 | 测算依据 | 金额（元）", "保险费 | {}", "印刷费 | 200册×12元 | 2,400.00")


@pytest.mark.parametrize(
    "row",
    [
        "改造户数 | 200户 | 192户 | 20 | 19.2 | 192÷200×20",
        "改造户数 | 200户 | 192户 | 20 | 19.2 | 停工，得分=20×192/200",
        "改造户数 | 200户 | 192户 | 20 | 19.2 | 暴雨停工，按192÷200计分",
        "合格率 | ≥95% | 91.20% | 20 | 19.2 | 91.2%÷95%×20",
        "完成率 | 100% | 96% | 20 | 19.2 | 96%×20，保留一位小数",
        "改造户数 | 200户 | 192户 | 20 | 19.2 | 完成率96%，扣分=(100%-96%)×20",
        "改造户数 | 200户 | 192户 | 20 | 19.2 | 得19.2分（20分×96%）；另扣0分",
    ],
)
def test_cells_that_come_to_a_figure_of_their_row(row: str) -> None:
    assert ("warning", "score") not in found(grid(*(one.replace("{} |", row) for one in POINTS)))


@pytest.mark.parametrize(
    "row",
    [
        "改造户数 | 200户 | 192户 | 20 | 19.2 | 129÷200×20",
        "改造户数 | 200户 | 192户 | 20 | 19.2 | 停工，得分=20×192/210",
        "改造户数 | 200户 | 192户 | 20 | 19.2 | 暴雨停工，按162÷200计分",
        "改造户数 | 200户 | 192户 | 20 | 19.2 | 192÷200×70",
        "完成率 | 100% | 96% | 20 | 19.2 | 69%×20，保留一位小数",
        "改造户数 | 200户 | 192户 | 20 | 19.2 | 按192÷200×50计分",
    ],
)
def test_cells_that_come_to_no_score(row: str) -> None:
    kinds = [kind for _severity, kind in found(grid(*(one.replace("{} |", row) for one in POINTS)))]
    assert kinds.count("score") == 1  # what the rule of the row has found is not said again


@pytest.mark.parametrize(
    ("row", "is_found"),
    [
        ("240人×85元/人 | 20,400.00", False),
        ("240人×58元/人 | 20,400.00", True),
        ("420人×85元/人 | 20,400.00", True),
        ("全年240人×85元/人 | 20,400.00", False),
        ("3次×2天 | 20,400.00", False),
        ("12万元/年×2 | 20,400.00", False),
    ],
)
def test_amounts_that_are_worked_out_beside_them(row: str, is_found: bool) -> None:
    assert (("error", "sum") in found(grid(*(one.replace("{}", row) for one in MONEY)))) == is_found


@pytest.mark.parametrize(("text", "is_found"), [("100-4.1=95.9", False), ("100-4.1=99.5", True)])
def test_formulas_in_short_cells(text: str, is_found: bool) -> None:
    assert bool(found(grid("名称 | 说明", f"扣分 | {text}", "其他 | 无"))) == is_found
