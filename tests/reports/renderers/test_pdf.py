"""What the standard asks of the paper, measured in the PDF itself."""

import hashlib
import io
import itertools
import logging
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pytest
from django.conf import settings
from lxml import etree
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from weasyprint import HTML

from reports.document import Document, Paragraph, Text
from reports.renderers import pdf
from tests.reports.renderers import samples
from tests.reports.renderers.samples import Placement, squeezed

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28, 28 + 156, 37, 37 + 225
PITCH = 225 / 22
DASH_HEIGHT = 0.311  # of the upper edge of a dash over the base line, in FandolSong


def opened(document: Document, *, draft: bool = False) -> PDF:
    return pdfplumber.open(io.BytesIO(pdf.render(document, draft=draft)))


@pytest.fixture(scope="module")
def report() -> Iterator[PDF]:
    with opened(samples.report()) as file:
        yield file


@pytest.fixture(scope="module")
def running() -> Iterator[PDF]:
    with opened(samples.running_text()) as file:
        yield file


def lines(page: Page) -> list[list[dict[str, Any]]]:
    """The characters of each line from left to right, the lines from top to bottom, the page number last."""
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for char in page.chars:
        rows[round(char["matrix"][5])].append(char)
    return [sorted(rows[y], key=lambda char: char["x0"]) for y in sorted(rows, reverse=True)]


def words(line: list[dict[str, Any]]) -> str:
    return "".join(char["text"] for char in line)


def text(file: PDF) -> str:
    return "".join(words(line) for page in file.pages for line in lines(page)[:-1])


# The page


def test_a_full_page_holds_22_lines_of_28_characters(running: PDF) -> None:
    *body, _ = lines(running.pages[1])
    assert [len(line) for line in body] == [28] * 22
    assert {round(line[0]["size"], 2) for line in body} == {15.75}


def test_the_text_area_is_156_by_225_mm(running: PDF) -> None:
    page = running.pages[1]
    assert (page.width / MM, page.height / MM) == pytest.approx((210, 297), abs=0.01)
    *body, _ = lines(page)
    assert [line[0]["x0"] / MM for line in body] == pytest.approx([LEFT] * 22, abs=0.5)
    assert [line[-1]["x1"] / MM for line in body] == pytest.approx([RIGHT] * 22, abs=0.5)
    middles = [(line[0]["top"] + line[0]["bottom"]) / 2 / MM for line in body]
    assert middles == pytest.approx([TOP + PITCH * (number + 0.5) for number in range(22)], abs=0.5)
    assert middles[-1] + PITCH / 2 == pytest.approx(BOTTOM, abs=0.5)


def test_figures_and_rare_characters_move_no_line() -> None:
    mixed = Paragraph((Text(f"执行率97.58%，共561.26万元，{samples.RARE}，“谁支出、谁自评”。" * 60),))
    with opened(samples.holding(mixed)) as file:
        *body, _ = lines(file.pages[1])
    assert len(body) == 22
    baselines = [line[0]["matrix"][5] / MM for line in body]
    steps = [above - below for above, below in itertools.pairwise(baselines)]
    assert steps == pytest.approx([PITCH] * 21, abs=0.01)


def test_every_full_line_reaches_the_edge_and_no_figure_is_torn_or_spaced() -> None:
    mixed = Paragraph((Text("执行率97.58%，共561.26万元，完成124件（“一级”）：" * 20 + "完。"),))
    with opened(samples.holding(mixed)) as file:
        body = [line for page in file.pages for line in lines(page)[:-1]][1:]
    assert [line[-1]["x1"] / MM for line in body[:-1]] == pytest.approx([RIGHT] * (len(body) - 1), abs=0.3)
    assert body[-1][-1]["x1"] / MM < RIGHT - 2
    assert not [words(line) for line in body if words(line)[0] in "，。、：；）”%"]
    assert not [words(line) for line in body if words(line)[-1] in "（“"]
    assert not [
        words(line) for line in body if re.match(r"[\d.]*%|\.\d", words(line)) and words(line)[0] == "."
    ]
    joined = "\n".join(words(line) for line in body)
    assert joined.count("97.58%") == joined.count("561.26") == 20


