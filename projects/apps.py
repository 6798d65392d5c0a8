"""Application configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.roles import keep_groups
from projects import triggers


class ProjectsConfig(AppConfig):
    """Fiscal years, projects and their money."""

    name = "projects"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("projects")

    def ready(self) -> None:
        post_migrate.connect(keep_groups, sender=self)
        triggers.connect(self)
        triggers.freeze(
            self.get_model("FiscalYear"), "is_closed", triggers.CLOSED_YEAR, columns=["id", "year"]
        )
        triggers.close_with_year(self.get_model("Phase"), "fiscal_year")
        project = self.get_model("Project")
        triggers.close_with_year(project, "fiscal_year")
        data = triggers.columns(project, but={"locked_at"})
        triggers.freeze(project, "locked_at IS NOT NULL", triggers.LOCKED_PROJECT, columns=data)
        triggers.close_with_year(self.get_model("LineItem"), "project__fiscal_year")
        triggers.close_with_year(self.get_model("Allocation"), "line_item__project__fiscal_year")
        triggers.close_with_year(self.get_model("Expenditure"), "line_item__project__fiscal_year")
        triggers.close_with_year(self.get_model("Succession"), "successor__fiscal_year")
        triggers.close_with_year(self.get_model("BulkChange"), "project__fiscal_year")
        triggers.freeze(self.get_model("HistoryEntry"), "TRUE", triggers.RECORDED)
