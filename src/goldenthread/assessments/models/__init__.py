"""The tables of requests, notices and decisions."""
