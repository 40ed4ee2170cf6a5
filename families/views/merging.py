"""Two records of one family: saying so, what waits for a second person, and undoing it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from families import acts
from families.acts.keeping import Keeping
from families.acts.merging import why_not_review
from families.forms.merging import MergeForm, ReviewMergeForm
from families.forms.protection import BecauseForm
from families.leaving.merging import (
    alike,
    last_day_to_look,
    losing_sight,
    said_before,
    side_of,
    stands_against,
)
from families.models import Family, Merge
from families.pages import FamilyAct
from sharing.authority import may
from sharing.journal import FORM, exposed, saw
from sharing.refusals import Refused
from sharing.views import ActView, ForThoseWhoMay, VisibleDetail, VisibleList, viewer

NONE_TYPED = "Enter the other record’s reference, like WF-20417"
UNKNOWN = "You work with no other family of this reference"


class MergeFamilies(FamilyAct):
    """First the other reference; then both side by side, what it means, and why."""

    act = acts.merge_families
    verb = "family.merge"
    tab = "people"
    form_class = MergeForm
    template_name = "families/merging/start.html"
    heading = "Is this family on record twice?"
    go = "They are one family"
    done = "Saved. A colleague looks at it. Until then, only who works with both can open either."

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        typed = request.POST.get("other") or request.GET.get("other") or ""
        self.typed = typed.strip().upper()[:12]
        known = Family.objects.visible_to(self.user).known_without_emergency(self.user)
        self.other = known.filter(reference=self.typed).exclude(pk=self.identity.pk).first()

    def why_not(self) -> str:
        return self.keeping.why_not(or_lead=False)

    def get_initial(self) -> dict[str, Any]:
        return {"other": self.typed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"typed": self.typed, "other": self.other}
        if self.other is None:
            asked = "other" in self.request.GET or self.request.method == "POST"
            return context | {"unknown": (UNKNOWN if self.typed else NONE_TYPED) if asked else ""}
        kept = self.family
        return context | sides(kept, self.other, self.user) | {
            "before": said_before(kept, self.other, self.user),
            "look_by": last_day_to_look(kept, self.other),
            "losing": losing_sight(kept, self.other, self.user),
            "against": self.against(kept, self.other),
        }  # fmt: skip

    def against(self, kept: Family, other: Family) -> list[str]:
        no = Keeping(other, self.user).why_not(or_lead=False)
        return [no] if no else list(stands_against(kept, other, self.user))

    def note_shown(self) -> None:
        super().note_shown()
        if self.other is not None:
            saw(self.user, self.other, verb=FORM, act=self.verb)

    def perform(self, form: Any) -> Any:
        why = form.cleaned_data["why"]
        if self.other is None:
            raise Refused(UNKNOWN)
        self.made = acts.merge_families(kept=self.family, folded=self.other, why=why, by=self.user)
        return self.made

    def get_success_url(self) -> str:
        made = getattr(self, "made", None)
        return made.get_absolute_url() if made else super().get_success_url()


class Merges(ForThoseWhoMay, VisibleList):
    """What waits for a second person, and what was decided."""

    needs = "merge.review"
    model = Merge
    template_name = "families/merging/list.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("kept", "folded", "merged_by", "looked_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        context = super().get_context_data(**kwargs)
        rows = [row.told_to(user) for row in context["object_list"]]
        named = {pk for row in rows for pk in (row.kept_id, row.folded_id)}
        exposed(user, named, verb="family.list", page="merges")
        return context | {
            "waiting": [row for row in rows if row.waits],
            "settled": [row for row in rows if not row.waits],
        }


def sides(kept: Family, folded: Family, user: Any) -> dict[str, Any]:
    """Both records side by side, as far as `user` may see each."""
    return {
        "sides": [side_of(kept, user), side_of(folded, user)],
        "alike": alike(kept, folded, user),
    }


def compared(merge: Merge, user: Any) -> dict[str, Any]:
    """The two of a merge, and what was said of them before it."""
    before = said_before(merge.kept, merge.folded, user).filter(pk__lt=merge.pk)
    told = [one.told_to(user) for one in before.select_related("kept", "folded")]
    return sides(merge.kept, merge.folded, user) | {"before": told}


class MergePage(VisibleDetail):
    """One merge, for all who may open both records."""

    model = Merge
    template_name = "families/merging/merge.html"
    context_object_name = "merge"

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.select_related("kept", "folded", "merged_by", "looked_by", "undone_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, merge = viewer(self.request), self.object.told_to(viewer(self.request))
        return super().get_context_data(**kwargs) | compared(merge, user) | {
            "may_review": merge.waits
            and may(user, "merge.review")
            and not why_not_review(merge, user),
            "may_undo": merge.can_be_undone and may(user, "merge.undo"),
        }  # fmt: skip

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        saw(viewer(self.request), self.object, family=self.object.folded_id)
        return super().render_to_response(context, **kwargs)


class OfMerge(ActView):
    """An act on the merge that the address names."""

    model = Merge
    subject = "merge"
    template_name = "families/merging/answer.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("kept", "folded", "merged_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = compared(self.object, viewer(self.request))
        return super().get_context_data(**kwargs) | shown

    def note_shown(self) -> None:
        super().note_shown()
        folded = self.object.folded_id
        saw(viewer(self.request), self.object, verb=FORM, family=folded, act=self.verb)

    def get_success_url(self) -> str:
        return reverse("families:merges")


class ReviewMerge(OfMerge):
    """The second person says whether it is one family."""

    act = acts.review_merge
    form_class = ReviewMergeForm
    done = "Saved. Each record is open again to those who work with it."
    heading = "Is it one family?"
    intro = "A colleague says so. Look at both before you answer."
    go = "Save what you found"

    def why_not(self) -> str:
        return why_not_review(self.object, viewer(self.request))

    def act_kwargs(self, form: Any) -> dict[str, Any]:
        given = form.cleaned_data
        return {"same": given["same"] == ReviewMergeForm.SAME, "words": given["words"]}


class UndoMerge(OfMerge):
    """They are two families after all."""

    act = acts.undo_merge
    form_class = BecauseForm
    done = "Undone. They are two records, each as its own people know it."
    heading = "Are these two families after all?"
    intro = (
        "Nothing in either record was changed by the merge. What was written in one since "
        "stays where it was written."
    )
    go = "Undo the merge"
