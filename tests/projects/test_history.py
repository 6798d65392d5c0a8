"""The history of a project: complete whoever writes, in order, and unbroken."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from indicators.models import Statistic
from projects import history, triggers
from projects.history import LEFT_OUT, broken, digest, recording
from projects.locks import writing_to
from projects.models import Allocation, BulkChange, HistoryEntry, LineItem, Project
from reports.demo import load_demo
from reports.models import Clearance, Publication, Remark, ReviewScore, State, Step, Submission
from reports.rollover import roll_over
from tests import builders
from tests.builders import make_allocation, make_line_item, make_project, make_user, yuan
from tests.people import browser, make_people
from tests.projects.test_triggers import BELONGING, make
from tests.reports.submissions import bring, make_finished_project, make_submitted

pytestmark = pytest.mark.django_db

WORKFLOW = ("reports.submission", "reports.step")


def entries(project: Project) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Return action, table, name and changes of each entry of a project."""
    return [
        (one.action, one.kind, one.name, json.loads(one.changes))
        for one in HistoryEntry.objects.filter(project=project.pk)
    ]


def test_a_changed_amount_is_one_entry_with_both_values() -> None:
    user = make_user("clerk", display_name="经办人甲")
    given = make_allocation(make_line_item(name="社区巡防经费"), "12")
    project = given.line_item.project
    with writing_to(project, by=user):
        Allocation.objects.update(amount=yuan("12.5"))
    entry = HistoryEntry.objects.get()
    assert (entry.project, entry.lineage, entry.sequence) == (project.pk, project.lineage, 1)
    assert (entry.person, entry.made_by) == (user.pk, "经办人甲")
    assert (entry.kind, entry.record, entry.action) == ("projects.allocation", given.pk, "changed")
    assert entry.name == "社区巡防经费 · 年初预算 · 当年财政拨款"
    assert json.loads(entry.changes) == {"amount": ["120000.00", "125000.00"]}
    assert (entry.previous, entry.digest) == ("", digest(entry))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE projects_lineitem SET name = '改名'",
        """WITH one AS (SELECT 1) UPDATE projects_lineitem SET name = '改名'""",
        '/* 批量 */ UPDATE "projects_lineitem" SET "name" = \'改名\'',
    ],
)
def test_statements_that_others_write_are_seen_as_well(statement: str) -> None:
    item = make_line_item(name="社区巡防经费")
    with writing_to(item.project, by=None), connection.cursor() as cursor:
        cursor.execute(statement)
    changed = ("changed", "projects.lineitem", "改名", {"name": ["社区巡防经费", "改名"]})
    assert entries(item.project) == [changed]


def test_what_is_added_and_removed_has_its_values_and_the_names_of_what_it_points_to() -> None:
    item = make_line_item(name="社区巡防经费")
    with writing_to(item.project, by=None):
        given = make_allocation(item, "1", reason="新增任务")
    added = {
        "source": [None, {"number": given.source_id, "name": "当年财政拨款"}],
        "kind": [None, "opening"],
        "amount": [None, "10000.00"],
        "reason": [None, "新增任务"],
    }
    name = "社区巡防经费 · 年初预算 · 当年财政拨款"
    assert entries(item.project) == [("added", "projects.allocation", name, added)]
    with writing_to(item.project, by=None):
        item.delete()
    removed = {key: [new, old] for key, (old, new) in added.items()}
    assert ("removed", "projects.allocation", name, removed) in entries(item.project)
    assert [one[:3] for one in entries(item.project)[1:]] == [
        ("removed", "projects.lineitem", "社区巡防经费"),
        ("removed", "projects.allocation", name),
    ]


def _save(items: list[LineItem]) -> None:
    items[0].name = "改名"
    items[0].save(update_fields=["name"])


def _save_again(items: list[LineItem]) -> None:
    items[0].name = "再改名"
    items[0].save()


def _delete(items: list[LineItem]) -> None:
    LineItem.objects.get(pk=items[1].pk).delete()


def _update_two(items: list[LineItem]) -> None:
    LineItem.objects.filter(pk__in=[one.pk for one in items[:2]]).update(position=7)


def _update_all(_items: list[LineItem]) -> None:
    LineItem.objects.update(position=9)


def _move(items: list[LineItem]) -> None:
    other = Project.objects.exclude(pk=items[2].project_id).get()
    LineItem.objects.filter(pk=items[2].pk).update(project=other)


def _add(items: list[LineItem]) -> None:
    LineItem.objects.create(project=items[0].project, name="新增", position=8, lineage=UUID(int=1))


