"""The statutory clock: from dated events to duties, with the law as data. Pure: no Django, no clock, no database."""
