"""Paragraphs that were copied: what is noticed, and what is not held against anybody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.copying import Originals
from reports.evaluation import LastYear, OtherReport
from tests.reports.evaluations import evaluation, outline

PARAGRAPH = "2019年，街道组织巡防队员分片包干，逐户排查矛盾纠纷{排查矛盾纠纷}件，及时化解，未发生群体性事件。"


def originals(last: str = "", other: str = "") -> Originals:
    return Originals(
        replace(
            evaluation(),
            last_year=LastYear(2019, texts={"overview": last}),
            others=(OtherReport("消防项目", (other,)), OtherReport("安全项目", (other,))),
        )
    )


@pytest.mark.parametrize(
    "written",
    [
        PARAGRAPH,
        PARAGRAPH.replace("2019", "2020"),
        PARAGRAPH.replace("{排查矛盾纠纷}", "124"),
        PARAGRAPH.replace("，", ", ").replace("。", ""),
        f" 【不公开】{PARAGRAPH}",
    ],
)
def test_figures_references_and_punctuation_make_no_other_paragraph(written: str) -> None:
    assert originals(last=f"别的一段。\n{PARAGRAPH}").of(written) == "上年报告"
    assert originals(other=PARAGRAPH).of(written) == "“消防项目”的报告"
    assert originals(last=PARAGRAPH, other=PARAGRAPH).of(written) == "上年报告"


@pytest.mark.parametrize(
    "written", ["", PARAGRAPH[:25], PARAGRAPH.replace("逐户", "逐楼"), PARAGRAPH + "成效明显。"]
)
def test_another_or_a_short_paragraph_is_no_copy(written: str) -> None:
    assert originals(last=f"{PARAGRAPH}\n{PARAGRAPH[:25]}").of(written) is None


@given(st.data())
def test_what_the_outline_proposes_is_no_copy_whatever_is_left_out(data: st.DataObject) -> None:
    paragraphs = [one for section in outline().sections for one in section.default]
    sentences = data.draw(st.sampled_from(paragraphs))
    kept = data.draw(st.lists(st.booleans(), min_size=len(sentences), max_size=len(sentences)))
    text = "".join(one for one, stays in zip(sentences, kept, strict=True) if stays)
    assert originals(last=text, other=text).of(text) is None