def test_a_figure_keeps_its_own_spacing_in_a_stretched_line() -> None:
    runs = ("项目全年预算", samples.fact("561.26"), "万元，全年执行", samples.fact("561.26"), "万元，执行率")
    paragraph = samples.paragraph("甲" * 26, *runs, samples.fact("100.00%"), "。", "乙" * 30)
    with opened(samples.holding(paragraph)) as file:
        stretched = next(line for line in lines(file.pages[0]) if words(line).startswith("项目全年"))
    assert words(stretched).endswith("执行率")
    assert stretched[-1]["x1"] / MM == pytest.approx(RIGHT, abs=0.1)
    steps = {
        (one["text"], round(after["x0"] - one["x0"], 2))
        for one, after in itertools.pairwise(stretched)
        if one["text"] in "51" and after["text"] in "6."
    }
    assert steps == {("5", 7.88), ("1", 7.88)}
    assert stretched[1]["x0"] - stretched[0]["x0"] > 17


def test_a_long_word_stays_within_the_text_area() -> None:
    with opened(samples.hostile()) as file:
        right = max(char["x1"] for page in file.pages for char in page.chars)
    assert right / MM <= RIGHT + 0.1


def test_quotes_leave_no_holes() -> None:
    quoted = Paragraph((Text("坚持：“谁支出、谁自评”的原则；“花钱必问效”、“无效必问责”的要求，" * 12),))
    with opened(samples.holding(quoted)) as file:
        body = [line for page in file.pages for line in lines(page)[:-1]][2:-1]
    assert min(len(line) for line in body) >= 27


@pytest.mark.parametrize("number", range(7))
def test_page_numbers_are_mirrored(report: PDF, number: int) -> None:
    page = report.pages[number]
    line = lines(page)[-1]
    assert words(line) == f"— {number + 1} —"
    assert {round(char["size"], 2) for char in line} == {14}
    if number % 2 == 0:
        assert line[-1]["x1"] / MM == pytest.approx(RIGHT - 14 / MM, abs=0.1)
    else:
        assert line[0]["x0"] / MM == pytest.approx(LEFT + 14 / MM, abs=0.1)
    baseline = page.height - line[0]["matrix"][5]
    assert (baseline - DASH_HEIGHT * 14) / MM == pytest.approx(BOTTOM + 7, abs=0.1)


def test_a_page_laid_across_keeps_its_number_on_the_upright_pages_foot() -> None:
    with opened(samples.across()) as file:
        sizes = [(round(page.width / MM), round(page.height / MM)) for page in file.pages]
        assert sizes == [(210, 297), *[(297, 210)] * 4, (210, 297)]
        for number, page in enumerate(file.pages[1:5], start=2):
            turned = [char for char in page.chars if not char["upright"]]
            assert "".join(char["text"] for char in turned) == f"— {number} —"
            assert all(char["x1"] / MM == pytest.approx(35 - 7, abs=2.5) for char in turned)
            if number % 2:
                assert turned[-1]["bottom"] / MM == pytest.approx(28 + 156 - 14 / MM, abs=0.2)
            else:
                assert turned[0]["top"] / MM == pytest.approx(28 + 14 / MM, abs=0.2)


def test_type_follows_the_standard(report: PDF) -> None:
    faces = {}
    for page in report.pages[:2]:
        for line in lines(page):
            char = next((char for char in line if ord(char["text"]) > 0x2E80), None)
            if char:
                faces[words(line)] = (char["fontname"].partition("+")[2], round(char["size"], 2))
    assert faces["支出绩效自评报告"] == ("Report-Title", 22)
    assert faces["一、基本概况"] == ("Report-Hei", 15.75)
    assert faces["（一）项目概况"] == ("Report-Kai", 15.75)
    assert faces["1.前期准备"] == ("Report-Fang", 15.75)
    assert faces["（1）资料收集"] == ("Report-Fang", 15.75)
    digits = {
        char["fontname"].partition("+")[2] for char in report.pages[4].chars if char["text"] in "0123456789"
    }
    assert digits == {"Report-Digits", "Report-Song"}  # the text's, and the page number's


