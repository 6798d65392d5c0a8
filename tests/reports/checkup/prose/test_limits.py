"""What something cost, and the standard that it kept to, in units apart."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("场均成本2.55元，控制在2.60万元的标准以内。", [("warning", "unit")]),
        ("场均成本2.55万元，控制在2.60万元的标准以内。", []),
        ("场均成本25500元，控制在2.60万元的标准以内。", []),
        ("每公里造价69.30元，低于计划的72万元。", [("warning", "unit")]),
        ("每公里造价69.30元，低于同类工程，总投资72万元。", []),
        ("门票2元，控制在30万元以内。", []),
    ],
)
def test_both_have_one_unit(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings
