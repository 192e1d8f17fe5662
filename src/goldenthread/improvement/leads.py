"""Which posts the leads of an imported plan are."""

from __future__ import annotations

from functools import cached_property

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.exchange.kinds import Decisions, Notice, Option, Question
from goldenthread.improvement.rules.importing import ParsedPlan
from goldenthread.organisations.actions import LEAD, find_or_create_post, make_lead
from goldenthread.organisations.models import Organisation, Post
from goldenthread.organisations.names import name_key
from goldenthread.organisations.permissions import areas_of_organisation, touched
from goldenthread.organisations.queries.reporting import reporting_roles

NEW, KNOWN = "new-", "post-"


class LeadMatcher:
    """Finds the post for each printed lead; asks in which organisation a new one stands."""

    def __init__(self, area_id: int) -> None:
        self.area_id = area_id

    @cached_property
    def organisations(self) -> list[Organisation]:
        return list(Organisation.objects.serving(self.area_id))

    @cached_property
    def _all_posts(self) -> list[Post]:
        return list(
            Post.objects.filter(organisation__in=self.organisations)
            .select_related("organisation")
            .prefetch_related("organisation__areas", "roles")
        )

    @cached_property
    def _posts(self) -> dict[str, Post]:
        """Posts of the area by name; a name that two organisations share is left for the person."""
        found: dict[str, Post] = {}
        twice: set[str] = set()
        for post in self._all_posts:
            if post.title_key in found:
                twice.add(post.title_key)
            found[post.title_key] = post
        return {key: post for key, post in found.items() if key not in twice}

    def questions(self, parsed: ParsedPlan) -> list[Question]:
        """One question for each lead that is not yet a post, with the likeliest organisation chosen."""
        return [
            Question(
                id=f"lead-{key}",
                title=f"The lead “{name}” is not a post that we hold. Which post is it?",
                options=self._options,
                where=f"Leads {', '.join(codes)}",
                default=self._likeliest(name),
            )
            for key, (name, codes) in _leads(parsed).items()
            if key not in self._posts
        ]

    def notices(self, parsed: ParsedPlan, decisions: Decisions) -> list[Notice]:
        """The leads that belong to further areas: only whoever looks after all of them gives such a post a role."""
        found = []
        for key, (name, codes) in _leads(parsed).items():
            post = self._posts.get(key) or self._known.get(_choice(decisions, key))
            if post is not None and self._is_shared(post):
                found.append(
                    Notice(
                        "warning",
                        "Lead of further areas",
                        f"“{name}” is a post of further areas. It leads, but has no right to report yet unless "
                        "you look after those too: ask the system administrator to give it the role.",
                        f"Leads {', '.join(codes)}",
                    )
                )
        return found

    def _is_shared(self, post: Post) -> bool:
        """Whether others have a say in it, and it may not report here already."""
        roles = list(post.roles.all())
        here = {role.role for role in roles if role.area_id == self.area_id}
        areas = touched({role.area_id for role in roles}, areas_of_organisation(post.organisation))
        return not here & reporting_roles() and areas != {self.area_id}

    @cached_property
    def _options(self) -> tuple[Option, ...]:
        """A new post in each organisation of the area, then each post that is there."""
        new = [Option(f"{NEW}{org.pk}", f"A new post in {org.name}") for org in self.organisations]
        known = [
            Option(f"{KNOWN}{post.pk}", f"{post.title}, {post.organisation.name}")
            for post in self._all_posts
        ]
        return (*new, *known)

    def posts(self, scope: Scope, parsed: ParsedPlan, decisions: Decisions) -> dict[str, int]:
        """The post of each lead, made where the person chose a new one.

        Each gets a lead's role, where that is the person's to give.
        """
        found = {}
        for key, (name, _) in _leads(parsed).items():
            chosen = _choice(decisions, key) or self._likeliest(name) or ""
            post = self._posts.get(key) or self._chosen(scope, key, name, chosen)
            make_lead(scope=scope, area_id=self.area_id, post=post)
            found[key] = post.pk
        return found

    @cached_property
    def _known(self) -> dict[str, Post]:
        return {f"{KNOWN}{post.pk}": post for post in self._all_posts}

    def _chosen(self, scope: Scope, key: str, name: str, chosen: str) -> Post:
        new = {f"{NEW}{org.pk}": org for org in self.organisations}
        if chosen in self._known:
            return self._known[chosen]
        if chosen in new:
            return find_or_create_post(
                scope=scope, area_id=self.area_id, organisation=new[chosen], title=name,
                role=LEAD,
            )  # fmt: skip
        raise UserError(
            "lead_without_post",
            f"Nobody said which post the lead “{name}” is.",
            f"lead-{key}",
            "Choose a post, or the organisation of a new one.",
        )

    def _likeliest(self, name: str) -> str | None:
        """The organisation that the name itself mentions, else the council where there is just one."""
        words = set(name_key(name).replace("(", " ").replace(")", " ").split())
        for org in self.organisations:
            if org.short_name and name_key(org.short_name) in words:
                return f"{NEW}{org.pk}"
        for org in self.organisations:
            if org.kind in words:
                return f"{NEW}{org.pk}"
        councils = [org for org in self.organisations if org.kind == Organisation.Kind.COUNCIL]
        return f"{NEW}{councils[0].pk}" if len(councils) == 1 else None


def _choice(decisions: Decisions, key: str) -> str:
    """What the person chose for a lead; empty where they have not."""
    return str(decisions.get(f"lead-{key}", {}).get("choice") or "")


def _leads(parsed: ParsedPlan) -> dict[str, tuple[str, list[str]]]:
    """Each lead by name key: its first spelling and the codes of what it leads."""
    found: dict[str, tuple[str, list[str]]] = {}
    for priority in parsed.priorities:
        for name in priority.leads:
            found.setdefault(name_key(name), (name, []))[1].append(priority.code or "")
    return found
