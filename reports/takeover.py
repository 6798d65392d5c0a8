"""A project out of a checked document (文档体检 → 转为项目): what it would hold, and how it is made.

Each figure is taken from the row that states it; every total, rate and score is computed from those and held
against the printed one. The preview is the step itself, carried out and taken back.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from accounts.models import User
from indicators.models import Goal, YearRules
from indicators.rules import Level, parse_rules
from indicators.scoring import Measure, Nature
from indicators.workbook.planning import Plan, RowChange
from indicators.workbook.writing import carry_out
from projects.cells import Cell, Change
from projects.funds import EntryKind
from projects.locks import writing_to
from projects.models import FundingSource, Project
from projects.money import BLANK, amount_in, half_up, residue_allowance, total
from reports.checkup.findings import Finding, Place, Severity
from reports.checkup.numbers import figure
from reports.checkup.placing import placed
from reports.checkup.tables.sections import Meaning
from reports.checkup.understanding import TITLES, Item, Listed, Understood
from reports.compose import NOTHING_WRITTEN, compose
from reports.document import Paragraph
from reports.evaluation import Evaluation
from reports.facts import Fact, Facts, facts
from reports.loading import load
from reports.models import Outline, Report, SectionText, SourceFile

LONGEST_TEXT = 20_000
"""Of a section, in characters (``reports.models.SectionText``)."""

_PARTS = {
    Meaning.OPENING: "opening",
    Meaning.ADJUSTMENT: "adjustment",
    Meaning.BUDGET: "budget",
    Meaning.SPENT: "spent",
}
"""By what a column means, what ``reports.facts`` calls it."""

_KINDS_OF_SOURCE = ("结转", "其他", "财政拨款", "拨款")

State = Literal["same", "residue", "differs", "absent"]


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure that is computed, how the document prints it, and how the two stand to each other."""

    name: str
    computed: str
    printed: str
    state: State


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the preview: its cells as printed, and what the check-up found in it."""

    name: str
    cells: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a project holds that was taken over; plain words, so that two outcomes can be compared."""

    unit: str
    items: tuple[Row, ...]
    totals: tuple[Compared, ...]
    total_findings: tuple[str, ...]
    indicators: tuple[tuple[Row, Compared], ...]
    goals: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    left: tuple[str, ...]
    findings: tuple[str, ...]


def take_over(
    understood: Understood,
    findings: Iterable[Finding],
    project: Project,
    *,
    source: str,
    file: tuple[str, str],
    by: User,
) -> Outcome:
    """Make the project, all of it or nothing, and say what it holds.

    ``project`` is new, with its basics, ``source`` the funding source of amounts that name none, ``file`` the
    document's name and SHA-256.

    Raises:
        YearClosed: if the year is closed.
        IntegrityError: if the office has a project of this name or code in this year by now.
        NotReadyError: if the year has no rules, or there is no outline.
        DuplicateFactError: if two records would bear the same name.
    """
    notes = list(_assumed(understood))
    with writing_to(project, by=by):
        project.save()
        SourceFile.objects.create(project=project, name=file[0], sha256=file[1], taken_by=by)
        of_year = YearRules.objects.filter(fiscal_year=project.fiscal_year).select_related("rule_set").first()
        levels = parse_rules(of_year.rule_set.data).level1 if of_year else ()
        funds = _funds(understood, project.name, source, notes)
        carry_out(Plan(project, funds, [_indicator(one, levels, notes) for one in understood.indicators]))
        Goal.objects.bulk_create(
            Goal(project=project, position=place, expected=expected, achieved=achieved)
            for place, (expected, achieved) in enumerate(understood.goals, start=1)
        )
        evaluation = load(project)
        report = Report.objects.create(project=project, outline=Outline.objects.get(is_default=True))
        texts, homeless = _texts(understood, evaluation)
        SectionText.objects.bulk_create(
            SectionText(report=report, section=key, text=text) for key, text in texts.items()
        )
    return _outcome(understood, findings, evaluation, texts, notes, [*understood.left, *homeless])


def _assumed(understood: Understood) -> Iterator[str]:
    for names, what in (
        (understood.without_sign, "没有写明≥、≤等，按“≥”（成本指标按“≤”）填入，请核对。"),
        (understood.without_unit, "没有计量单位，请补填。"),
    ):
        if names:
            yield f"指标“{'”“'.join(names)}”{what}"


