"""A work figure: added, changed, moved, deleted unless something is computed from it."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Statistic
from projects.models import Project
from tests.builders import (
    close,
    make_indicator,
    make_outline,
    make_project,
    make_statistic,
    make_year_rules,
)
from tests.people import People, browser, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    make_year_rules()
    make_outline(is_default=True)
    return make_project(office=people.clerk.office)


@pytest.fixture
def statistic(project: Project) -> Statistic:
    return make_statistic(project, "排查矛盾纠纷")


def add(project: Project) -> str:
    return reverse("statistic_add", args=[project.pk])


def value(**changes: str) -> dict[str, str]:
    return {"area": "信访工作", "name": "化解矛盾纠纷", "value": "121", "unit": "件", **changes}


PAGES = ["statistic_edit", "statistic_delete"]


@pytest.mark.parametrize("name", [*PAGES, "statistic_move"])
def test_who_may_and_who_may_not(name: str, people: People, statistic: Statistic) -> None:
    address = reverse(name, args=[statistic.pk])
    for user in (*people.outsiders, *people.viewers):
        assert browser(user).post(address, value(direction="up")).status_code == 404
        assert browser(user).post(add(statistic.project), value()).status_code == 404
    assert Client().post(address).status_code == 302
    client = browser(people.clerk)
    assert client.get(address).status_code == (200 if name in PAGES else 405)
    assert client.get(add(statistic.project)).status_code == 200
    assert client.put(address).status_code == 405
    assert client.post(reverse(name, args=[statistic.pk + 1])).status_code == 404
    close(statistic.project.fiscal_year)
    assert client.post(address, value(direction="up")).status_code == 404
    assert [one.name for one in Statistic.objects.all()] == ["排查矛盾纠纷"]


def test_a_value_is_added(people: People, project: Project) -> None:
    response = browser(people.clerk).post(add(project), value(value="１,２１０.５"))
    stored = Statistic.objects.get()
    assert response["Location"] == f"{reverse('project_statistics', args=[project.pk])}#statistic-{stored.pk}"
    assert (stored.area, stored.value, stored.unit) == ("信访工作", Decimal("1210.5"), "件")


def test_a_value_may_be_unknown(people: People, project: Project) -> None:
    assert browser(people.clerk).post(add(project), value(value="—")).status_code == 302
    assert Statistic.objects.get().value is None


def rate(part: Statistic, whole: Statistic, **changes: str) -> dict[str, str]:
    typed = {"area": "信访工作", "name": "化解率", "part": str(part.pk), "whole": str(whole.pk)}
    return typed | changes


def test_a_rate_is_computed_from_two_values(people: People, statistic: Statistic) -> None:
    settled = make_statistic(statistic.project, "化解矛盾纠纷", value=Decimal(121))
    client = browser(people.clerk)
    assert client.post(add(statistic.project), rate(settled, statistic)).status_code == 302
    stored = Statistic.objects.get(name="化解率")
    assert (stored.part, stored.whole, stored.value) == (settled, statistic, None)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("area", {"area": ""}),
        ("area", {"area": "长" * 51}),
        ("name", {"name": "排查矛盾纠纷"}),
        ("name", {"name": "化\x1f解"}),
        ("value", {"value": "121件"}),
        ("value", {"value": "-1"}),
        ("value", {"value": "0.00001"}),
        ("unit", {"unit": "长" * 21}),
    ],
)
def test_bad_input_is_named_and_kept(
    field: str, changes: dict[str, str], people: People, statistic: Statistic
) -> None:
    response = browser(people.clerk).post(add(statistic.project), value(**changes))
    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in value(**changes)} == value(**changes)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("part", {"part": ""}),
        ("whole", {"whole": ""}),
        ("value", {"value": "97.58"}),
        ("unit", {"unit": "%"}),
        ("whole", {"whole": "99999"}),
    ],
)
def test_a_rate_that_makes_no_sense_is_named(
    field: str, changes: dict[str, str], people: People, statistic: Statistic
) -> None:
    settled = make_statistic(statistic.project, "化解矛盾纠纷")
    response = browser(people.clerk).post(add(statistic.project), rate(settled, statistic) | changes)
    assert list(response.context["form"].errors) == [field]


def test_a_rate_has_two_different_values_of_the_project_and_no_rates(
    people: People, statistic: Statistic
) -> None:
    settled = make_statistic(statistic.project, "化解矛盾纠纷")
    foreign = make_statistic(make_project(office=people.stranger.office), "外单位")
    of_two = make_statistic(statistic.project, "化解率", part=settled, whole=statistic)
    client = browser(people.clerk)
    for part in (statistic, foreign, of_two):
        response = client.post(add(statistic.project), rate(part, statistic, name="新比率"))
        assert response.status_code == 200
    address = reverse("statistic_edit", args=[settled.pk])
    response = client.post(address, rate(foreign, statistic, name="化解矛盾纠纷"))
    assert "part" in response.context["form"].errors
    assert not Statistic.objects.filter(name="新比率").exists()


def test_a_value_that_rates_are_computed_from_cannot_become_a_rate(
    people: People, statistic: Statistic
) -> None:
    settled, third = (make_statistic(statistic.project, name) for name in ("化解矛盾纠纷", "上报"))
    make_statistic(statistic.project, "化解率", part=settled, whole=statistic)
    address = reverse("statistic_edit", args=[settled.pk])
    response = browser(people.clerk).post(address, rate(third, statistic, name="化解矛盾纠纷"))
    assert list(response.context["form"].errors) == ["part"]


def test_a_work_figure_is_changed(people: People, statistic: Statistic) -> None:
    address = reverse("statistic_edit", args=[statistic.pk])
    assert browser(people.colleague).post(address, value(area="综治工作")).status_code == 302
    statistic.refresh_from_db()
    assert (statistic.area, statistic.name, statistic.value) == ("综治工作", "化解矛盾纠纷", Decimal(121))


def test_areas_stay_together_and_figures_move_within_them(people: People, project: Project) -> None:
    client = browser(people.clerk)
    for area, name in (("信访", "甲"), ("综治", "乙"), ("信访", "丙")):
        client.post(add(project), value(area=area, name=name))
    last = Statistic.objects.get(name="丙")
    move = reverse("statistic_move", args=[last.pk])

    def order() -> str:
        return "".join(one.name for one in project.statistics.all())

    assert order() == "甲丙乙"
    client.post(move, {"direction": "down"})
    assert order() == "甲丙乙"
    assert client.post(move, {"direction": "up"})["Location"].endswith(f"#statistic-{last.pk}")
    assert order() == "丙甲乙"
    assert client.post(move, {"direction": "sideways"}).status_code == 400


def test_deleting_asks_first(people: People, statistic: Statistic) -> None:
    client = browser(people.clerk)
    address = reverse("statistic_delete", args=[statistic.pk])
    client.get(address)
    assert Statistic.objects.exists()
    assert client.post(address).status_code == 302
    assert not Statistic.objects.exists()


def test_what_something_is_computed_from_is_not_deleted(people: People, statistic: Statistic) -> None:
    project = statistic.project
    settled = make_statistic(project, "化解矛盾纠纷")
    of_two = make_statistic(project, "矛盾纠纷化解率", part=settled, whole=statistic)
    indicator = make_indicator(project, "排查件数", actual_from=statistic)
    client = browser(people.clerk)
    address = reverse("statistic_delete", args=[statistic.pk])
    for response in (client.get(address), client.post(address)):
        assert reverse("statistic_edit", args=[of_two.pk]) in response.text
        assert reverse("indicator_edit", args=[indicator.pk]) in response.text
    assert response.status_code == 409
    assert Statistic.objects.filter(pk=statistic.pk).exists()
