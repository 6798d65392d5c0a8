"""Where a figure comes from: who entered its inputs and when, and the documents and files behind it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from projects.history import record_new
from projects.locks import writing_to
from projects.models import Project
from reports import workflow
from reports.facts import facts
from reports.loading import load
from reports.models import State, Submission
from reports.origins import MOST, Card, card
from reports.workflow import Seen
from tests.builders import (
    make_adjustment,
    make_allocation,
    make_evidence,
    make_expenditure,
    make_indicator,
    make_line_item,
    make_source,
    make_statistic,
    yuan,
)
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project
from tests.reports.submissions import bring, make_finished_project, make_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    """A project with two lines, one indicator taken from a work figure and one of its own; all recorded."""
    project = make_ready_project(people.clerk.office, written_on=date(2021, 2, 3))
    with writing_to(project, by=people.clerk):
        first = make_line_item(project, "巡防经费")
        make_allocation(first, "100", document_number="渝财预〔2020〕1号", decided_on=date(2020, 1, 5))
        make_adjustment(first, "20", document_number="渝财预〔2020〕9号", reason="追加")
        make_expenditure(first, "90", voucher_number="记-12", paid_on=date(2020, 6, 1))
        second = make_line_item(project, "消防经费")
        make_allocation(second, "5", document_number="渝财预〔2020〕1号", decided_on=date(2020, 1, 5))
        make_expenditure(second, "5", source=make_source("其他资金", code="other"))
        counted = make_statistic(project, "巡防", value=Decimal(8))
        make_indicator(project, "巡防次数", target=Decimal(5), unit="次", actual_from=counted)
        make_indicator(project, "应急演练", target=Decimal(2), unit="次", actual=Decimal(2))
    return project


def of(project: Project, people: People, name: str) -> Card:
    evaluation = load(Project.objects.get(pk=project.pk))
    known = facts(evaluation)
    return card(
        known[name], known, evaluation, project=project, user=people.clerk, address=lambda key: f"/{key}/"
    )


def said(shown: Card) -> list[tuple[str, str, str]]:
    return [(told.entry.made_by, told.entry.name, told.values[0].new) for told in shown.changes]


def test_an_amount_is_told_by_its_own_entries(people: People, project: Project) -> None:
    allocation = project.line_items.get(name="巡防经费").allocations.get(kind="opening")
    with writing_to(project, by=people.colleague):
        allocation.amount = yuan("101")
        allocation.reason = "更正"
        allocation.save()
    shown = of(project, people, "巡防经费.年初预算")
    assert said(shown) == [
        (str(people.colleague), "巡防经费 · 年初预算 · 当年财政拨款", "101.00 万元"),
        (str(people.clerk), "巡防经费 · 年初预算 · 当年财政拨款", "100.00 万元"),
    ]
    assert [[value.label for value in told.values] for told in shown.changes] == [["金额"], ["金额"]]
    assert [(one.number, one.on, one.entries) for one in shown.documents] == [
        ("渝财预〔2020〕1号", date(2020, 1, 5), 1)
    ]


@pytest.mark.parametrize(
    ("name", "documents", "entries"),
    [
        ("巡防经费.全年预算", ["渝财预〔2020〕1号", "渝财预〔2020〕9号"], 2),
        ("巡防经费.执行率", ["渝财预〔2020〕1号", "渝财预〔2020〕9号", "记-12"], 3),
        ("消防经费.执行数", [], 1),
        ("执行数合计", ["记-12"], 2),
        ("来源.其他资金.执行数", [], 1),
        ("来源.当年财政拨款.执行数", ["记-12"], 1),
        ("巡防次数.得分", [], 2),
        ("巡防次数.分值", [], 1),
        ("巡防", [], 1),
        ("项目名称", [], 0),
        ("等级划分", [], 0),
    ],
)
def test_what_is_computed_leads_to_all_that_was_entered_for_it(
    name: str, documents: list[str], entries: int, people: People, project: Project
) -> None:
    shown = of(project, people, name)
    assert [one.number for one in shown.documents] == documents
    assert len(shown.changes) == entries
    assert all(told.values for told in shown.changes)


def test_a_change_of_another_field_says_nothing_of_the_figure(people: People, project: Project) -> None:
    indicator = project.indicators.get(name="应急演练")
    with writing_to(project, by=people.colleague):
        indicator.deviation = "另有原因"
        indicator.save()
    assert {told.entry.made_by for told in of(project, people, "应急演练.得分").changes} == {
        str(people.clerk)
    }


def test_the_name_of_a_project_was_entered_too(people: People, project: Project) -> None:
    with writing_to(project, by=people.colleague) as held:
        held.name, held.department = "平安建设项目", "区政法委"
        held.save()
    (told,) = of(project, people, "项目名称").changes
    assert [(value.old, value.new) for value in told.values] == [("平安稳定项目", "平安建设项目")]


def test_a_document_of_several_lines_is_named_once_and_only_some_are_named(
    people: People, project: Project
) -> None:
    (document,) = of(project, people, "年初预算合计").documents
    assert document.entries == 2
    item = project.line_items.get(name="消防经费")
    for number in range(MOST + 2):
        expenditure = make_expenditure(item, "1", voucher_number=f"记-{number + 20}")
        make_evidence(project, expenditure=expenditure, name=f"凭证{number}.pdf")
    shown = of(project, people, "消防经费.执行数")
    assert (len(shown.documents), shown.more_documents) == (MOST, 2)
    assert (len(shown.files), shown.more_files) == (MOST, True)


def test_the_files_that_prove_it_are_named(people: People, project: Project) -> None:
    drill, counted = project.indicators.get(name="应急演练"), project.statistics.get()
    make_evidence(project, indicator=drill, name="演练照片.png")
    make_evidence(project, statistic=counted, name="台账.xlsx")
    assert [file.name for file in of(project, people, "应急演练.完成值").files] == ["演练照片.png"]
    assert [file.name for file in of(project, people, "巡防次数.完成率").files] == ["台账.xlsx"]
    assert [file.name for file in of(project, people, "巡防").files] == ["台账.xlsx"]


def test_the_page_and_the_card_say_the_same(people: People, project: Project) -> None:
    item = project.line_items.get(name="巡防经费")
    address = reverse("project_fact", args=[project.pk, f"item-{item.pk}-spent"])
    make_evidence(project, expenditure=item.expenditures.get(), name="发票.pdf")
    for query in ({}, {"card": ""}):
        text = browser(people.clerk).get(address, query).text
        for words in (str(people.clerk), "90.00 万元", "记-12", "2020-06-01", "发票.pdf"):
            assert words in text


def test_the_monitoring_s_figures_lead_to_the_payments(people: People, project: Project) -> None:
    address = reverse("project_fact", args=[project.pk, "monitoring-whole-spent"])
    shown = browser(people.clerk).get(address).context["card"]
    assert [one.number for one in shown.documents] == ["记-12"]
    assert len(shown.changes) == 2


@pytest.mark.parametrize("items", [1, 40])
def test_its_queries_do_not_grow(
    items: int, people: People, project: Project, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with writing_to(project, by=people.clerk):
        for number in range(items):
            item = make_line_item(project, allocated="1", spent="1")
            make_evidence(project, expenditure=item.expenditures.get(), name=f"{number}.pdf")
    evaluation = load(project)
    known = facts(evaluation)
    assert people.clerk.only_reviews is False  # asked once for a request
    with django_assert_num_queries(2):
        card(
            known["自评总分"], known, evaluation, project=project, user=people.clerk, address=lambda key: key
        )


class TestSubmission:
    """A figure of a submission: what was there when it was made."""

    @pytest.fixture
    def submission(self, people: People) -> Submission:
        project = make_finished_project(people.clerk.office)
        record_new([project.pk], by=people.clerk)
        return make_submitted(project, people.clerk)

    def told(self, submission: Submission, key: str, user: User) -> Card:
        address = reverse("submission_fact", args=[submission.pk, key])
        shown: Card = browser(user).get(address, {"card": ""}).context["card"]
        return shown

    def test_what_came_afterwards_is_not_told(self, people: People, submission: Submission) -> None:
        before = self.told(submission, "item-1-budget", people.clerk)
        assert said(before) == [(str(people.clerk), "明细项目1 · 年初预算 · 当年财政拨款", "42.90 万元")]
        workflow.withdraw(submission, by=people.clerk, seen=Seen.of(submission))
        item = submission.project.line_items.first()
        assert item is not None
        with writing_to(submission.project, by=people.colleague):
            allocation = item.allocations.get()
            allocation.amount += 1
            allocation.save()
            make_evidence(submission.project, expenditure=item.expenditures.get(), name="后补.pdf")
        for key in ("item-1-budget", "total-rate", "score-total"):
            shown = self.told(submission, key, people.clerk)
            assert str(people.colleague) not in {told.entry.made_by for told in shown.changes}
            assert "后补.pdf" not in {file.name for file in shown.files}

    def test_its_inputs_lead_on_and_records_are_called_as_in_the_tables(
        self, people: People, submission: Submission
    ) -> None:
        shown = self.told(submission, "indicator-2-points", people.clerk)
        assert {told.entry.record for told in shown.changes} == {
            int(submission.live("indicator-2").removeprefix("indicator-"))
        }
        for _fact, address in shown.inputs:
            assert browser(people.clerk).get(address).status_code == 200

    def test_a_reviewer_sees_who_entered_it_and_no_file_that_they_may_not_open(
        self, people: People, submission: Submission
    ) -> None:
        assert self.told(submission, "indicator-1-points", people.clerk).files
        bring(submission, State.APPROVED, people)
        shown = self.told(submission, "indicator-1-points", people.reviewer)
        assert shown.changes
        assert shown.files == []
