"""The places of a report: what they are called, and where they stand on the site."""

import pytest

from projects.models import Project
from reports.facts import facts
from reports.places import place, tab_of, tab_place, titles
from tests.reports.evaluations import evaluation

PROJECT = Project(pk=7)


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("section-overview-project", "（一）项目概况"),
        ("item-1", "明细项目1"),
        ("indicator-2", "指标2"),
        ("statistic-3", "矛盾纠纷化解率"),
        ("total-budget", "全年预算合计"),
        ("item-1-rate", "明细项目1.执行率"),
        ("", "全文"),
        ("nothing", "全文"),
    ],
)
def test_titles(key: str, title: str) -> None:
    given = evaluation()
    names = titles(given, facts(given))
    assert names.of(key) == title
    assert (key in names) is (title != "全文")


def test_what_there_is_to_choose_from() -> None:
    given = evaluation()
    names = titles(given, facts(given))
    first, *groups = names.choices("")
    assert first == ("", "全文")
    assert [name for name, _places in groups] == ["章节", "明细项目", "绩效指标", "工作数据", "数据"]
    offered = {key for _name, places in groups for key, _title in places}
    assert {"item-1", "total-budget", "score-grade"} <= offered
    assert "item-1-rate" not in offered
    assert names.choices("item-1-rate")[1] == ("item-1-rate", "明细项目1.执行率")


@pytest.mark.parametrize(
    ("key", "tab", "address"),
    [
        ("item-3-rate", "project_funds", "/projects/7/funds/#item-3"),
        ("indicator-2", "project_indicators", "/projects/7/indicators/#indicator-2"),
        ("section-overview", "project_texts", "/projects/7/texts/#section-overview"),
        ("total-budget", "project_funds", "/projects/7/funds/"),
        ("", "project_preview", "/projects/7/preview/"),
    ],
)
def test_where_a_place_is_shown(key: str, tab: str, address: str) -> None:
    assert tab_of(key) == tab
    assert tab_place(key, PROJECT) == address


@pytest.mark.parametrize(
    ("key", "entered", "seen"),
    [
        ("item-3-rate", "/line-items/3/", "/line-items/3/"),
        ("indicator-2", "/indicators/2/", "/projects/7/indicators/#indicator-2"),
        ("section-overview", "/projects/7/texts/overview/", "/projects/7/texts/#section-overview"),
        ("problems", "/projects/7/problems/", "/projects/7/texts/"),
        ("goals", "/projects/7/goals/", "/projects/7/indicators/"),
        ("project", "/projects/7/edit/", "/projects/7/"),
        ("score-total", "/projects/7/indicators/", "/projects/7/indicators/"),
    ],
)
def test_where_a_place_is_entered(key: str, entered: str, seen: str) -> None:
    assert place(key, PROJECT, may_edit=True) == entered
    assert place(key, PROJECT, may_edit=False) == seen
