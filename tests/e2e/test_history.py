"""The history of a project in a real browser: what was done, by whom, narrowed by a choice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from projects.locks import writing_to
from projects.models import Project
from reports.demo import load_demo

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_the_tab_is_narrowed_to_one_person(
    page: Page, log_in: Callable[[User], None], axe: Callable[[Page], None]
) -> None:
    load_demo()
    clerk = User.objects.get(username="jingban")
    project = Project.objects.get(code="PAWD")
    with writing_to(project, by=clerk):
        project.line_items.filter(name="社区巡防经费").update(name="巡防经费")
    log_in(clerk)
    page.goto(f"/projects/{project.pk}/history/")
    expect(page.locator("table.history")).to_contain_text("系统命令")
    axe(page)
    page.locator("#history-by").select_option(str(clerk.pk))
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("table.history tbody tr")).to_have_count(1)
    expect(page.locator("table.history tbody")).to_contain_text("社区巡防经费 → 巡防经费")
    axe(page)
