"""This year's figure, last year's and the change between them, in one sentence."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "某街道2023年度项目支出绩效自评报告"


@pytest.mark.parametrize(
    "text",
    [
        "2023年支出90.00万元，较2022年的100.00万元减少10.00万元，下降10%。",
        "培训9126人次，较上年8472人次增加654人次。",
        "支出90万元，比去年100万元压减10万元。",
        "支出90万元，较上年的约100万元减少10万元。",
        "受理120件，较上年的100件增加20%。",
        "支出90万元，较2022年的100万元减少，其中公用经费减少15万元。",
    ],
)
def test_the_change_is_right(text: str) -> None:
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2023年支出93.80万元，较2022年的100.00万元减少10.00万元，下降10%。", "sum"),
        ("2023年支出90.00万元，较2022年的100.00万元减少1.00万元。", "sum"),
        ("培训9162人次，较上年8472人次增加654人次。", "count"),
    ],
)
def test_the_change_is_wrong(text: str, kind: str) -> None:
    assert ("error", kind) in found(TITLE, text)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("购置设备50台，其中彩超14台、心电图机36台。", []),
        ("购置设备50台，其中彩超14台、心电图机63台。", [("warning", "count")]),
        ("服务对象100户，其中签约60户、附近40户。", []),
        ("服务对象160户，其中签约60户、附近40户、其他50户。", [("error", "count")]),
    ],
)
def test_words_that_only_look_like_about(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


def test_the_change_of_what_was_told_first() -> None:
    assert found(TITLE, "支出90万元，其中项目支出40万元，较上年的100万元减少10万元。") == []
