"""A share of an amount and what it comes to."""

import pytest

from tests.reports.checkup.test_examination import found

TEXTS = [
    ("总投资500万元，其中财政资金占60%，即{}万元。", 310, 300),
    ("项目资金500万元，按60%拨付首付款，即{}万元。", 310, 300),
    ("合同金额80万元，预付30%即{}万元，进度款60%即48万元。", 25, 24),
    ("合同金额80万元，预付30%即24万元，进度款60%即{}万元。", 49, 48),
    ("合同价80万元，按合同约定支付30%预付款{}万元。", 25, 24),
    ("合同总价80万元，质保金3%，即{}万元。", "2.6", "2.4"),
    ("合同总价80万元，按合同价的3%预留质保金{}万元。", "2.6", "2.4"),
    ("合同签订后支付合同总价的30%，即{}万元（合同总价80万元）。", 25, 24),
    ("监理费按工程造价500万元的2%计取，为{}万元。", 11, 10),
    ("按照投资额500万元的60%给予补助，补助资金{}万元。", 310, 300),
    ("尚有质保金{}万元（审定金额148.36万元的5%）未支付。", "8.42", "7.42"),
    ("工程款按进度支付至80%，即{}万元，合同价500万元。", 420, 400),
]


@pytest.mark.parametrize(("text", "wrong", "right"), TEXTS)
def test_an_amount_that_does_not_follow(text: str, wrong: int | str, right: int | str) -> None:
    assert found(text.format(wrong)) == [("warning", "sum")]
    assert found(text.format(right)) == []


def test_a_count_that_does_not_follow() -> None:
    assert found("全年检查600家，抽中6%，即46家。") == [("warning", "count")]
    assert found("全年检查600家，抽中6%，即36家。") == []


@pytest.mark.parametrize(
    "text",
    [
        "年内支付合同价的95%即189.53万元，其余5%质保金9.97万元待支付。",
        "网络抽检占总批次的6%，即36批次。",
        "自动监测站98处（雨量站72处、水位站26处），在线率96.9%，即98处中平均在线95处。",
        "预算100万元，支出95万元，节约率5%，即5万元。",
        "项目税率6%，即税额3万元，合同价50万元。",
        "数量指标20分，按95%计19分。",
        "客运量6067万人次，其他方式占12%，即730万人次。",
        "合同价33.33万元，质保金5%，即1.67万元。",
    ],
)
def test_an_amount_that_follows_or_is_of_another(text: str) -> None:
    assert found(text) == []


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
    assert found(text.format(right)) == []
    assert found(text.format(printed)) == [("warning", "sum")]


@pytest.mark.parametrize(
    "text",
    [
        "完成预算1200万元的95%，支出1100万元用于设备。",
        "项目支出占预算1200万元的95%，支出1140万元。",
        "补助标准为造价120万元的30%，最高不超过20万元。",
    ],
)
def test_an_amount_of_something_else(text: str) -> None:
    assert found(text) == []
