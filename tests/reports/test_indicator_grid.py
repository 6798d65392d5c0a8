"""The grid of indicators: one form that saves all or nothing, and its rows one by one."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.approval import stated
from indicators.forms import IndicatorRowForm
from indicators.models import Indicator
from projects.models import Phase, Project
from tests.builders import (
    close,
    make_indicator,
    make_phase,
    make_qualitative_indicator,
    make_statistic,
    make_target_adjustment,
)
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_ready_project(people.clerk.office)


@pytest.fixture
def drill(project: Project) -> Indicator:
    return make_indicator(project, "综合应急演练")


@pytest.fixture
def safety(project: Project) -> Indicator:
    return make_qualitative_indicator(project, "居民安全感")


def address(project: Project) -> str:
    return reverse("indicator_grid", args=[project.pk])


def forms(answer: Any) -> list[IndicatorRowForm]:
    """The rows of a page."""
    return [form for _level, rows in answer.context["levels"] for _row, form in rows]


def typed(client: Client, project: Project, **changes: str) -> dict[str, str]:
    """What the page sends back as it stands, with changes by ``pk__field``."""
    sent: dict[str, str] = {}
    for form in forms(client.get(address(project))):
        sent[f"{form.prefix}-version"] = str(form.instance.version)
        for name, text in form.texts.items():
            sent |= {name: text, f"initial-{name}": text}
    return sent | {f"indicator-{name.replace('__', '-')}": value for name, value in changes.items()}


def test_who_may_and_who_may_not(people: People, project: Project, drill: Indicator) -> None:
    for user in (people.clerk, people.colleague):
        assert browser(user).get(address(project)).status_code == 200
    for user in (*people.outsiders, *people.viewers):
        assert browser(user).get(address(project)).status_code == 404
        assert browser(user).post(address(project), {}).status_code == 404
    assert Client().get(address(project)).status_code == 302
    assert browser(people.clerk).put(address(project)).status_code == 405
    close(project.fiscal_year)
    assert browser(people.clerk).post(address(project), {}).status_code == 404


def test_all_rows_are_saved_together(
    people: People, project: Project, drill: Indicator, safety: Indicator
) -> None:
    client = browser(people.clerk)
    changes = {
        f"{drill.pk}__actual": "1个",
        f"{drill.pk}__deviation": "场地未定",
        f"{safety.pk}__actual_text": "有所提高",
        f"{safety.pk}__achieved_percent": "90",
        f"{safety.pk}__improvement": "扩大宣传",
    }
    assert client.post(address(project), typed(client, project, **changes)).status_code == 302
    for one in (drill, safety):
        one.refresh_from_db()
        assert one.version == 2
    assert (drill.actual, drill.deviation) == (1, "场地未定")
    assert (safety.actual_text, safety.achieved_percent, safety.improvement) == ("有所提高", 90, "扩大宣传")
    assert "按完成率得 5 分" in client.get(address(project)).text


def test_a_row_that_nobody_touched_is_not_written(
    people: People, project: Project, drill: Indicator, safety: Indicator
) -> None:
    client = browser(people.clerk)
    client.post(address(project), typed(client, project, **{f"{drill.pk}__actual": "2"}))
    safety.refresh_from_db()
    assert safety.version == 1


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("actual", "2次", "other_unit"),
        ("actual", "已完成", "number_needed"),
        ("target", "3次", "other_unit"),
        ("weight", "101", "too_large"),
        ("level", "过程/管理", "invalid_choice"),
        ("actual", "12.3O", "not_a_number"),
        ("actual", "-1", "negative"),
        ("actual", "1.23456", "too_many_decimals"),
        ("deviation", "字" * 1001, "max_length"),
        ("deviation", "任\x0b务", "control_character"),
    ],
)
def test_one_bad_row_saves_nothing_and_keeps_what_was_typed(
    people: People, project: Project, drill: Indicator, safety: Indicator, field: str, value: str, code: str
) -> None:
    client = browser(people.clerk)
    changes = {f"{drill.pk}__{field}": value, f"{safety.pk}__actual_text": "有所提高"}
    answer = client.post(address(project), typed(client, project, **changes))
    assert answer.status_code == 200
    form = forms(answer)[0]
    assert form.errors.as_data()[field][0].code == code
    assert form[field].value() == value
    assert forms(answer)[1]["actual_text"].value() == "有所提高"
    assert not Indicator.objects.exclude(version=1).exists()


@pytest.mark.parametrize(("field", "value"), [("actual_text", "95%"), ("achieved_percent", "101")])
def test_a_qualitative_row_wants_words_and_a_degree(
    people: People, project: Project, safety: Indicator, field: str, value: str
) -> None:
    client = browser(people.clerk)
    answer = client.post(address(project), typed(client, project, **{f"{safety.pk}__{field}": value}))
    assert list(forms(answer)[0].errors) == [field]


def test_two_people_at_one_row_are_told(people: People, project: Project, drill: Indicator) -> None:
    mine, theirs = browser(people.clerk), browser(people.colleague)
    sent = typed(mine, project, **{f"{drill.pk}__actual": "2"})
    theirs.post(address(project), typed(theirs, project, **{f"{drill.pk}__actual": "1"}))
    answer = mine.post(address(project), sent)
    assert answer.status_code == 200
    assert "“1”" in answer.text
    drill.refresh_from_db()
    assert drill.actual == 1


def test_two_people_at_different_rows_do_not_meet(
    people: People, project: Project, drill: Indicator, safety: Indicator
) -> None:
    mine, theirs = browser(people.clerk), browser(people.colleague)
    sent = typed(mine, project, **{f"{drill.pk}__actual": "2"})
    theirs.post(address(project), typed(theirs, project, **{f"{safety.pk}__actual_text": "提高"}))
    assert mine.post(address(project), sent).status_code == 302
    safety.refresh_from_db()
    assert safety.actual_text == "提高"


def test_what_comes_from_a_work_figure_is_not_entered(people: People, project: Project) -> None:
    figure = make_statistic(project, value=Decimal(3), unit="个")
    one = make_indicator(project, actual_from=figure)
    client = browser(people.clerk)
    assert "actual" not in forms(client.get(address(project)))[0].fields
    client.post(address(project), typed(client, project, **{f"{one.pk}__actual": "9"}))
    one.refresh_from_db()
    assert one.actual is None


def test_other_projects_and_columns_are_out_of_reach(
    people: People, project: Project, drill: Indicator
) -> None:
    foreign = make_indicator(make_ready_foreign(people), "外单位指标")
    client = browser(people.clerk)
    forged = {f"{foreign.pk}__actual": "9", f"{drill.pk}__position": "99", f"{drill.pk}__actual_text": "好"}
    client.post(address(project), typed(client, project, **forged))
    before = drill.position
    drill.refresh_from_db()
    foreign.refresh_from_db()
    assert (foreign.actual, drill.position, drill.actual_text) == (None, before, "")


def make_ready_foreign(people: People) -> Project:
    assert people.stranger.office is not None
    return Project.objects.create(
        fiscal_year=Project.objects.get().fiscal_year,
        office=people.stranger.office,
        department="七星岗街道办事处",
        code="F1",
        name="外单位项目",
    )


@pytest.mark.parametrize("count", [2, 30])
def test_its_queries_do_not_grow(
    count: int, people: People, project: Project, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        make_indicator(project)
    client = browser(people.clerk)
    with django_assert_max_num_queries(36):
        client.get(address(project))


def row(indicator: Indicator) -> str:
    return reverse("indicator_row", args=[indicator.pk])


def said(answer: Any) -> dict[str, Any]:
    """The events that the page's script is told of."""
    events: dict[str, Any] = json.loads(answer.headers["HX-Trigger"])
    return events


