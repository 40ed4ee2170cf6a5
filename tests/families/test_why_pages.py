"""Why can I see this, who else can, and whom do I ask for what I can't see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.identity import identify
from families.models import Consent, Involvement, Visit
from families.why.audience import audiences
from sharing.models import Agreement, Category, Line
from tests import cast
from tests.cast import make_agency, make_line, make_user, member


@pytest.fixture
def nurse(borough):
    """A nurse of a health service whose agreement lets it be known to be there."""
    clinic = make_agency(borough.authority, "Merrowby NHS", "health")
    clinic.phone = "01632 960312"
    clinic.save()
    borough.agreement.parties.add(clinic)
    make_line(borough.agreement, clinic, borough.early_help, Category.SERVICES,
              consent_needed=False)  # fmt: skip
    return make_user("Nia", clinic, "practitioner")


@pytest.fixture
def known_to_nurse(family, nurse, ada):
    """The service's own row about Kelly."""
    return acts.record_service(
        person=member(family, "Kelly"), kind="health", state="now", name="Health visitor",
        contact="Nia Bell", phone="01632 960312", owner=nurse.agency, by=ada,
    )  # fmt: skip


@pytest.fixture
def visit(case, ada):
    return acts.record_visit(
        case=case, happened_at=timezone.now() - timedelta(hours=1), place="home",
        seen=[acts.SeenPerson(member(case.family, "Kelly"))], notes=[acts.NewNote("home", "words")],
        by=ada,
    )  # fmt: skip


def say(person, agency, category, state, by):
    return acts.record_consents(
        person=person, decisions=[acts.Decision(agency, category, state)], by=by
    )[0]


def why(browser, family):
    return browser.get(reverse("families:why", args=[family.reference])).content.decode()


def test_a_record_says_the_link_the_writer_and_who_else(visit, ada, dot, as_user):
    page = as_user(ada).get(reverse("families:why-visit", args=[visit.key])).content.decode()
    for words in ("You work with this family", "Lead worker, since", "Merrowby Early Help wrote it",
                  "Nothing shuts you out", "Family Hub"):  # fmt: skip
        assert words in page
    assert "Larkmoor Academy" not in page


def test_a_record_is_not_explained_to_who_may_not_know_it(visit, ben, with_cas, cas, as_user):
    for user in (ben, cas):
        url = reverse("families:why-visit", args=[visit.key])
        assert as_user(user).get(url).status_code == 404


def test_another_agencys_record_names_the_line_and_the_yes(
    family, with_cas, cas, ada, borough, as_user
):
    say(member(family, "Kelly"), borough.school, Category.IDENTITY, "given", ada)
    say(member(family, "Kelly"), borough.school, Category.PLAN, "given", ada)
    plan = acts.agree_plan(
        case=family.open_case, goals=[acts.NewGoal("goal")], agreed_with=[member(family, "Kelly")],
        review_on=timezone.localdate() + timedelta(days=9), by=ada,
    )  # fmt: skip
    page = as_user(cas).get(reverse("families:why-plan", args=[plan.key])).content.decode()
    assert "Merrowby Early Help may tell Larkmoor Academy about assessment and plan" in page
    assert reverse("sharing:agreement", args=[borough.agreement.key]) in page
    assert "Kelly said yes on" in page
    assert "Ada Example" in page


def test_who_else_is_named_only_where_the_whole_rule_lets_them_in(
    family, with_cas, ada, borough, as_user
):
    page = why(as_user(ada), family)
    assert "Nothing of it today." in page
    say(member(family, "Kelly"), borough.school, Category.PLAN, "given", ada)
    page = why(as_user(ada), family)
    assert "Assessment and plan." in page
    say(member(family, "Marcus"), borough.school, Category.PLAN, "refused", ada)
    page = why(as_user(ada), family)
    assert "About some people only: assessment and plan." in page


def test_nobody_is_named_whose_link_may_not_be_seen(family, with_cas, cas, ada, borough, as_user):
    """A link that another agency made, under no line to the school."""
    eve_like = make_user("Zed", borough.charity, "practitioner")
    Involvement.objects.create(family=family, post=eve_like.post, kind="team_around",
                               owner=borough.charity)  # fmt: skip
    say(member(family, "Kelly"), borough.school, Category.IDENTITY, "given", ada)
    assert "Zed Example" not in why(as_user(cas), family)
    assert "Lantern Trust" not in why(as_user(cas), family)


