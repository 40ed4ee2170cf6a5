"""What stands around every page: who you are, the role you act in, and where that role goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch

from sharing.authority import may
from sharing.models import Post, Role
from sharing.questions.addresses import to


@dataclass(frozen=True, slots=True)
class Place:
    """One item of a role's navigation. `more` is left out on a phone."""

    name: str
    label: str
    icon: str
    more: str = ""


HOME = Place("home", "Home", "home")
FIND = Place("search", "Find", "search")
TASKS = Place("tasks", "Tasks", "done")
MY_FAMILIES = Place("families:list", "My families", "people")
FAMILIES = Place("families:list", "Families", "people")
ACCOUNTS = Place("sharing:people", "People", "people", more=" who sign in")
ARCHIVE = Place("families:list", "Archive", "people")
VISIT = Place("families:visits-due", "Record", "pen", more=" a visit")
TRIAGE = Place("referrals:triage", "Triage", "board")
MEETINGS = Place("referrals:meetings", "Meetings", "meeting")
ASK = Place("referrals:new", "Ask for help", "plus", more=" for a family")
SENT = Place("referrals:sent", "Sent by you", "document")
ASKED_FOR = Place("referrals:sent", "Asked for", "document")
RESULTS = Place("outcomes:results", "Results", "trend")
EXPLORER = Place("outcomes:explorer", "Explorer", "board")
AUDITS = Place("outcomes:audits", "Audits", "agreement")
SAMPLE = Place("outcomes:audits", "My sample", "agreement")
FEEDS = Place("sharing:feeds", "Data in", "upload")
MATCHES = Place("families:matches", "Matches", "link")
AGREEMENTS = Place("sharing:agreements", "Agreements", "agreement")
VIEW_AS = Place("families:view-as", "View as", "eye")

#: Four or five places for a role, for what it does most.
NAVIGATION: dict[str, tuple[Place, ...]] = {
    Role.KEY_WORKER: (HOME, MY_FAMILIES, VISIT, TASKS, FIND),
    Role.PRACTITIONER: (HOME, MY_FAMILIES, ASK, TASKS, FIND),
    Role.HUB_OFFICER: (HOME, TRIAGE, MEETINGS, FAMILIES, FIND),
    Role.SUPERVISOR: (HOME, FAMILIES, MEETINGS, TASKS, FIND),
    Role.COORDINATOR: (HOME, RESULTS, AUDITS, MATCHES, FIND),
    Role.ANALYST: (HOME, FEEDS, MATCHES, RESULTS, EXPLORER),
    Role.AUDITOR: (HOME, SAMPLE),
    Role.SHARING_LEAD: (HOME, AGREEMENTS, VIEW_AS),
    Role.RECORDS_OFFICER: (HOME, ARCHIVE, FIND),
    Role.ADMINISTRATOR: (HOME, ACCOUNTS),
}
FOOTER = (("help", "Help"), ("accessibility", "Accessibility"), ("privacy", "Privacy"))
PARTNER = (HOME, ASK, SENT, MY_FAMILIES, TASKS)
HUB_MANAGER = (HOME, FAMILIES, TRIAGE, MEETINGS, TASKS)
PARTNERS_MANAGER = (HOME, FAMILIES, ASKED_FOR, TASKS, FIND)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the header, the navigation and the footer."""
    around: dict[str, Any] = {
        "council": settings.COUNCIL_NAME,
        "help_desk": settings.HELP_DESK,
        "footer": [
            {"label": label, "url": url} for name, label in FOOTER if (url := address(name))
        ],
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return around | {"ask_url": address("referrals:ask")}
    return around | {
        "council": council_of(user.post),
        "acting": user.post,
        "acts_as": user.post and in_words(user.post),
        "viewing": getattr(request, "viewing", None),
        "other_posts": [post for post in getattr(request, "posts", []) if post != user.post],
        "role_url": address("role"),
        "account_url": address("sharing:account"),
        "ties_url": address("families:people-i-know") if may(user, "tie.say") else "",
        "navigation": navigation(request),
    }


def council_of(post: Post | None) -> str:
    """The council for which someone works here: their own, where it is one. Who works for several,
    or holds no post, reads whose installation it is."""
    councils: list[str] = getattr(post, "councils", [])
    return councils[0] if len(councils) == 1 else settings.COUNCIL_NAME


def in_words(post: Post) -> str:
    """What someone does and for whom, as the header says it."""
    return f"{post.title or post.get_role_display()}, {post.team or post.agency}"


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The places of the role in use, with the one that this page belongs to marked."""
    found = [(place, address(place.name)) for place in places(request.user)]
    open_ones = [(place, url) for place, url in found if url]
    inside = [url for _, url in open_ones if within(request.path, url)]
    here = max(inside, key=len, default="")
    return [
        {
            "label": place.label,
            "more": place.more,
            "url": url,
            "icon": place.icon,
            "current": url == here,
        }
        for place, url in open_ones
    ]


def places(user: Any) -> tuple[Place, ...]:
    """What the role sees. Partners outside the council ask for help first; only who is on hub
    duty has a triage board."""
    if user.role == Role.PRACTITIONER and user.at_partner:
        return PARTNER
    if user.role == Role.SUPERVISOR and user.on_hub_duty:
        return HUB_MANAGER
    if user.role == Role.SUPERVISOR and user.at_partner:
        return PARTNERS_MANAGER
    return NAVIGATION.get(user.role, (HOME,))


def within(path: str, url: str) -> bool:
    """Whether a page lies under a place. The first page lies only under itself."""
    return path == url if url == address("home") else path.startswith(url)


def address(name: str) -> str:
    """The place's address, or nothing where this installation does not have it."""
    try:
        return to(name)
    except NoReverseMatch:
        return ""
