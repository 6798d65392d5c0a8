"""Counts that are spread over places."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    "text",
    [
        "全年新建养老驿站8个，分布在甲街道3个、乙街道3个、丙镇2个、丁镇1个；改造床位312张。",
        "新建驿站8个（分布在甲街道3个、乙街道3个和丙镇3个）。",
        "维修水窖42座，分别位于甲村20座、乙村25座。",
    ],
)
def test_places_that_have_another_number(text: str) -> None:
    assert found(text) == [("error", "count")]


@pytest.mark.parametrize(
    "text",
    [
        "全年新建养老驿站8个，分布在甲街道3个、乙街道2个、丙镇2个、丁镇1个；改造床位312张。",
        "新建驿站8个，主要分布在甲街道3个、乙街道2个。",
        "新建驿站8个，分布在甲街道3个、乙街道2个等。",
        "新建驿站20个，分布在甲区5个乡镇、乙区3个乡镇。",
        "新建驿站3个，分布在6个街道、12个社区。",
        "新建驿站8个，分布在甲街道3个、乙街道5个，床位20个。",
        "新建驿站8个，分布在甲、乙两个街道。",
        "新建驿站8个，分布在甲乙街道各4个。",
    ],
)
def test_places_that_have_all_or_not_all(text: str) -> None:
    assert found(text) == []
