"""Splitting a project and merging others into it: who may, what moves, what is recorded."""

import json
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.models import Evidence, MonitoringEntry
from indicators.succession.moving import Part, merge, outcome, split
from projects.history import broken
from projects.models import BulkChange, Expenditure, HistoryEntry, Project, ProjectLocked, Succession
from projects.succession import Hindered
from tests.builders import (
    close,
    make_bulk_change,
    make_evidence,
    make_expenditure,
    make_goal,
    make_indicator,
    make_line_item,
    make_monitoring,
    make_monitoring_entry,
    make_project,
    make_statistic,
    make_year,
    yuan,
)
from tests.people import People, browser, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    """Two line items, three indicators of which two rest on the same work figures."""
    project = make_project("平安稳定项目", office=people.clerk.office, code="A1", department="平安办")
    make_line_item(project, "巡防经费", allocated="100", spent="90")
    make_line_item(project, "消防经费", allocated="50", spent="20")
    part, whole = make_statistic(project, "化解数"), make_statistic(project, "排查数")
    rate = make_statistic(project, "化解率", part=part, whole=whole)
    make_indicator(project, "矛盾化解率", unit="%", actual_from=rate)
    make_indicator(project, "矛盾排查数", actual_from=whole)
    make_indicator(project, "消防演练", actual=Decimal(3))
    return project


def part(project: Project, lines: list[str], indicators: list[str], name: str = "消防项目") -> Part:
    return Part(
        f"code-{name}",
        name,
        frozenset(project.line_items.filter(name__in=lines).values_list("pk", flat=True)),
        frozenset(project.indicators.filter(name__in=indicators).values_list("pk", flat=True)),
    )


def names(rows: object) -> list[str]:
    return [str(row) for row in rows.all()]  # type: ignore[attr-defined]


def told(project: Project, action: str) -> set[tuple[str, int]]:
    """Return which rows the project's history tells this action of."""
    history = HistoryEntry.objects.filter(project=project.pk, action=action)
    return {(entry.kind, entry.record) for entry in history}


class TestSplit:
    def test_rows_move_with_all_that_refers_to_them(self, people: People, project: Project) -> None:
        item = project.line_items.get(name="消防经费")
        paid = item.expenditures.get()
        indicator = project.indicators.get(name="消防演练")
        file, proof = (
            make_evidence(project, expenditure=paid),
            make_evidence(project, indicator=indicator),
        )
        stays = make_evidence(project, statistic=project.statistics.get(name="化解数"))
        monitoring = make_monitoring(project, month=8, forecast=yuan("140"))
        make_monitoring_entry(monitoring, indicator=indicator)
        make_bulk_change(project)
        old, new = split(project, [part(project, ["消防经费"], ["消防演练"])], user=people.clerk)
        assert old == project
        assert (new.name, new.department, new.office) == ("消防项目", "平安办", project.office)
        assert (names(old.line_items), names(new.line_items)) == (["巡防经费"], ["消防经费"])
        assert (names(old.indicators), names(new.indicators)) == (["矛盾化解率", "矛盾排查数"], ["消防演练"])
        assert Expenditure.objects.get(line_item__project=new) == paid
        assert {one.pk: one.project for one in Evidence.objects.all()} == {
            file.pk: new,
            proof.pk: new,
            stays.pk: old,
        }
        entry = MonitoringEntry.objects.get()
        assert (entry.monitoring.project, entry.monitoring.month) == (new, 8)
        monitoring.refresh_from_db()
        assert (monitoring.forecast, monitoring.version) == (None, 2)
        assert not BulkChange.objects.exists()
        item.refresh_from_db()
        assert item.version == 2
        record = Succession.objects.get()
        assert (record.predecessor, record.successor, record.kind) == (old, new, Succession.Kind.SPLIT)
        assert record.made_by == people.clerk

    def test_work_figures_follow_their_indicators(self, people: People, project: Project) -> None:
        chosen = part(project, ["消防经费"], ["矛盾化解率", "矛盾排查数"])
        old, new = split(project, [chosen], user=people.clerk)
        assert names(new.statistics) == ["化解数", "排查数", "化解率"]
        assert names(old.statistics) == []
        assert new.indicators.get(name="矛盾化解率").actual_from == new.statistics.get(name="化解率")

    def test_indicators_on_the_same_work_figures_stay_together(
        self, people: People, project: Project
    ) -> None:
        with pytest.raises(Hindered, match="矛盾排查数"):
            split(project, [part(project, ["消防经费"], ["矛盾化解率"])], user=people.clerk)
        assert Project.objects.get() == project

    def test_a_line_item_stays(self, people: People, project: Project) -> None:
        with pytest.raises(Hindered):
            split(project, [part(project, ["巡防经费", "消防经费"], [])], user=people.clerk)

    def test_the_histories_of_both_tell_what_moved(self, people: People, project: Project) -> None:
        chosen = part(project, ["消防经费"], ["矛盾化解率", "矛盾排查数"])
        old, new = split(project, [chosen], user=people.clerk)
        moved = {
            *(("projects.lineitem", one.pk) for one in new.line_items.all()),
            *(("indicators.indicator", one.pk) for one in new.indicators.all()),
            *(("indicators.statistic", one.pk) for one in new.statistics.all()),
        }
        assert len(moved) == 6
        assert moved <= told(old, "removed")
        assert moved <= told(new, "added")
        assert {one.person for one in HistoryEntry.objects.all()} == {people.clerk.pk}
        assert broken(HistoryEntry.objects.all()) is None

    def test_no_amount_is_lost(self, people: People, project: Project) -> None:
        before = outcome(project).figures
        parts = split(project, [part(project, ["消防经费"], ["消防演练"])], user=people.clerk)
        after = [outcome(one).figures for one in parts]
        assert [one.budget for one in after] == [yuan("100"), yuan("50")]
        assert sum(one.budget or 0 for one in after) == before.budget
        assert sum(one.spent or 0 for one in after) == before.spent


