"""What was spent against the budget, in the words of a final account."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    "text",
    [
        "支出决算为46.2万元，完成年初预算的92.4%，决算数小于预算数的主要原因是人员调出。",
        "支出决算为54万元，完成年初预算的108%，决算数大于年初预算数的主要原因是追加经费。",
        "支出决算为50万元，完成预算100%，决算数与预算数持平。",
        "支出决算为49.8万元，完成预算99.6%，决算数与预算数基本持平。",
        "支出决算为54万元，完成年初预算的108%，决算数小于调整预算数。",
        "支出决算为54万元，完成预算108%，决算数大于预算数4万元。",
        "支出决算为54万元，比上年减少6万元，降低10%；完成预算108%，决算数大于预算数4万元。",
        "甲类完成预算的92%，决算数小于预算数；乙类完成预算的108%，决算数大于预算数。",
    ],
)
def test_the_right_side(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("支出决算为46.2万元，完成年初预算的92.4%，决算数大于预算数。", [("error", "prose_vs_table")]),
        ("支出决算为54万元，完成年初预算108%，决算数低于年初预算数。", [("error", "prose_vs_table")]),
        ("支出决算为54万元，完成预算的108%，决算数等于预算数。", [("error", "prose_vs_table")]),
        ("支出决算为40万元，完成预算的80%，决算数与预算数持平。", [("error", "prose_vs_table")]),
        # so little more may be 100%
        ("支出决算为50万元，完成预算的100%，决算数大于预算数。", [("warning", "prose_vs_table")]),
        ("支出决算为54万元，完成预算100%，决算数大于预算数4万元。", [("error", "ratio")]),
        ("预算为40万元，决算为60万元，完成预算的100%，决算数大于预算数。", [("error", "ratio")]),
        (
            "甲类完成预算的92%，决算数大于预算数；乙类完成预算的108%，决算数大于预算数。",
            [("error", "prose_vs_table")],
        ),
    ],
)
def test_the_wrong_side(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings
