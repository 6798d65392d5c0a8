"""Documents as many places write them, made from random projects: clean, or with one planted error."""
