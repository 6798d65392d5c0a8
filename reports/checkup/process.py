"""Reading and annotating an upload in a process of its own, which may take so much memory and time, no more.

A file that a parser chokes on costs that process its life, not the server: the caller gets one sentence.
"""

import io
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reports.checkup.annotating import NotAnnotated, annotate
from reports.checkup.annotating.remarks import Remarks
from reports.checkup.ingest import Kind, Source, Unreadable, read
from reports.limits import Limits

TOO_MUCH = "文件太大或太复杂，在规定的时间和内存里读不完，请拆分或另存后再送检。"
_TOO_MUCH_TO_ANNOTATE = "文件太大或太复杂，在规定的时间和内存里写不完批注，请看问题清单。"
_OURS = ("reports.document", "reports.checkup.ingest.source")
_ROOT = Path(__file__).resolve().parents[2]


def read_apart(name: str, content: bytes, limits: Limits | None = None) -> Source:
    """Read a file as ``reports.checkup.ingest.read`` does, in a limited process of its own.

    Raises:
        Unreadable: as ``read``, and if the process went beyond its limits.
    """
    answer = _apart("read", (name, content), limits)
    if isinstance(answer, Source):
        return answer
    raise Unreadable(answer if isinstance(answer, str) else TOO_MUCH)


def annotate_apart(kind: Kind, content: bytes, remarks: Remarks, limits: Limits | None = None) -> bytes:
    """Annotate a file as ``reports.checkup.annotating.annotate`` does, in a limited process of its own.

    Raises:
        NotAnnotated: as ``annotate``, and if the process went beyond its limits.
    """
    answer = _apart("annotate", (kind, content, remarks), limits)
    if isinstance(answer, bytes):
        return answer
    raise NotAnnotated(answer if isinstance(answer, str) else _TOO_MUCH_TO_ANNOTATE)


def _apart(job: str, arguments: tuple[object, ...], limits: Limits | None) -> object:
    """Return what a process of its own answers; ``None`` if it was ended before it did."""
    limits = limits or Limits()
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter, our own module
            [sys.executable, "-m", __name__, *limits.arguments],
            input=pickle.dumps((job, arguments)),
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            cwd=_ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode or not done.stdout:
        return None
    answer: object = _Unpickler(io.BytesIO(done.stdout)).load()
    return answer


class _Unpickler(pickle.Unpickler):
    """Builds documents and their places; whatever a parser was made to write, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _OURS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a document")


_JOBS: dict[str, Callable[..., Source | bytes]] = {"read": read, "annotate": annotate}


def _answer() -> None:
    """Do the job that the standard input holds and write its answer, or the sentence, to the output."""
    answer: Source | bytes | str
    try:
        job, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the process that started this one
        answer = _JOBS[job](*arguments)
    except (Unreadable, NotAnnotated) as error:
        answer = str(error)
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    Limits(*map(int, sys.argv[1:])).keep()
    _answer()
