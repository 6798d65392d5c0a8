"""The report and its form as documents, made of nothing but facts and the prose around them.

``compose`` draws the whole report by the evaluation's outline, ``form`` the 自评表 alone. Both are pure:
the same evaluation gives the same document.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from indicators.layouts import FundsHold, Holds, Layout
from indicators.scoring import Measure, Nature
from projects.money import BLANK, half_up, rate
from reports.document import (
    Attachment,
    Bar,
    Block,
    Cell,
    Column,
    Document,
    FactRef,
    Heading,
    Paragraph,
    Run,
    Signature,
    Table,
    Text,
)
from reports.evaluation import AdjustmentRecord, Evaluation, StatisticRecord
from reports.facts import Fact, Facts, Kind, facts
from reports.fitting import fits_upright
from reports.marks import unmarked
from reports.monitoring import CAUSES, POSSIBILITIES, MonitoringRecord, monitoring_facts
from reports.narrative import NarrativeError, is_known, parse
from reports.outline import Insert, Section

NOTHING_WRITTEN = "（本节尚未撰写）"

COMPARISON = "与上年资金情况对比表"
"""The annex that holds this year's funds against last year's."""

FIGURES = "资金安排与使用情况图"
"""The annex that shows the shares and the spending of the line items as bars, where it is wanted."""

ANSWERS = "检查情况说明"
"""The annex of what was said to the findings of the checks."""


class SectionError(NarrativeError):
    """The prose of one section cannot be rendered; ``section`` is its key, ``where`` its place in a page."""

    def __init__(self, section: str, title: str, cause: NarrativeError) -> None:
        super().__init__(f"“{title}”：{cause}")
        self.section = section
        self.where = f"section-{section}"
        self.cause = cause


def compose(evaluation: Evaluation) -> Document:
    """Return the whole report: title, the outline's sections, signature, and the form as attachment.

    Raises:
        SectionError: if the prose of a section holds a reference that names no fact.
    """
    evaluation = _printable(evaluation)
    known = facts(evaluation)
    blocks: list[Block] = []
    for section in evaluation.outline.sections:
        blocks += _section(section, evaluation, known)
    blocks += _closing(evaluation, known)
    attachments = _numbered(
        (
            _form(evaluation, known),
            *_comparison(evaluation, known),
            *_figures(evaluation, known),
            *_answers(evaluation),
        )
    )
    return Document(
        title=(
            f"{evaluation.district}{evaluation.office}",
            f"{evaluation.year}年度{evaluation.project}",
            f"{evaluation.outline.heading}{'（公开版）' if evaluation.is_public else ''}",
        ),
        blocks=tuple(blocks),
        attachments=attachments,
        author=evaluation.office,
        written_on=evaluation.written_on,
        keywords=(str(evaluation.year), evaluation.project),
    )


def form(evaluation: Evaluation) -> Document:
    """Return a document that holds the 项目支出绩效自评表, with the comparison with last year."""
    evaluation = _printable(evaluation)
    known = facts(evaluation)
    return form_of(
        Document(
            title=(),
            blocks=(),
            attachments=(_form(evaluation, known), *_comparison(evaluation, known)),
            author=evaluation.office,
            written_on=evaluation.written_on,
            keywords=(str(evaluation.year), evaluation.project),
        )
    )


def _printable(evaluation: Evaluation) -> Evaluation:
    """Return an evaluation without marks before its paragraphs; ``parse`` takes them off the prose."""
    return replace(
        evaluation,
        goals=tuple(
            replace(one, expected=unmarked(one.expected), achieved=unmarked(one.achieved))
            for one in evaluation.goals
        ),
        measures=tuple(
            replace(one, deviation=unmarked(one.deviation), improvement=unmarked(one.improvement))
            for one in evaluation.measures
        ),
        adjustments=tuple(replace(one, reason=unmarked(one.reason)) for one in evaluation.adjustments),
        answers=tuple(replace(one, reason=unmarked(one.reason)) for one in evaluation.answers),
    )


def form_of(document: Document) -> Document:
    """Return what ``form`` returns out of a composed report: the attachments that are tables of figures."""
    attachments = tuple(
        replace(one, label="") for one in document.attachments if not one.title.startswith((FIGURES, ANSWERS))
    )
    return replace(document, title=(), blocks=(), attachments=attachments)


def default_text(section: Section, known: Facts) -> str:
    """Return the outline's default prose for a section, without the sentences whose facts are not known."""
    paragraphs = (
        "".join(sentence for sentence in paragraph if is_known(sentence, known))
        for paragraph in section.default
    )
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _section(section: Section, evaluation: Evaluation, known: Facts) -> Iterator[Block]:
    yield Heading(section.level, section.number, section.title, anchor=section.key)
    text = evaluation.texts.get(section.key) or default_text(section, known)
    try:
        written = [
            Paragraph(parse(line, known), anchor=section.key) for line in text.splitlines() if line.strip()
        ]
        inserted = list(_inserted(section, evaluation, known))
    except NarrativeError as error:
        raise SectionError(section.key, section.title, error) from error
    yield from written
    yield from inserted
    is_parent = any(
        below.level == section.level + 1 for below in _following(section, evaluation.outline.sections)
    )
    if not written and not inserted and not is_parent:
        yield _plain(NOTHING_WRITTEN, section.key)


