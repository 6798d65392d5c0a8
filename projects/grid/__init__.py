"""The funds of a project as a grid of inputs over the ledger: how it is laid out, read, saved and shown."""
