"""A worker that draws nothing: ``python -m tests.reports.stand_in_worker LOG SECONDS``.

It adds each snapshot that it is given as a line to the log, and takes so many seconds over it.
"""

import sys
import time
from pathlib import Path

import django
from django.core.management import call_command


def main(log: Path, seconds: float) -> None:
    django.setup()
    from reports import jobs

    def draw(snapshot: str, *_arguments: object, **_options: object) -> bytes:
        with log.open("a") as file:
            file.write(f"{snapshot}\n")
        time.sleep(seconds)
        return b"%PDF"

    jobs.draw_apart = draw
    call_command("worker")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