def test_what_one_cannot_see_is_answered_where_the_agency_may_be_known(
    family, known_to_nurse, ada, as_user
):
    page = why(as_user(ada), family)
    assert "Health: Kelly" in page
    said = "Merrowby NHS has no agreement to tell Merrowby Early Help about health."
    assert said in page
    assert "Ask Nia Bell" in page
    assert "01632 960312" in page


def test_the_answer_is_the_same_whether_or_not_anything_is_held(
    family, known_to_nurse, nurse, ada, as_user, case
):
    before = why(as_user(ada), family)
    visit = Visit.objects.create(case=case, recorded_by=nurse, owner=nurse.agency)
    visit.notes.create(heading="worries", text="x", category=Category.HEALTH, owner=nurse.agency)
    after = why(as_user(ada), family)
    cut = "What you can’t see"
    assert before.split(cut)[1].split("</section>")[0] == after.split(cut)[1].split("</section>")[0]


def test_without_a_presence_line_there_is_no_question(
    family, known_to_nurse, ada, borough, as_user, api_as
):
    borough.agreement.lines.filter(from_agency=known_to_nurse.owner).delete()
    for page in (
        why(as_user(ada), family),
        as_user(ada).get(reverse("families:family", args=[family.reference])).content.decode(),
        api_as(ada).get(f"/api/families/{family.reference}/presence/").content.decode(),
    ):
        assert "Merrowby NHS" not in page
        assert "Health visitor" not in page
        assert "01632 960312" not in page


def test_a_line_that_needs_a_yes_tells_nothing_before_it(
    family, known_to_nurse, ada, borough, as_user
):
    borough.agreement.lines.filter(from_agency=known_to_nurse.owner).update(consent_needed=True)
    assert "Merrowby NHS" not in why(as_user(ada), family)
    say(member(family, "Kelly"), borough.early_help, Category.SERVICES, "given", ada)
    assert "Merrowby NHS" in why(as_user(ada), family)


def test_presence_by_api_is_whom_to_ask_and_nothing_else(family, known_to_nurse, ada, api_as):
    answer = api_as(ada).get(f"/api/families/{family.reference}/presence/").json()
    assert answer["present"] == [{
        "agency": "Merrowby NHS",
        "words": "Known to Merrowby NHS, ask Nia Bell (01632 960312)",
        "contact": {"name": "Nia Bell", "phone": "01632 960312"},
    }]  # fmt: skip
    assert {row["category"] for row in answer["closed"]} == {"health", "mental_health"}


def test_a_lapsed_agreement_is_told_with_its_day(family, known_to_nurse, ada, borough, as_user):
    old = Agreement.objects.create(
        title="Old", state="active", starts_on=cast.LONG_AGO,
        ends_on=timezone.localdate().replace(year=2021),
    )  # fmt: skip
    old.parties.add(known_to_nurse.owner, borough.early_help)
    make_line(old, known_to_nurse.owner, borough.early_help, Category.HEALTH)
    assert "about health since" in why(as_user(ada), family)


def test_a_reader_is_not_told_whose_no_it_was(family, with_cas, nurse, ada, borough, as_user):
    """The school may not read consents, so it hears only that there is no yes."""
    acts.start_involvement(family=family, kind="team_around", post=nurse.post, by=ada)
    make_line(borough.agreement, nurse.agency, borough.school, Category.HEALTH)
    opened = {"consent_needed": False}
    make_line(borough.agreement, nurse.agency, borough.school, Category.SERVICES, **opened)
    say(member(family, "Kelly"), borough.school, Category.IDENTITY, "given", ada)
    say(member(family, "Kelly"), borough.school, Category.HEALTH, "refused", ada)
    page = why(as_user(with_cas.post.user), family)
    assert "It does not have the family’s yes." in page
    assert "said no" not in page


def test_a_partner_is_not_told_who_else_helps_without_a_line(
    family, with_cas, nurse, ada, dot, borough
):
    """That CAMHS works with a family says much; a line for services involved opens it (P9)."""
    around = acts.start_involvement(family=family, kind="team_around", post=nurse.post, by=ada)
    say(member(family, "Kelly"), borough.school, Category.IDENTITY, "given", ada)
    cas = with_cas.post.user
    seen = set(Involvement.objects.visible_to(cas))
    assert with_cas in seen
    assert Involvement.objects.get(kind="lead_worker", ended_at=None) in seen
    assert around not in seen
    assert around in Involvement.objects.visible_to(ada)
    make_line(
        borough.agreement, nurse.agency, borough.school, Category.SERVICES, consent_needed=False
    )
    borough.agreement.parties.add(nurse.agency)
    assert around in Involvement.objects.visible_to(cas)


