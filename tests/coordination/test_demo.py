"""The demo borough: the same from the same seed, awkward where life is, loaded once."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command
from django.db.models import F, QuerySet
from django.utils import timezone

from coordination.demo import files
from coordination.demo.cast import MERROWBY, PASSWORD, find_cast
from coordination.demo.outline import the_borough
from coordination.demo.people import FIRST, NEIGHBOUR, PEOPLE
from coordination.demo.story import STORY, TWIN
from coordination.news import deliver
from coordination.readers import READERS
from families.identity import identify
from families.leaving.transferring import parcel_of
from families.models import (
    Attempt,
    BreakGlass,
    Case,
    Competence,
    Consent,
    Family,
    FamilyAccess,
    FamilyGroupPermission,
    FamilyUserPermission,
    Match,
    Notice,
    Person,
    PossibleConflict,
    Restriction,
    SharingDecision,
    Stay,
    Transfer,
    UnusualLook,
)
from outcomes.acts import approve_claim, propose_claim
from outcomes.models import (
    AuditFinding,
    CaseStatus,
    Claim,
    NeedStatus,
    PresentingNeed,
    SampledClaim,
)
from outcomes.telling.presenting import needs_of
from referrals.models import AllocationMeeting, Item, Referral
from referrals.room import agenda_for, room_of, summary_for, who_said_no
from sharing.acts import receive_feed
from sharing.chain import Walk
from sharing.feeds import attendance, education
from sharing.models import Agency, FeedFile, JournalEntry, Post, Team
from tests.coordination.borough import FAMILIES, family, load_demo, loaded, user


@pytest.fixture(scope="module")
def borough(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    with loaded(django_db_blocker, tmp_path_factory.mktemp("data")) as place:
        yield place


@pytest.fixture(autouse=True)
def _in_the_borough(borough, db) -> None:
    """Each test sees it, and leaves it as it was."""


def ours() -> QuerySet[Family]:
    """Merrowby's; the council next door has one."""
    return Family.objects.filter(authority__name=MERROWBY)


def everyone() -> list[tuple[str, str, object]]:
    return sorted(
        Person.objects.filter(family__in=ours()).values_list(
            "family__reference", "given_name", "family_name", "born"
        ),
        key=str,
    )


def test_the_borough_has_as_many_families_as_asked():
    assert ours().count() == FAMILIES


def test_loading_twice_changes_nothing():
    before = everyone(), JournalEntry.objects.count()
    assert "Nothing was changed" in load_demo(seed=8)
    assert (everyone(), JournalEntry.objects.count()) == before


def dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 (nothing secret)


def outline(seed: int) -> list[tuple[str, str]]:
    workers = {"one.worker": 7, "another.worker": 7}
    families = the_borough(dice(seed), timezone.localdate(), workers, FAMILIES, set())
    return [(family.reference, str(family.people)) for family in families]


def test_the_same_seed_makes_the_same_families():
    assert outline(7) == outline(7)
    assert outline(7) != outline(8)


def test_what_is_drawn_is_what_is_loaded():
    made = set(ours().values_list("reference", flat=True))
    drawn = the_borough(dice(7), timezone.localdate(), workers(), FAMILIES, set())
    assert {family.reference for family in drawn} == made
    assert everyone() == sorted(
        ((f.reference, p.given, p.family, p.born) for f in drawn for p in f.people), key=str
    )


def workers() -> dict[str, int]:
    return find_cast().workers


def test_forty_people_sign_in_with_the_password_that_is_printed():
    assert len(PEOPLE) == 40
    assert all(user(person.username).check_password(PASSWORD) for person in PEOPLE[:2])
    here = Post.objects.current().filter(agency__authorities__name=MERROWBY)
    assert here.values("user").distinct().count() == 40


def test_a_family_that_moved_here_waits_for_the_hub_and_for_nobody_else():
    (waiting,) = Transfer.objects.to_answer(user("helen.marsh"))
    parcel = parcel_of(waiting, user("helen.marsh"))
    assert [person.short_name for person in parcel.people] == ["Kelsey", "Arlo"]
    assert len(parcel.entries) > 5
    assert not Transfer.objects.visible_to(user("priya.nair")).exists()
    assert Transfer.objects.visible_to(user(NEIGHBOUR.username)).get() == waiting


def test_a_family_on_the_agenda_was_offered_to_somebody_who_said_no():
    helen = user("helen.marsh")
    items = Item.objects.visible_to(helen).filter(meeting__state="planned")
    noes = [no for item in items for no in who_said_no(item, [helen])]
    assert [str(no.by) for no in noes] == ["Amal Aziz"]


def test_some_referrals_that_wait_have_needs_written_down():
    rows = PresentingNeed.objects.waiting().filter(
        family__referrals__in=Referral.objects.on_the_board()
    )
    assert sorted(Counter(rows.values_list("family", flat=True)).values()) == [1, 3]


def test_the_table_names_them_all_and_the_password():
    said = io.StringIO()
    call_command("demo_people", stdout=said)
    table = said.getvalue()
    assert all(person.username in table for person in PEOPLE)
    assert PASSWORD in table
    assert table.index(FIRST[0]) < table.index("elsie.farrow")


