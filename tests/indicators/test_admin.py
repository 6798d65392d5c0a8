"""Fiscal years, rule sets and the library in the administration."""

import json
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry

from indicators.data import layouts, rule_sets
from indicators.models import FormLayout, LibraryIndicator, RuleSet, YearRules
from projects.models import FiscalYear, Phase
from tests.administration import page, queries, rows, signed_in
from tests.builders import (
    close,
    make_form_layout,
    make_library_indicator,
    make_phase,
    make_project,
    make_rule_set,
    make_year,
    make_year_rules,
)

pytestmark = pytest.mark.django_db

SHIPPED = rule_sets()[0]


def year_data(year: int = 2020, **tables: Any) -> dict[str, Any]:
    return {"year": year, **rows("phases"), **rows("rules"), **tables}


def act(model: str, action: str, *records: Any) -> Any:
    """Choose an action in a list for some records."""
    data = {"action": action, "_selected_action": [record.pk for record in records]}
    return signed_in().post(page(model), data, follow=True)


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


class TestFiscalYear:
    """Years with their phases and rules."""

    def test_made_with_phases_and_rules(self) -> None:
        rule_set = make_rule_set()
        phases = rows(
            "phases",
            {"kind": "self_evaluation", "opens_on": "2021-01-04", "due_on": "2021年2月10日"},
            {"kind": "review", "opens_on": "2021.2.11", "due_on": "20210331"},
        )
        response = signed_in().post(
            page("projects_fiscalyear", "add"),
            year_data() | phases | rows("rules", {"rule_set": rule_set.pk}),
        )
        assert response.status_code == 302
        year = FiscalYear.objects.get()
        assert [str(phase.due_on) for phase in year.phases.all()] == ["2021-02-10", "2021-03-31"]
        assert year.rules.rule_set == rule_set

    def test_only_published_rule_sets_are_offered(self) -> None:
        draft, published = make_rule_set(published=False), make_rule_set()
        response = signed_in().get(page("projects_fiscalyear", "add"))
        [form] = response.context["inline_admin_formsets"][1].formset.forms
        assert list(form.fields["rule_set"].queryset) == [published]
        response = signed_in().post(
            page("projects_fiscalyear", "add"), year_data() | rows("rules", {"rule_set": draft.pk})
        )
        assert response.status_code == 200
        assert not YearRules.objects.exists()

    def test_a_phase_due_before_it_opens_is_refused_in_words(self) -> None:
        phase = {"kind": "review", "opens_on": "2021-02-11", "due_on": "2021-02-10"}
        response = signed_in().post(page("projects_fiscalyear", "add"), year_data() | rows("phases", phase))
        assert response.context["inline_admin_formsets"][0].formset.forms[0].non_field_errors()

    def test_closed_and_opened_again_on_record(self) -> None:
        year, other = make_year(2020), make_year(2021)
        response = act("projects_fiscalyear", "close", year)
        assert "2020" in said(response)
        assert set(FiscalYear.objects.filter(is_closed=True)) == {year}
        act("projects_fiscalyear", "open_again", year, other)
        assert not FiscalYear.objects.filter(is_closed=True).exists()
        assert LogEntry.objects.filter(object_id=str(year.pk)).count() == 2
        assert not LogEntry.objects.filter(object_id=str(other.pk)).exists()

    def test_search(self) -> None:
        make_year(2020)
        make_year(2021)
        assert signed_in().get(page("projects_fiscalyear"), {"q": "2021"}).context["cl"].result_count == 1

    def test_whether_it_is_closed_is_not_a_field_of_its_page(self) -> None:
        year = make_year()
        signed_in().post(page("projects_fiscalyear", "change", year.pk), year_data(is_closed="on"))
        assert not FiscalYear.objects.get().is_closed

    def test_a_closed_one_can_only_be_looked_at(self) -> None:
        year = make_phase().fiscal_year
        make_year_rules(year)
        close(year)
        change = page("projects_fiscalyear", "change", year.pk)
        response = signed_in().get(change)
        assert "2020" in said(response)
        assert 'name="_save"' not in response.content.decode()
        assert signed_in().post(change, year_data(2019)).status_code == 409
        assert signed_in().post(page("projects_fiscalyear", "delete", year.pk)).status_code == 403
        assert Phase.objects.exists()

    def test_the_list_takes_as_many_queries_for_many_years(self) -> None:
        client = signed_in()
        make_year_rules(make_year(2001))
        few = queries(client, page("projects_fiscalyear"))
        for number in range(2002, 2012):
            make_year_rules(make_year(number))
            make_project(fiscal_year=make_year(number))
        assert queries(client, page("projects_fiscalyear")) == few


