"""The pages about what was submitted: who may and who may not, and that all is drawn from the snapshot."""

import io
import zipfile
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.roles import Role
from projects import triggers
from projects.models import LineItem, Project
from reports.models import Remark, State, Submission
from reports.snapshot import SnapshotError
from reports.workflow import Objection, Seen, draft, return_with_remarks, withdraw
from tests.builders import (
    make_answer,
    make_expenditure,
    make_line_item,
    make_remark,
    make_section_text,
    make_superuser,
    make_user,
)
from tests.people import People, browser, make_people
from tests.reports.submissions import (
    bring,
    make_cleared,
    make_finished_project,
    make_submitted,
    spend_too_much,
)

pytestmark = pytest.mark.django_db

PAGES = ("submission", "submission_report")
FORMATS = ("html", "pdf", "docx", "form.pdf", "form.docx", "xlsx")


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_finished_project(people.clerk.office)


@pytest.fixture
def submission(people: People, project: Project) -> Submission:
    return make_submitted(project, people.clerk)


def page(submission: Submission) -> str:
    return reverse("submission", args=[submission.pk])


def step(submission: Submission, name: str) -> str:
    return reverse("submission_step", args=[submission.pk, name])


def back(submission: Submission) -> str:
    return reverse("submission_return", args=[submission.pk])


def seen(submission: Submission, **more: Any) -> dict[str, Any]:
    """Return what a page about the submission sends along."""
    return {"state": submission.state, "digest": submission.digest, **more}


def remarks(*rows: tuple[str, str]) -> dict[str, Any]:
    """Return the fields of the remarks' rows: each its place and its text."""
    fields: dict[str, Any] = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
    for number, (place, text) in enumerate(rows):
        fields |= {f"form-{number}-place": place, f"form-{number}-text": text}
    return fields


