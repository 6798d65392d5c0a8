"""A project made out of a checked document: who may, what is shown first, all or nothing."""

import hashlib
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from indicators.models import RuleSet
from projects.history import broken
from projects.models import FundingSource, HistoryEntry, LineItem, Project
from reports import legacy
from reports.checkup.checking import check
from reports.checkup.examination import examine
from reports.checkup.ingest import read
from reports.checkup.ingest.plain import plain
from reports.checkup.understanding import understand
from reports.compose import compose
from reports.document import Document
from reports.evaluation import Evaluation
from reports.facts import facts
from reports.loading import load
from reports.models import Checkup, Outline, SectionText, SourceFile
from reports.rendering import render
from reports.standards import load_standards
from reports.takeover import Compared, Outcome, take_over
from tests.builders import (
    close,
    make_bureau,
    make_office,
    make_project,
    make_superuser,
    make_user,
    make_year,
    make_year_rules,
)
from tests.people import People, browser, make_people
from tests.reports.checkup.corpus.planting import PLACES, clean
from tests.reports.evaluations import evaluation, full_set, line

FILE = f"{legacy.NAME}.docx"


@pytest.fixture(scope="module")
def content() -> bytes:
    return legacy.files()[FILE]


@pytest.fixture
def people() -> People:
    set_up()
    return make_people()


@pytest.fixture
def checkup(people: People, content: bytes) -> Checkup:
    return Checkup.objects.keep(check(FILE, content), name=FILE, content=content, by=people.clerk)


def set_up() -> None:
    """Load the standards, and open the year 2020 with its rules."""
    load_standards()
    make_year_rules(make_year(2020), RuleSet.objects.get(code="2020"))


def address(checkup: Checkup) -> str:
    return reverse("checkup_takeover", args=[checkup.pk])


def choice(people: People, **fields: object) -> dict[str, object]:
    office = people.clerk.office
    assert office is not None
    year = make_year(2020)
    return {
        "fiscal_year": year.pk,
        "office": office.pk,
        "name": "平安稳定项目",
        "code": "JB01",
        "department": "朝天门街道办事处",
        "source": FundingSource.objects.get(name="当年财政拨款").pk,
        "purposes": "",
        "approval": "",
        "written_on": "2021-02-03",
        **fields,
    }


def previewed(client: Client, checkup: Checkup, data: dict[str, object]) -> dict[str, object]:
    """Look at the preview, and return what its button would send."""
    response = client.post(address(checkup), data)
    assert response.status_code == 200
    assert response.context["outcome"] is not None
    return {**data, "seen": response.context["seen"], "apply": "yes"}


@pytest.mark.django_db
def test_those_who_may_begin_a_project_may(people: People, checkup: Checkup) -> None:
    for user in (people.clerk, people.colleague):
        assert browser(user).get(address(checkup)).status_code == 200
        assert "转为项目" in browser(user).get(reverse("checkup", args=[checkup.pk])).text
    assert browser(people.approver).get(address(checkup)).status_code == 403
    assert browser(people.approver).post(address(checkup), choice(people)).status_code == 403
    assert "转为项目" not in browser(people.approver).get(reverse("checkup", args=[checkup.pk])).text
    for user in (people.stranger, people.reviewer, make_superuser()):
        assert browser(user).get(address(checkup)).status_code == 404
        assert browser(user).post(address(checkup), choice(people)).status_code == 404
    assert Client().get(address(checkup)).status_code == 302
    assert browser(people.clerk).put(address(checkup)).status_code == 405
    assert browser(people.clerk).get(reverse("checkup_takeover", args=[0])).status_code == 404
    assert not Project.objects.exists()


@pytest.mark.django_db
def test_the_form_proposes_what_the_document_says(people: People, checkup: Checkup) -> None:
    form = browser(people.clerk).get(address(checkup)).context["form"]
    assert form["name"].value() == "平安稳定项目"
    assert form["fiscal_year"].value() == make_year(2020).pk
    assert str(form["written_on"].value()) == "2021-02-03"
    assert "11 个明细项目、7 项指标" in browser(people.clerk).get(address(checkup)).text


@pytest.mark.django_db
def test_the_preview_stores_nothing_and_holds_computed_against_printed(
    people: People, checkup: Checkup
) -> None:
    response = browser(people.clerk).post(address(checkup), choice(people))
    outcome: Outcome = response.context["outcome"]
    assert outcome.totals == (
        Compared("年初预算合计（万元）", "561.26", "561.24", "residue"),
        Compared("全年预算合计（万元）", "561.26", "561.24", "residue"),
        Compared("执行数合计（万元）", "561.26", "562.24", "differs"),
        Compared("执行率", "100.00%", "100%", "same"),
        Compared("自评总分", "75.00", "98", "differs"),
    )
    assert [row.name for row, _score in outcome.indicators if row.findings] == [
        "综合应急演练",
        "安全宣传活动",
    ]
    assert [one.state for _row, one in outcome.indicators] == [
        *("same", "same", "differs", "same", "same", "same", "differs")
    ]
    assert any("270.96" in one for one in outcome.findings)
    assert len(outcome.items) == 11
    assert not Project.objects.exists()
    assert not HistoryEntry.objects.exists()