class TestRuleSet:
    """Rule sets are drafts until they are published."""

    def save(self, data: Any, rule_set: RuleSet | None = None) -> Any:
        text = data if isinstance(data, str) else json.dumps(data)
        address = (
            page("indicators_ruleset", "change", rule_set.pk)
            if rule_set
            else page("indicators_ruleset", "add")
        )
        return signed_in().post(address, {"data": text})

    def test_a_draft_is_made_out_of_its_data(self) -> None:
        assert self.save(SHIPPED).status_code == 302
        rule_set = RuleSet.objects.get()
        assert (rule_set.code, rule_set.title) == (SHIPPED["code"], SHIPPED["title"])
        assert rule_set.published_at is None

    def test_what_is_wrong_is_listed_and_what_was_typed_is_kept(self) -> None:
        response = self.save({**SHIPPED, "rate_places": 99, "note": "随手"})
        form = response.context["adminform"].form
        assert len(form.errors["data"]) == 2
        assert "随手" in form["data"].value()
        response = self.save('{"code": ')
        assert response.context["adminform"].form["data"].value() == '{"code": '

    def test_another_one_with_the_same_code_is_refused_at_the_field(self) -> None:
        self.save(SHIPPED)
        assert set(self.save(SHIPPED).context["adminform"].form.errors) == {"data"}

    def test_a_draft_shows_chinese_over_several_lines(self) -> None:
        rule_set = make_rule_set(published=False)
        response = signed_in().get(page("indicators_ruleset", "change", rule_set.pk))
        text = response.context["adminform"].form["data"].value()
        assert "产出" in text
        assert text.count("\n") > 50

    def test_publishing(self) -> None:
        rule_set = make_rule_set(published=False)
        response = act("indicators_ruleset", "publish", rule_set)
        assert rule_set.title in said(response)
        assert RuleSet.objects.get().published_at is not None
        assert LogEntry.objects.filter(object_id=str(rule_set.pk)).exists()

    def test_what_stands_against_publishing_is_shown(self) -> None:
        rule_set = make_rule_set({**SHIPPED, "examples": []}, published=False)
        [problem] = rule_set.problems
        assert problem in said(act("indicators_ruleset", "publish", rule_set))
        assert RuleSet.objects.get().published_at is None
        text = signed_in().get(page("indicators_ruleset", "change", rule_set.pk)).content.decode()
        assert f"<li>{problem}</li>" in text

    def test_a_published_one_can_only_be_looked_at(self) -> None:
        rule_set = make_rule_set()
        change = page("indicators_ruleset", "change", rule_set.pk)
        text = signed_in().get(change).content.decode()
        assert "<textarea" not in text
        assert "产出" in text
        assert self.save(SHIPPED, rule_set).status_code == 403
        assert signed_in().post(page("indicators_ruleset", "delete", rule_set.pk)).status_code == 403
        response = act("indicators_ruleset", "delete_selected", rule_set)
        assert str(rule_set) in response.context["protected"]

    def test_a_draft_can_be_deleted(self) -> None:
        rule_set = make_rule_set(published=False)
        signed_in().post(page("indicators_ruleset", "delete", rule_set.pk), {"post": "yes"})
        assert not RuleSet.objects.exists()

    def test_the_list_takes_as_many_queries_for_many_rule_sets(self) -> None:
        client = signed_in()
        make_year_rules(make_year(2001))
        few = queries(client, page("indicators_ruleset"))
        for number in range(2002, 2008):
            make_year_rules(make_year(number))
        assert queries(client, page("indicators_ruleset")) == few


class TestFormLayout:
    """Layouts of the form, and the years whose form has them."""

    def save(self, data: Any) -> Any:
        return signed_in().post(page("indicators_formlayout", "add"), {"data": json.dumps(data)})

    def test_made_out_of_its_data_and_given_to_a_year(self) -> None:
        assert self.save(layouts()[0]).status_code == 302
        layout = FormLayout.objects.get()
        assert (layout.code, layout.title, layout.region) == ("sichuan", layouts()[0]["title"], "四川省")
        rules = rows("rules", {"rule_set": make_rule_set().pk, "layout": layout.pk})
        signed_in().post(page("projects_fiscalyear", "add"), year_data() | rules)
        assert FiscalYear.objects.get().rules.layout == layout
        assert "2020" in signed_in().get(page("indicators_formlayout")).text

    def test_what_is_wrong_is_listed(self) -> None:
        self.save(layouts()[0])
        assert set(self.save(layouts()[0]).context["adminform"].form.errors) == {"data"}
        response = self.save({**layouts()[0], "side": 0, "note": "随手"})
        assert len(response.context["adminform"].form.errors["data"]) == 2

    def test_one_that_a_year_has_is_not_deleted(self) -> None:
        layout = make_form_layout()
        make_year_rules(layout=layout)
        signed_in().post(page("indicators_formlayout", "delete", layout.pk), {"post": "yes"})
        assert FormLayout.objects.get() == layout

    def test_the_list_takes_as_many_queries_for_many_layouts(self) -> None:
        client = signed_in()
        make_year_rules(make_year(2001), layout=make_form_layout(code="a"))
        few = queries(client, page("indicators_formlayout"))
        for number in range(2002, 2008):
            make_year_rules(make_year(number), layout=make_form_layout(code=f"a{number}"))
        assert queries(client, page("indicators_formlayout")) == few


class TestLibrary:
    """The indicator library."""

    def test_search_and_filters(self) -> None:
        make_library_indicator("巡查次数", level2="数量", evidence_kind="巡查记录")
        make_library_indicator("群众满意度", level1="满意度", level2="服务对象满意度", evidence_kind="问卷")
        for query in ({"q": "巡查"}, {"q": "问卷"}, {"level1": "满意度"}):
            assert signed_in().get(page("indicators_libraryindicator"), query).context["cl"].result_count == 1

    def test_an_indicator_is_added(self) -> None:
        data = {
            "level1": "产出",
            "level2": "数量",
            "name": "巡查次数",
            "nature": "≥",
            "unit": "次",
            "direction": "正向",
            "evidence_kind": "巡查记录",
        }
        signed_in().post(page("indicators_libraryindicator", "add"), data)
        assert LibraryIndicator.objects.get().name == "巡查次数"

    def test_a_control_character_is_refused_at_its_field(self) -> None:
        response = signed_in().post(page("indicators_libraryindicator", "add"), {"name": "巡查\x0b次数"})
        errors = response.context["adminform"].form.errors.as_data()["name"]
        assert [error.code for error in errors] == ["control_character"]

    def test_the_list_takes_as_many_queries_for_many_indicators(self) -> None:
        client = signed_in()
        make_library_indicator()
        few = queries(client, page("indicators_libraryindicator"))
        for _ in range(20):
            make_library_indicator()
        assert queries(client, page("indicators_libraryindicator")) == few