def stored(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def returned(submission: Submission, people: People, *objections: Objection) -> Submission:
    bring(submission, State.APPROVED, people)
    return_with_remarks(
        submission, by=people.reviewer, seen=Seen.of(submission), reason="请核对。", objections=objections
    )
    return stored(submission)


class TestSubmitting:
    def address(self, project: Project) -> str:
        return reverse("project_submit", args=[project.pk])

    def test_who_may_and_who_may_not(self, people: People, project: Project) -> None:
        address = self.address(project)
        for user in (people.clerk, people.colleague, make_superuser()):
            assert browser(user).get(address).status_code == 200
        for user in (people.approver, people.reviewer, people.stranger):
            assert browser(user).get(address).status_code == 404
        data = {"digest": draft(project).digest}
        assert browser(people.approver).post(address, data).status_code == 403
        for user in people.outsiders:
            assert browser(user).post(address, data).status_code == 404
        assert Client().get(address).status_code == 302
        assert browser(people.clerk).put(address).status_code == 405
        assert browser(people.clerk).get(self.address(Project(pk=0))).status_code == 404
        assert not Submission.objects.exists()

    def test_the_head_of_the_project_leads_there(self, people: People, project: Project) -> None:
        basics = reverse("project", args=[project.pk])
        assert self.address(project) in browser(people.clerk).get(basics).text
        assert "草稿" in browser(people.clerk).get(basics).text
        assert self.address(project) not in browser(people.approver).get(basics).text
        made = make_submitted(project, people.clerk)
        text = browser(people.clerk).get(basics).text
        assert self.address(project) not in text
        assert page(made) in text
        assert "已提交" in text

    def test_what_is_confirmed_is_submitted_once(self, people: People, project: Project) -> None:
        client = browser(people.clerk)
        shown = client.get(self.address(project)).text
        digest = draft(project).digest
        assert f'value="{digest}"' in shown
        for _ in range(2):
            response = client.post(self.address(project), {"digest": digest})
            assert response.status_code == 302
            assert response.url == page(Submission.objects.get())

    def test_what_changed_meanwhile_is_shown_again(self, people: People, project: Project) -> None:
        digest = draft(project).digest
        LineItem.objects.filter(pk=project.line_items.first().pk).update(name="社区巡防")
        response = browser(people.clerk).post(self.address(project), {"digest": digest})
        assert response.status_code == 409
        assert "打开本页后项目有改动" in response.text
        assert f'value="{draft(Project.objects.get()).digest}"' in response.text
        assert not Submission.objects.exists()

    def test_what_blocks_is_listed_with_its_place(self, people: People, project: Project) -> None:
        spend_too_much(project)
        item = project.line_items.first()
        response = browser(people.clerk).get(self.address(project))
        assert "R4" in response.text
        assert f'href="{reverse("line_item", args=[item.pk])}"' in response.text
        assert 'name="digest"' not in response.text

    def test_an_answered_warning_is_submitted_and_shown_with_its_answer(
        self, people: People, project: Project
    ) -> None:
        project.indicators.filter(name="安全隐患消除").update(deviation="")
        checks = reverse("project_checks", args=[project.pk])
        assert f'href="{checks}"' in browser(people.clerk).get(self.address(project)).text
        for finding in draft(project).blocking:
            make_answer(
                project,
                finding.message,
                rule=finding.id,
                digest=finding.digest,
                reason="整改台账存于安监办。",
                made_by=people.clerk,
            )
        made = make_submitted(project, people.clerk)
        assert {finding["id"] for finding in made.findings} >= {"W3"}
        text = browser(people.approver).get(page(made)).text
        assert "整改台账存于安监办。" in text
        assert "安全隐患消除" in text

    def test_with_an_error_neither_the_page_nor_a_forged_post_submits(
        self, people: People, project: Project
    ) -> None:
        spend_too_much(project)
        data = {"digest": draft(project).digest, "state": "approved", "findings": "[]", "force": "1"}
        strict = browser(people.clerk, enforce_csrf_checks=True)
        assert strict.post(self.address(project), data).status_code == 403
        response = browser(people.clerk).post(self.address(project), data)
        assert response.status_code == 409
        assert "R4" in response.text
        assert not Submission.objects.exists()

    def test_a_report_that_cannot_be_drawn_is_not_submitted(self, people: People, project: Project) -> None:
        make_section_text(project.report, "overview-project", "用{全年预算}万元。")
        for send in (browser(people.clerk).get, browser(people.clerk).post):
            response = send(self.address(project))
            assert response.status_code == 409
            assert "引用“全年预算”不存在" in response.text


class TestReading:
    def test_the_office_sees_it_from_the_first_and_the_bureau_once_approved(
        self, people: People, submission: Submission
    ) -> None:
        office = (people.clerk, people.colleague, people.approver, make_superuser())
        for name in PAGES:
            address = reverse(name, args=[submission.pk])
            for user in office:
                assert browser(user).get(address).status_code == 200
            for user in people.outsiders:
                assert browser(user).get(address).status_code == 404
            assert Client().get(address).status_code == 302
            assert browser(people.clerk).post(address).status_code == 405
            assert browser(people.clerk).get(reverse(name, args=[0])).status_code == 404
        bring(submission, State.APPROVED, people)
        for name in PAGES:
            address = reverse(name, args=[submission.pk])
            assert browser(people.reviewer).get(address).status_code == 200
            assert browser(people.stranger).get(address).status_code == 404

    def test_the_bureau_never_sees_what_was_taken_back_before(
        self, people: People, submission: Submission
    ) -> None:
        withdraw(submission, by=people.clerk, seen=Seen.of(submission))
        assert browser(people.reviewer).get(page(submission)).status_code == 404
        assert browser(people.approver).get(page(submission)).status_code == 200

    def test_a_reviewer_of_another_bureau_sees_nothing(self, people: People, submission: Submission) -> None:
        bring(submission, State.APPROVED, people)
        other = make_user(role=Role.REVIEWER, office=people.stranger.office)
        assert browser(other).get(page(submission)).status_code == 404

    def test_the_draft_is_hidden_from_the_bureau(self, people: People, project: Project) -> None:
        for name in ("project", "project_funds", "project_preview"):
            assert browser(people.reviewer).get(reverse(name, args=[project.pk])).status_code == 404

    def test_it_shows_the_snapshot_and_not_the_tables(self, people: People, submission: Submission) -> None:
        returned(submission, people)
        Project.objects.update(name="改了名的项目")
        make_line_item(submission.project, "后来的明细", allocated="900")
        client = browser(people.reviewer)
        report = client.get(reverse("submission_report", args=[submission.pk])).text
        overview = client.get(page(submission)).text
        assert "48.72" in report
        assert "48.72" in overview
        for text in (report, overview):
            assert "后来的明细" not in text
            assert "948.72" not in text

    @pytest.mark.parametrize("extension", FORMATS)
    def test_its_files_are_those_of_the_version(
        self, extension: str, people: People, submission: Submission
    ) -> None:
        address = reverse("submission_file", args=[submission.pk, extension])
        before = browser(people.approver).get(address)
        assert before.status_code == 200
        assert before["Cache-Control"] == "no-store"
        assert browser(people.reviewer).get(address).status_code == 404
        withdraw(submission, by=people.clerk, seen=Seen.of(submission))
        make_line_item(submission.project, "后来的明细", allocated="900")
        after = browser(people.approver).get(address)
        assert after["Content-Disposition"] == before["Content-Disposition"]
        if extension in ("html", "pdf", "form.pdf"):
            assert after.content == before.content
        else:
            assert b"\xe5\x90\x8e\xe6\x9d\xa5\xe7\x9a\x84" not in b"".join(parts(after.content))

    @pytest.mark.logs_errors
    def test_what_is_not_what_was_submitted_is_not_shown(
        self, people: People, submission: Submission
    ) -> None:
        """Somebody with the keys of the database has taken off the triggers and changed one character."""
        triggers.drop(using="default")
        changed = submission.snapshot.replace("48.72", "48.73")
        Submission.objects.filter(pk=submission.pk).update(snapshot=changed)
        for address in (page(submission), reverse("submission_file", args=[submission.pk, "pdf"])):
            with pytest.raises(SnapshotError, match="不一致"):
                browser(people.approver).get(address)

    def test_an_unknown_format_and_an_unknown_figure(self, people: People, submission: Submission) -> None:
        client = browser(people.clerk)
        assert client.get(reverse("submission_file", args=[submission.pk, "doc"])).status_code == 404
        assert client.get(reverse("submission_fact", args=[submission.pk, "none"])).status_code == 404

    def test_a_figure_says_where_it_comes_from(self, people: People, submission: Submission) -> None:
        address = reverse("submission_fact", args=[submission.pk, "total-budget"])
        text = browser(people.approver).get(address).text
        assert "全年预算合计" in text
        assert reverse("submission_fact", args=[submission.pk, "item-1-budget"]) in text
        card = browser(people.approver).get(address, {"card": ""}).text
        assert "<html" not in card
        assert f"{back(submission)}?about=total-budget" in card
        assert back(submission) not in browser(people.clerk).get(address, {"card": ""}).text


def parts(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [package.read(name) for name in package.namelist()]


class TestDeciding:
    @pytest.mark.parametrize(
        ("name", "before", "who", "after"),
        [
            ("approve", State.SUBMITTED, "approver", State.APPROVED),
            ("withdraw", State.SUBMITTED, "clerk", State.WITHDRAWN),
            ("accept", State.APPROVED, "reviewer", State.ACCEPTED),
            ("publish", State.ACCEPTED, "reviewer", State.PUBLISHED),
        ],
    )
    def test_each_step_has_its_button_for_whom_it_belongs_to(
        self, name: str, before: State, who: str, after: State, people: People, submission: Submission
    ) -> None:
        bring(submission, before, people)
        if name == "publish":
            make_cleared(submission, people.approver)
        everybody = {one: getattr(people, one) for one in ("clerk", "approver", "reviewer", "stranger")}
        for one, user in everybody.items():
            response = browser(user).get(page(submission))
            assert (step(submission, name) in response.text) is (one == who)
            if one != who:
                refused = browser(user).post(step(submission, name), seen(submission))
                assert refused.status_code in (403, 404)
        assert stored(submission).state == before
        response = browser(everybody[who]).post(step(submission, name), seen(submission))
        assert response.url == page(submission)
        assert stored(submission).state == after

    def test_wrong_methods_and_addresses(self, people: People, submission: Submission) -> None:
        client = browser(people.approver)
        assert client.get(step(submission, "approve")).status_code == 405
        assert client.post(step(submission, "return"), seen(submission)).status_code == 404
        assert client.post(step(Submission(pk=0), "approve"), seen(submission)).status_code == 404
        assert Client().post(step(submission, "approve")).status_code == 302
        strict = browser(people.approver, enforce_csrf_checks=True)
        assert strict.post(step(submission, "approve"), seen(submission)).status_code == 403
        assert stored(submission).state == State.SUBMITTED

    def test_a_page_from_before_somebody_elses_step_is_told_so(
        self, people: People, submission: Submission
    ) -> None:
        opened = seen(submission)
        withdraw(submission, by=people.clerk, seen=Seen.of(submission))
        response = browser(people.approver).post(step(submission, "approve"), opened)
        assert response.status_code == 409
        assert "已撤回" in response.text
        assert "打开本页后" in response.text

    def test_a_double_click_approves_once_and_says_so_twice(
        self, people: People, submission: Submission
    ) -> None:
        client = browser(people.approver)
        for _ in range(2):
            response = client.post(step(submission, "approve"), seen(submission))
            assert response.status_code == 302
        assert submission.steps.count() == 1

    def test_a_page_without_what_it_showed_decides_nothing(
        self, people: People, submission: Submission
    ) -> None:
        assert browser(people.approver).post(step(submission, "approve")).status_code == 409
        assert stored(submission).state == State.SUBMITTED


class TestReturning:
    def test_who_may_and_who_may_not(self, people: People, submission: Submission) -> None:
        data = seen(submission, reason="请核对。", **remarks())
        assert browser(people.approver).get(back(submission)).status_code == 200
        assert browser(people.clerk).get(back(submission)).status_code == 403
        assert browser(people.clerk).post(back(submission), data).status_code == 403
        for user in people.outsiders:
            assert browser(user).get(back(submission)).status_code == 404
            assert browser(user).post(back(submission), data).status_code == 404
        assert Client().get(back(submission)).status_code == 302
        assert browser(people.approver).put(back(submission)).status_code == 405
        assert stored(submission).state == State.SUBMITTED

    def test_remarks_stand_beside_the_place_that_they_are_about(
        self, people: People, submission: Submission
    ) -> None:
        bring(submission, State.APPROVED, people)
        data = seen(
            submission,
            reason="请核对。",
            **remarks(
                ("item-2", "金额与批复不符。"),
                ("section-overview-project", "请补充实施范围。"),
                ("indicator-1-points", "请说明<b>得分</b>。"),
                ("", "全文请校对。"),
                ("", ""),
            ),
        )
        response = browser(people.reviewer).post(back(submission), data)
        assert response.url == page(submission)
        assert [(remark.place, remark.title) for remark in submission.remarks.all()] == [
            ("item-2", "明细项目2"),
            ("section-overview-project", "（一）项目概况"),
            ("indicator-1-points", "治安重点地区整治.得分"),
            ("", "全文"),
        ]
        project, clerk = submission.project, browser(people.clerk)
        item = project.line_items.last()
        funds = clerk.get(reverse("project_funds", args=[project.pk])).text
        assert f'href="{reverse("project_funds", args=[project.pk])}#item-{item.pk}"' in funds
        assert "金额与批复不符。" in funds
        assert "请补充实施范围。" not in funds
        assert "请补充实施范围。" in clerk.get(reverse("project_texts", args=[project.pk])).text
        indicators = clerk.get(reverse("project_indicators", args=[project.pk])).text
        assert "请说明&lt;b&gt;得分&lt;/b&gt;。" in indicators
        preview = clerk.get(reverse("project_preview", args=[project.pk])).text
        assert all(remark.text.split("<")[0] in preview for remark in submission.remarks.all())

    def test_while_the_next_version_stands_they_are_on_its_page(
        self, people: People, submission: Submission
    ) -> None:
        returned(submission, people, Objection("item-1", "明细项目1", "金额与批复不符。"))
        again = make_submitted(submission.project, people.clerk)
        funds = reverse("project_funds", args=[submission.project.pk])
        assert "金额与批复不符。" not in browser(people.clerk).get(funds).text
        assert "金额与批复不符。" in browser(people.approver).get(page(again)).text

    def test_what_the_office_remarks_to_itself_is_not_for_the_bureau(
        self, people: People, submission: Submission
    ) -> None:
        return_with_remarks(
            submission,
            by=people.approver,
            seen=Seen.of(submission),
            reason="请先内部核对。",
            objections=[Objection("item-1", "明细项目1", "内部核对后再报。")],
        )
        again = bring(make_submitted(submission.project, people.clerk), State.APPROVED, people)
        assert "内部核对后再报。" in browser(people.clerk).get(page(again)).text
        assert "内部核对后再报。" not in browser(people.reviewer).get(page(again)).text

    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            ({"reason": "", **remarks()}, "原因"),
            ({"reason": "核对", **remarks(("item-99", "不存在"))}, "item-99"),
            ({"reason": "核对", **remarks(("item-1", ""))}, "须改正的问题"),
            ({"reason": "核对\x00", **remarks()}, "原因"),
        ],
    )
    def test_what_is_wrong_is_named_and_nothing_is_lost(
        self, data: dict[str, Any], fault: str, people: People, submission: Submission
    ) -> None:
        response = browser(people.approver).post(back(submission), seen(submission, **data))
        assert response.status_code == 200
        assert fault in response.text
        assert stored(submission).state == State.SUBMITTED
        assert not Remark.objects.exists()

    def test_a_figure_can_be_picked_on_the_report(self, people: People, submission: Submission) -> None:
        client = browser(people.approver)
        text = client.get(back(submission), {"about": "item-1-rate"}).text
        assert '<option value="item-1-rate" selected>明细项目1.执行率</option>' in text
        assert '<option value="" selected>全文</option>' in client.get(back(submission), {"about": "x"}).text

    def test_a_double_click_returns_once(self, people: People, submission: Submission) -> None:
        data = seen(submission, reason="请核对。", **remarks(("item-1", "金额与批复不符。")))
        for _ in range(2):
            assert browser(people.approver).post(back(submission), data).url == page(submission)
        assert submission.remarks.count() == 1

    def test_a_return_that_comes_late_is_told_so(self, people: People, submission: Submission) -> None:
        opened = seen(submission, reason="请核对。", **remarks())
        withdraw(submission, by=people.clerk, seen=Seen.of(submission))
        response = browser(people.approver).post(back(submission), opened)
        assert response.status_code == 409
        assert "已撤回" in response.text


