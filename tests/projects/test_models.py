"""Who sees and changes which projects, and what the tables refuse."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Office, User
from accounts.roles import Role
from projects.models import Allocation, FiscalYear, LineItem, Phase, Project, YearClosed
from tests.builders import (
    close,
    make_allocation,
    make_bureau,
    make_expenditure,
    make_line_item,
    make_office,
    make_phase,
    make_project,
    make_source,
    make_superuser,
    make_user,
    make_year,
)

pytestmark = pytest.mark.django_db


class District:
    """A bureau over two street offices, one of which has a department; one project each, and a stranger's."""

    def __init__(self) -> None:
        self.bureau = make_bureau(code="501")
        self.street = make_office(code="1", parent=self.bureau)
        self.department = make_office(code="A", kind=Office.Kind.DEPARTMENT, parent=self.street)
        self.sister = make_office(code="10", parent=self.bureau)
        self.stranger = make_office(code="50")
        self.projects = {
            office.code: make_project(office=office)
            for office in (self.bureau, self.street, self.department, self.sister, self.stranger)
        }


@pytest.fixture
def district() -> District:
    return District()


def visible(user: User | AnonymousUser) -> set[str]:
    return {project.office.code for project in Project.objects.visible_to(user)}


def editable(user: User | AnonymousUser) -> set[str]:
    return {project.office.code for project in Project.objects.editable_by(user)}


class TestVisibleTo:
    """People see the projects of the own office and of the offices beneath; who only reviews sees none."""

    @pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER, Role.ADMINISTRATOR, None])
    @pytest.mark.parametrize(
        ("office", "seen"),
        [
            ("bureau", {"501", "1", "A", "10"}),
            ("street", {"1", "A"}),
            ("department", {"A"}),
            ("sister", {"10"}),
            ("stranger", {"50"}),
        ],
    )
    def test_by_office(self, district: District, role: Role | None, office: str, seen: set[str]) -> None:
        assert visible(make_user(role=role, office=getattr(district, office))) == seen

    def test_a_reviewer_sees_what_was_submitted_and_no_project(self, district: District) -> None:
        reviewer = make_user(role=Role.REVIEWER, office=district.bureau)
        assert visible(reviewer) == set()
        reviewer.groups.add(Group.objects.get(name=Role.APPROVER.value))
        assert visible(User.objects.get(pk=reviewer.pk)) == {"501", "1", "A", "10"}

    def test_a_superuser_sees_all(self, district: District) -> None:
        assert visible(make_superuser()) == set(district.projects)

    def test_strangers_see_nothing(self, district: District) -> None:
        assert visible(AnonymousUser()) == set()
        assert visible(make_user(office=district.bureau, is_active=False)) == set()
        assert visible(make_superuser(is_active=False)) == set()
        assert visible(User.objects.create_user("nowhere")) == set()

    def test_closed_years_stay_visible(self, district: District) -> None:
        close(make_year())
        assert visible(make_user(office=district.street)) == {"1", "A"}

    def test_an_office_that_moves_takes_its_projects_along(self, district: District) -> None:
        approver = make_user(role=Role.APPROVER, office=district.bureau)
        district.street.parent = district.stranger
        district.street.save()
        assert visible(approver) == {"501", "10"}

    def test_it_takes_no_query_of_its_own(self, district: District, django_assert_num_queries) -> None:
        user = make_user(office=district.street)
        assert user.has_role(Role.CLERK)
        with django_assert_num_queries(1):
            list(Project.objects.visible_to(user))
        with django_assert_num_queries(0):
            list(Project.objects.visible_to(AnonymousUser()))


