"""Projects that can be submitted, and submissions of them."""

from accounts.models import Office, User
from indicators.data import rule_sets
from projects.funds import EntryKind
from projects.models import Allocation, Project
from reports.data import outlines
from reports.evaluation import Evaluation
from reports.models import Clearance, Outline, State, Submission
from reports.snapshot import load
from reports.workflow import Seen, accept, approve, clear, draft, public_draft, publish, submit
from tests.builders import (
    make_allocation,
    make_evidence,
    make_expenditure,
    make_goal,
    make_indicator,
    make_line_item,
    make_outline,
    make_problem,
    make_project,
    make_report,
    make_rule_set,
    make_section_text,
    make_source,
    make_statistic,
    make_year,
    make_year_rules,
)
from tests.people import People
from tests.reports.test_checks import clean

ALLOCATIONS = {EntryKind.OPENING: Allocation.Kind.OPENING, EntryKind.ADJUSTMENT: Allocation.Kind.ADJUSTMENT}


def store(given: Evaluation, office: Office | None) -> Project:
    """Put an evaluation into the tables of an office, and return its project."""
    year = make_year(given.year)
    if not hasattr(year, "rules"):
        data = next(data for data in rule_sets() if data["code"] == given.rules.code)
        make_year_rules(year, make_rule_set(data))
    if not Outline.objects.filter(is_default=True).exists():
        data = next(data for data in outlines() if data["code"] == given.outline.code)
        make_outline(data, is_default=True)
    project = make_project(
        given.project,
        office=office,
        fiscal_year=year,
        department=given.department,
        purposes="\n".join(given.purposes),
        approval=given.approval,
        written_on=given.written_on,
    )
    sources = {name: make_source(name) for name in given.sources}
    for line in given.lines:
        item = make_line_item(project, line.name)
        for entry in line.entries:
            own = {"source": sources[entry.source]}
            if entry.kind is EntryKind.PAID:
                row = make_expenditure(item, paid_on=entry.on, voucher_number=entry.reference, **own)
            else:
                row = make_allocation(
                    item,
                    kind=ALLOCATIONS[entry.kind],
                    decided_on=entry.on,
                    document_number=entry.reference,
                    reason=entry.reason,
                    **own,
                )
            type(row).objects.filter(pk=row.pk).update(amount=entry.amount)
    for goal in given.goals:
        make_goal(project, goal.expected, achieved=goal.achieved)
    statistics = {}
    for record in given.statistics:
        rate = {"part": statistics[record.part], "whole": statistics[record.whole]} if record.part else {}
        statistics[record.key] = make_statistic(
            project, record.name, area=record.area, **(rate or {"value": record.value, "unit": record.unit})
        )
        for _ in range(record.evidence):
            make_evidence(project, statistic=statistics[record.key])
    copied = ("level1", "level2", "unit", "target", "target_text", "weight", "actual", "actual_text")
    copied += ("achieved_percent", "deviation", "improvement")
    for measure in given.measures:
        indicator = make_indicator(
            project,
            measure.name,
            nature=measure.nature.value,
            direction=measure.direction.value,
            actual_from=statistics.get(measure.actual_from),
            **{name: getattr(measure, name) for name in copied},
        )
        for _ in range(measure.evidence):
            make_evidence(project, indicator=indicator)
    report = make_report(project, outline=Outline.objects.get(is_default=True))
    for problem in given.problems:
        make_problem(report, problem.problem, suggestion=problem.suggestion)
    for section, text in given.texts.items():
        make_section_text(report, section, text)
    return project


def make_finished_project(office: Office | None, name: str = "平安稳定项目") -> Project:
    """Make a project that no check objects to."""
    return store(clean(project=name), office)


def spend_too_much(project: Project) -> None:
    """Let the project contradict itself (R4): one of its lines has spent more than it was given."""
    make_expenditure(project.line_items.first(), "0.01")


def make_submitted(project: Project, by: User) -> Submission:
    """Submit the project as it stands."""
    return submit(project, by=by, shown=draft(project).digest)


def make_cleared(submission: Submission, by: User) -> Clearance:
    """Sign the secrecy review of the submission's public version, with a reason for whatever was found."""
    draft = public_draft(load(submission.text))
    return clear(
        submission,
        by=by,
        seen=Seen.of(submission),
        shown=draft.digest,
        statement="同意公开。",
        reasons={hit.digest: "依法应当公开。" for hit in draft.hits},
    )


def bring(submission: Submission, into: State, people: People) -> Submission:
    """Bring a submission forward into a state, each step by whom it belongs to."""
    way = [State.SUBMITTED, State.APPROVED, State.ACCEPTED, State.PUBLISHED]
    steps = {
        State.APPROVED: (approve, people.approver),
        State.ACCEPTED: (accept, people.reviewer),
        State.PUBLISHED: (publish, people.reviewer),
    }
    for state in way[way.index(State(submission.state)) + 1 : way.index(into) + 1]:
        if state is State.PUBLISHED and not submission.clearances.exists():
            make_cleared(submission, people.approver)
        step, by = steps[state]
        step(submission, by=by, seen=Seen.of(submission))
        submission.refresh_from_db()
    return submission
