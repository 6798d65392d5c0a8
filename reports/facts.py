"""Every figure that a screen, a document or a check may show, computed once from an evaluation.

A fact has a unique Chinese name, which prose refers to in braces (``{全年预算合计}``), a stable id, which
a page links to, a formula in words and the ids of the facts that it was computed from. Nothing outside
this module computes a figure for print.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.rules import Level, Rules
from indicators.scoring import (
    POINTS_PLACES,
    Measure,
    Nature,
    Score,
    achievement,
    expected_levels,
    grade,
    is_met,
    score_execution,
    score_measure,
    score_total,
)
from projects import funds
from projects.funds import Figures
from projects.money import (
    BLANK,
    amount_in,
    amount_text,
    as_printed,
    half_up,
    number_text,
    percent_text,
    rate,
    total,
)
from reports.evaluation import Evaluation, LastYear
from reports.marks import unmarked


class Kind(StrEnum):
    """How a fact's value is spelled."""

    AMOUNT = "amount"
    RATE = "rate"
    POINTS = "points"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure or word. ``value`` is exact (元, ratio, points, number, words, date); ``None``: not known.

    ``unit`` is what the reader sees behind the printed figure (``万元``, ``%``, ``分``, ``个``). ``formula``
    says in words how the value came about; ``inputs`` are the ids of the facts it was computed from.
    """

    id: str
    name: str
    value: Decimal | str | datetime.date | None
    kind: Kind
    unit: str
    formula: str
    inputs: tuple[str, ...] = ()
    places: int | None = None

    @property
    def text(self) -> str:
        """The figure as printed, everywhere."""
        return self.spelled(self.places)

    @property
    def has_places(self) -> bool:
        """Whether a reference may ask for a number of decimals."""
        return self.kind not in (Kind.TEXT, Kind.DATE)

    @property
    def printed(self) -> Decimal | None:
        """The printed figure as a number in the printed unit; a rate stays a ratio (97.58% is 0.9758)."""
        if not isinstance(self.value, Decimal):
            return None
        places = self.places
        if self.kind is Kind.AMOUNT and places is not None:
            return amount_in(self.value, self.unit, places)
        if self.kind is Kind.RATE and places is not None:
            return half_up(self.value, places + 2)
        return self.value if places is None else half_up(self.value, places)

    def spelled(self, places: int | None) -> str:
        """Return the value with ``places`` decimals (``None``: as many as it has)."""
        value = self.value
        if value is None:
            return BLANK
        if isinstance(value, datetime.date):
            return f"{value.year}年{value.month}月{value.day}日"
        if isinstance(value, str):
            return value
        if self.kind is Kind.AMOUNT and places is not None:
            return amount_text(value, self.unit, places)
        if self.kind is Kind.RATE and places is not None:
            return percent_text(value, places)
        return number_text(value) if places is None else f"{half_up(value, places):f}"


class DuplicateFactError(ValueError):
    """Two facts bear the same name, so that a reference would be ambiguous."""


class Facts(Mapping[str, Fact]):
    """The facts of one evaluation, by name and in a stable order; ``at`` and ``find`` go by ids."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_name: dict[str, Fact] = {}
        self._by_id: dict[str, Fact] = {}
        for fact in facts:
            if fact.name in self._by_name or fact.id in self._by_id:
                raise DuplicateFactError(f"“{fact.name}”与另一项数据同名。")
            self._by_name[fact.name] = fact
            self._by_id[fact.id] = fact

    def __getitem__(self, name: str) -> Fact:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def at(self, fact_id: str) -> Fact:
        """Return the fact with this id; raises ``KeyError`` where there is none."""
        return self._by_id[fact_id]

    def find(self, fact_id: str) -> Fact | None:
        """Return the fact with this id, or ``None``."""
        return self._by_id.get(fact_id)


AMOUNTS = (
    ("opening", "年初预算", "年初批复的预算数"),
    ("adjustment", "预算调整", "年中追加为正、调减为负，各次之和"),
    ("budget", "全年预算", "年初预算＋预算调整"),
    ("spent", "执行数", "已支付金额之和"),
    ("balance", "结余", "全年预算－执行数"),
)
"""Key, name and formula of the amounts that every line, source and the whole project have."""


