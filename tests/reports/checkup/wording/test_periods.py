"""How long something lasts, and what comes before what in a procurement."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "2024年度项目支出绩效自评报告"
WRONG = [("warning", "date")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("该政策自2022年1月起实施，政策期限3年，至2024年12月31日到期。", []),
        ("该政策自2022年1月起实施，政策期限3年，至2025年12月31日到期。", WRONG),
        ("租期两年，从2023年5月1日到2025年4月30日。", []),
        ("租期两年，从2023年5月1日到2024年4月30日。", WRONG),
        ("服务期12个月，自2024年1月1日至2024年12月31日。", []),
        ("服务期12个月，自2024年1月1日至2024年10月31日。", WRONG),
        ("服务期12个月，自2023年1月1日起，经延长至2024年10月31日。", []),
        ("该政策自2022年1月起实施，政策期限3年。2025年12月31日前完成评估。", []),
    ],
)
def test_how_long_something_lasts(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("2024年5月16日发布公告，6月11日开标，6月20日签订合同，中标价为177.50万元。", []),
        ("2024年5月16日发布公告，6月11日开标，6月2日签订合同，中标价为177.50万元。", WRONG),
        ("2024年5月16日发布公告，4月11日开标。", WRONG),
        ("2024年6月11日开标，6月签订合同。", []),
        ("2023年12月20日开标，1月5日签订合同。", []),
        ("2024年6月11日开标，2024年3月2日签订监理合同。", []),
        ("甲标段2024年6月11日开标、6月20日签订合同，乙标段6月1日开标、6月9日签订合同。", []),
        ("2024年6月2日签订甲项目合同。6月11日乙项目开标。", []),
    ],
)
def test_the_course_of_a_procurement(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "2023年12月入库，2024年1月批复，同年2月28日完成招标，3月15日开工，10月20日竣工，9月26日通过县级验收。",
            WRONG,
        ),
        (
            "2023年12月入库，2024年1月批复，同年2月28日完成招标，3月15日开工，10月20日竣工，11月26日通过县级验收。",
            [],
        ),
        ("本项目2023年3月立项，5月16日公开招标，4月9日签订合同，8月22日交付，9月5日验收。", WRONG),
        ("本项目2023年3月立项，5月16日公开招标，6月9日签订合同，8月22日交付，9月5日验收。", []),
        ("2024年4月10日签订合同，3月15日开工。", WRONG),
        ("2023年11月10日竣工，次年3月15日通过验收。", []),
        ("2024年10月20日竣工验收，9月26日第一批路段通过初步验收。", []),
        ("甲标段2024年10月20日竣工，9月26日乙标段通过验收。", []),
        ("原计划2024年10月20日竣工，9月26日通过验收。", []),
    ],
)
def test_the_course_of_the_works(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("评价组于2025年4月8日进场，3月26日完成现场核查，抽查点位27个。", WRONG),
        ("评价组于2025年4月8日进场，4月26日完成现场核查，抽查点位27个。", []),
        ("2025年3月12日启动绩效自评，4月20日完成现场核查，4月2日形成自评报告。", WRONG),
        ("2025年3月12日启动绩效自评，3月20日完成现场核查，4月2日形成自评报告。", []),
        ("评价组于2024年12月8日进场，3月26日完成现场核查。", []),
    ],
)
def test_the_course_of_an_evaluation(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings
