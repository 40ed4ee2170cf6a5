"""Deciding who a row of a file is about, and a file's own report."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.views.generic import TemplateView

from families import acts
from families.forms.match import DecideForm
from families.matching.comparison import beside, compare, for_comparing, rows_of_the_hidden
from families.models import Match
from sharing.authority import may
from sharing.journal import exposed, saw
from sharing.models import DATA_STEWARDS, FeedFile, FeedRow
from sharing.views import ActView, VisibleDetail, viewer

ROWS, LATELY, PROBLEMS = 10, 10, 50


class Matches(TemplateView):
    """Rows that wait for a decision, the likeliest first; below, what people decided lately."""

    template_name = "families/match/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = Match.objects.visible_to(viewer(self.request))
        rows = seen.waiting().values("row").annotate(best=Max("score")).order_by("-best", "row")
        page = Paginator(rows, ROWS).get_page(self.request.GET.get("page"))
        order = [one["row"] for one in page]
        decided = seen.exclude(decided_at=None).exclude(kind=Match.Kind.EXACT)
        decided = decided.select_related("row__file", "decided_by", "person")
        lately = list(decided.order_by("-decided_at", "-pk")[:LATELY])
        hidden = rows_of_the_hidden([*order, *(match.row_id for match in lately)])
        groups = groups_of(seen.waiting().filter(row__in=order), hidden)
        groups.sort(key=lambda group: order.index(group["row"].pk))
        found = [match for group in groups for match, _ in group["candidates"]]
        families = [match.person.family_id for match in (*found, *lately)]
        exposed(viewer(self.request), families, verb="family.list", page="matches")
        return super().get_context_data(**kwargs) | {
            "page": page,
            "groups": groups,
            "decided": [(match, match.row_id in hidden) for match in lately],
            "decides": may(viewer(self.request), "match.decide"),
        }


def groups_of(matches: QuerySet[Match], hidden: set[int]) -> list[dict[str, Any]]:
    """Each row with the people whom it may be about, the likeliest first. `hidden`: see
    `rows_of_the_hidden`."""
    found: dict[int, list[Match]] = defaultdict(list)
    for match in for_comparing(matches).order_by("-score", "pk"):
        found[match.row_id].append(match)
    return [_group(alike, row in hidden) for row, alike in found.items()]


def _group(found: list[Match], hidden: bool) -> dict[str, Any]:
    first = found[0]
    return {
        "row": first.row,
        "hidden": hidden,
        "beside": [] if hidden else beside(first),
        "candidates": [(match, compare(match)) for match in found],
        "last": found[-1],
    }


class DecideMatch(ActView):
    """One row on its own page, and the answer to it."""

    act = acts.decide_match
    model = Match
    subject = "match"
    slug_field = "key"
    form_class = DecideForm
    template_name = "families/match/decide.html"

    def perform(self, form: forms.Form) -> Any:
        """“None of these” answers for each of the row that this steward may see."""
        answer, by = form.cleaned_data["same"], viewer(self.request)
        if answer == DecideForm.NONE:
            waiting = Match.objects.visible_to(by).waiting()
            for other in waiting.filter(row=self.object.row_id):
                acts.decide_match(match=other, same=False, by=by)
            return self.object
        return acts.decide_match(match=self.object, same=answer == DecideForm.SAME, by=by)

    @property
    def done(self) -> str:  # type: ignore[override]
        return "Saved: the same person." if self._said_yes() else "Saved: someone else."

    def _said_yes(self) -> bool:
        return self.request.POST.get("same") == DecideForm.SAME

    def note_shown(self) -> None:
        saw(viewer(self.request), self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        same_row = Match.objects.visible_to(viewer(self.request)).filter(row=self.object.row_id)
        waits = self.object.state == Match.State.PROPOSED
        shown = same_row.waiting() if waits else same_row.filter(pk=self.object.pk)
        hidden = rows_of_the_hidden([self.object.row_id])
        (group,) = groups_of(shown, hidden)
        return super().get_context_data(**kwargs) | {"group": group, "waits": waits}

    def get_success_url(self) -> str:
        return reverse("families:matches")


class FeedPage(VisibleDetail):
    """A file's report: how its rows fared, and for its receiver who was found in them."""

    model = FeedFile
    template_name = "sharing/feed.html"
    context_object_name = "file"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("from_agency", "to_agency", "received_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, file = viewer(self.request), self.object
        rows = FeedRow.objects.visible_to(user).filter(file=file)
        only_warned = rows.warned().exists() and not rows.bad().exists()
        asked = self.request.GET.get("show", "warned" if only_warned else "left-out")
        shows_warned = asked == "warned"
        listed = rows.warned() if shows_warned else rows.bad()
        receives = user.agency == file.to_agency and user.role in DATA_STEWARDS
        return super().get_context_data(**kwargs) | {
            "good": rows.good().count(),
            "bad": rows.bad().count(),
            "warned": rows.warned().count(),
            "shows_warned": shows_warned,
            "page": Paginator(listed, PROBLEMS).get_page(self.request.GET.get("page")),
            "found": self.found(rows.good().count()) if receives and file.matched_at else None,
            "receives": receives,
        }

    def found(self, good: int) -> dict[str, int]:
        """Counted among the matches that this steward may see: others are nobody."""
        seen = Match.objects.visible_to(viewer(self.request)).filter(row__file=self.object)
        settled = seen.confirmed()
        waiting = seen.waiting().values("row").distinct().count()
        return {
            "sure": settled.filter(kind=Match.Kind.EXACT).count(),
            "decided": settled.filter(kind=Match.Kind.LIKELY).count(),
            "waiting": waiting,
            "nobody": good - settled.count() - waiting,
        }
