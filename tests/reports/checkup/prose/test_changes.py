"""This year's figure, last year's and the change between them, in one sentence."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "某街道2023年度项目支出绩效自评报告"


@pytest.mark.parametrize(
    "text",
    [
        "2023年支出90.00万元，较2022年的100.00万元减少10.00万元，下降10%。",
        "培训9126人次，较上年8472人次增加654人次。",
        "支出90万元，比去年100万元压减10万元。",
        "支出90万元，较上年的约100万元减少10万元。",
        "受理120件，较上年的100件增加20%。",
        "支出90万元，较2022年的100万元减少，其中公用经费减少15万元。",
    ],
)
def test_the_change_is_right(text: str) -> None:
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2023年支出93.80万元，较2022年的100.00万元减少10.00万元，下降10%。", "sum"),
        ("2023年支出90.00万元，较2022年的100.00万元减少1.00万元。", "sum"),
        ("培训9162人次，较上年8472人次增加654人次。", "count"),
        ("改造前亩产486公斤，改造后572公斤，平均亩产提高68公斤。", "count"),
    ],
)
def test_the_change_is_wrong(text: str, kind: str) -> None:
    assert ("error", kind) in found(TITLE, text)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("购置设备50台，其中彩超14台、心电图机36台。", []),
        ("购置设备50台，其中彩超14台、心电图机63台。", [("warning", "count")]),
        ("服务对象100户，其中签约60户、附近40户。", []),
        ("服务对象160户，其中签约60户、附近40户、其他50户。", [("error", "count")]),
    ],
)
def test_words_that_only_look_like_about(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


def test_the_change_of_what_was_told_first() -> None:
    assert found(TITLE, "支出90万元，其中项目支出40万元，较上年的100万元减少10万元。") == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("综合利用率93.01%，比2022年的90.20%提高2.81个百分点，高于目标值90%。", []),
        ("综合利用率93.01%，比2022年的90.20%提高3.81个百分点，高于目标值90%。", [("error", "ratio")]),
        ("综合利用率93.01%，比目标值提高3.01个百分点。", []),
        ("亩均产量由建设前的486公斤提高到572公斤，亩均增产86公斤。", []),
        ("亩均产量由建设前的486公斤提高到572公斤，亩均增产68公斤。", [("error", "count")]),
        ("亩均产量由建设前的486公斤提高到572公斤，比目标增产12公斤。", []),
        ("在岗人员由486人增加到572人，其中女性增加68人。", []),
        ("办理时间由4小时缩短至3小时，缩短25%。", []),
        ("户均收入从2.40万元增加到3.15万元，增加0.57万元。", [("error", "sum")]),
    ],
)
def test_from_one_figure_to_the_other(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("完成改造210户、抗震改造54户，共264户，其中年内竣工285户；鉴定住房520户。", [("error", "exceed")]),
        ("完成改造210户、抗震改造54户，共264户，其中年内竣工258户；鉴定住房520户。", []),
    ],
)
def test_a_part_is_no_more_than_the_whole(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全年实演702场，比计划的700场多2场。", []),
        ("全年实演702场，比计划的700场多12场。", [("error", "count")]),
        ("整修道路31公里，较年度目标30公里多10公里。", [("error", "count")]),
        ("新增绿地31公顷，较年度目标30多公顷略有增加。", []),
        ("全年实演702场，比计划的700场多，其中乡村多12场。", []),
    ],
)
def test_against_what_was_planned(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("改造前平均等候26分钟，改造后为11分钟，等候时间缩短了15分钟。", []),
        ("改造前平均等候26分钟，改造后为11分钟，等候时间缩短了16分钟。", [("warning", "count")]),
        ("原来需要26分钟，现在为11分钟，平均缩短了16分钟。", [("warning", "count")]),
        ("改造前需提交8.4份材料，改造后为5.1份，减少3.4份。", []),
    ],
)
def test_before_and_after(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("接待费2023年预算8万元，2022年预算12.5万元；对比减少4.5万元。", []),
        ("接待费2023年预算8万元，2022年预算12.5万元；对比减少4.35万元。", [("error", "sum")]),
        ("接待费2022年预算12.5万元，2023年预算8万元，相比减少4.35万元。", [("error", "sum")]),
        ("接待费2023年预算8万元，2022年决算12.5万元；对比减少4.35万元。", []),
    ],
)
def test_this_year_s_before_last_year_s(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("在编62人，比上年末的65人减少3人。", []),
        ("在编62人，比上年末的65人减少4人。", [("error", "count")]),
        ("存栏3200头，较年初的2900头增加200头。", [("error", "count")]),
        ("接待86批次，比去年的92批次少接待5批次。", [("error", "count")]),
    ],
)
def test_against_the_end_or_the_beginning_of_a_year(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings
