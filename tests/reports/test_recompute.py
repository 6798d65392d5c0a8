"""The stand-alone script comes to the same figures as the system, by its own arithmetic."""

import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.data import rule_sets
from indicators.scoring import Direction, Measure, Nature
from projects.funds import Entry, EntryKind, Figures, Line
from reports import recompute
from reports.demo import load_demo
from reports.evaluation import Evaluation, LastLine, LastYear
from reports.facts import Kind, facts
from reports.loading import load_many
from reports.snapshot import digest, dump
from tests.reports.evaluations import APPROPRIATION, evaluation, measure, rules

SCRIPT = Path(recompute.__file__)
COMPUTED = (Kind.AMOUNT, Kind.RATE, Kind.POINTS)

YUAN = st.decimals(0, 10_000_000, places=2)
COUNTS = st.decimals(0, 1000, places=1)


@st.composite
def lines(draw: st.DrawFn, place: int) -> Line:
    sources = st.sampled_from([APPROPRIATION, "其他资金"])
    entries = [
        Entry(
            kind,
            draw(sources),
            draw(YUAN) * (draw(st.sampled_from([1, -1])) if kind is EntryKind.ADJUSTMENT else 1),
        )
        for kind in draw(st.lists(st.sampled_from(EntryKind), max_size=5))
    ]
    return Line(f"item-{place}", f"明细项目{place}", tuple(entries))


@st.composite
def measures(draw: st.DrawFn, place: int) -> Measure:
    nature = draw(st.sampled_from(Nature))
    level = draw(st.sampled_from([("产出", "数量"), ("效益", "社会效益"), ("满意度", "服务对象满意度")]))
    return measure(
        place,
        level1=level[0],
        level2=level[1],
        nature=nature,
        direction=draw(st.sampled_from(Direction)),
        unit=draw(st.sampled_from(["个", "%"])),
        target=draw(st.none() | COUNTS),
        weight=draw(st.none() | st.decimals(0, 50, places=1)),
        actual=draw(st.none() | COUNTS),
        target_text="好",
        actual_text=draw(st.sampled_from(["", "好"])),
        achieved_percent=draw(st.none() | st.decimals(0, 100, places=0)),
        actual_from=draw(st.sampled_from(["", "statistic-1", "statistic-3"]))
        if nature is not Nature.QUALITATIVE
        else "",
    )


@st.composite
def last_years(draw: st.DrawFn, count: int) -> LastYear:
    def figures() -> Figures:
        opening, spent = draw(st.none() | YUAN), draw(st.none() | YUAN)
        return Figures(opening, None, opening, spent)

    return LastYear(
        2019,
        lines=(
            *(LastLine(f"item-{place}", f"去年{place}", figures()) for place in range(1, count + 1)),
            LastLine("", "不再安排", figures()),
        ),
    )


@st.composite
def evaluations(draw: st.DrawFn) -> Evaluation:
    """Whatever can be entered, by any of the shipped rules."""
    count = draw(st.integers(0, 4))
    return evaluation(
        rules=rules(draw(st.sampled_from([data["code"] for data in rule_sets()]))),
        lines=tuple(draw(lines(place)) for place in range(1, count + 1)),
        measures=tuple(draw(measures(place)) for place in range(1, draw(st.integers(0, 5)) + 1)),
        last_year=draw(st.none() | last_years(count)),
    )


@given(evaluations())
@settings(max_examples=400, deadline=None)
def test_every_computed_figure_is_the_same(given: Evaluation) -> None:
    tree = json.loads(dump(given))
    ours = recompute.Recomputation(tree["evaluation"]).figures
    for fact in facts(given).values():
        if fact.kind in COMPUTED or fact.id in ours:
            assert ours[fact.id].is_printed_as(fact.text), (fact, ours[fact.id])
    compared, wrong = recompute.differences(dump(given))
    assert wrong == []
    assert compared > 20


@pytest.mark.django_db
def test_the_demo_prints_nothing_wrong() -> None:
    projects, _ = load_demo()
    for one in load_many(projects):
        compared, wrong = recompute.differences(dump(one))
        assert wrong == []
        assert compared > 100


def altered(snapshot: str, key: str, text: str) -> str:
    """The snapshot with one printed figure changed, everywhere it stands."""

    def walk(part: object) -> object:
        if isinstance(part, list):
            return [walk(one) for one in part]
        if isinstance(part, dict):
            if part.get("fact") == key:
                return {**part, "text": text}
            return {name: walk(one) for name, one in part.items()}
        return part

    return json.dumps(walk(json.loads(snapshot)), ensure_ascii=False)


@pytest.mark.parametrize(
    ("key", "text", "right"),
    [
        ("score-total", "99.99", "100.000000"),
        ("indicator-1-points", "49.99", "50.000000"),
        ("execution-points", "—", "10.000000"),
        ("total-budget", "48.73", "48.720000"),
        ("total-rate", "99.99%", "100.0000%"),
        ("total-rate", "1", "100.0000%"),
        ("item-1-share", "88.06%", "88.0542%"),
        ("statistic-3", "97.59%", "97.5806%"),
        ("score-grade", "良", "优"),
    ],
)
def test_a_changed_figure_is_named(key: str, text: str, right: str) -> None:
    compared, wrong = recompute.differences(altered(dump(evaluation()), key, text))
    assert compared > len(wrong) > 0
    assert set(wrong) == {f"{key}：印出“{text}”，重新计算为“{right}”。"}


def test_what_was_entered_cannot_be_changed_beside_the_figures() -> None:
    tree = json.loads(dump(evaluation()))
    tree["evaluation"]["lines"][0]["entries"][1]["amount"] = "1"
    _compared, wrong = recompute.differences(json.dumps(tree))
    assert any(sentence.startswith("total-spent") for sentence in wrong)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the file as a stranger does: no packages, no environment, not from the repository."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "-B", str(SCRIPT), *arguments],
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )


def test_it_runs_alone(tmp_path: Path) -> None:
    file, text = tmp_path / "snapshot.json", dump(evaluation())
    file.write_text(text)
    done = run(str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"不符 0 处。快照的摘要：{digest(text)}" in done.stdout
    file.write_text(altered(text, "score-total", "99.99"))
    assert run(str(file)).returncode == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "evaluation": {}}', "\xff"])
def test_what_is_no_snapshot_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "snapshot.json"
    file.write_bytes(text.encode("latin-1"))
    done = run(str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert "读不出快照" in done.stderr
    assert run().returncode == 2


def test_rounding_asked_for_by_a_reference_is_followed() -> None:
    figure = recompute.Figure(Decimal("0.97580"), is_rate=True)
    assert [figure.is_printed_as(text) for text in ("98%", "97.6%", "97.58%", "97.5%", "0.98", "—")] == [
        *(True, True, True, False, False, False)
    ]
    assert recompute.Figure(None).is_printed_as("—")
    assert not replace(figure, value=None).is_printed_as("0%")
