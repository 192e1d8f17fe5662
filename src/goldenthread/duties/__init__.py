"""A child's case as dated events, and the ledger of every dated duty that follows from them."""
