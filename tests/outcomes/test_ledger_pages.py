"""The readiness ledger on the family's page and in the API: each need, and never more than the
viewer may see. Zero, unknown, no access and not applicable never look or read alike."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from families import acts as families
from families.acts import Decision
from families.models import Action, Case
from outcomes import acts
from outcomes.models import Coverage, Framework, LocalPlan, Need
from outcomes.telling.ledger import STANDINGS, whom_for
from sharing.rules import Verdict
from tests import cast

LONG_AGO = {"from": "2020-01-01"}


@pytest.fixture
def jayden(family):
    return cast.member(family, "Jayden")


@pytest.fixture
def page(family):
    return reverse("families:family", args=[family.reference])


def fact(family, by, kind, fields, *, person=None, source="other", owner=None):
    return acts.record_evidence(
        family=family, person=person, kind=kind, fact=fields, source=source, owner=owner, by=by
    )


@pytest.fixture
def every_verdict(case, family, jayden, ada):
    """A need of each verdict: nobody's attendance, a word, no job any more, a settled home."""
    kelly = cast.member(family, "Kelly")
    for code, person in (("1a", jayden), ("5a", None), ("10a", kelly), ("9b", None)):
        acts.identify_need(case=case, code=code, person=person, by=ada)
    # a word from before the need was found would say nothing of it
    since = "2021-12-01"
    Need.objects.filter(code="5a").update(identified_on=since)
    Case.objects.filter(pk=case.pk).update(opened_on=since)
    word = {"need": "5a", "on": "2022-01-01", "result": "progress", "by": "Key worker"}
    fact(family, ada, "judgement", word | {"reason": "Course done"}, source="key_worker")
    job = LONG_AGO | {"to": "2021-01-01", "hours": 20}
    fact(family, ada, "employment", job, person=kelly, source="dwp")
    fact(family, ada, "housing", LONG_AGO | {"state": "settled"}, source="housing")
    deliver(READERS)
    return {"1a": "not_known", "5a": "met", "10a": "not_met", "9b": "not_applicable"}


def read(as_user, user, page):
    answer = as_user(user).get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def ledger_of(shown):
    """The section's own text."""
    found = re.search(r'<section[^>]*aria-labelledby="ready".*?</section>', shown, re.DOTALL)
    return html.unescape(found.group(0)) if found else ""


def rows_of(shown):
    return re.findall(
        r'<li><details class="wf-ledge">.*?</details></li>', ledger_of(shown), re.DOTALL
    )


def mark(row):
    """Words, tone and icon of a row's verdict."""
    found = re.search(r'wf-st--(\w+)"><svg.*?>(.*?)</svg><span>(.*?)</span>', row, re.DOTALL)
    return found.groups()


def test_each_verdict_has_words_and_a_mark_of_its_own(page, every_verdict, ada, as_user, api_as):
    shown = read(as_user, ada, page)
    marks = [mark(row) for row in rows_of(shown)]
    assert sorted(words for _, _, words in marks) == [
        "Does not apply", "Met", "Not known", "Not met",
    ]  # fmt: skip
    assert len({icon for _, icon, _ in marks}) == len({tone for tone, _, _ in marks}) == 4
    assert "1 of 3 met, 1 not known" in ledger_of(shown)
    needs = api_as(ada).get("/api/judgements/").data["results"][0]["needs"]
    assert {need["code"]: need["verdict"] for need in needs} == every_verdict
    assert {v.value for v in Verdict} == set(every_verdict.values())


