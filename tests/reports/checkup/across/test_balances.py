"""What is left of an item, by its row in the table."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TABLE = grid(
    "项目名称 | 预算数（万元） | 支出数（万元） | 执行率",
    "站点规范化建设 | 320.00 | 301.60 | 94.25%",
    "巡查员补助 | 748.80 | 748.80 | 100.00%",
    "法律服务补贴 | 95.20 | 91.75 | 96.38%",
    "合计 | 1164.00 | 1142.15 | 98.12%",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("站点规范化建设结余18.40万元。", []),
        ("站点规范化建设尾款支付较慢，结余14.80万元。", [("error", "prose_vs_table")]),
        ("站点建设项目尾款支付较慢，该项目执行率94.25%，结余14.80万元。", [("error", "prose_vs_table")]),
        ("站点建设项目尾款支付较慢，该项目执行率94.25%，结余18.4万元。", []),
        ("法律服务补贴剩余资金3.54万元。", [("error", "prose_vs_table")]),
        ("法律服务补贴上年结余2.54万元。", []),
        ("法律服务补贴有2个点推迟到下年，年底剩下3.45万元没有用完。", []),
        ("法律服务补贴有2个点推迟到下年，年底剩下3.54万元没有用完。", [("error", "prose_vs_table")]),
        ("法律服务补贴另有2处推迟至2024年，未支出3.54万元。", [("error", "prose_vs_table")]),
        ("法律服务补贴还有3.45万元未支付。", []),
        ("法律服务补贴还有3.54万元未支付。", [("error", "prose_vs_table")]),
        ("法律服务补贴另有4.50万元未支付。", []),
        ("注：法律服务补贴决算数较年初预算节约3.45万元。", []),
        ("注：法律服务补贴决算数较年初预算节约4.35万元。", [("error", "prose_vs_table")]),
        ("其中法律服务补贴项目的培训部分结余2.54万元。", []),
        ("其中法律服务补贴结余2.54万元。", [("error", "prose_vs_table")]),
        ("问题是部分款项支付偏慢，结转18.40万元。", []),
        ("问题是部分款项支付偏慢，结转14.80万元。", [("error", "prose_vs_table")]),
        ("问题是部分款项支付偏慢，其中结转14.80万元。", []),
        ("建议加快审计结算，剩余21.85万元按规定结转使用。", []),
        ("建议加快审计结算，剩余21.85元按规定结转使用。", [("error", "unit")]),
        ("建议加快审计结算，上年剩余21.85元按规定结转使用。", []),
    ],
)
def test_what_is_left_of_a_row(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度部门整体支出绩效自评报告", TABLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("三、资金投入及执行情况（执行率91.5%）", []),
        ("三、资金投入及执行情况（执行率95.1%）", [("error", "prose_vs_table")]),
        ("站点规范化建设执行率94.25%。", []),
    ],
)
def test_a_rate_that_no_table_prints(text: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "项目名称 | 预算数（万元） | 支出数（万元）",
        "站点规范化建设 | 320.00 | 301.60",
        "巡查员补助 | 100.00 | 82.70",
        "合计 | 420.00 | 384.30",
    )
    assert found("2023年度部门整体支出绩效自评报告", text, table) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("（1）站点规范化建设。建成站点12个。（2）巡查员补助。全年共748.80万元。", []),
        ("（1）站点规范化建设。建成站点12个。（2）巡查员补助。全年共748.80元。", [("error", "unit")]),
        ("（1）站点规范化建设。发放金额301.60万元。", []),
        ("（1）站点规范化建设。发放金额310.60万元。", [("error", "prose_vs_table")]),
    ],
)
def test_a_sentence_that_is_a_title_says_what_follows(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度部门整体支出绩效自评报告", TABLE, text) == findings
