"""People who sign in. What they may do comes from their posts (organisations), not from this table."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from goldenthread.core import clock


class UserManager(BaseUserManager["User"]):
    """Looks people up by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """One person's way in. The e-mail address is the sign-in name; a leaver is made inactive, never deleted."""

    email = models.EmailField("e-mail address", max_length=254)
    name = models.CharField("name", max_length=120)
    is_active = models.BooleanField("may sign in", default=True)
    is_demo = models.BooleanField("demonstration account", default=False)
    must_set_second_step = models.BooleanField(
        "sets up a second step before all else", default=False
    )
    session_round = models.PositiveIntegerField("all sessions were ended so often", default=0)
    # Read with the person on every request, so that only those who have something open are asked what.
    opened_until = models.DateTimeField(
        "has a record open in an emergency at most until", null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    # What they hold today, where somebody has read it along with them: see organisations.scopes.
    held: tuple[tuple[Any, ...], ...] | None = None

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="access_user_email_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django asks each request's session for this: another round, and no session of before is one any more."""
        hashed: str = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        return f"{hashed}.{self.session_round}" if self.session_round else hashed
