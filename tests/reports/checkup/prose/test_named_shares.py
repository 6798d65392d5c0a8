"""Shares whose part and whole the paragraph told before."""

import pytest

from tests.reports.checkup.test_examination import found

TOLD = "截至2024年12月31日实际支出652.80万元。分方向看，日常养护356.10万元，危桥加固160.40万元。"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("其中日常养护占全部支出的54.55%。", []),
        ("其中日常养护占全部支出的53.55%。", [("error", "ratio")]),
        ("危桥加固资金占总支出的比例为42.57%。", [("error", "ratio")]),
        ("危桥加固资金占总支出的比例为24.57%。", []),
        ("其中日常养护占全县养护里程的53.55%。", []),
        ("上年日常养护占全部支出的53.55%。", []),
    ],
)
def test_shares_of_what_was_told(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2024年度项目支出绩效自评报告", TOLD + text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("覆盖老年人1168人，占户籍老年人的16%。", []),
        ("覆盖老年人1168人，占户籍老年人的18%。", [("warning", "ratio")]),
        ("覆盖老年人1168人，占户籍老年人总数的比例为18%。", [("warning", "ratio")]),
        ("覆盖老年人1168人，占常住老年人的18%。", []),
        ("覆盖老年人1168人，占计划的95%。", []),
    ],
)
def test_shares_of_what_another_paragraph_tells(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("全街道有60岁及以上户籍老年人7300人，食堂5个。", "项目实施情况如下。", text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("其中设备类、工程类分别为1200万元和1800万元，占全市集中采购规模的40%和60%。", []),
        (
            "其中设备类、工程类分别为1200万元和1800万元，占全市集中采购规模的43%和60%。",
            [("warning", "ratio")],
        ),
        ("授予本地企业合同2250万元，占全市集中采购规模的75%。", []),
        ("授予本地企业合同2250万元，占全市集中采购规模的72%。", [("warning", "ratio")]),
        ("授予本地企业合同2250万元，占同类采购规模的72%。", []),
        ("上年授予本地企业合同2250万元，占全市集中采购规模的72%。", []),
    ],
)
def test_shares_of_an_amount_of_another_paragraph(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2024年全市集中采购规模为3000万元。", "采购情况如下。", text) == findings


@pytest.mark.parametrize(
    ("share", "findings"), [("6.32%", []), ("9.32%", [("warning", "ratio")]), ("6.23%", [("error", "ratio")])]
)
def test_a_share_of_what_all_other_shares_are_of(share: str, findings: list[tuple[str, str]]) -> None:
    told = [
        "2024年，本级实现财务收入279.40万元。收入分类如下：",
        "1.捐赠收入",
        "本年度公益性资金41.31万元，占总收入的14.79%。",
        "2.拨款收入",
        "本年度拨款220.43万元，占总收入的78.89%，均为公共预算。",
        "3.其他收入",
    ]
    assert found(*told, f"本年度其他资金17.66万元，占总收入的{share}。") == findings
    assert found(*told[3:], f"本年度其他资金17.66万元，占总收入的{share}。") == []