def test_who_may_save_a_row_and_who_may_not(people: People, project: Project, drill: Indicator) -> None:
    sent = typed(browser(people.clerk), project, **{f"{drill.pk}__actual": "1"})
    for user in (*people.outsiders, *people.viewers):
        assert browser(user).post(row(drill), sent).status_code == 404
    assert Client().post(row(drill), sent).status_code == 302
    assert browser(people.clerk).get(row(drill)).status_code == 405
    assert browser(people.clerk).post(reverse("indicator_row", args=[drill.pk + 1])).status_code == 404
    assert browser(people.colleague).post(row(drill), sent).status_code == 200
    close(project.fiscal_year)
    assert browser(people.clerk).post(row(drill), sent).status_code == 404


def test_a_row_is_saved_alone_and_answered_with_what_follows_from_it(
    people: People, project: Project, drill: Indicator, safety: Indicator
) -> None:
    client = browser(people.clerk)
    changes = {
        f"{drill.pk}__actual": "1个",
        f"{drill.pk}__weight": "50",
        f"{safety.pk}__actual_text": "有所提高",
    }
    answer = client.post(row(drill), typed(client, project, **changes))
    assert answer.status_code == 200
    drill.refresh_from_db()
    safety.refresh_from_db()
    assert (drill.actual, drill.weight, drill.version) == (1, 50, 2)
    assert safety.actual_text == ""
    texts = said(answer)["grid:saved"]["texts"]
    assert (texts[f"indicator-{drill.pk}-actual"], texts[f"indicator-{drill.pk}-weight"]) == ("1", "50")
    for part in (f"indicator-{drill.pk}-score", "level-1-weight", "indicators-total", "key-figures"):
        assert f'id="{part}" hx-swap-oob="true"' in " ".join(answer.text.split())
    assert "按完成率得 25 分" in answer.text
    assert f'name="indicator-{drill.pk}-version" value="2"' in answer.text


