"""The strip of key figures above every tab of a project."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.builders import make_indicator, make_line_item, make_project
from tests.people import browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db

TABS = [
    "project",
    "project_funds",
    "project_indicators",
    "project_statistics",
    "project_texts",
    "project_checks",
    "project_preview",
]


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_shows_the_same_figures_and_leads_to_them(tab: str) -> None:
    people = make_people()
    project = make_ready_project(people.clerk.office)
    make_line_item(project, allocated="12345.67", spent="6172.84")
    make_indicator(project, weight=Decimal(90), actual=Decimal(2))
    text = browser(people.clerk).get(reverse(tab, args=[project.pk])).text
    strip = text[text.index('<div class="strip"') : text.index('<nav class="tabs"')]
    for shown in ("12,345.67", "6,172.84", "50.00%", 'value="50.00"', "95.00", "优", "state-error"):
        assert shown in strip
    for name in ("project_funds", "project_indicators"):
        assert f'href="{reverse(name, args=[project.pk])}"' in strip
    assert f'href="{reverse("project_checks", args=[project.pk])}"' in strip


@pytest.mark.parametrize("tab", TABS)
def test_a_year_without_rules_says_so_in_its_place(tab: str) -> None:
    people = make_people()
    project = make_project(office=people.clerk.office)
    assert "尚未指定评分规则" in browser(people.clerk).get(reverse(tab, args=[project.pk])).text


def test_unknown_figures_are_dashes_and_no_bar() -> None:
    people = make_people()
    project = make_ready_project(people.clerk.office)
    text = browser(people.clerk).get(reverse("project", args=[project.pk])).text
    strip = text[text.index('<div class="strip"') : text.index('<nav class="tabs"')]
    assert strip.count("<strong>—</strong>") == 4
    assert "<progress" not in strip
