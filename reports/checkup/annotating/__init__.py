"""Annotating: a file that was checked is given back with a comment at each finding; the original stays."""
