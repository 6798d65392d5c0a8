"""Ranks and the average in a list of projects with their points."""

import pytest

from reports.document import Table
from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评汇总表"
AVERAGE = "注：“自评得分”合计栏为各项目得分的算术平均数，不按金额加权。"


def listing(grade: str = "良", rank: str = "4", average: str = "91.15") -> Table:
    return grid(
        "序号 | 项目名称 | 全年预算数 | 自评得分 | 自评等级 | 得分排名",
        "1 | 城乡低保提标补助 | 3260.00 | 96.5 | 优 | 1",
        "2 | 特困人员供养 | 845.60 | 94.2 | 优 | 2",
        f"3 | 社会组织孵化 | 45.00 | 85.9 | {grade} | {rank}",
        "4 | 流浪乞讨救助 | 38.00 | 88.0 | 良 | 3",
        f"合计 |  | 4188.60 | {average} |  | ",
    )


@pytest.mark.parametrize(
    ("table", "findings"),
    [
        (listing(), []),
        (listing(grade="优"), [("error", "grade")]),
        (listing(rank="5"), [("warning", "prose_vs_table")]),
        (listing(average="91.51"), [("error", "ratio")]),
        (listing(average=""), []),
    ],
)
def test_what_the_points_of_a_list_make(table: Table, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, table, AVERAGE) == findings


@pytest.mark.parametrize("note", ["", "注：合计栏得分为各项目得分按金额加权的平均数。"])
def test_a_total_that_nobody_calls_a_plain_average(note: str) -> None:
    assert [one for one in found(TITLE, listing(average="92.40"), note) if one[1] == "ratio"] == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("城乡低保提标补助项目得分最高，社会组织孵化得分最低。", []),
        ("特困人员供养项目得分最高，排名第1。", [("error", "prose_vs_table")]),
    ],
)
def test_who_has_most_points(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, listing(average=""), text) == findings