def facts(evaluation: Evaluation) -> Facts:
    """Compute every fact of the evaluation, in the order: project, money, work figures, indicators, score.

    Raises:
        DuplicateFactError: if two records bear the same name.
    """
    before = [
        *_project_facts(evaluation),
        *_money_facts(evaluation),
        *_adjustment_facts(evaluation),
        *_last_year_facts(evaluation),
    ]
    after = list(_score_facts(evaluation))
    taken = {fact.name for fact in (*before, *after)}
    return Facts([*before, *_statistic_facts(evaluation, taken), *after])


def _text(fact_id: str, name: str, value: str | None, formula: str, inputs: tuple[str, ...] = ()) -> Fact:
    return Fact(fact_id, name, value or None, Kind.TEXT, "", formula, inputs)


def _project_facts(evaluation: Evaluation) -> Iterator[Fact]:
    entered = "在“基本信息”中填写"
    yield _text("project-year", "年度", str(evaluation.year), "项目所属预算年度")
    yield _text("project-name", "项目名称", evaluation.project, entered)
    yield _text("project-office", "实施单位", evaluation.office, "项目所属单位")
    yield _text("project-department", "主管部门", evaluation.department, entered)
    yield _text("project-district", "所在区县", evaluation.district, "单位所在区县")
    yield _text("project-bureau", "财政部门", evaluation.bureau, "单位的上级财政部门")
    yield _text("project-purposes", "资金用途", "、".join(map(unmarked, evaluation.purposes)), entered)
    yield _text("project-approval", "经费审批", unmarked(evaluation.approval).rstrip("。 "), entered)
    yield _text("project-unit", "金额单位", evaluation.rules.amount_unit, "评分规则规定的金额单位")
    yield Fact("project-written-on", "成文日期", evaluation.written_on, Kind.DATE, "", entered)


def _money_facts(evaluation: Evaluation) -> Iterator[Fact]:
    rules = evaluation.rules
    lines = evaluation.lines
    whole = funds.whole(lines)
    yield Fact("items-count", "明细项目数", Decimal(len(lines)), Kind.NUMBER, "项", "明细项目的个数")
    for key, name, formula in AMOUNTS:
        inputs = tuple(f"{line.key}-{key}" for line in lines)
        value = getattr(whole, key)
        yield _amount(
            f"total-{key}", f"{name}合计", value, rules, f"各明细项目{name}之和（{formula}）", inputs
        )
    yield _rate(
        "total-rate", "执行率", whole.rate, rules, "执行数合计÷全年预算合计", ("total-spent", "total-budget")
    )
    yield _execution_fact("total-execution-word", "执行评价", whole, rules, "total-rate")
    for place, source in enumerate(evaluation.sources, start=1):
        yield from _figures_facts(
            f"source-{place}", f"来源.{source}", funds.from_source(lines, source), rules, "该来源"
        )
    shares = {line.key: rate(line.figures.budget, whole.budget) for line in lines}
    for line in lines:
        yield from _figures_facts(line.key, line.name, line.figures, rules, "该项目")
        yield _rate(
            f"{line.key}-share",
            f"{line.name}.占比",
            shares[line.key],
            rules,
            "该项目全年预算÷全年预算合计",
            (f"{line.key}-budget", "total-budget"),
        )
        yield _execution_fact(
            f"{line.key}-execution-word", f"{line.name}.执行评价", line.figures, rules, f"{line.key}-rate"
        )
    yield _rate(
        "total-share",
        "占比合计",
        rate(whole.budget, whole.budget),
        rules,
        "全年预算合计÷全年预算合计",
        ("total-budget",),
    )
    largest = max(lines, key=lambda line: line.figures.budget or Decimal(0), default=None)
    if largest is not None and shares[largest.key] is not None:
        yield _text(
            "largest-name",
            "安排最多的项目",
            largest.name,
            "全年预算最多的明细项目",
            (f"{largest.key}-budget",),
        )
        yield _amount(
            "largest-budget",
            "安排最多的项目.全年预算",
            largest.figures.budget,
            rules,
            f"即“{largest.name}.全年预算”",
            (f"{largest.key}-budget",),
        )
        yield _rate(
            "largest-share",
            "安排最多的项目.占比",
            shares[largest.key],
            rules,
            f"即“{largest.name}.占比”",
            (f"{largest.key}-share",),
        )
    yield from _residues(evaluation, whole, shares)


