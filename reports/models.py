"""What people write for a report; everything else in it is computed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models import Project


class Outline(models.Model):
    """The sections of a report as data (``reports.outline`` reads and validates them)."""

    code = models.SlugField(_("code"), unique=True)
    title = models.CharField(_("title"), max_length=100)
    data = models.JSONField(_("sections"))
    is_default = models.BooleanField(_("default outline"), default=False)

    class Meta:
        verbose_name = _("outline")
        verbose_name_plural = _("outlines")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_outline"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Report(models.Model):
    """The report of one project: which outline it follows."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="report")
    outline = models.ForeignKey(
        Outline, verbose_name=_("outline"), on_delete=models.PROTECT, related_name="reports"
    )

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return str(self.project)


class SectionText(models.Model):
    """Prose written for one section of the outline, with ``{references}``; without it the default stands."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="texts")
    section = models.CharField(max_length=50)
    text = models.TextField(_("text"), max_length=20000)

    class Meta:
        verbose_name = _("section text")
        verbose_name_plural = _("section texts")
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="one_text_per_section"),
        ]

    def __str__(self) -> str:
        return self.section


class Problem(models.Model):
    """A problem found and the suggestion that answers it (section 六); both may hold references."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="problems")
    position = models.PositiveIntegerField(_("position"), default=0)
    problem = models.TextField(_("problem"), max_length=2000)
    suggestion = models.TextField(_("suggestion"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("problem and suggestion")
        verbose_name_plural = _("problems and suggestions")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.problem[:30]
