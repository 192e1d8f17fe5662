"""Each task from asking to expiry as one row, which is the truth; whatever wakes a worker is only a bell."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.tasks.kinds import Kind, all_kinds, get_kind


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, scope: Scope) -> Self:
        """What the person asked for themselves, as long as they have the right to what it makes."""
        allowed = [
            Q(kind=kind.code, area_id__in=scope.areas_with(kind.permission)) for kind in all_kinds()
        ]
        if scope.user_id is None or not allowed:
            return self.none()
        return self.filter(reduce(or_, allowed), asked_by_id=scope.user_id)

    def managed_by(self, scope: Scope) -> Self:
        """Everybody's tasks that went wrong, in the areas whose tasks the scope looks after."""
        return self.filter(state=Job.State.FAILED, area_id__in=scope.areas_with("task.manage"))

    def due(self, moment: datetime) -> Self:
        """What a worker may take now, the longest waiting first."""
        return self.filter(state=Job.State.WAITING, run_after__lte=moment).order_by(
            "run_after", "pk"
        )


class Job(models.Model):
    """One task. `lease` names the one run that may write its end; `arguments` hold keys, never typed words."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Being made"
        DONE = "done", "Ready"
        FAILED = "failed", "Went wrong"
        DISMISSED = "dismissed", "Given up"
        EXPIRED = "expired", "Removed, its time is over"

    kind = models.CharField(max_length=40)
    area = models.ForeignKey("organisations.LocalArea", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    arguments = models.JSONField()
    arguments_key = models.CharField("SHA-256 of the arguments", max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField(default=clock.now)
    lease = models.UUIDField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    progress_words = models.CharField(max_length=200, blank=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=60, blank=True)
    error_words = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "task"
        indexes = [
            models.Index(fields=["state", "run_after"], name="tasks_job_due"),
            models.Index(fields=["asked_by", "-id"], name="tasks_job_mine"),
        ]
        constraints = [
            # Asking twice while the first is open is asking once.
            models.UniqueConstraint(
                fields=["asked_by", "kind", "arguments_key"],
                condition=Q(state__in=["waiting", "running"]),
                name="tasks_job_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state="running", lease__isnull=False, heartbeat_at__isnull=False)
                | Q(~Q(state="running"), lease=None),
                name="tasks_job_lease_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "expired"], expires_at__isnull=False)
                | Q(~Q(state__in=["done", "expired"]), expires_at=None),
                name="tasks_job_expires_when_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display().lower()})"

    @property
    def title(self) -> str:
        """What it makes; the bare code where this version of the product no longer knows the kind."""
        known = {kind.code: kind.title for kind in all_kinds()}
        return known.get(self.kind, self.kind)

    @property
    def job_kind(self) -> Kind:
        return get_kind(self.kind)

    @property
    def open(self) -> bool:
        """Whether a worker still has something to do."""
        return self.state in (self.State.WAITING, self.State.RUNNING)


class JobFile(models.Model):
    """What a task made, in the database: every host can give it out, and it is backed up with its row."""

    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=120)
    name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "copy made by a task"

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A worker process and when it was last seen, so that a page can say that none is at work."""

    name = models.CharField("host and process", max_length=120, unique=True)
    started_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name
