"""What families do when something happens: a new file is matched, a matched row tells a service."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from families.acts.exporting import prepare_export, refuse_export
from families.acts.match import propose_matches
from families.acts.service import record_service
from families.acts.ties import notice_ties
from families.models import (
    BreakGlass,
    Export,
    Family,
    Match,
    Notice,
    Person,
    ServiceInvolved,
)
from sharing.authority import may
from sharing.models import FeedFile, JournalEntry, Post, User

#: What a roll says of the school's own work with the family. Where it says nothing, nor do we.
INVOLVED = {"current": ServiceInvolved.State.NOW, "historic": ServiceInvolved.State.PAST}


def match_new_file(entry: JournalEntry) -> None:
    """Look for the people of a file that came in."""
    for file in FeedFile.objects.filter(pk=entry.subject_id):
        propose_matches(file=file, by=User.objects.system())


def prepare_asked_export(entry: JournalEntry) -> None:
    """Prepare a list as the person who asked, in the post they asked in, if they still hold it."""
    held = Post.objects.current().filter(pk=entry.post_id or 0, user_id=entry.by_id)
    post = held.select_related("user", "agency", "team").first()
    asked = Export.objects.filter(pk=entry.subject_id, state=Export.State.ASKED)
    for export in asked.select_for_update(no_key=True):
        person = post.user.acting_as(post) if post else None
        if person is not None and may(person, "export.prepare"):
            prepare_export(export=export, by=person)
        else:
            refuse_export(export=export, by=User.objects.system())


def matched_row_to_service(entry: JournalEntry) -> None:
    """A matched row of a school roll tells which school works, or worked, with someone.

    Not of someone whose address is kept back: a feed never fills in what tells where they live.
    """
    found = Match.objects.confirmed().filter(
        pk=entry.subject_id, row__file__kind=FeedFile.Kind.EDUCATION
    )
    hidden = Person.objects.living_confidentially()
    found = found.exclude(person__in=hidden)
    for match in found.select_related("row__file__from_agency", "person__family"):
        typed = match.row.typed
        state = INVOLVED.get(typed.get("involvement", ""))
        service = _service(match, typed)
        if state is None or _known_better(service):
            continue
        record_service(
            **service,
            state=state,
            phone=typed.get("phone", "")[:30],
            since=_day(typed.get("last_involved_from")),
            match=match,
            by=User.objects.system(),
        )


def mail_new_items(entry: JournalEntry) -> None:
    """An e-mail to each who was told: that there is something, and where; nothing else (P16).

    Should sending fail half-way it is tried again whole: two e-mails are better than none. Whose
    account or last post ended since they were told gets none (P6).
    """
    opened = BreakGlass.objects.filter(pk=entry.subject_id).values("reference")
    told = Q(reference=entry.data.get("digest", ""))
    if entry.verb.startswith("emergency."):
        told = Q(reference__in=opened)
    here = Post.objects.current().values("user")
    waiting = Notice.objects.filter(told, mailed_at=None, to__in=here)
    for notice in waiting.select_related("to"):
        if notice.to.email:
            link = f"{settings.PUBLIC_URL}{reverse('families:notices')}"
            EmailMessage(
                "You have 1 new item", f"You have 1 new item.\n\n{link}\n", to=[notice.to.email]
            ).send()
        notice.mailed_at = timezone.now()
        notice.save(update_fields=["mailed_at"])


def look_for_ties(entry: JournalEntry) -> None:
    """A new family, or where someone who signs in lives: is anyone here tied to them?"""
    system = User.objects.system()
    if entry.verb == "own_home.say":
        notice_ties(user=entry.by, by=system)
    for family in Family.objects.filter(pk=entry.family_id or 0):
        notice_ties(family=family, by=system)


def _service(match: Match, typed: dict[str, Any]) -> dict[str, Any]:
    file = match.row.file
    return {
        "person": match.person,
        "kind": ServiceInvolved.Kind.SCHOOL,
        "name": typed.get("school", "")[:120],
        "as_of": _day(typed.get("current_as_of")) or timezone.localdate(file.received_at),
        "owner": file.from_agency,
    }


def _known_better(service: dict[str, Any]) -> bool:
    """A file that is older than what we know changes nothing."""
    place = {field: service[field] for field in ("person", "kind", "name", "owner")}
    return ServiceInvolved.objects.filter(**place, as_of__gt=service["as_of"]).exists()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
