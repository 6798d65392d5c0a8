"""``manage.py worker``."""

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from reports.jobs import work


class Command(BaseCommand):
    """Makes large files in the background."""

    help = "Make large files in the background, beside other workers on any machine, until it is stopped."

    def handle(self, *_args: Any, **_options: Any) -> None:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_received: stop.set())
        work(stop)
