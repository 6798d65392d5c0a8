"""Pasting into the funds: preview, apply all or nothing, a change in between, and the one undo."""

import html
import json
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from projects.cells import Cell, stored_cells
from projects.funds import EntryKind
from projects.models import LineItem, Project
from tests.builders import (
    APPROPRIATION,
    close,
    make_expenditure,
    make_line_item,
    make_project,
    make_source,
    make_superuser,
    yuan,
)
from tests.people import People, browser, make_people

pytestmark = pytest.mark.django_db

TEXT = "名称\t执行数（元）\t年初预算\r\n乙\t30,000\t4\r\n甲\t—\t10\r\n合计\t30000\t15\r\n"


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    """Return a project with the line 甲: 10 given, 2 paid."""
    make_source()
    make_source("上年结转资金")
    project = make_project("平安稳定项目", office=people.clerk.office)
    make_line_item(project, "甲", allocated="10", spent="2")
    return project


def page(project: Project, name: str = "funds_paste") -> str:
    return reverse(name, args=[project.pk])


def basis(response: HttpResponse) -> str:
    """Return what the preview carries along."""
    found = re.search(r'name="seen" value="([^"]*)"', response.content.decode())
    assert found
    return html.unescape(found[1])


def words(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(response.content.decode())))


def apply(client: Client, project: Project, text: str = TEXT, seen: str | None = None) -> HttpResponse:
    if seen is None:
        seen = basis(client.post(page(project), {"text": text}))
    return client.post(page(project), {"text": text, "seen": seen, "apply": "yes"})


def amounts(project: Project) -> dict[tuple[str, EntryKind], object]:
    return {(cell.line, cell.kind): amount for cell, amount in stored_cells(project).items()}


AFTERWARDS = {
    ("甲", EntryKind.OPENING): yuan("10"),
    ("乙", EntryKind.OPENING): yuan("4"),
    ("乙", EntryKind.PAID): yuan("3"),
}


@pytest.mark.parametrize("name", ["funds_paste", "change_undo"])
def test_only_who_may_change_the_project_may_paste(people: People, project: Project, name: str) -> None:
    address = page(project, name)
    for user in (people.clerk, people.colleague, make_superuser()):
        assert browser(user).get(address).status_code in (200, 302)
    for user in (*people.viewers, *people.outsiders):
        assert browser(user).get(address).status_code == 404
        assert browser(user).post(address, {"text": TEXT}).status_code == 404
    assert Client().get(address)["Location"].startswith(reverse("login"))
    assert browser(people.clerk).put(address).status_code == 405
    close(project.fiscal_year)
    assert browser(people.clerk).post(address, {"text": TEXT}).status_code == 404


def test_the_preview_shows_everything_and_stores_nothing(people: People, project: Project) -> None:
    before = amounts(project)
    response = browser(people.clerk).post(page(project), {"text": TEXT})
    said = words(response)
    assert "甲 当年财政拨款 执行数 2.00 — -2.00" in said
    assert "乙 (新增) 当年财政拨款 年初预算 — 4.00 4.00" in said
    assert "全年预算 10.00 14.00" in said
    assert "执行率 20.00% 21.43%" in said
    assert "第 4 行 年初预算 粘贴的合计为 15 万元，各行相加为 14 万元：不符。" in said
    assert amounts(project) == before


def test_apply_writes_it_all_and_undo_takes_it_back_once(people: People, project: Project) -> None:
    client, before = browser(people.clerk), amounts(project)
    response = apply(client, project)
    assert (response.status_code, response["Location"]) == (302, reverse("project_funds", args=[project.pk]))
    assert amounts(project) == AFTERWARDS
    undo = page(project, "change_undo")
    assert f'<a href="{undo}">' in client.get(response["Location"]).content.decode()
    assert client.get(undo).status_code == 200
    assert amounts(project) == AFTERWARDS
    client.post(undo)
    assert amounts(project) == before
    assert not project.line_items.filter(name="乙").exists()
    client.post(undo)
    assert amounts(project) == before


def test_a_colleague_cannot_take_it_back(people: People, project: Project) -> None:
    apply(browser(people.clerk), project)
    browser(people.colleague).post(page(project, "change_undo"))
    assert amounts(project) == AFTERWARDS


