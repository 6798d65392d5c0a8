"""The fiscal year that a page shows."""

from datetime import timedelta
from typing import cast

import pytest
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User
from accounts.requests import UserRequest
from projects.models import Phase
from projects.views import selected_year
from tests.builders import close, make_phase, make_project, make_user, make_year

pytestmark = pytest.mark.django_db


def shown(user: User, **query: str) -> int | None:
    request = cast(UserRequest, RequestFactory().get("/", query))
    request.user = user
    year = selected_year(request)
    return year and year.year


def run(year: int, kind: Phase.Kind, opened: int, ends: int) -> None:
    """Let a phase of the year have opened so many days ago and end in so many days."""
    today = timezone.localdate()
    opens_on, due_on = today - timedelta(opened), today + timedelta(ends)
    make_phase(make_year(year), kind=kind, opens_on=opens_on, due_on=due_on)


def test_without_years_there_is_none() -> None:
    assert shown(make_user()) is None


def test_the_address_decides_if_it_names_a_year() -> None:
    user = make_user()
    for year in (2019, 2020, 2021):
        make_year(year)
    close(make_year(2019))
    assert shown(user, year="2019") == 2019
    for nonsense in ("1999", "", "二〇一九", "2019 "):
        assert shown(user, year=nonsense) == 2021


def test_then_the_open_year_whose_running_phase_ends_next() -> None:
    user = make_user()
    make_project(office=user.office, fiscal_year=make_year(2021))
    run(2021, Phase.Kind.TARGETS, 10, 30)
    assert shown(user) == 2021
    run(2020, Phase.Kind.SELF_EVALUATION, 0, 29)
    assert shown(user) == 2020
    run(2019, Phase.Kind.PUBLICATION, 5, 0)
    assert shown(user) == 2019
    close(make_year(2019))
    assert shown(user) == 2020


def test_phases_that_are_over_or_ahead_do_not_count() -> None:
    user = make_user()
    run(2020, Phase.Kind.TARGETS, 30, -1)
    run(2020, Phase.Kind.SELF_EVALUATION, -1, 30)
    make_year(2021)
    assert shown(user) == 2021


def test_then_the_newest_open_year_with_a_project_that_the_person_sees() -> None:
    user = make_user()
    for year in (2018, 2019):
        make_project(office=user.office, fiscal_year=make_year(year))
    make_project(fiscal_year=make_year(2020), office=make_user().office)
    assert shown(user) == 2019
    close(make_year(2019))
    assert shown(user) == 2018
    close(make_year(2018))
    assert shown(user) == 2020


def test_a_closed_year_only_where_none_is_open() -> None:
    make_year(2020)
    make_year(2019)
    close(make_year(2020))
    assert shown(make_user()) == 2019
    close(make_year(2019))
    assert shown(make_user()) == 2020
