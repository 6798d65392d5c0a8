"""What is being written for a section: kept as one writes, shown as it will read, put over nobody's."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from projects.models import Project
from reports.compose import default_text
from reports.facts import facts
from reports.loading import load
from reports.models import SectionText
from tests.builders import close, make_line_item, make_project, make_section_text, make_year
from tests.people import People, browser, make_people
from tests.reports.ready import begin_report, make_ready_project

pytestmark = pytest.mark.django_db

SECTION = "analysis-management"


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    project = make_ready_project(people.clerk.office)
    make_line_item(project, "巡防经费", allocated="100", spent="90")
    return project


def default(project: Project, key: str = SECTION) -> str:
    evaluation = load(project)
    section = next(one for one in evaluation.outline.sections if one.key == key)
    return default_text(section, facts(evaluation))


def send(
    client: Client, project: Project, text: str, *, seen: str | None = None, section: str = SECTION
) -> HttpResponse:
    """Send what is written; ``seen`` is what the page was drawn with, as it would be now where not given."""
    stored = SectionText.objects.filter(section=section).first()
    initial = seen if seen is not None else stored.text if stored else default(project, section)
    address = reverse("section_draft", args=[project.pk, section])
    data = {"text": text, "initial-text": initial}
    return client.post(address, data, headers={"HX-Request": "true"})  # type: ignore[return-value]


def test_only_those_who_may_change_it(people: People, project: Project) -> None:
    assert send(browser(people.clerk), project, "甲。").status_code == 200
    assert send(browser(people.colleague), project, "乙。").status_code == 200
    for user in (people.approver, people.reviewer, people.stranger):
        assert send(browser(user), project, "丙。").status_code == 404
    assert send(Client(), project, "丙。").status_code == 401
    assert send(browser(people.clerk), project, "丙。", seen="", section="none").status_code == 404
    address = reverse("section_draft", args=[project.pk, SECTION])
    assert browser(people.clerk).get(address).status_code == 405
    close(project.fiscal_year)
    assert send(browser(people.clerk), project, "丙。").status_code == 404
    assert SectionText.objects.get().text == "乙。"


def test_it_is_stored_and_shown_with_its_figures(people: People, project: Project) -> None:
    response = send(browser(people.clerk), project, "安排{全年预算合计}万元。\r\n专款专用。")
    text = response.content.decode()
    assert '<span class="fact" data-fact="total-budget">100.00</span>' in text
    assert "自动保存" in text
    assert "16 字" in text
    assert SectionText.objects.get().text == "安排{全年预算合计}万元。\n专款专用。"


def test_what_cannot_be_rendered_is_not_stored(people: People, project: Project) -> None:
    client = browser(people.clerk)
    send(client, project, "甲。")
    for text in ("{全年预算}", "{", ""):
        assert "尚未保存" in send(client, project, text).content.decode()
    assert SectionText.objects.get().text == "甲。"


def test_the_default_text_as_it_is_begins_no_text_of_ones_own(people: People, project: Project) -> None:
    page = browser(people.clerk).get(reverse("section_text", args=[project.pk, SECTION]))
    assert page.context["form"]["text"].value() == default(project)
    assert send(browser(people.clerk), project, default(project)).status_code == 200
    assert not SectionText.objects.exists()


def test_another_s_text_is_not_overwritten(people: People, project: Project) -> None:
    send(browser(people.colleague), project, "他人的文字。")
    response = send(browser(people.clerk), project, "我的文字。", seen="更早的文字。")
    assert response.status_code == 409
    text = response.content.decode()
    assert "他人的文字。" in text
    assert 'id="initial-id_text" value="他人的文字。"' in text
    assert SectionText.objects.get().text == "他人的文字。"


def test_a_bare_number_is_offered_and_a_wrong_one_named(people: People, project: Project) -> None:
    text = send(browser(people.clerk), project, "全年预算100.00万元。").content.decode()
    assert 'data-replace="{全年预算合计}" data-start="4" data-end="10" data-text="100.00"' in text
    text = send(browser(people.clerk), project, "全年预算101万元。").content.decode()
    assert "“101万元”与“全年预算合计”不符，应为 100.00万元。" in text


def test_a_copied_paragraph_is_noticed_while_one_writes(people: People, project: Project) -> None:
    copied = "街道组织巡防队员分片包干，逐户排查矛盾纠纷，全年开展集中排查8次，及时化解，未发生群体性事件。"
    before = make_project(fiscal_year=make_year(2019), lineage=project.lineage)
    other = make_project("消防项目", office=project.office)
    for one, words in ((before, copied), (other, f"本项目另有安排。{copied}")):
        make_section_text(begin_report(one), text=words)
    response = send(
        browser(people.clerk), project, f"{copied.replace('8', '9')}\n本项目另有安排。{copied}\n别的。"
    )
    originals = [one.original for one in response.context["draft"].paragraphs]
    assert originals == ["上年报告", "“消防项目”的报告", None]
    assert "除数字外，与“消防项目”的报告相同。" in response.content.decode()


def test_the_default_text_is_held_against_what_was_written(people: People, project: Project) -> None:
    paragraphs = default(project, "overview-project").splitlines()
    assert len(paragraphs) == 2
    written = f"自己的话，与默认文字无关。\n{paragraphs[0].replace('由{实施单位}组织实施', '由街道实施')}"
    response = send(browser(people.clerk), project, written, section="overview-project")
    reworded, unused = response.context["draft"].proposals
    assert (unused.text, unused.written) == (paragraphs[1], "")
    assert (reworded.text, written[reworded.start : reworded.end]) == (paragraphs[0], reworded.written)
    assert [sentence.is_new for sentence in reworded.changes] == [False, True]
    assert f'data-text="{reworded.written}"' in response.content.decode()
    marked = f"  【不公开】 {reworded.written}\n 【不公开】{paragraphs[1]} "
    (again,) = (
        send(browser(people.clerk), project, marked, section="overview-project").context["draft"].proposals
    )
    # The mark stays where the default paragraph takes the place of one's own.
    assert (again.text, marked[again.start : again.end]) == (paragraphs[0], reworded.written)
    response = send(browser(people.clerk), project, "\n".join(paragraphs), section="overview-project")
    assert response.context["draft"].proposals == []


def test_markup_stays_text(people: People, project: Project) -> None:
    text = send(browser(people.clerk), project, '<script>alert(1)</script>"').content.decode()
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("items", [1, 40])
def test_its_queries_do_not_grow(
    items: int, people: People, project: Project, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(items):
        make_line_item(project, allocated="1", spent="1")
    client = browser(people.clerk)
    with django_assert_max_num_queries(90):
        send(client, project, "甲。")
