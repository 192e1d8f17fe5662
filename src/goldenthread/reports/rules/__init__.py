"""Pure rules of reports: who receives what, asks as people type them, the words a draft starts from."""
