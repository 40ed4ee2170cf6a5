"""Opening a record in an emergency: at once, for four hours, told to others, and looked at."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from coordination.tasks import deliver_news
from families import acts
from families.acts.emergency import CANNOT, KEEPS_NONE, OPEN_ALREADY
from families.acts.keeping import FOR_FOUR_HOURS
from families.models import (
    Address,
    BreakGlass,
    Family,
    FamilyAccess,
    Involvement,
    Notice,
    PossibleConflict,
)
from families.rules.working_days import working_days_after
from families.tasks import remind_of_openings
from families.views.address import ALWAYS_TOO
from families.views.people import KEPT_BACK_WITH
from sharing.models import Agency, Role, User
from sharing.refusals import Refused
from tests.cast import make_family, make_user
from tests.copies import copied

WHY = "Hospital rings: the boy is here alone"


@copied
def manager(borough):
    """Of the team that works with the family: the hub's supervisor is told, not this one."""
    return make_user("Una", borough.early_help, Role.SUPERVISOR, borough.results)


def open_it(family, by, **changes) -> BreakGlass:
    given = {"reference": family.reference, "danger": "child", "reason": WHY} | changes
    return acts.open_in_emergency(**given, by=by)


def run_out(opened: BreakGlass) -> None:
    """As if its four hours had gone: the database's own clock decides, so the row is moved."""
    gone = timezone.now() - timedelta(seconds=1)
    Involvement.objects.filter(pk=opened.involvement_id).update(expires_at=gone)
    FamilyAccess.objects.filter(involvement=opened.involvement_id).update(expires_at=gone)


def sees(user, family) -> bool:
    return Family.objects.visible_to(user).filter(pk=family.pk).exists()


def test_it_opens_at_once_and_for_four_hours_to_the_minute(family, ben, hal):
    before = timezone.now()
    opened = open_it(family, ben)
    assert sees(ben, family)
    left = opened.ends_at - before
    assert timedelta(hours=4) <= left < timedelta(hours=4, minutes=1)
    access = FamilyAccess.objects.get(involvement=opened.involvement)
    assert access.expires_at == opened.ends_at == opened.involvement.expires_at
    assert access.purpose == "support"
    run_out(opened)
    assert not sees(ben, family)
    assert not Involvement.objects.live().filter(pk=opened.involvement_id).exists()


def test_the_manager_and_the_sharing_lead_are_told_by_reference_only(
    family, ben, hal, lou, manager, borough
):
    opened = open_it(family, ben)
    assert set(Notice.objects.values_list("to", flat=True)) == {hal.pk, lou.pk}
    assert set(Notice.objects.values_list("reference", flat=True)) == {opened.reference}
    assert family.reference not in opened.reference


def test_twice_is_once(family, ben, hal):
    assert open_it(family, ben) == open_it(family, ben)
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("name", ["cas", "ivy", "kay", "lou", "max", "fay"])
def test_other_roles_may_not(name, family, hal, request):
    with pytest.raises(PermissionDenied):
        open_it(family, request.getfixturevalue(name))


def test_what_does_not_exist_what_is_restricted_and_ones_own_are_one_answer(
    family, ben, hal, ada, dot, gus
):
    said = []

    def ask(reference=family.reference):
        with pytest.raises(Refused) as no:
            acts.open_in_emergency(reference=reference, danger="child", reason=WHY, by=ben)
        said.append((no.value.reasons, no.value.field))

    ask("WF-00000")
    tie = PossibleConflict.objects.create(
        user=ben, family=family, source="noticed", owner=family.owner
    )
    ask()
    acts.confirm_tie(possible=tie, by=hal)
    ask()
    family.conflicts.all().delete()
    acts.start_involvement(family=family, kind="team_around", post=hal.post, by=ada)
    acts.place_restriction(family=family, reason="Staff", named=[hal], by=hal)
    ask()
    assert set(said) == {((CANNOT,), "reference")}
    assert not BreakGlass.objects.exists()


def test_a_family_of_another_agency_is_like_none(family, pat, borough, elsewhere, hal):
    with pytest.raises(Refused, match="Ring the duty manager"):
        open_it(family, elsewhere.sue)


def test_a_partner_keeps_no_record_and_is_offered_none(family, pat, borough, hal, as_user):
    worker, form = make_user("Wes", borough.charity, Role.KEY_WORKER), "/emergency/"
    for reference in (family.reference, "WF-00000"):
        with pytest.raises(Refused, match=KEEPS_NONE):
            acts.open_in_emergency(reference=reference, danger="child", reason="x" * 20, by=worker)
    for user, status in ((worker, 403), (hal, 200)):
        client = as_user(user)
        assert client.get(form).status_code == status
        for page in ("/find/", "/emergencies/"):
            assert (f'"{form}"' in client.get(page).content.decode()) is (status == 200)


