"""The grid of the funds: rows sent one by one, and the whole of it without a script."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from projects.cells import Cell, stored_cells
from projects.funds import EntryKind, figures
from projects.grid.layout import Layout
from projects.grid.rows import Funds
from projects.models import Allocation, Expenditure, FundingSource, LineItem, Project
from projects.money import percent_text, rate
from tests.builders import (
    APPROPRIATION,
    close,
    make_adjustment,
    make_allocation,
    make_expenditure,
    make_line_item,
    make_project,
    make_source,
    make_superuser,
)
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_project("平安稳定项目", office=people.clerk.office)


@pytest.fixture
def item(project: Project) -> LineItem:
    return make_line_item(project, "社区巡防经费", allocated="100", spent="90")


def sent(project: Project, *items: LineItem, query: str = "", **typed: str) -> dict[str, Any]:
    """Return what the grid sends for some rows as they stand, with other texts in some inputs.

    ``typed`` names inputs without their prefix, those of the first row, or of the blank one without rows.
    """
    address = dict(pair.split("=") for pair in query.lstrip("?").split("&") if pair)
    funds = Funds(project, Layout.chosen(address))
    rows = [funds.row(LineItem.objects.get(pk=item.pk)) for item in items] or [funds.blank()]
    data: dict[str, Any] = {"row": [row.key for row in rows]}
    for row in rows:
        data[f"{row.key}-seen"] = row.seen
        data[f"{row.key}-name"] = row.name
        data |= {cell.name: cell.text for cell in row.inputs if cell.held.is_open}
        if row.item:
            data[f"{row.key}-version"] = row.item.version
    return data | {f"{rows[0].key}-{name.replace('_', '-')}": text for name, text in typed.items()}


def save(client: Client, project: Project, data: Mapping[str, Any], query: str = "") -> HttpResponse:
    """Send a row."""
    address = reverse("funds_row", args=[project.pk]) + query
    return client.post(address, data, headers={"HX-Request": "true"})  # type: ignore[return-value]


def events(response: HttpResponse) -> dict[str, Any]:
    return dict(json.loads(response.headers["HX-Trigger-After-Swap"]))


class TestWho:
    def test_may_send_a_row(self, people: People, project: Project, item: LineItem) -> None:
        data = sent(project, item, opening="120")
        for user in (people.stranger, *people.viewers):
            assert save(browser(user), project, data).status_code == 404
        assert save(Client(), project, data).status_code == 401
        assert save(browser(people.colleague), project, data).status_code == 200
        assert save(browser(make_superuser()), project, data).status_code == 200
        assert browser(people.clerk).get(reverse("funds_row", args=[project.pk])).status_code == 405
        close(project.fiscal_year)
        assert save(browser(people.clerk), project, data).status_code == 404

    def test_needs_the_token(self, people: People, project: Project, item: LineItem) -> None:
        client = browser(people.clerk, enforce_csrf_checks=True)
        assert save(client, project, sent(project, item)).status_code == 403

    def test_may_see_what_follows(self, people: People, project: Project, item: LineItem) -> None:
        address = reverse("funds_summary", args=[project.pk])
        for user in (people.clerk, people.approver):
            assert "100.00" in browser(user).get(address).text
        assert browser(people.stranger).get(address).status_code == 404
        assert browser(people.clerk).post(address).status_code == 405

    def test_a_row_of_another_project_is_not_found(self, people: People, project: Project) -> None:
        foreign = make_line_item(make_project(office=people.stranger.office), allocated="1")
        data = {"row": f"item-{foreign.pk}", f"item-{foreign.pk}-opening": "2"}
        assert save(browser(people.clerk), project, data).status_code == 409
        assert Allocation.objects.get().amount == Decimal(10_000)


class TestRow:
    def test_what_was_typed_is_stored_and_what_follows_is_answered(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        other = make_line_item(project, "应急消防经费", allocated="100")
        response = save(browser(people.clerk), project, sent(project, item, opening="300元", paid="0.015"))
        text = response.content.decode()
        assert f'id="item-{item.pk}-budget" hx-swap-oob="true">0.03</td>' in text
        assert f'id="item-{item.pk}-rate" hx-swap-oob="true">50.00%</td>' in text
        assert f'id="item-{other.pk}-share" hx-swap-oob="true">99.97%</td>' in text
        said = events(response)
        assert said["grid:saved"]["texts"][f"item-{item.pk}-paid"] == "0.015"
        assert "project-changed" in said
        item.refresh_from_db()
        assert item.version == 2

    def test_an_input_that_was_not_touched_changes_nothing(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        response = save(browser(people.clerk), project, sent(project, item))
        assert response.status_code == 200
        item.refresh_from_db()
        assert item.version == 1

    def test_an_entry_keeps_its_date_and_number(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        Expenditure.objects.update(voucher_number="付字第1号")
        save(browser(people.clerk), project, sent(project, item, paid="91"))
        assert Expenditure.objects.get().voucher_number == "付字第1号"

    def test_a_blank_takes_the_entry_away(self, people: People, project: Project, item: LineItem) -> None:
        save(browser(people.clerk), project, sent(project, item, paid="—"))
        assert not Expenditure.objects.exists()

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"opening": "-1"}, "年初预算不能为负数"),
            ({"paid": "-1"}, "不能为负数"),
            ({"adjustment": "12.3O"}, "字母 O"),
            ({"name": " "}, "请填写明细项目名称"),
            ({"name": "应急消防经费"}, "已有同名"),
            ({"name": "a\u202eb"}, "控制字符"),
        ],
    )
    def test_what_cannot_be_stored_is_refused_with_the_whole_row(
        self, people: People, project: Project, item: LineItem, typed: dict[str, str], words: str
    ) -> None:
        make_line_item(project, "应急消防经费")
        before = stored_cells(project)
        data = sent(project, item, **{"opening": "1", "paid": "1", "adjustment": "1"} | typed)
        response = save(browser(people.clerk), project, data)
        assert response.status_code == 422
        assert words in response.content.decode()
        (name,) = typed
        faults = events(response)["grid:refused"]["faults"]
        assert faults == {f"item-{item.pk}-{name}": f"item-{item.pk}-said"}
        assert stored_cells(project) == before

    def test_what_somebody_else_changed_is_asked_about_once(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        client, mine = browser(people.clerk), sent(project, item, opening="105")
        save(browser(people.colleague), project, sent(project, item, opening="111"))
        response = save(client, project, mine)
        assert response.status_code == 409
        assert "他人已改为“111.00”" in response.content.decode()
        assert Allocation.objects.get().amount == Decimal(1_110_000)
        assert save(client, project, sent(project, item, opening="105")).status_code == 200
        assert Allocation.objects.get().amount == Decimal(1_050_000)

    def test_what_both_changed_alike_is_no_conflict(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        mine = sent(project, item, opening="111")
        save(browser(people.colleague), project, sent(project, item, opening="111"))
        assert save(browser(people.clerk), project, mine).status_code == 200

    def test_a_row_changed_elsewhere_is_drawn_anew(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        mine = sent(project, item, opening="105")
        save(browser(people.colleague), project, sent(project, item, paid="77"))
        text = save(browser(people.clerk), project, mine).content.decode()
        assert f'<tbody id="item-{item.pk}"' in text
        assert 'value="77.00"' in text

    def test_a_name_changed_by_both_is_asked_about(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        mine = sent(project, item, name="巡防")
        save(browser(people.colleague), project, sent(project, item, name="社区巡防"))
        response = save(browser(people.clerk), project, mine)
        assert response.status_code == 409
        item.refresh_from_db()
        assert item.name == "社区巡防"

    def test_a_row_that_is_gone_says_so(self, people: People, project: Project, item: LineItem) -> None:
        mine = sent(project, item, opening="105")
        item.delete()
        response = save(browser(people.clerk), project, mine)
        assert response.status_code == 409
        assert "已被他人删除" in response.content.decode()

    @pytest.mark.parametrize("seen", ["", "[]", "{", "null", '["社区巡防经费", "x", null, 9000000]'])
    def test_a_forged_account_of_what_was_seen_overwrites_nothing_unasked(
        self, people: People, project: Project, item: LineItem, seen: str
    ) -> None:
        data = sent(project, item, opening="100") | {f"item-{item.pk}-seen": seen}
        save(browser(people.clerk), project, data)
        assert Allocation.objects.get().amount == Decimal(1_000_000)

    @pytest.mark.parametrize("row", ["item-x", "new-1", "", "item-0", f"item-{10**30}", "item-²"])
    def test_a_row_that_never_was_is_refused(self, people: People, project: Project, row: str) -> None:
        assert save(browser(people.clerk), project, {"row": row}).status_code == 409

    def test_without_a_row_it_makes_no_sense(self, people: People, project: Project) -> None:
        assert save(browser(people.clerk), project, {}).status_code == 400

    def test_several_are_for_the_whole_grid(self, people: People, project: Project, item: LineItem) -> None:
        other = make_line_item(project, "应急消防经费", allocated="50")
        data = sent(project, item, other, opening="105")
        assert save(browser(people.clerk), project, data).status_code == 400
        assert stored_cells(project)[Cell(item.name, APPROPRIATION, EntryKind.OPENING)] == Decimal(1_000_000)

    def test_its_answer_is_what_the_whole_page_would_show(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        other = make_source("其他资金", code="other")
        make_allocation(make_line_item(project, "应急消防经费", spent="3"), "50", source=other)
        for query in ("", "?by=source"):
            save(browser(people.clerk), project, sent(project, item, query=query, name="巡防"), query)
            layout = Layout.chosen({"by": "source"} if query else {})
            whole, one = Funds(project, layout), Funds(project, layout, only=[f"item-{item.pk}"])
            stored = LineItem.objects.get(pk=item.pk)
            assert one.row(stored) == whole.row(stored)
            assert (one.column_totals, one.whole, one.shares) == (
                whole.column_totals,
                figures(entry for line in whole.lines.values() for entry in line.entries),
                whole.shares,
            )
            assert whole.shares == {
                line.pk: percent_text(rate(whole.lines[line].figures.budget, whole.whole.budget))
                for line in whole.items
            }


class TestSources:
    def test_an_amount_goes_to_the_source_that_the_cell_has(self, people: People, project: Project) -> None:
        make_source()
        carried = make_source("上年结转资金", code="carried")
        item = make_line_item(project)
        make_allocation(item, "18", source=carried)
        save(browser(people.clerk), project, sent(project, item, opening="19"))
        assert Allocation.objects.get().source == carried

    def test_several_entries_cannot_be_overwritten(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        make_expenditure(item, "5")
        text = browser(people.clerk).get(reverse("project_funds", args=[project.pk])).text
        assert f'name="item-{item.pk}-paid"' not in text
        assert "共 2 笔" in text
        data = sent(project, item) | {f"item-{item.pk}-paid": "1"}
        response = save(browser(people.clerk), project, data)
        assert response.status_code == 422
        assert "2 笔记录合计" in response.content.decode()
        assert Expenditure.objects.count() == 2

    def test_each_source_has_its_own_columns(self, people: People, project: Project, item: LineItem) -> None:
        other = make_source("其他资金", code="other")
        query = "?by=source&unit=yuan"
        data = sent(project, item, query=query, **{f"opening_{other.pk}": "1.15"})
        assert save(browser(people.clerk), project, data, query).status_code == 200
        assert Allocation.objects.get(source=other).amount == Decimal("1.15")
        assert Allocation.objects.count() == 2

    def test_the_unit_changes_nothing_that_is_stored(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        for query in ("?unit=yuan", "?unit=wan", ""):
            assert save(browser(people.clerk), project, sent(project, item, query=query), query).status_code
        item.refresh_from_db()
        assert item.version == 1

    def test_without_a_source_nothing_can_be_entered(self, people: People, project: Project) -> None:
        response = save(browser(people.clerk), project, sent(project, name="巡防", opening="1"))
        assert response.status_code == 422
        assert "尚未设置资金来源" in response.content.decode()
        assert not FundingSource.objects.exists()


class TestNew:
    def test_the_blank_row_becomes_a_line(self, people: People, project: Project, item: LineItem) -> None:
        data = sent(project, name="应急消防经费", opening="50", paid="25")
        response = save(browser(people.clerk), project, data)
        added = LineItem.objects.get(name="应急消防经费")
        assert events(response)["grid:added"] == {"row": f"item-{added.pk}"}
        assert f'<tbody id="item-{added.pk}"' in response.content.decode()
        assert added.position > item.position

    def test_a_line_without_a_figure_is_added_too(self, people: People, project: Project) -> None:
        make_source()
        save(browser(people.clerk), project, sent(project, name="文体活动"))
        assert LineItem.objects.get().name == "文体活动"
        assert not Allocation.objects.exists()

    def test_a_figure_without_a_name_is_refused(self, people: People, project: Project) -> None:
        make_source()
        response = save(browser(people.clerk), project, sent(project, opening="5"))
        assert response.status_code == 422
        assert "请填写明细项目名称" in response.content.decode()

    def test_an_empty_row_is_nothing(self, people: People, project: Project) -> None:
        make_source()
        assert save(browser(people.clerk), project, sent(project)).status_code == 204

    def test_a_name_that_there_is_already_is_refused(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        response = save(browser(people.clerk), project, sent(project, name="社区巡防经费", opening="1"))
        assert response.status_code == 422
        assert LineItem.objects.count() == 1


class TestReason:
    def test_an_adjustment_without_one_is_asked_for_it(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        client = browser(people.clerk)
        response = save(client, project, sent(project, item, adjustment="20"))
        assert f'name="item-{item.pk}-reason"' in response.content.decode()
        response = save(client, project, sent(project, item, reason="区财政追加"))
        assert f'name="item-{item.pk}-reason"' not in response.content.decode()
        assert Allocation.objects.get(kind="adjustment").reason == "区财政追加"

    def test_a_reason_that_is_there_is_not_replaced(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        make_adjustment(item, "20", reason="区财政追加")
        save(browser(people.clerk), project, sent(project, item, reason="别的"))
        assert Allocation.objects.get(kind="adjustment").reason == "区财政追加"

    def test_one_that_is_too_long_is_kept_and_refused(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        make_adjustment(item, "20")
        response = save(browser(people.clerk), project, sent(project, item, reason="追" * 501))
        assert response.status_code == 422
        assert "追" * 501 in response.content.decode()


class TestWhole:
    """Without a script the grid is one form."""

    def test_every_row_is_stored_at_once(self, people: People, project: Project, item: LineItem) -> None:
        other = make_line_item(project, "应急消防经费", allocated="50")
        data = sent(project, item, other, opening="101") | {f"item-{other.pk}-paid": "7", "row": "x"}
        data["row"] = [f"item-{item.pk}", f"item-{other.pk}", "new-0"]
        data |= {"new-0-name": "武装工作经费", "new-0-opening": "3"}
        response = browser(people.clerk).post(reverse("project_funds", args=[project.pk]), data, follow=True)
        assert "已保存 3 项明细" in response.text
        assert [str(cell.line) for cell in stored_cells(project)].count("武装工作经费") == 1

    def test_one_fault_keeps_all_of_it_out_and_in_the_page(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        other = make_line_item(project, "应急消防经费", allocated="50")
        before = stored_cells(project)
        data = sent(project, item, other, opening="101") | {f"item-{other.pk}-paid": "七"}
        response = browser(people.clerk).post(reverse("project_funds", args=[project.pk]), data)
        assert 'value="101"' in response.text
        assert 'value="七"' in response.text
        assert f'href="#item-{other.pk}-paid"' in response.text
        assert stored_cells(project) == before

    def test_a_row_deleted_meanwhile_is_named(self, people: People, project: Project, item: LineItem) -> None:
        data = sent(project, item, opening="101")
        item.delete()
        response = browser(people.clerk).post(reverse("project_funds", args=[project.pk]), data)
        assert "已被他人删除" in response.text


class TestLedger:
    """The entries behind a row, beside the grid."""

    def test_they_come_as_a_fragment_and_go_back_as_a_row(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        client, address = browser(people.clerk), reverse("line_item", args=[item.pk])
        fragment = client.get(address, headers={"HX-Request": "true"})
        assert "<html" not in fragment.text
        assert 'name="allocations-0-amount"' in fragment.text

    def test_a_row_is_moved_and_deleted_in_place(
        self, people: People, project: Project, item: LineItem
    ) -> None:
        other = make_line_item(project, "应急消防经费", allocated="50")
        client, htmx = browser(people.clerk), {"HX-Request": "true"}
        address = reverse("line_item_move", args=[other.pk])
        response = client.post(address, {"direction": "up"}, headers=htmx)
        moved = {"row": f"item-{other.pk}", "direction": "up"}
        assert json.loads(response.headers["HX-Trigger"]) == {"grid:moved": moved}
        assert "HX-Trigger" not in client.post(address, {"direction": "up"}, headers=htmx).headers
        response = client.post(reverse("line_item_delete", args=[other.pk]), headers=htmx)
        assert events(response)["grid:removed"] == {"row": f"item-{other.pk}"}  # type: ignore[arg-type]
        assert f'id="item-{item.pk}-share" hx-swap-oob="true">100.00%</td>' in response.text


@pytest.mark.parametrize("items", [2, 60])
def test_the_queries_of_a_row_do_not_grow(
    items: int, people: People, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    project = make_ready_project(people.clerk.office)
    rows = [make_line_item(project, f"明细{n}", allocated="1", spent="1") for n in range(items)]
    client = browser(people.clerk)
    data = sent(project, rows[0], opening="5")
    with django_assert_num_queries(40):
        save(client, project, data)