def test_a_form_says_who_will_see_it_before_it_is_saved(family, with_cas, ada, borough, as_user):
    def form():
        url = reverse("families:assess", args=[family.reference])
        return as_user(ada).get(url).content.decode()

    assert "Merrowby Early Help only." in form()
    say(member(family, "Kelly"), borough.school, Category.PLAN, Consent.State.GIVEN, ada)
    assert "Merrowby Early Help and Larkmoor Academy." in form()
    assert "Cas Example" in form()
    say(member(family, "Marcus"), borough.school, Category.PLAN, Consent.State.REFUSED, ada)
    assert "Merrowby Early Help only." in form()
    assert "About Kelly alone also Larkmoor Academy." in form()


def test_who_would_see_something_of_a_visit_is_not_said_to_see_nothing(
    family, with_cas, ada, borough, as_user
):
    ours = with_cas.family.owner
    make_line(borough.agreement, ours, borough.school, Category.HEALTH, consent_needed=True)

    def said() -> str:
        page = as_user(ada).get(reverse("families:record-visit", args=[family.reference]))
        return page.content.decode().split("Who will see this visit")[1]

    assert "Nothing" in said()
    say(member(family, "Kelly"), borough.school, Category.HEALTH, Consent.State.GIVEN, ada)
    say(member(family, "Marcus"), borough.school, Category.HEALTH, Consent.State.REFUSED, ada)
    assert "About Kelly alone also Larkmoor Academy." in said()
    assert "Nothing" not in said()


@pytest.mark.parametrize("name", ["add-contact", "add-warning", "add-person", "add-home",
                                  "add-action", "record-visit", "agree-plan"])  # fmt: skip
def test_every_form_names_its_readers(name, family, ada, as_user):
    page = as_user(ada).get(reverse(f"families:{name}", args=[family.reference]))
    assert "Merrowby Early Help" in page.content.decode()
    assert "Who will see" in page.content.decode()


def test_the_api_says_who_would_see_it(family, with_cas, ada, borough, api_as):
    say(member(family, "Kelly"), borough.school, Category.PLAN, "given", ada)
    rows = api_as(ada).get(f"/api/families/{family.reference}/audience/").json()
    agencies = {row["category"]: row["agencies"] for row in rows}
    assert agencies["plan"] == ["Merrowby Early Help", "Larkmoor Academy"]
    assert agencies["case_notes"] == ["Merrowby Early Help"]


def test_the_api_explains_a_record(visit, ada, api_as):
    said = api_as(ada).get(f"/api/visits/{visit.key}/explain/").json()
    assert said["chain"][0]["heading"] == "You work with this family"
    assert [knower["name"] for knower in said["knowers"]] == ["Family Hub"]


def test_who_will_see_counts_a_decision_to_share(family, with_cas, borough, ada):
    """Nobody said yes to the school; a decision to share in danger lets it read the plan."""

    def agencies() -> tuple[str, ...]:
        identity = identify(ada, pk=family.pk)
        return audiences(identity, ada, [Category.PLAN])[Category.PLAN].agencies

    assert agencies() == (str(borough.early_help),)
    today = timezone.localdate()
    family.overrides.create(
        agency=borough.school, category=Category.PLAN, reason="Danger", basis="Vital interests",
        since=today, until=today, decided_by=ada, owner=family.owner,
    )  # fmt: skip
    assert agencies() == (str(borough.early_help), str(borough.school))


def test_a_yes_of_several_people_is_one_line(family, with_cas, ada, cas, borough, as_user):
    """A lead worker read “said yes” 35 times, once for each child and agency."""
    Line.objects.filter(category=Category.EDUCATION).update(consent_needed=True)
    Agreement.objects.update(ends_on=timezone.localdate() + timedelta(days=90))
    say(member(family, "Kelly"), borough.early_help, Category.EDUCATION, "given", ada)
    acts.record_consents(
        person=member(family, "Jayden"), given_by=member(family, "Kelly"), by=ada,
        decisions=[acts.Decision(borough.early_help, Category.EDUCATION, "given")],
    )  # fmt: skip
    say(member(family, "Marcus"), borough.early_help, Category.EDUCATION, "refused", ada)
    page = why(as_user(ada), family)
    assert page.count("<p>Education. ") == 1
    assert "Kelly and Jayden said yes on" in page