def test_paragraphs_and_headings_begin_two_characters_in(report: PDF) -> None:
    starts = {words(line)[:4]: line[0]["x0"] / MM for line in lines(report.pages[0])}
    for start in ("一、基本", "（一）项", "朝天门街"):
        assert starts[start] == pytest.approx(LEFT + 2 * 15.75 / MM, abs=0.1)


def test_the_title_and_the_signature_stand_in_their_places(report: PDF) -> None:
    first, second = lines(report.pages[0])[:2]
    for line in (first, second):
        assert (line[0]["x0"] + line[-1]["x1"]) / 2 / MM == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    closing = lines(report.pages[5])
    note, office, date = closing[-4:-1]
    assert [words(line) for line in (note, office, date)] == [
        "附件：项目支出绩效自评表",
        "朝天门街道办事处",
        "2021年2月3日",
    ]
    assert office[-1]["x1"] / MM == pytest.approx(RIGHT - 2 * 15.75 / MM, abs=0.3)
    centres = [(line[0]["x0"] + line[-1]["x1"]) / 2 for line in (office, date)]
    assert centres[0] == pytest.approx(centres[1], abs=1)
    above = closing[-5][0]["matrix"][5] - note[0]["matrix"][5]
    assert above / MM == pytest.approx(2 * PITCH, abs=0.1)  # one blank line


def test_the_attachment_begins_a_page_with_its_label_and_title(report: PDF) -> None:
    label, title = lines(report.pages[6])[:2]
    assert words(label) == "附件"
    assert label[0]["x0"] / MM == pytest.approx(LEFT, abs=0.1)
    assert words(title) == "项目支出绩效自评表（2020年度）"
    assert (title[0]["x0"] + title[-1]["x1"]) / 2 / MM == pytest.approx((LEFT + RIGHT) / 2, abs=2)


# The file


def faces_of(file: PDF) -> Iterator[tuple[str, dict[str, Any]]]:
    for page in file.pages:
        fonts = resolve1(resolve1(page.page_obj.resources)["Font"])
        for reference in fonts.values():
            descendant = resolve1(resolve1(resolve1(reference)["DescendantFonts"])[0])
            yield descendant["BaseFont"].name, resolve1(descendant["FontDescriptor"])


def test_every_face_is_embedded_and_subset(report: PDF) -> None:
    found = dict(faces_of(report))
    assert {re.sub(r"^[A-Z]{6}\+", "", name) for name in found} == {
        *("Report-Title", "Report-Hei", "Report-Kai", "Report-Fang", "Report-Song", "Report-Digits"),
        "Noto-Serif-CJK-SC",
    }
    for name, descriptor in found.items():
        assert re.match(r"[A-Z]{6}\+", name)
        program = resolve1(descriptor.get("FontFile2") or descriptor["FontFile3"])
        whole = 390_000 if "Digits" in name else 4_900_000
        assert len(program.get_data()) < whole / 8, f"{name} is not subset"


def test_the_file_says_what_it_is(report: PDF) -> None:
    assert report.metadata["Title"] == "2020年度平安稳定项目支出绩效自评报告"
    assert report.metadata["Author"] == "朝天门街道办事处"
    assert report.metadata["Keywords"] == "绩效自评, 平安稳定项目"
    assert report.metadata["CreationDate"] == report.metadata["ModDate"] == "D:20210203"
    catalog = report.doc.catalog
    assert resolve1(catalog["Lang"]) == b"zh-CN"
    assert resolve1(catalog["MarkInfo"])["Marked"] is True
    assert "StructTreeRoot" in catalog
    metadata = etree.fromstring(resolve1(catalog["Metadata"]).get_data())
    stated = {name.rpartition("}")[2]: value for one in metadata.iter() for name, value in one.items()}
    assert (stated["part"], stated["conformance"]) == ("3", "A")
    assert metadata.findtext(".//{http://www.aiim.org/pdfua/ns/id/}part") == "1"
    assert resolve1(resolve1(catalog["OutputIntents"])[0])["S"].name == "GTS_PDFA1"


