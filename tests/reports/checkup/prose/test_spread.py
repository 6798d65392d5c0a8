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


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("全县{}个乡镇分为三类：一类4个、二类4个、三类6个。", 13, 14),
        (
            "{}个乡镇分三类补助：一类4个、每个30万元；二类4个、每个24万元；三类6个、每个20万元。",
            15,
            14,
        ),
        ("将{}个站点分两档补助：一档5个，每个3万元；二档6个，每个2万元。", 12, 11),
    ],
)
def test_kinds_by_their_numbers(text: str, wrong: int, right: int) -> None:
    assert found(text.format(wrong)) == [("error", "count")]
    assert found(text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "评出一等奖3个、二等奖5个，涉及12个乡镇。",
        "辖14个乡镇，一类桥20座、二类桥35座。",
    ],
)
def test_kinds_of_something_else(text: str) -> None:
    assert found(text) == []
