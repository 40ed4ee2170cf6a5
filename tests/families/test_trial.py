"""Trying an agreement says exactly what then happens, and tells nothing that it should not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from families import acts as families
from families.models import Conflict, Involvement, Restriction
from families.why.trial import Sight, _family, _person, shared_models, shown, try_agreement
from sharing.models import Agreement, Category, Line, Post, Purpose, Role, User
from tests import cast
from tests.cast import make_line, make_user
from tests.copies import copied

C = Category


def lines(borough, *terms):
    """Early Help tells the school: (category, audience, consent needed, named)."""
    agreement = Agreement.objects.create(title="Tried", starts_on=timezone.localdate())
    agreement.parties.add(borough.early_help, borough.school)
    for category, audience, consent, named in terms:
        make_line(
            agreement, borough.early_help, borough.school, category, audience=audience,
            consent_needed=consent, named=named,
        )  # fmt: skip
    return agreement


@copied
def work(case, ada, cas, borough):
    """Notes of several kinds, a plan, one yes and one no; three people of the school help."""
    family = case.family
    kelly, jayden = cast.member(family, "Kelly"), cast.member(family, "Jayden")
    sid = make_user("Sid", borough.school, Role.SUPERVISOR)
    tom = make_user("Tom", borough.school, Role.PRACTITIONER)
    for user in (cas, sid, tom):
        families.start_involvement(
            family=family, kind=Involvement.Kind.TEAM_AROUND, post=user.post, by=ada
        )
    families.record_visit(
        case=case,
        happened_at=timezone.now() - timedelta(hours=1),
        place="home",
        seen=[families.SeenPerson(kelly)],
        notes=[
            families.NewNote("home", "One"),
            families.NewNote("home", "Two", person=kelly),
            families.NewNote("home", "Three", category=C.HEALTH, person=kelly),
            families.NewNote("home", "Four", category=C.HEALTH, person=jayden),
            families.NewNote("home", "Five", category=C.HEALTH),
        ],
        by=ada,
    )
    goal = families.NewGoal("A goal", actions=[families.NewAction("Ring", doer_post=ada.post)])
    families.agree_plan(
        case=case, goals=[goal], agreed_with=[kelly],
        review_on=timezone.localdate() + timedelta(days=30), by=ada,
    )  # fmt: skip
    for person, category, state in (
        (kelly, C.IDENTITY, "given"), (kelly, C.PLAN, "given"), (kelly, C.HEALTH, "given"),
        (jayden, C.IDENTITY, "refused"), (kelly, C.CASE_NOTES, "given"),
    ):  # fmt: skip
        decision = families.Decision(borough.school, category, state)
        families.record_consents(person=person, decisions=[decision], given_by=kelly, by=ada)
    return {"cas": cas, "sid": sid, "tom": tom, "family": family}


def seen_by(users, category, giver):
    """What each person sees of the giver's rows of a category: by the access rule itself."""
    return {
        (user.pk, model, pk, family, who)
        for user in User.objects.filter(pk__in=[user.pk for user in users])
        for model in shared_models(category, Purpose.SUPPORT)
        for pk, family, who in model._default_manager.visible_to(user)
        .filter(owner=giver)
        .filter(**({} if model.Sharing.category == category else {"category": category}))
        .values_list("pk", _family(model), _person(model))
    }


def sight(rows) -> Sight:
    facts = {row[1:] for row in rows}
    return Sight(
        len(facts),
        len({who for *_, who in facts if who is not None}),
        len({family for *_, family, _ in facts}),
    )


def predicted(agreement, lou, category):
    found = {c.category: c for c in try_agreement(agreement).changes}
    change = found.get(category)
    return (change.gained, change.lost) if change else (Sight(), Sight())


def take_effect(agreement):
    """As activating does, whatever stood before."""
    Agreement.objects.filter(pk=agreement.supersedes_id).update(replaced_from=timezone.localdate())
    Agreement.objects.filter(pk=agreement.pk).update(state="active")