def test_what_was_changed_after_the_paste_is_not_taken_back(people: People, project: Project) -> None:
    client = browser(people.clerk)
    apply(client, project)
    make_expenditure(LineItem.objects.get(name="甲"), "7")
    response = client.post(page(project, "change_undo"), follow=True)
    assert "未撤销：有人此后修改了“甲”" in words(response)
    assert amounts(project) == AFTERWARDS | {("甲", EntryKind.PAID): yuan("7")}


def pay(item: LineItem) -> None:
    item.expenditures.update(amount=yuan("3"))


def rename(item: LineItem) -> None:
    item.name, item.version = "丙", 2
    item.save(update_fields=["name", "version"])


def agree(item: LineItem) -> None:
    item.expenditures.all().delete()


@pytest.mark.parametrize("meddle", [pay, rename, agree, LineItem.delete])
def test_a_change_in_between_is_shown_and_nothing_is_lost(
    people: People, project: Project, meddle: "object"
) -> None:
    client = browser(people.clerk)
    seen = basis(client.post(page(project), {"text": TEXT}))
    meddle(project.line_items.get())  # type: ignore[operator]
    stored = amounts(project)
    response = apply(client, project, seen=seen)
    assert response.status_code == 409
    assert "甲" in response.context["changed"]
    assert amounts(project) == stored
    assert apply(client, project, seen=basis(response)).status_code == 302
    assert amounts(project).items() >= AFTERWARDS.items()


@pytest.mark.parametrize("seen", ["", "null", "[]", "{", json.dumps({"甲": []})])
def test_nothing_is_applied_without_a_preview(people: People, project: Project, seen: str) -> None:
    before = amounts(project)
    response = apply(browser(people.clerk), project, seen=seen)
    assert response.status_code in (200, 409)
    assert amounts(project) == before


def test_one_fault_keeps_all_of_it_out(people: People, project: Project) -> None:
    client, before = browser(people.clerk), amounts(project)
    text = "名称\t执行数\n甲\t3\n乙\t1O"
    response = apply(client, project, text, seen="{}")
    assert "第 3 行 执行数 “1O”不是数字：最后一个字符是字母 O。" in words(response)
    assert 'name="apply"' not in response.content.decode()
    assert amounts(project) == before


def test_an_amount_of_several_entries_is_left_to_its_line_item(people: People, project: Project) -> None:
    make_expenditure(project.line_items.get(), "1")
    response = apply(browser(people.clerk), project, "名称\t执行数\n甲\t5", seen="{}")
    assert "“甲”的执行数由 2 笔明细组成" in words(response)


def test_the_cell_pasted_into_says_where_bare_figures_go(people: People, project: Project) -> None:
    client, item = browser(people.clerk), project.line_items.get()
    make_line_item(project, "乙", position=item.position + 1)
    place = {"line": item.pk, "column": "spent", "source": "上年结转资金", "unit": "元"}
    data = {"text": "100\n200", **place}
    seen = basis(client.post(page(project), data))
    client.post(page(project), {**data, "seen": seen, "apply": "yes"})
    stored = stored_cells(project)
    assert stored[Cell("甲", "上年结转资金", EntryKind.PAID)] == 100
    assert stored[Cell("乙", "上年结转资金", EntryKind.PAID)] == 200
    assert stored[Cell("甲", APPROPRIATION, EntryKind.PAID)] == yuan("2")


@pytest.mark.parametrize("data", [{"text": ""}, {"text": TEXT, "line": "x"}, {"text": "x" * 500_001}])
def test_what_the_form_does_not_understand_is_said(people: People, project: Project, data: object) -> None:
    response = browser(people.clerk).post(page(project), data)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert response.context["preview"] is None


def test_what_is_stored_and_pasted_back_changes_nothing(people: People, project: Project) -> None:
    client = browser(people.clerk)
    response = client.post(
        page(project), {"text": "明细项目\t年初预算\t预算调整\t全年预算\t执行数\n甲\t10.00\t—\t10.00\t2.00"}
    )
    assert response.context["preview"].changes == []
    assert "与已保存的内容一致" in words(response)


def test_a_new_name_without_figures_becomes_a_line(people: People, project: Project) -> None:
    client = browser(people.clerk)
    text = "名称\t执行数\n<b>丙</b>\t"
    assert "&lt;b&gt;丙&lt;/b&gt;" in client.post(page(project), {"text": text}).content.decode()
    apply(client, project, text)
    assert project.line_items.filter(name="<b>丙</b>").exists()
