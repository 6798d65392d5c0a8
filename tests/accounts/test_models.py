from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import LEVELS, Office, User
from accounts.roles import Role
from tests.builders import make_bureau, make_office, make_superuser, make_user

pytestmark = pytest.mark.django_db


def paths() -> dict[str, str]:
    return dict(Office.objects.values_list("code", "path"))


def codes(error: ValidationError) -> dict[str, list[str]]:
    return {field: [one.code for one in errors] for field, errors in error.error_dict.items()}


def make_tree() -> dict[str, Office]:
    """Two districts; ``street`` has a department with a section beneath."""
    tree = {"city": make_bureau(code="500"), "district": make_bureau(code="501")}
    tree["other"] = make_bureau(code="502", parent=tree["city"])
    tree["district"].parent = tree["city"]
    tree["district"].save()
    tree["street"] = make_office(code="501-01", parent=tree["district"])
    tree["department"] = make_office(code="A", kind=Office.Kind.DEPARTMENT, parent=tree["street"])
    tree["section"] = make_office(code="A1", kind=Office.Kind.DEPARTMENT, parent=tree["department"])
    return tree


def test_the_path_holds_the_codes_from_the_root_down() -> None:
    make_tree()
    assert paths() == {
        "500": "500/",
        "501": "500/501/",
        "502": "500/502/",
        "501-01": "500/501/501-01/",
        "A": "500/501/501-01/A/",
        "A1": "500/501/501-01/A/A1/",
    }


def test_moving_an_office_takes_everything_beneath_it_along() -> None:
    tree = make_tree()
    tree["street"].parent = tree["other"]
    tree["street"].save()
    assert paths()["501-01"] == "500/502/501-01/"
    assert paths()["A1"] == "500/502/501-01/A/A1/"
    assert paths()["501"] == "500/501/"


def test_an_office_can_become_a_root() -> None:
    tree = make_tree()
    tree["street"].parent = None
    tree["street"].save(update_fields=["parent"])
    assert paths()["501-01"] == "501-01/"
    assert paths()["A1"] == "501-01/A/A1/"


@pytest.mark.parametrize("code", ["x", "a", "A-", "501-01-B"])
def test_a_new_code_changes_the_paths_beneath(code: str) -> None:
    department = make_tree()["department"]
    department.code = code
    department.save()
    assert paths()[code] == f"500/501/501-01/{code}/"
    assert paths()["A1"] == f"500/501/501-01/{code}/A1/"


def test_an_office_whose_code_begins_like_another_stays_where_it_is() -> None:
    tree = make_tree()
    make_office(code="501-01B", parent=tree["district"])
    tree["street"].code = "7"
    tree["street"].save()
    assert paths()["501-01B"] == "500/501/501-01B/"


def test_the_parent_as_stored_counts_and_not_a_stale_copy() -> None:
    tree = make_tree()
    stale = Office.objects.get(code="501-01")
    tree["street"].parent = tree["other"]
    tree["street"].save()
    assert make_office(code="B", parent=stale).path == "500/502/501-01/B/"


def test_saving_other_fields_leaves_the_tree_alone(django_assert_num_queries) -> None:
    street = make_tree()["street"]
    street.name = "解放碑街道办事处"
    with django_assert_num_queries(1):
        street.save(update_fields=["name"])
    assert paths()["501-01"] == "500/501/501-01/"


@pytest.mark.parametrize("beneath", ["street", "department", "section"])
def test_an_office_cannot_stand_beneath_itself(beneath: str) -> None:
    tree = make_tree()
    tree["street"].parent = tree[beneath]
    for attempt in (tree["street"].full_clean, tree["street"].save):
        with pytest.raises(ValidationError) as caught:
            attempt()
        assert codes(caught.value) == {"parent": ["beneath_itself"]}
    assert paths()["501-01"] == "500/501/501-01/"


def test_the_tree_is_not_deeper_than_its_levels() -> None:
    office = None
    for level in range(LEVELS):
        office = make_office(code=f"{level:020}", parent=office)
    with pytest.raises(ValidationError) as caught:
        make_office(parent=office)
    assert codes(caught.value) == {"parent": ["too_deep"]}
    assert str(LEVELS) in caught.value.message_dict["parent"][0]


