"""Nothing leaves with a confidential value in it, and nothing leaves an emergency."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from families import acts
from families.leaving.release import held_back, words_of
from families.models import Address, BreakGlass, FamilyAccess, Involvement, Notice
from families.tasks import shut_run_out_emergencies
from referrals.models import AllocationMeeting, Item
from sharing.models import JournalEntry
from tests import cast


@pytest.fixture
def kept_back(family, ada) -> Address:
    return acts.keep_address_back(address=Address.objects.get(family=family), named=[ada], by=ada)


def told(family, ada, text):
    """Kelly's decision about sharing, in her own words, and a goal that says it too."""
    acts.agree_plan(
        case=family.open_case,
        goals=[acts.NewGoal(text)],
        agreed_with=[cast.member(family, "Kelly")],
        review_on=timezone.localdate() + timedelta(days=30),
        by=ada,
    )


def plan_for_the_family(family):
    return reverse("families:plan", args=[family.reference]) + "?for=family"


def test_a_plan_with_the_address_in_it_does_not_leave(family, kept_back, ada, dot, as_user):
    told(family, ada, "Move from 6 ORCHARD\nRise, soon")
    page = as_user(ada).get(plan_for_the_family(family))
    assert page.status_code == 409
    assert "<mark>6 ORCHARD Rise</mark>" in page.content.decode()
    neutral = as_user(dot).get(plan_for_the_family(family))
    assert neutral.status_code == 409
    assert b"rchard" not in neutral.content.lower()
    assert b"kept back" not in neutral.content
    held = JournalEntry.objects.filter(kind="refused", verb="document.release")
    assert set(held.values_list("by", flat=True)) == {ada.pk, dot.pk}


def test_a_plan_without_it_leaves(family, kept_back, ada, as_user):
    told(family, ada, "Move to a bigger home")
    assert as_user(ada).get(plan_for_the_family(family)).status_code == 200


def test_the_workers_own_page_is_read_on_the_screen_and_not_printed(
    family, kept_back, ada, dot, as_user
):
    """A browser prints any page. What is kept back is on the screen, and a line is on the paper."""
    page = reverse("families:plan", args=[family.reference])
    told(family, ada, "Move to a bigger home")
    assert "The plan is not printed" not in as_user(ada).get(page).content.decode()
    told(family, ada, "Leave 6 Orchard Rise")
    shown = as_user(ada).get(page).content.decode()
    screen = shown[shown.index('<div class="wf-noprint">\n') :]
    assert "Leave 6 Orchard Rise" in screen
    assert "Orchard" not in shown[: shown.index('<div class="wf-noprint">\n')]
    assert "The plan is not printed" in shown


def test_a_persons_own_copy_is_searched(family, kept_back, ada, as_user):
    kelly = cast.member(family, "Kelly")
    where = reverse("families:consent-statement", args=[family.reference, kelly.key])
    assert as_user(ada).get(where).status_code == 200
    kelly.known_as = "6 Orchard Rise"
    kelly.save()
    assert as_user(ada).get(where).status_code == 409


def test_minutes_are_searched_for_every_family_on_them(family, kept_back, dot, hal, as_user):
    meeting = AllocationMeeting.objects.create(
        agency=family.owner, held_on=timezone.localdate(), chair=hal
    )
    item = Item.objects.create(meeting=meeting, case=family.open_case, owner=family.owner)
    where = reverse("referrals:minutes", args=[meeting.key])
    assert as_user(dot).get(where).status_code == 200
    item.reason, item.outcome = "They moved to MB37CK", "more_facts"
    item.save()
    assert as_user(dot).get(where).status_code == 409


def test_a_phone_number_that_is_kept_back_does_not_leave(family, kept_back, ada):
    point = acts.add_contact(person=cast.member(family, "Kelly"), value="01632 960230", by=ada)
    assert held_back(ada, [family.pk], "Ring 01632-960230") is None
    point.confidential = True
    point.save()
    assert held_back(ada, [family.pk], "Ring 01632-960230").excerpts[0].what == "phone"


def test_a_number_in_the_cell_before_hides_no_address():
    assert words_of("<td>3</td><td>6 Orchard&nbsp;Rise</td>").split() == [
        "3",
        "6",
        "Orchard",
        "Rise",
    ]


def test_nothing_leaves_a_record_that_is_open_in_an_emergency(family, ben, hal, as_user):
    acts.open_in_emergency(
        reference=family.reference, danger="child", reason="The hospital rings about him", by=ben
    )
    browser = as_user(ben)
    assert browser.get(reverse("families:plan", args=[family.reference])).status_code == 200
    page = browser.get(plan_for_the_family(family))
    assert page.status_code == 409
    assert b"open in an emergency" in page.content


def test_a_record_that_has_run_out_is_shut_in_the_projection_too(family, ben, hal):
    opened = acts.open_in_emergency(
        reference=family.reference, danger="child", reason="The hospital rings about him", by=ben
    )
    assert shut_run_out_emergencies() == 0
    gone = timezone.now() - timedelta(minutes=1)
    Involvement.objects.filter(pk=opened.involvement_id).update(expires_at=gone)
    assert shut_run_out_emergencies() == 1
    assert not FamilyAccess.objects.filter(involvement=opened.involvement_id).exists()
    assert not family.familyuserpermission_set.filter(user=ben).exists()
    assert shut_run_out_emergencies() == 0


def test_an_email_says_that_there_is_something_and_nothing_else(family, ben, hal, lou, settings):
    settings.PUBLIC_URL = "https://families.example.org"
    type(hal).objects.filter(pk__in=[hal.pk, lou.pk]).update(email="someone@example.org")
    acts.open_in_emergency(
        reference=family.reference, danger="child", reason="The hospital rings about him", by=ben
    )
    deliver(READERS)
    deliver(READERS)
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert message.subject == "You have 1 new item"
        assert message.body == "You have 1 new item.\n\nhttps://families.example.org/new/\n"
        assert len(message.recipients()) == 1
    assert not Notice.objects.filter(mailed_at=None).exists()
    assert BreakGlass.objects.get().reference not in message.body