def _following(section: Section, sections: tuple[Section, ...]) -> Iterator[Section]:
    """Yield the sections beneath ``section``."""
    start = sections.index(section) + 1
    for below in sections[start:]:
        if below.level <= section.level:
            return
        yield below


def _plain(text: str, anchor: str) -> Paragraph:
    return Paragraph((Text(text),), anchor=anchor)


def _runs(*parts: str | Fact) -> tuple[Run, ...]:
    """Return words and facts in order; a fact that carries a unit of its own prints it."""
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, str):
            runs.append(Text(part))
        else:
            runs.append(FactRef(part.text, part.id))
            if part.value is not None and part.kind is Kind.NUMBER and part.unit:
                runs.append(Text(part.unit))
    return tuple(runs)


def _joined(groups: Iterable[tuple[Run, ...]], between: str, end: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    for group in groups:
        if runs:
            runs.append(Text(between))
        runs += group
    return (*runs, Text(end)) if runs else ()


def _inserted(section: Section, evaluation: Evaluation, known: Facts) -> Iterator[Block]:
    """Yield what the outline places below the section's prose."""
    match section.insert:
        case Insert.TARGETS:
            yield from _goals(evaluation, section.key)
            yield from _targets(evaluation, known, section.key)
        case Insert.ALLOCATION_TABLE:
            yield _turned(_allocation_table(evaluation, known, section.key))
        case Insert.EXECUTION_TABLE:
            yield _turned(_execution_table(evaluation, known, section.key))
        case Insert.STATISTICS:
            yield from _statistics(evaluation, known, section.key)
        case Insert.INDICATORS:
            yield from _indicators(evaluation, known, section)
        case Insert.PROBLEMS_WITH_SUGGESTIONS | Insert.PROBLEMS | Insert.SUGGESTIONS:
            yield from _problems(evaluation, known, section)
        case Insert.UNEXPLAINED:
            yield from _unexplained(evaluation, known, section.key)
        case None:
            return


def _turned(table: Table) -> Table:
    """Let the page lie across for a table of the text that does not fit upright."""
    return replace(table, landscape=not fits_upright(table, annexed=False))


def _annexed(title: str, *tables: Table) -> Attachment:
    """Return an attachment of tables, on pages that lie across where one of them needs it."""
    fits = all(fits_upright(table, annexed=True) for table in tables)
    return Attachment(label="附件", title=title, blocks=tables, landscape=not fits)


def _goals(evaluation: Evaluation, anchor: str) -> Iterator[Block]:
    for goal in evaluation.goals:
        yield _plain(f"年度总体目标：{goal.expected}", anchor)


def _levels(evaluation: Evaluation) -> dict[str, list[Measure]]:
    """Group the indicators by first level, in the order of the rules, other levels last."""
    levels: dict[str, list[Measure]] = {level.name: [] for level in evaluation.rules.level1}
    for measure in evaluation.measures:
        levels.setdefault(measure.level1, []).append(measure)
    return {name: members for name, members in levels.items() if members}


def _targets(evaluation: Evaluation, known: Facts, anchor: str) -> Iterator[Block]:
    for level, members in _levels(evaluation).items():
        listed = (
            _runs(
                f"{measure.name}",
                known.at(f"{measure.key}-target"),
                "（分值",
                known.at(f"{measure.key}-weight"),
                "）",
            )
            for measure in members
        )
        yield Paragraph((Text(f"{level}指标："), *_joined(listed, "；", "。")), anchor=anchor)


def _statistics(evaluation: Evaluation, known: Facts, anchor: str) -> Iterator[Block]:
    areas: dict[str, list[StatisticRecord]] = {}
    for statistic in evaluation.statistics:
        areas.setdefault(statistic.area, []).append(statistic)
    for place, (area, members) in enumerate(areas.items(), start=1):
        listed = (_runs(statistic.name, known.at(statistic.key)) for statistic in members)
        yield Paragraph((Text(f"{place}.{area}。"), *_joined(listed, "，", "。")), anchor=anchor)


def _indicators(evaluation: Evaluation, known: Facts, section: Section) -> Iterator[Block]:
    for level, members in _levels(evaluation).items():
        if section.levels and level not in section.levels:
            continue
        listed = (_outcome(measure, known) for measure in members)
        opening = _runs(
            f"{level}指标分值",
            known[f"一级指标.{level}.分值"],
            "，得分",
            known[f"一级指标.{level}.得分"],
            "。其中：",
        )
        yield Paragraph((*opening, *_joined(listed, "；", "。")), anchor=section.key)


def _outcome(measure: Measure, known: Facts) -> tuple[Run, ...]:
    target = (f"{measure.name}指标值", known.at(f"{measure.key}-target"))
    actual = known.at(f"{measure.key}-actual")
    if actual.value is None:
        return _runs(*target, "，未填报实际完成值")
    return _runs(*target, "，实际完成值", actual, "，得分", known.at(f"{measure.key}-points"))


def _problems(evaluation: Evaluation, known: Facts, section: Section) -> Iterator[Block]:
    """Problems, suggestions, or each problem followed by its suggestion, numbered alike."""
    both = section.insert is Insert.PROBLEMS_WITH_SUGGESTIONS
    for place, pair in enumerate(evaluation.problems, start=1):
        if section.insert is not Insert.SUGGESTIONS:
            opening = f"{place}.问题：" if both else f"{place}."
            yield Paragraph((Text(opening), *parse(pair.problem, known)), anchor=section.key)
        if section.insert is not Insert.PROBLEMS and pair.suggestion:
            opening = "建议：" if both else f"{place}."
            yield Paragraph((Text(opening), *parse(pair.suggestion, known)), anchor=section.key)


def _unexplained(evaluation: Evaluation, known: Facts, anchor: str) -> Iterator[Block]:
    """Say openly which targets were adjusted or have no actual, and why others were missed or surpassed."""
    for adjustment in evaluation.adjustments:
        yield Paragraph(_adjustment(adjustment, known), anchor=anchor)
    if not evaluation.adjustments and all(
        measure.is_reported and not measure.deviation for measure in evaluation.measured
    ):
        yield _plain("无其他需说明的问题。", anchor)
    for measure in evaluation.measured:
        if not measure.is_reported:
            yield Paragraph(
                _runs(
                    f"{measure.name}（指标值",
                    known.at(f"{measure.key}-target"),
                    f"）未填报实际完成值，本次自评不得分。{measure.deviation}",
                ),
                anchor=anchor,
            )
        elif measure.deviation:
            yield Paragraph(
                _runs(
                    f"{measure.name}（指标值",
                    known.at(f"{measure.key}-target"),
                    "，实际完成值",
                    known.at(f"{measure.key}-actual"),
                    f"）：{measure.deviation}{measure.improvement}",
                ),
                anchor=anchor,
            )


def _adjustment(adjustment: AdjustmentRecord, known: Facts) -> tuple[Run, ...]:
    if adjustment.is_addition:
        value, weight = (known.find(f"{adjustment.key}-{label}-after") for label in ("年度指标值", "分值"))
        details = [
            _runs(label, fact)
            for label, fact in (("年度指标值", value), ("分值", weight))
            if fact is not None
        ]
        opening = Text(f"经批准，新增指标“{adjustment.name}”（")
        return (opening, *_joined(details, "，", f"），原因：{_sentence(adjustment.reason)}"))
    changes = (
        _runs(
            f"{label}由",
            known.at(f"{adjustment.key}-{label}-before"),
            "调整为",
            known.at(f"{adjustment.key}-{label}-after"),
        )
        for label, _old, _new in adjustment.changes
    )
    opening = Text(f"经批准，“{adjustment.name}”的")
    return (opening, *_joined(changes, "，", f"，原因：{_sentence(adjustment.reason)}"))


def _sentence(text: str) -> str:
    """End what a person wrote with one full stop."""
    return f"{text.rstrip('。.； ')}。"


def _closing(evaluation: Evaluation, known: Facts) -> Iterator[Block]:
    names = [
        evaluation.outline.attachment,
        *([COMPARISON] if _is_compared(evaluation) else []),
        *([FIGURES] if _is_pictured(evaluation) else []),
        *([ANSWERS] if evaluation.answers else []),
    ]
    for number, name in enumerate(names, start=1):
        lead = "附件：" if number == 1 else "　　　"
        numbered = f"{number}.{name}" if len(names) > 1 else name
        yield Paragraph((Text(f"{lead}{numbered}"),), role="attachment-note")
    yield Signature(evaluation.office, known.at("project-written-on").text if evaluation.written_on else "")


def _numbered(attachments: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Number the attachments, if there are several: 附件1, 附件2."""
    if len(attachments) == 1:
        return attachments
    return tuple(replace(one, label=f"附件{number}") for number, one in enumerate(attachments, start=1))


def _is_compared(evaluation: Evaluation) -> bool:
    return evaluation.last_year is not None and bool(evaluation.last_year.lines)


def _comparison(evaluation: Evaluation, known: Facts) -> Iterator[Attachment]:
    """项目名称 | 上年全年预算 | 上年执行数 | 本年全年预算 | 本年执行数 | 全年预算增减, with 合计."""
    last = evaluation.last_year
    if last is None or not last.lines:
        return
    before = {line.key: f"last-{place}" for place, line in enumerate(last.lines, start=1)}
    rows = [(line.name, before.get(line.key, ""), line.key, line.key) for line in evaluation.lines]
    rows += [
        (line.name, f"last-{place}", "", f"last-{place}")
        for place, line in enumerate(last.lines, start=1)
        if not line.key
    ]

    def figure(key: str, part: str) -> Cell:
        return _figure(known.at(f"{key}-{part}")) if key else Cell((Text(BLANK),), align="right")

    titles = ("上年全年预算", "上年执行数", "本年全年预算", "本年执行数", "全年预算增减")
    table = Table(
        caption="",
        unit=f"单位：{evaluation.rules.amount_unit}",
        columns=(Column(22), *(Column(12, "right") for _title in titles)),
        head=((_label("项目名称"), *map(_label, titles)),),
        rows=tuple(
            (
                Cell((Text(name),)),
                figure(old, "budget"),
                figure(old, "spent"),
                figure(now, "budget"),
                figure(now, "spent"),
                figure(either, "change"),
            )
            for name, old, now, either in rows
        ),
        total=(
            _label("合计"),
            *(
                _figure(known.at(f"{key}-{part}"))
                for key in ("last-total", "total")
                for part in ("budget", "spent")
            ),
            _figure(known.at("total-change")),
        ),
        note=_note(
            known,
            {
                "上年全年预算": "last-total-budget-residue",
                "上年执行数": "last-total-spent-residue",
                "本年全年预算": "total-budget-residue",
                "本年执行数": "total-spent-residue",
                "全年预算增减": "total-change-residue",
            },
            (),
        ),
        anchor="last-year",
    )
    yield _annexed(f"{COMPARISON}（{evaluation.year}年度）", table)


def _is_pictured(evaluation: Evaluation) -> bool:
    return evaluation.with_figures and bool(evaluation.lines)


def _figures(evaluation: Evaluation, known: Facts) -> Iterator[Attachment]:
    """The shares of the line items and how far each was spent as bars, the largest first."""
    if not _is_pictured(evaluation):
        return
    lines = sorted(evaluation.lines, key=lambda line: -(known.at(f"{line.key}-budget").printed or 0))
    shares, rates = (
        [(line.name, known.at(f"{line.key}-{part}")) for line in lines] for part in ("share", "rate")
    )
    yield _annexed(
        f"{FIGURES}（{evaluation.year}年度）",
        _bars("资金安排占比图", "占总支出比例", shares, least=Decimal(0)),
        _bars("资金使用进度图", "使用情况与资金安排比", rates, least=Decimal(1)),
    )


def _bars(caption: str, title: str, figures: Sequence[tuple[str, Fact]], *, least: Decimal) -> Table:
    """Return a table of rates with a bar before each; the longest, or at least ``least``, fills the width."""
    longest = max([least, *(fact.printed for _name, fact in figures if fact.printed is not None)])

    def bar(name: str, fact: Fact) -> Bar | None:
        if not fact.printed or fact.printed < 0:
            return None
        whole = half_up(1 / max(longest, Decimal(1)), 4) if least else Decimal(0)
        return Bar(half_up(fact.printed / longest, 4), whole, f"{name}{title}{fact.text}")

    return Table(
        caption=caption,
        columns=(Column(30), Column(56), Column(14, "right")),
        head=((_label("项目名称"), _label(title, colspan=2)),),
        rows=tuple((Cell((Text(name),)), Cell(bar=bar(name, fact)), _figure(fact)) for name, fact in figures),
        anchor="figures",
    )


def _answers(evaluation: Evaluation) -> Iterator[Attachment]:
    """What was found by the checks and may stand, with the reason or the waiver; nothing without answers."""
    if not evaluation.answers:
        return
    table = Table(
        caption="",
        columns=(Column(8, "center"), Column(38), Column(34), Column(20, "center")),
        head=((_label("规则"), _label("检查发现"), _label("说明"), _label("说明人、日期")),),
        rows=tuple(
            (
                Cell((Text(one.check),)),
                Cell((Text(one.message),)),
                Cell((Text(f"{'准予豁免：' if one.is_waiver else ''}{one.reason}"),)),
                Cell((Text(f"{one.by}\n{one.on.year}年{one.on.month}月{one.on.day}日"),)),
            )
            for one in evaluation.answers
        ),
        anchor="answers",
    )
    yield _annexed(f"{ANSWERS}（{evaluation.year}年度）", table)


def _figure(fact: Fact) -> Cell:
    """A right-aligned cell that prints one fact and holds its number."""
    return Cell(
        (FactRef(fact.text, fact.id),),
        align="right",
        number=fact.printed,
        percent=fact.kind is Kind.RATE,
    )


def _words(fact: Fact, *, colspan: int = 1) -> Cell:
    return Cell((FactRef(fact.text, fact.id),), colspan=colspan)


def _label(text: str, *, rowspan: int = 1, colspan: int = 1) -> Cell:
    return Cell((Text(text),), rowspan=rowspan, colspan=colspan, is_header=True, align="center")


def _note(
    known: Facts,
    residues: dict[str, str],
    rates: Iterable[tuple[str, str, str]],
    *remarks: Fact,
) -> tuple[Run, ...]:
    """Name what a reader with a calculator would stumble over.

    ``residues`` gives column titles and the ids of their residues; ``rates`` the ids of part, whole and
    rate of each row. A rate is computed from 元 and may differ in the last place from that of the figures
    printed in 万元. ``remarks`` are sentences that stand where their value is known.
    """
    named = [
        _runs(f"“{title}”合计与各行之和相差", residue)
        for title, residue_id in residues.items()
        if (residue := known.find(residue_id)) is not None and residue.printed
    ]
    sentences: list[tuple[Run, ...]] = []
    if named:
        opening = Text("各行与合计均按实际金额四舍五入，")
        sentences.append((opening, *_joined(named, "，", "，系四舍五入形成的尾差。")))
    if any(_differs(known.at(part), known.at(whole), known.at(ratio)) for part, whole, ratio in rates):
        sentences.append((Text("比例按以元为单位的实际金额计算，与按表列金额计算的结果有尾数差异。"),))
    sentences += [_runs(remark, "。") for remark in remarks if remark.value is not None]
    return (Text("注："), *(run for sentence in sentences for run in sentence)) if sentences else ()


def _differs(part: Fact, whole: Fact, ratio: Fact) -> bool:
    """Whether the printed rate is another than that of the printed amounts."""
    recomputed = rate(part.printed, whole.printed)
    if recomputed is None or ratio.printed is None or ratio.places is None:
        return False
    return half_up(recomputed, ratio.places + 2) != ratio.printed


def _allocation_table(evaluation: Evaluation, known: Facts, anchor: str) -> Table:
    """项目名称 | 全年资金安排 | 占总支出比例, with 合计."""
    unit = evaluation.rules.amount_unit
    return Table(
        caption="资金安排情况表",
        unit=f"单位：{unit}",
        columns=(Column(22), Column(14, "right"), Column(12, "right")),
        head=((_label("项目名称"), _label(f"全年资金安排（{unit}）"), _label("占总支出比例")),),
        rows=tuple(
            (
                Cell((Text(line.name),)),
                _figure(known.at(f"{line.key}-budget")),
                _figure(known.at(f"{line.key}-share")),
            )
            for line in evaluation.lines
        ),
        total=(_label("合计"), _figure(known.at("total-budget")), _figure(known.at("total-share"))),
        note=_note(
            known,
            {"全年资金安排": "total-budget-residue", "占总支出比例": "total-share-residue"},
            ((f"{line.key}-budget", "total-budget", f"{line.key}-share") for line in evaluation.lines),
        ),
        anchor=anchor,
    )


def _execution_table(evaluation: Evaluation, known: Facts, anchor: str) -> Table:
    """项目名称 | 全年资金安排 | 全年使用资金情况 | 使用情况与资金安排比, with 合计."""
    unit = evaluation.rules.amount_unit
    return Table(
        caption="资金使用情况表",
        unit=f"单位：{unit}",
        columns=(Column(20), Column(11, "right"), Column(12, "right"), Column(11, "right")),
        head=(
            (
                _label("项目名称"),
                _label(f"全年资金安排（{unit}）"),
                _label(f"全年使用资金情况（{unit}）"),
                _label("使用情况与资金安排比"),
            ),
        ),
        rows=tuple(
            (
                Cell((Text(line.name),)),
                _figure(known.at(f"{line.key}-budget")),
                _figure(known.at(f"{line.key}-spent")),
                _figure(known.at(f"{line.key}-rate")),
            )
            for line in evaluation.lines
        ),
        total=(
            _label("合计"),
            _figure(known.at("total-budget")),
            _figure(known.at("total-spent")),
            _figure(known.at("total-rate")),
        ),
        note=_note(
            known,
            {"全年资金安排": "total-budget-residue", "全年使用资金情况": "total-spent-residue"},
            (
                (f"{key}-spent", f"{key}-budget", f"{key}-rate")
                for key in ("total", *(line.key for line in evaluation.lines))
            ),
        ),
        anchor=anchor,
    )


def _form(evaluation: Evaluation, known: Facts) -> Attachment:
    """The 项目支出绩效自评表 cell by cell (domain rules §4)."""
    year = known.at("project-year").text
    layout = evaluation.layout
    weight, points = layout.place(Holds.WEIGHT), layout.place(Holds.POINTS)
    table = Table(
        caption="",
        columns=(
            Column(layout.side, "center"),
            *(
                Column(column.width, "left" if column.holds in (Holds.NAME, Holds.REASON) else "center")
                for column in layout.columns
            ),
        ),
        head=(),
        rows=(
            *_form_identity(layout, known),
            *_form_money(evaluation, known),
            *_form_goals(evaluation),
            *_form_indicators(evaluation, known),
        ),
        total=(
            _label("总分", colspan=1 + weight),
            _figure_centred(known.at("score-out-of")),
            *([_label("", colspan=points - weight - 1)] if points > weight + 1 else []),
            _figure_centred(known.at("score-total")),
            replace(
                _words(known.at("score-grade"), colspan=len(layout.columns) - points - 1), align="center"
            ),
        ),
        note=_note(
            known,
            {
                "年初预算数": "total-opening-source-residue",
                "全年预算数": "total-budget-source-residue",
                "全年执行数": "total-spent-source-residue",
            },
            (
                (f"{key}-spent", f"{key}-budget", f"{key}-rate")
                for key in ("total", *_source_keys(evaluation))
            ),
            known.at("score-cap"),
        ),
        anchor="form",
    )
    return _annexed(f"{evaluation.outline.attachment}（{year}年度）", table)


def _form_identity(layout: Layout, known: Facts) -> Iterator[tuple[Cell, ...]]:
    whole, half = len(layout.columns), layout.half
    yield _label("项目名称", colspan=2), _words(known.at("project-name"), colspan=whole - 1)
    yield (
        _label("主管部门", colspan=2),
        _words(known.at("project-department"), colspan=half - 2),
        _label("实施单位", colspan=2),
        _words(known.at("project-office"), colspan=whole - half - 1),
    )


def _form_money(evaluation: Evaluation, known: Facts) -> Iterator[tuple[Cell, ...]]:
    funds = evaluation.layout.funds
    yield (
        _label(f"项目资金（{evaluation.rules.amount_unit}）", rowspan=len(evaluation.sources) + 2),
        *(_label(column.title, colspan=column.columns) for column in funds),
    )
    names = [f"其中：{source}" if not place else source for place, source in enumerate(evaluation.sources)]
    for key, name in (("total", "年度资金总额"), *zip(_source_keys(evaluation), names, strict=True)):
        yield tuple(
            replace(_money(column.holds, key, name, known), colspan=column.columns) for column in funds
        )


def _money(holds: FundsHold, key: str, name: str, known: Facts) -> Cell:
    """A cell of the money block; only the row 年度资金总额 is scored."""
    match holds:
        case FundsHold.NAME:
            return _label(name)
        case FundsHold.WEIGHT | FundsHold.POINTS:
            return _figure_centred(known.at(f"execution-{holds}")) if key == "total" else _blank(1)
        case _:
            return _figure(known.at(f"{key}-{holds}"))


def _source_keys(evaluation: Evaluation) -> tuple[str, ...]:
    """The keys under which ``reports.facts`` keeps the figures of each funding source."""
    return tuple(f"source-{place}" for place in range(1, len(evaluation.sources) + 1))


def _form_goals(evaluation: Evaluation) -> Iterator[tuple[Cell, ...]]:
    goals = evaluation.goals
    left, right = evaluation.layout.half, len(evaluation.layout.columns) - evaluation.layout.half
    yield (
        _label("年度总体目标", rowspan=1 + max(len(goals), 1)),
        _label("预期目标", colspan=left),
        _label("实际完成情况", colspan=right),
    )
    if not goals:
        yield _blank(left), _blank(right)
    for goal in goals:
        yield replace(_said(goal.expected), colspan=left), replace(_said(goal.achieved), colspan=right)


def _said(text: str) -> Cell:
    """What somebody wrote, or that nobody did."""
    return Cell((Text(text),), align="left") if text else _blank(1)


def _blank(width: int) -> Cell:
    return Cell((Text(BLANK),), colspan=width, align="center")


def _form_indicators(evaluation: Evaluation, known: Facts) -> Iterator[tuple[Cell, ...]]:
    measures, columns = evaluation.measures, evaluation.layout.columns
    yield (
        _label("绩效指标", rowspan=1 + max(len(measures), 1)),
        *(_label(column.title) for column in columns),
    )
    if not measures:
        yield (_blank(len(columns)),)
    for level1, members in _levels(evaluation).items():
        seconds: dict[str, list[Measure]] = {}
        for measure in members:
            seconds.setdefault(measure.level2, []).append(measure)
        first = [_label(f"{level1}指标", rowspan=len(members))]
        for level2, inner in seconds.items():
            second = [_label(f"{level2}指标", rowspan=len(inner))]
            for measure in inner:
                levels = {Holds.LEVEL1: first, Holds.LEVEL2: second}
                yield tuple(
                    cell
                    for column in columns
                    for cell in (
                        levels[column.holds]
                        if column.holds in levels
                        else [_entry(column.holds, measure, evaluation, known)]
                    )
                )
                first, second = [], []


def _entry(holds: Holds, measure: Measure, evaluation: Evaluation, known: Facts) -> Cell:
    """A cell of an indicator's row, but for its levels, which span rows."""
    key = measure.key
    match holds:
        case Holds.NAME:
            return Cell((Text(measure.name),))
        case Holds.NATURE:
            return Cell((Text(measure.nature),))
        case Holds.UNIT:
            return Cell((Text(measure.unit),)) if measure.unit else _blank(1)
        case Holds.TARGET_VALUE | Holds.ACTUAL_VALUE if measure.nature is not Nature.QUALITATIVE:
            return _figure_centred(known.at(f"{key}-{holds.replace('_', '-')}"))
        case Holds.TARGET | Holds.TARGET_VALUE:
            return _words(known.at(f"{key}-target"))
        case Holds.ACTUAL | Holds.ACTUAL_VALUE:
            return _words(known.at(f"{key}-actual"))
        case Holds.LAST_ACTUAL:
            before = evaluation.last_year.measures if evaluation.last_year else ()
            place = next((place for place, one in enumerate(before, start=1) if one.key == key), None)
            return _words(known.at(f"last-indicator-{place}-actual")) if place else _blank(1)
        case Holds.WEIGHT | Holds.POINTS:
            return _figure_centred(known.at(f"{key}-{holds}"))
        case Holds.EVIDENCE:
            return Cell(_runs(known.at(f"{key}-evidence")))
        case _:
            return _said(f"{measure.deviation}{measure.improvement}")


def _figure_centred(fact: Fact) -> Cell:
    return replace(_figure(fact), align="center")


MONITORING_COLUMNS = (
    Column(8, "center"),
    Column(9, "center"),
    Column(14),
    Column(11, "center"),
    Column(12, "center"),
    Column(13, "center"),
    Column(10, "center"),
    Column(14),
    Column(9, "center"),
)
"""Of the 运行监控表: 一级 | 二级 | 三级 | 指标值 | 执行情况 | 预计完成 | 原因类别 | 原因说明 | 可能性."""


def monitoring(evaluation: Evaluation, record: MonitoringRecord) -> Document:
    """Return a document that holds the 绩效目标运行监控表 alone (domain rules §4)."""
    known, entered = monitoring_facts(evaluation, record), facts(evaluation)
    undated = known.at("monitoring-undated-count")
    missing = _runs(
        "有",
        undated,
        "支出未注明日期（",
        known.at("monitoring-undated-amount"),
        f"{evaluation.rules.amount_unit}），未计入执行数。",
    )
    note = (*monitoring_note(known), *(missing if undated.value else ()))
    table = Table(
        caption="",
        columns=MONITORING_COLUMNS,
        head=(),
        rows=(
            (_label("项目名称", colspan=2), _words(entered.at("project-name"), colspan=7)),
            (
                _label("主管部门", colspan=2),
                _words(entered.at("project-department"), colspan=2),
                _label("实施单位", colspan=2),
                _words(entered.at("project-office"), colspan=3),
            ),
            *_monitoring_money(evaluation, known),
            *_monitoring_indicators(evaluation, record, known, entered),
        ),
        note=(Text("注："), *note) if note else (),
        anchor="monitoring",
    )
    attachment = Attachment(
        label="",
        title=f"绩效目标运行监控表（{known.at('monitoring-year').text}年度）",
        blocks=(table,),
        landscape=True,
    )
    return Document(
        title=(),
        blocks=(),
        attachments=(attachment,),
        author=evaluation.office,
        keywords=(str(evaluation.year), evaluation.project),
    )


def monitoring_note(known: Facts) -> tuple[Run, ...]:
    """Name the residues of the sources' rows, without 注 before them; nothing where the rows add up."""
    titles = {"年初预算数": "monitoring-whole-opening-residue", "执行数": "monitoring-whole-spent-residue"}
    return _note(known, titles, ())[1:]


def _monitoring_money(evaluation: Evaluation, known: Facts) -> Iterator[tuple[Cell, ...]]:
    keys = _source_keys(evaluation)
    yield (
        _label(f"项目资金（{evaluation.rules.amount_unit}）", rowspan=len(keys) + 2),
        _label("", colspan=2),
        _label("年初预算数"),
        Cell((*_runs(known.at("monitoring-as-of"), "执行数"),), is_header=True, align="center"),
        _label("执行率"),
        _label("全年预计执行数", colspan=3),
    )
    for key, name in (("whole", "年度资金总额"), *zip(keys, evaluation.sources, strict=True)):
        forecast = known.at("monitoring-whole-forecast")
        yield (
            _label(name, colspan=2),
            _figure(known.at(f"monitoring-{key}-opening")),
            _figure(known.at(f"monitoring-{key}-spent")),
            _figure(known.at(f"monitoring-{key}-rate")),
            replace(_figure(forecast), colspan=3) if key == "whole" else _blank(3),
        )


def _monitoring_indicators(
    evaluation: Evaluation, record: MonitoringRecord, known: Facts, entered: Facts
) -> Iterator[tuple[Cell, ...]]:
    as_of = known.at("monitoring-as-of")
    yield (
        _label("一级指标"),
        _label("二级指标"),
        _label("三级指标"),
        _label("年度指标值"),
        Cell((*_runs(as_of, "执行情况"),), is_header=True, align="center"),
        _label("全年预计完成情况"),
        _label("偏差原因"),
        _label("原因说明"),
        _label("完成目标可能性"),
    )
    if not evaluation.measures:
        yield (_blank(9),)
    for level1, members in _levels(evaluation).items():
        first = [_label(level1, rowspan=len(members))]
        for measure in members:
            progress = record.of(measure.key)
            yield (
                *first,
                Cell((Text(measure.level2),)),
                Cell((Text(measure.name),)),
                _words(entered.at(f"{measure.key}-target")),
                *(
                    Cell((Text(text),)) if text else _blank(1)
                    for text in (
                        progress.progress,
                        progress.forecast,
                        CAUSES.get(progress.cause, ""),
                        progress.reason,
                        POSSIBILITIES.get(progress.possibility, ""),
                    )
                ),
            )
            first = []
