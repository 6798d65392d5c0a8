"""Heads of groups among the indicators, where the only column of names holds the levels too."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评表"
HEAD = "三级指标 | 目标值 | 完成值 | 分值 | 得分 | 评分说明"


def _form(
    product: str = "50 | 47", benefit: str = "30 | 29", names: str = "（一）产出指标 （二）效益指标"
) -> list[str]:
    first, second = names.split()
    return [
        HEAD,
        f"{first} |  |  | {product} | ",
        "运行站点（座） | 31 | 31 | 20 | 20 | 达标",
        "处理污水（万吨） | 520 | 537.6 | 20 | 20 | 达标",
        "出水达标率（%） | 95 | 92 | 10 | 7 | 进水浓度低，扣3分",
        f"{second} |  |  | {benefit} | ",
        "受益人口（万人） | 11.5 | 11.8 | 20 | 20 | 达标",
        "断面达标率（%） | 100 | 99 | 10 | 9 | 汛期超标，扣1分",
        "（三）满意度指标 |  |  | 10 | 10 | ",
        "群众满意度（%） | 85 | 88 | 10 | 10 | 达标",
        "预算执行率 | 100% | 95.00% | 10 | 9.5 | 得分=执行率×10",
        "总分 |  |  | 100 | 95.5 | ",
    ]


@pytest.mark.parametrize(
    "names",
    [
        "（一）产出指标 （二）效益指标",
        "一、产出指标 二、效益指标",
        "产出指标 效益指标",
        "产出 效益",
        "产出指标（50分） 效益指标（30分）",
        "成本指标 效果指标",
        "过程 产出",
        "（一）项目产出 （二）项目效益",
        "A产出指标 B效益指标",
        "C.产出 D.效益",
    ],
)
def test_heads_are_no_indicators(names: str) -> None:
    assert found(TITLE, grid(*_form(names=names))) == []


@pytest.mark.parametrize(
    ("product", "benefit", "findings"),
    [
        ("40 | 47", "30 | 29", [("error", "weight")]),
        ("50 | 49", "30 | 29", [("error", "score")]),
        ("50 | 47", "30 | 28", [("error", "score")]),
        ("50 | 47", "20 | 29", [("error", "weight")]),
    ],
)
def test_heads_have_the_points_of_those_below(
    product: str, benefit: str, findings: list[tuple[str, str]]
) -> None:
    assert found(TITLE, grid(*_form(product, benefit))) == findings


def test_what_is_numbered_like_a_head_may_be_an_indicator() -> None:
    form = grid(
        HEAD,
        "一、运行站点 |  |  | 50 | 50 | 达标",
        "二、处理污水 |  |  | 30 | 30 | 达标",
        "三、群众满意度 |  |  | 20 | 20 | 达标",
        "总分 |  |  | 100 | 100 | ",
    )
    assert found(TITLE, form) == []
