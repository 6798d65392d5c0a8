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
