"""The way of a report: what submits, what is refused, and that of many at once exactly one succeeds."""

from collections.abc import Callable
from importlib import import_module
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command, get_commands
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from accounts.roles import Role
from projects.models import FiscalYear, LineItem, Project, ProjectLocked, YearClosed
from reports.loading import load as load_project
from reports.models import Remark, State, Step, Submission
from reports.snapshot import digest, load, load_document, numbered
from reports.workflow import (
    MOVES,
    AlreadySubmitted,
    Blocked,
    ContentChanged,
    Objection,
    Overtaken,
    Seen,
    accept,
    allowed,
    approve,
    draft,
    publish,
    return_with_remarks,
    settle,
    submit,
    waiting_for,
    withdraw,
)
from tests.builders import (
    close,
    make_indicator,
    make_line_item,
    make_remark,
    make_superuser,
    make_user,
    make_year,
)
from tests.people import People, make_people
from tests.reports.submissions import (
    bring,
    make_cleared,
    make_finished_project,
    make_submitted,
    spend_too_much,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_finished_project(people.clerk.office)


@pytest.fixture
def submission(people: People, project: Project) -> Submission:
    return make_submitted(project, people.clerk)


def stored(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


class TestSubmitting:
    def test_it_keeps_what_was_entered_and_locks_the_project(self, people: People, project: Project) -> None:
        evaluation = load_project(project)
        submission = make_submitted(project, people.clerk)
        assert (submission.number, submission.state) == (1, State.SUBMITTED)
        assert submission.submitted_by == people.clerk
        assert submission.digest == digest(submission.snapshot)
        assert load(submission.snapshot) == numbered(evaluation)
        assert load_document(submission.snapshot).author == people.clerk.office.name
        assert Project.objects.get().locked_at == submission.submitted_at
        item = project.line_items.first()
        assert submission.live("item-1") == f"item-{item.pk}"
        assert submission.live("item-1-budget") == f"item-{item.pk}-budget"
        assert [submission.live(key) for key in ("total-budget", "section-overview", "")] == [
            "total-budget",
            "section-overview",
            "",
        ]

    @pytest.mark.parametrize("who", ["approver", "reviewer", "stranger"])
    def test_not_everybody_may(self, who: str, people: People, project: Project) -> None:
        with pytest.raises(PermissionDenied):
            make_submitted(project, getattr(people, who))
        assert not Submission.objects.exists()

    def test_a_finding_blocks_it_and_is_named(self, people: People, project: Project) -> None:
        spend_too_much(project)
        with pytest.raises(Blocked) as caught:
            make_submitted(project, people.clerk)
        assert [finding.id for finding in caught.value.findings] == ["R4"]
        assert Project.objects.get().locked_at is None

    def test_an_unanswered_warning_blocks_it(self, people: People, project: Project) -> None:
        project.indicators.update(actual=None)
        with pytest.raises(Blocked) as caught:
            make_submitted(project, people.clerk)
        assert "W18" in [finding.id for finding in caught.value.findings]

    def test_what_changed_since_it_was_shown_is_not_submitted(self, people: People, project: Project) -> None:
        shown = draft(project).digest
        LineItem.objects.filter(pk=project.line_items.first().pk).update(name="改名")
        with pytest.raises(ContentChanged):
            submit(project, by=people.clerk, shown=shown)
        assert not Submission.objects.exists()

    def test_a_closed_year_takes_no_submission(self, people: People, project: Project) -> None:
        close(make_year())
        with pytest.raises(YearClosed):
            make_submitted(project, people.clerk)

    def test_a_second_time_leads_to_the_first(self, people: People, submission: Submission) -> None:
        for user in (people.clerk, people.colleague):
            with pytest.raises(AlreadySubmitted) as caught:
                make_submitted(submission.project, user)
            assert caught.value.submission == submission
        assert Submission.objects.get() == submission


class TestNoWayToSubmitWithAnError:
    """Whatever is tried, a project that contradicts itself gets no submission."""

    @pytest.fixture(autouse=True)
    def contradiction(self, project: Project) -> None:
        spend_too_much(project)

    def test_by_the_admin(self) -> None:
        """No page of the admin makes or changes a submission, not even for a superuser."""
        for name in ("submission", "step", "remark"):
            with pytest.raises(NoReverseMatch):
                reverse(f"admin:reports_{name}_add")
        client = Client()
        client.force_login(make_superuser())
        assert client.get("/admin/reports/submission/add/").status_code == 404

    def test_by_a_management_command(self, project: Project, tmp_path) -> None:
        """A report that is drawn stays a draft, and no command knows of the workflow."""
        call_command("render_report", project.pk, format="html", output=tmp_path / "report.html")
        assert not Submission.objects.exists()
        assert Project.objects.get().locked_at is None
        ours = {
            name: app for name, app in get_commands().items() if app in ("projects", "indicators", "reports")
        }
        assert "render_report" in ours
        for name, app in ours.items():
            assert "workflow" not in vars(import_module(f"{app}.management.commands.{name}"))

    def test_by_raw_sql_on_the_lock(self, people: People, project: Project) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE projects_project SET locked_at = %s", ["2021-02-03 00:00:00+00:00"])
        assert not Submission.objects.exists()
        project.refresh_from_db()
        with pytest.raises(ProjectLocked):
            make_submitted(project, people.clerk)
        for user in (people.approver, people.reviewer):
            assert not waiting_for(user).exists()


def test_raw_sql_on_the_lock_does_not_touch_what_was_submitted(
    people: People, submission: Submission
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projects_project SET locked_at = NULL")
    spend_too_much(submission.project)
    assert stored(submission).snapshot == submission.snapshot
    assert digest(stored(submission).snapshot) == submission.digest


class TestTheSteps:
    def test_three_people_bring_it_to_the_public(self, people: People, submission: Submission) -> None:
        approve(submission, by=people.approver, seen=Seen.of(submission))
        accept(submission, by=people.reviewer, seen=Seen.of(stored(submission)))
        make_cleared(stored(submission), people.approver)
        publish(submission, by=people.reviewer, seen=Seen.of(stored(submission)))
        assert stored(submission).state == State.PUBLISHED
        steps = [(step.state, step.made_by, step.digest) for step in submission.steps.all()]
        assert steps == [
            (State.APPROVED, people.approver, submission.digest),
            (State.ACCEPTED, people.reviewer, submission.digest),
            (State.PUBLISHED, people.reviewer, submission.digest),
        ]
        assert Project.objects.get().locked_at is not None
        assert allowed(make_superuser(), stored(submission)) == {State.RETRACTED}

    @pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED, State.ACCEPTED, State.PUBLISHED])
    def test_who_may_take_which_step(self, state: State, people: People, submission: Submission) -> None:
        bring(submission, state, people)
        if state is State.ACCEPTED:
            make_cleared(submission, people.approver)
        takers = {
            Role.CLERK: people.colleague,
            Role.APPROVER: people.approver,
            Role.REVIEWER: people.reviewer,
        }
        for role, user in takers.items():
            expected = {into for into, moves in MOVES.items() if moves.get(state) is role}
            assert allowed(user, submission) == expected
        assert allowed(make_user(role=Role.ADMINISTRATOR), submission) == frozenset()

    @pytest.mark.parametrize("step", [approve, accept, publish, withdraw])
    def test_those_who_do_not_see_it_take_no_step(
        self, step: Callable[..., None], people: People, submission: Submission
    ) -> None:
        for role in Role:
            stranger = make_user(role=role, office=people.stranger.office)
            with pytest.raises(PermissionDenied):
                step(submission, by=stranger, seen=Seen.of(submission))
        assert stored(submission).state == State.SUBMITTED

    def test_nobody_approves_what_they_submitted(self, project: Project) -> None:
        both = make_superuser()
        submission = make_submitted(project, both)
        with pytest.raises(PermissionDenied):
            approve(submission, by=both, seen=Seen.of(submission))
        assert not Step.objects.exists()

    def test_nobody_accepts_what_they_submitted_or_approved(self, people: People, project: Project) -> None:
        one, two = make_superuser(), make_superuser()
        submission = make_submitted(project, one)
        approve(submission, by=two, seen=Seen.of(submission))
        for user in (one, two):
            with pytest.raises(PermissionDenied):
                accept(submission, by=user, seen=Seen.of(stored(submission)))
        accept(submission, by=people.reviewer, seen=Seen.of(stored(submission)))

    def test_no_step_is_left_out(self, people: People, submission: Submission) -> None:
        for step in (accept, publish):
            with pytest.raises(PermissionDenied):
                step(submission, by=make_superuser(), seen=Seen.of(submission))
        assert stored(submission).state == State.SUBMITTED

    def test_a_return_between_opening_and_approving_is_noticed(
        self, people: People, submission: Submission
    ) -> None:
        opened = Seen.of(submission)
        withdraw(submission, by=people.clerk, seen=opened)
        with pytest.raises(Overtaken) as caught:
            approve(submission, by=people.approver, seen=opened)
        assert caught.value.submission.state == State.WITHDRAWN

    def test_another_digest_than_the_stored_one_signs_nothing(
        self, people: People, submission: Submission
    ) -> None:
        with pytest.raises(Overtaken):
            approve(submission, by=people.approver, seen=Seen(State.SUBMITTED, "0" * 64))
        assert not Step.objects.exists()

    def test_a_closed_year_takes_no_step(self, people: People, submission: Submission) -> None:
        close(make_year())
        with pytest.raises(YearClosed):
            approve(submission, by=people.approver, seen=Seen.of(submission))

    def test_a_failure_takes_back_everything(
        self, people: People, submission: Submission, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_args: object, **_fields: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(Remark.objects, "bulk_create", fail)
        with pytest.raises(ZeroDivisionError):
            return_with_remarks(submission, by=people.approver, seen=Seen.of(submission), reason="核对")
        assert stored(submission).state == State.SUBMITTED
        assert Project.objects.get().locked_at is not None


class TestReturning:
    @pytest.fixture
    def returned(self, people: People, submission: Submission) -> Submission:
        bring(submission, State.APPROVED, people)
        return_with_remarks(
            submission,
            by=people.reviewer,
            seen=Seen.of(submission),
            reason="请核对资金。",
            objections=[Objection("total-budget", "全年预算合计", "与批复不符。")],
        )
        return stored(submission)

    def test_it_opens_the_project_and_keeps_the_remarks(self, people: People, returned: Submission) -> None:
        assert returned.state == State.RETURNED
        assert Project.objects.get().locked_at is None
        step = returned.steps.get(state=State.RETURNED)
        assert (step.made_by, step.reason) == (people.reviewer, "请核对资金。")
        remark = returned.remarks.get()
        assert (remark.place, remark.text, remark.settled_at) == ("total-budget", "与批复不符。", None)
        make_line_item(returned.project, allocated="1")

    def test_the_next_version_has_the_next_number(self, people: People, returned: Submission) -> None:
        again = make_submitted(returned.project, people.colleague)
        assert again.number == 2
        assert again.digest == returned.digest
        assert stored(returned).state == State.RETURNED

    def test_a_remark_is_settled_by_those_who_decide(self, people: People, returned: Submission) -> None:
        remark = returned.remarks.get()
        for user in (people.clerk, make_user(role=Role.REVIEWER, office=people.stranger.office)):
            with pytest.raises(PermissionDenied):
                settle(remark, by=user, settled=True)
        settle(remark, by=people.reviewer, settled=True)
        settle(remark, by=people.approver, settled=True)
        remark.refresh_from_db()
        assert remark.settled_by == people.reviewer
        settle(remark, by=people.approver, settled=False)
        remark.refresh_from_db()
        assert (remark.settled_by, remark.settled_at) == (None, None)


def test_what_waits_for_whom(people: People, submission: Submission) -> None:
    def waits() -> list[str]:
        everybody = ("clerk", "colleague", "approver", "reviewer", "stranger")
        return [name for name in everybody if waiting_for(getattr(people, name)).exists()]

    assert waits() == ["approver"]
    bring(submission, State.APPROVED, people)
    assert waits() == ["reviewer"]
    return_with_remarks(submission, by=people.reviewer, seen=Seen.of(submission), reason="核对")
    assert waits() == ["clerk", "colleague"]
    accepted = bring(make_submitted(submission.project, people.clerk), State.ACCEPTED, people)
    assert waits() == ["approver"]
    make_cleared(accepted, people.approver)
    assert waits() == ["reviewer"]
    bring(accepted, State.PUBLISHED, people)
    assert waits() == []


def test_nothing_is_to_be_published_in_a_closed_year(people: People, submission: Submission) -> None:
    bring(submission, State.ACCEPTED, people)
    assert waiting_for(people.approver).exists()
    close(FiscalYear.objects.get())
    assert not waiting_for(people.approver).exists()


def test_nobody_waits_for_a_secret_project_to_be_published(people: People, project: Project) -> None:
    Project.objects.update(is_withheld=True)
    project.refresh_from_db()
    bring(make_submitted(project, people.clerk), State.ACCEPTED, people)
    assert not waiting_for(people.approver).exists()


def test_while_it_stands_nothing_of_the_project_changes(people: People, submission: Submission) -> None:
    with pytest.raises(IntegrityError, match="the project is submitted"), transaction.atomic():
        make_indicator(submission.project)
    assert not Project.objects.editable_by(people.clerk).exists()
    withdraw(submission, by=people.colleague, seen=Seen.of(submission))
    make_indicator(submission.project)
    assert Project.objects.editable_by(people.clerk).exists()


def at_once(number: int, step: Callable[[int], None]) -> list[Exception]:
    """Take a step in so many threads at the same moment; return what was raised."""
    barrier, raised = Barrier(number), []

    def run(place: int) -> None:
        barrier.wait()
        try:
            step(place)
        except (AlreadySubmitted, ContentChanged, IntegrityError, Overtaken) as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[place]) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


@pytest.mark.django_db(transaction=True)
class TestTwelveAtOnce:
    def test_one_submits(self, people: People, project: Project) -> None:
        shown = draft(project).digest
        raised = at_once(12, lambda _place: submit(project, by=people.clerk, shown=shown))
        assert [type(error) for error in raised] == [AlreadySubmitted] * 11
        assert {error.submission for error in raised} == {Submission.objects.get()}

    def test_one_approves(self, people: People, submission: Submission) -> None:
        approvers = [make_user(role=Role.APPROVER, office=people.clerk.office) for _ in range(12)]
        seen = Seen.of(submission)
        raised = at_once(12, lambda place: approve(submission, by=approvers[place], seen=seen))
        assert [type(error) for error in raised] == [Overtaken] * 11
        step = Step.objects.get()
        assert step.made_by in approvers
        assert stored(submission).state == State.APPROVED

    def test_one_approves_or_returns_or_withdraws(self, people: People, submission: Submission) -> None:
        seen = Seen.of(submission)
        approvers = [make_user(role=Role.APPROVER, office=people.clerk.office) for _ in range(12)]

        def step(place: int) -> None:
            match place % 3:
                case 0:
                    approve(submission, by=approvers[place], seen=seen)
                case 1:
                    return_with_remarks(submission, by=approvers[place], seen=seen, reason="核对")
                case 2:
                    withdraw(submission, by=people.clerk, seen=seen)

        raised = at_once(12, step)
        assert [type(error) for error in raised] == [Overtaken] * 11
        assert Step.objects.get().state == stored(submission).state
        assert (Project.objects.get().locked_at is None) is not stored(submission).stands

    def test_a_write_and_a_submission_do_not_pass_each_other(self, people: People, project: Project) -> None:
        """What is committed is what was submitted: a write is in the snapshot, or it is refused."""
        item = project.line_items.first()
        shown = draft(project).digest

        def step(place: int) -> None:
            if place == 0:
                submit(project, by=people.clerk, shown=shown)
            else:
                LineItem.objects.filter(pk=item.pk).update(name=f"改名{place}")

        raised = at_once(6, step)
        project.refresh_from_db()
        if Submission.objects.exists():
            assert draft(project).digest == Submission.objects.get().digest
        else:
            assert ContentChanged in {type(error) for error in raised}


def test_the_owner_of_the_lock_is_named() -> None:
    error = ProjectLocked(Project(pk=7))
    assert "7" in str(error)


def test_a_stranger_settles_nothing(people: People, submission: Submission) -> None:
    remark = make_remark(submission)
    stranger: User = make_user(role=Role.APPROVER, office=people.stranger.office)
    with pytest.raises(PermissionDenied):
        settle(remark, by=stranger, settled=True)
