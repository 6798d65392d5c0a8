"""The check-up of one document: every figure in it, and every contradiction that was found.

``examine`` takes the plain form that ``reports.checkup.ingest`` reads files into. Tables are read first, so
that the prose around them can be held against them.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from reports.checkup.across.actuals import Actual, actuals, check_actuals, check_goals, goals, planned
from reports.checkup.across.categories import categories, check_categories
from reports.checkup.across.grade_counts import check_grade_counts, graded
from reports.checkup.across.listed import check_listed
from reports.checkup.across.named_rows import check_named_sums, check_shares_of_total
from reports.checkup.across.points import Points, check_points_told, points_in, points_of_execution
from reports.checkup.across.project_counts import check_project_counts, lists_of_projects
from reports.checkup.across.since_last_year import check_since_last_year, moved_since_last_year
from reports.checkup.across.slips import check_slips
from reports.checkup.across.statements import (
    Known,
    Statements,
    check_scores_agree,
    check_tables_agree,
    known_rows,
    of_several_projects,
    stated_scores,
)
from reports.checkup.across.summary import Form, check_named_projects, check_summaries
from reports.checkup.across.targets import check_completion, targets
from reports.checkup.across.transposed import check_transposed, of_prose, of_table
from reports.checkup.findings import Finding, Ledger, Place, Severity, State
from reports.checkup.grading import Scale, scale_of
from reports.checkup.indicators.checks import check_indicators
from reports.checkup.indicators.execution_points import check_execution_points, rules_told
from reports.checkup.indicators.fields import check_divisions, check_fields, check_grades, check_whole_grade
from reports.checkup.indicators.scores import check_execution
from reports.checkup.indicators.stated_rules import check_stated_rule, score_rule
from reports.checkup.money.checks import Execution, check_amounts
from reports.checkup.money.makeup import check_made_up_in_prose
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.balances import check_balance_unit
from reports.checkup.prose.changes import check_changes_told
from reports.checkup.prose.checks import check_sentence
from reports.checkup.prose.formulas import check_formulas
from reports.checkup.prose.sentences import Sentence, sentences
from reports.checkup.prose.subjects import opened_with, subject
from reports.checkup.tables.lines import is_indicators, levels_in, names_in
from reports.checkup.tables.sections import (
    Grid,
    Meaning,
    Section,
    Slot,
    grid,
    meaning,
    sections,
    upright,
    with_spans,
)
from reports.checkup.wording.counts import (
    Listing,
    Named,
    check_enumerations,
    check_indicator_counts,
    check_level_counts,
    check_names,
    check_names_among,
    check_points,
    check_projects,
    listing,
)
from reports.checkup.wording.dates import budget_year, check_filled_in, check_signed, looks_back
from reports.checkup.wording.repeats import check_repeated_rows, check_repeated_sentences, check_repeats
from reports.checkup.wording.texts import (
    check_grade,
    check_numbering,
    check_text,
    check_words,
    full_marks,
    grades,
)
from reports.document import Block, Document, Table

Verdict = Literal["error", "warning", "residue", "clean"]

_UNIT_LINE = re.compile("单位[:：]?(?:人民币)?(亿元|万元|元)|金额单位[:：]?(亿元|万元|元)")
_NAME_LABEL = re.compile("^项目名称$")
_CLOSING = re.compile("总分|合计|总计|总得分|自评得分")
_PROSE_CELL = 12
"""A cell with more characters than this is read as prose as well."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What the check-up found, and the state of every figure by its place."""

    findings: tuple[Finding, ...]
    states: Mapping[Place, State]

    @property
    def verdict(self) -> Verdict:
        """The most serious finding's severity; ``clean`` without any."""
        severities = {finding.severity for finding in self.findings}
        if Severity.ERROR in severities:
            return "error"
        if Severity.WARNING in severities:
            return "warning"
        return "residue" if severities else "clean"

    def counts(self) -> dict[str, int]:
        """How many figures agree, differ and are unchecked."""
        counted = Counter(self.states.values())
        return {state.value: counted[state] for state in State}

    def as_json(self) -> dict[str, object]:
        """Return verdict, counts and findings as the command prints them; −1 becomes ``null``."""
        return {
            "verdict": self.verdict,
            "counts": self.counts(),
            "findings": [
                {
                    "rule": finding.rule,
                    "kind": finding.kind.value,
                    "severity": finding.severity.value,
                    "certainty": finding.certainty,
                    "where": {
                        "block": finding.place.block,
                        "row": None if finding.place.row < 0 else finding.place.row,
                        "column": None if finding.place.column < 0 else finding.place.column,
                        "text": finding.text,
                    },
                    "printed": finding.printed,
                    "computed": finding.computed,
                    "message": finding.message,
                }
                for finding in self.findings
            ],
        }


