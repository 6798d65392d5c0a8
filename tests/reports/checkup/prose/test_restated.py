"""Amounts that are told again in round numbers."""

import pytest

from tests.reports.checkup.test_examination import found

TOLD = "2023年部门支出合计2,420.30万元，其中基本支出1,064.90万元，项目支出1,355.40万元。"


@pytest.mark.parametrize(
    "text",
    [
        f"{TOLD}换算成大数，全年支出约为2.42亿元。",
        f"{TOLD}折合支出2.42亿元。",
        f"{TOLD}即支出约24.2亿元。",
        f"{TOLD}全年支出也就是0.0242亿元。",
        f"{TOLD}四舍五入，支出约0.136亿元用于项目，共约2.42亿元支出。",
        "到位资金18,462,000元，折合资金18.46万元。",
        "项目投资3.125亿元，相当于投资3125万元。全部投资约为312.5亿元，即投资31.3亿元。",
    ],
)
def test_of_another_size(text: str) -> None:
    assert ("error", "unit") in found(text) or ("warning", "unit") in found(text)


def test_without_words_that_tell_so_it_may_be_of_something_else() -> None:
    assert found(f"{TOLD}全县投入约2.42亿元。") == [("warning", "unit")]


@pytest.mark.parametrize(
    "text",
    [
        f"{TOLD}换算成大数，全年支出约为0.242亿元。",
        f"{TOLD}全年支出约为0.24亿元。",
        f"{TOLD}全年支出约2420万元。",
        f"{TOLD}全县支出约35.6亿元。",
        "养护支出118.3万元，全县支出较上年1.18亿元增加500万元。",
        f"{TOLD}带动社会投资约1.78亿元。",
        f"{TOLD}人均支出约2.42万元。",
        f"{TOLD}比上年增加约242万元。",
        "到位资金18,462,000元，折合1846.2万元。",
        "到位资金18,462,000元，即约1846万元。",
        "项目总投资3.125亿元，其中本年投资3025.40万元。",
    ],
)
def test_the_same_size_or_another_amount(text: str) -> None:
    assert found(text) == []
