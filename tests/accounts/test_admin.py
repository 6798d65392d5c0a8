"""The administration: who may enter, and how offices and users are managed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Office, User
from accounts.roles import Role
from tests.administration import group_id, make_administrator, page, queries, signed_in
from tests.builders import PASSWORD, make_bureau, make_office, make_superuser, make_user

pytestmark = pytest.mark.django_db


class TestEntrance:
    """Administrators and superusers, nobody else."""

    @pytest.mark.parametrize("make", [make_administrator, make_superuser])
    def test_those_who_may(self, make: Any) -> None:
        assert signed_in(make()).get(reverse("admin:index")).status_code == 200

    @pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER, Role.REVIEWER, None])
    def test_others_are_refused_without_a_second_login_form(self, role: Role | None) -> None:
        response = signed_in(make_user(role=role)).get(reverse("admin:index"), follow=True)
        assert response.status_code == 403

    def test_strangers_come_to_the_login_page_and_back(self, client: Client) -> None:
        for address in (reverse("admin:index"), page("accounts_office")):
            response = client.get(address, follow=True)
            assert response.redirect_chain[-1] == (f"{reverse('login')}?next={address}", 302)

    def test_the_address_of_the_login_form_of_django_admin_leads_there_too(self, client: Client) -> None:
        response = client.get(reverse("admin:login"), {"next": "/admin/accounts/"})
        assert response["Location"] == f"{reverse('login')}?next=/admin/accounts/"

    def test_a_deactivated_administrator_is_out(self) -> None:
        user = make_administrator()
        client = signed_in(user)
        User.objects.filter(pk=user.pk).update(is_active=False)
        assert client.get(reverse("admin:index")).status_code == 302

    def test_groups_are_not_for_editing(self) -> None:
        assert signed_in().get("/admin/auth/group/").status_code == 404


class TestOffices:
    """The tree of offices."""

    def test_the_list_is_indented(self) -> None:
        bureau = make_bureau("区财政局", code="1")
        street = make_office("街道", code="2", parent=bureau)
        make_office("财政所", code="3", parent=street, kind=Office.Kind.DEPARTMENT)
        text = signed_in().get(page("accounts_office")).content.decode()
        for shown in (">区财政局<", ">\u3000街道<", ">\u3000\u3000财政所<"):
            assert shown in text

    def test_an_office_is_made_and_moved(self) -> None:
        client = signed_in()
        first, second = make_bureau(code="1"), make_bureau(code="2")
        fields = {"name": "街道", "code": "3", "kind": "street", "district": "", "parent": first.pk}
        client.post(page("accounts_office", "add"), fields)
        street = Office.objects.get(code="3")
        assert street.path == "1/3/"
        make_office(code="4", parent=street)
        change = page("accounts_office", "change", street.pk)
        client.post(change, {**fields, "parent": second.pk})
        assert Office.objects.get(code="4").path == "2/3/4/"

    def test_a_loop_is_refused_at_the_field(self) -> None:
        bureau = make_bureau(code="1")
        street = make_office(code="2", parent=bureau)
        response = signed_in().post(
            page("accounts_office", "change", bureau.pk),
            {"name": "局", "code": "1", "kind": "bureau", "district": "", "parent": street.pk},
        )
        assert response.status_code == 200
        assert set(response.context["adminform"].form.errors) == {"parent"}

    def test_the_list_takes_as_many_queries_for_many_offices(self) -> None:
        bureau = make_bureau()
        client = signed_in()
        few = queries(client, page("accounts_office"))
        for _ in range(20):
            make_office(parent=bureau)
        assert queries(client, page("accounts_office")) == few

    def test_search_finds_names_and_codes(self) -> None:
        make_office("朝天门街道办事处", code="A1")
        make_office("解放碑街道办事处", code="B2")
        client = signed_in()
        for text, count in [("朝天门", 1), ("b2", 1), ("街道", 2), ("没有", 0)]:
            found = client.get(page("accounts_office"), {"q": text}).context["cl"]
            assert found.result_count == count


class TestUsers:
    """Users with their office and role."""

    def new(self, **fields: Any) -> dict[str, Any]:
        office = make_office()
        return {
            "username": "li",
            "display_name": "李会计",
            "office": office.pk,
            "groups": [group_id(Role.CLERK)],
            "password1": "correct horse 9",
            "password2": "correct horse 9",
            **fields,
        }

    def test_an_administrator_makes_a_clerk(self) -> None:
        response = signed_in().post(page("accounts_user", "add"), self.new())
        assert response.status_code == 302
        user = User.objects.get(username="li")
        assert user.has_role(Role.CLERK)
        assert user.office is not None
        assert user.check_password("correct horse 9")
        assert not user.is_superuser

    @pytest.mark.parametrize("missing", ["office", "groups", "username", "password1"])
    def test_office_and_role_are_asked_for(self, missing: str) -> None:
        response = signed_in().post(page("accounts_user", "add"), self.new(**{missing: []}))
        assert missing.replace("password1", "password") in " ".join(response.context["adminform"].form.errors)
        assert not User.objects.filter(username="li").exists()

    def test_a_username_in_other_letters_is_refused_at_the_field(self) -> None:
        make_user("LI")
        response = signed_in().post(page("accounts_user", "add"), self.new())
        assert set(response.context["adminform"].form.errors) == {"username"}

    def change(self, user: User, by: User, **fields: Any) -> Any:
        data = {
            "username": user.username,
            "display_name": user.display_name,
            "office": user.office_id or "",
            "email": "",
            "groups": [*user.groups.values_list("pk", flat=True)],
            "is_active": "on",
            **fields,
        }
        return signed_in(by).post(page("accounts_user", "change", user.pk), data)

    def test_an_administrator_gives_a_role(self) -> None:
        user = make_user()
        self.change(user, make_administrator(), groups=[group_id(Role.APPROVER)])
        assert User.objects.get(pk=user.pk).role_names == {Role.APPROVER.value}

    def test_an_administrator_makes_nobody_a_superuser(self) -> None:
        user, admin = make_user(), make_administrator()
        self.change(user, admin, is_superuser="on")
        self.change(admin, admin, is_superuser="on")
        assert not User.objects.filter(is_superuser=True).exists()

    def test_an_administrator_does_not_touch_superusers(self) -> None:
        root = make_superuser()
        admin = make_administrator()
        assert self.change(root, admin, display_name="改名").status_code == 403
        password = page("auth_user", "password_change", root.pk)
        assert signed_in(admin).get(password).status_code == 403

    def test_a_superuser_may_do_both(self) -> None:
        user = make_user()
        self.change(user, make_superuser(), is_superuser="on")
        assert User.objects.get(pk=user.pk).is_superuser

    def test_an_administrator_deactivates_instead_of_deleting(self) -> None:
        user, admin = make_user(), make_administrator()
        delete = page("accounts_user", "delete", user.pk)
        assert signed_in(admin).post(delete, {"post": "yes"}).status_code == 403
        self.change(user, admin, is_active="")
        assert not User.objects.get(pk=user.pk).is_active

    def test_an_administrator_sets_a_new_password(self) -> None:
        user = make_user()
        response = signed_in().post(
            page("auth_user", "password_change", user.pk),
            {"password1": "a new one 77", "password2": "a new one 77"},
        )
        assert response.status_code == 302
        assert not User.objects.get(pk=user.pk).check_password(PASSWORD)

    def test_the_list_takes_as_many_queries_for_many_users(self) -> None:
        client = signed_in()
        make_user()
        few = queries(client, page("accounts_user"))
        for _ in range(20):
            make_user(role=Role.APPROVER)
        assert queries(client, page("accounts_user")) == few

    def test_offices_are_found_by_typing(self) -> None:
        make_office("朝天门街道办事处")
        response = signed_in().get(
            reverse("admin:autocomplete"),
            {"term": "朝天", "app_label": "accounts", "model_name": "user", "field_name": "office"},
        )
        assert [found["text"] for found in response.json()["results"]] == ["朝天门街道办事处"]
