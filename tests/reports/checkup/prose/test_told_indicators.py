"""Points that the prose works out for one indicator after the other."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "某局2023年度项目支出绩效自评报告"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("培训人数：指标完成率84.38%，权重8分，按完成率计分得6.75分。", []),
        ("培训人数：指标完成率84.38%，权重8分，按完成率计分得7.65分。", [("error", "score")]),
        ("产出指标50分得49.00分，婚前医学检查分值10分、完成率90%，按完成率计9.00分。", []),
        ("该指标分值10分，完成率97.50%，按比例计得9.57分。", [("error", "score")]),
        ("该指标分值10分，完成率97.50%，综合考虑得9分。", []),
        ("该指标分值10分，完成率97.50%，按比例得分后再扣0.5分，得9.25分。", []),
        ("该指标分值10分，完成率97.50%，得10.5分。", [("error", "score")]),
        ("满意度指标（10分），得10.5分。", [("error", "score")]),
        ("该指标10分，完成率80%，按比例得8分。", []),
        ("该指标10分，完成率80%，按比例得7分。", [("error", "score")]),
        ("预算执行率92.5%，按比例计算，预算执行指标10分得9.25分。", []),
        ("预算执行率92.5%，按比例计算，预算执行指标10分得9.5分。", [("error", "score")]),
        ("预算执行率为92.36%，按照“执行率×10分”计算，得分9.24分。", []),
        ("预算执行率为92.36%，按照“执行率×10分”计算，得分9.42分。", [("error", "score")]),
        ("预算执行率93.5%，满分10分，自评得分9.35分。", []),
        ("预算执行率93.5%，满分10分，自评得分9.53分。", [("error", "score")]),
        ("预算执行率93.5%，满分10分，自评得分10分。", []),
        ("预算执行率93.5%，满分10分，自评得分98.35分。", []),
        ("满意度指标（10分），得9.5分。", []),
        ("满意度指标（满分10分）得10分，各项共得98.5分。", []),
        ("资金到位率100%，权重5分，得5.00分；预算执行率97.00%，权重10分，得分9.70分。", []),
    ],
)
def test_points_by_the_rate_that_is_told(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("决策类满分20分、得19分，得分率95%，产出类满分30分、得29.36分，得分率97.87%。", []),
        (
            "决策类满分20分、得19分，得分率95%，产出类满分30分、得29.63分，得分率97.87%。",
            [("error", "ratio")],
        ),
        ("产出指标分值30分，实际得分28分，得分率95%。", [("error", "ratio")]),
        ("产出指标得28分（满分30分），得分率93.33%。", []),
        ("产出指标得28分（满分30分），得分率95.33%。", [("error", "ratio")]),
        ("满分100分，综合得分96.5分，其中产出指标得29分，得分率96.67%。", []),
    ],
)
def test_what_was_got_of_full_marks(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text) == findings


@pytest.mark.parametrize(("points", "findings"), [("9.4", []), ("9.5", [("error", "score")])])
def test_full_marks_in_brackets_behind_the_points(points: str, findings: list[tuple[str, str]]) -> None:
    assert found(f"预算执行率94%，按比例得{points}分（满分10分）。") == findings
