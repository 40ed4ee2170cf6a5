"""Records that are shut, opened or shared against the usual rule: something on each such screen."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from coordination.demo.cast import Cast
from coordination.demo.rows import Rows
from families import acts
from families.models import Address, BreakGlass, Case, Family, FamilyAccess, Involvement
from families.rules.unusual import monday_of
from families.tasks import shut_run_out_emergencies
from sharing.models import User

REFUGE, REFUSED, LODGER = "WF-20459", "WF-20440", "WF-20471"
IN_THE_NIGHT, OVER = "WF-20455", "WF-20444"


def keep_refuge_back(cast: Cast) -> None:
    """Before any file comes in: the address of the refuge, by the one who leads there."""
    ruth, helen = cast.user("ruth.okafor"), cast.user("helen.marsh")
    address = Address.objects.get(family__reference=REFUGE)
    acts.keep_address_back(address=address, named=[helen, ruth], by=ruth)


def guard_records(cast: Cast) -> None:
    """A noticed and a named tie, emergencies running and over, decisions to share and not to; a
    complaint looked into by viewing as the school, and a list that someone takes out."""
    _ties(cast)
    _emergencies(cast)
    _decisions(cast)
    _looks(cast)
    _looked_into(cast)
    acts.ask_export(kind="families", by=cast.user("priya.nair"))


def _ties(cast: Cast) -> None:
    """A cousin by name; and Megan Price, who lives with a Price of a family here."""
    luca, megan = cast.user("luca.romano"), cast.user("megan.price")
    acts.say_tie(name="Carly Whitlock, Rope Walk", tie="My wife’s cousin", by=luca)
    home = Address.objects.get(family__reference=LODGER)
    acts.say_own_home(lines=home.lines, postcode=home.postcode, by=megan)
    acts.notice_ties(user=megan, by=User.objects.system())


def _emergencies(cast: Cast) -> None:
    acts.open_in_emergency(
        reference=IN_THE_NIGHT,
        danger=BreakGlass.Danger.CHILD,
        reason="A neighbour rings: a child stands alone in the street",
        by=cast.user("dan.frith"),
    )
    opened = acts.open_in_emergency(
        reference=OVER,
        danger=BreakGlass.Danger.ASKED,
        reason="The hospital asks who has parental responsibility",
        by=cast.user("piotr.zielinski"),
    )
    _days_ago(opened, 2)
    shut_run_out_emergencies()


def _days_ago(opened: BreakGlass, days: int) -> None:
    """As if it had been opened then: its four hours are long over."""
    began = timezone.now() - timedelta(days=days)
    ended = began + (opened.ends_at - opened.started_at)
    BreakGlass.objects.filter(pk=opened.pk).update(started_at=began, ends_at=ended)
    link = Involvement.objects.filter(pk=opened.involvement_id)
    link.update(since=timezone.localdate(began), expires_at=ended)
    FamilyAccess.objects.filter(involvement=opened.involvement_id).update(
        since=timezone.localdate(began), expires_at=ended
    )


#: What the police asked for, and what social care was told.
ASKED_TOO_MUCH = acts.Grounds(
    "crime",
    "They asked for all our notes for a burglary. Nobody in the family is in danger.",
    "6.1.e",
    "told",
    told_words="Mai, at the visit",
)
AFRAID = acts.Grounds(
    "child_harm",
    "Kim says that he hits her brother. She is afraid to go home on Friday.",
    "6.1.e",
    "not_told",
    article_9="9.2.g",
    kept_back="Mai’s own health, and all visit notes",
    told_words="He would know who told us",
)


def _decisions(cast: Cast) -> None:
    """In the family where the father said no: one reviewed, one that waits."""
    family = Family.objects.get(reference=REFUSED)
    lead = Case.objects.get(family=family, closed_on=None).lead
    if lead is None:
        return
    by, now = User.objects.get(pk=lead.user_id).acting_as(lead), timezone.now()
    asked = acts.decide_sharing(
        family=family,
        outcome="not_share",
        agency=cast.agencies["police"],
        categories=["case_notes", "health"],
        grounds=ASKED_TOO_MUCH,
        happened_at=now - timedelta(days=12),
        by=by,
    )
    helen = cast.user("helen.marsh")
    acts.review_sharing(decision=asked, finding="stands", words="Too much was asked.", by=helen)
    acts.decide_sharing(
        family=family,
        outcome="share",
        agency=cast.agencies["social_care"],
        categories=["identity", "domestic_abuse"],
        grounds=AFRAID,
        happened_at=now - timedelta(hours=20),
        until=timezone.localdate() + timedelta(days=28),
        by=by,
    )


def _looks(cast: Cast) -> None:
    """Megan Price opened the record of the family with the lodger twice last week."""
    family = Family.objects.get(reference=LODGER)
    monday = monday_of(timezone.localdate() - timedelta(weeks=1))
    rows = Rows()
    for day, minute in ((1, 12), (3, 47)):
        on = datetime.combine(monday + timedelta(days=day), time(12, minute))
        rows.at(timezone.make_aware(on), cast.signer("megan.price"))
        rows.saw("family.see", Family, family.pk, family.pk)
    rows.save_journal()
    acts.note_unusual_looks(week=monday, by=User.objects.system())


def _looked_into(cast: Cast) -> None:
    """The father asked whether the school can read that he said no."""
    grace = cast.user("grace.lindqvist")
    viewing = acts.start_viewing_as(
        post=cast.user("owen.pryce").posts.get(),
        reference=REFUSED,
        reason="The father asks what the school can see of them",
        by=grace,
    )
    acts.end_viewing(viewing=viewing, by=grace)
