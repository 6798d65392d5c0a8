"""The ledger read from its tables."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from projects import ledger
from projects.funds import whole
from projects.models import Allocation, Expenditure, LineItem, Project
from projects.money import LARGEST_AMOUNT
from tests.builders import (
    make_adjustment,
    make_allocation,
    make_line_item,
    make_project,
    make_source,
    yuan,
)

pytestmark = pytest.mark.django_db

amounts = st.decimals(min_value=0, max_value=LARGEST_AMOUNT, places=2)
changes = st.decimals(min_value=-LARGEST_AMOUNT, max_value=LARGEST_AMOUNT, places=2)


def test_a_line_holds_its_entries_with_everything_about_them() -> None:
    item = make_line_item(name="社区巡防经费", allocated="270.69", spent="100")
    make_adjustment(
        item, "-12.3", source=make_source("其他资金"), reason="年中调减", document_number="渝财1号"
    )
    [(found, line)] = ledger.lines(item.project).items()
    assert found == item
    assert (line.key, line.name) == (f"item-{item.pk}", "社区巡防经费")
    assert [(entry.kind, entry.source, entry.amount) for entry in line.entries] == [
        ("opening", "当年财政拨款", yuan("270.69")),
        ("adjustment", "其他资金", yuan("-12.3")),
        ("paid", "当年财政拨款", yuan("100")),
    ]
    assert (line.entries[1].reference, line.entries[1].reason) == ("渝财1号", "年中调减")


@pytest.mark.parametrize("items", [1, 40])
def test_lines_take_three_queries(items: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    project = make_project()
    for _ in range(items):
        make_line_item(project, allocated="1", spent="1")
    with django_assert_num_queries(3):
        assert len(ledger.lines(project)) == items


@pytest.mark.parametrize("projects", [1, 20])
def test_totals_take_two_queries(projects: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = [make_line_item(make_project(name=f"项目{n}"), allocated="1").project for n in range(projects)]
    with django_assert_num_queries(2):
        assert len(ledger.totals(made)) == projects


def test_blank_is_not_zero() -> None:
    empty, adjusted = make_project("甲"), make_project("乙")
    make_allocation(make_line_item(adjusted), "0")
    totals = ledger.totals([empty, adjusted])
    assert totals[empty].figures.budget is None
    assert totals[adjusted].figures.budget == 0
    assert totals[adjusted].figures.spent is None


class TotalsAreThoseOfTheLines(TestCase):
    """The sums of the database and those of ``funds`` are one and the same."""

    @given(
        opening=st.lists(amounts, max_size=5),
        adjustments=st.lists(changes, max_size=5),
        paid=st.lists(amounts, max_size=5),
    )
    def test(self, opening: list[Decimal], adjustments: list[Decimal], paid: list[Decimal]) -> None:
        project = make_project()
        source = make_source()
        items = [LineItem.objects.create(project=project, name=name) for name in ("甲", "乙")]
        Allocation.objects.bulk_create(
            Allocation(line_item=items[number % 2], source=source, kind=kind, amount=amount)
            for kind, given_amounts in (("opening", opening), ("adjustment", adjustments))
            for number, amount in enumerate(given_amounts)
        )
        Expenditure.objects.bulk_create(
            Expenditure(line_item=items[number % 2], source=source, amount=amount)
            for number, amount in enumerate(paid)
        )
        project = Project.objects.get()
        assert ledger.totals([project])[project].figures == whole(ledger.lines(project).values())
