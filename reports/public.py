"""The public version (公开版) of an evaluation: what was marked 不公开 is kept out of it, and it still foots.

It is an evaluation like any other, so facts, document and files are made of it as always. Kept back are:

- line items: their amounts are added into one line 其他, of this year and of the last (domain rules §7);
- indicators: weight and score stay, so that the scores foot; name, target, actual and reasons go;
- work figures, with the rates computed from them and the indicators that take their actual from them;
- paragraphs that are marked, that refer to a figure kept back, or that hold the name of something kept back;
- what is for insiders: entries of the ledger, answers to findings with people's names, last year's prose.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.scoring import Measure, Nature, score_measure
from projects.funds import Entry, EntryKind, Line
from projects.money import total
from reports.evaluation import (
    AdjustmentRecord,
    Evaluation,
    GoalRecord,
    LastLine,
    LastYear,
    ProblemRecord,
    StatisticRecord,
    whole,
)
from reports.facts import Facts, facts
from reports.marks import is_withheld
from reports.narrative import NarrativeError, Reference, pieces

OTHER = "其他"
"""The line into which the line items kept back are added."""

UNNAMED = "不公开指标"
"""What an indicator kept back is called, with its number."""

LEFT_OUT = "不公开"
"""What stands for target and actual of an indicator kept back, and for a reason."""

SECTION_LEFT_OUT = "（本节内容按规定不公开）"
"""What stands in a section of which nothing is left: not the default prose, which nobody wrote there."""

_FOLDED = "item-0"
"""The key of the line 其他 where there was none before."""


class SecretProject(ValueError):
    """A whole project that is 涉密: it has no public version."""


@dataclass(frozen=True, slots=True)
class Omission:
    """What the public version leaves out: its place as in findings, in words, and why."""

    place: str
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """A public version, and for insiders what it leaves out.

    ``names`` are those of what is kept back, which must not stand anywhere in it; ``kept`` are its figures;
    ``alone`` says that 其他 holds the amounts of a single line, which whoever knows the line can read there.
    """

    evaluation: Evaluation
    omissions: tuple[Omission, ...]
    names: tuple[str, ...]
    kept: Facts
    alone: bool


def public(evaluation: Evaluation) -> Evaluation:
    """Return the public version of an evaluation; that of a public version is itself.

    Raises:
        SecretProject: if the whole project is 涉密.
        DuplicateFactError: if two records bear the same name.
    """
    return redact(evaluation).evaluation


def redact(evaluation: Evaluation) -> Redaction:
    """Return the public version of an evaluation with what it leaves out; for the rest see ``public``."""
    if evaluation.is_withheld:
        raise SecretProject("涉密项目不公开，没有公开版。")
    kept_statistics, kept_measures = _kept(evaluation)
    kept_lines = {line.key for line in evaluation.lines if line.is_withheld}
    kept = kept_lines | kept_statistics | kept_measures
    kept_facts = kept | set(_kept_of_last_year(evaluation.last_year, kept))
    names = _names(evaluation, kept)
    lines, last = _lines(evaluation, kept_measures)
    known = facts(evaluation)
    found = _Omitting(names)
    found.records(evaluation, kept)
    records = replace(
        evaluation,
        lines=lines,
        measures=tuple(_measures(evaluation, kept_measures, found)),
        statistics=tuple(one for one in evaluation.statistics if one.key not in kept),
        adjustments=tuple(_adjustments(evaluation.adjustments, found)),
        goals=tuple(_goals(evaluation.goals, found)),
        purposes=tuple(one for one in evaluation.purposes if found.cleared(one, "project")),
        approval=found.cleared(evaluation.approval, "project"),
        last_year=last,
        answers=(),
        others=(),
        is_public=True,
    )
    found.binds = _bound(known, facts(records))
    return Redaction(
        evaluation=replace(
            records, texts=_texts(evaluation, found), problems=tuple(_problems(evaluation.problems, found))
        ),
        omissions=tuple(found.omissions),
        names=names,
        kept=Facts(fact for fact in known.values() if _record(fact.id) in kept_facts),
        alone=len(kept_lines) == 1 and OTHER not in (line.name for line in evaluation.lines),
    )


def _record(fact_id: str) -> str:
    """Return the key of the record that a fact is about: ``item-3`` of ``item-3-budget``."""
    return "-".join(fact_id.split("-")[:2])


def _kept(evaluation: Evaluation) -> tuple[set[str], set[str]]:
    """Return the keys of the work figures and of the indicators that are kept back.

    The figure that a marked indicator takes its actual from goes with it; a rate goes with either of its
    figures, since the other one and the rate would give it away; an indicator with the figure behind it.
    """
    marked = {measure.key for measure in evaluation.measures if measure.is_withheld}
    figures = {one.key for one in evaluation.statistics if one.is_withheld}
    figures |= {one.actual_from for one in evaluation.measures if one.key in marked and one.actual_from}
    figures |= {one.key for one in evaluation.statistics if {one.part, one.whole} & figures}
    measures = marked | {one.key for one in evaluation.measures if one.actual_from in figures}
    return figures, measures


def _kept_of_last_year(last: LastYear | None, kept: set[str]) -> Iterator[str]:
    """Yield what the ids of figures about last year's line items begin with that are kept back."""
    for place, one in enumerate(last.lines if last else (), start=1):
        if one.key in kept or _is_gone(one):
            yield f"last-{place}"


