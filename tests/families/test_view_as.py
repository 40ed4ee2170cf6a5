"""View as: the rule's answers for a post, no contents; nothing changes; it ends; it is written."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from families import acts
from families.models import Family, ViewAs
from sharing.acts import make_token
from sharing.looking import only_looking
from sharing.models import Authority, Category, JournalEntry, Post, User
from sharing.refusals import Refused
from tests.cast import let_help, make_agency, make_family, make_user, member

WHY = "The school asked why it sees no plan"
NAMES = ("Kelly", "Marcus", "Jayden", "Doyle", "Orchard Rise", "Ada Example")


@pytest.fixture
def viewing(family, with_cas, cas, lou):
    return acts.start_viewing_as(post=cas.post, reference=family.reference, reason=WHY, by=lou)


def page(browser, viewing) -> str:
    return browser.get(viewing.get_absolute_url()).content.decode()


def test_it_is_started_by_page_and_says_what_they_could_open(
    with_cas, cas, ada, borough, lou, as_user
):
    family = with_cas.family
    browser = as_user(lou)
    form = {"post": cas.post.key, "reference": family.reference, "reason": WHY}
    shown = browser.post(reverse("families:view-as"), form, follow=True).content.decode()
    assert "No: for them it does not exist" in shown
    assert "Nobody in the family has said yes to it." in shown
    for category in (Category.IDENTITY, Category.PLAN):
        decision = acts.Decision(borough.school, category, "given")
        acts.record_consents(person=member(family, "Kelly"), decisions=[decision], by=ada)
    shown = page(browser, ViewAs.objects.get())
    assert "No: for them it does not exist" not in shown
    assert "Someone it is about said yes." in shown
    assert not [name for name in NAMES if name in shown]


def test_it_agrees_with_what_the_post_really_sees(viewing, cas, ada, borough, lou, api_as):
    family = viewing.family

    def known():
        return api_as(lou).get(f"/api/viewings/{viewing.key}/seen/").json()["known"]

    assert known() is Family.objects.visible_to(cas).exists() is False
    decision = acts.Decision(borough.school, Category.IDENTITY, "given")
    acts.record_consents(person=member(family, "Kelly"), decisions=[decision], by=ada)
    assert known() is Family.objects.visible_to(cas).exists() is True
    Post.objects.filter(pk=cas.post.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert known() is False


def test_agencies_are_listed_by_agreement_and_not_by_involvement(viewing, family, pat, ada, lou,
                                                                 as_user):  # fmt: skip
    before = page(as_user(lou), viewing)
    acts.start_involvement(family=family, kind="team_around", post=pat.post, by=ada)
    assert "Merrowby Police" not in before
    assert "Merrowby Police" not in page(as_user(lou), viewing)


def test_nothing_can_be_changed_while_it_runs(viewing, lou, ada, borough, as_user):
    browser = as_user(lou)
    answer = browser.post(
        reverse("sharing:suspend-agreement", args=[borough.agreement.key]), {"reason": "Enough"}
    )
    assert answer.status_code == 403
    assert "Press Stop first" in answer.content.decode()
    borough.agreement.refresh_from_db()
    assert borough.agreement.state == "active"
    with only_looking(), pytest.raises(PermissionDenied):
        acts.note_warning(family=viewing.family, text="Dog", by=ada)


def test_the_api_changes_nothing_either(viewing, lou, borough, api_as):
    url = f"/api/agreements/{borough.agreement.key}/suspend/"
    assert api_as(lou).post(url, {"reason": "Enough of this"}).status_code == 403
    borough.agreement.refresh_from_db()
    assert borough.agreement.state == "active"


@pytest.mark.parametrize("role", ["sharing_lead", "supervisor"])
def test_nor_does_a_program_of_theirs_in_whichever_post(role, viewing, lou, borough):
    """It still reads: what it may read is no other than before."""
    post = lou.post
    if role != post.role:
        post = Post.objects.create(user=lou, agency=borough.early_help, role=role)
    token = make_token(name="Figures", days=30, by=User.objects.get(pk=lou.pk).acting_as(post))
    program = APIClient(headers={"Authorization": f"Bearer {token.secret}"})
    url = f"/api/agreements/{borough.agreement.key}/"
    sign, end = f"{url}sign/", f"/api/viewings/{viewing.key}/end/"
    said = {"fingerprint": borough.agreement.fingerprint}
    assert program.post(sign, said, format="json").status_code == 403
    assert not borough.agreement.signatures.exists()
    assert program.get(url).status_code == 200
    acts.end_viewing(viewing=viewing, by=lou)
    assert program.post(end).status_code == 404
    assert program.post(sign, said, format="json").status_code != 403


def test_another_role_of_the_same_person_does_not_get_out_of_it(viewing, lou, borough, as_user):
    second = Post.objects.create(user=lou, agency=borough.early_help, role="supervisor")
    browser = as_user(lou)
    answer = browser.post(reverse("role"), {"post": second.pk})
    assert answer.status_code == 403
    session = browser.session
    session["acting_post"] = second.pk
    session.save()
    assert "You view as Cas Example" in browser.get(reverse("home")).content.decode()
    assert browser.post(reverse("families:view-as")).status_code == 403


def test_every_page_says_so_and_a_press_ends_it(viewing, lou, as_user):
    browser = as_user(lou)
    for name in ("home", "sharing:agreements", "help"):
        assert (
            "You view as Cas Example, Larkmoor Academy."
            in browser.get(reverse(name)).content.decode()
        )
    browser.post(reverse("families:end-viewing", args=[viewing.key]))
    assert "You view as" not in browser.get(reverse("home")).content.decode()
    assert browser.get(viewing.get_absolute_url()).status_code == 404


def test_it_ends_by_itself_after_a_quarter_of_an_hour(viewing, lou, as_user):
    browser = as_user(lou)
    assert viewing.ends_at - viewing.started_at == timedelta(minutes=15)
    assert browser.get(viewing.get_absolute_url()).status_code == 200
    long_ago = {"started_at": ago(minutes=15, seconds=1), "ends_at": ago(seconds=1)}
    ViewAs.objects.filter(pk=viewing.pk).update(**long_ago)
    assert browser.get(viewing.get_absolute_url()).status_code == 404
    assert "You view as" not in browser.get(reverse("home")).content.decode()
    assert acts.start_viewing_as(
        post=viewing.post, reference=viewing.family.reference, reason=WHY, by=lou
    ) != viewing  # fmt: skip


def ago(**how_long):
    return timezone.now() - timedelta(**how_long)


def test_the_journal_keeps_who_as_whom_and_why_on_the_family(viewing, family, cas, lou, as_user):
    page(as_user(lou), viewing)
    started = JournalEntry.objects.get(verb="view_as.start")
    assert (started.by, started.family_id, started.why) == (lou, family.pk, WHY)
    assert started.data["post"] == cas.post.pk
    assert JournalEntry.objects.filter(verb="viewas.see", by=lou, family_id=family.pk).exists()


def test_asked_twice_it_is_one_and_asked_anew_it_is_another(viewing, family, cas, ada, lou):
    again = acts.start_viewing_as(post=cas.post, reference=family.reference, reason=WHY, by=lou)
    assert again == viewing
    other = acts.start_viewing_as(post=ada.post, reference=family.reference, reason=WHY, by=lou)
    viewing.refresh_from_db()
    assert other != viewing
    assert viewing.ended_at


@pytest.mark.parametrize(
    ("change", "field"),
    [({"reference": "WF-00000"}, "reference"), ({"reason": "Because"}, "reason")],
)
def test_it_says_no_at_the_field(change, field, family, cas, lou):
    given = {"post": cas.post, "reference": family.reference, "reason": WHY} | change
    with pytest.raises(Refused) as no:
        acts.start_viewing_as(**given, by=lou)
    assert no.value.field == field


def test_a_role_that_sees_no_family_cannot_be_viewed_as(family, max, lou):  # noqa: A002
    with pytest.raises(Refused):
        acts.start_viewing_as(post=max.post, reference=family.reference, reason=WHY, by=lou)


def test_a_closed_record_is_answered_like_one_that_does_not_exist(family, cas, hal, lou, as_user):
    acts.place_restriction(
        family=family, reason="Staff", named=[hal], review_on=timezone.localdate(), by=hal
    )
    browser, said = as_user(lou), []
    for reference in (family.reference, "WF-00000"):
        form = {"post": cas.post.key, "reference": reference, "reason": WHY}
        answer = browser.post(reverse("families:view-as"), form)
        assert answer.status_code == 422
        said.append(answer.content.decode().replace(reference, "").split("<main")[1])
    assert strip(said[0]) == strip(said[1])


def strip(html: str) -> str:
    """Without the token against forged requests."""
    before, _, after = html.partition('csrfmiddlewaretoken" value="')
    return before + after[64:]


def test_a_family_of_another_authority_does_not_exist(family, cas, borough):
    elsewhere = Authority.objects.create(name="Elsewhere", code="E08009997")
    other = make_user("Ola", make_agency(elsewhere, "Elsewhere Council", "council"), "sharing_lead")
    with pytest.raises(Refused):
        acts.start_viewing_as(post=cas.post, reference=family.reference, reason=WHY, by=other)


def test_a_partners_lead_views_as_their_own_people_where_these_help(
    with_cas, pat, borough, dot, ada, as_user
):
    """Else it would say of any reference whether it is there, and whether the police, say, work
    with that family, which only a line of the agreement may tell (access.md, P3 and P9)."""
    family, cas = with_cas.family, with_cas.post.user
    let_help(family, pat, ada)
    other = make_family(dot)
    lead = make_user("Sol", borough.school, "sharing_lead")
    told = {}
    for post in (cas.post, pat.post, ada.post):
        for reference in (family.reference, other.reference, "WF-00000"):
            try:
                acts.start_viewing_as(post=post, reference=reference, reason=WHY, by=lead)
            except Refused as no:
                told[post.pk, reference] = (str(no), no.field)
    unknown = ("There is no family with this reference", "reference")
    assert set(told.values()) == {unknown}
    assert len(told) == 8, "all but Cas and the family that she helps"
    acts.end_involvement(involvement=with_cas, by=ada)
    assert acts.start_viewing_as(post=cas.post, reference=family.reference, reason=WHY, by=lead)
    acts.end_viewing(viewing=ViewAs.objects.get(ended_at=None), by=lead)
    form = as_user(lead).get(reverse("families:view-as")).content.decode()
    assert str(cas.post.key) in form
    assert str(pat.post.key) not in form


def test_the_keeper_views_as_a_partners_people_too(family, pat, lou):
    viewing = acts.start_viewing_as(post=pat.post, reference=family.reference, reason=WHY, by=lou)
    assert viewing.post == pat.post


@pytest.mark.parametrize("name", ["ada", "hal", "ivy", "kay", "max", "cas"])
def test_nobody_but_a_sharing_lead_may(name, family, request):
    user = request.getfixturevalue(name)
    with pytest.raises(PermissionDenied):
        acts.start_viewing_as(post=user.post, reference=family.reference, reason=WHY, by=user)


def test_one_does_not_see_anothers_viewing(viewing, borough, as_user):
    second = make_user("Lea", borough.early_help, "sharing_lead")
    assert as_user(second).get(viewing.get_absolute_url()).status_code == 404