def test_none_met_is_not_said_of_what_is_not_worked_out_or_does_not_count(
    page, case, family, ada, ivy, as_user
):
    results = reverse("outcomes:progress", args=[family.reference])
    acts.identify_need(case=case, code="9b", person=None, by=ada)
    assert "Not worked out yet" in ledger_of(read(as_user, ada, page))
    assert "not worked out yet" in read(as_user, ada, results)
    fact(family, ada, "housing", LONG_AGO | {"state": "settled"}, source="housing")
    deliver(READERS)
    acts.identify_need(case=case, code="5a", person=None, by=ada)
    assert "Not worked out yet" in ledger_of(read(as_user, ada, page))
    deliver(READERS)
    assert "0 of 1 met, 1 not known" in ledger_of(read(as_user, ada, page))
    acts.identify_need(case=case, code="9a", person=None, by=ada)
    assert "0 of 1 met, 1 not worked out yet, 1 not known" in ledger_of(read(as_user, ada, page))
    assert "0 of 1 needs met, 1 not worked out yet." in read(as_user, ada, results)


def test_a_family_none_of_whose_needs_counts_has_not_met_them_all(
    page, case, family, ada, ivy, as_user
):
    acts.identify_need(case=case, code="9b", person=None, by=ada)
    fact(family, ada, "housing", LONG_AGO | {"state": "settled"}, source="housing")
    deliver(READERS)
    assert "None of these counts" in ledger_of(read(as_user, ada, page))
    shown = read(as_user, ada, reverse("outcomes:progress", args=[family.reference]))
    assert "None of these needs counts." in shown
    assert "Every need is met" not in shown
    queue = read(as_user, ivy, reverse("outcomes:result", args=[case.key]))
    assert f"{family.reference}, no need counts" in queue


def test_zero_unknown_no_access_and_not_applicable_are_told_apart(
    page, case, jayden, ada, as_user, api_as
):
    family = case.family
    acts.identify_need(case=case, code="6b", person=jayden, by=ada)
    for status, source in zip(
        Coverage.Status.values, ("police", "school", "health", "social_care", "other"), strict=True
    ):
        acts.record_coverage(
            family=family, person=jayden, kind="missing", source=source, status=status,
            since=timezone.localdate() - timedelta(days=400), by=ada,
        )  # fmt: skip
    (row,) = rows_of(read(as_user, ada, page))
    told = re.search(r'wf-ledge__told">.*?</ul>', row, re.DOTALL).group(0)
    said = re.findall(r'wf-st--\w+"><svg.*?>(.*?)</svg><span>(.*?)</span>', told, re.DOTALL)
    words = {"All counted", "Looked, none found", "Not known", "No access", "Does not apply"}
    results = reverse("outcomes:progress", args=[family.reference])
    shown = html.unescape(read(as_user, ada, results))
    assert all(word in shown for word in words)
    rows = api_as(ada).get("/api/coverage/").data["results"]
    assert {row["status"] for row in rows} == set(Coverage.Status.values) == set(STANDINGS)
    assert {(words) for _, words in said} <= words
    assert len({icon for icon, _ in said}) == len(said) == 4  # the four newest; the page has all


def test_what_is_missing_becomes_an_action_with_who_and_when(page, every_verdict, ada, as_user):
    row = next(row for row in rows_of(read(as_user, ada, page)) if "Misses more than" in row)
    link = html.unescape(re.search(r'href="([^"]*/ask/[^"]*)"', row).group(1))
    assert not re.search("Jayden|ttendance", link), "no address says what is missing of whom"
    browser = as_user(ada)
    assert "for Jayden" not in browser.get(link.replace("which=0", "which=9")).content.decode()
    form = html.unescape(browser.get(link).content.decode())
    what = re.search(r'value="(Ask the school: Attendance for [^"]*, for Jayden)"', form).group(1)
    soon = timezone.localdate() + timedelta(days=7)
    for part, number in (("day", soon.day), ("month", soon.month), ("year", soon.year)):
        assert re.search(rf'name="due_on_{part}"[^>]*value="{number}"', form), part
    browser.post(
        link,
        {
            "what": what,
            "doer": f"post:{ada.post.key}",
            "due_on_day": "8",
            "due_on_month": "1",
            "due_on_year": "2030",
        },
    )
    action = Action.objects.get()
    assert (action.what, action.doer_post, action.due_on.year) == (what, ada.post, 2030)