def _names(evaluation: Evaluation, kept: set[str]) -> tuple[str, ...]:
    """Return the names of what is kept back, those of last year and of before an adjustment included."""
    named: list[Line | Measure | StatisticRecord | AdjustmentRecord] = [
        *evaluation.lines,
        *evaluation.measures,
        *evaluation.statistics,
    ]
    found = [one.name for one in named if one.key in kept]
    last = evaluation.last_year
    if last is not None:
        found += [one.name for one in last.lines if one.key in kept or _is_gone(one)]
        found += [one.name for one in last.measures if one.key in kept or (not one.key and one.is_withheld)]
    # The key of an adjustment is its own; the indicator that it is of goes by the name.
    hidden = {measure.name for measure in evaluation.measures if measure.key in kept}
    for one in evaluation.adjustments:
        if one.name in hidden:
            found += [str(values.get("name", "")) for values in (one.before, one.after)]
    return tuple(dict.fromkeys(name for name in found if name and name != OTHER))


def _lines(evaluation: Evaluation, hidden: set[str]) -> tuple[tuple[Line, ...], LastYear | None]:
    """Return the line items with sums for entries, those kept back folded into 其他; last year likewise."""
    marked = {line.key for line in evaluation.lines if line.is_withheld}
    other = next((one for one in evaluation.lines if one.name == OTHER and one.key not in marked), None)
    folded = marked | ({other.key} if other and marked else set())
    lines = [_summed(one.key, one.name, [one]) for one in evaluation.lines if one.key not in folded]
    into = other.key if other else _FOLDED if marked else ""
    if marked:
        here = evaluation.lines.index(other) if other else len(evaluation.lines)
        place = sum(one.key not in folded for one in evaluation.lines[:here])
        lines.insert(place, _summed(into, OTHER, [one for one in evaluation.lines if one.key in folded]))
    last = evaluation.last_year
    return tuple(lines), last and _last_year(last, marked, hidden, into)


def _summed(key: str, name: str, lines: Iterable[Line]) -> Line:
    """Return some lines as one, with one entry of each kind and source and nothing but its amount."""
    amounts: dict[tuple[EntryKind, str], list[Decimal]] = {}
    for line in lines:
        for entry in line.entries:
            amounts.setdefault((entry.kind, entry.source), []).append(entry.amount)
    return Line(
        key,
        name,
        tuple(Entry(kind, source, total(listed) or Decimal(0)) for (kind, source), listed in amounts.items()),
    )


def _last_year(last: LastYear, marked: set[str], hidden: set[str], into: str) -> LastYear:
    """Fold last year's line items as those that continue them; such as none continues by their own mark.

    ``hidden`` are the indicators kept back.
    """
    kept = {place for place, one in enumerate(last.lines) if one.key in marked or _is_gone(one)}
    if kept:
        kept |= {place for place, one in enumerate(last.lines) if into and one.key == into}
    stay = [replace(one, is_withheld=False) for place, one in enumerate(last.lines) if place not in kept]
    if kept:
        stay.append(LastLine(into, OTHER, whole(last.lines[place].figures for place in sorted(kept))))
    return replace(last, lines=tuple(stay), measures=tuple(_last_measures(last, hidden)), texts={})


def _last_measures(last: LastYear, hidden: set[str]) -> Iterator[Measure]:
    """Yield last year's indicators, those kept back without a name; their places name figures and stay."""
    for place, one in enumerate(last.measures, start=1):
        if one.key in hidden or (not one.key and one.is_withheld):
            yield _masked(one, f"{UNNAMED}{place}", None, is_reported=one.is_reported)
        else:
            yield replace(one, deviation="", improvement="", is_withheld=False)


def _is_gone(line: LastLine) -> bool:
    return not line.key and line.is_withheld


def _measures(evaluation: Evaluation, kept: set[str], found: "_Omitting") -> Iterator[Measure]:
    """Yield the indicators; of those kept back level, weight and score alone, as a degree of achievement."""
    number = 0
    for entered, measure in zip(evaluation.measures, evaluation.measured, strict=True):
        if entered.key not in kept:
            yield replace(
                entered,
                deviation=found.cleared(entered.deviation, entered.key),
                improvement=found.cleared(entered.improvement, entered.key),
            )
            continue
        number += 1
        score = score_measure(measure, evaluation.rules)
        degree = None
        if score.points is not None:
            degree = score.points * 100 / score.out_of if score.out_of else Decimal(0)
        proved = replace(entered, evidence=evaluation.evidence(entered))
        yield _masked(proved, f"{UNNAMED}{number}", degree, is_reported=measure.is_reported)


