"""The reviewer's desk: who sees it, what it lists and in what order, and accepting several at once."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from reports.models import State, Step, Submission
from reports.workflow import Seen, accept, return_with_remarks
from tests.builders import (
    close,
    make_project,
    make_remark,
    make_step,
    make_submission,
    make_superuser,
    make_user,
    make_year,
    make_year_rules,
)
from tests.people import People, browser, make_people
from tests.reports.submissions import bring, make_finished_project, make_submitted

pytestmark = pytest.mark.django_db

DESK = reverse("desk")
ACCEPT = reverse("desk_accept")


@pytest.fixture
def people() -> People:
    return make_people()


def make_approved(name: str, people: People, *, days: int = 0, **fields: Any) -> Submission:
    """Make the record of a submission that waits for the bureau since so many days."""
    project = make_project(name, office=people.clerk.office)
    submission = make_submission(project, **{"state": State.APPROVED, **fields})
    make_step(submission, made_at=timezone.now() - timedelta(days=days))
    return submission


def listed(user: User, **query: str) -> list[str]:
    response = browser(user).get(DESK, {"year": "2020", **query})
    assert response.status_code == 200
    return [one.project.name for one in response.context["page"]]


def ticked(*submissions: Submission) -> dict[str, list[str]]:
    return {"accept": [f"{one.pk} {one.digest}" for one in submissions]}


class TestWho:
    def test_only_reviewers_reach_it(self, people: People) -> None:
        submission = make_approved("平安稳定项目", people)
        both = make_user(role=Role.CLERK, office=people.reviewer.office)
        both.groups.add(people.reviewer.groups.get())
        for user in (people.reviewer, both, make_superuser()):
            assert browser(user).get(DESK).status_code == 200
            assert DESK in browser(user).get(reverse("home")).text
        administrator = make_user(role=Role.ADMINISTRATOR, office=people.reviewer.office)
        for user in (people.clerk, people.colleague, people.approver, people.stranger, administrator):
            assert browser(user).get(DESK).status_code == 404
            assert browser(user).post(ACCEPT, ticked(submission)).status_code == 404
            assert DESK not in browser(user).get(reverse("home")).text
        assert Client().get(DESK).status_code == 302
        assert Client().post(ACCEPT).status_code == 302
        assert browser(people.reviewer).post(DESK).status_code == 405
        assert browser(people.reviewer).get(ACCEPT).status_code == 405
        assert Submission.objects.get().state == State.APPROVED

    def test_another_district_stays_out_of_sight(self, people: People) -> None:
        mine = make_approved("平安稳定项目", people)
        elsewhere = make_user(role=Role.REVIEWER)
        assert listed(elsewhere) == []
        browser(elsewhere).post(ACCEPT, ticked(mine))
        assert Submission.objects.get().state == State.APPROVED


class TestTheList:
    def test_each_project_stands_there_with_the_newest_version_that_was_approved(
        self, people: People
    ) -> None:
        first = make_approved("平安稳定项目", people, number=1)
        make_submission(first.project, number=2)
        make_submission(make_project("未审核项目", office=people.clerk.office))
        for user in (people.reviewer, make_superuser()):
            assert listed(user) == ["平安稳定项目"]
        second = make_approved("养老项目", people, number=1)
        make_step(make_submission(second.project, number=2, state=State.APPROVED))
        page = browser(people.reviewer).get(DESK).context["page"]
        assert {(one.project.name, one.number) for one in page} == {("平安稳定项目", 1), ("养老项目", 2)}

    def test_it_shows_what_was_summed_up(self, people: People) -> None:
        make_year_rules()
        project = make_finished_project(people.clerk.office)
        bring(make_submitted(project, people.clerk), State.APPROVED, people)
        text = browser(people.reviewer).get(DESK).text
        for figure in ("48.72", "100.00%", "98.50", "优", "0 天"):
            assert figure in text

    def test_without_anything_it_says_what_comes_here(self, people: People) -> None:
        assert "暂无可复核的报告" in browser(people.reviewer).get(DESK).text
        make_year()
        assert "暂无可复核的报告" in browser(people.reviewer).get(DESK).text
        assert "没有符合条件的报告" in browser(people.reviewer).get(DESK, {"state": "returned"}).text

    def test_what_has_waited_longest_comes_first(self, people: People) -> None:
        make_approved("昨日", people, days=1)
        make_approved("已通过", people, days=30, state=State.ACCEPTED)
        make_approved("上周", people, days=7)
        assert listed(people.reviewer) == ["上周", "昨日", "已通过"]
        assert listed(people.reviewer, sort="waiting") == ["昨日", "上周", "已通过"]

    @pytest.mark.parametrize(
        ("sort", "field", "values"),
        [
            ("score", "score", (9, 80, 100)),
            ("budget", "budget", (9, 80, 100)),
            ("spent", "spent", (9, 80, 100)),
            ("rate", "rate", ("0.9", "0.95", "1")),
            ("warnings", "answered", (0, 3, 10)),
            ("changed", "changed", (0, 3, 10)),
        ],
    )
    def test_it_sorts_by_number_and_puts_what_is_unknown_last(
        self, sort: str, field: str, values: tuple[Any, ...], people: People
    ) -> None:
        for name, value in zip("甲乙丙", values, strict=True):
            make_approved(name, people, **{field: Decimal(value)})
        known = ["甲", "乙", "丙"]
        if field not in ("answered",):
            make_approved("未知", people)
            assert listed(people.reviewer, sort=sort) == [*known, "未知"]
            assert listed(people.reviewer, sort=f"-{sort}") == [*reversed(known), "未知"]
        else:
            assert listed(people.reviewer, sort=sort) == known

    def test_the_filter_narrows_and_stays_in_the_address(self, people: People) -> None:
        make_approved("养老服务", people, grade="优", waived=1)
        make_approved("养老设施", people, grade="良", changed=3)
        make_approved("市容整治", people, grade="优", state=State.RETURNED)
        make_year_rules()
        for query, names in (
            ({"q": "养老"}, {"养老服务", "养老设施"}),
            ({"grade": "优"}, {"养老服务", "市容整治"}),
            ({"state": "returned"}, {"市容整治"}),
            ({"waived": "on"}, {"养老服务"}),
            ({"changed": "on"}, {"养老设施"}),
            ({"office": str(people.clerk.office_id)}, {"养老服务", "养老设施", "市容整治"}),
            ({"office": "0"}, {"养老服务", "养老设施", "市容整治"}),
            ({"q": "养老", "grade": "优"}, {"养老服务"}),
            ({"year": "2019"}, {"养老服务", "养老设施", "市容整治"}),
        ):
            assert set(listed(people.reviewer, **query)) == names
        text = browser(people.reviewer).get(DESK, {"q": "养老", "sort": "-score"}).text
        assert "?q=%E5%85%BB%E8%80%81&amp;sort=budget" in text
        assert 'name="sort" value="-score"' in text

    def test_another_year_lists_its_own(self, people: People) -> None:
        make_approved("平安稳定项目", people)
        make_year(2021)
        assert listed(people.reviewer, year="2021") == []

    @pytest.mark.parametrize("size", [3, 60])
    def test_its_queries_do_not_grow(self, size: int, people: People) -> None:
        make_year_rules()
        for number in range(size):
            make_approved(f"项目{number}", people)
        client = browser(people.reviewer)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(DESK)
        assert len(queries) == 11
        assert not any("snapshot" in query["sql"] for query in queries)


class TestAcceptingAtOnce:
    def real(self, people: People, *names: str) -> list[Submission]:
        made = []
        for name in names:
            project = make_finished_project(people.clerk.office, name)
            made.append(bring(make_submitted(project, people.clerk), State.APPROVED, people))
        return made

    def test_what_can_be_ticked_is_clean_and_waits_for_this_person(self, people: People) -> None:
        clean = make_approved("可通过", people)
        waived = make_approved("有豁免", people, waived=1)
        remarked = make_approved("有意见", people)
        make_remark(make_submission(remarked.project, number=1, state=State.RETURNED))
        make_approved("已通过", people, state=State.ACCEPTED)
        make_step(
            make_submission(make_project("本人审核", office=people.clerk.office), state=State.APPROVED),
            made_by=people.reviewer,
        )
        text = browser(people.reviewer).get(DESK).text
        boxes = [one for one in Submission.objects.all() if f'value="{one.pk} {one.digest}"' in text]
        assert boxes == [clean]
        for one in (waived, remarked):
            response = browser(people.reviewer).post(ACCEPT, ticked(one))
            assert "请打开后逐份办理" in response.text
            one.refresh_from_db()
            assert one.state == State.APPROVED

    def test_each_is_accepted_for_itself(self, people: People) -> None:
        first, second, third = self.real(people, "甲项目", "乙项目", "丙项目")
        return_with_remarks(second, by=people.reviewer, seen=Seen.of(second), reason="核对")
        client = browser(people.reviewer)
        response = client.post(f"{ACCEPT}?sort=-score", ticked(first, second, third))
        assert response.status_code == 200
        assert "已通过 2 份，1 份未办理" in response.text
        assert "他人已经办理" in response.text
        assert f"{DESK}?sort=-score" in response.text
        states = dict(Submission.objects.values_list("project__name", "state"))
        assert states == {"甲项目": "accepted", "乙项目": "returned", "丙项目": "accepted"}

    def test_sent_twice_nothing_happens_twice(self, people: People) -> None:
        (only,) = self.real(people, "甲项目")
        client = browser(people.reviewer)
        for _ in range(2):
            assert "已通过 1 份" in client.post(ACCEPT, ticked(only)).text
        assert Step.objects.filter(state=State.ACCEPTED).count() == 1

    def test_what_another_reviewer_accepted_is_said_to_be_theirs(self, people: People) -> None:
        (only,) = self.real(people, "甲项目")
        colleague = make_user(role=Role.REVIEWER, office=people.reviewer.office)
        accept(only, by=colleague, seen=Seen.of(only))
        text = browser(people.reviewer).post(ACCEPT, ticked(only)).text
        assert "他人已经办理" in text
        assert "未办理" in text

    def test_nobody_accepts_their_own(self, people: People) -> None:
        both = make_superuser()
        project = make_finished_project(people.clerk.office)
        made = bring(make_submitted(project, both), State.APPROVED, people)
        assert "须由他人复核" in browser(both).post(ACCEPT, ticked(made)).text
        assert Submission.objects.get().state == State.APPROVED

    def test_another_digest_accepts_nothing(self, people: People) -> None:
        (only,) = self.real(people, "甲项目")
        browser(people.reviewer).post(ACCEPT, {"accept": [f"{only.pk} {'1' * 64}"]})
        assert Submission.objects.get().state == State.APPROVED

    def test_a_closed_year_takes_nothing(self, people: People) -> None:
        (only,) = self.real(people, "甲项目")
        close(make_year())
        assert "年度已关闭" in browser(people.reviewer).post(ACCEPT, ticked(only)).text

    @pytest.mark.parametrize("value", ["", "x y", "0 z", "99999999999999999999 a", "²"])
    def test_nonsense_accepts_nothing(self, value: str, people: People) -> None:
        response = browser(people.reviewer).post(ACCEPT, {"accept": [value]}, follow=True)
        assert response.redirect_chain
        assert "没有勾选任何报告" in response.text

    def test_in_english(self, people: People) -> None:
        (only,) = self.real(people, "甲项目")
        client = browser(people.reviewer)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        assert "Keys: j and k" in client.get(DESK).text
        assert "1 report accepted" in client.post(ACCEPT, ticked(only)).text
