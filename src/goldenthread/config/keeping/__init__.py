"""Backup and restore: the database, the files and the checkpoints of the audit trail, together and encrypted."""