class TestSettling:
    @pytest.fixture
    def remark(self, people: People, submission: Submission) -> Remark:
        return returned(
            submission, people, Objection("total-budget", "全年预算合计", "与批复不符。")
        ).remarks.get()

    def address(self, remark: Remark) -> str:
        return reverse("remark_settle", args=[remark.pk])

    def test_who_may_and_who_may_not(self, people: People, remark: Remark) -> None:
        assert browser(people.clerk).post(self.address(remark), {"settled": "1"}).status_code == 403
        assert browser(people.stranger).post(self.address(remark), {"settled": "1"}).status_code == 404
        assert Client().post(self.address(remark)).status_code == 302
        assert browser(people.reviewer).get(self.address(remark)).status_code == 405
        assert browser(people.reviewer).post(self.address(Remark(pk=0))).status_code == 404
        assert not Remark.objects.exclude(settled_at=None).exists()

    def test_on_the_page_of_the_next_version(self, people: People, remark: Remark) -> None:
        again = make_submitted(remark.submission.project, people.clerk)
        client = browser(people.approver)
        assert self.address(remark) in client.get(page(again)).text
        assert self.address(remark) not in browser(people.clerk).get(page(again)).text
        assert client.post(self.address(remark), {"settled": "1"}).url == page(again)
        assert "已办结" in client.get(page(again)).text
        client.post(self.address(remark))
        assert not Remark.objects.exclude(settled_at=None).exists()


