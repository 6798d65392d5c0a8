"""Projects, line items and funding sources in the administration."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import Allocation, Expenditure, FundingSource, LineItem, Project
from tests.administration import page, queries, rows, signed_in
from tests.builders import (
    close,
    make_adjustment,
    make_line_item,
    make_office,
    make_project,
    make_source,
    make_year,
)

pytestmark = pytest.mark.django_db

LISTS = ["projects_project", "projects_lineitem"]


def project_data(project: Project | None = None, **fields: Any) -> dict[str, Any]:
    values = {
        "fiscal_year": project.fiscal_year_id if project else make_year().pk,
        "office": project.office_id if project else make_office().pk,
        "department": "区委政法委",
        "code": project.code if project else "P-1",
        "name": project.name if project else "平安稳定项目",
        "purposes": "综合治理\n社区巡防",
        "approval": "",
        "written_on": "",
    }
    return {**values, **rows("line_items"), **fields}


def line_data(line_item: LineItem, **fields: Any) -> dict[str, Any]:
    values = {"project": line_item.project_id, "name": line_item.name, "position": line_item.position}
    return {**values, **rows("allocations"), **rows("expenditures"), **fields}


def entry(amount: str, **fields: Any) -> dict[str, Any]:
    return {"source": make_source().pk, "amount": amount, **fields}


class TestLists:
    """The lists show the figures of each row, whatever their number."""

    def test_figures_are_in_ten_thousand_yuan(self) -> None:
        project = make_project()
        make_line_item(project, allocated="1,500.00", spent="1,234.56")
        make_adjustment(make_line_item(project, allocated="0.5"), "-0.5")
        text = signed_in().get(page("projects_project")).content.decode()
        for name, shown in [("budget", "1,500.00"), ("spent", "1,234.56"), ("rate", "82.30%")]:
            assert f'<td class="field-{name}">{shown}</td>' in text

    @pytest.mark.parametrize("model", LISTS)
    def test_what_is_not_known_is_a_dash(self, model: str) -> None:
        make_line_item()
        text = signed_in().get(page(model)).content.decode()
        for name in ("budget", "spent", "rate"):
            assert f'<td class="field-{name}">—</td>' in text

    @pytest.mark.parametrize("model", LISTS)
    def test_they_take_as_many_queries_for_many_rows(self, model: str) -> None:
        client, office = signed_in(), make_office()
        make_line_item(make_project(office=office), allocated="1", spent="1")
        few = queries(client, page(model))
        for number in range(15):
            project = make_project(f"项目{number}", office=office)
            for _ in range(3):
                make_adjustment(make_line_item(project, allocated="1", spent="1"), "2")
        assert queries(client, page(model)) == few

    @pytest.mark.parametrize("model", LISTS)
    @pytest.mark.parametrize("text", ["平安", "P-77", "朝天门"])
    def test_search(self, model: str, text: str) -> None:
        make_line_item(make_project("平安稳定项目", code="P-77"))
        make_line_item(make_project("别的项目", office=make_office("解放碑街道办事处")))
        found = signed_in().get(page(model), {"q": text}).context["cl"]
        assert found.result_count == 1

    @pytest.mark.parametrize(("model", "way"), [("projects_project", ""), ("projects_lineitem", "project__")])
    def test_filters(self, model: str, way: str) -> None:
        line_item = make_line_item()
        make_line_item(make_project(fiscal_year=make_year(2021)))
        for name, value in {
            "fiscal_year__id__exact": line_item.project.fiscal_year_id,
            "office__id__exact": line_item.project.office_id,
        }.items():
            found = signed_in().get(page(model), {f"{way}{name}": value}).context["cl"]
            assert found.result_count == 1


class TestProject:
    """A project with its line items."""

    def test_made_with_its_lines(self) -> None:
        lines = rows(
            "line_items", {"position": 1, "name": "社区巡防经费"}, {"position": 2, "name": "应急消防经费"}
        )
        response = signed_in().post(page("projects_project", "add"), project_data() | lines)
        assert response.status_code == 302
        assert [line.name for line in Project.objects.get().line_items.all()] == [
            "社区巡防经费",
            "应急消防经费",
        ]

    def test_changed(self) -> None:
        project = make_project()
        response = signed_in().post(
            page("projects_project", "change", project.pk), project_data(project, name="改名")
        )
        assert response.status_code == 302
        assert Project.objects.get().name == "改名"

    def test_its_page_takes_as_many_queries_for_many_lines(self) -> None:
        client, project = signed_in(), make_project()
        make_line_item(project, allocated="1", spent="1")
        change = page("projects_project", "change", project.pk)
        few = queries(client, change)
        for _ in range(30):
            make_line_item(project, allocated="1", spent="1")
        assert queries(client, change) == few

    def test_its_figures_and_those_of_its_lines_are_shown(self) -> None:
        project = make_project()
        make_line_item(project, allocated="270.69", spent="270.69")
        make_line_item(project, allocated="112.87")
        text = signed_in().get(page("projects_project", "change", project.pk)).content.decode()
        for shown in ("383.56", "270.69", "112.87", "70.57%", "100.00%"):
            assert shown in text

    def test_a_new_one_can_only_be_in_an_open_year(self) -> None:
        close(make_year(2019))
        client = signed_in()
        form = client.get(page("projects_project", "add")).context["adminform"].form
        assert make_year(2019) not in form.fields["fiscal_year"].queryset
        response = client.post(page("projects_project", "add"), project_data(fiscal_year=make_year(2019).pk))
        assert set(response.context["adminform"].form.errors) == {"fiscal_year"}

    def test_the_same_code_twice_is_refused_in_words(self) -> None:
        project = make_project()
        response = signed_in().post(page("projects_project", "add"), project_data(project, name="另一项目"))
        assert response.context["adminform"].form.non_field_errors()


class TestLineItem:
    """A line item with its entries, in 万元."""

    def test_entries_are_made(self) -> None:
        line_item = make_line_item()
        allocations = rows(
            "allocations",
            entry("1,270.69", kind="opening"),
            entry("－0.69", kind="adjustment", reason="年中调减"),
        )
        payments = rows("expenditures", entry("12.5元"))
        response = signed_in().post(
            page("projects_lineitem", "change", line_item.pk), line_data(line_item) | allocations | payments
        )
        assert response.status_code == 302
        assert [*Allocation.objects.values_list("amount", flat=True)] == [Decimal(12706900), Decimal(-6900)]
        assert Expenditure.objects.get().amount == Decimal("12.50")

    def test_saving_again_changes_nothing(self) -> None:
        line_item = make_line_item(allocated="1270.690001", spent="0.000001")
        allocation, expenditure = Allocation.objects.get(), Expenditure.objects.get()
        client = signed_in()
        change = page("projects_lineitem", "change", line_item.pk)
        formsets = client.get(change).context["inline_admin_formsets"]
        shown = [formset.formset.forms[0]["amount"].value() for formset in formsets]
        stored = [
            rows(
                prefix,
                {"id": record.pk, **entry(amount, kind="opening")},
                stored=1,
            )
            for prefix, record, amount in zip(
                ("allocations", "expenditures"), (allocation, expenditure), shown, strict=True
            )
        ]
        response = client.post(change, line_data(line_item) | stored[0] | stored[1])
        assert response.status_code == 302
        assert Allocation.objects.get().amount == allocation.amount
        assert Expenditure.objects.get().amount == expenditure.amount

    @pytest.mark.parametrize(
        ("prefix", "amount", "code"),
        [
            ("allocations", "12.3O", "not_a_number"),
            ("allocations", "0.0000001", "too_many_decimals"),
            ("expenditures", "-1", "negative"),
            ("expenditures", "99999999999", "too_large"),
            ("expenditures", "", "required"),
        ],
    )
    def test_a_wrong_amount_is_refused_at_its_field_and_kept(
        self, prefix: str, amount: str, code: str
    ) -> None:
        line_item = make_line_item()
        response = signed_in().post(
            page("projects_lineitem", "change", line_item.pk),
            line_data(line_item) | rows(prefix, entry(amount, kind="opening", reason="说明")),
        )
        index = ["allocations", "expenditures"].index(prefix)
        form = response.context["inline_admin_formsets"][index].formset.forms[0]
        assert [error.code for error in form.errors.as_data()["amount"]] == [code]
        assert form["amount"].value() == amount

    def test_an_opening_budget_below_zero_is_refused(self) -> None:
        line_item = make_line_item()
        response = signed_in().post(
            page("projects_lineitem", "change", line_item.pk),
            line_data(line_item) | rows("allocations", entry("-1", kind="opening")),
        )
        assert response.context["inline_admin_formsets"][0].formset.forms[0].non_field_errors()

    def test_a_project_is_found_by_typing(self) -> None:
        make_project("平安稳定项目")
        response = signed_in().get(
            reverse("admin:autocomplete"),
            {"term": "平安", "app_label": "projects", "model_name": "lineitem", "field_name": "project"},
        )
        assert [found["text"] for found in response.json()["results"]] == ["平安稳定项目"]

    def test_its_page_takes_as_many_queries_for_many_entries(self) -> None:
        client, line_item = signed_in(), make_line_item(allocated="1", spent="1")
        change = page("projects_lineitem", "change", line_item.pk)
        few = queries(client, change)
        for _ in range(10):
            make_adjustment(line_item, "1")
        assert queries(client, change) - few <= 10, "each entry offers the list of funding sources"


class TestClosedYear:
    """What belongs to a closed year can be looked at, not changed, and the page says why."""

    @pytest.fixture
    def line_item(self) -> LineItem:
        line_item = make_line_item(name="旧名", allocated="270.69", spent="270.69")
        close(line_item.project.fiscal_year)
        return line_item

    def change(self, model: str, line_item: LineItem) -> str:
        return page(model, "change", line_item.pk if model == "projects_lineitem" else line_item.project_id)

    @pytest.mark.parametrize("model", LISTS)
    def test_it_can_be_looked_at(self, model: str, line_item: LineItem) -> None:
        response = signed_in().get(self.change(model, line_item))
        assert response.status_code == 200
        assert ["2020" in str(message) for message in response.context["messages"]] == [True]
        assert not response.context["has_change_permission"]
        text = response.content.decode()
        assert 'name="_save"' not in text
        assert "270.69" in text
        assert "2706900" not in text, "an amount is shown in 元 under a heading of 万元"

    @pytest.mark.parametrize("model", LISTS)
    def test_a_page_from_before_the_closing_is_answered_in_words(
        self, model: str, line_item: LineItem
    ) -> None:
        data = line_data(line_item, name="新名") if "lineitem" in model else project_data(line_item.project)
        response = signed_in().post(self.change(model, line_item), data)
        assert response.status_code == 409
        assert "2020" in response.content.decode()
        assert LineItem.objects.get().name == "旧名"

    @pytest.mark.parametrize("model", LISTS)
    def test_it_cannot_be_deleted(self, model: str, line_item: LineItem) -> None:
        client = signed_in()
        address = self.change(model, line_item).replace("/change/", "/delete/")
        assert client.post(address, {"post": "yes"}).status_code == 403
        number = address.split("/")[-3]
        action = {"action": "delete_selected", "_selected_action": [number]}
        assert "protected" in client.post(page(model), action).context
        assert client.post(page(model), action).context["protected"]
        assert client.post(page(model), {**action, "post": "yes"}).status_code == 200
        assert LineItem.objects.exists()

    def test_no_line_can_be_added_to_its_project(self, line_item: LineItem) -> None:
        response = signed_in().post(page("projects_lineitem", "add"), line_data(line_item, name="新"))
        assert set(response.context["adminform"].form.errors) == {"project"}

    def test_nothing_can_be_moved_into_it(self, line_item: LineItem) -> None:
        project = make_project(fiscal_year=make_year(2021))
        response = signed_in().post(
            page("projects_project", "change", project.pk),
            project_data(project, fiscal_year=line_item.project.fiscal_year_id),
        )
        assert set(response.context["adminform"].form.errors) == {"fiscal_year"}


@pytest.mark.parametrize("model", LISTS)
def test_of_a_submitted_project_nothing_changes(model: str) -> None:
    line_item = make_line_item(name="旧名", allocated="270.69", spent="270.69")
    Project.objects.update(locked_at=timezone.now())
    number = line_item.pk if model == "projects_lineitem" else line_item.project_id
    address, client = page(model, "change", number), signed_in()
    response = client.get(address)
    assert not response.context["has_change_permission"]
    assert ["提交" in str(message) for message in response.context["messages"]] == [True]
    assert "2706900" not in response.text
    data = line_data(line_item, name="新名") if "lineitem" in model else project_data(line_item.project)
    refused = client.post(address, data)
    assert refused.status_code == 409
    assert "已提交" in refused.text
    assert client.post(address.replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403
    added = client.post(page("projects_lineitem", "add"), line_data(line_item, name="新"))
    assert added.status_code == 409
    assert list(LineItem.objects.values_list("name", flat=True)) == ["旧名"]


def test_funding_sources_are_put_in_order_in_their_list() -> None:
    first, second = make_source("当年财政拨款"), make_source("其他资金")
    data = rows("form", {"id": first.pk, "position": 2}, {"id": second.pk, "position": 1}, stored=2)
    signed_in().post(page("projects_fundingsource"), {**data, "_save": "1"})
    assert [source.name for source in FundingSource.objects.all()] == ["其他资金", "当年财政拨款"]
