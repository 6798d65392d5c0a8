"""The check-up of one document: every figure in it, and every contradiction that was found.

``examine`` takes the plain form that ``reports.checkup.ingest`` reads files into. Tables are read first, so
that the prose around them can be held against them.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reports.checkup.across.actuals import (
    Actual,
    check_actuals,
    check_goals,
    cumulated,
    goals,
    goals_in_lines,
    outcomes,
    planned,
    told_actuals,
    told_in_lines,
)
from reports.checkup.across.announced import check_announced
from reports.checkup.across.answers import check_answers
from reports.checkup.across.balances import check_balances
from reports.checkup.across.between_years import check_between_years
from reports.checkup.across.categories import categories, check_categories
from reports.checkup.across.column_formulas import check_column_formulas
from reports.checkup.across.dated_events import check_dated_events
from reports.checkup.across.dated_rows import check_dated_rows
from reports.checkup.across.extremes import check_extremes, ranked
from reports.checkup.across.from_rows import check_from_rows, check_rows_beyond
from reports.checkup.across.grade_counts import check_grade_counts, graded
from reports.checkup.across.indicator_counts import check_counts_of_levels, counts_of_levels
from reports.checkup.across.listed import check_listed, check_things
from reports.checkup.across.measured import check_measures, check_ten_thousands
from reports.checkup.across.mistyped import check_mistyped
from reports.checkup.across.named_rows import check_named_sums, check_shares_of_total
from reports.checkup.across.of_lists import check_of_lists
from reports.checkup.across.points import Points, check_points_told
from reports.checkup.across.project_counts import check_project_counts, lists_of_projects
from reports.checkup.across.ranked_lists import check_ranked_lists
from reports.checkup.across.row_claims import indicator_rows
from reports.checkup.across.same_rows import check_same_rows
from reports.checkup.across.shares_of_rows import check_shares_in_rows, check_shares_of_rows, column_totals
from reports.checkup.across.since_last_year import check_since_last_year, moved_since_last_year
from reports.checkup.across.slips import check_outliers, check_slips
from reports.checkup.across.statements import (
    Statements,
    check_scores_agree,
    check_tables_agree,
    of_several_projects,
    stated_scores,
)
from reports.checkup.across.summary import check_named_projects, check_summaries
from reports.checkup.across.surveyed import check_surveyed
from reports.checkup.across.targets import (
    check_completion,
    check_completion_of_plans,
    check_short_of_plan,
    targets,
    told_plans,
)
from reports.checkup.across.titled import check_titled
from reports.checkup.across.told_figures import of_prose, of_table
from reports.checkup.across.told_rows import Cells, check_told_rows
from reports.checkup.across.told_twice import check_told_twice
from reports.checkup.across.transposed import check_transposed
from reports.checkup.across.whole_lists import check_whole_lists
from reports.checkup.across.worked_out import check_short_formulas, check_worked_out
from reports.checkup.findings import Finding, Ledger, Place, Severity, State
from reports.checkup.indicators.execution_points import (
    check_execution_points,
    rates_of,
    rates_told,
    rules_told,
)
from reports.checkup.indicators.full_marks import check_full_marks
from reports.checkup.indicators.stated_rules import check_stated_rule, score_rule
from reports.checkup.money.makeup import check_made_up_in_prose
from reports.checkup.money.rates import check_growth_rows
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.added_to import check_added_to, check_given_again
from reports.checkup.prose.at_standards import (
    check_at_standards,
    check_slipped_bills,
    check_standards_of_all,
)
from reports.checkup.prose.balances import check_balance_unit, check_both_totals
from reports.checkup.prose.by_unit import check_average_units, check_averages_of_told
from reports.checkup.prose.changes import (
    check_adjustment_rate,
    check_change_before_last_year,
    check_changes_told,
    check_ranks,
    check_saved_rate,
)
from reports.checkup.prose.checks import check_sentence
from reports.checkup.prose.compared import check_compared_apart
from reports.checkup.prose.conversions import check_areas, check_conversions
from reports.checkup.prose.course_of_money import check_course_of_money
from reports.checkup.prose.derived import check_derived
from reports.checkup.prose.divided import check_divided_elsewhere
from reports.checkup.prose.each_of_many import check_each_of_many
from reports.checkup.prose.formulas import check_formulas
from reports.checkup.prose.grown import check_grown
from reports.checkup.prose.joined import check_joined
from reports.checkup.prose.known_rates import check_known_rates
from reports.checkup.prose.limits import check_beyond_limit, check_limit_unit
from reports.checkup.prose.listed_parts import check_listed_parts
from reports.checkup.prose.more_than_all import check_more_than_all
from reports.checkup.prose.multiplied import check_multiplied
from reports.checkup.prose.named_shares import (
    check_named_shares,
    check_share_of_year,
    check_shares_of_one_amount,
    check_shares_of_told,
)
from reports.checkup.prose.nearly import check_nearly
from reports.checkup.prose.of_two_beside import check_of_two_beside
from reports.checkup.prose.parts_told_apart import check_parts_told_apart
from reports.checkup.prose.points_told import check_points_of_paragraph
from reports.checkup.prose.priced_units import check_priced_units
from reports.checkup.prose.rates_of_sources import check_rates_of_sources
from reports.checkup.prose.rates_told_apart import check_rates_told_apart
from reports.checkup.prose.restated import check_restated
from reports.checkup.prose.sentences import Sentence
from reports.checkup.prose.shares_of_one import check_amounts_of_shares, check_shares_of_one
from reports.checkup.prose.sources import check_sources
from reports.checkup.prose.subjects import Heading, heading_above, opened_with, subject, titled
from reports.checkup.prose.told_costs import check_told_costs
from reports.checkup.prose.told_items import check_told_items
from reports.checkup.prose.whole_counts import check_whole_counts
from reports.checkup.reading import Reading
from reports.checkup.stated import Told, about, amounts, check_tables, total_scores
from reports.checkup.tables.lines import done_when, is_indicators, lines_of
from reports.checkup.wording.counts import (
    check_enumerations,
    check_grouped_names,
    check_indicator_counts,
    check_labelled_names,
    check_level_counts,
    check_names,
    check_names_among,
    check_names_twice,
    check_points,
    check_projects,
    check_titles_and_days,
    listing,
)
from reports.checkup.wording.dates import (
    check_done_by,
    check_filled_in,
    check_finished,
    check_published_after,
    check_self_evaluated,
    check_signed,
    check_told_by,
    filled_in_on,
    looks_back,
    runs_until,
)
from reports.checkup.wording.delays import check_delays
from reports.checkup.wording.lasting import check_agreed, check_in_use, check_lasting
from reports.checkup.wording.numbering import check_numbering, check_points_in_order, check_references
from reports.checkup.wording.periods import check_periods, check_spans
from reports.checkup.wording.quarters import check_quarters
from reports.checkup.wording.repeats import check_repeated_sentences, check_repeats
from reports.checkup.wording.texts import (
    check_grade,
    check_text,
    check_words,
    full_marks,
    grades,
    has_points_of_its_own,
)
from reports.document import Document

_TEN_THOUSAND = Decimal(10_000)

Verdict = Literal["error", "warning", "residue", "clean"]


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


def examine(document: Document) -> Examination:
    """Check a document in the plain form of ``reports.checkup.ingest``."""
    ledger = Ledger()
    reading = Reading(document)
    told = check_tables(reading, ledger)
    plans = {place for rows in reading.grids.values() for place in planned(rows, reading.year)}
    _check_prose(reading, told, plans, ledger)
    _check_across(reading, told, plans, ledger)
    _check_words(reading, told, ledger)
    _check_counts(reading, told, ledger)
    return Examination(ledger.findings, ledger.states)


def _check_across(reading: Reading, told: Sequence[Told], plans: Container[Place], ledger: Ledger) -> None:
    """Check what is said in more than one place: by several tables, or by prose and a kind of rows."""
    year = reading.year
    rows = [row for one in told for row in one.rows]
    scored = [section for section in reading.sections if is_indicators(section)]
    of_rows = {slot.place for section in scored for line in lines_of(section)[0] for slot in line.row.slots}
    laid_down = score_rule(text for text, place in reading.prose if place not in of_rows)
    if laid_down is not None:
        for section in scored:
            check_stated_rule(section, laid_down, ledger)
    check_execution_points(
        scored,
        [*rates_of(rows), *rates_told(reading.sentences)],
        rules_told(text for text, _place in reading.prose),
        ledger,
    )
    done = [line for one in told for line in one.actuals]
    check_surveyed(reading.sentences, done, ledger)
    check_answers(reading.sentences, reading.sections, year, ledger)
    check_titled((one.sentences for one in reading.passages if not one.in_table), done, ledger)
    of_kinds, ranks = [*categories(reading.sections)], [*ranked(reading.sections)]
    moved = [one for section in scored for one in moved_since_last_year(section)]
    aims = [*targets(reading.sentences, done, year)]
    check_short_of_plan(reading.sentences, [*aims, *told_plans(reading.sentences, year)], year, ledger)
    for sentence in reading.sentences:
        check_categories(sentence, of_kinds, year, ledger)
        check_completion(sentence, aims, year, ledger)
        check_since_last_year(sentence, moved, ledger)
        check_extremes(sentence, ranks, year, ledger)
    check_completion_of_plans(reading.sentences, year, ledger)
    check_shares_of_told(reading.sentences, column_totals(reading.sections), year, ledger)
    check_shares_of_one_amount(reading.sentences, ledger)
    check_known_rates(reading.sentences, year, ledger)
    check_shares_of_rows(reading.sentences, reading.sections, year, ledger)
    check_shares_in_rows(reading.sentences, reading.sections, year, ledger)
    check_rates_of_sources(reading.sentences, year, ledger)
    check_at_standards(reading.sentences, year, ledger)
    check_slipped_bills(reading.sentences, ledger)
    check_told_costs(reading.sentences, year, ledger)
    check_told_items(reading.sentences, year, ledger)
    check_added_to(reading.sentences, ledger)
    check_given_again(reading.sentences, ledger)
    check_average_units(reading.sentences, ledger)
    check_whole_lists(reading.sentences, reading.sections, year, ledger)
    check_slips(reading.sentences, amounts(told), ledger)
    check_outliers(reading.sentences, amounts(told), ledger)
    for section in reading.sections:
        check_worked_out(section, ledger)
        check_growth_rows(section, ledger)
        check_dated_rows(section, ledger)
    for grid in reading.grids.values():
        check_short_formulas(grid, (place for _text, place in reading.prose), ledger)
    check_column_formulas((text for text, _place in reading.prose), reading.sections, ledger)
    check_ranked_lists(reading.sections, [text for text, _place in reading.prose], ledger)
    check_summaries(rows, [one.form for one in told if one.project], ledger)
    check_tables_agree([(one.project, one.rows) for one in told], ledger)
    check_same_rows(reading.pieces, ledger)
    check_of_lists(reading.sections, ledger)
    in_tables = [figure for section in reading.sections for figure in of_table(section)]
    of_year = {place for rows in reading.grids.values() for place in goals(rows, year)}
    figures = [*of_prose(reading.sentences, plans, of_year, year), *in_tables]
    plain = [one for one in figures if one.is_plain]
    check_transposed(plain, ledger)
    check_averages_of_told(
        reading.sentences,
        [("".join(one.labels), one.quantity) for one in plain if one.kind == "money"],
        ledger,
    )
    check_measures(plain, ledger)
    check_ten_thousands(plain, ledger)
    tabled = {figure.quantity.base for figure in in_tables if figure.is_plain}
    check_multiplied(reading.sentences, ledger)
    check_nearly(reading.sentences, ledger)
    check_sources(reading.sentences, tabled, ledger)
    check_mistyped(figures, ledger)
    check_between_years(reading.sentences, reading.sections, year, ledger)
    check_from_rows(reading.sentences, reading.sections, year, ledger)
    check_each_of_many(reading.sentences, ledger)
    indicators = [row for section in scored for row in indicator_rows(section)]
    goal_cells = of_year | {*goals_in_lines(reading.prose)}
    done_in = {place for rows in reading.grids.values() for place in outcomes(rows)}
    cells = Cells(plans, goal_cells, done_in, {*cumulated(reading.sentences)})
    check_told_rows(reading.passages, indicators, in_tables, cells, year, ledger)
    check_conversions(reading.sentences, ledger)
    check_areas(reading.sentences, ledger)
    check_course_of_money(reading.sentences, year, ledger)
    check_listed_parts(reading.sentences, ledger)
    check_divided_elsewhere(reading.sentences, [figure.quantity for figure in in_tables], ledger)
    check_standards_of_all(reading.sentences, tabled, ledger)
    check_shares_of_one(reading.sentences, ledger)
    check_amounts_of_shares(reading.sentences, ledger)
    check_grown(reading.sentences, year, ledger)
    check_compared_apart(reading.sentences, ledger)
    check_parts_told_apart(reading.sentences, ledger)
    check_of_two_beside(reading.sentences, ledger)
    check_rates_told_apart(reading.sentences, year, ledger)
    check_more_than_all(reading.sentences, {value.base for value, _place in amounts(told)} | tabled, ledger)
    check_priced_units(reading.sentences, {value.base for value, _place in amounts(told)} | tabled, ledger)
    check_told_twice(figures, ledger)
    in_cells = {each for one in _figures(reading) for each in (one.base, one.base * _TEN_THOUSAND)}
    check_joined(
        (one.sentences for one in reading.passages if not one.in_table), year, in_cells | tabled, ledger
    )
    check_derived([one.sentences for one in reading.passages], in_cells | tabled, year, ledger)


def _figures(reading: Reading) -> Iterator[Quantity]:
    """Yield the figures that stand alone in cells, in whatever table."""
    for rows in reading.grids.values():
        for slot in dict.fromkeys(slot for row in rows for slot in row):
            if slot.figure is not None:
                yield slot.figure


def _check_words(reading: Reading, told: Sequence[Told], ledger: Ledger) -> None:
    """Check dates, hints left in, grades, numbering and what is said twice."""
    year = reading.year
    in_forms = {value for value, _place in total_scores(told)}
    for text, place in reading.prose:
        check_text(text, place, year, ledger, scale=reading.scale, scores=in_forms)
        check_periods(text, place, ledger)
        check_lasting(text, place, ledger)
        check_agreed(text, place, ledger)
        check_in_use(text, place, year, ledger)
        check_delays(text, place, ledger)
        check_quarters(text, place, ledger)
        check_names(half_width(text), place, ledger)
        check_grouped_names(half_width(text), place, ledger)
        check_titles_and_days(half_width(text), place, ledger)
        check_names_twice(half_width(text), place, ledger)
        check_points(half_width(text), place, ledger)
        check_points_in_order(text, place, ledger)
        check_repeated_sentences(half_width(text), place, ledger)
    spoken_in = {place for _text, place in reading.prose}
    for slot in dict.fromkeys(slot for rows in reading.grids.values() for row in rows for slot in row):
        if slot.figure is None and slot.place not in spoken_in:
            check_words(slot.text, slot.place, ledger)
    if year is not None and looks_back([*reading.lines, *reading.titles]):
        for label, text, place in reading.labelled():
            check_filled_in(text, place, year, ledger, label=label)
        for text, place in reading.prose:
            check_self_evaluated(half_width(text), place, year, ledger)
    if year is None and looks_back([*reading.lines, *reading.titles]):
        end = runs_until(text for text, _place in reading.prose)
        for text, place in reading.prose:
            check_published_after(half_width(text), place, end, ledger)
    check_spans(reading.prose, ledger)
    check_signed(reading.prose, ledger)
    check_told_by(reading.prose, ledger)
    check_finished(reading.prose, ledger)
    check_dated_events(reading.prose, reading.sections, ledger)
    if (on := filled_in_on(reading.labelled())) is not None:
        check_done_by(on, done_when(reading.sections), ledger)
    scores = total_scores(told)
    if len(scores) == 1:
        of_whole = reading.scale.of(full_marks(text for text, _place in reading.prose))
        for text, place in reading.prose:
            if not list(stated_scores(Sentence(text, place, 0, ()))):
                for found in grades(text):
                    if not has_points_of_its_own(found):
                        check_grade(found, scores[0][0], of_whole, place, ledger)
    check_numbering(reading.blocks, ledger)
    check_references(reading.blocks, reading.prose, ledger)
    check_repeats(reading.blocks, ledger)


def _check_counts(reading: Reading, told: Sequence[Told], ledger: Ledger) -> None:
    """Check counts in words against what is listed."""
    prose, listed = reading.prose, reading.sections
    check_enumerations(reading.blocks, ledger)
    check_names_among(prose, ledger)
    check_labelled_names(reading.labelled(), ledger)
    check_grade_counts(prose, [*graded(listed)], reading.year, ledger)
    check_full_marks(prose, [one for one in listed if is_indicators(one)], ledger)
    check_level_counts(prose, [levels for one in told for levels in one.levels], ledger)
    check_indicator_counts(prose, [names for one in told for names in one.indicators], ledger)
    check_counts_of_levels(prose, counts_of_levels(listed), ledger)
    check_listed(prose, listed, reading.year, ledger)
    check_things(prose, listed, reading.year, ledger)
    check_announced(reading.pieces, reading.blocks, ledger)
    check_project_counts(prose, [*lists_of_projects(listed)], reading.year, ledger)
    check_rows_beyond(reading.sentences, listed, reading.year, ledger)
    listings = [
        found
        for piece in reading.pieces
        for section in piece.sections
        if (found := listing(section, piece.line)) is not None
    ]
    check_projects(prose, listings, len({*reading.projects}), ledger)


def _check_prose(reading: Reading, told: Sequence[Told], plans: Container[Place], ledger: Ledger) -> None:
    """Check the sentences by themselves and against the tables: of the project that they are about.

    Where a document holds the forms of several projects, a text is about the only one that it names, and a
    cell about that of its form. ``plans`` are the cells that tell of plans.
    """
    names, year = reading.names, reading.year
    of_outcome = {place for rows in reading.grids.values() for place in outcomes(rows)}
    of_year = {place for rows in reading.grids.values() for place in goals(rows, year)}
    of_year |= {*goals_in_lines(reading.prose)}
    projects = {one.project for one in told if one.project and one.totals}
    several = len(projects) > 1
    stated: dict[str, list[tuple[Decimal, Place, str]]] = {}
    in_all = {*cumulated(reading.sentences)}
    in_words = [] if several else [*told_actuals(reading.sentences), *told_in_lines(reading.prose)]
    views: dict[str, tuple[Statements, list[Actual], list[Points]]] = {}
    for project in (*projects, "") if several else ("",):
        own = [one for one in told if not project or one.project == project]
        stated[project] = [score for one in own for score in one.stated if project or not several]
        rows, known = [row for one in own for row in one.rows], [line for one in own for line in one.actuals]
        known += in_words
        points = [] if several and not project else [each for one in own for each in one.points]
        views[project] = Statements(rows, names, year), known, points
    scored = {label for label, row in views[""][0].items.items() if row.score is not None}
    previous: Sentence | None = None
    heading = Heading()
    for passage in reading.passages:
        place = passage.place
        project = about(passage.text, place, projects, told) if several else ""
        statements, known, points = views[project]
        before = None if passage.in_table else previous
        if not passage.in_table:
            heading = heading_above(passage.text, statements.items, heading)
        under = "" if passage.in_table else heading.item
        speaks_of = opened_with(passage.sentences, statements.items) or under
        for sentence in passage.sentences:
            speaks_of = titled(sentence, statements.items) or speaks_of
            ledger.note(sentence.at(one) for one in sentence.quantities)
            check_sentence(sentence, before, ledger)
            check_formulas(sentence, ledger)
            check_changes_told(sentence, ledger)
            check_change_before_last_year(sentence, ledger)
            check_saved_rate(sentence, ledger)
            check_adjustment_rate(sentence, ledger)
            check_ranks(sentence, ledger)
            check_share_of_year(sentence, year, ledger)
            statements.check(sentence, ledger, speaks_of)
            check_balance_unit(sentence, before, ledger)
            check_both_totals(sentence, ledger)
            check_limit_unit(sentence, ledger)
            check_beyond_limit(sentence, ledger)
            check_whole_counts(sentence, ledger)
            check_balances(sentence, statements.rows, statements.items, year, ledger, speaks_of)
            check_named_sums(sentence, statements.rows, ledger)
            check_shares_of_total(sentence, statements.rows, ledger)
            check_named_projects(sentence, statements.items, names, year, ledger, speaks_of)
            if place in of_year:
                check_goals(sentence, known, ledger)
            elif place not in plans:
                check_actuals(sentence, known, year, ledger, of_outcome=place in of_outcome, in_all=in_all)
            if not passage.in_table:
                check_points_told(sentence, points, year, ledger)
            if not passage.in_table or project or not several:
                for score in stated_scores(sentence, year, names):
                    whose = subject(sentence.before(score[1]), {*projects, *scored})
                    if whose not in scored or whose in projects:
                        stated[whose if whose and several else project].append(score)
            before = sentence
        previous = None if passage.in_table else before
        check_made_up_in_prose(passage.sentences, ledger)
        check_restated(passage.sentences, ledger)
        check_points_of_paragraph(passage.sentences, ledger)
        check_named_shares(passage.sentences, year, ledger)
    if not several and of_several_projects(one.text for one in reading.passages if not one.in_table):
        return
    if not several:
        views[""][0].check_repeated(ledger)
    for project, scores in stated.items():
        own = [one for one in told if not project or one.project == project]
        check_scores_agree(scores, total_scores(own), ledger)
