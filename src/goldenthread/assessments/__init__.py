"""Requests for an EHC needs assessment, who is told of them, and what is decided on them."""
