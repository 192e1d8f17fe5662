"""The only writers of cases, of what happened in them, and of the ledger that follows."""
