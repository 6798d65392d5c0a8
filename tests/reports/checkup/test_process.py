"""The limited process: the same answers, and an end to what takes too much."""

import io
import pickle
from collections.abc import Callable

import pytest

from projects.packages import MIB
from reports.checkup import process
from reports.checkup.annotating import NotAnnotated
from reports.checkup.annotating.process import annotate_apart
from reports.checkup.checking import check
from reports.checkup.examination import examine
from reports.checkup.ingest import Unreadable, read
from reports.checkup.process import check_apart
from reports.limits import Limits
from reports.renderers import docx
from tests.reports.checkup.annotating import annotated, said
from tests.reports.renderers import samples


def test_it_answers_as_the_plain_reader_does() -> None:
    content = docx.render(samples.report())
    assert check_apart("自评报告.docx", content) == check("自评报告.docx", content)


def test_a_name_may_hold_anything() -> None:
    assert check_apart("\0 \ud800-m.txt", "安排资金".encode()).source.kind == "txt"


def test_it_hands_the_sentence_on() -> None:
    with pytest.raises(Unreadable, match="空的"):
        check_apart("a.docx", b"")


@pytest.mark.parametrize("limits", [Limits(memory=24 * MIB), Limits(seconds=0.01)])
def test_who_takes_too_much_is_stopped(limits: Limits) -> None:
    with pytest.raises(Unreadable, match="在规定的时间和内存里读不完"):
        check_apart("a.docx", docx.render(samples.report()), limits)


def test_the_processor_is_limited_too() -> None:
    lines = "\n".join(f"第{number}项" for number in range(49_000))
    with pytest.raises(Unreadable, match="在规定的时间和内存里读不完"):
        check_apart("a.txt", (lines * 9).encode(), Limits(processor_seconds=0))


def test_it_annotates_as_the_plain_annotator_does() -> None:
    content = docx.render(samples.report())
    remarks = said("a.docx", content)
    result = annotate_apart("docx", content, remarks)
    assert read("a.docx", result).document == read("a.docx", annotated("a.docx", content)).document


def test_it_hands_on_why_it_did_not_annotate() -> None:
    remarks = said("a.docx", docx.render(samples.report()))
    with pytest.raises(NotAnnotated, match="内部结构特殊"):
        annotate_apart("docx", b"PK", remarks)


@pytest.mark.parametrize("limits", [Limits(memory=24 * MIB), Limits(seconds=0.01)])
def test_annotating_is_limited_too(limits: Limits) -> None:
    content = docx.render(samples.report())
    with pytest.raises(NotAnnotated, match="在规定的时间和内存里写不完批注"):
        annotate_apart("docx", content, said("a.docx", content), limits)


def test_a_check_without_end_is_stopped() -> None:
    text = "预算10万元，支出9万元，" * 40_000
    with pytest.raises(Unreadable, match="在规定的时间和内存里读不完"):
        check_apart("a.txt", text.encode(), Limits(processor_seconds=2))


@pytest.mark.parametrize("function", [print, examine])
def test_a_captured_child_can_make_nothing_run(function: Callable[..., object]) -> None:
    answer = pickle.dumps(function)
    with pytest.raises(pickle.UnpicklingError, match="no part of a document"):
        process._Unpickler(io.BytesIO(answer)).load()
