"""Imports and exports: files on their way in, looked at and confirmed; tables on their way out."""