def _funds(understood: Understood, project: str, source: str, notes: list[str]) -> list[Change]:
    """The cells of the ledger; a form that lists no items gives one, called as the project is."""
    known = list(FundingSource.objects.values_list("name", flat=True))
    if understood.items:
        rows = [(item.name, source, item) for item in understood.items]
        if len([one for one in understood.sources if any(one.amounts.values())]) > 1:
            notes.append(
                f"文档按资金来源分列了合计，各明细项目没有分列，全部按“{source}”填入，请在资金页核对。"
            )
    else:
        rows = [(project, _source(item.name, known) or source, item) for item in understood.sources]
        if rows:
            notes.append("文档没有列出明细项目，资金按一个与项目同名的明细项目填入。")
    if any(_is_whole_year(item) for _line, _source_name, item in rows):
        notes.append("只写明全年预算的，作为年初预算填入，预算调整留空。")
    amounts: dict[Cell, Decimal | None] = {}
    for line, name, item in rows:
        # A line of which no amount is certain is there all the same.
        amounts.setdefault(Cell(line, name, EntryKind.OPENING))
        for kind, amount in item.entries().items():
            cell = Cell(line, name, kind)
            amounts[cell] = total((amounts.get(cell), amount))
    return [Change(cell, None, amount) for cell, amount in amounts.items()]


def _is_whole_year(item: Item) -> bool:
    return Meaning.BUDGET in item.amounts and item.amounts.keys().isdisjoint(
        {Meaning.OPENING, Meaning.ADJUSTMENT}
    )


def _source(name: str, known: Sequence[str]) -> str:
    """The funding source that a row of a form is about; blank where none of ours is like it."""
    plain = re.sub(r"\s", "", name)
    if plain in known:
        return plain
    return next((one for word in _KINDS_OF_SOURCE if word in plain for one in known if word in one), "")


def likely_source(understood: Understood, known: Sequence[str]) -> str:
    """Return the one source that the document has amounts of; blank where there are several or none."""
    found = {_source(one.name, known) for one in understood.sources if any(one.amounts.values())}
    return found.pop() if len(found) == 1 else ""


def _indicator(one: Listed, levels: Sequence[Level], notes: list[str]) -> RowChange:
    """The columns of an indicator; its levels are those of the year's rules where they are alike."""
    level = next((level for level in levels if _is_like(one.level1, level.name)), None)
    level2 = next((name for name in level.level2 if _is_like(one.level2, name)), "") if level else ""
    if level is None or not level2:
        named = " ".join(filter(None, (one.level1, one.level2))) or "（空）"
        notes.append(f"指标“{one.name}”的级别“{named}”不在本年度评分规则中，请在绩效指标页核对。")
    columns: dict[str, Any] = {
        "level1": level.name if level else one.level1[:20],
        "level2": level2 or one.level2[:30],
        "name": one.name,
        "nature": one.nature.value,
        "direction": one.direction.value,
        "unit": one.unit[:20],
        "target": one.target,
        "target_text": one.target_text,
        "weight": one.weight,
        "actual": one.actual,
        "actual_text": one.actual_text,
        "deviation": one.deviation,
    }
    if one.nature is Nature.QUALITATIVE and one.actual_text:
        notes.append(f"定性指标“{one.name}”的达成程度须由人选定，请在绩效指标页补填，得分随之算出。")
    return RowChange(one.name, is_new=True, columns={key: (None, new) for key, new in columns.items()})


def _is_like(written: str, name: str) -> bool:
    return bool(written) and (written == name or name in written or written in name)


def _texts(understood: Understood, evaluation: Evaluation) -> tuple[dict[str, str], list[str]]:
    """The prose of each section, figures in it left bare, and what has no place.

    A paragraph that the report prints anyway, out of the figures, is not kept as text.
    """
    lines, homeless = placed(understood.passages, evaluation.outline.sections)
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for block in compose(evaluation).blocks:
        if isinstance(block, Paragraph):
            printed[block.anchor].add(block.text)
    texts: dict[str, str] = {}
    for key, written in lines.items():
        own = [line for line in written if line not in printed[key] and line != NOTHING_WRITTEN]
        text = "\n".join(own).replace("{", "{{").replace("}", "}}")
        if len(text) > LONGEST_TEXT:
            homeless.append(f"有一节正文超过{LONGEST_TEXT}字，没有填入：{own[0][:30]}……")
        elif text:
            texts[key] = text
    return texts, homeless


