"""One report on the reviewer's desk: who sees it, what stands beside it, and the scores that are given."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from indicators import evidence as files
from indicators.models import Evidence
from projects.models import Project
from reports.models import ReviewScore, State, Submission
from reports.workflow import Objection, Seen, accept, approve, return_with_remarks
from tests.builders import close, make_review_score, make_superuser, make_user, make_year
from tests.people import People, browser, make_people
from tests.reports.submissions import bring, make_finished_project, make_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_finished_project(people.clerk.office)


@pytest.fixture
def submission(people: People, project: Project) -> Submission:
    return bring(make_submitted(project, people.clerk), State.APPROVED, people)


def page(submission: Submission) -> str:
    return reverse("desk_report", args=[submission.pk])


def scores(
    submission: Submission, *rows: tuple[int, str, str], after: str = "", **more: str
) -> dict[str, str]:
    """Return what the form sends: for each indicator by its number the points and the reason."""
    fields = {"state": submission.state, "digest": submission.digest, **more}
    for number, points, reason in rows:
        key = f"indicator-{number}"
        fields |= {f"{key}-points": points, f"{key}-reason": reason, f"{key}-after": after}
    return fields


class TestWho:
    def test_only_reviewers_of_the_district(self, people: People, submission: Submission) -> None:
        for user in (people.reviewer, make_superuser()):
            assert browser(user).get(page(submission)).status_code == 200
        elsewhere = make_user(role=Role.REVIEWER)
        for user in (people.clerk, people.approver, people.stranger, elsewhere):
            assert browser(user).get(page(submission)).status_code == 404
            response = browser(user).post(page(submission), scores(submission, (1, "40", "未提供佐证资料。")))
            assert response.status_code == 404
        assert Client().get(page(submission)).status_code == 302
        assert browser(people.reviewer).put(page(submission)).status_code == 405
        assert browser(people.reviewer).get(page(Submission(pk=0))).status_code == 404
        assert not ReviewScore.objects.exists()

    def test_what_was_never_approved_is_not_there(self, people: People, project: Project) -> None:
        made = make_submitted(project, people.clerk)
        assert browser(people.reviewer).get(page(made)).status_code == 404
        assert browser(make_superuser()).get(page(made)).status_code == 404


class TestEvidence:
    @pytest.fixture(autouse=True)
    def folder(self, settings, tmp_path: Path) -> None:
        settings.EVIDENCE_DIR = tmp_path

    def address(self, submission: Submission) -> str:
        row = Evidence.objects.filter(project=submission.project).first()
        assert row is not None
        return reverse("desk_evidence", args=[submission.pk, row.pk])

    def test_it_is_handed_over_while_the_submission_stands(self, people: People, project: Project) -> None:
        Evidence.objects.update(sha256=files.keep(b"%PDF"))
        made = bring(make_submitted(project, people.clerk), State.APPROVED, people)
        address = self.address(made)
        assert address in browser(people.reviewer).get(page(made)).text
        response = browser(people.reviewer).get(address)
        assert b"".join(response) == b"%PDF"
        for user in (people.clerk, people.stranger, make_user(role=Role.REVIEWER)):
            assert browser(user).get(address).status_code == 404
        return_with_remarks(made, by=people.reviewer, seen=Seen.of(made), reason="核对")
        assert browser(people.reviewer).get(address).status_code == 404
        assert "佐证资料随下一版提供" in browser(people.reviewer).get(page(made)).text

    def test_that_of_another_project_is_not(self, people: People, submission: Submission) -> None:
        other = make_finished_project(people.clerk.office, "第二项目")
        row = Evidence.objects.filter(project=other).first()
        assert row is not None
        address = reverse("desk_evidence", args=[submission.pk, row.pk])
        assert browser(people.reviewer).get(address).status_code == 404


class TestWhatStandsBeside:
    def test_the_neighbours_of_the_same_names(self, people: People, submission: Submission) -> None:
        approver = make_user(role=Role.APPROVER, office=people.stranger.office)
        other = make_finished_project(people.stranger.office, "七星岗平安项目")
        other.line_items.first().expenditures.update(amount=428_000)
        made = make_submitted(other, people.stranger)
        text = browser(people.reviewer).get(page(submission)).text
        assert "七星岗" not in text
        approve(made, by=approver, seen=Seen.of(made))
        response = browser(people.reviewer).get(page(submission))
        assert [one.pk for one, _figures in response.context["near"]] == [made.pk]
        (_name, own, rows), *_rest = response.context["near_lines"]
        assert own[1].text == "42.90"
        assert rows[0][1][1].text == "42.80"
        assert all(card.near[0][0].pk == made.pk for card in response.context["cards"])
        made.refresh_from_db()
        return_with_remarks(made, by=people.reviewer, seen=Seen.of(made), reason="核对")
        assert browser(people.reviewer).get(page(submission)).context["near"] == []

    def test_what_changed_and_was_remarked_since_the_version_before(
        self, people: People, submission: Submission
    ) -> None:
        remark = Objection("total-spent", "执行数合计", "与国库支付系统不一致。")
        return_with_remarks(
            submission, by=people.reviewer, seen=Seen.of(submission), reason="核对", objections=[remark]
        )
        submission.project.line_items.first().expenditures.update(amount=428_000)
        again = bring(make_submitted(submission.project, people.clerk), State.APPROVED, people)
        response = browser(people.reviewer).get(page(again))
        assert len(response.context["changes"]) == again.changed
        assert "与国库支付系统不一致。" in response.text
        assert page(submission) not in response.text

    def test_the_list_leads_on_to_the_next_in_its_order(self, people: People, submission: Submission) -> None:
        second = make_finished_project(people.clerk.office, "第二项目")
        made = bring(make_submitted(second, people.clerk), State.APPROVED, people)
        shown = browser(people.reviewer).get(f"{page(submission)}?sort=waiting&q=项目").text
        assert f"{page(made)}?sort=waiting&amp;q=" in shown
        response = browser(people.reviewer).get(page(submission), {"q": "第二"})
        assert (response.context["previous"], response.context["following"]) == (None, None)

    @pytest.mark.parametrize("size", [1, 6])
    def test_its_queries_do_not_grow(self, size: int, people: People, submission: Submission) -> None:
        for number in range(size):
            office = people.stranger.office
            made = make_submitted(make_finished_project(office, f"项目{number}"), people.stranger)
            approve(made, by=make_user(role=Role.APPROVER, office=office), seen=Seen.of(made))
            make_review_score(submission, place=f"indicator-{number % 3 + 1}")
        client = browser(people.reviewer)
        with CaptureQueriesContext(connection) as queries:
            client.get(page(submission))
        assert len(queries) == 20


class TestScores:
    def post(self, people: People, submission: Submission, data: dict[str, Any]) -> Any:
        return browser(people.reviewer).post(page(submission), data)

    def given(self) -> list[tuple[object, ...]]:
        return list(ReviewScore.objects.values_list("place", "points", "reason"))

    def test_they_are_kept_with_their_reason_and_summed_up(
        self, people: People, submission: Submission
    ) -> None:
        data = scores(submission, (1, "45", "未提供佐证资料。"), (2, "", ""))
        response = self.post(people, submission, data)
        assert response.status_code == 302
        assert response.url == page(submission)
        assert self.given() == [("indicator-1", 45, "未提供佐证资料。")]
        text = browser(people.reviewer).get(page(submission)).text
        assert "93.50" in text
        assert "-5.00" in text

    @pytest.mark.parametrize(
        ("points", "reason", "fault"),
        [
            ("50.01", "未提供佐证资料。", "超过该指标的分值 50"),
            ("-1", "未提供佐证资料。", "大于或等于0"),
            ("45", "", "请写明理由"),
            ("45", "无", "请写明理由"),
            ("", "未提供佐证资料。", "请同时填写复核得分"),
            ("x", "未提供佐证资料。", "请填写数字"),
            ("45.001", "未提供佐证资料。", "小数"),
        ],
    )
    def test_what_cannot_be_is_refused_and_kept_on_the_page(
        self, points: str, reason: str, fault: str, people: People, submission: Submission
    ) -> None:
        good = (2, "20", "佐证资料不能证明完成值。")
        response = self.post(people, submission, scores(submission, (1, points, reason), good))
        assert response.status_code == 422
        assert fault in response.text
        assert "佐证资料不能证明完成值。" in response.text
        assert self.given() == []

    def test_a_later_entry_counts_and_the_former_stays(self, people: People, submission: Submission) -> None:
        self.post(people, submission, scores(submission, (1, "45", "未提供佐证资料。")))
        first = str(ReviewScore.objects.get().pk)
        self.post(people, submission, scores(submission, (1, "", ""), after=first))
        assert self.given() == [("indicator-1", 45, "未提供佐证资料。"), ("indicator-1", None, "")]
        context = browser(people.reviewer).get(page(submission)).context
        assert context["review"]["total"].text == "98.50"

    def test_the_same_points_as_the_office_need_no_reason(
        self, people: People, submission: Submission
    ) -> None:
        assert self.post(people, submission, scores(submission, (1, "50", ""))).status_code == 302
        assert self.given() == [("indicator-1", 50, "")]

    def test_sent_twice_they_are_kept_once(self, people: People, submission: Submission) -> None:
        for _ in range(2):
            data = scores(submission, (1, "45", "未提供佐证资料。"))
            assert self.post(people, submission, data).status_code == 302
        assert len(self.given()) == 1

    def test_what_another_reviewer_gave_meanwhile_is_shown_before_it_is_replaced(
        self, people: People, submission: Submission
    ) -> None:
        theirs = make_review_score(submission, points=40)
        response = self.post(people, submission, scores(submission, (1, "45", "未提供佐证资料。")))
        assert response.status_code == 422
        assert "他人已给 40.00 分" in response.text
        assert f'value="{theirs.pk}"' in response.text
        again = scores(submission, (1, "45", "未提供佐证资料。"), after=str(theirs.pk))
        assert self.post(people, submission, again).status_code == 302
        assert [points for _place, points, _reason in self.given()] == [40, 45]

    def test_after_a_decision_none_are_taken(self, people: People, submission: Submission) -> None:
        opened = scores(submission, (1, "45", "未提供佐证资料。"))
        colleague = make_user(role=Role.REVIEWER, office=people.reviewer.office)
        accept(submission, by=colleague, seen=Seen.of(submission))
        response = self.post(people, submission, opened)
        assert response.status_code == 409
        assert "他人" in response.text
        submission.refresh_from_db()
        assert self.post(people, submission, scores(submission, (1, "45", "据"))).status_code == 403
        assert self.given() == []

    def test_a_closed_year_takes_none(self, people: People, submission: Submission) -> None:
        close(make_year())
        assert self.post(people, submission, scores(submission, (1, "45", "未附资料。"))).status_code == 409

    def test_accepting_keeps_them_and_goes_on_to_the_next(
        self, people: People, submission: Submission
    ) -> None:
        second = make_finished_project(people.clerk.office, "第二项目")
        made = bring(make_submitted(second, people.clerk), State.APPROVED, people)
        data = scores(submission, (1, "45", "未提供佐证资料。"), accept="1")
        client = browser(people.reviewer)
        response = client.post(f"{page(submission)}?sort=-waiting", data)
        assert response.url == f"{page(made)}?sort=-waiting"
        for _ in range(2):
            response = client.post(f"{page(made)}?sort=-waiting", scores(made, accept="1"))
            assert response.url in (f"{reverse('desk')}?sort=-waiting", f"{page(submission)}?sort=-waiting")
        assert set(Submission.objects.values_list("state", flat=True)) == {State.ACCEPTED}
        assert len(self.given()) == 1

    def test_the_office_sees_them_once_the_bureau_has_decided(
        self, people: People, submission: Submission
    ) -> None:
        address = reverse("submission", args=[submission.pk])
        self.post(people, submission, scores(submission, (1, "45", "未提供佐证资料。")))
        assert "未提供佐证资料。" not in browser(people.clerk).get(address).text
        assert "未提供佐证资料。" in browser(people.reviewer).get(address).text
        assert page(submission) in browser(people.reviewer).get(address).text
        kept = (1, "45", "未提供佐证资料。")
        after = str(ReviewScore.objects.get().pk)
        self.post(people, submission, scores(submission, kept, after=after, accept="1"))
        text = browser(people.clerk).get(address).text
        assert "未提供佐证资料。" in text
        assert "93.50" in text
        assert page(submission) not in text
        assert "未提供佐证资料。" in browser(people.reviewer).get(page(submission)).text

    def test_they_are_no_part_of_what_was_signed(self, people: People, submission: Submission) -> None:
        before = submission.digest
        self.post(people, submission, scores(submission, (1, "45", "未提供佐证资料。")))
        submission.refresh_from_db()
        assert submission.digest == before

    def test_what_is_under_review_is_not_accepted_unopened(
        self, people: People, submission: Submission
    ) -> None:
        self.post(people, submission, scores(submission, (1, "45", "未提供佐证资料。")))
        sent = {"accept": [f"{submission.pk} {submission.digest}"]}
        assert "逐份办理" in browser(people.reviewer).post(reverse("desk_accept"), sent).text
