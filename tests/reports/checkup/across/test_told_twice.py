"""Counts of the same thing that differ, told in prose and in tables."""

import pytest

from reports.checkup.examination import examine
from reports.document import Block, Document, Paragraph, Text
from tests.reports.checkup.test_examination import grid

TITLE = "2023年度项目支出绩效自评报告"
FORM = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 改造老旧小区数量 | ≥18个 | 18个 | 30 | 30 |",
    "产出指标 | 维护体育场馆数量 | ≥6个 | 6个 | 30 | 30 |",
    "产出指标 | 新建日光温室 | ≥120座 | 126座 | 30 | 30 | 有农户自建",
    "总分 |  |  |  | 90 | 90 |",
)


def differing(*blocks: Block | str) -> list[str]:
    """What is printed of the counts that differ from others of the same thing."""
    made = tuple(Paragraph((Text(one),)) if isinstance(one, str) else one for one in blocks)
    found = examine(Document((), (Paragraph((Text(TITLE),)), *made))).findings
    return [one.printed for one in found if "与他处同一事项的" in one.message]


TWICE = ("年内养护绿地312公顷，投入8个班组。", "养护绿地312公顷的任务按月考核。")


@pytest.mark.parametrize(
    ("others", "text", "printed"),
    [
        (TWICE, "公园面貌好转，养护绿地281公顷。", "281公顷"),
        (TWICE, "281公顷绿地全部落实管护。", "281公顷"),
        (
            ("对全区38所公办学校食堂实施改造。", "1.数量：改造学校食堂38所，完成率100%。"),
            "全年完成43所学校食堂改造。",
            "43所",
        ),
        (("补贴公交线路86条，保障出行。", "补贴公交线路共计86条。"), "全年补贴公交线路90条。", "90条"),
        (("对60个社区养老服务站发放补贴。", "60个服务站全年开放。"), "58个服务站均已签约。", "58个"),
        (("聘用村级防疫员153名。", "153名村级防疫员在岗。"), "180名村级防疫员的补助按季发放。", "180名"),
        (("加固危桥5座，改善出行。",), "产出情况。加固危桥6座，完成率100%。", "6座"),
        (("治理河流23.5公里。", "治理河流23.5公里，完工率100%。"), "治理河流22.3公里。", "22.3公里"),
        (("承办公益演出36场。", "公益演出36场全部直播。"), "全年公益演出35场，观众1.2万人次。", "35场"),
        (("公里数如下。",), "公益演出35场，其中下乡12场。", None),
    ],
)
def test_in_prose(others: tuple[str, ...], text: str, printed: str | None) -> None:
    assert differing(*others, text) == ([printed] if printed else [])
    assert not differing(*others)


@pytest.mark.parametrize(
    "text",
    [
        "养护绿地312公顷，养护等级为一级。",
        "其中养护绿地281公顷由街道负责。",  # a part
        "另养护绿地281公顷由街道负责。",
        "上年养护绿地281公顷。",  # another year
        "2022年养护绿地281公顷。",
        "计划养护绿地281公顷，实际养护绿地312公顷。",  # both stand together
        "计划养护绿地281公顷。",  # the plan was another
        "年初养护绿地281公顷，年中移交31公顷。",
        "养护绿地281公顷，完成计划的90.06%。",
        "养护绿地约281公顷。",
        "养护绿地不少于281公顷。",
        "养护绿地18公顷。",  # far off, of something else
        "抽查养护绿地281公顷。",
        "养护绿地281公顷达标。",
        "养护绿地281公顷，少于任务数31公顷。",  # by how much they differ is told
        "浇灌苗圃281公顷。",  # something else
        "281公顷绿地尚未移交。",
    ],
)
def test_what_may_differ(text: str) -> None:
    assert not differing(*TWICE, text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("16个老旧小区全部完工。", "16个"),
        ("16个小区微改造全部完工。", "16个"),
        ("5个区级公共体育场馆运行平稳。", "5个"),
        ("5个场馆运行平稳。", "5个"),
        ("计划新建日光温室118座。", None),
        ("全年改造老旧小区18个。", None),
        ("计划新建日光温室120座。", None),
        ("新建日光温室126座。", None),
        ("16个老旧小区按期完工。", None),  # those that were not late
        ("仅16个老旧小区有物业。", None),
        ("走访老旧小区16个。", None),
        ("辖区设有体育场馆9个。", None),
        ("16个停车场对外开放。", None),
        ("体育场馆平均每周开放5个半天。", None),
        ("改造老旧小区16个、体育场馆7个。", None),  # two at once: of something else
    ],
)
def test_against_a_form(text: str, printed: str | None) -> None:
    blocks = tuple(Paragraph((Text(one),)) for one in (TITLE, text))
    told = [one.printed for one in examine(Document((), (*blocks, FORM))).findings]
    assert any(printed in one for one in told) if printed else not differing(text, FORM)


def test_a_count_that_stands_elsewhere_is_of_something_else() -> None:
    assert not differing(*TWICE, "养护绿地281公顷。", "养护的281公顷绿地分为三级。")


def test_points_by_which_several_things_changed() -> None:
    assert not differing(TITLE, "采购规模增幅下降11.6个百分点。", "工程类采购增幅下降16.3个百分点。")


def test_persons_of_another_kind() -> None:
    assert not differing(TITLE, "全国基本医疗保险参保人数134592万人。", "城乡居民基本医疗保险人数98349万人。")


@pytest.mark.parametrize(
    "text",
    [
        "资金用于护栏更新、步道维修以及绿地养护七个方面，由园林科牵头。",
        "公园与道路绿地合计养护绿地281公顷。",
        "公园绿地及道路养护绿地共计281公顷。",
    ],
)
def test_aspects_and_several_together_are_other_counts(text: str) -> None:
    assert differing(*TWICE, "绿地养护5个片区，全部达标。", text) == []
