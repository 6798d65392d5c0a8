"""The frame around every page: years, navigation, language."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from projects.models import Project
from tests.builders import close, make_line_item, make_project, make_superuser, make_user, make_year
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_project("平安稳定项目", code="PA", office=people.clerk.office)


class TestYears:
    def test_the_switch_keeps_the_page_and_its_filter(self, people: People, project: Project) -> None:
        make_year(2021)
        text = browser(people.clerk).get(f"{reverse('project_list')}?year=2020&q=平安&page=2").text
        assert "?year=2021&amp;q=%E5%B9%B3%E5%AE%89" in text

    def test_on_a_project_it_leads_to_the_same_tab_of_the_same_project(
        self, people: People, project: Project
    ) -> None:
        before = make_project("平安项目", code="PA", office=people.clerk.office, fiscal_year=make_year(2019))
        make_project("别的", code="PA", office=people.stranger.office, fiscal_year=make_year(2019))
        client = browser(people.clerk)
        address = f"{reverse('project_in_year', args=[project.pk, 2019])}?tab=project_funds"
        assert address in client.get(reverse("project_funds", args=[project.pk])).text
        assert client.get(address)["Location"] == reverse("project_funds", args=[before.pk])

    def test_a_project_under_another_code_is_found_by_its_lineage(
        self, people: People, project: Project
    ) -> None:
        year = make_year(2021)
        make_project("另一项目", code="PA", office=people.clerk.office, fiscal_year=year)
        after = make_project(
            "平安项目", office=people.clerk.office, fiscal_year=year, lineage=project.lineage
        )
        response = browser(people.clerk).get(reverse("project_in_year", args=[project.pk, 2021]))
        assert response["Location"] == reverse("project", args=[after.pk])

    def test_an_unknown_tab_leads_to_the_first(self, people: People, project: Project) -> None:
        address = f"{reverse('project_in_year', args=[project.pk, 2020])}?tab=admin:index"
        assert browser(people.clerk).get(address)["Location"] == reverse("project", args=[project.pk])

    def test_where_the_project_is_missing_it_says_so_above_the_list(
        self, people: People, project: Project
    ) -> None:
        make_year(2021)
        response = browser(people.clerk).get(reverse("project_in_year", args=[project.pk, 2021]), follow=True)
        assert response.redirect_chain == [(f"{reverse('project_list')}?year=2021", 302)]
        assert "2021 年度没有“平安稳定项目”。" in response.text

    def test_projects_and_years_that_do_not_exist_for_the_person(
        self, people: People, project: Project
    ) -> None:
        address = reverse("project_in_year", args=[project.pk, 2020])
        assert browser(people.stranger).get(address).status_code == 404
        assert browser(people.clerk).post(address).status_code == 405
        elsewhere = reverse("project_in_year", args=[project.pk, 1999])
        assert browser(people.clerk).get(elsewhere).status_code == 404

    def test_a_closed_year_is_marked(self, people: People, project: Project) -> None:
        close(project.fiscal_year)
        assert "已关闭" in browser(people.clerk).get(reverse("home")).text


class TestNavigation:
    @pytest.mark.parametrize(
        ("role", "administers"),
        [(Role.CLERK, False), (Role.APPROVER, False), (Role.REVIEWER, False), (Role.ADMINISTRATOR, True)],
    )
    def test_only_administrators_are_shown_the_administration(self, role: Role, administers: bool) -> None:
        text = browser(make_user(role=role)).get(reverse("home")).text
        assert (reverse("admin:index") in text) is administers

    def test_a_superuser_is_shown_the_administration(self) -> None:
        assert reverse("admin:index") in browser(make_superuser()).get(reverse("home")).text

    def test_every_tab_of_a_project_leads_somewhere(self, people: People) -> None:
        project = make_ready_project(people.clerk.office)
        client = browser(people.clerk)
        page = client.get(reverse("project", args=[project.pk]))
        names = ["project", "project_funds", "project_indicators", "project_statistics", "project_texts"]
        for name in [*names, "project_preview"]:
            address = reverse(name, args=[project.pk])
            assert f'<a href="{address}"' in page.text
            assert client.get(address).status_code == 200

    def test_a_tab_with_something_missing_says_what(self, people: People, project: Project) -> None:
        client = browser(people.clerk)
        page = client.get(reverse("project", args=[project.pk])).text
        assert 'title="没有明细"' in page
        make_line_item(project, allocated="1", spent="1")
        page = client.get(reverse("project", args=[project.pk])).text
        assert 'title="没有明细"' not in page


class TestLanguage:
    def test_it_is_chinese_whatever_the_browser_asks_for(self) -> None:
        client = browser(make_user())
        page = client.get(reverse("home"), headers={"accept-language": "en-US"}).text
        assert '<html lang="zh-hans">' in page
        assert "首页" in page

    @pytest.mark.parametrize("client", [Client(), None])
    def test_the_choice_is_remembered_and_the_page_stays(self, client: Client | None) -> None:
        client = client or browser(make_user())
        data = {"language": "en", "next": f"{reverse('login')}?next=/projects/"}
        response = client.post(reverse("set_language"), data)
        assert response["Location"] == data["next"]
        assert response.cookies[settings.LANGUAGE_COOKIE_NAME]["max-age"] == settings.LANGUAGE_COOKIE_AGE
        assert '<html lang="en">' in client.get(reverse("home"), follow=True).text

    def test_the_login_page_offers_it(self, client: Client) -> None:
        assert 'name="language" value="en"' in client.get(reverse("login")).text
