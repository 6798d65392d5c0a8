"""``manage.py verify_history [--project NUMBER]``."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from projects.history import broken
from projects.models import HistoryEntry


class Command(BaseCommand):
    """Goes through the histories of all projects or of one; ends with 1 at the first broken entry."""

    help = "Verify the history of all projects or of one, and name the first entry that was tampered with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--project", type=int, metavar="NUMBER")

    def handle(self, *_args: Any, **options: Any) -> None:
        entries = HistoryEntry.objects.all()
        if options["project"] is not None:
            entries = entries.filter(project=options["project"])
        entry = broken(entries)
        if entry is not None:
            at = f"{timezone.localtime(entry.made_at):%Y-%m-%d %H:%M:%S}"
            raise CommandError(
                f"项目 {entry.project} 的历史在第 {entry.sequence} 条断开（{at}，{entry.name}）："
                "该条被改动，或其前面的记录缺失。"
            )
        self.stdout.write(f"历史完整：共 {entries.count()} 条。")
