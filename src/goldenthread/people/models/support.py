"""What a child needs, by the national types, and who works with the child."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from goldenthread.organisations.models import Post
from goldenthread.people.models.spans import Span


class Need(Span):
    """A type of need with its rank (SEN2 SENneed): at most one primary and one secondary at a time."""

    type = models.CharField(max_length=4)
    rank = models.PositiveSmallIntegerField()

    class Meta(Span.Meta):
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(condition=Q(rank__in=(1, 2)), name="people_need_rank"),
            models.UniqueConstraint(
                fields=["person", "rank"], condition=Q(ends_on=None), name="people_need_once_a_rank"
            ),
            models.UniqueConstraint(
                fields=["person", "type"], condition=Q(ends_on=None), name="people_need_once_a_type"
            ),
        ]

    def __str__(self) -> str:
        return f"Need of {self.person_id}"


class NetworkMember(Span):
    """Somebody who works with the child: a post of ours, who then may read the record, or anybody by name."""

    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="network_of"
    )
    role = models.CharField(max_length=24)
    name = models.CharField(max_length=160, blank=True)
    organisation_name = models.CharField("organisation", max_length=160, blank=True)
    contact = models.CharField("how to reach them", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Span.Meta):
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                condition=Q(post__isnull=False) | ~Q(name=""), name="people_network_named"
            ),
            models.UniqueConstraint(
                fields=["person", "post"],
                condition=Q(ends_on=None, post__isnull=False),
                name="people_network_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Network of {self.person_id}"