class TestEditableBy:
    """Clerks change the projects that they see, while the year is open and the project not submitted."""

    def test_submitted(self, district: District) -> None:
        Project.objects.filter(office=district.department).update(locked_at=timezone.now())
        assert editable(make_user(office=district.street)) == {"1"}
        assert editable(make_superuser()) == set(district.projects) - {"A"}

    def test_clerks(self, district: District) -> None:
        assert editable(make_user(office=district.street)) == {"1", "A"}
        assert editable(make_user(office=district.department)) == {"A"}

    @pytest.mark.parametrize("role", [Role.APPROVER, Role.REVIEWER, Role.ADMINISTRATOR, None])
    def test_others(self, district: District, role: Role | None) -> None:
        assert editable(make_user(role=role, office=district.bureau)) == set()

    def test_a_superuser(self, district: District) -> None:
        assert editable(make_superuser()) == set(district.projects)

    def test_strangers(self, district: District) -> None:
        assert editable(AnonymousUser()) == set()
        assert editable(make_user(office=district.street, is_active=False)) == set()
        assert editable(make_superuser(is_active=False)) == set()

    def test_not_in_a_closed_year(self, district: District) -> None:
        open_project = make_project(office=district.street, fiscal_year=make_year(2021))
        close(make_year(2020))
        for user in (make_user(office=district.street), make_superuser()):
            assert list(Project.objects.editable_by(user)) == [open_project]

    def test_what_can_be_changed_can_be_seen(self, district: District) -> None:
        for role in [*Role, None]:
            for office in (district.bureau, district.street, district.department):
                user = make_user(role=role, office=office)
                assert editable(user) <= visible(user)


class TestFiscalYear:
    """A year is open or closed."""

    def test_a_closed_one_says_so(self) -> None:
        year = make_year(2020)
        year.require_open()
        close(year)
        with pytest.raises(YearClosed, match="2020") as caught:
            year.require_open()
        assert caught.value.year == year

    @pytest.mark.parametrize("number", [1999, 2101, -1])
    def test_its_number_is_a_year(self, number: int) -> None:
        with pytest.raises(ValidationError):
            FiscalYear(year=number).full_clean()

    def test_each_year_exists_once(self) -> None:
        make_year(2020)
        with pytest.raises(IntegrityError), transaction.atomic():
            FiscalYear.objects.create(year=2020)


def test_a_phase_is_not_due_before_it_opens() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_phase(opens_on=date(2021, 2, 1), due_on=date(2021, 1, 31))
    make_phase(opens_on=date(2021, 2, 1), due_on=date(2021, 2, 1))


def test_a_year_has_one_phase_of_a_kind() -> None:
    make_phase()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_phase()
    make_phase(kind=Phase.Kind.REVIEW)


@pytest.mark.parametrize("same", ["code", "name"])
def test_projects_of_an_office_and_year_differ_by_code_and_name(same: str) -> None:
    project = make_project(code="1", name="一")
    fields = {"code": "2", "name": "二", same: getattr(project, same)}
    with pytest.raises(IntegrityError), transaction.atomic():
        make_project(office=project.office, **fields)
    make_project(office=project.office, fiscal_year=make_year(2021), **fields)
    make_project(**fields)


def test_line_items_of_a_project_differ_by_name() -> None:
    line_item = make_line_item(name="社区巡防经费")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_line_item(line_item.project, "社区巡防经费")


def test_an_opening_budget_is_not_negative_and_an_adjustment_may_be() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_allocation(amount="-1")
    assert make_allocation(amount="-1", kind=Allocation.Kind.ADJUSTMENT).amount == Decimal(-10_000)


@pytest.mark.parametrize("make", [make_project, make_line_item])
def test_a_form_refuses_a_closed_year_at_its_field(make) -> None:
    record = make()
    close(make_year())
    field = "project" if isinstance(record, LineItem) else "fiscal_year"
    with pytest.raises(ValidationError) as caught:
        type(record).objects.get(pk=record.pk).full_clean()
    assert [error.code for error in caught.value.error_dict[field]] == ["closed_year"]


def test_entries_are_named_by_kind_and_amount() -> None:
    assert str(make_expenditure(amount="1270.69")) == "1,270.69 万元"
    assert str(make_allocation(amount="0.5")).endswith(" 0.50 万元")


def test_sources_are_in_order() -> None:
    names = [make_source(name).name for name in ("当年财政拨款", "上年结转资金", "其他资金")]
    assert [source.name for source in type(make_source()).objects.all()] == names
