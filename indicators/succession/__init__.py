"""Projects that are split or merged: what moves, and the pages on which a clerk asks for it."""
