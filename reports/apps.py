"""Application configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.roles import keep_groups
from projects import triggers


class ReportsConfig(AppConfig):
    """Reports and what people write for them."""

    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("reports")

    def ready(self) -> None:
        post_migrate.connect(keep_groups, sender=self)
        triggers.close_with_year(self.get_model("Report"), "project__fiscal_year")
        triggers.close_with_year(self.get_model("SectionText"), "report__project__fiscal_year")
        triggers.close_with_year(self.get_model("Problem"), "report__project__fiscal_year")
        triggers.close_with_year(self.get_model("Answer"), "project__fiscal_year")
        triggers.close_with_year(self.get_model("SourceFile"), "project__fiscal_year")
        self._keep("Submission", "project__fiscal_year", changing={"state"})
        triggers.freeze(self.get_model("Rendering"), "TRUE", triggers.KEPT)
        self._keep("Step", "submission__project__fiscal_year", changing=set())
        self._keep("Clearance", "submission__project__fiscal_year", changing=set())
        self._keep("Publication", "submission__project__fiscal_year", changing=set())
        self._keep("Remark", "submission__project__fiscal_year", changing={"settled_by", "settled_at"})
        self._keep("ReviewScore", "submission__project__fiscal_year", changing=set())

        self._clear_before_publishing()

    def _clear_before_publishing(self) -> None:
        """Let the database see to it that what is published was cleared, by another than who submitted it."""
        submission, clearance, publication = (
            self.get_model(name) for name in ("Submission", "Clearance", "Publication")
        )
        tables = {
            "submissions": submission._meta.db_table,
            "clearances": clearance._meta.db_table,
            "publications": publication._meta.db_table,
        }
        by_the_same = (
            "EXISTS (SELECT 1 FROM {submissions} WHERE id = NEW.submission_id "
            "AND submitted_by_id = NEW.made_by_id)"
        )
        not_cleared = (
            "NOT EXISTS (SELECT 1 FROM {clearances} WHERE id = NEW.clearance_id "
            "AND submission_id = NEW.submission_id AND digest = NEW.digest)"
        )
        no_version = (
            "NEW.state = 'published' AND OLD.state <> 'published' "
            "AND NOT EXISTS (SELECT 1 FROM {publications} WHERE submission_id = NEW.id)"
        )
        for model, event, when in (
            (clearance, "INSERT", by_the_same),
            (publication, "INSERT", not_cleared),
            (submission, "INSERT", "NEW.state = 'published'"),
            (submission, "UPDATE", no_version),
        ):
            triggers.refuse(model, event, when.format(**tables), triggers.UNCLEARED)

    def _keep(self, name: str, way_to_the_year: str, *, changing: set[str]) -> None:
        """Let the database keep what was submitted: no row is removed, and only these fields change."""
        model = self.get_model(name)
        triggers.close_with_year(model, way_to_the_year, despite_submission=True)
        triggers.freeze(model, "TRUE", triggers.KEPT, columns=triggers.columns(model, but=changing))
