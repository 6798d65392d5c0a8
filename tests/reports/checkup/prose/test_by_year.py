"""Figures of several years in a row, and how the years compare."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "某区2023年度项目支出绩效自评报告"
RATES = "2021年、2022年、2023年三个年度的执行率分别为88.4%、91.5%、96.0%，"


@pytest.mark.parametrize(
    "text",
    [
        f"{RATES}2023年比2022年提高4.5个百分点，比2021年提高7.6个百分点。",
        f"{RATES}较2021年提高7.6个百分点。",
        f"{RATES}三年平均为91.97%。",
        f"{RATES}结余比2021年减少20万元。",
        "2021-2023年发病率依次为3.2%、3.0%、2.5%，2023年较2021年下降0.7个百分点。",
        "发病率2021年3.2%、2022年3.0%、2023年2.5%，2023年比2022年下降0.5个百分点。",
        "2022年和2023年培训人次分别为800人次、1000人次，2023年较2022年增长25%。",
        "2022年、2023年支出分别为120万元和90万元，2023年较2022年减少30万元。",
        "2022年、2023年分别安排120万元和90万元，2023年较2020年减少40万元。",
        "2022年、2023年合格率分别为92%和95%，优良率2023年为80%，比2021年提高7个百分点。",
    ],
)
def test_years_that_compare_as_told(text: str) -> None:
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{RATES}2023年比2022年提高4.5个百分点，比2021年提高6.7个百分点。", "ratio"),
        (f"{RATES}2023年比2022年提高5.4个百分点。", "ratio"),
        (f"{RATES}较2021年提高6.7个百分点。", "ratio"),
        ("2021-2023年发病率依次为3.2%、3.0%、2.5%，2023年较2021年下降0.9个百分点。", "ratio"),
        ("2021至2023年发病率分别为3.2%、3.0%、2.5%，2022年比2021年下降0.5个百分点。", "ratio"),
        ("发病率2021年3.2%、2022年3.0%、2023年2.5%，2023年比2022年下降0.7个百分点。", "ratio"),
        ("2022年和2023年培训人次分别为800人次、1000人次，2023年较2022年增加250人次。", "count"),
        ("2022年、2023年支出分别为120万元和90万元，2023年较2022年减少20万元。", "sum"),
        ("2022年、2023年接待人次分别为800人次、1000人次，2023年较2022年增长20%。", "ratio"),
    ],
)
def test_years_that_compare_otherwise(text: str, kind: str) -> None:
    assert ("error", kind) in found(TITLE, text)


@pytest.mark.parametrize(
    ("rate", "findings"), [("3.72%", []), ("11.49%", [("error", "ratio")]), ("3.59%", [("error", "ratio")])]
)
def test_each_year_against_the_one_before(rate: str, findings: list[tuple[str, str]]) -> None:
    years = "2021年126.40万元，2022年135.86万元，2023年140.92万元"
    assert found(f"{years}，2022年较上年增长7.48%，2023年较上年增长{rate}。") == findings


@pytest.mark.parametrize(
    ("rates", "findings"),
    [
        ("14.69%、9.44%", []),
        ("14.69%、8.63%", [("error", "ratio")]),
        ("16.49%、9.44%", [("error", "ratio")]),
    ],
)
def test_years_that_each_grew(rates: str, findings: list[tuple[str, str]]) -> None:
    told = "2021年至2023年支出分别为1685.20万元、1932.75万元和2115.24万元"
    text = f"{told}，2022年、2023年分别比上年增长{rates}，三年累计5733.19万元。"
    assert found("2023年度绩效自评报告", text) == findings