def test_who_opened_a_record_in_an_emergency_is_counted_while_it_is_open(
    work, borough, ben, hal, lou
):
    family, cas = work["family"], work["cas"]
    families.record_visit(
        case=family.cases.get(), happened_at=timezone.now() - timedelta(minutes=30), place="school",
        seen=[families.SeenPerson(cast.member(family, "Kelly"))],
        notes=[families.NewNote("home", "Six", category=C.HEALTH)], by=cas,
    )  # fmt: skip
    agreement = Agreement.objects.create(title="Tried", starts_on=timezone.localdate())
    agreement.parties.add(borough.early_help, borough.school)
    make_line(
        agreement, borough.school, borough.early_help, C.HEALTH, audience="named", named=ben,
        consent_needed=False,
    )  # fmt: skip
    assert predicted(agreement, lou, C.HEALTH) == (Sight(), Sight())
    opened = families.open_in_emergency(
        reference=family.reference, danger="child", reason="The school rings: nobody came", by=ben
    )
    gained, lost = predicted(agreement, lou, C.HEALTH)
    with transaction.atomic():
        take_effect(agreement)
        assert sight(seen_by([ben], C.HEALTH, borough.school)) == gained == Sight(1, 0, 1)
        transaction.set_rollback(True)
    assert lost == Sight()
    families.end_involvement(involvement=opened.involvement, by=hal)
    assert predicted(agreement, lou, C.HEALTH) == (Sight(), Sight())


TERMS = [
    [(C.CASE_NOTES, "team", False, None)],
    [(C.CASE_NOTES, "team", True, None)],
    [(C.HEALTH, "team", True, None)],
    [(C.HEALTH, "manager", False, None)],
    [(C.HEALTH, "named", False, "tom")],
    [(C.HEALTH, "named", True, "sid"), (C.CASE_NOTES, "manager", False, None)],
    [(C.PLAN, "team", False, None), (C.IDENTITY, "team", False, None)],
    [(C.CONTACT, "team", False, None), (C.EDUCATION, "team", False, None)],
]


@pytest.mark.matrix
@pytest.mark.parametrize("tie", [None, "tom"])
def test_what_is_counted_is_what_then_happens(tie, work, lou, borough):
    if tie:
        Conflict.objects.create(
            user=work[tie], family=work["family"], tie="Cousin", owner=borough.school
        )
    told = 0
    for terms in TERMS[3:6] if tie else TERMS:
        with transaction.atomic():
            told += tried_and_done(terms, work, lou, borough)
            transaction.set_rollback(True)
    assert told > 5


def tried_and_done(terms, work, lou, borough) -> int:
    """What the trial says of these lines is what comes of them; how many facts gain sight."""
    users = [work["cas"], work["sid"], work["tom"]]
    agreement = lines(borough, *((c, a, n, work.get(who)) for c, a, n, who in terms))
    categories = {category for category, *_ in terms}
    said = {category: predicted(agreement, lou, category) for category in categories}
    before = {c: seen_by(users, c, borough.early_help) for c in categories}
    take_effect(agreement)
    for category in categories:
        after = seen_by(users, category, borough.early_help)
        gained, lost = sight(after - before[category]), sight(before[category] - after)
        assert said[category] == (gained, lost), (terms, category)
    return sum(gained.facts for gained, _ in said.values())


def test_a_new_version_that_asks_for_less_loses_what_it_says(work, lou, borough):
    users = [work["cas"], work["sid"], work["tom"]]
    old = lines(borough, (C.HEALTH, "team", False, None), (C.CASE_NOTES, "team", False, None))
    take_effect(old)
    new = lines(borough, (C.HEALTH, "manager", True, None))
    Agreement.objects.filter(pk=new.pk).update(supersedes=old, version=2)
    new.refresh_from_db()
    said = {c: predicted(new, lou, c) for c in (C.HEALTH, C.CASE_NOTES)}
    before = {c: seen_by(users, c, borough.early_help) for c in said}
    take_effect(new)
    for category, told in said.items():
        after = seen_by(users, category, borough.early_help)
        assert told == (sight(after - before[category]), sight(before[category] - after))
        assert told[1].facts


def test_what_would_stop(work, lou, borough):
    agreement = lines(borough, (C.HEALTH, "team", False, None))
    take_effect(agreement)
    agreement.refresh_from_db()
    trial = try_agreement(agreement)
    assert not trial.begins
    assert [(c.gained.facts, c.lost) for c in trial.changes] == [(0, Sight(3, 2, 1))]


