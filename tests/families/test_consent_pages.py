"""The conversation about sharing on a tablet, and each person's own copy."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.models import Attempt, Competence, Consent
from sharing.models import Category, Line, Role
from tests.cast import let_help, make_line, make_user, member
from tests.families.test_work_pages import day, url


@pytest.fixture
def browser(ada, as_user):
    return as_user(ada)


@pytest.fixture
def police(borough):
    """A second agency to talk about, for the plan."""
    make_line(
        borough.agreement, borough.early_help, borough.police, Category.PLAN, consent_needed=True
    )
    return borough.police


def said(agency, answer, **changes):
    return {
        "agency": str(agency.key),
        f"q_{agency.pk}_plan": answer,
        "how": "phone",
        "words": "Ring me first",
        **day("decided_on", timezone.localdate()),
    } | changes


def test_one_agency_at_a_time_then_the_next(family, browser, borough, police):
    kelly = member(family, "Kelly")
    page = url(family, "consent")
    first = browser.get(page, {"person": kelly.key, "agency": borough.school.key}).content.decode()
    assert f"q_{borough.school.pk}_plan" in first
    assert f"q_{police.pk}_plan" not in first
    assert "to help your family" in first
    answer = browser.post(
        url(family, "record-consent", kelly.key),
        said(borough.school, "given", **{f"q_{borough.school.pk}_identity": "refused"}),
    )
    assert answer["Location"].endswith(f"agency={police.key}")
    assert set(Consent.objects.values_list("category", "state")) == {
        ("plan", "given"),
        ("identity", "refused"),
    }


def test_a_refused_decision_says_why_at_its_field_and_loses_nothing(family, browser, borough):
    jayden = member(family, "Jayden")
    form = said(borough.school, "given", given_by=str(jayden.key), evidence="Form in the folder")
    answer = browser.post(url(family, "record-consent", jayden.key), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say first whether Jayden can decide this" in page
    assert "Ring me first" in page
    assert "Form in the folder" in page
    assert not Consent.objects.exists()


def test_judged_able_on_the_page_he_decides(family, browser, borough):
    jayden = member(family, "Jayden")
    able = url(family, "judge-competence", jayden.key) + f"?agency={borough.school.key}"
    assert "Can Jayden decide this?" in browser.get(able).content.decode()
    parts = [f"q_{borough.school.pk}_{kind}" for kind in ("identity", "plan")]
    form = {
        "able": "yes",
        "ground": "Knows who sees what",
        "parts": parts,
        **day("judged_on", timezone.localdate()),
    }
    assert browser.post(able, form | {"ground": "Yes"}).status_code == 422
    browser.post(able, form)
    assert Competence.objects.filter(able=True).count() == 2
    page = browser.get(url(family, "consent"), {"person": jayden.key}).content.decode()
    assert "Jayden decides this." in page
    assert "Knows who sees what" in page
    browser.post(url(family, "record-consent", jayden.key), said(borough.school, "given"))
    assert Consent.objects.get().given_by == jayden


def test_no_answer_yet_takes_two_taps(family, browser, borough):
    kelly = member(family, "Kelly")
    tried = url(family, "attempt-consent", kelly.key) + f"?agency={borough.school.key}"
    browser.post(tried, {"outcome": "not_in", "note": "", **day("tried_on", timezone.localdate())})
    assert Attempt.objects.get().agency == borough.school
    page = browser.get(url(family, "consent"), {"person": kelly.key}).content.decode()
    assert "No one was in." in page


def test_the_page_tells_history_what_ran_out_and_what_needs_no_yes(family, browser, borough, ada):
    kelly, today = member(family, "Kelly"), timezone.localdate()
    make_line(
        borough.agreement,
        borough.early_help,
        borough.school,
        Category.EDUCATION,
        consent_needed=False,
        basis=Line.Basis.LEGAL_DUTY,
        gateway="Education Act 2002, section 175",
    )
    plan = acts.Decision(borough.school, "plan", "given")
    no = acts.Decision(borough.school, "plan", "refused")
    for decision, words in ((no, "Not now"), (plan, "All right then")):
        acts.record_consents(person=kelly, decisions=[decision], words=words, by=ada)
    Consent.objects.standing().update(until=today - timedelta(days=1))
    page = browser.get(url(family, "consent"), {"person": kelly.key}).content.decode()
    for words in (
        "The yes ran out",
        "Not now",
        "All right then",
        "replaced later",
        "We may share this without asking",
        "the law says that we must (Education Act 2002, section 175)",
    ):
        assert words in page


def test_an_unborn_child_has_nothing_to_decide(family, browser):
    baby = family.people.get(relation="unborn")
    page = browser.get(url(family, "consent"), {"person": baby.key}).content.decode()
    assert "is not born yet. There is nothing to decide" in page
    assert "Save these decisions" not in page


def test_ones_own_copy_counts_and_hints_at_nobody_else(family, case, browser, borough, ada):
    kelly, marcus = member(family, "Kelly"), member(family, "Marcus")
    acts.record_visit(
        case=case,
        happened_at=timezone.now(),
        place="home",
        seen=[acts.SeenPerson(kelly), acts.SeenPerson(marcus)],
        notes=[
            acts.NewNote("worries", "He frightens her", Category.DOMESTIC_ABUSE, marcus),
            acts.NewNote("worries", "Sleeps badly", Category.HEALTH, marcus),
        ],
        by=ada,
    )
    for person, state in ((kelly, "given"), (marcus, "refused")):
        decisions = [acts.Decision(borough.police, Category.PLAN, state)]
        acts.record_consents(person=person, decisions=decisions, words=f"{state}!", by=ada)
    copy = browser.get(url(family, "consent-statement", marcus.key)).content.decode()
    assert "Your health: 1 entry, kept by Merrowby Early Help" in copy
    assert "may not know: the family plan" in copy
    for hint in ("Kelly", "given!", "Sleeps badly", "frightens", "arm in the home"):
        assert hint not in copy
    bare = browser.get(url(family, "consent-statement", kelly.key)).content.decode()
    assert "must read through before it is handed over" in copy
    assert "must read through before it is handed over" in bare


def test_by_program(family, api_as, ada, borough):
    jayden = member(family, "Jayden")
    program, person = api_as(ada), f"/api/people/{jayden.key}"
    part = {"agency": str(borough.school.key), "parts": [{"category": "identity"}]}
    able = part | {"able": True, "ground": "Knows who sees what"}
    assert program.post(f"{person}/judge-competence/", able, format="json").status_code == 200
    tried = {"outcome": "thinking", "agency": str(borough.school.key)}
    assert program.post(f"{person}/attempt-consent/", tried, format="json").status_code == 200
    decision = {"agency": str(borough.school.key), "category": "identity", "state": "given"}
    said_so = {"decisions": [decision | {"purpose": "support"}], "evidence": "Form 7"}
    assert program.post(f"{person}/record-consents/", said_so, format="json").status_code == 200
    row = program.get("/api/consents/").json()["results"][0]
    assert (row["purpose"], row["state_today"], row["evidence"]) == ("support", "given", "Form 7")
    assert row["given_by"] == str(jayden.key)


def test_who_may_not_be_known_is_not_named_by_their_decision(family, borough, ada, as_user):
    """Marcus said yes to the school about the plan, and no to who he is: its worker, who may write
    decisions down, finds no page for his."""
    bea = make_user("Bea", borough.school, Role.KEY_WORKER)
    let_help(family, bea, ada)
    said = {"Kelly": (Category.IDENTITY, Category.PLAN), "Marcus": (Category.PLAN,)}
    for name, kinds in said.items():
        yes = [acts.Decision(borough.school, kind, "given") for kind in kinds]
        acts.record_consents(person=member(family, name), decisions=yes, by=ada)
    pages = {
        name: as_user(bea).get(url_of(member(family, name).consents.get(category=Category.PLAN)))
        for name in said
    }
    assert b"Change Kelly\xe2\x80\x99s yes to a no" in pages["Kelly"].content
    assert pages["Marcus"].status_code == 404
    assert as_user(ada).get(
        url_of(member(family, "Marcus").consents.get())
    ).content.count(b"Marcus")  # fmt: skip


def url_of(consent: Consent) -> str:
    return reverse("families:withdraw-consent", args=[consent.key])


def test_a_parent_who_may_not_be_known_is_not_named_beside_a_child_s_yes(
    family, borough, ada, with_cas, cas, as_user
):
    """Marcus said yes for Jayden, and no to being named to the school himself."""
    jayden, marcus = member(family, "Jayden"), member(family, "Marcus")
    type(marcus).objects.filter(pk=marcus.pk).update(parental_duties=True)
    yes = [
        acts.Decision(borough.school, part, "given") for part in (Category.IDENTITY, Category.PLAN)
    ]
    type(jayden).objects.filter(pk=jayden.pk).update(born=timezone.localdate() - timedelta(3000))
    marcus.refresh_from_db()
    jayden.refresh_from_db()
    acts.record_consents(person=jayden, given_by=marcus, decisions=yes, by=ada)
    page = f"{url(family, 'consent')}?person={jayden.key}"
    ours, theirs = (as_user(user).get(page).content.decode() for user in (ada, cas))
    assert "by Marcus, a parent" in ours
    assert "by a parent" in theirs
    assert "Marcus" not in theirs