@pytest.mark.django_db
def test_what_was_seen_is_made_with_its_history_and_its_source(
    people: People, checkup: Checkup, content: bytes
) -> None:
    client = browser(people.clerk)
    response = client.post(address(checkup), previewed(client, checkup, choice(people)))
    project = Project.objects.get()
    assert response["Location"] == reverse("project_funds", args=[project.pk])
    known = facts(load(project))
    assert known["全年预算合计"].text == "561.26"
    assert known["社区巡防经费.全年预算"].text == "270.69"
    assert known["安全宣传活动.实际完成值"].text == "18次"
    source = SourceFile.objects.get(project=project)
    assert (source.name, source.sha256) == (FILE, hashlib.sha256(content).hexdigest())
    entries = HistoryEntry.objects.filter(project=project.pk)
    assert entries.filter(kind="reports.sourcefile", changes__contains=source.sha256).count() == 1
    assert entries.filter(kind="projects.allocation").count() == 11
    assert set(entries.values_list("person", flat=True)) == {people.clerk.pk}
    assert broken(entries) is None
    text = SectionText.objects.get(report__project=project, section="analysis-allocation").text
    assert text == "其中社区巡防经费安排270.96万元，应急消防经费安排112.87万元，是支出较多的两项。"
    assert client.get(reverse("project_preview", args=[project.pk])).status_code == 200
    assert source.sha256 in client.get(reverse("project", args=[project.pk])).text


@pytest.mark.django_db
@pytest.mark.parametrize("seen", ["", "0" * 64, "平安"])
def test_a_forged_digest_makes_nothing(people: People, checkup: Checkup, seen: str) -> None:
    response = browser(people.clerk).post(address(checkup), choice(people, seen=seen, apply="yes"))
    assert response.status_code == 409
    assert not Project.objects.exists()


@pytest.mark.django_db
def test_another_choice_than_was_seen_is_shown_anew(people: People, checkup: Checkup) -> None:
    client = browser(people.clerk)
    sent = previewed(client, checkup, choice(people))
    other = FundingSource.objects.get(name="其他资金").pk
    for fields in ({"name": "另一个项目"}, {"source": other}, {"purposes": "巡防"}):
        assert client.post(address(checkup), {**sent, **fields}).status_code == 409
    assert not Project.objects.exists()


@pytest.mark.django_db
def test_an_outline_that_changed_meanwhile_is_noticed(people: People, checkup: Checkup) -> None:
    client = browser(people.clerk)
    sent = previewed(client, checkup, choice(people))
    Outline.objects.get(code="scheme2020").make_default()
    assert client.post(address(checkup), sent).status_code == 409
    assert not Project.objects.exists()


@pytest.mark.django_db
def test_a_name_that_is_taken_is_refused(people: People, checkup: Checkup) -> None:
    client = browser(people.clerk)
    sent = previewed(client, checkup, choice(people))
    there = make_project("平安稳定项目", fiscal_year=make_year(2020), office=people.clerk.office)
    response = client.post(address(checkup), sent)
    assert "本单位该年度已有同名项目。" in response.text
    assert reverse("project", args=[there.pk]) in response.text
    assert Project.objects.count() == 1
    assert not LineItem.objects.exists()


@pytest.mark.django_db
def test_neither_a_closed_year_nor_a_foreign_office_is_offered(people: People, checkup: Checkup) -> None:
    close(make_year(2019))
    client = browser(people.clerk)
    for fields in ({"fiscal_year": make_year(2019).pk}, {"office": people.stranger.office_id}):
        response = client.post(address(checkup), choice(people, **fields, apply="yes"))
        assert response.context["form"].errors
        assert not Project.objects.exists()
    close(make_year(2020))
    assert client.get(address(checkup)).status_code == 403


@pytest.mark.django_db
def test_a_year_without_rules_is_told(people: People, checkup: Checkup) -> None:
    response = browser(people.clerk).post(address(checkup), choice(people, fiscal_year=make_year(2021).pk))
    assert response.context["outcome"] is None
    assert response.context["form"].non_field_errors()
    assert not Project.objects.exists()


@pytest.mark.django_db
def test_the_choice_can_be_changed(people: People, checkup: Checkup) -> None:
    client = browser(people.clerk)
    response = client.post(address(checkup), {**choice(people), "back": "yes"})
    assert response.context["outcome"] is None
    assert 'value="JB01"' in response.text


def taken(document: Document) -> tuple[Project, Outcome]:
    """Take over what a document in the plain form says, for an office of its own."""
    office = make_office("朝天门街道办事处", parent=make_bureau())
    project = Project(
        fiscal_year=make_year(2020),
        office=office,
        code="A",
        name="平安稳定项目",
        department=office.name,
        approval="每项经费经办公会审批",
    )
    user: User = make_user(office=office)
    outcome = take_over(
        understand(document),
        examine(document).findings,
        project,
        source="当年财政拨款",
        file=("报告.docx", "0" * 64),
        by=user,
    )
    return project, outcome


