"""How many projects have each grade."""

import pytest

from tests.reports.checkup.test_examination import found, grid

LIST = grid(
    "项目名称 | 预算数（万元） | 自评得分 | 自评等级",
    "路灯维护 | 100 | 97.5 | 优",
    "绿化养护 | 80 | 95.2 | 优秀",
    "河道保洁 | 60 | 92.0 | 优",
    "拆违整治 | 40 | 86.4 | 良",
    "合计 | 280 |  | ",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("4个项目自评等级为优的3个，良的1个，无中、差项目。", []),
        ("自评结果为“优”的3个，占75%；“良”的1个，占25%。", []),
        ("其中2个自评等级已经复核。", []),
        ("4个项目自评等级为优的2个，良的1个。", [("error", "count")]),
        ("自评等级为“优”的4个。", [("error", "count")]),
        ("本次自评项目4个，其中优3个、良1个。", []),
        ("本次自评项目4个，其中优2个、良2个。", [("error", "count"), ("error", "count")]),
        ("自评等级为优的8个，良的1个。", []),
        ("3个项目自评等级为优，1个评为良。", []),
        ("2个项目自评等级为优，1个评为良。", [("error", "count")]),
        ("上年自评等级为优的2个，良的2个。", []),
        ("评出优秀志愿者2个。", []),
    ],
)
def test_as_many_as_the_list_grades(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评情况", text, LIST) == findings
