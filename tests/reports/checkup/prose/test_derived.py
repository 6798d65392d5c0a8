"""Figures that two beside them come to, but for two digits that changed places."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评报告"
RATES = grid("街道 | 有效率", "甲街道 | 98.20%", "乙街道 | 97.50%")


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("收到表格1365份，收到率97.50%；填写完整1338份，完整率98.20%。", [("error", "ratio")]),
        ("收到表格1365份，收到率97.50%；填写完整1338份，完整率98.02%。", []),
        ("核定编制86人，在职81人。控制率91.49%。", [("error", "ratio")]),
        ("核定编制86人，在职81人。控制率94.19%。", []),
        ("惠及5849人次、7077人次、8280人次，比首年增加2431人次，增长41.65%。", [("error", "ratio")]),
        ("惠及5849人次、7077人次、8280人次，比首年增加2431人次，增长41.56%。", []),
        ("惠及5849人次、7077人次、8280人次，比首年增加2431人次，增长到41.65%。", []),
        ("有效问卷1338份，收回1365份，评价指标达标率98.20%以上。", []),
        ("植树1338株，抚育1365亩，成活率98.20%。", []),
    ],
)
def test_rates(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "预算1171.80万元，到位1171.80万元，到位率100%；支出1080.08万元，执行率92.17%，结余97.12万元。",
            [("error", "sum")],
        ),
        ("预算1171.80万元，到位1171.80万元，到位率100%；支出1080.08万元，执行率92.17%，结余91.72万元。", []),
        ("道路保洁支出38.25万元，河道保洁支出9.65万元，另支付设备款49.70万元。", []),
        ("道路保洁支出384.25万元，河道保洁支出96.50万元，另支付设备款480.57万元。", [("error", "sum")]),
        ("新建停车位316个，改建停车位148个。现有停车位446个。", [("error", "count")]),
        ("新建停车位316个，改建停车位148个。现有停车位464个。", []),
        ("新建停车位316个，改建停车位148个。清理杂物446处。", []),
    ],
)
def test_amounts_and_counts(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


def test_what_is_told_elsewhere_is_borne_out() -> None:
    text = "收到表格1365份，收到率97.50%；填写完整1338份，完整率98.20%。"
    assert found(TITLE, text, RATES) == []
    assert found(TITLE, text, "全区问卷有效率98.20%。") == []
