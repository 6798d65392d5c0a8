"""The scan before publication: worked examples of what is found and what is not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.data import secrecy_words
from reports.evaluation import AdjustmentRecord, Evaluation, GoalRecord, LastYear
from reports.public import redact
from reports.scanning import Hit, Kind, is_card_number, is_identity_number, scan
from tests.reports.evaluations import evaluation, line, measure

# Numbers made up by rule: each satisfies its check and belongs to nobody.
IDENTITY = "110101190001010014"
CARD = "6222020000000000000"


def hits(given: Evaluation) -> list[tuple[Kind, str, str]]:
    return [(hit.kind, hit.place, hit.found) for hit in scan(redact(given), secrecy_words())]


def in_text(text: str) -> list[tuple[Kind, str]]:
    return [(kind, found) for kind, _place, found in hits(evaluation(texts={"overview": text}))]


def test_the_numbers_of_these_tests_satisfy_their_checks() -> None:
    assert is_identity_number(IDENTITY)
    assert is_card_number(CARD)


@pytest.mark.parametrize("number", ["110101190001010011", "110101190013010016", "110101190001010012"])
def test_no_identity_number(number: str) -> None:
    assert not is_identity_number(number)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请拨13800000000。", [(Kind.MOBILE, "13800000000")]),
        ("请拨 138 0000 0000。", [(Kind.MOBILE, "138 0000 0000")]),
        ("请拨１３８００００００００。", [(Kind.MOBILE, "１３８００００００００")]),
        ("请拨+86-138-0000-0000。", [(Kind.MOBILE, "+86-138-0000-0000")]),
        ("请拨023-63800000或(023)63800001。", [(Kind.PHONE, "023-63800000"), (Kind.PHONE, "(023)63800001")]),
        ("值班电话：63800000。", [(Kind.PHONE, "63800000")]),
        ("热线400-800-0000。", [(Kind.PHONE, "400-800-0000")]),
        (f"证件{IDENTITY}。", [(Kind.IDENTITY, IDENTITY)]),
        ("证件110101 19000101 0014。", [(Kind.IDENTITY, "110101 19000101 0014")]),
        (f"账户{CARD}。", [(Kind.CARD, CARD)]),
        ("账户6222 0200 0000 0000 000。", [(Kind.CARD, "6222 0200 0000 0000 000")]),
        ("来信a.b@example.com。", [(Kind.EMAIL, "a.b@example.com")]),
        ("走访重点人员。", [(Kind.WORD, "重点人员")]),
        ("安排561.26万元，执行率97.58%，2020年12月31日完成13600次。", []),
        ("支出5612600000.00元，文号渝财〔2020〕13800000000号。", [(Kind.MOBILE, "13800000000")]),
        ("编号2020123456789012。", []),
        ("编号13800000000138。", []),
        (f"编号{IDENTITY[:-1]}1。", []),
    ],
)
def test_what_is_found(text: str, found: list[tuple[Kind, str]]) -> None:
    assert in_text(text) == found


def test_every_place_is_looked_through() -> None:
    number = "13800000000"
    before = {"name": "甲", "weight": "10", "target": number}
    given = evaluation(
        project=f"项目{number}",
        goals=(GoalRecord(f"目标{number}。"),),
        measures=(measure(1, deviation=f"原因{number}。"), measure(2, name="乙")),
        lines=(line(1, name=f"明细{number}"),),
        adjustments=(AdjustmentRecord("adjustment-1", "甲", "调整", before, {**before, "weight": "20"}),),
        last_year=LastYear(2019, measures=(replace(measure(), key="", name=f"上年{number}"),)),
        purposes=(f"用途{number}",),
    )
    places = {place for kind, place, _found in hits(given) if kind is Kind.MOBILE}
    assert places == {"project", "goals", "indicator-1", "item-1", "adjustment-1", "last-year"}


def test_a_name_that_is_kept_back_is_found_where_no_paragraph_could_be_left_out() -> None:
    lines = (replace(line(1, name="信访专项"), is_withheld=True), replace(line(2), is_withheld=True))
    given = evaluation(lines=lines, measures=(measure(1, name="信访专项支出进度"),))
    assert (Kind.NAME, "indicator-1", "信访专项") in hits(given)


def test_a_typed_figure_that_is_kept_back_is_found() -> None:
    lines = (line(1), *(replace(line(key, "7.13"), is_withheld=True) for key in (2, 3)))
    given = evaluation(lines=lines, texts={"overview": "另安排7.13万元，共{全年预算合计}万元。"})
    assert hits(given) == [(Kind.FIGURE, "section-overview", "7.13")]


def test_a_line_that_stands_alone_in_other_is_said() -> None:
    given = evaluation(lines=(line(1), replace(line(2), is_withheld=True)))
    assert [kind for kind, _place, _found in hits(given)] == [Kind.ALONE]


def test_a_mark_where_none_counts_is_found() -> None:
    assert in_text("第一段【不公开】有秘密。") == [(Kind.MARK, "【不公开】")]


def test_a_reason_belongs_to_what_was_found() -> None:
    one = Hit(Kind.MOBILE, "goals", "13800000000", "请拨13800000000。")
    assert one.digest == replace(one, why="别的").digest
    assert one.digest != replace(one, context="请打13800000000。").digest


def test_the_score_is_untouched_by_a_scan() -> None:
    assert scan(redact(evaluation(measures=(measure(1, weight=Decimal(10)),))), {}) == ()