class TestChanges:
    def test_it_shows_what_changed(self, people: People, submission: Submission) -> None:
        returned(submission, people)
        project = submission.project
        item = project.line_items.first()
        LineItem.objects.filter(pk=item.pk).update(name="社区巡防")
        item.allocations.update(amount=item.allocations.get().amount + 100)
        make_expenditure(item, "0.01")
        make_section_text(project.report, "overview-project", "本项目已按计划实施完毕。")
        again = make_submitted(project, people.clerk)
        address = reverse("submission_changes", args=[again.pk])
        text = browser(people.approver).get(address).text
        assert "<del>48.72万元</del>" in text
        assert "<ins>48.73万元</ins>" in text
        assert "社区巡防.全年预算" in text
        assert "<ins>本项目已按计划实施完毕。</ins>" in text
        assert (
            reverse("submission_changes", args=[again.pk]) in browser(people.approver).get(page(again)).text
        )
        assert browser(people.reviewer).get(address).status_code == 404
        assert browser(people.clerk).post(address).status_code == 405

    def test_the_first_version_has_none(self, people: People, submission: Submission) -> None:
        address = reverse("submission_changes", args=[submission.pk])
        assert browser(people.clerk).get(address).status_code == 404


def english(user: User, address: str) -> str:
    client = browser(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client.get(address).text


def test_the_home_page_says_what_waits(people: People, submission: Submission) -> None:
    home = reverse("home", query={"year": 2020})
    assert page(submission) in english(people.approver, home)
    for user in (people.clerk, people.reviewer, people.stranger):
        assert page(submission) not in english(user, home)
    bring(submission, State.APPROVED, people)
    assert "Review it, then accept or return it." in english(people.reviewer, home)
    bring(submission, State.ACCEPTED, people)
    text = english(people.reviewer, home)
    assert "Waiting for you" not in text
    assert page(submission) in text


@pytest.mark.parametrize("number", [1, 12])
def test_its_queries_do_not_grow(
    number: int,
    people: People,
    submission: Submission,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    again = submission
    for version in range(number):
        for _ in range(number):
            make_remark(again, title=f"意见{version}")
        return_with_remarks(again, by=people.approver, seen=Seen.of(again), reason="核对")
        again = make_submitted(submission.project, people.clerk)
    client = browser(people.approver)
    for address, queries in (
        (page(again), 15),
        (reverse("submission_report", args=[again.pk]), 9),
        (reverse("submission_changes", args=[again.pk]), 9),
        (reverse("home"), 16),
    ):
        with django_assert_num_queries(queries):
            client.get(address)
    withdraw(again, by=people.clerk, seen=Seen.of(again))
    with django_assert_max_num_queries(37):
        client.get(reverse("project_preview", args=[again.project_id]))
