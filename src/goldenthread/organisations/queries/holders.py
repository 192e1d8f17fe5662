"""Who carries a right in an area today."""

from __future__ import annotations

from goldenthread.access.break_glass.kinds import Told
from goldenthread.access.models import User
from goldenthread.access.rules.roles import rolebook
from goldenthread.core import clock
from goldenthread.organisations.models import Membership


def holders(right: str, area_id: int) -> list[Told]:
    """Everybody whose post carries `right` in that area today, each once: one query."""
    roles = [name for name, role in rolebook().roles.items() if right in role.permissions]
    running = Membership.objects.current(clock.today()).filter(
        post__roles__area=area_id, post__roles__role__in=roles
    )
    people = User.objects.filter(pk__in=running.values("user"), is_active=True).order_by("pk")
    return [Told(*row) for row in people.values_list("pk", "name", "email")]
