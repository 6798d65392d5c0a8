"""The text of a submission: it holds everything, reads back as it was, and depends on the content alone."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Office
from indicators.data import rule_sets
from indicators.scoring import Direction, Measure, Nature
from projects.funds import Entry, EntryKind, Line
from projects.models import Project
from reports.compose import compose
from reports.data import outlines
from reports.document import UnprintableError
from reports.evaluation import (
    AdjustmentRecord,
    Evaluation,
    GoalRecord,
    LastLine,
    LastYear,
    OtherReport,
    ProblemRecord,
    StatisticRecord,
)
from reports.loading import load as load_project
from reports.snapshot import (
    FORMAT,
    SnapshotError,
    digest,
    dump,
    load,
    load_document,
    numbered,
    numbers,
    rekeyed,
)
from tests.builders import (
    make_adjustment,
    make_allocation,
    make_bureau,
    make_evidence,
    make_expenditure,
    make_goal,
    make_indicator,
    make_line_item,
    make_office,
    make_outline,
    make_problem,
    make_project,
    make_rule_set,
    make_section_text,
    make_source,
    make_statistic,
    make_target_adjustment,
    make_year,
    make_year_rules,
)
from tests.reports.evaluations import evaluation, layout, line, measure, outline, rules
from tests.reports.ready import begin_report

SOURCES = ("当年财政拨款", "其他资金")

words = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="{}\ufffe\uffff"), min_size=1, max_size=12
)
amounts = st.decimals(0, 10**10, places=2)
points = st.none() | st.decimals(0, 100, places=2)
figures = st.none() | st.decimals(0, 10**9, places=4)
dates = st.none() | st.dates()
entries = st.builds(
    Entry, st.sampled_from(EntryKind), st.sampled_from(SOURCES), amounts, dates, words, reason=words
)


@st.composite
def measures(draw: st.DrawFn, key: int) -> Measure:
    return Measure(
        key=f"indicator-{key}",
        level1=draw(st.sampled_from(["产出", "效益", "满意度", "其他"])),
        level2=draw(words),
        name=f"指标{key}{draw(words)}",
        nature=draw(st.sampled_from(Nature)),
        direction=draw(st.sampled_from(Direction)),
        unit=draw(words),
        target=draw(figures),
        target_text=draw(words),
        weight=draw(points),
        actual=draw(figures),
        actual_text=draw(words),
        achieved_percent=draw(points),
        deviation=draw(words),
        improvement=draw(words),
        evidence=draw(st.integers(0, 9)),
    )


@st.composite
def evaluations(draw: st.DrawFn) -> Evaluation:
    keys = st.lists(st.integers(1, 9999), unique=True, max_size=4)
    adjusted = st.dictionaries(st.sampled_from(["name", "level", "target", "unit", "weight"]), words)
    return evaluation(
        project_key=f"project-{draw(st.integers(1))}",
        year=draw(st.integers(2000, 2100)),
        project=draw(words),
        office=draw(words),
        sources=SOURCES,
        lines=tuple(
            Line(f"item-{key}", f"明细{key}{draw(words)}", tuple(draw(st.lists(entries, max_size=4))))
            for key in draw(keys)
        ),
        goals=tuple(draw(st.lists(st.builds(GoalRecord, words, words), max_size=2))),
        measures=tuple(draw(measures(key)) for key in draw(keys)),
        statistics=tuple(
            StatisticRecord(f"statistic-{key}", draw(words), f"工作数据{key}", draw(words), draw(figures))
            for key in draw(keys)
        ),
        problems=tuple(draw(st.lists(st.builds(ProblemRecord, words, words), max_size=2))),
        rules=rules(draw(st.sampled_from(["2020", "2021"]))),
        outline=outline(draw(st.sampled_from(["seven", "scheme2020"]))),
        texts={"overview-project": draw(words)},
        purposes=tuple(draw(st.lists(words, max_size=2))),
        approval=draw(words),
        written_on=draw(dates),
        adjustments=tuple(
            AdjustmentRecord(f"adjustment-{key}", draw(words), draw(words), draw(adjusted), draw(adjusted))
            for key in draw(keys)
        ),
    )


def rich() -> Evaluation:
    """An evaluation that uses every kind of record."""
    return evaluation(
        lines=(line(17, "42.90", "42.90"), line(4, "5.82", "5.82")),
        measures=(measure(31, actual=None, actual_from="statistic-23"), measure(12, name="综合应急演练")),
        statistics=(
            StatisticRecord("statistic-9", "信访工作", "排查矛盾纠纷", "件", Decimal(124)),
            StatisticRecord("statistic-8", "信访工作", "化解矛盾纠纷", "件", Decimal(121)),
            StatisticRecord("statistic-23", "信访工作", "化解率", part="statistic-8", whole="statistic-9"),
        ),
        adjustments=(
            AdjustmentRecord("adjustment-5", "指标31", "任务量调整。", {"target": "2"}, {"target": "3"}),
        ),
        texts={"overview-project": "本年度安排{全年预算合计}万元。"},
    )


@given(evaluations())
def test_what_is_read_back_is_what_was_written(given: Evaluation) -> None:
    text = dump(given)
    assert load(text) == numbered(given)
    assert load_document(text) == compose(numbered(given))
    assert dump(load(text)) == text
    assert rekeyed(load(text), {new: old for old, new in numbers(given).items()}) == given


@pytest.mark.parametrize("made", [evaluation, rich])
def test_every_record_is_read_back(made: Callable[[], Evaluation]) -> None:
    assert load(dump(made())) == numbered(made())


def test_it_is_canonical() -> None:
    text = dump(rich())
    tree = json.loads(text, parse_float=lambda number: pytest.fail(f"{number} is a binary fraction"))
    assert tree["format"] == FORMAT
    assert text == json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert "朝天门街道办事处" in text
    assert '"written_on":"2021-02-03"' in text
    assert digest(text) == digest(dump(rich()))
    assert len(digest(text)) == 64


def test_last_year_is_kept_and_numbered_with_this_year() -> None:
    figures = rich().lines[0].figures
    last = LastYear(
        2019,
        (LastLine(rich().lines[1].key, "旧名", figures), LastLine("", "不再有", figures)),
        (replace(rich().measures[0], actual_from=""),),
        {"application": "上年的话。"},
    )
    given = replace(rich(), last_year=last)
    kept = load(dump(given)).last_year
    assert kept is not None
    assert [line.key for line in kept.lines] == ["item-2", ""]
    assert kept.measures[0].key == "indicator-1"
    assert load(dump(given)) == numbered(given)


def test_other_reports_are_no_part_of_it() -> None:
    given = replace(rich(), others=(OtherReport("另一项目", ("另一项目的话。",)),))
    assert dump(given) == dump(rich())
    assert load(dump(given)).others == ()


def test_a_snapshot_from_before_last_years_were_kept_is_read() -> None:
    tree = json.loads(dump(rich()))
    del tree["evaluation"]["last_year"]
    assert load(json.dumps(tree)) == numbered(rich())


def test_records_are_numbered_in_their_order() -> None:
    given = numbered(rich())
    assert given.project_key == "project"
    assert [one.key for one in given.lines] == ["item-1", "item-2"]
    assert given.measures[0].actual_from == "statistic-3"
    assert (given.statistics[2].part, given.statistics[2].whole) == ("statistic-2", "statistic-1")
    assert numbers(rich())["adjustment-5"] == "adjustment-1"
    assert compose(given).title == compose(rich()).title


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("561.2", "561.200", True),
        ("100", "1E+2", True),
        ("0", "-0.00", True),
        ("561.2", "561.21", False),
        ("0.0001", "0.00010", True),
    ],
)
def test_a_number_is_spelled_in_one_way(one: str, other: str, alike: bool) -> None:
    def taken(actual: str) -> str:
        return dump(evaluation(measures=(measure(1, actual=abs(Decimal(actual))),)))

    assert (taken(one) == taken(other)) is alike


STANDARDS = ("outline", "rules", "layout")
"""Parts of an evaluation that come as a whole from what an administrator set up."""


def changes(value: Any) -> list[Any]:
    """Return copies of a value, each with one leaf changed by one character."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (Nature, Direction, EntryKind)):
        return [next(one for one in type(value) if one is not value)]
    if isinstance(value, str):
        return [type(value)(f"{value}改")] if type(value) is str else []
    if isinstance(value, int):
        return [value + 1]
    if isinstance(value, Decimal):
        return [value + Decimal("0.01")]
    if isinstance(value, date):
        return [value.replace(day=value.day % 28 + 1)]
    if isinstance(value, tuple):
        return [
            (*value[:place], changed, *value[place + 1 :])
            for place, one in enumerate(value)
            for changed in changes(one)
        ]
    if isinstance(value, dict):
        return [value | {key: changed} for key, one in value.items() for changed in changes(one)]
    if is_dataclass(value) and not isinstance(value, type):
        return [
            replace(value, **{field.name: changed})
            for field in fields(value)
            if field.name not in {"key", "actual_from", "part", "whole", "project_key", *STANDARDS}
            for changed in changes(getattr(value, field.name))
        ]
    return []


