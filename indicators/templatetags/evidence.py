"""How many files prove what a page of ``projects`` shows."""

from typing import Any

from django import template
from django.db.models import Count

from projects.models import LineItem

register = template.Library()


@register.inclusion_tag("indicators/evidence_of_expenditures.html")
def evidence_of_expenditures(item: LineItem) -> dict[str, Any]:
    """List the expenditures of a line item, each with the number of its files and leading to them."""
    if item.pk is None:
        return {"expenditures": []}
    counted = item.expenditures.annotate(files=Count("evidence"))
    return {"expenditures": counted.order_by("pk")}
