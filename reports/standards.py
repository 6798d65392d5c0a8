"""Puts the shipped standards into the tables: rule sets, form layouts, indicators, sources, outlines."""

from django.db import transaction

from indicators import data as indicator_data
from indicators.layouts import parse_layout
from indicators.models import FormLayout, LibraryIndicator, RuleSet
from projects.models import FundingSource
from reports import data as report_data
from reports.models import Outline
from reports.outline import parse_outline

SOURCES = (("appropriation", "当年财政拨款"), ("carried-over", "上年结转资金"), ("other", "其他资金"))
DEFAULT_OUTLINE = "seven"


@transaction.atomic
def load_standards() -> dict[str, int]:
    """Add what is missing, change nothing that is there, and return how many of each kind were added.

    Raises:
        ValidationError: if a shipped rule set does not pass its own worked examples.
        LayoutError, OutlineError: if a shipped layout or outline is not one.
    """
    added = dict.fromkeys(("rule_sets", "layouts", "library", "sources", "outlines"), 0)
    for rules in indicator_data.rule_sets():
        rule_set, is_new = RuleSet.objects.get_or_create(
            code=rules["code"], defaults={"title": rules["title"], "region": rules["region"], "data": rules}
        )
        if is_new:
            rule_set.publish()
        added["rule_sets"] += is_new
    for layout in indicator_data.layouts():
        parse_layout(layout)
        defaults = {"title": layout["title"], "region": layout["region"], "data": layout}
        added["layouts"] += FormLayout.objects.get_or_create(code=layout["code"], defaults=defaults)[1]
    for entry in indicator_data.indicator_library():
        key = {"level2": entry["level2"], "name": entry["name"]}
        added["library"] += LibraryIndicator.objects.get_or_create(**key, defaults=entry)[1]
    for position, (code, name) in enumerate(SOURCES, start=1):
        defaults = {"name": name, "position": position}
        added["sources"] += FundingSource.objects.get_or_create(code=code, defaults=defaults)[1]
    for outline in report_data.outlines():
        parse_outline(outline)
        is_default = (
            outline["code"] == DEFAULT_OUTLINE and not Outline.objects.filter(is_default=True).exists()
        )
        defaults = {"title": outline["title"], "data": outline, "is_default": is_default}
        added["outlines"] += Outline.objects.get_or_create(code=outline["code"], defaults=defaults)[1]
    return added
