"""A local plan as its pages show it: setting by setting, its versions, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from outcomes.acts import of_the_council
from outcomes.frameworks.loader import framework
from outcomes.judging.in_force import version_for
from outcomes.models import LocalPlan
from outcomes.rules.plan_words import (
    DISCRETION,
    LOCAL,
    PARTS,
    Changed,
    Setting,
    changes_between,
    settings_of,
)
from sharing.authority import may
from sharing.models import Authority, Role, User

#: Standing of a plan, as a status and in words.
STANDINGS = {
    "in_force": ("good", "In force"),
    "not_begun": ("wait", "Published, not begun yet"),
    "draft": ("wait", "Draft"),
    "over": ("quiet", "No longer in force"),
}
IN_ORDER = list(STANDINGS)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a plan with its settings, and where it is changed in a draft."""

    name: str
    title: str
    settings: list[Setting]
    change_url: str


def ordered(plans: Any) -> list[tuple[LocalPlan, tuple[str, str]]]:
    """Those in force first, then those to come, drafts, and what is over."""
    found = plans.select_related("framework", "authority").order_by(
        "-framework__valid_from", "-version"
    )
    rows = sorted(found, key=lambda one: IN_ORDER.index(one.standing))
    return [(one, STANDINGS[one.standing]) for one in rows]


def begins_under(authority: Authority) -> tuple[str, bool]:
    """The framework under which a case that opens today begins, and whether a plan says so."""
    today = timezone.localdate()
    slug = version_for(authority, today)
    if slug is None:
        return "", False
    by_plan = LocalPlan.objects.in_force(authority, slug, today).exists()
    return framework(slug).title, by_plan


def parts_of(plan: LocalPlan, user: User) -> list[Part]:
    """Every part in order; only whoever may change it is told where."""
    writes = plan.is_draft and writes_plans(plan, user)
    settings = [*settings_of(framework(plan.framework.slug), plan.overlay), judges_setting(plan)]
    return [
        Part(
            name,
            title,
            [one for one in settings if one.part == name],
            change_url(plan, name) if writes else "",
        )
        for name, title in PARTS.items()
    ]


def change_url(plan: LocalPlan, part: str) -> str:
    if part == LOCAL:
        return reverse("outcomes:add-local-need", args=[plan.key])
    return reverse("outcomes:change-local-plan", args=[plan.key, part])


def judges_setting(plan: LocalPlan) -> Setting:
    """Who may use discretion, in words."""
    roles = [Role(role).label + "s" for role in plan.discretion_roles]
    people = [str(person) for person in plan.discretion_people.order_by("full_name")]
    said = ", ".join([*roles, *people]) or "Nobody"
    source = "the framework itself leaves nothing to judgement"
    return Setting(DISCRETION, "judges", "Who may judge so", said, "Nobody", "assumed", source)


def differences(before: LocalPlan, after: LocalPlan) -> list[tuple[str, Changed]]:
    """What a version says otherwise than another over the same framework, with its part's title."""
    found = changes_between(framework(after.framework.slug), before.overlay, after.overlay)
    was, says = judges_setting(before), judges_setting(after)
    if was.says != says.says:
        found.append(Changed(DISCRETION, says.label, was.says, says.says))
    return [(PARTS[one.part], one) for one in found]


def versions_of(plan: LocalPlan, user: User) -> list[tuple[LocalPlan, tuple[str, str]]]:
    """Every version over the same framework that this person may read, the newest first."""
    seen = LocalPlan.objects.visible_to(user).filter(
        authority=plan.authority_id, framework=plan.framework_id
    )
    found = seen.select_related("framework", "authority").order_by("-version")
    return [(one, STANDINGS[one.standing]) for one in found]


def writes_plans(plan: LocalPlan, user: User) -> bool:
    return may(user, "local_plan.change") and of_the_council(user, plan.authority)


def wrote_some(plan: LocalPlan, user: User) -> bool:
    return bool(plan.history.filter(history_user=user).exists())


#: Never the page's one green button: what one is led to press goes on.
TAKES_AWAY = ("outcomes:end-local-plan", "outcomes:discard-local-plan")


def actions(plan: LocalPlan, user: User) -> list[dict[str, Any]]:
    """The buttons of the page for this person, the main one first."""
    names: list[tuple[str, str]] = []
    if plan.is_draft:
        if may(user, "local_plan.try"):
            names.append(("outcomes:try-local-plan", "Try it on today’s families"))
        if writes_plans(plan, user):
            if not wrote_some(plan, user):
                names.insert(0, ("outcomes:publish-local-plan", "Read and publish"))
            names.append(("outcomes:change-local-plan", "Change days or reason"))
            names.append(("outcomes:discard-local-plan", "Throw it away"))
    elif plan.standing in ("in_force", "not_begun") and writes_plans(plan, user):
        if not plan.later.exists():
            names.append(("outcomes:draft-local-plan", "Write a new version"))
        names.append(("outcomes:end-local-plan", "End it"))
    return [
        {
            "label": label,
            "url": address(name, plan),
            "go": place == 0 and name not in TAKES_AWAY,
        }
        for place, (name, label) in enumerate(names)
    ]


def address(name: str, plan: LocalPlan) -> str:
    if name == "outcomes:draft-local-plan":
        return f"{reverse(name)}?framework={plan.framework.slug}"
    if name == "outcomes:change-local-plan":
        return reverse(name, args=[plan.key, "days"])
    return reverse(name, args=[plan.key])
