"""Checks: a clean evaluation passes, each check objects to its examples and lets their neighbours pass."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators.scoring import Direction, Measure, Nature
from projects.funds import EntryKind, Figures, Line
from projects.money import WAN
from reports.checks import (
    CHECKS,
    Case,
    case_of,
    in_order,
    judge,
    open_findings,
    register,
    run,
    standing_answers,
)
from reports.document import Cell, Table, Text
from reports.evaluation import AnswerRecord, Evaluation, LastLine, LastYear, OtherReport, ProblemRecord
from reports.facts import Facts, facts
from reports.findings import Finding, Level
from tests.reports.evaluations import entry, evaluation, full_set, line, measure, outline, rules

TODAY = date(2021, 2, 3)


def named(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    names = ("治安重点地区整治", "安全隐患消除", "居民满意度")
    return tuple(
        replace(one, name=names[place] if one.name == f"指标{place + 1}" else one.name)
        for place, one in enumerate(measures)
    )


def clean(**fields: Any) -> Evaluation:
    """An evaluation to which no check objects: a target is missed, and the reason is given."""
    first, second, third = named(full_set())
    missed = replace(second, actual=Decimal("1.9"), deviation="一处隐患的整改工程推迟。")
    return evaluation(**{"measures": (first, missed, third), **fields})


def first(**fields: Any) -> Evaluation:
    """The clean evaluation with another first indicator."""
    start, *rest = clean().measures
    return clean(measures=(replace(start, **fields), *rest))


def text(words: str, section: str = "overview-project") -> Evaluation:
    return clean(texts={section: words})


def found(given: Evaluation | Case) -> tuple[Finding, ...]:
    if isinstance(given, Case):
        return tuple(judge(given, on=TODAY))
    return run(given, facts(given), on=TODAY)


def altered(given: Evaluation, **values: Any) -> Case:
    """The case with some facts that do not follow from the evaluation, by their ids with ``_`` for ``-``."""
    case = case_of(given, facts(given))
    changed = {key.replace("_", "-"): value for key, value in values.items()}
    assert all(case.facts.find(key) for key in changed)
    return replace(
        case,
        facts=Facts(
            replace(fact, value=changed[fact.id]) if fact.id in changed else fact
            for fact in case.facts.values()
        ),
    )


def reprinted(given: Evaluation, caption: str, change: Callable[[Cell], Cell]) -> Case:
    """The case whose table under ``caption`` has cells that were changed behind the facts' back."""
    case = case_of(given, facts(given))
    assert case.document is not None

    def rows(table: Table) -> Table:
        return replace(
            table,
            rows=tuple(tuple(map(change, row)) for row in table.rows),
            total=tuple(map(change, table.total or ())),
        )

    blocks = tuple(
        rows(block) if isinstance(block, Table) and block.caption == caption else block
        for block in case.document.blocks
    )
    return replace(case, document=replace(case.document, blocks=blocks))


def printing(fact: str, words: str) -> Callable[[Cell], Cell]:
    """Let the cells that print a fact print something else."""

    def change(cell: Cell) -> Cell:
        runs = tuple(
            replace(run, text=words) if getattr(run, "fact", "") == fact else run for run in cell.runs
        )
        if runs == cell.runs:
            return cell
        return replace(cell, runs=runs, number=Decimal(words) if "%" not in words else cell.number)

    return change


def renaming(before: str, after: str) -> Callable[[Cell], Cell]:
    return lambda cell: replace(cell, runs=(Text(after),)) if cell.text == before else cell


def adjusted(amount: str, reason: str = "", opening: str | None = "10") -> Line:
    """A line whose budget was changed by ``amount`` 万元."""
    change = replace(entry(amount, EntryKind.ADJUSTMENT), reason=reason)
    return Line("item-1", "明细项目1", (*line(1, opening, "9.5").entries, change))


def split(*amounts: str) -> tuple[Line, ...]:
    """Lines of so many 万元 each, all of it spent."""
    return tuple(line(place, amount, amount) for place, amount in enumerate(amounts, start=1))


