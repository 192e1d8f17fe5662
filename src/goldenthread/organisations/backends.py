"""How the person of a session is read."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from goldenthread.access.models import User
from goldenthread.organisations.scopes import person_with_posts


class PostsBackend(AuthenticationBackend):
    """Signs people in as allauth does, and reads whoever is signed in together with the posts that they hold.

    Nearly every page asks for both.
    """

    def get_user(self, user_id: int) -> User | None:
        person = person_with_posts(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