class TestMerge:
    def other(self, people: People, **fields: object) -> Project:
        """A project with a line item and an indicator of the same names as the first has."""
        other = make_project("消防项目", office=people.clerk.office, code="B1", **fields)
        make_line_item(other, "巡防经费", allocated="7", spent="5")
        make_indicator(other, "消防演练", actual=Decimal(1))
        make_goal(other, "减少火灾。")
        return other

    def test_everything_comes_and_a_locked_shell_stays(self, people: People, project: Project) -> None:
        other = self.other(people)
        file = make_evidence(other, indicator=other.indicators.get())
        assert merge([other], project, user=people.clerk) == project
        assert names(project.line_items) == ["巡防经费", "消防经费", "巡防经费（消防项目）"]
        assert names(project.indicators)[-1] == "消防演练（消防项目）"
        assert names(project.goals) == ["减少火灾。"]
        assert outcome(project).figures.budget == yuan("157")
        file.refresh_from_db()
        assert file.project == project
        assert (other.line_items.count(), other.indicators.count()) == (0, 0)
        record = Succession.objects.get()
        assert (record.predecessor, record.successor, record.kind) == (
            other,
            project,
            Succession.Kind.MERGED,
        )
        assert list(Project.objects.current()) == [project]
        with pytest.raises(IntegrityError, match="submitted"):
            make_line_item(other, "新明细")

    def test_the_histories_of_both_tell_of_it(self, people: People, project: Project) -> None:
        other = self.other(people)
        item = other.line_items.get()
        merge([other], project, user=people.clerk)
        of_item = HistoryEntry.objects.filter(kind="projects.lineitem", record=item.pk)
        way = [{"number": one.pk, "name": one.name} for one in (other, project)]
        assert {one.project for one in of_item} == {project.pk, other.pk}
        assert all(json.loads(one.changes)["project"] == way for one in of_item)
        indicator = project.indicators.get(name__startswith="消防演练（")
        moved = {("projects.lineitem", item.pk), ("indicators.indicator", indicator.pk)}
        assert all(moved <= told(one, "changed") for one in (project, other))
        assert all(one.made_by == str(people.clerk) for one in of_item)
        assert broken(HistoryEntry.objects.all()) is None

    def test_one_that_is_gone_is_missed(self, people: People, project: Project) -> None:
        other = make_project("不再有", office=people.clerk.office)
        Project.objects.filter(pk=other.pk).delete()
        with pytest.raises(Project.DoesNotExist):
            merge([other], project, user=people.clerk)

    def test_names_beyond_telling_apart_are_refused_and_nothing_moves(
        self, people: People, project: Project
    ) -> None:
        name = "长" * 95
        make_line_item(project, name)
        make_line_item(other := self.other(people), name)
        with pytest.raises(Hindered, match=name):
            merge([other], project, user=people.clerk)
        assert other.line_items.count() == 2
        assert not Succession.objects.exists()

    @pytest.mark.parametrize(("theirs", "expected"), [("30", "150"), (None, None)])
    def test_forecasts_are_added_up_where_all_are_known(
        self, people: People, project: Project, theirs: str | None, expected: str | None
    ) -> None:
        make_monitoring(project, forecast=yuan("120"))
        other = self.other(people)
        make_monitoring(other, forecast=theirs and yuan(theirs))
        merge([other], project, user=people.clerk)
        project.monitoring.refresh_from_db()
        assert project.monitoring.forecast == (expected and yuan(expected))

    def test_monitoring_of_different_months_is_refused(self, people: People, project: Project) -> None:
        make_monitoring(project, month=7)
        make_monitoring(other := self.other(people), month=8)
        with pytest.raises(Hindered):
            merge([other], project, user=people.clerk)

    def test_a_submitted_project_is_neither_merged_nor_split(self, people: People, project: Project) -> None:
        other = self.other(people)
        Project.objects.filter(pk=other.pk).update(locked_at=make_evidence(project).added_at)
        with pytest.raises(ProjectLocked):
            merge([other], project, user=people.clerk)
        with pytest.raises(ProjectLocked):
            merge([project], other, user=people.clerk)
        with pytest.raises(ProjectLocked):
            split(other, [part(other, [], [])], user=people.clerk)