def _masked(measure: Measure, name: str, degree: Decimal | None, *, is_reported: bool) -> Measure:
    return Measure(
        key=measure.key,
        level1=measure.level1,
        level2=measure.level2,
        name=name,
        nature=Nature.QUALITATIVE,
        direction=measure.direction,
        target_text=LEFT_OUT,
        weight=measure.weight,
        actual_text=LEFT_OUT if is_reported else "",
        achieved_percent=degree,
        evidence=measure.evidence,
    )


def _adjustments(adjustments: Iterable[AdjustmentRecord], found: "_Omitting") -> Iterator[AdjustmentRecord]:
    hidden = set(found.names)
    for one in adjustments:
        if hidden.isdisjoint((one.name, one.before.get("name"), one.after.get("name"))):
            yield replace(one, reason=found.cleared(one.reason, one.key) or LEFT_OUT)


def _goals(goals: Iterable[GoalRecord], found: "_Omitting") -> Iterator[GoalRecord]:
    for goal in goals:
        if expected := found.cleared(goal.expected, "goals"):
            yield GoalRecord(expected, found.cleared(goal.achieved, "goals"))


def _problems(problems: Iterable[ProblemRecord], found: "_Omitting") -> Iterator[ProblemRecord]:
    for pair in problems:
        if problem := found.cleared(pair.problem, "problems"):
            yield ProblemRecord(problem, found.cleared(pair.suggestion, "problems"))


def _texts(evaluation: Evaluation, found: "_Omitting") -> dict[str, str]:
    """Return the prose of the outline's sections; what is left over from another outline is not printed."""
    keys = [section.key for section in evaluation.outline.sections]
    return {
        key: found.cleared(evaluation.texts[key], f"section-{key}") or SECTION_LEFT_OUT
        for key in keys
        if evaluation.texts.get(key)
    }


def _bound(before: Facts, after: Facts) -> Callable[[str], bool]:
    """Return what tells whether a paragraph refers to nothing but figures that are public.

    A name that means another figure in the public version (``目标调整2`` where 1 is kept back) counts as kept
    back; one that never meant anything is left for the rendering to refuse. Figures of last year are numbered
    by their place, which may change: the same name and value is the same figure.
    """

    def is_public(name: str) -> bool:
        old, new = before.get(name), after.get(name)
        return old is None or (new is not None and (new.id == old.id or new.value == old.value))

    def binds(paragraph: str) -> bool:
        try:
            return all(is_public(one.name) for one in pieces(paragraph) if isinstance(one, Reference))
        except NarrativeError:
            return True

    return binds


class _Omitting:
    """What is left out on the way through the texts, and why."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.omissions: list[Omission] = []
        self.binds: Callable[[str], bool] = lambda _paragraph: True

    def records(self, evaluation: Evaluation, kept: set[str]) -> None:
        """Note the records that are kept back."""
        marked = "已标记不公开"
        for line in evaluation.lines:
            if line.key in kept:
                self.omissions.append(Omission(line.key, line.name, f"{marked}，金额并入“{OTHER}”"))
        for measure in evaluation.measures:
            if measure.key in kept:
                why = marked if measure.is_withheld else "完成值取自不公开的工作数据"
                self.omissions.append(Omission(measure.key, measure.name, f"{why}，只列分值和得分"))
        for figure in evaluation.statistics:
            if figure.key in kept:
                why = marked if figure.is_withheld else "与不公开的指标或工作数据相关"
                self.omissions.append(Omission(figure.key, figure.name, why))
        last = evaluation.last_year
        for gone in last.lines if last else ():
            if _is_gone(gone):
                because = f"上年明细项目，上年{marked}，金额并入“{OTHER}”"
                self.omissions.append(Omission("last-year", gone.name, because))

    def cleared(self, text: str, place: str) -> str:
        """Return the text without the paragraphs that are not public."""
        stay = []
        for paragraph in text.split("\n"):
            if because := self._why_not(paragraph):
                self.omissions.append(Omission(place, paragraph.strip(), because))
            else:
                stay.append(paragraph)
        return "\n".join(stay).strip("\n")

    def _why_not(self, paragraph: str) -> str:
        if is_withheld(paragraph):
            return "已标记不公开"
        if name := next((name for name in self.names if name in paragraph), ""):
            return f"提到了不公开的“{name}”"
        return "" if self.binds(paragraph) else "引用了不公开的数据"
