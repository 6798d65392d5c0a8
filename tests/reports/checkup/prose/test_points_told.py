"""Points that a paragraph tells, and what they come to."""

import pytest

from tests.reports.checkup.test_examination import found

LISTED = "甲数，该项指标分值8分，得8分。乙数，该项指标分值8分，得8分。丙数有缺口，该项分值4分，得{}分。"


@pytest.mark.parametrize(
    "text",
    [
        f"{LISTED.format('3.81')}本类指标3项，分值合计20分，得分19.81分。",
        "甲10分：得10分。乙10分：较上年缩短，得10分。丙10分，扣0.5分，得9.5分。小计得29.5分。",
        "数量3项：甲得6分，乙得6分，丙得3.5分。数量指标合计得15.5分。质量：得8分。产出指标小计得23.5分。",
        "执行10分得9.92分，产出50分得49.5分，效益30分得29分，满意度10分得10分，合计98.42分。",
        "执行10分，得9.65分；产出50分，得50分；效益30分，得29分；满意度10分，得10分。合计98.65分。",
        "执行10分，得9.6分；产出50分，其余40分全得；效益30分，得29.6分；满意度10分，得10分；合计98.84分。",
        "执行得9.76分，产出得49.5分。满意度得10分，效益全得。合计99.26分。",
        "每缺一项扣2分，达到90%的得5分，达到80%的得3分，合计10分。",
    ],
)
def test_right_points(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (f"{LISTED.format('3.81')}本类指标3项，分值合计20分，得分19.91分。", ("error", "score")),
        (f"{LISTED.format('3.91')}本类指标3项，分值合计20分，得分19.81分。", ("error", "score")),
        (f"{LISTED.format('3.81')}本类指标3项，分值合计70分，得分19.81分。", ("error", "score")),
        (
            "甲10分：得10分。乙10分：较上年缩短，得10分。丙10分，扣0.5分，得9.5分。小计得29.3分。",
            ("warning", "score"),
        ),
        (
            "数量3项：甲得6分，乙得6分，丙得3.5分。数量指标合计得15.5分。质量：得8分。产出指标小计得28.5分。",
            ("warning", "score"),
        ),
        (
            "执行10分得9.92分，产出90分得49.5分，效益30分得29分，满意度10分得10分，合计98.42分。",
            ("warning", "weight"),
        ),
        (
            "执行10分，得9.65分；产出50分，得50分；效益30分，得29分；满意度10分，得10分。合计96.85分。",
            ("warning", "score"),
        ),
    ],
)
def test_wrong_points(text: str, finding: tuple[str, str]) -> None:
    assert finding in found(text)
