"""What tests stand on: one plain function per record, each with defaults that make a valid record.

    project = make_project(name="平安稳定项目")
    line = make_line_item(project, allocated="561.26", spent="548.20")

Amounts are given in 万元, as people speak of them (``"561.26"``), and stored in 元; ``yuan`` converts.
Whatever is not given is made: a project brings its office and year, a line item its project. Codes and
names that must be unique are counted. Every user has the password ``PASSWORD``.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import Office, User
from accounts.roles import Role
from indicators.data import layouts, rule_sets
from indicators.models import (
    Evidence,
    FormLayout,
    Goal,
    Indicator,
    LibraryIndicator,
    Monitoring,
    MonitoringEntry,
    RuleSet,
    Statistic,
    TargetAdjustment,
    YearRules,
)
from indicators.scoring import Direction, Nature
from projects.models import (
    Allocation,
    BulkChange,
    Expenditure,
    FiscalYear,
    FundingSource,
    LineItem,
    Phase,
    Project,
    Succession,
)
from projects.money import parse_amount
from reports.findings import Finding, Level
from reports.models import (
    Answer,
    Clearance,
    Job,
    Outline,
    Problem,
    Publication,
    Remark,
    Rendering,
    Report,
    ReviewScore,
    SectionText,
    SourceFile,
    State,
    Step,
    Submission,
)

PASSWORD = "for tests only"
APPROPRIATION = "当年财政拨款"

_numbers = count(1)


def yuan(amount: str) -> Decimal:
    """Return in 元 what is given in 万元: ``yuan("561.26")`` is 5 612 600.00."""
    value = parse_amount(amount)
    assert value is not None, f"{amount!r} is blank"
    return value


def make_office(
    name: str = "朝天门街道办事处",
    *,
    code: str | None = None,
    kind: Office.Kind = Office.Kind.STREET,
    parent: Office | None = None,
    district: str = "渝中区",
) -> Office:
    return Office.objects.create(
        code=code or f"office-{next(_numbers)}", name=name, kind=kind, parent=parent, district=district
    )


def make_bureau(name: str = "渝中区财政局", **fields: Any) -> Office:
    return make_office(name, kind=Office.Kind.BUREAU, **fields)


def make_user(
    username: str | None = None,
    *,
    role: Role | None = Role.CLERK,
    office: Office | None = None,
    **fields: Any,
) -> User:
    """Make a user with one role; ``role=None`` for one without. The office is made if it is not given."""
    user = User.objects.create_user(
        username or f"user-{next(_numbers)}", password=PASSWORD, office=office or make_office(), **fields
    )
    if role is not None:
        user.groups.add(Group.objects.get(name=role.value))
    return user


def make_superuser(username: str | None = None, **fields: Any) -> User:
    return User.objects.create_superuser(username or f"root-{next(_numbers)}", password=PASSWORD, **fields)


def make_year(year: int = 2020, *, is_closed: bool = False) -> FiscalYear:
    """Return the fiscal year, made if there is none yet: tests speak of years by their number."""
    return FiscalYear.objects.get_or_create(year=year, defaults={"is_closed": is_closed})[0]


def close(fiscal_year: FiscalYear) -> None:
    """Close the year: fill it first, for afterwards it takes no write."""
    fiscal_year.is_closed = True
    fiscal_year.save(update_fields=["is_closed"])


def make_phase(
    fiscal_year: FiscalYear | None = None,
    *,
    kind: Phase.Kind = Phase.Kind.SELF_EVALUATION,
    opens_on: date = date(2021, 1, 4),
    due_on: date = date(2021, 2, 10),
) -> Phase:
    return Phase.objects.create(
        fiscal_year=fiscal_year or make_year(), kind=kind, opens_on=opens_on, due_on=due_on
    )


def make_source(name: str = APPROPRIATION, *, code: str | None = None) -> FundingSource:
    """Return the funding source of this name, made if there is none yet."""
    number = next(_numbers)
    defaults = {"code": code or f"source-{number}", "position": number}
    return FundingSource.objects.get_or_create(name=name, defaults=defaults)[0]


def make_project(
    name: str = "平安稳定项目",
    *,
    office: Office | None = None,
    fiscal_year: FiscalYear | None = None,
    code: str | None = None,
    **fields: Any,
) -> Project:
    office = office or make_office()
    return Project.objects.create(
        fiscal_year=fiscal_year or make_year(),
        office=office,
        code=code or f"P{next(_numbers)}",
        name=name,
        **{"department": office.name, **fields},
    )


def make_line_item(
    project: Project | None = None,
    name: str | None = None,
    *,
    allocated: str | None = None,
    spent: str | None = None,
    **fields: Any,
) -> LineItem:
    """Make a line item; ``allocated`` and ``spent`` are an opening budget and a payment in 万元."""
    number = next(_numbers)
    fields = {"position": number, **fields}
    line_item = LineItem.objects.create(
        project=project or make_project(), name=name or f"明细项目{number}", **fields
    )
    if allocated is not None:
        make_allocation(line_item, allocated)
    if spent is not None:
        make_expenditure(line_item, spent)
    return line_item


def make_allocation(
    line_item: LineItem | None = None,
    amount: str = "10",
    *,
    kind: Allocation.Kind = Allocation.Kind.OPENING,
    source: FundingSource | None = None,
    **fields: Any,
) -> Allocation:
    """Make an allocation of ``amount`` 万元."""
    return Allocation.objects.create(
        line_item=line_item or make_line_item(),
        source=source or make_source(),
        kind=kind,
        amount=yuan(amount),
        **fields,
    )


def make_adjustment(line_item: LineItem, amount: str, **fields: Any) -> Allocation:
    """Make a budget adjustment of ``amount`` 万元; a reduction is negative."""
    return make_allocation(line_item, amount, kind=Allocation.Kind.ADJUSTMENT, **fields)


def make_expenditure(
    line_item: LineItem | None = None,
    amount: str = "10",
    *,
    source: FundingSource | None = None,
    **fields: Any,
) -> Expenditure:
    """Make a payment of ``amount`` 万元."""
    return Expenditure.objects.create(
        line_item=line_item or make_line_item(), source=source or make_source(), amount=yuan(amount), **fields
    )


def make_indicator(project: Project | None = None, name: str | None = None, **fields: Any) -> Indicator:
    """Make a quantitative indicator ``≥ 2 个`` of weight 10, without an actual value."""
    number = next(_numbers)
    defaults = {
        "position": number,
        "level1": "产出",
        "level2": "数量",
        "nature": Nature.AT_LEAST.value,
        "unit": "个",
        "target": Decimal(2),
        "weight": Decimal(10),
    }
    return Indicator.objects.create(
        project=project or make_project(), name=name or f"指标{number}", **{**defaults, **fields}
    )


def make_qualitative_indicator(
    project: Project | None = None, name: str | None = None, **fields: Any
) -> Indicator:
    """Make an indicator whose target and actual are words."""
    defaults = {
        "level1": "效益",
        "level2": "社会效益",
        "nature": Nature.QUALITATIVE.value,
        "unit": "",
        "target": None,
        "target_text": "有效维护辖区稳定",
    }
    return make_indicator(project, name, **{**defaults, **fields})


def make_library_indicator(name: str | None = None, **fields: Any) -> LibraryIndicator:
    defaults = {
        "level1": "产出",
        "level2": "数量",
        "nature": Nature.AT_LEAST.value,
        "unit": "次",
        "direction": Direction.POSITIVE.value,
        "evidence_kind": "工作台账",
    }
    return LibraryIndicator.objects.create(name=name or f"常用指标{next(_numbers)}", **{**defaults, **fields})


def make_goal(project: Project | None = None, expected: str = "维护辖区平安稳定。", **fields: Any) -> Goal:
    return Goal.objects.create(project=project or make_project(), expected=expected, **fields)


def make_statistic(
    project: Project | None = None, name: str | None = None, *, area: str = "信访工作", **fields: Any
) -> Statistic:
    """Make a work figure: a ``value`` with its ``unit``, or a rate of ``part`` and ``whole``."""
    number = next(_numbers)
    fields = {"position": number, **fields}
    if "part" not in fields:
        fields = {"value": Decimal(124), "unit": "件", **fields}
    return Statistic.objects.create(
        project=project or make_project(), name=name or f"工作数据{number}", area=area, **fields
    )


def make_rule_set(data: Mapping[str, Any] | None = None, *, published: bool = True, **fields: Any) -> RuleSet:
    """Make a rule set straight in the table, unchecked: ``data`` may be whatever a test needs.

    The default is the shipped scheme of 2020 under another code.
    """
    number = next(_numbers)
    defaults: dict[str, Any] = {"code": f"rules-{number}", "title": f"评分规则{number}"}
    return RuleSet.objects.create(
        data=dict({**rule_sets()[0], **defaults} if data is None else data),
        **{**defaults, "published_at": datetime(2020, 1, 1, tzinfo=UTC) if published else None, **fields},
    )


def make_form_layout(data: Mapping[str, Any] | None = None, **fields: Any) -> FormLayout:
    """Add the shipped layout of 四川, or one with the given data."""
    chosen = data or next(one for one in layouts() if one["code"] == "sichuan")
    own = {name: fields.get(name, chosen[name]) for name in ("code", "title", "region")}
    return FormLayout.objects.create(data={**chosen, **own}, **own)


def make_year_rules(
    fiscal_year: FiscalYear | None = None, rule_set: RuleSet | None = None, layout: FormLayout | None = None
) -> YearRules:
    return YearRules.objects.create(
        fiscal_year=fiscal_year or make_year(), rule_set=rule_set or make_rule_set(), layout=layout
    )


def make_outline(data: Mapping[str, Any] | None = None, **fields: Any) -> Outline:
    """Make an outline; the default has one section and no text."""
    number = next(_numbers)
    defaults: dict[str, Any] = {"code": f"outline-{number}", "title": f"报告提纲{number}"}
    sections = [{"key": "overview", "level": 1, "number": "一、", "title": "基本概况"}]
    least = {**defaults, "heading": "绩效自评报告", "attachment": "项目支出绩效自评表", "sections": sections}
    return Outline.objects.create(data=dict(least if data is None else data), **{**defaults, **fields})


def make_report(project: Project | None = None, *, outline: Outline | None = None) -> Report:
    return Report.objects.create(project=project or make_project(), outline=outline or make_outline())


def make_section_text(report: Report | None = None, section: str = "overview", text: str = "") -> SectionText:
    return SectionText.objects.create(
        report=report or make_report(), section=section, text=text or "项目按计划实施。"
    )


def make_problem(report: Report | None = None, problem: str = "资金拨付偏晚。", **fields: Any) -> Problem:
    return Problem.objects.create(
        report=report or make_report(), problem=problem, **{"suggestion": "提前安排用款计划。", **fields}
    )


def make_answer(project: Project | None = None, message: str = "未附佐证资料。", **fields: Any) -> Answer:
    """Make the answer of a clerk to a warning that says ``message``."""
    finding = Finding("W12", Level.WARNING, message, "上传佐证资料。", "indicators")
    defaults: dict[str, Any] = {"rule": finding.id, "place": finding.where, "digest": finding.digest}
    return Answer.objects.create(
        project=project or make_project(),
        message=message,
        **{**defaults, "reason": "资料存于档案室。", "made_by": make_user(), **fields},
    )


def make_source_file(project: Project | None = None, **fields: Any) -> SourceFile:
    defaults: dict[str, Any] = {"name": "自评报告.docx", "sha256": "0" * 64}
    return SourceFile.objects.create(
        project=project or make_project(), taken_by=make_user(), **{**defaults, **fields}
    )


def make_succession(
    successor: Project | None = None, *, predecessor: Project | None = None, **fields: Any
) -> Succession:
    successor = successor or make_project()
    fields = {"kind": Succession.Kind.CONTINUED, **fields}
    predecessor = predecessor or make_project(f"上年项目{next(_numbers)}", fiscal_year=make_year(2019))
    return Succession.objects.create(
        **{"predecessor": predecessor, "successor": successor, "made_by": make_user(), **fields}
    )


def make_bulk_change(project: Project | None = None, **fields: Any) -> BulkChange:
    defaults: dict[str, Any] = {"before": {"lines": []}, "after": {"lines": [1]}}
    return BulkChange.objects.create(
        project=project or make_project(), made_by=make_user(), **{**defaults, **fields}
    )


def make_target_adjustment(indicator: Indicator | None = None, **fields: Any) -> TargetAdjustment:
    defaults: dict[str, Any] = {"reason": "任务量调整。", "before": {"target": "2"}, "after": {"target": "3"}}
    return TargetAdjustment.objects.create(
        indicator=indicator or make_indicator(), made_by=make_user(), **{**defaults, **fields}
    )


def make_monitoring(project: Project | None = None, **fields: Any) -> Monitoring:
    return Monitoring.objects.create(project=project or make_project(), **fields)


def make_monitoring_entry(monitoring: Monitoring | None = None, **fields: Any) -> MonitoringEntry:
    monitoring = monitoring or make_monitoring()
    if "indicator" not in fields:
        fields["indicator"] = make_indicator(monitoring.project)
    return MonitoringEntry.objects.create(monitoring=monitoring, progress="1", **fields)


def make_evidence(project: Project | None = None, **fields: Any) -> Evidence:
    """Make the record of a file that proves an indicator of the project; the file itself is not there."""
    project = project or make_project()
    if not fields.keys() & {"indicator", "expenditure", "statistic"}:
        fields["indicator"] = make_indicator(project)
    defaults: dict[str, Any] = {
        "name": "签到表.pdf",
        "content_type": "application/pdf",
        "size": 4,
        "sha256": "0" * 64,
    }
    return Evidence.objects.create(project=project, added_by=make_user(), **{**defaults, **fields})


def make_submission(project: Project | None = None, **fields: Any) -> Submission:
    """Make the record of a submission, its snapshot a stub: ``reports.workflow.submit`` makes real ones."""
    defaults: dict[str, Any] = {
        "number": next(_numbers),
        "snapshot": "{}",
        "digest": "0" * 64,
        "findings": [],
        "records": {"project": "project-1"},
        "printed": dict.fromkeys(("budget", "spent", "rate", "score", "grade", "unit"), "—"),
        "answered": 0,
        "waived": 0,
        "submitted_at": datetime(2021, 2, 3, tzinfo=UTC),
    }
    return Submission.objects.create(
        project=project or make_project(), submitted_by=make_user(), **{**defaults, **fields}
    )


def make_rendering(**fields: Any) -> Rendering:
    defaults: dict[str, Any] = {"digest": "0" * 64, "format": "pdf", "content": b"%PDF", "renderer": "a 1"}
    content = fields.get("content", defaults["content"])
    return Rendering.objects.create(**{**defaults, "sha256": hashlib.sha256(content).hexdigest(), **fields})


def make_job(project: Project | None = None, **fields: Any) -> Job:
    """Make the record of a job that waits: ``reports.jobs.for_draft`` makes real ones."""
    defaults: dict[str, Any] = {
        "key": f"job {next(_numbers)}",
        "format": "pdf",
        "name": "2020年度平安稳定项目绩效自评报告.pdf",
        "snapshot": "{}",
        "lease_until": timezone.now() + timedelta(minutes=1),
    }
    if not {"submission", "publication"} & fields.keys():
        defaults["project"] = project or make_project()
    if "requested_by" not in fields:
        defaults["requested_by"] = make_user()
    return Job.objects.create(**{**defaults, **fields})


def make_step(submission: Submission | None = None, **fields: Any) -> Step:
    submission = submission or make_submission()
    defaults: dict[str, Any] = {
        "state": State.APPROVED,
        "digest": submission.digest,
        "made_at": datetime(2021, 2, 4, tzinfo=UTC),
    }
    if "made_by" not in fields:
        fields["made_by"] = make_user()
    return Step.objects.create(submission=submission, **{**defaults, **fields})


def make_remark(submission: Submission | None = None, **fields: Any) -> Remark:
    defaults: dict[str, Any] = {
        "title": "全文",
        "text": "请核对。",
        "made_at": datetime(2021, 2, 4, tzinfo=UTC),
    }
    return Remark.objects.create(
        submission=submission or make_submission(), made_by=make_user(), **{**defaults, **fields}
    )


def make_review_score(submission: Submission | None = None, **fields: Any) -> ReviewScore:
    defaults: dict[str, Any] = {
        "place": "indicator-1",
        "title": "指标1",
        "points": Decimal(8),
        "reason": "未提供佐证资料。",
        "made_at": datetime(2021, 2, 4, tzinfo=UTC),
    }
    return ReviewScore.objects.create(
        submission=submission or make_submission(), made_by=make_user(), **{**defaults, **fields}
    )


def make_clearance(submission: Submission | None = None, **fields: Any) -> Clearance:
    """Make the record of a secrecy review: ``reports.workflow.clear`` makes real ones."""
    defaults: dict[str, Any] = {
        "digest": "0" * 64,
        "statement": "同意公开。",
        "reviewed": [],
        "made_at": datetime(2021, 3, 1, tzinfo=UTC),
    }
    return Clearance.objects.create(
        submission=submission or make_submission(), **{"made_by": make_user(), **defaults, **fields}
    )


def make_publication(submission: Submission | None = None, **fields: Any) -> Publication:
    """Make the record of a published version, its snapshot a stub, with its secrecy review."""
    clearance = fields.pop("clearance", None) or make_clearance(submission)
    defaults: dict[str, Any] = {
        "snapshot": "{}",
        "digest": clearance.digest,
        "made_at": datetime(2021, 3, 2, tzinfo=UTC),
    }
    return Publication.objects.create(
        submission=clearance.submission, clearance=clearance, made_by=make_user(), **{**defaults, **fields}
    )
