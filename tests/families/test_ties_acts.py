"""One's own ties: said, noticed, decided by someone else, and ended by a supervisor only."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from coordination.home.worklist import tasks
from families import acts
from families.models import Conflict, Family, PossibleConflict
from sharing.models import User
from sharing.refusals import Refused
from tests import cast

SYSTEM = User.objects.system


@pytest.fixture
def the_doyles(dot):
    people = [acts.NewPerson("parent", "Kelly", "Doyle"), acts.NewPerson("child", "Bo", "Doyle")]
    home = acts.NewHome("Home", "6 Orchard Rise", "MB3 7CK")
    return acts.register_family(name="Doyle", people=people, home=home, by=dot)


@pytest.fixture
def named_doyle(borough):
    """A colleague with the mother's last name."""
    user = cast.make_user("Kim", borough.early_help, "key_worker", borough.east)
    User.objects.filter(pk=user.pk).update(full_name="Kim Doyle")
    return User.objects.get(pk=user.pk)


@pytest.fixture
def noticed(the_doyles, named_doyle) -> PossibleConflict:
    acts.say_own_home(lines="6 Orchard Rise", postcode="MB3 7CK", by=named_doyle)
    acts.notice_ties(by=SYSTEM())
    return PossibleConflict.objects.get()


def test_the_same_name_and_address_are_noticed_once_and_close_nothing(
    noticed, the_doyles, named_doyle
):
    assert (noticed.user, noticed.family) == (named_doyle, the_doyles)
    acts.notice_ties(by=SYSTEM())
    assert PossibleConflict.objects.count() == 1
    assert not Conflict.objects.exists()


def test_a_name_alone_is_not_noticed(the_doyles, named_doyle):
    acts.notice_ties(by=SYSTEM())
    assert not PossibleConflict.objects.exists()


def test_a_supervisor_of_the_agency_decides_and_nobody_else_sees_it(
    noticed, hal, named_doyle, ada, dot, kay
):
    assert list(PossibleConflict.objects.visible_to(hal)) == [noticed]
    for user in (named_doyle, ada, dot, kay):
        assert not PossibleConflict.objects.visible_to(user).exists()
    acts.confirm_tie(possible=noticed, by=hal)
    assert Conflict.objects.get().user == named_doyle
    with pytest.raises(Refused, match="already"):
        acts.dismiss_tie(possible=noticed, because="No", by=hal)


def test_who_is_tied_is_not_told_which_record(noticed, hal, named_doyle):
    acts.confirm_tie(possible=noticed, by=hal)
    assert not Conflict.objects.visible_to(named_doyle).exists()


def test_what_was_dismissed_is_not_noticed_again(noticed, hal):
    acts.dismiss_tie(possible=noticed, because="Another Kim Doyle", by=hal)
    acts.notice_ties(by=SYSTEM())
    assert PossibleConflict.objects.get().state == "dismissed"


def test_nobody_decides_about_themselves(family, hal, ada):
    mine = PossibleConflict.objects.create(
        user=hal, family=family, source="noticed", owner=family.owner
    )
    with pytest.raises(Http404):
        acts.confirm_tie(possible=mine, by=hal)


def test_a_name_without_reference_waits_for_a_supervisor(family, hal, eve, ada, ben):
    said = acts.say_tie(name="Kelly Doyle", tie="Cousin", by=ben)
    assert PossibleConflict.objects.visible_to(ben).get() == said
    with pytest.raises(Refused) as no:
        acts.confirm_tie(possible=said, reference="WF-00000", by=hal)
    assert no.value.field == "reference"
    acts.confirm_tie(possible=said, reference=family.reference.lower(), by=hal)
    conflict = Conflict.objects.get()
    assert (conflict.user, conflict.family, conflict.tie) == (ben, family, "Cousin")


def test_a_declared_tie_closes_at_once_and_is_in_ones_own_list(family, ada):
    conflict = acts.declare_conflict(family=family, tie="Cousin", by=ada)
    assert not Family.objects.visible_to(ada).exists()
    assert list(Conflict.objects.visible_to(ada)) == [conflict]


def test_whoever_has_left_is_not_told_even_of_their_own(family, ada):
    acts.declare_conflict(family=family, tie="Cousin", by=ada)
    ada.posts.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not Conflict.objects.visible_to(User.objects.get(pk=ada.pk)).exists()


def test_only_a_supervisor_ends_one_and_never_their_own(family, ada, hal, borough):
    acts.start_involvement(family=family, kind="team_around", post=hal.post, by=ada)
    conflict = acts.declare_conflict(family=family, tie="Cousin", by=hal)
    with pytest.raises(Refused, match="not yourself"):
        acts.end_conflict(conflict=conflict, because="Moved", by=hal)
    with pytest.raises(PermissionDenied):
        acts.end_conflict(conflict=conflict, because="Moved", by=ada)
    other = cast.make_user("Una", borough.early_help, "supervisor")
    acts.end_conflict(conflict=conflict, because="Moved", by=other)
    assert Family.objects.visible_to(hal).exists()


class TestWhatPartnersName:
    """Their own supervisor and the hub's are asked; only the hub knows who is on record."""

    @pytest.fixture
    def sid(self, borough):
        return cast.make_user("Sid", borough.school, "supervisor")

    @pytest.fixture
    def said(self, cas, sid, hal) -> PossibleConflict:
        return acts.say_tie(name="Kelly Doyle", tie="Cousin", by=cas)

    def test_both_supervisors_find_it_on_their_first_page(self, said, sid, hal, cas):
        for user in (sid, hal):
            assert "Decide about a tie" in [task.title for task in tasks(user)]
        assert not tasks(cas)

    def test_theirs_may_say_which_family_it_is_among_those_they_work_with(
        self, said, sid, cas, family, ada
    ):
        with pytest.raises(Refused, match="find that reference"):
            acts.confirm_tie(possible=said, reference=family.reference, by=sid)
        acts.start_involvement(family=family, kind="team_around", post=sid.post, by=ada)
        parent = cast.member(family, "Kelly")
        yes = [acts.Decision(sid.agency, "identity", "given")]
        acts.record_consents(person=parent, decisions=yes, by=ada)
        conflict = acts.confirm_tie(possible=said, reference=family.reference, by=sid)
        assert (conflict.user, conflict.family, conflict.owner) == (cas, family, family.owner)

    def test_that_it_is_nobody_only_the_hub_says(self, said, sid, hal, as_user):
        page = as_user(sid).get("/conflicts/").content.decode()
        assert "The family hub looks too" in page
        assert f"/conflicts/ties/{said.key}/dismiss/" not in page
        with pytest.raises(Refused, match="family hub"):
            acts.dismiss_tie(possible=said, because="Nobody", by=sid)
        assert as_user(sid).get(f"/conflicts/ties/{said.key}/dismiss/").status_code == 403
        assert (
            f"/conflicts/ties/{said.key}/dismiss/"
            in as_user(hal).get("/conflicts/").content.decode()
        )
        assert acts.dismiss_tie(possible=said, because="Nobody", by=hal).state == "dismissed"
        assert not tasks(sid)

    def test_another_partners_supervisor_is_not_asked(self, said, borough):
        other = cast.make_user("Vic", borough.charity, "supervisor")
        assert not tasks(other)
