"""The grid of actuals: all indicators of a project in one form that saves all or nothing."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.models import Indicator
from projects.models import Project
from tests.builders import close, make_indicator, make_qualitative_indicator, make_statistic
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
    return reverse("project_actuals", args=[project.pk])


def typed(client: Client, project: Project, **changes: str) -> dict[str, str]:
    """What the page sends back as it stands, with changes by ``pk__field``."""
    sent: dict[str, str] = {}
    for form in client.get(address(project)).context["forms"]:
        for bound in form:
            value = bound.value()
            text = "" if value is None else str(value)
            sent |= {bound.html_name: text, bound.html_initial_name: text}
    return sent | {f"indicator-{name.replace('__', '-')}": value for name, value in changes.items()}


def test_who_may_and_who_may_not(people: People, project: Project, drill: Indicator) -> None:
    for user in (people.clerk, people.colleague):
        assert browser(user).get(address(project)).status_code == 200
    for user in (people.stranger, *people.viewers):
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
    form = answer.context["forms"][0]
    assert form.errors.as_data()[field][0].code == code
    assert form[field].value() == value
    assert answer.context["forms"][1]["actual_text"].value() == "有所提高"
    assert not Indicator.objects.exclude(version=1).exists()


@pytest.mark.parametrize(("field", "value"), [("actual_text", "95%"), ("achieved_percent", "101")])
def test_a_qualitative_row_wants_words_and_a_degree(
    people: People, project: Project, safety: Indicator, field: str, value: str
) -> None:
    client = browser(people.clerk)
    answer = client.post(address(project), typed(client, project, **{f"{safety.pk}__{field}": value}))
    assert list(answer.context["forms"][0].errors) == [field]


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
    assert "actual" not in client.get(address(project)).context["forms"][0].fields
    client.post(address(project), typed(client, project, **{f"{one.pk}__actual": "9"}))
    one.refresh_from_db()
    assert one.actual is None


def test_targets_and_other_projects_are_out_of_reach(
    people: People, project: Project, drill: Indicator
) -> None:
    foreign = make_indicator(make_ready_foreign(people), "外单位指标")
    client = browser(people.clerk)
    forged = {f"{drill.pk}__target": "1", f"{drill.pk}__weight": "1", f"{foreign.pk}__actual": "9"}
    client.post(address(project), typed(client, project, **forged))
    drill.refresh_from_db()
    foreign.refresh_from_db()
    assert (drill.target, drill.weight, foreign.actual) == (2, 10, None)


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
    with django_assert_max_num_queries(30):
        client.get(address(project))
