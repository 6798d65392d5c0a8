"""What was bid, bought or settled below a limit, and by what share."""

import pytest

from tests.reports.checkup.test_examination import found

TEXTS = [
    "中标价95万元，较最高限价100万元下浮{}。",
    "最高限价100万元，中标价95万元，下浮率{}。",
    "招标控制价100万元，下浮{}，中标价95万元。",
    "以95万元中标，较控制价100万元下浮{}。",
    "采购预算60万元，采购金额57万元，节约率为{}。",
    "采购预算60万元，成交金额57万元，节支率{}。",
    "节支率{}（采购预算60万元，成交金额57万元）。",
    "概算总投资1200万元，决算1140万元，节约率{}。",
    "送审金额120万元，审定金额114万元，核减率{}。",
    "核减率{}，送审金额120万元，审定金额114万元。",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_rate_that_does_not_follow(text: str) -> None:
    assert found(text.format("6%")) == [("warning", "ratio")]
    assert found(text.format("5%")) == []


@pytest.mark.parametrize(
    "text",
    [
        "招标控制价7215.40万元，中标价合计7034.30万元，下浮2.51%；监理单位2家。",
        "控制价150万元，中标价142.3万元，下浮率5.13%。",
        "控制价150万元，中标价142.4万元，下浮率5.06%。",
        "控制价150万元，中标价142.4万元，下浮率5.07%。",
        "预算价60万元，成交价57万元，节约率5.26%。",
        "18个项目控制价合计100万元，中标价合计95万元，平均下浮率6%。",
        "预算60万元、控制价58万元，成交价57万元，下浮率1.72%。",
        "控制价100万元，中标价95万元；运维服务下浮6%。",
        "控制价100万元，两个标段中标价分别为45万元、50万元，下浮5%。",
    ],
)
def test_a_rate_that_follows_or_is_of_another(text: str) -> None:
    assert found(text) == []
