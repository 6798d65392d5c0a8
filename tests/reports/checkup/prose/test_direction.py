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
