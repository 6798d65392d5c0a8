"""Application configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.roles import keep_groups
from projects import triggers


class IndicatorsConfig(AppConfig):
    """Rule sets, targets and work figures."""

    name = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("indicators")

    def ready(self) -> None:
        post_migrate.connect(keep_groups, sender=self)
        triggers.freeze(
            self.get_model("RuleSet"),
            "published_at IS NOT NULL",
            "perfeval: a published rule set never changes",
        )
        triggers.close_with_year(self.get_model("YearRules"), "fiscal_year")
        triggers.close_with_year(self.get_model("Goal"), "project__fiscal_year")
        triggers.close_with_year(self.get_model("Indicator"), "project__fiscal_year")
        triggers.close_with_year(self.get_model("Statistic"), "project__fiscal_year")
        triggers.close_with_year(self.get_model("TargetAdjustment"), "indicator__project__fiscal_year")
        triggers.close_with_year(self.get_model("Monitoring"), "project__fiscal_year")
        triggers.close_with_year(self.get_model("MonitoringEntry"), "monitoring__project__fiscal_year")
        triggers.close_with_year(self.get_model("Evidence"), "project__fiscal_year")
