"""Agreements are written, signed, activated, suspended, replaced and ended; each no has a field."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from sharing import acts
from sharing.models import Agency, Agreement, Category, JournalEntry, Line, Role, Signature
from sharing.refusals import Refused
from tests.cast import make_agency, make_user
from tests.sharing.agreements_made import (
    CO_OPERATION,
    a_draft,
    a_line,
    again,
    days,
    in_force,
    sign,
    someone_to_sign,
)

WELFARE = "Welfare Reform Act 2012, section 131, with SI 2012/1483, regulation 5(1)(d)"


@pytest.fixture
def sue(borough):
    """Supervisor of the charity."""
    return someone_to_sign(borough)


def opens(agreement) -> int:
    return Line.objects.in_force().filter(agreement=agreement).count()


def refused(act, **kwargs) -> Refused:
    with pytest.raises(Refused) as no, transaction.atomic():
        act(**kwargs)
    return no.value


def test_a_signed_draft_takes_effect_and_the_journal_says_who(borough, lou, sue):
    agreement = in_force(borough, lou, sue)
    assert opens(agreement) == 1
    assert again(agreement).standing == "active"
    assert JournalEntry.objects.verbs()[-5:] == [
        "agreement.draft", "line.add", "agreement.sign", "agreement.sign", "agreement.activate",
    ]  # fmt: skip


def test_a_draft_opens_nothing(borough, lou):
    assert opens(a_draft(borough, lou)) == 0


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ({"ends_on": -1}, "ends_on"),
        ({"review_on": 400}, "review_on"),
        ({"parties": ["early_help"]}, "parties"),
        ({"parties": ["school", "charity"]}, "parties"),
        ({"title": "merrowby FAMILY agreement"}, "title"),
        ({"title": " "}, "title"),
    ],
)
def test_a_wrong_head_is_refused_at_its_field(head, field, borough, lou):
    given = {
        "title": "New", "parties": ["early_help", "charity"], "starts_on": 0, "ends_on": 365,
        "review_on": 100,
    } | head  # fmt: skip
    given["parties"] = [getattr(borough, name) for name in given["parties"]]
    for name in ("starts_on", "ends_on", "review_on"):
        given[name] = days(given[name])
    assert refused(acts.draft_agreement, **given, by=lou).field == field
    assert Agreement.objects.count() == 1


def test_pressing_twice_drafts_one(borough, lou):
    a_draft(borough, lou)
    with pytest.raises(Refused, match="this title already"):
        a_draft(borough, lou)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"to_agency": "early_help"}, "to_agency"),
        ({"to_agency": "school"}, "to_agency"),
        ({"category": Category.HEALTH}, "condition"),
        ({"gateway": "Housing Act 1996, sections 213 and 213A"}, "gateway"),
        ({"audience": "named"}, "named"),
        ({"audience": "named", "named": "ada", "category": Category.CONTACT}, "named"),
        ({}, "category"),
        ({"consent_needed": False}, "category"),
    ],
)
def test_a_wrong_line_is_refused_at_its_field(terms, field, borough, lou, ada):
    agreement = a_draft(borough, lou)
    if "to_agency" in terms:
        terms = terms | {"to_agency": getattr(borough, terms["to_agency"])}
    if "named" in terms:
        terms = terms | {"named": ada}
    no = refused(acts.add_line, agreement=agreement, line=a_line(borough, **terms), by=lou)
    assert no.field == field
    assert agreement.lines.count() == 1


def test_a_party_that_is_not_active_gets_no_line_and_no_agreement(borough, lou, sue):
    agreement = a_draft(borough, lou)
    sign(agreement, lou, sue)
    Agency.objects.filter(pk=borough.charity.pk).update(is_active=False)
    line = a_line(borough, Category.CONTACT)
    line = acts.NewLine(**{name: getattr(line, name) for name in line.__dataclass_fields__})
    line.to_agency.refresh_from_db()
    assert refused(acts.add_line, agreement=agreement, line=line, by=lou).field == "to_agency"
    assert "no longer active" in str(refused(acts.activate_agreement, agreement=agreement, by=lou))


def test_a_line_that_another_agreement_in_force_has_is_refused(borough, lou, sue):
    in_force(borough, lou, sue)
    second = acts.draft_agreement(
        title="Second", parties=[borough.early_help, borough.charity], starts_on=days(0), by=lou
    )
    no = refused(
        acts.add_line, agreement=second, line=a_line(borough, consent_needed=False), by=lou
    )
    assert no.field == "category"
    assert "Lantern Trust and Early Help" in str(no)


def test_two_drafts_with_the_same_line_cannot_both_take_effect(borough, lou, sue):
    first, second = a_draft(borough, lou), a_draft(borough, lou, title="Second")
    for agreement in (first, second):
        sign(agreement, lou, sue)
    acts.activate_agreement(agreement=first, by=lou)
    assert "says this already" in str(refused(acts.activate_agreement, agreement=second, by=lou))


def test_benefit_data_under_social_security_law_never_flows_on(borough, lou):
    jobcentre = make_agency(borough.authority, "Jobcentre", Agency.Kind.JOBCENTRE)
    parties = [borough.early_help, borough.charity, jobcentre]
    benefits = {"category": Category.EMPLOYMENT, "consent_needed": False}
    coming = a_line(
        borough, from_agency=jobcentre, to_agency=borough.early_help, gateway=WELFARE, **benefits
    )
    agreement = a_draft(borough, lou, coming, parties=parties)
    onward = a_line(borough, **benefits)
    no = refused(acts.add_line, agreement=agreement, line=onward, by=lou)
    assert (no.field, "may not be passed on" in str(no)) == ("category", True)
    sideways = a_line(borough, **benefits | {"gateway": WELFARE})
    assert refused(acts.add_line, agreement=agreement, line=sideways, by=lou).field == "gateway"


def test_benefit_data_stays_where_it_is_after_its_agreement_is_over(borough, lou):
    jobcentre = make_agency(borough.authority, "Jobcentre", Agency.Kind.JOBCENTRE)
    benefits = {"category": Category.EMPLOYMENT, "consent_needed": False}
    coming = a_line(
        borough, from_agency=jobcentre, to_agency=borough.early_help, gateway=WELFARE, **benefits
    )
    parties = [borough.early_help, jobcentre]
    over = a_draft(borough, lou, coming, parties=parties, title="Jobcentre")
    given_up = a_draft(borough, lou)
    onward = a_line(borough, **benefits)
    acts.end_agreement(agreement=over, reason="Given up for now", by=lou)
    added = acts.add_line(agreement=given_up, line=onward, by=lou)  # nothing ever came
    acts.remove_line(line=added, by=lou)
    Agreement.objects.filter(pk=over.pk).update(activated_on=days(-30))
    no = refused(acts.add_line, agreement=given_up, line=onward, by=lou)
    assert "may not be passed on" in str(no)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"found": " "}, "found"), ({"review_on": 0}, "review_on"), ({"review_on": 900}, "review_on")],
)
def test_a_review_is_written_down_and_sets_the_next(change, field, borough, lou, sue):
    agreement = in_force(borough, lou, sue, review_on=days(5))
    given = {"found": "Nothing to change", "review_on": 200} | change
    given["review_on"] = days(given["review_on"])
    assert refused(acts.review_agreement, agreement=agreement, by=lou, **given).field == field
    good = {"found": "Nothing to change", "review_on": days(200)}
    acts.review_agreement(agreement=agreement, by=lou, **good)
    assert again(agreement).review_on == days(200)
    assert JournalEntry.objects.get(verb="agreement.review").why == "Nothing to change"
    assert opens(agreement) == 1


def test_a_receiver_that_passes_benefits_on_elsewhere_gets_none(borough, lou, sue):
    benefits = {"category": Category.EMPLOYMENT, "consent_needed": False}
    in_force(borough, lou, sue, a_line(borough, **benefits))
    jobcentre = make_agency(borough.authority, "Jobcentre", Agency.Kind.JOBCENTRE)
    second = acts.draft_agreement(
        title="Jobcentre", parties=[borough.early_help, jobcentre], starts_on=days(0), by=lou
    )
    coming = a_line(
        borough, from_agency=jobcentre, to_agency=borough.early_help, gateway=WELFARE, **benefits
    )
    assert refused(acts.add_line, agreement=second, line=coming, by=lou).field == "to_agency"


def test_nothing_unsigned_or_empty_or_over_takes_effect(borough, lou, sue):
    agreement = a_draft(borough, lou)
    assert "must sign" in str(refused(acts.activate_agreement, agreement=agreement, by=lou))
    acts.remove_line(line=agreement.lines.get(), by=lou)
    assert "no lines" in str(refused(acts.activate_agreement, agreement=agreement, by=lou))
    text = again(agreement).fingerprint
    assert "nothing to sign" in str(
        refused(acts.sign_agreement, agreement=agreement, fingerprint=text, by=lou)
    )
    acts.add_line(agreement=agreement, line=a_line(borough), by=lou)
    Agreement.objects.filter(pk=agreement.pk).update(starts_on=days(-9), ends_on=days(-1))
    sign(agreement, lou, sue)
    assert "last day has passed" in str(
        refused(acts.activate_agreement, agreement=agreement, by=lou)
    )


def test_two_people_of_one_party_are_not_two_signatories(borough, lou):
    agreement, hal = a_draft(borough, lou), someone_to_sign(borough, "early_help", "Uma")
    sign(agreement, lou)
    with pytest.raises(Refused, match="Lou Example has signed it for Merrowby Early Help"):
        sign(agreement, hal)


def test_one_person_in_two_posts_signs_once(borough, lou, sue):
    agreement = a_draft(borough, lou)
    sign(agreement, lou)
    other = lou.posts.create(agency=borough.charity, role=Role.SHARING_LEAD)
    with pytest.raises(Refused, match="You have signed it already"):
        sign(agreement, type(lou).objects.get(pk=lou.pk).acting_as(other))


def test_a_text_that_changed_while_it_was_read_is_not_signed(borough, lou, sue):
    agreement = a_draft(borough, lou)
    read = again(agreement).fingerprint
    acts.add_line(agreement=agreement, line=a_line(borough, Category.CONTACT), by=lou)
    no = refused(acts.sign_agreement, agreement=agreement, fingerprint=read, by=sue)
    assert "changed while you read it" in str(no)


def changes(agreement, borough, lou):
    line = agreement.lines.get()
    head = {"title": "Renamed", "parties": agreement.parties.all(), "starts_on": days(0)}
    return {
        "head": lambda: acts.change_agreement(agreement=agreement, **head, by=lou),
        "add": lambda: acts.add_line(
            agreement=agreement, line=a_line(borough, Category.CONTACT), by=lou
        ),
        "change": lambda: acts.change_line(
            line=line, to=a_line(borough, consent_needed=False), by=lou
        ),
        "remove": lambda: acts.remove_line(line=line, by=lou),
        "attach": lambda: acts.attach_document(
            agreement=agreement, title="DPIA", content=b"%PDF-1.7", by=lou
        ),
    }


@pytest.mark.parametrize("what", ["head", "add", "change", "remove", "attach"])
def test_a_change_clears_the_signatures(what, borough, lou, sue, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    agreement = a_draft(borough, lou)
    sign(agreement, lou, sue)
    changes(agreement, borough, lou)[what]()
    assert not Signature.objects.exists()
    with pytest.raises(Refused):
        acts.activate_agreement(agreement=agreement, by=lou)


def test_a_text_changed_behind_the_acts_is_not_activated(borough, lou, sue):
    agreement = a_draft(borough, lou)
    sign(agreement, lou, sue)
    agreement.lines.update(consent_needed=False)
    assert "must sign" in str(refused(acts.activate_agreement, agreement=agreement, by=lou))


def test_suspending_and_resuming_bite_at_once(borough, lou, sue):
    agreement = in_force(borough, lou, sue)
    assert refused(acts.suspend_agreement, agreement=agreement, reason=" ", by=lou).field == (
        "reason"
    )
    acts.suspend_agreement(agreement=agreement, reason="A letter went astray", by=lou)
    assert (opens(agreement), again(agreement).reason) == (0, "A letter went astray")
    acts.resume_agreement(agreement=agreement, by=lou)
    assert (opens(agreement), again(agreement).reason) == (1, "")
    assert "Only a suspended" in str(refused(acts.resume_agreement, agreement=agreement, by=lou))


def test_what_another_agreement_took_over_does_not_resume(borough, lou, sue):
    agreement = in_force(borough, lou, sue)
    acts.suspend_agreement(agreement=agreement, reason="A letter went astray", by=lou)
    in_force(borough, lou, sue, title="Second")
    assert "says this already" in str(refused(acts.resume_agreement, agreement=agreement, by=lou))


def test_what_ended_stays_readable_and_never_comes_back(borough, lou, sue):
    agreement = in_force(borough, lou, sue)
    acts.end_agreement(agreement=agreement, reason="The project is over", by=lou)
    assert opens(agreement) == 0
    assert Agreement.objects.visible_to(sue).filter(pk=agreement.pk).exists()
    for act, more in (
        (acts.resume_agreement, {}),
        (acts.activate_agreement, {}),
        (acts.revise_agreement, {}),
        (acts.end_agreement, {"reason": "Once more"}),
    ):
        refused(act, agreement=agreement, by=lou, **more)


def test_a_new_version_takes_the_place_of_the_old_one(borough, lou, sue):
    old = in_force(borough, lou, sue)
    new = acts.revise_agreement(agreement=old, by=lou)
    assert (new.version, new.lines.count(), opens(old)) == (2, 1, 1)
    refused(acts.revise_agreement, agreement=old, by=lou)
    acts.change_line(line=new.lines.get(), to=a_line(borough, consent_needed=False), by=lou)
    sign(new, lou, sue)
    acts.activate_agreement(agreement=new, by=lou)
    assert (opens(old), opens(new)) == (0, 1)
    assert (again(old).standing, again(old).state) == ("replaced", "ended")
    assert again(old).lines.get().consent_needed is True
    assert Agreement.objects.visible_to(sue).filter(pk=old.pk).exists()


def test_a_new_version_that_begins_later_leaves_no_day_without(borough, lou, sue):
    old = in_force(borough, lou, sue)
    new = acts.revise_agreement(agreement=old, by=lou)
    acts.change_agreement(
        agreement=new, title=new.title, parties=new.parties.all(), starts_on=days(10), by=lou
    )
    sign(new, lou, sue)
    acts.activate_agreement(agreement=new, by=lou)
    for day, bound in ((0, [old]), (9, [old]), (10, [new]), (400, [new])):
        found = Agreement.objects.in_force(days(day)).filter(pk__in=[old.pk, new.pk])
        assert list(found) == bound
    acts.end_agreement(agreement=new, reason="We thought again", by=lou)
    assert list(Agreement.objects.in_force(days(10)).filter(pk=old.pk)) == [old]


def test_a_party_that_leaves_takes_its_lines_with_it(borough, lou, sue):
    agreement = in_force(
        borough, lou, sue, a_line(borough), a_line(borough, to_agency=borough.school, gateway=
        CO_OPERATION, category=Category.CONTACT),
        parties=[borough.early_help, borough.charity, borough.school],
    )  # fmt: skip
    assert opens(agreement) == 2
    leave = {"agreement": agreement, "reason": "It closed its service", "by": lou}
    acts.leave_agreement(party=borough.charity, **leave)
    assert [line.to_agency for line in Line.objects.in_force().filter(agreement=agreement)] == [
        borough.school
    ]
    assert refused(acts.leave_agreement, party=borough.charity, **leave).field == "party"
    assert refused(acts.leave_agreement, party=borough.police, **leave).field == "party"
    new = acts.revise_agreement(agreement=agreement, by=lou)
    assert borough.charity not in new.parties.all()
    acts.suspend_agreement(agreement=agreement, reason="Just to see", by=lou)
    acts.resume_agreement(agreement=agreement, by=lou)
    assert opens(agreement) == 1


def test_only_a_draft_is_changed(borough, lou, sue):
    agreement = in_force(borough, lou, sue)
    line = agreement.lines.get()
    for act, kwargs in (
        (acts.add_line, {"agreement": agreement, "line": a_line(borough, Category.CONTACT)}),
        (acts.change_line, {"line": line, "to": a_line(borough, consent_needed=False)}),
        (acts.remove_line, {"line": line}),
    ):
        assert "Only a draft" in str(refused(act, **kwargs, by=lou))


def test_who_may_not(borough, lou, sue, ada, eve):
    agreement = a_draft(borough, lou)
    for who in (ada, sue):
        with pytest.raises(PermissionDenied):
            acts.activate_agreement(agreement=agreement, by=who)
    with pytest.raises(PermissionDenied):
        sign(agreement, eve)
    other = make_user("Pip", borough.school, Role.SHARING_LEAD)
    no = refused(acts.end_agreement, agreement=agreement, reason="Because", by=other)
    assert "its own parties" in str(no)
    hal = someone_to_sign(borough, "police", "Hob")
    with pytest.raises(Http404):
        sign(agreement, hal)
