"""What was carried over, came in and went out is what is carried over to the next year."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (
            "年初结转结余136.50万元，加上本年收入2,484.60万元，减去本年支出2,420.30万元，年末结转结余208.00万元。",
            "error",
        ),
        ("上年结转30万元，本年到位100万元，支出90万元，结转下年45万元。", "error"),
        ("期初余额30万元，本期收入100万元，本期支出90万元，期末余额4万元。", "error"),
        ("上年末财政拨款结转30万元，当年拨款100万元，当年使用90万元，年底结余50万元。", "error"),
        ("年初结余30万元，本年收入100万元，支出91.5万元，年末滚存结余40万元。", "error"),
        ("上年结转30万元，中央下达60万元、省级下达40万元，支出90万元，结转至下年45万元。", "warning"),
        ("年初结转30万元，安排100万元，基本支出60万元，项目支出30万元，年末结转20万元。", "warning"),
        ("上年结余30万元，本年预算安排100万元，执行90万元，累计结余41万元。", "error"),
    ],
)
def test_another_balance(text: str, severity: str) -> None:
    assert (severity, "sum") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "年初结转结余136.50万元，加上本年收入2,484.60万元，减去本年支出2,420.30万元，年末结转结余200.80万元。",
        "上年结转10万元，本年安排90万元，全年预算100万元，支出95万元，年末结转5万元。",
        "上年结转30万元，本年到位100万元，收回财政5万元，支出90万元，结转下年35万元。",
        "上年结转30万元，本年收入100万元（含专户20万元），支出90万元，年末结转60万元。",
        "上年结转30万元，本年支出28万元，年末结转5万元。",
        "年初结转30万元，本年收入100万元，比上年增加10万元，支出90万元，年末结转40万元。",
        "本年收入100万元，支出90万元，年末结转40万元，上年结转30万元。",
        "年初结转约30万元，本年收入100万元，支出90万元，年末结转41万元。",
    ],
)
def test_the_same_balance_or_other_amounts(text: str) -> None:
    assert [one for one in found(text) if one[1] == "sum"] == []
