"""Drawing a large file in a process of its own, which may take so much memory and time and no more.

The process reaches neither the database nor the web server: it is given a snapshot and answers with bytes.
"""

import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

from projects.packages import MIB
from reports.limits import Limits
from reports.rendering import Issue, render_stored
from reports.snapshot import load_document

LIMITS = Limits(memory=2048 * MIB, file_size=256 * MIB, processor_seconds=300, seconds=600)
"""Sixty pages take 20 seconds and 600 MiB of addresses; WeasyPrint writes the faces into temporary files."""
BEAT = 5.0
"""Seconds after which the process is looked at again."""

_ROOT = Path(__file__).resolve().parents[1]
_NO_MEMORY = 3


class OutOfLimits(Exception):
    """The file takes more than a process may."""


class Broken(Exception):
    """The file could not be drawn; the message is what the process said last."""


class Abandoned(Exception):
    """Nobody wants the file any more."""


def draw_apart(
    snapshot: str, format_name: str, issue: Issue, *, wanted: Callable[[], bool], limits: Limits = LIMITS
) -> bytes:
    """Draw a file as ``reports.rendering.render_stored`` does, in a limited process of its own.

    ``wanted`` is asked every few seconds; once it says no, or fails, the process is ended.

    Raises:
        OutOfLimits: if it takes too much memory or time, or something else ended it.
        Broken: if it cannot be drawn.
        Abandoned: if it is wanted no more.
    """
    child = subprocess.Popen(  # noqa: S603  # our own interpreter, our own module
        [sys.executable, "-m", __name__, *limits.arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=_ROOT,
        start_new_session=True,  # Ctrl+C in a worker's terminal lets it finish what it has begun
    )
    try:
        output, errors = _wait(child, pickle.dumps((snapshot, format_name, issue)), wanted, limits)
    finally:
        child.kill()
        child.wait()
    if child.returncode == _NO_MEMORY or child.returncode < 0:
        raise OutOfLimits
    if child.returncode:
        raise Broken(errors.decode(errors="replace")[-2000:])
    return output


def _wait(
    child: "subprocess.Popen[bytes]", given: bytes | None, wanted: Callable[[], bool], limits: Limits
) -> tuple[bytes, bytes]:
    """Return what the process wrote to its output and to its errors."""
    end = time.monotonic() + limits.seconds
    while True:
        try:
            return child.communicate(given, timeout=min(BEAT, limits.seconds))
        except subprocess.TimeoutExpired:
            given = None
        if time.monotonic() >= end:
            raise OutOfLimits
        if not wanted():
            raise Abandoned


def _answer() -> None:
    """Draw what the standard input asks for and write it to the output."""
    try:
        snapshot, format_name, issue = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the process that started this one
        sys.stdout.buffer.write(render_stored(load_document(snapshot), format_name, issue))
    except (
        MemoryError,
        SystemError,
    ):  # the interpreter has the second where it fails to allocate within itself
        sys.exit(_NO_MEMORY)


if __name__ == "__main__":
    # Whoever stops the worker lets it finish; only the worker itself ends this process, by force.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    django.setup()
    # Only now: what fails for want of memory while modules are imported fails in many ways.
    Limits(*map(int, sys.argv[1:])).keep()
    _answer()