@dataclass(frozen=True, slots=True)
class Told:
    """What a table states: its rows of money, the cells of its total score, scores in its fields, indicators.

    ``block`` is where it begins, ``project`` the one that it is the form of.
    """

    block: int
    project: str
    stated: list[tuple[Decimal, Place, str]]
    rows: list[Known] = field(default_factory=list)
    totals: list[Slot] = field(default_factory=list)
    actuals: list[Actual] = field(default_factory=list)
    indicators: list[Named] = field(default_factory=list)
    levels: list[tuple[int, int]] = field(default_factory=list)
    points: list[Points] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def form(self) -> Form:
        """What it states of its project as a whole."""
        whole = next((row for row in self.rows if row.is_total), None)
        return Form(self.project, whole, self.totals[0] if len(self.totals) == 1 else None)


def examine(document: Document) -> Examination:
    """Check a document in the plain form of ``reports.checkup.ingest``."""
    ledger = Ledger()
    blocks = document.blocks
    lines = [block.text for block in blocks if not isinstance(block, Table) and hasattr(block, "text")]
    grids = {number: _grid(blocks, number) for number, block in enumerate(blocks) if isinstance(block, Table)}
    prose = _prose(blocks, grids)
    scale = scale_of(text for text, _place in prose)
    told = _check_tables(blocks, grids, scale, ledger)
    of_all = [section for one in told for section in one.sections]
    check_grade_counts(prose, [*graded(of_all)], ledger)
    if (laid_down := score_rule(text for text, _place in prose)) is not None:
        for section in filter(is_indicators, of_all):
            check_stated_rule(section, laid_down, ledger)
    titles = [slots[0].text for rows in grids.values() for row in rows if len(slots := [*{*row}]) == 1]
    year = budget_year(lines) or budget_year(titles)
    names = [*(line for line in lines[:6] if "。" not in line), *_project_names(grids)]
    plans = {place for rows in grids.values() for place in planned(rows, year)}
    of_year = {place for rows in grids.values() for place in goals(rows, year)}
    spoken = [tuple(sentences(text, place)) for text, place in prose]
    _check_prose(prose, spoken, told, names, year, plans, of_year, ledger)
    for spoken_in in spoken:
        check_made_up_in_prose(spoken_in, ledger)
    of_kinds = [*categories(of_all)]
    moved = [one for section in filter(is_indicators, of_all) for one in moved_since_last_year(section)]
    said = [one for spoken_in in spoken for one in spoken_in]
    aims = [*targets(said, (line for one in told for line in one.actuals), year)]
    for sentence in said:
        check_categories(sentence, of_kinds, year, ledger)
        check_completion(sentence, aims, year, ledger)
        check_since_last_year(sentence, moved, ledger)
    check_slips(said, _amounts(told), ledger)
    for text, place in prose:
        check_text(text, place, year, ledger, scale=scale)
        check_names(half_width(text), place, ledger)
        check_points(half_width(text), place, ledger)
        check_repeated_sentences(half_width(text), place, ledger)
    for slot in dict.fromkeys(slot for rows in grids.values() for row in rows for slot in row):
        if slot.figure is None and len(slot.text) <= _PROSE_CELL:
            check_words(slot.text, slot.place, ledger)
    if year is not None and looks_back([*lines, *titles]):
        for label, text, place in _labelled(blocks, grids):
            check_filled_in(text, place, year, ledger, label=label)
    check_signed(prose, ledger)
    rows = [row for one in told for row in one.rows]
    check_summaries(rows, [one.form for one in told if one.project], ledger)
    check_tables_agree([(one.project, one.rows) for one in told], ledger)
    figures = [slot.figure.value for slot in _totals(told) if slot.figure is not None]
    if len(figures) == 1:
        of_whole = scale.of(full_marks(text for text, _place in prose))
        for text, place in prose:
            if not list(stated_scores(Sentence(text, place, 0, ()))):
                for found in grades(text):
                    check_grade(found, figures[0], of_whole, place, ledger)
    check_numbering(blocks, ledger)
    check_enumerations(blocks, ledger)
    check_repeats(blocks, ledger)
    done = [
        one for (_text, place), read in zip(prose, spoken, strict=True) if place not in plans for one in read
    ]
    listed = (figure for one in sections_of(document) for figure in of_table(one))
    check_transposed([*of_prose(done, year), *listed], ledger)
    check_names_among(prose, ledger)
    check_level_counts(prose, [levels for one in told for levels in one.levels], ledger)
    check_indicator_counts(prose, [names for one in told for names in one.indicators], ledger)
    parts = [section for _at, joined in _joined(blocks, grids) for section in sections(joined, "")]
    check_listed(prose, parts, year, ledger)
    check_project_counts(prose, [*lists_of_projects(parts)], year, ledger)
    scored = [one for one in parts if is_indicators(one)]
    check_execution_points(scored, rows, rules_told(text for text, _place in prose), ledger)
    check_projects(prose, _listings(blocks, grids), len({*_project_names(grids)}), ledger)
    return Examination(ledger.findings, ledger.states)