@pytest.mark.parametrize("over", [{"state": "ended"}, {"ends_on": -1}, {"replaced_from": 0}])
def test_of_what_is_over_nothing_would_stop(over, work, lou, borough, as_user):
    """Its page opens for a sharing lead who keeps the address, or asks as a program."""
    agreement = lines(borough, (C.HEALTH, "team", False, None))
    take_effect(agreement)
    days = {k: timezone.localdate() + timedelta(days=v) for k, v in over.items() if k != "state"}
    day_before = {"starts_on": timezone.localdate() - timedelta(days=1)}
    type(agreement).objects.filter(pk=agreement.pk).update(**over | day_before | days)
    page = reverse("families:try-agreement", args=[agreement.key])
    assert as_user(lou).get(page).status_code == 200
    assert as_user(lou).get(reverse("agreement-try", args=[agreement.key])).json() == {
        "begins": False, "changes": [],
    }  # fmt: skip


def test_what_another_agreement_opens_anyway_is_neither(work, lou, borough):
    take_effect(lines(borough, (C.HEALTH, "team", False, None)))
    assert try_agreement(lines(borough, (C.HEALTH, "team", False, None))).changes == ()


def test_who_keeps_an_archive_gains_nothing_of_what_they_are_let_in_to(work, lou, borough):
    """A records officer works with archived records alone (access.md, P10)."""
    agreement = lines(borough, (C.HEALTH, "team", False, None))
    assert predicted(agreement, lou, C.HEALTH)[0].facts
    Post.objects.filter(agency=borough.school).update(role=Role.RECORDS_OFFICER)
    assert predicted(agreement, lou, C.HEALTH) == (Sight(), Sight())


def test_a_restricted_family_is_not_counted(work, lou, hal, borough):
    agreement = lines(borough, (C.HEALTH, "team", False, None))
    assert predicted(agreement, lou, C.HEALTH)[0].facts
    restriction = Restriction.objects.create(
        family=work["family"], reason="High risk", owner=borough.early_help,
        review_on=timezone.localdate() + timedelta(days=90),
    )  # fmt: skip
    restriction.named.add(lou, work["cas"])
    assert predicted(agreement, lou, C.HEALTH)[0] == Sight()


def test_a_tie_of_whoever_asks_changes_no_number(work, lou, borough):
    agreement = lines(borough, (C.HEALTH, "team", False, None))
    before = predicted(agreement, lou, C.HEALTH)
    tie = {"user": lou, "family": work["family"], "tie": "Cousin", "owner": borough.early_help}
    Conflict.objects.create(**tie)
    assert predicted(agreement, lou, C.HEALTH) == before


def test_a_family_whose_merge_waits_is_not_counted(work, lou, dot, hal, borough):
    """Who knows one of the two records knows neither, as long as nobody has looked."""
    other = families.register_family(
        name="Doyle", people=[families.NewPerson("parent", "Kelly")], by=dot
    )
    agreement = lines(borough, (C.HEALTH, "team", False, None))
    assert predicted(agreement, lou, C.HEALTH)[0].facts
    merge = families.merge_families(kept=other, folded=work["family"], why="Same", by=dot)
    assert predicted(agreement, lou, C.HEALTH)[0] == Sight()
    with transaction.atomic():
        take_effect(agreement)
        assert not seen_by([work["cas"], work["sid"], work["tom"]], C.HEALTH, borough.early_help)
        transaction.set_rollback(True)
    families.review_merge(merge=merge, same=True, words="Rang the school", by=hal)
    assert predicted(agreement, lou, C.HEALTH)[0].facts


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "None"), (1, "Fewer than 5"), (4, "Fewer than 5"), (5, "5"), (1200, "1,200")],
)
def test_small_numbers_are_not_told(count, words):
    assert shown(count) == words


def test_the_page_and_the_api_tell_words_and_change_nothing(work, lou, borough, as_user, api_as):
    agreement = lines(borough, (C.HEALTH, "team", False, None))
    page = as_user(lou).get(reverse("families:try-agreement", args=[agreement.key]))
    text = page.content.decode()
    assert "Health, from Merrowby Early Help" in text
    assert "fewer than 5 facts, fewer than 5 people, fewer than 5 families" in text
    assert work["family"].reference not in text
    answer = api_as(lou).get(f"/api/agreements/{agreement.key}/try/").data
    assert answer["changes"][0]["gained"] == {
        "facts": "Fewer than 5", "people": "Fewer than 5", "families": "Fewer than 5",
    }  # fmt: skip
    assert not Line.objects.in_force().filter(agreement=agreement).exists()


def test_it_asks_few_questions(work, lou, borough, django_assert_max_num_queries):
    agreement = lines(borough, *((c, "team", False, None) for c in (C.HEALTH, C.CASE_NOTES)))
    with django_assert_max_num_queries(12):
        try_agreement(agreement)
