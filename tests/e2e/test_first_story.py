"""The first story: a clerk logs in, mends an amount, sees the report follow, and downloads the PDF."""

import io
from collections.abc import Callable

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from projects.models import LineItem, Project
from reports.demo import load_demo

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def passwords() -> dict[str, str]:
    return load_demo()[1]


def test_an_amount_is_changed_and_every_total_follows(
    page: Page, axe: Callable[[Page], None], passwords: dict[str, str]
) -> None:
    project = Project.objects.get(code="PAWD")
    item = LineItem.objects.get(project=project, name="武装工作经费")

    page.goto("/")
    axe(page)
    page.locator("[name=username]").fill("jingban")
    page.locator("[name=password]").fill(passwords["jingban"])
    page.locator("form button[type=submit].btn-primary").click()
    expect(page).to_have_url("/")
    axe(page)

    page.goto(f"/projects/{project.pk}/preview/")
    total = page.locator(".fact[data-fact=total-budget]").first
    expect(total).to_have_text("561.26")
    axe(page)

    page.goto(f"/line-items/{item.pk}/")
    axe(page)
    for name in ("allocations-0-amount", "expenditures-0-amount"):
        amount = page.locator(f"[name={name}]")
        expect(amount).to_have_value("17.54")
        amount.fill("18.54")
    page.locator("form[data-guard] button.btn-primary").click()
    expect(page).to_have_url(f"/projects/{project.pk}/funds/#item-{item.pk}")
    expect(page.locator("tfoot").first).to_contain_text("562.26")
    axe(page)

    page.goto(f"/projects/{project.pk}/preview/")
    figures = page.locator(".fact[data-fact=total-budget]")
    assert set(figures.all_text_contents()) == {"562.26"}
    with page.expect_download() as download:
        page.get_by_role("link", name="绩效自评报告 PDF").click()
    assert download.value.suggested_filename == "2020年度平安稳定项目绩效自评报告.pdf"
    with pdfplumber.open(io.BytesIO(download.value.path().read_bytes())) as file:
        text = "".join(leaf.extract_text() for leaf in file.pages)
    assert "562.26" in text
    assert "561.26" not in text


def test_what_was_typed_wrongly_stays_and_is_explained(
    page: Page, axe: Callable[[Page], None], log_in: Callable[[User], None], passwords: dict[str, str]
) -> None:
    assert passwords
    log_in(User.objects.get(username="jingban"))
    item = LineItem.objects.get(name="武装工作经费")
    page.goto(f"/line-items/{item.pk}/")
    page.locator("[name=allocations-0-amount]").fill("12.3O")
    page.locator("form[data-guard] button.btn-primary").click()
    expect(page.locator("[name=allocations-0-amount]")).to_have_value("12.3O")
    expect(page.locator("main")).to_contain_text("第 5 个字符是字母 O")
    axe(page)


@pytest.mark.parametrize("width", [1366, 1920])
def test_every_page_of_a_project_is_accessible_and_fits(
    page: Page,
    axe: Callable[[Page], None],
    log_in: Callable[[User], None],
    passwords: dict[str, str],
    width: int,
) -> None:
    assert passwords
    log_in(User.objects.get(username="jingban"))
    page.set_viewport_size({"width": width, "height": 768})
    project = Project.objects.get(code="HJZZ")
    tabs = ("", "edit/", "funds/", "indicators/", "statistics/", "texts/", "preview/", "goals/", "problems/")
    addresses = ["/", "/projects/", "/projects/new/", "/password/"]
    addresses += [f"/projects/{project.pk}/{tab}" for tab in tabs]
    addresses += [
        f"/indicators/{project.indicators.first().pk}/",
        f"/statistics/{project.statistics.first().pk}/",
        f"/projects/{project.pk}/texts/overview-project/",
        f"/projects/{project.pk}/indicators/library/",
    ]
    for address in addresses:
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
