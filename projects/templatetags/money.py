"""Amounts and rates as screens show them; ``projects.money`` spells them."""

from decimal import Decimal

from django import template

from projects.money import amount_text, exact_text, grouped, percent_text

register = template.Library()


@register.filter
def amount(yuan: Decimal | None, unit: str = "万元") -> str:
    """Show an amount of 元 in ``unit`` with separators: ``1,234.56``; ``—`` where it is not known."""
    return grouped(amount_text(yuan, unit))


@register.filter
def percent(ratio: Decimal | None) -> str:
    """Show a ratio as a percentage: ``97.58%``; ``—`` where it is not known."""
    return percent_text(ratio)


@register.filter
def exact_amount(yuan: Decimal | None) -> str:
    """Show an amount of 元 in 万元 as ``amount`` does, with more decimals where two would not be exact."""
    return grouped(exact_text(yuan))
