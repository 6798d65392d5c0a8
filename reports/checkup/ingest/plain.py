"""Our own document in the form that a stranger's is read into, for checks that know one form only."""

from reports.checkup.ingest.gathering import Gathering, Spanned
from reports.checkup.ingest.source import LinePlace
from reports.document import Block, Document, Heading, Paragraph, Signature, Table, spelled


def plain(document: Document) -> Document:
    """Return the document as ``reports.checkup.ingest`` reads the files that are drawn of it.

    Raises:
        Unreadable: for one that prints nothing.
    """
    gathering, nowhere = Gathering(), LinePlace(0)
    gathering.line("\n".join(document.title), nowhere)
    _gather(document.blocks, gathering)
    for attachment in document.attachments:
        gathering.line(attachment.label, nowhere)
        gathering.line(attachment.title, nowhere, level=1)
        _gather(attachment.blocks, gathering)
    return gathering.source("txt").document


def _gather(blocks: tuple[Block, ...], gathering: Gathering) -> None:
    nowhere = LinePlace(0)
    for block in blocks:
        match block:
            case Heading():
                gathering.line(block.text, nowhere, level=block.level)
            case Paragraph():
                gathering.line(block.text, nowhere)
            case Signature():
                gathering.line(block.office, nowhere)
                gathering.line(block.date, nowhere)
            case Table():
                gathering.line(block.caption, nowhere)
                gathering.line(block.unit, nowhere)
                gathering.table(
                    (
                        Spanned(
                            placed.row,
                            placed.column,
                            placed.cell.text,
                            nowhere,
                            placed.cell.rowspan,
                            placed.cell.colspan,
                        )
                        for row in block.placed()
                        for placed in row
                    ),
                    nowhere,
                )
                gathering.line(spelled(block.note), nowhere)
