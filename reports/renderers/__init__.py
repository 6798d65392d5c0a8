"""Renderers: each draws a ``reports.document.Document`` and knows nothing else of ours.

``html`` a page or a fragment, ``pdf`` that page on paper, ``docx`` the same for Word and WPS, ``xlsx`` its
tables. None of them formats a figure: ``Cell.text`` and ``Paragraph.text`` are printed as they stand.
"""
