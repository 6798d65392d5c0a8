"""So many, what each gets and what all get, in whatever order they are told."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    "text",
    [
        "支出构成:护栏630万元(42公里,每公里16万元)、警示标志47.04万元。",
        "其中岗位补贴412.368万元(全年累计发放2904人次,每人每月1390元)。",
        "水表1127块,每块325元,计34.937万元。",
        "新购图书31260册，平均单价39.74元，购置支出118.60万元。",
        "按照13个社区、每社区28份的标准发放问卷390份。",
        "创业补贴每笔9000元,630笔合计504.00万元。",
        "后期管护每村每年需2.6万元，33个村共需79.2万元。",
        "清雪作业费163.80万元，按1560公里折合每公里1150元。",
    ],
)
def test_what_each_gets_does_not_come_to_what_all_get(text: str) -> None:
    assert "sum" in [kind for _severity, kind in found(text)]


def test_a_price_in_another_unit() -> None:
    assert found("新造油茶林5200亩，每亩补助1000万元，安排520万元。") == [("error", "unit")]


@pytest.mark.parametrize(
    "text",
    [
        "支出构成:护栏630万元(42公里,每公里15万元)、警示标志47.04万元。",
        "其中岗位补贴412.368万元(全年累计发放2904人次,每人每月1420元)。",
        "聘用护林员480名,每人每月800元,全年460.80万元。",
        "高中资助624人,每生每学期1000元,共124.80万元。",
        "培训移民5期486人,平均每期97人,其中取得证书213人。",
        "每日供餐4.8元,全年200天,每生960元。",
        "8个健身房分布于5个镇、3个街道，每个镇街各1个，总造价194.40万元。",
        "2023年对96名文保员按人均每年0.90万元编列预算86.40万元，支出82.08万元。",
        "开展演练14次,其中地震3次、防汛11次,参演4380人次,平均每次313人次。",
        "救助29人,人均26310元,最多一人5万元。",
        "带动农户910户，户均增收5300元，投入562.70万元。",
        "改造户厕2400户,补助标准分别为每户2000元和1500元,另安排经费120万元。",
        "出栏肉牛2448头，每头奖补2000元，上年兑现612.60万元。",
    ],
)
def test_what_each_gets_comes_to_it_or_is_of_something_else(text: str) -> None:
    assert not found(text)
