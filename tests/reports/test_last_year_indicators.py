"""Last year's targets and actuals beside this year's, matched by lineage and not by name."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from projects.models import Project
from reports.facts import facts
from reports.levels import levels
from reports.loading import load
from tests.builders import (
    make_indicator,
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


def two_years(people: People, *, rules: bool = True) -> Project:
    """Make a project with an indicator of each kind and one taken from a rate, and what they follow from."""
    this = make_ready_project(people.clerk.office)
    if rules:
        make_year_rules(make_year(2019))
    last = make_project(office=people.clerk.office, fiscal_year=make_year(2019), lineage=this.lineage)
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
    evaluation = load(this)
    rows = [row for level in levels(evaluation, facts(evaluation)) for row in level.rows]
    assert {
        names[row.pk]: (row.before.target.text, row.before.actual.text) for row in rows if row.before
    } == {
        "综合应急演练": ("≥60次", "62次"),
        "居民安全感": ("有效维护辖区稳定", "略有提高"),
        "矛盾纠纷化解率": ("≥95%", "97.58%"),
    }


@pytest.mark.parametrize("page", PAGES)
def test_they_stand_beside_this_years(people: People, page: str) -> None:
    this = two_years(people)
    text = browser(people.clerk).get(reverse(page, args=[this.pk])).text
    for words in ("上年： ≥60次", "上年： 62次", "上年： 97.58%", "上年： 略有提高"):
        assert words in text
    assert "≥777" not in text
    assert "撤销的指标" not in text


@pytest.mark.parametrize("page", PAGES)
def test_they_are_those_of_the_report_whatever_last_years_rules(people: People, page: str) -> None:
    this = two_years(people, rules=False)
    assert "上年： 97.58%" in browser(people.clerk).get(reverse(page, args=[this.pk])).text
