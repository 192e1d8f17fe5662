"""Invented children: their records, their families and the dated events of their cases."""
