"""The home page."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.roles import Role
from perfeval.views import WAITING_SHOWN
from projects.models import Phase
from reports.models import State, Submission
from tests.builders import (
    close,
    make_line_item,
    make_phase,
    make_project,
    make_step,
    make_submission,
    make_superuser,
    make_user,
    make_year,
    make_year_rules,
)
from tests.people import browser, make_people

pytestmark = pytest.mark.django_db

HOME = reverse("home")


def shown(user: User) -> str:
    client = browser(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.get(HOME, {"year": "2020"})
    assert response.status_code == 200
    return response.text


def test_a_stranger_is_sent_to_log_in_and_nobody_posts() -> None:
    assert Client().get(HOME).status_code == 302
    assert browser(make_user()).post(HOME).status_code == 405


def test_those_who_work_on_projects_see_what_each_lacks_with_links_to_the_place() -> None:
    people = make_people()
    project = make_project("平安稳定项目", office=people.clerk.office)
    item = make_line_item(project, allocated="561.26")
    make_project("别处的项目", office=people.stranger.office)
    for user in (people.clerk, people.colleague, people.approver):
        text = shown(user)
        assert "平安稳定项目" in text
        assert "别处的项目" not in text
        assert "561.26" in text
        assert "1 line item without spending" in text
        assert f'href="{reverse("project_funds", args=[project.pk])}#item-{item.pk}"' in text


def test_those_who_oversee_see_the_offices_beneath_them() -> None:
    people = make_people()
    make_line_item(make_project("平安稳定项目", office=people.clerk.office), allocated="100", spent="90")
    make_line_item(make_project("第二项目", office=people.clerk.office), allocated="100")
    make_project("平安建设项目", office=people.stranger.office)
    administrator = make_user(role=Role.ADMINISTRATOR, office=people.reviewer.office)
    for user in (administrator, make_superuser()):
        text = shown(user)
        assert "朝天门街道办事处" in text
        assert "七星岗街道办事处" in text
        assert "平安稳定项目" not in text
        assert "45.00%" in text
        assert people.clerk.office is not None
        assert f"office={people.clerk.office.pk}" in text


def test_what_is_due_is_counted_from_today() -> None:
    today = timezone.localdate()
    year = make_year(2020)
    for kind, opens, due in (
        (Phase.Kind.TARGETS, -30, -3),
        (Phase.Kind.SELF_EVALUATION, -1, 7),
        (Phase.Kind.REVIEW, 8, 30),
    ):
        make_phase(year, kind=kind, opens_on=today + timedelta(opens), due_on=today + timedelta(due))
    text = shown(make_user())
    assert "3 days past its end" in text
    assert "7 days left" in text
    assert "opens in 8 days" in text


def test_an_empty_year_offers_the_first_step_to_those_who_may_take_it() -> None:
    people = make_people()
    make_year(2020)
    add = f"{reverse('project_add')}?year=2020"
    assert add in shown(people.clerk)
    for user in people.viewers:
        assert add not in shown(user)
    close(make_year(2020))
    assert add not in shown(people.clerk)


def test_without_a_year_an_administrator_is_led_to_setting_one_up() -> None:
    people = make_people()
    add = reverse("admin:projects_fiscalyear_add")
    assert add in shown(make_user(role=Role.ADMINISTRATOR))
    assert add not in shown(people.clerk)


def test_a_reviewer_sees_what_was_approved_and_no_draft() -> None:
    people = make_people()
    make_line_item(make_project("草拟的项目", office=people.clerk.office), allocated="100")
    submitted = make_submission(make_project("提交的项目", office=people.clerk.office))
    approved = make_step(make_submission(make_project("审核的项目", office=people.clerk.office))).submission
    Submission.objects.filter(pk=approved.pk).update(state=State.APPROVED)
    text = shown(people.reviewer)
    assert reverse("submission", args=[approved.pk]) in text
    assert reverse("submission", args=[submitted.pk]) not in text
    assert "草拟的项目" not in text
    assert reverse("project_list") not in text


def test_what_waits_is_counted_in_the_bar_and_named_up_to_a_limit() -> None:
    people = make_people()
    assert "bar-waiting" not in shown(people.reviewer)
    for number in range(WAITING_SHOWN + 1):
        project = make_project(f"项目{number}", office=people.clerk.office)
        make_step(make_submission(project, state=State.APPROVED))
    text = shown(people.reviewer)
    assert f"To do <strong>{WAITING_SHOWN + 1}</strong>" in text
    assert text.count("Review it, then accept or return it.") == WAITING_SHOWN
    assert f"{reverse('desk')}?year=2020" in text
    assert "bar-waiting" not in shown(people.clerk)
    Submission.objects.filter(project__name="项目0").update(state=State.RETURNED)
    text = shown(people.clerk)
    assert "To do <strong>1</strong>" in text
    assert f"{HOME}?year=2020#waiting" in text
    text = shown(people.reviewer)
    assert f"To do <strong>{WAITING_SHOWN}</strong>" in text
    assert "More is waiting" not in text


@pytest.mark.parametrize(
    ("role", "queries"), [(Role.CLERK, 16), (Role.ADMINISTRATOR, 16), (Role.REVIEWER, 11)]
)
@pytest.mark.parametrize("projects", [2, 30])
def test_its_queries_do_not_grow(
    projects: int, role: Role, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_year_rules()
    make_phase()
    user = make_user(role=role)
    for number in range(projects):
        project = make_project(f"项目{number}", office=user.office)
        for _ in range(projects):
            make_line_item(project, allocated="1")
        submission = make_step(make_submission(project)).submission
        Submission.objects.filter(pk=submission.pk).update(state=State.APPROVED)
    client = browser(user)
    with django_assert_num_queries(queries):
        client.get(HOME)