def test_a_snapshot_from_before_forms_had_layouts_has_the_common_one() -> None:
    tree = json.loads(dump(evaluation()))
    del tree["evaluation"]["layout"]
    for table in (block for block in tree["document"]["blocks"] if block["is"] == "Table"):
        del table["landscape"]
    text = json.dumps(tree)
    assert load(text) == numbered(evaluation())
    assert load_document(text) == compose(numbered(evaluation()))


def test_the_layout_is_part_of_it() -> None:
    given = evaluation(layout=layout("sichuan"))
    assert load(dump(given)).layout == given.layout
    assert digest(dump(given)) != digest(dump(evaluation()))


def test_every_changed_character_changes_the_digest() -> None:
    """The prose is left out: a changed reference does not render, and its words are among the texts."""
    given = replace(rich(), texts={"overview-project": "本年度按计划实施。"})
    digests = [digest(dump(one)) for one in [given, *changes(given)]]
    assert len(digests) > 60
    assert len(set(digests)) == len(digests)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format":1}', '{"format":1,"evaluation":{"is":"Line"}}'])
def test_another_text_is_not_a_snapshot(text: str) -> None:
    with pytest.raises(SnapshotError, match="这不是可以读取的快照"):
        load(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"year":2020', '"year":"2020"'),
        ('"year":2020', '"years":2020'),
        ('"nature":"≥"', '"nature":"约"'),
        ('"written_on":"2021-02-03"', '"written_on":"2021-02-30"'),
        ('"weight":"50"', '"weight":"五十"'),
    ],
)
def test_a_damaged_snapshot_is_refused(old: str, new: str) -> None:
    text = dump(evaluation())
    assert old in text
    with pytest.raises(SnapshotError):
        load(text.replace(old, new))


