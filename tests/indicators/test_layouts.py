"""Layouts of the form: what ships is valid, and what would not print is refused in words."""

from typing import Any

import pytest

from indicators.data import layouts
from indicators.layouts import STANDARD, FundsHold, Holds, LayoutError, parse_layout

SHIPPED = {layout["code"]: layout for layout in layouts()}
SICHUAN = SHIPPED["sichuan"]


def problems(**changed: Any) -> list[str]:
    with pytest.raises(LayoutError) as refusal:
        parse_layout({**SICHUAN, **changed})
    return refusal.value.problems


def columns(*held: str, width: Any = 10) -> list[dict[str, Any]]:
    return [{"holds": one, "title": "栏目", "width": width} for one in held]


def funds(*held: str, covered: int = 1) -> list[dict[str, Any]]:
    return [{"holds": one, "title": "栏目", "columns": covered} for one in held]


def test_what_ships_is_valid() -> None:
    assert set(SHIPPED) == {"standard", "sichuan"}
    for code, data in SHIPPED.items():
        layout = parse_layout(data)
        assert layout.code == code
        assert sum(column.columns for column in layout.funds) == len(layout.columns)
    assert parse_layout(SHIPPED["standard"]) == STANDARD


def test_the_second_layout_has_the_columns_of_the_first_and_others() -> None:
    titles = [column.title for column in parse_layout(SICHUAN).columns]
    assert {"指标性质", "指标值", "度量单位", "权重", "上年完成值", "佐证资料"} <= set(titles)


def test_places_and_half() -> None:
    assert STANDARD.place(Holds.WEIGHT) == 5
    assert STANDARD.half == 4
    with pytest.raises(ValueError, match="nature"):
        STANDARD.place(Holds.NATURE)
    narrow = parse_layout(
        {
            **SICHUAN,
            "columns": columns("name", "target", "actual", "weight", "points", "reason"),
            "funds": funds("name", "budget", "spent", covered=2),
        }
    )
    assert narrow.half == 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"side": 0}, "“side”应为 1 至 100 的整数，现为 0。"),
        ({"side": "7"}, '“side”应为 1 至 100 的整数，现为 "7"。'),
        ({"colour": "red"}, "“colour”无法识别，请核对拼写。"),
        ({"columns": columns("level1", width=0)}, "“columns 第 1 项.width”应为 1 至 100 的整数，现为 0。"),
        (
            {"columns": columns("name", "name", "target", "actual", "weight", "points", "reason")},
            "“columns”中 name 重复。",
        ),
        (
            {"columns": columns("level1", "target", "actual", "weight", "points", "reason")},
            "“columns”缺少 name。",
        ),
        (
            {"columns": columns("level1", "name", "actual", "weight", "points", "reason")},
            "“columns”缺少 target 或 target_value。",
        ),
        (
            {"columns": columns("name", "target_value", "unit", "actual", "weight", "points", "reason")},
            "“columns”有 target_value 就要有 nature 和 unit：否则看不出是不少于还是不多于、以什么计量。",
        ),
        (
            {"columns": columns("level1", "name", "target", "actual_value", "weight", "points", "reason")},
            "“columns”有 actual_value 就要有 unit：否则看不出以什么计量。",
        ),
        ({"columns": columns("name", "target", "actual", "weight", "points")}, "“columns”应为 6 至 20 项。"),
        (
            {"columns": columns("level1", "name", "target", "actual", "points", "weight", "reason")},
            "“columns”的 weight 应在 points 之前：总分一行先印满分，再印得分。",
        ),
        (
            {"columns": columns("level1", "name", "target", "actual", "weight", "points")},
            "“columns”的 points 之后应另有一项：总分一行在那里印等级。",
        ),
        ({"funds": funds("budget", "name", "spent", covered=4)}, "“funds”的第一项应为 name。"),
        ({"funds": funds("name", "spent", covered=6)}, "“funds”缺少 budget。"),
        (
            {"funds": funds("name", "budget", "spent", covered=3)},
            "“funds”的 columns 合计应为 12，现为 9：与指标各列对齐。",
        ),
        ({"funds": funds("name", "budget", "budget", "spent", covered=3)}, "“funds”中 budget 重复。"),
    ],
)
def test_what_would_not_print_is_refused(changed: dict[str, Any], said: str) -> None:
    assert said in problems(**changed)


def test_every_problem_is_named_at_once() -> None:
    data = {**SICHUAN, "side": None, "columns": columns("name"), "funds": []}
    with pytest.raises(LayoutError) as refusal:
        parse_layout(data)
    assert len(refusal.value.problems) == 6
    with pytest.raises(LayoutError, match="应为 JSON 对象"):
        parse_layout([])  # type: ignore[arg-type]


def test_whatever_a_column_may_hold_is_a_fact_of_the_money() -> None:
    """The parts of the money block are those under which the facts keep them."""
    assert set(FundsHold) - {"name", "weight", "points"} == {
        "opening",
        "adjustment",
        "budget",
        "spent",
        "balance",
        "rate",
    }
