"""The public version for insiders: its preview, the secrecy review, publishing and withdrawing it."""

from datetime import UTC, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from projects.models import HistoryEntry, Project
from reports.models import Clearance, Publication, State, Step, Submission
from reports.scanning import Kind
from reports.snapshot import digest, load
from reports.workflow import (
    ContentChanged,
    NotCleared,
    NotReviewed,
    Overtaken,
    Seen,
    clear,
    public_draft,
    publish,
    retract,
    return_with_remarks,
)
from tests.builders import (
    make_clearance,
    make_evidence,
    make_goal,
    make_line_item,
    make_section_text,
    make_statistic,
    make_user,
)
from tests.people import People, browser, make_people
from tests.reports.submissions import (
    bring,
    make_cleared,
    make_finished_project,
    make_submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    """A finished project with one line and one paragraph kept back, and a telephone number."""
    project = make_finished_project(people.clerk.office)
    make_line_item(project, "禁毒专项", allocated="7.13", spent="7.13", is_withheld=True)
    make_evidence(project, statistic=make_statistic(project, "值班电话63800000"))
    make_section_text(project.report, "overview", "共{全年预算合计}万元。\n【不公开】机要内容。")
    return project


@pytest.fixture
def submission(people: People, project: Project) -> Submission:
    return make_submitted(project, people.clerk)


def stored(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def page(submission: Submission) -> str:
    return reverse("submission_public", args=[submission.pk])


def sent(submission: Submission, **changes: str) -> dict[str, str]:
    """What the form of the secrecy review sends, a reason for each hit included."""
    draft = public_draft(load(submission.text))
    return {
        "state": submission.state,
        "digest": submission.digest,
        "public": draft.digest,
        "statement": "同意公开。",
        **{hit.digest: "值班电话应当公开。" for hit in draft.hits},
        **changes,
    }


class TestThePreview:
    def test_the_office_is_told_what_is_left_out_and_why(self, people: People, project: Project) -> None:
        address = reverse("project_public", args=[project.pk])
        for user in (people.clerk, people.colleague, people.approver):
            response = browser(user).get(address)
            assert "禁毒专项" not in response.context["article"]
            assert "机要内容" not in response.context["article"]
            assert [one.omission.text for one in response.context["left_out"]] == [
                "禁毒专项",
                "【不公开】机要内容。",
            ]
            kinds = [one.hit.kind for one in response.context["to_review"]]
            assert kinds == [Kind.ALONE, Kind.PHONE]
        item = project.line_items.get(name="禁毒专项")
        assert browser(people.clerk).get(address).context["left_out"][0].address.endswith(f"/{item.pk}/")
        for user in people.outsiders:
            assert browser(user).get(address).status_code == 404
        assert Client().get(address).status_code == 302
        assert browser(people.clerk).post(address).status_code == 405

    def test_a_secret_project_has_none(self, people: People, project: Project) -> None:
        Project.objects.update(is_withheld=True)
        response = browser(people.clerk).get(reverse("project_public", args=[project.pk]))
        assert "涉密项目，不公开" in response.text

    def test_its_queries_do_not_grow_with_what_is_marked(
        self, people: People, project: Project, django_assert_max_num_queries: Any
    ) -> None:
        client = browser(people.clerk)
        address = reverse("project_public", args=[project.pk])
        client.get(address)
        with django_assert_max_num_queries(60) as before:
            client.get(address)
        for number in range(4):
            make_line_item(project, f"专项{number}", allocated="1", spent="1", is_withheld=True)
        with django_assert_max_num_queries(len(before)):
            client.get(address)


class TestTheSecrecyReview:
    def test_who_may_and_who_may_not(self, people: People, submission: Submission) -> None:
        bring(submission, State.ACCEPTED, people)
        for user in (people.clerk, people.colleague, people.reviewer):
            response = browser(user).get(page(submission))
            assert response.status_code == 200
            assert "签署保密审查" not in response.text
            assert browser(user).post(page(submission), sent(submission)).status_code == 403
        assert browser(people.stranger).get(page(submission)).status_code == 404
        assert browser(people.stranger).post(page(submission), sent(submission)).status_code == 404
        assert Client().post(page(submission)).status_code == 302
        strict = browser(people.approver, enforce_csrf_checks=True)
        assert strict.post(page(submission), sent(submission)).status_code == 403
        assert not Clearance.objects.exists()
        assert browser(people.approver).get(page(submission)).text.count("签署保密审查") == 1
        assert browser(people.approver).post(page(submission), sent(submission)).status_code == 302
        assert Clearance.objects.get().made_by == people.approver

    def test_it_keeps_the_statement_the_reasons_and_the_digest(
        self, people: People, submission: Submission
    ) -> None:
        bring(submission, State.ACCEPTED, people)
        browser(people.approver).post(page(submission), sent(submission))
        clearance = Clearance.objects.get()
        draft = public_draft(load(submission.text))
        assert clearance.statement == "同意公开。"
        assert clearance.digest == draft.digest != submission.digest
        assert [(one["found"], one["reason"]) for one in clearance.reviewed] == [
            (hit.found, "值班电话应当公开。") for hit in draft.hits
        ]
        told = HistoryEntry.objects.filter(kind="reports.clearance").get()
        assert told.made_by == str(people.approver)
        assert "值班电话应当公开。" in browser(people.clerk).get(page(submission)).text
        # A button pressed twice signs once.
        assert browser(people.approver).post(page(submission), sent(submission)).status_code == 302
        assert Clearance.objects.count() == 1

    @pytest.mark.parametrize("reason", ["", "无", "  "])
    def test_each_hit_wants_a_reason(self, reason: str, people: People, submission: Submission) -> None:
        bring(submission, State.ACCEPTED, people)
        hit = public_draft(load(submission.text)).hits[-1]
        response = browser(people.approver).post(page(submission), sent(submission, **{hit.digest: reason}))
        assert response.status_code == 200
        assert hit.digest in response.context["form"].errors
        assert "值班电话应当公开。" in response.text  # what was typed stays
        assert not Clearance.objects.exists()

    def test_a_forged_post_without_reasons_is_refused_by_the_step(
        self, people: People, submission: Submission
    ) -> None:
        bring(submission, State.ACCEPTED, people)
        shown = public_draft(load(submission.text)).digest
        given: dict[str, Any] = {"seen": Seen.of(submission), "statement": "同意。", "reasons": {}}
        with pytest.raises(NotReviewed):
            clear(submission, by=people.approver, shown=shown, **given)
        with pytest.raises(ContentChanged):
            clear(submission, by=people.approver, shown="0" * 64, **given)
        with pytest.raises(Overtaken):
            clear(
                submission,
                by=people.approver,
                shown=shown,
                **{**given, "seen": Seen("approved", submission.digest)},
            )

    def test_nobody_reviews_what_they_submitted_nor_before_it_is_approved(
        self, people: People, submission: Submission, project: Project
    ) -> None:
        assert browser(people.approver).post(page(submission), sent(submission)).status_code == 403
        both = make_user(role=Role.APPROVER, office=people.clerk.office)
        both.groups.add(*people.clerk.groups.all())
        browser(people.clerk).post(
            reverse("submission_step", args=[submission.pk, "withdraw"]),
            {"state": submission.state, "digest": submission.digest},
        )
        mine = make_submitted(project, both)
        bring(mine, State.ACCEPTED, people)
        with pytest.raises(PermissionDenied):
            make_cleared(mine, both)
        make_cleared(mine, people.approver)

    def test_a_page_that_shows_another_version_is_told_so(
        self, people: People, submission: Submission
    ) -> None:
        bring(submission, State.ACCEPTED, people)
        response = browser(people.approver).post(page(submission), sent(submission, public="0" * 64))
        assert response.status_code == 409
        assert "请重新核对" in response.text

    def test_a_secret_project_is_not_reviewed(self, people: People, project: Project) -> None:
        Project.objects.update(is_withheld=True)
        submission = make_submitted(Project.objects.get(), people.clerk)
        bring(submission, State.ACCEPTED, people)
        assert "涉密项目，不公开" in browser(people.approver).get(page(submission)).text
        assert browser(people.approver).post(page(submission), {}).status_code == 403


class TestPublishing:
    def test_nothing_is_published_uncleared(self, people: People, submission: Submission) -> None:
        bring(submission, State.ACCEPTED, people)
        with pytest.raises(PermissionDenied):
            publish(submission, by=people.reviewer, seen=Seen.of(submission))
        answer = browser(people.reviewer).post(
            reverse("submission_step", args=[submission.pk, "publish"]),
            {"state": submission.state, "digest": submission.digest},
        )
        assert answer.status_code == 403
        assert stored(submission).state == State.ACCEPTED

    def test_a_review_of_another_version_does_not_count(self, people: People, submission: Submission) -> None:
        bring(submission, State.ACCEPTED, people)
        make_clearance(submission, made_at=datetime(2021, 3, 1, tzinfo=UTC))
        with pytest.raises(NotCleared):
            publish(submission, by=people.reviewer, seen=Seen.of(submission))
        answer = browser(people.reviewer).post(
            reverse("submission_step", args=[submission.pk, "publish"]),
            {"state": submission.state, "digest": submission.digest},
        )
        assert answer.url == page(submission)
        assert (stored(submission).state, Publication.objects.count()) == (State.ACCEPTED, 0)

    def test_the_public_version_is_composed_once_and_kept(
        self, people: People, submission: Submission
    ) -> None:
        bring(submission, State.PUBLISHED, people)
        publication = Publication.objects.get()
        assert publication.digest == digest(publication.snapshot) == Clearance.objects.get().digest
        ours = load(publication.text)
        assert ours.is_public
        for secret in ("禁毒专项", "机要内容", str(people.clerk), "不公开】"):
            assert secret not in publication.snapshot

    @pytest.mark.django_db(transaction=True)
    def test_of_several_at_once_one_publishes(self, people: People, submission: Submission) -> None:
        bring(submission, State.ACCEPTED, people)
        make_cleared(submission, people.approver)
        barrier, failures = Barrier(6), []

        def run() -> None:
            barrier.wait()
            try:
                publish(submission, by=people.reviewer, seen=Seen.of(submission))
            except Overtaken:
                failures.append(1)
            finally:
                connection.close()

        threads = [Thread(target=run) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert (len(failures), Publication.objects.count()) == (5, 1)


class TestWithdrawing:
    def address(self, submission: Submission) -> str:
        return reverse("submission_retract", args=[submission.pk])

    def test_who_may_and_who_may_not(self, people: People, submission: Submission) -> None:
        bring(submission, State.PUBLISHED, people)
        given = {"state": submission.state, "digest": submission.digest, "reason": "含个人信息。"}
        for user in (people.clerk, people.approver):
            assert browser(user).get(self.address(submission)).status_code == 403
            assert browser(user).post(self.address(submission), given).status_code == 403
        assert browser(people.stranger).get(self.address(submission)).status_code == 404
        assert Client().get(self.address(submission)).status_code == 302
        assert stored(submission).state == State.PUBLISHED
        reviewer = browser(people.reviewer)
        assert reviewer.get(self.address(submission)).status_code == 200
        without = reviewer.post(self.address(submission), {**given, "reason": ""})
        assert "reason" in without.context["form"].errors
        assert reviewer.post(self.address(submission), given).status_code == 302
        step = Step.objects.get(state=State.RETRACTED)
        assert (step.made_by, step.reason) == (people.reviewer, "含个人信息。")

    def test_then_it_is_returned_and_published_anew(
        self, people: People, submission: Submission, project: Project
    ) -> None:
        bring(submission, State.PUBLISHED, people)
        retract(submission, by=people.reviewer, seen=Seen.of(submission), reason="含个人信息。")
        assert Project.objects.get().locked_at is not None
        again = stored(submission)
        with pytest.raises(PermissionDenied):
            publish(again, by=people.reviewer, seen=Seen.of(again))
        return_with_remarks(again, by=people.reviewer, seen=Seen.of(again), reason="请标记。")
        make_goal(Project.objects.get(), "更正后的目标。")
        second = make_submitted(Project.objects.get(), people.clerk)
        bring(second, State.PUBLISHED, people)
        assert Publication.objects.current().get().submission == second

    def test_somebody_elses_step_is_noticed(self, people: People, submission: Submission) -> None:
        bring(submission, State.PUBLISHED, people)
        opened = {"state": submission.state, "digest": submission.digest, "reason": "含个人信息。"}
        other = make_user(role=Role.REVIEWER, office=people.reviewer.office)
        retract(submission, by=other, seen=Seen.of(submission), reason="先撤。")
        answer = browser(people.reviewer).post(self.address(submission), opened, follow=True)
        assert "已有人先办理了其他步骤" in answer.text
