"""Rates that are told before what they are of."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("质量达标率100%，抽检120批次，合格118批次。", "warning"),
        ("资金到位率100%，到位资金480万元，预算500万元。", "warning"),
        ("预算执行率92.5%，年初预算200万元，全年支出190万元。", "warning"),
        ("全县参保人数32.6万人，参保率96.5%，应参保33.5万人。", "warning"),
        ("投诉办结率99.1%，受理投诉120件，办结118件。", "warning"),
        ("县级资金执行率85.00%（预算100万元，支出90万元）。", "error"),
        ("设备合格率95%（抽检40台，合格39台）。", "error"),
        (
            (
                "预算执行率95.00%，其中中央资金执行率100.00%（预算200万元，支出200万元），"
                "地方资金执行率85.00%（预算100万元，支出90万元）。"
            ),
            "error",
        ),
    ],
)
def test_a_rate_that_its_parts_behind_it_do_not_give(text: str, severity: str) -> None:
    assert found(text) == [(severity, "ratio")]


@pytest.mark.parametrize(
    "text",
    [
        "质量达标率98.33%，抽检120批次，合格118批次。",
        "资金到位率96%，到位资金480万元，预算500万元。",
        "县级资金执行率90.00%（预算100万元，支出90万元）。",
        "预算300万元，支出285万元，执行率95%，结余资金15万元，上年结余20万元。",
        "全年共支出191.24万元，执行率97.57%，未支出的4.76万元已由县财政收回统筹。",
        "办结率98%，全年受理信访120件，上年受理135件。",
        "覆盖率100%，共检查企业120家，发现隐患85处。",
        "支出进度75%，预算200万元，1-9月支出150万元。",
        "全县参保人数32.6万人，参保率97.31%，应参保33.5万人。",
    ],
)
def test_a_rate_that_they_give_or_that_is_of_others(text: str) -> None:
    assert found(text) == []
