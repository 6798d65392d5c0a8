"""Highlights in PDFs: over the figure itself, however the page is turned, behind the untouched original."""

import io
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject, RectangleObject
from weasyprint import HTML

from reports import legacy
from reports.checkup.annotating import NotAnnotated, annotate
from tests.reports.checkup.annotating import TEXT, WRONG, annotated, said

STYLE = """<style>@page { size: A4; margin: 25mm } p { margin: 0 }
body { font: 16px 'Noto Serif CJK SC' }</style>"""


def paper(body: str) -> bytes:
    content = HTML(string=STYLE + body).write_pdf()
    assert isinstance(content, bytes)
    return content


def annotations(content: bytes) -> list[tuple[int, Any]]:
    return [
        (number, one.get_object())
        for number, page in enumerate(PdfReader(io.BytesIO(content)).pages)
        for one in page.get("/Annots", [])
    ]


def highlights(content: bytes) -> list[tuple[int, Any]]:
    return [(number, one) for number, one in annotations(content) if one["/Subtype"] == "/Highlight"]


def covered(content: bytes, page: int, annotation: Any) -> str:
    """The characters whose middle lies in a highlight, by what another library says of them."""
    left, bottom, right, top = map(float, annotation["/Rect"])
    return "".join(
        character
        for character, x, y in characters(content, page)
        if left <= x <= right and bottom <= y <= top and not character.isspace()
    )


def characters(content: bytes, page: int) -> Iterator[tuple[str, float, float]]:
    """Yield the characters of a page with their middles, in the coordinates of the file."""
    text = pypdfium2.PdfDocument(content)[page].get_textpage()
    for index, character in enumerate(text.get_text_range()):
        left, bottom, right, top = text.get_charbox(index)
        yield character, (left + right) / 2, (bottom + top) / 2


def test_the_very_figure_is_highlighted() -> None:
    content = paper(f"<p>{TEXT}</p>")
    result = annotated("a.pdf", content)
    assert result.startswith(content)
    [(page, drawn)] = highlights(result)
    assert drawn["/T"] == "文档体检"
    assert drawn["/Subj"] == "错误"
    assert drawn["/Contents"].startswith(f"1. 错误：比率\n{WRONG}\n原文：90.00%；应为：97.58%\n依据：")
    assert covered(result, page, drawn) == "90.00%"
    [summary] = [one for _page, one in annotations(result) if one["/Subtype"] == "/Text"]
    assert summary["/Contents"].startswith("文档体检结果\n问题共")


def test_of_equal_figures_the_wrong_one_is_meant() -> None:
    result = annotated("a.pdf", paper(f"<p>{TEXT}</p>"))
    [(page, drawn)] = highlights(result)
    left, bottom, _right, top = map(float, drawn["/Rect"])
    line = [(x, one) for one, x, y in characters(result, page) if bottom <= y <= top]
    assert "".join(one for x, one in line if x < left).endswith("化解率")


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("corner", [0, 40])
def test_turned_and_shifted_pages_are_marked_in_their_place(turned: int, corner: int) -> None:
    # the text is turned back within the page, so that it reads upright where the page is turned
    content = turned_page(paper(f"<p>{TEXT}</p>"), turned, corner)
    result = annotate("pdf", content, said("a.pdf", content))
    [(page, drawn)] = highlights(result)
    assert covered(result, page, drawn) == "90.00%"


def turned_page(content: bytes, degrees: int, corner: int) -> bytes:
    writer = PdfWriter(io.BytesIO(content))
    page = writer.pages[0]
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    matrix = {
        0: (1, 0, 0, 1, corner, corner),
        90: (0, 1, -1, 0, height + corner, corner),
        180: (-1, 0, 0, -1, width + corner, height + corner),
        270: (0, -1, 1, 0, corner, width + corner),
    }[degrees]
    page.add_transformation(matrix)
    across, up = (height, width) if degrees in (90, 270) else (width, height)
    page.mediabox = RectangleObject((corner, corner, corner + across, corner + up))
    for box in ("/TrimBox", "/BleedBox", "/CropBox"):
        page.pop(NameObject(box), None)
    page[NameObject("/Rotate")] = NumberObject(degrees)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_paragraph_that_goes_on_overleaf_is_marked_overleaf() -> None:
    filler = (
        "项目按计划实施，各项工作有序推进，资料归档完整，专人登记台账，街道定期检查，社区每月通报，"
        "居民代表参与监督，经费专款专用，支付手续齐全，合同按约履行，验收程序规范，信息按时公开，档案移交清楚。"
    )
    content = paper(f"<div style='height: 232mm'></div><p>{filler}{TEXT}</p>")
    [(page, drawn)] = highlights(annotated("a.pdf", content))
    assert page == 1
    assert covered(annotated("a.pdf", content), page, drawn) == "90.00%"


def test_every_finding_of_a_report_has_its_highlight() -> None:
    content = next(content for name, content in legacy.files().items() if name.endswith(".pdf"))
    result = annotated("a.pdf", content)
    drawn = {one["/Contents"] for _page, one in highlights(result)}
    listed = said("a.pdf", content).listed
    assert drawn == {remark.text for remark in listed}
    for page, one in highlights(result):
        remark = next(remark for remark in listed if remark.text == one["/Contents"])
        if remark.spot.figure:
            assert covered(result, page, one) == remark.spot.figure


def test_a_broken_file_is_refused_in_words() -> None:
    content = paper(f"<p>{TEXT}</p>")
    with pytest.raises(NotAnnotated, match="请看问题清单"):
        annotate("pdf", content[:200], said("a.pdf", content))
