"""A digit that is another, as what stands beside the figure tells."""

import pytest

from reports.checkup.examination import examine
from reports.checkup.numbers import quantities
from reports.checkup.prose.off_by_a_digit import slips_of
from reports.document import Block, Document, Paragraph, Text
from tests.reports.checkup.test_examination import grid

TITLE = "2023年度项目支出绩效自评报告"
TOLD = grid(
    "事项甲 | 140.00 | 350 | 9.20",
    "事项乙 | 300 | 4000 | 636.52",
    "事项丙 | 437.00 | 95.92% | 184",
    "事项丁 | 13.2% | 168 | 310",
)


def is_off(*blocks: Block | str) -> bool:
    """Whether a figure is held to be another one but for a digit."""
    made = tuple(Paragraph((Text(one),)) if isinstance(one, str) else one for one in blocks)
    return any("疑为个别数字有误" in one.message for one in examine(Document((), made)).findings)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("救助每户4000元，350户合440万元。", True),
        ("救助每户4000元，350户合140万元。", False),
        ("救助每户4000元，530户合140万元。", True),
        ("救助每户4090元，350户合140万元。", True),
        ("值班100个工作日，每天300元，支付9.00万元。", True),
        ("值班300个工作日，每天302元，支付9.00万元。", True),
        ("站点运维（6个×2.90万元）55.20万元。", True),
        ("购置设备38台套，每台套11.5万元，支出432.00万元。", True),
        ("每名补助5元，共726名，供餐618天，合计609840元。", True),
        ("按4400元/户核定，350户安排140万元。", True),
        ("救助每户4000元，350户合440万元，含上年补发300万元。", False),  # the difference is told
        ("救助低保350户、特困4000户，合计支出440万元。", False),  # at no price
        ("救助每户4000元，另有35个村合440万元。", False),
        ("户均4000元，350户以下的村合440万元以上。", False),
        ("共救助350户，户均440元。", False),
        ("救助每户4000元，350户合440万元，其中本级承担140万元。", False),  # both stand together
    ],
)
def test_so_many_at_a_price(text: str, is_found: bool) -> None:
    assert is_off(TITLE, TOLD, text) == is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("报修点位214处，其中按期修复134处，占86.0%。", True),
        ("报修点位214处，其中按期修复184处，占86.0%。", False),
        ("清运车次417次，为原定435次的35.86%。", False),  # told nowhere
        ("辖区小区1054个，已改造1011个，改造进度65.92%。", True),
        ("救助儿童326人，为原定人数315人的105.16%。", True),
        ("甲标段加工252万页，乙标段加工618万页，分别占60%和40%。", False),  # 万页 is told nowhere
        ("甲标段加工252页，乙标段加工618页，分别占60%和40%。", True),
        ("本年支出633.52万元，占收入的98.17%，结余11.85万元。", True),
        ("漏损率上年为16.4%，今年为13.0%，下降3.2个百分点。", True),
        ("漏损率上年为16.4%，今年为13.0%，下降3.4个百分点。", False),
        ("辖区小区1054个，已改造1011个，三年平均65.92%。", False),
    ],
)
def test_shares_and_points(text: str, is_found: bool) -> None:
    assert is_off(TITLE, TOLD, text) == is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("市级安排440万元，省级下达3180万元，两级3320万元。", True),
        ("市级安排140万元，省级下达3180万元，两级3320万元。", False),
        ("全年收入1206.70万元，支出666.52万元，差额570.18万元。", True),
        ("全年收入1206.70万元，支出666.52万元，差额540.18万元。", False),
        ("市级安排440万元，省级下达3180万元，户均3320万元。", False),
        ("新建车位316个，改建车位618个，现有484个。", True),
        ("新建车位316个，改建车位618个，现有934个。", False),
        ("新建车位约316个，改建车位618个，现有约484个。", False),
    ],
)
def test_sums(text: str, is_found: bool) -> None:
    assert is_off(TITLE, TOLD, text) == is_found


def test_slips() -> None:
    (printed,) = quantities("12.0元")
    slips = {str(one.value) for one in slips_of(printed)}
    assert {"21.0", "10.2", "12.9", "92.0"} <= slips
    assert not {"12.0", "02.0", "0.2", "21.9"} & slips


def test_a_rate_of_few_digits_far_from_the_figures() -> None:
    told = "收入完成16.75亿元，增长23%，其中税收8.37亿元，非税8.38亿元。"
    added = "加上补助45.54亿元、债务11.73亿元，以及动用基金0.22亿元、调入资金6.91亿元、结转3.52亿元。"
    assert not is_off(TITLE, f"{told}{added}", "偿还债务6.81亿元。")


def test_round_amounts_add_up_by_chance() -> None:
    told = "接受捐款2.5亿元，包括公益金拨付的5000万元；支出4.4亿元，其中3.3亿元用于重建。"
    assert not is_off(TITLE, told, "另捐物8000万元。")
