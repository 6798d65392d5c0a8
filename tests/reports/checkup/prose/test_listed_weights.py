"""Weights and full marks that a sentence lists one behind the other."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (
            "按投入、过程、产出、效果四个部分打分，权重分别为10%、25%、35%、25%，各部分满分分别为10分、30分、35分、25分。",
            "error",
        ),
        ("四个一级指标权重分别为10%、30%、35%、25%，分值分别为10分、30分、30分、25分。", "error"),
        ("四个一级指标权重依次为10%、30%、35%、20%。", "error"),
        ("指标分四类，分值分别为20分、30分、35分和25分。", "error"),
        ("评价从三个方面展开，权重为30%、40%、20%以及20%。按三个维度，权重分别为30%、40%和25%。", "error"),
        ("决策、过程、产出、效益的权重分别设定为15%、20%、40%、30%。", "warning"),
        ("决策、过程、产出和效益权重分别为15%、20%、40%、25%，满分分别为15分、20分、30分、25分。", "error"),
        ("5个部分权重分别设置为10%、15%、30%、30%、20%。", "error"),
    ],
)
def test_weights_that_are_no_whole(text: str, severity: str) -> None:
    assert (severity, "weight") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "按四个部分打分，权重分别为10%、30%、35%、25%，各部分满分分别为10分、30分、35分、25分。",
        "产出、效益、满意度指标权重分别为50%、30%、10%，预算执行率10分。",
        "数量、质量、时效指标权重分别为15%、10%、5%。",
        "三个部分权重分别为30%、30%、40%，满分分别为15分、15分、20分。",
        "三个部分得分分别为28分、29分、38分。",
        "三个部分支出占比分别为66.2%、20.8%、12.9%。",
        "四个部分权重分别为10%、30%、35%、25%，得分率分别为90%、95%、96%、92%。",
        "产出指标三项，分值分别为20分、20分、10分。",
    ],
)
def test_weights_that_are_a_whole_or_some(text: str) -> None:
    assert found(text) == []