def _figures_facts(key: str, name: str, figures: Figures, rules: Rules, whose: str) -> Iterator[Fact]:
    for part, label, formula in AMOUNTS:
        inputs = {
            "budget": (f"{key}-opening", f"{key}-adjustment"),
            "balance": (f"{key}-budget", f"{key}-spent"),
        }.get(part, ())
        yield _amount(
            f"{key}-{part}", f"{name}.{label}", getattr(figures, part), rules, f"{whose}{formula}", inputs
        )
    yield _rate(
        f"{key}-rate",
        f"{name}.执行率",
        figures.rate,
        rules,
        f"{whose}执行数÷全年预算",
        (f"{key}-spent", f"{key}-budget"),
    )


def _residues(evaluation: Evaluation, whole: Figures, shares: Mapping[str, Decimal | None]) -> Iterator[Fact]:
    """尾差: how far the printed rows of a column are from its printed total (domain rules §2)."""
    lines, rules = evaluation.lines, evaluation.rules
    by_line = {line.key: line.figures for line in lines}
    by_source = {
        f"source-{place}": funds.from_source(lines, source)
        for place, source in enumerate(evaluation.sources, start=1)
    }
    for key, name, _formula in AMOUNTS:
        exact = getattr(whole, key)
        if exact is None:
            continue
        for rows, fact_id, label in (
            (by_line, f"total-{key}-residue", f"{name}合计.尾差"),
            (by_source, f"total-{key}-source-residue", f"{name}合计.按来源尾差"),
        ):
            yield residue(
                fact_id,
                label,
                exact,
                [getattr(figures, key) for figures in rows.values()],
                f"{name}合计",
                (f"total-{key}", *(f"{row}-{key}" for row in rows)),
                rules,
            )
    if whole.budget:
        printed_shares = total(
            half_up(share, rules.rate_places + 2) for share in shares.values() if share is not None
        )
        yield Fact(
            "total-share-residue",
            "占比合计.尾差",
            abs(Decimal(1) - (printed_shares or Decimal(0))) * 100,
            Kind.NUMBER,
            "个百分点",
            "各行印出占比之和与100%的差",
            ("total-share", *(f"{line.key}-share" for line in lines)),
            rules.rate_places,
        )


def residue(
    fact_id: str,
    label: str,
    exact: Decimal,
    parts: Iterable[Decimal | None],
    name: str,
    inputs: tuple[str, ...],
    rules: Rules,
) -> Fact:
    """尾差 between a printed total, which is exactly ``exact`` 元, and the printed ``parts`` of it."""
    printed = total(
        amount_in(part, rules.amount_unit, rules.amount_places) for part in parts if part is not None
    )
    return Fact(
        fact_id,
        label,
        abs(amount_in(exact, rules.amount_unit, rules.amount_places) - (printed or Decimal(0))),
        Kind.NUMBER,
        rules.amount_unit,
        f"{name}的印出数与各行印出数之和的差",
        inputs,
        rules.amount_places,
    )


def _execution_fact(fact_id: str, name: str, figures: Figures, rules: Rules, rate_id: str) -> Fact:
    return _text(
        fact_id,
        name,
        _execution_word(figures, rules),
        f"执行率达到100%为“全部执行完毕”，不低于{percent_text(rules.low_execution, 0)}为“总体执行较好”，"
        "否则为“执行进度偏慢”",
        (rate_id,),
    )


def _execution_word(figures: Figures, rules: Rules) -> str | None:
    ratio = figures.rate
    if ratio is None:
        return None
    if ratio >= 1:
        return "全部执行完毕"
    return "总体执行较好" if rules.as_printed(ratio) >= rules.low_execution else "执行进度偏慢"


def _amount(
    fact_id: str, name: str, value: Decimal | None, rules: Rules, formula: str, inputs: tuple[str, ...] = ()
) -> Fact:
    return Fact(fact_id, name, value, Kind.AMOUNT, rules.amount_unit, formula, inputs, rules.amount_places)


def _rate(
    fact_id: str, name: str, value: Decimal | None, rules: Rules, formula: str, inputs: tuple[str, ...]
) -> Fact:
    return Fact(fact_id, name, value, Kind.RATE, "", formula, inputs, rules.rate_places)


