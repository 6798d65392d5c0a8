"""The tab 检查: who answers and who waives, what an answer silences, and where it is printed."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indicators.models import Indicator
from projects.models import Project
from reports import snapshot, workflow
from reports.checks import CHECKS, run
from reports.compose import compose
from reports.facts import facts
from reports.findings import Finding, Level
from reports.loading import load
from reports.models import Answer
from tests.builders import close, make_indicator, make_line_item, make_superuser
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db

REASON = "资料存于档案室，可供查阅。"


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    project = make_ready_project(people.clerk.office)
    make_line_item(project, "社区巡防经费", allocated="270.69", spent="270.69")
    make_indicator(project, "综合应急演练", actual=Decimal(2))
    return project


def findings(project: Project, rule: str) -> list[Finding]:
    evaluation = load(Project.objects.get(pk=project.pk))
    every = run(evaluation, facts(evaluation), on=timezone.localdate())
    return [finding for finding in every if finding.id == rule]


def tab(project: Project) -> str:
    return reverse("project_checks", args=[project.pk])


def page(project: Project, rule: str = "W12") -> str:
    [finding] = findings(project, rule)
    return reverse("finding_answer", args=[project.pk, finding.digest])


def test_who_sees_the_findings(people: People, project: Project) -> None:
    for user in (people.clerk, people.colleague, people.approver, make_superuser()):
        assert browser(user).get(tab(project)).status_code == 200
    for user in (people.stranger, people.reviewer):
        assert browser(user).get(tab(project)).status_code == 404
    assert Client().get(tab(project)).status_code == 302
    assert browser(people.clerk).post(tab(project)).status_code == 405
    assert browser(people.clerk).get(reverse("project_checks", args=[project.pk + 1])).status_code == 404


def test_findings_stand_by_their_part_with_a_link_to_the_field(people: People, project: Project) -> None:
    text = browser(people.clerk).get(tab(project)).text
    indicator = Indicator.objects.get()
    assert f'href="{reverse("indicator_edit", args=[indicator.pk])}"' in text
    assert text.index("绩效指标</h2>") < text.index("“综合应急演练”")
    assert f'href="{page(project)}"' in text
    count = len(re.findall('<tr id="finding-', text))
    assert f"检查 ({count})" in text


def test_a_clerk_answers_a_leader_waives(people: People, project: Project) -> None:
    address = page(project)
    for user in (people.stranger, people.reviewer):
        assert browser(user).get(address).status_code == 404
        assert browser(user).post(address, {"reason": REASON}).status_code == 404
    assert Client().post(address, {"reason": REASON}).status_code == 302
    assert browser(people.clerk).post(address, {"reason": REASON, "waive": ""}).status_code == 404
    assert browser(people.approver).post(address, {"reason": REASON}).status_code == 404
    assert not Answer.objects.exists()

    assert browser(people.clerk).post(address, {"reason": REASON})["Location"] == tab(project)
    answer = Answer.objects.get()
    assert (answer.rule, answer.reason, answer.is_waiver) == ("W12", REASON, False)
    assert answer.made_by == people.clerk

    response = browser(people.approver).post(
        address, {"reason": "情况属实。", "initial-reason": REASON, "waive": ""}
    )
    assert response.status_code == 302
    answer.refresh_from_db()
    assert (answer.reason, answer.is_waiver, answer.made_by) == ("情况属实。", True, people.approver)

    # What a leader let stand is the leader's.
    assert browser(people.clerk).get(address).status_code == 404
    assert browser(people.clerk).post(address, {"reason": REASON}).status_code == 404
    assert browser(people.clerk).post(address, {"withdraw": ""}).status_code == 404
    assert browser(people.approver).post(address, {"withdraw": ""}).status_code == 302
    assert not Answer.objects.exists()


def test_a_clerk_takes_an_answer_back_and_a_leader_does_not(people: People, project: Project) -> None:
    address = page(project)
    browser(people.clerk).post(address, {"reason": REASON})
    assert browser(people.approver).post(address, {"withdraw": ""}).status_code == 404
    assert "撤回说明" in browser(people.clerk).get(address).text
    browser(people.clerk).post(address, {"withdraw": ""})
    assert not Answer.objects.exists()


@pytest.mark.parametrize("reason", ["", "无", "暂无。", "x" * 1001, "原因\x07"])
def test_no_reason_is_refused_and_kept(reason: str, people: People, project: Project) -> None:
    response = browser(people.clerk).post(page(project), {"reason": reason})
    assert response.status_code == 200
    assert "is-invalid" in response.text
    assert not Answer.objects.exists()


def test_an_error_takes_no_answer(people: People, project: Project) -> None:
    finding = findings(project, "R7")[0]
    assert finding.level is Level.ERROR
    address = reverse("finding_answer", args=[project.pk, finding.digest])
    assert browser(people.clerk).get(address)["Location"] == tab(project)
    assert browser(people.clerk).post(address, {"reason": REASON}).status_code == 409
    assert not Answer.objects.exists()


def test_an_answered_finding_counts_no_more_until_it_changes(people: People, project: Project) -> None:
    client = browser(people.clerk)
    address = page(project)
    before = int(re.findall(r"检查 \((\d+)\)", client.get(tab(project)).text)[0])
    client.post(address, {"reason": REASON})
    text = client.get(tab(project)).text
    assert f"检查 ({before - 1})" in text
    assert REASON in text
    [answer] = load(project).answers
    assert (answer.reason, answer.by) == (REASON, str(people.clerk))

    Indicator.objects.update(weight=Decimal(20))
    assert f"检查 ({before})" in client.get(tab(project)).text
    assert load(Project.objects.get(pk=project.pk)).answers == ()
    assert "已改变" in client.get(address, follow=True).text
    Indicator.objects.update(weight=Decimal(10))
    assert len(load(Project.objects.get(pk=project.pk)).answers) == 1


def test_what_was_written_for_a_finding_that_changed_is_kept(people: People, project: Project) -> None:
    address = page(project)
    Indicator.objects.update(weight=Decimal(20))
    response = browser(people.clerk).post(address, {"reason": REASON})
    assert response.status_code == 409
    assert REASON in response.text


def test_two_people_answer_the_same_finding(people: People, project: Project) -> None:
    address = page(project)
    browser(people.colleague).post(address, {"reason": "已补交。", "initial-reason": ""})
    response = browser(people.clerk).post(address, {"reason": REASON, "initial-reason": ""})
    assert response.status_code == 200
    assert "已补交。" in response.text
    assert REASON in response.text
    assert Answer.objects.get().reason == "已补交。"


def test_saving_leads_to_the_next_open_warning(people: People, project: Project) -> None:
    make_indicator(project, "安全宣传活动", actual=Decimal(2))
    first, second = findings(project, "W12")
    address = reverse("finding_answer", args=[project.pk, first.digest])
    response = browser(people.clerk).post(address, {"reason": REASON, "next": ""})
    assert response["Location"] == reverse("finding_answer", args=[project.pk, second.digest])
    response = browser(people.clerk).post(response["Location"], {"reason": REASON, "next": ""})
    assert response.status_code == 302


def test_a_closed_year_takes_no_answer(people: People, project: Project) -> None:
    address = page(project)
    close(project.fiscal_year)
    for user, data in ((people.clerk, {}), (people.approver, {"waive": ""})):
        assert browser(user).post(address, {"reason": REASON, **data}).status_code == 404
    assert browser(people.clerk).get(tab(project)).status_code == 200


def test_answers_are_printed_in_an_annex(people: People, project: Project) -> None:
    assert [one.label for one in compose(load(project)).attachments] == ["附件"]
    browser(people.approver).post(page(project), {"reason": "情况属实。", "waive": ""})
    document = compose(load(Project.objects.get(pk=project.pk)))
    assert [one.label for one in document.attachments] == ["附件1", "附件2"]
    texts = list(document.texts())
    assert "附件：1.项目支出绩效自评表" in texts
    assert "　　　2.检查情况说明" in texts
    assert "准予豁免：情况属实。" in texts
    assert any(str(people.approver) in text for text in texts)


def test_every_rule_is_listed(people: People) -> None:
    address = reverse("check_rules")
    text = browser(people.reviewer).get(address).text
    for check in CHECKS.values():
        assert f'<tr id="{check.id}">' in text
        assert check.rule in text
    assert Client().get(address).status_code == 302
    assert browser(people.clerk).post(address).status_code == 405


@pytest.mark.parametrize("count", [2, 40])
def test_its_queries_do_not_grow(
    count: int, people: People, project: Project, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_line_item(project, allocated="1", spent="1")
        make_indicator(project, f"演练项目{number}", actual=Decimal(2))
    client = browser(people.clerk)
    for finding in findings(project, "W12")[:count]:
        client.post(reverse("finding_answer", args=[project.pk, finding.digest]), {"reason": REASON})
    with django_assert_max_num_queries(32):
        client.get(tab(project))


def test_a_submission_holds_the_answers(people: People, project: Project) -> None:
    browser(people.clerk).post(page(project), {"reason": REASON})
    project = Project.objects.get(pk=project.pk)
    draft = workflow.draft(project)
    assert "W12" not in {finding.id for finding in draft.blocking}
    assert "W12" in {finding.id for finding in draft.findings}
    assert snapshot.load(draft.snapshot).answers == load(project).answers
