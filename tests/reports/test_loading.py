"""From the tables to evaluations: faithful, and in a constant number of queries."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from indicators.data import rule_sets
from indicators.layouts import STANDARD
from indicators.models import YearRules
from projects.funds import Entry, EntryKind
from projects.models import Project, Succession
from reports.data import outlines
from reports.evaluation import OtherReport, ProblemRecord, StatisticRecord
from reports.loading import NotReadyError, load, load_many
from tests.builders import (
    make_adjustment,
    make_allocation,
    make_bureau,
    make_evidence,
    make_expenditure,
    make_form_layout,
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
    make_succession,
    make_year,
    make_year_rules,
    yuan,
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
def test_the_form_has_the_layout_of_its_year() -> None:
    project = filled()
    assert load(project).layout == STANDARD
    YearRules.objects.update(layout=make_form_layout())
    assert load(Project.objects.get(pk=project.pk)).layout.code == "sichuan"


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


QUERIES = 21
"""One for the projects, fifteen for what belongs to them, five for sources, bureaus, outline, last year."""


def test_no_projects_no_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert load_many([]) == []


@pytest.mark.usefixtures("ready")
class TestLastYear:
    """The year before, matched by lineage or by the record of a split or merger."""

    def before(self, **fields: object) -> Project:
        """Last year's project: two lines of 10 and 20, spent 9 and 18, and a rate as an actual."""
        project = make_project(fiscal_year=make_year(2019), **fields)
        make_line_item(project, "巡防经费", allocated="10", spent="9")
        make_line_item(project, "消防经费", allocated="20", spent="18")
        part, whole = make_statistic(project, value=Decimal(121)), make_statistic(project)
        make_indicator(
            project, "化解率", unit="%", actual_from=make_statistic(project, part=part, whole=whole)
        )
        make_section_text(
            make_report(project, outline=make_outline(outlines()[0])), "application", "上年的话。"
        )
        return project

    def test_without_one_there_is_none(self) -> None:
        make_project("另一项目", fiscal_year=make_year(2019))
        project = make_project()
        make_project("更早", fiscal_year=make_year(2018), lineage=project.lineage)
        assert load(project).last_year is None

    def test_lines_and_indicators_are_matched_by_lineage_whatever_their_names(self) -> None:
        before = self.before()
        project = make_project(lineage=before.lineage)
        old = before.line_items.get(name="巡防经费")
        item = make_line_item(project, "社区巡防经费", lineage=old.lineage)
        indicator = make_indicator(project, "矛盾化解率", lineage=before.indicators.get().lineage)
        last = load(project).last_year
        assert last is not None
        assert [(line.key, line.name) for line in last.lines] == [
            (f"item-{item.pk}", "巡防经费"),
            ("", "消防经费"),
        ]
        assert (last.year, last.whole.budget, last.whole.balance) == (2019, yuan("30"), yuan("3"))
        (measure,) = last.measures
        assert (measure.key, measure.actual) == (f"indicator-{indicator.pk}", Decimal("97.58"))
        assert last.texts == {"application": "上年的话。"}

    def test_of_a_split_project_only_what_is_continued_counts(self) -> None:
        before = self.before()
        project = make_project()
        make_succession(project, predecessor=before, kind=Succession.Kind.SPLIT)
        make_line_item(project, lineage=before.line_items.get(name="消防经费").lineage)
        last = load(project).last_year
        assert last is not None
        assert [line.name for line in last.lines] == ["消防经费"]
        assert (last.whole.budget, last.measures, last.texts) == (yuan("20"), (), {})

    def test_of_merged_projects_everything_counts(self) -> None:
        project = make_project()
        for name in ("甲", "乙"):
            make_succession(project, predecessor=self.before(name=name), kind=Succession.Kind.MERGED)
        last = load(project).last_year
        assert last is not None
        assert (len(last.lines), last.whole.spent) == (4, yuan("54"))

    def test_a_split_within_the_year_leaves_each_part_what_it_continues(self) -> None:
        before = self.before()
        goes_on, part = make_project(lineage=before.lineage), make_project("分出")
        make_succession(part, predecessor=goes_on, kind=Succession.Kind.SPLIT)
        make_line_item(part, lineage=before.line_items.get(name="消防经费").lineage)
        of_the_rest, of_the_part = (one.last_year for one in load_many([goes_on, part]))
        assert of_the_rest is not None
        assert of_the_part is not None
        # What nothing continues is told by the project that goes on.
        assert [line.name for line in of_the_rest.lines] == ["巡防经费"]
        assert [measure.name for measure in of_the_rest.measures] == ["化解率"]
        assert [line.name for line in of_the_part.lines] == ["消防经费"]
        assert (of_the_part.measures, of_the_part.texts) == ((), {})

    def test_a_merger_within_the_year_brings_the_last_years_of_all(self) -> None:
        before, other = self.before(name="甲"), self.before(name="乙")
        project = make_project(lineage=before.lineage)
        shell = make_project("并入", lineage=other.lineage, office=project.office)
        farther = make_project("更早并入", lineage=self.before(name="丙").lineage, office=project.office)
        make_succession(project, predecessor=shell, kind=Succession.Kind.MERGED)
        make_succession(shell, predecessor=farther, kind=Succession.Kind.MERGED)
        last = load(project).last_year
        assert last is not None
        assert (len(last.lines), last.whole.budget) == (6, yuan("90"))

    def test_queries_do_not_grow_with_last_years(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for count in (1, 4):
            for _ in range(count):
                make_project(lineage=self.before().lineage)
            with django_assert_num_queries(QUERIES_WITH_LAST_YEAR):
                load_many(Project.objects.filter(fiscal_year__year=2020))


QUERIES_WITH_LAST_YEAR = 21
"""For projects with everything entered last year and nothing yet this year."""


@pytest.mark.usefixtures("ready")
def test_a_report_is_held_against_those_of_its_office_and_year() -> None:
    project = filled()
    outline = make_outline(outlines()[0])

    def written(name: str, **fields: object) -> Project:
        other = make_project(name, **{"office": project.office, **fields})
        make_section_text(make_report(other, outline=outline), text=f"{name}的话。")
        return other

    written("另一项目")
    shell = written("已并入的项目")
    make_succession(project, predecessor=shell, kind=Succession.Kind.MERGED)
    written("去年的项目", fiscal_year=make_year(2019))
    written("外单位的项目", office=make_office("外单位"))
    assert load(project).others == (OtherReport("另一项目", ("另一项目的话。",)),)
    assert load_many([project])[0].others == ()


@pytest.mark.usefixtures("ready")
def test_records_come_in_their_order_and_not_in_that_of_their_numbers() -> None:
    """A query that counts evidence has no order of its own, and PostgreSQL then gives any."""
    project = filled()
    for position in (3, 1, 2):
        make_indicator(project, f"新指标{position}", position=position)
        make_statistic(project, f"新数据{position}", position=position)
        make_line_item(project, f"新明细{position}", position=position)
    loaded = load(project)
    for names in (
        [measure.name for measure in loaded.measures if measure.name.startswith("新")],
        [statistic.name for statistic in loaded.statistics if statistic.name.startswith("新")],
        [line.name for line in loaded.lines if line.name.startswith("新")],
    ):
        assert [name[-1] for name in names] == ["1", "2", "3"]
