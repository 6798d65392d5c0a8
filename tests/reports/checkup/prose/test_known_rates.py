"""Rates that the field defines, whose two figures stand in other sentences."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "2023年度部门整体支出绩效自评报告"
STAFF = (
    "截至2023年12月31日，核定编制75名，其中行政编制25名、事业编制50名；年末在职人员72人，"
    "其中行政人员24人、事业人员48人；另有退休人员15人。"
)


@pytest.mark.parametrize(
    ("texts", "findings"),
    [
        ((f"{STAFF}在职人员控制率为96.00%。",), []),
        ((f"{STAFF}在职人员控制率为94.00%。",), [("error", "ratio")]),
        ((STAFF, "过程指标中，在职人员控制率94.00%，得满分。"), [("error", "ratio")]),
        ((STAFF, "2022年在职人员控制率94.00%。"), []),
        ((STAFF, "2023年3月核定编制78名。", "在职人员控制率94.00%。"), []),
        (("发放问卷400份。收回问卷380份，问卷填写完整。回收率93.00%。",), [("error", "ratio")]),
        (("发放问卷400份。收回问卷380份，问卷填写完整。回收率95.00%。",), []),
        (("固定资产总额1865.40万元。在用固定资产1790.78万元。固定资产利用率96.00%。",), []),
        (
            ("固定资产总额1865.40万元。在用固定资产1790.78万元。固定资产利用率100.00%。",),
            [("error", "ratio")],
        ),
    ],
)
def test_wherever_the_figures_stand(texts: tuple[str, ...], findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, *texts) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("水费收缴率88.3%，应收402.00万元，实收354.97万元。", []),
        ("水费收缴率88.3%，应收402.00万元，实收345.97万元。", [("error", "ratio")]),
        ("水费收缴率88.3%，应收402.00万元，实收2022年水费345.97万元。", []),
    ],
)
def test_what_was_collected(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全年支出304万元，预算执行率95%。", []),
        ("全年支出304万元，预算执行率93%。", [("warning", "ratio")]),
        ("全年支出304万元。¶资金执行情况较好，预算执行率93%。", [("warning", "ratio")]),
        ("全年支出304万元，其中市场改造项目预算执行率93%。", []),
        ("全年支出304万元，上年预算执行率93%。", []),
    ],
)
def test_the_only_budget_and_spending(text: str, findings: list[tuple[str, str]]) -> None:
    budget = "2023年项目预算320万元，用于改造农贸市场4个。"
    assert found("2023年度绩效自评报告", budget, "市场改造工程于6月开工。", *text.split("¶")) == findings