def _check_prose(
    prose: Sequence[tuple[str, Place]],
    spoken: Sequence[Sequence[Sentence]],
    told: Sequence[Told],
    names: Sequence[str],
    year: int | None,
    plans: Container[Place],
    of_year: Container[Place],
    ledger: Ledger,
) -> None:
    """Check the sentences by themselves and against the tables: of the project that they are about.

    Where a document holds the forms of several projects, a text is about the only one that it names, and a
    cell about that of its form. ``plans`` are the cells that tell of plans, ``of_year`` those of the year.
    """
    projects = {one.project for one in told if one.project and one.totals}
    several = len(projects) > 1
    stated: dict[str, list[tuple[Decimal, Place, str]]] = {}
    views: dict[str, tuple[Statements, list[Actual], list[Points]]] = {}
    for project in (*projects, "") if several else ("",):
        own = [one for one in told if not project or one.project == project]
        stated[project] = [score for one in own for score in one.stated if project or not several]
        rows, known = [row for one in own for row in one.rows], [line for one in own for line in one.actuals]
        points = [] if several and not project else [each for one in own for each in one.points]
        views[project] = Statements(rows, names, year), known, points
    scored = {label for label, row in views[""][0].items.items() if row.score is not None}
    previous: Sentence | None = None
    for (text, place), spoken_in in zip(prose, spoken, strict=True):
        project = _about(text, place, projects, told) if several else ""
        statements, known, points = views[project]
        before = previous if place.row < 0 else None
        about = opened_with(spoken_in, statements.items)
        for sentence in spoken_in:
            ledger.note(sentence.at(one) for one in sentence.quantities)
            check_sentence(sentence, before, ledger)
            check_formulas(sentence, ledger)
            check_changes_told(sentence, ledger)
            statements.check(sentence, ledger, about)
            check_balance_unit(sentence, before, ledger)
            check_named_sums(sentence, statements.rows, ledger)
            check_shares_of_total(sentence, statements.rows, ledger)
            check_named_projects(sentence, statements.items, names, year, ledger, about)
            if place in of_year:
                check_goals(sentence, known, ledger)
            elif place not in plans:
                check_actuals(sentence, known, year, ledger)
            if place.row < 0:
                check_points_told(sentence, points, year, ledger)
                for score in stated_scores(sentence, year, names):
                    whose = subject(sentence.before(score[1]), {*projects, *scored})
                    if whose not in scored or whose in projects:
                        stated[whose if whose and several else project].append(score)
            before = sentence
        previous = before if place.row < 0 else None
    if not several and of_several_projects(text for text, place in prose if place.row < 0):
        return
    if not several:
        views[""][0].check_repeated(ledger)
    for project, scores in stated.items():
        own = [one for one in told if not project or one.project == project]
        slots = _totals(own)
        figures = [(slot.figure.value, slot.place) for slot in slots if slot.figure is not None]
        check_scores_agree(scores, figures, ledger)


