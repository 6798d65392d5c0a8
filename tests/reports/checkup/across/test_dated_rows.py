"""Days in the rows of tables: their order, and how many of them there are."""

import pytest

from tests.reports.checkup.test_examination import found, grid

ERROR, WARNING = [("error", "date")], [("warning", "date")]


@pytest.mark.parametrize(
    ("head", "row", "other", "wrong", "right"),
    [
        (
            "期次 | 开班日期 | 结业日期 | 人数",
            "一 | {} | 2021-06-18 | 30",
            "二 | 2021-07-05 | 2021-07-09 | 31",
            "2021-06-28",
            "2021-06-14",
        ),
        (
            "工程 | 开工时间 | 竣工时间",
            "甲 | 2022年4月 | {}",
            "乙 | 2022年3月 | 2022年9月",
            "2022年1月",
            "2022年10月",
        ),
        (
            "工程 | 开工日期 | 完工日期",
            "甲 | 2022.4.6 | {}",
            "乙 | 2022.3.9 | 2022.9.30",
            "2021.10.8",
            "2022.10.8",
        ),
        ("活动 | 起 | 止", "甲 | 6月8日 | {}", "乙 | 5月6日 | 5月9日", "6月3日", "6月13日"),
        (
            "项目 | 计划开工 | 计划完工 | 实际开工 | 实际完工",
            "甲 | 2022/3/1 | 2022/8/1 | 2022/4/1 | {}",
            "乙 | 2022/3/1 | 2022/8/1 | 2022/4/1 | 2022/9/5",
            "2022/3/20",
            "2022/7/20",
        ),
    ],
)
def test_nothing_ends_before_it_begins(head: str, row: str, other: str, wrong: str, right: str) -> None:
    assert found(grid(head, row.format(right), other)) == []
    assert found(grid(head, row.format(wrong), other)) == ERROR


def test_a_contract_is_rarely_signed_before_the_bids_are_opened() -> None:
    table = ("标段 | 开标时间 | 合同签订时间", "一 | 2022-03-08 | 2022-03-{}", "二 | 2022-03-10 | 2022-03-21")
    assert found(grid(table[0], table[1].format("18"), table[2])) == []
    assert found(grid(table[0], table[1].format("01"), table[2])) == WARNING


@pytest.mark.parametrize(
    "rows",
    [
        ("工程 | 开工时间 | 完工时间", "甲 | 11月 | 3月", "乙 | 4月 | 9月"),
        ("工程 | 计划完工时间 | 实际开工时间", "甲 | 2022年3月 | 2022年4月", "乙 | 2022年9月 | 2022年4月"),
        ("工程 | 开工时间 | 完工时间", "甲 | 2022年11月 | 2023年3月", "乙 | 2022年4月 | 2022年9月"),
        ("工程 | 开工时间 | 完工时间", "甲 | 2022-04-18 | 2022年4月", "乙 | 2022-04-08 | —"),
        ("批次 | 受理时间 | 报名截止时间", "甲 | 2022年5月 | 2022年4月", "乙 | 2022年8月 | 2022年9月"),
        ("批次 | 开始时间 | 上期结束时间", "甲 | 2022-05-06 | 2022-05-01", "乙 | 2022-06-06 | 2022-06-01"),
    ],
)
def test_rows_in_order(rows: tuple[str, ...]) -> None:
    assert found(grid(*rows)) == []


@pytest.mark.parametrize(
    ("days", "findings"),
    [(("5", "3", "4"), []), (("4", "2", "3"), []), (("5", "2", "4"), ERROR), (("5", "2", "3"), ERROR)],
)
def test_days_are_counted_alike(days: tuple[str, ...], findings: list[tuple[str, str]]) -> None:
    rows = ("一 | 2022-05-09 | 2022-05-13", "二 | 2022-06-06 | 2022-06-08", "三 | 2022-07-04 | 2022-07-07")
    listed = [f"{row} | {number}" for row, number in zip(rows, days, strict=True)]
    assert found(grid("期次 | 开班日期 | 结业日期 | 培训天数", *listed)) == findings
