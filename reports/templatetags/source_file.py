"""The file that a project was taken over from, for the page of its basics."""

from django import template

from projects.models import Project
from reports.models import SourceFile

register = template.Library()


@register.simple_tag
def source_of(project: Project) -> SourceFile | None:
    """Return the file that the project was taken over from, if it was."""
    return SourceFile.objects.filter(project=project).select_related("taken_by").first()
