"""Pages and API where a steward says who a row is about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.acts import NewPerson
from families.models import Match
from sharing.acts import receive_feed
from sharing.models import FeedFile, JournalEntry
from tests.copies import copied
from tests.sharing.feeds_made import attendance

TERM = "Larkmoor Academy,2026-spring,2026-01-05,2026-03-27,116,4,3"
MATCHES = "/matches/"


@copied
def file(borough, kay) -> FeedFile:
    """Rows like: one slip, a namesake twice, and nobody."""
    rows = (
        f",Jaiden,Osei,2012-05-03,{TERM}",
        f",Sam,Khan,2013-02-01,{TERM}",
        f",No,Body,2010-01-01,{TERM}",
    )
    return receive_feed(
        kind="attendance",
        name="spring.csv",
        content=attendance(*rows),
        from_agency=borough.school,
        by=kay,
    )


@copied
def people(dot):
    """Jayden, and two of one name and birthday."""
    made = []
    for given, family, born in (
        ("Jayden", "Osei", date(2012, 5, 3)),
        ("Sam", "Khan", date(2013, 2, 1)),
        ("Sam", "Khan", date(2013, 2, 1)),
    ):
        child = NewPerson("child", given, family, born=born)
        made.append(acts.register_family(name=family, people=[child], by=dot).people.get())
    return made


@copied
def matches(file, people, kay) -> list[Match]:
    acts.propose_matches(file=file, by=kay)
    return list(Match.objects.order_by("row__number", "pk"))


def decide(match: Match) -> str:
    return reverse("families:decide-match", args=[match.key])


def test_the_worklist_holds_row_and_record_side_by_side_likeliest_first(matches, kay, as_user):
    answer = as_user(kay).get(MATCHES)
    page = answer.content.decode()
    groups = answer.context["groups"]
    assert [group["row"].typed["last_name"] for group in groups] == ["Khan", "Osei"]
    assert [len(group["candidates"]) for group in groups] == [2, 1]
    assert "<td>Jaiden</td>" in page.replace(" ", "")
    for words in ("Alike", "Same birthday.", "None of these", "This one", "Someone else"):
        assert words in page
    assert "Body" not in page


def test_yes_is_one_press_and_no_to_the_others(matches, people, kay, as_user):
    _, one, other = matches
    answer = as_user(kay).post(decide(one), {"same": "yes"}, follow=True)
    assert answer.redirect_chain == [(MATCHES, 302)]
    assert "Saved: the same person." in answer.content.decode()
    states = dict(Match.objects.values_list("pk", "state"))
    assert (states[one.pk], states[other.pk]) == ("confirmed", "rejected")
    assert [g["row"].pk for g in answer.context["groups"]] == [matches[0].row_id]
    assert "Kay Example" in answer.content.decode(), "said under Decided lately"


def test_none_of_these_is_no_to_each(matches, kay, as_user):
    as_user(kay).post(decide(matches[1]), {"same": "none"})
    assert set(Match.objects.filter(row=matches[1].row).values_list("state", flat=True)) == {
        "rejected"
    }
    assert Match.objects.waiting().get() == matches[0]


def test_a_second_press_changes_nothing_and_says_what_was_decided(matches, kay, as_user):
    as_user(kay).post(decide(matches[0]), {"same": "no"})
    again = as_user(kay).post(decide(matches[0]), {"same": "yes"})
    assert again.status_code == 422
    assert "This was decided already: someone else." in again.content.decode()
    assert Match.objects.get(pk=matches[0].pk).state == "rejected"


def test_no_answer_is_asked_for(matches, kay, as_user):
    answer = as_user(kay).post(decide(matches[0]), {})
    assert answer.status_code == 422
    assert "Say whether it’s the same person" in answer.content.decode()


def test_opening_a_match_is_written_down_and_its_page_has_no_name(matches, kay, as_user):
    page = as_user(kay).get(decide(matches[0])).content.decode()
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert "Osei" not in title
    assert JournalEntry.objects.get(kind="saw").subject_id == matches[0].pk


def test_nothing_waits(kay, as_user):
    assert "Nothing waits" in as_user(kay).get(MATCHES).content.decode()


@pytest.mark.parametrize("name", ["ada", "cas", "eve", "fay", "pat", "lou", "max"])
def test_who_has_no_business_with_a_match_does_not_learn_of_it(
    matches, name, request, as_user, api_as
):
    user = request.getfixturevalue(name)
    client = as_user(user)
    page = client.get(MATCHES).content
    assert b"Osei" not in page
    assert b"Khan" not in page
    assert client.get(decide(matches[0])).status_code == 404
    assert client.post(decide(matches[0]), {"same": "yes"}).status_code == 404
    assert api_as(user).get("/api/matches/").json()["results"] == []
    assert api_as(user).get(f"/api/matches/{matches[0].key}/").status_code == 404
    answer = api_as(user).post(f"/api/matches/{matches[0].key}/decide/", {"same": True})
    assert answer.status_code == 404
    assert Match.objects.waiting().count() == 3


def test_a_restricted_family_is_not_on_the_worklist(matches, people, hal, kay, as_user):
    family = people[0].family
    acts.start_involvement(family=family, kind="team_around", post=hal.post, by=hal)
    review = timezone.localdate() + timedelta(days=80)
    acts.place_restriction(family=family, reason="Own", named=[hal], review_on=review, by=hal)
    assert "Osei" not in as_user(kay).get(MATCHES).content.decode()
    assert as_user(kay).get(decide(matches[0])).status_code == 404
    found = as_user(kay).get(matches[0].row.file.get_absolute_url()).context["found"]
    assert found == {"sure": 0, "decided": 0, "waiting": 1, "nobody": 2}
    assert "Osei" in as_user(hal).get(MATCHES).content.decode()


def test_none_of_these_says_nothing_about_who_is_not_shown(matches, people, hal, kay, as_user):
    hidden = Match.objects.get(person=people[2])
    family = people[2].family
    acts.start_involvement(family=family, kind="team_around", post=hal.post, by=hal)
    review = timezone.localdate() + timedelta(days=80)
    acts.place_restriction(family=family, reason="Own", named=[hal], review_on=review, by=hal)
    shown = Match.objects.get(person=people[1])
    page = as_user(kay).get(decide(shown)).content.decode()
    assert "None of these" not in page
    assert "2 people" not in page
    as_user(kay).post(decide(shown), {"same": "no"})
    hidden.refresh_from_db()
    assert hidden.state == "proposed"


def test_a_program_decides_and_looks_again(matches, file, kay, dot, api_as):
    one = api_as(kay).get(f"/api/matches/{matches[0].key}/").json()
    assert one["compared"][0] == {
        "what": "First name", "theirs": "Jaiden", "ours": "Jayden", "state": "alike",
    }  # fmt: skip
    url = f"/api/matches/{matches[0].key}/decide/"
    assert api_as(kay).post(url, {}).status_code == 400
    assert api_as(kay).post(url, {"same": True}, format="json").json()["state"] == "confirmed"
    assert api_as(kay).post(url, {"same": True}, format="json").status_code == 409
    child = NewPerson("child", "No", "Body", born=date(2010, 1, 1))
    acts.register_family(name="Body", people=[child], by=dot)
    again = api_as(kay).post("/api/matches/propose/", {"file": str(file.key)}, format="json")
    assert [match["state"] for match in again.json()] == ["confirmed"]


def test_a_file_does_not_tell_where_someone_lives_whose_home_is_kept_back(
    matches, people, kay, hal, as_user
):
    """The sender knows the new school and home; beside a name they would tell."""
    before = as_user(kay).get(MATCHES).context["groups"]
    assert all(("School", "Larkmoor Academy") in group["beside"] for group in before)
    family = people[0].family
    home = acts.add_household(
        home=acts.NewHome("Home", "1 New Road", "MB1 1AA"), family=family, by=hal
    )
    acts.add_stay(person=people[0], household=home, by=hal)
    acts.keep_address_back(address=home.address, named=[hal], by=hal)
    match = Match.objects.get(person=people[0])
    answer = as_user(kay).get(decide(match))
    assert "Jaiden" in answer.content.decode()
    assert answer.context["group"]["beside"] == []
    groups = as_user(kay).get(MATCHES).context["groups"]
    assert [bool(group["beside"]) for group in groups] == [True, False]


def test_nor_does_the_sender_of_the_file(matches, people, kay, hal, as_user, api_as):
    """Who decides needs neither the sender nor the file: a school's own file names the school."""
    home = acts.add_household(
        home=acts.NewHome("Home", "1 New Road", "MB1 1AA"), family=people[0].family, by=hal
    )
    acts.add_stay(person=people[0], household=home, by=hal)
    match, url = Match.objects.get(person=people[0]), f"/api/matches/{matches[0].key}/"
    file = match.row.file
    told = (str(file.from_agency), file.name, str(file.key))
    content = as_user(kay).get(decide(match)).content.decode().split("<h1")[1]
    assert str(file.from_agency) in content
    assert api_as(kay).get(url).json()["file"] == str(file.key)
    acts.keep_address_back(address=home.address, named=[hal], by=hal)
    pages = as_user(kay).get(decide(match)).content.decode().split("<h1")[1]
    acts.decide_match(match=match, same=True, by=kay)
    pages += as_user(kay).get(decide(match)).content.decode().split("<h1")[1]
    pages += as_user(kay).get(MATCHES).content.decode().split("Decided lately")[1]
    pages += api_as(kay).get(url).content.decode()
    assert "Jaiden" in pages
    assert not [mark for mark in told if mark in pages]


def test_ten_rows_cost_as_few_questions_as_one(borough, dot, kay, as_user):
    """Whoever else waits, the page asks the same."""
    given = ("Ann", "Ben", "Cal", "Dan", "Eli", "Fay", "Gil", "Hal", "Ida", "Jon")
    family = "Osei"
    for name in given:
        child = NewPerson("child", name, family, born=date(2012, 5, 3))
        acts.register_family(name=family, people=[child], by=dot)
    asked = []
    for names in (given[:1], given[1:]):
        rows = [f",{name},Oseii,2012-05-03,{TERM}" for name in names]
        sent = receive_feed(
            kind="attendance",
            name=f"{len(rows)}.csv",
            content=attendance(*rows),
            from_agency=borough.school,
            by=kay,
        )
        acts.propose_matches(file=sent, by=kay)
        browser = as_user(kay)
        browser.get(MATCHES)  # what is drawn or planned once has its own price
        browser.get(MATCHES)
        with CaptureQueriesContext(connection) as questions:
            groups = browser.get(MATCHES).context["groups"]
        asked.append((len(groups), len(questions)))
    (few, at_one), (many, at_ten) = asked
    assert (few, many) == (1, 10)
    assert at_ten == at_one <= 13
