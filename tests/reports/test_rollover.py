"""A year begun from the last: what goes on, what starts empty, and who may do it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from indicators.models import YearRules
from projects.models import FiscalYear, Phase, Project, Succession, YearClosed
from reports.loading import load
from reports.rollover import roll_over
from tests.administration import make_administrator, signed_in
from tests.builders import (
    close,
    make_form_layout,
    make_goal,
    make_indicator,
    make_line_item,
    make_outline,
    make_phase,
    make_project,
    make_report,
    make_section_text,
    make_statistic,
    make_user,
    make_year,
    make_year_rules,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def last() -> FiscalYear:
    year = make_year(2020)
    make_year_rules(year, layout=make_form_layout())
    make_phase(year, opens_on=date(2020, 2, 29), due_on=date(2020, 3, 1))
    return year


def filled(name: str = "平安稳定项目") -> Project:
    """A project of 2020 with one of everything."""
    project = make_project(name, purposes="社区巡防", written_on=date(2021, 2, 3))
    make_line_item(project, "社区巡防经费", allocated="10", spent="9", position=3)
    make_goal(project, "维护稳定。", achieved="稳定。")
    part, whole = make_statistic(project, "化解"), make_statistic(project, "排查")
    rate = make_statistic(project, "化解率", part=part, whole=whole)
    make_indicator(project, "化解矛盾", unit="%", actual_from=rate)
    make_indicator(project, "巡防次数", actual=Decimal(62), deviation="已说明。")
    make_section_text(make_report(project, outline=make_outline()), text="写好的。")
    return project


def test_what_goes_on_and_what_starts_empty(last: FiscalYear) -> None:
    old, user = filled(), make_user()
    close(last)
    roll_over(last, user=user)
    new = Project.objects.get(fiscal_year__year=2021)
    assert (new.lineage, new.code, new.name, new.office) == (old.lineage, old.code, old.name, old.office)
    assert (new.purposes, new.written_on) == ("社区巡防", None)
    phase = Phase.objects.get(fiscal_year=new.fiscal_year)
    assert (phase.opens_on, phase.due_on) == (date(2021, 2, 28), date(2021, 3, 1))
    succession = Succession.objects.get()
    assert (succession.predecessor, succession.successor, succession.made_by) == (old, new, user)
    assert succession.kind == Succession.Kind.CONTINUED
    item = new.line_items.get()
    assert (item.lineage, item.name, item.position) == (old.line_items.get().lineage, "社区巡防经费", 3)
    assert not item.allocations.exists()
    assert not item.expenditures.exists()
    goal = new.goals.get()
    assert (goal.expected, goal.achieved) == ("维护稳定。", "")
    indicator = new.indicators.get(name="巡防次数")
    assert indicator.lineage == old.indicators.get(name="巡防次数").lineage
    assert (indicator.target, indicator.weight, indicator.actual, indicator.deviation) == (2, 10, None, "")
    rate = new.indicators.get(name="化解矛盾").actual_from
    assert rate is not None
    assert rate.part is not None
    assert (rate.project, rate.part.project, rate.part.name, rate.part.value) == (new, new, "化解", None)
    assert new.report.outline == old.report.outline
    assert load(new).texts == {}
    rules = YearRules.objects.get(fiscal_year=new.fiscal_year)
    assert (rules.rule_set, rules.layout) == (last.rules.rule_set, last.rules.layout)
    assert rules.layout is not None


def test_doing_it_again_carries_over_only_what_was_added(last: FiscalYear) -> None:
    user = make_user()
    first = filled()
    assert [one.name for one in roll_over(last, user=user).carried] == ["平安稳定项目"]
    second = filled("环境整治项目")
    done = roll_over(last, user=user)
    assert (done.carried, done.present, done.hindered) == ((second,), (first,), ())
    assert roll_over(last, user=user).carried == ()
    assert Project.objects.filter(fiscal_year__year=2021).count() == 2
    assert Phase.objects.count() == 2


@pytest.mark.parametrize("taken", ["code", "name"])
def test_a_taken_code_or_name_stays_behind(last: FiscalYear, taken: str) -> None:
    old = filled()
    new = {"code": "P-new", "name": "别的项目", taken: getattr(old, taken)}
    make_project(office=old.office, fiscal_year=make_year(2021), **new)
    done = roll_over(last, user=make_user())
    assert (done.carried, done.hindered) == ((), (old,))


def test_the_rules_that_an_administrator_chose_stay(last: FiscalYear) -> None:
    chosen = make_year_rules(make_year(2021)).rule_set
    roll_over(last, user=make_user())
    assert YearRules.objects.get(fiscal_year__year=2021).rule_set == chosen


def test_a_closed_next_year_takes_nothing(last: FiscalYear) -> None:
    filled()
    make_year(2021, is_closed=True)
    with pytest.raises(YearClosed):
        roll_over(last, user=make_user())
    assert Project.objects.count() == 1


def test_queries_do_not_grow_with_projects(last: FiscalYear) -> None:
    user = make_user()
    roll_over(last, user=user)
    counts = []
    for number in (1, 4):
        for place in range(number):
            filled(f"项目{number}-{place}")
        with CaptureQueriesContext(connection) as context:
            assert len(roll_over(last, user=user).carried) == number
        counts.append(len(context))
    assert counts[0] == counts[1]


ADDRESS = "admin:projects_fiscalyear_changelist"


def act(client: Client, *years: FiscalYear, **more: str) -> str:
    """Choose the action and return the page that follows."""
    data = {"action": "roll_over", "_selected_action": [str(year.pk) for year in years], **more}
    return client.post(reverse(ADDRESS), data, follow=True).content.decode()


def test_an_administrator_sees_what_is_made_and_confirms(last: FiscalYear) -> None:
    user = make_administrator()
    client = signed_in(user)
    first = filled()
    roll_over(last, user=user)
    second = filled("环境整治项目")
    page = act(client, last)
    assert first.name in page
    assert second.name in page
    assert Project.objects.filter(fiscal_year__year=2021).count() == 1
    assert "2021" in act(client, last, confirmed="1")
    assert Project.objects.filter(fiscal_year__year=2021).count() == 2
    assert Succession.objects.filter(made_by=user).count() == 2


def test_one_year_is_selected_and_nobody_else_may(last: FiscalYear) -> None:
    filled()
    act(signed_in(), last, make_year(2019), confirmed="1")
    for role in (Role.CLERK, Role.APPROVER, Role.REVIEWER):
        client = signed_in(make_user(role=role))
        data = {"action": "roll_over", "_selected_action": [str(last.pk)], "confirmed": "1"}
        assert client.post(reverse(ADDRESS), data).status_code in (302, 403)
    assert not FiscalYear.objects.filter(year=2021).exists()
