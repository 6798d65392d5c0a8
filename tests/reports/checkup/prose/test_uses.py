"""What a total was mainly used for: parts that close the sum once two digits are changed over."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "2023年度项目支出绩效自评报告"


def uses(last: str) -> str:
    parts = f"公共卫生968.40万元、卫生室补助312.60万元、奖励扶助285.50万元、能力建设{last}万元"
    return f"项目支出1820.50万元，主要用于：{parts}。"


@pytest.mark.parametrize(
    ("last", "findings"),
    [("254.00", []), ("245.00", [("warning", "sum")]), ("240.00", []), ("352.00", [])],
)
def test_a_part_with_changed_digits(last: str, findings: list[tuple[str, str]]) -> None:
    result = found(TITLE, uses(last))
    assert [one for one in result if one == ("warning", "sum")] == findings


def test_what_it_would_be_is_named() -> None:
    assert found(TITLE, uses("254.00").replace("主要用于", "用于") + "人均补助245.00元。") == []
