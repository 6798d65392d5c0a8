"""The public version: nothing that is kept back stands in it, and everything still adds up."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.scoring import Measure
from projects.funds import Entry, EntryKind, Figures, Line
from reports.checkup.examination import examine
from reports.checkup.findings import Severity
from reports.checkup.ingest import read
from reports.compose import compose, form
from reports.document import Paragraph
from reports.evaluation import (
    AdjustmentRecord,
    AnswerRecord,
    Evaluation,
    GoalRecord,
    LastLine,
    LastYear,
    ProblemRecord,
    StatisticRecord,
)
from reports.facts import facts
from reports.public import LEFT_OUT, OTHER, SECTION_LEFT_OUT, SecretProject, public, redact
from reports.renderers import docx, html, pdf, xlsx
from reports.snapshot import dump, load
from tests.reports.evaluations import APPROPRIATION, entry, evaluation, full_set, line, measure

WHOLE = ("total-opening", "total-budget", "total-spent", "total-rate", "score-total", "score-grade")


def withheld(one: Any) -> Any:
    return replace(one, is_withheld=True)


def three_lines(**fields: Any) -> Evaluation:
    """Three line items: 巡防 42.90, 信访 5.82 and 禁毒 7.00, the last two kept back."""
    return evaluation(
        **{
            "lines": (
                line(1, "42.90", "42.90", "社区巡防"),
                withheld(line(2, "5.82", "5.00", "信访专项")),
                withheld(line(3, "7.00", None, "禁毒专项")),
            ),
            **fields,
        }
    )


def test_lines_kept_back_are_added_into_one() -> None:
    lines = public(three_lines()).lines
    assert [one.name for one in lines] == ["社区巡防", OTHER]
    assert lines[1].figures == Figures(Decimal(128200), None, Decimal(128200), Decimal(50000))
    assert lines[1].key == "item-0"


def test_they_are_added_into_the_line_of_that_name_if_there_is_one() -> None:
    lines = (withheld(line(1, "1", "1", "禁毒")), line(2, "2", "2", OTHER), line(3, "3", "3", "巡防"))
    ours = public(evaluation(lines=lines))
    assert [(one.key, one.name) for one in ours.lines] == [("item-2", OTHER), ("item-3", "巡防")]
    assert ours.lines[0].figures.budget == 30000
    assert not redact(evaluation(lines=lines)).alone


def test_nothing_marked_leaves_the_amounts_alone() -> None:
    assert public(evaluation()).lines == evaluation().lines


def test_a_single_line_kept_back_is_named_to_insiders_as_readable() -> None:
    lines = (line(1), withheld(line(2)))
    assert redact(evaluation(lines=lines)).alone
    assert not redact(three_lines()).alone


def test_the_ledger_is_summed_without_dates_numbers_and_reasons() -> None:
    paid = replace(entry("1", EntryKind.PAID), reference="凭证1", reason="付给某人")
    ours = public(evaluation(lines=(Line("item-1", "巡防", (entry("5"), paid, paid)),)))
    assert ours.lines[0].entries == (
        Entry(EntryKind.OPENING, APPROPRIATION, Decimal(50000)),
        Entry(EntryKind.PAID, APPROPRIATION, Decimal(20000)),
    )


def test_an_indicator_kept_back_leaves_weight_and_score() -> None:
    first = {"name": "盘查重点人员", "is_withheld": True, "actual": Decimal(1), "deviation": "人手不足。"}
    whole = evaluation(measures=full_set(**first))
    ours = public(whole)
    shown = ours.measures[0]
    assert (shown.name, shown.target_text, shown.actual_text) == ("不公开指标1", LEFT_OUT, LEFT_OUT)
    assert (shown.unit, shown.target, shown.actual, shown.deviation) == ("", None, None, "")
    for key in ("indicator-1-weight", "indicator-1-points", "score-total", "indicators-count"):
        assert facts(ours).at(key).value == facts(whole).at(key).value


@pytest.mark.parametrize(
    "fields",
    [
        {"weight": None},
        {"actual": None},
        {"weight": Decimal(0)},
        {"weight": Decimal(7), "actual": Decimal(1)},
    ],
)
def test_the_scores_foot_whatever_is_known_of_the_indicator(fields: dict[str, Any]) -> None:
    whole = evaluation(measures=(measure(1, name="保密事项", is_withheld=True, **fields), measure(2)))
    for key in ("score-total", "score-out-of", "score-grade", "weights-total", "indicators-reported"):
        assert facts(public(whole)).at(key).value == facts(whole).at(key).value


FIGURES = (
    StatisticRecord("statistic-1", "信访", "上访", "件", Decimal(124)),
    StatisticRecord("statistic-2", "信访", "化解", "件", Decimal(121)),
    StatisticRecord("statistic-3", "信访", "化解率", part="statistic-2", whole="statistic-1"),
    StatisticRecord("statistic-4", "巡防", "巡逻", "次", Decimal(8)),
)


@pytest.mark.parametrize(
    ("marked", "taken_from", "figures", "indicators"),
    [
        ({"statistic-4"}, "statistic-1", ["上访", "化解", "化解率"], ["指标1"]),
        ({"statistic-1"}, "", ["化解", "巡逻"], ["指标1"]),
        ({"statistic-2"}, "statistic-3", ["上访", "巡逻"], ["不公开指标1"]),
        ({"indicator-1"}, "statistic-4", ["上访", "化解", "化解率"], ["不公开指标1"]),
        ({"indicator-1"}, "statistic-1", ["化解", "巡逻"], ["不公开指标1"]),
    ],
)
def test_what_would_give_a_figure_away_goes_with_it(
    marked: set[str], taken_from: str, figures: list[str], indicators: list[str]
) -> None:
    def mark(one: Any) -> Any:
        return replace(one, is_withheld=one.key in marked)

    ours = public(
        evaluation(
            statistics=tuple(map(mark, FIGURES)),
            measures=(mark(measure(1, unit="件", actual=None, actual_from=taken_from)),),
        )
    )
    assert [one.name for one in ours.statistics] == figures
    assert [one.name for one in ours.measures] == indicators


def overview(text: str, **fields: Any) -> str:
    """The public text of the first section."""
    key = "overview"
    return public(three_lines(texts={key: text}, **fields)).texts[key]


@pytest.mark.parametrize(
    "paragraph",
    [
        "【不公开】另有一项内容。",
        " 【不公开】 另有一项内容。",
        "安排{信访专项.全年预算}万元。",
        "禁毒专项按计划实施。",
    ],
)
def test_paragraphs_kept_back(paragraph: str) -> None:
    assert overview(f"第一段。\n{paragraph}\n第三段{{全年预算合计}}。") == "第一段。\n第三段{全年预算合计}。"
    assert overview(paragraph) == SECTION_LEFT_OUT


def test_a_reference_whose_number_moved_is_kept_back() -> None:
    def adjustment(key: int, name: str, weight: str) -> AdjustmentRecord:
        values = {"name": name, "weight": "10"}
        return AdjustmentRecord(f"adjustment-{key}", name, "任务调整", values, {**values, "weight": weight})

    measures = (measure(1, name="甲", is_withheld=True), measure(2, name="乙"))
    adjustments = (adjustment(1, "甲", "20"), adjustment(2, "乙", "30"), adjustment(3, "乙", "40"))
    text = "调整为{目标调整2.调整后分值}分。\n共{全年预算合计}万元。"
    assert overview(text, measures=measures, adjustments=adjustments) == "共{全年预算合计}万元。"


def test_the_mark_is_not_printed_in_the_whole() -> None:
    document = compose(three_lines(texts={"overview": "【不公开】甲。\n乙。"}))
    assert [one.text for one in document.blocks if isinstance(one, Paragraph)][:2] == ["甲。", "乙。"]


def test_goals_problems_and_reasons_are_cleared() -> None:
    ours = public(
        three_lines(
            goals=(GoalRecord("推进信访专项。"), GoalRecord("巡防。", "信访专项完成。\n巡防完成。")),
            problems=(
                ProblemRecord("禁毒专项偏慢。", "加快。"),
                ProblemRecord("人手少。", "【不公开】增编。"),
            ),
            measures=(measure(1, deviation="受禁毒专项影响。", improvement="加强巡防。"),),
            purposes=("社区巡防", "信访专项"),
            approval="信访专项由办公会审批",
        )
    )
    assert ours.goals == (GoalRecord("巡防。", "巡防完成。"),)
    assert ours.problems == (ProblemRecord("人手少。", ""),)
    assert (ours.measures[0].deviation, ours.measures[0].improvement) == ("", "加强巡防。")
    assert (ours.purposes, ours.approval) == (("社区巡防",), "")


def test_names_of_people_and_last_years_prose_go() -> None:
    answer = AnswerRecord("W12", "未附佐证资料。", "存于档案室。", False, "某人", date(2021, 2, 1))
    ours = public(evaluation(answers=(answer,), last_year=LastYear(2019, texts={"overview": "上年。"})))
    assert ours.answers == ()
    assert ours.last_year == LastYear(2019)


def test_last_year_is_folded_as_this_year_is() -> None:
    def last(key: str, name: str, amount: int, **fields: Any) -> LastLine:
        return LastLine(key, name, Figures(Decimal(amount), None, Decimal(amount), Decimal(amount)), **fields)

    last_year = LastYear(
        2019,
        lines=(
            last("item-1", "巡防", 1, is_withheld=True),
            last("item-2", "信访", 2),
            last("", "特别任务", 4, is_withheld=True),
            last("", "停办事项", 8),
        ),
    )
    ours = public(three_lines(last_year=last_year))
    assert ours.last_year is not None
    assert [(one.key, one.name, one.figures.budget) for one in ours.last_year.lines] == [
        ("item-1", "巡防", 1),
        ("", "停办事项", 8),
        ("item-0", OTHER, 6),
    ]
    assert ours.last_year.whole == last_year.whole
    # Without a line kept back this year, what is gone stands by itself.
    alone = public(evaluation(last_year=last_year)).last_year
    assert alone is not None
    assert [(one.key, one.name) for one in alone.lines][-1] == ("", OTHER)
    compose(public(evaluation(last_year=last_year)))


def test_a_secret_project_has_no_public_version() -> None:
    with pytest.raises(SecretProject):
        public(evaluation(is_withheld=True))


def test_insiders_are_told_what_is_left_out_and_why() -> None:
    text = "安排{信访专项.全年预算}万元。\n【不公开】甲。"
    found = redact(three_lines(texts={"overview": text})).omissions
    assert [(one.place, one.text, one.because) for one in found] == [
        ("item-2", "信访专项", "已标记不公开，金额并入“其他”"),
        ("item-3", "禁毒专项", "已标记不公开，金额并入“其他”"),
        ("section-overview", "安排{信访专项.全年预算}万元。", "提到了不公开的“信访专项”"),
        ("section-overview", "【不公开】甲。", "已标记不公开"),
    ]


# Names that can be looked for in a file: none is part of another, nor of the report's own words.
NAMES = [f"绝密{one}号" for one in "甲乙丙丁戊己庚辛"]
AMOUNTS = st.none() | st.decimals(0, 90_000, places=2).map(str)


@st.composite
def marked(draw: st.DrawFn) -> Evaluation:
    """An evaluation with random marks; what is kept back is called by ``NAMES`` and nothing else is."""
    names = iter(NAMES)

    def mark(one: Any, prefix: str) -> Any:
        is_kept = draw(st.booleans())
        return replace(one, is_withheld=is_kept, name=next(names) if is_kept else f"{prefix}{one.key}")

    def lines() -> Iterator[Line]:
        for key in range(1, draw(st.integers(1, 5)) + 1):
            budget = draw(AMOUNTS)
            spent = None if budget is None else str(Decimal(budget) * draw(st.integers(0, 4)) / 4)[:8]
            yield line(key, budget, spent)

    kept_lines = tuple(mark(one, "公开明细") for one in list(lines())[:4])
    measures: tuple[Measure, ...] = tuple(
        mark(one, "公开指标") for one in full_set(actual=draw(st.none() | st.decimals(0, 9, places=1)))
    )
    every = [one.name for one in (*kept_lines, *measures)]
    paragraph = st.sampled_from(
        ["共{全年预算合计}万元。", "【不公开】机要内容。"]
        + [f"其中{{{one.name}.全年预算}}万元。" for one in kept_lines]
        + [f"{{{one.name}.得分}}分。" for one in measures]
        + [f"推进{name}。" for name in every]
    )
    text = st.lists(paragraph, min_size=1, max_size=6).map("\n".join)
    return evaluation(
        lines=kept_lines,
        measures=measures,
        statistics=(),
        goals=(GoalRecord(f"推进{draw(st.sampled_from(every))}。"),),
        problems=(ProblemRecord(draw(text), draw(text)),),
        texts={"overview": draw(text), "analysis-management": draw(text)},
    )


def secrets(content: str) -> list[str]:
    return re.findall("绝密.号|机要内容|不公开】", content)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marked())
def test_the_public_version_foots_and_tells_nothing(whole: Evaluation) -> None:
    ours = public(whole)
    before, after = facts(whole), facts(ours)
    for key in WHOLE:
        assert after.at(key).value == before.at(key).value
    assert public(ours) == ours
    assert secrets(dump(ours)) == []
    assert load(dump(ours)).is_public
    drawn = {
        "html": html.render(compose(ours)).encode(),
        "docx": docx.render(compose(ours)),
        "xlsx": xlsx.render(form(ours)),
    }
    for kind, content in drawn.items():
        source = read(f"公开版.{kind}", content)
        assert secrets(repr(source.document)) == []
        findings = examine(source.document).findings
        assert [one.message for one in findings if one.severity is Severity.ERROR] == []


@settings(max_examples=2, deadline=None)
@given(marked())
def test_the_public_pdf_foots_and_tells_nothing(whole: Evaluation) -> None:
    source = read("公开版.pdf", pdf.render(compose(public(whole))))
    assert secrets(repr(source.document)) == []
    findings = examine(source.document).findings
    assert [one.message for one in findings if one.severity is Severity.ERROR] == []
