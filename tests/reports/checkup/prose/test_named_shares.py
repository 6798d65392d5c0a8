"""Shares whose part and whole the paragraph told before."""

import pytest

from tests.reports.checkup.test_examination import found

TOLD = "截至2024年12月31日实际支出652.80万元。分方向看，日常养护356.10万元，危桥加固160.40万元。"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("其中日常养护占全部支出的54.55%。", []),
        ("其中日常养护占全部支出的53.55%。", [("error", "ratio")]),
        ("危桥加固资金占总支出的比例为42.57%。", [("error", "ratio")]),
        ("危桥加固资金占总支出的比例为24.57%。", []),
        ("其中日常养护占全县养护里程的53.55%。", []),
        ("上年日常养护占全部支出的53.55%。", []),
    ],
)
def test_shares_of_what_was_told(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2024年度项目支出绩效自评报告", TOLD + text) == findings