def without_suggestion(words: str = "") -> Evaluation:
    return clean(problems=(ProblemRecord("资金支付集中在年末。", words),))


CARRYING = ("当年财政拨款", "上年结转资金")

COPIED = (
    "{}年，街道组织巡防队员分片包干，逐户排查矛盾纠纷，全年开展集中排查{}次，及时化解，未发生群体性事件。"
)

STANDARD = "".join(next(one for one in outline().sections if one.key == "application").default[0])


def last(**fields: Any) -> LastYear:
    return LastYear(2019, **fields)


def left(amount: str) -> LastLine:
    """A line of last year of which ``amount`` 万元 were not spent."""
    yuan = Decimal(amount) * WAN
    return LastLine("item-1", "明细项目1", Figures(10 * WAN, None, 10 * WAN, 10 * WAN - yuan))


def carried(amount: str) -> tuple[Line, ...]:
    paid = entry(amount, EntryKind.PAID, CARRYING[1])
    return (Line("item-1", "明细项目1", (entry(amount, source=CARRYING[1]), paid)),)


QUALITATIVE = {
    "nature": Nature.QUALITATIVE,
    "unit": "",
    "target": None,
    "actual": None,
    "target_text": "建立台账并逐月更新",
    "actual_text": "台账已建立，逐月更新",
    "achieved_percent": Decimal(100),
}

