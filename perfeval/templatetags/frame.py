"""The parts of a page that are computed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseModelFormSet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from perfeval.gaps import gaps
from perfeval.phases import Due
from perfeval.tabs import TABS
from projects.models import Phase, Project

register = template.Library()


@register.simple_tag
def project_tabs(project: Project, findings: int) -> list[dict[str, object]]:
    """Return the tabs: ``name``, ``label``, ``address``, ``gaps``, what is missing there, and ``count``.

    ``findings`` are those that still block a submission, which the tab of the checks counts.
    """
    missing = gaps(Project.objects.filter(pk=project.pk))[project.pk]
    return [
        {
            "name": tab.name,
            "label": tab.label,
            "address": reverse(tab.name, args=[project.pk]),
            "gaps": [gap.message for gap in missing if gap.tab == tab.name],
            "count": findings if tab.name == "project_checks" else 0,
        }
        for tab in TABS
    ]


@register.simple_tag
def self_evaluation_due(project: Project) -> Due | None:
    """Return when the self-evaluation of the project's year is due, seen from today."""
    phase = project.fiscal_year.phases.filter(kind=Phase.Kind.SELF_EVALUATION).first()
    return Due(phase, timezone.localdate()) if phase else None


@register.simple_tag
def shown_pages(page: "Page[Any]") -> Iterator[str | int]:
    """Return the page numbers to offer beside this page, with an ellipsis for those left out."""
    return page.paginator.get_elided_page_range(page.number)


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of a form: where it is (empty for the form as a whole), the field's id, and what is wrong."""

    place: str
    anchor: str
    message: str


@register.inclusion_tag("forms/errors.html")
def error_summary(*forms: BaseForm | BaseModelFormSet, saves: bool = True) -> dict[str, Any]:  # type: ignore[type-arg]
    """List the errors of some forms and formsets above them, each with a link to its field.

    A form that only asks something does not speak of saving (``saves``).
    """
    return {"faults": [fault for form in forms for fault in _faults(form)], "saves": saves}


def _faults(form: BaseForm | BaseModelFormSet) -> Iterator[Fault]:  # type: ignore[type-arg]
    if isinstance(form, BaseForm):
        yield from _form_faults(form, "")
        return
    title = "" if form.model is None else str(form.model._meta.verbose_name_plural)
    for message in form.non_form_errors():
        yield Fault(capfirst(title), "", str(message))
    for number, row in enumerate(form.forms, start=1):
        yield from _form_faults(row, _("%(table)s, row %(number)d: ") % {"table": title, "number": number})


def _form_faults(form: BaseForm, prefix: str) -> Iterator[Fault]:
    for message in form.non_field_errors():
        yield Fault(prefix.rstrip(": ："), "", str(message))
    for field in form:
        for message in field.errors:
            place = capfirst(f"{prefix}{field.label}")
            yield Fault(place, "" if field.is_hidden else field.id_for_label, str(message))
