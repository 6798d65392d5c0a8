"""The one undo of a change of many rows: every column back, once, and nothing that somebody changed since."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import User
from projects import cells
from projects.cells import Cell, Change
from projects.funds import EntryKind
from projects.locks import writing_to
from projects.models import Allocation, BulkChange, Expenditure, LineItem, Project
from projects.money import LARGEST_AMOUNT
from projects.undo import FUNDS, NothingToUndo, undo, undoable
from projects.versions import Conflict
from tests.builders import (
    APPROPRIATION,
    make_allocation,
    make_expenditure,
    make_line_item,
    make_project,
    make_source,
    make_user,
    yuan,
)

pytestmark = pytest.mark.django_db

OPENING, ADJUSTMENT, PAID = EntryKind


@pytest.fixture(autouse=True)
def appropriation() -> None:
    make_source()


def cell(line: str, kind: EntryKind = OPENING, source: str = APPROPRIATION) -> Cell:
    return Cell(line, source, kind)


def write(project: Project, *changes: Change, user: User | None = None) -> None:
    with writing_to(project, by=None) as stored, undoable(stored, FUNDS, user=user or make_user()):
        cells.apply(stored, changes)


def ledger_of(project: Project) -> list[object]:
    return [
        list(LineItem.objects.filter(project=project).values("pk", "name", "position")),
        list(Allocation.objects.filter(line_item__project=project).values()),
        list(Expenditure.objects.filter(line_item__project=project).values()),
    ]


def test_undo_puts_back_every_column_exactly_once() -> None:
    user = make_user()
    item = make_line_item(name="甲")
    make_allocation(item, "10", document_number="渝财1号", reason="年初", decided_on="2020-01-05")
    make_expenditure(item, "3", voucher_number="记-1", paid_on="2020-03-01")
    ledger = ledger_of(item.project)
    write(
        item.project,
        Change(cell("甲"), yuan("10"), None),
        Change(cell("甲", PAID), yuan("3"), yuan("4")),
        Change(cell("甲", ADJUSTMENT), None, yuan("-1")),
        Change(cell("新"), None, yuan("1")),
        user=user,
    )
    assert ledger_of(item.project) != ledger
    with writing_to(item.project, by=None) as project:
        undo(project, FUNDS, user=user)
    assert ledger_of(item.project) == ledger
    item.refresh_from_db()
    assert item.version == 3
    with pytest.raises(NothingToUndo), writing_to(item.project, by=None) as project:
        undo(project, FUNDS, user=user)
    assert ledger_of(item.project) == ledger


def test_only_who_made_a_change_takes_it_back() -> None:
    item = make_line_item(name="甲")
    write(item.project, Change(cell("甲"), None, yuan("1")))
    with pytest.raises(NothingToUndo), writing_to(item.project, by=None) as project:
        undo(project, FUNDS, user=make_user())


def test_what_is_written_without_it_leaves_the_last_undo_alone() -> None:
    user, item = make_user(), make_line_item(name="甲")
    write(item.project, Change(cell("甲"), None, yuan("1")), user=user)
    with writing_to(item.project, by=None) as project:
        cells.apply(project, [Change(cell("乙"), None, yuan("2"))])
    with writing_to(item.project, by=None) as project:
        undo(project, FUNDS, user=user)
    assert cells.stored_cells(item.project) == {cell("乙"): yuan("2")}


def test_a_failure_remembers_nothing() -> None:
    item = make_line_item(name="甲", allocated="10")
    with pytest.raises(Conflict):
        write(item.project, Change(cell("甲"), yuan("9"), yuan("1")))
    assert not BulkChange.objects.exists()


def rename(item: LineItem) -> None:
    item.name = "改名"
    item.save(update_fields=["name"])


def pay(item: LineItem) -> None:
    make_expenditure(item, "9")


def delete(item: LineItem) -> None:
    item.delete()


@pytest.mark.parametrize("meddle", [rename, pay, delete])
def test_what_was_changed_since_is_not_undone(meddle: Callable[[LineItem], None]) -> None:
    user = make_user()
    item = make_line_item(name="甲")
    other = make_line_item(item.project, name="乙")
    write(item.project, *(Change(cell(name), None, yuan("1")) for name in "甲乙"), user=user)
    meddle(LineItem.objects.get(pk=item.pk))
    with pytest.raises(Conflict), writing_to(item.project, by=None) as project:
        undo(project, FUNDS, user=user)
    assert other.allocations.count() == 1


def test_what_others_do_in_other_lines_does_not_keep_from_undoing() -> None:
    user = make_user()
    item = make_line_item(name="甲")
    write(item.project, Change(cell("甲"), None, yuan("1")), user=user)
    make_line_item(item.project, name="乙", allocated="2")
    with writing_to(item.project, by=None) as project:
        undo(project, FUNDS, user=user)
    assert cells.stored_cells(item.project) == {cell("乙"): yuan("2")}


amounts = st.none() | st.decimals(min_value=0, max_value=LARGEST_AMOUNT, places=2)
tables = st.dictionaries(
    st.builds(Cell, st.sampled_from("甲乙丙"), st.just(APPROPRIATION), st.sampled_from(EntryKind)), amounts
)


class AnyTable(TestCase):
    def setUp(self) -> None:
        make_source()

    @given(tables, tables)
    def test_what_is_undone_was_never_there(
        self, first: dict[Cell, Decimal | None], second: dict[Cell, Decimal | None]
    ) -> None:
        user, project = make_user(), make_project()
        write(project, *cells.changes(project, first), user=user)
        ledger = ledger_of(project)
        write(project, *cells.changes(project, second), user=user)
        with writing_to(project, by=None) as held:
            undo(held, FUNDS, user=user)
        assert ledger_of(project) == ledger
