"""Checks of what a document says in more than one place: prose against tables, tables against each other."""
