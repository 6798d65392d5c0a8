"""What lists show of a submission, and that submissions of before get it too."""

import datetime
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from projects import triggers
from projects.models import Project
from reports.evaluation import AnswerRecord
from reports.facts import facts
from reports.findings import Finding, Level
from reports.models import State, Submission
from reports.summary import KEY_FIGURES, summary
from reports.workflow import Seen, return_with_remarks, withdraw
from tests.people import People, make_people
from tests.reports.evaluations import evaluation
from tests.reports.submissions import bring, make_finished_project, make_submitted
from tests.reports.test_checks import clean

FIELDS = ("score", "grade", "rate", "budget", "spent", "printed", "answered", "waived", "changed")


def test_figures_are_those_that_the_report_prints() -> None:
    made = summary(clean(), (), None)
    assert made.printed == {
        "budget": "48.72",
        "spent": "48.72",
        "rate": "100.00%",
        "score": "98.50",
        "grade": "优",
        "unit": "万元",
    }
    assert (made.score, made.grade, made.rate) == (Decimal("98.50"), "优", 1)
    assert (made.budget, made.spent) == (487_200, 487_200)
    known = facts(clean())
    assert all(made.printed[name] == known.at(key).text for name, key in KEY_FIGURES.items())


def test_what_is_not_known_stays_unknown() -> None:
    made = summary(evaluation(lines=(), measures=()), (), None)
    assert (made.rate, made.budget, made.spent, made.grade) == (None, None, None, "")
    assert made.printed["rate"] == "—"


def test_warnings_count_by_what_was_said_to_them() -> None:
    found = [Finding("W12", Level.WARNING, f"未附佐证资料{n}。", "", "indicators") for n in range(3)]
    on = datetime.date(2021, 2, 3)
    answers = tuple(
        AnswerRecord(one.id, one.message, "存于档案室。", is_waiver=n == 0, by="李", on=on)
        for n, one in enumerate(found)
    )
    made = summary(clean(answers=answers), found, None)
    assert (made.answered, made.waived) == (2, 1)


def test_changes_count_as_the_page_of_changes_counts_them() -> None:
    assert summary(clean(), (), clean()).changed == 0
    assert summary(clean(), (), clean(lines=clean().lines[1:])).changed > 0


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_finished_project(people.clerk.office)


def stored() -> list[tuple[object, ...]]:
    return list(Submission.objects.order_by("project", "number").values_list(*FIELDS))


@pytest.mark.django_db
class TestStored:
    def test_changes_count_from_what_the_bureau_saw(self, people: People, project: Project) -> None:
        """A version that was withdrawn before anybody approved it is none that the bureau knows."""
        first = bring(make_submitted(project, people.clerk), State.APPROVED, people)
        return_with_remarks(first, by=people.reviewer, seen=Seen.of(first), reason="核对")
        project.line_items.first().expenditures.update(amount=428_000)
        second = make_submitted(project, people.clerk)
        withdraw(second, by=people.clerk, seen=Seen.of(second))
        third = make_submitted(project, people.clerk)
        assert first.changed is None
        assert second.changed > 0
        assert third.changed == second.changed

    def test_what_was_submitted_before_is_summed_up_by_the_migration(
        self, people: People, project: Project
    ) -> None:
        first = bring(make_submitted(project, people.clerk), State.APPROVED, people)
        return_with_remarks(first, by=people.reviewer, seen=Seen.of(first), reason="核对")
        project.line_items.first().expenditures.update(amount=428_000)
        make_submitted(project, people.clerk)
        bring(
            make_submitted(make_finished_project(people.clerk.office, "第二项目"), people.clerk),
            State.ACCEPTED,
            people,
        )
        before = stored()
        triggers.drop(using="default")
        Submission.objects.update(
            score=None,
            grade="",
            rate=None,
            budget=None,
            spent=None,
            printed={},
            answered=0,
            waived=0,
            changed=None,
        )
        assert stored() != before
        import_module("reports.migrations.0009_sum_up_submissions").sum_up(apps, connection.schema_editor())
        triggers.create(using="default")
        assert stored() == before