def test_drawing_again_gives_the_same_bytes_here_and_elsewhere() -> None:
    here = pdf.render(samples.report())
    assert pdf.render(samples.report()) == here
    assert pdf.render(samples.report(), draft=True) != here
    program = (
        "import django, hashlib; django.setup()\n"
        "from reports.renderers import pdf\n"
        "from tests.reports.renderers import samples\n"
        "print(hashlib.sha256(pdf.render(samples.report())).hexdigest())"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "77"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_a_document_without_a_date_states_none() -> None:
    with opened(samples.holding()) as file:
        assert not {"CreationDate", "ModDate"} & set(file.metadata)


def test_a_draft_says_so_on_every_page() -> None:
    with opened(samples.across(), draft=True) as file:
        for page in file.pages:
            large = [char for char in page.chars if char["size"] > 100 or char["height"] > 100]
            assert "".join(char["text"] for char in large) == "草稿"
            assert {char["non_stroking_color"] for char in large} == {(0.92549,) * 3}
    with opened(samples.across()) as file:
        assert not [char for page in file.pages for char in page.chars if char["text"] == "稿"]


# The tables


def edges(values: list[float]) -> list[float]:
    """The distinct positions among nearly equal ones."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2.5:
            found.append(value)
    return found


def nearest(found: list[float], value: float) -> int:
    return min(range(len(found)), key=lambda index: abs(found[index] - value))


def drawn(page: Page) -> Iterator[set[Placement]]:
    """Read the tables of a page from their rules, cell by cell."""
    for table in page.find_tables():
        columns = edges([x for cell in table.cells for x in (cell[0], cell[2])])
        rows = edges([y for cell in table.cells for y in (cell[1], cell[3])])
        placements = set()
        for left, top, right, bottom in table.cells:
            row, column = nearest(rows, top), nearest(columns, left)
            placements.add(
                (
                    row,
                    column,
                    nearest(rows, bottom) - row,
                    nearest(columns, right) - column,
                    page.crop((left, top, right, bottom)).extract_text() or "",
                )
            )
        yield squeezed(placements)


def test_every_table_is_there_cell_for_cell(report: PDF) -> None:
    found = [table for page in report.pages for table in drawn(page)]
    assert found == [squeezed(samples.placements(table)) for table in samples.report().tables()]


def test_500_rows_repeat_their_header_and_split_no_row() -> None:
    table = samples.long_table(500)
    with opened(samples.holding(table)) as file:
        pages = [page.extract_tables()[0] for page in file.pages]
    head = [["序号", "项目名称", "金额", None], [None, None, "全年预算数", "全年执行数"]]
    assert len(pages) > 20
    assert all(rows[:2] == head for rows in pages)
    found = ["".join("".join(cell or "" for cell in row).split()) for rows in pages for row in rows[2:]]
    wanted = [
        "".join("".join(cell.text for cell in row).split()) for row in table.all_rows[len(table.head) :]
    ]
    assert found == wanted


@pytest.mark.parametrize("above", range(8, 19))
def test_no_page_begins_or_ends_with_fewer_than_three_rows_or_with_a_caption_alone(above: int) -> None:
    filling = samples.paragraph("文" * (28 * above - 2))
    rows = 14 if above % 2 else 4
    with opened(samples.holding(filling, samples.long_table(rows))) as file:
        pages = [page.extract_tables()[0][2:] for page in file.pages if page.extract_tables()]
        assert [len(page) >= 3 for page in pages] == [True] * len(pages)
        assert sum(map(len, pages)) == rows + 1
        (captioned,) = [page for page in file.pages if page.search("明细表")]
        assert captioned.find_tables()
        assert captioned.search("单位：万元")


@pytest.mark.parametrize("length", range(440, 600, 28))
def test_the_signature_stands_with_text(length: int) -> None:
    document = samples.holding(
        samples.paragraph("评" * length),
        samples.paragraph("末段" * 20),
        Paragraph((Text("附件：表"),), role="attachment-note"),
        samples.Signature("朝天门街道办事处", "2021年2月3日"),
    )
    with opened(document) as file:
        assert "末段" in "".join(words(line) for line in lines(file.pages[-1]))


def test_a_cell_over_rows_on_two_pages_shows_its_words_on_both() -> None:
    table = samples.form_table(samples.LONG_INDICATORS)
    with opened(samples.holding(table)) as file:
        assert len(file.pages) > 2
        for page in file.pages[1:]:
            (placements,) = drawn(page)
            width = max(column + columns for _, column, _, columns, _ in placements)
            height = max(row + rows for row, _, rows, _, _ in placements)
            assert sum(rows * columns for _, _, rows, columns, _ in placements) == width * height
            assert "绩效指标" in {words for row, column, *_, words in placements if not row and not column}
        found = sorted(words for page in file.pages for placements in drawn(page) for *_, words in placements)
    names = [words for words in found if words == "居民对治安状况的满意度"]
    assert len(names) == 6


def test_amounts_stand_at_the_right_and_the_unit_above(report: PDF) -> None:
    page = report.pages[3]
    (table,) = page.find_tables()
    unit = page.search("单位：万元")[0]
    assert unit["x1"] == pytest.approx(table.bbox[2], abs=8)
    assert unit["bottom"] <= table.bbox[1] + 1
    for row in table.rows[1:]:
        for left, top, right, bottom in row.cells[1:]:
            figure = page.crop((left, top, right, bottom)).chars
            assert right - figure[-1]["x1"] == pytest.approx(4.4, abs=0.8)


def test_the_unit_in_a_column_head_is_not_torn() -> None:
    head = tuple(samples.label(f"{'年' * length}（万元）") for length in range(6, 11))
    table = samples.Table(caption="", columns=(samples.Column(1),) * 5, head=(head,), rows=())
    with opened(samples.holding(table)) as file:
        assert len(file.pages[0].search("（万元）")) == 5


# What people write, and what must not be reached


def test_hostile_text_is_printed_as_it_stands(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), opened(samples.hostile()) as file:
        printed = "".join(text(file).split())
        found = [table for page in file.pages for table in drawn(page)]
    assert [record.getMessage() for record in caplog.records] == []  # no character without a glyph, for one
    for written in samples.HOSTILE:
        assert "".join(written.split()) in printed
    table = next(samples.hostile().tables())
    assert found[-1] == squeezed(samples.placements(table))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/FandolFang-Regular",
        "https://example.com/",
        "data:text/plain,x",
        "file:///reports/../fonts/",
        "FandolFang-Regular.otf/..",
    ],
)
def test_no_address_but_a_faces_is_answered(address: str) -> None:
    with pytest.raises(ValueError, match="not a face"):
        pdf.FaceFetcher({}).fetch(address)


@pytest.mark.logs_errors
def test_no_bytes_of_another_file_come_into_the_pdf() -> None:
    source = (
        '<link rel="attachment" href="file:///etc/hostname"><link rel="stylesheet" href="http://127.0.0.1:9/x.css">'
        '<style>@import "file:///etc/passwd"; @font-face{font-family:x;src:url(file:///etc/hosts)}</style>'
        '<img src="file:///etc/hostname"><img src="http://127.0.0.1:9/x.png"><p style="font-family:x">text'
    )
    with pdfplumber.open(
        io.BytesIO(HTML(string=source, url_fetcher=pdf.FaceFetcher({})).write_pdf())
    ) as file:
        assert "EmbeddedFiles" not in resolve1(file.doc.catalog.get("Names", {}))
        assert not [image for page in file.pages for image in page.images]
        assert text(file) + words(lines(file.pages[0])[-1]) == "text"