def _adjustment_facts(evaluation: Evaluation) -> Iterator[Fact]:
    """绩效目标调整: what was approved before and after, ``adjustment-3-分值-after`` and so on."""
    for place, adjustment in enumerate(evaluation.adjustments, start=1):
        for label, old, new in adjustment.changes:
            for when, words, value in (("before", "调整前", old), ("after", "调整后", new)):
                yield _text(
                    f"{adjustment.key}-{label}-{when}",
                    f"目标调整{place}.{words}{label}",
                    value,
                    f"“{adjustment.name}”的绩效目标调整记录",
                )


def _last_year_facts(evaluation: Evaluation) -> Iterator[Fact]:
    """The year before: ``上年.全年预算合计``, ``巡防经费.上年执行数``, ``巡防次数.上年完成值``.

    A line item or indicator that nothing of this year continues goes by its number and its own name.
    """
    last = evaluation.last_year
    if last is None:
        return
    rules = evaluation.rules
    yield _text("last-year", "上年.年度", str(last.year), "项目所属预算年度的上一年")
    keys = [f"last-{place}" for place, _line in enumerate(last.lines, start=1)]
    for part, label, _formula in AMOUNTS:
        yield _amount(
            f"last-total-{part}",
            f"上年.{label}合计",
            getattr(last.whole, part),
            rules,
            f"上年各明细项目{label}之和",
            tuple(f"{key}-{part}" for key in keys),
        )
    yield _rate(
        "last-total-rate",
        "上年.执行率",
        last.whole.rate,
        rules,
        "上年执行数合计÷上年全年预算合计",
        ("last-total-spent", "last-total-budget"),
    )
    names = {line.key: line.name for line in evaluation.lines}
    for place, (key, line) in enumerate(zip(keys, last.lines, strict=True), start=1):
        name = f"{names[line.key]}.上年" if line.key else f"上年明细项目{place}.{line.name}."
        formula = f"上年“{line.name}”的"
        for part, label, _formula in AMOUNTS:
            value = getattr(line.figures, part)
            yield _amount(f"{key}-{part}", f"{name}{label}", value, rules, f"{formula}{label}")
        yield _rate(
            f"{key}-rate",
            f"{name}执行率",
            line.figures.rate,
            rules,
            f"{formula}执行数÷{formula}全年预算",
            (f"{key}-spent", f"{key}-budget"),
        )
    yield from _comparison_facts(evaluation, last)
    yield from _trend_facts(evaluation, last)
    yield from _last_measure_facts(evaluation, last)


def _comparison_facts(evaluation: Evaluation, last: LastYear) -> Iterator[Fact]:
    """全年预算增减 of every line item of either year and of the whole, and the residues of the comparison.

    A difference is that of the printed amounts: what stands beside it in the row, and the word 增长, 下降 or
    持平, cannot contradict it. A year in which nothing was entered for a line has no part in its difference.
    """
    rules = evaluation.rules
    before = {line.key: (place, line) for place, line in enumerate(last.lines, start=1) if line.key}
    rows: list[tuple[str, str, Decimal | None, Decimal | None, tuple[str, ...]]] = []
    for line in evaluation.lines:
        place, old = before.get(line.key, (0, None))
        inputs = (f"{line.key}-budget", *([f"last-{place}-budget"] if old else []))
        rows.append(
            (line.key, f"{line.name}.", line.figures.budget, old.figures.budget if old else None, inputs)
        )
    for place, gone in enumerate(last.lines, start=1):
        if not gone.key:
            key, name = f"last-{place}", f"上年明细项目{place}.{gone.name}."
            rows.append((key, name, None, gone.figures.budget, (f"{key}-budget",)))
    changes = {key: _change(now, old, rules) for key, _name, now, old, _inputs in rows}
    for key, name, _now, _old, inputs in rows:
        yield _amount(
            f"{key}-change", f"{name}全年预算增减", changes[key], rules, "本年与上年印出的预算之差", inputs
        )
    whole = funds.whole(evaluation.lines)
    columns = (
        (
            "last-total-budget",
            "上年.全年预算合计",
            last.whole.budget,
            [one.figures.budget for one in last.lines],
        ),
        ("last-total-spent", "上年.执行数合计", last.whole.spent, [one.figures.spent for one in last.lines]),
        (
            "total-change",
            "全年预算增减合计",
            _change(whole.budget, last.whole.budget, rules),
            list(changes.values()),
        ),
    )
    yield _amount(
        "total-change",
        "全年预算增减合计",
        columns[-1][2],
        rules,
        "本年与上年印出的预算合计之差",
        ("total-budget", "last-total-budget"),
    )
    for fact_id, name, exact, parts in columns:
        if exact is not None:
            yield residue(f"{fact_id}-residue", f"{name}.尾差", exact, parts, name, (fact_id,), rules)


