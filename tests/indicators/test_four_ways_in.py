"""Typed into the grid, posted, pasted, sent in a workbook: the same text stores the same amount."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounts.models import User
from indicators.workbook.planning import plan_for_project
from indicators.workbook.reading import read
from indicators.workbook.writing import write
from projects.forms import AmountField
from projects.funds import EntryKind
from projects.models import Allocation, LineItem, Project
from tests.builders import make_line_item, make_project, make_source, make_year_rules
from tests.indicators.workbooks import FUNDS, SOURCE, workbook
from tests.people import browser, make_people
from tests.projects import test_funds_paste as pasting
from tests.projects import test_grid as grid
from tests.projects.test_line_item import address, rows, sheet

pytestmark = pytest.mark.django_db

FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@st.composite
def spellings(draw: st.DrawFn) -> str:
    """An amount as people spell it: grouped or not, in either width, with or without sign and unit."""
    fen = draw(st.integers(0, 10**12))
    unit = draw(st.sampled_from(["", "万元", "元"]))
    figure = Decimal(fen).scaleb(-2 if unit == "元" else -6)
    text = f"{figure:{draw(st.sampled_from(['', ',']))}f}"
    if draw(st.booleans()):
        text = text.translate(FULL_WIDTH)
    return f"{draw(st.sampled_from(['', '￥', ' ']))}{text}{unit}"


@pytest.fixture
def clerk() -> User:
    return make_people().clerk


@pytest.fixture
def project(clerk: User) -> Project:
    make_source(SOURCE)
    project = make_project(office=clerk.office)
    make_year_rules(project.fiscal_year)
    return project


def stored(item: LineItem) -> Decimal | None:
    opening = Allocation.objects.filter(line_item=item, kind=EntryKind.OPENING.value).first()
    return opening and opening.amount


def typed(client: Client, project: Project, text: str) -> Decimal | None:
    item = make_line_item(project, "网格")
    grid.save(client, project, grid.sent(project, item, opening=text))
    return stored(item)


def posted(client: Client, project: Project, text: str) -> Decimal | None:
    item = make_line_item(project, "逐笔")
    entry = {"source": make_source(SOURCE).pk, "kind": "opening", "amount": text}
    client.post(address("line_item", item), sheet("逐笔", rows("allocations", entry)))
    return stored(item)


def pasted(client: Client, project: Project, text: str) -> Decimal | None:
    item = make_line_item(project, "粘贴")
    pasting.apply(client, project, f"名称\t年初预算\r\n粘贴\t{text}\r\n")
    return stored(item)


def sent(user: User, project: Project, text: str) -> Decimal | None:
    item = make_line_item(project, "工作簿")
    content = workbook(资金=[FUNDS, ["工作簿", SOURCE, text, None, None]])
    planned = plan_for_project(read(content), project)
    for plan in planned.plans:
        write(plan, user=user, replan=lambda held: plan_for_project(read(content), held))
    return stored(item)


@given(spellings())
@example("1.15")
@example("１．１５")
@example("11500元")
@example("9,999,999,999.99")
@example("0")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_text_is_the_same_amount(clerk: User, project: Project, text: str) -> None:
    project.line_items.all().delete()
    amount = AmountField().clean(text)
    client = browser(clerk)
    assert amount is not None
    assert typed(client, project, text) == amount
    assert posted(client, project, text) == amount
    assert pasted(client, project, text) == amount
    assert sent(clerk, project, text) == amount


@pytest.mark.parametrize("text", ["12.3O", "1.2.3", "1e5", "12%", "0.0000001", "99999999999"])
def test_what_one_way_refuses_every_way_refuses(clerk: User, project: Project, text: str) -> None:
    with pytest.raises(ValidationError):
        AmountField().clean(text)
    client = browser(clerk)
    assert typed(client, project, text) is None
    assert posted(client, project, text) is None
    item = make_line_item(project, "粘贴")
    pasting.apply(client, project, f"名称\t年初预算\r\n粘贴\t{text}\r\n", seen="{}")
    assert stored(item) is None
    assert sent(clerk, project, text) is None
