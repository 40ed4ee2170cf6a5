"""Who has looked at a family, on the record itself; and what I looked at, on my own page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone
from django.views.generic import TemplateView

from coordination.told import tell
from families.looking.looks import KINDS, looks_at, of_kind
from families.models import Family
from families.pages import FamilyPage
from sharing.journal import exposed
from sharing.models import Agency, JournalEntry, Post
from sharing.views import viewer
from sharing.wall import opened_to_read

A_PAGE = 50
DAYS = ((7, "7 days"), (30, "30 days"), (90, "90 days"), (0, "Since the beginning"))
SALT = "looked"


class Keyset:
    """Pages that begin after a line; its number stands in the address under a signature only."""

    request: Any

    def page(self, lines: QuerySet[JournalEntry]) -> dict[str, Any]:
        """The newest lines first, told in words, and where the next page begins."""
        start = self._start()
        if start:
            lines = lines.filter(pk__lt=start)
        with opened_to_read():  # of others, who asks was found to be let read these
            rows = list(lines.select_related("by").order_by("-pk")[: A_PAGE + 1])
        shown = rows[:A_PAGE]
        more = len(rows) > A_PAGE
        query = self.request.GET.copy()
        query["after"] = signing.dumps(shown[-1].pk, salt=SALT) if more else ""
        return {
            "lines": tell(shown),
            "next": query.urlencode() if more else "",
            "paged": bool(start),
        }

    def days(self) -> int:
        asked = self.request.GET.get("days", "30")
        return int(asked) if asked in {str(days) for days, _ in DAYS} else 30

    def recent(self, lines: QuerySet[JournalEntry]) -> QuerySet[JournalEntry]:
        days = self.days()
        return lines.filter(at__gte=timezone.now() - timedelta(days=days)) if days else lines

    def _start(self) -> int:
        try:
            return int(signing.loads(self.request.GET.get("after", ""), salt=SALT))
        except (signing.BadSignature, ValueError):
            return 0


class WhoLooked(Keyset, FamilyPage):
    """For the lead worker and the supervisor; a coordinator sees what auditors looked at."""

    template_name = "coordination/looked.html"
    looked = "family.looks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = looks_at(self.user, self.identity)
        with opened_to_read():
            acted = lines.order_by().values_list("post_id", flat=True).distinct()
            posts = [post for post in acted if post]
        people = Post.objects.visible_to(self.user).filter(pk__in=posts)
        people = people.select_related("user", "agency").order_by("user__full_name", "pk")
        asked = self.request.GET
        if chosen := people.filter(key=_key(asked.get("person"))).first():
            lines = lines.filter(post_id=chosen.pk)
        agencies = Agency.objects.visible_to(self.user).filter(posts__in=people).distinct()
        if agency := agencies.filter(key=_key(asked.get("agency"))).first():
            lines = lines.filter(post_id__in=agency.posts.values("pk"))
        lines = of_kind(self.recent(lines), asked.get("kind", ""))
        return (
            super().get_context_data(**kwargs)
            | self.page(lines)
            | {
                "people": people,
                "agencies": agencies,
                "kinds": KINDS,
                "all_days": DAYS,
                "days": self.days(),
                "person": chosen,
                "agency": agency,
                "kind": asked.get("kind", ""),
            }
        )


class Looked(Keyset, TemplateView):
    """Everything that I opened, changed or was turned away from."""

    template_name = "coordination/i_looked.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        page = self.page(self.recent(JournalEntry.objects.visible_to(user)))
        families = {line.family_id for line in page["lines"] if line.family_id}
        known = Family.objects.visible_to(user).filter(pk__in=families)
        references = dict(known.values_list("pk", "reference"))
        exposed(user, references, verb="family.list", page="looked")
        page["rows"] = [(line, references.get(line.family_id)) for line in page["lines"]]
        return super().get_context_data(**kwargs) | page | {"all_days": DAYS, "days": self.days()}


def _key(text: str | None) -> UUID:
    """What was asked for, or a key that nothing has."""
    try:
        return UUID(text or "")
    except ValueError:
        return UUID(int=0)
