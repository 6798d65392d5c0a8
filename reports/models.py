"""What people write for a report; everything else in it is computed."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from projects.models import Project, closed_year_error
from reports.outline import OutlineError, parse_outline


class Outline(models.Model):
    """The sections of a report as data (``reports.outline`` reads and validates them).

    ``clean`` takes code and title out of the data.
    """

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

    def clean(self) -> None:
        """Take the columns out of the data.

        Raises:
            ValidationError: with every problem of the data, or if another outline has its code.
        """
        try:
            outline = parse_outline(self.data)
        except OutlineError as error:
            raise ValidationError({"data": error.problems}) from error
        self.code, self.title = outline.code, outline.title
        if Outline.objects.filter(code=outline.code).exclude(pk=self.pk).exists():
            taken = _("Another outline has the code %(code)s.")
            raise ValidationError({"data": ValidationError(taken, "unique", {"code": outline.code})})

    def make_default(self) -> None:
        """Let new reports follow this outline instead of the one that they followed before."""
        with transaction.atomic():
            Outline.objects.filter(is_default=True).update(is_default=False)
            self.is_default = True
            self.save(update_fields=["is_default"])


class Report(models.Model):
    """The report of one project: which outline it follows."""

    project = models.OneToOneField(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="report"
    )
    outline = models.ForeignKey(
        Outline, verbose_name=_("outline"), on_delete=models.PROTECT, related_name="reports"
    )

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return str(self.project)

    def clean(self) -> None:
        """Refuse a project of a closed year."""
        if self.project_id is not None and self.project.fiscal_year.is_closed:
            raise ValidationError({"project": closed_year_error(self.project.fiscal_year)})


class SectionText(models.Model):
    """Prose written for one section of the outline, with ``{references}``; without it the default stands."""

    report = models.ForeignKey(
        Report, verbose_name=_("report"), on_delete=models.CASCADE, related_name="texts"
    )
    section = models.CharField(_("section"), max_length=50)
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

    report = models.ForeignKey(
        Report, verbose_name=_("report"), on_delete=models.CASCADE, related_name="problems"
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    problem = models.TextField(_("problem"), max_length=2000)
    suggestion = models.TextField(_("suggestion"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("problem and suggestion")
        verbose_name_plural = _("problems and suggestions")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.problem[:30]
