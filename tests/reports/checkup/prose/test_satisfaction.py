"""Rates of satisfaction, as people tell them."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("入户问卷150份，满意132份，满意度88%。", []),
        ("入户问卷150份，满意123份，满意度88%。", [("error", "ratio")]),
        ("随机访问群众150人，其中满意的有123人，群众满意度为88%。", [("error", "ratio")]),
        ("问卷发出90份，收回88份，满意82份，满意度93.18%。", []),
        ("问卷发出90份，收回88份，满意82份，满意度91.11%。", [("warning", "ratio")]),
        ("发放问卷100份，收回95份，有效92份，满意90份，满意度97.83%。", []),
        ("发放问卷100份，收回95份，非常满意60份，满意30份，满意度96%。", []),
        ("发放问卷100份，满意和基本满意的90份，满意度90%。", []),
        ("发放问卷100份，满意和基本满意的90份，满意度92%。", [("error", "ratio")]),
        ("发放问卷100份，满意90份，平均满意度93.5%。", []),
        ("满意度调查80户，满意76户。满意度90%。", []),
        ("干部问卷50份，满意48份，满意度96%；群众问卷100份，满意95份，满意度95%。", []),
    ],
)
def test_who_is_satisfied(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings
