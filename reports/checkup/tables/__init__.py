"""Tables of strangers: their headings, columns, rows and cells."""
