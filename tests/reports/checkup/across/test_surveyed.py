"""A survey in the prose against the satisfaction of the form."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评报告"
SURVEY = "注：抽查地块182块，合格176块；问卷290份，满意274份。"


def form(satisfied: str) -> list[tuple[str, str]]:
    return [
        ("质量指标", "种植户签约率", "≥90%", "98.00%"),
        ("满意度指标", "种植户满意度", "≥90%", satisfied),
    ]


@pytest.mark.parametrize(
    ("satisfied", "text", "findings"),
    [
        ("94.48%", SURVEY, []),
        ("98.44%", SURVEY, [("error", "ratio")]),
        ("98.44%", SURVEY + "回访用户120份，满意118份。", []),
        ("98%", SURVEY, []),
    ],
)
def test_the_only_survey_is_that_of_the_only_indicator(
    satisfied: str, text: str, findings: list[tuple[str, str]]
) -> None:
    rows = (" | ".join(row) for row in form(satisfied))
    assert found(TITLE, grid("二级指标 | 三级指标 | 指标值 | 完成值", *rows), text) == findings
