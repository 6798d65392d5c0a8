"""Rates that cannot be more than all."""

import pytest

from tests.reports.checkup.test_examination import found, grid

HEAD = "一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因和改进措施"


@pytest.mark.parametrize(
    ("name", "target", "actual", "is_found"),
    [
        ("服务对象满意度", "≥95%", "96.2%", False),
        ("服务对象满意度", "≥195%", "96.2%", True),
        ("免疫规划疫苗接种率", "≥90%", "190%", True),
        ("项目验收合格率", "100%", "100%", False),
        ("任务完成率", "≥100%", "107.2%", False),
        ("收入增长率", "≥100%", "130%", False),
    ],
)
def test_more_than_all(name: str, target: str, actual: str, *, is_found: bool) -> None:
    rows = (
        "产出指标 | 数量指标 | 培训人数 | ≥400人 | 412人 | ",
        f"效益指标 | 社会效益指标 | {name} | {target} | {actual} | ",
    )
    assert (("error", "exceed") in found(grid(HEAD, *rows))) == is_found