def _amounts(told: Sequence[Told]) -> list[tuple[Quantity, Place]]:
    """Every amount of money that the tables state."""
    in_rows = [(value, place) for one in told for row in one.rows for _meaning, value, place in row.amounts]
    return in_rows + [(line.done, line.place) for one in told for line in one.actuals if line.done.is_money]


def _totals(told: Sequence[Told]) -> list[Slot]:
    """The total scores of the forms; not of one whose project another table lists among others: a part."""
    listed = [
        {row.label for row in one.rows if not row.is_total} if not one.totals else set() for one in told
    ]
    parts = {label for labels in listed if len(labels) > 1 for label in labels}
    return [slot for one in told if one.project not in parts for slot in one.totals]


def _about(text: str, place: Place, projects: Iterable[str], told: Sequence[Told]) -> str:
    """The project that a text is about; nothing where it names none or several."""
    if place.row >= 0:
        form = next((one for one in reversed(told) if one.block <= place.block), None)
        return form.project if form is not None and form.totals and form.project in projects else ""
    words = half_width(text)
    listed = {row.label for one in told if not one.totals for row in one.rows if not row.is_total}
    named = [one for one in {*projects, *listed} if one in words]
    named = [one for one in named if not any(one != other and one in other for other in named)]
    return named[0] if len(named) == 1 and named[0] in projects else ""


def sections_of(document: Document) -> Iterator[Section]:
    """Yield the sections of all tables, from top to bottom."""
    blocks = document.blocks
    grids = {number: _grid(blocks, number) for number, block in enumerate(blocks) if isinstance(block, Table)}
    for number, rows in _joined(blocks, grids):
        yield from sections(rows, _unit_above(blocks, number))


def _listings(blocks: Sequence[Block], grids: Mapping[int, Grid]) -> list[Listing]:
    """The tables that list projects, with how many they list."""
    return [
        found
        for number, rows in _joined(blocks, grids)
        for section in sections(rows, "")
        if (found := listing(section, _line_above(blocks, number))) is not None
    ]


def _line_above(blocks: Sequence[Block], number: int) -> str:
    """The last line before a table."""
    above = blocks[number - 1] if number else None
    return above.text if above is not None and not isinstance(above, Table) and hasattr(above, "text") else ""


def _grid(blocks: Sequence[Block], number: int) -> Grid:
    block = blocks[number]
    return upright(with_spans(grid(block, number))) if isinstance(block, Table) else ()


def _check_tables(
    blocks: Sequence[Block], grids: Mapping[int, Grid], scale: Scale, ledger: Ledger
) -> list[Told]:
    """Check every table, and return what each states."""
    result: list[Told] = []
    execution: Execution | None = None
    joined = _joined(blocks, grids)
    for number, rows in joined:
        ledger.note(slot.place for row in rows for slot in row if slot.figure is not None)
        project = next(iter(_project_names({number: rows})), "")
        told = Told(number, project, check_fields(rows, scale, ledger))
        parts = list(sections(rows, _unit_above(blocks, number)))
        told.sections.extend(parts)
        at_end = number == joined[-1][0] and _ends_with_tables(blocks)
        for section in parts:
            check_grades(section, scale, ledger)
            check_divisions(section, ledger)
            if is_indicators(section):
                ends = at_end and section is parts[-1]
                total = check_indicators(section, execution, scale, ledger, ends_with_text=ends)
                execution = None
                if total is not None:
                    told.totals.append(total)
                    check_whole_grade(rows, total, scale, ledger)
                told.actuals.extend(actuals(section))
                told.points.extend(points_in(section))
                if section.of(Meaning.SCORE, Meaning.ACTUAL):
                    told.indicators.append(Named(names_in(section), scored=bool(section.of(Meaning.SCORE))))
                    told.levels.append(levels_in(section))
                continue
            told.rows.extend(known_rows(section))
            scored = check_amounts(section, ledger)
            if scored is not None:
                execution = scored
                told.points.extend(points_of_execution(scored))
                check_execution(scored, ledger)
        of_indicators = {
            slot.place for one in parts if is_indicators(one) for row in one.rows for slot in row.slots
        }
        check_repeated_rows(rows, of_indicators, ledger)
        result.append(told)
    return result


