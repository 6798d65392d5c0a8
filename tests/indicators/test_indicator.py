"""An indicator: added, from the library or from nothing, changed, moved, deleted."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Indicator
from projects.models import Project
from tests.builders import (
    close,
    make_indicator,
    make_library_indicator,
    make_outline,
    make_project,
    make_qualitative_indicator,
    make_statistic,
    make_superuser,
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
def indicator(project: Project) -> Indicator:
    return make_indicator(project, "综合应急演练", level2="数量")


def quantitative(**changes: str) -> dict[str, str]:
    """What a clerk types for ``≥ 3 次``."""
    typed = {
        "level": "产出/数量",
        "name": "综合应急演练",
        "nature": "≥",
        "direction": "正向",
        "weight": "10",
        "target": "3",
        "unit": "次",
    }
    return typed | changes


def qualitative(**changes: str) -> dict[str, str]:
    typed = {
        "level": "效益/社会效益",
        "name": "居民安全感",
        "nature": "定性",
        "direction": "正向",
        "weight": "10",
        "target_text": "有所提高",
    }
    return typed | changes


def errors(client: Client, address: str, typed: dict[str, str]) -> dict[str, Any]:
    """Send a form that must be refused; return its errors after checking that nothing typed is lost."""
    response = client.post(address, typed)
    assert response.status_code == 200
    form = response.context["form"]
    assert {name: form[name].value() for name in typed if name in form.fields} == typed
    return {name: list(messages) for name, messages in form.errors.items()}


def add(project: Project) -> str:
    return reverse("indicator_add", args=[project.pk])


PAGES = ["indicator_edit", "indicator_delete"]


@pytest.mark.parametrize("name", PAGES)
def test_the_offices_clerks_see_every_page(name: str, people: People, indicator: Indicator) -> None:
    for user in (people.clerk, people.colleague, make_superuser()):
        assert browser(user).get(reverse(name, args=[indicator.pk])).status_code == 200
        assert browser(user).get(add(indicator.project)).status_code == 200


@pytest.mark.parametrize("name", [*PAGES, "indicator_move"])
def test_nobody_else_reaches_them(name: str, people: People, indicator: Indicator) -> None:
    address = reverse(name, args=[indicator.pk])
    for user in (*people.outsiders, *people.viewers):
        assert browser(user).post(address, quantitative(direction="up")).status_code == 404
        assert browser(user).post(add(indicator.project), quantitative(name="新")).status_code == 404
        assert browser(user).get(add(indicator.project)).status_code == 404
    assert Client().get(add(indicator.project)).status_code == 302
    assert browser(people.clerk).post(reverse(name, args=[indicator.pk + 1])).status_code == 404
    assert [one.name for one in Indicator.objects.all()] == ["综合应急演练"]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_wrong_method_is_refused(method: str, people: People, indicator: Indicator) -> None:
    client = browser(people.clerk)
    for name in (*PAGES, "indicator_move"):
        assert getattr(client, method)(reverse(name, args=[indicator.pk])).status_code == 405
    assert getattr(client, method)(add(indicator.project)).status_code == 405
    assert client.get(reverse("indicator_move", args=[indicator.pk])).status_code == 405


def test_a_closed_year_takes_nothing(people: People, indicator: Indicator) -> None:
    close(indicator.project.fiscal_year)
    client = browser(people.clerk)
    assert client.post(add(indicator.project), quantitative(name="新")).status_code == 404
    assert client.post(reverse("indicator_delete", args=[indicator.pk])).status_code == 404
    assert Indicator.objects.count() == 1


def test_a_quantitative_indicator_is_added(people: People, project: Project) -> None:
    typed = quantitative(target=" １,２００．５ ", weight="7.5", actual="0", deviation="未开展\r\n演练")
    response = browser(people.clerk).post(add(project), typed)
    stored = Indicator.objects.get()
    assert response["Location"] == f"{reverse('project_indicators', args=[project.pk])}#indicator-{stored.pk}"
    assert (stored.level1, stored.level2, stored.unit) == ("产出", "数量", "次")
    assert (stored.target, stored.actual, stored.weight) == (Decimal("1200.5"), Decimal(0), Decimal("7.5"))
    assert stored.deviation == "未开展\n演练"
    assert stored.project == project


def test_a_qualitative_indicator_is_added(people: People, project: Project) -> None:
    typed = qualitative(actual_text="明显提高", achieved_percent="92.5")
    assert browser(people.clerk).post(add(project), typed).status_code == 302
    stored = Indicator.objects.get()
    assert (stored.target_text, stored.actual_text) == ("有所提高", "明显提高")
    assert stored.achieved_percent == Decimal("92.5")
    assert (stored.target, stored.unit) == (None, "")


def test_the_actual_may_come_from_a_work_figure_of_the_project(people: People, project: Project) -> None:
    figure = make_statistic(project, "化解矛盾纠纷")
    foreign = make_statistic(make_project(office=people.stranger.office), "外单位")
    client = browser(people.clerk)
    assert "actual_from" in errors(client, add(project), quantitative(actual_from=str(foreign.pk)))
    assert client.post(add(project), quantitative(actual_from=str(figure.pk))).status_code == 302
    assert Indicator.objects.get().actual_from == figure


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("level", {"level": ""}),
        ("level", {"level": "产出/社会效益"}),
        ("name", {"name": ""}),
        ("name", {"name": "演\x07练"}),
        ("name", {"name": "长" * 101}),
        ("nature", {"nature": "≠"}),
        ("target", {"target": ""}),
        ("target", {"target": "三"}),
        ("target", {"target": "12.3O"}),
        ("target", {"target": "-3"}),
        ("target", {"target": "1.23456"}),
        ("target", {"target": "1" * 41}),
        ("target", {"target": "100000000000"}),
        ("unit", {"unit": ""}),
        ("weight", {"weight": "101"}),
        ("weight", {"weight": "-1"}),
        ("weight", {"weight": "1.005"}),
        ("actual", {"actual": "12 34"}),
        ("actual", {"actual": "-1"}),
        ("direction", {"direction": "反向"}),
        ("direction", {"nature": ">", "direction": "反向"}),
        ("direction", {"nature": "≤"}),
        ("direction", {"nature": "<"}),
        ("target_text", {"target_text": "三次"}),
        ("actual_text", {"actual_text": "三次"}),
        ("achieved_percent", {"achieved_percent": "90"}),
        ("deviation", {"deviation": "长" * 1001}),
    ],
)
def test_bad_input_to_a_quantitative_indicator_is_named_at_its_field(
    field: str, changes: dict[str, str], people: People, project: Project
) -> None:
    assert list(errors(browser(people.clerk), add(project), quantitative(**changes))) == [field]
    assert not Indicator.objects.exists()


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("target_text", {"target_text": ""}),
        ("target_text", {"target_text": "长" * 201}),
        ("target", {"target": "3"}),
        ("unit", {"unit": "次"}),
        ("actual", {"actual": "3"}),
        ("achieved_percent", {"achieved_percent": "100.01"}),
        ("achieved_percent", {"achieved_percent": "九成"}),
        ("achieved_percent", {"achieved_percent": "90%"}),
    ],
)
def test_bad_input_to_a_qualitative_indicator_is_named_at_its_field(
    field: str, changes: dict[str, str], people: People, project: Project
) -> None:
    assert list(errors(browser(people.clerk), add(project), qualitative(**changes))) == [field]


@pytest.mark.parametrize("direction", ["正向", "反向"])
def test_equal_goes_with_either_direction(direction: str, people: People, project: Project) -> None:
    typed = quantitative(nature="=", direction=direction)
    assert browser(people.clerk).post(add(project), typed).status_code == 302


def test_an_actual_is_not_entered_twice(people: People, project: Project) -> None:
    figure = make_statistic(project)
    typed = quantitative(actual="3", actual_from=str(figure.pk))
    assert list(errors(browser(people.clerk), add(project), typed)) == ["actual"]


def test_a_name_stands_once_in_a_project(people: People, indicator: Indicator) -> None:
    client = browser(people.clerk)
    assert list(errors(client, add(indicator.project), quantitative())) == ["name"]
    other = make_project("城市管理项目", office=people.clerk.office)
    assert client.post(add(other), quantitative()).status_code == 302


def test_the_bands_of_the_rule_set_are_shown(people: People, project: Project) -> None:
    text = browser(people.clerk).get(add(project)).text
    assert "达成 80–100，部分达成并具有一定效果 60–80，未达成且效果较差 0–60" in text


def test_the_library_fills_the_form(people: People, project: Project) -> None:
    taken = make_library_indicator("社区巡防覆盖率", level2="质量", nature="≥", unit="%")
    response = browser(people.clerk).get(add(project), {"library": taken.pk})
    form = response.context["form"]
    assert [form[name].value() for name in ("level", "name", "nature", "direction", "unit")] == [
        "产出/质量",
        "社区巡防覆盖率",
        "≥",
        "正向",
        "%",
    ]


@pytest.mark.parametrize("library", ["0", "nonsense", "9" * 30, "٣"])
def test_a_library_entry_that_does_not_exist_fills_nothing(
    library: str, people: People, project: Project
) -> None:
    response = browser(people.clerk).get(add(project), {"library": library})
    assert response.status_code == 200
    assert response.context["form"]["name"].value() is None


def test_a_year_without_rules_sends_back_to_the_page_that_says_so(people: People) -> None:
    project = make_project(office=people.clerk.office)
    indicator = make_indicator(project)
    client = browser(people.clerk)
    for address in (add(project), reverse("indicator_edit", args=[indicator.pk])):
        response = client.get(address, follow=True)
        assert response.status_code == 409
        assert "尚未指定评分规则" in response.text


def test_an_indicator_is_changed(people: People, indicator: Indicator) -> None:
    address = reverse("indicator_edit", args=[indicator.pk])
    typed = quantitative(level="产出/质量", actual="2", improvement="下年补足")
    response = browser(people.colleague).post(address, typed)
    assert response.status_code == 302
    indicator.refresh_from_db()
    assert (indicator.level2, indicator.target, indicator.actual) == ("质量", Decimal(3), Decimal(2))
    assert indicator.improvement == "下年补足"


def test_two_changes_of_one_field_show_both(people: People, indicator: Indicator) -> None:
    client = browser(people.clerk)
    address = reverse("indicator_edit", args=[indicator.pk])
    form = client.get(address).context["form"]
    seen = {field.html_initial_name: form[field.name].value() or "" for field in form}
    Indicator.objects.update(target=5, unit="场")
    typed = quantitative(target="4", unit="个")
    response = client.post(address, seen | typed)
    assert list(response.context["form"].errors) == ["target"]
    assert "“5”" in response.text
    assert 'value="4"' in response.text
    indicator.refresh_from_db()
    assert (indicator.target, indicator.unit) == (Decimal(5), "场")


def test_indicators_stand_in_the_order_of_the_rule_set(people: People, project: Project) -> None:
    client = browser(people.clerk)
    client.post(add(project), qualitative())
    client.post(add(project), quantitative(name="二"))
    client.post(add(project), quantitative(name="三", level="产出/质量"))
    client.post(add(project), quantitative(name="四"))
    assert [one.name for one in project.indicators.all()] == ["二", "四", "三", "居民安全感"]


def test_an_indicator_moves_within_its_second_level(people: People, project: Project) -> None:
    first, second = (make_indicator(project, name, level2="数量") for name in "甲乙")
    other = make_qualitative_indicator(project, "丙")
    client = browser(people.clerk)

    def order_after(moved: Indicator, direction: str) -> str:
        address = reverse("indicator_move", args=[moved.pk])
        response = client.post(address, {"direction": direction})
        assert response["Location"].endswith(f"#indicator-{moved.pk}")
        return "".join(one.name for one in project.indicators.all())

    assert order_after(second, "up") == "乙甲丙"
    assert order_after(second, "up") == "乙甲丙"
    assert order_after(second, "down") == "甲乙丙"
    assert order_after(second, "down") == "甲乙丙"
    assert order_after(other, "up") == "甲乙丙"
    assert client.post(reverse("indicator_move", args=[first.pk])).status_code == 400


def test_deleting_asks_first(people: People, indicator: Indicator) -> None:
    client = browser(people.clerk)
    address = reverse("indicator_delete", args=[indicator.pk])
    client.get(address)
    assert Indicator.objects.exists()
    assert client.post(address).status_code == 302
    assert not Indicator.objects.exists()