FAILING: dict[str, list[Evaluation | Case]] = {
    "R1": [
        altered(clean(), total_budget=Decimal("487201")),
        reprinted(clean(), "资金安排情况表", printing("item-1-budget", "42.92")),
        reprinted(clean(), "资金使用情况表", printing("total-spent", "48.74")),
    ],
    "R2": [
        clean(lines=(line(1), Line("item-2", "设备", (entry("3", source="捐赠资金"),)))),
        altered(clean(), source_1_spent=Decimal(1)),
    ],
    "R3": [altered(clean(), total_budget=Decimal(1)), altered(clean(), item_1_opening=None)],
    "R4": [
        clean(lines=(line(1, "10", "10.01"),)),
        clean(lines=(line(1, "10", "10"), line(2, None, "1"))),
    ],
    "R5": [
        reprinted(clean(), "资金使用情况表", printing("total-rate", "100.18%")),
        reprinted(clean(), "资金安排情况表", printing("item-1-share", "88.06%")),
    ],
    "R6": [
        altered(clean(), execution_points=Decimal("9.99")),
        altered(clean(lines=(line(1, None, None),)), execution_points=Decimal(10)),
    ],
    "R7": [
        clean(measures=()),
        first(weight=Decimal(49)),
        first(weight=None),
        clean(
            rules=rules("chongqing"),
            measures=(measure(1, weight=Decimal(45)), measure(2, level1="效益", weight=Decimal(35))),
        ),
    ],
    "R8": [
        altered(clean(), indicator_1_points=Decimal("50.01")),
        altered(clean(), indicator_1_points=Decimal("-0.01")),
        altered(clean(), execution_points=Decimal("10.01")),
    ],
    "R9": [altered(clean(), score_total=Decimal("98.49")), altered(clean(), score_total=None)],
    "R10": [altered(clean(), score_grade="良"), altered(clean(), score_total=Decimal("89.99"))],
    "R11": [
        text("项目全年预算562.24万元。"),
        text("预算执行率达到99.5%。"),
        text("共排查矛盾纠纷130件。"),
        text("用{全年预算}万元。"),
        text("用{全年预算合计万元。"),
        first(deviation="治安重点地区整治完成3个。"),
        clean(problems=(ProblemRecord("执行率仅为80%。", "加快支付。"),)),
    ],
    "R12": [
        reprinted(clean(), "资金安排情况表", printing("total-budget", "48.73")),
        reprinted(clean(), "资金使用情况表", printing("item-2-budget", "5.83")),
    ],
    "R13": [reprinted(clean(), "资金使用情况表", renaming("明细项目2", "明细项目3"))],
    "R14": [
        reprinted(clean(), "资金使用情况表", printing("total-spent", "48.74")),
        reprinted(clean(), "资金使用情况表", printing("total-rate", "100%")),
        altered(clean(), project_name="另一项目"),
    ],
    "W1": [clean(lines=(line(1, "100", "89.99"),))],
    "W2": [
        first(actual=Decimal("2.61")),
        first(actual=Decimal("1.39")),
        first(actual=Decimal("1.39"), deviation="无。"),
    ],
    "W3": [
        first(actual=Decimal("1.5")),
        first(actual=Decimal("1.5"), deviation="/"),
        first(nature=Nature.AT_MOST, direction=Direction.NEGATIVE, actual=Decimal("2.5")),
    ],
    "W4": [first(deviation="有两处尚未完成。")],
    # 88.50 of 90 points are 98.33 %; (98.33 − 93.41) ÷ 98.33 is 5.01 %.
    "W5": [clean(lines=(line(1, "100", "93.41"),))],
    "W6": [evaluation()],
    "W7": [
        clean(last_year=last(measures=(measure(1, actual=Decimal("2.01")),))),
        clean(
            last_year=last(measures=(measure(1, actual=Decimal("1.9"), nature=Nature.AT_MOST),)),
            measures=(
                replace(clean().measures[0], nature=Nature.AT_MOST, direction=Direction.NEGATIVE),
                *clean().measures[1:],
            ),
        ),
        first(level2="成本", unit="万元", target=Decimal("48.72"), actual=Decimal("48.72")),
    ],
    "W8": [first(unit="万元"), first(name="资金支付率", unit="%"), first(name="补贴支出金额")],
    "W9": [
        clean(measures=(clean().measures[0], replace(clean().measures[1], name="辖区治安重点地区整治率"))),
        clean(
            measures=(
                replace(clean().measures[0], actual_from="statistic-1", unit="件"),
                replace(clean().measures[1], actual_from="statistic-1", unit="件"),
            )
        ),
    ],
    "W10": [clean(lines=(line(1, "0", "0"),)), clean(lines=())],
    "W11": [
        clean(measures=(*clean().measures[:2], replace(clean().measures[2], evidence=0))),
        first(name="商户满意度", evidence=0),
    ],
    "W12": [first(evidence=0), first(evidence=0, actual=None, actual_from="statistic-1")],
    "W13": [
        first(actual=None, actual_from="statistic-1"),
        first(actual=None, actual_from="statistic-3"),
        first(actual=None, actual_from="statistic-1", unit=""),
    ],
    "W14": [
        text("2019年，项目年初预算安排到位。"),
        text("截至2021年，各项任务完成。"),
        text("2020年和2018年。"),
    ],
    "W15": [
        clean(lines=(adjusted("1.01"),)),
        clean(lines=(adjusted("-1.01", reason="  "),)),
        clean(lines=(adjusted("0.01", opening=None),)),
    ],
    "W16": [
        clean(last_year=last(lines=(left("3"),))),
        clean(last_year=last(lines=(left("3"),)), sources=CARRYING, lines=carried("2.99")),
        clean(last_year=last(lines=(left("0"),)), sources=CARRYING, lines=carried("0.01")),
    ],
    "W17": [
        first(name="指标2"),
        text("项目用于……等方面。"),
        text("由×××负责实施。"),
        text("（请填写项目背景）"),
        text(next(one.hint for one in outline().sections if one.hint)),
    ],
    "W18": [first(actual=None), first(**{**QUALITATIVE, "actual_text": ""})],
    "W19": [
        first(**{**QUALITATIVE, "actual_text": "效果良好。"}),
        first(**{**QUALITATIVE, "target_text": "有所提升"}),
        first(**{**QUALITATIVE, "actual_text": "已基本完成"}),
    ],
    "W20": [without_suggestion(), without_suggestion("无。")],
    "W21": [
        replace(
            text(COPIED.format("2020", "8")), last_year=last(texts={"other": COPIED.format("2019", "6")})
        ),
        replace(
            text(COPIED.format("2020", "8")), others=(OtherReport("消防项目", (COPIED.format("2020", "6"),)),)
        ),
    ],
}
"""Evaluations to which each check objects, and cases in which something does not follow from them."""