def test_a_move_counts_the_levels_beneath_the_office() -> None:
    tree = make_tree()
    deep = None
    for _ in range(LEVELS - 3):
        deep = make_office(parent=deep)
    tree["street"].parent = deep
    tree["street"].save()
    deeper = make_office(parent=deep)
    tree["street"].parent = deeper
    with pytest.raises(ValidationError) as caught:
        tree["street"].full_clean()
    assert codes(caught.value) == {"parent": ["too_deep"]}


def test_faults_of_other_fields_are_reported_by_field() -> None:
    office = Office(code="two words", name="", kind=Office.Kind.STREET)
    with pytest.raises(ValidationError) as caught:
        office.full_clean()
    assert set(caught.value.message_dict) == {"code", "name"}


@pytest.mark.parametrize("name", ["朝天门\n街道", "朝天门\x00", "朝天门\x1f街道", "朝天门\x85"])
def test_no_control_character_gets_into_a_name(name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Office(code="1", name=name, kind=Office.Kind.STREET, district=name).full_clean()
    assert codes(caught.value) == {"name": ["control_character"], "district": ["control_character"]}
    with pytest.raises(ValidationError) as caught:
        User(username="li", password="-", display_name=name).full_clean()
    assert codes(caught.value) == {"display_name": ["control_character"]}


def test_codes_differ_by_more_than_case() -> None:
    make_office(code="ab")
    with pytest.raises(ValidationError) as caught:
        Office(code="AB", name="同名", kind=Office.Kind.STREET).full_clean()
    assert codes(caught.value) == {"__all__": ["unique"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        make_office(code="AB")


def test_no_office_gets_into_the_table_without_its_path() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.bulk_create([Office(code="x", name="x", kind=Office.Kind.STREET)])
    office = make_office(code="y")
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.filter(pk=office.pk).update(code="z")


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_leave_a_tree() -> None:
    """Each of two offices is moved beneath the other: one move wins, the other is refused."""
    first, second = make_office(code="1"), make_office(code="2")
    start, refused = Barrier(2), []

    def move(office: Office, parent: Office) -> None:
        start.wait()
        office.parent = parent
        try:
            office.save()
        except ValidationError:
            refused.append(office.code)
        finally:
            connection.close()

    threads = [Thread(target=move, args=pair) for pair in [(first, second), (second, first)]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert paths() in ({"1": "1/", "2": "1/2/"}, {"2": "2/", "1": "2/1/"})


class TestVisibleTo:
    """Who sees which offices."""

    def test_the_own_office_and_everything_beneath(self) -> None:
        tree = make_tree()
        user = make_user(office=tree["street"])
        assert set(Office.objects.visible_to(user)) == {tree["street"], tree["department"], tree["section"]}

    def test_a_bureau_sees_its_district_alone(self) -> None:
        tree = make_tree()
        reviewer = make_user(role=Role.REVIEWER, office=tree["district"])
        assert tree["other"] not in Office.objects.visible_to(reviewer)
        assert tree["section"] in Office.objects.visible_to(reviewer)

    def test_a_superuser_sees_all(self) -> None:
        tree = make_tree()
        assert set(Office.objects.visible_to(make_superuser())) == set(tree.values())

    def test_strangers_see_nothing(self) -> None:
        street = make_tree()["street"]
        without_office = User.objects.create_user("without-office")
        inactive = make_user(office=street, is_active=False)
        retired = make_superuser(is_active=False)
        for user in (AnonymousUser(), without_office, inactive, retired):
            assert not Office.objects.visible_to(user).exists()


def test_a_user_is_called_by_name_and_else_by_username() -> None:
    assert str(make_user("li", display_name="李会计")) == "李会计"
    assert make_user("zhang").get_full_name() == "zhang"


def test_usernames_differ_by_more_than_case() -> None:
    make_user("li")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("LI")


def test_a_superuser_is_made_with_a_password_that_works() -> None:
    user = User.objects.create_superuser("root", password="long enough 1")
    assert user.is_superuser
    assert user.check_password("long enough 1")
