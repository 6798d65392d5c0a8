"""A closed year takes no write, whichever way it comes; neither does a published rule set change."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Event, Thread

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import ProtectedError

from indicators.models import Monitoring, MonitoringEntry, RuleSet, YearRules
from projects import triggers
from projects.models import Allocation, BulkChange, FiscalYear, LineItem, Phase, Project, Succession
from reports.models import (
    Answer,
    Clearance,
    Publication,
    Remark,
    Rendering,
    Report,
    ReviewScore,
    SourceFile,
    Step,
    Submission,
)
from tests import builders
from tests.builders import close, make_line_item, make_project, make_rule_set, make_year

pytestmark = pytest.mark.django_db

OURS = ("accounts", "projects", "indicators", "reports")


def way_to_the_year(model: type[models.Model]) -> str:
    """Return the lookup from a model along its foreign keys to the fiscal year; empty without one."""
    for field in model._meta.concrete_fields:
        target = field.related_model
        if target is FiscalYear:
            return field.name
        if target not in (None, model) and not field.null and (further := way_to_the_year(target)):
            return f"{field.name}__{further}"
    return ""


BELONGING = {
    model: way
    for app in OURS
    for model in apps.get_app_config(app).get_models()
    if (way := way_to_the_year(model))
}
"""Every model whose rows belong to a fiscal year, and how."""


def make(model: type[models.Model], fiscal_year: FiscalYear) -> models.Model:
    """Make a row of the model that belongs to the year."""
    if model is Phase:
        return builders.make_phase(fiscal_year)
    if model is YearRules:
        return builders.make_year_rules(fiscal_year)
    project = make_project(fiscal_year=fiscal_year)
    if model is Project:
        return project
    owner: models.Model = project
    if BELONGING[model].startswith("line_item"):
        owner = make_line_item(project)
    if BELONGING[model].startswith("report"):
        owner = builders.make_report(project)
    if BELONGING[model].startswith("indicator"):
        owner = builders.make_indicator(project)
    if BELONGING[model].startswith("monitoring"):
        owner = builders.make_monitoring(project)
    if BELONGING[model].startswith("submission"):
        owner = builders.make_submission(project)
    makers = {
        "LineItem": builders.make_line_item,
        "Allocation": builders.make_allocation,
        "Expenditure": builders.make_expenditure,
        "Goal": builders.make_goal,
        "Indicator": builders.make_indicator,
        "Statistic": builders.make_statistic,
        "Report": builders.make_report,
        "SectionText": builders.make_section_text,
        "Problem": builders.make_problem,
        "Answer": builders.make_answer,
        "SourceFile": builders.make_source_file,
        "Succession": builders.make_succession,
        "BulkChange": builders.make_bulk_change,
        "TargetAdjustment": builders.make_target_adjustment,
        "Monitoring": builders.make_monitoring,
        "MonitoringEntry": builders.make_monitoring_entry,
        "Evidence": builders.make_evidence,
        "Submission": builders.make_submission,
        "Step": builders.make_step,
        "Remark": builders.make_remark,
        "ReviewScore": builders.make_review_score,
        "Clearance": builders.make_clearance,
        "Publication": builders.make_publication,
    }
    return makers[model.__name__](owner)


SINGLE = {
    Answer,
    SourceFile,
    YearRules,
    Report,
    Succession,
    BulkChange,
    Monitoring,
    MonitoringEntry,
    Submission,
    Step,
    Clearance,
    Publication,
}
"""Models of which there is one row for what it belongs to: a second like it is refused anyway."""

KEPT = {Submission, Step, Remark, ReviewScore, Clearance, Publication}
"""Models whose rows never go away."""

LOCKED = [model for model, way in BELONGING.items() if "__" in way and model not in KEPT]
"""Every model whose rows are a project's data, which cannot be changed while it is submitted."""


def owner_key(model: type[models.Model]) -> str:
    """Return the foreign key that says what a row belongs to."""
    return BELONGING[model].split("__")[0]


