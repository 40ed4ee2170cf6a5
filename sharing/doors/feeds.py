"""Files that came in, and handing one over. A file's own report also tells who was found in it:
that needs the people on record, so it stands one storey up (families/views/matching.py)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from sharing.acts import receive_feed
from sharing.authority import may
from sharing.forms import ReceiveForm
from sharing.models import FeedFile, FeedRow
from sharing.views import ActView, VisibleList, viewer

State = FeedRow.State
WARNED = Q(rows__state=State.READ) & ~Q(rows__problems=[])


class Feeds(VisibleList):
    """Files that this agency sent or looks after, newest first."""

    model = FeedFile
    template_name = "sharing/feeds.html"
    context_object_name = "files"

    def get_queryset(self) -> Any:
        counts = {
            "good": Count("rows", filter=Q(rows__state=State.READ)),
            "bad": Count("rows", filter=Q(rows__state=State.BAD)),
            "warned": Count("rows", filter=WARNED),
        }
        files = super().get_queryset().select_related("from_agency", "to_agency", "received_by")
        return files.annotate(**counts).order_by("-received_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sends = may(viewer(self.request), "feed.receive")
        return super().get_context_data(**kwargs) | {"sends": sends}


class Receive(ActView):
    """Hand over a file."""

    act = receive_feed
    form_class = ReceiveForm
    template_name = "sharing/receive.html"
    done = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": viewer(self.request)}

    def act_kwargs(self, form: Any) -> dict[str, Any]:
        """Of a file that is too large, enough is read to see that."""
        given = dict(form.cleaned_data)
        file = given.pop("file")
        given.setdefault("from_agency", viewer(self.request).agency)
        content = file.read(settings.UPLOAD_LIMIT + 1)
        return given | {"name": file.name, "content": content}
