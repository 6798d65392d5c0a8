"""Taking back a pasted table of indicators or an uploaded workbook: all of it, once, and nothing newer."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicators.models import Indicator
from projects.models import Project
from tests.builders import close, make_evidence, make_indicator, make_phase, make_qualitative_indicator
from tests.indicators.test_indicators_paste import TABLE, hidden, paste
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    project = make_ready_project(people.clerk.office)
    make_indicator(project, "综合应急演练", improvement="另选场地")
    make_qualitative_indicator(project, "居民安全感", achieved_percent=Decimal(90))
    return project


def page(project: Project) -> str:
    return reverse("change_undo", args=[project.pk])


def apply(client: Client, project: Project) -> HttpResponse:
    sent = hidden(paste(client, project, TABLE))
    return client.post(reverse("workbook_apply", args=[project.pk]), sent)


def rows(project: Project) -> list[dict[str, Any]]:
    return [model_to_dict(row) for row in project.indicators.order_by("pk")]


def undo(client: Client, project: Project) -> str:
    """Confirm the undo; return what is said then."""
    return str([*get_messages(client.post(page(project)).wsgi_request)][-1])


def test_who_may_and_who_may_not(people: People, project: Project) -> None:
    apply(browser(people.clerk), project)
    assert browser(people.clerk).get(page(project)).status_code == 200
    written = rows(project)
    for user in (people.stranger, *people.viewers):
        assert browser(user).get(page(project)).status_code == 404
        assert browser(user).post(page(project)).status_code == 404
    assert browser(people.colleague).post(page(project)).status_code == 302
    assert Client().post(page(project)).status_code == 302
    assert browser(people.clerk).put(page(project)).status_code == 405
    close(project.fiscal_year)
    assert browser(people.clerk).post(page(project)).status_code == 404
    assert rows(project) == written


def test_what_was_pasted_is_taken_back_once(people: People, project: Project) -> None:
    client, before = browser(people.clerk), rows(project)
    answer = apply(client, project)
    assert f'<a href="{page(project)}">撤销</a>' in client.get(answer["Location"]).content.decode()
    assert len(rows(project)) == len(before) + 2
    assert undo(client, project) == "已撤销，全部恢复原样。"
    assert rows(project) == before
    assert undo(client, project) == "没有可撤销的修改：可能已经撤销。"


def change(indicator: Indicator) -> None:
    Indicator.objects.filter(pk=indicator.pk).update(actual=Decimal(2))


def delete(indicator: Indicator) -> None:
    indicator.delete()


@pytest.mark.parametrize(("meddle", "name"), [(change, "巡防次数"), (delete, "已删除的内容")])
def test_what_somebody_changed_since_stays(
    people: People, project: Project, meddle: Callable[[Indicator], None], name: str
) -> None:
    client = browser(people.clerk)
    apply(client, project)
    meddle(Indicator.objects.get(name="巡防次数"))
    written = rows(project)
    assert undo(client, project) == f"未撤销：有人此后修改了“{name}”。"
    assert rows(project) == written


def test_what_was_attached_since_is_not_lost(people: People, project: Project) -> None:
    client = browser(people.clerk)
    apply(client, project)
    evidence = make_evidence(project, indicator=Indicator.objects.get(name="巡防次数"))
    written = rows(project)
    assert undo(client, project) == "未撤销：当时新增的内容此后已有附带资料（佐证资料）。"
    assert rows(project) == written
    assert list(project.evidence.all()) == [evidence]


def test_targets_that_were_approved_since_stand(people: People, project: Project) -> None:
    client = browser(people.clerk)
    apply(client, project)
    written = rows(project)
    yesterday = timezone.localdate() - timedelta(days=1)
    make_phase(project.fiscal_year, kind="targets", due_on=yesterday)
    assert undo(client, project) == "未撤销：绩效目标此后已经批复，须办理绩效目标调整。"
    assert rows(project) == written