def test_the_projection_equals_the_grants():
    """What lists join says the same as guardian, for every family, person and team."""
    live = FamilyAccess.objects.live()
    posts = dict(Post.objects.values_list("pk", "user"))
    groups = dict(Team.objects.values_list("pk", "group"))
    people = {(row.family_id, posts[row.principal]) for row in live if row.principal > 0}
    teams = {(row.family_id, groups[-row.principal]) for row in live if row.principal < 0}
    assert people == set(FamilyUserPermission.objects.values_list("content_object", "user"))
    assert teams == set(FamilyGroupPermission.objects.values_list("content_object", "group"))


def test_the_journal_is_whole_and_every_row_has_its_first_version():
    assert not list(Walk().faults())
    assert Person.history.values("id").distinct().count() == Person.objects.count()


def test_nothing_lies_in_the_future():
    now = timezone.now()
    assert not JournalEntry.objects.filter(at__gt=now).exists()
    assert not Referral.objects.filter(sent_at__gt=now).exists()


def test_what_is_loaded_breaks_no_rule_of_its_models():
    for model in (Family, Person, Stay, Case, Consent, Referral, CaseStatus):
        for row in model.objects.all()[:60]:
            row.full_clean(validate_unique=False, validate_constraints=False)


class TestEveryScreenShowsSomething:
    def test_records_are_shut_opened_and_shared_against_the_usual_rule(self):
        helen = user("helen.marsh")
        assert Restriction.objects.visible_to(helen).kept_by(helen).exists()
        assert {row.source for row in PossibleConflict.objects.visible_to(helen).waiting()} == {
            "said",
            "noticed",
        }
        opened = BreakGlass.objects.visible_to(helen).to_review()
        assert {row.is_running for row in opened} == {True, False}
        decided = SharingDecision.objects.visible_to(helen)
        assert set(decided.values_list("outcome", flat=True)) == {"share", "not_share"}
        assert decided.to_review().exists()
        assert Notice.objects.visible_to(helen).unread().exists()

    def test_priya_leads_the_story_and_some_more(self):
        led = Case.objects.visible_to(user("priya.nair")).led_by(user("priya.nair").post)
        assert STORY in {case.family.reference for case in led}
        assert led.count() >= 6

    def test_partners_see_the_families_and_people_that_said_yes(self):
        owen = user("owen.pryce")
        seen = Family.objects.visible_to(owen)
        assert family(STORY) in seen
        people = Person.objects.filter(family__in=seen)
        assert 0 < Person.objects.visible_to(owen).filter(family__in=seen).count() < people.count()

    def test_consent_has_every_turn_of_the_conversation(self):
        today = timezone.localdate()
        kelly = family(STORY).people.get(given_name="Kelly")
        standing = kelly.consents.standing()
        assert "expired" in {row.state_today for row in standing}
        assert set(standing.values_list("purpose", flat=True)) == {"support", "results"}
        assert Attempt.objects.filter(person__family=family(STORY)).exists()
        assert Consent.objects.standing().filter(state=Consent.State.WITHDRAWN).exists()
        jayden = family(STORY).people.get(given_name="Jayden")
        assert jayden.age() < 16
        for row in jayden.consents.standing():
            judged = Competence.objects.filter(person=jayden, category=row.category)
            assert judged.get(agency=row.agency).able
        lapsing = Consent.objects.standing().exclude(given_by=F("person")).filter(state="given")
        assert lapsing.exists()
        assert all(c.until and c.until > today for c in lapsing.select_related("person"))

    def test_a_suspended_agreement_shows_nothing(self):
        assert not Family.objects.visible_to(user("femi.adeleke")).exists()

    def test_cases_are_at_every_stage(self):
        stages = set(Case.objects.values_list("stage", flat=True))
        assert stages == {"waiting", "offered", "active", "not_allocated", "closed"}

    def test_the_board_has_every_column(self):
        board = Referral.objects.visible_to(user("tom.adeyemi")).on_the_board()
        assert board.filter(held_by=None).count() >= 4
        assert board.filter(checks__answered_at=None, checks__isnull=False).exists()
        assert board.filter(paused_at__isnull=False).exists()
        today = timezone.localdate()
        assert Referral.objects.filter(decisions__decided_at__date=today).count() >= 3

    def test_the_next_meeting_has_its_agenda(self):
        meeting = AllocationMeeting.objects.get(state=AllocationMeeting.State.PLANNED)
        assert meeting.items.undecided().count() >= 6
        assert AllocationMeeting.objects.filter(state=AllocationMeeting.State.CLOSED).exists()

    def test_every_verdict_is_there(self):
        said = set(NeedStatus.objects.values_list("verdict", flat=True))
        assert said >= {"met", "not_met", "not_known"}
        assert CaseStatus.objects.filter(payment="met").exists()

    def test_claims_were_made_by_two_people_and_carry_money(self):
        claims = Claim.objects.visible_to(user("miriam.kovac"))
        assert set(claims.values_list("state", flat=True)) == {
            *("proposed", "rejected", "approved", "paid"),
        }
        assert set(claims.values_list("amount", flat=True)) == {800}
        assert not claims.filter(decided_by=F("prepared_by")).exists()

    def test_an_audit_runs(self):
        sampled = SampledClaim.objects.visible_to(user("jonah.whitcombe"))
        assert sampled.exists()
        assert AuditFinding.objects.visible_to(user("jonah.whitcombe")).count() == 2
        assert (
            not Claim.objects.visible_to(user("jonah.whitcombe"))
            .exclude(samples__in=sampled)
            .exists()
        )

    def test_two_files_came_with_bad_rows_and_matches_that_wait(self):
        neil = user("neil.abbott")
        came = FeedFile.objects.visible_to(neil)
        assert set(came.values_list("kind", flat=True)) == {"education", "attendance"}
        for file in came:
            assert file.rows.filter(state="bad").exists()
            assert Match.objects.visible_to(neil).waiting().filter(row__file=file).exists()
            assert Match.objects.visible_to(neil).confirmed().filter(row__file=file).exists()

    def test_all_news_was_heard(self):
        assert not any(
            JournalEntry.objects.unread_by(r.name).filter(verb__in=r.verbs) for r in READERS
        )

    def test_the_twin_waits_for_one_file(self, borough):
        waiting = NeedStatus.objects.exclude(verdict="met").filter(
            status__case__family__reference=TWIN
        )
        assert [status.need.code for status in waiting] == ["1a"]
        reading = attendance.read((borough / "demo" / files.REGISTER).read_bytes())
        twin = family(TWIN).people.get(is_focus=True)
        rows = [row for row in reading.rows if row.date_of_birth == twin.born]
        assert len(rows) == 2
        assert all(row.last_name == twin.family_name for row in rows)
        assert reading.errors


