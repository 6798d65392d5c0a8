"""Tables of other shapes: headings in the first column, merged cells that were lost, subtotals of scores."""

import pytest

from reports.document import Table
from tests.reports.checkup.corpus.marked import grid as merged
from tests.reports.checkup.test_examination import found, grid


def projects_across(spent: str = "84.00", total: str = "214.00") -> list[tuple[str, str]]:
    return found(
        grid(
            "指标 | 道路清扫 | 路灯养护 | 合计",
            "主管部门 | 甲街道 | 甲街道 | —",
            "年初预算（万元） | 128.00 | 85.50 | 213.50",
            "调整后预算（万元） | 130.00 | 85.50 | 215.50",
            f"实际支出（万元） | 130.00 | {spent} | {total}",
            "预算执行率 | 100.00% | 98.25% | 99.30%",
            "评价等级 | 优 | 优 | —",
        )
    )


def test_projects_side_by_side() -> None:
    assert projects_across() == []
    assert ("error", "sum") in projects_across(total="214.80")
    assert ("error", "exceed") in projects_across(spent="88.00", total="218.00")


@pytest.mark.parametrize(("spent", "findings"), [("9.00", []), ("12.00", [("warning", "exceed")])])
def test_the_first_head_of_two_rows_without_its_span(spent: str, findings: list[tuple[str, str]]) -> None:
    total = {"9.00": "33.50", "12.00": "36.50"}[spent]
    table = merged(f"""
        项目名称 | 资金来源→2 | 资金计划 | 资金支出
         | 市级 | 县级 | 合计 | 合计
        食品抽检 | 5.00 | 10.00 | 15.00 | 14.50
        药品监管 | 2.00 | 8.00 | 10.00 | {spent}
        消费维权 | 3.00 | 7.00 | 10.00 | 10.00
        合计 | 10.00 | 25.00 | 35.00 | {total}
        """)
    assert [one for one in found(table) if one[1] == "exceed"][:1] == findings


def form(*rows: str) -> list[tuple[str, str]]:
    return found(grid("一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分", *rows))


def test_a_remark_between_the_indicators_and_their_total() -> None:
    def with_total(points: str) -> list[tuple[str, str]]:
        table = merged(f"""
            一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分
            产出指标 | 开展活动 | ≥10次 | 10次 | 60 | 60
            效益指标 | 改善环境 | 明显 | 明显 | 40 | 35
            其他说明 | 无→5
            总分→4 | 100 | {points}
            """)
        return found(table)

    assert with_total("95") == []
    assert with_total("93") == [("error", "score")]


@pytest.mark.parametrize(("points", "findings"), [("95.65", []), ("96.65", [("error", "score")])])
def test_execution_told_in_the_label_of_the_total(points: str, findings: list[tuple[str, str]]) -> None:
    assert (
        form(
            "产出指标 | 开展活动 | ≥10次 | 10次 | 50 | 50",
            "效益指标 | 改善环境 | 明显 | 明显 | 40 | 36",
            f"总分（含预算执行率10分，得分9.65分） |  |  |  | 100 | {points}",
        )
        == findings
    )


def subtotals(score: str = "45", total: str = "93") -> list[tuple[str, str]]:
    return found(
        merged(f"""
        一级指标 | 权重 | 得分小计 | 三级指标 | 权重 | 得分
        过程↓2 | 40↓2 | 38↓2 | 管理制度 | 20 | 20
        资金管理 | 20 | 18
        产出↓2 | 50↓2 | {score}↓2 | 工作完成率 | 30 | 27
        质量达标率 | 20 | 18
        效果 | 10 | 10 | 社会效益 | 10 | 10
        合计 | 100 | {total} | — | — | —
        """)
    )


def test_subtotals_of_scores() -> None:
    assert subtotals() == []
    assert ("error", "score") in subtotals(score="46")
    assert subtotals(total="95") == [("error", "score")]


def test_forms_of_two_projects_have_their_own_amounts() -> None:
    def one(name: str, budget: str) -> Table:
        return grid(
            f"项目名称 | {name} |  |  | ",
            "项目资金（元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率",
            f"年度资金总额 | {budget} | {budget} | {budget} | 100%",
            f"其中：财政拨款 | {budget} | {budget} | {budget} | 100%",
            "上年结转资金 | 0 | 0 | 0 | —",
            "其他资金 | 0 | 0 | 0 | —",
        )

    assert found(one("社区巡防", "1250000"), "附件2", one("应急消防", "860000")) == []


def test_amounts_in_wan_without_yuan() -> None:
    table = grid("项目 | 全年预算（万元）", "社区巡防 | 150万", "应急消防 | 50万", "合计 | 200万")
    assert found("全年预算安排200万元。", table) == []
    assert ("error", "prose_vs_table") in found("全年预算安排210万元。", table)


def test_a_form_that_goes_on_on_the_next_page_under_its_headings() -> None:
    head = "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分"
    name = "项目名称 | 社区巡防 |  |  |  | "
    first, rest = (
        "产出指标 | 开展活动 | ≥10次 | 10次 | 60 | 60",
        "效益指标 | 改善环境 | 明显 | 明显 | 40 | 35",
    )
    total = "总分 |  |  |  | 100 | "
    assert found(grid(name, head, first), grid(head, rest, f"{total}95")) == []
    assert found(grid(name, head, first), grid(head, rest, f"{total}98")) == [("error", "score")]
    whole = grid(name, head, first, rest, f"{total}95")
    assert found(whole, grid(head, first, rest, f"{total}95")) == []


@pytest.mark.parametrize(("points", "is_wrong"), [("40", False), ("45", True)])
def test_the_points_of_the_execution_rate_stand_elsewhere(points: str, *, is_wrong: bool) -> None:
    activity = "产出指标 | 开展活动 | ≥10次 | 10次 | 40 | 40"
    result = form(
        activity, f"效益指标 | 改善环境 | 明显 | 明显 | {points} | {points}", "总分 |  |  |  | 100 | 99"
    )
    assert (("error", "weight") in result) is is_wrong