def test_nobody_opens_what_nobody_can_be_told_of(family, ben):
    with pytest.raises(Refused, match="Ring the duty manager"):
        open_it(family, ben)


def test_who_knows_the_family_needs_no_emergency(family, ada, hal):
    with pytest.raises(Refused, match=OPEN_ALREADY):
        open_it(family, ada)


def test_a_reason_has_at_least_20_characters(family, ben, hal):
    with pytest.raises(Refused) as no:
        open_it(family, ben, reason="  too short  ")
    assert no.value.field == "reason"


def test_an_emergency_lets_nobody_else_in_and_does_not_become_standing(family, ben, gus, hal):
    open_it(family, ben)
    for post in (ben.post, gus.post):
        with pytest.raises(Refused, match="in an emergency"):
            acts.start_involvement(family=family, kind="team_around", post=post, by=ben)


def test_a_lead_who_joins_later_may_let_people_in(family, ben, gus, hal, ada):
    open_it(family, ben)
    acts.start_involvement(family=family, kind="team_around", post=ben.post, by=ada)
    assert acts.start_involvement(family=family, kind="team_around", post=gus.post, by=ben)


#: What outlasts four hours, or shuts others out.
STANDING = {
    "shut the record": lambda f, by, ada: acts.place_restriction(
        family=f, reason=WHY, named=[by], by=by
    ),
    "send its lead away": lambda f, by, ada: acts.end_involvement(
        involvement=f.involvements.live().get(post=ada.post), by=by
    ),
    "close its case": lambda f, by, ada: acts.close_case(case=f.open_case, reason="moved", by=by),
    "open a home that is kept back": lambda f, by, ada: acts.open_address_up(
        address=f.addresses.get(), because=WHY, by=by
    ),
}


@pytest.mark.parametrize("what", STANDING)
def test_who_opened_it_in_an_emergency_decides_nothing_that_stays(what, family, hal, dot, ada):
    una = make_user("Una", family.owner, Role.SUPERVISOR)
    acts.keep_address_back(address=family.addresses.get(), named=[ada, una], by=ada)
    open_it(family, una)
    with pytest.raises(Refused) as no:
        STANDING[what](family, una, ada)
    assert str(no.value) == FOR_FOUR_HOURS


def test_who_opened_it_in_an_emergency_guards_somebody_now_and_leaves(family, ben, hal):
    opened = open_it(family, ben)
    acts.keep_address_back(address=family.addresses.get(), named=[ben], by=ben)
    acts.end_involvement(involvement=opened.involvement, by=ben)
    assert not sees(ben, family)


def test_a_home_kept_back_in_an_emergency_stays_with_those_who_work_with_the_family(
    family, ben, gus, ada, hal, as_user
):
    """Whomever they name: the page says so before it is sent."""
    acts.start_involvement(family=family, kind="team_around", post=gus.post, by=ada)
    opened, home = open_it(family, ben), family.addresses.get()
    keep_back = reverse("families:keep-back", args=[home.key])
    assert ALWAYS_TOO in as_user(ben).get(keep_back).content.decode()
    assert ALWAYS_TOO not in as_user(ada).get(keep_back).content.decode()
    acts.keep_address_back(address=home, named=[ben], by=ben)
    run_out(opened)
    seen = [user for user in (ada, gus, ben) if Address.objects.visible_to(user).exists()]
    assert seen == [ada, gus]


def test_a_home_that_is_added_so_in_an_emergency_stays_with_them_too(
    family, ben, ada, hal, as_user
):
    opened, add = open_it(family, ben), reverse("families:add-home", args=[family.reference])
    assert KEPT_BACK_WITH in as_user(ben).get(add).content.decode()
    assert KEPT_BACK_WITH not in as_user(ada).get(add).content.decode()
    refuge = acts.NewHome("Refuge", "2 Quay Street", "MB7 1AA", confidential=True)
    added = acts.add_household(family=family, home=refuge, by=ben).address
    run_out(opened)
    seen = Address.objects.filter(pk=added.pk)
    assert seen.visible_to(ada).exists()
    assert not seen.visible_to(ben).exists()


def test_where_nobody_leads_it_stays_with_the_team_that_has_the_record(dot, hal, ben):
    family = make_family(dot)
    home = family.addresses.get()
    assert {link.post for link in family.involvements.live()} == {None}
    open_it(family, ben)
    acts.keep_address_back(address=home, named=[ben], by=ben)
    assert Address.objects.visible_to(dot).exists()