AMOUNTS = st.decimals(Decimal("0.01"), Decimal(100_000), places=2)


@st.composite
def evaluations(draw: st.DrawFn) -> Evaluation:
    spending = draw(st.lists(st.tuples(AMOUNTS, st.integers(0, 100)), min_size=1, max_size=8))
    items = tuple(
        line(place, str(budget), str((budget * share / 100).quantize(Decimal("0.01")).min(budget)))
        for place, (budget, share) in enumerate(spending, start=1)
    )
    return evaluation(lines=items, measures=full_set(actual=Decimal(draw(st.integers(0, 8)))))


@pytest.mark.django_db
class OurOwnReports(TestCase):
    """What we print, taken over, is the same project: amounts as printed, everything else computed."""

    @classmethod
    def setUpTestData(cls) -> None:
        set_up()

    @settings(max_examples=15, deadline=None)
    @given(evaluations())
    def test_items_indicators_totals_and_scores_come_back(self, ours: Evaluation) -> None:
        project, outcome = taken(plain(compose(ours)))
        before, after = facts(ours), facts(load(project))
        for line_item in ours.lines:
            for part in ("全年预算", "执行数", "执行率", "占比"):
                name = f"{line_item.name}.{part}"
                assert after[name].text == before[name].text, name
        for measure in ours.measures:
            for part in ("年度指标值", "实际完成值", "分值", "得分"):
                name = f"{measure.name}.{part}"
                assert after[name].text == before[name].text, name
        for name in ("全年预算合计", "执行数合计", "执行率", "自评总分", "自评等级"):
            assert after[name].text == before[name].text, name
        assert {one.state for one in outcome.totals} == {"same"}
        assert {one.state for _row, one in outcome.indicators} == {"same"}
        assert (outcome.left, outcome.findings) == ((), ())


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_the_same_comes_of_each_format(kind: str) -> None:
    """Of the workbook, which holds the form alone, without the line items."""
    set_up()
    ours = evaluation()
    project, outcome = taken(read(f"报告.{kind}", render(ours, kind)).document)
    before, after = facts(ours), facts(load(project))
    for name in ("全年预算合计", "执行数合计", "执行率", "自评总分", "自评等级", "指标1.得分"):
        assert after[name].text == before[name].text, name
    lines = [line_item.name for line_item in ours.lines]
    assert [row.name for row in outcome.items] == ([project.name] if kind == "xlsx" else lines)
    assert outcome.left == ()


@pytest.mark.django_db
def test_what_our_report_prints_by_itself_is_not_kept_as_text() -> None:
    """The default prose is computed; of our own report only the written and the inserted text is left."""
    set_up()
    project, _outcome = taken(plain(compose(evaluation())))
    kept = set(SectionText.objects.filter(report__project=project).values_list("section", flat=True))
    assert "work-purpose" not in kept
    assert "analysis-management" not in kept


@pytest.mark.django_db
def test_a_form_alone_gives_one_line_by_its_sources() -> None:
    set_up()
    ours = evaluation()
    project, outcome = taken(plain(Document((), compose(ours).attachments[0].blocks)))
    assert [row.name for row in outcome.items] == ["平安稳定项目"]
    assert facts(load(project))["全年预算合计"].text == facts(ours)["全年预算合计"].text
    assert facts(load(project))["自评总分"].text == facts(ours)["自评总分"].text


@pytest.mark.django_db
def test_braces_in_foreign_prose_stay_words() -> None:
    set_up()
    document = read("文.txt", "一、基本概况\n（一）项目概况\n用{甲}表示。\n".encode()).document
    project, _outcome = taken(document)
    assert SectionText.objects.get(report__project=project).text == "用{{甲}}表示。"


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 40])
def test_its_queries_do_not_grow(
    number: int, people: People, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = "".join(f"甲{one}经费\t{one + 1}\t{one}\n" for one in range(number))
    total = f"合计\t{number * (number + 1) // 2}\t{number * (number - 1) // 2}\n"
    content = f"2020年度\n项目名称\t全年预算（万元）\t执行数（万元）\n{rows}{total}".encode()
    checkup = Checkup.objects.keep(check("文.txt", content), name="文.txt", content=content, by=people.clerk)
    client = browser(people.clerk)
    with django_assert_max_num_queries(88):
        response = client.post(address(checkup), choice(people))
    assert len(response.context["outcome"].items) == number


@pytest.mark.django_db
def test_what_other_places_publish_is_taken_over_without_a_fault() -> None:
    """Every amount, level and text that they write fits, or is named as left out."""
    set_up()
    for name in PLACES:
        project, outcome = taken(clean(name, 0))
        assert len(outcome.items) == project.line_items.count(), name
        assert len(outcome.indicators) == project.indicators.count(), name
        project.delete()
