"""Which posts the leads of an imported plan are."""

from __future__ import annotations

from functools import cached_property

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.exchange.kinds import Decisions, Notice, Option, Question
from goldenthread.improvement.rules.importing import ParsedPlan
from goldenthread.improvement.rules.importing.leads import is_team, much_alike
from goldenthread.improvement.rules.importing.vocabulary import vocabulary
from goldenthread.organisations.actions import LEAD, find_or_create_post, make_lead
from goldenthread.organisations.models import Organisation, Post
from goldenthread.organisations.names import name_key
from goldenthread.organisations.permissions import areas_of_organisation, touched
from goldenthread.organisations.queries.reporting import reported_by_others, reporting_roles

NEW, KNOWN, PRINTED = "new-", "post-", "printed"


class LeadMatcher:
    """Finds the post for each printed lead; asks in which organisation a new one stands."""

    def __init__(self, area_id: int) -> None:
        self.area_id = area_id
        self._alike_to: dict[str, list[Post]] = {}

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
        """One question for each lead that is not yet a post.

        Chosen is the organisation that the name itself says; where it says none, the lead stays as printed.
        """
        return [
            Question(
                id=f"lead-{key}",
                title=self._asked(name),
                options=self._options(name),
                where=f"Leads {', '.join(codes)}",
                default=self._likeliest(name),
            )
            for key, (name, codes) in _leads(parsed).items()
            if key not in self._posts
        ]

    def left(self, parsed: ParsedPlan, decisions: Decisions) -> dict[str, list[str]]:
        """The leads that stay as printed, without a post: each name with the codes of what it leads."""
        return {
            name: codes
            for key, (name, codes) in _leads(parsed).items()
            if key not in self._posts
            and (_choice(decisions, key) or self._likeliest(name)) == PRINTED
        }

    def notices(self, parsed: ParsedPlan, decisions: Decisions) -> list[Notice]:
        """The leads of further areas, to whose posts not everybody gives a role, and those left as printed."""
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
        for name, codes in self.left(parsed, decisions).items():
            found.append(
                Notice(
                    "warning",
                    "Lead left as printed",
                    f"Nobody has said whose post “{name}” is, so it stays in the plan as printed. Where no post "
                    f"leads a priority, {self._others}.",
                    f"Leads {', '.join(codes)}",
                )
            )
        return found

    @cached_property
    def _others(self) -> str:
        return reported_by_others(self.area_id)

    def _is_shared(self, post: Post) -> bool:
        """Whether others have a say in it, and it may not report here already."""
        roles = list(post.roles.all())
        here = {role.role for role in roles if role.area_id == self.area_id}
        areas = touched({role.area_id for role in roles}, areas_of_organisation(post.organisation))
        return not here & reporting_roles() and areas != {self.area_id}

    def _asked(self, name: str) -> str:
        alike = [f"“{post.title}” of {post.organisation.name}" for post in self._alike(name)]
        much_like = f" It is much like {' and '.join(alike)}." if alike else ""
        return f"The lead “{name}” is not a post that we hold.{much_like} Which post is it?"

    def _alike(self, name: str) -> list[Post]:
        """Posts of a somewhat other name: suggested, never taken without a person's word."""
        if name not in self._alike_to:
            words = vocabulary()
            self._alike_to[name] = [p for p in self._all_posts if much_alike(name, p.title, words)]
        return self._alike_to[name]

    def _options(self, name: str) -> tuple[Option, ...]:
        """As printed, the posts that are much alike, a new post in each organisation of the area, all other posts."""
        alike = self._alike(name)
        printed = Option(PRINTED, "Leave it as printed: no post")
        new = [Option(f"{NEW}{org.pk}", f"A new post in {org.name}") for org in self.organisations]
        others = [post for post in self._all_posts if post not in alike]
        return (
            printed,
            *(_post_option(post, "Perhaps: ") for post in alike),
            *new,
            *(_post_option(post) for post in others),
        )

    def posts(self, scope: Scope, parsed: ParsedPlan, decisions: Decisions) -> dict[str, int]:
        """The post of each lead, made where the person chose a new one; none for a lead left as printed.

        Each gets a lead's role, where that is the person's to give.
        """
        found = {}
        for key, (name, _) in _leads(parsed).items():
            chosen = _choice(decisions, key) or self._likeliest(name)
            if key not in self._posts and chosen == PRINTED:
                continue
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

    def _is_organisation(self, name: str) -> bool:
        """Whether nothing is named but an organisation, by its name, its short name or its kind."""
        rest = f" {name_key(name)} "
        for org in self.organisations:
            for said in (org.name, org.short_name, org.kind):
                if said:
                    rest = rest.replace(f" {name_key(said)} ", " ")
        return not set(rest.split()) - vocabulary().unsaid_words

    def _likeliest(self, name: str) -> str:
        """A new post in the one organisation that the name says, by name or by kind; else as printed.

        So is a team, an organisation that is named alone, which is no post, and what may be a post that is there.
        """
        if is_team(name, vocabulary()) or self._is_organisation(name) or self._alike(name):
            return PRINTED
        key = name_key(name)
        words = set(key.replace("(", " ").replace(")", " ").split())
        named = [
            org
            for org in self.organisations
            if name_key(org.name) in key or (org.short_name and name_key(org.short_name) in words)
        ]
        found = named or [org for org in self.organisations if org.kind in words]
        return f"{NEW}{found[0].pk}" if len(found) == 1 else PRINTED


def _post_option(post: Post, before: str = "") -> Option:
    return Option(f"{KNOWN}{post.pk}", f"{before}{post.title}, {post.organisation.name}")


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
