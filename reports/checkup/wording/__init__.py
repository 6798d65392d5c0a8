"""Checks of words: dates, hints left in, numbering, counts of what is listed, repeats."""
