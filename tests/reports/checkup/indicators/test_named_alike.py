"""Two indicators of one name with different targets."""

import pytest

from tests.reports.checkup.test_examination import found, grid

HEAD = "一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因和改进措施"


def indicators(second: str, third: str, target: str) -> list[tuple[str, str]]:
    rows = (
        "产出指标 | 数量指标 | 学龄前儿童健康管理率 | ≥85% | 93.6% | ",
        "产出指标 | 数量指标 | 孕产妇系统管理率 | ≥90% | 94.2% | ",
        f"产出指标 | {second} | {third} | {target} | 91.5% | ",
        "效益指标 | 社会效益指标 | 居民健康水平 | 提高 | 提高 | ",
    )
    return found(grid(HEAD, *rows))


@pytest.mark.parametrize(
    ("second", "third", "target", "findings"),
    [
        ("数量指标", "婴幼儿系统管理率", "≥80%", []),
        ("数量指标", "学龄前儿童健康管理率", "≥80%", [("warning", "duplicate")]),
        ("质量指标", "学龄前儿童健康管理率", "≥80%", []),
    ],
)
def test_named_alike(second: str, third: str, target: str, findings: list[tuple[str, str]]) -> None:
    assert indicators(second, third, target) == findings
