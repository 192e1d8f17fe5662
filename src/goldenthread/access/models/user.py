"""People who sign in. What they may do comes from their posts (organisations), not from this table."""

from __future__ import annotations

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
    created_at = models.DateTimeField(default=clock.now, editable=False)

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
