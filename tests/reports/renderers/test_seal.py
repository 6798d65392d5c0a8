"""The seal: at the foot of every page of what was submitted, without moving anything else."""

import io
from collections.abc import Callable
from dataclasses import replace

import docx as word
import pdfplumber
import pytest
from openpyxl import load_workbook
from pdfplumber.page import Page

from reports.checkup.ingest import read
from reports.document import Document, Seal
from reports.renderers import docx, html, pdf, xlsx
from tests.reports.checkup.ingest.shapes import shapes
from tests.reports.renderers import samples

SEAL = Seal("0123456789ab" + "c" * 52, "https://jixiao.example.gov.cn/a&b/verify/")

RENDERERS: dict[str, Callable[[Document, Seal | None], bytes]] = {
    "pdf": lambda document, seal: pdf.render(document, seal=seal),
    "docx": lambda document, seal: docx.render(document, seal=seal),
    "xlsx": lambda document, seal: xlsx.render(document, seal=seal),
    "html": lambda document, seal: html.render(document, seal=seal).encode(),
}


def across() -> Document:
    """The sample with its attachments once more, laid across."""
    document = samples.report()
    turned = tuple(replace(one, landscape=True) for one in document.attachments)
    return replace(document, attachments=document.attachments + turned)


def placed(page: Page) -> list[tuple[str, int, int]]:
    """The characters in 9 pt and more with their places: everything but the seal."""
    return [(one["text"], round(one["x0"]), round(one["top"])) for one in page.chars if one["size"] > 8]


def test_what_is_printed() -> None:
    assert SEAL.code == "0123456789ab"
    assert SEAL.line == "验证码 0123456789ab　https://jixiao.example.gov.cn/a&b/verify/"
    assert SEAL.link == "https://jixiao.example.gov.cn/a&b/verify/0123456789ab/"


def test_every_page_of_the_pdf_bears_it_and_nothing_moves() -> None:
    with_seal, without = (pdf.render(across(), seal=seal) for seal in (SEAL, None))
    with pdfplumber.open(io.BytesIO(with_seal)) as sealed, pdfplumber.open(io.BytesIO(without)) as plain:
        assert len(sealed.pages) == len(plain.pages)
        for page, other in zip(sealed.pages, plain.pages, strict=True):
            small = "".join(one["text"] for one in page.chars if one["size"] <= 8)
            assert f"验证码 {SEAL.code}{SEAL.address}" in small
            assert SEAL.code not in other.extract_text()
            assert placed(page) == placed(other)
            assert all(one["x1"] < page.width and one["bottom"] < page.height for one in page.chars)


def test_the_footers_of_the_word_file_bear_it_below_the_page_number() -> None:
    sealed, plain = (word.Document(io.BytesIO(docx.render(across(), seal=seal))) for seal in (SEAL, None))
    assert len(sealed.sections) == 2
    first = sealed.sections[0]
    for footer in (first.footer, first.even_page_footer):
        assert [one.text for one in footer.paragraphs][1:] == [SEAL.line]
    for section, other in zip(sealed.sections, plain.sections, strict=True):
        assert section.footer_distance is not None
        assert other.footer_distance is not None
        assert other.footer_distance - section.footer_distance == 12 * 12700
    assert sealed.core_properties.identifier == SEAL.keyword


def test_the_workbook_bears_it() -> None:
    workbook = load_workbook(io.BytesIO(xlsx.render(samples.report(), seal=SEAL)))
    for sheet in workbook.worksheets:
        assert sheet.oddFooter.left.text == SEAL.line.replace("　", "\n").replace("&", "&&")
    assert workbook.properties.identifier == SEAL.keyword


@pytest.mark.parametrize("kind", RENDERERS)
def test_a_sealed_file_is_read_back_as_its_document(kind: str) -> None:
    sealed, plain = (read(f"a.{kind}", RENDERERS[kind](samples.report(), seal)) for seal in (SEAL, None))
    assert shapes(sealed.document) == shapes(plain.document)


@pytest.mark.parametrize("kind", RENDERERS)
def test_the_same_seal_gives_the_same_bytes_and_another_gives_others(kind: str) -> None:
    draw, document = RENDERERS[kind], samples.report()
    assert draw(document, SEAL) == draw(document, SEAL)
    assert len({draw(document, seal) for seal in (SEAL, None, replace(SEAL, digest="f" * 64))}) == 3
