"""The record as it stood on a day: what was written down by then, as far as it is open today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from coordination.family_page.as_at import found_on, stood
from coordination.family_page.chronology import rows_for
from families import acts
from families.identity import identify
from families.models import Action, Assessment, Consent, Note
from families.reading.as_at import as_at
from outcomes.acts import identify_need
from tests.cast import member

pytestmark = pytest.mark.django_db


def later(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=True)


def asked(day: date | tuple[str, str, str]) -> dict[str, str]:
    typed = day if isinstance(day, tuple) else (str(day.day), str(day.month), str(day.year))
    return dict(zip(("as_at_day", "as_at_month", "as_at_year"), typed, strict=True))


@pytest.fixture
def told(family, as_user):
    def read(user, day) -> str:
        url = reverse("families:story", args=[family.reference])
        answer = as_user(user).get(url, asked(day))
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def say(borough, family, ada, state, *categories, words=""):
    decisions = [acts.Decision(borough.school, category, state) for category in categories]
    acts.record_consents(person=member(family, "Kelly"), decisions=decisions, words=words, by=ada)


def test_what_was_written_down_after_the_day_is_not_told(case, ada, told):
    first = timezone.localdate()
    acts.complete_assessment(case=case, what_is_happening="Late on Mondays.", by=ada)
    with later(5):
        acts.complete_assessment(case=case, what_is_happening="Early on Mondays.", by=ada)
        then, now = told(ada, first), told(ada, timezone.localdate())
    assert "Late on Mondays." in then
    assert "Early on Mondays." not in then
    assert "Early on Mondays." in now


def test_a_value_is_told_as_it_stood(case, ada, told):
    first = timezone.localdate()
    acts.complete_assessment(case=case, what_is_happening="Late on Mondays.", by=ada)
    with later(5):
        written = Assessment.objects.get()
        written.what_is_happening = "Never late."
        written.save()
        then, now = told(ada, first), told(ada, timezone.localdate())
    assert "Late on Mondays." in then
    assert "Never late." not in then
    assert "Never late." in now


def test_the_day_ends_at_midnight_here(case, ada):
    """Half past eleven at night counts, half past midnight does not: in summer time too."""
    acts.complete_assessment(case=case, what_is_happening="Late on Mondays.", by=ada)
    part = rows_for(ada)["assessments"]
    for hour, rows in (("22:30", 1), ("23:30", 0)):
        Assessment.history.update(history_date=f"2026-07-10T{hour}:00+00:00")
        assert len(as_at(part, case.family_id, date(2026, 7, 10))) == rows


def test_who_led_and_who_agreed_is_what_held_then(family, borough, case, ada, dot, told):
    first = timezone.localdate()
    say(borough, family, ada, "given", "identity")
    with later(5):
        say(borough, family, ada, "refused", "identity")
        acts.close_case(case=case, reason="Things are better", by=ada)
        pages = told(ada, first), told(ada, timezone.localdate())
    then, now = (page.split('id="stood"')[1].split("</section>")[0] for page in pages)
    assert f"Lead worker</dt><dd>{ada}" in then
    assert "Said yes to sharing</dt><dd>Kelly" in then
    assert "Said no to something" not in then
    assert "Said no to something</dt><dd>Kelly" in now
    assert "Lead worker</dt>" not in now


def test_what_is_shut_today_is_shut_as_at_a_day_on_which_it_was_open(
    borough, case, with_cas, ada, cas, told
):
    say(borough, case.family, ada, "given", "identity", "plan")
    acts.complete_assessment(case=case, what_is_happening="Late on Mondays.", by=ada)
    first = timezone.localdate()
    assert "Late on Mondays." in told(cas, first)
    with later(5):
        say(borough, case.family, ada, "refused", "plan")
        then = told(cas, first)
        assert "Late on Mondays." in told(ada, first)
    assert "Late on Mondays." not in then
    assert "Whole-family assessment" not in then


def test_words_taken_out_since_are_gone_from_every_day(family, borough, ada, told):
    say(borough, family, ada, "given", "identity", words="Only if he never hears of it.")
    first = timezone.localdate()
    assert "Only if he never hears" in told(ada, first)
    with later(5):
        for consent in Consent.objects.all():
            consent.words = ""
            consent.save()
        then = told(ada, first)
    assert "Kelly said yes" in then
    assert "never hears" not in then


def test_a_row_taken_out_since_is_gone_from_every_day(case, ada, told):
    promised = acts.NewAction("Ring the landlord", doer_post=ada.post)
    acts.complete_action(action=acts.add_action(case=case, action=promised, by=ada), by=ada)
    assert "Ring the landlord" in told(ada, timezone.localdate())
    Action.objects.get().delete()
    assert "Ring the landlord" not in told(ada, timezone.localdate())


def test_a_version_of_another_category_is_not_told_by_the_rule_of_this_one(case, ada):
    acts.record_visit(
        case=case,
        happened_at=timezone.now(),
        place="home",
        seen=[acts.SeenPerson(member(case.family, "Kelly"))],
        notes=[acts.NewNote("what_happened", "She told me of the clinic.", "health")],
        by=ada,
    )
    part, today = rows_for(ada)["notes"], timezone.localdate()
    assert len(as_at(part, case.family_id, today)) == 1
    Note.objects.update(category="case_notes")
    assert as_at(part, case.family_id, today) == []


@pytest.mark.parametrize(
    ("days", "says"),
    [(1, "That day has not come yet"), (-1, "The family was not in the record yet")],
)
def test_a_day_outside_the_record_is_refused_and_kept_as_typed(case, ada, told, days, says):
    day = timezone.localdate() + timedelta(days=days)
    page = told(ada, day)
    assert says in page
    assert "<title>Error: " in page
    assert f'value="{day.year}"' in page
    assert "We started to help this family" not in page


def test_a_day_that_is_none_is_refused(case, ada, told):
    assert "There is no 31 February 2026" in told(ada, ("31", "2", "2026"))


def test_whom_the_family_is_unknown_to_is_told_so_of_every_day(family, ben, as_user):
    url = reverse("families:story", args=[family.reference])
    for day in (timezone.localdate(), timezone.localdate() + timedelta(days=1)):
        assert as_user(ben).get(url, asked(day)).status_code == 404


def test_the_plan_of_a_day_is_the_newest_that_was_agreed_by_then(family, case, ada):
    first = timezone.localdate()
    for days in (0, 5):
        with later(days):
            acts.agree_plan(
                case=case,
                goals=[acts.NewGoal("Get to school")],
                agreed_with=[member(family, "Kelly")],
                review_on=timezone.localdate() + timedelta(days=30),
                by=ada,
            )
    identity = identify(ada, pk=family.pk)
    for days, version in ((0, 1), (5, 2)):
        day = first + timedelta(days=days)
        plan = stood(identity, ada, found_on(identity, ada, day), day).plan
        assert plan.version == version


def test_a_need_is_told_only_of_whom_one_may_know(family, case, ada, ben):
    identify_need(case=case, code="1a", person=member(family, "Jayden"), by=ada)
    today, identity = timezone.localdate(), identify(ada, pk=family.pk)
    found = found_on(identity, ada, today)
    assert stood(identity, ada, found, today).needs[0].startswith("Jayden: ")
    assert stood(identity, ben, found | {"people": []}, today).needs == ()
