"""The invented local area Fellmoor and Sands: for a first look, for tests and for pictures."""
