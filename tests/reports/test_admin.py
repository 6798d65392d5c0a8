"""Outlines and reports in the administration."""

import json

import pytest

from reports.models import Outline, Report, SectionText
from tests.administration import page, queries, rows, signed_in
from tests.builders import (
    close,
    make_office,
    make_outline,
    make_problem,
    make_project,
    make_report,
    make_section_text,
    make_year,
)

pytestmark = pytest.mark.django_db

OUTLINE = {
    "code": "short",
    "title": "简要提纲",
    "heading": "绩效自评报告",
    "attachment": "项目支出绩效自评表",
    "sections": [{"key": "overview", "level": 1, "number": "一、", "title": "基本概况"}],
}


class TestOutline:
    """Outlines are made out of their data; one of them is the default."""

    def test_made_out_of_its_data(self) -> None:
        signed_in().post(page("reports_outline", "add"), {"data": json.dumps(OUTLINE)})
        outline = Outline.objects.get()
        assert (outline.code, outline.title, outline.is_default) == ("short", "简要提纲", False)

    def test_what_is_wrong_is_listed_at_the_field(self) -> None:
        response = signed_in().post(
            page("reports_outline", "add"), {"data": json.dumps({**OUTLINE, "sections": [], "note": 1})}
        )
        assert set(response.context["adminform"].form.errors) == {"data"}

    def test_the_code_is_taken_once(self) -> None:
        make_outline(code="short")
        response = signed_in().post(page("reports_outline", "add"), {"data": json.dumps(OUTLINE)})
        assert set(response.context["adminform"].form.errors) == {"data"}

    def test_one_is_made_the_default(self) -> None:
        make_outline(is_default=True)
        outline = make_outline()
        data = {"action": "make_default", "_selected_action": [outline.pk]}
        signed_in().post(page("reports_outline"), data)
        assert Outline.objects.get(is_default=True) == outline

    def test_not_two(self) -> None:
        first, second = make_outline(is_default=True), make_outline()
        data = {"action": "make_default", "_selected_action": [first.pk, second.pk]}
        response = signed_in().post(page("reports_outline"), data, follow=True)
        assert [message.level_tag for message in response.context["messages"]] == ["error"]
        assert Outline.objects.get(is_default=True) == first

    def test_the_list_takes_as_many_queries_for_many_outlines(self) -> None:
        client = signed_in()
        make_report(outline=make_outline())
        few = queries(client, page("reports_outline"))
        for _ in range(5):
            make_report(make_project(), outline=make_outline())
        assert queries(client, page("reports_outline")) == few


class TestReport:
    """A report with what was written for it."""

    def test_made_with_texts_and_problems(self) -> None:
        project = make_project()
        tables = rows("texts", {"section": "overview", "text": "概况。\r\n"}) | rows(
            "problems", {"position": 1, "problem": "偏晚。", "suggestion": "提前。"}
        )
        response = signed_in().post(
            page("reports_report", "add"), {"project": project.pk, "outline": make_outline().pk, **tables}
        )
        assert response.status_code == 302
        report = Report.objects.get()
        assert report.texts.get().text == "概况。"
        assert report.problems.get().suggestion == "提前。"

    def test_of_a_closed_year_it_can_only_be_looked_at(self) -> None:
        report = make_section_text(text="概况。").report
        make_problem(report)
        close(make_year())
        change = page("reports_report", "change", report.pk)
        response = signed_in().get(change)
        assert "概况。" in response.content.decode()
        assert 'name="_save"' not in response.content.decode()
        assert signed_in().post(change, {}).status_code == 409
        assert SectionText.objects.exists()

    def test_none_can_be_made_for_a_project_of_a_closed_year(self) -> None:
        project = make_project()
        close(make_year())
        response = signed_in().post(
            page("reports_report", "add"),
            {"project": project.pk, "outline": make_outline().pk, **rows("texts"), **rows("problems")},
        )
        assert set(response.context["adminform"].form.errors) == {"project"}

    def test_the_list_takes_as_many_queries_for_many_reports(self) -> None:
        client, outline = signed_in(), make_outline()
        make_report(make_project(office=make_office()), outline=outline)
        few = queries(client, page("reports_report"))
        for number in range(10):
            make_report(make_project(fiscal_year=make_year(2001 + number)), outline=outline)
        assert queries(client, page("reports_report")) == few
