"""The rows of the grid as markup: what people typed stays text, whatever it says."""

import lxml.html
import pytest
from django.http import QueryDict
from django.urls import reverse

from projects.grid.drawing import Pen
from projects.grid.entry import overlay, read
from projects.grid.layout import Layout
from projects.grid.rows import Funds
from projects.models import LineItem, Project
from tests.builders import make_adjustment, make_line_item, make_project, make_source

pytestmark = pytest.mark.django_db

HOSTILE = "\"'><script>x</script>{key}%(item)s&amp;"
"""Short enough for an amount, which is then told why it is none."""


def drawn(funds: Funds, data: QueryDict | None = None) -> list[lxml.html.HtmlElement]:
    """Return the bodies of the rows and of the blank one, as a browser would take them in."""
    entered = read(funds, data or QueryDict())
    rows = [overlay(row, entered) for row in (*funds.rows(), funds.blank())]
    pen = Pen(funds.layout, funds.row_address)
    table = lxml.html.fromstring(f"<table>{''.join(map(pen.draw, rows))}</table>")
    return list(table.iterchildren("tbody"))


@pytest.mark.parametrize("by", ["", "source"])
def test_names_of_lines_and_sources_stay_text(by: str) -> None:
    project = make_project()
    source = make_source(f"资金{HOSTILE}")
    item = make_line_item(project, HOSTILE)
    for amount in ("2", "3"):
        make_adjustment(item, amount, source=source, reason="追加")
    body = drawn(Funds(project, Layout.chosen({"by": by})))[0]
    assert not body.findall(".//script")
    [name] = body.findall(".//th/input")
    assert name.get("value") == HOSTILE
    named = [name, *body.findall(".//tr[1]/td[last()]/*"), *body.findall(".//input[@inputmode]")]
    assert len(named) > 6
    assert all(HOSTILE in str(one.get("aria-label")) for one in named)
    [several] = body.findall(".//a[@class='cell figure']")
    assert several.text_content().startswith(HOSTILE)


def test_what_was_typed_and_refused_stays_text() -> None:
    project = make_project()
    item = make_line_item(project, "社区巡防经费", allocated="1")
    data = QueryDict(mutable=True)
    key = f"item-{item.pk}"
    data.update({"row": key, f"{key}-name": item.name, f"{key}-opening": HOSTILE})
    body = drawn(Funds(project, Layout.chosen({})), data)[0]
    assert not body.findall(".//script")
    typed = body.find(f".//input[@name='{key}-opening']")
    assert typed is not None
    assert (typed.get("value"), typed.get("aria-describedby")) == (HOSTILE, f"{key}-said")
    assert HOSTILE in body.text_content()


def test_each_address_is_that_of_its_line_item() -> None:
    project: Project = make_project()
    items: list[LineItem] = [make_line_item(project, f"明细{number}") for number in range(12)]
    for item, body in zip(items, drawn(Funds(project, Layout.chosen({}))), strict=False):
        [up, _down] = body.findall(".//button")
        [ledger, end] = body.findall(".//td[last()]/a")
        assert up.get("formaction") == reverse("line_item_move", args=[item.pk])
        assert ledger.get("href") == reverse("line_item", args=[item.pk])
        assert end.get("href") == reverse("line_item_delete", args=[item.pk])