def _outcome(
    understood: Understood,
    findings: Iterable[Finding],
    evaluation: Evaluation,
    texts: Mapping[str, str],
    notes: Iterable[str],
    left: Iterable[str],
) -> Outcome:
    known = facts(evaluation)
    beside = _Beside(findings)
    places = {one.name: one.places for one in (*understood.items, *understood.sources)}
    listed = {one.name: one for one in understood.indicators}
    items = tuple(
        Row(
            line.name,
            tuple(known.at(f"{line.key}-{part}").text for part in (*_PARTS.values(), "rate")),
            beside.at(places.get(line.name, ())),
        )
        for line in evaluation.lines
    )
    indicators = tuple(
        _scored(listed[measure.name], measure, known, beside) for measure in evaluation.measures
    )
    titles = {section.key: f"{section.number}{section.title}" for section in evaluation.outline.sections}
    return Outcome(
        unit=evaluation.rules.amount_unit,
        items=items,
        totals=tuple(_totals(understood, evaluation, known)),
        total_findings=beside.at(understood.total_places),
        indicators=indicators,
        goals=tuple((goal.expected, goal.achieved) for goal in evaluation.goals),
        texts=tuple((title, texts[key]) for key, title in titles.items() if key in texts),
        notes=tuple(notes),
        left=tuple(left),
        findings=beside.rest,
    )


class _Beside:
    """The findings by their cells; ``rest`` are those that were asked for at none."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._findings = [one for one in findings if one.severity is not Severity.RESIDUE]
        self._told: set[int] = set()

    def at(self, places: Iterable[Place]) -> tuple[str, ...]:
        cells = {(one.block, one.row, one.column) for one in places}
        found = []
        for number, one in enumerate(self._findings):
            if (one.place.block, one.place.row, one.place.column) in cells:
                self._told.add(number)
                found.append(one.message)
        return tuple(found)

    @property
    def rest(self) -> tuple[str, ...]:
        return tuple(one.message for number, one in enumerate(self._findings) if number not in self._told)


def _scored(listed: Listed, measure: Measure, known: Facts, beside: _Beside) -> tuple[Row, Compared]:
    cells = (
        measure.level1,
        measure.level2,
        *(known.at(f"{measure.key}-{part}").text for part in ("target", "actual", "weight")),
    )
    score = _compared("得分", known.at(f"{measure.key}-points"), listed.score)
    return Row(measure.name, cells, beside.at(listed.places)), score


def _compared(name: str, fact: Fact, printed: str) -> Compared:
    """Hold a computed figure against a printed one, at the decimals of the printed one."""
    said = figure(printed)
    value = fact.value if isinstance(fact.value, Decimal) else None
    if said is None:
        return Compared(name, fact.text, printed or BLANK, "absent")
    same = value is not None and half_up(value, max(said.places, 0)) == said.value
    return Compared(name, fact.text, printed, "same" if same else "differs")


def _totals(understood: Understood, evaluation: Evaluation, known: Facts) -> Iterator[Compared]:
    """The totals as they are computed beside those that the document prints; none of these is stored."""
    unit, places = evaluation.rules.amount_unit, evaluation.rules.amount_places
    allowance = residue_allowance(len(evaluation.lines), places)
    for meaning, name in TITLES.items():
        fact = known.at(f"total-{_PARTS[meaning]}")
        title, printed_totals = f"{name}合计（{unit}）", understood.totals.get(meaning, {})
        for printed, yuan in printed_totals.items():
            off = None if fact.printed is None else abs(fact.printed - amount_in(yuan, unit, places))
            small = off is not None and off <= allowance
            yield Compared(
                title, fact.text, printed, "same" if off == 0 else "residue" if small else "differs"
            )
        if not printed_totals and fact.value is not None:
            yield Compared(title, fact.text, BLANK, "absent")
    ratio = known.at("total-rate")
    for printed, value in understood.rates.items():
        same = isinstance(ratio.value, Decimal) and half_up(ratio.value, _places(value)) == value
        yield Compared("执行率", ratio.text, printed, "same" if same else "differs")
    if not understood.rates:
        yield Compared("执行率", ratio.text, BLANK, "absent")
    yield _compared("自评总分", known.at("score-total"), understood.score)


def _places(value: Decimal) -> int:
    return max(-int(value.as_tuple().exponent), 0)