def test_a_second_save_from_the_same_page_is_no_conflict(
    people: People, project: Project, drill: Indicator
) -> None:
    client = browser(people.clerk)
    sent = typed(client, project, **{f"{drill.pk}__actual": "1"})
    client.post(row(drill), sent)
    again = typed(client, project, **{f"{drill.pk}__actual": "2"})
    assert client.post(row(drill), again).status_code == 200


@pytest.mark.parametrize(("field", "value"), [("actual", "已完成"), ("weight", "101"), ("name", "")])
def test_a_row_that_cannot_be_stored_is_refused_in_words(
    people: People, project: Project, drill: Indicator, field: str, value: str
) -> None:
    client = browser(people.clerk)
    answer = client.post(row(drill), typed(client, project, **{f"{drill.pk}__{field}": value}))
    assert answer.status_code == 422
    name = f"indicator-{drill.pk}-{field}"
    assert said(answer)["grid:refused"]["faults"] == {name: f"id_{name}_error"}
    assert name not in said(answer)["grid:refused"]["texts"]
    assert f'id="id_{name}_error"' in answer.text
    drill.refresh_from_db()
    assert drill.version == 1


def test_a_row_that_both_changed_shows_both_values_and_asks(
    people: People, project: Project, drill: Indicator
) -> None:
    mine, theirs = browser(people.clerk), browser(people.colleague)
    sent = typed(mine, project, **{f"{drill.pk}__actual": "2"})
    theirs.post(row(drill), typed(theirs, project, **{f"{drill.pk}__actual": "1"}))
    answer = mine.post(row(drill), sent)
    assert answer.status_code == 409
    assert "“1”" in answer.text
    assert f'data-take="id_indicator-{drill.pk}-actual" data-text="1"' in answer.text
    assert f'name="initial-indicator-{drill.pk}-actual" value="1"' in answer.text
    name = f"indicator-{drill.pk}-actual"
    again = sent | {f"initial-{name}": "1", f"indicator-{drill.pk}-version": "2"}
    assert mine.post(row(drill), again).status_code == 200
    drill.refresh_from_db()
    assert drill.actual == 2


