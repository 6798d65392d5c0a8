"""The composed report: seven sections, two tables that foot, the form cell by cell."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.layouts import STANDARD, parse_layout
from indicators.scoring import Nature
from reports.compose import NOTHING_WRITTEN, SectionError, compose, default_text, form
from reports.document import Document, Heading, Paragraph, Signature, Table, spelled
from reports.evaluation import Evaluation, GoalRecord, LastLine, LastYear
from reports.facts import facts
from reports.outline import parse_outline
from tests.reports.evaluations import evaluation, full_set, layout, line, measure, outline, rules


def paragraphs(document: Document, anchor: str) -> list[str]:
    return [
        block.text for block in document.blocks if isinstance(block, Paragraph) and block.anchor == anchor
    ]


def table(document: Document, anchor: str) -> Table:
    return next(one for one in document.tables() if one.anchor == anchor)


def cells(given: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in given.all_rows]


def the_form(given: Evaluation) -> Table:
    return table(form(given), "form")


def test_title_names_office_year_and_project() -> None:
    assert compose(evaluation()).title == ("渝中区朝天门街道办事处", "2020年度平安稳定项目", "绩效自评报告")


def test_both_tables_list_the_same_items_and_foot() -> None:
    document = compose(evaluation())
    assert cells(table(document, "analysis-allocation")) == [
        ["项目名称", "全年资金安排（万元）", "占总支出比例"],
        ["明细项目1", "42.90", "88.05%"],
        ["明细项目2", "5.82", "11.95%"],
        ["合计", "48.72", "100.00%"],
    ]
    assert cells(table(document, "analysis-execution")) == [
        ["项目名称", "全年资金安排（万元）", "全年使用资金情况（万元）", "使用情况与资金安排比"],
        ["明细项目1", "42.90", "42.90", "100.00%"],
        ["明细项目2", "5.82", "5.82", "100.00%"],
        ["合计", "48.72", "48.72", "100.00%"],
    ]


def test_residue_is_named_under_the_table() -> None:
    lines = (line(1, "1.004", "1.004"), line(2, "1.004", "1.004"))
    document = compose(evaluation(lines=lines))
    note = spelled(table(document, "analysis-allocation").note)
    assert note.startswith(
        "注：各行与合计均按实际金额四舍五入，“全年资金安排”合计与各行之和相差0.01万元，系四舍五入形成的尾差。"
    )
    assert spelled(table(compose(evaluation()), "analysis-allocation").note) == ""


def test_rate_that_printed_amounts_would_not_give_is_explained() -> None:
    document = compose(evaluation(lines=(line(1, "9.3349", "6"),)))
    assert "比例按以元为单位的实际金额计算" in spelled(table(document, "analysis-execution").note)


def test_form_cell_by_cell() -> None:
    given = evaluation(
        measures=(
            *full_set(actual=None)[:2],
            measure(
                4,
                level1="满意度",
                level2="服务对象满意度",
                nature=Nature.QUALITATIVE,
                unit="",
                target=None,
                actual=None,
                target_text="较为满意",
                actual_text="较为满意",
                achieved_percent=Decimal(90),
                deviation="个别居民有意见。",
            ),
        )
    )
    assert cells(the_form(given)) == [
        ["项目名称", "平安稳定项目"],
        ["主管部门", "朝天门街道办事处", "实施单位", "朝天门街道办事处"],
        [
            "项目资金（万元）",
            "",
            "年初预算数",
            "全年预算数(A)",
            "全年执行数(B)",
            "分值",
            "执行率(B/A)",
            "得分",
        ],
        ["年度资金总额", "48.72", "48.72", "48.72", "10", "100.00%", "10.00"],
        ["其中：当年财政拨款", "48.72", "48.72", "48.72", "—", "100.00%", "—"],
        ["其他资金", "—", "—", "—", "—", "—", "—"],
        ["年度总体目标", "预期目标", "实际完成情况"],
        ["维护辖区平安稳定。", "辖区平安稳定。"],
        [
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ],
        ["产出指标", "数量指标", "指标1", "≥2个", "—", "50", "—", "—"],
        ["效益指标", "社会效益指标", "指标2", "≥2个", "2个", "30", "30.00", "—"],
        [
            "满意度指标",
            "服务对象满意度指标",
            "指标4",
            "较为满意",
            "较为满意",
            "10",
            "9.00",
            "个别居民有意见。",
        ],
        ["总分", "100", "49.00", "差"],
    ]


def test_form_of_another_layout_cell_by_cell() -> None:
    before = LastYear(2019, measures=(measure(2, actual=Decimal("1.5")),))
    words = {"nature": Nature.QUALITATIVE, "target": None, "actual": None, "achieved_percent": Decimal(90)}
    given = evaluation(
        layout=layout("sichuan"),
        last_year=before,
        measures=(
            *full_set(actual=None)[:2],
            measure(
                4,
                level1="满意度",
                level2="服务对象满意度",
                unit="",
                target_text="较为满意",
                actual_text="基本满意",
                deviation="个别居民有意见。",
                evidence=0,
                **words,
            ),
        ),
    )
    assert cells(the_form(given))[2:5] == [
        [
            "项目资金（万元）",
            "",
            "年初预算数",
            "全年预算数(A)",
            "全年执行数(B)",
            "权重",
            "执行率(B/A)",
            "得分",
        ],
        ["年度资金总额", "48.72", "48.72", "48.72", "10", "100.00%", "10.00"],
        ["其中：当年财政拨款", "48.72", "48.72", "48.72", "—", "100.00%", "—"],
    ]
    assert cells(the_form(given))[-5:] == [
        ["绩效指标", *(column.title for column in given.layout.columns)],
        [
            *("产出指标", "数量指标", "指标1", "≥", "2", "个", "—", "—", "50", "—", "—", "1份"),
        ],
        ["效益指标", "社会效益指标", "指标2", "≥", "2", "个", "1.5个", "2", "30", "30.00", "—", "1份"],
        [
            *("满意度指标", "服务对象满意度指标", "指标4", "定性", "较为满意", "—", "—", "基本满意"),
            *("10", "9.00", "个别居民有意见。", "0份"),
        ],
        ["总分", "100", "49.00", "差"],
    ]
    assert form(given).attachments[0].landscape
    assert not form(replace(given, layout=STANDARD)).attachments[0].landscape


def test_what_the_total_leaves_between_full_marks_and_score_is_empty() -> None:
    """Where other columns stand between 权重 and 得分."""
    columns = [
        {"holds": one, "title": one, "width": 10}
        for one in ("name", "target", "weight", "level2", "actual", "points", "reason")
    ]
    funds = [
        {"holds": one, "title": "", "columns": covered}
        for one, covered in (("name", 1), ("adjustment", 2), ("budget", 1), ("spent", 1), ("balance", 2))
    ]
    own = parse_layout(
        {"code": "own", "title": "本区", "region": "", "side": 10, "columns": columns, "funds": funds}
    )
    table = the_form(evaluation(layout=own))
    assert table.placed()
    assert cells(table)[-1] == ["总分", "100", "", "100.00", "优"]
    assert cells(table)[3] == ["年度资金总额", "—", "48.72", "48.72", "0.00"]
    assert cells(table)[-4:-1] == [
        ["指标1", "≥2个", "50", "数量指标", "2个", "50.00", "—"],
        ["指标2", "≥2个", "30", "社会效益指标", "2个", "30.00", "—"],
        ["指标3", "≥90%", "10", "服务对象满意度指标", "92%", "10.00", "—"],
    ]


def test_a_table_of_the_text_lies_across_where_its_figures_would_not_fit_upright() -> None:
    lines = (line(1, "9999999999.99", "9999999999.99"),)
    for places, landscape in ((2, False), (6, True)):
        document = compose(evaluation(lines=lines, rules=replace(rules(), amount_places=places)))
        assert table(document, "analysis-execution").landscape is landscape
        assert not table(document, "analysis-allocation").landscape


@pytest.mark.parametrize(
    "given",
    [
        evaluation(),
        evaluation(layout=layout("sichuan")),
        evaluation(layout=layout("sichuan"), measures=(), goals=(), lines=(), sources=()),
        evaluation(measures=()),
        evaluation(goals=()),
        evaluation(sources=()),
        evaluation(lines=()),
        evaluation(goals=(GoalRecord("一"), GoalRecord("二", "三"))),
        evaluation(measures=(measure(1), measure(2, level1="效益", level2="社会效益"), measure(3))),
    ],
    ids=range(9),
)
def test_tables_of_every_shape_have_no_hole_and_no_overlap(given: Evaluation) -> None:
    for one in compose(given).tables():
        assert one.placed()


def test_written_text_stands_instead_of_the_default() -> None:
    document = compose(evaluation(texts={"application": "第一段{全年预算合计}万元。\n\n第二段。"}))
    assert paragraphs(document, "application") == ["第一段48.72万元。", "第二段。"]


def test_unknown_reference_stops_the_rendering_and_names_the_section() -> None:
    with pytest.raises(SectionError, match="“项目概况”：引用“全年预算合”不存在") as refusal:
        compose(evaluation(texts={"overview-project": "{全年预算合}"}))
    assert refusal.value.where == "section-overview-project"


def test_default_prose_leaves_out_what_is_not_known() -> None:
    known = facts(evaluation(approval="", lines=(line(1, None, None),)))
    section = next(one for one in outline().sections if one.key == "overview-project")
    assert "—" not in default_text(section, known)
    assert "年初预算" not in default_text(section, known)


def test_what_is_unexplained_is_said() -> None:
    document = compose(evaluation(measures=full_set(actual=None)))
    assert paragraphs(document, "other") == ["指标1（指标值≥2个）未填报实际完成值，本次自评不得分。"]
    assert "未填报实际完成值1项，为指标1。" in paragraphs(document, "conclusion-indicators")[0]
    assert paragraphs(compose(evaluation()), "other") == ["无其他需说明的问题。"]


def test_problems_and_suggestions_stand_in_pairs_or_apart_as_the_outline_says() -> None:
    paired = compose(evaluation())
    assert paragraphs(paired, "experience-problems") == [
        "1.问题：资金支付集中在年末。",
        "建议：按季度安排用款计划。",
    ]
    apart = compose(evaluation(outline=outline("scheme2020")))
    assert paragraphs(apart, "experience-problems") == ["1.资金支付集中在年末。"]
    assert paragraphs(apart, "suggestions") == ["1.按季度安排用款计划。"]


def test_an_empty_section_says_so() -> None:
    bare = parse_outline(
        {
            "code": "x",
            "title": "x",
            "heading": "报告",
            "attachment": "自评表",
            "sections": [
                {"key": "a", "level": 1, "number": "一、", "title": "甲"},
                {"key": "b", "level": 2, "number": "（一）", "title": "乙"},
            ],
        }
    )
    document = compose(evaluation(outline=bare))
    assert paragraphs(document, "a") == []
    assert paragraphs(document, "b") == [NOTHING_WRITTEN]


def test_signature_closes_the_body() -> None:
    document = compose(evaluation())
    assert document.blocks[-1] == Signature("朝天门街道办事处", "2021年2月3日")
    assert isinstance(document.blocks[0], Heading)
    assert compose(evaluation(written_on=None)).blocks[-1] == Signature("朝天门街道办事处", "")


LAST_YEAR = LastYear(
    2019,
    (
        LastLine("item-1", "旧名", line(1, "10", "9").figures),
        LastLine("", "不再安排的项目", line(2, "5.5", "5").figures),
    ),
)


class TestComparison:
    """The annex that holds this year's funds against last year's."""

    def table(self, **fields: Any) -> Table:
        lines = (line(1, "12", "11"), line(2, "3", "2"))
        document = compose(evaluation(**{"lines": lines, "last_year": LAST_YEAR, **fields}))
        (annex,) = document.attachments[1:]
        assert (annex.label, annex.title) == ("附件2", "与上年资金情况对比表（2020年度）")
        (table,) = annex.blocks
        assert isinstance(table, Table)
        return table

    def test_every_line_of_either_year_has_a_row_and_the_columns_add_up(self) -> None:
        table = self.table()
        assert [[cell.text for cell in row] for row in (*table.rows, table.total)] == [
            ["明细项目1", "10.00", "9.00", "12.00", "11.00", "2.00"],
            ["明细项目2", "—", "—", "3.00", "2.00", "3.00"],
            ["不再安排的项目", "5.50", "5.00", "—", "—", "-5.50"],
            ["合计", "15.50", "14.00", "15.00", "13.00", "-0.50"],
        ]
        assert table.note == ()

    def test_what_a_calculator_would_find_is_noted(self) -> None:
        lines = (line(1, "12.004", "11"), line(2, "3.004", "2"))
        last = replace(LAST_YEAR, lines=(LastLine("item-1", "旧名", line(1, "9.996", "9").figures),))
        note = "".join(run.text for run in self.table(lines=lines, last_year=last).note)
        assert "“本年全年预算”合计与各行之和相差0.01万元" in note
        assert "“全年预算增减”合计与各行之和相差0.01万元" in note

    def test_a_difference_is_that_of_the_figures_beside_it(self) -> None:
        last = replace(LAST_YEAR, lines=(LastLine("item-1", "旧名", line(1, "0.9951", "0").figures),))
        table = self.table(lines=(line(1, "1.0049", "0"),), last_year=last)
        assert [cell.text for cell in table.rows[0]][1::2] == ["1.00", "1.00", "0.00"]

    def test_the_body_names_the_annex(self) -> None:
        notes = [
            block.text
            for block in compose(evaluation(last_year=LAST_YEAR)).blocks
            if isinstance(block, Paragraph) and block.role == "attachment-note"
        ]
        assert notes == ["附件：1.项目支出绩效自评表", "　　　2.与上年资金情况对比表"]

    def test_without_a_last_year_there_is_none(self) -> None:
        assert len(compose(evaluation()).attachments) == 1
        assert len(compose(evaluation(last_year=LastYear(2019))).attachments) == 1
        assert len(form(evaluation(last_year=LAST_YEAR)).attachments) == 2
