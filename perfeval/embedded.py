"""Background work within the web server, for a site on one machine that runs nothing beside it.

Every web process has a thread that waits for one lock; whose gets it, works. Once that process ends, for
whatever reason, the system gives the lock to the next.
"""

import fcntl
from threading import Event, Thread

from django.conf import settings
from django.utils.module_loading import import_string


def work_along() -> None:
    """Let this process take its turn at background work, if the site has no workers."""
    if settings.JOBS == "embedded":
        Thread(target=_work_when_chosen, name="jobs", daemon=True).start()


def _work_when_chosen() -> None:
    with (settings.VAR_DIR / "jobs.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        import_string("reports.jobs.work")(Event())
