"""Execution rates of what another sentence says a source gave."""

import pytest

from tests.reports.checkup.test_examination import found

TOLD = "调整后预算842.60万元，其中省级资金500.00万元、县级资金342.60万元；社会资金150万元、绿化90万元。\n"


@pytest.mark.parametrize(
    "text",
    [
        "县级资金支出315.36万元，执行率93.05%。",
        "其中：县级资金支出315.36万元，预算执行率为91.05%。",
        "县级资金已支付315.36万元（支付率95.05%）。",
        "县级资金执行315.36万元，执行率90.25%。",
        "省级资金支出486.00万元，执行率96.20%；县级资金支出315.36万元，执行率92.05%。",
        "省级专项资金实际支出486.00万元，资金支出率95.20%。",
        "省级资金全年完成支付486.00万元，支付率98.20%。",
        "社会资金支出120.00万元，执行率85.00%。",
    ],
)
def test_a_rate_of_what_was_given_elsewhere(text: str) -> None:
    assert "ratio" in [kind for _severity, kind in found(TOLD + text)]


@pytest.mark.parametrize(
    "text",
    [
        "县级资金支出315.36万元，执行率92.05%。",
        "其中：省级资金支出486.00万元，执行率97.20%；县级资金支出315.36万元，执行率92.05%。",
        "绿化支出80.00万元，执行率85.00%。",
        "市级资金支出315.36万元，执行率93.05%。",
        "2022年县级资金支出315.36万元，执行率93.05%。",
        "县级资金支出400.00万元，执行率93.05%。",
        "调整县级资金320.00万元。县级资金支出315.36万元，执行率98.55%。",
        "县级资金支出315.36万元，执行率约93%。",
        "县级资金支出315.36万元，较上年的执行率93.05%有所下降。",
    ],
)
def test_a_rate_that_is_right_or_of_something_else(text: str) -> None:
    assert ("warning", "ratio") not in found(TOLD + text)
