"""The fill-in workbook (填报工作簿): one sheet each for funds, indicators and work figures.

``layout`` says which sheets and columns there are, ``drawing`` makes the file that people fill in and marks
the faults in one that came back, ``reading`` takes the texts out of a file, ``planning`` judges them against
what is stored and says what would change, ``writing`` changes it.
"""
