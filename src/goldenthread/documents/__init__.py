"""Papers that the partnership puts before others: versions, frozen copies with a hash, HTML, PDF and Word."""
