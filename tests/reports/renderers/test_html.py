import itertools
import re
from collections.abc import Iterator

import pytest
from django.utils.safestring import SafeString
from lxml import html as parser
from lxml.html import HtmlElement

from reports.document import Column, Document, FactRef, Heading, Paragraph, Table
from reports.renderers import html
from tests.reports.renderers import samples
from tests.reports.renderers.samples import Placement


def parsed(document: Document) -> HtmlElement:
    return parser.fragment_fromstring(html.fragment(document))


def cells(table: HtmlElement) -> Iterator[tuple[int, int, HtmlElement]]:
    """Place the cells as a browser does."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            yield row, column, cell
            rows, columns = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
            taken |= {(row + down, column + right) for down in range(rows) for right in range(columns)}
            column += columns


def drawn(table: HtmlElement) -> set[Placement]:
    return {
        (row, column, int(cell.get("rowspan", "1")), int(cell.get("colspan", "1")), cell.text_content())
        for row, column, cell in cells(table)
    }


@pytest.mark.parametrize(
    "document",
    [samples.report(), samples.across(), samples.hostile(), samples.holding(samples.long_table(500))],
    ids=["report", "across", "hostile", "500 rows"],
)
def test_every_table_is_there_cell_for_cell(document: Document) -> None:
    tables = list(document.tables())
    assert [drawn(table) for table in parsed(document).iter("table")] == list(map(samples.placements, tables))


def test_headings_and_paragraphs_are_there_in_order() -> None:
    document = samples.report()
    article = parsed(document)
    printed = [
        element.text_content()
        for element in article.iter("h2", "h3", "h4", "h5", "p")
        if element.getparent() is article
    ]
    assert printed == [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]
    assert article.find("h1").text_content() == "".join(document.title)
    assert [p.text_content() for p in article.find_class("signature")[0]] == [
        "朝天门街道办事处",
        "2021年2月3日",
    ]


def test_no_rank_of_headings_is_skipped() -> None:
    ranks = [
        int(element.tag[1]) for element in parsed(samples.report()).iter("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    assert ranks[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(ranks))


def test_the_title_of_a_form_alone_is_that_of_the_page() -> None:
    page = parser.document_fromstring(html.render(samples.form_alone()))
    titles = [element.text_content() for element in page.iter("title", "h1", "h2")]
    assert titles == [samples.form_alone().name] * 2
    assert not page.find_class("attachment-label")


def test_a_figure_carries_its_facts_id() -> None:
    marked = [
        (element.get("data-fact"), element.text_content())
        for element in parsed(samples.report()).find_class("fact")
    ]
    table = samples.allocation_table()
    wanted = [
        (run.fact, run.text)
        for row in table.all_rows
        for cell in row
        for run in cell.runs
        if isinstance(run, FactRef)
    ]
    start = marked.index(wanted[0])
    assert marked[start : start + len(wanted)] == wanted


def test_sections_are_addresses() -> None:
    ids = [element.get("id") for element in parsed(samples.report()).iter() if element.get("id")]
    assert ids == ["overview", "work", "analysis", "conclusion", "use", "problems", "other", "attachment-1"]


def test_headers_say_what_they_head() -> None:
    table = parsed(samples.holding(samples.long_table(2))).find(".//table")
    scopes = {cell.text_content(): cell.get("scope") for _, _, cell in cells(table)}
    assert scopes["金额"] == "colgroup"
    assert scopes["序号"] == "col"
    assert scopes["合计"] == "row"
    assert scopes["1.05"] is None
    form = parsed(samples.holding(samples.form_table())).find(".//table")
    by_text = {cell.text_content(): cell for _, _, cell in cells(form)}
    assert by_text["产出"].get("scope") == "rowgroup"
    assert by_text[""].tag == "td"


def test_amounts_stand_at_the_right() -> None:
    table = parsed(samples.holding(samples.execution_table())).find(".//table")
    aligned = {cell.get("class") for row, column, cell in cells(table) if row and column}
    assert aligned == {"align-right"}


@pytest.mark.parametrize(
    "widths", [(1,), (1, 1, 1), (22, 14, 12), (7, 10, 10, 18, 12, 12, 6, 9, 16), (1, 99, 1)]
)
def test_column_shares_add_to_the_whole_and_have_their_classes(widths: tuple[int, ...]) -> None:
    empty = Table(
        caption="",
        columns=tuple(map(Column, widths)),
        head=(),
        rows=(tuple(samples.words("") for _ in widths),),
    )
    shares = [col.get("class") for col in parsed(samples.holding(empty)).iter("col")]
    assert sum(int(share.removeprefix("w-")) for share in shares) == 100
    rules = html.stylesheet("paper.css")
    assert all(f".paper .{share} {{ width: {share.removeprefix('w-')}%; }}" in rules for share in shares)


def test_nothing_offends_a_strict_content_security_policy() -> None:
    for element in parsed(samples.report()).iter():
        assert element.tag not in {"script", "style", "link", "img", "iframe"}
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_the_page_needs_no_other_file() -> None:
    page = html.render(samples.report())
    root = parser.document_fromstring(page)
    assert root.get("lang") == "zh-CN"
    assert root.findtext(".//title") == "2020年度平安稳定项目支出绩效自评报告"
    addresses = [
        value for element in root.iter() for value in (element.get("href"), element.get("src")) if value
    ]
    assert len(addresses) == 2
    assert all(address.startswith("data:text/css") for address in addresses)
    assert not re.search(r"https?:|file:", page)
    stated = {meta.get("name"): meta.get("content") for meta in root.iter("meta")}
    assert (
        stated.items()
        >= {
            "author": "朝天门街道办事处",
            "keywords": "绩效自评, 平安稳定项目",
            "dcterms.created": "2021-02-03",
        }.items()
    )


def test_only_a_draft_is_marked() -> None:
    assert parser.document_fromstring(html.render(samples.report())).find("body").get("class") is None
    assert (
        parser.document_fromstring(html.page(samples.report(), draft=True)).find("body").get("class")
        == "draft"
    )


def test_what_people_write_stays_text() -> None:
    fragment = html.fragment(samples.hostile())
    assert isinstance(fragment, SafeString)
    article = parsed(samples.hostile())
    assert not list(article.iter("b"))
    printed = [element.text_content() for element in article.iter("p") if element.getparent() is article]
    assert printed == list(samples.HOSTILE)
    assert {element.get("data-fact") for element in article.find_class("fact")} == {'a"b'}


def test_a_missing_style_sheet_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="reports/missing"):
        html.stylesheet("missing.css")
