"""Agreements as their parties may read them, line by line in plain words."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.views import View

from sharing.authority import may
from sharing.journal import saw
from sharing.models import Agreement, Document, User
from sharing.views import VisibleDetail, VisibleList, viewer

#: Standing of an agreement, as a status and in words.
STANDINGS = {
    "active": ("good", "In force"),
    "not_begun": ("wait", "Not begun yet"),
    "ran_out": ("bad", "Ran out"),
    "suspended": ("bad", "Suspended"),
    "draft": ("wait", "Draft"),
    "ended": ("quiet", "Ended"),
    "replaced": ("quiet", "Replaced by a later version"),
}
IN_ORDER = list(STANDINGS)
SIGNED = ("active", "not_begun", "ran_out")


class Agreements(VisibleList):
    """Those of this agency; a sharing lead sees their authority's. Those in force come first."""

    model = Agreement
    template_name = "sharing/agreements.html"
    paginate_by = 0

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agreements = self.get_queryset().prefetch_related("parties").order_by("title", "version")
        ordered = sorted(agreements, key=lambda one: IN_ORDER.index(one.standing))
        rows = [(one, STANDINGS[one.standing]) for one in ordered]
        writes = may(viewer(self.request), "agreement.draft")
        return super().get_context_data(**kwargs) | {"rows": rows, "writes": writes}


class AgreementPage(VisibleDetail):
    """One agreement: parties, days, what each may tell whom, and what may be done with it."""

    model = Agreement
    template_name = "sharing/agreement.html"
    context_object_name = "agreement"

    def get_queryset(self) -> Any:
        return Agreement.objects.visible_to(viewer(self.request)).with_lines()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agreement, user = self.object, viewer(self.request)
        lines = groupby(agreement.lines.all(), lambda line: (line.from_agency, line.to_agency))
        left = set(agreement.left.all())
        return super().get_context_data(**kwargs) | {
            "standing": STANDINGS[agreement.standing],
            "groups": [(giver, taker, list(those)) for (giver, taker), those in lines],
            "parties": [(party, party in left) for party in agreement.parties.all()],
            "signatures": agreement.signatures.select_related("by", "agency"),
            "documents": agreement.documents.select_related("attached_by"),
            "versions": versions_of(agreement, user),
            "actions": actions(agreement, user),
            "writing": agreement.state == Agreement.State.DRAFT and looks_after(agreement, user),
        }


class DocumentFile(View):
    """A document, handed out as a file to keep, never shown inside a page of ours."""

    def get(self, request: HttpRequest, key: str) -> FileResponse:
        user = viewer(request)
        document = get_object_or_404(Document.objects.visible_to(user), key=key)
        saw(user, document, agreement=document.agreement_id)
        name = f"{slugify(document.title) or 'document'}.{document.ending}"
        return FileResponse(
            document.file.open("rb"),
            as_attachment=True,
            filename=name,
            content_type=document.media_type,
        )


def looks_after(agreement: Agreement, user: User) -> bool:
    """A sharing lead of one of its parties."""
    return may(user, "agreement.change") and of_a_party(agreement, user)


def of_a_party(agreement: Agreement, user: User) -> bool:
    here = {party.pk for party in agreement.parties.all()} - {
        party.pk for party in agreement.left.all()
    }
    return user.agency is not None and user.agency.pk in here


def versions_of(agreement: Agreement, user: User) -> list[tuple[Agreement, tuple[str, str]]]:
    """All versions of it that this person may read, the newest first; nothing where it is alone."""
    first, found = agreement, [agreement]
    seen = Agreement.objects.visible_to(user)
    while first.supersedes_id and (before := seen.filter(pk=first.supersedes_id).first()):
        first = before
        found.append(before)
    last = agreement
    while after := seen.filter(supersedes=last.pk).order_by("-pk").first():
        last = after
        found.insert(0, after)
    return [(one, STANDINGS[one.standing]) for one in found] if len(found) > 1 else []


def actions(agreement: Agreement, user: User) -> list[dict[str, Any]]:
    """The buttons of the page for this person, the main one first."""
    state, names = agreement.standing, []
    signed = {signature.agency_id for signature in agreement.signatures.all()}
    ready = state == "draft" and len(signed) > 1
    own = user.agency.pk if user.agency else None
    signs = may(user, "agreement.sign") and of_a_party(agreement, user)
    empty = state == "draft" and not agreement.lines.exists()  # its first step is a line
    if state == "draft" and signs and own not in signed and not empty:
        names.append(("sharing:sign-agreement", "Read and sign"))
    if looks_after(agreement, user):
        kind = "signed" if state in SIGNED else "ready" if ready else state
        names += BUTTONS.get(kind, []) if not empty else WRITING
    return [
        {"label": label, "url": reverse(name, args=[agreement.key]), "go": place == 0 and not empty}
        for place, (name, label) in enumerate(names)
    ]


WRITING = [
    ("sharing:change-agreement", "Change title, parties or days"),
    ("sharing:attach-document", "Attach a document"),
    ("sharing:end-agreement", "Give it up"),
]
BUTTONS: dict[str, list[tuple[str, str]]] = {
    "ready": [
        ("sharing:activate-agreement", "Activate"),
        ("families:try-agreement", "Try it on today’s families"),
        *WRITING,
    ],
    "draft": [
        ("families:try-agreement", "Try it on today’s families"),
        *WRITING,
    ],
    "signed": [
        ("sharing:revise-agreement", "Write a new version"),
        ("families:try-agreement", "What would stop?"),
        ("sharing:suspend-agreement", "Suspend"),
        ("sharing:review-agreement", "Reviewed"),
        ("sharing:leave-agreement", "A party leaves"),
        ("sharing:attach-document", "Attach a document"),
        ("sharing:end-agreement", "End"),
    ],
    "suspended": [
        ("sharing:resume-agreement", "Go on with it"),
        ("sharing:revise-agreement", "Write a new version"),
        ("sharing:review-agreement", "Reviewed"),
        ("sharing:leave-agreement", "A party leaves"),
        ("sharing:attach-document", "Attach a document"),
        ("sharing:end-agreement", "End"),
    ],
}
