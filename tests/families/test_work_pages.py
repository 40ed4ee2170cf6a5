"""Recording visits, agreeing plans, deciding about sharing, answering: typed once, saved once."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.models import Action, Assessment, Case, Consent, Involvement, Person, Plan, Visit
from sharing.models import Category
from tests.cast import make_family, make_line, member


def url(family, name, *more):
    return reverse(f"families:{name}", args=[family.reference, *more])


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def visit_data(family, **changes):
    now = timezone.localtime() - timedelta(minutes=5)
    rows = {"actions-TOTAL_FORMS": 1, "actions-INITIAL_FORMS": 0}
    return {
        "form_key": str(uuid4()),
        "happened_time": f"{now:%H:%M}",
        "place": "home",
        "seen": [str(member(family, "Kelly").key), str(member(family, "Jayden").key)],
        "alone": [str(member(family, "Jayden").key)],
        **day("happened_on", now.date()),
        **rows,
    } | changes


@pytest.fixture
def browser(ada, as_user):
    return as_user(ada)


def test_a_visit_is_saved_with_notes_and_actions(family, browser, ada):
    kelly = member(family, "Kelly")
    data = visit_data(family) | {
        "note_child_voice": "“Everyone stares.”",
        "sees_child_voice": Category.EDUCATION,
        "about_child_voice": str(member(family, "Jayden").key),
        "note_worries": "Late most mornings.",
        "actions-0-what": "Ring school",
        "actions-0-doer": f"person:{kelly.key}",
        **day("actions-0-due_on", date(2030, 11, 23)),
    }
    answer = browser.post(url(family, "record-visit"), data)
    visit = Visit.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("families:visit", args=[visit.key])
    assert url(family, "book-visit") in browser.get(answer["Location"]).content.decode()
    assert {(s.person.given_name, s.alone) for s in visit.seen.all()} == {
        ("Kelly", False),
        ("Jayden", True),
    }
    assert {(n.heading, n.category) for n in visit.notes.all()} == {
        ("child_voice", "education"),
        ("worries", "case_notes"),
    }
    assert Action.objects.get().doer_person == kelly
    assert f"visit-{visit.case.key}" in [str(m) for m in get_messages(answer.wsgi_request)]
    page = browser.get(answer["Location"]).content.decode()
    for words in ("Seen alone", "Late most mornings.", "Everyone stares", "Ring school"):
        assert words in page


def test_the_same_form_twice_makes_one_visit(family, browser):
    data = visit_data(family) | {"note_worries": "Once."}
    first = browser.post(url(family, "record-visit"), data)
    second = browser.post(url(family, "record-visit"), data)
    assert first["Location"] == second["Location"]
    assert Visit.objects.count() == 1


def test_nobody_is_named_twice_at_a_visit(family, case, ada, api_as):
    """The page's boxes can't; a program can, and is told where."""
    seen = [{"person": str(member(family, "Kelly").key)}] * 2
    now = timezone.now() - timedelta(minutes=5)
    said = {"happened_at": now.isoformat(), "place": "home", "seen": seen}
    answer = api_as(ada).post(reverse("cases-record-visit", args=[case.key]), said, format="json")
    assert answer.status_code == 409, answer.content
    assert answer.json() == {"reasons": ["Someone is named twice"], "field": "seen"}
    assert not Visit.objects.exists()


def test_nobody_in_takes_one_button(family, browser):
    page = browser.get(url(family, "record-visit"))
    form = page.context["form"]
    data = visit_data(
        family, seen=[], alone=[], outcome="no_one_in", form_key=str(form["form_key"].value())
    )
    browser.post(url(family, "record-visit"), data)
    assert Visit.objects.get().outcome == Visit.Outcome.NO_ONE_IN
    assert not Visit.objects.get().seen.exists()


def test_nothing_typed_is_lost_when_a_visit_has_errors(family, browser):
    data = visit_data(family, seen=[], alone=[]) | {
        "note_worries": "Keep <these> words",
        "actions-0-what": "Ring school",
    }
    answer = browser.post(url(family, "record-visit"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Visit.objects.exists()
    for words in (
        "Keep &lt;these&gt; words",
        "Ring school",
        "Choose who does it",
        "<title>\n    Error:",
    ):
        assert words in page or words.startswith("<title>")
    assert "Error: Record a visit" in page
    later = browser.post(url(family, "record-visit"), data | {"actions-0-what": ""})
    assert later.status_code == 422
    assert "Say who was there" in later.content.decode()


def test_one_more_action_without_scripts(family, browser):
    answer = browser.post(
        url(family, "record-visit"),
        visit_data(family) | {"add": "actions", "note_worries": "Still here"},
    )
    assert answer.status_code == 200
    assert b"actions-1-what" in answer.content
    assert b"Still here" in answer.content
    assert not Visit.objects.exists()


def test_a_note_is_read_by_another_agency_only_as_its_kind_allows(
    family, case, ada, with_cas, borough, as_user
):
    cas = with_cas.post.user
    for category in (Category.EDUCATION, Category.CASE_NOTES):
        make_line(borough.agreement, borough.early_help, borough.school, category)
    jayden = member(family, "Jayden")
    kelly = member(family, "Kelly")
    for person in (jayden, kelly):
        decisions = [acts.Decision(borough.school, c, "given") for c in ("identity", "education")]
        acts.record_consents(person=person, decisions=decisions, given_by=kelly, by=ada)
    visit = acts.record_visit(
        case=case,
        happened_at=timezone.now(),
        place="home",
        seen=[acts.SeenPerson(jayden)],
        notes=[
            acts.NewNote("child_voice", "Stares", "education", jayden),
            acts.NewNote("worries", "Rent"),
        ],
        by=ada,
    )
    assert as_user(cas).get(reverse("families:visit", args=[visit.key])).status_code == 404
    acts.record_consents(
        person=kelly, decisions=[acts.Decision(borough.school, "case_notes", "given")], by=ada
    )
    page = as_user(cas).get(reverse("families:visit", args=[visit.key])).content.decode()
    assert "Stares" in page


def test_a_role_that_may_not_is_told_so_only_where_it_can_see(family, dot, eve, as_user):
    assert as_user(dot).get(url(family, "record-visit")).status_code == 403
    assert as_user(eve).get(url(family, "record-visit")).status_code == 404


def plan_data(family, **changes):
    today = timezone.localdate()
    kelly = member(family, "Kelly")
    return {
        "form_key": str(uuid4()),
        "family_words": "A quiet home",
        "agreed_with": [str(kelly.key)],
        **day("agreed_on", today),
        **day("review_on", today + timedelta(days=42)),
        "goals-TOTAL_FORMS": 1,
        "goals-INITIAL_FORMS": 0,
        "goals-0-words": "Jayden is in lessons",
        "goals-0-what_1": "Ring school",
        "goals-0-doer_1": f"person:{kelly.key}",
        **day("goals-0-due_on_1", date(2030, 12, 1)),
    } | changes


def test_a_plan_is_agreed_once_and_the_next_starts_from_it(family, browser):
    data = plan_data(family)
    browser.post(url(family, "agree-plan"), data)
    browser.post(url(family, "agree-plan"), data)
    plan = Plan.objects.get()
    assert [g.words for g in plan.goals.all()] == ["Jayden is in lessons"]
    page = browser.get(url(family, "agree-plan")).content.decode()
    assert "Jayden is in lessons" in page
    assert 'value="Ring school"' in page
    browser.post(url(family, "agree-plan"), plan_data(family))
    assert list(Plan.objects.order_by("version").values_list("version", "state")) == [
        (1, "replaced"),
        (2, "agreed"),
    ]
    shown = browser.get(url(family, "plan"))
    assert b"Version 2" in shown.content
    assert b"Version 1" in browser.get(url(family, "plan"), {"version": "1"}).content
    assert Action.objects.to_do().count() == 1


def test_nothing_typed_is_lost_when_a_plan_has_errors(family, browser):
    answer = browser.post(url(family, "agree-plan"), plan_data(family, agreed_with=[]))
    assert answer.status_code == 422
    for words in ("Choose who agreed it", "Jayden is in lessons", "A quiet home", "Ring school"):
        assert words in answer.content.decode()
    early = plan_data(family) | day("review_on", timezone.localdate())
    answer = browser.post(url(family, "agree-plan"), early)
    assert answer.status_code == 422
    assert "The review comes after" in answer.content.decode()


def test_an_action_is_done_in_one_tap_and_stays_on_the_page(
    family, case, ada, ben, browser, as_user
):
    action = acts.add_action(
        case=case, action=acts.NewAction("Send letter", doer_post=ada.post), by=ada
    )
    done = reverse("families:complete-action", args=[action.key])
    assert as_user(ben).post(done).status_code == 404
    assert browser.get(done).status_code == 405
    answer = browser.post(done, {"next": "https://example.com/"})
    assert answer["Location"] == url(family, "plan")
    action.refresh_from_db()
    assert action.done_by == ada


def test_what_is_late_says_so_until_it_is_done(family, case, ada, browser):
    yesterday = timezone.localdate() - timedelta(days=1)
    new = acts.NewAction("Send letter", doer_post=ada.post)
    action = acts.add_action(case=case, action=new, by=ada)
    Action.objects.filter(pk=action.pk).update(due_on=yesterday)
    acts.add_action(
        case=case, action=acts.NewAction("Ring", timezone.localdate(), doer_post=ada.post), by=ada
    )
    plan = url(family, "plan")
    assert browser.get(plan).content.decode().count("Late") == 1
    assert "Late" not in browser.get(f"{plan}?for=family").content.decode()
    acts.complete_action(action=action, by=ada)
    assert "Late" not in browser.get(plan).content.decode()


def test_an_assessment(family, browser):
    data = {"what_is_happening": "Several things", **day("completed_on", timezone.localdate())}
    assert browser.post(url(family, "assess"), data | {"what_is_happening": ""}).status_code == 422
    browser.post(url(family, "assess"), data)
    assert Assessment.objects.get().what_is_happening == "Several things"


def consent_data(borough, answer, **changes):
    school = borough.school.pk
    return {
        f"q_{school}_identity": answer,
        f"q_{school}_plan": answer,
        "how": "face_to_face",
        "words": "Ring me first",
        **day("decided_on", timezone.localdate()),
    } | changes


def test_decisions_are_recorded_changed_and_shown_in_plain_words(family, browser, borough):
    kelly = member(family, "Kelly")
    page = browser.get(url(family, "consent"), {"person": kelly.key}).content.decode()
    assert "Kelly, who may know what about you?" in page
    assert "the family plan" in page
    record = url(family, "record-consent", kelly.key)
    browser.post(record, consent_data(borough, "given"))
    assert Consent.objects.standing().filter(state="given").count() == 2
    same = browser.post(record, consent_data(borough, "given"))
    assert same.status_code == 422
    assert "Say yes or no to at least one" in same.content.decode()
    consent = Consent.objects.filter(category="plan").get()
    withdraw = reverse("families:withdraw-consent", args=[consent.key])
    assert b"Change Kelly" in browser.get(withdraw).content
    browser.post(withdraw, {"words": ""})
    assert Consent.objects.standing().get(category="plan").state == "withdrawn"
    copy = browser.get(url(family, "consent-statement", kelly.key)).content.decode()
    assert "You said no" in copy
    assert "Larkmoor Academy" in copy


def test_a_young_child_is_decided_for_by_a_parent(dot, hal, borough, as_user):
    people = [
        acts.NewPerson(
            "parent",
            "Kelly",
            parental_duties=True,
            born=timezone.localdate().replace(year=1990, day=1),
        ),
        acts.NewPerson("child", "Theo", born=timezone.localdate().replace(year=2021, day=1)),
    ]
    family = make_family(dot, people=people)
    kelly, theo = Person.objects.order_by("pk")
    browser = as_user(dot)
    page = browser.get(url(family, "consent"), {"person": theo.key}).content.decode()
    assert "Who decides?" in page
    browser.post(
        url(family, "record-consent", theo.key),
        consent_data(borough, "given", given_by=str(kelly.key)),
    )
    assert {c.given_by for c in theo.consents.all()} == {kelly}
    assert all(c.until for c in theo.consents.all())


def test_the_worker_asked_says_yes_or_no(dot, ada, ben, as_user):
    family = make_family(dot)
    case = acts.open_case(family=family, by=dot)
    acts.offer_case(case=case, lead=ada.post, by=dot)
    browser = as_user(ada)
    assert b"Will you be their lead worker?" in browser.get(url(family, "accept-lead")).content
    assert as_user(ben).get(url(family, "accept-lead")).status_code == 404
    empty = browser.post(url(family, "decline-lead"), {"reason": ""})
    assert empty.status_code == 422
    assert b"One thing to fix" in empty.content
    browser.post(url(family, "accept-lead"))
    case.refresh_from_db()
    assert (case.stage, case.lead) == (Case.Stage.ACTIVE, ada.post)
    assert browser.post(url(family, "accept-lead")).status_code == 422


def test_saying_no_needs_a_reason_and_takes_sight_away(dot, ada, as_user):
    family = make_family(dot)
    acts.offer_case(case=acts.open_case(family=family, by=dot), lead=ada.post, by=dot)
    browser = as_user(ada)
    browser.post(url(family, "decline-lead"), {"reason": "I know them"})
    assert Case.objects.get().stage == Case.Stage.WAITING
    assert browser.get(url(family, "family")).status_code == 404


def test_people_homes_and_helpers_are_added(family, browser, cas, as_user):
    assert browser.post(url(family, "add-person"), {"relation": "child"}).status_code == 422
    browser.post(url(family, "add-person"), {"relation": "child", "given_name": "Zoë"})
    browser.post(
        url(family, "add-home"),
        {"label": "Dad's home", "lines": "8 Tannery Court", "postcode": "mb37cl"},
    )
    zoe, dads = member(family, "Zoë"), family.households.get(is_main=False)
    browser.post(
        url(family, "add-stay"),
        {
            "person": str(zoe.key),
            "home": str(dads.key),
            "half": "on",
            "days": "Fri to Sun",
            **day("since", timezone.localdate()),
        },
    )
    browser.post(
        url(family, "add-bond"),
        {"one": str(member(family, "Kelly").key), "kind": "parent_of", "other": str(zoe.key)},
    )
    browser.post(url(family, "add-warning"), {"text": "Large dog"})
    browser.post(url(family, "add-helper"), {"post": str(cas.post.key), "reason": "School nurse"})
    page = browser.get(url(family, "people")).content.decode()
    for words in (
        "Zoë",
        "8 Tannery Court, MB3 7CL",
        "Fri to Sun",
        "Large dog",
        "Cas Example",
    ):
        assert words in page
    link = Involvement.objects.get(post=cas.post)
    browser.post(reverse("families:end-helper", args=[link.key]))
    assert not Involvement.objects.live().filter(post=cas.post).exists()


def test_a_wrong_number_is_said_at_its_field_and_a_right_one_is_kept(family, browser):
    kelly = str(member(family, "Kelly").key)
    wrong = browser.post(
        url(family, "add-contact"), {"person": kelly, "kind": "phone", "phone": "123"}
    )
    assert "Enter a phone number with 11 digits" in wrong.content.decode()
    browser.post(
        url(family, "add-contact"),
        {"person": kelly, "kind": "phone", "phone": "07700900142"},
    )
    page = browser.get(url(family, "people")).content.decode()
    assert "07700 900142" in page


def test_a_key_that_is_not_there_is_404_on_every_page(family, browser):
    for name in ("visit", "withdraw-consent", "end-helper"):
        assert browser.get(reverse(f"families:{name}", args=[uuid4()])).status_code == 404
    assert browser.post(reverse("families:complete-action", args=[uuid4()])).status_code == 404
