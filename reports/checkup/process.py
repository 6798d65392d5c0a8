"""Reading an upload in a process of its own, which may take so much memory and time and no more.

A file that a parser chokes on costs that process its life, not the server: the caller gets one sentence.
"""

import io
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

from reports.checkup.ingest import Source, Unreadable, read
from reports.limits import Limits

_TOO_MUCH = "文件太大或太复杂，在规定的时间和内存里读不完，请拆分或另存后再送检。"
_OURS = ("reports.document", "reports.checkup.ingest.source")
_ROOT = Path(__file__).resolve().parents[2]


def read_apart(name: str, content: bytes, limits: Limits | None = None) -> Source:
    """Read a file as ``reports.checkup.ingest.read`` does, in a limited process of its own.

    Raises:
        Unreadable: as ``read``, and if the process went beyond its limits.
    """
    limits = limits or Limits()
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter, our own module
            [sys.executable, "-m", __name__, *limits.arguments],
            input=pickle.dumps((name, content)),
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            cwd=_ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_TOO_MUCH) from error
    if done.returncode or not done.stdout:
        raise Unreadable(_TOO_MUCH)
    answer = _Unpickler(io.BytesIO(done.stdout)).load()
    if isinstance(answer, Source):
        return answer
    raise Unreadable(str(answer))


class _Unpickler(pickle.Unpickler):
    """Builds documents and their places; whatever a parser was made to write, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _OURS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a document")


def _answer() -> None:
    """Read the file that the standard input holds and write its source, or the sentence, to the output."""
    answer: Source | str
    try:
        name, content = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the process that started this one
        answer = read(name, content)
    except Unreadable as error:
        answer = str(error)
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    Limits(*map(int, sys.argv[1:])).keep()
    _answer()