PASSING: dict[str, list[Evaluation | Case]] = {
    # 0.01 beside the printed total of two rows is residue: (2 + 1) × 0.005.
    "R1": [
        clean(lines=split("10.004", "10.004", "10.004")),
        reprinted(clean(), "资金安排情况表", printing("item-1-budget", "42.91")),
    ],
    "R2": [clean(lines=(line(1), Line("item-2", "设备", (entry("3", source="其他资金"),))))],
    "R3": [clean(lines=(adjusted("-1.01", reason="任务减少"),)), clean(lines=(line(1, None, None),))],
    "R4": [clean(lines=(line(1, "10", "10"),)), clean(lines=(line(1, None, None),))],
    "R5": [clean(lines=split("1", "1", "1")), clean(lines=(line(1, "0", "0"),))],
    "R6": [clean(lines=(line(1, "100", "85.555"),)), clean(lines=(line(1, None, None),))],
    "R7": [first(weight=Decimal("50.00"))],
    "R8": [altered(clean(), indicator_1_points=Decimal(0)), altered(clean(), indicator_1_points=Decimal(50))],
    "R9": [clean(lines=(line(1, None, None),)), clean(measures=())],
    # 88.50 of 90 that count; 90 of 100.
    "R10": [clean(lines=(line(1, None, None),)), first(actual=Decimal("1.66"))],
    "R11": [
        text("项目全年预算48.72万元。"),
        text("项目全年预算48.7万元，约487200元。"),
        text("上年全年预算562.24万元，2019年执行率99%。"),
        text("单笔支出超过5万元的经办公会审批。"),
        text("每月排查矛盾纠纷10件。"),
        text("用{全年预算合计}万元，执行率{执行率|0位}。"),
        first(deviation="治安重点地区整治完成2个。"),
    ],
    "R12": [clean(), clean(outline=outline("scheme2020"))],
    "R13": [clean(), reprinted(clean(), "资金使用情况表", renaming("合计", "总计"))],
    "R14": [text("执行率{执行率|0位}，得{自评总分|1位}分。")],
    "W1": [
        clean(lines=(line(1, "100", "90"),)),
        clean(lines=(line(1, "100", "89.995"),)),
        clean(
            lines=(line(1, "100", "50"),),
            texts={"analysis-execution": "受疫情影响，部分活动取消，资金结余。"},
        ),
    ],
    "W2": [
        first(actual=Decimal("2.6")),
        first(actual=Decimal("1.4")),
        first(actual=Decimal("1.39"), deviation="施工条件不具备。"),
    ],
    "W3": [first(actual=Decimal(2)), first(actual=Decimal("1.5"), deviation="施工条件不具备。")],
    "W4": [
        first(deviation="年初任务量估计偏低。"),
        first(actual=Decimal("1.9"), deviation="一处尚未完成。"),
    ],
    "W5": [clean(lines=(line(1, "100", "93.42"),)), clean(lines=(line(1, "0", "0"),))],
    "W6": [clean(), clean(measures=())],
    "W7": [
        clean(last_year=last(measures=(measure(1, actual=Decimal(2)),))),
        clean(last_year=last(measures=(measure(1, actual=Decimal(3), unit="次"),))),
        clean(last_year=last(measures=(replace(measure(1, actual=Decimal(3)), key=""),))),
        first(level2="成本", unit="万元", target=Decimal("48.71"), actual=Decimal("48.71")),
    ],
    "W8": [first(level2="成本", unit="万元"), first(name="发放补贴人数", unit="人")],
    "W9": [
        clean(
            measures=(
                clean().measures[0],
                replace(clean().measures[1], level1="产出", name="治安重点地区整治率"),
            )
        ),
        first(name="演练", unit="次"),
    ],
    "W10": [clean(lines=(line(1, "0.01", "0"),))],
    "W11": [
        clean(measures=(*clean().measures[:2], replace(clean().measures[2], actual=None, evidence=0))),
    ],
    "W12": [first(evidence=0, actual=None), first(evidence=0, name="商户满意度")],
    "W13": [
        first(actual=None, actual_from="statistic-1", unit="件"),
        first(actual=None, actual_from="statistic-3", unit="%"),
    ],
    "W14": [
        text("2020年任务完成。2021年2月3日形成报告，比2019年增长，与2018年持平。"),
        text("依据《2019年预算管理办法》（2018年修订）、渝中财〔2019〕3号。"),
        text("12019年级编号。"),
    ],
    "W15": [
        clean(lines=(adjusted("1"),)),
        clean(lines=(adjusted("1.01", reason="任务增加"),)),
        clean(lines=(line(1),)),
    ],
    "W16": [
        clean(last_year=last(lines=(left("3"),)), sources=CARRYING, lines=carried("3")),
        clean(last_year=last(lines=(left("0"),))),
        clean(last_year=last()),
        clean(sources=CARRYING, lines=carried("3")),
    ],
    "W17": [text("第2项指标按季度完成。"), first(name="指标体系建设")],
    "W18": [first(actual=Decimal(0)), first(**QUALITATIVE)],
    "W19": [first(**QUALITATIVE), first(**{**QUALITATIVE, "actual_text": "已建立，部分小区尚未落实到人"})],
    "W20": [clean(problems=()), without_suggestion("按季度安排用款计划。")],
    "W21": [
        text(COPIED.format("2020", "8")),
        replace(text("按计划实施。"), last_year=last(texts={"other": "按计划实施。"})),
        replace(text(STANDARD, "application"), last_year=last(texts={"application": STANDARD})),
        replace(text(STANDARD, "application"), others=(OtherReport("消防项目", (STANDARD,)),)),
    ],
}
"""The neighbours of those examples, to which the same check does not object."""


