"""Last year's targets and actuals beside this year's, matched by lineage and not by name."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Office
from projects.models import Project
from reports.last_year import last_year
from tests.builders import (
    make_indicator,
    make_office,
    make_project,
    make_qualitative_indicator,
    make_statistic,
    make_year,
    make_year_rules,
)
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db

PAGES = ["project_indicators", "indicator_grid"]


@pytest.fixture
def people() -> People:
    return make_people()


def two_years(people: People, *, last_office: Office | None = None, rules: bool = True) -> Project:
    """Make a project with an indicator of each kind and one taken from a rate, and what they follow from."""
    this = make_ready_project(people.clerk.office)
    if rules:
        make_year_rules(make_year(2019))
    last = make_project(office=last_office or people.clerk.office, fiscal_year=make_year(2019))
    drill, safety, rate = (uuid.uuid4() for _ in range(3))
    part, whole = (make_statistic(last, value=Decimal(value)) for value in (121, 124))
    make_indicator(last, "应急演练", target=Decimal(60), unit="次", actual=Decimal(62), lineage=drill)
    make_qualitative_indicator(last, "安全感", actual_text="略有提高", lineage=safety)
    settled = make_statistic(last, "化解率", part=part, whole=whole)
    make_indicator(last, "纠纷化解率", target=Decimal(95), unit="%", actual_from=settled, lineage=rate)
    make_indicator(last, "撤销的指标", target=Decimal(777))
    make_indicator(this, "综合应急演练", lineage=drill)
    make_qualitative_indicator(this, "居民安全感", lineage=safety)
    make_indicator(this, "矛盾纠纷化解率", lineage=rate)
    make_indicator(this, "新增的指标")
    return this


def test_they_are_as_they_were_printed(people: People) -> None:
    this = two_years(people)
    names = {str(one.pk): one.name for one in this.indicators.all()}
    found = last_year(this, people.clerk)
    assert {names[pk]: (row.sign, row.target.text, row.actual.text) for pk, row in found.items()} == {
        "综合应急演练": ("≥", "60", "62"),
        "居民安全感": ("", "有效维护辖区稳定", "略有提高"),
        "矛盾纠纷化解率": ("≥", "95", "97.58"),
    }


@pytest.mark.parametrize("page", PAGES)
def test_they_stand_beside_this_years(people: People, page: str) -> None:
    this = two_years(people)
    text = browser(people.clerk).get(reverse(page, args=[this.pk])).text
    for words in ("上年： ≥60 次", "上年： 62 次", "上年： 97.58 %", "上年： 略有提高"):
        assert words in text
    assert "≥777" not in text
    assert "撤销的指标" not in text


@pytest.mark.parametrize("page", PAGES)
def test_those_of_an_office_that_one_may_not_see_are_not_shown(people: People, page: str) -> None:
    this = two_years(people, last_office=make_office("别的街道办事处"))
    assert "上年：" not in browser(people.clerk).get(reverse(page, args=[this.pk])).text


@pytest.mark.parametrize("page", PAGES)
def test_a_last_year_without_rules_shows_nothing(people: People, page: str) -> None:
    this = two_years(people, rules=False)
    assert "上年：" not in browser(people.clerk).get(reverse(page, args=[this.pk])).text


@pytest.mark.parametrize("count", [2, 30])
def test_its_queries_do_not_grow(
    people: People, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    this = two_years(people)
    last = Project.objects.get(fiscal_year__year=2019)
    for _ in range(count):
        lineage = uuid.uuid4()
        make_indicator(last, lineage=lineage)
        make_indicator(this, lineage=lineage)
    this = Project.objects.get(pk=this.pk)
    with django_assert_max_num_queries(23):
        assert len(last_year(this, people.clerk)) == count + 3