PAGES = ["project_split", "project_merge"]


@pytest.mark.parametrize("name", PAGES)
class TestAccess:
    def test_clerks_of_the_office_ask_for_it(self, name: str, people: People, project: Project) -> None:
        for user in (people.clerk, people.colleague):
            assert browser(user).get(reverse(name, args=[project.pk])).status_code == 200
            assert (
                reverse(name, args=[project.pk])
                in browser(user).get(reverse("project", args=[project.pk])).text
            )

    def test_others_may_not(self, name: str, people: People, project: Project) -> None:
        address = reverse(name, args=[project.pk])
        for user in (*people.viewers, *people.outsiders):
            assert browser(user).get(address).status_code == 404
            assert browser(user).post(address, {}).status_code == 404
        assert Client().get(address).status_code == 302
        assert browser(people.clerk).get(reverse(name, args=[project.pk + 1])).status_code == 404
        assert browser(people.clerk).put(address).status_code == 405

    def test_not_in_a_closed_year_nor_while_submitted(
        self, name: str, people: People, project: Project
    ) -> None:
        address = reverse(name, args=[project.pk])
        Project.objects.filter(pk=project.pk).update(locked_at=make_evidence(project).added_at)
        assert browser(people.clerk).get(address).status_code == 404
        Project.objects.filter(pk=project.pk).update(locked_at=None)
        close(make_year())
        assert browser(people.clerk).get(address).status_code == 404


