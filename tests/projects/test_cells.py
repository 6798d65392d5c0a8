"""The funds as cells: what differs, writing it all or not at all, and taking it back once."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from projects import cells
from projects.cells import Cell, Change, SeveralEntries
from projects.funds import EntryKind
from projects.locks import writing_to
from projects.models import FundingSource, Project
from projects.money import LARGEST_AMOUNT
from projects.versions import Conflict
from tests.builders import (
    APPROPRIATION,
    make_adjustment,
    make_expenditure,
    make_line_item,
    make_project,
    make_source,
    yuan,
)

pytestmark = pytest.mark.django_db

OPENING, ADJUSTMENT, PAID = EntryKind


@pytest.fixture(autouse=True)
def appropriation() -> None:
    make_source()


def cell(line: str, kind: EntryKind = OPENING, source: str = APPROPRIATION) -> Cell:
    return Cell(line, source, kind)


def write(project: Project, *changes: Change) -> None:
    with writing_to(project, by=None) as stored:
        cells.apply(stored, changes)


def test_cells_are_sums_of_the_entries_behind_them() -> None:
    item = make_line_item(name="甲", allocated="10", spent="3.5")
    make_expenditure(item, "0.25")
    make_adjustment(item, "-1", source=make_source("其他资金"))
    make_line_item(name="别处", allocated="99")
    assert cells.stored_cells(item.project) == {
        cell("甲"): yuan("10"),
        cell("甲", ADJUSTMENT, "其他资金"): yuan("-1"),
        cell("甲", PAID): yuan("3.75"),
    }
    assert cells.entries_behind(item.project) == {
        cell("甲"): 1,
        cell("甲", ADJUSTMENT, "其他资金"): 1,
        cell("甲", PAID): 2,
    }


def test_only_what_differs_is_a_change() -> None:
    item = make_line_item(name="甲", allocated="10", spent="0")
    values = {
        cell("甲"): yuan("10"),
        cell("甲", PAID): None,
        cell("甲", ADJUSTMENT): None,
        cell("新"): yuan("1"),
        cell("空"): None,
    }
    assert cells.changes(item.project, values) == [
        Change(cell("甲", PAID), Decimal(0), None),
        Change(cell("新"), None, yuan("1")),
        Change(cell("空"), None, None),
    ]


def test_an_entry_keeps_its_particulars_and_its_line_counts_on() -> None:
    item = make_line_item(name="甲", allocated="10")
    other = make_line_item(item.project, name="乙")
    payment = make_expenditure(item, "3", voucher_number="记-1", note="第一批")
    write(item.project, Change(cell("甲", PAID), yuan("3"), yuan("4")))
    payment.refresh_from_db()
    assert (payment.amount, payment.voucher_number, payment.note) == (yuan("4"), "记-1", "第一批")
    item.refresh_from_db()
    other.refresh_from_db()
    assert (item.version, other.version) == (2, 1)


def test_blank_and_zero_are_two_things() -> None:
    item = make_line_item(name="甲", allocated="10")
    write(item.project, Change(cell("甲"), yuan("10"), None), Change(cell("甲", PAID), None, Decimal(0)))
    assert cells.stored_cells(item.project) == {cell("甲", PAID): Decimal(0)}


def test_new_lines_go_to_the_end_in_the_order_given() -> None:
    item = make_line_item(name="甲")
    write(
        item.project,
        Change(cell("丙"), None, yuan("1")),
        Change(cell("乙", PAID), None, None),
        Change(cell("丙", PAID), None, yuan("1")),
    )
    assert [line.name for line in item.project.line_items.all()] == ["甲", "丙", "乙"]


@pytest.mark.parametrize(
    ("spoiled", "error"),
    [
        (Change(cell("甲", PAID), yuan("2"), yuan("5")), Conflict),
        (Change(cell("没有"), yuan("2"), yuan("5")), Conflict),
        (Change(cell("甲", ADJUSTMENT), yuan("3"), yuan("5")), SeveralEntries),
        (Change(cell("甲", PAID, "没有的来源"), None, yuan("5")), FundingSource.DoesNotExist),
        (Change(cell("甲", PAID), None, yuan("-5")), IntegrityError),
    ],
)
def test_all_or_nothing(spoiled: Change, error: type[Exception]) -> None:
    item = make_line_item(name="甲", allocated="10")
    make_adjustment(item, "1")
    make_adjustment(item, "2")
    stored = cells.stored_cells(item.project)
    with pytest.raises(error), transaction.atomic():
        write(item.project, Change(cell("新"), None, yuan("1")), spoiled)
    assert cells.stored_cells(item.project) == stored
    assert item.project.line_items.count() == 1


def test_errors_name_what_stands_in_the_way() -> None:
    item = make_line_item(name="甲", allocated="10")
    make_adjustment(item, "1")
    make_adjustment(item, "2")
    with pytest.raises(Conflict) as conflict:
        write(item.project, Change(cell("甲"), yuan("9"), yuan("1")))
    assert conflict.value.stored == item
    with pytest.raises(SeveralEntries) as several:
        write(item.project, Change(cell("甲", ADJUSTMENT), yuan("3"), None))
    assert several.value.cells == [cell("甲", ADJUSTMENT)]


amounts = st.none() | st.decimals(min_value=0, max_value=LARGEST_AMOUNT, places=2)
tables = st.dictionaries(
    st.builds(Cell, st.sampled_from("甲乙丙"), st.just(APPROPRIATION), st.sampled_from(EntryKind)), amounts
)


class AnyTable(TestCase):
    def setUp(self) -> None:
        make_source()

    @given(tables, tables)
    def test_what_is_written_is_stored(
        self, first: dict[Cell, Decimal | None], second: dict[Cell, Decimal | None]
    ) -> None:
        project = make_project()
        write(project, *cells.changes(project, first))
        stored = cells.stored_cells(project)
        assert stored == {place: amount for place, amount in first.items() if amount is not None}
        write(project, *cells.changes(project, second))
        assert cells.changes(project, second) == []