def _change(now: Decimal | None, before: Decimal | None, rules: Rules) -> Decimal | None:
    return total(
        sign * _as_printed(yuan, rules) for sign, yuan in ((1, now), (-1, before)) if yuan is not None
    )


def _as_printed(yuan: Decimal, rules: Rules) -> Decimal:
    return as_printed(yuan, rules.amount_unit, rules.amount_places)


def _trend_facts(evaluation: Evaluation, last: LastYear) -> Iterator[Fact]:
    """增长, 下降 or 持平 against last year, of the whole and of every line item that goes on."""
    before = {line.key: (f"last-{place}", line) for place, line in enumerate(last.lines, start=1) if line.key}
    rows = [("total", "{}合计较上年", funds.whole(evaluation.lines), "last-total", last.whole)]
    for line in evaluation.lines:
        if line.key in before:
            old_key, old = before[line.key]
            rows.append((line.key, f"{line.name}.{{}}较上年", line.figures, old_key, old.figures))
    for key, name, figures, old_key, old_figures in rows:
        for part, label in (("budget", "全年预算"), ("spent", "执行数")):
            yield _text(
                f"{key}-{part}-trend",
                name.format(label),
                _trend(getattr(figures, part), getattr(old_figures, part), evaluation.rules),
                f"本年印出的{label}大于上年的为“增长”，小于上年的为“下降”，相同为“持平”",
                (f"{key}-{part}", f"{old_key}-{part}"),
            )


def _trend(now: Decimal | None, before: Decimal | None, rules: Rules) -> str | None:
    if now is None or before is None:
        return None
    new, old = (_as_printed(value, rules) for value in (now, before))
    return "持平" if new == old else "增长" if new > old else "下降"


def _last_measure_facts(evaluation: Evaluation, last: LastYear) -> Iterator[Fact]:
    names = {measure.key: measure.name for measure in evaluation.measures}
    for place, measure in enumerate(last.measures, start=1):
        name = f"{names[measure.key]}.上年" if measure.key else f"上年指标{place}.{measure.name}."
        source = f"上年绩效指标“{measure.name}”"
        yield _text(f"last-indicator-{place}-target", f"{name}指标值", target_words(measure), source)
        yield _text(f"last-indicator-{place}-actual", f"{name}完成值", actual_words(measure), source)


def _statistic_facts(evaluation: Evaluation, taken: set[str]) -> Iterator[Fact]:
    """Work figures by their own names; one that bears a name in ``taken`` is named with its area of work."""
    names = {statistic.key: statistic.name for statistic in evaluation.statistics}
    for statistic in evaluation.statistics:
        value = evaluation.statistic_value(statistic.key)
        name = f"{statistic.area}.{statistic.name}" if statistic.name in taken else statistic.name
        if statistic.part is not None and statistic.whole is not None:
            yield _rate(
                statistic.key,
                name,
                value,
                evaluation.rules,
                f"{names[statistic.part]}÷{names[statistic.whole]}",
                (statistic.part, statistic.whole),
            )
        else:
            yield Fact(statistic.key, name, value, Kind.NUMBER, statistic.unit, "在“工作数据”中填写")


