"""A line item with its entries: seen, entered, changed, moved, deleted."""

from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from projects.models import Allocation, Expenditure, FundingSource, LineItem, Project
from tests.builders import (
    close,
    make_adjustment,
    make_expenditure,
    make_line_item,
    make_project,
    make_source,
    make_superuser,
    yuan,
)
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def source() -> FundingSource:
    return make_source()


@pytest.fixture
def project(people: People) -> Project:
    return make_project("平安稳定项目", office=people.clerk.office)


@pytest.fixture
def item(project: Project, source: FundingSource) -> LineItem:
    return make_line_item(project, "社区巡防经费", allocated="270.69", spent="200")


def address(name: str, item: Model) -> str:
    return reverse(name, args=[item.pk])


def rows(prefix: str, *given: dict[str, Any], stored: int = 0) -> dict[str, Any]:
    """Return what the browser sends for a table of entries; the first ``stored`` rows are not new."""
    data: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": stored}
    for number, row in enumerate(given):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def allocation(source: FundingSource, amount: str, **changes: Any) -> dict[str, Any]:
    return {"source": source.pk, "kind": "opening", "amount": amount, **changes}


def expenditure(source: FundingSource, amount: str, **changes: Any) -> dict[str, Any]:
    return {"source": source.pk, "amount": amount, **changes}


