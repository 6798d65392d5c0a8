"""Annotating a file in a process of its own, which may take so much memory and time and no more."""

from reports.checkup.annotating import NotAnnotated, annotate
from reports.checkup.annotating.remarks import Remarks
from reports.checkup.ingest import Kind
from reports.checkup.process import answer, apart
from reports.limits import Limits

_TOO_MUCH = "文件太大或太复杂，在规定的时间和内存里写不完批注，请看问题清单。"


def annotate_apart(kind: Kind, content: bytes, remarks: Remarks, limits: Limits | None = None) -> bytes:
    """Annotate a file as ``reports.checkup.annotating.annotate`` does, in a limited process of its own.

    Raises:
        NotAnnotated: as ``annotate``, and if the process went beyond its limits.
    """
    result = apart(__name__, (kind, content, remarks), limits)
    if isinstance(result, bytes):
        return result
    raise NotAnnotated(result if isinstance(result, str) else _TOO_MUCH)


if __name__ == "__main__":
    answer(annotate, NotAnnotated)
