"""Checks of tables of money and counts."""