class TestTheFileThatWaits:
    def test_it_turns_the_twin_into_a_result_that_two_people_claim(self, borough):
        self.receive(borough / "demo" / files.REGISTER)
        case = Case.objects.get(family__reference=TWIN)
        status = case.statuses.current().get()
        assert (status.eligible, status.result, status.payment) == ("met", "met", "met")
        claim = propose_claim(case=case, by=user("sunita.rao"))
        claim = approve_claim(claim=claim, by=user("miriam.kovac"))
        assert (claim.state, claim.amount) == ("approved", 800)

    def receive(self, path: Path) -> None:
        receive_feed(
            kind="attendance",
            name=path.name,
            content=path.read_bytes(),
            from_agency=Agency.objects.get(name="Larkmoor Academy"),
            by=user("neil.abbott"),
        )
        while deliver(READERS):
            continue


def test_a_made_up_roll_stands_in_where_the_real_one_is_missing(settings, tmp_path):
    settings.BASE_DIR, settings.DATA_DIR = tmp_path / "project", tmp_path
    drawn = the_borough(dice(7), timezone.localdate(), workers(), FAMILIES, set())
    names = [path.name for path in files.write_files(drawn, seed=7, on=timezone.localdate())]
    assert names == [files.REGISTER, files.ROLL]
    reading = education.read((tmp_path / "demo" / files.ROLL).read_bytes())
    assert {"Date Of Birth", "Cms Id", "First Name"} <= {bad.column for bad in reading.errors}
    assert len(reading.rows) > 20


class TestSeed:
    def test_more_families_are_made(self):
        said = io.StringIO()
        call_command("seed", families=5, seed=3, stdout=said)
        assert ours().count() == FAMILIES + 5
        assert "5 more families" in said.getvalue()

    def test_many_are_made_without_versions(self):
        before = JournalEntry.objects.count(), Person.history.count()
        call_command("seed", families=12, seed=3, bulk=True, stdout=io.StringIO())
        assert ours().count() == FAMILIES + 12
        assert (JournalEntry.objects.count(), Person.history.count()) == before
        self_made = Family.objects.order_by("-pk")[:12]
        assert FamilyAccess.objects.filter(family__in=list(self_made)).exists()
        test_the_projection_equals_the_grants()


def test_the_next_meeting_is_useful_with_people_of_other_agencies():
    """Each in the room may know all that the shared screen shows, and it shows much."""
    meeting = AllocationMeeting.objects.get(state=AllocationMeeting.State.PLANNED)
    room = room_of(meeting, find_cast().user("helen.marsh"))
    assert len({user.agency for user in room}) == 3
    shared = [(item, summary_for(item, room)) for item in agenda_for(meeting, room)]
    assert shared
    known = [set(Person.objects.visible_to(one).values_list("pk", flat=True)) for one in room]
    everybody, needs = set.intersection(*known), 0
    for item, summary in shared:
        identity = identify(room[0], pk=item.case.family_id)
        assert not summary.kept_back
        assert summary.members
        needs += len(needs_of(identity, room))
        assert {member.pk for member in summary.members} <= everybody
        assert {one.pk for home in summary.homes for one in home.people} <= everybody
    assert needs


def test_one_look_of_last_week_waits_to_be_asked_about():
    look = UnusualLook.objects.get()
    assert (look.user.username, look.family.reference) == ("megan.price", "WF-20471")
    assert set(look.rules) == {"surname", "street"}