class TestPages:
    def chosen(self, project: Project, **changes: str) -> dict[str, str]:
        item, indicator = (
            project.line_items.get(name="消防经费"),
            project.indicators.get(name="消防演练"),
        )
        return {
            "code-1": "A2",
            "name-1": "消防项目",
            f"line-{item.pk}": "1",
            f"indicator-{indicator.pk}": "1",
            **changes,
        }

    def test_a_split_is_previewed_and_then_carried_out(self, people: People, project: Project) -> None:
        client, address = browser(people.clerk), reverse("project_split", args=[project.pk])
        preview = client.post(address, self.chosen(project))
        assert [one.name for one in preview.context["outcomes"]] == ["平安稳定项目", "消防项目"]
        assert Project.objects.get() == project
        seen = {"seen": preview.context["seen"], "apply": "yes"}
        done = client.post(address, self.chosen(project) | seen, follow=True)
        assert "消防项目" in done.text
        new = Project.objects.get(code="A2")
        assert names(new.line_items) == ["消防经费"]
        page = client.get(reverse("project", args=[new.pk])).text
        assert "平安稳定项目" in page

    def test_what_changed_since_the_preview_is_shown_anew(self, people: People, project: Project) -> None:
        client, address = browser(people.clerk), reverse("project_split", args=[project.pk])
        seen = client.post(address, self.chosen(project)).context["seen"]
        make_expenditure(project.line_items.get(name="巡防经费"), "1")
        again = client.post(address, self.chosen(project) | {"seen": seen, "apply": "yes"})
        assert again.context["is_changed"]
        assert again.context["seen"] != seen
        assert Project.objects.get() == project

    def test_back_keeps_the_choice(self, people: People, project: Project) -> None:
        address = reverse("project_split", args=[project.pk])
        page = browser(people.clerk).post(address, self.chosen(project) | {"back": "yes"})
        assert not page.context["outcomes"]
        assert 'value="消防项目"' in page.text

    @pytest.mark.parametrize(
        ("changes", "wrong"),
        [
            ({"code-1": ""}, "code-1"),
            ({"name-1": "平安稳定项目"}, "name-1"),
            ({"code-1": "A1"}, "code-1"),
            ({"code-2": "A3", "name-2": "空项目"}, "__all__"),
            ({"code-2": "A2", "name-2": "消防项目"}, "code-2"),
            ({"code-1": "A" * 31}, "code-1"),
        ],
    )
    def test_what_is_wrong_is_said(
        self, people: People, project: Project, changes: dict[str, str], wrong: str
    ) -> None:
        address = reverse("project_split", args=[project.pk])
        page = browser(people.clerk).post(address, self.chosen(project, **changes))
        assert wrong in page.context["form"].errors
        assert not page.context["outcomes"]

    def test_nothing_chosen(self, people: People, project: Project) -> None:
        for name in PAGES:
            page = browser(people.clerk).post(reverse(name, args=[project.pk]), {})
            assert not page.context["outcomes"]

    def test_what_hinders_is_said_on_the_page(self, people: People, project: Project) -> None:
        rate = project.indicators.get(name="矛盾化解率")
        address = reverse("project_split", args=[project.pk])
        page = browser(people.clerk).post(address, self.chosen(project, **{f"indicator-{rate.pk}": "1"}))
        assert "矛盾排查数" in str(page.context["form"].errors)
        assert Project.objects.get() == project

    def test_a_merger_is_previewed_and_carried_out_and_the_shell_leaves_the_lists(
        self, people: People, project: Project
    ) -> None:
        other = make_project("消防项目", office=people.clerk.office, code="B1")
        make_line_item(other, "演练经费", allocated="7")
        client, address = browser(people.clerk), reverse("project_merge", args=[project.pk])
        preview = client.post(address, {"others": [other.pk]})
        (held,) = preview.context["outcomes"]
        assert [line.name for line in held.lines] == ["巡防经费", "消防经费", "演练经费"]
        seen = {"seen": preview.context["seen"], "apply": "yes"}
        client.post(address, {"others": [other.pk], **seen})
        assert names(project.line_items)[-1] == "演练经费"
        for name in ("home", "project_list"):
            listed = client.get(reverse(name, query={"year": 2020})).text
            assert f"/projects/{project.pk}/" in listed
            assert f"/projects/{other.pk}/" not in listed
        page = client.get(reverse("project", args=[other.pk]))
        assert "平安稳定项目" in page.text
        assert "已并入其他项目" in page.text
        assert "草稿" not in page.text
        assert client.get(reverse("project_edit", args=[other.pk])).status_code == 404
        kept = client.post(reverse("project_delete", args=[project.pk]))
        assert kept.status_code == 302
        assert Project.objects.count() == 2

    def test_only_open_projects_of_the_same_office_and_year_can_be_merged(
        self, people: People, project: Project
    ) -> None:
        foreign = (
            make_project("别处", office=people.stranger.office),
            make_project("上年", office=people.clerk.office, fiscal_year=make_year(2019)),
            project,
        )
        for other in foreign:
            page = browser(people.clerk).post(
                reverse("project_merge", args=[project.pk]), {"others": [other.pk]}
            )
            assert "others" in page.context["form"].errors

    def test_queries_do_not_grow_with_rows(
        self, people: People, project: Project, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        client, address = browser(people.clerk), reverse("project_split", args=[project.pk])
        chosen = self.chosen(project)
        for number in range(12):
            item = make_line_item(project, f"明细{number}", allocated="1")
            chosen[f"line-{item.pk}"] = "1"
        with django_assert_max_num_queries(150):
            assert client.post(address, chosen).context["outcomes"]
