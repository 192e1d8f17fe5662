"""Requests for an EHC needs assessment, and children who are brought to the council's attention."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.duties.models import Case
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.people.models import Person


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, scope: Scope) -> Self:
        """Requests that were sent, of areas whose requests the scope reads. A draft is its writer's alone."""
        from goldenthread.assessments.permissions import seen_by

        return self.sent().filter(seen_by(scope))

    def drafts(self) -> Self:
        """What nobody has sent yet."""
        return self.filter(state=Request.State.DRAFT)

    def sent(self) -> Self:
        """Whatever has reached the council."""
        return self.exclude(state=Request.State.DRAFT)


class Request(models.Model):
    """Somebody asks the council to assess a child or young person, or tells it of one (CFA 2014 s.36(1) and (3)).

    `route` says who asks (rules/data/request_routes.yaml) and with that whether it is a request in law; `channel` is
    the statute's word. `received_on` is the day on which it reached the council, any day of the week; the clock starts
    from it. `answers` holds what was written, in the person's own words, by the names of rules/data/
    request_questions.yaml. Codes of relation, responsibility and sex: people's codes.yaml; of `child_setting_kind`: the
    statute's vocabulary. `flag`: somebody has to read it for safety, because they said so or because of its words.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Not sent yet"
        SENT = "sent", "New"
        TAKEN_IN = "taken_in", "Taken in"
        JOINED = "joined", "Joined to an open case"
        DECLINED = "declined", "Not a request that we can take"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Flag(models.TextChoices):
        NONE = "", "None"
        SAID = "said", "A worry about safety was written"
        WORDS = "words", "Its words may tell of a worry about safety"

    area = models.ForeignKey(
        LocalArea, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    route = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=9, default="online")
    started_at = models.DateTimeField(default=clock.now)
    draft_ends_at = models.DateTimeField("draft is erased at", null=True, blank=True)
    sent_at = models.DateTimeField("sent or entered at", null=True, blank=True)
    received_on = models.DateField("day of receipt", null=True, blank=True)

    asker_name = models.CharField("name", max_length=160, blank=True)
    asker_relation = models.CharField("relation to the child", max_length=16, blank=True)
    asker_role = models.CharField("job, or relation in words", max_length=120, blank=True)
    asker_organisation = models.CharField("organisation", max_length=160, blank=True)
    asker_email = models.EmailField("e-mail address", max_length=254, blank=True)
    asker_phone = models.CharField("telephone number", max_length=40, blank=True)
    asker_address = models.TextField("address", blank=True)
    asker_postcode = models.CharField("postcode", max_length=8, blank=True)
    responsibility = models.CharField("parental responsibility", max_length=7, blank=True)
    contact_way = models.CharField("how they want to be reached", max_length=5, blank=True)
    help_needed = models.CharField("interpreter, format or other help", max_length=300, blank=True)
    family_told = models.CharField("whether the family knows", max_length=7, blank=True)
    parent_name = models.CharField("name of the parent or carer", max_length=160, blank=True)
    parent_contact = models.CharField("how to reach them", max_length=300, blank=True)

    child_forenames = models.CharField("first names", max_length=100, blank=True)
    child_surname = models.CharField("surname", max_length=100, blank=True)
    child_used = models.CharField("name that is used", max_length=100, blank=True)
    child_born = models.DateField("date of birth", null=True, blank=True)
    child_sex = models.CharField("sex", max_length=1, blank=True)
    child_address = models.TextField("address of the child", blank=True)
    child_postcode = models.CharField("postcode of the child", max_length=8, blank=True)
    child_setting_kind = models.CharField("kind of setting", max_length=20, blank=True)
    child_setting = models.CharField("setting in words", max_length=160, blank=True)
    child_upn = models.CharField("UPN", max_length=13, blank=True)

    answers = models.JSONField(default=dict, blank=True)
    worry = models.TextField("worry about safety", blank=True)
    worry_named = models.CharField("whether they may be named", max_length=9, blank=True)
    flag = models.CharField(max_length=5, choices=Flag.choices, default=Flag.NONE, blank=True)
    flag_read_at = models.DateTimeField(null=True, blank=True)
    flag_read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    flag_done = models.TextField("what was done about the worry", blank=True)

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="requests_entered"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    taken_in_at = models.DateTimeField(null=True, blank=True)
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_in_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField("declined or withdrawn on", null=True, blank=True)
    ended_why = models.CharField("why declined or withdrawn", max_length=600, blank=True)
    sent_key = models.UUIDField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["area", "state", "received_on", "id"], name="assessments_inbox"),
            models.Index(
                fields=["draft_ends_at"], name="assessments_drafts_end", condition=Q(state="draft")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["entered_by", "sent_key"], name="assessments_request_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at=None, received_on=None)
                | ~Q(state="draft") & Q(sent_at__isnull=False, received_on__isnull=False, area__isnull=False),
                name="assessments_sent_with_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("taken_in", "joined")) | Q(person__isnull=False, case__isnull=False),
                name="assessments_taken_in_to_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("declined", "withdrawn")) | ~Q(ended_why="") & Q(ended_on__isnull=False),
                name="assessments_ended_with_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What stands for it in notices and receipts: `R-1024`."""
        return f"R-{self.pk}"