def _score_facts(evaluation: Evaluation) -> Iterator[Fact]:
    rules = evaluation.rules
    whole = funds.whole(evaluation.lines)
    execution = score_execution(whole, rules)
    measures = evaluation.measured
    scores = {measure.key: score_measure(measure, rules) for measure in measures}
    for measure in measures:
        yield from _measure_facts(measure, scores[measure.key], rules, evaluation.evidence(measure))
    yield from _counts(measures)
    yield from _level_facts(measures, scores, rules)
    yield Fact(
        "execution-weight", "执行率分值", execution.out_of, Kind.NUMBER, "分", "评分规则规定的预算执行率分值"
    )
    yield _points("execution-points", "执行率得分", execution.points, execution.because, ("total-rate",))
    yield _points(
        "indicators-points",
        "指标得分",
        total(score.points for score in scores.values()),
        "各项绩效指标得分之和",
        tuple(f"{measure.key}-points" for measure in measures),
    )
    result = score_total(execution, [scores[measure.key] for measure in measures], whole.rate, rules)
    parts = ("execution-points", *(f"{measure.key}-points" for measure in measures))
    yield Fact(
        "weights-total",
        "分值合计",
        total([rules.execution_weight, *(measure.weight for measure in measures)]),
        Kind.NUMBER,
        "分",
        "执行率分值与各项绩效指标分值之和",
        ("execution-weight", *(f"{measure.key}-weight" for measure in measures)),
    )
    yield _text(
        "score-cap", "总分限制", result.because if result.capped else None, "评分规则按执行率规定的总分上限"
    )
    yield Fact("score-out-of", "自评满分", result.out_of, Kind.NUMBER, "分", "参与计分的各部分分值之和")
    yield _points("score-total", "自评总分", result.points, result.because, parts)
    yield _text("score-bands", "等级划分", _bands(rules), "评分规则规定的等级")
    yield _text(
        "score-grade",
        "自评等级",
        grade(result, rules) if measures else None,
        "按印出的自评总分所在分数段确定；尚无绩效指标时不评",
        ("score-total",),
    )


def _measure_facts(measure: Measure, score: Score, rules: Rules, evidence: int) -> Iterator[Fact]:
    key, name = measure.key, measure.name
    entered = "在“绩效指标”中填写"
    inputs = (measure.actual_from,) if measure.actual_from else ()
    source = "取自工作数据" if measure.actual_from else entered
    is_number = measure.nature is not Nature.QUALITATIVE
    yield _text(f"{key}-target", f"{name}.年度指标值", target_words(measure), entered)
    yield _text(
        f"{key}-actual",
        f"{name}.实际完成值",
        actual_words(measure),
        source if is_number else entered,
        inputs if is_number else (),
    )
    if is_number:
        yield Fact(
            f"{key}-target-value", f"{name}.目标值", measure.target, Kind.NUMBER, measure.unit, entered
        )
        yield Fact(
            f"{key}-actual-value", f"{name}.完成值", measure.actual, Kind.NUMBER, measure.unit, source, inputs
        )
    files = "绩效指标及其所取工作数据的佐证资料份数"
    yield Fact(f"{key}-evidence", f"{name}.佐证资料", Decimal(evidence), Kind.NUMBER, "份", files)
    done = achievement(measure)
    judged = "达到指标值" if is_number else f"完成程度评定为“{rules.bands[0].name}”"
    yield _rate(
        f"{key}-done",
        f"{name}.完成率",
        done,
        rules,
        "目标值÷完成值（反向指标）" if measure.less_is_better else "完成值÷目标值",
        (f"{key}-target", f"{key}-actual"),
    )
    yield Fact(f"{key}-weight", f"{name}.分值", measure.weight, Kind.NUMBER, "分", entered)
    yield _points(
        f"{key}-points",
        f"{name}.得分",
        score.points,
        score.because,
        (f"{key}-target", f"{key}-actual", f"{key}-weight"),
    )
    yield _text(
        f"{key}-word",
        f"{name}.完成情况",
        _completion_word(measure, rules, met="达标", missed="未达标"),
        f"{judged}为“达标”，否则为“未达标”，没有完成值为“未填报”",
        (f"{key}-target", f"{key}-actual"),
    )
    yield _text(
        f"{key}-fulfilment",
        f"{name}.完成评价",
        _fulfilment_word(measure, rules),
        f"{judged}为“完成”，正向指标印出的完成率超过100%为“超额完成”，否则为“未完成”，没有完成值为“未填报”",
        (f"{key}-target", f"{key}-actual", f"{key}-done"),
    )


