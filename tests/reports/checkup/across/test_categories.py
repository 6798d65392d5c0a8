"""Kinds of projects in the prose and in a column of the table."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "某县2023年度水利专项资金绩效自评报告"
TABLE = grid(
    "项目名称 | 类别 | 安排资金（万元） | 支出（万元）",
    "甲沟溢洪道修复 | 水库 | 60.00 | 58.00",
    "乙沟坝坡整修 | 水库 | 40.00 | 40.00",
    "丙村管网改造 | 饮水 | 50.00 | 45.50",
    "丁村水站更新 | 饮水 | 30.00 | 29.00",
    "戊渠防渗 | 灌区 | 20.00 | 19.00",
    "合计 |  | 200.00 | 191.50",
)
ERROR = [("error", "prose_vs_table")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("按类别分，水库工程支出98.00万元，农村饮水工程支出74.50万元，灌区工程支出19.00万元。", []),
        ("按类别看，水库工程支出98.00万元，农村饮水工程支出75.40万元，灌区工程支出19.00万元。", ERROR),
        ("水库类项目安排资金100万元，饮水类项目安排资金90万元。", ERROR),
        ("水库类项目安排资金100万元，其中水库甲沟溢洪道修复安排资金60万元。", []),
        ("饮水类项目安排资金90万元。", []),
        ("实施水库类项目2个，饮水类项目3个，灌区类项目1个。", ERROR),
        ("2022年水库工程支出98.00万元，农村饮水工程支出75.40万元。", []),
        ("水库除险加固支出80万元，灌区工程支出19.00万元。", []),
    ],
)
def test_kinds_are_the_sums_of_their_rows(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, TABLE) == findings


BRIDGES = grid(
    "桥名 | 乡镇 | 处治方式 | 概算投资（万元） | 完成投资（万元）",
    "甲桥 | 北镇 | 拆除重建 | 486.00 | 471.20",
    "乙桥 | 北镇 | 维修加固 | 96.50 | 94.15",
    "丙桥 | 南乡 | 拆除重建 | 318.00 | 309.84",
    "丁桥 | 南乡 | 维修加固 | 72.00 | 70.36",
    "戊桥 | 西镇 | 拆除重建 | 377.50 | 356.90",
    "合计 |  |  | 1350.00 | 1302.45",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("改造5座，桥长合计279.5延米，其中拆除重建3座、维修加固2座。", []),
        ("改造5座，桥长合计279.5延米，其中拆除重建4座、维修加固2座。", ERROR),
        ("拆除重建的3座桥完成投资1137.94万元；维修加固的2座桥完成投资164.51万元。", []),
        ("拆除重建的3座桥完成投资1137.94万元；维修加固的2座桥完成投资146.51万元。", ERROR),
        ("维修加固完成投资164.51万元，拆除重建完成投资1173.94万元。", ERROR),
        ("拆除重建的3座桥完成投资1137.94万元；维修加固的其他2座桥为146.51万元。", []),
        ("维修加固的2座桥完成投资146.51万元。", []),
    ],
)
def test_kinds_of_works_and_the_amounts_that_a_heading_names(
    text: str, findings: list[tuple[str, str]]
) -> None:
    assert found(TITLE, text, BRIDGES) == findings


def test_pieces_that_a_column_counts_are_not_the_rows() -> None:
    table = grid(
        "品名 | 类别 | 数量（座） | 支出（万元）",
        "甲 | 风雨亭 | 5 | 10.00",
        "乙 | 风雨亭 | 3 | 6.00",
        "丙 | 公厕 | 1 | 8.00",
    )
    assert found(TITLE, "建成公厕1座、风雨亭3座。", table) == []