def test_another_format_is_named() -> None:
    text = dump(evaluation()).replace(f'"format":{FORMAT}', '"format":99')
    with pytest.raises(SnapshotError, match="99"):
        load(text)


def test_what_cannot_be_printed_is_not_taken() -> None:
    with pytest.raises(UnprintableError):
        dump(evaluation(office="办事处\x00"))
    with pytest.raises(SnapshotError, match="NaN"):
        dump(evaluation(rules=replace(rules(), low_execution=Decimal("NaN"))))


def by_hand() -> Evaluation:
    """What ``stored`` keeps in the tables, made without a database."""
    adjusted = Entry(
        EntryKind.ADJUSTMENT, SOURCES[1], Decimal("-18000.00"), date(2020, 9, 1), "渝财〔2020〕7号", "压减"
    )
    return evaluation(
        project_key="project",
        department="街道财政所",
        lines=(
            Line(
                "item-1",
                "社区巡防经费",
                (
                    Entry(EntryKind.OPENING, SOURCES[0], Decimal(429000)),
                    adjusted,
                    Entry(EntryKind.PAID, SOURCES[0], Decimal("411000.10"), date(2020, 12, 31), "7"),
                ),
            ),
        ),
        measures=(
            measure(
                1,
                name="矛盾纠纷化解率",
                unit="%",
                target=Decimal(95),
                actual=None,
                actual_from="statistic-3",
            ),
        ),
        statistics=(
            StatisticRecord("statistic-1", "信访工作", "排查矛盾纠纷", "件", Decimal(124)),
            StatisticRecord("statistic-2", "信访工作", "化解矛盾纠纷", "件", Decimal(121)),
            StatisticRecord("statistic-3", "信访工作", "化解率", part="statistic-2", whole="statistic-1"),
        ),
        problems=(ProblemRecord("资金拨付偏晚。", "提前安排用款计划。"),),
        texts={"overview-project": "本年度安排{社区巡防经费.全年预算}万元，用于“巡防”。"},
        purposes=("巡防", "消防"),
        approval="",
        adjustments=(
            AdjustmentRecord(
                "adjustment-1", "矛盾纠纷化解率", "任务量调整。", {"target": "2"}, {"target": "3"}
            ),
        ),
    )


