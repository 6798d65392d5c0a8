"""Beginning a project."""

import pytest
from django.urls import reverse

from accounts.models import Office
from projects.models import Project
from tests.builders import close, make_office, make_project, make_superuser, make_year
from tests.people import browser, make_people

pytestmark = pytest.mark.django_db


def page(year: int = 2020) -> str:
    return f"{reverse('project_add')}?year={year}"


def basics(office: Office | None, **changes: str) -> dict[str, str]:
    assert office is not None
    return {
        "office": str(office.pk),
        "code": "2020-001",
        "name": "平安稳定项目",
        "department": "平安办",
        "purposes": "综合治理\r\n社区巡防",
        "approval": "办公会审批",
        "written_on": "2021.2.3",
        **changes,
    }


def test_a_clerk_begins_a_project_and_goes_on_to_its_line_items() -> None:
    people = make_people()
    make_year(2020)
    response = browser(people.clerk).post(page(), basics(people.clerk.office))
    project = Project.objects.get()
    assert response["Location"] == reverse("project_funds", args=[project.pk])
    assert (project.fiscal_year.year, project.office) == (2020, people.clerk.office)
    assert project.purposes == "综合治理\n社区巡防"
    assert str(project.written_on) == "2021-02-03"


def test_only_clerks_and_superusers_may() -> None:
    people = make_people()
    make_year(2020)
    for user in people.viewers:
        assert browser(user).get(page()).status_code == 403
        assert browser(user).post(page(), basics(people.clerk.office)).status_code == 403
    assert not Project.objects.exists()
    assert browser(make_superuser()).get(page()).status_code == 200


def test_a_closed_year_and_no_year_take_no_project() -> None:
    people = make_people()
    assert browser(people.clerk).get(page()).status_code == 403
    close(make_year(2020))
    assert browser(people.clerk).post(page(), basics(people.clerk.office)).status_code == 403
    assert not Project.objects.exists()


def test_another_office_cannot_be_named() -> None:
    people = make_people()
    make_year(2020)
    client = browser(people.clerk)
    assert people.stranger.office is not None
    assert f'<option value="{people.stranger.office_id}"' not in client.get(page()).text
    response = client.post(page(), basics(people.stranger.office))
    assert response.status_code == 200
    assert "office" in response.context["form"].errors
    assert not Project.objects.exists()


def test_an_office_beneath_can() -> None:
    people = make_people()
    make_year(2020)
    department = make_office("平安办", parent=people.clerk.office)
    browser(people.clerk).post(page(), basics(department))
    assert Project.objects.get().office == department


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "字" * 101),
        ("name", "平安\x07稳定"),
        ("code", "C" * 31),
        ("department", " "),
        ("written_on", "2021-02-30"),
        ("approval", "字" * 2001),
    ],
)
def test_bad_input_is_named_at_its_field_and_everything_typed_stays(field: str, value: str) -> None:
    people = make_people()
    make_year(2020)
    data = basics(people.clerk.office, **{field: value})
    response = browser(people.clerk).post(page(), data)
    assert response.status_code == 200
    assert not Project.objects.exists()
    assert list(response.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in response.text
    assert f'href="#id_{field}"' in response.text
    for name, typed in data.items():
        assert response.context["form"][name].value() == typed


def test_a_code_and_a_name_are_taken_once_per_office_and_year() -> None:
    people = make_people()
    make_project("平安稳定项目", code="2020-001", office=people.clerk.office)
    make_project("平安稳定项目", code="2019-001", office=people.clerk.office, fiscal_year=make_year(2019))
    response = browser(people.clerk).post(page(), basics(people.clerk.office))
    assert list(response.context["form"].errors) == ["code", "name"]
    other = basics(people.stranger.office)
    assert browser(people.stranger).post(page(), other).status_code == 302


def test_what_a_form_does_not_ask_cannot_be_sent() -> None:
    people = make_people()
    make_year(2020)
    elsewhere = make_year(2019)
    data = {**basics(people.clerk.office), "fiscal_year": str(elsewhere.pk), "id": "77"}
    browser(people.clerk).post(page(), data)
    project = Project.objects.get()
    assert project.fiscal_year.year == 2020
    assert project.pk != 77
