"""Growth and decrease, as people tell what it is from and to."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("投诉由2022年的240件降至2023年的180件，下降25%。", []),
        ("投诉由2022年的240件降至2023年的180件，下降33.33%。", [("error", "ratio")]),
        ("投诉由2022年的240件下降到了2023年的180件，下降33.33%。", [("error", "ratio")]),
        ("投诉由上年240件减少到本年的180件，下降33.33%。", [("error", "ratio")]),
        ("火情16起，到场14起，到场率87.5%；火灾数比2022年的20起下降20%。", []),
        ("到场14起，比2022年的20起下降20%。", [("error", "ratio")]),
        ("2022年里程为76.5公里、支出735.6万元，本年里程增加5.5公里，增长7.19%。", []),
        ("2022年里程为76.5公里、支出735.6万元，本年里程增加6.5公里，增长7.19%。", [("error", "ratio")]),
        ("2022年里程为76.5公里、支出735.6万元，本年绿地增加6.5公里，增长7.19%。", []),
        ("低产改造完成1720亩，比计划少80亩，完成率95.56%。", []),
        ("低产改造完成1720亩，比计划少80亩，完成率96.56%。", [("error", "ratio")]),
    ],
)
def test_from_and_to(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("高新技术企业412家，比上年363家净增49家，增长13.5%。", []),
        ("高新技术企业412家，比上年363家净增49家，增长15.3%。", [("error", "ratio")]),
        ("高新技术企业412家，比上年净增49家，增长15.3%。", [("error", "ratio")]),
        ("持证人员320人，较2022年的400人净减80人，下降20%。", []),
        ("持证人员320人，较2022年的400人净减80人，下降25%。", [("error", "ratio")]),
    ],
)
def test_net_changes(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


_INCOME = "移民人均收入由15480元提高到16718元，增长8.00%"


@pytest.mark.parametrize(
    "text",
    [
        f"{_INCOME}，比全县农村居民的平均增幅6.9%高1.1个百分点。",
        f"{_INCOME}，比全县平均增幅（6.9%）高出1.1个百分点。",
        f"{_INCOME}，较全省增幅6.9%快1.1个百分点。",
        f"{_INCOME}，与全市增幅6.9%相比，高1.1个百分点。",
        f"{_INCOME}，高于全县平均增幅6.9%。",
        f"{_INCOME}，快于全市居民收入增速6.9%。",
        f"{_INCOME}（全县农村居民平均增幅6.9%）。",
        f"{_INCOME}，增幅比上年的6.9%提高1.1个百分点。",
        "投诉由240件降至180件，下降25%，比全区平均降幅20%多5个百分点。",
        "受理400件，办结380件，办结率95%，高于全省平均办结率91%。",
    ],
)
def test_what_a_growth_is_compared_with_is_of_others(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "移民人均收入由15480元提高到16718元，增长6.90%，比全县农村居民的平均增幅6.1%高0.8个百分点。",
        "移民人均收入由15480元提高到16718元，增长6.90%，高于全县平均增幅6.1%。",
        "支出120万元，比上年增加20万元，增长25%，比全市增幅22%高3个百分点。",
        "受理400件，办结380件，办结率91%，高于全省平均办结率90%。",
        "支出由100万元增加到120万元，增长25%。",
    ],
)
def test_what_is_compared_still_follows_from_its_amounts(text: str) -> None:
    assert found(text) == [("error", "ratio")]
