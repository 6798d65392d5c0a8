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
        self._keep("Remark", "submission__project__fiscal_year", changing={"settled_by", "settled_at"})
        self._keep("ReviewScore", "submission__project__fiscal_year", changing=set())

    def _keep(self, name: str, way_to_the_year: str, *, changing: set[str]) -> None:
        """Let the database keep what was submitted: no row is removed, and only these fields change."""
        model = self.get_model(name)
        triggers.close_with_year(model, way_to_the_year, despite_submission=True)
        triggers.freeze(model, "TRUE", triggers.KEPT, columns=triggers.columns(model, but=changing))