def refused(write: Callable[[], object], *because: str) -> bool:
    """Return whether the database refuses the write, because of a closed year if no other reason is given."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        return any(reason in str(error) for reason in because or (triggers.CLOSED_YEAR, triggers.KEPT))
    return False


def as_stored(model: type[models.Model]) -> list[dict[str, object]]:
    return list(model._default_manager.order_by("pk").values())


def copy(row: models.Model) -> models.Model:
    """Return an unsaved row like this one; what must be unique differs."""
    twin = type(row)._default_manager.get(pk=row.pk)
    twin.pk = None
    twin._state.adding = True
    for name in ("name", "code", "section"):
        if hasattr(twin, name):
            setattr(twin, name, f"{getattr(twin, name)} 2")
    if isinstance(twin, Phase):
        twin.kind = Phase.Kind.REVIEW
    return twin


def test_what_belongs_to_a_year_is_known() -> None:
    assert {model.__name__ for model in BELONGING} == {
        *("Phase", "Project", "LineItem", "Allocation", "Expenditure", "YearRules"),
        *("Goal", "Indicator", "Statistic", "Report", "SectionText", "Problem", "Answer", "SourceFile"),
        *("Succession", "BulkChange", "TargetAdjustment", "Monitoring", "MonitoringEntry", "Evidence"),
        *("Submission", "Step", "Remark", "ReviewScore", "Clearance", "Publication"),
    }


@pytest.mark.parametrize("model", BELONGING, ids=lambda model: model.__name__)
class TestClosedYear:
    """What holds for every table of a year, by every way of writing."""

    @pytest.fixture
    def row(self, model: type[models.Model]) -> models.Model:
        row = make(model, make_year(2020))
        make(model, make_year(2021))
        close(make_year(2020))
        return row

    def test_change(self, model: type[models.Model], row: models.Model) -> None:
        before = as_stored(model)
        column = next(field for field in model._meta.concrete_fields if not field.primary_key)
        value = getattr(row, column.attname)
        table, name = model._meta.db_table, column.column
        assert refused(row.save)
        assert refused(lambda: model._default_manager.filter(pk=row.pk).update(**{column.attname: value}))
        assert refused(lambda: model._default_manager.bulk_update([row], [column.name]))
        with connection.cursor() as cursor:
            assert refused(lambda: cursor.execute(f"UPDATE {table} SET {name} = {name}"))
        assert as_stored(model) == before

    def test_removal(self, model: type[models.Model], row: models.Model) -> None:
        before = as_stored(model)
        assert refused(model._default_manager.get(pk=row.pk).delete)
        assert refused(model._default_manager.all().delete)
        assert refused(lambda: model._default_manager.all()._raw_delete("default"))
        with connection.cursor() as cursor:
            assert refused(lambda: cursor.execute(f"DELETE FROM {model._meta.db_table}"))
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is pending would stop it first
                assert refused(lambda: cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE"))
        assert as_stored(model) == before

    def test_addition(self, model: type[models.Model], row: models.Model) -> None:
        before = as_stored(model)
        assert refused(copy(row).save)
        assert refused(lambda: model._default_manager.bulk_create([copy(row)]))
        assert refused(lambda: model._default_manager.bulk_create([copy(row)], ignore_conflicts=True))
        assert as_stored(model) == before

    def test_moving_out_and_in(self, model: type[models.Model], row: models.Model) -> None:
        key = owner_key(model)
        before = as_stored(model)
        other = model._default_manager.exclude(pk=row.pk).get(**{f"{BELONGING[model]}__year": 2021})
        there, here = getattr(other, key), getattr(row, key)
        assert refused(lambda: model._default_manager.filter(pk=row.pk).update(**{key: there}))
        assert refused(lambda: model._default_manager.filter(pk=other.pk).update(**{key: here}))
        assert as_stored(model) == before

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has REPLACE")
    def test_replacing(self, model: type[models.Model], row: models.Model) -> None:
        """``INSERT OR REPLACE`` removes the row in its way without firing the trigger for removals."""
        before = as_stored(model)
        other = model._default_manager.exclude(pk=row.pk).get(**{f"{BELONGING[model]}__year": 2021})
        columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
        names, table = ", ".join(columns), model._meta.db_table
        with connection.cursor() as cursor:
            assert refused(
                lambda: cursor.execute(
                    f"INSERT OR REPLACE INTO {table} (id, {names}) "
                    f"SELECT %s, {names} FROM {table} WHERE id = %s",
                    [row.pk, other.pk],
                )
            )
            assert refused(
                lambda: cursor.execute(
                    f"UPDATE OR REPLACE {table} SET id = %s WHERE id = %s", [row.pk, other.pk]
                )
            )
        assert as_stored(model) == before

    def test_an_open_year_takes_every_write(self, model: type[models.Model], row: models.Model) -> None:
        other = model._default_manager.exclude(pk=row.pk).get(**{f"{BELONGING[model]}__year": 2021})
        other.save()
        if model not in SINGLE:
            copy(other).save()
        if model in KEPT:
            return
        model._default_manager.filter(**{f"{BELONGING[model]}__year": 2021}).delete()

    def test_a_year_opened_again_takes_writes(self, model: type[models.Model], row: models.Model) -> None:
        FiscalYear.objects.filter(year=2020).update(is_closed=False)
        row.save()
        if model not in KEPT:
            row.delete()


def lock(project: Project) -> None:
    Project.objects.filter(pk=project.pk).update(locked_at=datetime(2021, 2, 3, tzinfo=UTC))


@pytest.mark.parametrize("model", LOCKED, ids=lambda model: model.__name__)
class TestLockedProject:
    """While a project is submitted its data takes no write, in whatever table, by every way of writing."""

    @pytest.fixture
    def row(self, model: type[models.Model]) -> models.Model:
        """Return a row of a locked project; the other row belongs to a project that is not."""
        row = make(model, make_year(2020))
        project = model._default_manager.values_list(BELONGING[model].removesuffix("__fiscal_year")).get()
        make(model, make_year(2021))
        lock(Project.objects.get(pk=project[0]))
        return row

    def refuses(self, write: Callable[[], object]) -> bool:
        return refused(write, triggers.LOCKED_PROJECT)

    def test_change_removal_and_addition(self, model: type[models.Model], row: models.Model) -> None:
        before = as_stored(model)
        table = model._meta.db_table
        column = next(field for field in model._meta.concrete_fields if not field.primary_key)
        rows = model._default_manager.filter(pk=row.pk)
        assert self.refuses(row.save)
        assert self.refuses(lambda: rows.update(**{column.attname: getattr(row, column.attname)}))
        assert self.refuses(lambda: model._default_manager.bulk_update([row], [column.name]))
        assert self.refuses(rows.delete)
        assert self.refuses(lambda: rows._raw_delete("default"))
        assert self.refuses(copy(row).save)
        assert self.refuses(lambda: model._default_manager.bulk_create([copy(row)], ignore_conflicts=True))
        with connection.cursor() as cursor:
            assert self.refuses(lambda: cursor.execute(f"UPDATE {table} SET id = id"))
            assert self.refuses(lambda: cursor.execute(f"DELETE FROM {table}"))
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                assert self.refuses(lambda: cursor.execute(f"TRUNCATE {table} CASCADE"))
        assert as_stored(model) == before

    def test_moving_out_and_in(self, model: type[models.Model], row: models.Model) -> None:
        key = owner_key(model)
        before = as_stored(model)
        other = model._default_manager.exclude(pk=row.pk).get()
        there, here = getattr(other, key), getattr(row, key)
        assert self.refuses(lambda: model._default_manager.filter(pk=row.pk).update(**{key: there}))
        assert self.refuses(lambda: model._default_manager.filter(pk=other.pk).update(**{key: here}))
        assert as_stored(model) == before

    def test_what_is_not_submitted_takes_every_write(
        self, model: type[models.Model], row: models.Model
    ) -> None:
        other = model._default_manager.exclude(pk=row.pk).get()
        other.save()
        other.delete()

    def test_returning_opens_it_again(self, model: type[models.Model], row: models.Model) -> None:
        Project.objects.update(locked_at=None)
        row.save()
        row.delete()


class TestTheLockedProjectItself:
    """Of a project that is submitted nothing changes but the lock."""

    def test_every_write_is_refused(self) -> None:
        project = make_project(written_on=None)
        make_project("另一项目", office=project.office, code="another")
        lock(project)
        rows = Project.objects.filter(pk=project.pk)
        for write in (
            lambda: rows.update(name="改名"),
            lambda: rows.update(written_on=date(2021, 2, 3)),
            lambda: rows.update(name="改名", locked_at=None),
            rows.delete,
            lambda: rows._raw_delete("default"),
        ):
            assert refused(write, triggers.LOCKED_PROJECT)
        with connection.cursor() as cursor:
            assert refused(
                lambda: cursor.execute("UPDATE projects_project SET version = version + 1"),
                triggers.LOCKED_PROJECT,
            )
            if connection.vendor == "sqlite":
                replace = "UPDATE OR REPLACE projects_project SET code = %s WHERE code = 'another'"
                assert refused(lambda: cursor.execute(replace, [project.code]), triggers.LOCKED_PROJECT)
        assert rows.get().name == project.name

    def test_the_lock_can_be_taken_off(self) -> None:
        project = make_project()
        lock(project)
        Project.objects.update(locked_at=None)
        project.delete()

    def test_what_was_submitted_is_still_decided_on(self) -> None:
        submission = builders.make_submission()
        lock(submission.project)
        builders.make_step(submission)
        builders.make_remark(submission)
        Submission.objects.update(state="approved")


class TestWhatWasSubmitted:
    """Submissions, steps and remarks are kept as they are; only where they stand changes."""

    def test_every_other_write_is_refused(self) -> None:
        step, remark = builders.make_step(), builders.make_remark()
        builders.make_review_score()
        submission = Submission.objects.filter(pk=step.submission_id)
        for write in (
            lambda: submission.update(snapshot="{} "),
            lambda: submission.update(digest="1" * 64),
            lambda: submission.update(findings=[{"id": "R4"}]),
            lambda: submission.update(records={"item-1": "item-2"}),
            lambda: submission.update(number=9),
            lambda: submission.update(submitted_by=remark.made_by),
            lambda: submission._raw_delete("default"),
            lambda: Step.objects.update(reason="改"),
            lambda: Step.objects.update(digest="1" * 64),
            lambda: Step.objects.all().delete(),
            lambda: Remark.objects.update(text="改"),
            lambda: Remark.objects.all().delete(),
            lambda: ReviewScore.objects.update(points=9),
            lambda: ReviewScore.objects.all().delete(),
        ):
            assert refused(write, triggers.KEPT)
        submission.update(state="returned")
        Remark.objects.update(settled_by=remark.made_by, settled_at=remark.made_at)

    def test_issued_files_stay_as_they_are(self) -> None:
        rendering = builders.make_rendering()
        for write in (
            lambda: Rendering.objects.update(content=b"changed"),
            lambda: Rendering.objects.update(sha256="1" * 64),
            lambda: Rendering.objects.all().delete(),
            lambda: builders.make_rendering(content=b"another"),
        ):
            assert refused(write, triggers.KEPT)
        assert Rendering.objects.get() == rendering

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has REPLACE")
    def test_replacing_is_refused(self) -> None:
        step = builders.make_step()
        columns = ", ".join(
            field.column for field in Submission._meta.concrete_fields if not field.primary_key
        )
        replace = (
            f"INSERT OR REPLACE INTO reports_submission ({columns}) SELECT {columns} FROM reports_submission"
        )
        assert refused(lambda: connection.cursor().execute(replace), triggers.KEPT)
        assert Step.objects.get() == step

    def test_a_project_that_was_ever_submitted_stays(self) -> None:
        submission = builders.make_submission()
        with pytest.raises(ProtectedError):
            submission.project.delete()
        assert Submission.objects.get() == submission


class TestTheYearItself:
    """A closed year cannot become another year or go away."""

    def test_renamed(self) -> None:
        year = make_year(2020)
        close(year)
        assert refused(lambda: FiscalYear.objects.filter(pk=year.pk).update(year=2019))
        assert refused(lambda: FiscalYear.objects.filter(pk=year.pk).update(year=2019, is_closed=False))

    def test_deleted(self) -> None:
        year = make_year(2020)
        close(year)
        assert refused(year.delete)

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has REPLACE")
    def test_replaced(self) -> None:
        close(make_year(2020))
        make_year(2021)
        replace = "INSERT OR REPLACE INTO projects_fiscalyear (year, is_closed) VALUES (2020, false)"
        rename = "UPDATE OR REPLACE projects_fiscalyear SET year = 2020 WHERE year = 2021"
        with connection.cursor() as cursor:
            assert refused(lambda: cursor.execute(replace))
            assert refused(lambda: cursor.execute(rename))

    def test_closing_and_opening_is_allowed(self) -> None:
        year = make_year(2020)
        close(year)
        close(year)
        year.is_closed = False
        year.save()
        year.delete()


class TestPublishedRuleSet:
    """A published rule set never changes."""

    def test_every_write_is_refused(self) -> None:
        rules = make_rule_set({"a": 1}, code="r", published=True)
        rows = RuleSet.objects.filter(pk=rules.pk)
        for write in (
            rules.save,
            rules.delete,
            lambda: rows.update(title="other"),
            lambda: rows.update(published_at=None),
            lambda: rows._raw_delete("default"),
        ):
            with (
                pytest.raises(IntegrityError, match="a published rule set never changes"),
                transaction.atomic(),
            ):
                write()
        assert rows.get().data == {"a": 1}

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has REPLACE")
    def test_replacing_is_refused(self) -> None:
        make_rule_set(code="r", published=True)
        make_rule_set(code="s", published=False)
        columns = "INSERT OR REPLACE INTO indicators_ruleset (code, title, region, data) "
        replace = columns + "VALUES ('r', '', '', '{}')"
        rename = "UPDATE OR REPLACE indicators_ruleset SET code = 'r' WHERE code = 's'"
        for statement in (replace, rename):
            with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
                connection.cursor().execute(statement)

    def test_a_draft_can_be_changed_published_and_deleted(self) -> None:
        draft = make_rule_set({}, published=False)
        draft.title = "新"
        draft.save()
        make_rule_set({}, published=False).delete()
        RuleSet.objects.filter(pk=draft.pk).update(published_at=make_rule_set().published_at)


@pytest.mark.django_db(transaction=True)
class TestMigrations:
    """The triggers go away before migrations and come back afterwards."""

    def names(self) -> set[str]:
        return set(triggers.present(connection))

    def test_all_triggers_stand(self) -> None:
        assert self.names() == {lock.name for lock in triggers.expected(connection)}

    def test_no_trigger_stands_while_migrations_run(self) -> None:
        triggers.drop(using="default")
        assert self.names() == set()
        triggers.create(using="default")
        triggers.create(using="default")
        self.test_all_triggers_stand()

    def test_tables_go_and_come_back_with_their_triggers(self) -> None:
        call_command("migrate", "reports", "zero", verbosity=0)
        gone = {lock.name for lock in triggers.expected(connection) if lock.table.startswith("reports_")}
        assert self.names() == {lock.name for lock in triggers.expected(connection)} - gone
        call_command("migrate", verbosity=0)
        self.test_all_triggers_stand()
        assert "reports" in {app for app, _name in MigrationRecorder(connection).applied_migrations()}

    def test_the_whole_database_can_be_flushed_with_a_closed_year_in_it(self) -> None:
        make_line_item(allocated="1")
        make_rule_set(published=True)
        close(make_year())
        call_command("flush", interactive=False, verbosity=0)
        assert not FiscalYear.objects.exists()
        assert not RuleSet.objects.exists()
        self.test_all_triggers_stand()

    def test_a_test_that_commits_may_leave_a_closed_year(self) -> None:
        """The next test starts with an empty database all the same: ``flush`` cleans up after this one."""
        make_line_item(allocated="1")
        close(make_year())


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_closing_a_year_waits_for_the_writes_under_way() -> None:
    line_item = make_line_item()
    year = line_item.project.fiscal_year
    closed = Event()

    def close_the_year() -> None:
        FiscalYear.objects.filter(pk=year.pk).update(is_closed=True)
        closed.set()
        connection.close()

    thread = Thread(target=close_the_year)
    with transaction.atomic():
        LineItem.objects.filter(pk=line_item.pk).update(name="改名")
        thread.start()
        assert not closed.wait(0.5)
    thread.join(5)
    assert closed.is_set()
    assert refused(line_item.save)


class TestNothingIsPublishedUncleared:
    """Whichever way it is written: a state, a published version, a secrecy review of one's own."""

    def test_a_submission_without_a_published_version(self) -> None:
        submission = builders.make_submission()
        assert refused(lambda: Submission.objects.update(state="published"), triggers.UNCLEARED)
        builders.make_publication(builders.make_submission())
        assert refused(
            lambda: Submission.objects.filter(pk=submission.pk).update(state="published"), triggers.UNCLEARED
        )
        assert refused(lambda: builders.make_submission(state="published"), triggers.UNCLEARED)
        builders.make_publication(submission)
        Submission.objects.filter(pk=submission.pk).update(state="published")

    def test_a_version_that_is_another_than_was_reviewed(self) -> None:
        clearance = builders.make_clearance()
        assert refused(
            lambda: builders.make_publication(clearance=clearance, digest="1" * 64), triggers.UNCLEARED
        )
        other = builders.make_submission()
        assert refused(
            lambda: Publication.objects.create(
                submission=other,
                clearance=clearance,
                snapshot="{}",
                digest=clearance.digest,
                made_by=clearance.made_by,
                made_at=clearance.made_at,
            ),
            triggers.UNCLEARED,
        )

    def test_nobody_reviews_what_they_submitted(self) -> None:
        submission = builders.make_submission()
        assert refused(
            lambda: builders.make_clearance(submission, made_by=submission.submitted_by), triggers.UNCLEARED
        )

    def test_nothing_of_it_changes_or_goes(self) -> None:
        builders.make_publication()
        for write in (
            lambda: Publication.objects.update(snapshot="[]"),
            lambda: Publication.objects.all().delete(),
            lambda: Clearance.objects.update(statement="改"),
            lambda: Clearance.objects.all()._raw_delete("default"),
        ):
            assert refused(write, triggers.KEPT)


def test_a_project_of_an_open_year_can_be_deleted_with_all_that_belongs_to_it() -> None:
    line_item = make_line_item(allocated="1", spent="1")
    builders.make_problem(builders.make_report(line_item.project))
    line_item.project.delete()
    assert not Allocation.objects.exists()
    assert not Report.objects.exists()
