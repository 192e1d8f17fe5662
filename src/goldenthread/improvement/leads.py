"""Which posts the leads of an imported plan are."""

from __future__ import annotations

from functools import cached_property

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.exchange.kinds import Decisions, Option, Question
from goldenthread.improvement.rules.importing import ParsedPlan
from goldenthread.organisations.actions import find_or_create_post
from goldenthread.organisations.models import Organisation, Post
from goldenthread.organisations.names import name_key


class LeadMatcher:
    """Finds the post for each printed lead; asks in which organisation a new one stands."""

    def __init__(self, area_id: int) -> None:
        self.area_id = area_id

    @cached_property
    def organisations(self) -> list[Organisation]:
        return list(Organisation.objects.serving(self.area_id))

    @cached_property
    def _posts(self) -> dict[str, Post]:
        """Posts of the area by name; a name that two organisations share is left for the person."""
        found: dict[str, Post] = {}
        twice: set[str] = set()
        rows = Post.objects.filter(organisation__in=self.organisations)
        for post in rows:
            if post.title_key in found:
                twice.add(post.title_key)
            found[post.title_key] = post
        return {key: post for key, post in found.items() if key not in twice}

    def questions(self, parsed: ParsedPlan) -> list[Question]:
        """One question for each lead that is not yet a post, with the likeliest organisation chosen."""
        return [
            Question(
                id=f"lead-{key}",
                title=f"The lead “{name}” is a new post. Which organisation is it in?",
                options=tuple(Option(str(org.pk), org.name) for org in self.organisations),
                where=f"Leads {', '.join(codes)}",
                default=self._likeliest(name),
            )
            for key, (name, codes) in _leads(parsed).items()
            if key not in self._posts
        ]

    def posts(self, scope: Scope, parsed: ParsedPlan, decisions: Decisions) -> dict[str, int]:
        """The post of each lead, made where the person named an organisation for it."""
        by_id = {str(org.pk): org for org in self.organisations}
        found = {}
        for key, (name, _) in _leads(parsed).items():
            post = self._posts.get(key)
            if post is None:
                chosen = decisions.get(f"lead-{key}", {}).get("choice") or self._likeliest(name)
                if chosen not in by_id:
                    raise UserError(
                        "lead_without_organisation",
                        f"The lead “{name}” is in no organisation of this area.",
                        f"lead-{key}",
                        "Choose the organisation that it belongs to.",
                    )
                post = find_or_create_post(
                    scope=scope, area_id=self.area_id, organisation=by_id[chosen], title=name
                )
            found[key] = post.pk
        return found

    def _likeliest(self, name: str) -> str | None:
        """The organisation that the name itself mentions, else the council where there is just one."""
        words = set(name_key(name).replace("(", " ").replace(")", " ").split())
        for org in self.organisations:
            if org.short_name and name_key(org.short_name) in words:
                return str(org.pk)
        for org in self.organisations:
            if org.kind in words:
                return str(org.pk)
        councils = [org for org in self.organisations if org.kind == Organisation.Kind.COUNCIL]
        return str(councils[0].pk) if len(councils) == 1 else None


def _leads(parsed: ParsedPlan) -> dict[str, tuple[str, list[str]]]:
    """Each lead by name key: its first spelling and the codes of what it leads."""
    found: dict[str, tuple[str, list[str]]] = {}
    for priority in parsed.priorities:
        for name in priority.leads:
            found.setdefault(name_key(name), (name, []))[1].append(priority.code or "")
    return found
