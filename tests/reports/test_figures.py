"""The annex of bars: chosen per report, in its place among the annexes, exact in every format."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn
from lxml import html as parser

from projects.models import HistoryEntry, Project
from reports.compose import compose, form
from reports.document import Bar, Paragraph, Table
from reports.evaluation import AnswerRecord, Evaluation, LastLine, LastYear
from reports.loading import load
from reports.renderers import docx as word
from reports.renderers import html, pdf
from tests.builders import make_line_item
from tests.people import People, browser, make_people
from tests.reports.evaluations import evaluation, line
from tests.reports.ready import make_ready_project

TITLE = "资金安排与使用情况图（2020年度）"


def pictured(*lines: tuple[str | None, str | None], **fields: object) -> Evaluation:
    """An evaluation with figures, of line items with a budget and a payment in 万元."""
    items = tuple(line(place, budget, spent) for place, (budget, spent) in enumerate(lines, start=1))
    return evaluation(lines=items, with_figures=True, **fields)


def tables(given: Evaluation) -> list[Table]:
    (annex,) = (one for one in compose(given).attachments if one.title == TITLE)
    return [block for block in annex.blocks if isinstance(block, Table)]


def bars(table: Table) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (
            name.text,
            str(cell.bar.length) if cell.bar else None,
            str(cell.bar.whole) if cell.bar else None,
            figure.text,
        )
        for name, cell, figure in table.rows
    ]


def test_shares_the_largest_first_and_spending_against_the_whole() -> None:
    shares, rates = tables(pictured(("10", "5"), ("30", "30"), (None, None)))
    assert bars(shares) == [
        ("明细项目2", "1.0000", "0", "75.00%"),
        ("明细项目1", "0.3333", "0", "25.00%"),
        ("明细项目3", None, None, "—"),
    ]
    assert bars(rates) == [
        ("明细项目2", "1.0000", "1.0000", "100.00%"),
        ("明细项目1", "0.5000", "1.0000", "50.00%"),
        ("明细项目3", None, None, "—"),
    ]


def test_beyond_the_whole_the_others_become_shorter() -> None:
    _shares, rates = tables(pictured(("10", "12.5"), ("10", "5"), ("10", "0")))
    assert bars(rates) == [
        ("明细项目1", "1.0000", "0.8000", "125.00%"),
        ("明细项目2", "0.4000", "0.8000", "50.00%"),
        ("明细项目3", None, None, "0.00%"),
    ]


def test_a_bar_is_as_long_as_its_printed_figure_and_says_it() -> None:
    for table in tables(pictured(("42.90", "42.90"), ("5.82", "3"))):
        longest = max(figure.number for _name, _bar, figure in table.rows)
        for name, cell, figure in table.rows:
            assert isinstance(cell.bar, Bar)
            assert abs(cell.bar.length - figure.number / longest) <= Decimal("0.00005")
            assert cell.bar.meaning.startswith(name.text)
            assert cell.bar.meaning.endswith(figure.text)


def test_where_it_stands_among_the_annexes() -> None:
    before = LastYear(2019, lines=(LastLine("item-1", "明细项目1", evaluation().lines[0].figures),))
    said = AnswerRecord("W1", "执行率低。", "已说明。", is_waiver=False, by="经办人", on=date(2021, 2, 3))
    document = compose(pictured(("1", "1"), last_year=before, answers=(said,)))
    titles = [annex.title.removesuffix("（2020年度）") for annex in document.attachments]
    assert [annex.label for annex in document.attachments] == ["附件1", "附件2", "附件3", "附件4"]
    notes = [
        block.text
        for block in document.blocks
        if isinstance(block, Paragraph) and block.role == "attachment-note"
    ]
    assert [note.partition("1.")[2] or note.lstrip("　")[2:] for note in notes] == titles
    assert titles[2] == TITLE.removesuffix("（2020年度）")


def test_only_where_it_is_wanted_and_not_with_the_form_alone() -> None:
    wanted = pictured(("1", "1"))
    for given in (replace(wanted, with_figures=False), pictured()):
        assert TITLE not in [annex.title for annex in compose(given).attachments]
    assert TITLE not in [annex.title for annex in form(wanted).attachments]


def test_word_pictures_are_as_long_as_their_bars() -> None:
    given = pictured(("10", "5"), ("30", "30"))
    content = word.render(compose(given))
    assert word.render(compose(given)) == content
    drawn = docx.Document(io.BytesIO(content)).tables[-1]._tbl
    widths = [
        [int(one.find(qn("wp:extent")).get("cx")) for one in row.iter(qn("wp:inline"))]
        for row in drawn.iter(qn("w:tr"))
    ]
    (head, full, half) = widths
    assert head == []
    assert len(full) == 1
    assert half == pytest.approx([full[0] / 2, full[0] / 2], abs=635)
    told = [one.get("descr") for one in drawn.iter(qn("wp:docPr"))]
    assert told == ["明细项目2使用情况与资金安排比100.00%", "明细项目1使用情况与资金安排比50.00%", ""]
    numbers = [one.get("id") for one in docx.Document(io.BytesIO(content)).element.iter(qn("wp:docPr"))]
    assert len(set(numbers)) == len(numbers) == 5


def test_the_page_draws_them_without_a_style() -> None:
    page = parser.document_fromstring(html.render(compose(pictured(("10", "5"), ("30", "30")))))
    drawn = [[path.get("d") for path in bar.iter("path")] for bar in page.find_class("figure-bar")]
    assert drawn[-2:] == [["M0 .5H1.0000", "M0 .5H1.0000"], ["M0 .5H1.0000", "M0 .5H0.5000"]]
    assert not any(element.get("style") for bar in page.find_class("figure-bar") for element in bar.iter())


def test_the_pdf_draws_them_to_scale() -> None:
    with pdfplumber.open(io.BytesIO(pdf.render(compose(pictured(("10", "5"), ("30", "30")))))) as file:
        page = next(one for one in file.pages if TITLE in one.extract_text())
        filled = sorted(
            (
                one
                for one in page.lines
                if tuple(one["stroking_color"] or ())
                == pytest.approx((29 / 255, 79 / 255, 145 / 255), abs=0.01)
            ),
            key=lambda one: one["top"],
        )
    lengths = [one["x1"] - one["x0"] for one in filled]
    assert lengths == pytest.approx([lengths[0], lengths[0] / 3, lengths[0], lengths[0] / 2], abs=0.1)


@pytest.mark.django_db
class TestPage:
    """The report's preview, where it is chosen."""

    @pytest.fixture
    def people(self) -> People:
        return make_people()

    @pytest.fixture
    def project(self, people: People) -> Project:
        project = make_ready_project(people.clerk.office)
        make_line_item(project, "社区巡防经费", allocated="270.69", spent="270.69")
        return project

    def address(self, project: Project) -> str:
        return reverse("report_figures", args=[project.pk])

    def test_who_may_and_who_may_not(self, people: People, project: Project) -> None:
        for user in (*people.outsiders, *people.viewers):
            assert browser(user).post(self.address(project), {"with_figures": "on"}).status_code == 404
        assert Client().post(self.address(project)).status_code == 302
        assert browser(people.clerk).get(self.address(project)).status_code == 405
        assert browser(people.clerk).post(reverse("report_figures", args=[0])).status_code == 404
        assert not load(project).with_figures

    def test_chosen_and_left_out_again(self, people: People, project: Project) -> None:
        client = browser(people.clerk)
        preview = reverse("project_preview", args=[project.pk])
        assert TITLE not in client.get(preview).text
        assert TITLE in client.post(self.address(project), {"with_figures": "on"}, follow=True).text
        assert load(Project.objects.get(pk=project.pk)).with_figures
        assert TITLE not in client.post(self.address(project), follow=True).text
        assert HistoryEntry.objects.filter(project=project.pk).exists()

    def test_only_those_who_write_are_offered_it(self, people: People, project: Project) -> None:
        preview = reverse("project_preview", args=[project.pk])
        assert self.address(project) in browser(people.clerk).get(preview).text
        for user in people.viewers:
            assert self.address(project) not in browser(user).get(preview).text