def examples(table: dict[str, list[Evaluation | Case]]) -> list[Any]:
    return [
        pytest.param(check_id, one, id=f"{check_id}-{number}")
        for check_id, listed in table.items()
        for number, one in enumerate(listed, start=1)
    ]


def test_a_clean_evaluation_passes() -> None:
    assert found(clean()) == ()


def test_every_check_has_examples() -> None:
    assert FAILING.keys() == PASSING.keys() == CHECKS.keys()


@pytest.mark.parametrize(("check_id", "given"), examples(FAILING))
def test_the_example_fails(check_id: str, given: Evaluation | Case) -> None:
    findings = [finding for finding in found(given) if finding.id == check_id]
    assert findings
    for finding in findings:
        assert finding.message.endswith("。")
        assert finding.hint.endswith("。")
        assert finding.where
        assert finding.level is (Level.ERROR if check_id.startswith("R") else Level.WARNING)


@pytest.mark.parametrize(("check_id", "given"), examples(PASSING))
def test_the_neighbour_passes(check_id: str, given: Evaluation | Case) -> None:
    assert check_id not in {finding.id for finding in found(given)}


@pytest.mark.parametrize("check", in_order(), ids=lambda check: check.id)
def test_every_check_states_its_rule(check: Any) -> None:
    assert check.rule.endswith("。")


def test_evidence_of_the_work_figures_behind_a_rate_counts() -> None:
    statistics = tuple(
        replace(one, evidence=int(one.key == "statistic-2")) for one in evaluation().statistics
    )
    start = first(evidence=0, actual=None, actual_from="statistic-3", deviation="已说明。").measures
    findings = found(clean(measures=start, statistics=statistics))
    assert "W12" not in {finding.id for finding in findings}


def test_each_report_that_was_copied_from_is_named_once() -> None:
    another = "街道消防站全年开展出租屋、小餐饮场所安全检查，发现的隐患均已督促整改，未发生较大以上火灾事故。"
    given = replace(
        text("\n".join((COPIED.format("2020", "8"), another, another))),
        last_year=last(texts={"other": COPIED.format("2019", "6")}),
        others=(OtherReport("消防项目", (another,)), OtherReport("安全项目", (another,))),
    )
    messages = [one.message for one in found(given) if one.id == "W21"]
    assert messages == [
        "“项目概况”有1段文字与上年报告相同，如“2020年，街道组织巡防队员分片包干，逐……”。",
        "“项目概况”有2段文字与“消防项目”的报告相同，如“街道消防站全年开展出租屋、小餐饮场所安全……”。",
    ]


