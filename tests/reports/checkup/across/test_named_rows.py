"""What the prose makes of a table: sums of rows, shares of the total, how many there are, what was left."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "某县2023年度项目支出绩效自评报告"
TABLE = grid(
    "支出内容 | 预算安排（万元） | 实际支出（万元）",
    "人员薪酬 | 820.00 | 812.40",
    "社保缴费 | 260.00 | 255.70",
    "设备购置 | 90.00 | 84.15",
    "合计 | 1170.00 | 1152.25",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("人员类支出（人员薪酬、社保缴费两项）合计1068.10万元。", []),
        ("人员薪酬、社保缴费合计1080万元，年末据实结算。", []),
        ("人员类支出（人员薪酬、社保缴费两项）合计1086.10万元。", [("error", "prose_vs_table")]),
        ("人员薪酬和上年社保缴费结转合计12.5万元。", []),
    ],
)
def test_the_sum_of_named_rows(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, TABLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("薪酬支出812.40万元，占70.51%；社保支出255.70万元，占22.19%；设备84.15万元，占7.30%。", []),
        (
            "薪酬支出812.40万元，占71.51%；社保支出255.70万元，占22.19%；设备84.15万元，占7.30%。",
            [("error", "ratio")],
        ),
        ("甲工程投资40万元，占该区的62%；乙工程投资30万元，占该镇的48%。", []),
    ],
)
def test_shares_of_a_total_that_the_table_holds(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, TABLE, text) == findings


COUNTIES = grid(
    "县（区） | 预算数（万元） | 执行数（万元）",
    "东岭县 | 210.00 | 207.40",
    "西岭县 | 258.00 | 256.10",
    "北岭区 | 175.00 | 173.90",
    "南岭区 | 142.00 | 140.50",
    "合计 | 785.00 | 777.90",
)
POSTS = grid(
    "单位 | 核定人数 | 在岗人数",
    "城东派出所 | 31 | 30",
    "城西派出所 | 34 | 34",
    "河口派出所 | 22 | 21",
    "交警大队 | 58 | 57",
    "合计 | 145 | 142",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("资金分配至4个县（区）。", []),
        ("本表按县（区）填列，共5个县（区）。", [("warning", "count")]),
        ("抽查了2个县（区）。", []),
        ("5个县（区）的12个乡镇，其中纳入本项目的为4个县（区）。", []),
        ("2022年共5个县（区）。", []),
        ("全省共有88个县（区），均已部署。", []),
    ],
)
def test_how_many_places_a_table_lists(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, COUNTIES) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("辅警分布在3个派出所以及交警大队。", []),
        ("辅警分布在4个派出所以及交警大队。", [("warning", "count")]),
        ("现场检查2个派出所。", []),
    ],
)
def test_how_many_rows_end_alike(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, POSTS) == findings


@pytest.mark.parametrize(
    ("texts", "findings"),
    [
        ("安排预算850.25万元，其中县级600万元。实际支出799.24万元，结余51.01万元。", []),
        ("安排预算850.25万元，其中县级600万元。实际支出799.24万元，结余51.01元。", [("error", "unit")]),
        ("安排预算8502500.00元。实际支出7992484.00元，结余510016.00万元。", [("error", "unit")]),
        ("安排预算850.25万元。实际支出799.24万元，户均结余36.50元。", []),
    ],
)
def test_the_unit_of_what_was_left(texts: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, texts) == findings


@pytest.mark.parametrize(
    ("score", "findings"), [("8.00", []), ("10.00", [("error", "score")]), ("9.52", [("error", "score")])]
)
def test_scores_by_a_coefficient(score: str, findings: list[tuple[str, str]]) -> None:
    total = 90 + float(score)
    form = grid(
        "绩效指标 | 计量单位 | 指标性质 | 年度指标值 | 全年完成值 | 得分系数 | 指标权重 | 指标得分 | 说明",
        "服务中心数量 | 个 | = | 14 | 14 | 100% | 40 | 40.00 | ",
        "活动场次 | 场 | ≥ | 420 | 463 | 100% | 20 | 20.00 | 社区增加场次",
        "按时开展率 | % | = | 100 | 100 | 100% | 20 | 20.00 | ",
        f"社工持证率 | % | ≥ | 60 | 57.14 | 80% | 10 | {score} | 新招社工持证比例低",
        "居民满意度 | % | ≥ | 90 | 91.80 | 100% | 10 | 10.00 | ",
        f"合计 |  |  |  |  |  | 100 | {total:.2f} | ",
    )
    assert found(TITLE, form) == findings


PROJECTS = grid(
    "项目名称 | 全年预算数（万元） | 全年执行数（万元） | 执行率 | 自评得分",
    "司法所建设（一期） | 50.00 | 40.00 | 80.00% | 92.0",
    "普法宣传 | 35.00 | 31.50 | 90.00% | 93.5",
    "法律援助 | 60.00 | 60.00 | 100.00% | 99.0",
    "合计 | 145.00 | 131.50 | 90.69% | ",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("2.普法宣传。开展活动146场。因机构调整，执行率90%，自评93.5分。", []),
        ("2.普法宣传。全年预算35万元，全年支出31.5万元，执行率90%。", []),
        ("（一）司法所建设。因用地手续办理较晚，执行率80%。", []),
        ("2.普法宣传。开展活动146场。因机构调整，执行率99%。", [("error", "prose_vs_table")]),
        ("2.普法宣传。开展活动146场。全年支出35.1万元。", [("error", "prose_vs_table")]),
        ("2.普法宣传。开展活动146场。其中外包服务执行率96%。", []),
        ("项目执行率90.69%。普法宣传执行率偏低。", []),
    ],
)
def test_what_a_paragraph_opens_with(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, PROJECTS, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("西岭县结余1.90万元、东岭县结余2.60万元，由市级收回。", []),
        ("西岭县结余1.09万元、东岭县结余2.60万元，由市级收回。", [("error", "prose_vs_table")]),
        ("南岭区剩余资金1.05万元已缴回。", [("error", "prose_vs_table")]),
        ("西岭县历年累计结余10.9万元。", []),
        ("西岭县结余资金中用于设备的0.9万元已收回。", []),
    ],
)
def test_what_a_row_leaves(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, COUNTIES, text) == findings


COSTS = grid(
    "支出内容 | 预算数（万元） | 拨付数（万元）",
    "外墙工程 | 378.00 | 378.00",
    "监理 | 12.60 | 12.60",
    "设计 | 9.40 | 9.40",
    "合计 | 400.00 | 400.00",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("另安排监理费12.60万元、设计费9.40万元。", []),
        ("另安排监理费16.20万元、设计费9.40万元。", [("error", "prose_vs_table")]),
        ("支付设计费用9.04万元。", [("error", "prose_vs_table")]),
        ("其中东区监理费3.5万元。", []),
    ],
)
def test_a_row_that_is_called_by_its_cost(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, COSTS) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("发放高校毕业生租房补贴等3类补贴。", []),
        ("发放高校毕业生租房补贴等4类补贴。", [("warning", "count")]),
    ],
)
def test_kinds_that_a_table_lists(text: str, findings: list[tuple[str, str]]) -> None:
    head = "补贴类别 | 预算金额（万元） | 发放金额（万元）"
    rows = (
        "毕业生租房补贴 | 10 | 10",
        "一次性创业补贴 | 20 | 20",
        "见习生活补贴 | 30 | 30",
        "合计 | 60 | 60",
    )
    assert found(TITLE, grid(head, *rows), text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("5所学校开展维修，5所学校工程全部验收合格。", []),
        ("5所学校开展维修，6所学校工程全部验收合格。", [("warning", "count")]),
        ("5所学校开展维修，全县6所学校均按期开学。", []),
        ("5所学校开展维修，6所学校报名。", []),
    ],
)
def test_no_more_than_all(text: str, findings: list[tuple[str, str]]) -> None:
    rows = [f"{name}校 | 20 | 20" for name in ("甲", "乙", "丙", "丁", "戊")]
    table = grid("学校 | 预算数（万元） | 支出数（万元）", *rows, "合计 | 100 | 100")
    assert found(TITLE, table, text) == findings
