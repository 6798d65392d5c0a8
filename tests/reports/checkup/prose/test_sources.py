"""Where the money comes from, told behind what it comes to."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2024年度项目支出绩效自评报告"
WRONG = [("warning", "sum")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("资金来源为中央财政补助900万元、自治区财政150万元、县财政75万元。", []),
        ("资金来源为中央财政补助900万元、自治区财政150万元、县财政57万元。", WRONG),
        ("资金构成：中央资金900万元，省级配套150万元，县级配套57万元。", WRONG),
        ("项目资金筹措情况为中央财政900万元、自筹207万元。", WRONG),
        ("资金来源为中央财政900万元、自治区财政150万元、县财政57万元，共1107万元。", []),
        ("资金来源为中央财政900万元、自治区财政150万元、县财政57万元等。当年到位1107万元。", []),
        ("资金来源为中央财政900万元、自治区财政150万元及村集体投工投劳。", WRONG),
        ("资金投向为中央财政900万元、自治区财政150万元。", []),
        ("资金来源为去年结转30万元、县财政20万元。", []),
    ],
)
def test_sources_add_up_to_what_is_needed(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, "计划任务25万亩，需要资金1125万元。", text) == findings


def test_not_where_a_table_tells_another_whole() -> None:
    table = grid("项目 | 预算数（万元） | 执行数（万元）", "残膜回收 | 1107 | 1089", "合计 | 1107 | 1089")
    text = "资金来源为中央财政900万元、自治区财政150万元、县财政57万元。"
    assert found(TITLE, "需要资金1125万元。", text, table) == []
