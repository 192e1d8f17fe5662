"""In which council's area a postcode lies, from the national directory. Nothing here is about anybody."""

from __future__ import annotations

from django.db import models

from goldenthread.core import clock


class Postcode(models.Model):
    """A postcode without its space, and the ONS code of the council in whose area it lies.

    Council and district codes stand as the directory has them; rules/data/councils.yaml leads on from them.
    """

    pcd = models.CharField("postcode without its space", max_length=7, primary_key=True)
    council = models.CharField("council or district", max_length=9)

    def __str__(self) -> str:
        return self.pcd


class PostcodeEdition(models.Model):
    """The edition of the directory that is loaded: one row, or none. `month` is its first day."""

    month = models.DateField("edition")
    postcodes = models.PositiveIntegerField()
    loaded_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