@pytest.mark.parametrize(
    "writes",
    [
        [_save],
        [_save, _save_again],
        [_save, _update_all],
        [_update_all, _save],
        [_delete, _update_all],
        [_update_two, _delete, _save],
        [_add, _save],
        [_save, _add, _delete],
        [_move],
        [_move, _update_all],
    ],
)
def test_reading_a_few_rows_records_what_reading_all_does(
    writes: list[Callable[[list[LineItem]], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project()
    for name in ("甲", "乙", "丙"):
        make_line_item(project, name=name)
    make_project(name="另一项目", fiscal_year=project.fiscal_year)
    recorded = []
    for few in (history.FEW, 1, 0):
        monkeypatch.setattr(history, "FEW", few)
        with transaction.atomic():
            items = list(project.line_items.all())
            with writing_to(project, by=None):
                for write in writes:
                    write(items)
            recorded.append(entries(project))
            transaction.set_rollback(True)
    assert recorded[0]
    assert recorded[0] == recorded[1] == recorded[2]


@pytest.mark.parametrize("table", ["projects_lineitem", "projects_allocation"])
def test_one_of_many_rows_is_read_alone(table: str) -> None:
    item = make_line_item(name="社区巡防经费")
    given = make_allocation(item, "1")
    row = {"projects_lineitem": item, "projects_allocation": given}[table]
    with CaptureQueriesContext(connection) as queries, writing_to(item.project, by=None):
        row.save()
    reads = [one["sql"] for one in queries if re.search(rf'^SELECT .* FROM "{table}"', one["sql"])]
    assert len(reads) == 2
    assert all(f'"{table}"."id" IN ({row.pk})' in sql for sql in reads)


def test_what_comes_to_nothing_and_what_only_counts_leaves_no_entry() -> None:
    item = make_line_item()
    with writing_to(item.project, by=None):
        item.version += 1
        item.save()
        make_allocation(item).delete()

    def fail_halfway() -> None:
        with writing_to(item.project, by=None):
            LineItem.objects.update(name="改名")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert not HistoryEntry.objects.exists()


def test_a_new_project_is_recorded_and_a_deleted_one_keeps_its_history() -> None:
    project = Project(fiscal_year=builders.make_year(), office=builders.make_office(), name="新", code="1")
    with writing_to(project, by=None):
        project.save()
    with writing_to(project, by=None):
        Project.objects.get().delete()
    history = HistoryEntry.objects.all()
    assert [(one.action, one.kind, one.name) for one in history] == [
        ("added", "projects.project", "新"),
        ("removed", "projects.project", "新"),
    ]
    assert {one.lineage for one in history} == {project.lineage}
    assert broken(history) is None


@pytest.mark.parametrize("model", [model for model, way in BELONGING.items() if "__" in way], ids=str)
def test_every_table_of_a_project_is_recorded(model: Any) -> None:
    row = make(model, builders.make_year())
    way = triggers.ways_to_the_project()[model]
    project = Project.objects.get(pk=model._base_manager.values_list(way, flat=True).get())
    kind = model._meta.label_lower
    with recording([project.pk], by=None):
        if model is Clearance:
            builders.make_clearance(row.submission, digest="1" * 64)
        elif model is Publication:
            builders.make_publication(builders.make_submission(project))
        elif model in (Submission, Step, Remark, ReviewScore):
            make_again = {
                Submission: builders.make_submission,
                Step: builders.make_step,
                ReviewScore: builders.make_review_score,
            }
            make_again.get(model, builders.make_remark)(
                project if model is Submission else row.submission,
                **({"state": "accepted"} if model is Step else {}),
            )
        else:
            row.delete()
    found = [one for one in entries(project) if one[1] == kind]
    assert bool(found) is (model is not BulkChange)
    assert broken(HistoryEntry.objects.all()) is None


def test_what_is_left_out_is_there_to_be_left_out() -> None:
    fields = {model._meta.label: {one.name for one in model._meta.fields} for model in BELONGING}
    for label, names in LEFT_OUT.items():
        assert names <= fields[label]


class TestWritersThatAreNoPages:
    """Who writes beside the door leaves entries too."""

    def test_the_demo(self) -> None:
        projects, _passwords = load_demo()
        for project in projects:
            assert len(entries(project)) > 10
        assert broken(HistoryEntry.objects.all()) is None

    def test_a_year_begun_from_the_last(self) -> None:
        item = make_line_item(name="社区巡防经费")
        user = make_user("admin", role=Role.ADMINISTRATOR)
        roll_over(item.project.fiscal_year, user=user)
        project = Project.objects.exclude(pk=item.project_id).get()
        assert {one.person for one in HistoryEntry.objects.all()} == {user.pk}
        assert [one[:3] for one in entries(project)] == [
            ("added", "projects.project", project.name),
            ("added", "projects.lineitem", "社区巡防经费"),
            ("added", "projects.succession", f"延续 · {item.project}"),
        ]
        assert not entries(item.project)

    def test_the_administration_changes_adds_moves_and_deletes(self) -> None:
        item, other = make_line_item(name="甲", allocated="1"), make_project("另一项目", code="other")
        admin = browser(make_user("admin", role=Role.ADMINISTRATOR))
        address = f"/admin/projects/lineitem/{item.pk}/change/"
        empty = {
            f"{form}-{key}_FORMS": 0
            for form in ("allocations", "expenditures")
            for key in ("TOTAL", "INITIAL")
        }
        data = {"project": item.project_id, "name": "乙", "position": item.position, **empty}
        assert admin.post(address, data).status_code == 302
        assert admin.post(address, data | {"project": other.pk}).status_code == 302
        assert entries(item.project)[0] == ("changed", "projects.lineitem", "乙", {"name": ["甲", "乙"]})
        assert [one[:3] for one in entries(other)] == [("changed", "projects.lineitem", "乙")]
        assert admin.post(f"/admin/projects/project/{other.pk}/delete/", {"post": "yes"}).status_code == 302
        assert entries(other)[-1][0] == "removed"
        ticked = {"action": "delete_selected", "_selected_action": [item.project_id], "post": "yes"}
        assert admin.post("/admin/projects/project/", ticked).status_code == 302
        assert not Project.objects.exists()
        assert entries(item.project)[-1][0] == "removed"
        assert broken(HistoryEntry.objects.all()) is None

    def test_the_steps_of_the_review(self) -> None:
        people = make_people()
        project = make_finished_project(people.clerk.office)
        bring(make_submitted(project, people.clerk), State.ACCEPTED, people)
        told = [
            (one.made_by, one.action, one.kind)
            for one in HistoryEntry.objects.filter(project=project.pk, kind__in=WORKFLOW)
        ]
        for person, kind in (
            (people.clerk, "reports.submission"),
            (people.approver, "reports.step"),
            (people.reviewer, "reports.step"),
        ):
            assert (str(person), "added", kind) in told
        assert broken(HistoryEntry.objects.all()) is None

    def test_the_administration_makes_a_project(self) -> None:
        admin = browser(make_user("admin", role=Role.ADMINISTRATOR))
        data = {
            "fiscal_year": builders.make_year().pk,
            "office": builders.make_office().pk,
            "department": "财政所",
            "code": "1",
            "name": "新项目",
            "line_items-TOTAL_FORMS": 1,
            "line_items-INITIAL_FORMS": 0,
            "line_items-0-name": "社区巡防经费",
            "line_items-0-position": 1,
        }
        assert admin.post("/admin/projects/project/add/", data).status_code == 302
        assert [one[:3] for one in entries(Project.objects.get())] == [
            ("added", "projects.project", "新项目"),
            ("added", "projects.lineitem", "社区巡防经费"),
        ]


class TestChain:
    """Entries are only ever added, and whoever changes one breaks the chain."""

    @pytest.fixture
    def project(self) -> Project:
        figure = builders.make_statistic(value=Decimal(0))
        for value in range(1, 4):
            with writing_to(figure.project, by=None):
                Statistic.objects.update(value=value)
        return figure.project

    def test_the_database_refuses_every_other_write(self, project: Project) -> None:
        table = HistoryEntry._meta.db_table
        one = HistoryEntry.objects.first()
        assert one is not None
        statements = [f"UPDATE {table} SET name = 'x'", f"DELETE FROM {table}"]
        if connection.vendor == "sqlite":
            columns = ", ".join(field.column for field in HistoryEntry._meta.fields)
            statements.append(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")
            statements.append(f"UPDATE OR REPLACE {table} SET id = {one.pk}")
        else:
            statements.append(f"TRUNCATE {table}")
        for statement in statements:
            with (
                pytest.raises(IntegrityError, match=triggers.RECORDED),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
        assert HistoryEntry.objects.count() == 3

    def test_an_unbroken_history(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        assert [one.sequence for one in HistoryEntry.objects.all()] == [1, 2, 3]
        call_command("verify_history")
        call_command("verify_history", project=project.pk)
        assert capsys.readouterr().out.count("3") == 2

    @pytest.mark.parametrize(
        "change",
        [
            {"changes": "{}"},
            {"made_by": "别人"},
            {"made_at": datetime(2020, 1, 1, tzinfo=UTC)},
            {"person": 7},
            {"name": "x"},
            {"previous": "0" * 64},
            {"digest": "0" * 64},
            {"sequence": 9},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_the_first_broken_entry_is_named(self, project: Project, change: dict[str, Any]) -> None:
        second = HistoryEntry.objects.get(sequence=2)
        triggers.drop(using="default")
        HistoryEntry.objects.filter(pk=second.pk).update(**change)
        triggers.create(using="default")
        found = broken(HistoryEntry.objects.all())
        assert found is not None
        assert found.sequence == (3 if "sequence" in change else 2)
        with pytest.raises(CommandError, match=str(found.sequence)) as caught:
            call_command("verify_history")
        assert caught.value.returncode == 1

    def test_a_missing_entry_is_noticed(self, project: Project) -> None:
        triggers.drop(using="default")
        HistoryEntry.objects.filter(sequence=1).delete()
        triggers.create(using="default")
        found = broken(HistoryEntry.objects.all())
        assert found is not None
        assert found.sequence == 2


@pytest.mark.django_db(transaction=True)
def test_twelve_writers_at_once_leave_one_chain() -> None:
    project = builders.make_statistic(value=Decimal(0)).project

    def write(value: int) -> None:
        with writing_to(project, by=None):
            Statistic.objects.update(value=value)
        connection.close()

    threads = [Thread(target=write, args=[value]) for value in range(1, 13)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    history = HistoryEntry.objects.filter(project=project.pk)
    assert [one.sequence for one in history] == list(range(1, 13))
    assert broken(history) is None
