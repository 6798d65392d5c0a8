"""Shares of an amount that a sentence writes out."""

import pytest

from reports.document import Paragraph, Text
from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("质保金为合同金额98.5万元的5%，即{}万元。", ("4.93", "5.93")),
        ("按合同价98.5万元的97%支付，即支付{}万元。", ("95.545", "93.545")),
        ("监理费按工程造价1200万元的1.5%计取，为{}万元。", ("18", "16")),
        ("县级按中央资金1200万元的30%配套，配套{}万元。", ("360", "380")),
        ("管理费按支出总额560.80万元的2%计提，计{}万元。", ("11.22", "12.22")),
        ("预留合同价2000000元的3%（即{}万元）作为质保金。", ("6", "8")),
    ],
)
def test_what_a_share_comes_to(text: str, wrong: tuple[str, str]) -> None:
    right, printed = wrong
    assert found(Paragraph((Text(text.format(right)),))) == []
    assert found(Paragraph((Text(text.format(printed)),))) == [("error", "sum")]


@pytest.mark.parametrize(
    "text",
    [
        "完成预算1200万元的95%，支出1100万元用于设备。",
        "项目支出占预算1200万元的95%，支出1140万元。",
        "补助标准为造价120万元的30%，最高不超过20万元。",
    ],
)
def test_an_amount_of_something_else(text: str) -> None:
    assert found(Paragraph((Text(text),))) == []
