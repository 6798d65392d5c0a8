"""Checks of a form's indicators, fields and scores."""
