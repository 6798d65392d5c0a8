"""Files given back annotated."""

import datetime
import io

import docx
from docx.document import Document as WordDocument

from reports.checkup.annotating import annotate
from reports.checkup.annotating.remarks import Remarks, remarks
from reports.checkup.examination import examine
from reports.checkup.ingest import read
from reports.checkup.results.spots import spots

AT = datetime.datetime(2021, 2, 3, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
TEXT = "2020年受理90件、化解90.00%；另受理124件，化解121件，化解率90.00%，占90.00%。"
WRONG = "“化解率90.00%”与前文数字不符：121件÷124件=97.58%。"


def said(name: str, content: bytes) -> Remarks:
    """What the check-up has to say of a file."""
    source = read(name, content)
    examination = examine(source.document)
    return remarks(examination.as_json(), spots(source, examination), AT)


def annotated(name: str, content: bytes) -> bytes:
    """The file with its remarks; what it says to a reader is what it said before."""
    source = read(name, content)
    result = annotate(source.kind, content, said(name, content))
    assert read(name, result).document == source.document
    return result


def saved(word: WordDocument) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))
