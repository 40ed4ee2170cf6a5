"""Unusual looks: what a week's digest found, and what a second person heard when they asked."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from families import acts
from families.forms.emergency import LookReviewForm
from families.looking.lookers import Look, looks_of, named_for_reviewing
from families.models import UnusualLook
from sharing.journal import exposed
from sharing.views import ActView, ForThoseWhoMay, VisibleList, viewer


class UnusualLooks(ForThoseWhoMay, VisibleList):
    """Those to ask about first, then those that are being looked into, then the rest."""

    needs = "looks.review"
    model = UnusualLook
    template_name = "families/looks/list.html"

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset().select_related("user", "post__team", "reviewed_by")
        return rows.by_what_waits()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user, looks = viewer(self.request), list(context["object_list"])
        families = named_for_reviewing(user, [look.family_id for look in looks if look.family_id])
        exposed(user, families, verb="family.list", page="unusual-looks")
        rows = [(look, families.get(look.family_id)) for look in looks]
        return context | {
            "waiting": [row for row in rows if not row[0].outcome],
            "pursued": [row for row in rows if row[0].outcome == UnusualLook.Outcome.PURSUED],
            "explained": [row for row in rows if row[0].outcome == UnusualLook.Outcome.EXPLAINED],
        }


class UnusualLookPage(ActView):
    """One, with what was opened and when, and the answer of a second person."""

    act = acts.review_look
    model = UnusualLook
    subject = "look"
    form_class = LookReviewForm
    template_name = "families/looks/look.html"
    done = "Saved. Thank you for asking."

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("user", "post__team", "reviewed_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        look, user = self.object, viewer(self.request)
        families = named_for_reviewing(user, [look.family_id] if look.family_id else [])
        exposed(user, families, verb="family.list", page="unusual-look")
        return super().get_context_data(**kwargs) | {
            "family": families.get(look.family_id),
            "opened": _opened(look),
            "may_answer": look.outcome != UnusualLook.Outcome.EXPLAINED,
        }

    def note_shown(self) -> None:
        """Not in the family's own log, which the one who looked may read: it was in a list."""

    def get_success_url(self) -> str:
        return reverse("families:unusual-looks")


def _opened(look: UnusualLook) -> list[Look]:
    """Its lines of the week. About many families there is no list: only how many."""
    if look.family_id is None:
        return []
    start = timezone.make_aware(datetime.combine(look.week, time.min))
    end = timezone.make_aware(datetime.combine(look.week + timedelta(days=7), time.min))
    return looks_of(look.user_id, look.family_id, start, end, refused=True)
