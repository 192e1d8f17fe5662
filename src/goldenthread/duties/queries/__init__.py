"""The read side of cases and of the ledger."""
