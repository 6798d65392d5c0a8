"""Marks of what is not public: made in the forms, carried into the next year, closed with the project."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from projects.models import FiscalYear, HistoryEntry, Project
from reports import compose
from reports.evaluation import AdjustmentRecord, AnswerRecord, GoalRecord, ProblemRecord
from reports.facts import facts
from reports.loading import load
from reports.marks import WITHHELD
from reports.public import OTHER, public
from reports.rollover import roll_over
from tests.builders import make_allocation, make_indicator, make_line_item, make_statistic
from tests.people import People, browser, make_people
from tests.reports.evaluations import evaluation, full_set
from tests.reports.submissions import make_finished_project, make_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_finished_project(people.clerk.office)


def sent(people: People, address: str) -> dict[str, Any]:
    """What the page sends back untouched."""
    context = browser(people.clerk).get(address).context
    data: dict[str, Any] = {}
    for form in (context["form"], *(form for table in context.get("tables", ()) for form in table)):
        for field in form:
            value = field.value()
            if value is not False:
                data[field.html_name] = "" if value is None else str(value)
            if field.field.show_hidden_initial:
                data[field.html_initial_name] = "" if value is None else str(value)
    for table in context.get("tables", ()):
        data |= {field.html_name: field.value() for field in table.management_form}
    return data


def test_each_record_is_marked_on_its_page_and_unmarked_again(people: People, project: Project) -> None:
    figure = make_statistic(project, "排查重点人员")
    item, indicator = project.line_items.all()[0], project.indicators.all()[0]
    for name, row in {
        "line_item": item,
        "indicator_edit": indicator,
        "statistic_edit": figure,
        "project_edit": project,
    }.items():
        address = reverse(name, args=[row.pk])
        for is_marked in (True, False):
            data = sent(people, address)
            data.pop("is_withheld", None)
            mark = {"is_withheld": "on"} if is_marked else {}
            assert browser(people.clerk).post(address, {**data, **mark}).status_code == 302
            row.refresh_from_db()
            assert row.is_withheld is is_marked
            told = f'"is_withheld": [{str(not is_marked).lower()}, {str(is_marked).lower()}]'
            history = HistoryEntry.objects.filter(project=project.pk, record=row.pk)
            assert history.filter(changes__contains=told).exists()


def test_a_submitted_project_takes_no_mark(people: People, project: Project) -> None:
    make_submitted(project, people.clerk)
    item = project.line_items.all()[0]
    address = reverse("line_item", args=[item.pk])
    assert browser(people.clerk).post(address, {"name": item.name, "is_withheld": "on"}).status_code in (
        404,
        409,
    )
    item.refresh_from_db()
    assert not item.is_withheld


def test_a_rate_follows_its_figures(people: People, project: Project) -> None:
    part, whole = make_statistic(project, "化解"), make_statistic(project, "排查")
    ratio = make_statistic(project, "化解率", part=part, whole=whole)
    address = reverse("statistic_edit", args=[ratio.pk])
    response = browser(people.clerk).post(address, {**sent(people, address), "is_withheld": "on"})
    assert "is_withheld" in response.context["form"].errors


def test_a_mark_that_somebody_else_made_stays(people: People, project: Project) -> None:
    item = project.line_items.all()[0]
    address = reverse("line_item", args=[item.pk])
    data = sent(people, address)
    type(item).objects.filter(pk=item.pk).update(is_withheld=True, version=item.version + 1)
    answer = browser(people.clerk).post(address, {**data, "name": "改名"})
    assert answer.status_code == 302  # what nobody else touched is saved
    item.refresh_from_db()
    assert item.is_withheld


def test_marks_are_read_and_the_public_version_is_made_of_them(project: Project) -> None:
    make_allocation(make_line_item(project, "禁毒专项", is_withheld=True), "7")
    make_allocation(make_line_item(project, "信访专项", is_withheld=True), "5")
    make_indicator(project, "盘查人次", is_withheld=True)
    make_statistic(project, "重点人员", is_withheld=True)
    evaluation = load(project)
    ours = public(evaluation)
    assert ours.lines[-1].name == OTHER
    assert ours.lines[-1].figures.budget == 120000
    assert ours.measures[-1].name == "不公开指标1"
    assert len(ours.statistics) == len(evaluation.statistics) - 1


def test_marks_go_on_into_the_next_year(people: People, project: Project) -> None:
    Project.objects.update(is_withheld=True)
    make_line_item(project, "禁毒专项", is_withheld=True)
    make_indicator(project, "盘查人次", is_withheld=True)
    make_statistic(project, "重点人员", is_withheld=True)
    roll_over(FiscalYear.objects.get(), user=people.clerk)
    new = Project.objects.get(fiscal_year__year=project.fiscal_year.year + 1)
    assert new.is_withheld
    for rows in (new.line_items, new.indicators, new.statistics):
        assert rows.get(is_withheld=True).name in ("禁毒专项", "盘查人次", "重点人员")


def test_the_mark_is_printed_nowhere() -> None:
    mark = WITHHELD
    given = evaluation(
        approval=f"{mark}渝中委办〔2020〕1号",
        purposes=(f"{mark}安保", "巡防"),
        goals=(GoalRecord(f"维护平安。\n{mark}重点管控。", f"{mark}已管控。"),),
        measures=full_set(
            actual=Decimal(1), deviation=f"{mark}人员不足。", improvement=f" {mark} 充实力量。\n{mark}培训。"
        ),
        problems=(ProblemRecord(f"{mark}支付集中。", f"{mark}按季度安排。"),),
        adjustments=(
            AdjustmentRecord("adjustment-1", "指标1", f"{mark}任务调整", {"target": "3"}, {"target": "2"}),
        ),
        answers=(AnswerRecord("W1", "执行率低。", f"{mark}已说明。", False, "经办人", date(2021, 2, 3)),),
        texts={"overview": f"共{{经费审批}}、{{资金用途}}。\n{mark}机要内容。"},
    )
    for document in (compose.compose(given), compose.form(given)):
        assert mark not in str(document)
    said = str(compose.compose(given))
    for text in (
        "重点管控",
        "已管控",
        "人员不足",
        "充实力量",
        "任务调整",
        "已说明",
        "机要内容",
        "安保、巡防",
        "渝中委办",
    ):
        assert text in said
    assert not any(mark in fact.text for fact in facts(given).values())
