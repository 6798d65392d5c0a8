"""Annotating: a file that was checked is given back with a comment at each finding; the original stays."""

from collections.abc import Callable

from reports.checkup.annotating import paper, word, workbook
from reports.checkup.annotating.remarks import Remarks
from reports.checkup.ingest import Kind

_ANNOTATORS: dict[Kind, Callable[[bytes, Remarks], bytes]] = {
    "docx": word.annotate,
    "xlsx": workbook.annotate,
    "pdf": paper.annotate,
}


class NotAnnotated(ValueError):
    """A file that comments could not be put into; ``str(error)`` is one Chinese sentence that says so."""


def annotate(kind: Kind, content: bytes, remarks: Remarks) -> bytes:
    """Return a file of its kind with the remarks in it; the bytes that were given are not changed.

    Raises:
        NotAnnotated: if its inner order is none that comments can be put into, though it could be read.
        KeyError: for a kind of file that has no place for comments.
        MemoryError: if it takes more than there is.
    """
    annotator = _ANNOTATORS[kind]
    try:
        return annotator(content, remarks)
    except MemoryError:
        raise
    except Exception as error:  # the libraries raise what they like over a file of another make
        raise NotAnnotated("这份文件的内部结构特殊，批注写不进去，请看问题清单。") from error
