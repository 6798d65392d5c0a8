"""What is wrong with a workbook, cell by cell."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault, as a Chinese sentence, and where it is.

    ``row`` is 0 for a fault of the whole sheet, ``cell`` (``C7``) blank for one of a whole row or sheet,
    ``sheet`` blank for one of the whole workbook.
    """

    sheet: str
    row: int
    cell: str
    heading: str
    message: str

    def __str__(self) -> str:
        where = f"“{self.sheet}”" if self.sheet else ""
        where += f"第 {self.row} 行" if self.row else ""
        where += f"“{self.heading}”" if self.heading else ""
        where += f"（{self.cell}）" if self.cell else ""
        return f"{where}：{self.message}" if where else self.message
