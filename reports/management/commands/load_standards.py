"""``manage.py load_standards``."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.standards import load_standards


class Command(BaseCommand):
    """Loads rule sets, indicator library, funding sources and outlines that are not there yet."""

    help = "Load the shipped rule sets, indicator library, funding sources and outlines that are missing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        added = load_standards()
        self.stdout.write("、".join(f"{kind} +{count}" for kind, count in added.items()))
