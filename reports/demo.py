"""Loads the demo office: its offices, users, years and projects from ``reports/data/demo.toml``."""

import secrets
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import Office, User
from indicators.models import Goal, Indicator, RuleSet, Statistic, YearRules
from projects.history import record_new
from projects.models import Allocation, Expenditure, FiscalYear, FundingSource, LineItem, Phase, Project
from projects.money import parse_amount
from reports.checkup.checking import check
from reports.data import demo
from reports.models import Checkup, Outline, Problem, Report, SectionText
from reports.standards import load_standards

APPROPRIATION = "当年财政拨款"

Entry = Mapping[str, Any]


@transaction.atomic
def load_demo() -> tuple[list[Project], dict[str, str]]:
    """Load what is missing of the demo and give its users new passwords.

    Projects that are there already stay as they are. Returns the demo projects in the order of the
    file, and the new password of each user name.
    """
    load_standards()
    data = demo()
    offices = _offices(data["offices"])
    for year in data["years"]:
        _year(year)
    passwords = {user["username"]: _user(user, offices) for user in data["users"]}
    projects = [_project(project, offices) for project in data["projects"]]
    return projects, passwords


def load_checkups(files: Mapping[str, bytes]) -> None:
    """Check the files as if the demo's clerk had sent them; those that are there stay."""
    clerk = User.objects.get(username="jingban")
    there = set(Checkup.objects.visible_to(clerk).values_list("name", flat=True))
    for name, content in files.items():
        if name not in there:
            Checkup.objects.keep(check(name, content), name=name, content=content, by=clerk)


def _offices(entries: list[Entry]) -> dict[str, Office]:
    offices: dict[str, Office] = {}
    for entry in entries:
        parent = offices.get(entry.get("parent", ""))
        defaults = {key: entry[key] for key in ("name", "kind", "district")} | {"parent": parent}
        offices[entry["code"]] = Office.objects.get_or_create(code=entry["code"], defaults=defaults)[0]
    return offices


def _user(entry: Entry, offices: Mapping[str, Office]) -> str:
    """Make or find the user, set a new password and return it."""
    user, _ = User.objects.get_or_create(
        username=entry["username"],
        defaults={"display_name": entry["display_name"], "office": offices[entry["office"]]},
    )
    password = secrets.token_urlsafe(9)
    user.set_password(password)
    user.save(update_fields=["password"])
    user.groups.add(Group.objects.get(name=entry["role"]))
    return password


def _year(entry: Entry) -> None:
    year, is_new = FiscalYear.objects.get_or_create(year=entry["year"])
    if not is_new:
        return
    YearRules.objects.create(fiscal_year=year, rule_set=RuleSet.objects.get(code=entry["rules"]))
    for phase in entry["phases"]:
        Phase.objects.create(fiscal_year=year, **phase)


def _project(entry: Entry, offices: Mapping[str, Office]) -> Project:
    project, is_new = Project.objects.get_or_create(
        fiscal_year=FiscalYear.objects.get(year=entry["year"]),
        office=offices[entry["office"]],
        code=entry["code"],
        defaults={
            "name": entry["name"],
            "department": entry["department"],
            "purposes": "\n".join(entry["purposes"]),
            "approval": entry["approval"],
            "written_on": entry["written_on"],
        },
    )
    if is_new:
        _items(project, entry["items"])
        _indicators(project, entry)
        _report(project, entry)
        record_new([project.pk], by=None)
    return project


def _yuan(amount: str) -> Decimal:
    value = parse_amount(amount)
    if value is None:
        raise ValueError("the demo data holds a blank amount")
    return value


def _items(project: Project, entries: list[Entry]) -> None:
    sources = {source.name: source for source in FundingSource.objects.all()}
    for position, entry in enumerate(entries, start=1):
        item = LineItem.objects.create(project=project, name=entry["name"], position=position)
        for source, amount in entry.get("opening", {}).items():
            Allocation.objects.create(
                line_item=item, source=sources[source], kind=Allocation.Kind.OPENING, amount=_yuan(amount)
            )
        for change in entry.get("adjustments", ()):
            Allocation.objects.create(
                line_item=item,
                source=sources[change.get("source", APPROPRIATION)],
                kind=Allocation.Kind.ADJUSTMENT,
                amount=_yuan(change["amount"]),
                decided_on=change["on"],
                document_number=change["number"],
                reason=change["reason"],
            )
        for payment in entry.get("paid", ()):
            Expenditure.objects.create(
                line_item=item,
                source=sources[payment.get("source", APPROPRIATION)],
                amount=_yuan(payment["amount"]),
                paid_on=payment.get("on"),
                voucher_number=payment.get("number", ""),
            )


NUMBERS = ("target", "actual", "weight", "achieved_percent")


def _indicators(project: Project, entry: Entry) -> None:
    for position, goal in enumerate(entry["goals"], start=1):
        Goal.objects.create(project=project, position=position, **goal)
    statistics: dict[str, Statistic] = {}
    for position, row in enumerate(entry["statistics"], start=1):
        statistics[row["name"]] = Statistic.objects.create(
            project=project,
            position=position,
            area=row["area"],
            name=row["name"],
            unit=row.get("unit", ""),
            value=Decimal(row["value"]) if "value" in row else None,
            part=statistics.get(row.get("part", "")),
            whole=statistics.get(row.get("whole", "")),
        )
    for position, row in enumerate(entry["indicators"], start=1):
        fields = {key: Decimal(value) if key in NUMBERS else value for key, value in row.items()}
        if "actual_from" in fields:
            fields["actual_from"] = statistics[row["actual_from"]]
        Indicator.objects.create(project=project, position=position, **fields)


def _report(project: Project, entry: Entry) -> None:
    report = Report.objects.create(project=project, outline=Outline.objects.get(is_default=True))
    for section, text in entry.get("texts", {}).items():
        SectionText.objects.create(report=report, section=section, text=text.strip())
    for position, pair in enumerate(entry["problems"], start=1):
        Problem.objects.create(report=report, position=position, **pair)
