"""How many indicators got all their points."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评报告"
FORM = grid(
    "二级指标 | 分值 | 得分 | 扣分原因",
    "立项规范性 | 20 | 20 | ",
    "资金管理 | 20 | 19 | 支付偏慢",
    "产出数量 | 40 | 40 | ",
    "社会效益 | 20 | 18 | 知晓面不广",
    "总分 | 100 | 97 | ",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("4项二级指标中得满分的有2项，扣分的有2项。", []),
        ("4项二级指标中得满分的有3项，扣分的有1项。", [("error", "count")] * 2),
        ("4项二级指标中，扣分的有2项，未得满分的2项。", []),
        ("6项指标中得满分的有3项。", []),
    ],
)
def test_full_and_lost(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, FORM, text) == findings
