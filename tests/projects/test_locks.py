"""The door through which views write."""

from threading import Event, Thread

import pytest
from django.db import connection
from django.utils import timezone

from projects.locks import writing_to
from projects.models import Project, ProjectLocked, YearClosed
from tests.builders import close, make_office, make_project, make_year

pytestmark = pytest.mark.django_db


def test_the_project_as_stored_is_given_and_what_is_written_stays() -> None:
    project = make_project()
    Project.objects.update(name="改名")
    with writing_to(project, by=None) as held:
        assert held.name == "改名"
        held.department = "财政所"
        held.save(update_fields=["department"])
    assert Project.objects.get().department == "财政所"


def test_a_closed_year_is_refused_before_anything_is_written() -> None:
    project = make_project()
    close(make_year())
    with pytest.raises(YearClosed) as caught, writing_to(project, by=None):
        pytest.fail("the block was entered")
    assert caught.value.year == make_year()


def test_a_submitted_project_is_refused_until_it_is_returned() -> None:
    project = make_project()
    Project.objects.update(locked_at=timezone.now())
    with pytest.raises(ProjectLocked) as caught, writing_to(project, by=None):
        pytest.fail("the block was entered")
    assert caught.value.project == project
    Project.objects.update(locked_at=None)
    with writing_to(project, by=None) as held:
        assert held == project


def test_a_new_project_needs_an_open_year() -> None:
    project = Project(fiscal_year=make_year(), office=make_office(), name="新项目", code="1")
    with writing_to(project, by=None) as held:
        held.save()
    close(make_year())
    stale = Project(fiscal_year=project.fiscal_year, office=project.office, name="又一项目", code="2")
    with pytest.raises(YearClosed), writing_to(stale, by=None):
        pytest.fail("the block was entered")


def test_a_deleted_project_is_gone() -> None:
    project = make_project()
    Project.objects.all().delete()
    with pytest.raises(Project.DoesNotExist), writing_to(project, by=None):
        pytest.fail("the block was entered")


def test_an_exception_takes_back_everything() -> None:
    project = make_project()

    def fail_halfway() -> None:
        with writing_to(project, by=None) as held:
            held.name = "改名"
            held.save()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert Project.objects.get().name != "改名"


@pytest.mark.django_db(transaction=True)
def test_two_people_write_to_a_project_one_after_the_other() -> None:
    project = make_project()
    entered, seen = Event(), []

    def second() -> None:
        with writing_to(project, by=None) as held:
            seen.append(held.name)
            entered.set()
        connection.close()

    thread = Thread(target=second)
    with writing_to(project, by=None) as held:
        thread.start()
        assert not entered.wait(0.3)
        held.name = "第一人改名"
        held.save()
    thread.join(5)
    assert seen == ["第一人改名"]