def test_a_report_that_cannot_be_printed_is_a_finding() -> None:
    [finding] = [one for one in found(clean(office="朝天门\x0b街道办事处")) if one.id == "R11"]
    assert "U+000B" in finding.message


class TestAnswers:
    """What still stands in the way of a submission."""

    findings = (
        Finding("R4", Level.ERROR, "超支。", "核对。", "item-1"),
        Finding("W12", Level.WARNING, "未附佐证资料。", "上传。", "indicator-1"),
    )

    @staticmethod
    def answer(check: str, message: str) -> AnswerRecord:
        return AnswerRecord(check, message, "资料在档案室。", False, "经办人", TODAY)

    def test_a_warning_is_open_until_it_is_answered(self) -> None:
        assert open_findings(self.findings, ()) == self.findings
        answer = self.answer("W12", "未附佐证资料。")
        assert open_findings(self.findings, [answer]) == self.findings[:1]
        assert standing_answers(self.findings, (answer,)) == (answer,)

    def test_an_error_takes_no_answer(self) -> None:
        assert open_findings(self.findings[:1], [self.answer("R4", "超支。")]) == self.findings[:1]

    def test_another_rule_or_another_message_is_asked_anew(self) -> None:
        others = (self.answer("W12", "未附佐证资料！"), self.answer("W11", "未附佐证资料。"))
        assert open_findings(self.findings, others) == self.findings
        assert standing_answers(self.findings, others) == ()

    def test_the_digest_changes_with_rule_and_message_alone(self) -> None:
        finding = self.findings[1]
        assert replace(finding, where="indicator-2", hint="", level=Level.ERROR).digest == finding.digest
        assert replace(finding, message="未附佐证资料").digest != finding.digest
        assert replace(finding, id="W11").digest != finding.digest


class TestRegistry:
    """Checks enter once, under an id, with their rule."""

    @pytest.fixture(autouse=True)
    def _as_it_was(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("reports.checks.registry.CHECKS", dict(CHECKS))

    def test_an_id_is_registered_once(self) -> None:
        with pytest.raises(ValueError, match="R4 is registered twice"):
            register("R4")(CHECKS["R4"].judge)

    @pytest.mark.parametrize("check_id", ["X1", "R", "R0", "r4", "R100"])
    def test_an_id_says_how_serious_it_is(self, check_id: str) -> None:
        with pytest.raises(ValueError, match="is no id"):
            register(check_id)(CHECKS["R4"].judge)

    def test_a_rule_is_stated(self) -> None:
        def silent(case: Case) -> Any:
            yield from ()

        with pytest.raises(ValueError, match="has no docstring"):
            register("R98")(silent)

    def test_a_new_check_warns_until_its_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("reports.checks.CHECKS", registered := dict(CHECKS))
        monkeypatch.setattr("reports.checks.registry.CHECKS", registered)
        register("R99", error_from=date(2021, 2, 4))(CHECKS["R4"].judge)
        given = clean(lines=(line(1, "10", "11"),))
        for day, level in ((date(2021, 2, 3), Level.WARNING), (date(2021, 2, 4), Level.ERROR)):
            [finding] = [one for one in run(given, facts(given), on=day) if one.id == "R99"]
            assert finding.level is level

    def test_a_warning_has_no_day(self) -> None:
        with pytest.raises(ValueError, match="never becomes an error"):
            register("W99", error_from=TODAY)(CHECKS["R4"].judge)

    def test_they_run_in_order(self) -> None:
        ids = [check.id for check in in_order()]
        assert ids[:3] == ["R1", "R2", "R3"]
        assert ids.index("W9") < ids.index("W10")
        assert ids.index("R14") < ids.index("W1")
