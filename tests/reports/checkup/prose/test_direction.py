"""Words that tell which way an amount moved, against the amounts."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    "text",
    [
        "“三公”经费支出36.8万元，比上年决算数41.5万元有所下降。",
        "全年办理1240件，较上年1105件明显增加。",
        "支出120万元，比上年100万元增加20万元，增长20%。",
        "支出120万元，较上年增加20万元。",
        "平均用时3天，比2022年的5天缩短。",
        "投诉12起，比上年20起下降至个位数仍有差距。",
    ],
)
def test_the_right_way(text: str) -> None:
    assert found("2023年度项目支出绩效自评报告", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“三公”经费支出46.8万元，比上年决算数41.5万元有所下降。",
        "全年办理1040件，较上年1105件明显增加。",
        "全年培训320人次，比2022年的350人次略有增长。",
    ],
)
def test_the_wrong_way(text: str) -> None:
    assert found("2023年度项目支出绩效自评报告", text) == [("warning", "prose_vs_table")]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("投诉由20件{}到12件。", "上升", "下降"),
        ("满意度由90%{}至93%。", "下降", "上升"),
        ("平均办理时限从5天{}到3天。", "提高", "缩短"),
        ("垃圾分类参与率从82.5%大幅{}到91.3%。", "降低", "提升"),
        ("水耗由每吨的3.2元{}为2.8元。", "增加", "降低"),
        ("受益人口由2.3万人{}到28000人。", "减少", "增加"),
        ("PM2.5浓度由38微克{}至45微克。", "下降", "上升"),
        ("保障人数由2022年的1200人{}至1150人。", "扩大", "减少"),
    ],
)
def test_what_moved_from_the_one_to_the_other(text: str, wrong: str, right: str) -> None:
    assert found(text.format(right)) == []
    assert [severity for severity, _kind in found(text.format(wrong))] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "排名由第5名上升到第3名。",
        "由20件增加到约20件。",
        "等级由2级提升至1级。",
        "投诉20件，下降到12件。",
        "从12个村增加到周边的3个镇。",
        "由100万元调整至120万元。",
    ],
)
def test_what_is_ranked_or_of_other_units(text: str) -> None:
    assert found(text) == []
