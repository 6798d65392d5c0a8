"""Removes files of evidence that nothing names any more."""

from typing import Any

from django.core.management import BaseCommand

from indicators.evidence import sweep


class Command(BaseCommand):
    """Remove what deleted evidence and broken-off uploads left behind; run it once a day or week."""

    help = "Remove files of evidence that no indicator, expenditure or work figure names any more."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Sweep and say how many."""
        self.stdout.write(f"清理佐证资料文件 {sweep()} 个。")
