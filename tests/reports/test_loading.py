"""From the tables to evaluations: faithful, and in a constant number of queries."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from indicators.data import rule_sets
from projects.funds import Entry, EntryKind
from projects.models import Project
from reports.data import outlines
from reports.evaluation import ProblemRecord, StatisticRecord
from reports.loading import NotReadyError, load, load_many
from tests.builders import (
    make_adjustment,
    make_allocation,
    make_bureau,
    make_evidence,
    make_expenditure,
    make_goal,
    make_indicator,
    make_line_item,
    make_office,
    make_outline,
    make_problem,
    make_project,
    make_report,
    make_rule_set,
    make_section_text,
    make_source,
    make_statistic,
    make_year,
    make_year_rules,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready() -> None:
    """A year with rules, and an outline."""
    make_year_rules(rule_set=make_rule_set(rule_sets()[0]))
    make_outline(outlines()[0], is_default=True)


def filled(office: object = None) -> Project:
    """A project with one of everything."""
    fields = {"office": office} if office else {}
    project = make_project(purposes="社区巡防\n\n 消防安全 ", written_on=date(2021, 2, 3), **fields)
    item = make_line_item(project, "社区巡防经费", allocated="270.69", spent="100")
    make_adjustment(item, "-0.69", decided_on=date(2020, 6, 1), document_number="1号", reason="调减")
    make_goal(project, "维护稳定。")
    part, whole = make_statistic(project, "化解", value=Decimal(121)), make_statistic(project, "排查")
    rate = make_statistic(project, "化解率", part=part, whole=whole)
    make_indicator(project, "化解矛盾", unit="%", actual_from=rate)
    report = make_report(project, outline=make_outline(outlines()[0]))
    make_section_text(report, "application", "写好的。")
    make_problem(report, "偏晚。", suggestion="提前。")
    return project


@pytest.mark.usefixtures("ready")
def test_everything_entered_arrives() -> None:
    bureau = make_bureau(code="5001")
    evaluation = load(filled(make_office(parent=bureau)))
    assert (evaluation.year, evaluation.bureau, evaluation.district) == (2020, "渝中区财政局", "渝中区")
    assert evaluation.purposes == ("社区巡防", "消防安全")
    (line,) = evaluation.lines
    assert line.name == "社区巡防经费"
    assert line.entries == (
        Entry(EntryKind.OPENING, "当年财政拨款", Decimal("2706900.00")),
        Entry(EntryKind.ADJUSTMENT, "当年财政拨款", Decimal("-6900.00"), date(2020, 6, 1), "1号", "调减"),
        Entry(EntryKind.PAID, "当年财政拨款", Decimal("1000000.00")),
    )
    part, whole, rate = evaluation.statistics
    assert rate == StatisticRecord(rate.key, "信访工作", "化解率", part=part.key, whole=whole.key)
    assert evaluation.measures[0].actual_from == rate.key
    assert evaluation.measured[0].actual == Decimal("97.58")
    assert evaluation.texts == {"application": "写好的。"}
    assert evaluation.problems == (ProblemRecord("偏晚。", "提前。"),)


@pytest.mark.usefixtures("ready")
def test_sources_stand_in_their_order_whether_used_or_not() -> None:
    item = make_line_item()
    make_source("当年财政拨款")
    make_source("其他资金")
    make_allocation(item, "1", source=make_source("上年结转资金"))
    make_expenditure(item, "1")
    assert load(item.project).sources == ("当年财政拨款", "其他资金", "上年结转资金")


@pytest.mark.usefixtures("ready")
def test_a_project_without_a_report_follows_the_default_outline() -> None:
    evaluation = load(make_project())
    assert evaluation.outline.code == outlines()[0]["code"]
    assert evaluation.texts == {}


def test_what_an_administrator_must_set_up_is_said() -> None:
    project = make_project()
    with pytest.raises(NotReadyError, match="2020 年度尚未指定评分规则"):
        load(project)
    make_year_rules(make_year(), make_rule_set(rule_sets()[0]))
    with pytest.raises(NotReadyError, match="尚未设置报告提纲"):
        load(Project.objects.get(pk=project.pk))


@pytest.mark.usefixtures("ready")
def test_files_of_evidence_are_counted() -> None:
    project = filled()
    indicator, statistic = project.indicators.get(), project.statistics.get(name="排查")
    for proved in ({"indicator": indicator}, {"indicator": indicator}, {"statistic": statistic}):
        make_evidence(project, **proved)
    evaluation = load(project)
    (measure,) = evaluation.measures
    assert measure.evidence == 2
    assert {one.name: one.evidence for one in evaluation.statistics} == {"化解": 0, "排查": 1, "化解率": 0}
    assert evaluation.evidence(measure) == 3


@pytest.mark.usefixtures("ready")
def test_queries_do_not_grow_with_projects(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    filled()
    with django_assert_num_queries(QUERIES):
        load_many(Project.objects.all())
    for _ in range(4):
        filled()
    with django_assert_num_queries(QUERIES):
        assert len(load_many(Project.objects.all())) == 5


QUERIES = 19
"""One for the projects, fifteen for what belongs to them, three for sources, bureaus and outline."""


def test_no_projects_no_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert load_many([]) == []
