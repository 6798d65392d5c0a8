import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from accounts.roles import Role, keep_groups
from tests.builders import make_superuser, make_user

pytestmark = pytest.mark.django_db


def test_the_four_groups_exist_after_migrating() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {role.value for role in Role}


def test_administrators_may_do_everything_with_our_tables_and_nothing_with_others() -> None:
    permissions = Group.objects.get(name=Role.ADMINISTRATOR.value).permissions
    ours = {"accounts", "projects", "indicators", "reports"}
    expected = {
        f"{app}.{action}_{model._meta.model_name}"
        for app in ours
        for model in apps.get_app_config(app).get_models()
        for action in ("add", "change", "delete", "view")
    }
    granted = permissions.values_list("content_type__app_label", "codename")
    assert {f"{app}.{codename}" for app, codename in granted} == expected


@pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER, Role.REVIEWER])
def test_the_other_groups_carry_no_permissions(role: Role) -> None:
    assert not Group.objects.get(name=role.value).permissions.exists()


def test_migrating_again_restores_what_was_taken_and_keeps_what_was_given() -> None:
    clerks = Group.objects.get(name=Role.CLERK.value)
    administrators = Group.objects.get(name=Role.ADMINISTRATOR.value)
    before = set(administrators.permissions.all())
    clerks.permissions.add(*before)
    administrators.permissions.clear()
    Group.objects.get(name=Role.REVIEWER.value).delete()
    for app in ("accounts", "projects", "indicators", "reports"):
        keep_groups(apps.get_app_config(app), using="default")
    assert set(administrators.permissions.all()) == before
    assert set(clerks.permissions.all()) == before
    assert Group.objects.filter(name=Role.REVIEWER.value).exists()


@pytest.mark.parametrize("role", Role)
def test_a_user_has_the_role_of_the_group_and_no_other(role: Role) -> None:
    user = make_user(role=role)
    assert [other for other in Role if user.has_role(other)] == [role]


@pytest.mark.parametrize("role", Role)
def test_only_administrators_are_staff(role: Role) -> None:
    assert make_user(role=role).is_staff is (role is Role.ADMINISTRATOR)


def test_a_superuser_is_staff_without_a_role() -> None:
    assert make_superuser().is_staff


def test_a_user_without_a_role_is_not_staff() -> None:
    assert not make_user(role=None).is_staff


def test_roles_are_read_once(django_assert_num_queries) -> None:
    user = make_user()
    with django_assert_num_queries(1):
        assert user.has_role(Role.CLERK)
        assert not user.has_role(Role.APPROVER)
        assert not user.is_staff
