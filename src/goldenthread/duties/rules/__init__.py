"""What the ledger is reckoned by: pure, no Django."""