def _joined(blocks: Sequence[Block], grids: Mapping[int, Grid]) -> list[tuple[int, Grid]]:
    """The tables; one that follows another at once, as wide and without headings, continues it."""
    result: list[tuple[int, Grid]] = []
    for number, rows in grids.items():
        previous = result[-1] if result else None
        if (
            previous
            and number
            and isinstance(blocks[number - 1], Table)
            and len(previous[1][0]) == len(rows[0])
        ):
            head = [slot.words for slot in rows[0]]
            heads = [place for place, row in enumerate(previous[1]) if head == [slot.words for slot in row]]
            repeats = bool(heads) and (heads[-1] == 0 or _is_open(previous[1][heads[-1] + 1 :]))
            if repeats or any(slot.figure is not None for slot in rows[0]):
                result[-1] = (previous[0], previous[1] + (rows[1:] if repeats else rows))
                continue
        result.append((number, rows))
    return result


def _is_open(rows: Grid) -> bool:
    """Whether no total closes the rows of a form: they go on where its headings are said again."""
    firsts = (next((slot.words for slot in row if slot.words), "") for row in rows)
    return not any(_CLOSING.match(words) for words in firsts)


def _ends_with_tables(blocks: Sequence[Block]) -> bool:
    """Whether nothing stands behind the last table, or the beginning of one more row at most."""
    last = max(number for number, block in enumerate(blocks) if isinstance(block, Table))
    behind = [block.text for block in blocks[last + 1 :] if hasattr(block, "text")]
    return len(behind) < 2 and not any("。" in text for text in behind)


def _unit_above(blocks: Sequence[Block], number: int) -> str:
    """The unit that the lines above a table name; 万元 where they name none."""
    for block in reversed(blocks[max(0, number - 3) : number]):
        if isinstance(block, Table):
            break
        if hasattr(block, "text") and (found := _UNIT_LINE.search(re.sub(r"\s", "", half_width(block.text)))):
            return found[1] or found[2]
    return "万元"


def _prose(blocks: Sequence[Block], grids: Mapping[int, Grid]) -> list[tuple[str, Place]]:
    """Every text that may hold sentences: the lines, and the cells that are more than a label."""
    result: list[tuple[str, Place]] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            slots = dict.fromkeys(slot for row in grids[number] for slot in row)
            result += [
                (slot.text, slot.place)
                for slot in slots
                if slot.figure is None and len(slot.text) > _PROSE_CELL
            ]
        elif hasattr(block, "text"):
            result.append((block.text, Place(number)))
    return result


def _labelled(blocks: Sequence[Block], grids: Mapping[int, Grid]) -> Iterator[tuple[str, str, Place]]:
    """Yield every line, and every cell with the words to its left."""
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            for row in grids[number]:
                for left, slot in pairwise(dict.fromkeys(row)):
                    yield left.words, slot.text, slot.place
        elif hasattr(block, "text"):
            yield "", block.text, Place(number)


def _project_names(grids: Mapping[int, Grid]) -> list[str]:
    """What stands beside 项目名称 in a form; where it heads a column, other headings stand there too."""
    result = []
    for rows in grids.values():
        for row in rows:
            slots = list(dict.fromkeys(row))
            if len(slots) > 1 and _NAME_LABEL.match(slots[0].words) and meaning(slots[-1].text) is None:
                result.append(slots[1].words)
    return result
