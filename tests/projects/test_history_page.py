"""The page of a project's history: who sees it, and what it says."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.models import Statistic
from projects.history_views import kind_name, tell
from projects.locks import writing_to
from projects.models import Allocation, HistoryEntry, LineItem, Project
from tests.builders import (
    make_allocation,
    make_line_item,
    make_project,
    make_statistic,
    make_superuser,
    yuan,
)
from tests.people import People, browser, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_project("平安稳定项目", office=people.clerk.office)


def address(project: Project, query: dict[str, str] | None = None) -> str:
    return reverse("project_history", args=[project.pk], query=query)


def words(project: Project) -> list[str]:
    """Return of each entry the kind of record, its name, and the fields with their values."""
    history = HistoryEntry.objects.filter(project=project.pk)
    return [
        f"{told.kind} {told.entry.name}："
        + "；".join(f"{value.label} {value.old} → {value.new}" for value in told.values)
        for told in tell(history)
    ]


def test_the_office_sees_it(people: People, project: Project) -> None:
    for user in (people.clerk, people.colleague, people.approver, make_superuser()):
        page = browser(user).get(address(project))
        assert page.status_code == 200
        assert "这里还没有记录" in page.content.decode()


def test_others_do_not(people: People, project: Project) -> None:
    for user in people.outsiders:
        assert browser(user).get(address(project)).status_code == 404
    assert browser(people.clerk).get(reverse("project_history", args=[0])).status_code == 404
    assert browser(people.clerk).post(address(project)).status_code == 405
    assert Client().get(address(project)).status_code == 302


def test_amounts_and_choices_are_told_as_people_write_them(people: People, project: Project) -> None:
    given = make_allocation(make_line_item(project, "社区巡防经费"), "12")
    with writing_to(project, by=people.clerk):
        Allocation.objects.update(
            amount=yuan("12.5"), kind=Allocation.Kind.ADJUSTMENT, decided_on="2020-06-01"
        )
    (told,) = words(project)
    assert told == (
        "预算安排 社区巡防经费 · 预算调整 · 当年财政拨款："
        "类型 年初预算 → 预算调整；金额 12.00 万元 → 12.50 万元；日期 — → 2020-06-01"
    )
    page = browser(people.clerk).get(address(project)).content.decode()
    assert "12.50 万元" in page
    assert str(people.clerk) in page
    assert given.line_item.name in page


def test_numbers_keys_and_lists_are_told_in_words(project: Project) -> None:
    with writing_to(project, by=None):
        part = make_statistic(project, "化解数", value=Decimal("124.5"))
        make_statistic(project, "化解率", part=part, whole=make_statistic(project, "受理数"))
    told = "\n".join(words(project))
    assert "— → 124.5" in told
    assert "— → 化解数" in told
    assert "— → 受理数" in told


def test_what_is_not_in_the_program_any_more_is_told_as_it_was_written(project: Project) -> None:
    gone = HistoryEntry(kind="projects.gone", changes='{"colour": ["red", null]}')
    field = HistoryEntry(kind="projects.lineitem", changes='{"colour": [{"a": 1, "b": null}, true]}')
    first, second = tell([gone, field])
    assert (first.kind, first.values[0].label, first.values[0].old, first.values[0].new) == (
        *("projects.gone", "colour", "red", "—"),
    )
    assert (second.values[0].old, second.values[0].new) == ("a：1；b：—", "是")
    assert kind_name("projects.lineitem") == "明细项目"


class TestFilter:
    """Person and kind of record stand in the address."""

    @pytest.fixture(autouse=True)
    def history(self, people: People, project: Project) -> None:
        figure = make_statistic(project, value=Decimal(1))
        make_line_item(project, "社区巡防经费")
        with writing_to(project, by=people.clerk):
            LineItem.objects.update(name="改名")
        with writing_to(project, by=people.colleague):
            Statistic.objects.filter(pk=figure.pk).update(value=2)
        with writing_to(project, by=None):
            Statistic.objects.filter(pk=figure.pk).update(value=3)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({}, [3, 2, 1]),
            ({"by": "clerk"}, [1]),
            ({"by": "0"}, [3]),
            ({"by": "nobody"}, []),
            ({"by": "²"}, []),
            ({"kind": "indicators.statistic"}, [3, 2]),
            ({"kind": "indicators.statistic", "by": "clerk"}, []),
            ({"kind": "nonsense"}, []),
            ({"page": "nonsense"}, [3, 2, 1]),
        ],
    )
    def test_what_is_shown(
        self, query: dict[str, str], found: list[int], people: People, project: Project
    ) -> None:
        if query.get("by") == "clerk":
            query = query | {"by": str(people.clerk.pk)}
        page = browser(people.clerk).get(address(project, query))
        assert [told.entry.sequence for told in page.context["entries"]] == found


@pytest.mark.parametrize("changes", [1, 120])
def test_queries_do_not_grow(
    changes: int, people: People, project: Project, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with writing_to(project, by=people.clerk):
        for number in range(changes):
            make_line_item(project, f"明细{number}")
    client = browser(people.clerk)
    client.get(address(project))
    with django_assert_num_queries(32):
        page = client.get(address(project))
    assert len(page.context["entries"]) == min(changes, 50)
