"""Rows meet people: sure ones by themselves, likely ones by a decision, and nobody is guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from families import acts
from families.acts import NewHome, NewPerson
from families.models import Identifier, Match, ServiceInvolved
from sharing.acts import receive_feed
from sharing.feeds import education
from sharing.models import FeedFile, JournalEntry, User
from sharing.refusals import Refused
from tests import cast
from tests.sharing.feeds_made import attendance, roll_path

BORN = date(2012, 5, 3)
UPN = "N356000000001"


def row(given="Jayden", family="Osei", born=BORN, upn="", term="2026-spring") -> str:
    return f"{upn},{given},{family},{born},Larkmoor Academy,{term},2026-01-05,2026-03-27,116,4,3"


def child(given="Jayden", family="Osei", born=BORN, **more) -> NewPerson:
    return NewPerson("child", given, family, born=born, **more)


@pytest.fixture
def on_record(dot):
    """Families of one child each, as said."""

    def register(*children: NewPerson, **more):
        families = [
            acts.register_family(name=one.family_name or "One", people=[one], by=dot, **more)
            for one in children
        ]
        return [family.people.get() for family in families]

    return register


@pytest.fixture
def matched(borough, kay):
    """The matches of a file with these rows, received and matched as it really is."""

    def receive(*rows: str) -> list[Match]:
        file = receive_feed(
            kind="attendance",
            name="spring.csv",
            content=attendance(*rows),
            from_agency=borough.school,
            by=kay,
        )
        deliver(READERS)
        return list(Match.objects.filter(row__file=file))

    return receive


def test_the_same_name_and_birthday_is_confirmed_at_once_with_its_reasons(matched, on_record):
    (jayden,) = on_record(child())
    (match,) = matched(row(upn=UPN))
    assert (match.person, match.kind, match.state) == (jayden, "exact", "confirmed")
    assert match.reasons == ["Same name.", "Same birthday."]
    assert match.decided_by == User.objects.system()
    assert list(jayden.identifiers.values_list("kind", "value")) == [("upn", UPN)]
    told = JournalEntry.objects.get(verb="match.decide")
    assert told.family_id == jayden.family_id
    assert told.data == {"row": match.row_id, "person": jayden.pk, "same": True}
    assert FeedFile.objects.get().matched_at


@pytest.mark.parametrize(
    "theirs",
    [
        child("Jaiden"),
        child(born=date(2012, 3, 5)),
        child(family="Osei-Bell"),
        child(born=None),
        child("Osei", "Jayden"),
        child(family="Osei-Bell", born=date(2012, 3, 5)),
    ],
    ids=["letter", "day and month", "part", "no birthday", "turned round", "two slips"],
)
def test_alike_is_proposed_and_waits(matched, on_record, theirs):
    (person,) = on_record(theirs)
    (match,) = matched(row())
    assert (match.person, match.kind, match.state) == (person, "likely", "proposed")
    assert match.reasons
    assert not Identifier.objects.exists()


def test_a_row_that_waited_does_not_take_the_place_of_what_came_after_it(matched, on_record, kay):
    (jayden,) = on_record(child())
    (waiting,) = matched(row("Jaydn").replace("116,4,3", "116,40,30"))
    matched(row())
    (second,) = matched(row("Jaiden"), row(upn=UPN).replace("116,4,3", "116,4,4"))[:1]
    for late in (waiting, second):
        acts.decide_match(match=late, same=True, by=kay)
    deliver(READERS)
    assert [fact.fact["unauthorised"] for fact in jayden.evidence.all()] == [4]


def test_a_nickname_and_a_former_name_are_found(matched, on_record):
    nick, former = on_record(child("J", known_as="Jayden"), child("Amelia", "Bell"))
    former.former_names.create(given_name="Amelia", family_name="Øsei", owner=former.owner)
    found = matched(row(), row("Amelia", "Osei"))
    assert {match.person for match in found if match.state == "confirmed"} == {nick, former}


@pytest.mark.parametrize("family", ["D'Arcy", "d’arcy", "Łukasz", "Straße", "José-Ortiz"])
def test_names_are_found_whatever_their_accents_by_sql_as_by_the_rule(matched, on_record, family):
    """Their birthdays differ by one figure, so only the name can find them."""
    on_record(child(family=family, born=date(2012, 5, 4)))
    assert matched(row(family=family))


def test_nobody_alike_is_nobody(matched, on_record):
    on_record(child("Somebody", "Else"), child("Another", "Osei", date(2009, 1, 1)))
    assert matched(row()) == []
    assert FeedFile.objects.get().matched_at


def test_twins_are_told_apart(matched, dot):
    twins = [child("Aisha"), child("Amina")]
    acts.register_family(name="Osei", people=twins, by=dot)
    found = matched(row("Aisha"), row("Amina"))
    assert {match.person.given_name for match in found} == {"Aisha", "Amina"}
    assert {match.state for match in found} == {"confirmed"}
    assert len(found) == 2


def test_the_same_name_and_birthday_twice_on_record_is_never_guessed(matched, on_record, kay):
    one, other = on_record(child(), child())
    found = matched(row(upn=UPN))
    assert {match.person for match in found} == {one, other}
    assert {match.state for match in found} == {"proposed"}
    assert {match.kind for match in found} == {"likely"}
    acts.decide_match(match=found[0], same=True, by=kay)
    assert [m.state for m in Match.objects.order_by("pk")] == ["confirmed", "rejected"]
    (again,) = matched(row(upn=UPN, term="2026-spring"), row("Nobody", "Here"))
    assert (again.person, again.state) == (found[0].person, "confirmed"), (
        "the number tells them apart"
    )


def test_the_same_name_and_birthday_twice_in_a_file_is_never_guessed(matched, on_record):
    on_record(child())
    found = matched(row(upn=UPN), row(upn="C356000000002"))
    assert [(match.state, match.kind) for match in found] == [("proposed", "likely")] * 2
    assert "Another row of this file" in found[0].reasons[-1]


def test_two_terms_of_one_child_are_both_sure(matched, on_record):
    on_record(child())
    found = matched(row(upn=UPN), row(upn=UPN, term="Spring 2026").replace("Larkmoor", "Kestrel"))
    assert [match.state for match in found] == ["confirmed", "confirmed"]


def test_a_number_is_its_own_senders_only(on_record, borough, kay):
    (jayden,) = on_record(child())
    jayden.identifiers.create(kind="cms", value="9000000", owner=borough.police)
    content = roll_path().read_bytes().splitlines(keepends=True)[0]
    line = b"9000000,Kwame,Mensah,2012-05-03,Male,,Current,Larkmoor Academy,,,,,,,,\n"
    file = receive_feed(
        kind="education", name="r.csv", content=content + line, from_agency=borough.school, by=kay
    )
    assert acts.propose_matches(file=file, by=kay) == []


def test_starting_again_changes_nothing_but_finds_who_came_since(matched, on_record, kay, dot):
    on_record(child())
    matched(row(upn=UPN), row("Amelia"), row("Zofia", "Wójcik"))
    file = FeedFile.objects.get()
    before = list(Match.objects.values_list("pk", "state"))
    assert acts.propose_matches(file=file, by=kay) == []
    assert list(Match.objects.values_list("pk", "state")) == before
    (zofia,) = on_record(child("Zofia", "Wójcik"))
    assert [match.person for match in acts.propose_matches(file=file, by=kay)] == [zofia]


def test_who_was_said_no_to_is_not_proposed_again(matched, on_record, kay):
    on_record(child("Jaiden"))
    (match,) = matched(row())
    acts.decide_match(match=match, same=False, by=kay)
    assert acts.propose_matches(file=FeedFile.objects.get(), by=kay) == []
    assert Match.objects.get().state == "rejected"


def test_a_decision_is_made_once(matched, on_record, kay, ivy):
    on_record(child("Jaiden"))
    (match,) = matched(row(upn=UPN))
    done = acts.decide_match(match=match, same=True, by=kay)
    assert (done.decided_by, done.state) == (kay, "confirmed")
    assert Identifier.objects.get().value == UPN
    with pytest.raises(Refused, match="already: the same person"):
        acts.decide_match(match=match, same=False, by=ivy)
    assert Match.objects.get().state == "confirmed"


def test_rows_that_were_not_read_match_nobody(matched, on_record):
    on_record(child())
    assert matched(row().replace("116", "many")) == []


@pytest.mark.parametrize("name", ["ada", "eve", "cas", "fay", "pat", "lou", "max"])
def test_who_may_not_decide_or_see(matched, on_record, name, request):
    user = request.getfixturevalue(name)
    on_record(child("Jaiden"))
    (match,) = matched(row())
    assert not Match.objects.visible_to(user).exists()
    with pytest.raises((PermissionDenied, Http404)):
        acts.decide_match(match=match, same=True, by=user)


def test_stewards_of_another_agency_neither_see_nor_match(matched, on_record, borough):
    other = cast.make_agency(borough.authority, "Kestrel Lane Primary", "school")
    steward = cast.make_user("Steward", other, "analyst")
    on_record(child("Jaiden"))
    (match,) = matched(row())
    assert not Match.objects.visible_to(steward).exists()
    with pytest.raises(Http404):
        acts.decide_match(match=match, same=True, by=steward)
    with pytest.raises(Http404):
        acts.propose_matches(file=FeedFile.objects.get(), by=steward)
    school_steward = cast.make_user("Sender", borough.school, "supervisor")
    with pytest.raises(Refused, match="received"):
        acts.propose_matches(file=FeedFile.objects.get(), by=school_steward)


def test_a_restricted_family_is_matched_in_silence(matched, on_record, hal, kay):
    review = timezone.localdate() + timedelta(days=80)
    sure, likely = on_record(child(), child("Amelia", "Doyle"))
    for person in (sure, likely):
        acts.start_involvement(family=person.family, kind="team_around", post=hal.post, by=hal)
        acts.place_restriction(
            family=person.family, reason="Own family", named=[hal], review_on=review, by=hal
        )
    found = matched(row(upn=UPN), row("Ameliaa", "Doyle"))
    assert sorted(match.state for match in found) == ["confirmed", "proposed"]
    assert not Match.objects.visible_to(kay).exists()
    assert Match.objects.visible_to(hal).count() == 2
    with pytest.raises(Http404):
        acts.decide_match(match=found[1], same=True, by=kay)


def test_what_was_restricted_since_is_shut_to_who_decided_before(matched, on_record, hal, kay):
    """Kay has no reach of her own, and what shuts her out is judged anew each time all the same."""
    first, second = on_record(child("Jaiden"), child("Amelia", "Doyle"))
    open_one, closed = matched(row(), row("Ameliaa", "Doyle"))
    assert (open_one.person, closed.person) == (first, second)
    acts.decide_match(match=open_one, same=True, by=kay)
    acts.start_involvement(family=second.family, kind="team_around", post=hal.post, by=hal)
    acts.place_restriction(
        family=second.family,
        reason="Own family",
        named=[hal],
        review_on=timezone.localdate() + timedelta(days=80),
        by=hal,
    )
    with pytest.raises(Http404):
        acts.decide_match(match=closed, same=True, by=kay)


def test_a_restricted_namesake_leaves_no_trace_in_the_words(matched, on_record, hal, kay):
    open_one, closed = on_record(child(), child())
    acts.start_involvement(family=closed.family, kind="team_around", post=hal.post, by=hal)
    acts.place_restriction(
        family=closed.family,
        reason="Own family",
        named=[hal],
        review_on=timezone.localdate() + timedelta(days=80),
        by=hal,
    )
    matched(row())
    seen = Match.objects.visible_to(kay).get()
    assert (seen.person, seen.kind) == (open_one, "likely")
    assert seen.reasons == ["Same name.", "Same birthday."]


@pytest.mark.parametrize(("confidential", "found"), [(False, 1), (True, 0)])
def test_a_home_tells_and_a_confidential_one_does_not(confidential, found, borough, kay, on_record):
    """Without a birthday on record, a first name and a home can tell; a refuge must not."""
    home = NewHome("Home", "1 Secret Way", "MB3 7CK", confidential=confidential)
    on_record(child("Jayden", born=None), home=home)
    file = roll(borough, kay, content=one_pupil())
    assert len(acts.propose_matches(file=file, by=kay)) == found


def one_pupil() -> bytes:
    heading = roll_path().read_bytes().splitlines(keepends=True)[0]
    return heading + (
        b'9,Jay,Osei,2012-05-03,Male,"1 Secret Way\nMB3 7CK",Current,Larkmoor Academy,'
        b"01632960142,x,2026-10-15,,,x,,2025-01-03\n"
    )


def roll(borough, kay, content: bytes = b"") -> FeedFile:
    content = content or roll_path().read_bytes()
    return receive_feed(
        kind="education", name="r.csv", content=content, from_agency=borough.school, by=kay
    )


def test_the_school_roll_goes_in_whole_finds_its_pupils_and_doubles_nothing(
    borough, kay, on_record
):
    """The real file where it is, the made-up one else: the same holds for both."""
    content = roll_path().read_bytes()
    reading = education.read(content)
    pupils = [pupil for pupil in reading.rows if pupil.involvement][:8]
    people = on_record(
        *(child(p.first_name, p.last_name, p.date_of_birth) for p in pupils[:7]),
        child(pupils[7].first_name + "x", pupils[7].last_name, pupils[7].date_of_birth),
    )
    file = roll(borough, kay, content)
    assert file.rows.good().count() == len(reading.rows)
    deliver(READERS)
    deliver(READERS)
    sure = Match.objects.confirmed()
    assert {match.person for match in sure} == set(people[:7])
    assert Match.objects.waiting().get().person == people[7]
    services = ServiceInvolved.objects.all()
    assert services.count() == 7
    for pupil, person in zip(pupils[:7], people, strict=False):
        service = services.get(person=person)
        state = {"current": "now", "historic": "past"}[pupil.involvement]
        assert (service.kind, service.state, service.name) == ("school", state, pupil.school)
        assert (service.phone, service.as_of) == (pupil.phone, pupil.current_as_of)
        assert (service.owner, service.match.row.number) == (borough.school, pupil.row)
    with pytest.raises(Refused, match="came already"):
        roll(borough, kay, content)
    deliver(READERS)
    assert services.count() == 7
    assert Match.objects.count() == 8


def test_a_roll_that_does_not_say_records_no_service(borough, kay, on_record):
    on_record(child("Jay"))
    roll(borough, kay, one_pupil().replace(b",Current,", b",Not Specified,"))
    deliver(READERS)
    assert Match.objects.confirmed().exists()
    assert not ServiceInvolved.objects.exists()


def test_an_older_roll_changes_nothing_that_is_known_better(borough, kay, on_record):
    on_record(child("Jay"))
    roll(borough, kay, one_pupil())
    older = one_pupil().replace(b",Current,", b",Historic,").replace(b"2026-10-15", b"2026-03-15")
    roll(borough, kay, older)
    deliver(READERS)
    assert ServiceInvolved.objects.get().state == "now"
    newer = one_pupil().replace(b",Current,", b",Historic,").replace(b"2026-10-15", b"2026-10-30")
    roll(borough, kay, newer)
    deliver(READERS)
    assert ServiceInvolved.objects.get().state == "past"