def stored(office: Office) -> Project:
    make_year_rules(rule_set=make_rule_set(rule_sets()[0]))
    make_outline(next(one for one in outlines() if one["code"] == "seven"), is_default=True)
    project = make_project(
        office=office, department="街道财政所", written_on=date(2021, 2, 3), purposes="巡防\n消防"
    )
    appropriation, other = map(make_source, SOURCES)
    item = make_line_item(project, "社区巡防经费")
    make_allocation(item, "42.90", source=appropriation)
    make_adjustment(
        item,
        "-1.80",
        decided_on=date(2020, 9, 1),
        document_number="渝财〔2020〕7号",
        reason="压减",
        source=other,
    )
    make_expenditure(item, "41.10001", source=appropriation, paid_on=date(2020, 12, 31), voucher_number="7")
    make_goal(project, "维护辖区平安稳定。", achieved="辖区平安稳定。")
    whole = make_statistic(project, "排查矛盾纠纷", value=Decimal(124))
    part = make_statistic(project, "化解矛盾纠纷", value=Decimal("121.0000"))
    rate = make_statistic(project, "化解率", part=part, whole=whole)
    indicator = make_indicator(project, "矛盾纠纷化解率", unit="%", target=Decimal(95), actual_from=rate)
    make_target_adjustment(indicator)
    make_evidence(project, indicator=indicator)
    report = begin_report(project)
    make_section_text(report, "overview-project", "本年度安排{社区巡防经费.全年预算}万元，用于“巡防”。")
    make_problem(report)
    return project


@pytest.mark.django_db
@pytest.mark.parametrize("before", [0, 3])
@pytest.mark.parametrize(("language", "zone"), [("zh-hans", "Asia/Shanghai"), ("en", "America/New_York")])
def test_the_digest_depends_on_the_content_alone(before: int, language: str, zone: str) -> None:
    """Not on the database, the numbers of its rows, the language or the time zone: by hand it is the same."""
    for _ in range(before):
        make_line_item(make_project(name="别的项目", fiscal_year=make_year(2019)), allocated="1")
    project = stored(make_office(parent=make_bureau()))
    with translation.override(language), timezone.override(zone):
        text = dump(load_project(project))
    assert json.loads(text) == json.loads(dump(by_hand()))
    assert digest(text) == digest(dump(by_hand()))