class TestTheReview:
    def test_is_due_in_five_working_days(self, family, ben, hal):
        opened = open_it(family, ben)
        assert opened.review_by == working_days_after(timezone.localdate(), 5)

    def test_is_by_someone_else(self, family, dot, hal, lou, borough, manager):
        other = make_user("Vic", borough.early_help, Role.SUPERVISOR, borough.east)
        opened = open_it(family, other)
        with pytest.raises(Refused, match="Someone else"):
            acts.review_emergency(emergency=opened, outcome="justified", words="Yes", by=other)
        done = acts.review_emergency(emergency=opened, outcome="justified", words="Yes", by=lou)
        assert done.reviewed_by == lou
        with pytest.raises(Refused, match="already"):
            acts.review_emergency(emergency=opened, outcome="justified", words="Yes", by=hal)

    def test_that_finds_no_need_ends_it_at_once(self, family, ben, hal):
        opened = open_it(family, ben)
        acts.review_emergency(emergency=opened, outcome="not_justified", words="Curious", by=hal)
        assert not sees(ben, family)

    def test_is_not_for_someone_to_whom_the_record_is_closed(self, family, ben, hal, lou):
        opened = open_it(family, ben)
        acts.start_involvement(
            family=family, kind="team_around", post=hal.post, by=family.open_case.lead.user
        )
        acts.declare_conflict(family=family, tie="Aunt", by=hal)
        with pytest.raises(Http404):
            acts.review_emergency(emergency=opened, outcome="justified", words="Yes", by=hal)


class TestReminders:
    @pytest.fixture
    def opened(self, family, ben, hal, lou, manager, borough) -> BreakGlass:
        return open_it(family, ben)

    @staticmethod
    def on_working_day(opened, number):
        """That many working days after the opening, in the morning."""
        day = working_days_after(timezone.localdate(opened.started_at), number)
        return time_machine.travel(timezone.make_aware(datetime.combine(day, time(7, 30))))

    @staticmethod
    def remind() -> int:
        return remind_of_openings()

    @staticmethod
    def kinds(user) -> list[str]:
        return list(Notice.objects.filter(to=user).order_by("pk").values_list("kind", flat=True))

    def test_twice_and_then_every_supervisor_is_told(self, opened, hal, lou, manager):
        for number, new in ((1, 0), (2, 2), (3, 0), (4, 2), (5, 0), (6, 3), (7, 0)):
            with self.on_working_day(opened, number):
                assert self.remind() == new, number
                assert self.remind() == 0  # safe to run again
        for user in (hal, lou):
            assert self.kinds(user) == ["emergency", "reminded", "reminded_again", "late"]
        assert self.kinds(manager) == ["late"]

    def test_a_missed_day_is_no_flood(self, opened, hal):
        with self.on_working_day(opened, 8):
            self.remind()
        assert self.kinds(hal) == ["emergency", "late"]

    def test_nothing_more_once_someone_looked(self, opened, hal):
        acts.review_emergency(emergency=opened, outcome="justified", words="It was", by=hal)
        with self.on_working_day(opened, 6):
            assert self.remind() == 0

    def test_never_whoever_opened_it_nor_one_to_whom_it_is_shut(
        self, opened, ben, hal, manager, family
    ):
        acts.place_restriction(family=family, reason="Staff", named=[hal], by=hal)
        with self.on_working_day(opened, 6):
            self.remind()
        assert self.kinds(ben) == self.kinds(manager) == []

    @pytest.mark.parametrize("ended", ["account", "post", "agency"])
    def test_whose_right_ended_before_it_is_sent_gets_no_mail(self, ended, family, ben, hal, lou):
        mail.outbox.clear()
        User.objects.filter(pk=hal.pk).update(email="hal@example.org")
        User.objects.filter(pk=lou.pk).update(email="lou@example.org")
        open_it(family, ben)
        yesterday = timezone.localdate() - timedelta(days=1)
        match ended:
            case "account":
                User.objects.filter(pk=hal.pk).update(is_active=False)
            case "post":
                hal.posts.update(ends_on=yesterday)
            case "agency":
                Agency.objects.filter(pk=hal.agency.pk).update(is_active=False)
        deliver_news()
        told = [address for message in mail.outbox for address in message.to]
        assert told == ([] if ended == "agency" else ["lou@example.org"])

    def test_the_mail_carries_no_reference_of_a_family(self, opened, hal, family):
        deliver_news()
        mail.outbox.clear()
        User.objects.filter(pk=hal.pk).update(email="hal@example.org")
        with self.on_working_day(opened, 2):
            self.remind()
            deliver_news()
        (message,) = mail.outbox
        assert "1 new item" in message.subject
        for word in (family.reference, opened.reference, "Doyle"):
            assert word not in message.subject + message.body
