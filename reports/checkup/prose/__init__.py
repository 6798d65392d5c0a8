"""Checks within running text, and what its sentences are made of."""
