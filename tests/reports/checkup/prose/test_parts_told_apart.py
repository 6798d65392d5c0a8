"""Parts that have sentences of their own."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("全年共受理群众诉求860件。其中，电话受理520件。网络受理240件。来访受理{}件。", "110", "100"),
        ("全年共受理群众诉求860件。¶电话受理520件，网络受理240件，来访受理{}件。", "110", "100"),
        ("项目总支出286.5万元。一是购置支出150万元。二是安装支出86.5万元。三是培训支出{}万元。", "40", "50"),
        (
            "项目总支出286.5万元。¶一是购置支出150万元。¶二是安装支出86.5万元。¶三是培训支出{}万元。",
            "40",
            "50",
        ),
        ("购置支出150万元；安装支出86.5万元；培训支出{}万元。三项支出共286.5万元。", "40", "50"),
        ("道路支出45.2万元。¶路灯支出23.8万元。¶绿化支出{}万元。¶以上三项共计102.5万元。", "31.5", "33.5"),
        ("（一）道路45.2万元。（二）路灯23.8万元。（三）绿化{}万元。上述三项合计102.5万元。", "31.5", "33.5"),
        ("专项资金共安排420万元。¶1.道路改造180万元。¶2.管网更新150万元。¶3.绿化提升{}万元。", "100", "90"),
        ("全年共开展培训36期。¶其中，业务培训18期。¶安全培训12期。¶党建培训{}期。", "8", "6"),
        ("全年开展各类培训36期。业务培训18期，安全培训12期，党建培训{}期。", "8", "6"),
    ],
)
def test_parts_in_sentences_of_their_own(text: str, wrong: str, right: str) -> None:
    ((severity, kind),) = found(*text.format(wrong).split("¶"))
    assert severity == "warning"
    assert kind in ("sum", "count")
    assert found(*text.format(right).split("¶")) == []


@pytest.mark.parametrize(
    "text",
    [
        "全年共受理诉求860件。办结诉求820件，回访诉求50件。",
        "全年共受理诉求860件。上年受理诉求820件，受理投诉50件。",
        "项目总支出286.5万元。一是购置设备，支出150万元，其中进口120万元。二是培训支出140万元。",
        "项目总支出286.5万元。一是加强管理。二是压减支出290万元。",
        "一是购置支出150万元。二是安装支出90万元。三是培训支出50万元。",
        "全年开展各类培训36期。业务培训18期，培训1200人。",
        "甲街道支出45.2万元。乙街道支出23.8万元，丙街道支出31.5万元，丁街道支出20万元。三项支出共102.5万元。",
        "三项制度共12条。考核4条，奖惩4条，公示3条。",
    ],
)
def test_amounts_that_are_no_parts(text: str) -> None:
    assert found(*text.split("¶")) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "一、资金来源¶中央资金125.5万元¶省级资金91.2万元¶市级资金24.6万元¶以上资金合计{}万元。",
            "244.3",
            "241.3",
        ),
        (
            "衔接资金投入2947.76万元：¶一、资金来源¶1、上级资金1266.8万元；¶2、市级787.76万元；¶3、本级{}万元。",
            "839.2",
            "893.2",
        ),
        (
            "中心校补助资金共{}万元。¶一是校舍维修180万元。¶二是设备购置150万元。¶三是人员培训90万元。",
            "720",
            "420",
        ),
    ],
)
def test_lines_with_what_they_come_to(text: str, wrong: str, right: str) -> None:
    ((_severity, kind),) = found(*text.format(wrong).split("¶"))
    assert kind == "sum"
    assert found(*text.format(right).split("¶")) == []


@pytest.mark.parametrize("total", ["1362.70", "1392.70"])
def test_a_long_list_some_of_whose_points_are_divided(total: str) -> None:
    lines = (
        f"（一）全年募集资金收入{total}万元。其中：¶1.日捐220.85万元；¶2.定向357.15万元，其中：¶（1）甲公司300万元；"
        "¶（2）乙公司57.15万元。¶3.网络132.34万元；¶4.上级188.01万元；¶5.个人148.68万元；¶6.增值105.67万元；"
        "¶7.基金80万元；¶8.本级130万元（其中100万元为专款）。¶（二）全年支出20万元。¶1.救助18万元。¶2.宣传2万元。"
    )
    kinds = [kind for _severity, kind in found(*lines.split("¶"))]
    assert kinds == ([] if total == "1362.70" else ["sum"])


def test_an_amount_that_is_one_of_a_list() -> None:
    shares = (
        "西区：补助资金2405万元；¶东县：补助资金8594万元；¶南县：补助资金9208万元；¶新区：补助资金115万元。"
    )
    assert found("下达省级补助资金20322万元。", *shares.split("¶")) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "全国预算收入{}亿元，下降0.3%。¶分中央和地方看，中央预算收入485亿元，地方预算本级收入670亿元。",
            "1195",
            "1155",
        ),
        (
            "全国预算支出1412亿元。¶中央预算本级支出199亿元，增长9%；地方预算支出{}亿元，增长2.6%。",
            "1263",
            "1213",
        ),
        ("全县发放低保金586.2万元。¶城市发放低保金124.9万元，农村发放低保金{}万元。", "416.3", "461.3"),
    ],
)
def test_two_halves_of_what_the_sentence_before_tells(text: str, wrong: str, right: str) -> None:
    ((_severity, kind),) = found(*text.format(wrong).split("¶"))
    assert kind == "sum"
    assert found(*text.format(right).split("¶")) == []


@pytest.mark.parametrize(
    "text",
    [
        "全国预算收入1155亿元。¶中央预算收入485亿元，地方预算支出670亿元。",
        "全国预算收入1155亿元。¶上年中央预算收入485亿元，地方预算收入640亿元。",
        "全国税收收入1155亿元。¶中央预算收入485亿元，地方预算收入640亿元。",
    ],
)
def test_halves_of_something_else(text: str) -> None:
    assert found(*text.split("¶")) == []
