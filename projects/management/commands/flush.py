"""Django's ``flush`` with the locks of closed years and published rule sets taken off meanwhile."""

from typing import Any

from django.core.management.commands import flush

from projects import triggers


class Command(flush.Command):
    """Empties the whole database, closed years too.

    On SQLite Django deletes the rows table by table, which the locks would refuse. Tests that commit
    (``TransactionTestCase``) end with this command, so that they may close years.
    """

    def handle(self, **options: Any) -> None:
        triggers.drop(using=options["database"])
        try:
            super().handle(**options)
        finally:
            triggers.create(using=options["database"])