def sheet(
    name: str, allocations: dict[str, Any] | None = None, expenditures: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {"name": name, **(allocations or rows("allocations")), **(expenditures or rows("expenditures"))}


def drawn(client: Client, item: LineItem) -> dict[str, Any]:
    """Return everything that the form of the line item sends back if nothing is touched."""
    context = client.get(address("line_item", item)).context
    data: dict[str, Any] = {}
    for form in (context["form"], *(form for table in context["tables"] for form in table)):
        for field in form:
            value = field.value()
            text = "" if value is None or value is False else str(value)
            data[field.html_name] = text
            if field.field.show_hidden_initial:
                data[field.html_initial_name] = text
    for table in context["tables"]:
        for field in table.management_form:
            data[field.html_name] = field.value()
    return data


class TestWhoMay:
    def test_clerks_get_a_form_and_the_others_a_page(self, people: People, item: LineItem) -> None:
        for user in (people.clerk, people.colleague, make_superuser()):
            assert "form" in browser(user).get(address("line_item", item)).context
        for user in people.viewers:
            response = browser(user).get(address("line_item", item))
            assert response.status_code == 200
            assert "form" not in response.context
            assert "270.69" in response.text
            assert address("line_item_delete", item) not in response.text

    def test_those_who_may_only_look_cannot_write(self, people: People, item: LineItem) -> None:
        for user in people.viewers:
            client = browser(user)
            assert client.post(address("line_item", item), sheet("改名")).status_code == 404
            assert client.get(address("line_item_delete", item)).status_code == 404
            assert client.post(address("line_item_delete", item)).status_code == 404
            assert client.post(address("line_item_move", item), {"direction": "up"}).status_code == 404
            assert client.post(reverse("line_item_add", args=[item.project_id])).status_code == 404
        assert LineItem.objects.get().name == "社区巡防经费"

    @pytest.mark.parametrize("name", ["line_item", "line_item_delete", "line_item_move"])
    def test_others_find_nothing(self, name: str, people: People, item: LineItem) -> None:
        client = browser(people.stranger)
        assert client.get(address(name, item)).status_code in (404, 405)
        assert client.post(address(name, item), {"direction": "up", **sheet("改名")}).status_code == 404
        assert Client().post(address(name, item)).status_code == 302
        assert browser(people.clerk).post(reverse(name, args=[item.pk + 1])).status_code == 404
        assert LineItem.objects.get().name == "社区巡防经费"

    def test_wrong_methods_are_refused(self, people: People, item: LineItem) -> None:
        client = browser(people.clerk)
        assert client.get(address("line_item_move", item)).status_code == 405
        for name in ("line_item", "line_item_delete"):
            assert client.put(address(name, item)).status_code == 405
        assert client.delete(reverse("line_item_add", args=[item.project_id])).status_code == 405

    def test_a_closed_year_can_be_seen_and_not_changed(self, people: People, item: LineItem) -> None:
        close(item.project.fiscal_year)
        client = browser(people.clerk)
        assert "form" not in client.get(address("line_item", item)).context
        assert client.post(address("line_item", item), sheet("改名")).status_code == 404
        assert client.post(address("line_item_delete", item)).status_code == 404
        assert LineItem.objects.get().name == "社区巡防经费"

    def test_a_form_from_elsewhere_is_refused(self, people: People, item: LineItem) -> None:
        client = browser(people.clerk, enforce_csrf_checks=True)
        assert client.post(address("line_item", item), sheet("改名")).status_code == 403


class TestEntering:
    def test_a_line_item_with_its_entries(
        self, people: People, project: Project, source: FundingSource
    ) -> None:
        other = make_source("其他资金")
        data = sheet(
            "社区巡防经费",
            rows(
                "allocations",
                allocation(source, "429000元", decided_on="2020.3.1", document_number="渝财〔2020〕1号"),
                allocation(other, "-１２．５万元", kind="adjustment", reason="年中调减"),
                {"source": source.pk, "kind": "opening", "amount": ""},
            ),
            rows("expenditures", expenditure(source, "1,000.15", voucher_number="记-12", note="首批")),
        )
        response = browser(people.clerk).post(reverse("line_item_add", args=[project.pk]), data)
        item = LineItem.objects.get()
        assert response["Location"] == f"{address('project_funds', project)}#item-{item.pk}"
        opening, adjustment = item.allocations.all()
        assert (opening.amount, str(opening.decided_on)) == (Decimal(429000), "2020-03-01")
        assert (adjustment.amount, adjustment.source, adjustment.reason) == (yuan("-12.5"), other, "年中调减")
        paid = item.expenditures.get()
        assert (paid.amount, paid.voucher_number, paid.note) == (yuan("1000.15"), "记-12", "首批")

    def test_it_goes_to_the_end_of_the_list(
        self, people: People, item: LineItem, source: FundingSource
    ) -> None:
        add = reverse("line_item_add", args=[item.project_id])
        response = browser(people.clerk).post(add, {**sheet("粮食应急"), "another": "yes"})
        assert response["Location"] == add
        assert [one.name for one in item.project.line_items.all()] == ["社区巡防经费", "粮食应急"]

    @pytest.mark.parametrize(
        ("data", "place", "message"),
        [
            ({"name": ""}, "id_name", ""),
            ({"name": "字" * 101}, "id_name", ""),
            ({"name": "巡\x07防"}, "id_name", "第 2 个字符是控制字符（U+0007）"),
            (
                rows("allocations", {"source": 0, "kind": "opening", "amount": "12.3O"}),
                "id_allocations-0-amount",
                "“12.3O”不是数字：第 5 个字符是字母 O。",
            ),
            (
                rows("allocations", {"source": 0, "kind": "opening", "amount": "-1"}),
                "id_allocations-0-amount",
                "年初预算不能为负数",
            ),
            (
                rows("allocations", {"source": 0, "kind": "opening", "amount": "", "reason": "漏填"}),
                "id_allocations-0-amount",
                "请填写金额。",
            ),
            (
                rows("expenditures", {"source": 0, "amount": "-1"}),
                "id_expenditures-0-amount",
                "此处金额不能为负数。",
            ),
            (
                rows("expenditures", {"source": 0, "amount": "1", "paid_on": "2020-02-30"}),
                "id_expenditures-0-paid_on",
                "“2020-02-30”不是日期",
            ),
            (
                rows("expenditures", {"source": 0, "amount": "1", "note": "字" * 501}),
                "id_expenditures-0-note",
                "",
            ),
        ],
    )
    def test_bad_input_is_named_at_its_field_and_everything_typed_stays(
        self,
        data: dict[str, Any],
        place: str,
        message: str,
        people: People,
        project: Project,
        source: FundingSource,
    ) -> None:
        data = sheet("社区巡防经费") | {
            name: source.pk if name.endswith("-source") else value for name, value in data.items()
        }
        response = browser(people.clerk).post(reverse("line_item_add", args=[project.pk]), data)
        assert response.status_code == 200
        assert not LineItem.objects.exists()
        assert f'href="#{place}"' in response.text
        assert f'id="{place}_error"' in response.text
        assert message in response.text
        fields = {
            field.html_name: field.value()
            for form in (
                response.context["form"],
                *(form for table in response.context["tables"] for form in table),
            )
            for field in form
        }
        typed = {name: value for name, value in data.items() if "_FORMS" not in name}
        assert {name: str(fields[name]) for name in typed} == {name: str(typed[name]) for name in typed}

    def test_nothing_is_saved_while_one_row_is_wrong(
        self, people: People, project: Project, source: FundingSource
    ) -> None:
        data = sheet(
            "巡防",
            rows("allocations", allocation(source, "1"), allocation(source, "x")),
            rows("expenditures", expenditure(source, "1")),
        )
        browser(people.clerk).post(reverse("line_item_add", args=[project.pk]), data)
        assert not LineItem.objects.exists()
        assert not Allocation.objects.exists()

    def test_a_damaged_form_is_answered_in_words(self, people: People, project: Project) -> None:
        response = browser(people.clerk).post(reverse("line_item_add", args=[project.pk]), {"name": "巡防"})
        assert response.status_code == 200
        assert not LineItem.objects.exists()


class TestChanging:
    def test_rows_are_changed_added_and_deleted(self, people: People, item: LineItem, source: Any) -> None:
        client = browser(people.clerk)
        data = drawn(client, item)
        data |= {
            "name": "巡防经费",
            "allocations-0-amount": "280",
            "allocations-1-amount": "-9.31",
            "allocations-1-kind": "adjustment",
            "expenditures-0-DELETE": "on",
            "expenditures-1-amount": "150",
        }
        assert client.post(address("line_item", item), data).status_code == 302
        item.refresh_from_db()
        assert item.name == "巡防经费"
        assert [one.amount for one in item.allocations.all()] == [yuan("280"), yuan("-9.31")]
        assert [one.amount for one in item.expenditures.all()] == [yuan("150")]

    def test_an_untouched_form_changes_nothing(self, people: People, item: LineItem) -> None:
        make_adjustment(item, "0.000001", reason="分")
        client = browser(people.clerk)
        before = list(Allocation.objects.values()), list(Expenditure.objects.values())
        assert client.post(address("line_item", item), drawn(client, item)).status_code == 302
        assert (list(Allocation.objects.values()), list(Expenditure.objects.values())) == before

    def test_what_somebody_else_changed_meanwhile_stays(self, people: People, item: LineItem) -> None:
        client = browser(people.clerk)
        data = drawn(client, item)
        Allocation.objects.update(amount=yuan("300"))
        make_expenditure(item, "7")
        data["allocations-0-reason"] = "追加"
        assert client.post(address("line_item", item), data).status_code == 302
        stored = item.allocations.get()
        assert (stored.amount, stored.reason) == (yuan("300"), "追加")
        assert item.expenditures.count() == 2

    def test_two_amounts_for_one_cell_show_both(self, people: People, item: LineItem) -> None:
        client = browser(people.clerk)
        data = drawn(client, item)
        Allocation.objects.update(amount=yuan("300"))
        data["allocations-0-amount"] = "280"
        response = client.post(address("line_item", item), data)
        assert response.status_code == 200
        assert "“300.00”" in response.text
        assert 'value="280"' in response.text
        data["initial-allocations-0-amount"] = "300.00"
        assert client.post(address("line_item", item), data).status_code == 302
        assert item.allocations.get().amount == yuan("280")

    def test_a_row_that_somebody_else_deleted_is_said_to_be_gone(
        self, people: People, item: LineItem
    ) -> None:
        client = browser(people.clerk)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        data = drawn(client, item)
        Expenditure.objects.all().delete()
        data["expenditures-0-note"] = "补记"
        response = client.post(address("line_item", item), data)
        assert response.status_code == 200
        assert "Somebody else has deleted this row" in response.text
        assert 'value="补记"' in response.text
        data["expenditures-0-DELETE"] = "on"
        assert client.post(address("line_item", item), data).status_code == 302
        assert not Expenditure.objects.exists()

    def test_rows_of_other_line_items_cannot_be_reached(
        self, people: People, item: LineItem, source: FundingSource
    ) -> None:
        foreign = make_line_item(make_project("别的项目", office=people.stranger.office), allocated="5")
        theirs = foreign.allocations.get()
        data = sheet(item.name, rows("allocations", allocation(source, "1", id=theirs.pk), stored=1))
        assert browser(people.clerk).post(address("line_item", item), data).status_code == 200
        theirs.refresh_from_db()
        assert (theirs.amount, theirs.line_item) == (yuan("5"), foreign)

    def test_a_name_is_taken_once(self, people: People, item: LineItem) -> None:
        make_line_item(item.project, "粮食应急")
        response = browser(people.clerk).post(address("line_item", item), sheet("粮食应急"))
        assert list(response.context["form"].errors) == ["name"]

    @pytest.mark.parametrize("entries", [1, 25])
    def test_its_queries_do_not_grow(
        self, entries: int, people: People, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        item = make_line_item(make_ready_project(people.clerk.office), allocated="1", spent="1")
        for _ in range(entries):
            make_adjustment(item, "1")
            make_expenditure(item, "1")
        client = browser(people.clerk)
        with django_assert_num_queries(38):
            client.get(address("line_item", item))


class TestOrderAndDeleting:
    def test_a_line_item_moves_one_place_and_stops_at_the_ends(
        self, people: People, project: Project
    ) -> None:
        names = ["甲", "乙", "丙"]
        items = {name: make_line_item(project, name, position=7) for name in names}
        client = browser(people.clerk)

        def move(name: str, direction: str) -> str:
            response = client.post(address("line_item_move", items[name]), {"direction": direction})
            assert response["Location"] == f"{address('project_funds', project)}#item-{items[name].pk}"
            return "".join(item.name for item in project.line_items.all())

        assert move("甲", "down") == "乙甲丙"
        assert move("丙", "up") == "乙丙甲"
        assert move("乙", "up") == "乙丙甲"
        assert move("甲", "down") == "乙丙甲"

    def test_a_direction_is_up_or_down(self, people: People, item: LineItem) -> None:
        client = browser(people.clerk)
        assert client.post(address("line_item_move", item), {"direction": "left"}).status_code == 400

    def test_deleting_asks_first(self, people: People, item: LineItem) -> None:
        client = browser(people.clerk)
        assert "社区巡防经费" in client.get(address("line_item_delete", item)).text
        assert LineItem.objects.exists()
        response = client.post(address("line_item_delete", item))
        assert response["Location"] == address("project_funds", item.project)
        assert not LineItem.objects.exists()
        assert not Allocation.objects.exists()
