"""Parts of a stated total in running text: one in another unit, one that an early sum seems to leave out."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "某局2023年度项目支出绩效自评报告"


@pytest.mark.parametrize(
    "text",
    [
        "项目预算970.00万元，其中省级补助600.00万元、县级配套370.00元；实际支出936.50万元，未支出33.50万元。",
        "项目预算970万元，其中：省级补助600元、县级配套370万元。",
        "项目预算970元，其中省级补助600万元、县级配套370万元。",
        "安排资金970万元（其中省级600万元，县级370元）。",
        "总投资9700元，包括中央4000万元、省级3000万元、县级2700万元。",
        "全年支出120.5万元，其中设备80.5元、服务40万元。",
        "省级补助600万元，县级配套370元，合计970万元。",
        "中央400万元、省级200元、县级370万元，合计970万元。",
    ],
)
def test_an_amount_in_another_unit(text: str) -> None:
    assert ("error", "unit") in found(TITLE, text)


@pytest.mark.parametrize(
    "text",
    [
        "项目预算970万元，其中省级补助600万元、县级配套370万元。",
        "支出1.2万元，其中纸张8000元、印刷4000元。",
        "总投资1.2亿元，其中中央8000万元、省级4000万元。",
        "预算970万元，其中省级600万元、县级369万元、其他10000元。",
        "支出970万元，其中大额支出600万元，人均补助370元。",
        "安排资金970万元，其中单价600元以上的设备370万元。",
        "省级补助600万元，县级配套370万元，合计970万元。",
        "支出58.5万元，包括设备50万元、耗材85000元。",
    ],
)
def test_amounts_in_their_own_units(text: str) -> None:
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "资金分解到5个县（市、区），其中4个县、1个区、1个县级市。",
        "共覆盖5个县区，其中县4个、区1个、县级市1个。",
        "项目惠及学校5所，其中4所中学、1所小学、1所幼儿园。",
        "项目惠及学校5所，其中中学4所、小学1所和幼儿园1所。",
        "项目覆盖8个乡镇街道，其中5个镇、3个乡和2个街道。",
        "项目覆盖8个单位，其中5个村、3个社区及1个街道。",
        "建设村级站点12个，其中7个村、5个社区、1个农场社区街道。",
        "涉及9个旗县，其中6个旗、3个县、2个市。",
    ],
)
def test_a_part_that_an_early_sum_seems_to_leave_out(text: str) -> None:
    assert [kind for _severity, kind in found(TITLE, text)] == ["count"]


@pytest.mark.parametrize(
    "text",
    [
        "资金分解到5个县（市、区），其中3个县、1个区、1个县级市。",
        "共有职工8人，其中男5人、女3人，退休人员2人。",
        "共有职工8人，其中男5人、女3人、博士2人。",
        "购置设备10台，其中电脑6台、打印机4台、进口设备2台。",
        "资金分解到5个县区，其中4个县、1个区，另有2个开发区未安排。",
        "资金分解到5个县区，其中4个县、1个区、2个贫困县。",
        "资金分解到5个县区，其中4个县、1个区；实施项目2个。",
        "项目惠及学校5所，其中中学4所、小学1所、农村小学1所。",
    ],
)
def test_a_second_division_of_the_same(text: str) -> None:
    assert found(TITLE, text) == []


def test_a_count_right_behind_letters() -> None:
    assert found(TITLE, "购置设备136台（套），其中彩超48台、DR31台、生化分析仪57台。") == []
    assert found(TITLE, "共购置设备136台，其中彩超48台、DR13台、生化分析仪57台。") == [("error", "count")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("下达386万元，年中调减40万元，全年实际下达364万元。", [("error", "sum")]),
        ("下达386万元，其中甲类341万元、乙类45万元，年中调减40万元，实际下达364万元。", [("error", "sum")]),
        ("下达386万元（某财〔2020〕7号），其中甲类341万元、乙类45万元，年中调减40万元，实际下达364万元。",
         [("error", "sum")]),
        ("下达386万元，其中甲类341万元、乙类45万元，年中调减40万元，实际下达346万元。", []),
        ("年初预算172.6万元，年中调整增加13.8万元，全年预算188.4万元。", [("error", "sum")]),
        ("年初预算172.6万元，执行中减少13.8万元，全年预算188.4万元。", [("error", "sum")]),
        ("年初预算172.6万元，年中调整增加13.8万元，全年预算186.4万元。", []),
        ("区级配套资金1254万元，上级下达364万元，两项合计1600万元。", [("error", "sum")]),
        ("区级配套资金1254万元，上级下达346万元，两项合计1600万元。", []),
        ("年中调减40万元，上级下达346万元，区级配套1254万元，2项合计1600万元。", []),
        ("甲类862万元、乙类418万元、丙类204万元，三类合计1494万元。", [("error", "sum")]),
        ("甲类862万元、乙类418万元、丙类204万元，三类合计1484万元。", []),
        ("建成3项工程，合计投资1600万元，其中甲工程600万元、乙工程1000万元。", []),
    ],
)  # fmt: skip
def test_sums_by_the_words(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("低保687人，其中60周岁以上老年人203人、未成年人126人、其他人员385人。", [("error", "count")]),
        ("低保687人，其中60周岁以上老年人203人、未成年人126人、其他人员358人。", []),
        ("低保418户687人，其中60岁以上老年人203人、未成年人126人、其他人员385人。", [("error", "count")]),
        ("项目共20个，其中80分以上的15个、其他8个。", [("error", "count")]),
        ("项目共20个，其中80分以上的15个、其他5个。", []),
        ("贷款企业共30家，其中100万元以上12家、其他28家。", [("error", "count")]),
        ("贷款企业共30家，其中100万元以上12家、其他18家。", []),
        ("低保687人，其中60周岁以上老年人203人。", []),
    ],
)
def test_parts_that_are_told_by_a_bound(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("收入80.2万元。加上补助15.1万元、调入3.3万元、结转5.4万元后，总计104万元。", []),
        ("收入80.2万元。加上补助15.1万元、调入3.3万元、结转5.4万元后，总计106万元。", [("error", "sum")]),
        ("收入完成80.2万元，加上级补助15.1万元、调入3.3万元，收入总计98.6万元。", []),
        # parts of what stands first are not added once more
        ("收入80万元，其中甲50万元、乙30万元。加上补助15万元、结转5万元，总计100万元。", []),
        ("收入80万元，其中甲50万元、乙30万元。加上补助15万元、结转5万元，总计120万元。", [("error", "sum")]),
        # what stands first is not all that stands before
        ("收入完成80万元，调入20万元。加上补助15万元、结转5万元，收入总计125万元。", []),
    ],
)  # fmt: skip
def test_what_is_added_to_an_amount_told_before(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    "text",
    [
        "收入总预算705万元。收入包括：拨款682万元、上年结转23万元；支出包括：教育支出580万元、社保支出125万元。",
        "上年结转23万元；支出包括：教育支出580万元。",
    ],
)
def test_parts_of_what_another_name_stands_for(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("税收完成579.9万元。其中：增值税完成194.5万元，所得税218.1万元，契税60.3万元。", []),
        ("税收完成420.9万元。其中：增值税完成194.5万元，所得税218.1万元，契税60.3万元。", [("error", "sum")]),
        ("办公费579.9万元。其中：甲单位194.5万元，乙单位218.1万元，丙单位60.3万元。", [("error", "sum")]),
    ],
)  # fmt: skip
def test_taxes_of_which_there_are_more(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("报名426人，其中初审合格{}人，录用51人。", "483", "384"),
        ("抽查点位85个，其中合格{}个、整改后合格5个。", "97", "79"),
        ("甲镇24户，占23.53%；乙镇22户，占21.57%，两镇合计{}户。", "48", "46"),
        ("道路投入62.4万元，其次管网21.3万元，两项合计{}万元。", "87.3", "83.7"),
    ],
)
def test_no_more_than_all_and_no_less_than_both(text: str, wrong: str, right: str) -> None:
    assert [severity for severity, _kind in found(TITLE, text.format(wrong))][:1] == ["error"]
    assert found(TITLE, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "平均每期97人，其中取得证书213人。",
        "人均3次，其中重点人员12次。",
        "共5期。其中参训6期以上的为骨干。",
    ],
)
def test_more_than_each(text: str) -> None:
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    ("parts", "findings"),
    [
        (
            "出国费0万元，与预算持平；用车费75万元（其中：购置50万元，运行25万元），比预算增加8万元；接待费4万元",
            [],
        ),
        (
            "出国费0万元，与预算持平；用车费75万元（其中：购置50万元，运行25万元），比预算增加8万元；接待费9万元",
            [("error", "sum")],
        ),
    ],
)
def test_parts_with_what_they_changed_by(parts: str, findings: list[tuple[str, str]]) -> None:
    assert found(f"“三公”经费支出共79万元，比预算增加5万元。其中：{parts}，比预算减少3万元。") == findings


def test_added_value_is_no_change() -> None:
    parts = "第二产业增加值65585万元，增长9.5%，其中工业40653万元，增长13.5%；建筑业增加值24932万元，增长3.7%"
    assert found(f"生产总值244394万元，增长13.1%。其中：第一产业增加值62857万元，增长6.3%；{parts}。") == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("甲类3项，总资金938万元；乙类2项，总资金307万元；管理1项，投资14万元", []),
        ("甲类3项，总资金938万元；乙类2项，总资金307万元；管理1项，投资24万元", [("error", "sum")]),
        ("甲类3项，总资金938万元；乙类3项，总资金307万元；管理1项，投资14万元", [("error", "count")]),
        ("甲类3项，总资金938万元；乙类1项，总资金107万元", []),  # some of them
    ],
)
def test_parts_with_their_number_and_their_money(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(f"共安排了6个项目，项目总投资为1259万元，其中：{text}。") == findings


@pytest.mark.parametrize(("part", "findings"), [("212", []), ("242", [("error", "sum")])])
def test_the_sources_of_an_amount(part: str, findings: list[tuple[str, str]]) -> None:
    sources = f"中央衔接资金{part}万元（浙财农〔2023〕11号）、历年扶贫结余资金98万元"
    assert found(f"共1个项目，合计资金310万元，资金来源为{sources}。") == findings


@pytest.mark.parametrize(("part", "findings"), [("1033", []), ("1063", [("error", "sum")])])
def test_parts_in_a_sentence_that_opens_them(part: str, findings: list[tuple[str, str]]) -> None:
    parts = (
        f"出国费120万元，增长79.1%；接待费{part}万元，下降7.6%；用车费1618万元，下降1.2%，其中：购置414万元"
    )
    assert found(f"经费决算总额2771万元，比上年下降1.8%。分项情况是：{parts}。") == findings


def test_what_a_total_does_not_comprise_is_no_part() -> None:
    assert found("境外捐赠共144万元（不包含援建甲县的项目款639万元）。") == []
    assert found("境外捐赠共144万元（包含援建甲县的项目款639万元）。") != []