def target_words(measure: Measure) -> str | None:
    """Return the 年度指标值 as printed: ``≥2个``, or the words of a qualitative one."""
    if measure.nature is Nature.QUALITATIVE:
        return measure.target_text
    if measure.target is None:
        return None
    return f"{measure.nature.value}{number_text(measure.target)}{measure.unit}"


def actual_words(measure: Measure) -> str | None:
    """Return the 实际完成值 as printed: ``3个``, or the words of a qualitative one."""
    if measure.nature is Nature.QUALITATIVE:
        return measure.actual_text
    return None if measure.actual is None else f"{number_text(measure.actual)}{measure.unit}"


def _bands(rules: Rules) -> str:
    """Say which points make which grade, the best first."""
    words = []
    above: Decimal | None = None
    for band in rules.grades:
        low = number_text(band.at_least)
        if above is None:
            words.append(f"{low}分及以上为{band.name}")
        elif band.at_least == 0:
            words.append(f"{number_text(above)}分以下为{band.name}")
        else:
            words.append(f"{low}分（含）至{number_text(above)}分为{band.name}")
        above = band.at_least
    return "，".join(words)


def _completion_word(measure: Measure, rules: Rules, *, met: str, missed: str) -> str | None:
    if not measure.is_reported:
        return "未填报"
    return {True: met, False: missed, None: None}[is_met(measure, rules)]


def _fulfilment_word(measure: Measure, rules: Rules) -> str | None:
    """Nobody over-fulfils by words, nor where less is better."""
    ratio = achievement(measure)
    can_exceed = measure.nature is not Nature.QUALITATIVE and not measure.less_is_better
    is_exceeded = can_exceed and ratio is not None and rules.as_printed(ratio) > 1
    return _completion_word(measure, rules, met="超额完成" if is_exceeded else "完成", missed="未完成")


def _counts(measures: tuple[Measure, ...]) -> Iterator[Fact]:
    yield Fact("indicators-count", "指标个数", Decimal(len(measures)), Kind.NUMBER, "项", "绩效指标的个数")
    reported = [measure for measure in measures if measure.is_reported]
    yield Fact(
        "indicators-reported",
        "已填报指标个数",
        Decimal(len(reported)),
        Kind.NUMBER,
        "项",
        "已填写完成值的绩效指标个数",
    )
    missing = [measure.name for measure in measures if not measure.is_reported]
    yield Fact(
        "indicators-missing",
        "未填报指标个数",
        Decimal(len(missing)),
        Kind.NUMBER,
        "项",
        "没有完成值的绩效指标个数",
    )
    yield _text("indicators-missing-names", "未填报的指标", "、".join(missing), "没有完成值的绩效指标")


def _level_facts(measures: tuple[Measure, ...], scores: Mapping[str, Score], rules: Rules) -> Iterator[Fact]:
    expected = {level.name: level for level in expected_levels(measures, rules)}
    present = dict.fromkeys([*expected, *(measure.level1 for measure in measures)])
    for place, level in enumerate(present, start=1):
        members = [measure for measure in measures if measure.level1 == level]
        yield Fact(
            f"level-{place}-weight",
            f"一级指标.{level}.分值",
            total(measure.weight for measure in members),
            Kind.NUMBER,
            "分",
            f"{level}下各项指标分值之和",
            tuple(f"{measure.key}-weight" for measure in members),
        )
        yield _text(
            f"level-{place}-expected",
            f"一级指标.{level}.规定分值",
            _range_words(expected.get(level)),
            "评分规则规定的分值",
        )
        yield _points(
            f"level-{place}-points",
            f"一级指标.{level}.得分",
            total(scores[measure.key].points for measure in members),
            f"{level}下各项指标得分之和",
            tuple(f"{measure.key}-points" for measure in members),
        )


def _range_words(level: Level | None) -> str | None:
    """A level's weight as the scheme lays it down: 50, or 20～30; nothing where it lays down none."""
    if level is None or level.lowest is None or level.highest is None:
        return None
    low, high = number_text(level.lowest), number_text(level.highest)
    return low if low == high else f"{low}～{high}"


def _points(
    fact_id: str, name: str, value: Decimal | None, formula: str, inputs: tuple[str, ...] = ()
) -> Fact:
    return Fact(fact_id, name, value, Kind.POINTS, "分", formula, inputs, POINTS_PLACES)
