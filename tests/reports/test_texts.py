"""The tab of the report's text, and the page on which a section is written."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.models import YearRules
from projects.models import Project
from reports.models import SectionText
from tests.builders import (
    close,
    make_line_item,
    make_problem,
    make_project,
    make_section_text,
    make_year,
    make_year_rules,
)
from tests.people import People, browser, make_people
from tests.reports.ready import begin_report, make_ready_project

pytestmark = pytest.mark.django_db

SECTION = "overview-project"


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    project = make_ready_project(people.clerk.office)
    make_line_item(project, "社区巡防经费", allocated="270.69", spent="270.69")
    return project


def tab(project: Project) -> str:
    return reverse("project_texts", args=[project.pk])


def page(project: Project, name: str = "section_text", section: str = SECTION) -> str:
    return reverse(name, args=[project.pk, section])


def write(project: Project, text: str, section: str = SECTION) -> SectionText:
    report = getattr(project, "report", None) or begin_report(project)
    return make_section_text(report, section, text)


@pytest.mark.parametrize("name", ["section_text", "section_restore"])
def test_who_may_and_who_may_not(name: str, people: People, project: Project) -> None:
    text = write(project, "写好的文字。")
    assert browser(people.clerk).get(page(project, name)).status_code == 200
    for user in (*people.outsiders, *people.viewers):
        assert browser(user).get(page(project, name)).status_code == 404
        assert browser(user).post(page(project, name), {"text": "改写"}).status_code == 404
    assert Client().get(page(project, name)).status_code == 302
    assert browser(people.clerk).put(page(project, name)).status_code == 405
    assert browser(people.clerk).get(page(project, name, "no-such-section")).status_code == 404
    assert browser(people.clerk).post(page(project, name, "no-such-section")).status_code == 404
    close(project.fiscal_year)
    assert browser(people.clerk).post(page(project, name), {"text": "改写"}).status_code == 404
    text.refresh_from_db()
    assert text.text == "写好的文字。"


def test_the_tab_is_for_all_who_may_see_the_project(people: People, project: Project) -> None:
    assert page(project) in browser(people.clerk).get(tab(project)).text
    for user in people.viewers:
        response = browser(user).get(tab(project))
        assert response.status_code == 200
        assert page(project) not in response.text
    assert browser(people.stranger).get(tab(project)).status_code == 404
    assert Client().get(tab(project)).status_code == 302
    assert browser(people.clerk).post(tab(project)).status_code == 405


def test_figures_in_the_text_carry_their_fact(people: People, project: Project) -> None:
    write(project, "安排资金{全年预算合计}万元。<b>")
    text = browser(people.clerk).get(tab(project)).text
    assert '安排资金<span class="fact" data-fact="total-budget">270.69</span>万元。&lt;b&gt;' in text


def test_a_section_with_a_dead_reference_says_so_and_the_others_stand(
    people: People, project: Project
) -> None:
    write(project, "使用{全年预算共计}万元。")
    response = browser(people.clerk).get(tab(project))
    assert response.status_code == 200
    assert "引用“全年预算共计”不存在" in response.text
    assert "使用{全年预算共计}万元。" in response.text
    assert "绩效评价目的" in response.text


def test_a_section_starts_from_the_default_text(people: People, project: Project) -> None:
    form = browser(people.clerk).get(page(project)).context["form"]
    assert "{项目名称}是{年度}年度部门预算安排的项目支出" in form["text"].value()


def test_saving_the_default_text_as_it_is_writes_nothing(people: People, project: Project) -> None:
    client = browser(people.clerk)
    default = client.get(page(project)).context["form"]["text"].value()
    typed = default.replace("\n", "\r\n")
    assert client.post(page(project), {"text": typed, "initial-text": typed}).status_code == 302
    assert not SectionText.objects.exists()


def test_a_section_is_written_and_written_again(people: People, project: Project) -> None:
    client = browser(people.clerk)
    response = client.post(page(project), {"text": "执行率{执行率|0位}。\r\n第二段。"})
    assert response["Location"] == f"{tab(project)}#section-{SECTION}"
    stored = SectionText.objects.get()
    assert (stored.report.project, stored.section) == (project, SECTION)
    assert stored.text == "执行率{执行率|0位}。\n第二段。"
    client.post(page(project), {"text": "第三稿。", "initial-text": stored.text})
    stored.refresh_from_db()
    assert stored.text == "第三稿。"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("安排{全年预算共计}万元。", "最接近的是“全年预算合计”"),
        ("第一段。\n安排{全年预算共计}万元。", "全年预算共计"),
        ("安排{全年预算合计|两位}。", "选项“两位”不存在"),
        ("安排{全年预算合计。", "没有配对"),
        ("控制\x0c符", "U+000C"),
        ("长" * 20001, "20000"),
        ("", ""),
    ],
)
def test_bad_input_is_named_and_kept(typed: str, says: str, people: People, project: Project) -> None:
    response = browser(people.clerk).post(page(project), {"text": typed})
    assert response.status_code == 200
    form = response.context["form"]
    assert says in " ".join(form.errors["text"])
    assert form["text"].value() == typed
    assert not SectionText.objects.exists()


def test_every_fault_is_named_at_once(people: People, project: Project) -> None:
    response = browser(people.clerk).post(page(project), {"text": "{甲}\n{乙}\n好。"})
    assert len(response.context["form"].errors["text"]) == 2


def test_every_figure_is_listed_with_its_value(people: People, project: Project) -> None:
    text = browser(people.clerk).get(page(project)).text
    assert 'data-reference="社区巡防经费.执行率"' in text
    assert "100.00%" in text


class TestLastYear:
    """What last year's report says in the section, beside the editor."""

    @pytest.fixture
    def last(self, project: Project) -> Project:
        make_year_rules(make_year(2019))
        last = make_project(fiscal_year=make_year(2019), office=project.office, lineage=project.lineage)
        make_line_item(last, allocated="12", spent="12")
        return last

    def test_it_stands_beside_with_its_figures_of_then(
        self, people: People, project: Project, last: Project
    ) -> None:
        write(last, "去年安排{全年预算合计}万元。")
        response = browser(people.clerk).get(page(project))
        assert "去年安排" in response.content.decode()
        assert [
            "".join(run.text for run in runs) for runs in response.context["last_year"].prose.paragraphs
        ] == ["去年安排12.00万元。"]

    def test_the_default_text_is_said_to_be_one(
        self, people: People, project: Project, last: Project
    ) -> None:
        begin_report(last)
        text = browser(people.clerk).get(page(project)).content.decode()
        assert "上年采用默认文字" in text
        assert "上年本节没有文字" in browser(people.clerk).get(page(project, section="work")).content.decode()

    def test_it_is_for_those_who_may_see_that_project(
        self, people: People, project: Project, last: Project
    ) -> None:
        write(last, "去年的秘密。")
        Project.objects.filter(pk=last.pk).update(office=people.stranger.office)
        response = browser(people.clerk).get(page(project))
        assert response.context["last_year"] is None
        assert "去年的秘密" not in response.content.decode()

    def test_one_that_cannot_be_computed_keeps_nobody_from_writing(
        self, people: People, project: Project, last: Project
    ) -> None:
        YearRules.objects.filter(fiscal_year=last.fiscal_year).delete()
        response = browser(people.clerk).get(page(project))
        assert reverse("project_texts", args=[last.pk]) in response.content.decode()
        assert response.context["last_year"].prose is None

    @pytest.mark.parametrize("items", [1, 40])
    def test_its_queries_do_not_grow(
        self,
        items: int,
        people: People,
        project: Project,
        last: Project,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for _ in range(items):
            make_line_item(project, allocated="1", spent="1")
            make_line_item(last, allocated="1", spent="1")
        client = browser(people.clerk)
        with django_assert_max_num_queries(60):
            client.get(page(project))


def test_two_who_write_one_section_see_both_texts(people: People, project: Project) -> None:
    client = browser(people.clerk)
    default = client.get(page(project)).context["form"]["text"].value()
    write(project, "同事先写了。")
    response = client.post(page(project), {"text": "我也写了。", "initial-text": default})
    assert response.status_code == 200
    assert "同事先写了。" in " ".join(response.context["form"].errors["text"])
    assert response.context["form"]["text"].value() == "我也写了。"
    assert SectionText.objects.get().text == "同事先写了。"


def test_restoring_asks_first_and_shows_what_comes_back(people: People, project: Project) -> None:
    write(project, "写好的文字。")
    client = browser(people.clerk)
    assert page(project, "section_restore") in client.get(page(project)).text
    assert "写好的文字" not in client.get(page(project, "section_restore")).text
    assert SectionText.objects.exists()
    assert client.post(page(project, "section_restore")).status_code == 302
    assert not SectionText.objects.exists()
    assert page(project, "section_restore") not in client.get(page(project)).text


def test_a_text_of_another_project_stays(people: People, project: Project) -> None:
    other = make_project("城市管理项目", office=people.clerk.office)
    write(other, "另一项目的文字。")
    client = browser(people.clerk)
    client.post(page(project), {"text": "本项目的文字。"})
    client.post(page(project, "section_restore"))
    assert [one.text for one in SectionText.objects.all()] == ["另一项目的文字。"]


def typed_rows(*rows: dict[str, str], stored: int = 0) -> dict[str, str]:
    data = {"problems-TOTAL_FORMS": str(len(rows)), "problems-INITIAL_FORMS": str(stored)}
    for number, row in enumerate(rows):
        data |= {f"problems-{number}-{name}": value for name, value in row.items()}
    return data


def problems(project: Project) -> str:
    return reverse("problems", args=[project.pk])


def test_who_may_write_problems_and_who_may_not(people: People, project: Project) -> None:
    assert browser(people.clerk).get(problems(project)).status_code == 200
    for user in (*people.outsiders, *people.viewers):
        assert browser(user).get(problems(project)).status_code == 404
        assert browser(user).post(problems(project), typed_rows({"problem": "偏慢"})).status_code == 404
    assert Client().get(problems(project)).status_code == 302
    assert browser(people.clerk).delete(problems(project)).status_code == 405
    assert not hasattr(Project.objects.get(pk=project.pk), "report")


def test_problems_are_added_changed_ordered_and_deleted(people: People, project: Project) -> None:
    report = begin_report(project)
    kept, gone = (make_problem(report, name, position=place) for place, name in enumerate("甲乙"))
    rows = typed_rows(
        {"id": str(kept.pk), "problem": "甲", "suggestion": "加快{执行率}", "ORDER": "2"},
        {"id": str(gone.pk), "problem": "乙", "ORDER": "3", "DELETE": "on"},
        {"problem": "丙", "ORDER": "1"},
        stored=2,
    )
    assert browser(people.clerk).post(problems(project), rows)["Location"] == tab(project)
    assert [(one.problem, one.suggestion) for one in report.problems.all()] == [
        ("丙", ""),
        ("甲", "加快{执行率}"),
    ]


def test_the_first_problem_begins_the_report(people: People, project: Project) -> None:
    browser(people.clerk).post(problems(project), typed_rows({"problem": "偏慢"}))
    assert Project.objects.get(pk=project.pk).report.outline.is_default


def test_a_dead_reference_in_a_problem_is_named_and_kept(people: People, project: Project) -> None:
    rows = typed_rows({"problem": "执行率仅{执行律}", "suggestion": "改进"})
    response = browser(people.clerk).post(problems(project), rows)
    form = response.context["rows"].forms[0]
    assert "“执行率”" in " ".join(form.errors["problem"])
    assert form["problem"].value() == "执行率仅{执行律}"