@pytest.mark.parametrize(
    ("what", "whom"),
    [
        ("Attendance for autumn 2026", "the school"),
        ("Offences from 1 May 2026 to 30 May 2026", "the police"),
        ("Work", "the jobcentre, or the person"),
        ("Education or work", "the person"),
        ("School place", "the school"),
        ("A judgement by a worker", ""),
    ],
)
def test_whom_to_ask_follows_from_what_is_missing(what, whom):
    assert whom_for(what) == whom


def test_what_is_for_managers_is_not_in_the_ledger(page, case, jayden, ada, borough, as_user):
    acts.identify_need(case=case, code="7c", person=jayden, by=ada)
    offence = {"on": "2026-09-01", "outcome": "pending", "role": "offender"}
    fact(
        jayden.family, ada, "offence", offence, person=jayden, source="police",
        owner=borough.police,
    )  # fmt: skip
    deliver(READERS)
    shown = ledger_of(read(as_user, ada, page))
    assert "None that is open to you" in shown
    assert "offence of" not in shown
    assert "(offender)" not in shown


def test_what_points_to_slipping_back_is_said(page, case, ada, as_user, api_as):
    kelly, day = cast.member(case.family, "Kelly"), timezone.localdate()
    acts.identify_need(case=case, code="3b", person=kelly, by=ada)
    dates = {"from": (day - timedelta(days=30)).isoformat()}
    dates |= {"to": (day + timedelta(days=9)).isoformat()}
    fact(case.family, ada, "health", dates | {"area": "mental", "state": "engaged"}, person=kelly)
    deliver(READERS)
    shown = ledger_of(read(as_user, ada, page))
    assert "On record only to" in shown
    assert "Could slip back" in shown
    (need,) = api_as(ada).get("/api/judgements/").data["results"][0]["needs"]
    assert need["signs"][0]["bad"] is True
    assert need["slips_if"] == [
        "Help that breaks off, or a score no better than when the need was found"
    ]


def test_the_school_sees_no_ledger(page, every_verdict, with_cas, cas, ada, as_user):
    kelly = cast.member(with_cas.family, "Kelly")
    said = [Decision(cas.agency, category, "given") for category in ("identity", "plan")]
    families.record_consents(person=kelly, decisions=said, by=ada)
    assert not ledger_of(read(as_user, cas, page))
    assert ledger_of(read(as_user, ada, page))


def test_it_narrows_to_one_person_and_costs_no_query_more(
    page, every_verdict, case, jayden, ada, as_user
):
    only = read(as_user, ada, f"{page}?person={jayden.key}")
    assert len(rows_of(only)) == 3  # Jayden's, and the family's two
    browser = as_user(ada)
    browser.get(page)
    with CaptureQueriesContext(connection) as queries:
        browser.get(page)
    assert len(queries) <= 9
    for code in ("1b", "1c", "6b", "7c"):
        acts.identify_need(case=case, code=code, person=jayden, by=ada)
    deliver(READERS)
    with CaptureQueriesContext(connection) as more:
        browser.get(page)
    assert len(more) == len(queries)


def test_the_local_plan_speaks_in_the_ledger_too(page, case, jayden, ada, as_user, api_as):
    """Its percent, on the page (drawn in the page's one question) and in the API alike."""
    acts.load_frameworks()
    acts.identify_need(case=case, code="1a", person=jayden, by=ada)
    deliver(READERS)
    assert "Attendance under 90%" in ledger_of(read(as_user, ada, page))
    LocalPlan.objects.create(
        authority=case.family.authority, framework=Framework.objects.get(slug=case.framework),
        state=LocalPlan.State.PUBLISHED, valid_from=cast.LONG_AGO, overlay={"min_attendance": 85},
    )  # fmt: skip
    assert "Attendance under 85%" in ledger_of(read(as_user, ada, page))
    (need,) = api_as(ada).get("/api/judgements/").data["results"][0]["needs"]
    assert need["slips_if"] == ["Attendance under 85% over the last 2 finished terms"]
