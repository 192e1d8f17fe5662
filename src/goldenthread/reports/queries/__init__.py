"""Reads for the pages and for the words that are frozen."""