def test_what_others_changed_in_the_row_besides_is_shown_before_it_is_saved(
    people: People, project: Project, drill: Indicator
) -> None:
    mine, theirs = browser(people.clerk), browser(people.colleague)
    sent = typed(mine, project, **{f"{drill.pk}__actual": "2"})
    theirs.post(row(drill), typed(theirs, project, **{f"{drill.pk}__target": "5"}))
    answer = mine.post(row(drill), sent)
    assert answer.status_code == 409
    assert "“2”" in answer.text
    assert "“5”" in answer.text
    target = f"indicator-{drill.pk}-target"
    assert said(answer)["grid:refused"]["texts"][target] == "5"
    again = sent | {f"initial-{target}": "5", target: "5", f"indicator-{drill.pk}-version": "2"}
    assert mine.post(row(drill), again).status_code == 200
    drill.refresh_from_db()
    assert (drill.target, drill.actual) == (5, 2)


def test_a_row_that_goes_to_another_level_has_the_page_read_again(
    people: People, project: Project, drill: Indicator, safety: Indicator
) -> None:
    client = browser(people.clerk)
    answer = client.post(row(drill), typed(client, project, **{f"{drill.pk}__level": "效益/社会效益"}))
    assert answer.headers["HX-Refresh"] == "true"
    drill.refresh_from_db()
    assert (drill.level1, drill.level2) == ("效益", "社会效益")


def test_approved_targets_stand_and_one_adjustment_opens_one_row(
    people: People, project: Project, drill: Indicator, safety: Indicator
) -> None:
    make_phase(
        project.fiscal_year, kind=Phase.Kind.TARGETS, opens_on=date(2019, 11, 1), due_on=date(2019, 12, 20)
    )
    client = browser(people.clerk)
    answer = client.get(address(project))
    assert f'name="indicator-{drill.pk}-target"' not in answer.text
    forged = client.post(row(drill), typed(client, project) | {f"indicator-{drill.pk}-target": "1"})
    drill.refresh_from_db()
    assert drill.target == 2
    assert forged.status_code == 200
    opened = make_target_adjustment(drill, before=stated(drill), after=None)
    assert f'name="indicator-{drill.pk}-target"' in client.get(address(project)).text
    assert f'name="indicator-{safety.pk}-target_text"' not in client.get(address(project)).text
    sent = typed(client, project, **{f"{drill.pk}__target": "3", f"{drill.pk}__weight": "5"})
    assert client.post(row(drill), sent).headers["HX-Refresh"] == "true"
    opened.refresh_from_db()
    assert opened.after is not None
    assert (opened.before["target"], opened.after["target"], opened.after["weight"]) == ("2", "3", "5")
    assert f'name="indicator-{drill.pk}-target"' not in client.get(address(project)).text


def test_two_rows_cannot_take_the_same_name(
    people: People, project: Project, drill: Indicator, safety: Indicator
) -> None:
    client = browser(people.clerk)
    same = {f"{one.pk}__name": "同名指标" for one in (drill, safety)}
    answer = client.post(address(project), typed(client, project, **same))
    assert [list(form.errors) for form in forms(answer)] == [["name"], ["name"]]
    taken = {f"{drill.pk}__name": safety.name}
    assert client.post(row(drill), typed(client, project, **taken)).status_code == 422


def test_a_name_that_makes_two_figures_alike_is_said_on_the_page(
    people: People, project: Project, drill: Indicator
) -> None:
    make_statistic(project, "化解矛盾纠纷")
    client = browser(people.clerk)
    answer = client.post(row(drill), typed(client, project, **{f"{drill.pk}__name": "化解矛盾纠纷"}))
    assert answer.status_code == 200


@pytest.mark.parametrize("count", [2, 30])
def test_the_queries_of_a_saved_row_do_not_grow(
    count: int,
    people: People,
    project: Project,
    drill: Indicator,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        make_indicator(project)
    client = browser(people.clerk)
    sent = typed(client, project, **{f"{drill.pk}__actual": "1"})
    with django_assert_max_num_queries(83):
        client.post(row(drill), sent)
