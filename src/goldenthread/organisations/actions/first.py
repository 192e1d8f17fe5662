"""The very first person of an installation, who then invites everybody else."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from goldenthread.access.audit import record
from goldenthread.access.links import actions as links
from goldenthread.access.models import User
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.organisations.actions.memberships import INVITATION, INVITATION_LASTS
from goldenthread.organisations.models import LocalArea, Membership, Organisation, Post, PostRole

COMMAND = Scope(None, "Command", (), Origin(channel="command"))
# The first person looks after accounts and runs the plan until others hold these posts.
ROLES = ("system_administrator", "partnership_manager")


@transaction.atomic
def make_first_administrator(
    *, email: str, name: str, area: str, organisation: str, post: str
) -> str:
    """Area, organisation, post and account, and the token of the link to set a password, once.

    UserError `already_begun` where anybody has an account: from then on administrators invite.
    """
    if User.objects.exists():
        raise UserError(
            "already_begun",
            "This installation has accounts already.",
            fix="An administrator invites further people under People and posts.",
        )
    local = LocalArea.objects.create(name=area, slug=slugify(area)[:60] or "area")
    council = Organisation.objects.create(name=organisation, kind=Organisation.Kind.COUNCIL)
    council.areas.add(local)
    made = Post.objects.create(organisation=council, title=post)
    for role in ROLES:
        PostRole.objects.create(post=made, area=local, role=role)
    user = User(email=email.strip().lower(), name=name)
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, post=made, starts_on=clock.today())
    record(COMMAND, "area.first_made", local, area_id=local.pk)
    record(COMMAND, "account.made", user)
    return links.make(scope=COMMAND, purpose=INVITATION, target=user, lasts=INVITATION_LASTS)
