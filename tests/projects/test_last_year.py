"""Last year's figures beside this year's on the tab of funds, matched by lineage and not by name."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import User
from indicators.succession.moving import Part, merge, split
from projects.funds import whole
from projects.models import Project, Succession
from reports.data import outlines
from reports.loading import load
from tests.builders import (
    make_line_item,
    make_office,
    make_outline,
    make_project,
    make_succession,
    make_year,
    make_year_rules,
)
from tests.people import browser, make_people

pytestmark = pytest.mark.django_db


def two_years(office: object, last_office: object) -> tuple[Project, Project]:
    lineage, line = uuid.uuid4(), uuid.uuid4()
    last = make_project(office=last_office, fiscal_year=make_year(2019), lineage=lineage)
    this = make_project(office=office, fiscal_year=make_year(2020), lineage=lineage)
    make_line_item(last, "巡防经费", allocated="100", spent="90", lineage=line)
    make_line_item(last, "撤销的经费", allocated="7", spent="7")
    make_line_item(this, "社区巡防经费", allocated="120", spent="60", lineage=line)
    make_line_item(this, "新增的经费", allocated="5")
    return last, this


def test_line_items_stand_beside_those_that_they_follow_from() -> None:
    people = make_people()
    last, this = two_years(people.clerk.office, people.clerk.office)
    context = browser(people.clerk).get(reverse("project_funds", args=[this.pk])).context
    assert context["last"] == last
    assert [
        (name, before.budget, before.spent, now.budget, now.spent)
        for name, before, now in context["rows_beside"]
    ] == [
        ("社区巡防经费", 1_000_000, 900_000, 1_200_000, 600_000),
        ("新增的经费", None, None, 50_000, None),
        ("撤销的经费", 70_000, 70_000, None, None),
    ]
    before, now = context["total_beside"]
    assert (before.budget, before.spent, now.budget, now.spent) == (1_070_000, 970_000, 1_250_000, 600_000)


def test_a_last_year_of_an_office_that_one_may_not_see_is_not_shown() -> None:
    people = make_people()
    _, this = two_years(people.clerk.office, make_office("别的街道办事处"))
    page = browser(people.clerk).get(reverse("project_funds", args=[this.pk]))
    assert page.context["last"] is None
    assert "撤销的经费" not in page.content.decode()


def test_without_a_last_year_there_is_no_table() -> None:
    people = make_people()
    project = make_project(office=people.clerk.office)
    make_line_item(project, allocated="1")
    assert (
        "与上年对比"
        not in browser(people.clerk).get(reverse("project_funds", args=[project.pk])).content.decode()
    )


def test_after_a_split_or_merger_the_report_alone_tells_of_last_year() -> None:
    people = make_people()
    _last, this = two_years(people.clerk.office, people.clerk.office)
    page, client = reverse("project_funds", args=[this.pk]), browser(people.clerk)
    part = make_project("另一项目", office=people.clerk.office)
    make_succession(predecessor=this, successor=part, kind=Succession.Kind.SPLIT)
    assert client.get(page).context["last"] is None


def rearrange(how: str, this: Project, user: User) -> list[Project]:
    """Split the project or merge another into it, both of which had a last year; return what is left."""
    if how == "split":
        moved = this.line_items.filter(name="社区巡防经费").values_list("pk", flat=True)
        return list(split(this, [Part("B1", "分出", frozenset(moved), frozenset())], user=user))
    if how == "merger":
        other = make_project("并入", office=this.office)
        gone = make_project("上年的", office=this.office, fiscal_year=make_year(2019), lineage=other.lineage)
        make_line_item(gone, "消防经费", allocated="3")
        merge([other], this, user=user)
    return [this]


@pytest.mark.parametrize("how", ["as it was", "split", "merger"])
def test_the_tab_never_contradicts_the_report(how: str) -> None:
    people = make_people()
    last, this = two_years(people.clerk.office, people.clerk.office)
    make_year_rules(this.fiscal_year)
    make_outline(outlines()[0], is_default=True)
    for project in rearrange(how, this, people.clerk):
        context = browser(people.clerk).get(reverse("project_funds", args=[project.pk])).context
        told = load(project).last_year
        assert told is not None
        if how != "as it was":
            assert (context["last"], context["rows_beside"], context["total_beside"]) == (None, [], None)
            continue
        names = {f"item-{item.pk}": item.name for item in project.line_items.all()}
        assert context["last"] == last
        shown = {name: before for name, before, _now in context["rows_beside"] if before != whole([])}
        assert shown == {names.get(line.key, line.name): line.figures for line in told.lines}
        assert context["total_beside"][0] == told.whole
